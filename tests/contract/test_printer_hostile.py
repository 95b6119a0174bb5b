"""The printer adapter against what no printer should do, and some do: late answers, floods, surprises."""

import asyncio
import contextlib
import os
import pty
import threading
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos, printer, printer_job, serial_port
from kiosk.devices.printer_talk import Completion, Talk
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
    desk = desks(
        twin.port, baud=921600, completion="none", render=lambda paper: next(pictures), answer_within=0.05
    )
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
    monkeypatch.setattr(printer, "_BACK_OFF", (0.1,))
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


async def test_half_a_coupon_of_an_earlier_run_is_forgotten_by_one_that_holds_the_line(
    twin: PrinterTwin, desks: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kiosk was killed over a coupon, and the roll is at its end: the next one brings no more of it."""
    original = serial_port.Port.unblock

    def unblock(port: serial_port.Port) -> None:
        # On a line all that has not left is thrown away; a pseudo-terminal has it at its other end already.
        with twin._lock, contextlib.suppress(BlockingIOError):
            os.read(twin._port.fd or -1, 65536)
        original(port)

    monkeypatch.setattr(serial_port.Port, "unblock", unblock)
    half = b"".join(escpos.raster(picture(PAPER)))[:3000]
    twin.busy_offline = True
    twin.paper_out = True
    with twin._lock:
        twin._received += escpos.INIT + escpos.UNITS + half
    desk = desks(twin.port)
    await desk.until(PrinterState.PAPER_OUT)
    twin.refill()
    await desk.until(PrinterState.READY)
    assert twin.hanging is None, "it came out in front of whoever put in the roll"
    assert await desk.print() is PrintState.PRINTED
    assert np.array_equal(twin.papers[-1], escpos.printable(picture(PAPER)))


async def test_a_word_on_the_job_counts_whatever_comes_with_it(
    twin: PrinterTwin, desks: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cover is opened by whoever takes the coupon, while the printer is being asked how it is."""
    monkeypatch.setattr(printer_job, "_ASK_AGAIN", 0.0)
    twin.rows_per_second = 2000.0
    desk = desks(twin.port, baud=921600)
    await desk.until(PrinterState.READY)
    await until(lambda: desk.printer._completion)
    twin.status_delay = 0.2  # it is always being asked

    def taken() -> None:
        twin._say(b"\x37\x22" + escpos.process_id(1, desk.printer._attempts) + b"\x00")
        twin._cover_open = True

    twin.at_row(len(picture(PAPER)), taken)
    assert await desk.print() is PrintState.PRINTED
    await desk.until(PrinterState.COVER_OPEN)


async def test_one_that_was_silent_may_be_another_one(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    """Exchanged at the end of its cable, or switched off and on: what it can say is asked again."""
    desk = desks(twin.port, render=lambda paper: picture(paper)[250:520], baud=115200)
    await until(lambda: desk.printer._completion is Completion.PROCESS_ID)
    twin.power_off()
    await desk.until(PrinterState.SILENT)
    twin.no_completion = True
    twin.power_on()
    await desk.until(PrinterState.READY)
    await until(lambda: twin._line.asb)
    assert await desk.print() is PrintState.SENT


class Line:
    """A port with flow control at whose other end nobody answers; what was done to it."""

    has_flow_control = True

    def __init__(self) -> None:
        self.given: list[int] = []
        self.flow: list[str] = []

    def exchange(self, data: bytes, wait: float) -> tuple[int, bytes]:
        self.given.append(len(data))
        return len(data), b""

    def read(self, wait: float, _wake: int | None = None) -> bytes:
        return b""

    def unblock(self) -> None:
        self.flow.append("off")

    def restore_flow(self) -> None:
        self.flow.append("on")


def talk_on(line: Line, *, baud: int = 1200, answer_within: float = 0.7) -> Talk:
    return Talk(
        line,  # type: ignore[arg-type]
        baud=baud,
        patience=5.0,
        answer_within=answer_within,
        stop=threading.Event(),
        changed=lambda state: None,
    )


def test_a_slow_line_is_given_little_at_once() -> None:
    """Linux says that a line can be written to when less than 256 bytes wait. What it has taken at once, up
    to 4 KB, takes a line of 1200 baud half a minute: that is no printer that stands still."""
    line = Line()
    assert talk_on(line).send(bytes(9000), 5.0) == 9000
    assert max(line.given) * 10 / 1200 < 5.0


def test_whoever_asks_without_flow_control_neither_asks_twice_nor_brings_it_back() -> None:
    line = Line()
    talk = talk_on(line, baud=921600, answer_within=0.01)
    with talk.without_flow():
        assert talk.ask_state() is PrinterState.SILENT
        assert line.flow == ["off"]
        assert len(line.given) == 1
    assert line.flow == ["off", "on"]
    talk.ask_state()
    assert line.flow == ["off", "on"] * 2
