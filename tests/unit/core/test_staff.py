"""The staff's way: in, a coupon redeemed or not, and what a lost answer may have been."""

from datetime import datetime, timedelta

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import OperationKind, OperationState
from kiosk.core.state import LockNote, StaffCoupon, StaffLock, StaffResult, StaffRunning, Verdict
from tests.support.play import NOON, TOKEN, Play

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
NEVER_LEFT = o.Unavailable(o.Trouble.CONNECT, reached=False)
EARLIER = NOON - timedelta(minutes=3)


def result(play: Play) -> tuple[Verdict, str, datetime | None]:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffResult), stage
    return stage.verdict, stage.coupon, stage.earlier


def marks(play: Play) -> list[tuple[OperationState, str]]:
    return [(mark.state, mark.reason) for mark in play.ever(e.Mark)]


def audits(play: Play) -> list[str]:
    return [one.outcome for one in play.ever(e.Audit) if one.task == "redeem_coupon"]


# -- in --------------------------------------------------------------------------------------------


def test_a_pin_of_four_to_eight_digits_opens() -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    play.type("123")
    assert not play.of(e.CheckStaff)
    play.tap(ev.Action.ERASE)
    play.tap(ev.Action.DIGIT, "x")
    play.type("34567890")
    check = play.one(e.CheckStaff)
    assert check.pin == "12345678"
    assert "12345678" not in repr(check) + repr(play.kiosk)
    play.do(ev.StaffAdmitted("another session", "Mallory"))
    assert play.stage == "StaffLock"
    play.do(ev.StaffAdmitted(play.session, "Deniz"))
    assert play.stage == "StaffMenu"
    assert play.one(e.Audit) == e.Audit("Deniz", "enter", "admitted")


def test_nothing_is_typed_while_a_pin_is_checked() -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    play.type("4711")
    before = play.kiosk
    play.type("4711")
    assert play.kiosk == before
    play.do(ev.JournalFailed(play.session, "disk full"))
    play.type("4711")
    assert play.one(e.CheckStaff).pin == "4711"


@pytest.mark.parametrize(("locked", "note"), [(0.0, LockNote.WRONG), (15.0, LockNote.LOCKED)])
def test_a_refusal_says_why(locked: float, note: LockNote) -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    play.type("4711")
    play.do(ev.StaffRefused("another session"))
    play.do(ev.StaffRefused(play.session, locked))
    assert isinstance(play.kiosk.stage, StaffLock)
    assert play.kiosk.stage.note is note
    play.type("4712")
    assert bool(play.of(e.CheckStaff)) is (locked == 0)
    if locked:
        assert play.wait(15.0) == ["unlock"]
        play.type("4712")
        assert play.of(e.CheckStaff)


def test_the_customers_session_ends_where_staff_begin() -> None:
    play = Play().asking()
    play.tap(ev.Action.LANGUAGE, "de")
    play.tap(ev.Action.LOCK)
    assert play.stage == "StaffLock"
    assert marks(play)[-1] == (OperationState.ABANDONED, "left")
    assert play.view.language == "en"


@pytest.mark.parametrize("action", [ev.Action.LEAVE, ev.Action.BACK])
def test_the_pin_pad_can_be_left(action: ev.Action) -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    play.tap(action)
    assert play.stage == "Attract"


def test_answers_after_the_pad_was_left_open_nothing() -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    session = play.session
    play.tap(ev.Action.LEAVE)
    play.do(ev.StaffAdmitted(session, "Deniz"))
    play.do(ev.StaffRefused(session))
    assert play.stage == "Attract"


def test_a_check_that_never_ends_lets_go() -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    play.type("4711")
    assert play.wait(20.0) == ["stuck"]
    assert play.stage == "Attract"


# -- a coupon --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "task"), [("no prefix at all", True), (TOKEN, True), (TOKEN, False)])
def test_a_scan_goes_straight_to_redemption(text: str, task: bool) -> None:
    play = Play().staff()
    if task:
        play.tap(ev.Action.TASK, "coupon")
    play.scan(text)
    assert play.stage == "StaffRunning"
    assert play.one(e.RecallAttempt).token == text
    assert dict(play.one(e.Report).fields)["kind"] == "coupon"
    assert not play.ever(e.Record)
    assert not play.ever(e.Lookup)


def test_a_code_that_may_be_a_members_only_opens_the_task() -> None:
    play = Play().staff()
    play.scan("perhaps a member")
    assert play.stage == "StaffCoupon"
    assert dict(play.one(e.Report).fields)["kind"] == "member"
    assert not play.ever(e.RecallAttempt)
    assert not play.ever(e.Lookup)
    play.wait(3.0)
    play.scan("perhaps a member")
    assert play.one(e.RecallAttempt).token == "perhaps a member"


