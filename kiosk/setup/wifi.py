"""A wireless network as iwd keeps it: one file for each, by the format of its manual (iwd.network(5))."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import resources

_PLAIN_NAME = re.compile(r"[A-Za-z0-9 _-]+")
_HASHED = re.compile(r"[0-9a-fA-F]{64}")

KINDS = (".psk", ".open")
"""How the files of the networks that we write end; ``.8021x`` is for those who know what it is."""


@dataclass(frozen=True, slots=True)
class Wifi:
    """What the owner says of their network. An empty password: it is open."""

    ssid: str
    password: str = field(repr=False)
    hidden: bool = False

    @property
    def file_name(self) -> str:
        """The network's file: by its name, or by the bytes of it where a file could not be called so."""
        plain = _PLAIN_NAME.fullmatch(self.ssid) is not None
        stem = self.ssid if plain else f"={self.ssid.encode().hex()}"
        return stem + (".psk" if self.password else ".open")

    @property
    def text(self) -> str:
        """The file's content."""
        parts = []
        if self.password:
            key = "PreSharedKey" if _HASHED.fullmatch(self.password) else "Passphrase"
            parts.append(f"[Security]\n{key}={_escaped(self.password)}\n")
        if self.hidden:
            parts.append("[Settings]\nHidden=true\n")
        return "\n".join(parts)


def country_text(country: str) -> str:
    """What iwd's ``main.conf`` says of the country whose rules for radio hold."""
    return f"[General]\nCountry={country}\n"


def _escaped(value: str) -> str:
    value = value.replace("\\", "\\\\")
    spaces = len(value) - len(value.lstrip(" "))
    return "\\s" * spaces + value[spaces:]


def name_fault(ssid: str) -> str:
    """What is wrong with a network's name; nothing: ""."""
    if not 1 <= len(ssid.encode()) <= 32 or not ssid.isprintable():
        return "must be the network's name, 1 to 32 bytes long"
    return ""


def password_fault(password: str) -> str:
    """What is wrong with a network's password; nothing: ""."""
    plain = password.isascii() and password.isprintable()
    if password and not (plain and (8 <= len(password) <= 63 or _HASHED.fullmatch(password))):
        return "must have 8 to 63 letters, digits and signs, without accents"
    return ""


def country_fault(country: str) -> str:
    """What is wrong with a country's code; nothing: ""."""
    known = _countries()
    if country in known or (not known and re.fullmatch("[A-Z]{2}", country)):
        return ""
    return 'must be a country\'s code of two capital letters, such as "TR", "DE" or "GB"'


def _countries() -> frozenset[str]:
    """Of ISO 3166, as the time zones' own list has them; none where that is not there."""
    try:
        text = (resources.files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    except OSError:
        return frozenset()
    return frozenset(line[:2] for line in text.splitlines() if line[:1] != "#")
