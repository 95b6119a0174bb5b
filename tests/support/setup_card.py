"""A card and a computer, in folders: what an owner puts on the one, and what the other makes of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.setup.disk import Owner
from kiosk.setup.importing import Imported, import_from
from kiosk.setup.install import Places

KEY, PASSWORD = "lk_live_PLANTED-0a1b2c3d4e5f", "planted pass phrase"
FILLED = f"""
# My shop. Old password: {PASSWORD}
[shop]
name = "Café Yıldız"
kiosk_id = "entrance"   # by the door
timezone = "Europe/Berlin"

[api]
base_url = "https://yildiz.example"

[visit]
amount = 0.5
card = "point"

[ui]
languages = ["de", "tr"]

[setup]
api_key = "{KEY}"
wifi_ssid = "Yildiz Gast"
wifi_password = "{PASSWORD}"
wifi_country = "DE"
"""
SECRETS = (KEY.encode(), PASSWORD.encode())


@dataclass
class Computer:
    """``card`` is the FAT partition, ``root`` stands for ``/``."""

    card: Path
    root: Path

    @classmethod
    def new(cls, folder: Path) -> Computer:
        for name in ("card", "root/etc/kiosk", "root/var/lib/iwd"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        return cls(folder / "card", folder / "root")

    @property
    def places(self) -> Places:
        me = Owner(os.geteuid(), os.getegid())
        return Places(self.root, me, me)

    def owner_writes(self, text: str | bytes, name: str = "kiosk.toml") -> Computer:
        (self.card / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def boots(self) -> Imported:
        """As each start does it, before the kiosk."""
        return import_from(self.card, self.places)

    def asks(self, text: str) -> Imported:
        """The kiosk's screen was shown a code."""
        request = self.places.run / "request"
        request.mkdir(parents=True, exist_ok=True)
        (request / "kiosk.toml").write_text(text, encoding="utf-8")
        return import_from(request, self.places, from_screen=True)

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        """All that is there, but what is forgotten at the next start."""
        top = folder or self.root.parent
        return {
            str(one.relative_to(top)): one.read_bytes()
            for one in sorted(top.rglob("*"))
            if one.is_file() and not one.is_relative_to(self.places.run)
        }

    def holding(self, secret: bytes) -> list[str]:
        """The files with these bytes in them."""
        return [name for name, content in self.files().items() if secret in content]