def test_the_attempt_is_on_disk_before_it_is_sent() -> None:
    play = Play().staff()
    play.scan(TOKEN)
    attempt = play.one(e.RecallAttempt)
    play.do(ev.Recorded(attempt.but_not))
    assert not play.ever(e.Send)
    play.do(ev.AttemptRecalled(attempt.session, None))
    one = play.one(e.Record).operation
    assert (one.kind, one.token, one.manual_code, one.origin) == (OperationKind.COUPON, TOKEN, False, "staff")
    assert one.id == attempt.but_not
    play.do(ev.AttemptRecalled(attempt.session, EARLIER))
    assert play.effects == ()
    play.recorded()
    assert play.one(e.Send).operation == one
    play.recorded()
    assert play.effects == ()
    play.do(ev.Settled(one.id))
    assert play.stage == "StaffRunning"


def test_a_slow_journals_word_on_one_coupon_is_not_taken_for_another() -> None:
    """Otherwise a used coupon would be called «most likely ours» and its reward handed out again."""
    play = Play().staff()
    play.scan("cq_first")
    first = play.one(e.RecallAttempt)
    play.tap(ev.Action.BACK)
    play.scan("cq_second")
    play.do(ev.AttemptRecalled(first.session, EARLIER))
    assert not play.ever(e.Record)


def test_going_back_before_anything_began_leaves_nothing_behind() -> None:
    play = Play().staff()
    play.scan(TOKEN)
    play.tap(ev.Action.BACK)
    assert play.kiosk.loose == ()
    assert play.effects == ()


def test_redeemed() -> None:
    play = Play().redeeming()
    play.answered(o.CouponRedeemed("Free coffee"))
    assert result(play) == (Verdict.REDEEMED, "Free coffee", None)
    settle = play.one(e.Settle)
    assert (settle.balance, settle.coupon, settle.print_now) == (None, None, False)
    assert play.of(e.CouponSpent) == [e.CouponSpent(TOKEN)]
    assert play.of(e.Audit) == [e.Audit("Deniz", "redeem_coupon", "redeemed")]
    assert play.of(e.Cue) == [e.Cue(e.Sound.SUCCESS)]
    play.do(ev.Settled(settle.operation.id))
    assert play.kiosk.loose == ()
    again = Play().redeeming()
    again.answered(o.AlreadyApplied())
    assert result(again)[0] is Verdict.REDEEMED


def test_a_redemption_that_cannot_be_written_down_is_found_again() -> None:
    play = Play().redeeming()
    play.answered(o.CouponRedeemed("Free coffee"))
    play.do(ev.JournalFailed(play.ever(e.Settle)[0].operation.id, "disk full"))
    assert result(play)[0] is Verdict.REDEEMED
    assert marks(play) == [(OperationState.UNKNOWN, "unanswered")]
    assert not play.ever(e.Release)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (o.NotFound(), Verdict.NOT_FOUND),
        (o.BadKey(), Verdict.BAD_KEY),
        (o.SubscriptionLapsed(), Verdict.SUBSCRIPTION),
        (o.InsufficientBalance(), Verdict.REFUSED),
        (o.Refused("brand_new", 400), Verdict.REFUSED),
        (o.AlreadyUsed(), Verdict.ALREADY_USED),
    ],
)
def test_refusals_in_words(outcome: o.SendOutcome, verdict: Verdict) -> None:
    play = Play().redeeming()
    play.answered(outcome)
    assert result(play)[0] is verdict
    assert marks(play) == [(OperationState.REFUSED, o.name(outcome))]
    assert audits(play) == [verdict.value]
    assert bool(play.of(e.CouponSpent)) is (verdict is Verdict.ALREADY_USED)


def test_used_after_our_own_unanswered_attempt_is_told_with_its_time() -> None:
    play = Play().redeeming(EARLIER)
    play.answered(o.AlreadyUsed())
    assert result(play) == (Verdict.PROBABLY_OURS, "", EARLIER)
    assert play.of(e.CouponSpent)
    play = Play().redeeming()
    play.answered(TIMEOUT)
    play.wait(0.5)
    play.answered(o.AlreadyUsed())
    assert result(play) == (Verdict.PROBABLY_OURS, "", NOON)


@pytest.mark.parametrize("outcome", [o.BadKey(), o.SubscriptionLapsed()])
def test_a_bad_key_does_not_undo_what_an_earlier_send_may_have_done(outcome: o.SendOutcome) -> None:
    play = Play().redeeming()
    play.answered(TIMEOUT)
    play.wait(0.5)
    play.answered(outcome)
    assert marks(play) == [(OperationState.UNKNOWN, "unanswered")]
    assert not play.ever(e.Release)


