"""The staff's task «checkout»: from the first screen to the first send, and what is known of an order."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.checkout import Checkout, CheckoutState, Half, is_order, is_taken
from kiosk.core.model import Balance, CardType, Member, OperationKind
from kiosk.core.staff_checkout import enrolled
from kiosk.core.stages_checkout import (
    OrderTrouble,
    StaffNoOrder,
    StaffOrder,
    StaffOrders,
    StaffPoints,
    StaffStanding,
    StaffSummary,
    StaffTotal,
)
from kiosk.core.state import Draft, MemberNote, StaffLooking, StaffMember, Task
from kiosk.core.view import StaffCoupon, StaffEntry, StaffMenu, Text
from tests.support.checkout_play import (
    KNOWN,
    ORDER,
    SPENT,
    TOTAL,
    WAYS,
    asking,
    ordering,
    recalled,
    redeeming,
    spending,
    standing,
    till,
    totalling,
    type_order,
)
from tests.support.play import ANNA, BEN, NOON, TOKEN, Play

POOR = replace(ANNA, balance=Balance(7, 0))


def actions(play: Play) -> list[str]:
    return [button.action for button in play.view.buttons]


# -- the first screen, and the member --------------------------------------------------------------


def test_without_anything_unfinished_the_member_comes_first() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "checkout")
    assert play.effects == (e.RecallCheckouts(play.session),)
    assert isinstance(play.view.body, StaffCoupon)
    assert play.view.body.busy
    assert "continue" not in actions(play), "the journal is still being asked"
    play.do(ev.CheckoutsRecalled("another session", (SPENT,)))
    assert play.stage == "StaffOrders"
    play.do(ev.CheckoutsRecalled(play.session, ()))
    assert play.kiosk.stage.draft == Draft(Task.CHECKOUT, CardType.POINT)  # type: ignore[union-attr]
    assert actions(play) == ["type_code", "task", "back", "leave"]
    before = play.kiosk
    play.do(ev.CheckoutsRecalled(play.session, (SPENT,)))
    assert play.kiosk == before, "a second answer comes too late"
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


def test_what_is_unfinished_is_listed_with_its_halves() -> None:
    unsure = replace(KNOWN, order="A-17", redeem=Half.UNSURE)
    play = till(Play(), SPENT, replace(KNOWN, order="7"), unsure)
    body = play.view.body
    assert isinstance(body, StaffMenu)
    assert [(one.label.id, one.label.values, one.value) for one in body.tasks] == [
        ("staff_checkout.row_spent", (ORDER, NOON), ORDER),
        ("staff_checkout.row_nothing", ("7", NOON), "7"),
        ("staff_checkout.row_unsure", ("A-17", NOON), "A-17"),
    ]
    play.do(ev.CheckoutsRecalled(play.session, ()))
    assert isinstance(play.kiosk.stage, StaffOrders)
    assert play.tap(ev.Action.AGAIN, "no such order") == ()
    assert play.tap(ev.Action.DIGIT, "1") == ()
    play.tap(ev.Action.CONTINUE)
    assert play.stage == "StaffMember"


def test_back_from_the_list_is_the_menu() -> None:
    play = till(Play(), SPENT)
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


def test_a_member_who_shows_their_code_at_the_list_begins_a_new_one() -> None:
    play = till(Play(), SPENT)
    play.scan("anna-code", ev.Source.SCANNER)
    assert play.stage == "StaffLooking"
    play.looked_up(o.Found(ANNA))
    assert isinstance(play.kiosk.stage, StaffOrder)
    assert (play.kiosk.stage.member, play.kiosk.stage.manual) == (ANNA, False)


def test_a_typed_code_is_remembered_as_typed() -> None:
    play = till(Play())
    play.tap(ev.Action.TYPE_CODE)
    assert actions(play) == ["back", "leave"]
    play.type("482193")
    play.looked_up(o.Found(ANNA))
    assert isinstance(play.kiosk.stage, StaffOrder)
    assert play.kiosk.stage.manual
    play.tap(ev.Action.BACK)
    assert play.kiosk.stage.draft.member is None  # type: ignore[union-attr]


def test_somebody_who_is_no_member_yet_signs_up_and_goes_on() -> None:
    play = till(Play())
    play.tap(ev.Action.TASK, "earn")
    assert play.stage == "StaffMember", "no other task begins here"
    play.tap(ev.Action.TASK, "enrol")
    assert play.stage == "StaffEnrol"
    stage = play.kiosk.stage
    kiosk, effects = enrolled(play.kiosk, stage, BEN, play.now)  # type: ignore[arg-type]
    assert effects == ()
    order = kiosk.stage
    assert isinstance(order, StaffOrder)
    assert (order.member, order.manual) == (BEN, False), "the code came from the server: it is not typed"


# -- the order's number ----------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["1", "A-17", "2026-11-23.000107", "x_y", "a" * 40])
def test_what_an_order_number_may_be(order: str) -> None:
    play = ordering(Play())
    type_order(play, order)
    assert play.one(e.RecallCheckout) == e.RecallCheckout(play.session, order)
    assert is_order(order)


@pytest.mark.parametrize("order", ["", " ", "a b", "1042\n", "ä", "4/2", "a" * 41, "٣"])
def test_what_it_may_not_be(order: str) -> None:
    assert not is_order(order)
    play = ordering(Play())
    type_order(play, order)
    taken = play.kiosk.stage.typed  # type: ignore[union-attr]
    assert taken == "" or is_order(taken)


def test_typing_it() -> None:
    play = ordering(Play())
    assert play.tap(ev.Action.CONFIRM) == ()
    body = play.view.body
    assert isinstance(body, StaffCoupon)
    assert (body.typing, body.can_confirm, body.keyboard) == (True, False, "order")
    for sign in ("A", "", "ab", "-", "7"):
        play.tap(ev.Action.CHARACTER, sign)
    play.tap(ev.Action.DIGIT, "2")
    assert play.kiosk.stage.typed == "A-72"  # type: ignore[union-attr]
    play.tap(ev.Action.ERASE)
    play.tap(ev.Action.MORE_TIME)
    play.tap(ev.Action.AGAIN)
    assert play.view.body.typed == "A-7"  # type: ignore[union-attr]
    play.tap(ev.Action.CONFIRM)
    for _ in range(2):
        assert play.tap(ev.Action.CONFIRM) == (), "it is being asked already"
    assert play.view.body.busy  # type: ignore[union-attr]
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMember"
    before = play.kiosk
    recalled(play, None)
    assert play.kiosk == before


def test_an_answer_about_another_order_or_session_is_not_taken() -> None:
    play = ordering(Play())
    type_order(play, "7")
    before = play.kiosk
    play.do(ev.CheckoutRecalled(play.session, "8", None))
    play.do(ev.CheckoutRecalled("another", "7", None))
    assert play.kiosk == before
    recalled(play, None)
    assert isinstance(play.kiosk.stage, StaffTotal)


def test_a_number_that_would_be_another_orders_redemption_is_refused() -> None:
    assert is_taken("redeem_1042")
    play = ordering(Play())
    type_order(play, "redeem_1042")
    stage = play.kiosk.stage
    assert isinstance(stage, StaffNoOrder)
    assert stage.why is OrderTrouble.TAKEN
    assert play.of(e.RecallCheckout) == []
    assert play.view.body.code == "E-ORD-3"  # type: ignore[union-attr]
    play.tap(ev.Action.CONTINUE)
    assert isinstance(play.kiosk.stage, StaffOrder)
    assert (play.kiosk.stage.member, play.kiosk.stage.typed) == (ANNA, "")


def test_a_scanned_number_is_filled_in_and_waits_for_a_yes() -> None:
    play = ordering(Play())
    play.scan("2026.17", ev.Source.SCANNER)
    assert play.of(e.Report)[0].fields[1] == ("kind", "order")
    assert play.of(e.RecallCheckout) == []
    play.scan("2026.18", ev.Source.SCANNER)
    assert play.kiosk.stage.typed == "2026.18"  # type: ignore[union-attr]
    play.tap(ev.Action.ERASE)
    assert play.kiosk.stage.typed == ""  # type: ignore[union-attr]
    play.scan("2026.19", ev.Source.SCANNER)
    play.tap(ev.Action.CHARACTER, "a")
    play.scan("2026.20", ev.Source.SCANNER)
    assert play.kiosk.stage.typed == "2026.19a", "what a hand has typed stays"  # type: ignore[union-attr]
    play.tap(ev.Action.CONFIRM)
    play.scan("2026.21", ev.Source.SCANNER)
    assert play.kiosk.stage.typed == "2026.19a"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", [TOKEN, "no order", b"\xff", "482193-code"])
def test_other_codes_are_no_order(text: str | bytes) -> None:
    """The last of them is this member's own, still before the scanner."""
    play = ordering(Play())
    play.wait(3.0)
    play.scan(text, ev.Source.SCANNER)
    assert play.kiosk.stage.typed == ""  # type: ignore[union-attr]
    assert play.of(e.Cue) == []
    assert play.of(e.Lookup) == []


