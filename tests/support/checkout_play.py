"""Ways into a checkout, for tests of the core."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.checkout import Checkout, Half
from kiosk.core.model import Balance, Member, PrintState
from tests.support.play import ANNA, COUPON, NOON, Play

ORDER = "1042"
TOTAL = Decimal("19.90")
KNOWN = Checkout(ORDER, ANNA.code, TOTAL, 20, NOON, "Deniz")
SPENT = replace(KNOWN, redeem=Half.BOOKED)
AFTER_REDEEM, AFTER_EARN = Balance(7, 10), Balance(7, 30)
TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)


def till(play: Play, *unfinished: Checkout) -> Play:
    """Staff have chosen the task, and the journal has said what is unfinished."""
    play.staff().tap(ev.Action.TASK, "checkout")
    play.do(ev.CheckoutsRecalled(play.session, unfinished))
    return play


def ordering(play: Play, member: Member = ANNA) -> Play:
    """The member is known, and the order's number is asked for."""
    till(play).scan(f"{member.code}-code", ev.Source.SCANNER)
    play.looked_up(o.Found(member))
    return play


def type_order(play: Play, order: str = ORDER) -> None:
    for sign in order:
        play.tap(ev.Action.CHARACTER, sign)
    play.tap(ev.Action.CONFIRM)


def recalled(play: Play, known: Checkout | None) -> None:
    """The journal says what it knows of the order that is being asked for."""
    asked = play.ever(e.RecallCheckout)[-1]
    play.do(ev.CheckoutRecalled(asked.session, asked.order, known))


def totalling(play: Play, member: Member = ANNA, order: str = ORDER) -> Play:
    """A new order: its total is asked for."""
    ordering(play, member)
    type_order(play, order)
    recalled(play, None)
    return play


def spending(play: Play) -> Play:
    """How many points?"""
    totalling(play).amount("19.90")
    play.tap(ev.Action.CONFIRM)
    return play


def asking(play: Play, points: str = "20") -> Play:
    """All is entered; the journal is asked once more, before the first half goes to disk."""
    spending(play)
    if points == "0":
        play.tap(ev.Action.CONTINUE)
    else:
        play.type(points)
    return play


def redeeming(play: Play, points: str = "20") -> Play:
    """The first half (that is the earn, without points) is out."""
    asking(play, points)
    recalled(play, None)
    play.recorded()
    return play


def earning(play: Play) -> Play:
    """The points are spent, on disk, and the earn is out."""
    redeeming(play).answered(o.Accepted(AFTER_REDEEM))
    play.settled()
    play.recorded()
    return play


def done(play: Play) -> Play:
    """Both halves are booked."""
    earning(play).answered(o.Accepted(AFTER_EARN))
    play.settled()
    return play


def standing(play: Play, known: Checkout = SPENT) -> Play:
    """An order that was begun before is typed again."""
    ordering(play)
    type_order(play)
    recalled(play, known)
    return play


def lose(play: Play, outcome: o.SendOutcome = TIMEOUT) -> None:
    """The service does not answer for as long as somebody waits."""
    play.answered(outcome)
    while play.stage == "StaffRunning":
        play.wait(3.0)
        play.answered(outcome)


def _listed(play: Play) -> None:
    till(play, SPENT)


def _asked(play: Play) -> None:
    ordering(play)
    type_order(play)


def _pin(play: Play) -> None:
    redeeming(play).answered(o.PinRequired("ch", 3))


def _unsure(play: Play) -> None:
    earning(play)
    lose(play)


def _giving_up(play: Play) -> None:
    standing(play).tap(ev.Action.GIVE_UP)


def _reward(play: Play) -> None:
    earning(play).answered(o.Accepted(AFTER_EARN, COUPON))
    play.settled(PrintState.QUEUED)


def _refused(play: Play) -> None:
    standing(play, replace(KNOWN, member_code=1))


WAYS: dict[str, Callable[[Play], object]] = {
    "checkout list asked": lambda play: play.staff().tap(ev.Action.TASK, "checkout"),
    "checkout list": _listed,
    "checkout order": ordering,
    "checkout order asked": _asked,
    "checkout refused": _refused,
    "checkout total": totalling,
    "checkout points": spending,
    "checkout asking": asking,
    "checkout redeeming": redeeming,
    "checkout pin": _pin,
    "checkout unsure": _unsure,
    "checkout standing": standing,
    "checkout giving up": _giving_up,
    "checkout reward": _reward,
    "checkout done": done,
}
