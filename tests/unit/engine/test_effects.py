"""Effects: what each does, in which order, and what a failing disk makes of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.events import (
    Answered,
    AttemptRecalled,
    Event,
    JournalFailed,
    LookedUp,
    PrintProgress,
    Recalled,
    Recorded,
    Settled,
    StaffAdmitted,
    StaffRefused,
    VisitKept,
)
from kiosk.core.model import Balance, OperationKind, OperationState, PrintState
from kiosk.engine import effects as module
from kiosk.engine.effects import Effects, token_mark
from kiosk.engine.printing import Printing
from kiosk.ports import JournalError, StaffMember
from tests.support.engine_world import ANNA, COUPON, FINE, PlainPins, Stage, earn, names, put, until
from tests.support.virtual_time import virtual


class Bench:
    """Effects alone: what they post is kept, and nobody acts on it."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.posted: list[Event] = []
        self.released = 0
        world = self.stage.world()
        self.printing = Printing(world, self.posted.append)
        self.effects = Effects(world, self.posted.append, self.printing, self._release)
        self.operation = earn(self.stage.clock)

    def _release(self) -> None:
        self.released += 1

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.effects.work())
        try:
            yield
        finally:
            self.effects.abort()
            task.cancel()
            await asyncio.wait((task,))

    async def do(self, *effects: e.Effect) -> list[Event]:
        """Run them, wait until all is done, and hand over what they posted."""
        async with self.running():
            for effect in effects:
                self.effects.run(effect)
            await until(lambda: self.effects.idle and not self.effects._calls)
        return self.posted


@virtual
async def test_a_lookup_carries_what_was_scanned() -> None:
    bench = Bench()
    bench.stage.api.lookups = [o.Found(ANNA), o.NotFound()]
    posted = await bench.do(e.Lookup("s", 3, qr="ANNA"))
    await bench.do(e.Lookup("s", 4, code=ANNA.code))
    assert bench.stage.api.asked == [("ANNA", None, 3), (None, ANNA.code, 4)]
    assert posted == [LookedUp("s", 3, o.Found(ANNA)), LookedUp("s", 4, o.NotFound())]


@virtual
async def test_a_client_that_breaks_its_promise_is_an_unusable_answer() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    bench.stage.api.lookups = [RuntimeError("ANNA")]
    bench.stage.api.sends = [RuntimeError("1234")]
    posted = await bench.do(e.Lookup("s", 1, qr="ANNA"), e.Send(bench.operation, 2, "1234"))
    broken = o.Unavailable(o.Trouble.FOREIGN)
    assert LookedUp("s", 1, broken) in posted
    assert Answered(bench.operation.id, 2, broken) in posted
    assert [line["error"] for line in bench.stage.log.of("fault", where="api")] == ["RuntimeError"] * 2
    assert "1234" not in repr(bench.stage.log.lines)


@virtual
async def test_on_disk_before_the_first_byte() -> None:
    bench = Bench()
    seen: list[str] = []

    async def look() -> o.SendOutcome:
        seen.extend(await bench.stage.states())
        return FINE

    bench.stage.api.sends = [look]
    posted = await bench.do(e.Record(bench.operation), e.Send(bench.operation, 1, None))
    assert posted == [Recorded(bench.operation.id), Answered(bench.operation.id, 1, FINE)]
    assert seen == ["sent"]
    assert [line["state"] for line in bench.stage.log.of("operation")] == ["pending", "sent"]


@virtual
async def test_settled_before_the_next_question() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation, OperationState.SENT)
    settle = e.Settle(bench.operation, Balance(0, 0), COUPON)
    posted = await bench.do(settle, e.Recall("s", ANNA.code))
    assert names(posted) == ["Settled", "Recalled"]
    settled, recalled = posted
    assert isinstance(settled, Settled)
    assert settled.job is not None
    assert settled.job.state is PrintState.QUEUED
    assert isinstance(recalled, Recalled)
    assert [visit.state.value for visit in recalled.history.visits] == ["accepted"]
    assert [record.coupon for record in recalled.history.coupons] == [COUPON]
    assert bench.effects.tokens == {token_mark(COUPON.token)}
    assert bench.printing._work.is_set()
    assert bench.stage.log.of("coupon") == [{"id": "cp-1", "state": "issued"}]


