"""The two halves of a checkout: what each answer leads to, and what the summary says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.checkout import Half
from kiosk.core.model import Balance, Member, OperationState, PrinterState, PrintState
from kiosk.core.stages_checkout import StaffPoints, StaffStanding, StaffSummary, StaffTotal
from kiosk.core.state import MemberNote, StaffMember, StaffReward, StaffRunning, Verdict
from kiosk.core.view import StaffResult, Text
from tests.support.checkout_play import (
    AFTER_EARN,
    AFTER_REDEEM,
    KNOWN,
    ORDER,
    SPENT,
    TOTAL,
    asking,
    done,
    earning,
    lose,
    ordering,
    recalled,
    redeeming,
    standing,
    type_order,
)
from tests.support.play import ANNA, BEN, COUPON, NOON, Play

NEVER_LEFT = o.Unavailable(o.Trouble.CONNECT, reached=False)


def stands(play: Play) -> StaffStanding:
    assert isinstance(play.kiosk.stage, StaffStanding), play.kiosk.stage
    return play.kiosk.stage


def halves(play: Play) -> tuple[Half, Half]:
    return stands(play).checkout.redeem, stands(play).checkout.earn


def shown(play: Play) -> StaffResult:
    assert isinstance(play.view.body, StaffResult)
    return play.view.body


def actions(play: Play) -> list[str]:
    return [button.action for button in play.view.buttons]


def audits(play: Play) -> list[tuple[str, str]]:
    return [(one.task, one.outcome) for one in play.ever(e.Audit) if one.task != "enter"]


def sent(play: Play) -> list[str]:
    return [send.operation.id for send in play.ever(e.Send)]


# -- done ------------------------------------------------------------------------------------------


def test_redeem_then_earn_on_the_whole_total_then_the_summary() -> None:
    play = redeeming(Play())
    assert play.view.screen == "staff_amount"
    play.answered(o.Accepted(AFTER_REDEEM))
    assert sent(play) == ["redeem_1042"], "the second half waits until the first is on disk"
    play.settled()
    record = play.one(e.Record)
    assert (record.operation.id, record.operation.amount) == ("1042", TOTAL)
    assert record.operation.before == AFTER_REDEEM
    play.recorded()
    play.answered(o.Accepted(AFTER_EARN))
    play.settled()
    summary = play.kiosk.stage
    assert isinstance(summary, StaffSummary)
    assert shown(play).headline == Text("staff_checkout.booked", (ORDER,))
    assert shown(play).facts == (
        Text("staff_amount.purchase", (TOTAL,)),
        Text("staff_amount_result.redeemed_points", n=20),
        Text("staff_amount.before_points", n=30),
        Text("staff_amount.after_points", n=30),
    )
    assert shown(play).detail is None
    assert sent(play) == ["redeem_1042", "1042"]
    assert audits(play) == [
        ("redeem_point", "booked"),
        ("earn_point", "booked"),
        ("checkout", "done 1042"),
    ]
    assert play.of(e.Cue) == [e.Cue(e.Sound.SUCCESS)]
    play.tap(ev.Action.TASK, "earn")
    assert play.stage == "StaffSummary"
    play.tap(ev.Action.TASK, "checkout")
    assert play.stage == "StaffOrders"


def test_without_points_only_the_earn_is_sent() -> None:
    play = redeeming(Play(), "0")
    play.answered(o.Accepted(Balance(7, 50)))
    play.settled()
    assert sent(play) == ["1042"]
    assert shown(play).facts[0] == Text("staff_amount.purchase", (TOTAL,))
    assert not [one for one in shown(play).facts if "redeemed" in one.id]


@pytest.mark.parametrize("doubt", [False, True])
def test_an_order_that_the_service_knew_is_told_unless_it_was_our_own(doubt: bool) -> None:
    play = earning(Play())
    if doubt:
        play.answered(o.Unavailable(o.Trouble.TIMEOUT))
        play.wait(0.6)
    play.answered(o.AlreadyApplied())
    play.settled()
    play.looked_up(o.Found(Member(ANNA.code, ANNA.masked_email, AFTER_EARN)))
    assert shown(play).kind == "success"
    assert (shown(play).detail == Text("staff_checkout.known")) is not doubt


def test_the_points_were_spent_before_and_the_earn_follows() -> None:
    """Begun on another kiosk of the shop, finished on this one."""
    play = redeeming(Play())
    play.answered(o.AlreadyApplied())
    play.settled()
    play.looked_up(o.NotFound())
    assert play.one(e.Record).operation.before == ANNA.balance
    play.recorded()
    play.answered(o.Accepted(AFTER_EARN))
    play.settled()
    assert shown(play).detail is None


def test_a_coupon_that_the_earn_brings_is_shown_first_and_printed() -> None:
    play = earning(Play())
    play.answered(o.Accepted(AFTER_EARN, COUPON))
    play.settled(PrintState.QUEUED)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffReward)
    assert audits(play)[-2:] == [("earn_point", "booked"), ("checkout", "done 1042")]
    assert actions(play) == ["continue", "back"]
    play.do(ev.PrintProgress(COUPON.id, PrintState.FAILED))
    assert actions(play) == ["continue", "print_coupon", "back"]
    play.tap(ev.Action.CONTINUE)
    summary = play.kiosk.stage
    assert isinstance(summary, StaffSummary)
    assert (summary.before, summary.after) == (ANNA.balance, AFTER_EARN)
    # An earn by itself has no summary to go to.
    play = Play().booking("earn", "stamp", "3")
    play.answered(o.Accepted(AFTER_EARN, COUPON))
    play.settled()
    play.tap(ev.Action.CONTINUE)
    assert play.stage == "StaffReward"


def test_a_coupon_for_an_order_taken_up_without_its_member() -> None:
    play = unknown_member(SPENT)
    play.tap(ev.Action.AGAIN)
    recalled(play, SPENT)
    play.recorded()
    play.answered(o.Accepted(AFTER_EARN, COUPON))
    play.settled()
    play.tap(ev.Action.CONTINUE)
    assert play.kiosk.stage.before is None  # type: ignore[union-attr]


def unknown_member(known: object) -> Play:
    """An order of the list whose member could not be looked up."""
    play = Play().staff()
    play.tap(ev.Action.TASK, "checkout")
    play.do(ev.CheckoutsRecalled(play.session, (known,)))  # type: ignore[arg-type]
    play.tap(ev.Action.AGAIN, ORDER)
    play.looked_up(o.NotFound())
    play.tap(ev.Action.BACK)
    return play


# -- paper -----------------------------------------------------------------------------------------


def test_the_summary_is_printed_on_request() -> None:
    play = done(Play())
    play.tap(ev.Action.PRINT_SLIP)
    slip = play.one(e.PrintSlip).slip
    assert [line.label.id for line in slip.lines] == [
        f"staff_checkout.slip_{what}" for what in ("order", "total", "spent", "before", "after")
    ]
    assert slip.lines[0].value == Text("staff_checkout.slip_value", (ORDER,))
    assert slip.at == play.now.local
    assert shown(play).detail == Text("coupon.printing")
    assert play.tap(ev.Action.PRINT_SLIP) == (), "one at a time"
    ref = play.ever(e.PrintSlip)[0].ref
    play.do(ev.SlipProgress("another", PrintState.FAILED))
    for state, words in (
        (PrintState.SENDING, "coupon.printing"),
        (PrintState.SENT, "coupon.sent"),
        (PrintState.PRINTED, "staff_checkout.printed"),
        (PrintState.UNKNOWN, "coupon.unknown"),
        (PrintState.FAILED, "coupon.failed"),
    ):
        play.do(ev.SlipProgress(ref, state))
        assert shown(play).detail == Text(words)
        assert ("print_slip" in actions(play)) is (state in (PrintState.UNKNOWN, PrintState.FAILED))
    play.do(ev.SlipProgress(ref, PrintState.HELD))
    assert shown(play).detail is None
    assert ANNA.masked_email not in repr(slip)
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"
    play.do(ev.SlipProgress(ref, PrintState.PRINTED))
    assert play.stage == "StaffMenu"
    play.tap(ev.Action.TASK, "checkout")
    play.do(ev.SlipProgress(ref, PrintState.PRINTED))
    assert play.stage == "StaffOrders"


def test_without_a_printer_none_is_offered_and_of_what_was_not_told_nothing_is_printed() -> None:
    play = done(Play(printer=PrinterState.PAPER_OUT))
    assert "print_slip" not in actions(play)
    assert play.tap(ev.Action.PRINT_SLIP) == ()
    play = standing(Play(), replace(KNOWN, points=0, earn=Half.UNSURE))
    assert shown(play).headline == Text("staff_checkout.earn_unsure")
    play.tap(ev.Action.AGAIN)
    recalled(play, replace(KNOWN, points=0, earn=Half.BOOKED))
    play.tap(ev.Action.PRINT_SLIP)
    assert len(play.one(e.PrintSlip).slip.lines) == 2


# -- PINs ------------------------------------------------------------------------------------------


def test_each_half_may_ask_for_a_code_of_its_own() -> None:
    play = redeeming(Play())
    play.answered(o.PinRequired("ch", 3))
    assert play.view.screen == "staff_pin"
    assert play.view.body.headline == Text("staff_checkout.pin_redeem")  # type: ignore[union-attr]
    play.type("0007")
    assert play.one(e.Send).pin == "0007"
    play.answered(o.Accepted(AFTER_REDEEM))
    play.settled()
    play.recorded()
    assert play.one(e.Send).pin is None
    play.answered(o.PinRequired("ch", 3))
    assert play.view.body.headline == Text("staff_checkout.pin_earn")  # type: ignore[union-attr]
    play.type("04")
    play.answered(o.Accepted(AFTER_EARN))
    play.settled()
    assert play.stage == "StaffSummary"


def test_where_there_is_one_code_only_it_is_not_called_another() -> None:
    play = redeeming(Play(), "0")
    play.answered(o.PinRequired("ch", 3))
    assert play.view.body.headline == Text("staff_pin.headline")  # type: ignore[union-attr]


def test_a_walk_away_from_the_code_leaves_an_order_that_can_become_another() -> None:
    play = redeeming(Play())
    play.answered(o.PinRequired("ch", 3))
    play.tap(ev.Action.BACK)
    assert [(mark.state, mark.reason) for mark in play.of(e.Mark)] == [(OperationState.ABANDONED, "left")]
    assert halves(play) == (Half.MISSING, Half.MISSING)
    play.tap(ev.Action.CHANGE)
    assert isinstance(play.kiosk.stage, StaffTotal)
    play = earning(Play())
    play.answered(o.PinRequired("ch", 3))
    play.tap(ev.Action.BACK)
    assert halves(play) == (Half.BOOKED, Half.MISSING)
    assert "change" not in actions(play)


def test_no_more_codes() -> None:
    play = redeeming(Play())
    play.answered(o.PinRequired("ch", 3))
    for _ in range(3):
        play.type("11")
        play.answered(o.PinExhausted())
        play.tap(ev.Action.NEW_CODE)
        play.answered(o.PinRequired("ch", 3))
    assert halves(play) == (Half.MISSING, Half.MISSING)
    assert shown(play).code == "E-PIN-1"
    assert audits(play) == [("redeem_point", "pin_failed")]


# -- refused, or without an answer -------------------------------------------------------------------

REFUSALS = [
    (o.NotFound(), Verdict.NOT_FOUND, "staff_member.unknown"),
    (o.BadKey(), Verdict.BAD_KEY, "staff_result.bad_key"),
    (o.SubscriptionLapsed(), Verdict.SUBSCRIPTION, "staff_result.subscription"),
    (o.Refused("amount_invalid", 422), Verdict.REFUSED, "staff_result.refused"),
]


@pytest.mark.parametrize(("outcome", "verdict", "words"), REFUSALS)
@pytest.mark.parametrize("way", [redeeming, earning])
def test_a_refusal_of_either_half_says_what_is_booked(
    way: object, outcome: o.SendOutcome, verdict: Verdict, words: str
) -> None:
    play = way(Play())  # type: ignore[operator]
    play.answered(outcome)
    spent = way is earning
    assert halves(play) == (Half.BOOKED if spent else Half.MISSING, Half.MISSING)
    assert shown(play).headline == Text("staff_checkout.spent" if spent else "staff_checkout.nothing")
    assert shown(play).kind == ("unsure" if spent else "refused")
    assert shown(play).detail == Text(words)
    assert shown(play).code
    assert audits(play)[-1] == ("earn_point" if spent else "redeem_point", verdict.value)
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]
    # try again: the same id, total and points
    play.tap(ev.Action.AGAIN)
    recalled(play, SPENT if spent else KNOWN)
    assert play.one(e.Record).operation.id == ("1042" if spent else "redeem_1042")


def test_too_few_points_shows_the_balance_and_leads_to_fewer_under_the_same_id() -> None:
    play = redeeming(Play())
    play.answered(o.InsufficientBalance())
    less = Balance(7, 12)
    play.looked_up(o.Found(Member(ANNA.code, ANNA.masked_email, less)))
    assert shown(play).detail == Text("staff_amount_result.insufficient", (20,))
    assert shown(play).facts[-1] == Text("staff_amount.has_points", n=12)
    assert actions(play) == ["change", "give_up", "back"]
    play.tap(ev.Action.CHANGE)
    points = play.kiosk.stage
    assert isinstance(points, StaffPoints)
    assert points.member.balance == less
    play.type("12")
    recalled(play, KNOWN)
    record = play.one(e.Record)
    assert (record.operation.id, record.operation.amount) == ("redeem_1042", 12)
    assert record.checkout is not None
    assert record.checkout.points == 12


def test_too_few_points_without_a_balance_or_without_the_member() -> None:
    play = redeeming(Play())
    play.answered(o.InsufficientBalance())
    play.looked_up(o.BadKey())
    assert stands(play).member == ANNA
    play = unknown_member(KNOWN)
    play.tap(ev.Action.AGAIN)
    recalled(play, KNOWN)
    play.recorded()
    play.answered(o.InsufficientBalance())
    play.looked_up(o.Found(ANNA))
    assert shown(play).facts[-1] == Text("staff_amount.has_points", n=30)
    assert actions(play) == ["again", "give_up", "back"]


@pytest.mark.parametrize("way", [redeeming, earning])
def test_no_answer_is_told_as_unknown_and_asked_again_under_the_same_id(way: object) -> None:
    play = way(Play())  # type: ignore[operator]
    spent = way is earning
    number = "1042" if spent else "redeem_1042"
    lose(play)
    assert halves(play) == ((Half.BOOKED, Half.UNSURE) if spent else (Half.UNSURE, Half.MISSING))
    words = "staff_checkout.spent_unsure" if spent else "staff_checkout.redeem_unsure"
    assert shown(play).headline == Text(words)
    assert shown(play).detail == Text("staff_amount_result.unsure.next")
    assert [(one.operation_id, one.state) for one in play.ever(e.Mark)] == [(number, OperationState.UNKNOWN)]
    assert not play.ever(e.Release), "while the screen is up it is nobody else's"
    assert actions(play)[0] == "again"
    assert play.tap(ev.Action.CHANGE) == ()
    play.tap(ev.Action.AGAIN)
    assert play.one(e.Send).operation.id == number
    play.answered(o.Accepted(AFTER_EARN if spent else AFTER_REDEEM))
    play.settled()
    if not spent:
        play.recorded()
        play.answered(o.Accepted(AFTER_EARN))
        play.settled()
    assert play.stage == "StaffSummary"
    assert len({send.operation.id for send in play.ever(e.Send)}) == 2


@pytest.mark.parametrize("action", [ev.Action.BACK, ev.Action.LEAVE])
def test_who_leaves_it_unsure_leaves_it_to_the_outbox(action: ev.Action) -> None:
    play = earning(Play())
    lose(play)
    play.tap(action)
    assert [release.operation.id for release in play.of(e.Release)] == ["1042"]


def test_giving_up_what_is_unsure_leaves_it_to_the_outbox_too() -> None:
    play = earning(Play())
    lose(play)
    play.tap(ev.Action.GIVE_UP)
    play.tap(ev.Action.GIVE_UP, ORDER)
    assert [release.operation.id for release in play.of(e.Release)] == ["1042"]
    assert [one.order for one in play.of(e.GiveUpCheckout)] == [ORDER]


def test_what_never_left_says_that_nothing_new_is_known() -> None:
    play = redeeming(Play())
    lose(play, NEVER_LEFT)
    assert halves(play) == (Half.MISSING, Half.MISSING)
    assert shown(play).code == "E-NET-1"
    play = earning(Play())
    lose(play, NEVER_LEFT)
    assert halves(play) == (Half.BOOKED, Half.MISSING)


def test_a_screen_that_waits_for_too_long_lets_go_and_the_run_goes_on() -> None:
    play = redeeming(Play())
    assert play.wait(20.0) == ["stuck"]
    assert halves(play) == (Half.UNSURE, Half.MISSING)
    assert shown(play).detail == Text("staff_checkout.goes_on")
    # and comes back to the screen: one request under one id
    play.tap(ev.Action.AGAIN)
    recalled(play, replace(KNOWN, redeem=Half.UNSURE))
    assert play.effects == ()
    assert isinstance(play.kiosk.stage, StaffRunning)
    assert play.kiosk.loose == ()
    play.answered(o.Accepted(AFTER_REDEEM))
    play.settled()
    assert play.one(e.Record).operation.id == "1042"


def test_what_is_on_its_way_to_the_disk_is_waited_for() -> None:
    play = earning(Play())
    play.answered(o.Accepted(AFTER_EARN))
    play.tap(ev.Action.LEAVE)
    play.wait(2.5)
    ordering(play)
    type_order(play)
    recalled(play, replace(SPENT, earn=Half.UNSURE))
    play.tap(ev.Action.AGAIN)
    recalled(play, replace(SPENT, earn=Half.UNSURE))
    assert play.one(e.RecallCheckout).order == ORDER
    play.settled()
    recalled(play, replace(SPENT, earn=Half.BOOKED))
    assert play.stage == "StaffSummary"
    assert sent(play) == ["redeem_1042", "1042"]


def test_a_record_of_other_points_on_its_way_to_the_disk_is_waited_for() -> None:
    play = asking(Play())
    recalled(play, None)
    play.tap(ev.Action.BACK)
    assert halves(play) == (Half.MISSING, Half.MISSING)
    play.tap(ev.Action.CHANGE)
    play.tap(ev.Action.CONFIRM)
    play.type("10")
    recalled(play, KNOWN)
    assert [type(one) for one in play.effects] == [e.RecallCheckout]
    play.recorded()
    assert [(one.state, one.reason) for one in play.of(e.Mark)] == [(OperationState.ABANDONED, "unanswered")]
    recalled(play, KNOWN)
    assert play.one(e.Record).operation.amount == 10


def test_a_half_in_doubt_that_is_left_before_it_goes_out_stays_in_doubt() -> None:
    known = replace(KNOWN, redeem=Half.UNSURE)
    play = standing(Play(), known)
    play.tap(ev.Action.AGAIN)
    recalled(play, known)
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffRunning"
    play.tap(ev.Action.LEAVE)
    play.recorded()
    assert [(one.state, one.reason) for one in play.of(e.Mark)] == [(OperationState.UNKNOWN, "unanswered")]
    assert play.of(e.Release)


def test_a_disk_that_fails_on_a_half_in_doubt_leaves_it_in_doubt() -> None:
    known = replace(SPENT, earn=Half.UNSURE)
    play = standing(Play(), known)
    play.tap(ev.Action.AGAIN)
    recalled(play, known)
    play.do(ev.JournalFailed("1042", "disk_full"))
    assert halves(play) == (Half.BOOKED, Half.UNSURE)


# -- typed codes -------------------------------------------------------------------------------------


def typed(play: Play, points: str = "20") -> Play:
    play.staff().tap(ev.Action.TASK, "checkout")
    play.do(ev.CheckoutsRecalled(play.session, ()))
    play.tap(ev.Action.TYPE_CODE)
    play.type("482193")
    play.looked_up(o.Found(ANNA))
    type_order(play)
    recalled(play, None)
    play.amount("19.90")
    play.tap(ev.Action.CONFIRM)
    play.type(points)
    recalled(play, None)
    play.recorded()
    assert play.one(e.Send).operation.manual_code
    return play


def test_a_typed_code_that_is_not_taken_asks_for_a_scan_and_keeps_the_order() -> None:
    play = typed(Play())
    play.answered(o.ManualCodeDisabled())
    stage = play.kiosk.stage
    assert isinstance(stage, StaffMember)
    assert stage.note is MemberNote.PLEASE_SCAN
    assert actions(play) == ["back", "leave"]
    assert audits(play) == [("redeem_point", "manual_code_disabled")]
    play.scan("anna-code", ev.Source.SCANNER)
    play.looked_up(o.Found(ANNA))
    assert stands(play).checkout.total == Decimal("19.90")
    play.tap(ev.Action.AGAIN)
    recalled(play, replace(KNOWN, manual=True))
    record = play.one(e.Record)
    assert (record.operation.id, record.operation.manual_code) == ("redeem_1042", False)


def test_a_typed_code_that_was_another_customers_becomes_the_one_who_stands_here() -> None:
    play = typed(Play())
    play.answered(o.ManualCodeDisabled())
    play.scan("ben-code", ev.Source.SCANNER)
    play.looked_up(o.Found(BEN))
    total = play.kiosk.stage
    assert isinstance(total, StaffTotal)
    play.tap(ev.Action.CONFIRM)
    recalled(play, KNOWN)
    assert play.one(e.Record).operation.member_code == BEN.code


def test_after_the_points_are_spent_only_their_owner_can_go_on() -> None:
    play = typed(Play())
    play.answered(o.Accepted(AFTER_REDEEM))
    play.settled()
    play.recorded()
    play.answered(o.ManualCodeDisabled())
    play.scan("ben-code", ev.Source.SCANNER)
    play.looked_up(o.Found(BEN))
    assert play.stage == "StaffNoOrder"


# -- who else may be at it ---------------------------------------------------------------------------


def test_leaving_between_the_halves_loses_nothing() -> None:
    play = redeeming(Play())
    play.tap(ev.Action.LEAVE)
    play.answered(o.Accepted(AFTER_REDEEM))
    assert [one.operation.id for one in play.of(e.Settle)] == ["redeem_1042"]
    play.settled()
    assert play.of(e.Record) == [], "the second half is not begun behind anybody's back"
    play.wait(2.5)
    ordering(play)
    type_order(play)
    recalled(play, SPENT)
    assert shown(play).headline == Text("staff_checkout.spent")
    assert shown(play).detail == Text("staff_checkout.begun.next", (NOON,))
