"""The configuration for a bundle: what a setting is, where its form leaves no room for anything else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import BaseModel

from kiosk.config import Settings
from kiosk.config_values import Address, Size

UNTOLD = "(set; not told)"
"""In the place of a value that could be anything."""
DEFAULT = "(default)"

_KNOWN_PATHS = (
    re.compile(
        r"/dev/(?:kiosk|serial/by-id|serial/by-path|v4l/by-id|v4l/by-path|input/by-id)/[\w.:+-]{1,120}"
    ),
    re.compile(r"/dev/[a-zA-Z]{1,12}\d{0,3}"),
    re.compile(r"/etc/kiosk/(?:api\.key|kiosk\.toml|logo\.(?:svg|png))"),
    re.compile(r"/var/lib/kiosk/journal\.sqlite3"),
)
_SOURCES = re.compile(r"auto|none|picamera(?::\d)?")
_HOST = re.compile(r"[a-z0-9.-]{1,100}\.loyalite\.app|localhost|127\.0\.0\.1|\[::1\]")


def told(settings: Settings) -> dict[str, dict[str, object]]:
    """By table and key: the value, ``DEFAULT``, or ``UNTOLD``."""
    usual = Settings()
    return {
        name: {
            key: DEFAULT
            if getattr(getattr(usual, name), key) == value
            else _value(f"{name}.{key}", value, type(table))
            for key, value in _items(table)
        }
        for name, table in settings
    }


def _items(table: BaseModel) -> list[tuple[str, Any]]:
    return [(key, getattr(table, key)) for key in type(table).model_fields]


def _value(name: str, value: object, model: type[BaseModel]) -> object:
    if name in _TEXTS and isinstance(value, str):
        return value if _TEXTS[name].fullmatch(value) else UNTOLD
    if name == "api.base_url":
        return _address(str(value))
    form = model.model_fields[name.partition(".")[2]].annotation
    if isinstance(value, bool | int | float | Decimal | timedelta | Size | Address) or value is None:
        return _plain(value)
    if get_origin(form) is Literal and value in get_args(form):
        return value
    if isinstance(value, tuple) and all(isinstance(one, int | float) for one in value):
        return list(value)
    return path_or(str(value)) if isinstance(value, str | Path) else UNTOLD


def path_or(text: str) -> str:
    """A device's or file's path where it is one of those that everybody has; else ``UNTOLD``."""
    inner = text.removeprefix("hid:")
    known = not text or _SOURCES.fullmatch(text) or any(form.fullmatch(inner) for form in _KNOWN_PATHS)
    return text if known else UNTOLD


def is_plain_id(text: str) -> bool:
    """Whether a kiosk's id is of the usual form, a word and a number."""
    return not text or _TEXTS["shop.kiosk_id"].fullmatch(text) is not None


_TEXTS: Mapping[str, re.Pattern[str]] = {
    "shop.kiosk_id": re.compile(r"[a-zA-Z]{1,12}-\d{1,3}"),
    "shop.timezone": re.compile(r"[A-Za-z]{2,20}(?:/[A-Za-z_-]{2,30}){0,2}"),
    "shop.accent": re.compile(r"#[0-9a-fA-F]{6}"),
    "visit.cooldown": re.compile(r"day"),
}


def _address(url: str) -> str:
    """Scheme and host, where that is the vendor's or this machine; never a path."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{parts.scheme}://{host}" if _HOST.fullmatch(host) else UNTOLD


def _plain(value: object) -> object:
    match value:
        case timedelta():
            return value.total_seconds()
        case Decimal():
            return str(value)
        case Size():
            return f"{value.width}x{value.height}"
        case Address():
            return f"{value.host}:{value.port}"
        case _:
            return value


KEYS = frozenset(f"{name}.{key}" for name, table in Settings() for key in type(table).model_fields)
"""Of all settings."""


def variables(environ: Mapping[str, str]) -> list[str]:
    """Which settings come from the environment, by key; never a value, and no name that is no setting's."""
    known = {f"KIOSK_{key.replace('.', '__').upper()}": key for key in (*KEYS, "api.key")}
    return sorted(known[name] for name in environ if name in known)
