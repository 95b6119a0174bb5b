"""What time it is, by two clocks of which one may be wrong; and that visits keep their distance all the same.

The world here has a true time. The machine's clock shows something else whenever somebody likes: it begins
in the past at each start, is set right later, is set wrong by years. The service's clock is right, and it is
heard in each answer. A member comes again and again; every visit that the policy allows is booked, at the
time the kiosk believes in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import visits
from kiosk.core.events import ClockJudged
from kiosk.core.model import Balance, History, Member, Moment, OperationState, Visit
from kiosk.core.rules import DAY, Rules
from kiosk.core.timekeeping import (
    RIGHT_AGAIN,
    TRUSTED,
    ClockTrouble,
    TimeTold,
    believable,
    corrected,
    is_wrong,
    skew,
)
from kiosk.core.view import Attract
from tests.support.play import Play

ISTANBUL, BERLIN = ZoneInfo("Europe/Istanbul"), ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=ISTANBUL)
YEAR = 31_536_000.0
MEMBER = Member(482193, "a***@example.org", Balance(0, 0))
SHIFTS = st.sampled_from(
    [0.0, 5.0, -20.0, 3600.0, -3600.0, -86_400.0, 5 * YEAR, -6 * YEAR, -50 * YEAR, 100 * YEAR]
)


# -- one moment ----------------------------------------------------------------------------------------


@given(shift=SHIFTS, told_at=st.floats(0, 1e6), later=st.floats(0, 1e6))
def test_the_services_time_goes_on_by_the_monotonic_clock(shift: float, told_at: float, later: float) -> None:
    told = TimeTold(NOON.timestamp(), told_at)
    wall = NOON + timedelta(seconds=later + shift)
    now = Moment(told_at + later, wall, 7)
    fixed = corrected(told, now)
    assert (fixed.mono, fixed.entropy, fixed.local.tzinfo) == (now.mono, 7, ISTANBUL)
    assert fixed.local.timestamp() == pytest.approx(NOON.timestamp() + later, abs=TRUSTED)
    found = skew(told, now)
    assert found is not None
    assert found == pytest.approx(-shift, abs=0.01)
    if abs(shift) <= TRUSTED - 1:
        assert fixed.local == wall  # a clock that is nearly right counts as it is


def test_without_the_services_word_the_machines_clock_is_all_there_is() -> None:
    now = Moment(1.0, NOON, 7)
    assert corrected(None, now) == now
    assert skew(None, now) is None


def test_a_service_that_cannot_know_the_time_is_not_asked() -> None:
    assert believable(NOON.timestamp())
    for year in (1970, 2024, 2100, 9999):
        assert not believable(datetime(year, 6, 1, tzinfo=UTC).timestamp())


def test_a_clock_does_not_turn_from_right_to_wrong_and_back_with_every_answer() -> None:
    between = (TRUSTED + RIGHT_AGAIN) / 2
    for off in (between, -between):
        assert is_wrong(off, before=True)
        assert not is_wrong(off, before=False)
    assert is_wrong(-TRUSTED - 1, before=False)
    assert not is_wrong(RIGHT_AGAIN - 1, before=True)


# -- on the screens ------------------------------------------------------------------------------------


def test_the_invitation_says_to_staff_that_the_clock_is_wrong() -> None:
    play = Play()
    for trouble, notice in (
        (ClockTrouble.WRONG, ["attract.clock_wrong"]),
        (ClockTrouble.REFUSED, ["attract.clock_refused"]),
        (None, []),
    ):
        play.do(ClockJudged(trouble))
        body = play.view.body
        assert isinstance(body, Attract)
        assert [text.id for text in body.notices] == notice


# -- visits --------------------------------------------------------------------------------------------


@dataclass
class World:
    """True time, the machine's clock, the journal (which outlives all), and one member who comes again."""

    rules: Rules
    zone: ZoneInfo
    true: float = NOON.timestamp()
    mono: float = 0.0
    shift: float = 0.0
    told: TimeTold | None = None
    journal: list[Visit] = field(default_factory=list)
    booked: list[float] = field(default_factory=list)

    def passes(self, seconds: float) -> None:
        self.true += seconds
        self.mono += seconds

    def reboot(self, shift: float) -> None:
        """Off for a moment; the clock has no battery, and what was heard is forgotten."""
        self.mono, self.shift, self.told = 3.0, shift, None

    def visit(self, heard: bool = True) -> bool:
        """The member shows their code: the service answers, then the journal is asked."""
        if heard:
            self.told = TimeTold(self.true, self.mono)
        wall = datetime.fromtimestamp(self.true + self.shift, self.zone)
        now = corrected(self.told, Moment(self.mono, wall, len(self.journal)))
        since = visits.window_start(self.rules, now) - timedelta(days=1)
        known = [one for one in reversed(self.journal) if one.operation.created_at >= since]
        decision = visits.decide(self.rules, MEMBER, History(tuple(known), ()), now)
        if isinstance(decision, visits.Earn):
            # As the journal gives it back.
            stored = replace(decision.operation, created_at=decision.operation.created_at.astimezone(UTC))
            self.journal.append(Visit(stored, OperationState.ACCEPTED))
            self.booked.append(self.true)
            return True
        return False


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), st.floats(0, 40_000)),
        st.tuples(st.just("visit"), st.just(0.0)),
        st.tuples(st.just("set"), SHIFTS),
        st.tuples(st.just("reboot"), SHIFTS),
    ),
    min_size=2,
    max_size=40,
)
ZONES = st.sampled_from([ISTANBUL, BERLIN])
BEGINS = st.sampled_from(
    [
        NOON.timestamp(),
        datetime(2026, 3, 28, 22, 0, tzinfo=UTC).timestamp(),  # the night in which Berlin's clocks spring
        datetime(2026, 10, 24, 22, 0, tzinfo=UTC).timestamp(),  # and that in which they fall back
    ]
)