@pytest.mark.parametrize("way", [totalling, spending, asking, standing])
def test_elsewhere_a_code_disturbs_nothing(way: object) -> None:
    play = way(Play())  # type: ignore[operator]
    before = play.kiosk.stage
    play.wait(2.5)
    play.scan("another-code", ev.Source.SCANNER)
    assert play.kiosk.stage == before
    assert [type(effect) for effect in play.effects] == [e.Report]


# -- total and points ------------------------------------------------------------------------------


def test_the_total_is_exact_and_the_points_are_whole() -> None:
    play = totalling(Play())
    body = play.view.body
    assert isinstance(body, StaffEntry)
    assert (body.decimals, body.can_confirm) == (True, False)
    assert body.facts == (Text("staff_amount.has_points", n=30),)
    play.tap(ev.Action.CHARACTER, ".")
    play.tap(ev.Action.CHARACTER, ".")
    assert play.tap(ev.Action.CONFIRM) == ()
    assert play.stage == "StaffTotal"
    for key in (ev.Action.ERASE, ev.Action.ERASE):
        play.tap(key)
    play.amount("19.905")
    play.tap(ev.Action.DIGIT, "x")
    play.tap(ev.Action.CHARACTER, "x")
    play.tap(ev.Action.CONFIRM)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffPoints)
    assert stage.total == Decimal("19.90")
    assert play.tap(ev.Action.CONFIRM) == ()
    play.tap(ev.Action.CHARACTER, ".")
    play.tap(ev.Action.DIGIT, "xx")
    play.amount("31")
    play.tap(ev.Action.CONFIRM)
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]
    assert play.view.body.message == Text("staff_checkout.too_many", n=30)  # type: ignore[union-attr]
    play.tap(ev.Action.ERASE)
    assert play.view.body.message == Text("staff_checkout.points")  # type: ignore[union-attr]
    play.tap(ev.Action.DIGIT, "0")
    play.tap(ev.Action.CONFIRM)
    planned = play.kiosk.stage
    assert isinstance(planned, StaffStanding)
    assert (planned.checkout.total, planned.checkout.points) == (Decimal("19.90"), 30)
    assert planned.asking
    assert play.view.body.busy  # type: ignore[union-attr]


