"""What the dock reads off the shop and the twins, as the plain maps its QML shows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kiosk.demo.tray import Tray
from kiosk.demo.world import DemoWorld
from kiosk.simulator.appliance import USUAL
from kiosk.simulator.faults import Fault, FaultKind

SWITCHES: Final = frozenset({"paper_out", "paper_low", "cover_open", "error", "silent", "stalled"})
"""The printer twin's own switches; a slow line and a pulled cable are something else."""

_CHANGES: Final = ("enrol", "earn", "redeem", "coupon")
_TROUBLES: Final = {
    "unplugged": "unplugged",
    "silent": "prints, but answers nothing",
    "stalled": "takes nothing",
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
        case "ok" | "off" | "key" | "lapsed":
            return []
        case "hang":
            return [Fault(FaultKind.DELAY, count=None, seconds=30.0)]
        case "torn":
            return [Fault(FaultKind.TORN, count=None)]
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
    """The phone as it looks now; ``text`` is what its code says, ``renews`` and ``lasts`` the seconds until
    the next one and between two."""
    settings = world.shop.settings
    member = world.shop.member(hand.code)
    rotates = settings.preset.rotates_qr
    step = settings.qr_step
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
        "rotates": rotates,
        "renews": math.ceil(step - world.shop.now() % step) if rotates else 0,
        "lasts": round(step),
        "time": f"{datetime.fromtimestamp(world.shop.now(), world.settings.shop.zone):%H:%M}",
        "shop": world.settings.shop.name,
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
    """What was torn off, newest first; sizes in dots."""
    return [
        {"number": sheet.number, "wide": sheet.image.width(), "high": sheet.image.height()}
        for sheet in tray.sheets
        if sheet.torn
    ]


def slip(world: DemoWorld, tray: Tray) -> dict[str, Any]:
    """What is in the printer's mouth, in dots, and its picture: a paper that was cut, or what is being
    printed. ``high`` 0: nothing."""
    rows = world.printer.rows
    if rows:
        # With the white edges that ``image_of`` adds.
        return {
            "high": rows + 48,
            "wide": world.settings.printer.dots + 48,
            "cut": False,
            "source": f"image://tray/rows-{rows}",
        }
    for sheet in tray.sheets[:1]:
        if not sheet.torn:
            image = sheet.image
            source = f"image://tray/{sheet.number}"
            return {"high": image.height(), "wide": image.width(), "cut": True, "source": source}
    return {"high": 0, "wide": 1, "cut": False, "source": ""}


def scanner(world: DemoWorld, note: str) -> dict[str, Any]:
    """Whether it is plugged in, and what became of the last scan."""
    return {"plugged": _plugged(world.scanner.port), "note": note}


def clock(world: DemoWorld) -> dict[str, Any]:
    """The time of day in the shop, what the dock has let pass, and what the kiosk's own clock says when it is
    wrong."""
    zone = world.settings.shop.zone
    local = datetime.fromtimestamp(world.clock.world(), zone)
    wrong = world.clock.now().local
    return {
        "time": f"{local:%H:%M}",
        "date": f"{local:%a %d %b}",
        "passed": span(world.clock.passed) if world.clock.passed else "",
        "wrong": f"{wrong:%d %b %Y %H:%M}" if world.clock.off else "",
    }


def devices(world: DemoWorld) -> dict[str, Any]:
    """Switches of the camera and of the machine: which of them are on."""
    machine = world.appliance.says
    return {
        "camera_unplugged": world.lens.unplugged,
        "camera_covered": world.lens.covered,
        "camera_frozen": world.lens.frozen,
        "clock_wrong": bool(world.clock.off),
        "disk_full": world.disk.full,
        "hot": machine.celsius != USUAL.celsius,
        "undervolted": machine.voltage != USUAL.voltage,
        "no_wifi": machine.network != USUAL.network,
    }


def _plugged(port: str) -> bool:
    # The twins take their port's name away with the cable.
    return Path(port).is_symlink()
