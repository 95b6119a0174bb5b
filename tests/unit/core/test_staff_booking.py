"""The staff's tasks with an amount, from the first send to the answer in words."""

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import (
    Balance,
    History,
    Member,
    OperationState,
    PrinterState,
    PrintState,
    Visit,
)
from kiosk.core.state import MemberNote, StaffAmount, StaffMember, StaffResult, StaffReward, Verdict
from kiosk.core.view import CouponScreen, Text
from kiosk.core.view import StaffResult as ResultView
from tests.support.play import ANNA, COUPON, Play

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
NEVER_LEFT = o.Unavailable(o.Trouble.CONNECT, reached=False)
LESS = Balance(7, 10)


def result(play: Play) -> StaffResult:
    assert isinstance(play.kiosk.stage, StaffResult), play.kiosk.stage
    return play.kiosk.stage


def shown(play: Play) -> ResultView:
    assert isinstance(play.view.body, ResultView)
    return play.view.body


def marks(play: Play) -> list[tuple[OperationState, str]]:
    return [(mark.state, mark.reason) for mark in play.ever(e.Mark)]


def audits(play: Play) -> list[tuple[str, str]]:
    return [(one.task, one.outcome) for one in play.ever(e.Audit) if one.task != "enter"]


def lose(play: Play, outcome: o.SendOutcome = TIMEOUT) -> None:
    """The service does not answer for as long as somebody waits."""
    while play.stage == "StaffRunning":
        play.answered(outcome)
        play.wait(3.0)


# -- done ------------------------------------------------------------------------------------------


def test_redeemed_with_the_balance_before_and_after_once_it_is_on_disk() -> None:
    play = Play().booking("redeem", "point", "20")
    play.answered(o.Accepted(LESS))
    assert play.stage == "StaffRunning", "nothing is shown as done that is not on disk"
    assert play.tap(ev.Action.BACK) == ()
    play.settled()
    assert (result(play).verdict, result(play).balance) == (Verdict.BOOKED, LESS)
    assert shown(play).headline == Text("staff_amount_result.redeemed_points", n=20)
    assert shown(play).facts == (
        Text("staff_amount.before_points", n=30),
        Text("staff_amount.after_points", n=10),
    )
    assert play.of(e.Audit) == [e.Audit("Deniz", "redeem_point", "booked")]
    assert play.of(e.Cue) == [e.Cue(e.Sound.SUCCESS)]
    before = play.kiosk
    play.do(ev.Settled(play.ever(e.Settle)[0].operation.id))
    assert play.kiosk == before


@pytest.mark.parametrize(
    ("task", "card", "amount", "headline"),
    [
        ("redeem", "stamp", "2", Text("staff_amount_result.redeemed_stamps", n=2)),
        ("earn", "stamp", "2", Text("staff_amount_result.earned_stamps", n=2)),
        ("earn", "point", "19.90", Text("staff_amount_result.purchase")),
    ],
)
def test_each_way_has_words_of_its_own(task: str, card: str, amount: str, headline: Text) -> None:
    play = Play().booking(task, card, amount)
    play.answered(o.Accepted(Balance(9, 50)))
    play.settled()
    assert (shown(play).headline.id, shown(play).headline.n) == (headline.id, headline.n)
    assert audits(play) == [(f"{task}_{card}", "booked")]
    play.tap(ev.Action.TASK, task)
    assert play.stage in ("StaffMember", "StaffAmount")


def test_applied_before_shows_a_fresh_balance_or_none() -> None:
    for found, balance in (
        (o.Found(Member(ANNA.code, ANNA.masked_email, LESS)), LESS),
        (o.Found(Member(1, "", LESS)), None),
        (TIMEOUT, None),
    ):
        play = Play().booking()
        play.answered(o.AlreadyApplied())
        play.settled()
        look = play.one(e.Lookup)
        assert look.code == ANNA.code
        play.settled()
        assert play.effects == ()
        play.do(ev.LookedUp(look.session, 1, found))
        play.do(ev.LookedUp("another", 0, found))
        assert play.stage == "StaffRunning"
        play.do(ev.JournalFailed(play.ever(e.Settle)[0].operation.id, "late"))
        play.looked_up(found)
        assert (result(play).verdict, result(play).balance) == (Verdict.BOOKED, balance)
        assert (shown(play).detail is None) is (balance is not None)


