"""The staff's tasks with an amount, up to the first send: how much, and whose."""

from decimal import Decimal

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import CardType, OperationKind
from kiosk.core.rules import Rules
from kiosk.core.state import Draft, MemberNote, StaffAmount, StaffMember
from kiosk.core.view import StaffEntry, Text
from tests.support.play import ANNA, BEN, TOKEN, Play

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)


def draft(play: Play) -> Draft:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffAmount), stage
    return stage.draft


def note(play: Play) -> MemberNote | None:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffMember), stage
    return stage.note


def earn(card: str = "point", rules: Rules | None = None) -> Play:
    play = Play(rules or Rules()).staff()
    play.tap(ev.Action.TASK, "earn")
    play.tap(ev.Action.CARD, card)
    return play


def redeem() -> Play:
    play = Play().staff()
    play.tap(ev.Action.TASK, "redeem")
    return play


# -- how much ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("19.90", "19.90"),
        ("0.05", "0.05"),
        (".5", "0.5"),
        ("007", "7"),
        ("12.345", "12.34"),
        ("1.2.3", "1.23"),
        ("1234567", "123456"),
        ("999999.99", "999999.99"),
        ("5.", "5"),
    ],
)
def test_a_purchase_is_an_exact_decimal(typed: str, amount: str) -> None:
    play = earn()
    play.amount(typed)
    assert draft(play).amount == Decimal(amount)
    assert f"'{draft(play).typed}'" not in repr(play.kiosk)
    play.tap(ev.Action.CONFIRM)
    play.scan()
    play.looked_up(o.Found(ANNA))
    operation = play.one(e.Record).operation
    assert (operation.amount, operation.card) == (Decimal(amount), CardType.POINT)


@pytest.mark.parametrize(("task", "card"), [("earn", "stamp"), ("redeem", "stamp"), ("redeem", "point")])
def test_stamps_and_points_that_are_spent_are_whole(task: str, card: str) -> None:
    play = Play().inside(task, card)
    play.amount("1.5")
    assert draft(play).amount == 15
    body = play.view.body
    assert isinstance(body, StaffEntry)
    assert not body.decimals


def test_nothing_is_no_amount() -> None:
    play = earn()
    for typed in ("", "0", ".", "00"):
        play.amount(typed)
        assert play.tap(ev.Action.CONFIRM) == ()
        assert play.stage == "StaffAmount"
    play.amount("01")
    play.tap(ev.Action.ERASE)
    play.tap(ev.Action.ERASE)
    play.tap(ev.Action.DIGIT, "٣")
    play.tap(ev.Action.DIGIT, "12")
    play.tap(ev.Action.CHARACTER, ",")
    play.tap(ev.Action.CARD, "gold")
    play.tap(ev.Action.NEW_CODE)
    assert draft(play).amount == 0


def test_the_shops_card_comes_first_and_the_other_is_a_touch_away() -> None:
    for card, first in ((CardType.STAMP, "stamp"), (CardType.POINT, "point"), (None, "point")):
        play = Play(Rules(card=card)).staff()
        play.tap(ev.Action.TASK, "earn")
        assert draft(play).card == first
        play.amount("5")
        [other] = [button for button in play.view.buttons if button.action == ev.Action.CARD]
        play.tap(ev.Action.CARD, other.value)
        assert (draft(play).card != first, draft(play).typed) == (True, ""), "five stamps are not five euros"


def test_more_stamps_than_a_card_has_are_not_asked_for() -> None:
    play = earn("stamp")
    play.amount("11")
    assert [type(effect) for effect in play.tap(ev.Action.CONFIRM)] == [e.Cue]
    assert play.view.body.message == Text("staff_amount.too_many", n=10)  # type: ignore[union-attr]
    play.tap(ev.Action.ERASE)
    assert play.view.body.message == Text("staff_amount.earn_stamps")  # type: ignore[union-attr]
    play.amount("0")
    play.tap(ev.Action.CONFIRM)
    assert play.stage == "StaffMember"
    unknown = earn("stamp", Rules(stamps_per_card=0))
    unknown.amount("11")
    unknown.tap(ev.Action.CONFIRM)
    assert unknown.stage == "StaffMember", "how many a card has is the server's to say"


