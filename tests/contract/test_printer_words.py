"""The printer adapter against its twin: what a printer can say of a job, and how that is found out."""

import asyncio
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos, printer_job
from kiosk.devices.printer_talk import Completion
from kiosk.simulator.printer import RECEIPT_SPEED, PrinterTwin
from tests.contract.printer_desk import PAPER, Desk, making_desks, picture, short, until


@pytest.fixture
def twin() -> Iterator[PrinterTwin]:
    with PrinterTwin() as one:
        yield one


@pytest.fixture
def desks() -> Iterator[Callable[..., Desk]]:
    with making_desks() as make:
        yield lambda port, **options: make(port, **({"render": short, "baud": 115200} | options))


def learned(desk: Desk) -> Completion | None:
    return desk.printer._completion


# -- learning ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ignorant_of", "result", "steps"),
    [
        ([], PrintState.PRINTED, [PrintState.SENDING, PrintState.SENT]),
        (["no_completion"], PrintState.SENT, [PrintState.SENDING, PrintState.SENT]),
        (["no_completion", "no_processed"], PrintState.SENT, [PrintState.SENDING]),
    ],
)
async def test_auto_finds_out_what_it_can_say(
    twin: PrinterTwin,
    desks: Callable[..., Desk],
    ignorant_of: list[str],
    result: PrintState,
    steps: list[PrintState],
) -> None:
    for switch in ignorant_of:
        setattr(twin, switch, True)
    desk = desks(twin.port)
    assert await desk.print() is result
    assert desk.steps == steps
    assert [len(paper) for paper in twin.papers] == [len(short(PAPER))], "a question left something on paper"
    assert twin.strays == 0


