"""Paper: what is on disk before, and after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from kiosk.core.events import PrintProgress
from kiosk.core.model import Balance, IssuedCoupon, PrintJob, PrintState
from kiosk.core.receipt import Receipt
from kiosk.engine.printing import Printing
from kiosk.ports import CouponPaper, JournalError
from tests.support.engine_world import COUPON, Stage, earn, until, words
from tests.support.virtual_time import virtual


class Bench:
    """The print queue alone."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.posted: list[PrintProgress] = []
        self.printing = Printing(self.stage.world(), self.posted.append)

    def again(self) -> None:
        """After the stage was changed."""
        self.printing = Printing(self.stage.world(), self.posted.append)

    async def issue(self, coupon: IssuedCoupon = COUPON, age: float = 0.0) -> PrintJob:
        number = len(self.stage.journal._stored)
        operation = earn(self.stage.clock, number, age)
        await self.stage.journal.record(operation)
        at = operation.created_at
        job = await self.stage.journal.settle(operation.id, Balance(0, 0), coupon, at=at, print_now=True)
        assert job is not None
        return job

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.printing.run())
        self.printing.wake()
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait((task,))
            assert task.cancelled()

    def states(self, coupon: IssuedCoupon = COUPON) -> list[str]:
        return [posted.state.value for posted in self.posted if posted.coupon_id == coupon.id]

    def on_disk(self, job: PrintJob) -> str:
        return self.stage.journal._jobs[job.id].state.value


def journal_states(bench: Bench) -> list[str]:
    """What is written of print jobs from now on, in order."""
    written: list[str] = []
    original = bench.stage.journal.print_state

    async def spy(job_id: int, state: PrintState, at: datetime) -> None:
        await original(job_id, state, at)
        written.append(state.value)

    bench.stage.journal.print_state = spy  # type: ignore[method-assign]
    return written


@virtual
async def test_sending_is_on_disk_before_the_printer_is_asked() -> None:
    bench = Bench()
    job = await bench.issue()
    seen: list[str] = []

    async def before(number: int) -> None:
        seen.append(bench.stage.journal._jobs[number].state.value)

    bench.stage.printer.before = before
    async with bench.running():
        await until(lambda: len(bench.posted) == 2)
    assert seen == ["sending"]
    assert bench.states() == ["sending", "printed"]
    assert bench.on_disk(job) == "printed"
    paper = bench.stage.printer.printed[0][0]
    assert (paper.token, paper.copy, paper.terms) == (COUPON.token, "", "Once.")
    assert COUPON.token not in repr(bench.stage.log.lines)


@pytest.mark.parametrize(
    ("result", "logged"),
    [
        (PrintState.PRINTED, "printed"),
        (PrintState.SENT, None),
        (PrintState.FAILED, "print_failed"),
        (PrintState.UNKNOWN, "print_unknown"),
    ],
)
@virtual
async def test_each_result_is_kept_told_and_logged(result: PrintState, logged: str | None) -> None:
    bench = Bench()
    bench.stage.printer.result = result
    job = await bench.issue()
    async with bench.running():
        await until(lambda: len(bench.posted) == 2)
    assert bench.states() == ["sending", result.value]
    assert bench.on_disk(job) == result.value
    lines = [line["state"] for line in bench.stage.log.of("coupon", id=COUPON.id)]
    assert lines == ["printing", *([logged] if logged else [])]


@virtual
async def test_that_all_of_it_has_left_goes_to_disk_and_not_to_the_screen() -> None:
    bench = Bench()
    written = journal_states(bench)
    await bench.issue()
    async with bench.running():
        await until(lambda: len(bench.posted) == 2)
    assert written == ["sending", "sent", "printed"]
    assert bench.states() == ["sending", "printed"]


@virtual
async def test_a_note_that_cannot_be_written_costs_nothing_else() -> None:
    bench = Bench()
    original = bench.stage.journal.print_state

    async def full(job_id: int, state: PrintState, at: datetime) -> None:
        if state is PrintState.SENT:
            raise JournalError("disk_full")
        await original(job_id, state, at)

    bench.stage.journal.print_state = full  # type: ignore[method-assign]
    job = await bench.issue()
    async with bench.running():
        await until(lambda: len(bench.posted) == 2)
    assert bench.on_disk(job) == "printed"
    assert bench.stage.log.of("fault", where="printing", error="disk_full")


@virtual
async def test_a_late_note_never_follows_the_result() -> None:
    """The adapter's thread may say so when the result is out already."""
    bench = Bench()
    written = journal_states(bench)
    late: list[Callable[[PrintState], None]] = []

    async def print_coupon(
        paper: CouponPaper, number: int, going: Callable[[PrintState], None]
    ) -> PrintState:
        late.append(going)
        return PrintState.UNKNOWN

    bench.stage.printer.print_coupon = print_coupon  # type: ignore[method-assign]
    await bench.issue()
    async with bench.running():
        await until(lambda: len(bench.posted) == 2)
        late[0](PrintState.SENT)
        await asyncio.sleep(1)
    assert written == ["sending", "unknown"]


