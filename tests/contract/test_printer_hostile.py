"""The printer adapter against what no printer should do, and some do: late answers, floods, surprises."""

import asyncio
import os
import pty
import threading
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos, printer
from kiosk.simulator.printer import PrinterTwin
from tests.contract.printer_desk import PAPER, Desk, making_desks, picture, until


@pytest.fixture
def twin() -> Iterator[PrinterTwin]:
    with PrinterTwin() as one:
        yield one


@pytest.fixture
def desks() -> Iterator[Callable[..., Desk]]:
    with making_desks() as make:
        yield make


async def test_the_last_jobs_answer_is_not_taken_for_this_ones(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    """``GS r`` has no id: what came before all of the job had left cannot be about it."""
    twin.no_completion = True
    desk = desks(twin.port, baud=115200, completion="processed")
    await desk.until(PrinterState.READY)

    def late_answer(state: PrintState) -> None:
        desk.going(state)
        if state is PrintState.SENDING:
            with twin._lock:
                twin._say(b"\x00")
            twin.answer_delay = 60.0

    result = await asyncio.wait_for(desk.printer.print_coupon(PAPER, 1, late_answer), 20)
    assert result is PrintState.UNKNOWN


async def test_a_mute_printer_is_rid_of_half_a_coupon(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    """It cannot say that it has forgotten the half of a picture it was given."""
    twin.silent = True
    twin.no_clear = True
    big = np.random.default_rng(1).random((3000, 576)) < 0.5  # more than the line holds
    twin.bytes_per_second = 50_000
    pictures = iter((big, picture(PAPER)))
    desk = desks(twin.port, baud=921600, completion="none", render=lambda paper: next(pictures))
    await desk.until(PrinterState.SILENT)

    def stall(state: PrintState) -> None:
        twin.at_byte(30_000, lambda: setattr(twin, "stalled", True))

    result = await asyncio.wait_for(desk.printer.print_coupon(PAPER, 1, stall), 20)
    assert result is PrintState.UNKNOWN
    twin.stalled = False
    twin.bytes_per_second = None
    assert await desk.print(2) is PrintState.SENT
    await until(lambda: not twin._received)
    assert np.array_equal(twin.papers[-1], escpos.printable(picture(PAPER)))
    assert twin.strays == 0


async def test_a_surprise_ends_no_watch(
    twin: PrinterTwin, desks: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be looked into, for one."""
    looked = threading.Event()

    def find() -> str | None:
        if not looked.is_set():
            looked.set()
            raise PermissionError(13, "denied")
        return twin.port

    monkeypatch.setattr(printer, "find_printer_port", find)
    desk = desks("auto")
    await desk.until(PrinterState.READY)
    assert await desk.print() is PrintState.PRINTED


async def test_a_line_full_of_noise_does_not_flood_the_engine(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    desk = desks(os.ttyname(theirs), baud=115200)
    flap = (b"\x10\x00\x00\x00" + b"\x30\x00\x00\x00") * 64
    try:

        def babble() -> None:
            for _ in range(100):
                os.write(ours, flap)

        await until(lambda: desk.events)
        await asyncio.to_thread(babble)
        assert len(desk.events) < 50
    finally:
        desk.printer.stop()
        os.close(ours)
        os.close(theirs)
