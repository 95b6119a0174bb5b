"""The QR codes of simulated members: opaque, signed, either good for a day or for half a minute.

The vendor's format is unknown, so this is no imitation of it. It is made to be awkward where that
finds faults: standard base64, whose ``+``, ``/`` and ``=`` come back changed from a client that does
not percent-encode them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from typing import Final

_BODY: Final = struct.Struct(">cIQ")
_SIGN: Final = 11  # 13 + 11 bytes make 32 characters: a small code, easy for any camera


def sign(secret: bytes, code: int, *, rotating: bool, tick: int) -> str:
    """The text of a QR code. ``tick`` is the second of issue, or the number of the 30 s window."""
    body = _BODY.pack(b"r" if rotating else b"s", code, tick)
    return base64.b64encode(body + _signature(secret, body)).decode("ascii")


def read(secret: bytes, text: str) -> tuple[int, bool, int] | None:
    """Code, whether it rotates, and tick; ``None`` for anything not signed by ``secret``."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    if base64.b64encode(raw).decode("ascii") != text:
        return None  # Python's decoder lets surplus padding pass.
    body, signature = raw[: _BODY.size], raw[_BODY.size :]
    if len(body) != _BODY.size or not hmac.compare_digest(signature, _signature(secret, body)):
        return None
    kind, code, tick = _BODY.unpack(body)
    return code, kind == b"r", tick


def _signature(secret: bytes, body: bytes) -> bytes:
    return hmac.new(secret, body, hashlib.sha256).digest()[:_SIGN]
