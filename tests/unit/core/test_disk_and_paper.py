"""When the disk fails, nothing that may have happened is forgotten; and what became of the paper."""

from decimal import Decimal

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core import view as v
from kiosk.core.model import (
    Balance,
    CardType,
    History,
    OperationState,
    PrinterState,
    PrintState,
    Visit,
)
from kiosk.core.rules import DAY, MOST_PAPERS, Rules
from kiosk.core.state import CouponShown, Problem, Rewarded, Trouble
from tests.support.play import COUPON, RECORD, Play, operation

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
SHARED = Rules(cooldown=DAY, daily_limit=1, visit_key=b"key")


def trouble(play: Play) -> Trouble | None:
    stage = play.kiosk.stage
    return stage.trouble if isinstance(stage, Problem) else None


def marks(play: Play) -> list[tuple[OperationState, str]]:
    return [(mark.state, mark.reason) for mark in play.ever(e.Mark)]


def already(rules: Rules | None = None) -> Play:
    play = Play(rules or Rules()).sending()
    play.answered(o.AlreadyApplied())
    return play


def failed(play: Play) -> None:
    play.do(ev.JournalFailed(play.ever(e.Record)[-1].operation.id, "disk full"))


def test_what_cannot_be_recorded_is_not_earned() -> None:
    play = Play().known()
    play.recalled()
    failed(play)
    assert trouble(play) is Trouble.UNAVAILABLE
    play.recorded()
    assert not play.ever(e.Send)


@pytest.mark.parametrize("way", ["accepted", "sent", "doubt"])
def test_what_may_have_been_applied_is_left_to_the_outbox(way: str) -> None:
    play = Play().sending()
    if way == "accepted":
        play.answered(o.Accepted(Balance(0, 30), COUPON))
    if way == "doubt":
        play.answered(TIMEOUT)
    failed(play)
    assert trouble(play) is Trouble.UNSURE
    assert play.of(e.Release)


def test_a_challenge_that_cannot_be_noted_ends() -> None:
    play = Play().asking()
    failed(play)
    assert trouble(play) is Trouble.UNAVAILABLE
    assert marks(play)[-1] == (OperationState.ABANDONED, "journal_failed")


def test_a_failure_after_the_settlement_changes_nothing() -> None:
    play = already()
    play.settled()
    before = play.kiosk
    failed(play)
    assert play.kiosk == before


# -- paper -----------------------------------------------------------------------------------------


def coupon_shown() -> Play:
    play = Play().known()
    play.recalled(History((Visit(operation(), OperationState.ACCEPTED),), (RECORD,)))
    play.tap(ev.Action.SHOW_COUPON, RECORD.coupon.id)
    return play


@pytest.mark.parametrize("earlier", [True, False])
def test_the_paper_is_followed(earlier: bool) -> None:
    play = coupon_shown() if earlier else Play().rewarded(COUPON)
    for state in PrintState:
        play.do(ev.PrintProgress("another", state))
        play.do(ev.PrintProgress(COUPON.id, state))
        stage = play.kiosk.stage
        assert isinstance(stage, Rewarded | CouponShown)
        assert stage.printing is state


def test_progress_without_its_screen_changes_nothing() -> None:
    for play in (Play(), Play().rewarded()):
        before = play.kiosk
        play.do(ev.PrintProgress(COUPON.id, PrintState.PRINTED))
        assert play.kiosk == before


@pytest.mark.parametrize("earlier", [True, False])
@pytest.mark.parametrize("state", PrintState)
def test_paper_is_asked_for_where_it_may_be_missing(earlier: bool, state: PrintState) -> None:
    play = coupon_shown() if earlier else Play().rewarded(COUPON)
    play.do(ev.PrintProgress(COUPON.id, state))
    asked = play.tap(ev.Action.PRINT_COUPON)
    missing = state in (PrintState.FAILED, PrintState.HELD, PrintState.UNKNOWN)
    assert asked == ((e.Print(COUPON.id), e.Cue(e.Sound.TAP)) if missing else ())
    assert play.tap(ev.Action.PRINT_COUPON) == ()


@pytest.mark.parametrize("result", [PrintState.UNKNOWN, PrintState.PRINTED])
def test_one_person_gets_no_pile_of_paper(result: PrintState) -> None:
    """Neither by pressing again where nobody knows, nor by going back and asking anew."""
    play = coupon_shown()
    for asked in range(MOST_PAPERS + 3):
        offered = any(button.action == "print_coupon" for button in play.view.buttons)
        assert offered is (asked < MOST_PAPERS)
        effects = play.tap(ev.Action.PRINT_COUPON, RECORD.coupon.id)
        assert effects == ((e.Print(RECORD.coupon.id), e.Cue(e.Sound.TAP)) if offered else ())
        if offered:
            play.do(ev.PrintProgress(RECORD.coupon.id, result))
        if result is PrintState.PRINTED:
            play.tap(ev.Action.BACK)
            play.tap(ev.Action.SHOW_COUPON, RECORD.coupon.id)


def test_no_paper_is_asked_of_a_printer_that_cannot() -> None:
    play = Play(printer=PrinterState.SILENT).rewarded(COUPON, PrintState.HELD)
    assert play.tap(ev.Action.PRINT_COUPON) == ()
    assert Play().rewarded().tap(ev.Action.PRINT_COUPON) == ()


def test_points_are_earned_with_decimals() -> None:
    play = Play(Rules(card=CardType.POINT, amount=Decimal("12.50"))).rewarded()
    assert play.ever(e.Send)[0].operation.amount == Decimal("12.50")


# -- a disk that is known to take nothing -----------------------------------------------------------


def full(rules: Rules | None = None) -> Play:
    play = Play(rules or Rules())
    play.do(ev.DeviceChanged("journal", up=False, reason="disk_full"))
    return play


def test_the_invitation_says_that_nothing_can_be_booked_and_with_which_code() -> None:
    play = full()
    body = play.view.body
    assert isinstance(body, v.Attract)
    assert body.notices == (v.Text("attract.no_journal", ("E-DSK-1",)),)
    play.do(ev.DeviceChanged("journal", up=True))
    body = play.view.body
    assert isinstance(body, v.Attract)
    assert body.notices == ()


def test_a_member_sees_the_balance_and_why_nothing_is_counted() -> None:
    play = full()
    play.known()
    body = play.view.body
    assert isinstance(body, v.BalanceView)
    assert body.note == v.Text("balance.no_journal", ("E-DSK-1",))
    assert not play.ever(e.Recall)
    assert not play.ever(e.Record)
    assert not play.ever(e.Send)


def test_a_kiosk_that_awards_nothing_has_nothing_to_say_of_it() -> None:
    play = full(Rules(card=None))
    play.known()
    assert play.ever(e.Recall)


def test_a_visit_that_cannot_be_kept_is_not_promised() -> None:
    play = full()
    play.scan()
    for _ in range(10):
        if play.stage == "Offline":
            break
        play.looked_up(o.Unavailable(o.Trouble.CONNECT, reached=False))
        play.wait(2)
    body = play.view.body
    assert isinstance(body, v.Message)
    assert body.detail == v.Text("offline.try_later")
    assert not play.ever(e.KeepVisit)
