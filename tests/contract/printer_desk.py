"""What the tests of the printer adapter share."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import segno

from kiosk.core.events import PrinterChanged
from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import printer_job, printer_talk
from kiosk.devices.printer import SerialPrinter
from kiosk.ports import CouponPaper, DeviceEvent

TOKEN = "cq_8fK2mQ7xLp4Rt9Wz1Vb6Nd3"
PAPER = CouponPaper(
    "Kahveci", "Free coffee", TOKEN, "23 Nov 2026, 14:05", "entrance-1", "Your reward", "Once."
)
PATIENCE = 1.0
BOUND = 15.0


def picture(paper: CouponPaper) -> np.ndarray:
    """A header, a code and noise below: without Qt, and with every kind of row in it."""
    code = np.kron(np.array(list(segno.make_qr(paper.token, error="m").matrix), bool), np.ones((8, 8), bool))
    image = np.zeros((800, 576), bool)
    image[10:40, 32:300] = True
    image[300 : 300 + len(code), 32 : 32 + len(code)] = code
    image[700:780] = np.random.default_rng(7).random((80, 576)) < 0.3
    return image


def short(paper: CouponPaper) -> np.ndarray:
    """A small picture, for tests that wait a job's whole time."""
    return picture(paper)[250:520]


class Desk:
    """An adapter, what it posted, and the means to wait for it."""

    def __init__(self, port: str, **options: object) -> None:
        self.events: list[DeviceEvent] = []
        settings: dict[str, object] = {
            "render": picture,
            "patience": PATIENCE,
            "answer_within": 0.3,
            "poll": 0.3,
        }
        self.printer = SerialPrinter(port, **(settings | options))  # type: ignore[arg-type]
        self.steps: list[PrintState] = []

    @property
    def states(self) -> list[PrinterState]:
        return [e.state for e in self.events if isinstance(e, PrinterChanged)]

    @property
    def sent(self) -> int:
        return self.steps.count(PrintState.SENDING)

    def start(self) -> "Desk":
        self.printer.start(self.events.append)
        return self

    def going(self, state: PrintState) -> None:
        self.steps.append(state)

    async def print(self, job: int = 1) -> PrintState:
        return await asyncio.wait_for(self.printer.print_coupon(PAPER, job, self.going), BOUND)

    async def until(self, state: PrinterState) -> None:
        end = time.monotonic() + BOUND
        while self.printer.state is not state:
            assert time.monotonic() < end, f"still {self.printer.state} after {self.states}"
            await asyncio.sleep(0.01)


async def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + BOUND
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


@contextlib.contextmanager
def making_desks() -> Iterator[Callable[..., Desk]]:
    """Makes desks, and stops them. The adapter's own waits are for printers; a twin answers at once and
    prints in no time, unless a test slows it down."""
    made: list[Desk] = []
    patch = pytest.MonkeyPatch()
    patch.setattr(printer_job, "_ROWS_A_SECOND", 3000.0)
    patch.setattr(printer_job, "_ASK_AGAIN", 0.25)
    patch.setattr(printer_talk, "_CLEAR_WITHIN", 0.25)

    def make(port: str, **options: object) -> Desk:
        made.append(Desk(port, **options))
        return made[-1].start()

    try:
        yield make
    finally:
        _stop(made)
        patch.undo()


def _stop(made: list[Desk]) -> None:
    for one in made:
        begun = time.monotonic()
        one.printer.stop()
        assert time.monotonic() - begun < 2.5