# -- whose -----------------------------------------------------------------------------------------


def test_a_redemption_shows_what_there_is_before_it_asks_how_much() -> None:
    play = redeem()
    assert play.view.screen == "staff_member"
    play.scan("a phone")
    assert (play.one(e.Lookup).qr, dict(play.one(e.Report).fields)["kind"]) == ("a phone", "member")
    play.looked_up(o.Found(ANNA))
    play.tap(ev.Action.CARD, "point")
    body = play.view.body
    assert isinstance(body, StaffEntry)
    assert (body.facts, body.masked_email) == ((Text("staff_amount.has_points", n=30),), ANNA.masked_email)
    assert play.tap(ev.Action.LEAVE) == ()
    assert ANNA.masked_email not in repr(play.view.body) + str(play.view)
    assert play.stage == "Attract"


def test_an_operation_is_on_disk_before_it_is_sent() -> None:
    play = Play().inside("redeem", "point")
    play.amount("20")
    play.tap(ev.Action.CONFIRM)
    one = play.one(e.Record).operation
    assert (one.kind, one.member_code, one.card, one.amount, one.origin, one.before, one.manual_code) == (
        OperationKind.REDEEM, ANNA.code, "point", 20, "staff", ANNA.balance, False,
    )  # fmt: skip
    assert not play.ever(e.Send)
    play.recorded()
    assert play.one(e.Send).operation == one
    play.recorded()
    assert play.effects == ()


def test_an_earn_takes_the_member_after_the_amount_or_before_it() -> None:
    after = earn()
    after.amount("19.90")
    after.tap(ev.Action.CONFIRM)
    assert after.view.body.headline == Text("staff_amount.purchase", (Decimal("19.90"),))  # type: ignore[union-attr]
    after.scan()
    after.looked_up(o.Found(ANNA))
    before = earn()
    before.amount("1")
    before.scan()
    before.looked_up(o.Found(ANNA))
    assert not before.ever(e.Record), "nobody has said that this was all of the amount"
    before.amount("9.90")
    before.tap(ev.Action.CONFIRM)
    one, other = after.one(e.Record).operation, before.one(e.Record).operation
    assert (one.amount, one.member_code) == (other.amount, other.member_code) == (Decimal("19.9"), ANNA.code)


def test_a_typed_code_has_six_digits_and_says_that_it_was_typed() -> None:
    play = redeem()
    play.tap(ev.Action.CONFIRM)
    play.tap(ev.Action.TYPE_CODE)
    play.type("00482")
    assert play.effects == ()
    for wrong in ("x", "12", "٣"):
        play.tap(ev.Action.DIGIT, wrong)
    play.type("17")
    look = play.one(e.Lookup)
    assert (look.code, look.qr) == ("004821", None)
    assert "004821" not in repr(play.kiosk) + repr(look)
    play.looked_up(o.Found(ANNA))
    play.amount("3")
    play.tap(ev.Action.CONFIRM)
    assert play.one(e.Record).operation.manual_code


def test_a_typed_code_can_be_corrected_and_dropped() -> None:
    play = redeem()
    play.tap(ev.Action.TYPE_CODE)
    for digit in "123":
        play.tap(ev.Action.DIGIT, digit)
    play.tap(ev.Action.ERASE)
    assert play.view.body.typed == "12"  # type: ignore[union-attr]
    assert not play.view.body.can_confirm  # type: ignore[union-attr]
    play.tap(ev.Action.BACK)
    assert play.view.body.hint == Text("staff_member.scan")  # type: ignore[union-attr]
    play.tap(ev.Action.DIGIT, "1")
    assert play.kiosk.stage == StaffMember(
        play.kiosk.stage.session,  # type: ignore[union-attr]
        "Deniz",
        Draft(play.kiosk.stage.draft.task, CardType.STAMP),  # type: ignore[union-attr]
    )
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