async def test_nothing_is_learned_of_an_open_printer(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    """It answers status and no question in turn, just as one that knows none of them."""
    twin.cover_open = True
    desk = desks(twin.port)
    await desk.until(PrinterState.COVER_OPEN)
    assert await desk.print() is PrintState.FAILED
    assert learned(desk) is None
    twin.cover_open = False
    assert await desk.print(2) is PrintState.PRINTED


async def test_opened_while_it_is_asked_teaches_nothing(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    twin.answer_delay = 60.0
    desk = desks(twin.port)
    await desk.until(PrinterState.READY)  # and now it is being asked
    twin.cover_open = True
    await desk.until(PrinterState.COVER_OPEN)
    twin.answer_delay = 0.0
    twin.cover_open = False
    assert await desk.print() is PrintState.PRINTED


async def test_a_late_word_is_a_word(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    """Too slow while it was asked, it counts as one that cannot say; until it says something."""
    twin.answer_delay = 1.5
    desk = desks(twin.port)
    await until(lambda: learned(desk) is Completion.NONE)
    twin.answer_delay = 0.0
    await until(lambda: not twin._late)
    assert await desk.print() is PrintState.PRINTED


async def test_another_printer_is_asked_anew(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    desk = desks(twin.port)
    await until(lambda: learned(desk) is Completion.PROCESS_ID)
    twin.unplug()
    await desk.until(PrinterState.ABSENT)
    twin.no_completion = True
    twin.replug()
    assert await desk.print() is not PrintState.PRINTED
    await until(lambda: learned(desk) is Completion.PROCESSED)


# -- its word on a job -------------------------------------------------------------------------


async def test_processed_without_that_word_is_unknown(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.no_processed = True
    assert await desks(twin.port, completion="processed").print() is PrintState.UNKNOWN


async def test_one_that_says_nothing_of_jobs_may_still_report_trouble(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    twin.rows_per_second = 400.0
    desk = desks(twin.port, completion="none")
    await desk.until(PrinterState.READY)
    twin.at_row(200, lambda: setattr(twin, "cover_open", True))
    assert await desk.print() is PrintState.UNKNOWN
    await desk.until(PrinterState.COVER_OPEN)


async def test_one_that_used_to_answer_is_not_mute(
    twin: PrinterTwin, desks: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer_job, "_ROWS_A_SECOND", 300.0)  # time for it to be found out
    desk = desks(twin.port, completion="none")
    await desk.until(PrinterState.READY)
    twin.silent = True
    assert await desk.print() is PrintState.FAILED
    assert desk.sent == 0
    twin.silent = False
    await desk.until(PrinterState.READY)

    twin.at_row(10, lambda: setattr(twin, "silent", True))
    assert await desk.print() is PrintState.UNKNOWN


async def test_silence_is_said_while_the_word_is_still_awaited(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    """The screen shall not say "printing" to a printer that has gone; and what comes late is heard."""
    desk = desks(twin.port, patience=30.0)
    await until(lambda: learned(desk) is Completion.PROCESS_ID)
    twin.answer_delay = 1.0
    twin.at_row(10, lambda: setattr(twin, "silent", True))
    job = asyncio.create_task(desk.print())
    await desk.until(PrinterState.SILENT)
    assert not job.done()
    twin.answer_delay = 0.0
    with twin._lock:
        twin._silent = False
        twin._say(b"\x37\x22" + escpos.process_id(1, desk.printer._attempts) + b"\x00")
    assert await job is PrintState.PRINTED
    await desk.until(PrinterState.READY)


async def test_a_power_cut_in_the_middle_is_unknown_and_the_next_is_clean(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    desk = desks(twin.port, render=picture)
    await until(lambda: learned(desk) is Completion.PROCESS_ID)
    twin.at_row(400, twin.power_off)
    assert await desk.print() is PrintState.UNKNOWN
    await desk.until(PrinterState.SILENT)
    assert await desk.print(2) is PrintState.FAILED, "it would have come out when somebody switches it on"
    twin.power_on()
    await desk.until(PrinterState.READY)
    assert await desk.print(3) is PrintState.PRINTED
    assert [len(paper) for paper in twin.papers] == [400, 800], "half a coupon was the head of another"
    assert np.array_equal(twin.papers[1], escpos.printable(picture(PAPER)))


@pytest.mark.parametrize("row", [200, 765], ids=["while it is sent", "while its word is awaited"])
async def test_switched_off_and_on_in_the_middle_is_unknown(
    twin: PrinterTwin, desks: Callable[..., Desk], row: int
) -> None:
    """It has forgotten its margins and a part of the picture, and answers for the rest all the same."""
    twin.bytes_per_second = 100_000.0
    twin.boot_seconds = 1.5
    desk = desks(twin.port, render=picture, baud=921600, patience=5.0)
    await until(lambda: learned(desk) is Completion.PROCESS_ID)

    def off_and_on() -> None:
        twin.power_off()
        twin.power_on()

    twin.at_row(row, off_and_on)
    assert await desk.print() is PrintState.UNKNOWN
    assert await desk.print(2) is PrintState.PRINTED
    assert np.array_equal(twin.papers[-1], escpos.printable(picture(PAPER)))


# -- how it says it ----------------------------------------------------------------------------


async def test_answers_within_each_other_and_late_ones_are_understood(
    twin: PrinterTwin, desks: Callable[..., Desk]
) -> None:
    twin.muddled = True
    twin.status_delay = 0.02
    twin.answer_delay = 0.03
    desk = desks(twin.port)
    for job in range(8):  # as many as there are places to put one answer into another
        twin.paper_low = job % 2 == 1
        assert await desk.print(job) is PrintState.PRINTED
    assert set(desk.states) == {PrinterState.READY, PrinterState.PAPER_LOW}


async def test_the_end_of_the_roll_is_announced(twin: PrinterTwin, desks: Callable[..., Desk]) -> None:
    twin.rows_per_second = RECEIPT_SPEED * 8
    twin.near_end_rows = 300
    twin.rows_left = 400
    desk = desks(twin.port)
    assert await desk.print() is PrintState.PRINTED
    await desk.until(PrinterState.PAPER_LOW)
    assert await desk.print(2) is PrintState.UNKNOWN
    await desk.until(PrinterState.PAPER_OUT)
    assert desk.states == [PrinterState.READY, PrinterState.PAPER_LOW, PrinterState.PAPER_OUT]
