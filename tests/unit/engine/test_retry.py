"""The outbox when somebody asks for a try at once: at the screen, or from another process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from kiosk.core import outcomes as o
from kiosk.core.model import OperationKind, OperationState
from kiosk.core.rules import DAY, Rules
from kiosk.engine.outbox import Tried
from kiosk.engine.wishes import LOOK_EVERY, Wishes
from kiosk.ports import JournalError
from tests.support.engine_bench import OutboxBench as Bench
from tests.support.engine_world import ANNA, DOWN, FINE, FULL, LOST, Stage, earn, put, until
from tests.support.virtual_time import virtual


@virtual
async def test_an_operation_is_tried_at_once_whoever_is_at_the_screen() -> None:
    bench = Bench()
    bench.busy = True
    bench.outbox._first = False
    bench.service._outbox = replace(bench.service._outbox, tokens=0.0)
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    began = asyncio.get_running_loop().time()
    assert await bench.outbox.retry(operation.id) == Tried(operation.id, "accepted")
    assert asyncio.get_running_loop().time() - began < 1
    assert [one.operation.id for one in bench.posted] == [operation.id]
    assert not bench.posted[0].fresh
    assert [(sent.id, pin) for sent, pin, _ in bench.stage.api.sent] == [(operation.id, None)]


@pytest.mark.parametrize(
    ("outcome", "result"),
    [
        (LOST, "unavailable_timeout"),
        (DOWN, "unavailable_connect"),
        (o.RateLimited(3.0), "rate_limited"),
        (o.BadKey(), "bad_key"),
    ],
)
@virtual
async def test_no_answer_leaves_it_as_it_was_with_its_reason(outcome: o.SendOutcome, result: str) -> None:
    bench = Bench()
    bench.stage.api.sends = [outcome]
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    assert await bench.outbox.retry(operation.id) == Tried(operation.id, result)
    assert bench.posted == []
    stored = await bench.stage.stored(operation.id)
    assert (stored.state, stored.reason, stored.attempts) == (OperationState.UNKNOWN, result, 2)


@virtual
async def test_what_is_neither_safe_nor_of_use_is_not_tried() -> None:
    bench = Bench()
    journal, clock = bench.stage.journal, bench.stage.clock
    coupon = replace(
        earn(clock, 1), kind=OperationKind.COUPON, member_code=None, card=None, amount=None, token="cq_1"
    )
    await put(journal, coupon, OperationState.UNKNOWN)
    await put(journal, earn(clock, 2), OperationState.CHALLENGED)
    await put(journal, replace(earn(clock, 3), origin="staff"))
    await put(journal, earn(clock, 4), OperationState.ACCEPTED)
    results = [(await bench.outbox.retry(f"kiosk-1-{number}")).result for number in range(1, 6)]
    assert results == ["not_repeatable", "not_repeatable", "not_repeatable", "over", "over"]
    assert bench.stage.api.sent == []


@virtual
async def test_what_somebody_deals_with_is_left_to_them() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    await bench.keep(2)
    bench.claimed = {operation.id, "kiosk-1-2"}
    bench.outbox._claimed = bench.claimed.__contains__
    assert (await bench.outbox.retry(operation.id)).result == "busy"
    assert (await bench.outbox.retry("kiosk-1-2")).result == "busy"
    bench.claimed.clear()
    bench.outbox.close()
    assert (await bench.outbox.retry(operation.id)).result == "busy"
    assert (await bench.outbox.retry("kiosk-1-2")).result == "busy"
    assert bench.stage.api.sent == []
    assert bench.stage.api.asked == []


@virtual
async def test_two_tries_at_a_time_are_one() -> None:
    bench = Bench()
    go = asyncio.Event()

    async def slow() -> o.SendOutcome:
        await go.wait()
        return FINE

    bench.stage.api.sends = [slow]
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    first = asyncio.create_task(bench.outbox.retry(operation.id))
    await until(lambda: bench.stage.api.sent)
    assert not bench.outbox.idle
    assert (await bench.outbox.retry(operation.id)).result == "busy"
    assert not await bench.outbox.go(), "nor does a pass come between"
    go.set()
    assert (await first).result == "accepted"
    assert bench.outbox.idle
    assert len(bench.stage.api.sent) == 1


@virtual
async def test_a_pass_that_waits_for_its_turn_sees_that_somebody_else_has_begun() -> None:
    bench = Bench()
    go = asyncio.Event()

    async def slow() -> o.SendOutcome:
        await go.wait()
        return FINE

    bench.stage.api.sends = [slow]
    bench.outbox._first = False
    bench.busy = True
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    going = asyncio.create_task(bench.outbox.go())
    await asyncio.sleep(1)
    tried = asyncio.create_task(bench.outbox.retry(operation.id))
    await until(lambda: bench.stage.api.sent)
    bench.busy = False
    assert not await going
    go.set()
    await tried
    assert len(bench.stage.api.sent) == 1


@virtual
async def test_once_one_is_answered_the_others_need_not_wait() -> None:
    stage = Stage()
    stage.api.sends = [DOWN] * 8
    first = await put(stage.journal, earn(stage.clock, 1, age=700), OperationState.UNKNOWN)
    second = await put(stage.journal, earn(stage.clock, 2, age=600, member="004821"), OperationState.UNKNOWN)
    async with stage.running() as engine:
        await until(lambda: len(stage.api.sent) == 4)  # by now the pauses are long
        await asyncio.sleep(1)
        stage.api.sends = []
        began = asyncio.get_running_loop().time()
        assert (await engine.retry(second.id)).result == "accepted"
        await until(lambda: len(stage.api.sent) == 6)
        assert asyncio.get_running_loop().time() - began < 5
    assert (await stage.stored(first.id)).state is OperationState.ACCEPTED


# -- visits kept offline ------------------------------------------------------------------------------


@virtual
async def test_a_kept_visit_is_identified_and_earned_in_one_try() -> None:
    bench = Bench()
    await bench.keep()
    assert await bench.outbox.retry("kiosk-1-1") == Tried("kiosk-1-1", "accepted")
    assert bench.stage.api.asked == [("ANNA", None, 1)]
    assert [one.operation.id for one in bench.posted] == ["kiosk-1-1"]
    assert await bench.stage.journal.kept_visits() == ()


@virtual
async def test_a_shared_visit_goes_on_under_the_id_all_kiosks_would_give_it() -> None:
    bench = Bench()
    bench.stage.rules = Rules(cooldown=DAY, daily_limit=1)
    bench.outbox._world = bench.stage.world()
    await bench.keep()
    tried = await bench.outbox.retry("kiosk-1-1")
    assert tried.operation_id.startswith("visit-")
    assert tried.result == "accepted"


@pytest.mark.parametrize(
    ("outcome", "result", "kept"),
    [
        (LOST, "unavailable_timeout", 1),
        (o.RateLimited(), "rate_limited", 1),
        (o.InvalidQr(), "invalid_qr", 0),
    ],
)
@virtual
async def test_a_visit_that_is_not_identified(outcome: o.LookupOutcome, result: str, kept: int) -> None:
    bench = Bench()
    await bench.keep()
    bench.stage.api.lookups = [outcome]
    assert await bench.outbox.retry("kiosk-1-1") == Tried("kiosk-1-1", result)
    visits = await bench.stage.journal.kept_visits()
    assert [(visit.attempts, visit.reason) for visit in visits] == [(1, result)] * kept
    assert bench.stage.api.sent == []


@virtual
async def test_a_visit_that_is_not_due() -> None:
    bench = Bench()
    await put(bench.stage.journal, earn(bench.stage.clock, 5, age=3600), OperationState.ACCEPTED)
    await bench.keep()
    assert (await bench.outbox.retry("kiosk-1-1")).result == "not_due"


@virtual
async def test_a_visit_that_was_earned_at_the_screen_meanwhile_is_not_earned_again() -> None:
    bench = Bench()
    kept = replace(earn(bench.stage.clock, 1, age=600), origin="kept", before=None)
    await put(bench.stage.journal, kept)
    await put(bench.stage.journal, earn(bench.stage.clock, 2), OperationState.ACCEPTED)
    assert (await bench.outbox.retry(kept.id)).result == "not_due"
    assert bench.stage.api.sent == []
    assert (await bench.stage.stored(kept.id)).state is OperationState.ABANDONED


@pytest.mark.parametrize("when", ["before", "meanwhile"])
@virtual
async def test_a_visit_that_its_person_took_back_is_not_earned(when: str) -> None:
    bench = Bench()
    journal = bench.stage.journal
    visit = await bench.keep()

    async def taken_back() -> o.LookupOutcome:
        await journal.drop_visit(visit.operation_id, "cancelled")
        return o.Found(ANNA)

    bench.stage.api.lookups = [taken_back]  # type: ignore[list-item]
    if when == "before":
        kept = journal.kept_visits
        answers = [await kept(), ()]
        journal.kept_visits = lambda: _now(answers.pop(0))  # type: ignore[method-assign,assignment,arg-type]
    assert (await bench.outbox.retry(visit.operation_id)).result == "over"
    assert bench.stage.api.sent == []


async def _now(answer: object) -> object:
    return answer


@virtual
async def test_a_visit_is_looked_up_by_one_at_a_time() -> None:
    bench = Bench()
    go = asyncio.Event()

    async def slow() -> o.LookupOutcome:
        await go.wait()
        return o.Found(ANNA)

    bench.stage.api.lookups = [slow]  # type: ignore[list-item]
    await bench.keep()
    first = asyncio.create_task(bench.outbox.retry("kiosk-1-1"))
    await until(lambda: bench.stage.api.asked)
    assert (await bench.outbox.retry("kiosk-1-1")).result == "busy"
    assert not await bench.outbox.go()
    go.set()
    assert (await first).result == "accepted"
    assert len(bench.stage.api.asked) == 1


@virtual
async def test_tries_of_a_visit_are_counted_in_the_journal() -> None:
    bench = Bench()
    await bench.keep()
    bench.stage.api.lookups = [LOST, o.RateLimited()]
    await bench.outbox.go()
    await bench.outbox.go()
    [visit] = await bench.stage.journal.kept_visits()
    assert (visit.attempts, visit.reason) == (2, "rate_limited")


@virtual
async def test_an_operation_that_was_given_up_meanwhile_is_not_called_unknown() -> None:
    bench = Bench()
    journal = bench.stage.journal
    operation = await put(journal, earn(bench.stage.clock), OperationState.UNKNOWN)

    async def given_up() -> o.SendOutcome:
        await journal.mark(operation.id, OperationState.ABANDONED, "mistake")
        return LOST

    bench.stage.api.sends = [given_up]
    await bench.outbox.retry(operation.id)
    assert (await bench.stage.stored(operation.id)).state is OperationState.ABANDONED
    assert [line["state"] for line in bench.stage.log.of("operation")] == ["sent"]


# -- wishes of another process --------------------------------------------------------------------------


@asynccontextmanager
async def wishing(stage: Stage, retry: Callable[[str], Awaitable[Tried]]) -> AsyncIterator[None]:
    task = asyncio.create_task(Wishes(stage.world(), retry).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait((task,))


@virtual
async def test_a_wish_in_the_journal_is_carried_out_and_told() -> None:
    stage = Stage()
    stage.api.sends = [DOWN] * 20
    operation = await put(stage.journal, earn(stage.clock, age=600), OperationState.UNKNOWN)
    async with stage.running() as engine, wishing(stage, engine.retry):
        await asyncio.sleep(30)
        stage.api.sends = []
        await stage.journal.ask_retry(operation.id, stage.clock.now().local)
        await asyncio.sleep(LOOK_EVERY + 0.5)
        assert (await stage.stored(operation.id)).state is OperationState.ACCEPTED
    assert stage.log.of("retry") == [{"id": operation.id, "outcome": "accepted"}]
    assert await stage.journal.take_retries() == ()


@virtual
async def test_a_wish_that_fails_is_told_and_the_next_one_is_carried_out() -> None:
    stage = Stage()
    tried: list[str] = []

    async def retry(name: str) -> Tried:
        tried.append(name)
        if name == "a":
            raise JournalError("io_error")
        return Tried(name, "over")

    now = stage.clock.now().local
    for name in ("a", "b"):
        await stage.journal.ask_retry(name, now)
    async with wishing(stage, retry):
        await asyncio.sleep(1)
    assert tried == ["a", "b"]
    assert stage.log.of("retry") == [{"id": "a", "outcome": "failed"}, {"id": "b", "outcome": "over"}]
    assert stage.log.of("fault", where="wishes")


@virtual
async def test_nobody_is_printed_a_coupon_for_a_try_from_elsewhere() -> None:
    """Its customer has gone; it waits for their next visit."""
    stage = Stage()
    stage.api.sends = [DOWN, FULL]
    operation = await put(stage.journal, earn(stage.clock, age=10), OperationState.UNKNOWN)
    async with stage.running() as engine, wishing(stage, engine.retry):
        await asyncio.sleep(1)
        await stage.journal.ask_retry(operation.id, stage.clock.now().local)
        await asyncio.sleep(4)
    assert (await stage.stored(operation.id)).state is OperationState.ACCEPTED
    assert stage.printer.printed == []


@virtual
async def test_a_journal_that_fails_is_told_once_and_looked_into_again() -> None:
    stage = Stage()
    tried: list[str] = []
    take = stage.journal.take_retries
    broken = ["io_error", "io_error", "busy"]

    async def taken() -> Sequence[str]:
        if broken:
            raise JournalError(broken.pop(0))
        return await take()

    async def retry(name: str) -> Tried:
        tried.append(name)
        return Tried(name, "over")

    stage.journal.take_retries = taken  # type: ignore[method-assign]
    await stage.journal.ask_retry("a", stage.clock.now().local)
    async with wishing(stage, retry):
        await asyncio.sleep(4 * LOOK_EVERY)
    assert tried == ["a"]
    assert [line["error"] for line in stage.log.of("fault", where="wishes")] == ["io_error", "busy"]
