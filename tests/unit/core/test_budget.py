"""The budget of requests: what it promises, searched for counterexamples."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import budget
from kiosk.core.budget import LEAST_SHARE, LONGEST_WAIT, Bucket, full, limited, rate, size, take
from kiosk.core.rules import RATE_LIMIT_WAIT

LIMITS = st.sampled_from([6, 10, 30, 60, 200])
GAPS = st.lists(st.one_of(st.just(0.0), st.floats(0, 5), st.floats(0, 90)), min_size=1, max_size=120)


def most_in_a_minute(times: list[float]) -> int:
    most, window = 0, deque[float]()
    for at in times:
        window.append(at)
        while window[0] <= at - 60:
            window.popleft()
        most = max(most, len(window))
    return most


@given(limit=LIMITS, gaps=GAPS, each=st.integers(1, 40))
def test_never_more_than_the_limit_in_any_minute_whatever_is_asked(
    limit: int, gaps: list[float], each: int
) -> None:
    bucket, at, sent = full(limit, 0.0), 0.0, list[float]()
    for gap in gaps:
        at += gap
        for _ in range(each):
            bucket, wait = take(bucket, at)
            if wait == 0.0:
                sent.append(at)
    assert most_in_a_minute(sent) <= limit


@given(limit=LIMITS, gaps=GAPS, last=st.booleans())
def test_who_waits_as_long_as_was_said_is_served(limit: int, gaps: list[float], last: bool) -> None:
    bucket, at = full(limit, 0.0), 0.0
    for gap in gaps:
        at += gap
        bucket, wait = take(bucket, at, last=last)
        if wait:
            at += wait + 1e-3
            bucket, wait = take(bucket, at, last=last)
            assert wait == 0.0


@given(
    limit=LIMITS,
    strikes=st.lists(st.tuples(st.floats(0, 200), st.one_of(st.none(), st.floats(1, 120))), max_size=20),
    chance=st.floats(0, 1),
)
def test_after_a_rate_limit_nothing_is_sent_before_its_time_and_less_than_before_after_it(
    limit: int, strikes: list[tuple[float, float | None]], chance: float
) -> None:
    bucket, at = full(limit, 0.0), 0.0
    for gap, told in strikes:
        at += gap
        before = take(bucket, at)[0].share if at >= bucket.shut else bucket.share
        was_shut = at < bucket.shut
        bucket, wait = limited(bucket, at, told, chance)
        assert wait > (told or 0.0) - 1e-6
        assert take(bucket, at)[1] == pytest.approx(max(wait, budget.LEAST_WAIT))
        assert take(bucket, at + wait - 0.1)[1] > 0
        assert take(bucket, at + wait + 1e-6)[1] == 0.0
        # one request then: whether it is over is for the server to say
        assert take(take(bucket, at + wait + 1e-6)[0], at + wait + 1e-6)[1] > 0
        assert LEAST_SHARE <= bucket.share <= 1
        assert bucket.share == pytest.approx(before if was_shut else max(LEAST_SHARE, before / 2))


@given(limit=LIMITS, strikes=st.integers(1, 10))
def test_the_whole_share_comes_back_by_itself(limit: int, strikes: int) -> None:
    bucket, at = full(limit, 0.0), 0.0
    for _ in range(strikes):
        bucket, wait = limited(bucket, at, None, 0.5)
        at += wait + 1
    bucket, wait = take(bucket, at + 600)
    assert (bucket.share, wait) == (1.0, 0.0)
    assert bucket.tokens == pytest.approx(size(full(limit, 0.0)) - 1)


@given(limit=LIMITS, share=st.floats(LEAST_SHARE, 1), asked=st.integers(1, 100))
def test_what_nobody_waits_for_leaves_a_request_to_who_stands_there(
    limit: int, share: float, asked: int
) -> None:
    bucket = take(Bucket(limit, 1000.0, 0.0, share), 0.0)[0]
    for _ in range(asked):
        bucket, _ = take(bucket, 0.0, last=True)
    assert take(bucket, 0.0)[1] == 0.0


@given(share=st.floats(LEAST_SHARE, 1), limit=LIMITS)
def test_what_nobody_waits_for_gets_its_turn_however_small_the_share(limit: int, share: float) -> None:
    bucket = Bucket(limit, 0.0, 0.0, share)
    at, tries = 0.0, 0
    while (wait := take(bucket, at, last=True)[1]) > 0:
        # The share grows meanwhile, and with it what is left to those who stand there.
        at, tries = at + wait + 1e-3, tries + 1
    assert tries < 30
    assert at < 900


def test_without_a_limit_only_the_servers_own_word_makes_it_wait() -> None:
    bucket = full(0, 0.0)
    for _ in range(1000):
        bucket, wait = take(bucket, 1.0)
        assert wait == 0.0
    bucket, wait = limited(bucket, 1.0, 5.0, 0.0)
    assert (wait, take(bucket, 2.0)[1], take(bucket, 6.1)[1]) == (5.0, 4.0, 0.0)


def test_waits_double_from_strike_to_strike_and_begin_anew_after_an_answer() -> None:
    bucket, at, waits = full(30, 0.0), 0.0, list[float]()
    for _ in range(6):
        bucket, wait = limited(bucket, at, None, 0.0)
        waits.append(wait)
        at += wait
    assert waits == [2, 4, 8, 16, LONGEST_WAIT, LONGEST_WAIT]
    assert limited(budget.answered(bucket), at, None, 0.0)[1] == RATE_LIMIT_WAIT


def test_answers_to_requests_of_one_moment_are_one_strike() -> None:
    bucket, _ = limited(full(30, 0.0), 0.0, None, 0.0)
    again, wait = limited(bucket, 0.1, None, 1.0)
    assert (again.share, again.strikes) == (bucket.share, bucket.strikes)
    assert wait == pytest.approx(1.9)
    later, wait = limited(bucket, 0.1, 20.0, 0.0)
    assert (later.share, wait) == (bucket.share, pytest.approx(20.0))


def test_two_that_are_told_off_together_do_not_come_back_together() -> None:
    dice = random.Random(6)
    waits = {round(limited(full(30, 0.0), 0.0, told, dice.random())[1], 2) for told in (None, 7.0) * 20}
    assert len(waits) > 30
    assert min(waits) >= RATE_LIMIT_WAIT / 2


# -- several kiosks, one key ---------------------------------------------------------------------------


@dataclass
class Minute:
    """A server that counts what it admitted in the last 60 seconds, or since the minute began."""

    limit: int
    slides: bool
    tells: bool
    seen: deque[float] = field(default_factory=deque)
    refused: int = 0

    def ask(self, at: float) -> float | None:
        """Seconds to wait, -1 when it does not say; None: admitted."""
        since = at - 60 if self.slides else at // 60 * 60
        while self.seen and self.seen[0] < since:
            self.seen.popleft()
        if len(self.seen) < self.limit:
            self.seen.append(at)
            return None
        self.refused += 1
        opens = self.seen[0] + 60 if self.slides else at // 60 * 60 + 60
        return max(1.0, opens - at) if self.tells else -1.0


@pytest.mark.parametrize("slides", [True, False], ids=["sliding", "by the clock"])
@pytest.mark.parametrize("tells", [True, False], ids=["retry-after", "silent"])
@pytest.mark.parametrize("kiosks", [2, 3, 5])
def test_greedy_kiosks_share_the_limit_and_none_starves(kiosks: int, tells: bool, slides: bool) -> None:
    """Each asks without end, for an hour: the worst that cameras can do."""
    dice, server = random.Random(kiosks), Minute(30, slides, tells)
    buckets = [full(30, 0.0) for _ in range(kiosks)]
    served: list[list[float]] = [[0.0] for _ in range(kiosks)]
    turn = [dice.random() for _ in range(kiosks)]
    while (at := min(turn)) < 3600:
        who = turn.index(at)
        buckets[who], wait = take(buckets[who], at)
        if not wait:
            answer = server.ask(at)
            if answer is None:
                served[who].append(at)
                buckets[who] = budget.answered(buckets[who])
                wait = 0.05
            else:
                told = None if answer < 0 else answer
                buckets[who], wait = limited(buckets[who], at, told, dice.random())
        turn[who] = at + wait + 0.01
    counts = [len(times) - 1 for times in served]
    fair = sum(counts) / kiosks
    assert sum(counts) > 0.5 * 30 * 60  # most of what there is is used,
    assert server.refused < 0.2 * sum(counts)  # with few refusals,
    assert min(counts) > 0.6 * fair  # nobody is left out,
    longest = max(b - a for times in served for a, b in pairwise(times))
    assert longest < 75  # and nobody waits longer than who stands there is kept waiting.


def test_alone_it_never_hears_of_a_limit() -> None:
    bucket, server, at = full(30, 0.0), Minute(30, True, True), 0.0
    while at < 3600:
        bucket, wait = take(bucket, at)
        if not wait:
            assert server.ask(at) is None
        at += max(wait, 0.05)
    assert rate(bucket) == pytest.approx(20 / 60)