def test_a_balance_that_never_comes_is_not_waited_for() -> None:
    play = Play().booking()
    play.answered(o.AlreadyApplied())
    play.settled()
    assert play.wait(20.0) == ["stuck"]
    assert (result(play).verdict, result(play).balance) == (Verdict.BOOKED, None)
    assert play.kiosk.loose == ()


def test_a_pin_is_asked_of_the_customer_in_words_for_staff() -> None:
    play = Play().booking("earn", "stamp", "2")
    play.answered(o.PinRequired("ch", 3))
    assert play.view.screen == "staff_pin"
    assert play.view.body.message == Text("staff_pin.sent")  # type: ignore[union-attr]
    assert play.kiosk.health.strict, "a PIN to earn is Strict"
    play.type("0007")
    assert play.one(e.Send).pin == "0007"
    play.answered(o.PinInvalid("ch", 2))
    play.type("04")
    play.answered(o.Accepted(Balance(9, 30)))
    play.settled()
    assert result(play).verdict is Verdict.BOOKED
    assert len({send.operation.id for send in play.ever(e.Send)}) == 1


def test_an_earn_without_a_pin_says_that_the_shop_is_not_strict_and_a_redemption_says_nothing() -> None:
    for task, strict in (("earn", False), ("redeem", True)):
        play = Play().booking("earn", "stamp", "1")
        play.answered(o.PinRequired())
        play.tap(ev.Action.LEAVE)
        play.wait(3.0)
        play.booking(task, "stamp", "1").answered(o.Accepted(Balance(8, 30)))
        assert play.kiosk.health.strict is strict


# -- refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (o.NotFound(), Verdict.NOT_FOUND),
        (o.BadKey(), Verdict.BAD_KEY),
        (o.SubscriptionLapsed(), Verdict.SUBSCRIPTION),
        (o.Refused("amount_exceeds_card", 422), Verdict.REFUSED),
    ],
)
def test_refusals_in_words(outcome: o.SendOutcome, verdict: Verdict) -> None:
    play = Play().booking()
    play.answered(outcome)
    assert result(play).verdict is verdict
    assert marks(play) == [(OperationState.REFUSED, o.name(outcome))]
    assert audits(play) == [("redeem_point", verdict.value)]
    assert shown(play).detail not in (None, Text("staff_result.refused.next"))


def test_too_little_shows_the_balance_as_it_is_now() -> None:
    play = Play().booking("redeem", "point", "31")
    play.answered(o.InsufficientBalance())
    assert marks(play) == [(OperationState.REFUSED, "insufficient_balance")]
    play.looked_up(o.Found(Member(ANNA.code, ANNA.masked_email, LESS)))
    assert result(play).verdict is Verdict.INSUFFICIENT
    assert shown(play).facts == (Text("staff_amount.has_points", n=10),)
    play = Play().booking("redeem", "stamp", "31")
    play.answered(o.InsufficientBalance())
    play.looked_up(TIMEOUT)
    assert shown(play).facts == ()


def test_a_typed_code_that_is_not_taken_asks_for_a_scan() -> None:
    play = Play().booking("earn", "stamp", "2")
    play.answered(o.ManualCodeDisabled())
    stage = play.kiosk.stage
    assert isinstance(stage, StaffMember)
    assert (stage.note, stage.draft.typed, stage.draft.member) == (MemberNote.PLEASE_SCAN, "2", None)
    assert "type_code" not in [button.action for button in play.view.buttons]
    play.tap(ev.Action.TYPE_CODE)
    assert not play.kiosk.stage.typing  # type: ignore[union-attr]
    assert audits(play) == [("earn_stamp", "manual_code_disabled")]


def test_no_more_pins() -> None:
    play = Play().booking()
    play.answered(o.PinRequired("ch", 3))
    for _ in range(3):
        play.type("11")
        play.answered(o.PinExhausted())
        play.tap(ev.Action.NEW_CODE)
        if play.stage == "StaffRunning":
            play.answered(o.PinRequired("ch", 3))
    assert result(play).verdict is Verdict.PIN_FAILED
    assert marks(play)[-1] == (OperationState.ABANDONED, "pin_exhausted")


# -- nobody knows ------------------------------------------------------------------------------------


def test_what_never_left_is_not_booked_behind_their_back() -> None:
    play = Play().booking("earn", "stamp", "1")
    lose(play, NEVER_LEFT)
    assert (result(play).verdict, result(play).unsure) == (Verdict.UNREACHABLE, None)
    assert marks(play) == [(OperationState.ABANDONED, "unanswered")]
    assert not play.ever(e.Release)