@virtual
async def test_a_held_coupon_does_not_wake_the_printer() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation, OperationState.SENT)
    await bench.do(e.Settle(bench.operation, None, COUPON, print_now=False))
    await bench.do(e.Settle(bench.operation, None, None))
    assert not bench.printing._work.is_set()
    assert len(bench.stage.log.of("coupon")) == 1


@virtual
async def test_a_mark_is_logged_if_it_took() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    await bench.do(
        e.Mark(bench.operation.id, OperationState.REFUSED, "not_found"),
        e.Mark(bench.operation.id, OperationState.ABANDONED, "late"),
    )
    assert [line["state"] for line in bench.stage.log.of("operation")] == ["refused"]
    assert bench.posted == []


@virtual
async def test_release_wakes_the_outbox_after_the_mark_before_it() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    seen: list[str] = []

    real = bench.stage.journal.mark

    async def slow(operation_id: str, state: OperationState, reason: str = "") -> None:
        await asyncio.sleep(1)
        await real(operation_id, state, reason)
        seen.append(f"marked, {bench.released} released")

    bench.stage.journal.mark = slow  # type: ignore[method-assign]
    await bench.do(e.Mark(bench.operation.id, OperationState.UNKNOWN), e.Release(bench.operation))
    assert seen == ["marked, 0 released"]
    assert bench.released == 1


@virtual
async def test_history_reaches_back_a_day_more() -> None:
    bench = Bench()
    await put(bench.stage.journal, earn(bench.stage.clock, 2, age=20 * 3600), OperationState.UNKNOWN)
    posted = await bench.do(e.Recall("s", ANNA.code))
    assert isinstance(posted[0], Recalled)
    assert len(posted[0].history.visits) == 1


@pytest.mark.parametrize("sent", [True, False])
@virtual
async def test_an_earlier_attempt_is_told_in_the_shops_time(sent: bool) -> None:
    bench = Bench()
    clock = bench.stage.clock
    operation = replace(
        earn(clock, age=60), kind=OperationKind.COUPON, token="cq_x", member_code=None, card=None, amount=None
    )
    await put(bench.stage.journal, operation, OperationState.SENT)
    if not sent:
        stored = bench.stage.journal._stored[operation.id]
        bench.stage.journal._stored[operation.id] = replace(stored, sent_at=None)
    posted = await bench.do(e.RecallAttempt("s", "cq_x"), e.RecallAttempt("s", "cq_x", operation.id))
    first, second = posted
    assert isinstance(first, AttemptRecalled)
    assert first.earlier == operation.created_at
    assert first.earlier is not None
    assert first.earlier.tzinfo is clock.now().local.tzinfo
    assert second == AttemptRecalled("s", None)


@virtual
async def test_a_visit_is_kept_and_dropped() -> None:
    bench = Bench()
    at = bench.stage.clock.now().local
    posted = await bench.do(e.KeepVisit("s", "kept-1", at, "ANNA"))
    assert posted == [VisitKept("s")]
    assert bench.released == 1
    assert [visit.qr for visit in await bench.stage.journal.kept_visits()] == ["ANNA"]
    await bench.do(e.DropVisit("kept-1"))
    assert await bench.stage.journal.kept_visits() == ()


@virtual
async def test_the_small_ones() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    await bench.do(
        e.Settle(bench.operation, None, COUPON, print_now=False),
        e.Print(COUPON.id, copy=True),
        e.CouponSpent(COUPON.token),
        e.Audit("Ali", "enter", "admitted"),
        e.Remember("strict_seen", "yes"),
        e.Cue(e.Sound.SCAN),
        e.Report("scan", (("kind", "member"),)),
    )
    journal = bench.stage.journal
    assert [(job.copy, job.state.value) for job, _ in await journal.queued_prints()] == [(True, "queued")]
    assert bench.printing._work.is_set()
    assert (await journal.tokens()) == ()
    assert [line[1:] for line in journal.audited] == [("Ali", "enter", "admitted")]
    assert await journal.get("strict_seen") == "yes"
    assert bench.stage.cues == [e.Sound.SCAN]
    assert bench.stage.log.of("scan") == [{"kind": "member"}]


