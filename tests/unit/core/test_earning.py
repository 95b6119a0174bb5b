"""From the first send to the coupon: one id, one settlement, no number that the server did not say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.challenge import Phase
from kiosk.core.model import (
    Balance,
    History,
    OperationState,
    PrinterState,
    Visit,
)
from kiosk.core.rules import DAY, REWARD_TIME, Rules
from kiosk.core.state import BalanceNote, Earning, Problem, Rewarded, Showing, Trouble
from tests.support.play import ANNA, BEN, COUPON, RECORD, Play, operation

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
SHARED = Rules(cooldown=DAY, daily_limit=1, visit_key=b"key")


def phase(play: Play) -> Phase:
    assert isinstance(play.kiosk.stage, Earning)
    return play.kiosk.stage.run.phase


def trouble(play: Play) -> Trouble | None:
    stage = play.kiosk.stage
    return stage.trouble if isinstance(stage, Problem) else None


def marks(play: Play) -> list[tuple[OperationState, str]]:
    return [(mark.state, mark.reason) for mark in play.ever(e.Mark)]


# -- on disk first ---------------------------------------------------------------------------------


def test_nothing_is_sent_before_it_is_on_disk_and_then_once() -> None:
    play = Play().known()
    play.recalled()
    play.do(ev.Recorded("another"))
    assert not play.ever(e.Send)
    play.recorded()
    send = play.one(e.Send)
    assert (send.attempt, send.pin) == (1, None)
    assert send.operation == play.ever(e.Record)[-1].operation
    play.recorded()
    assert len(play.ever(e.Send)) == 1


def test_an_acceptance_is_shown_when_it_is_on_disk() -> None:
    play = Play().sending()
    play.do(ev.Settled(play.ever(e.Send)[-1].operation.id))
    assert play.stage == "Earning"
    play.answered(o.Accepted(Balance(8, 30)))
    assert play.stage == "Earning"
    settle = play.one(e.Settle)
    assert (settle.balance, settle.coupon, settle.print_now) == (Balance(8, 30), None, True)
    play.answered(o.Accepted(Balance(9, 30)))  # the same answer once more
    assert not play.effects
    play.settled()
    assert isinstance(play.kiosk.stage, Rewarded)
    assert play.kiosk.stage.balance == Balance(8, 30)
    assert play.one(e.Cue) == e.Cue(e.Sound.SUCCESS)


@pytest.mark.parametrize("printer", PrinterState)
def test_a_coupon_is_printed_by_itself_only_where_it_can_be(printer: PrinterState) -> None:
    play = Play(printer=printer).sending()
    play.answered(o.Accepted(Balance(0, 30), COUPON))
    assert play.one(e.Settle).print_now is (printer in ("ready", "paper_low"))


def test_the_coupon_takes_the_screen_after_the_animation_or_a_touch() -> None:
    play = Play().rewarded(COUPON)
    assert play.one(e.Cue) == e.Cue(e.Sound.REWARD)
    assert play.view.screen == "reward"
    assert play.wait(REWARD_TIME) == ["coupon"]
    assert play.view.screen == "coupon"
    play = Play().rewarded(COUPON)
    play.tap(ev.Action.CONTINUE)
    assert play.view.screen == "coupon"


# -- the PIN ---------------------------------------------------------------------------------------


def test_a_strict_shop_asks_and_the_kiosk_remembers() -> None:
    play = Play().asking()
    assert phase(play) is Phase.ASKING
    assert play.kiosk.health.strict
    assert play.of(e.Remember) == [e.Remember("strict_seen", "yes")]
    assert marks(play) == [(OperationState.CHALLENGED, "pin_required")]


def test_a_shop_that_is_strict_no_longer_is_believed() -> None:
    """Its owner tried Strict for a day: the kiosk may keep visits again."""
    play = Play().asking()
    play.tap(ev.Action.LEAVE)
    play.wait(10.0)
    play.sending(BEN).answered(o.Accepted(Balance(3, 0)))
    assert not play.kiosk.health.strict
    assert play.of(e.Remember) == [e.Remember("strict_seen", "")]
    play = Play().sending()
    play.answered(o.Accepted(Balance(8, 30)))
    assert not play.of(e.Remember)


def test_an_acceptance_that_may_be_an_earlier_ones_proves_nothing() -> None:
    """The server may know the id before it thinks of a PIN."""
    play = Play().asking()
    play.type("1234")
    play.answered(o.Accepted(Balance(8, 30)))
    assert play.kiosk.health.strict
    for rules, history, outcomes in (
        (Rules(), (), (o.Unavailable(o.Trouble.TIMEOUT), o.Accepted(Balance(8, 30)))),
        (Rules(), (Visit(operation(), OperationState.UNKNOWN),), (o.Accepted(Balance(8, 30)),)),
        (SHARED, (), (o.Accepted(Balance(8, 30)),)),
        (Rules(), (), (o.AlreadyApplied(),)),
    ):
        play = Play(rules)
        play.do(ev.Replayed(operation(id="other"), o.PinRequired()))
        play.known().recalled(History(history))
        if not history:
            play.recorded()
        for outcome in outcomes:
            play.answered(outcome)
            play.wait(0.5)
        assert play.ever(e.Settle)
        assert play.kiosk.health.strict


def test_the_pin_goes_with_the_same_operation() -> None:
    play = Play().asking()
    play.tap(ev.Action.DIGIT, "0")
    assert play.tap(ev.Action.CONFIRM) == ()
    play.tap(ev.Action.DIGIT, "5")
    play.tap(ev.Action.ERASE)
    play.type("4")
    send = play.one(e.Send)
    assert (send.pin, send.attempt) == ("04", 2)
    assert send.operation == play.ever(e.Record)[-1].operation
    play.answered(o.PinInvalid("ch", 2))
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]
    play.type("0007")
    play.answered(o.Accepted(Balance(8, 30)))
    play.settled()
    assert play.stage == "Rewarded"
    assert len({each.operation.id for each in play.ever(e.Send)}) == 1


def test_a_dead_pin_becomes_a_new_challenge_on_the_persons_word_only() -> None:
    play = Play().asking()
    for round_ in range(3):
        play.type("11")
        play.answered(o.PinExhausted())
        if round_ < 2:
            assert phase(play) is Phase.TELLING
            assert not play.of(e.Send)
            play.tap(ev.Action.NEW_CODE)
            assert play.one(e.Send).pin is None
            play.answered(o.PinRequired("ch", 3))
    assert trouble(play) is Trouble.PIN_FAILED
    assert marks(play)[-1] == (OperationState.ABANDONED, "pin_exhausted")


def test_a_new_code_can_be_had_three_times_only() -> None:
    play = Play().asking()
    for _ in range(2):
        play.tap(ev.Action.NEW_CODE)
        play.answered(o.PinRequired())
    assert play.tap(ev.Action.NEW_CODE) == ()


def test_stopping_in_doubt_leaves_it_to_the_outbox() -> None:
    """The PIN may be used up because the request that was never answered was applied with it."""
    play = Play().asking()
    for _ in range(2):
        play.tap(ev.Action.NEW_CODE)
        play.answered(o.PinRequired())
    play.type("11")
    play.answered(TIMEOUT)
    play.wait(0.5)
    assert play.ever(e.Send)[-1].pin == "11"
    play.answered(o.PinInvalid("ch", 0))
    assert trouble(play) is Trouble.PIN_FAILED
    assert play.one(e.Release).operation == play.ever(e.Send)[0].operation


# -- refusals, waits, troubles ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (o.NotFound(), Trouble.UNKNOWN_MEMBER),
        (o.BadKey(), Trouble.UNAVAILABLE),
        (o.SubscriptionLapsed(), Trouble.UNAVAILABLE),
        (o.InsufficientBalance(), Trouble.REFUSED),
        (o.ManualCodeDisabled(), Trouble.REFUSED),
        (o.AlreadyUsed(), Trouble.REFUSED),
        (o.Refused("brand_new", 400), Trouble.REFUSED),
    ],
)
def test_a_refusal_is_final_and_in_words(outcome: o.SendOutcome, expected: Trouble) -> None:
    play = Play().sending()
    play.answered(outcome)
    assert trouble(play) is expected
    assert marks(play) == [(OperationState.REFUSED, o.name(outcome))]


@pytest.mark.parametrize("outcome", [o.BadKey(), o.SubscriptionLapsed()])
def test_a_bad_key_does_not_undo_what_an_earlier_send_may_have_done(outcome: o.SendOutcome) -> None:
    play = Play().sending()
    play.answered(TIMEOUT)
    play.wait(0.5)
    play.answered(outcome)
    assert marks(play) == [(OperationState.UNKNOWN, "unanswered")]
    assert play.of(e.Release)


def test_a_rate_limit_repeats_the_same_request_with_the_same_pin() -> None:
    play = Play().asking()
    play.type("04")
    play.answered(o.RateLimited(30.0))
    assert play.view.screen == "pin"
    assert play.wait(30.0) == ["resend"]
    send = play.ever(e.Send)[-1]
    assert (send.pin, send.attempt) == ("04", 3)
    play.answered(o.PinInvalid("ch", 2))
    assert phase(play) is Phase.ASKING


@pytest.mark.parametrize("pin", [True, False])
def test_a_rate_limit_without_end_lets_the_screen_go(pin: bool) -> None:
    play = Play().asking() if pin else Play().sending()
    if pin:
        play.type("04")
    began = play.mono
    while isinstance(play.kiosk.stage, Earning):
        if phase(play) is Phase.SENDING:
            play.answered(o.RateLimited())
        play.wait(1.0)
        assert play.mono - began < 200
    assert play.mono - began > 60
    if pin:  # not applied, and nobody else has the PIN: it does not go on by itself
        assert trouble(play) is Trouble.UNAVAILABLE
        assert marks(play)[-1][0] is OperationState.ABANDONED
    else:
        assert trouble(play) is Trouble.UNSURE
        assert play.ever(e.Release)


def test_trouble_is_repeated_then_told_as_unknown_never_as_failed() -> None:
    play = Play().sending()
    while isinstance(play.kiosk.stage, Earning):
        play.answered(TIMEOUT)
        play.wait(3.0)
    assert trouble(play) is Trouble.UNSURE
    assert len(play.ever(e.Send)) >= 3
    assert marks(play) == [(OperationState.UNKNOWN, "unanswered")]
    assert [one.operation.id for one in play.ever(e.Release)] == [play.ever(e.Send)[0].operation.id]


def test_trouble_does_not_keep_the_person_waiting_longer_than_a_touch_does() -> None:
    """Answers that bring nothing new are no sign of life."""
    play = Play().sending()
    touched = play.kiosk.stage.session.touched  # type: ignore[union-attr]
    play.wait(2.0)
    play.answered(TIMEOUT)
    assert play.kiosk.stage.session.touched == touched  # type: ignore[union-attr]


# -- applied before --------------------------------------------------------------------------------


def already(rules: Rules | None = None) -> Play:
    play = Play(rules or Rules()).sending()
    play.answered(o.AlreadyApplied())
    return play


def test_applied_before_shows_the_reward_with_a_fresh_number() -> None:
    play = already()
    assert play.one(e.Settle).balance is None
    play.settled()
    lookup = play.one(e.Lookup)
    assert lookup.code == ANNA.code
    play.settled()
    assert play.effects == ()
    play.looked_up(o.Found(replace(ANNA, balance=Balance(8, 30))))
    assert isinstance(play.kiosk.stage, Rewarded)
    assert play.kiosk.stage.balance == Balance(8, 30)


@pytest.mark.parametrize(
    "outcome",
    [TIMEOUT, o.RateLimited(), o.NotFound(), o.Found(replace(ANNA, code=1, balance=Balance(99, 99)))],
)
def test_without_a_fresh_answer_there_is_no_number(outcome: o.LookupOutcome) -> None:
    play = already()
    play.settled()
    play.looked_up(outcome)
    assert isinstance(play.kiosk.stage, Rewarded)
    assert play.kiosk.stage.balance is None


def test_the_sessions_first_lookup_answered_twice_does_not_pass_for_the_fresh_number() -> None:
    play = Play().sending()
    first = play.ever(e.Lookup)[0]
    play.answered(o.AlreadyApplied())
    for _ in range(2):  # before it is on disk, and after
        play.do(ev.LookedUp(first.session, first.attempt, o.Found(ANNA)))
        assert play.stage == "Earning"
        play.settled()


def test_a_fresh_number_before_the_settlement_waits_for_it() -> None:
    play = already()
    play.do(ev.LookedUp(play.session, 0, o.Found(ANNA)))
    assert play.stage == "Earning"


@pytest.mark.parametrize(
    ("of", "after", "filled"),
    [
        (8, 0, True),
        (0, 0, True),  # not known how many make a card
        (10, 0, False),  # 7 and 1 do not fill it: the others were spent elsewhere
        (8, 3, False),
        (8, 8, False),
    ],
)
def test_a_card_that_filled_in_a_lost_answer_is_told(of: int, after: int, filled: bool) -> None:
    play = already(Rules(stamps_per_card=of))
    play.settled()
    play.looked_up(o.Found(replace(ANNA, balance=Balance(after, 30))))
    assert isinstance(play.kiosk.stage, Rewarded)
    assert play.kiosk.stage.in_app is filled


def test_fewer_stamps_after_the_first_answer_are_no_full_card() -> None:
    """That answer would have had the coupon. At another kiosk stamps were redeemed meanwhile."""
    play = Play(Rules(stamps_per_card=8)).sending()
    play.answered(o.Accepted(Balance(0, 30)))
    play.settled()
    assert isinstance(play.kiosk.stage, Rewarded)
    assert not play.kiosk.stage.in_app


def test_a_card_that_the_same_visit_filled_at_another_kiosk_is_told() -> None:
    play = Play(replace(SHARED, stamps_per_card=8)).sending()
    play.answered(o.Accepted(Balance(0, 30)))
    play.settled()
    assert isinstance(play.kiosk.stage, Rewarded)
    assert play.kiosk.stage.in_app


def test_another_kiosk_had_it_today() -> None:
    for outcome in (o.Accepted(ANNA.balance), o.AlreadyApplied()):
        play = Play(SHARED).sending()
        play.answered(outcome)
        play.settled()
        if isinstance(outcome, o.AlreadyApplied):
            play.looked_up(o.Found(ANNA))
        stage = play.kiosk.stage
        assert isinstance(stage, Showing)
        assert (stage.note, stage.member.balance) == (BalanceNote.ALREADY, ANNA.balance)
        assert stage.next_at == play.local.replace(hour=0) + timedelta(days=1)


def test_applied_before_by_our_own_lost_send_is_a_reward() -> None:
    play = Play(SHARED).sending()
    play.answered(TIMEOUT)
    play.wait(0.5)
    play.answered(o.AlreadyApplied())
    play.settled()
    play.looked_up(o.Found(replace(ANNA, balance=Balance(8, 30))))
    assert play.stage == "Rewarded"


def test_another_kiosk_had_it_and_nobody_says_the_balance() -> None:
    play = already(SHARED)
    play.settled()
    play.looked_up(TIMEOUT)
    assert isinstance(play.kiosk.stage, Showing)
    assert play.kiosk.stage.member.balance == ANNA.balance  # this session's own lookup


def test_an_earlier_coupon_is_offered_with_the_reward_too() -> None:
    play = Play()
    play.scan()
    play.looked_up(o.Found(ANNA))
    play.recalled(History(coupons=(RECORD,)))
    play.recorded()
    play.answered(o.Accepted(Balance(8, 30)))
    play.settled()
    assert [button.action for button in play.view.buttons] == ["leave", "show_coupon"]
    reward = play.view.body
    play.tap(ev.Action.SHOW_COUPON, RECORD.coupon.id)
    assert play.view.screen == "coupon"
    play.tap(ev.Action.BACK)
    assert play.view.body == reward
