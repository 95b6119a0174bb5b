"""Visits kept while the service was away: earned later, or deleted."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kiosk.core import outcomes as o
from kiosk.core.events import Action, Tap
from kiosk.core.model import OperationState
from kiosk.core.rules import DAY, Rules
from kiosk.engine.outbox import MOST_TROUBLES
from kiosk.engine.service import MOST_A_MINUTE
from kiosk.ports import KeptVisit
from tests.support.engine_bench import OutboxBench as Bench
from tests.support.engine_world import ANNA, DOWN, FULL, LOST, Stage, earn, put, scan, until
from tests.support.virtual_time import virtual

# -- kept visits ---------------------------------------------------------------------------------


@virtual
async def test_a_kept_visit_is_earned_under_the_id_it_was_kept_with() -> None:
    stage = Stage()
    at = stage.clock.now().local - timedelta(hours=1)
    await stage.journal.keep_visit(KeptVisit("kiosk-1-kept", at, "ANNA"))
    async with stage.running():
        await asyncio.sleep(1)
    stored = await stage.stored("kiosk-1-kept")
    assert (stored.state, stored.operation.origin) == (OperationState.ACCEPTED, "kept")
    assert stored.operation.created_at == at
    assert stage.api.asked == [("ANNA", None, 1)]
    assert [operation.id for operation, _, _ in stage.api.sent] == ["kiosk-1-kept"]
    assert await stage.journal.kept_visits() == ()
    assert await stage.journal.get("dropped_visits.identified") == "1"


@virtual
async def test_a_shared_visit_gets_the_id_all_kiosks_would_give_it() -> None:
    stage = Stage(rules=Rules(cooldown=DAY, daily_limit=1))
    at = stage.clock.now().local - timedelta(hours=1)
    await stage.journal.keep_visit(KeptVisit("kiosk-1-kept", at, "ANNA"))
    async with stage.running():
        await asyncio.sleep(1)
    assert [operation.id[:17] for operation, _, _ in stage.api.sent] == ["visit-2026-11-23-"]


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(o.InvalidQr(), "invalid_qr"), (o.NotFound(), "not_found"), (o.Refused("odd", 418), "refused")],
)
@virtual
async def test_a_visit_the_server_does_not_know_is_dropped(outcome: o.LookupOutcome, reason: str) -> None:
    bench = Bench()
    await bench.keep()
    bench.stage.api.lookups = [outcome]
    assert await bench.outbox.go()
    assert await bench.stage.journal.kept_visits() == ()
    assert await bench.stage.journal.get(f"dropped_visits.{reason}") == "1"
    assert bench.stage.api.sent == []


@virtual
async def test_a_visit_older_than_a_day_is_deleted_unasked() -> None:
    bench = Bench()
    await bench.keep(age=24 * 3600 + 1)
    assert await bench.outbox.go()
    assert bench.stage.api.asked == []
    assert await bench.stage.journal.get("dropped_visits.expired") == "1"


@virtual
async def test_a_visit_of_the_future_is_deleted_once_the_service_has_said_that_the_clock_is_right() -> None:
    """Its clock was wrong, then. Before, this machine's may be: it begins in the past without a battery."""
    bench = Bench()
    await bench.keep(age=-25 * 3600)
    bench.stage.api.lookups = [DOWN]
    assert not await bench.outbox.go()
    assert len(await bench.stage.journal.kept_visits()) == 1
    assert await bench.outbox.go()
    assert await bench.stage.journal.kept_visits() == ()
    assert await bench.stage.journal.get("dropped_visits.expired") == "1"
    assert bench.stage.api.sent == []
    await bench.keep(2, age=-25 * 3600)
    asked = len(bench.stage.api.asked)
    assert await bench.outbox.go()
    assert len(bench.stage.api.asked) == asked
    assert await bench.stage.journal.kept_visits() == ()


