"""The visit policy: who may earn when, on ordinary days and on those when the clocks change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.model import (
    Balance,
    CardType,
    History,
    IssuedCoupon,
    Moment,
    OperationKind,
    OperationState,
    Visit,
)
from kiosk.core.rules import DAY, Rules
from kiosk.core.visits import (
    BalanceOnly,
    Decision,
    Earn,
    NotYet,
    Resume,
    changed_nothing,
    decide,
    remembered,
    tomorrow,
    under,
    window_start,
)
from tests.support.play import ANNA, operation

ISTANBUL = ZoneInfo("Europe/Istanbul")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 10, 14, 0, tzinfo=ISTANBUL)
FOUR_HOURS = Rules(cooldown=timedelta(hours=4), daily_limit=0)
SHARED = Rules(cooldown=DAY, daily_limit=1, visit_key=b"key")


def moment(local: datetime) -> Moment:
    return Moment(0.0, local, 99)


def visit(at: datetime, state: OperationState = OperationState.ACCEPTED, name: str = "op-1") -> Visit:
    """As the journal gives it back: in UTC."""
    return Visit(operation(id=name, created_at=at.astimezone(UTC)), state)


def decision(rules: Rules, now: datetime, *earlier: datetime) -> Decision:
    newest_first = sorted(earlier, reverse=True)
    return decide(rules, ANNA, History(tuple(visit(at) for at in newest_first)), moment(now))


def test_a_first_visit_earns_what_the_shop_gives() -> None:
    rules = Rules(card=CardType.POINT)
    made = decide(rules, ANNA, History(), moment(NOW), origin="kept")
    assert isinstance(made, Earn)
    one = made.operation
    assert (one.kind, one.card, one.amount) == (OperationKind.EARN, CardType.POINT, rules.amount)
    assert (one.member_code, one.before, one.created_at) == (ANNA.code, ANNA.balance, NOW)
    assert (one.origin, one.token, one.manual_code) == ("kept", None, False)


def test_a_kiosk_without_a_card_shows_balances_only() -> None:
    assert decide(Rules(card=None), ANNA, History(), moment(NOW)) == BalanceOnly()


@pytest.mark.parametrize(
    ("cooldown", "ago", "wait"),
    [
        (timedelta(0), timedelta(0), None),
        (timedelta(minutes=30), timedelta(minutes=29, seconds=59), timedelta(seconds=1)),
        (timedelta(minutes=30), timedelta(minutes=30), None),
        (timedelta(hours=4), timedelta(hours=1), timedelta(hours=3)),
        (timedelta(hours=4), timedelta(hours=4), None),
        (timedelta(hours=72), timedelta(hours=71), timedelta(hours=1)),
        (timedelta(hours=72), timedelta(hours=72), None),
    ],
)
def test_the_cooldown(cooldown: timedelta, ago: timedelta, wait: timedelta | None) -> None:
    made = decision(Rules(cooldown=cooldown, daily_limit=0), NOW, NOW - ago)
    if wait is None:
        assert isinstance(made, Earn)
    else:
        assert made == NotYet(NOW + wait)


def test_one_visit_a_day_means_the_shops_calendar() -> None:
    rules = Rules(cooldown=DAY, daily_limit=0)
    today = datetime(2026, 3, 10, 0, 5, tzinfo=ISTANBUL)
    assert decision(rules, NOW, today) == NotYet(datetime(2026, 3, 11, tzinfo=ISTANBUL))
    # Five past midnight, and ten minutes ago was yesterday.
    assert isinstance(decision(rules, today, today - timedelta(minutes=10)), Earn)


def test_the_daily_limit_counts_today() -> None:
    rules = Rules(cooldown=timedelta(0), daily_limit=2)
    yesterday, early, later = NOW - timedelta(days=1), NOW - timedelta(hours=5), NOW - timedelta(hours=1)
    assert isinstance(decision(rules, NOW, yesterday, early), Earn)
    assert decision(rules, NOW, yesterday, early, later) == NotYet(datetime(2026, 3, 11, tzinfo=ISTANBUL))


def test_midnight_does_not_end_a_cooldown() -> None:
    """The third visit of three a day, at ten in the evening: told midnight, they would come too early."""
    late = datetime(2026, 3, 10, 22, 0, tzinfo=ISTANBUL)
    visits_today = (late - timedelta(hours=10), late - timedelta(hours=5), late)
    made = decision(Rules(cooldown=timedelta(hours=4), daily_limit=3), late, *visits_today)
    assert made == NotYet(datetime(2026, 3, 11, 2, 0, tzinfo=ISTANBUL))


@pytest.mark.parametrize(
    "state",
    [OperationState.PENDING, OperationState.SENT, OperationState.CHALLENGED, OperationState.UNKNOWN],
)
def test_an_unanswered_visit_is_gone_on_with(state: OperationState) -> None:
    waiting = visit(NOW - timedelta(hours=2), state, "op-waiting")
    made = decide(FOUR_HOURS, ANNA, History((visit(NOW - timedelta(hours=1)), waiting)), moment(NOW))
    assert made == Resume(waiting.operation)


def test_an_unanswered_visit_that_no_longer_counts_is_left_to_the_outbox() -> None:
    old = visit(NOW - timedelta(hours=20), OperationState.UNKNOWN)
    assert isinstance(decide(FOUR_HOURS, ANNA, History((old,)), moment(NOW)), Earn)


# -- days when the clocks change -------------------------------------------------------------------


def test_four_hours_stay_four_hours_when_the_clock_springs() -> None:
    """Berlin, 29 March 2026: 02:00 is 03:00. From 23:30 to 04:00 it is three hours and a half."""
    visited = datetime(2026, 3, 28, 23, 30, tzinfo=BERLIN)
    early = datetime(2026, 3, 29, 4, 0, tzinfo=BERLIN)
    assert decision(FOUR_HOURS, early, visited) == NotYet(datetime(2026, 3, 29, 4, 30, tzinfo=BERLIN))
    assert isinstance(decision(FOUR_HOURS, early + timedelta(minutes=30), visited), Earn)


def test_four_hours_stay_four_hours_when_the_clock_falls_back() -> None:
    """Berlin, 25 October 2026: 03:00 is 02:00 again. From 23:30 to 02:30 the second time it is four hours."""
    visited = datetime(2026, 10, 24, 23, 30, tzinfo=BERLIN)
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    second = first.replace(fold=1)
    made = decision(FOUR_HOURS, first, visited)
    assert isinstance(made, NotYet)
    assert made.next_at.astimezone(UTC) == second.astimezone(UTC)
    assert isinstance(decision(FOUR_HOURS, second, visited), Earn)


def test_in_the_hour_that_comes_twice_the_later_one_is_later() -> None:
    """A quarter of an hour to wait, by the clock on the wall; but by then it has passed long ago."""
    rules = Rules(cooldown=timedelta(minutes=30), daily_limit=0)
    visited = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN)
    assert isinstance(decision(rules, datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), visited), Earn)
    assert isinstance(decision(rules, datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), visited), NotYet)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (BERLIN, datetime(2026, 3, 29, tzinfo=UTC)),  # 23 hours long
        (BERLIN, datetime(2026, 10, 25, tzinfo=UTC)),  # 25 hours long
        (ISTANBUL, datetime(2016, 3, 27, tzinfo=UTC)),  # Istanbul's last change of clocks
        (ISTANBUL, datetime(2026, 3, 29, tzinfo=UTC)),  # where the clocks no longer change
    ],
)
def test_a_day_ends_at_midnight_however_long_it_is(zone: ZoneInfo, day: datetime) -> None:
    rules = Rules(cooldown=DAY, daily_limit=1, visit_key=b"key")
    first = day.replace(hour=0, minute=1, tzinfo=zone)
    last = day.replace(hour=23, minute=59, tzinfo=zone)
    midnight = (day + timedelta(days=1)).replace(tzinfo=zone)
    assert decision(rules, last, first) == NotYet(midnight)
    assert isinstance(decision(rules, midnight, first, last), Earn)
    assert tomorrow(first) == tomorrow(last) == midnight


# -- a clock that was wrong ------------------------------------------------------------------------


@pytest.mark.parametrize("rules", [FOUR_HOURS, SHARED, Rules(cooldown=timedelta(0), daily_limit=1)])
@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(days=3), timedelta(days=400)])
def test_a_visit_of_the_future_is_no_invitation(rules: Rules, ahead: timedelta) -> None:
    made = decision(rules, NOW, NOW + ahead)
    assert isinstance(made, NotYet)
    assert made.next_at > NOW


@given(
    st.lists(st.integers(-3000, 3000), max_size=6),
    st.sampled_from([timedelta(0), timedelta(minutes=30), timedelta(hours=4), timedelta(hours=50), DAY]),
    st.integers(0, 3),
    st.sampled_from([ISTANBUL, BERLIN]),
    st.integers(0, 3 * 24 * 60),
)
def test_the_time_told_is_the_time_it_works(
    minutes: list[int], cooldown: timedelta | str, limit: int, zone: ZoneInfo, into: int
) -> None:
    """Whoever comes back when the screen said so earns, and never before."""
    now = (datetime(2026, 3, 28, tzinfo=UTC) + timedelta(minutes=into)).astimezone(zone)
    earlier = [(now.astimezone(UTC) + timedelta(minutes=each)).astimezone(zone) for each in minutes]
    rules = Rules(cooldown=cooldown, daily_limit=limit, visit_key=b"key")
    made = decision(rules, now, *earlier)
    if isinstance(made, NotYet):
        then = made.next_at.astimezone(UTC)
        assert isinstance(decision(rules, then.astimezone(zone), *earlier), Earn)
        before = (then - timedelta(seconds=1)).astimezone(zone)
        assert isinstance(decision(rules, before, *earlier), NotYet)


@given(st.integers(0, 48 * 60), st.sampled_from([timedelta(hours=30), timedelta(hours=4), DAY]))
def test_the_journal_is_asked_far_enough_back(into: int, cooldown: timedelta | str) -> None:
    """No visit older than the window can matter."""
    now = (datetime(2026, 3, 28, 12, tzinfo=UTC) + timedelta(minutes=into)).astimezone(BERLIN)
    rules = Rules(cooldown=cooldown, daily_limit=1)
    start = window_start(rules, moment(now)).astimezone(UTC)
    assert isinstance(decision(rules, now, start - timedelta(seconds=1)), Earn)
    if isinstance(cooldown, timedelta):
        assert start <= now.astimezone(UTC) - cooldown
    assert start <= now.replace(hour=0, minute=0).astimezone(UTC)


# -- one visit a day on several kiosks -------------------------------------------------------------


def test_an_answer_that_changed_nothing_was_another_kiosks() -> None:
    mine = operation(id="visit-2026-03-10-abc")
    gained = Balance(8, 30)
    coupon = IssuedCoupon("c", "n", "t")
    assert changed_nothing(SHARED, mine, ANNA.balance, None)
    assert not changed_nothing(SHARED, mine, gained, None)
    assert not changed_nothing(SHARED, mine, ANNA.balance, coupon)
    assert not changed_nothing(FOUR_HOURS, mine, ANNA.balance, None)
    assert not changed_nothing(SHARED, replace(mine, id="kiosk-1-1"), ANNA.balance, None)


def test_a_kept_visit_keeps_its_id_unless_the_member_decides_it() -> None:
    one = operation(id="op-new")
    assert under(FOUR_HOURS, one, "op-kept").id == "op-kept"
    assert under(SHARED, one, "op-kept").id == "op-new"


@given(
    st.sampled_from([DAY, timedelta(), timedelta(hours=4), timedelta(days=31)]),
    st.sampled_from([ISTANBUL, BERLIN]),
    st.integers(0, 365 * 24 * 60),
    st.integers(0, 24 * 60),
)
def test_what_a_visit_is_judged_by_is_remembered(
    cooldown: object, zone: ZoneInfo, minute: int, late: int
) -> None:
    """Also of one that was kept offline for up to a day, across any change of the clocks."""
    rules = Rules(cooldown=cooldown, daily_limit=1)  # type: ignore[arg-type]
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    then = (now - timedelta(minutes=late)).astimezone(zone)
    asked_for = window_start(rules, moment(then)).astimezone(UTC) - timedelta(days=1)
    assert now - remembered(rules) < asked_for
