"""What waits for an answer: listed with its reason, tried again, given up in so many words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import CardType, OperationKind, OperationState
from kiosk.core.papers import Waiting
from kiosk.core.stages_papers import StaffWaiting, StaffWaitingOne
from kiosk.core.view import StaffDetail, StaffList, Text
from tests.support.play import ANNA, NOON, Play
from tests.support.play_papers import (
    COUPON_DOUBT,
    DOUBT,
    VISIT,
    listed,
    now_in,
    read,
    tried,
    waiting,
    waiting_one,
)

S = OperationState


def shown(play: Play) -> StaffList:
    body = play.view.body
    assert isinstance(body, StaffList)
    return body


def detail(play: Play) -> StaffDetail:
    body = play.view.body
    assert isinstance(body, StaffDetail)
    return body


def actions(play: Play) -> list[tuple[str, bool]]:
    return [(one.action, one.enabled) for one in play.view.buttons]


# -- the list --------------------------------------------------------------------------------------


def test_nothing_waits() -> None:
    play = Play()
    play.staff().tap(ev.Action.TASK, "waiting")
    assert play.view.screen == "staff_waiting"
    assert shown(play).empty == Text("staff_coupon.asking")
    listed(play)
    assert shown(play).empty == Text("staff_waiting.none")
    assert shown(play).headline == Text("staff.task_waiting")
    play.tap(ev.Action.BACK)
    assert play.view.screen == "staff_menu"


def test_what_waits_why_and_since_when() -> None:
    play = waiting(Play(), DOUBT, VISIT)
    assert shown(play).headline == Text("staff_waiting.headline", n=2)
    first, second = shown(play).entries
    assert first.title == Text("staff_waiting.redeem_points", n=20)
    assert first.details == (
        Text("staff_waiting.why_no_answer"),
        Text("staff_waiting.since", (DOUBT.since,)),
    )
    assert (first.picture, second.picture) == ("unsure", "waiting")
    assert second.title == Text("staff_waiting.visit")
    assert shown(play).tools == ()


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (replace(DOUBT, state=S.CHALLENGED, reason="pin_required"), "staff_waiting.why_pin"),
        (replace(DOUBT, state=S.PENDING, attempts=0, reason=""), "staff_waiting.why_pending"),
        (replace(DOUBT, state=S.SENT, reason=""), "staff_waiting.why_no_answer"),
        (replace(DOUBT, reason="unanswered"), "staff_waiting.why_no_answer"),
        (replace(DOUBT, reason="unavailable_connect"), "staff_waiting.why_offline"),
        (replace(DOUBT, reason="unavailable_dns"), "staff_waiting.why_offline"),
        (replace(DOUBT, reason="rate_limited"), "staff_waiting.why_busy"),
        (replace(DOUBT, reason="bad_key"), "staff_result.bad_key"),
        (replace(DOUBT, reason="subscription_lapsed"), "staff_result.subscription"),
        (replace(COUPON_DOUBT, reason="already_used"), "staff_waiting.why_used"),
        (VISIT, "staff_waiting.why_offline"),
        (replace(VISIT, reason="rate_limited"), "staff_waiting.why_busy"),
        (replace(VISIT, reason="unavailable_timeout"), "staff_waiting.why_no_answer"),
    ],
)
def test_the_reason_in_words(one: Waiting, words: str) -> None:
    assert shown(waiting(Play(), one)).entries[0].details[0] == Text(words)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (DOUBT, Text("staff_waiting.redeem_points", n=20)),
        (replace(DOUBT, card=CardType.STAMP), Text("staff_waiting.redeem_stamps", n=20)),
        (
            replace(DOUBT, kind=OperationKind.EARN, card=CardType.STAMP),
            Text("staff_waiting.earn_stamps", n=20),
        ),
        (
            replace(DOUBT, kind=OperationKind.EARN, amount=Decimal("19.90")),
            Text("staff_amount.purchase", (Decimal("19.90"),)),
        ),
        (
            replace(DOUBT, kind=OperationKind.EARN, origin="visit", amount=Decimal(5)),
            Text("staff_waiting.earn_points", n=5),
        ),
        (COUPON_DOUBT, Text("staff.task_coupon")),
        (replace(DOUBT, amount=None), Text("staff.task_coupon")),
        (VISIT, Text("staff_waiting.visit")),
    ],
)
def test_what_it_is_in_words(one: Waiting, words: Text) -> None:
    assert shown(waiting(Play(), one)).entries[0].title == words


def test_many_of_them_in_pages() -> None:
    many = tuple(replace(DOUBT, id=f"op-{n}") for n in range(6))
    play = waiting(Play(), *many)
    assert [one.button.value for one in shown(play).entries] == ["op-0", "op-1", "op-2", "op-3"]
    assert [(one.value, one.enabled) for one in shown(play).tools] == [("newer", False), ("older", True)]
    play.tap(ev.Action.SEARCH, "newer")
    play.tap(ev.Action.SEARCH, "older")
    assert [one.button.value for one in shown(play).entries] == ["op-4", "op-5"]
    play.tap(ev.Action.SEARCH, "older")
    assert [(one.value, one.enabled) for one in shown(play).tools] == [("newer", True), ("older", False)]
    play.tap(ev.Action.OPEN, "op-5")
    read(play, many[5])
    play.tap(ev.Action.BACK)
    listed(play, *many[:4])
    assert len(shown(play).entries) == 4, "a page that is gone is not shown"
    play.tap(ev.Action.OPEN, "op-9")
    play.tap(ev.Action.CONFIRM)
    assert play.effects == ()


def test_what_has_come_to_its_end_meanwhile_is_told_and_the_list_is_made_anew() -> None:
    for after in (None, now_in(DOUBT, S.ACCEPTED)):
        play = waiting(Play(), DOUBT)
        play.tap(ev.Action.OPEN, DOUBT.id)
        read(play, after)
        listed(play)
        assert shown(play).note == Text("staff_waiting.over")
        assert shown(play).empty == Text("staff_waiting.none")


def test_a_code_changes_nothing_here() -> None:
    play = waiting(Play(), DOUBT)
    play.scan()
    assert [type(effect) for effect in play.effects] == [e.Report]
    assert isinstance(play.kiosk.stage, StaffWaiting)


# -- one of them ---------------------------------------------------------------------------------------


def test_all_that_is_known_of_it() -> None:
    play = waiting_one(Play())
    assert play.view.screen == "staff_waiting_detail"
    body = detail(play)
    assert body.headline == Text("staff_waiting.redeem_points", n=20)
    assert body.facts == (
        Text("staff_waiting.why_no_answer"),
        Text("staff_waiting.since", (DOUBT.since,)),
        Text("staff_coupons.customer", ("482193",)),
        Text("staff_waiting.tried_last", (NOON - timedelta(hours=1),), n=3),
    )
    assert body.detail == Text("staff_waiting.advice_doubt")
    assert actions(play) == [("again", True), ("give_up", True), ("back", True)]
    assert "482193" not in repr(play.kiosk.stage)


@pytest.mark.parametrize(
    ("one", "advice", "again"),
    [
        (COUPON_DOUBT, "staff_waiting.advice_coupon", False),
        (replace(DOUBT, state=S.CHALLENGED), "staff_waiting.advice_pin", False),
        (VISIT, "staff_waiting.advice_not_sent", True),
        (replace(DOUBT, state=S.PENDING, attempts=0), "staff_waiting.advice_not_sent", False),
        (
            replace(DOUBT, state=S.PENDING, attempts=0, kind=OperationKind.EARN, origin="visit"),
            "staff_waiting.advice_not_sent",
            True,
        ),
    ],
)
def test_what_can_be_done_about_it(one: Waiting, advice: str, again: bool) -> None:
    play = waiting_one(Play(), one)
    assert detail(play).detail == Text(advice)
    assert ("again", True) in actions(play) or not again
    play.tap(ev.Action.AGAIN)
    assert bool(play.of(e.Retry)) == again
    if not one.attempts:
        assert Text("staff_waiting.tried", n=0) in detail(play).facts


def test_what_the_kiosk_deals_with_right_now_is_left_alone() -> None:
    play = Play().booking()
    assert play.ever(e.Send)
    operation = play.ever(e.Send)[-1].operation
    play.tap(ev.Action.LEAVE)
    play.staff()
    assert play.kiosk.loose
    one = replace(DOUBT, id=operation.id, state=S.SENT)
    play.tap(ev.Action.TASK, "waiting")
    listed(play, one)
    assert shown(play).entries[0].details[0] == Text("staff_waiting.why_claimed")
    play.tap(ev.Action.OPEN, one.id)
    read(play, one)
    assert detail(play).detail == Text("staff_waiting.advice_claimed")
    assert actions(play) == [("again", False), ("give_up", False), ("back", True)]
    for action in (ev.Action.AGAIN, ev.Action.GIVE_UP):
        play.tap(action)
        assert play.effects == ()
    # its answer comes, and the screen says what is true then
    play.answered(o.Unavailable(o.Trouble.TIMEOUT))
    assert detail(play).facts[0] == Text("staff_waiting.why_no_answer")
    assert actions(play)[1] == ("give_up", True)


# -- tried again ---------------------------------------------------------------------------------------


def test_tried_again_and_booked() -> None:
    play = waiting_one(Play())
    play.tap(ev.Action.AGAIN)
    retry = play.one(e.Retry)
    assert (retry.operation_id, retry.person) == ("op-1", "Deniz")
    assert detail(play).note == Text("staff_waiting.trying")
    assert actions(play) == [("again", False), ("give_up", False), ("back", True)]
    play.tap(ev.Action.AGAIN)
    assert play.effects == (), "once at a time"
    tried(play, "accepted", now_in(DOUBT, S.ACCEPTED))
    assert detail(play).note == Text("staff_waiting.end_accepted")
    assert detail(play).note_kind == "success"
    assert play.of(e.Cue) == [e.Cue(e.Sound.SUCCESS)]
    assert actions(play) == [("back", True)]
    assert detail(play).detail is None
    assert Text("staff_waiting.why_no_answer") not in detail(play).facts
    play.tap(ev.Action.BACK)
    listed(play)
    assert shown(play).empty == Text("staff_waiting.none")


@pytest.mark.parametrize(
    ("result", "after", "words"),
    [
        ("unavailable_timeout", DOUBT, "staff_waiting.still_waits"),
        ("rate_limited", replace(DOUBT, reason="rate_limited"), "staff_waiting.still_waits"),
        ("busy", DOUBT, "staff_waiting.why_claimed"),
        ("refused", now_in(DOUBT, S.REFUSED, "insufficient_balance"), "staff_waiting.end_refused"),
        ("pin_required", now_in(DOUBT, S.ABANDONED, "pin_required"), "staff_waiting.end_pin"),
        ("not_due", now_in(DOUBT, S.ABANDONED, "not_due"), "staff_waiting.end_closed"),
        ("over", now_in(DOUBT, S.ACCEPTED), "staff_waiting.end_accepted"),
    ],
)
def test_what_came_of_the_try(result: str, after: Waiting, words: str) -> None:
    play = waiting_one(Play())
    play.tap(ev.Action.AGAIN)
    tried(play, result, after)
    assert detail(play).note == Text(words)
    assert (("again", True) in actions(play)) == (not after.over)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("invalid_qr", "staff_waiting.end_stale"),
        ("not_found", "staff_waiting.end_stale"),
        ("not_due", "staff_waiting.end_closed"),
    ],
)
def test_a_visit_that_was_closed_by_its_try(result: str, words: str) -> None:
    play = waiting_one(Play(), VISIT)
    play.tap(ev.Action.AGAIN)
    tried(play, result, None)
    assert detail(play).note == Text(words)
    assert actions(play) == [("back", True)]
    play.tap(ev.Action.GIVE_UP)
    assert play.effects == ()


def test_a_visit_that_became_an_operation_is_followed() -> None:
    play = waiting_one(Play(), VISIT)
    play.tap(ev.Action.AGAIN)
    became = replace(DOUBT, id="visit-2026", kind=OperationKind.EARN, state=S.ACCEPTED)
    tried(play, "accepted", became, "visit-2026")
    assert play.ever(e.OpenWaiting)[-1].operation_id == "visit-2026"
    assert detail(play).note == Text("staff_waiting.end_accepted")


def test_a_try_without_an_end_is_let_go_of() -> None:
    play = waiting_one(Play())
    play.tap(ev.Action.AGAIN)
    assert "stuck" in play.wait(20.0)
    assert detail(play).note == Text("staff_waiting.slow")
    assert actions(play)[0] == ("again", True)
    late = play.ever(e.Retry)[-1]
    play.do(ev.Retried(late.ref, "op-1", "accepted"))
    assert play.effects == ()


def test_a_try_that_the_journal_refuses_is_told() -> None:
    play = waiting_one(Play())
    play.tap(ev.Action.AGAIN)
    play.do(ev.JournalFailed(play.one(e.Retry).ref, "disk_full"))
    assert detail(play).note == Text("staff_coupons.no_journal")
    assert actions(play)[0] == ("again", True)


def test_a_question_without_an_end_is_let_go_of() -> None:
    play = waiting(Play(), DOUBT)
    play.tap(ev.Action.OPEN, DOUBT.id)
    assert "stuck" in play.wait(20.0)
    assert shown(play).note == Text("staff_coupons.no_journal")


def test_who_goes_back_is_not_followed_by_the_answer() -> None:
    play = waiting_one(Play())
    play.tap(ev.Action.AGAIN)
    retry = play.one(e.Retry)
    play.tap(ev.Action.BACK)
    listed(play, DOUBT)
    play.do(ev.Retried(retry.ref, "op-1", "accepted"))
    assert isinstance(play.kiosk.stage, StaffWaiting)
    # nor does an answer of another kind mean anything here
    play.tap(ev.Action.OPEN, DOUBT.id)
    asked = play.kiosk
    play.do(ev.GivenUp(play.one(e.OpenWaiting).ref, "op-1", True))
    assert play.kiosk == asked


# -- given up ------------------------------------------------------------------------------------------


def give_up(play: Play, reason: str = "checked_not_booked") -> None:
    play.tap(ev.Action.GIVE_UP)
    play.tap(ev.Action.GIVE_UP, reason)
    play.wait(0.5)


def test_given_up_with_a_reason_and_a_second_touch() -> None:
    play = waiting_one(Play())
    play.tap(ev.Action.GIVE_UP)
    assert play.effects == ()
    assert shown(play).headline == Text("staff_waiting.choose")
    assert shown(play).note == Text("staff_waiting.risk_doubt")
    reasons = [one.button.value for one in shown(play).entries]
    assert reasons == ["checked_booked", "checked_not_booked", "customer_gone", "mistake"]
    play.tap(ev.Action.GIVE_UP, "because")
    play.tap(ev.Action.CONFIRM)
    assert play.effects == ()
    play.tap(ev.Action.GIVE_UP, "mistake")
    assert play.effects == ()
    assert detail(play).headline == Text("staff_waiting.sure")
    assert detail(play).facts == (
        Text("staff_waiting.redeem_points", n=20),
        Text("staff_waiting.reason_mistake"),
    )
    play.tap(ev.Action.CONFIRM)
    assert play.effects == (), "the second half of a double tap"
    play.wait(0.5)
    play.tap(ev.Action.CONFIRM)
    done = play.one(e.GiveUp)
    assert (done.operation_id, done.reason, done.person) == ("op-1", "mistake", "Deniz")
    play.tap(ev.Action.CONFIRM)
    assert play.effects == ()
    play.do(ev.GivenUp(done.ref, "op-1", True))
    listed(play)
    assert shown(play).note == Text("staff_waiting.given_up")


@pytest.mark.parametrize(
    ("one", "risk"),
    [
        (DOUBT, "staff_waiting.risk_doubt"),
        (replace(DOUBT, state=S.SENT), "staff_waiting.risk_doubt"),
        (replace(DOUBT, state=S.PENDING, attempts=2), "staff_waiting.risk_doubt"),
        (COUPON_DOUBT, "staff_waiting.risk_coupon"),
        (replace(COUPON_DOUBT, state=S.PENDING, attempts=0), "staff_waiting.risk_none"),
        (replace(DOUBT, state=S.CHALLENGED), "staff_waiting.risk_none"),
        (replace(DOUBT, state=S.PENDING, attempts=0), "staff_waiting.risk_none"),
        (VISIT, "staff_waiting.risk_none"),
    ],
)
def test_what_may_have_been_booked_is_never_given_up_without_saying_so(one: Waiting, risk: str) -> None:
    play = waiting_one(Play(), one)
    play.tap(ev.Action.GIVE_UP)
    assert shown(play).note == Text(risk)
    play.tap(ev.Action.GIVE_UP, "mistake")
    assert detail(play).detail == Text(risk)


def test_giving_up_can_be_thought_better_of_step_by_step() -> None:
    play = waiting_one(Play())
    give_up(play)
    play.tap(ev.Action.BACK)
    assert shown(play).headline == Text("staff_waiting.choose")
    play.tap(ev.Action.BACK)
    assert detail(play).headline == Text("staff_waiting.redeem_points", n=20)
    play.tap(ev.Action.CONFIRM)
    assert play.effects == ()


def test_it_came_to_its_end_before_it_was_given_up() -> None:
    play = waiting_one(Play())
    give_up(play)
    play.tap(ev.Action.CONFIRM)
    play.do(ev.GivenUp(play.one(e.GiveUp).ref, "op-1", False))
    listed(play)
    assert shown(play).note == Text("staff_waiting.over")


def test_staff_leave_and_nothing_of_it_is_left() -> None:
    play = waiting_one(Play())
    assert isinstance(play.kiosk.stage, StaffWaitingOne)
    play.tap(ev.Action.LEAVE)
    assert play.stage == "Attract"
    assert "op-1" not in repr(play.kiosk)
    assert ANNA.masked_email not in repr(play.kiosk)