@virtual
async def test_a_visit_is_deleted_after_a_day_although_the_service_is_down_before_its_turn() -> None:
    """A younger one goes first, because the server stumbled over the older; and then the pass is over."""
    bench = Bench()
    old = await bench.keep(1, age=24 * 3600 - 10)
    bench.stage.api.lookups = [LOST]
    assert not await bench.outbox.go()
    await bench.keep(2, age=60)
    await asyncio.sleep(60)
    bench.stage.api.lookups = [DOWN]
    assert not await bench.outbox.go()
    kept = await bench.stage.journal.kept_visits()
    assert old.operation_id not in [visit.operation_id for visit in kept]
    assert len(kept) == 1
    assert await bench.stage.journal.get("dropped_visits.expired") == "1"


@virtual
async def test_whoever_is_at_the_offline_screen_with_it_decides_first() -> None:
    bench = Bench()
    visit = await bench.keep(age=25 * 3600)
    bench.claimed.add(visit.operation_id)
    assert not await bench.outbox.go()
    assert len(await bench.stage.journal.kept_visits()) == 1
    bench.claimed.clear()
    assert await bench.outbox.go()
    assert await bench.stage.journal.kept_visits() == ()


@pytest.mark.parametrize(
    "outcome", [DOWN, LOST, o.BadKey(), o.SubscriptionLapsed(), o.RateLimited(30.0), RuntimeError("x")]
)
@virtual
async def test_a_visit_is_kept_while_the_service_cannot_be_used(outcome: o.LookupOutcome | Exception) -> None:
    bench = Bench()
    visit = await bench.keep()
    bench.stage.api.lookups = [outcome]
    assert not await bench.outbox.go()
    assert len(await bench.stage.journal.kept_visits()) == 1
    if isinstance(outcome, o.RateLimited):
        assert 30.0 <= bench.outbox._wait <= 35.0
    else:
        assert bench.outbox._wait == 5.0
    assert visit.qr not in repr(bench.stage.log.lines)


@virtual
async def test_a_visit_that_was_not_due_is_dropped() -> None:
    bench = Bench()
    await put(bench.stage.journal, earn(bench.stage.clock, 5, age=3600), OperationState.ACCEPTED)
    await bench.keep()
    assert await bench.outbox.go()
    assert bench.stage.api.sent == []
    assert await bench.stage.journal.get("dropped_visits.not_due") == "1"


@virtual
async def test_a_person_at_the_offline_screen_can_still_say_no() -> None:
    stage = Stage()
    stage.api.lookups = [DOWN] * 20
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: "offline" in stage.screens)
        stage.api.lookups = []
        await asyncio.sleep(10)
        assert len(await stage.journal.kept_visits()) == 1  # the service is back, the person still here
        engine.post(Tap(Action.CANCEL_KEEP, session=stage.views[-1].session))
        await asyncio.sleep(200)
    assert await stage.journal.kept_visits() == ()
    assert stage.api.sent == []
    assert await stage.journal.get("dropped_visits.cancelled") == "1"


@virtual
async def test_nobody_is_looked_up_after_the_end_has_begun() -> None:
    bench = Bench()
    await bench.keep()
    bench.outbox._first = False
    bench.busy = True
    task = asyncio.create_task(bench.outbox.go())
    await asyncio.sleep(2)
    bench.outbox.close()
    assert not await task
    assert bench.stage.api.asked == []


@pytest.mark.parametrize("known", [True, False])
@virtual
async def test_a_kept_visit_and_a_visit_at_the_screen_are_one(known: bool) -> None:
    """The member came back just while their kept visit was turned into an operation."""
    bench = Bench()
    kept = replace(earn(bench.stage.clock, 1, age=600), origin="kept", before=None)
    await put(bench.stage.journal, kept)
    if known:
        await put(bench.stage.journal, earn(bench.stage.clock, 2), OperationState.ACCEPTED)
    assert await bench.outbox.go()
    assert len(bench.stage.api.sent) == (0 if known else 1)
    assert (await bench.stage.stored(kept.id)).state == ("abandoned" if known else "sent")


