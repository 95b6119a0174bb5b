"""Effects: what a failing disk owes, and the end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.events import (
    Answered,
)
from kiosk.core.model import Balance, OperationState, PrintJob
from kiosk.engine import effects as module
from kiosk.ports import JournalError
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.engine_world import COUPON, FINE, names, put, until
from tests.support.virtual_time import virtual

# -- what the disk owes --------------------------------------------------------------------------


@virtual
async def test_a_coupon_the_disk_refused_is_settled_when_it_can() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation, OperationState.SENT)
    real = bench.stage.journal.settle
    calls: list[float] = []

    async def full(*args: object, **named: object) -> None:
        calls.append(asyncio.get_running_loop().time())
        raise JournalError("disk_full")

    bench.stage.journal.settle = full  # type: ignore[method-assign]
    effect = e.Settle(bench.operation, Balance(0, 0), COUPON)
    async with bench.running():
        bench.effects.run(effect)
        bench.effects.run(replace(effect, print_now=False))
        await asyncio.sleep(200)
        # The person is told once, not at every try.
        assert names(bench.posted) == ["JournalFailed", "JournalFailed"]
        gaps = [round(b - a) for a, b in pairwise(calls[1:])]
        assert gaps[:5] == [5, 10, 20, 40, 60]
        # Meanwhile the core gave it to the outbox, and the outbox found out that it was applied.
        bench.stage.journal.settle = real  # type: ignore[method-assign]
        await bench.stage.journal.mark(bench.operation.id, OperationState.ABANDONED)
        await asyncio.sleep(100)
    assert (await bench.stage.stored(bench.operation.id)).state is OperationState.ACCEPTED
    assert list(await bench.stage.journal.tokens()) == [COUPON.token]
    assert await bench.stage.journal.queued_prints() == ()  # by now its customer has gone


@pytest.mark.parametrize("reason", sorted(module.HOPELESS))
@virtual
async def test_what_can_never_be_settled_is_not_tried_for_ever(reason: str) -> None:
    bench = Bench()
    bench.stage.journal.fail_next = reason
    await bench.do(e.Settle(bench.operation, None, COUPON))
    assert bench.effects._owed == {}


@pytest.mark.parametrize("mended", [True, False])
@virtual
async def test_at_the_end_the_disk_gets_one_more_chance(mended: bool) -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation, OperationState.SENT)
    async with bench.running():
        bench.stage.journal.fail_next = "disk_full"
        bench.effects.run(e.Settle(bench.operation, None, COUPON))
        await until(lambda: bench.posted)
        bench.stage.journal.fail_next = None if mended else "disk_full"
        bench.effects.close()
        await until(lambda: bench.effects.idle)
    assert len(await bench.stage.journal.tokens()) == mended
    assert bench.effects._owed == {}


@pytest.mark.parametrize("failures", [1, 3])
@virtual
async def test_a_settlement_refused_while_ending_is_tried_once_more(failures: int) -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    settle, asked = bench.stage.journal.settle, []

    async def refused(*args: Any, **named: Any) -> PrintJob | None:
        asked.append(args)
        if len(asked) <= failures:
            raise JournalError("io_error")
        return await settle(*args, **named)

    bench.stage.journal.settle = refused  # type: ignore[method-assign]
    async with bench.running():
        bench.effects.close()
        bench.effects.run(e.Settle(bench.operation, None, COUPON))
        await until(lambda: bench.effects.idle)
        await asyncio.sleep(600)
    assert len(asked) == 2
    assert bool(await bench.stage.journal.tokens()) is (failures == 1)


@virtual
async def test_an_aborted_debt_is_forgotten() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation, OperationState.SENT)
    bench.stage.journal.fail_next = "disk_full"
    await bench.do(e.Settle(bench.operation, None, COUPON))
    await asyncio.sleep(100)
    assert await bench.stage.journal.tokens() == ()


# -- a disk that hangs, the end ------------------------------------------------------------------


@virtual
async def test_a_hanging_disk_is_told() -> None:
    bench = Bench()

    async def hang(*_: object) -> None:
        await asyncio.sleep(12)

    bench.stage.journal.put = hang  # type: ignore[method-assign, assignment]
    await bench.do(e.Remember("a", "b"))
    assert bench.stage.log.of("fault") == [{"where": "journal", "error": "slow"}]


@virtual
async def test_after_closing_nothing_new_is_asked_or_sent() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    async with bench.running():
        bench.stage.api.lookups = [_never]
        bench.effects.run(e.Lookup("s", 1, qr="ANNA"))
        await asyncio.sleep(1)
        bench.effects.close()
        bench.effects.run(e.Lookup("t", 1, qr="ANNA"))
        bench.effects.run(e.Send(bench.operation, 1))
        await until(lambda: bench.effects.idle and not bench.effects._calls)
    assert len(bench.stage.api.asked) == 1
    assert bench.stage.api.sent == []
    assert await bench.stage.states() == ["pending"]
    assert bench.posted == []


@virtual
async def test_a_request_that_is_out_may_still_be_answered() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)

    async def late() -> o.SendOutcome:
        await asyncio.sleep(2)
        return FINE

    bench.stage.api.sends = [late, _never]
    async with bench.running():
        bench.effects.run(e.Send(bench.operation, 1))
        await asyncio.sleep(1)
        bench.effects.close()
        assert not bench.effects.idle
        await until(lambda: bench.effects.idle)
        assert bench.posted == [Answered(bench.operation.id, 1, FINE)]


@virtual
async def test_abort_waits_for_nobody() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    bench.stage.api.sends = [_never]
    async with bench.running():
        bench.effects.run(e.Send(bench.operation, 1))
        await until(lambda: bench.stage.api.sent)
        bench.effects.abort()
        await until(lambda: bench.effects.idle)
    assert bench.posted == []


async def _never() -> o.SendOutcome:
    await asyncio.sleep(10_000)
    return FINE
