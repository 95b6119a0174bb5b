"""Staff look through the journal, at the core's one door; and the journal's answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core.model import CardType, OperationKind, OperationState, PrintState
from kiosk.core.papers import CouponLine, CouponPage, CouponStory, PaperNote, PaperPicture, Waiting
from tests.support.play import ANNA, NOON, Play

LINES = tuple(
    CouponLine(f"c-{n}", f"Coffee {n}", NOON - timedelta(hours=n), state)
    for n, state in enumerate(("printed", "issued", "handed_out", "redeemed"), 1)
)
STORY = CouponStory(LINES[0], (PaperNote(PrintState.PRINTED, False, NOON),))
DOUBT = Waiting(
    "op-1",
    OperationKind.REDEEM,
    NOON - timedelta(hours=2),
    OperationState.UNKNOWN,
    3,
    "unavailable_timeout",
    CardType.POINT,
    Decimal(20),
    "staff",
    NOON - timedelta(hours=1),
    ANNA.code,
)
COUPON_DOUBT = Waiting("op-2", OperationKind.COUPON, NOON, OperationState.UNKNOWN, 1, origin="staff")
VISIT = Waiting("v-1", OperationKind.EARN, NOON, None, 0, origin="kept")


def coupons(play: Play, *lines: CouponLine, more: bool = False) -> Play:
    """The list is up."""
    play.staff().tap(ev.Action.TASK, "coupons")
    found(play, *(lines or LINES), more=more)
    return play


def found(play: Play, *lines: CouponLine, more: bool = False) -> None:
    """The journal answers the last question for coupons."""
    asked = play.ever(e.FindCoupons)[-1]
    play.do(ev.CouponsFound(asked.ref, CouponPage(lines, asked.query.offset, more)))


def opened(play: Play, story: CouponStory | None = STORY) -> None:
    """The journal answers the last question for one coupon, with its picture where that was asked for."""
    asked = play.ever(e.OpenCoupon)[-1]
    picture = PaperPicture(asked.ref, 624, 1000) if asked.draw else None
    play.do(ev.CouponOpened(asked.ref, story, picture))


def coupon(play: Play, story: CouponStory = STORY) -> Play:
    """One coupon is up."""
    coupons(play).tap(ev.Action.OPEN, "c-1")
    opened(play, story)
    return play


def waiting(play: Play, *ones: Waiting) -> Play:
    """The list of what waits is up."""
    play.staff().tap(ev.Action.TASK, "waiting")
    listed(play, *ones)
    return play


def listed(play: Play, *ones: Waiting) -> None:
    play.do(ev.WaitingListed(play.ever(e.ListWaiting)[-1].ref, ones))


def read(play: Play, one: Waiting | None) -> None:
    """The journal tells of one of them."""
    play.do(ev.WaitingOpened(play.ever(e.OpenWaiting)[-1].ref, one))


def waiting_one(play: Play, one: Waiting = DOUBT) -> Play:
    """One of them is up."""
    waiting(play, one).tap(ev.Action.OPEN, one.id)
    read(play, one)
    return play


def tried(play: Play, result: str, after: Waiting | None, became: str = "") -> None:
    """The try that was asked for has come to this."""
    retry = play.ever(e.Retry)[-1]
    play.do(ev.Retried(retry.ref, became or retry.operation_id, result))
    read(play, after)


def now_in(one: Waiting, state: OperationState, reason: str = "") -> Waiting:
    return replace(one, state=state, reason=reason)