@pytest.mark.parametrize("when", ["waiting", "asking"])
@virtual
async def test_a_visit_cancelled_while_it_was_waiting_its_turn_is_not_earned(when: str) -> None:
    """The pass read the list before its person said no, and came to it after they had gone."""
    bench = Bench()
    journal, api = bench.stage.journal, bench.stage.api
    visit = await bench.keep()
    bench.outbox._first = False
    bench.busy = when == "waiting"

    async def slow() -> o.LookupOutcome:
        await journal.drop_visit(visit.operation_id, "cancelled")
        return o.Found(ANNA)

    api.lookups = [slow] if when == "asking" else []
    task = asyncio.create_task(bench.outbox.go())
    if when == "waiting":
        await asyncio.sleep(2.5)
        await journal.drop_visit(visit.operation_id, "cancelled")
    assert await task
    assert await journal.operation(visit.operation_id) is None
    assert len(api.asked) == (0 if when == "waiting" else 1)
    assert await journal.get("dropped_visits.identified") is None


@virtual
async def test_a_person_who_came_to_the_offline_screen_meanwhile_can_still_say_no() -> None:
    bench = Bench()
    visit = await bench.keep()
    bench.outbox._first = False
    bench.busy = True
    task = asyncio.create_task(bench.outbox.go())
    await asyncio.sleep(2)
    bench.claimed.add(visit.operation_id)
    assert not await task
    assert bench.stage.api.asked == []


@virtual
async def test_codes_the_server_stumbles_over_do_not_hold_up_the_visits_behind_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A picture of nonsense, scanned thrice, must not cost everybody after it their stamp."""
    bench = Bench()
    for number in range(MOST_TROUBLES + 1):
        await bench.keep(number, age=600.0 - number, qr="nonsense")
    good = await bench.keep(99, age=60.0)
    asked: list[str | None] = []
    known = bench.stage.api.lookup

    async def stumbles(*, qr: str | None = None, **more: Any) -> o.LookupOutcome:
        asked.append(qr)
        return o.Unavailable(o.Trouble.SERVER, status=500) if qr == "nonsense" else await known(qr=qr, **more)

    monkeypatch.setattr(bench.stage.api, "lookup", stumbles)
    for _ in range(2):
        assert not await bench.outbox.go()
    assert asked[-1] == "nonsense"
    assert "ANNA" in asked
    assert await bench.stage.journal.operation(good.operation_id) is not None
    await bench.stage.journal.drop_visit("kiosk-1-0", "cancelled")
    await bench.outbox.go()
    assert "kiosk-1-0" not in bench.outbox._stumbled


@virtual
async def test_a_long_list_leaves_the_people_at_the_screens_their_share_of_the_rate_limit() -> None:
    """30 lookups a minute are all there is for every kiosk of the shop."""
    bench = Bench()
    for number in range(40):
        await bench.keep(number, age=600.0 - number, qr=f"M{number}")
    times: list[float] = []

    async def unknown() -> o.LookupOutcome:
        times.append(asyncio.get_running_loop().time())
        return o.NotFound()

    bench.stage.api.lookups = [unknown] * 40
    assert await bench.outbox.go()
    assert len(times) == 40
    for first, later in zip(times, times[MOST_A_MINUTE:], strict=False):
        assert later - first >= 59.9


@virtual
async def test_a_long_list_of_visits_does_not_keep_a_coupon_from_who_waits_for_it() -> None:
    """Restarted under a customer's hands, with an hour offline still to be worked off."""
    stage = Stage()
    for number in range(40):
        at = stage.clock.now().local - timedelta(seconds=600 - number)
        await stage.journal.keep_visit(KeptVisit(f"kiosk-1-k{number}", at, f"M{number}"))
    stage.api.sends = [FULL]
    await put(stage.journal, earn(stage.clock, age=30), OperationState.SENT)
    async with stage.running():
        await until(lambda: stage.printer.printed, seconds=5)
