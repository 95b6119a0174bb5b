"""A paper that is no coupon goes the way of one: through the queue, printed by the printer's word."""

import asyncio
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from kiosk.core.model import PrinterState, PrintState
from kiosk.devices.printer import NoPrinter
from kiosk.ports import CouponPaper, SlipPaper
from kiosk.simulator.printer import PrinterTwin
from tests.contract.printer_desk import BOUND, PAPER, Desk, making_desks, picture

SLIP = SlipPaper("Kahveci", "Test page", (("Width", "80 mm"),), "23 Nov 2026", "entrance-1")


def drawn(paper: CouponPaper | SlipPaper) -> np.ndarray:
    if isinstance(paper, CouponPaper):
        return picture(paper)
    page = np.zeros((64, 576), bool)
    page[8:40, 32:200] = True
    return page


@pytest.fixture
def desks() -> Iterator[Callable[..., Desk]]:
    with making_desks() as make:
        yield make


async def test_a_slip_comes_out_behind_the_coupon_before_it(desks: Callable[..., Desk]) -> None:
    with PrinterTwin() as twin:
        desk = desks(twin.port, render=drawn)
        await desk.until(PrinterState.READY)
        coupon = asyncio.create_task(desk.print())
        await asyncio.sleep(0)
        result = await asyncio.wait_for(desk.printer.print_slip(SLIP, desk.going), BOUND)
        assert result is PrintState.PRINTED
        assert await coupon is PrintState.PRINTED
        assert len(twin.papers) == 2
        assert len(twin.papers[0]) > len(twin.papers[1]) >= 32
        assert desk.steps == [PrintState.SENDING, PrintState.SENT] * 2


async def test_a_slip_is_not_sent_into_silence_nor_without_paper(desks: Callable[..., Desk]) -> None:
    with PrinterTwin() as twin:
        desk = desks(twin.port, render=drawn)
        await desk.until(PrinterState.READY)
        twin.paper_out = True
        await desk.until(PrinterState.PAPER_OUT)
        assert await asyncio.wait_for(desk.printer.print_slip(SLIP, desk.going), BOUND) is PrintState.FAILED
        assert desk.steps == []
        assert not twin.papers


async def test_without_a_printer_it_fails_at_once() -> None:
    told: list[PrintState] = []
    assert await NoPrinter().print_slip(SLIP, told.append) is PrintState.FAILED
    assert await NoPrinter().print_coupon(PAPER, 1, told.append) is PrintState.FAILED
    assert told == []


async def test_no_answer_can_be_taken_for_that_of_another_paper(desks: Callable[..., Desk]) -> None:
    """Slips have no number of their own, nor has the question whether the printer can answer at all."""
    with PrinterTwin() as twin:
        answers: list[bytes] = []
        reply = twin._line._reply
        twin._line._reply = lambda answer: (answers.append(answer), reply(answer))[1]
        desk = desks(twin.port, render=drawn)
        await desk.until(PrinterState.READY)
        for _ in range(3):
            result = await asyncio.wait_for(desk.printer.print_slip(SLIP, desk.going), BOUND)
            assert result is PrintState.PRINTED
        names = [answer for answer in answers if answer.startswith(b"\x37\x22")]
        assert len(names) == 4
        assert len(set(names)) == 4