def test_unknown_is_told_and_asked_again_under_the_same_id() -> None:
    play = Play().booking()
    lose(play)
    assert result(play).verdict is Verdict.UNSURE
    assert marks(play) == [(OperationState.UNKNOWN, "unanswered")]
    assert not play.ever(e.Release), "as long as staff stand there, nobody else asks"
    assert shown(play).detail == Text("staff_amount_result.unsure.next")
    play.tap(ev.Action.TASK, "redeem")
    assert result(play).unsure is not None, "a second one would have another id"
    play.tap(ev.Action.AGAIN)
    first, last = play.ever(e.Send)[0], play.one(e.Send)
    assert (last.operation, last.attempt > first.attempt) == (first.operation, True)
    assert play.tap(ev.Action.BACK) == (), "it may have been applied"
    play.answered(o.Accepted(LESS))
    play.settled()
    assert result(play).verdict is Verdict.BOOKED
    assert audits(play) == [("redeem_point", "unsure"), ("redeem_point", "booked")]
    assert play.tap(ev.Action.AGAIN) == ()


@pytest.mark.parametrize("action", [ev.Action.BACK, ev.Action.LEAVE])
def test_who_does_not_ask_again_leaves_it_to_the_outbox(action: ev.Action) -> None:
    play = Play().booking()
    lose(play)
    play.tap(action)
    assert play.stage in ("StaffMenu", "Attract")
    assert play.one(e.Release).operation == play.ever(e.Send)[0].operation
    assert play.kiosk.loose == ()


@pytest.mark.parametrize("outcome", [o.BadKey(), o.SubscriptionLapsed()])
def test_a_bad_key_does_not_undo_what_an_earlier_send_may_have_done(outcome: o.SendOutcome) -> None:
    play = Play().booking()
    play.answered(TIMEOUT)
    play.wait(0.5)
    play.answered(outcome)
    assert result(play).verdict is Verdict.UNSURE
    assert result(play).unsure is not None


def test_dead_pins_after_a_lost_answer_leave_it_unsure() -> None:
    play = Play().booking()
    for _ in range(3):
        play.answered(o.PinRequired())
        play.tap(ev.Action.NEW_CODE)
    play.type("11")
    play.answered(TIMEOUT)
    play.wait(0.5)
    play.answered(o.PinExpired())
    assert result(play).verdict is Verdict.UNSURE


def test_a_card_that_filled_in_a_lost_answer_is_told() -> None:
    play = Play().booking("earn", "stamp", "4")
    play.answered(TIMEOUT)
    play.wait(0.5)
    play.answered(o.AlreadyApplied())
    play.settled()
    play.looked_up(o.Found(Member(ANNA.code, "", Balance(1, 30))))
    assert result(play).in_app
    assert shown(play).detail == Text("staff_amount_result.in_app")


def test_stamps_that_were_spent_elsewhere_meanwhile_are_no_full_card() -> None:
    play = Play().booking("earn", "stamp", "4")
    play.answered(o.Accepted(Balance(1, 30)))
    play.settled()
    assert not result(play).in_app


def test_a_disk_that_refuses_the_record_sends_nothing() -> None:
    play = Play().inside("redeem", "point")
    play.amount("5")
    play.tap(ev.Action.CONFIRM)
    key = play.one(e.Record).operation.id
    play.do(ev.JournalFailed(key, "disk full"))
    assert (result(play).verdict, play.effects[:-2]) == (Verdict.NO_JOURNAL, ())
    assert not play.ever(e.Send)


def test_a_disk_that_fails_in_a_challenge_ends_it_and_after_the_answer_leaves_it_unsure() -> None:
    play = Play().booking()
    play.answered(o.PinRequired())
    play.do(ev.JournalFailed(play.ever(e.Send)[0].operation.id, "disk full"))
    assert result(play).verdict is Verdict.NO_JOURNAL
    assert marks(play)[-1] == (OperationState.ABANDONED, "journal_failed")
    play = Play().booking()
    play.answered(o.Accepted(LESS))
    play.do(ev.JournalFailed(play.ever(e.Send)[0].operation.id, "disk full"))
    assert result(play).verdict is Verdict.UNSURE
    play.tap(ev.Action.AGAIN)
    play.answered(o.AlreadyApplied())
    play.settled()
    play.looked_up(TIMEOUT)
    assert result(play).verdict is Verdict.BOOKED


