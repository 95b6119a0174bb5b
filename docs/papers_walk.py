"""The part of ``state_walk.py`` that looks through the journal: names, differences, and what can happen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import Balance, Member, OperationKind, OperationState, PrintState
from kiosk.core.papers import CouponLine, CouponPage, CouponStory, Waiting
from kiosk.core.stages_papers import (
    PapersStage,
    StaffCouponDetail,
    StaffCoupons,
    StaffWaiting,
    StaffWaitingOne,
)

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LINE = CouponLine("c", "n", NOW, "printed")
DOUBT = Waiting("op", OperationKind.REDEEM, NOW, OperationState.UNKNOWN, 1, origin="staff")
TAPS = [
    (ev.Action.TASK, "coupons"),
    (ev.Action.TASK, "waiting"),
    (ev.Action.SEARCH, "earlier"),
    (ev.Action.OPEN, "c"),
    (ev.Action.OPEN, "op"),
    (ev.Action.GIVE_UP, "mistake"),
]


def name_of(stage: PapersStage) -> str:
    """What of it makes a different screen or wait, behind the stage's own name."""
    match stage:
        case StaffCoupons(typing=True):
            return " typing"
        case StaffCoupons(began=began) if began is not None:
            return " looking"
        case StaffCouponDetail(asked=asked) | StaffWaitingOne(asked=asked) if asked is not None:
            return " sure"
        case StaffWaitingOne(choosing=True):
            return " choosing"
        case _:
            return " asking" if stage.key else ""


def kind_of(stage: PapersStage) -> tuple[object, ...]:
    """What of it can make a difference to where an event leads."""
    match stage:
        case StaffCoupons():
            return (bool(stage.sought) + stage.scanned, bool(stage.typed), bool(stage.page))
        case StaffCouponDetail():
            return (stage.story.line.state,)
        case StaffWaiting():
            return (bool(stage.found),)
        case _:
            return (stage.trying, stage.one.over)


def happenings(stage: PapersStage, at: float) -> Iterator[tuple[str, ev.Event, float]]:
    """What the journal, the server and the printer can answer."""
    key = stage.key
    if key:
        yield "journal: failed", ev.JournalFailed(key, "x"), at
    match stage:
        case StaffCoupons() if stage.began is not None:
            found = o.Found(Member(1, "a", Balance(7, 3)))
            yield "lookup: found", ev.LookedUp(key, 1, found), at
            yield "lookup: refused", ev.LookedUp(key, 1, o.NotFound()), at
        case StaffCoupons():
            yield "journal: coupons", ev.CouponsFound(key, CouponPage((LINE,))), at
            yield "journal: no coupon", ev.CouponsFound(key, CouponPage(())), at
            yield "journal: one coupon", ev.CouponOpened(key, CouponStory(LINE)), at
        case StaffCouponDetail():
            gone = CouponStory(replace(LINE, state="handed_out"))
            yield "journal: handed out", ev.HandedOut(key, "c", True), at
            yield "journal: one coupon", ev.CouponOpened(key, gone), at
            yield "paper: printed", ev.PrintProgress("c", PrintState.PRINTED), at
        case StaffWaiting():
            yield "journal: something waits", ev.WaitingListed(key, (DOUBT,)), at
            yield "journal: nothing waits", ev.WaitingListed(key, ()), at
            yield "journal: one that waits", ev.WaitingOpened(key, DOUBT), at
        case StaffWaitingOne():
            yield "outbox: tried", ev.Retried(key, "op", "unavailable_timeout"), at
            yield "journal: one that waits", ev.WaitingOpened(key, DOUBT), at
            yield (
                "journal: it is over",
                ev.WaitingOpened(key, replace(DOUBT, state=OperationState.ACCEPTED)),
                at,
            )
            yield "journal: given up", ev.GivenUp(key, "op", True), at
