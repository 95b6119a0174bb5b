"""The values of the settings: from what a file says to what the kiosk uses, or what is wrong with it.

Each raises ``ValueError`` with words that complete the line ``key: …``, and never repeats the value.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kiosk.core.rules import DAY
from kiosk.paths import languages as languages_there

WORDS = {
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "string_too_long": "must have {max_length} characters at most",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list in brackets",
    "literal_error": "must be {expected}",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be {le} at most",
    "model_type": "must be a table with keys of its own",
}
"""What pydantic finds wrong with a value, in words that complete the line."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int


_MOST_DOTS = 64
"""In a line, not counting "...". The time that Python's reader takes grows with the square of a dotted key's
parts: 8,000 of them take three seconds. Ours have two."""


def tables(text: str) -> dict[str, Any]:
    """What a TOML text says. ``tomllib.TOMLDecodeError`` for all that Python's reader cannot make sense of,
    or would think about for long."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > _MOST_DOTS and re.sub(r"\.{2,}", "", line).count(".") > _MOST_DOTS:
            raise tomllib.TOMLDecodeError(f"too many dots (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except (ValueError, RecursionError):
        # A whole number of more than 4,300 digits; brackets within brackets within brackets.
        raise tomllib.TOMLDecodeError("no sane value") from None


_UNITS = {"s": "seconds", "m": "minutes", "h": "hours"}


def one_of(value: object) -> object:
    """For a choice of numbers: false is not 0 there, nor is 90.0 a 90, though Python finds them equal."""
    return str(value) if isinstance(value, bool | float) else value


def per_minute(value: int) -> int:
    if value != 0 and not 6 <= value <= 100_000:
        raise ValueError("must be 0 (no limit) or 6 to 100000")
    return value


def cooldown(value: object) -> object:
    if isinstance(value, timedelta) or value == DAY:
        return value
    found = re.fullmatch(r"([0-9]{1,6})([smh])", value) if isinstance(value, str) else None
    if not found:
        raise ValueError('must be "day" or a duration such as "0s", "30m" or "4h"')
    duration = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if duration > timedelta(days=31):
        raise ValueError("must be 31 days (744h) at most")
    return duration


def size(value: object) -> object:
    if isinstance(value, Size):
        return value
    found = re.fullmatch(r"([0-9]{1,5})x([0-9]{1,5})", value) if isinstance(value, str) else None
    if not found:
        raise ValueError('must be WIDTHxHEIGHT in pixels, such as "1280x720"')
    size = Size(int(found[1]), int(found[2]))
    if not (160 <= size.width <= 4096 and 120 <= size.height <= 4096):
        raise ValueError("must be between 160x120 and 4096x4096")
    return size


def _number(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def exposure(value: object) -> object:
    if value is None or value == "auto":
        return None
    if not _number(value, 0.1, 1000):
        raise ValueError('must be "auto" or milliseconds between 0.1 and 1000')
    return value


def focus(value: object) -> object:
    if value is None or value == "auto":
        return None
    if not _number(value, 0, 1):
        raise ValueError('must be "auto" or a number from 0 (far) to 1 (near)')
    return value


def amount(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("must be a number")
    # Of a whole number with thousands of digits there is not even a text.
    amount = Decimal(0) if isinstance(value, int) and abs(value) > 10_000 else Decimal(str(value))
    if not amount.is_finite() or not 0 < amount <= 10_000:
        raise ValueError("must be more than 0 and 10000 at most")
    return amount  # 0.1 as it is written, not as it is stored


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def base_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("must be a web address such as https://shop.example") from None
    if parts.scheme not in ("http", "https") or not host or port == 0 or not value.isascii():
        raise ValueError("must be a web address such as https://shop.example")
    if re.search(r"[\s\x00-\x1f\x7f]", value):
        raise ValueError("must hold no space")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must hold no user name or password")
    if "?" in value or "#" in value:
        raise ValueError("must end with the host or a path, without ? or #")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("must begin with https:// (http:// is for this machine's own addresses only)")
    return value.rstrip("/")


def timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, LookupError):  # no such zone, not a name, a folder of zones
        raise ValueError('must be the name of a time zone, such as "Europe/Istanbul"') from None
    return value


def line(value: str) -> str:
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in value):
        raise ValueError("must be one line without control characters")
    return value


def logo(value: object) -> object:
    if value is None or isinstance(value, Path):
        return value
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")
    if not value:
        return None
    if Path(value).suffix.lower() not in (".svg", ".png"):
        raise ValueError("must be an SVG or PNG file")
    return Path(value)


def path(value: object) -> object:
    if isinstance(value, Path):
        return value
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be the path of a file, in quotes")
    return Path(line(value))


def absolute(value: Path) -> Path:
    # Also what catches the key itself, pasted where the name of its file belongs.
    if not value.is_absolute():
        raise ValueError("must be the full path of a file, beginning with /")
    return value


def screen(value: object) -> object:
    if value == 0 and not isinstance(value, bool):
        return (0.0, 0.0)
    numbers = value if isinstance(value, tuple) else ()
    if len(numbers) != 2 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in numbers):
        raise ValueError("must be two numbers, width and height in millimetres, or 0 to ask the system")
    if numbers != (0, 0) and not all(20 <= n <= 3000 for n in numbers):
        raise ValueError("must be between 20 and 3000 millimetres each, or 0 to ask the system")
    return (float(numbers[0]), float(numbers[1]))


def keypads(value: tuple[str, ...]) -> tuple[str, ...]:
    if not all(re.fullmatch("[0-9a-f]{4}:[0-9a-f]{4}", one) for one in value):
        raise ValueError('must be numbers of maker and product as lsusb shows them, such as "046d:c31c"')
    return value


def languages(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("must name at least one language")
    if len(set(value)) != len(value):
        raise ValueError("must name each language once")
    there = languages_there()
    if not set(value) <= set(there):
        raise ValueError(f"must be languages that there are texts for: {', '.join(there)}")
    return value


def listen(value: object) -> object:
    if value is None or isinstance(value, Address):
        return value
    if value == "":
        return None
    wanted = 'must be empty or an address of this machine and a port, such as "127.0.0.1:9464"'
    found = (
        re.fullmatch(r"(\[[0-9a-f:.]+\]|[^:\[\]]+):([0-9]{1,5})", value) if isinstance(value, str) else None
    )
    if not found or not is_loopback(found[1].strip("[]")) or not 1 <= int(found[2]) <= 65535:
        raise ValueError(wanted)
    return Address(found[1].strip("[]"), int(found[2]))