FAILING: list[tuple[Callable[[Bench], e.Effect], str]] = [
    (lambda b: e.Record(replace(b.operation, id="new")), "new"),
    (lambda b: e.Send(b.operation, 1), "kiosk-1-1"),
    (lambda b: e.Settle(b.operation, None, None), "kiosk-1-1"),
    (lambda b: e.Mark(b.operation.id, OperationState.UNKNOWN), "kiosk-1-1"),
    (lambda b: e.KeepVisit("s", "k", b.operation.created_at, "ANNA"), "s"),
    (lambda b: e.DropVisit("k"), "k"),
    (lambda b: e.Print("cp-1"), "cp-1"),
    (lambda b: e.CheckStaff("s", "9999"), "s"),
    (lambda b: e.CouponSpent("cq_1"), ""),
    (lambda b: e.Audit("Ali", "enter", "admitted"), ""),
    (lambda b: e.Remember("a", "b"), ""),
]


@pytest.mark.parametrize(("make", "ref"), FAILING, ids=[ref or "none" for _, ref in FAILING])
@virtual
async def test_a_failing_disk_is_told_and_the_next_effect_runs(
    make: Callable[[Bench], e.Effect], ref: str
) -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    await bench.stage.journal.add_staff(StaffMember("Ali", "1234"))
    bench.stage.journal.fail_next = "disk_full"
    posted = await bench.do(make(bench))
    assert JournalFailed(ref, "disk_full") in posted
    assert bench.stage.log.of("fault", where="journal", error="disk_full")
    assert bench.stage.api.sent == []
    assert not {"Recorded", "Answered", "Settled", "VisitKept", "StaffRefused"} & set(names(posted))
    await bench.do(e.Recall("t", ANNA.code))
    assert isinstance(bench.posted[-1], Recalled)


@pytest.mark.parametrize("name", ["history", "attempt_on"])
@virtual
async def test_a_disk_that_cannot_be_read_is_told(name: str) -> None:
    bench = Bench()

    async def broken(*_: object) -> None:
        raise ZeroDivisionError("cq_1")

    setattr(bench.stage.journal, name, broken)
    effect = e.Recall("s", ANNA.code) if name == "history" else e.RecallAttempt("s", "cq_1")
    assert await bench.do(effect) == [JournalFailed("s", "ZeroDivisionError")]
    assert "cq_1" not in repr(bench.stage.log.lines)


@virtual
async def test_a_print_that_cannot_be_queued_is_a_failed_print() -> None:
    bench = Bench()
    posted = await bench.do(e.Print("nowhere"))
    assert posted == [PrintProgress("nowhere", PrintState.FAILED), JournalFailed("nowhere", "no_such_coupon")]


# -- sending what has come to its end ------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (OperationState.ACCEPTED, Answered("kiosk-1-1", 3, o.AlreadyApplied())),
        (OperationState.ABANDONED, JournalFailed("kiosk-1-1", "final")),
        (OperationState.REFUSED, JournalFailed("kiosk-1-1", "final")),
    ],
)
@virtual
async def test_the_outbox_was_faster(state: OperationState, expected: Event) -> None:
    """History was read while the outbox's acceptance was on its way to disk."""
    bench = Bench()
    await put(bench.stage.journal, bench.operation, state)
    assert await bench.do(e.Send(bench.operation, 3)) == [expected]
    assert bench.stage.api.sent == []


@virtual
async def test_what_is_not_there_is_not_sent() -> None:
    bench = Bench()
    assert await bench.do(e.Send(bench.operation, 1)) == [JournalFailed("kiosk-1-1", "no_such_operation")]


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

    bench.stage.journal.settle = full  # type: ignore[method-assign, assignment]
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
        bench.stage.api.lookups = [_never]  # type: ignore[list-item]
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
    bench.effects = Effects(bench.stage.world(), bench.posted.append, bench.printing, lambda: None)
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
    bench.effects = Effects(bench.stage.world(), bench.posted.append, bench.printing, lambda: None)
    assert await bench.do(e.CheckStaff("s", "9999")) == [JournalFailed("s", "MemoryError")]
    assert "9999" not in repr(bench.stage.log.lines)
