"""The printer adapter against its twin: what goes wrong in the middle of a job."""

import asyncio
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos, serial_port
from kiosk.simulator.printer import PrinterTwin
from tests.contract.printer_desk import (
    BOUND,
    PAPER,
    Desk,
    making_desks,
    picture,
    short,
    until,
)


@pytest.fixture
def twin() -> Iterator[PrinterTwin]:
    with PrinterTwin() as one:
        yield one


@pytest.fixture
def desks() -> Iterator[Callable[..., Desk]]:
    with making_desks() as make:
        yield make


# -- faults in the middle ----------------------------------------------------------------------


@pytest.mark.parametrize("rows", [450, 30])
async def test_paper_runs_out_in_the_middle(twin: PrinterTwin, desks: Callable[..., Desk], rows: int) -> None:
    twin.rows_left = rows
    desk = desks(twin.port)
    # With 30 rows it may be noticed before more than the first band had left: then nothing is lost.
    assert await desk.print() in (
        {PrintState.UNKNOWN} if rows > 128 else {PrintState.UNKNOWN, PrintState.FAILED}
    )
    assert desk.sent == 1
    await desk.until(PrinterState.PAPER_OUT)
    twin.refill()
    await desk.until(PrinterState.READY)
    twin.tear()
    assert [len(p) for p in twin.papers] == [rows], "the rest came out later"
    assert await desk.print(2) is PrintState.PRINTED
    assert np.array_equal(twin.papers[-1], escpos.printable(picture(PAPER)))


async def test_the_cover_is_opened_in_the_middle(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.rows_per_second = 400
    desk = desks(twin.port)
    waiting = asyncio.create_task(desk.print())
    await until(lambda: len(twin._line.rows) > 200)
    twin.cover_open = True
    assert await waiting is PrintState.UNKNOWN
    await desk.until(PrinterState.COVER_OPEN)


async def test_unplugged_in_the_middle(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.bytes_per_second = 8_000
    desk = desks(twin.port)
    waiting = asyncio.create_task(desk.print())
    await until(lambda: len(twin._line.rows) > 310)
    twin.unplug()
    assert await waiting is PrintState.UNKNOWN
    await desk.until(PrinterState.ABSENT)
    twin.bytes_per_second = None
    twin.replug()
    await desk.until(PrinterState.READY)
    twin.tear()
    assert await desk.print(2) is PrintState.PRINTED
    assert np.array_equal(twin.papers[-1], escpos.printable(picture(PAPER)))


@pytest.mark.parametrize("flow", ["rtscts", "none"])
async def test_a_printer_that_stops_taking_bytes_holds_nobody_up(
    twin: PrinterTwin, desks: Callable[..., Desk], flow: str
) -> None:
    big = np.random.default_rng(1).random((3000, 576)) < 0.5  # more than the line holds
    twin.bytes_per_second = 20_000
    desk = desks(twin.port, flow=flow, render=lambda paper: big)
    begun = time.monotonic()
    waiting = asyncio.create_task(desk.print())
    await until(lambda: len(twin._line.rows) > 100)
    twin.stalled = True
    assert await waiting is PrintState.UNKNOWN
    assert time.monotonic() - begun < BOUND
    await desk.until(PrinterState.SILENT)
    twin.stalled = False
    await desk.until(PrinterState.READY)


async def test_stuck_within_the_first_band_surely_failed(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    desk = desks(twin.port)
    await desk.until(PrinterState.READY)

    def stall(state: PrintState) -> None:
        twin.stalled = True
        time.sleep(0.2)
        port = talk_port[0]
        while port.exchange(b"\x00" * 4096, 0.05)[0]:
            pass  # now not one byte more fits into the line

    talk_port: list[serial_port.Port] = []
    original = serial_port.Port.exchange

    def spy(self: serial_port.Port, data: bytes, wait: float) -> tuple[int, bytes]:
        talk_port[:] = [self]
        return original(self, data, wait)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serial_port.Port, "exchange", spy)
        result = await asyncio.wait_for(desk.printer.print_coupon(PAPER, 1, stall), BOUND)
    assert result is PrintState.FAILED
    assert not twin.papers


async def test_an_answer_that_never_comes_is_unknown(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.no_completion = True
    desk = desks(twin.port, baud=115200, render=short, completion="process_id")
    assert await desk.print() is PrintState.UNKNOWN
    assert len(twin.papers) == 1
    assert desk.printer.state is PrinterState.READY


async def test_an_answer_that_comes_late_is_unknown_and_not_taken_for_the_next(
    twin: PrinterTwin, desks: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    twin.no_clear = True  # or clearing would take the late answer back
    twin.answer_delay = 2.7  # into the time that the next job waits
    desk = desks(twin.port, baud=921600, render=short, completion="process_id")
    assert await desk.print() is PrintState.UNKNOWN
    assert await desk.print() is PrintState.UNKNOWN, "the answer to another attempt was believed"
    assert len(twin.papers) == 2


async def test_a_printer_that_goes_silent_after_the_job_is_unknown(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    desk = desks(twin.port, baud=115200, render=short)
    await desk.until(PrinterState.READY)

    def sending(state: PrintState) -> None:
        twin.silent = True

    result = await asyncio.wait_for(desk.printer.print_coupon(PAPER, 1, sending), BOUND)
    assert result is PrintState.UNKNOWN
    await desk.until(PrinterState.SILENT)


async def test_a_half_eaten_picture_does_not_eat_the_next_coupon(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    """Also of a printer that cannot clear: it gets the rest of the picture in white."""
    twin.no_clear = True
    twin._received += b"\x1dv0\x00\x48\x00\x80\x00"  # a picture is announced and does not come
    desk = desks(twin.port)
    assert await desk.print() is PrintState.PRINTED
    assert twin.strays == 0
    assert np.array_equal(twin.papers[-1], escpos.printable(picture(PAPER)))
    assert len(twin.papers) == 2, "what was left of the picture, in white, is cut off before"
