"""Effects: what a failing disk owes, the end, and the slow check of staff PINs."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.events import (
    Answered,
    JournalFailed,
    Recorded,
    StaffAdmitted,
    StaffRefused,
)
from kiosk.core.model import Balance, OperationState, PrintJob
from kiosk.engine import effects as module
from kiosk.engine.effects import Effects
from kiosk.ports import JournalError, StaffMember
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.engine_world import COUPON, FINE, PlainPins, names, put, until
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


# -- staff ---------------------------------------------------------------------------------------


async def staffed(*people: tuple[str, str]) -> Bench:
    bench = Bench()
    for name, pin in people:
        await bench.stage.journal.add_staff(StaffMember(name, pin))
    return bench


async def test_a_pin_belongs_to_somebody() -> None:
    bench = await staffed(("Ali", "1111"), ("Zoe", "2222"))
    await bench.stage.journal.set_staff_lock(3, None)
    assert await bench.do(e.CheckStaff("s", "2222")) == [StaffAdmitted("s", "Zoe")]
    assert await bench.stage.journal.staff_lock() == (0, None)


async def test_wrong_tries_count_to_a_lock_that_passes() -> None:
    bench = await staffed(("Ali", "1111"))
    for _ in range(5):
        await bench.do(e.CheckStaff("s", "9999"))
    assert bench.posted == [*[StaffRefused("s")] * 4, StaffRefused("s", 15.0)]
    tries, until_then = await bench.stage.journal.staff_lock()
    assert tries == 5
    assert until_then is not None
    bench.posted.clear()
    await bench.do(e.CheckStaff("s", "1111"))  # the right one, but too early
    (refused,) = bench.posted
    assert isinstance(refused, StaffRefused)
    assert 0 < refused.locked_for <= 15
    assert (await bench.stage.journal.staff_lock())[0] == 5
    bench.posted.clear()
    await bench.stage.journal.set_staff_lock(5, bench.stage.clock.now().local - timedelta(seconds=1))
    assert await bench.do(e.CheckStaff("s", "1111")) == [StaffAdmitted("s", "Ali")]


async def test_a_lock_from_a_clock_that_ran_ahead_is_no_longer_than_any_other() -> None:
    """It was set in «2030», and then the clock was put right: staff are not shut out for years."""
    bench = await staffed(("Ali", "1111"))
    now = bench.stage.clock.now().local
    await bench.stage.journal.set_staff_lock(6, now + timedelta(days=1500))
    (refused,) = await bench.do(e.CheckStaff("s", "1111"))
    assert isinstance(refused, StaffRefused)
    assert refused.locked_for == 30.0
    tries, until_then = await bench.stage.journal.staff_lock()
    assert tries == 6
    assert until_then is not None
    assert until_then - now < timedelta(seconds=60)


async def test_without_staff_nothing_is_counted() -> None:
    bench = Bench()
    assert await bench.do(e.CheckStaff("s", "1111")) == [StaffRefused("s", nobody=True)]
    assert await bench.stage.journal.staff_lock() == (0, None)


class SlowPins(PlainPins):
    """Checks wait until they may go on."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked = threading.Event()

    def verify(self, pin_hash: str, pin: str) -> bool:
        self.asked.set()
        assert self.go.wait(10)
        return pin_hash == pin


async def test_customers_do_not_wait_for_the_check_of_a_staff_pin() -> None:
    bench = await staffed(("Ali", "1111"))
    pins = SlowPins()
    bench.stage.pins = pins
    bench.effects = Effects(
        bench.stage.world(), bench.posted.append, bench.printing, lambda: None, bench.papers
    )
    async with bench.running():
        bench.effects.run(e.CheckStaff("s", "9999"))
        bench.effects.run(e.CheckStaff("t", "8888"))
        bench.effects.run(e.Record(bench.operation))
        with suppress(AssertionError):
            await until(lambda: bench.posted, 5)
        assert bench.posted == [Recorded(bench.operation.id)]
        assert pins.asked.is_set()
        # Counted already: pulling the plug now would not win a try.
        assert await bench.stage.journal.staff_lock() == (1, None)
        pins.go.set()
        await until(lambda: len(bench.posted) == 3, 10)
    assert bench.posted[1:] == [StaffRefused("s"), StaffRefused("t")]
    assert await bench.stage.journal.staff_lock() == (2, None)


async def test_a_check_that_breaks_is_told() -> None:
    bench = await staffed(("Ali", "1111"))

    class Broken(PlainPins):
        def verify(self, pin_hash: str, pin: str) -> bool:
            raise MemoryError(pin)

    bench.stage.pins = Broken()
    bench.effects = Effects(
        bench.stage.world(), bench.posted.append, bench.printing, lambda: None, bench.papers
    )
    assert await bench.do(e.CheckStaff("s", "9999")) == [JournalFailed("s", "MemoryError")]
    assert "9999" not in repr(bench.stage.log.lines)
