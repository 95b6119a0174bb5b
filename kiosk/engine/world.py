"""What the engine is given: ports, and ways out to the screen, the log and the loudspeaker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.core.budget import Limits
from kiosk.core.effects import Sound
from kiosk.core.house import Setting
from kiosk.core.receipt import Receipt
from kiosk.core.rules import Rules
from kiosk.core.slip import Slip
from kiosk.core.stages_first import FirstNote, SetupAnswered
from kiosk.core.view import View
from kiosk.ports import (
    Appliance,
    Camera,
    Clock,
    CouponPaper,
    Headphones,
    Journal,
    LoyaltyApi,
    Printer,
    Scanner,
    SlipPaper,
    StaffPins,
)


class Log(Protocol):
    """Writes one log event. Fields never hold personal data or secrets."""

    def __call__(self, event: str, level: str = "info", /, **fields: str | float) -> None:
        """``level`` is debug, info, warning or error."""


def _at_once(answer: Callable[[], None]) -> None:
    """Where there is no screen, none can hang."""
    answer()


def _nobody(_data: bytes) -> SetupAnswered:
    """A kiosk that is set up takes no other set-up."""
    return SetupAnswered(FirstNote.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside. ``publish`` and ``cue`` may be called from the engine's thread and must
    return at once; so must ``adjust``, which takes a setting's new value to where it counts, and
    ``restart``, which ends the program to be started anew. ``words`` and ``slip_words`` put what is
    printed into the shop's language. ``draw`` makes the picture of a coupon's paper for the screen, under
    the name that is given; it takes a moment, may be called from any thread, and returns the size in dots.
    ``limits`` are the vendor's. ``terms`` stand on coupons. ``ask`` has something called by the thread of the
    screen, to see whether that still answers; ``alive``, if it is there, hears of each sign of life.

    ``set_up`` checks what a code says and has it installed; it takes its time, in a thread of its own."""

    rules: Rules
    api: LoyaltyApi
    journal: Journal
    printer: Printer
    camera: Camera | None
    scanner: Scanner | None
    clock: Clock
    pins: StaffPins
    publish: Callable[[View], None]
    cue: Callable[[Sound], None]
    words: Callable[[Receipt], CouponPaper]
    slip_words: Callable[[Slip], SlipPaper]
    appliance: Appliance
    adjust: Callable[[Setting, str], None]
    restart: Callable[[], None]
    draw: Callable[[str, CouponPaper], tuple[int, int]]
    log: Log
    limits: Limits = field(default_factory=Limits)
    terms: str = ""
    ask: Callable[[Callable[[], None]], None] = _at_once
    alive: Callable[[], None] | None = None
    headphones: Headphones | None = None
    set_up: Callable[[bytes], SetupAnswered] = _nobody