def test_a_disk_or_network_that_never_answers_lets_go() -> None:
    play = Play().booking()
    assert play.wait(20.0) == ["stuck"]
    assert (result(play).verdict, result(play).unsure) == (Verdict.UNSURE, None)
    assert shown(play).detail == Text("staff_amount_result.goes_on")
    play.answered(o.Accepted(LESS))
    assert play.one(e.Settle).operation.id == play.ever(e.Send)[0].operation.id


# -- the way back ------------------------------------------------------------------------------------


def test_a_pin_nobody_has_leads_back_to_the_amount() -> None:
    play = Play().booking("redeem", "point", "20")
    play.answered(o.PinRequired())
    play.tap(ev.Action.BACK)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffAmount)
    assert (stage.draft.typed, stage.draft.member) == ("20", ANNA)
    assert marks(play)[-1] == (OperationState.ABANDONED, "left")
    assert audits(play) == [("redeem_point", "left")]


def test_leaving_does_not_abandon_what_is_out() -> None:
    play = Play().booking("earn", "stamp", "3")
    assert play.tap(ev.Action.BACK) == ()
    play.tap(ev.Action.LEAVE)
    assert play.stage == "Attract"
    play.answered(o.Accepted(Balance(0, 30), COUPON))
    assert not play.one(e.Settle).print_now, "nobody stands there"


def test_staff_who_walk_away_from_the_pin_end_it() -> None:
    play = Play().booking()
    play.answered(o.PinRequired())
    assert play.wait(300.0)[:2] == ["warning", "idle"]
    assert marks(play)[-1] == (OperationState.ABANDONED, "left")


def test_a_code_before_the_camera_disturbs_neither_the_run_nor_its_answer() -> None:
    play = Play().booking()
    play.scan("the next code")
    assert [type(effect) for effect in play.effects] == [e.Report]
    play.answered(o.Accepted(LESS))
    play.settled()
    play.wait(3.0)
    play.scan("the code after that")
    assert result(play).verdict is Verdict.BOOKED


# -- a full card -------------------------------------------------------------------------------------


def full(printer: PrinterState = PrinterState.READY, job: PrintState | None = PrintState.QUEUED) -> Play:
    play = Play(printer=printer).booking("earn", "stamp", "3")
    play.answered(o.Accepted(Balance(0, 30), COUPON))
    play.settled(job)
    return play


def test_a_card_that_fills_shows_its_coupon_and_prints_it() -> None:
    play = full()
    assert play.ever(e.Settle)[0].print_now
    assert audits(play) == [("earn_stamp", "booked")]
    body = play.view.body
    assert isinstance(body, CouponScreen)
    assert (body.coupon.token, body.note) == (COUPON.token, Text("staff_reward.next", n=0))
    assert [button.action for button in play.view.buttons] == ["task", "back"]
    play.do(ev.PrintProgress("another", PrintState.FAILED))
    play.do(ev.PrintProgress(COUPON.id, PrintState.UNKNOWN))
    assert "print_coupon" in [button.action for button in play.view.buttons]
    assert play.view.body.note == Text("coupon.in_app")  # type: ignore[union-attr]
    play.tap(ev.Action.PRINT_COUPON, COUPON.id)
    assert play.of(e.Print) == [e.Print(COUPON.id)]
    play.scan("another phone")
    assert isinstance(play.kiosk.stage, StaffReward)
    play.tap(ev.Action.TASK, "earn")
    assert play.stage == "StaffAmount"
    again = full()
    again.tap(ev.Action.BACK)
    assert again.stage == "StaffMenu"


def test_without_a_printer_the_screen_is_all_there_is_of_the_coupon() -> None:
    play = full(PrinterState.PAPER_OUT, PrintState.HELD)
    assert not play.ever(e.Settle)[0].print_now
    assert play.view.body.coupon.status == Text("coupon.no_paper")  # type: ignore[union-attr]


def test_what_staff_have_booked_is_no_visit() -> None:
    play = Play().booking("earn", "stamp", "1")
    play.answered(o.Accepted(Balance(8, 30)))
    play.settled()
    booked = play.ever(e.Record)[0].operation
    for state in (OperationState.ACCEPTED, OperationState.UNKNOWN):
        play.tap(ev.Action.LEAVE)
        play.wait(3.0)
        play.known().recalled(History((Visit(booked, state),)))
        assert play.one(e.Record).operation.id != booked.id