def test_the_way_back_keeps_what_was_typed() -> None:
    play = spending(Play())
    play.tap(ev.Action.BACK)
    assert play.kiosk.stage.typed == "19.90"  # type: ignore[union-attr]
    play.tap(ev.Action.BACK)
    assert isinstance(play.kiosk.stage, StaffOrder)
    assert play.kiosk.stage.typed == ORDER


def test_a_member_without_points_is_not_asked_how_many_and_nothing_is_redeemed() -> None:
    play = totalling(Play(), POOR)
    play.amount("5")
    play.tap(ev.Action.CONFIRM)
    recalled(play, None)
    record = play.one(e.Record)
    assert (record.operation.id, record.operation.kind) == (ORDER, OperationKind.EARN)
    assert record.operation.amount == 5


@pytest.mark.parametrize("points", ["0", "20"])
def test_both_halves_have_the_ids_of_the_order(points: str) -> None:
    play = asking(Play(), points)
    recalled(play, None)
    record = play.one(e.Record)
    operation, checkout = record.operation, record.checkout
    assert checkout is not None
    assert (checkout.order, checkout.total, checkout.points) == (ORDER, TOTAL, int(points))
    assert (checkout.person, checkout.member_code) == ("Deniz", ANNA.code)
    redeem = points != "0"
    assert operation.id == ("redeem_1042" if redeem else "1042")
    assert operation.amount == (20 if redeem else TOTAL)
    assert (operation.card, operation.origin, operation.before) == (CardType.POINT, "staff", ANNA.balance)
    assert play.of(e.Send) == [], "nothing is sent that is not on disk"
    play.recorded()
    assert play.one(e.Send).operation is operation