def test_a_word_after_the_end_of_the_loop_is_for_nobody() -> None:
    late: list[Callable[[PrintState], None]] = []

    async def scene() -> None:
        bench = Bench()

        async def print_coupon(
            paper: CouponPaper, number: int, going: Callable[[PrintState], None]
        ) -> PrintState:
            late.append(going)
            return PrintState.UNKNOWN

        bench.stage.printer.print_coupon = print_coupon  # type: ignore[method-assign]
        await bench.issue()
        async with bench.running():
            await until(lambda: late)

    virtual(scene)()
    late[0](PrintState.SENT)


@virtual
async def test_a_copy_says_so_and_jobs_come_in_order() -> None:
    bench = Bench()
    other = IssuedCoupon("cp-2", "Tea", "cq_2")
    await bench.issue()
    await bench.issue(other)
    await bench.stage.journal.queue_print(other.id, copy=True, at=bench.stage.clock.now().local)
    async with bench.running():
        await until(lambda: len(bench.stage.printer.printed) == 3)
    papers = [(paper.token, paper.copy) for paper, _ in bench.stage.printer.printed]
    assert papers == [(COUPON.token, ""), (other.token, ""), (other.token, "paper.copy")]


@virtual
async def test_a_printer_that_raises_leaves_an_unknown_paper() -> None:
    bench = Bench()
    other = IssuedCoupon("cp-2", "Tea", "cq_2")
    bench.stage.printer.result = RuntimeError("cq_7f3a9b2e")
    job = await bench.issue()
    await bench.issue(other)
    async with bench.running():
        await until(lambda: bench.states(other) == ["sending", "unknown"])
    assert bench.states() == ["sending", "unknown"]
    assert bench.on_disk(job) == "unknown"
    assert bench.stage.log.of("fault", where="printing", error="RuntimeError")
    assert COUPON.token not in repr(bench.stage.log.lines)


@virtual
async def test_words_that_cannot_be_found_are_a_failure_and_no_paper() -> None:
    bench = Bench()
    other = IssuedCoupon("cp-2", "Tea", "cq_2")

    def broken(receipt: Receipt) -> CouponPaper:
        if receipt.name == COUPON.name:
            raise KeyError(receipt.token)
        return words(receipt)

    bench.stage.words = broken
    bench.again()
    job = await bench.issue()
    await bench.issue(other)
    async with bench.running():
        await until(lambda: bench.states(other) == ["sending", "printed"])
    assert bench.states() == ["failed"]
    assert bench.on_disk(job) == "failed"
    assert COUPON.token not in repr(bench.stage.log.lines)


@virtual
async def test_what_cannot_be_written_is_not_printed_nor_later_for_a_stranger() -> None:
    bench = Bench()
    async with bench.running():
        await asyncio.sleep(1)
        await bench.issue()
        bench.stage.journal.fail_next = "disk_full"
        bench.printing.wake()
        await until(lambda: bench.posted)
        assert bench.states() == ["failed"]
        bench.printing.wake()
        await asyncio.sleep(60)
    assert bench.stage.printer.printed == []
    assert bench.stage.log.of("fault", where="printing", error="disk_full")


@virtual
async def test_a_result_that_cannot_be_written_is_unknown() -> None:
    bench = Bench()

    original = bench.stage.journal.print_state

    async def full(job_id: int, state: PrintState, at: datetime) -> None:
        if state is PrintState.PRINTED:
            raise JournalError("disk_full")
        await original(job_id, state, at)

    bench.stage.journal.print_state = full  # type: ignore[method-assign]
    job = await bench.issue()
    async with bench.running():
        await until(lambda: len(bench.posted) == 2)
        bench.printing.wake()
        await asyncio.sleep(60)
    assert bench.states() == ["sending", "unknown"]
    assert bench.on_disk(job) == "sent"
    assert len(bench.stage.printer.printed) == 1


@virtual
async def test_a_queue_that_cannot_be_read_is_read_again() -> None:
    bench = Bench()
    await bench.issue()
    bench.stage.journal.fail_next = "io_error"
    async with bench.running():
        await until(lambda: bench.stage.printer.printed)
    assert bench.stage.log.of("fault", where="printing", error="io_error")


@virtual
async def test_what_the_last_run_left_behind_comes_first() -> None:
    bench = Bench()
    cut_short, old = IssuedCoupon("cp-2", "Tea", "cq_2"), IssuedCoupon("cp-3", "Cake", "cq_3")
    await bench.issue()
    job = await bench.issue(cut_short)
    await bench.stage.journal.print_state(job.id, PrintState.SENDING, bench.stage.clock.now().local)
    await bench.issue(old, age=timedelta(hours=1).total_seconds())
    async with bench.running():
        await until(lambda: bench.stage.printer.printed)
        await asyncio.sleep(30)
    assert [paper.token for paper, _ in bench.stage.printer.printed] == [COUPON.token]
    assert bench.states(cut_short) == ["unknown"]
    assert bench.states(old) == ["held"]
    assert bench.stage.log.of("coupon", id=cut_short.id, state="print_unknown")


@virtual
async def test_a_job_is_not_recovered_from_under_the_printer() -> None:
    """Recovery happens once: this run's own jobs are nobody's leftovers."""
    bench = Bench()
    async with bench.running():
        await asyncio.sleep(1)
        bench.stage.journal.recover_prints = _refused  # type: ignore[method-assign, assignment]
        await bench.issue()
        bench.printing.wake()
        await until(lambda: bench.stage.printer.printed)


async def _refused(*_: object) -> list[PrintJob]:
    raise JournalError("never")
