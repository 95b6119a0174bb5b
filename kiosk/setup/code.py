"""A set-up as a QR code: the owner's file, packed so that a phone's screen can show it and a scanner type it.

``KIOSK1:`` and then, in base 45 (RFC 9285), the file compressed by zlib with ``WORDS`` as its dictionary. All
of it are signs of a QR code's alphanumeric mode, which a scanner that is a keyboard can type as well. A code
that holds the file as it is (TOML with a table ``[setup]``) is good, too: any QR program will do.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno

from kiosk.config import Settings
from kiosk.setup.toml import written
from kiosk.setup.wanted import TABLE

MARK = "KIOSK1:"
"""What a code begins with; another number is another way to pack."""
FAMILY = "KIOSK"
MOST_BYTES = 4096
"""Of a code. What is longer is none of ours; a QR code holds less."""
MOST_TEXT = 65_536

MOST_VERSION = 25
"""Of the QR code: 117 modules a side, which a phone can show and the camera reads from a hand's width."""

WORDS = (
    b'[metrics]\nlisten = "[journal]\nkeep_days = [staff]\nbadge = "alone"\nbadge_prefix ='
    b' [scanner]\nport = "hid:/dev/input/by-id/terminator = "beeper = "trigger = "motio'
    b'n"\n[camera]\nsource = "picamera"\nrotate = 180\nmirror = false\n[coupon]\nprefix = "t'
    b'erms = "[ui]\nlanguages = ["en", "tr", "de", "ar"]\nscreen_mm = theme = "dark"\nsou'
    b'nd = false\nvolume = speech = true\nidle_after = [printer]\nport = "/dev/serial/by-'
    b'id/baud = 9600\npaper = "58mm"\nflow = "none"\ncut = mode = "native"\n[visit]\ncard ='
    b' "point"\namount = cooldown = "day"\ndaily_limit = 1\n[shop]\nname = "kiosk_id = "en'
    b'trance-1"\nstamps_per_card = timezone = "Europe/Istanbul"\naccent = "#[api]\nbase_u'
    b'rl = "https://.loyalite.app"\n[setup]\napi_key = "lk_live_wifi_ssid = "wifi_passwo'
    b'rd = "wifi_country = "TR"\n'
)
"""What such files hold, the likeliest last. A part of the format: other words need another ``MARK``."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {char: value for value, char in enumerate(_DIGITS)}


class CodeError(Exception):
    """Not a set-up's code. ``newer``: one of a newer kiosk's."""

    def __init__(self, reason: str, *, newer: bool = False) -> None:
        super().__init__(reason)
        self.newer = newer


class TooLongError(Exception):
    """More than a code can hold that a camera reads."""


def packed(tables: Mapping[str, Any]) -> str:
    """The code's text for these tables, ``[setup]`` among them. What is as by default is left out."""
    text = written(_needed(tables)).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zdict=WORDS)
    return MARK + base45(packer.compress(text) + packer.flush())


def _needed(tables: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    usual = Settings()
    needed: dict[str, dict[str, Any]] = {}
    for name, table in tables.items():
        defaults = getattr(usual, name, None)
        missing = object()
        needed[name] = {
            key: value
            for key, value in table.items()
            if (name, key) == ("shop", "name") or value != _plain(getattr(defaults, key, missing))
        }
        if name == TABLE:
            needed[name] = {key: value for key, value in table.items() if value != ""}
    return needed


def _plain(value: object) -> object:
    """A default as a file would say it, where that is the same thing."""
    return list(value) if isinstance(value, tuple) else value


def unpacked(data: bytes) -> bytes:
    """The owner's file in what a code says. Raises ``CodeError``."""
    try:
        text = data[: MOST_BYTES + 1].decode("utf-8")
    except UnicodeDecodeError:
        raise CodeError("no text") from None
    if len(data) > MOST_BYTES:
        raise CodeError("too long")
    if text.startswith(MARK):
        opener = zlib.decompressobj(zdict=WORDS)
        try:
            content = opener.decompress(from_base45(text.removeprefix(MARK)), MOST_TEXT)
        except (ValueError, zlib.error):
            raise CodeError("damaged") from None
        if not opener.eof:
            raise CodeError("damaged")
        return content
    if text.startswith(FAMILY):
        raise CodeError("of a newer kiosk", newer=True)
    if f"[{TABLE}]" not in text:
        raise CodeError("not a set-up")
    return data


def base45(data: bytes) -> str:
    """RFC 9285: two bytes as three signs, a last single one as two."""
    signs = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, 45)
            signs.append(_DIGITS[digit])
    return "".join(signs)


def from_base45(text: str) -> bytes:
    """Back again. ``ValueError`` for what is none."""
    data = bytearray()
    for at in range(0, len(text), 3):
        signs = text[at : at + 3]
        try:
            value = sum(_VALUES[sign] * 45**place for place, sign in enumerate(signs))
        except KeyError:
            raise ValueError("a sign that is none of the 45") from None
        if len(signs) == 1 or value >= 256 ** (len(signs) - 1):
            raise ValueError("no bytes")
        data += value.to_bytes(len(signs) - 1, "big")
    return bytes(data)


def drawn(text: str) -> segno.QRCode:
    """The QR code. Raises ``TooLongError``."""
    try:
        code = segno.make_qr(text, error="m", boost_error=False)
    except segno.DataOverflowError:
        raise TooLongError from None
    if int(code.version) > MOST_VERSION:
        raise TooLongError
    return code


def picture(code: segno.QRCode, kind: str) -> bytes:
    """As ``svg`` or ``png``, with the quiet zone that belongs to it."""
    out = io.BytesIO()
    code.save(out, kind=kind, scale=8, border=4)
    return out.getvalue()


def lines(code: segno.QRCode) -> str:
    """For a terminal: half blocks, dark modules dark on a light ground."""
    out = io.StringIO()
    code.terminal(out, border=4, compact=True)
    return out.getvalue()


def kind_of(path: Path) -> str:
    """``svg`` or ``png``, by the name; "" for anything else."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in ("svg", "png") else ""