# -- an order that is known ------------------------------------------------------------------------


def test_one_that_is_booked_says_so_and_is_not_booked_again() -> None:
    booked = replace(SPENT, earn=Half.BOOKED, state=CheckoutState.DONE, ended_at=NOON)
    for known in (booked, replace(booked, ended_at=None), replace(booked, member_code=1)):
        play = standing(Play(), known)
        assert isinstance(play.kiosk.stage, StaffNoOrder)
        body = play.view.body
        assert body.headline == Text("staff_checkout.done", (ORDER,))  # type: ignore[union-attr]
        assert body.detail.values == (NOON,)  # type: ignore[union-attr]
        assert not play.ever(e.Record)
        play.tap(ev.Action.BACK)
        assert play.stage == "StaffMenu"


def test_one_of_another_member_is_refused() -> None:
    for other in (BEN.code, str(ANNA.code)):
        play = standing(Play(), replace(KNOWN, member_code=other))
        assert isinstance(play.kiosk.stage, StaffNoOrder)
        assert play.kiosk.stage.why is OrderTrouble.OTHER_MEMBER
        assert play.view.body.code == "E-ORD-2"  # type: ignore[union-attr]


def test_one_that_was_given_up_before_anything_was_booked_is_new() -> None:
    play = standing(Play(), replace(KNOWN, member_code=BEN.code, state=CheckoutState.GIVEN_UP))
    assert isinstance(play.kiosk.stage, StaffTotal)


def test_one_that_was_given_up_with_the_points_spent_can_be_taken_up_again() -> None:
    play = standing(Play(), replace(SPENT, state=CheckoutState.GIVEN_UP))
    assert isinstance(play.kiosk.stage, StaffStanding)
    play.tap(ev.Action.AGAIN)
    recalled(play, replace(SPENT, state=CheckoutState.GIVEN_UP))
    assert play.one(e.Record).operation.id == ORDER


def test_one_that_is_half_booked_goes_on_with_the_other_half_only() -> None:
    play = standing(Play())
    body = play.view.body
    assert body.headline == Text("staff_checkout.spent")  # type: ignore[union-attr]
    assert body.facts == (  # type: ignore[union-attr]
        Text("staff_checkout.order_total", (ORDER, TOTAL)),
        Text("staff_amount_result.redeemed_points", n=20),
    )
    assert actions(play) == ["again", "give_up", "back"]
    assert play.tap(ev.Action.CHANGE) == ()
    play.tap(ev.Action.AGAIN)
    assert play.effects == (e.RecallCheckout(play.session, ORDER),)
    for action in (ev.Action.AGAIN, ev.Action.GIVE_UP):
        assert play.tap(action) == ()
    recalled(play, SPENT)
    record = play.one(e.Record)
    assert (record.operation.id, record.operation.amount) == (ORDER, TOTAL)
    play.recorded()
    play.answered(o.Accepted(Balance(7, 30)))
    play.settled()
    assert isinstance(play.kiosk.stage, StaffSummary)
    assert [send.operation.kind for send in play.ever(e.Send)] == [OperationKind.EARN]