@given(steps=STEPS, zone=ZONES, begins=BEGINS)
def test_the_cooldown_holds_in_true_time_whatever_the_clock_shows_and_withholds_nothing(
    steps: list[tuple[str, float]], zone: ZoneInfo, begins: float
) -> None:
    world = World(Rules(cooldown=timedelta(hours=4), daily_limit=0), zone, true=begins)
    for what, much in steps:
        if what == "pass":
            world.passes(much)
        elif what == "visit":
            last = world.booked[-1] if world.booked else None
            earned = world.visit()
            if last is not None:
                gap = world.true - last
                if gap < 4 * 3600 - 2 * TRUSTED:
                    assert not earned
                if gap > 4 * 3600 + 2 * TRUSTED:
                    assert earned
            else:
                assert earned
        elif what == "set":
            world.shift = much
        else:
            world.reboot(much)


@given(steps=STEPS, zone=ZONES, begins=BEGINS, limit=st.integers(1, 3))
def test_the_daily_limit_holds_in_the_shops_true_days(
    steps: list[tuple[str, float]], zone: ZoneInfo, begins: float, limit: int
) -> None:
    cooldown: timedelta | str = DAY if limit == 1 else timedelta(0)
    world = World(Rules(cooldown=cooldown, daily_limit=limit), zone, true=begins)
    for what, much in steps:
        if what == "pass":
            world.passes(much)
        elif what == "visit":
            world.visit()
        elif what == "set":
            world.shift = much
        else:
            world.reboot(much)
    midnight = [datetime.fromtimestamp(at, zone) for at in world.booked]
    # A clock within a minute of the true one counts as it is: so much may a day be moved.
    clear = [at.date() for at in midnight if TRUSTED < _into(at) < 86_400 - 3600 - TRUSTED]
    assert all(clear.count(day) <= limit for day in clear)


def _into(at: datetime) -> float:
    return at.hour * 3600.0 + at.minute * 60 + at.second


@pytest.mark.parametrize(
    "wrong", [-6 * YEAR, -86_400.0, 5 * YEAR], ids=["long ago", "yesterday", "years ahead"]
)
def test_started_without_a_clock_and_set_right_later(wrong: float) -> None:
    """Each morning of a machine without a battery. Then the same with the clock set right while it runs."""
    world = World(Rules(cooldown=timedelta(hours=2), daily_limit=3), ISTANBUL)
    assert world.visit()
    world.passes(600)
    world.reboot(wrong)
    assert not world.visit()
    world.passes(600)
    world.shift = 0.0  # somebody has told it the time
    assert not world.visit()
    world.passes(2 * 3600)
    assert world.visit()
    world.reboot(wrong)
    world.passes(2 * 3600 + 10)
    assert world.visit()  # booked under the wrong clock, at the right time
    world.shift = 0.0
    world.passes(600)
    assert not world.visit()
    world.reboot(0.0)
    world.passes(2 * 3600)
    assert not world.visit()  # three a day
    world.passes(20 * 3600)
    assert world.visit()


def test_a_service_that_never_tells_the_time_leaves_no_second_stamp_to_a_clock_that_went_back() -> None:
    world = World(Rules(cooldown=timedelta(hours=4)), ISTANBUL)
    assert world.visit(heard=False)
    world.passes(600)
    world.reboot(-6 * YEAR)
    assert not world.visit(heard=False)
    world.shift = 0.0
    assert not world.visit(heard=False)
