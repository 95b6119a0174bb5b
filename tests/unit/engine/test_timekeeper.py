"""The engine's clock: right though the machine's is wrong, told once, and visits kept by it are not lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.events import ClockJudged
from kiosk.core.model import OperationState
from kiosk.core.rules import Rules
from kiosk.core.timekeeping import ClockTrouble, TimeTold
from kiosk.core.view import Attract
from kiosk.engine import timekeeper
from kiosk.engine.housekeeping import FIRST_PRUNE, NEXT_PRUNE, keep_house
from kiosk.engine.outbox import KEEP_VISITS, QUIET_WAIT, SWEEP
from kiosk.engine.timekeeper import Timekeeper
from kiosk.ports import KeptVisit
from tests.support.engine_bench import EffectsBench, OutboxBench
from tests.support.engine_world import ANNA, DOWN, Notebook, Stage, earn, put, scan, until
from tests.support.virtual_time import NOON, START, LoopClock, virtual

YEAR = 31_536_000.0
FOUND = o.Found(ANNA)
TLS_TIME = o.Unavailable(o.Trouble.TLS_TIME, reached=False)


def now() -> float:
    return asyncio.get_running_loop().time()


def true_time() -> TimeTold:
    return TimeTold(NOON.timestamp() + now() - START, now())


class Bench:
    def __init__(self, shift: float = 0.0) -> None:
        self.clock = LoopClock()
        self.clock.shift = shift
        self.log = Notebook()
        self.posted: list[ClockTrouble | None] = []
        self.keeper = Timekeeper(self.clock, lambda event: self.posted.append(event.trouble), self.log)


@virtual
async def test_a_wrong_clock_is_told_once_and_once_when_it_is_right_again() -> None:
    bench = Bench(shift=-YEAR)
    bench.keeper.heard(DOWN, None)
    assert bench.posted == []  # nobody knows yet
    for _ in range(5):
        bench.keeper.heard(FOUND, true_time())
        await asyncio.sleep(60)
    assert bench.keeper.now().local.timestamp() == pytest.approx(true_time().unix, abs=1)
    assert bench.log.lines == [("clock", "warning", {"state": "wrong", "ahead": round(YEAR)})]
    bench.clock.shift = 2.0  # somebody has told it the time; no answer is needed to see that
    bench.keeper.look()
    assert bench.posted == [ClockTrouble.WRONG, None]
    assert bench.log.lines[1:] == [("clock", "info", {"state": "right", "ahead": -2})]
    assert bench.keeper.now().local - bench.clock.now().local < timedelta(seconds=1)


@virtual
async def test_a_certificate_that_does_not_fit_the_date_is_the_clocks_trouble_until_an_answer_comes() -> None:
    bench = Bench(shift=-YEAR)
    for outcome in (TLS_TIME, DOWN, TLS_TIME, o.Unavailable(o.Trouble.TIMEOUT)):
        bench.keeper.heard(outcome, None)
    assert bench.posted == [ClockTrouble.REFUSED]
    assert bench.log.lines == [("clock", "warning", {"state": "refused", "ahead": 0})]
    assert not bench.keeper.sure
    bench.clock.shift = 0.0
    bench.keeper.heard(FOUND, true_time())
    assert bench.posted == [ClockTrouble.REFUSED, None]
    assert bench.keeper.sure


@virtual
async def test_the_whole_engine_goes_by_the_services_time() -> None:
    """A machine that woke up six years ago: what is booked has the day of today, and staff are told."""
    clock = LoopClock()
    clock.shift = -6 * YEAR
    stage = Stage(clock=clock, rules=Rules(idle_after=10))
    stage.api.ahead = 0.0
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: stage.screens[-1] == "reward")
        clock.shift = 3 * YEAR  # and again
        await until(lambda: stage.screens[-1] == "attract", 120)
        engine.post(scan())
        await until(lambda: stage.screens[-1] == "balance")
        await until(lambda: stage.screens[-1] == "attract", 120)
        body = stage.views[-1].body
        assert isinstance(body, Attract)
        assert "attract.clock_wrong" in [text.id for text in body.notices]
    (stored,) = stage.journal._stored.values()
    assert abs(stored.operation.created_at - NOON) < timedelta(seconds=10)
    assert len(stage.log.of("clock", state="wrong")) == 1


@virtual
async def test_no_secure_connection_for_the_date_is_named_on_the_invitation() -> None:
    stage = Stage(rules=Rules(idle_after=10))
    stage.api.lookups = [TLS_TIME] * 20
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: "offline" in stage.screens, 10)
        await until(lambda: stage.screens[-1] == "attract", 60)
        body = stage.views[-1].body
        assert isinstance(body, Attract)
        assert [text.id for text in body.notices][-1] == "attract.clock_refused"


# -- visits kept by a wrong clock ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong", [-6 * YEAR, -7200.0, 5 * YEAR], ids=["long ago", "two hours", "years ahead"]
)
@virtual
async def test_a_visit_kept_while_the_clock_was_wrong_is_earned_as_of_when_it_really_was(
    wrong: float,
) -> None:
    """Started offline and without a battery; an hour later clock and service are back."""
    clock = LoopClock()
    clock.shift = wrong
    stage = Stage(clock=clock, rules=Rules(idle_after=10))
    stage.api.lookups = [DOWN] * 10
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: stage.screens[-1] == "offline", 10)
        await asyncio.sleep(20)
        assert len(await stage.journal.kept_visits()) == 1
        stage.api.lookups = [DOWN] * 60
        await asyncio.sleep(3600)
        clock.shift, stage.api.ahead = 0.0, 0.0
        stage.api.lookups.clear()
        await until(lambda: stage.api.sent, 300)
        await asyncio.sleep(1)
    (stored,) = stage.journal._stored.values()
    assert stored.state is OperationState.ACCEPTED
    assert abs(stored.operation.created_at - NOON) < timedelta(seconds=10)


@virtual
async def test_a_visit_of_before_a_restart_outlives_a_clock_that_begins_in_the_past() -> None:
    clock = LoopClock()
    clock.shift = -6 * YEAR
    stage = Stage(clock=clock)
    stage.api.ahead = 0.0
    await stage.journal.keep_visit(KeptVisit("kiosk-1-kept", NOON - timedelta(hours=1), "ANNA"))
    async with stage.running():
        await until(lambda: stage.api.sent, 60)
        await asyncio.sleep(1)
    (stored,) = stage.journal._stored.values()
    assert (stored.operation.id, stored.state) == ("kiosk-1-kept", OperationState.ACCEPTED)
    assert stored.operation.created_at == NOON - timedelta(hours=1)


@virtual
async def test_a_kept_visit_is_too_old_after_a_day_whatever_happened_to_the_clock() -> None:
    bench = Bench(shift=-YEAR)
    keeper = bench.keeper
    keeper.note("mine")
    visit = KeptVisit("mine", keeper.now().local, "ANNA")
    await asyncio.sleep(KEEP_VISITS.total_seconds() - 60)
    for shift in (-YEAR, 0.0, YEAR):
        bench.clock.shift = shift
        assert not keeper.older_than(visit, KEEP_VISITS)
    await asyncio.sleep(120)
    for shift in (-YEAR, 0.0, YEAR):
        bench.clock.shift = shift
        assert keeper.older_than(visit, KEEP_VISITS)


@virtual
async def test_a_visit_of_an_earlier_run_is_too_old_when_both_clocks_say_so() -> None:
    """Nobody knows which of the two has dated it."""
    bench = Bench(shift=-YEAR)
    keeper = bench.keeper
    by_the_machine = KeptVisit("one", bench.clock.now().local - timedelta(hours=1), "ANNA")
    by_the_service = KeptVisit("two", NOON - timedelta(hours=1), "ANNA")
    assert keeper.dated(by_the_machine, KEEP_VISITS) == by_the_machine, "nobody has said yet that it is wrong"
    keeper.heard(FOUND, true_time())
    assert keeper.dated(by_the_machine, KEEP_VISITS).at == by_the_service.at
    assert keeper.dated(by_the_service, KEEP_VISITS) == by_the_service
    for visit in (by_the_machine, by_the_service):
        assert not keeper.older_than(visit, KEEP_VISITS)
    await asyncio.sleep(24 * 3600)
    for visit in (by_the_machine, by_the_service):
        assert keeper.older_than(visit, KEEP_VISITS)


@pytest.mark.parametrize(
    ("wrong", "turned", "then"),
    [
        (-YEAR, -7000.0, timedelta(hours=1, seconds=7000)),  # the clock was turned in between: it is a guess
        (-YEAR, 7200.0, timedelta()),  # … but never of the future
        (-YEAR, -86_000.0, KEEP_VISITS),  # … nor older than a visit can be
        (YEAR, 0.0, timedelta(hours=1)),
        (0.0, 0.0, timedelta(hours=1)),
    ],
)
@virtual
async def test_a_visit_of_an_earlier_run_that_a_wrong_clock_has_dated_is_of_the_last_day(
    wrong: float, turned: float, then: timedelta
) -> None:
    bench = Bench(shift=wrong)
    bench.keeper.heard(FOUND, true_time())
    kept = bench.clock.now().local + timedelta(seconds=turned) - timedelta(hours=1)
    visit = bench.keeper.dated(KeptVisit("one", kept, "ANNA"), KEEP_VISITS)
    assert visit.at == NOON - then
    assert visit.at.utcoffset() == kept.utcoffset()


@virtual
async def test_a_visit_of_an_earlier_run_counts_for_the_cooldown_though_a_wrong_clock_has_dated_it() -> None:
    """Kept by a clock that is a year behind, then the power fails; the service is back, and says the year.
    Who comes again within the cooldown gets no second stamp for having been here last year."""
    clock = LoopClock()
    clock.shift = -YEAR
    stage = Stage(clock=clock, rules=Rules(idle_after=10))
    stage.api.ahead = 0.0
    kept = clock.now().local - timedelta(minutes=5)
    await stage.journal.keep_visit(KeptVisit("kiosk-1-kept", kept, "ANNA"))
    async with stage.running() as engine:
        await until(lambda: stage.api.sent, 60)
        await asyncio.sleep(60)
        engine.post(scan())
        await until(lambda: stage.screens[-1] == "balance", 10)
        await asyncio.sleep(5)
    (stored,) = stage.journal._stored.values()
    assert (stored.operation.id, stored.state) == ("kiosk-1-kept", OperationState.ACCEPTED)
    assert abs(stored.operation.created_at - (NOON - timedelta(minutes=5))) < timedelta(seconds=10)


@virtual
async def test_not_every_visit_there_ever_was_is_kept_in_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timekeeper, "MOST_NOTED", 3)
    bench = Bench()
    for number in range(5):
        bench.keeper.note(f"v{number}")
    assert list(bench.keeper._noted) == ["v2", "v3", "v4"]


@virtual
async def test_a_visit_is_noted_when_it_is_kept() -> None:
    bench = EffectsBench()
    await bench.do(e.KeepVisit("s", "kiosk-1-k", bench.stage.clock.now().local, "ANNA"))
    assert "kiosk-1-k" in bench.keeper._noted


# -- forgetting ---------------------------------------------------------------------------------------


@virtual
async def test_nothing_is_forgotten_by_a_clock_that_nobody_has_confirmed() -> None:
    """A year ahead, everything in the journal would be old: cooldowns and coupons with it."""
    pruned: list[float] = []

    class Shelf:
        async def prune(self, before: object, earns: object = None) -> int:
            pruned.append(now())
            return 0

    bench = Bench(shift=YEAR)
    task = asyncio.create_task(keep_house(Shelf(), 90, bench.keeper, bench.log, lambda: bench.keeper.sure))
    await asyncio.sleep(5 * FIRST_PRUNE)
    assert pruned == []
    bench.keeper.heard(FOUND, true_time())
    await asyncio.sleep(FIRST_PRUNE + NEXT_PRUNE)
    task.cancel()
    await asyncio.wait((task,))
    assert len(pruned) == 2


@virtual
async def test_a_clock_that_is_put_right_while_nobody_is_there_is_seen_within_a_minute_or_so() -> None:
    clock = LoopClock()
    stage = Stage(clock=clock)
    stage.api.ahead = 0.0
    bench = OutboxBench(stage.world(), stage)
    await put(stage.journal, earn(clock), OperationState.UNKNOWN)
    async with bench.running():
        await until(lambda: bench.posted)
        for shift, trouble in ((YEAR, ClockTrouble.WRONG), (0.0, None)):
            clock.shift = shift
            await asyncio.sleep(SWEEP + QUIET_WAIT + 1)
            assert bench.judged[-1] == ClockJudged(trouble)
    assert len(bench.judged) == 2
