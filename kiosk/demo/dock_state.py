"""What the dock reads off the shop and the twins, as the plain maps its QML shows."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kiosk.demo.tray import Tray
from kiosk.demo.world import DemoWorld
from kiosk.simulator.faults import Fault, FaultKind

SWITCHES: Final = frozenset({"paper_out", "paper_low", "cover_open", "error", "silent"})
"""The printer twin's own switches; a slow line and a pulled cable are something else."""

_CHANGES: Final = ("enrol", "earn", "redeem", "coupon")
_TROUBLES: Final = {
    "unplugged": "unplugged",
    "silent": "prints, but answers nothing",
    "error": "error light on",
    "cover_open": "cover open",
    "paper_out": "out of paper",
    "slow": "ready, slow line",
    "paper_low": "ready, paper low",
}


@dataclass(slots=True)
class Hand:
    """Who plays the customer, and what the hand holds up.

    ``kind`` is empty for nothing, else member, coupon or text; ``frozen``: a screenshot, which does
    not follow the app."""

    code: int = field(repr=False)
    kind: str = ""
    text: str = field(default="", repr=False)
    title: str = field(default="", repr=False)
    frozen: bool = False


def faults_of(mode: str) -> list[Fault]:
    """The network's faults in one of the dock's modes. Raises ``ValueError`` for an unknown one."""
    match mode:
        case "ok" | "off":
            return []
        case "slow":
            return [Fault(FaultKind.DELAY, count=None, seconds=2.0)]
        case "errors":
            return [Fault(FaultKind.ERROR, count=None, status=503)]
        case "lost":
            # What only asks gets its answer: else no visit would ever come so far as to be lost.
            return [Fault(FaultKind.DROP, call, count=None, after=True) for call in _CHANGES]
        case "portal":
            return [Fault(FaultKind.FOREIGN, count=None)]
        case "limit":
            return [Fault(FaultKind.RATE_LIMIT, count=None, retry_after="3")]
    raise ValueError("no such network")


def name_of(email: str) -> str:
    """How the demo calls a member: ``Ada`` for ada@example.com."""
    return email.partition("@")[0].capitalize()


def span(seconds: float) -> str:
    """A length of time in words: ``1 d 2 min 30 s``."""
    left = round(seconds)
    parts = []
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        many, left = divmod(left, size)
        if many:
            parts.append(f"{many} {unit}")
    return " ".join(parts) or "0 s"


def members(world: DemoWorld) -> list[dict[str, Any]]:
    """All members; ``calling``: a PIN has been pushed to this one's phone."""
    return [
        {
            "code": member.code,
            "email": member.email,
            "stamps": member.stamps,
            "points": member.points,
            "calling": world.shop.current_pin(member.code) is not None,
        }
        for member in world.shop.members
    ]


def coupons(world: DemoWorld, hand: Hand) -> list[dict[str, Any]]:
    """The coupons in this member's app, newest first; without their tokens."""
    return [
        {
            "id": coupon.id,
            "name": coupon.name,
            "used": coupon.redeemed_at is not None,
            "shown": hand.kind == "coupon" and hand.text == coupon.token,
        }
        for coupon in reversed(world.shop.coupons)
        if coupon.member_code == hand.code
    ]


def phone(world: DemoWorld, hand: Hand) -> dict[str, Any]:
    """The phone as it looks now; ``text`` is what its code says."""
    settings = world.shop.settings
    member = world.shop.member(hand.code)
    return {
        "code": member.code,
        "name": name_of(member.email),
        "email": member.email,
        "stamps": member.stamps,
        "of": settings.max_stamps,
        "points": member.points,
        "pin": world.shop.current_pin(member.code) or "",
        "kind": hand.kind,
        "title": hand.title,
        "text": hand.text,
        "frozen": hand.frozen,
        "rotates": settings.preset.rotates_qr,
    }


def printer(world: DemoWorld) -> dict[str, Any]:
    """The switches as they stand, and the state in words."""
    twin = world.printer
    shown: dict[str, Any] = {name: getattr(twin, name) for name in SWITCHES}
    shown["slow"] = twin.bytes_per_second is not None
    shown["unplugged"] = not _plugged(twin.port)
    shown["state"] = next((words for name, words in _TROUBLES.items() if shown[name]), "ready")
    shown["fine"] = not any(shown[name] for name in _TROUBLES)
    return shown


def sheets(tray: Tray) -> list[dict[str, Any]]:
    """What was printed, newest first; sizes in dots."""
    return [
        {"number": sheet.number, "wide": sheet.image.width(), "high": sheet.image.height()}
        for sheet in tray.sheets
    ]


def scanner(world: DemoWorld, note: str) -> dict[str, Any]:
    """Whether it is plugged in, and what became of the last scan."""
    return {"plugged": _plugged(world.scanner.port), "note": note}


def clock(world: DemoWorld) -> dict[str, Any]:
    """The shop's time of day, and by how much it is ahead of the kiosk's clock."""
    now = world.shop.now()
    ahead = now - time.time()
    local = datetime.fromtimestamp(now, world.settings.shop.zone)
    words = f"{span(ahead)} ahead of the kiosk" if ahead >= 0.5 else "the same as the kiosk's"
    return {"time": f"{local:%H:%M:%S}", "date": f"{local:%a %d %b}", "ahead": words}


def _plugged(port: str) -> bool:
    # The twins take their port's name away with the cable.
    return Path(port).is_symlink()
