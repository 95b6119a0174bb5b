"""Everything from outside that the kiosk reads, each as a function of bytes that must not raise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz import asked, files, heard, scanned, shown

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Target:
    """``run`` raises for a finding. ``megabytes`` is what an input of at most ``longest`` bytes may take;
    ``words`` are what such inputs are made of."""

    run: Callable[[bytes], object]
    longest: int = 4096
    megabytes: float = 4.0
    words: tuple[bytes, ...] = ()


_LONG = b"9" * 400
_JSON = (
    *rb"""{"data": {"error": "customer_code": "masked_email": "stamp_count": "point_balance": "stamps":
    "points": "coupon": "id": "name": "qr_token": "status":"redeemed" "remaining_attempts": "challenge_id":
    "pin_required" "pin_invalid" null true 1e309 -0 \ud800 \u0000 [[[[[[[[ } ] ,""".split(),
    b"\n",
    b'"too many requests"',
    _LONG,
)
_TOML = (
    *rb"""[shop] [api] [visit] [ui] [camera] [printer] [[shop]] name= amount= cooldown= size= screen_mm=
    base_url= timezone= languages= stamps_per_card= = ''' [[[[[[[[ {a= 0x 1979-05-27T07:32:00Z inf nan 1e400
    a.a.a.a.a. \u0000 \ud800 " true # } ]""".split(),
    b"\n",
    _LONG,
)
_SETUP = (
    b"KIOSK1:",
    b"[setup]",
    b"api_key=",
    b"wifi_ssid=",
    b"wifi_password=",
    b"wifi_country=",
    b"\xff\xfe",
)
_VARIABLES = (*_TOML, b"SHOP__NAME=", b"VISIT__AMOUNT=", b"A__B=")
_LINE = (b"\2", b"\3", b"\r", b"\n", b"\xfe", b"]Q2\\000026", b"\5\xd0\0\0\xff\x2b", b"\2\0010000", b";\3")
_PRINTER = (b"\x12", b"\x10\0\0\0", b"\x37\x22", b"\x37\x25\0", b"\x11", b"\x13")
_REQUEST = (
    b"GET /metrics HTTP/1.1\r\n",
    b"Host: x\r\n",
    b"\r\n\r\n",
    b"Accept: application/openmetrics-text; version=1.0.0\r\n",
    b"Accept-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Length: 9\r\n",
    b"?name[]=",
    b"%00",
    b"\xff",
)
_CODES = (b"cq_", b"kb_", b"]Q1", "ş☕".encode(), b"\xed\xa0\x80", b"LOY-")

TARGETS: dict[str, Target] = {
    "seen": Target(scanned.seen, 3000, 8.0, _CODES),
    "filmed": Target(scanned.filmed, 300, 40.0, tuple(bytes([mode << 4]) for mode in range(10))),
    "line": Target(scanned.line, 12_000, 8.0, _LINE),
    "typed": Target(scanned.typed, 8000, 4.0, (b"\1\0\x1c\0\1\0\0\0", bytes(16))),
    "answered": Target(heard.answered, 20_100, 8.0, _JSON),
    "babbled": Target(heard.babbled, 3000, 4.0, _PRINTER),
    "configured": Target(files.configured, 70_000, 30.0, _TOML),
    "surrounded": Target(
        files.surrounded, 20_000, 30.0, (*_TOML, b"SHOP__NAME=", b"VISIT__AMOUNT=", b"A__B=")
    ),
    "keyed": Target(files.keyed, 6000, 4.0),
    "reopened": Target(files.reopened, 320, 8.0),
    "scraped": Target(asked.scraped, 20_000, 8.0, _REQUEST),
    "set_up": Target(shown.set_up, 70_000, 30.0, (*_TOML, *_SETUP)),
}


def corpus(name: str) -> list[Path]:
    """The kept inputs of a target, in the order of their names."""
    return sorted(one for one in (CORPUS / name).iterdir() if one.is_file())
