"""A set-up is one deed in several folders: all of it is written down in one file, and then carried out.

Once that record is on the disk the set-up has happened; whoever comes next (``finish``) carries it out to
the end, as often as the power fails meanwhile. Before, nothing has happened.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.setup import disk
from kiosk.setup.disk import Filed, Owner
from kiosk.setup.toml import written
from kiosk.setup.wanted import FILE, Wanted
from kiosk.setup.wifi import KINDS, country_text

RECORD = ".setup.json"
_MOST_RECORD = 8_000_000


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are: ``/``, or a folder that stands for it. ``kiosk`` and ``root`` are whose files are."""

    root_folder: Path
    kiosk: Owner
    root: Owner

    @property
    def etc(self) -> Path:
        """The kiosk's configuration."""
        return self.root_folder / "etc/kiosk"

    @property
    def iwd(self) -> Path:
        """The wireless networks, as iwd keeps them."""
        return self.root_folder / "var/lib/iwd"

    @property
    def run(self) -> Path:
        """What is said between root and the kiosk until the next start."""
        return self.root_folder / "run/kiosk-setup"


def plan(wanted: Wanted, logo: bytes | None, places: Places) -> tuple[list[Filed], list[Path]]:
    """The files that this set-up comes to, the settings last, and those that have to go."""
    root, files = places.root, []
    mixed = Owner(root.user, places.kiosk.group)
    gone: list[Path] = []
    if wanted.network is not None:
        name = wanted.network.file_name
        files.append(Filed(places.iwd / name, wanted.network.text.encode(), 0o600, root))
        # The network that was before: a password that nobody needs any more.
        gone += [one for one in _networks(places.iwd) if one.name != name]
    if wanted.country:
        files.append(Filed(places.iwd / "main.conf", country_text(wanted.country).encode(), 0o600, root))
    if wanted.api_key:
        files.append(Filed(places.etc / "api.key", f"{wanted.api_key}\n".encode(), 0o600, places.kiosk))
    if logo is not None:
        files.append(Filed(places.etc / wanted.logo, logo, 0o640, mixed))
    files.append(Filed(places.etc / FILE, written(wanted.tables).encode(), 0o640, mixed))
    return files, gone


def _networks(folder: Path) -> Iterable[Path]:
    return sorted(one for one in folder.iterdir() if one.suffix in KINDS)


def install(files: list[Filed], gone: list[Path], places: Places) -> bool:
    """Bring it about; whether anything had to change."""
    if all(one.is_there for one in files) and not gone:
        return False
    record = {
        "files": [
            {
                "path": str(one.path.relative_to(places.root_folder)),
                "content": base64.b64encode(one.content).decode(),
                "mode": one.mode,
                "user": owner.user,
                "group": owner.group,
            }
            for one in files
            if (owner := one.owner) is not None
        ],
        "gone": [str(one.relative_to(places.root_folder)) for one in gone],
    }
    disk.write(Filed(places.etc / RECORD, json.dumps(record).encode(), 0o600, places.root))
    finish(places)
    return True


def finish(places: Places) -> None:
    """Carry out what is written down, if anything is; and take away what never came to be written down."""
    _sweep(places)
    path = places.etc / RECORD
    content = disk.read(path, _MOST_RECORD)
    if content is None:
        return
    try:
        record = json.loads(content)
    except ValueError:  # a disk that rots: there is nothing in it to carry out
        record = {"files": [], "gone": []}
    for one in record["files"]:
        filed = Filed(
            places.root_folder / one["path"],
            base64.b64decode(one["content"]),
            one["mode"],
            Owner(one["user"], one["group"]),
        )
        if not filed.is_there:
            disk.write(filed)
    for name in record["gone"]:
        disk.remove(places.root_folder / name)
    disk.remove(path)


def _sweep(places: Places) -> None:
    """Files that were begun when the power failed: ours are called so, and hold secrets."""
    for folder in (places.etc, places.iwd):
        if folder.is_dir():
            for name in os.listdir(folder):
                if name.startswith(".") and name.endswith(".new"):
                    disk.remove(folder / name)
