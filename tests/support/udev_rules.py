"""Reads udev rules and plays them to a device that is a few values, as far as our own rules go.

Grammar and meaning: udev(7), "Rules files". What it does not know it refuses, so that no rule is passed over.
"""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass, field
from pathlib import Path

MATCHES = {"ACTION", "KERNEL", "SUBSYSTEM", "ENV", "ATTR", "ATTRS"}
ASSIGNS = {"ENV", "SYMLINK", "GROUP", "MODE", "OPTIONS", "GOTO", "LABEL"}
_TOKEN = re.compile(r'\s*([A-Z]+)(?:\{([^}]+)\})?\s*(==|!=|\+=|:=|=)\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)')


@dataclass(frozen=True)
class Token:
    key: str
    name: str
    operator: str
    value: str

    @property
    def is_match(self) -> bool:
        return self.operator in ("==", "!=")


@dataclass
class Device:
    """``env`` is what udev's own rules have found out, ``attrs`` what stands in sysfs."""

    subsystem: str
    kernel: str
    env: dict[str, str] = field(default_factory=dict)
    attrs: dict[str, str] = field(default_factory=dict)
    action: str = "add"
    links: set[str] = field(default_factory=set)
    priority: int = 0
    group: str = ""
    mode: str = ""
    final: set[str] = field(default_factory=set)
    """What no later rule can change."""

    def value(self, token: Token) -> str:
        match token.key:
            case "ACTION":
                return self.action
            case "KERNEL":
                return self.kernel
            case "SUBSYSTEM":
                return self.subsystem
            case "ENV":
                return self.env.get(token.name, "")
        return self.attrs.get(token.name, "")


def parse(path: Path) -> list[list[Token]]:
    """The rules of a file. Raises ``ValueError`` for what is not understood."""
    rules = []
    for number, line in enumerate(path.read_text().replace("\\\n", " ").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        tokens, at = [], 0
        while at < len(line):
            found = _TOKEN.match(line, at)
            if not found:
                raise ValueError(f"{path.name}:{number}: {line[at:]!r}")
            token = Token(found[1], found[2] or "", found[3], found[4])
            if token.key not in (MATCHES if token.is_match else ASSIGNS):
                raise ValueError(f"{path.name}:{number}: {token.key} {token.operator}")
            tokens.append(token)
            at = found.end()
        rules.append(tokens)
    return rules


def play(rules: list[list[Token]], device: Device) -> Device:
    """What the rules make of the device. Every GOTO has to have its LABEL, farther down."""
    labels = {token.value: at for at, rule in enumerate(rules) for token in rule if token.key == "LABEL"}
    at = 0
    while at < len(rules):
        rule, at = rules[at], at + 1
        if not all(_fits(token, device) for token in rule if token.is_match):
            continue
        for token in rule:
            if token.key == "GOTO":
                assert labels[token.value] >= at, "udev goes forward only"
                at = labels[token.value]
            elif not token.is_match:
                _assign(token, device)
    return device


def _fits(token: Token, device: Device) -> bool:
    value = device.value(token)
    fits = any(fnmatch.fnmatchcase(value, pattern) for pattern in token.value.split("|"))
    return fits == (token.operator == "==")


def _assign(token: Token, device: Device) -> None:
    value = re.sub(r"\$env\{(\w+)\}", lambda found: device.env.get(found[1], ""), token.value)
    match token.key, token.operator:
        case "ENV", "=":
            device.env[token.name] = value
        case "SYMLINK", "+=":
            device.links.add(value)
        case "OPTIONS", "+=":
            name, _, number = value.partition("=")
            assert name == "link_priority"
            device.priority = int(number)
        case "GROUP" | "MODE", "=" | ":=":
            if token.key not in device.final:
                setattr(device, token.key.lower(), value)
            if token.operator == ":=":
                device.final.add(token.key)
        case "LABEL", "=":
            pass
        case _:
            raise ValueError(token)