@pytest.mark.parametrize(
    ("outcome", "wanted"),
    [
        (o.NotFound(), MemberNote.UNKNOWN),
        (o.InvalidQr(), MemberNote.OLD_CODE),
        (o.BadKey(), MemberNote.BAD_KEY),
        (o.SubscriptionLapsed(), MemberNote.SUBSCRIPTION),
        (o.Refused("new", 400), MemberNote.REFUSED),
    ],
)
def test_why_nobody_was_found(outcome: o.LookupOutcome, wanted: MemberNote) -> None:
    play = redeem()
    play.scan()
    play.looked_up(outcome)
    assert note(play) is wanted
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


@pytest.mark.parametrize(("text", "wanted"), [(TOKEN, MemberNote.COUPON), (b"\xff", MemberNote.NOT_A_CODE)])
def test_what_is_no_members_code_is_not_looked_up(text: str | bytes, wanted: MemberNote) -> None:
    play = redeem()
    play.scan(text)
    assert note(play) is wanted
    assert not play.ever(e.Lookup)


def test_three_seconds_without_an_answer_are_enough() -> None:
    play = redeem()
    play.scan()
    play.looked_up(TIMEOUT)
    play.looked_up(o.Found(BEN))
    assert play.wait(0.5) == ["ask_again"]
    assert play.one(e.Lookup).attempt == 2
    play.looked_up(o.Found(BEN), attempt=1)
    assert play.stage == "StaffLooking"
    assert play.wait(2.5) == ["unreachable"]
    assert note(play) is MemberNote.UNREACHABLE
    play.wait(3)
    play.scan()
    play.wait(2.9)
    play.looked_up(TIMEOUT)
    assert note(play) is MemberNote.UNREACHABLE


def test_a_rate_limit_is_waited_for_and_somebody_is_told_so() -> None:
    play = redeem()
    play.scan()
    play.looked_up(o.RateLimited(7.0))
    assert play.view.body.hint == Text("lookup.busy")  # type: ignore[union-attr]
    assert play.wait(7.0) == ["ask_again"]
    play.looked_up(o.RateLimited())
    assert play.wait(4.0) == ["ask_again"]
    play.looked_up(o.Found(ANNA))
    assert play.stage == "StaffAmount"
    play.tap(ev.Action.BACK)
    play.scan("another")
    play.looked_up(o.RateLimited(500.0))
    assert "stuck" in play.wait(80.0)
    assert note(play) is MemberNote.UNREACHABLE


def test_one_members_answer_is_not_taken_for_anothers() -> None:
    play = redeem()
    play.scan("ben")
    late = play.one(e.Lookup)
    play.tap(ev.Action.CONFIRM)
    play.scan("anna")
    play.do(ev.LookedUp(late.session, late.attempt, o.Found(BEN)))
    assert play.stage == "StaffLooking"
    play.looked_up(o.Found(ANNA))
    assert draft(play).member == ANNA
    play.do(ev.LookedUp(late.session, late.attempt, o.Found(BEN)))
    assert draft(play).member == ANNA


def test_a_phone_whose_code_changes_does_not_disturb_the_typing() -> None:
    play = Play().inside("redeem", "point")
    play.amount("2")
    before = play.kiosk.stage
    play.scan("the next code")
    assert [type(effect) for effect in play.effects] == [e.Report]
    assert play.kiosk.stage == before


def test_back_leads_back_step_by_step() -> None:
    play = earn()
    play.amount("5")
    play.tap(ev.Action.CONFIRM)
    play.scan()
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMember"
    play.tap(ev.Action.BACK)
    assert draft(play).typed == "5"
    play.scan("again")
    play.tap(ev.Action.BACK)
    assert draft(play).typed == "5"
    play.scan("once more")
    play.looked_up(o.Found(ANNA))
    play.tap(ev.Action.BACK)
    assert draft(play) == Draft(draft(play).task, CardType.POINT), "nothing of that member is left"
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


def test_staff_who_walk_away_leave_no_member_behind() -> None:
    play = Play().inside()
    assert play.wait(300.0)[:2] == ["warning", "idle"]
    assert play.stage == "Attract"
