"""Settings as TOML text, written the same way each time and without a comment: what is installed holds only
what has been understood, so nothing slips in that the owner wrote beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.config import Settings

_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}

Tables = Mapping[str, Mapping[str, Any]]


def written(tables: Tables) -> str:
    """The text of these tables, in the order of the documentation, empty ones left out. ``ValueError`` for a
    value that no setting can have."""
    known = [*Settings.model_fields, *sorted(set(tables).difference(Settings.model_fields))]
    parts = []
    for name in known:
        keys = tables.get(name)
        if keys:
            lines = (f"{key} = {value_text(value)}\n" for key, value in keys.items())
            parts.append(f"[{name}]\n{''.join(lines)}")
    return "\n".join(parts)


def value_text(value: object) -> str:
    """One value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return f'"{"".join(map(_escaped, value))}"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_text, value))}]"
    raise ValueError(f"no setting is a {type(value).__name__}")


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    return f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char
