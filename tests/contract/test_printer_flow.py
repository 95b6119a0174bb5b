"""The printer adapter and a line that stands still: flow control, time-outs, stopping."""

import asyncio
import contextlib
import os
import time
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos
from kiosk.simulator.printer import PrinterTwin
from tests.contract.printer_desk import BOUND, PAPER, PATIENCE, Desk, making_desks, picture, until

BIG = np.random.default_rng(1).random((3000, 576)) < 0.5  # more than a pseudo-terminal holds


@pytest.fixture
def desks() -> Iterator[Callable[..., Desk]]:
    with making_desks() as make:
        yield make


@pytest.fixture
def deaf_port(tmp_path: Path) -> Iterator[str]:
    """A port at whose other end nobody reads, ever."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    yield os.ttyname(theirs)
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("flow", ["rtscts", "xonxoff", "none"])
async def test_a_write_to_one_that_never_reads_returns(
    desks: Callable[..., Desk], deaf_port: str, flow: str
) -> None:
    desk = desks(deaf_port, flow=flow, completion="none", render=lambda paper: BIG, answer_within=0.1)
    begun = time.monotonic()
    assert await desk.print() in (PrintState.FAILED, PrintState.UNKNOWN)
    assert time.monotonic() - begun < PATIENCE + BOUND / 2
    assert desk.printer.state is PrinterState.SILENT


async def test_nothing_is_sent_to_one_that_cannot_be_rid_of_an_earlier_job(
    desks: Callable[..., Desk], deaf_port: str
) -> None:
    line = os.open(deaf_port, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(line, bytes(4096))
    os.close(line)
    desk = desks(deaf_port, flow="none", completion="none", answer_within=0.1)
    assert await desk.print() is PrintState.FAILED
    assert desk.sent == 0


@pytest.mark.parametrize("flow", ["rtscts", "xonxoff", "none"])
async def test_a_write_to_one_that_reads_no_more_returns(desks: Callable[..., Desk], flow: str) -> None:
    with PrinterTwin() as twin:
        twin.silent = True
        desk = desks(twin.port, flow=flow, completion="none", render=lambda paper: BIG, answer_within=0.1)

        def deafen(state: PrintState) -> None:
            twin.stalled = True

        begun = time.monotonic()
        result = await asyncio.wait_for(desk.printer.print_coupon(PAPER, 1, deafen), BOUND)
        assert result is PrintState.UNKNOWN, "what fits into the line has left, and may be printed"
        assert time.monotonic() - begun < PATIENCE + BOUND / 2
        assert desk.printer.state is PrinterState.SILENT


async def test_stopping_in_such_a_write(desks: Callable[..., Desk]) -> None:
    with PrinterTwin() as twin:
        twin.silent = True
        desk = desks(twin.port, completion="none", render=lambda paper: BIG, patience=60.0, answer_within=0.1)
        deaf = asyncio.Event()
        loop = asyncio.get_running_loop()

        def deafen(state: PrintState) -> None:
            twin.stalled = True
            loop.call_soon_threadsafe(deaf.set)

        job = asyncio.create_task(desk.printer.print_coupon(PAPER, 1, deafen))
        await asyncio.wait_for(deaf.wait(), BOUND)
        begun = time.monotonic()
        await asyncio.to_thread(desk.printer.stop)
        assert time.monotonic() - begun < 2.0
        assert await job in (PrintState.UNKNOWN, PrintState.FAILED)
        assert desk.printer._thread is None


@pytest.mark.parametrize(("flow", "signs"), [("rtscts", False), ("xonxoff", True)])
async def test_a_full_buffer_holds_the_line_and_loses_nothing(
    desks: Callable[..., Desk], flow: str, signs: bool
) -> None:
    with PrinterTwin(xonxoff=signs) as twin:
        twin.rows_per_second = 900.0  # 65 kB/s of such a picture; the line brings more
        desk = desks(twin.port, flow=flow, render=lambda paper: BIG[:1200], baud=921600, patience=5.0)
        job = asyncio.create_task(desk.print())
        await until(lambda: twin._busy)
        assert await job is PrintState.PRINTED
        assert np.array_equal(twin.papers[0], escpos.printable(BIG[:1200]))


@pytest.mark.parametrize(("flow", "signs"), [("rtscts", False), ("xonxoff", True)])
@pytest.mark.parametrize("switch", ["paper_out", "cover_open"])
async def test_one_that_holds_the_line_while_offline_still_says_why(
    desks: Callable[..., Desk], flow: str, signs: bool, switch: str
) -> None:
    """Its buffer has room and it answers: only the question does not get out while it is busy."""
    with PrinterTwin(xonxoff=signs) as twin:
        twin.busy_offline = True
        setattr(twin, switch, True)
        desk = desks(twin.port, flow=flow)
        await desk.until(PrinterState(switch))
        assert await desk.print() is PrintState.FAILED
        setattr(twin, switch, False)
        await desk.until(PrinterState.READY)
        # Its four answers are not of one moment: in between it may look like an error, never like silence.
        assert PrinterState.SILENT not in desk.states
        assert desk.states[-1] is PrinterState.READY
        assert await desk.print(2) is PrintState.PRINTED
        assert np.array_equal(twin.papers[0], escpos.printable(picture(PAPER)))
