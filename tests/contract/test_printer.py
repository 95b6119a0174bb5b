"""The printer adapter against its twin, over a pseudo-terminal: printing, states, faults before a job."""

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtGui import QGuiApplication
from pyzbar import pyzbar

from kiosk.core.events import PrinterChanged
from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos
from kiosk.devices.printer import NoPrinter, SerialPrinter, find_printer_port
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.ports import CouponPaper, DeviceEvent, Printer
from kiosk.simulator.printer import PrinterTwin
from tests.contract.printer_desk import (
    BOUND,
    PAPER,
    TOKEN,
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


def _is_a_printer(one: SerialPrinter) -> Printer:
    return one  # checked by mypy


# -- printing ----------------------------------------------------------------------------------


async def test_a_coupon_is_printed_dot_by_dot(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    desk = desks(twin.port)
    await desk.until(PrinterState.READY)
    assert await desk.print() is PrintState.PRINTED
    assert desk.steps == [PrintState.SENDING, PrintState.SENT]
    [paper] = twin.papers
    intended = escpos.printable(picture(PAPER))
    assert np.array_equal(paper, intended)
    assert twin.strays == 0
    grey = np.where(paper, 0, 255).astype(np.uint8)
    assert TOKEN.encode() in [found.bytes for found in zxingcpp.read_barcodes(grey)]
    assert desk.states == [PrinterState.READY]


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.parametrize("rtl", [False, True])
async def test_the_designed_page_reaches_paper_and_is_read_by_two_decoders(
    qapp: QGuiApplication, desks: Callable[..., Desk], tmp_path: Path, dots: int, rtl: bool
) -> None:
    fonts = sorted((Path(__file__).parents[2] / "assets" / "fonts").glob("*.ttf"))
    render = ReceiptRenderer(dots, fonts)
    shown: list[np.ndarray] = []
    paper = CouponPaper(
        "Kahveci",
        "قهوة مجانية" if rtl else "Free coffee",
        TOKEN,
        "14:05",
        "k-1",
        "t",
        "x",
        copy="COPY",
        rtl=rtl,
    )
    with PrinterTwin(dots=dots, on_paper=shown.append) as twin:
        desk = desks(twin.port, render=render, paper_dots=dots)
        result = await asyncio.wait_for(desk.printer.print_coupon(paper, 5, desk.going), BOUND)
        assert result is PrintState.PRINTED
        assert np.array_equal(twin.papers[0], escpos.printable(render(paper)))
        assert len(shown) == 1
        assert twin.papers_as_png(tmp_path)[0].stat().st_size > 500
    grey = np.where(np.pad(shown[0], 16), 0, 255).astype(np.uint8)
    assert [found.bytes for found in zxingcpp.read_barcodes(grey)] == [TOKEN.encode()]
    assert [found.data for found in pyzbar.decode(grey, [pyzbar.ZBarSymbol.QRCODE])] == [TOKEN.encode()]


async def test_jobs_wait_for_each_other(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    desk = desks(twin.port)
    results = await asyncio.gather(*(desk.print(job) for job in (1, 2, 3)))
    assert results == [PrintState.PRINTED] * 3
    assert len(twin.papers) == 3


async def test_a_printer_without_a_knife_gets_a_feed(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    desk = desks(twin.port, cut=False)
    assert await desk.print() is PrintState.PRINTED
    assert not twin.papers
    twin.tear()
    assert len(twin.papers[0]) == escpos.TEAR_FEED_ROWS + 800 + escpos.TEAR_FEED_ROWS
    assert await desk.print() is PrintState.PRINTED
    twin.tear()
    assert len(twin.papers[1]) == 800 + escpos.TEAR_FEED_ROWS, "nothing had been left hanging"


@pytest.mark.parametrize("flow", ["rtscts", "xonxoff", "none"])
async def test_a_slow_line_and_a_slow_printer(
    twin: PrinterTwin, desks: Callable[..., Desk], flow: str
) -> None:
    twin.bytes_per_second = 12_000
    desk = desks(twin.port, flow=flow, baud=115200)
    assert await desk.print() is PrintState.PRINTED
    assert np.array_equal(twin.papers[0], escpos.printable(picture(PAPER)))


async def test_paper_low_prints(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.paper_low = True
    desk = desks(twin.port)
    assert await desk.print() is PrintState.PRINTED
    assert desk.states == [PrinterState.PAPER_LOW]


async def test_processed_only_is_sent(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.no_completion = True
    assert await desks(twin.port, completion="processed").print() is PrintState.SENT
    assert len(twin.papers) == 1


async def test_a_mute_printer_is_sent_to(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.silent = True
    desk = desks(twin.port, completion="none", render=short, baud=115200, answer_within=0.05)
    assert await desk.print() is PrintState.SENT
    await until(lambda: twin.papers)
    assert desk.states == [PrinterState.SILENT]


# -- faults before -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("switch", "state"),
    [
        ("paper_out", PrinterState.PAPER_OUT),
        ("cover_open", PrinterState.COVER_OPEN),
        ("error", PrinterState.ERROR),
        ("silent", PrinterState.SILENT),
    ],
)
async def test_a_printer_that_cannot_is_sent_nothing(
    twin: PrinterTwin, desks: Callable[..., Desk], switch: str, state: PrinterState
) -> None:
    setattr(twin, switch, True)
    desk = desks(twin.port)
    assert await desk.print() is PrintState.FAILED
    assert desk.sent == 0
    assert desk.states == [state]
    setattr(twin, switch, False)
    await desk.until(PrinterState.READY)
    assert await desk.print(2) is PrintState.PRINTED
    assert len(twin.papers) == 1


async def test_states_come_and_go_while_idle(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    desk = desks(twin.port)
    await desk.until(PrinterState.READY)
    for switch, state in [
        ("paper_low", PrinterState.PAPER_LOW),
        ("paper_out", PrinterState.PAPER_OUT),
        ("cover_open", PrinterState.COVER_OPEN),
        ("error", PrinterState.ERROR),
    ]:
        setattr(twin, switch, True)
        await desk.until(state)
        setattr(twin, switch, False)
        await desk.until(PrinterState.READY)
    twin.silent = True
    await desk.until(PrinterState.SILENT)
    twin.silent = False
    await desk.until(PrinterState.READY)
    assert all(a is not b for a, b in zip(desk.states, desk.states[1:], strict=False)), (
        "posted without a change"
    )


async def test_no_port_is_absent_and_every_job_fails(desks: Callable[..., Desk], tmp_path: Path) -> None:
    desk = desks(str(tmp_path / "none"))
    assert await desk.print() is PrintState.FAILED
    assert desk.states == [PrinterState.ABSENT]
    assert desk.sent == 0


async def test_a_port_in_use_by_another_is_absent(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    first = desks(twin.port)
    await first.until(PrinterState.READY)
    second = desks(twin.port)
    assert await second.print() is PrintState.FAILED
    assert second.printer.state is PrinterState.ABSENT


async def test_unplugged_and_plugged_in_again(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    desk = desks(twin.port)
    await desk.until(PrinterState.READY)
    twin.unplug()
    await desk.until(PrinterState.ABSENT)
    assert await desk.print() is PrintState.FAILED
    twin.replug()
    await desk.until(PrinterState.READY)
    assert await desk.print(2) is PrintState.PRINTED
    assert desk.states == [PrinterState.READY, PrinterState.ABSENT, PrinterState.READY]


async def test_a_printer_that_takes_nothing_is_silent(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.stalled = True
    desk = desks(twin.port, answer_within=0.1)
    assert await desk.print() is PrintState.FAILED
    assert desk.sent == 0
    await desk.until(PrinterState.SILENT)


# -- the adapter itself ------------------------------------------------------------------------


async def test_nothing_raises_out_of_it(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    def broken(paper: CouponPaper) -> np.ndarray:
        raise RuntimeError("no ink")

    assert await desks(twin.port, render=broken).print() is PrintState.FAILED

    def refuses(state: PrintState) -> None:
        raise OSError("the journal is full")

    with PrinterTwin() as other:
        desk = desks(other.port)
        assert (
            await asyncio.wait_for(desk.printer.print_coupon(PAPER, 1, refuses), BOUND) is PrintState.FAILED
        )
        assert await desk.print(2) is PrintState.PRINTED
        assert len(other.papers) == 1


async def test_stopping_answers_those_who_wait(twin: PrinterTwin) -> None:
    twin.bytes_per_second = 2_000
    desk = Desk(twin.port).start()
    jobs = [asyncio.create_task(desk.print(n)) for n in (1, 2)]
    await until(lambda: len(twin._line.rows) > 310)
    await asyncio.to_thread(desk.printer.stop)
    assert [await job for job in jobs] == [PrintState.UNKNOWN, PrintState.FAILED]
    assert await desk.print(3) is PrintState.FAILED
    assert desk.printer.state is PrinterState.ABSENT


async def test_a_cancelled_job_is_not_printed(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.bytes_per_second = 20_000
    desk = desks(twin.port)
    first, second = asyncio.create_task(desk.print(1)), asyncio.create_task(desk.print(2))
    await until(lambda: desk.sent)
    second.cancel()
    assert await first is PrintState.PRINTED
    twin.bytes_per_second = None
    assert await desk.print(3) is PrintState.PRINTED
    assert len(twin.papers) == 2


async def test_no_file_or_thread_is_left_behind(twin: PrinterTwin) -> None:
    desk = Desk(twin.port)
    before = len(os.listdir("/proc/self/fd")), threading.active_count()
    for number in range(3):
        desk.start()
        assert await desk.print(number) is PrintState.PRINTED
        twin.unplug()
        await desk.until(PrinterState.ABSENT)
        twin.replug()
        await desk.until(PrinterState.READY)
        desk.printer.stop()
    await until(lambda: (len(os.listdir("/proc/self/fd")), threading.active_count()) == before)


async def test_no_printer() -> None:
    events: list[DeviceEvent] = []
    printer = NoPrinter()
    printer.start(events.append)
    result: Awaitable[PrintState] = printer.print_coupon(PAPER, 1, lambda state: events.clear())
    assert await result is PrintState.FAILED
    assert events == [PrinterChanged(PrinterState.ABSENT)]
    assert printer.state is PrinterState.ABSENT
    printer.stop()


def test_only_one_clear_candidate_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "by-id"
    assert find_printer_port(folder) is None
    folder.mkdir()
    (folder / "usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0").touch()
    (folder / "usb-Honeywell_Barcode_Scanner-if00").touch()
    assert find_printer_port(folder) is None, "a bare cable is no printer"
    (folder / "usb-EPSON_TM-T20III_0001-if00").touch()
    assert find_printer_port(folder) == str(folder / "usb-EPSON_TM-T20III_0001-if00")
    (folder / "usb-Zebra_Thermal_Label-if00").touch()
    assert find_printer_port(folder) == str(folder / "usb-EPSON_TM-T20III_0001-if00"), (
        "made by who makes both"
    )
    (folder / "usb-Bixolon_SRP-350-if00").touch()
    assert find_printer_port(folder) is None, "two are one too many"
    assert find_printer_port(folder, pinned=folder / "usb-EPSON_TM-T20III_0001-if00") is not None