def test_one_of_which_nothing_is_booked_goes_on_as_it_was_or_becomes_another() -> None:
    play = standing(Play(), KNOWN)
    assert actions(play) == ["again", "change", "give_up", "back"]
    assert play.view.body.headline == Text("staff_checkout.nothing")  # type: ignore[union-attr]
    play.tap(ev.Action.AGAIN)
    recalled(play, KNOWN)
    assert (play.one(e.Record).operation.id, play.one(e.Record).operation.amount) == ("redeem_1042", 20)
    play = standing(Play(), KNOWN)
    play.tap(ev.Action.CHANGE)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffTotal)
    assert (stage.order, stage.typed) == (ORDER, "19.90")
    play.tap(ev.Action.CONFIRM)
    play.type("10")
    recalled(play, KNOWN)
    assert play.one(e.Record).operation.amount == 10


def test_from_the_list_its_member_is_looked_up_by_the_code_on_disk() -> None:
    play = till(Play(), replace(SPENT, manual=True))
    play.tap(ev.Action.AGAIN, ORDER)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffLooking)
    assert play.one(e.Lookup).code == str(ANNA.code)
    assert stage.draft.manual, "as it was recorded"
    play.looked_up(o.Found(ANNA))
    after = play.kiosk.stage
    assert isinstance(after, StaffStanding)
    assert (after.member, after.checkout) == (ANNA, replace(SPENT, manual=True))


def test_without_an_answer_to_who_it_is_the_halves_can_be_seen_all_the_same() -> None:
    play = till(Play(), KNOWN)
    play.tap(ev.Action.AGAIN, ORDER)
    play.looked_up(o.NotFound())
    stage = play.kiosk.stage
    assert isinstance(stage, StaffMember)
    assert stage.note is MemberNote.UNKNOWN
    assert "task" not in actions(play), "whose it is, is known"
    assert play.view.body.headline == Text("staff_checkout.order_total", (ORDER, TOTAL))  # type: ignore[union-attr]
    play.tap(ev.Action.TASK, "enrol")
    play.tap(ev.Action.BACK)
    standing_now = play.kiosk.stage
    assert isinstance(standing_now, StaffStanding)
    assert standing_now.member is None
    assert actions(play) == ["again", "give_up", "back"]
    assert play.tap(ev.Action.CHANGE) == ()
    play.tap(ev.Action.AGAIN)
    recalled(play, KNOWN)
    assert play.one(e.Record).operation.before is None


@pytest.mark.parametrize(("known", "stage"), [(KNOWN, StaffTotal), (SPENT, StaffNoOrder)])
def test_another_member_at_an_order_that_was_taken_up(known: Checkout, stage: type) -> None:
    play = till(Play(), known)
    play.tap(ev.Action.AGAIN, ORDER)
    play.looked_up(o.NotFound())
    play.scan("ben-code", ev.Source.SCANNER)
    play.looked_up(o.Found(BEN))
    after = play.kiosk.stage
    assert isinstance(after, stage)
    assert after.order == ORDER
    if isinstance(after, StaffTotal):
        assert (after.member, after.typed) == (BEN, "19.90")
    else:
        play.tap(ev.Action.CONTINUE)
        assert play.stage == "StaffOrders"


# -- asked once more before it goes on ---------------------------------------------------------------


def test_what_the_outbox_has_finished_meanwhile_is_done() -> None:
    play = standing(Play())
    play.tap(ev.Action.AGAIN)
    recalled(play, replace(SPENT, earn=Half.BOOKED, state=CheckoutState.DONE))
    stage = play.kiosk.stage
    assert isinstance(stage, StaffSummary)
    assert (stage.before, stage.after) == (None, None), "no number that was not told in this session"
    assert play.of(e.Audit) == [e.Audit("Deniz", "checkout", "done 1042")]
    assert play.view.body.detail == Text("staff_amount_result.no_number")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("now", "member"),
    [
        (replace(SPENT, points=7), ANNA),
        (replace(SPENT, total=Decimal(1)), ANNA),
        (replace(SPENT, member_code=BEN.code), None),
    ],
)
def test_what_is_booked_of_another_content_wins(now: Checkout, member: Member | None) -> None:
    """Another kiosk cannot do it, and this one does not; but a journal is a file."""
    play = asking(Play())
    recalled(play, now)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffStanding)
    assert (stage.checkout, stage.member, stage.asking) == (now, member, False)
    assert play.of(e.Record) == []


