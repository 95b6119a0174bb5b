"""The PIN loop: every cell of its table, and what tries, rounds, waits and doubt do to it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import challenge as c
from kiosk.core import outcomes as o
from kiosk.core.challenge import Move, Notice, Phase, Run, Sort
from kiosk.core.model import Balance
from kiosk.core.rules import (
    MOST_ROUNDS,
    PATIENCE_FOR_ANSWER,
    RATE_LIMIT_MOST,
    RATE_LIMIT_WAIT,
    REPEAT_AFTER,
)
from tests.support.play import operation

AT = 500.0

# Written by hand: what an answer means while a request is out. In every other phase: nothing.
EXPECTED: dict[Sort, tuple[Move, Phase]] = {
    Sort.APPLIED: (Move.SETTLE, Phase.DONE),
    Sort.PIN_REQUIRED: (Move.ASK, Phase.ASKING),
    Sort.PIN_WRONG: (Move.ASK_AGAIN, Phase.ASKING),
    Sort.PIN_DEAD: (Move.TELL, Phase.TELLING),
    Sort.REFUSED: (Move.REFUSE, Phase.DONE),
    Sort.LIMITED: (Move.WAIT, Phase.PAUSED),
    Sort.TROUBLE: (Move.REPEAT, Phase.PAUSED),
}

# Every outcome a send can have, sorted by hand.
SORTED: list[tuple[o.SendOutcome, Sort]] = [
    (o.Accepted(Balance(1, 1)), Sort.APPLIED),
    (o.AlreadyApplied(), Sort.APPLIED),
    (o.CouponRedeemed("Free coffee"), Sort.APPLIED),
    (o.PinRequired("ch", 3), Sort.PIN_REQUIRED),
    (o.PinRequired(), Sort.PIN_REQUIRED),
    (o.PinInvalid("ch", 2), Sort.PIN_WRONG),
    (o.PinInvalid("ch", None), Sort.PIN_WRONG),
    (o.PinInvalid("ch", 0), Sort.PIN_DEAD),
    (o.PinExpired(), Sort.PIN_DEAD),
    (o.PinExhausted(), Sort.PIN_DEAD),
    (o.RateLimited(), Sort.LIMITED),
    (o.RateLimited(5.0), Sort.LIMITED),
    *[(o.Unavailable(trouble, reached=True), Sort.TROUBLE) for trouble in o.Trouble],
    (o.Unavailable(o.Trouble.DNS, reached=False), Sort.TROUBLE),
    (o.ManualCodeDisabled(), Sort.REFUSED),
    (o.InsufficientBalance(), Sort.REFUSED),
    (o.NotFound(), Sort.REFUSED),
    (o.AlreadyUsed(), Sort.REFUSED),
    (o.BadKey(), Sort.REFUSED),
    (o.SubscriptionLapsed(), Sort.REFUSED),
    (o.Refused("something_new", 422), Sort.REFUSED),
]
EXAMPLE = {sort: outcome for outcome, sort in reversed(SORTED)}


def out(**changed: object) -> Run:
    """A run with its first request out."""
    return replace(c.sent(Run(operation())), **changed)  # type: ignore[arg-type]


def test_the_table_has_every_cell() -> None:
    assert set(c.TABLE) == {(phase, sort) for phase in Phase for sort in Sort}
    assert set(c.NEXT_PHASE) == set(Move) - {Move.IGNORE}
    assert set(EXPECTED) == set(Sort)
    assert {sort for _, sort in SORTED} == set(Sort)
    assert {type(outcome) for outcome, _ in SORTED} == set(o.SendOutcome.__args__)


@pytest.mark.parametrize(("phase", "sort"), sorted(c.TABLE))
def test_every_cell(phase: Phase, sort: Sort) -> None:
    run = out(phase=phase, pin="04")
    after, move = c.answer(run, run.attempt, EXAMPLE[sort], AT)
    if phase is Phase.SENDING:
        assert (move, after.phase) == EXPECTED[sort]
        assert after.operation is run.operation
    else:
        assert (move, after) == (Move.IGNORE, run)


@pytest.mark.parametrize(
    ("outcome", "sort"), SORTED, ids=lambda value: str(getattr(value, "value", "")) or None
)
def test_every_outcome(outcome: o.SendOutcome, sort: Sort) -> None:
    assert c.sort_of(outcome) is sort
    assert c.answer(out(), 1, outcome, AT)[1] is EXPECTED[sort][0]


@given(st.sampled_from([outcome for outcome, _ in SORTED]), st.integers(-5, 20))
def test_an_answer_to_an_older_attempt_is_ignored(outcome: o.SendOutcome, attempt: int) -> None:
    run = replace(out(pin="04"), attempt=7)
    after, move = c.answer(run, attempt, outcome, AT)
    assert (move is Move.IGNORE and after is run) == (attempt != 7)


# -- tries and rounds ------------------------------------------------------------------------------


def test_a_challenge_asks_and_counts_one_round() -> None:
    run, _ = c.answer(out(), 1, o.PinRequired("ch", 3), AT)
    assert (run.rounds, run.tries_left, run.notice) == (1, 3, Notice.SENT)


def test_a_wrong_pin_says_how_many_tries_are_left() -> None:
    run = out(rounds=1, tries_left=3, pin="11")
    told, _ = c.answer(run, 1, o.PinInvalid("ch", 1), AT)
    assert (told.tries_left, told.rounds, told.notice) == (1, 1, Notice.WRONG)
    untold, _ = c.answer(run, 1, o.PinInvalid("ch", None), AT)
    assert untold.tries_left == 2
    never_told, _ = c.answer(replace(run, tries_left=None), 1, o.PinInvalid("ch", None), AT)
    assert never_told.tries_left is None
    none, _ = c.answer(replace(run, tries_left=0), 1, o.PinInvalid("ch", None), AT)
    assert none.tries_left == 0


@pytest.mark.parametrize(
    ("outcome", "notice"),
    [
        (o.PinExpired(), Notice.EXPIRED),
        (o.PinExhausted(), Notice.USED_UP),
        (o.PinInvalid("ch", 0), Notice.USED_UP),
    ],
)
def test_a_dead_pin_waits_for_the_persons_word(outcome: o.SendOutcome, notice: Notice) -> None:
    run, move = c.answer(out(rounds=1, pin="11", tries_left=1), 1, outcome, AT)
    assert (move, run.phase, run.notice) == (Move.TELL, Phase.TELLING, notice)
    assert (run.pin, run.tries_left, run.rounds) == (None, None, 1)


def test_after_three_rounds_it_stops() -> None:
    for rounds in range(MOST_ROUNDS + 2):
        run, move = c.answer(out(rounds=rounds, pin="11"), 1, o.PinExhausted(), AT)
        assert move is (Move.TELL if rounds < MOST_ROUNDS else Move.STOP)
        assert run.phase is (Phase.TELLING if rounds < MOST_ROUNDS else Phase.DONE)


def test_a_server_that_asks_for_ever_is_not_followed_for_ever() -> None:
    """``pin_required`` in answer to a PIN makes a new challenge each time; those are rounds, too."""
    run, rounds = out(), 0
    while run.phase is Phase.SENDING:
        run, move = c.answer(run, run.attempt, o.PinRequired("ch", 3), AT)
        if move is Move.ASK:
            rounds += 1
            run = c.sent(run, "11")
        assert rounds <= MOST_ROUNDS
    assert (move, run.phase) == (Move.STOP, Phase.DONE)


@pytest.mark.parametrize("outcome", [o.PinInvalid("ch", 2), o.PinExpired(), o.PinExhausted()])
def test_an_answer_about_a_pin_means_that_there_is_a_challenge(outcome: o.SendOutcome) -> None:
    """The kiosk was restarted in the middle of one, and its request without a PIN is answered so."""
    assert c.answer(out(doubtful=True), 1, outcome, AT)[0].rounds == 1


# -- waiting ---------------------------------------------------------------------------------------


@given(st.integers(0, 12), st.integers(0, 3), st.sampled_from([None, "04", "0007"]), st.booleans())
def test_a_rate_limit_leaves_pin_rounds_and_tries_alone(
    limits: int, rounds: int, pin: str | None, doubtful: bool
) -> None:
    run = out(limits=limits, rounds=rounds, pin=pin, doubtful=doubtful, tries_left=2)
    waiting, move = c.answer(run, 1, o.RateLimited(), AT)
    assert (move, waiting.phase, waiting.limits) == (Move.WAIT, Phase.PAUSED, limits + 1)
    assert waiting.pause_ends is not None
    assert RATE_LIMIT_WAIT <= waiting.pause_ends - AT <= RATE_LIMIT_MOST
    resent = c.again(waiting)
    kept = (run.pin, run.rounds, run.tries_left, run.doubtful)
    assert (resent.pin, resent.rounds, resent.tries_left, resent.doubtful) == kept
    assert (resent.phase, resent.attempt, resent.pause_ends) == (Phase.SENDING, run.attempt + 1, None)


def test_rate_limit_waits_double_until_another_answer_comes() -> None:
    run, waits = out(), []
    for _ in range(6):
        run, _ = c.answer(run, run.attempt, o.RateLimited(), AT)
        assert run.pause_ends is not None
        waits.append(run.pause_ends - AT)
        run = c.again(run)
    assert waits == [2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    run, _ = c.answer(run, run.attempt, o.PinRequired(), AT)
    assert run.limits == 0


def test_the_servers_own_wait_is_kept() -> None:
    run, _ = c.answer(out(), 1, o.RateLimited(47.5), AT)
    assert run.pause_ends == AT + 47.5


def test_trouble_is_repeated_with_the_same_pin_until_patience_ends() -> None:
    run, at, repeats = out(pin="0007", rounds=1, tries_left=2), AT, 0
    while True:
        run, move = c.answer(run, run.attempt, o.Unavailable(o.Trouble.TIMEOUT), at)
        if move is not Move.REPEAT:
            break
        assert (run.pin, run.pause_ends, run.tries_left) == ("0007", at + REPEAT_AFTER, 2)
        run, at, repeats = c.again(run), at + 3.0, repeats + 1
    assert (move, run.phase, run.pin) == (Move.DOUBT, Phase.DONE, None)
    assert repeats == 3
    assert at - AT <= PATIENCE_FOR_ANSWER + 3.0


def test_patience_begins_anew_after_an_answer() -> None:
    run, _ = c.answer(out(), 1, o.Unavailable(o.Trouble.TIMEOUT), AT)
    run, _ = c.answer(c.again(run), 2, o.RateLimited(), AT + 7)
    assert run.trouble_since is None
    run, move = c.answer(c.again(run), 3, o.Unavailable(o.Trouble.TIMEOUT), AT + 30)
    assert move is Move.REPEAT


# -- doubt -----------------------------------------------------------------------------------------


def test_doubt_begins_with_a_request_that_may_have_arrived() -> None:
    never_left = o.Unavailable(o.Trouble.CONNECT, reached=False)
    run, _ = c.answer(out(), 1, never_left, AT)
    assert not run.doubtful
    run, _ = c.answer(c.again(run), 2, o.Unavailable(o.Trouble.TIMEOUT), AT)
    assert run.doubtful
    run, _ = c.answer(c.again(run), 3, never_left, AT)
    assert run.doubtful


def test_only_a_new_challenge_ends_doubt() -> None:
    """It proves that nothing was applied. A PIN that is wrong or dead may be so because the request
    that was never answered has used it."""
    doubtful = out(doubtful=True, rounds=1, pin="11")
    for outcome, still in [
        (o.PinRequired(), False),
        (o.PinInvalid("ch", 2), True),
        (o.PinExpired(), True),
        (o.RateLimited(), True),
    ]:
        assert c.answer(doubtful, 1, outcome, AT)[0].doubtful is still


# -- the keypad ------------------------------------------------------------------------------------


def test_digits_are_characters_and_four_at_most() -> None:
    run = out(phase=Phase.ASKING)
    for char in "00070":
        run = c.digit(run, char)
    assert run.entered == "0007"
    assert c.erase(run).entered == "000"
    assert c.erase(out(phase=Phase.ASKING)).entered == ""


@pytest.mark.parametrize("char", ["", "a", "12", "٣", "²", " "])
def test_what_is_no_digit_is_not_typed(char: str) -> None:
    assert c.digit(out(phase=Phase.ASKING), char).entered == ""


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.ASKING])
def test_nothing_is_typed_while_nothing_is_asked(phase: Phase) -> None:
    run = out(phase=phase)
    assert c.digit(run, "1") == run
    assert not c.complete(replace(run, entered="11"))


@pytest.mark.parametrize(
    ("entered", "whole"), [("", False), ("1", False), ("04", True), ("123", False), ("0007", True)]
)
def test_a_pin_has_two_or_four_digits(entered: str, whole: bool) -> None:
    assert c.complete(out(phase=Phase.ASKING, entered=entered)) is whole


@given(st.sampled_from([outcome for outcome, _ in SORTED]), st.integers(0, 4))
def test_a_pin_is_kept_only_for_repeating_its_own_request(outcome: o.SendOutcome, rounds: int) -> None:
    run, move = c.answer(out(pin="8231", rounds=rounds), 1, outcome, AT)
    assert (run.pin is not None) == (move in (Move.WAIT, Move.REPEAT))
    assert run.entered == ""
    assert "8231" not in repr(run)