@pytest.mark.parametrize(
    ("outcome", "verdict", "state"),
    [
        (TIMEOUT, Verdict.UNSURE, OperationState.UNKNOWN),
        (NEVER_LEFT, Verdict.UNREACHABLE, OperationState.ABANDONED),
    ],
)
def test_no_answer_is_told_and_never_repeated_behind_their_back(
    outcome: o.SendOutcome, verdict: Verdict, state: OperationState
) -> None:
    play = Play().redeeming()
    while isinstance(play.kiosk.stage, StaffRunning):
        play.answered(outcome)
        play.wait(3.0)
    assert result(play)[0] is verdict
    assert marks(play) == [(state, "unanswered")]
    assert not play.ever(e.Release)


def test_the_pin_loop_is_the_customers() -> None:
    play = Play().redeeming()
    play.answered(o.PinRequired("ch", 3))
    assert play.view.screen == "staff_pin"
    assert not play.kiosk.health.strict, "a PIN to redeem is Balanced, too"
    play.type("04")
    assert play.one(e.Send).pin == "04"
    play.answered(o.PinInvalid("ch", 2))
    for _ in range(3):
        play.type("11")
        play.answered(o.PinExhausted())
        play.tap(ev.Action.NEW_CODE)
        if play.stage == "StaffRunning":
            play.answered(o.PinRequired("ch", 3))
    assert result(play)[0] is Verdict.PIN_FAILED
    assert marks(play)[-1] == (OperationState.ABANDONED, "pin_exhausted")


# -- typing ----------------------------------------------------------------------------------------


def typing() -> Play:
    play = Play().staff()
    play.tap(ev.Action.TASK, "coupon")
    play.tap(ev.Action.TYPE_CODE)
    return play


def test_a_typed_token_says_that_it_was_typed() -> None:
    play = typing()
    assert play.tap(ev.Action.CONFIRM) == ()
    for char in ("a", "b", "", "\n", "\ud800", "x", "cd"):
        play.tap(ev.Action.CHARACTER, char)
    play.tap(ev.Action.DIGIT, "1")
    play.tap(ev.Action.TASK, "coupon")
    assert play.view.body.typed == "abxc1"  # type: ignore[union-attr]
    play.tap(ev.Action.ERASE)
    assert "abxc" not in repr(play.kiosk)
    play.tap(ev.Action.CONFIRM)
    play.do(ev.AttemptRecalled(play.one(e.RecallAttempt).session, None))
    assert (play.one(e.Record).operation.token, play.one(e.Record).operation.manual_code) == ("abxc", True)
    play.recorded()
    play.answered(o.ManualCodeDisabled())
    stage = play.kiosk.stage
    assert isinstance(stage, StaffCoupon)
    assert stage.please_scan
    assert audits(play) == ["manual_code_disabled"]


def test_a_token_has_an_end() -> None:
    play = typing()
    for _ in range(100):
        play.tap(ev.Action.CHARACTER, "x")
    assert len(play.view.body.typed) == 64  # type: ignore[union-attr]


# -- where else to go ------------------------------------------------------------------------------


def test_back_leads_back_step_by_step() -> None:
    play = typing()
    play.tap(ev.Action.BACK)
    assert play.kiosk.stage == StaffCoupon(play.kiosk.stage.session, "Deniz")  # type: ignore[union-attr]
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"
    play.tap(ev.Action.TASK, "coffee")
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"
    play.tap(ev.Action.LEAVE)
    assert play.stage == "Attract"


def test_after_a_result_the_next_coupon_or_the_menu() -> None:
    play = Play().redeeming()
    play.answered(o.NotFound())
    play.tap(ev.Action.TASK, "coupon")
    assert play.stage == "StaffCoupon"
    play.scan("another")
    play.do(ev.AttemptRecalled(play.ever(e.RecallAttempt)[-1].session, None))
    play.recorded()
    play.answered(o.NotFound())
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


def test_something_unreadable_asks_for_another() -> None:
    play = Play().redeeming()
    play.answered(o.NotFound())
    play.scan(b"\xff")
    stage = play.kiosk.stage
    assert isinstance(stage, StaffCoupon)
    assert stage.bad_code
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]


def test_a_coupon_lying_before_the_camera_disturbs_nothing() -> None:
    play = Play().redeeming()
    play.wait(3.0)
    play.scan(TOKEN)
    assert [type(effect) for effect in play.effects] == [e.Report]
    play.answered(o.CouponRedeemed("Free coffee"))
    play.wait(3.0)
    play.scan(TOKEN)
    assert result(play)[0] is Verdict.REDEEMED
    play.scan("cq_another")
    assert play.stage == "StaffRunning"


def test_a_coupon_nobody_is_sure_of_can_be_scanned_again() -> None:
    play = Play().redeeming()
    play.answered(o.NotFound())
    play.wait(3.0)
    play.scan(TOKEN)
    assert play.stage == "StaffRunning"