def test_a_half_in_doubt_is_asked_for_again_under_its_id() -> None:
    for known, number in (
        (replace(KNOWN, redeem=Half.UNSURE), "redeem_1042"),
        (replace(SPENT, earn=Half.UNSURE), "1042"),
    ):
        play = standing(Play(), known)
        play.tap(ev.Action.AGAIN)
        recalled(play, known)
        assert play.one(e.Record).operation.id == number
        assert play.kiosk.stage.run.doubtful  # type: ignore[union-attr]
        assert "back" not in actions(play)


# -- a disk that fails -------------------------------------------------------------------------------


def test_a_disk_that_fails_sends_nothing() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "checkout")
    play.do(ev.JournalFailed(play.session, "io_error"))
    assert play.stage == "StaffMember"

    play = ordering(Play())
    type_order(play)
    play.do(ev.JournalFailed("another", "io_error"))
    assert play.stage == "StaffOrder"
    play.do(ev.JournalFailed(play.session, "io_error"))
    stage = play.kiosk.stage
    assert isinstance(stage, StaffNoOrder)
    assert stage.why is OrderTrouble.NO_JOURNAL
    assert play.view.body.code == "E-DSK-1"  # type: ignore[union-attr]
    before = play.kiosk
    play.do(ev.JournalFailed(play.session, "io_error"))
    assert play.kiosk == before

    play = asking(Play())
    play.do(ev.JournalFailed(play.session, "io_error"))
    stopped = play.kiosk.stage
    assert isinstance(stopped, StaffStanding)
    assert not stopped.asking
    assert play.view.body.code == "E-DSK-1"  # type: ignore[union-attr]

    play = asking(Play())
    recalled(play, None)
    play.do(ev.JournalFailed("redeem_1042", "disk_full"))
    assert play.stage == "StaffStanding"
    assert play.view.body.headline == Text("staff_checkout.nothing")  # type: ignore[union-attr]
    assert not play.ever(e.Send)


@pytest.mark.parametrize("way", ["checkout list asked", "checkout order asked", "checkout asking"])
def test_a_disk_that_hangs_is_not_waited_for(way: str) -> None:
    play = Play()
    WAYS[way](play)
    assert play.wait(20.0) == ["stuck"]
    assert play.stage in ("StaffMember", "StaffNoOrder", "StaffStanding")
    before = play.kiosk
    if play.ever(e.RecallCheckout):
        recalled(play, None)
    assert play.kiosk == before, "an answer that comes after all changes nothing"


# -- given up ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (KNOWN, "give_up_nothing"),
        (SPENT, "give_up_spent"),
        (replace(KNOWN, redeem=Half.UNSURE), "give_up_unsure"),
    ],
)
def test_giving_up_is_asked_for_twice_and_audited(known: Checkout, words: str) -> None:
    play = standing(Play(), known)
    play.tap(ev.Action.GIVE_UP, ORDER)
    assert play.view.body.detail == Text(f"staff_checkout.{words}")  # type: ignore[union-attr]
    assert actions(play) == ["continue", "give_up"]
    play.tap(ev.Action.CONTINUE)
    assert "again" in actions(play)
    play.tap(ev.Action.GIVE_UP)
    play.tap(ev.Action.GIVE_UP)
    play.tap(ev.Action.BACK)
    play.tap(ev.Action.GIVE_UP)
    assert not play.ever(e.GiveUpCheckout)
    play.tap(ev.Action.GIVE_UP, ORDER)
    assert play.effects == (
        e.GiveUpCheckout(play.session, ORDER),
        e.Audit("Deniz", "checkout", "given_up 1042"),
        e.RecallCheckouts(play.session),
    )
    assert play.stage == "StaffOrders"


def test_back_from_a_standing_one_is_the_menu() -> None:
    play = standing(Play())
    assert play.tap(ev.Action.DIGIT, "1") == ()
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"
    play = asking(Play())
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"
    assert redeeming(Play()).stage == "StaffRunning"
