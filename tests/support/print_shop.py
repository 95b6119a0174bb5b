"""Coupons on their way to paper, whole: the engine's print queue, the real printer adapter and the journal
on disk, before a fake printer in which anything can break at any byte. And what must hold whatever did."""

from __future__ import annotations

import array
import asyncio
import contextlib
import fcntl
import hashlib
import tempfile
import termios
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from kiosk.clock import SystemClock
from kiosk.core.events import PrintProgress
from kiosk.core.model import Balance, IssuedCoupon, PrinterState, PrintState
from kiosk.devices import escpos, printer_job, printer_talk, serial_port
from kiosk.devices.printer import SerialPrinter
from kiosk.engine.printing import Printing
from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import CouponPaper
from kiosk.simulator.paper import Paper
from kiosk.simulator.printer import PrinterTwin
from tests.support.engine_world import Stage, earn

DOTS: Final = 64
CODE_ROWS: Final = 150
BOUND: Final = 20.0
"""Seconds that nothing here takes, on however loaded a machine."""
FINAL: Final = frozenset({PrintState.PRINTED, PrintState.SENT, PrintState.FAILED, PrintState.UNKNOWN})

FAULTS: Final = ("paper_out", "cover_open", "error", "silent", "stalled", "power_off", "unplug", "kill")


def code_of(token: str, *, copy: bool) -> Paper:
    """What of a coupon could be redeemed: as high as a real code, and other for each coupon and copy."""
    seed = hashlib.sha256(f"{token} {copy}".encode()).digest()
    return np.random.default_rng(list(seed)).random((CODE_ROWS, DOTS)) < 0.4


def picture(token: str, *, copy: bool) -> Paper:
    """A header, feeds, the code, a line below: each kind of command that a coupon has."""
    page = np.zeros((40 + CODE_ROWS + 30, DOTS), bool)
    page[2:18, 8:40] = True
    page[40 : 40 + CODE_ROWS] = code_of(token, copy=copy)
    page[-12:-4, 16:50] = True
    return page


def render(paper: CouponPaper) -> Paper:
    """As the adapter draws it here."""
    return picture(paper.token, copy=bool(paper.copy))


def job_bytes(token: str = "cq_1") -> escpos.Job:
    """The bytes of one job, to know where its commands begin."""
    finish = escpos.ask_completion(escpos.process_id(1, 1))
    return escpos.job(picture(token, copy=False), cut=True, finish=finish)


def holds(strip: Paper, code: Paper) -> bool:
    """Whether this whole code is on this strip of paper."""
    starts = np.flatnonzero((strip[: len(strip) - len(code) + 1] == code[0]).all(axis=1))
    return any(np.array_equal(strip[at : at + len(code)], code) for at in starts)


class _Watched(SerialPrinter):
    """The adapter, with an ear on what it is asked to print."""

    begun: Callable[[int], None]
    asked: list[int]

    async def print_coupon(
        self, paper: CouponPaper, job: int, going: Callable[[PrintState], None]
    ) -> PrintState:
        self.asked.append(job)

        def heard(state: PrintState) -> None:
            if state is PrintState.SENDING:
                self.begun(job)
            going(state)

        return await super().print_coupon(paper, job, heard)


class PrintShop:
    """One kiosk that prints, again and again, through restarts. Not for use within a running loop."""

    def __init__(self, folder: Path) -> None:
        self.twin = PrinterTwin(dots=DOTS)
        self._path = folder / "journal.sqlite3"
        self._loop = asyncio.new_event_loop()
        self._clock = SystemClock(UTC)
        self.coupons: dict[str, IssuedCoupon] = {}
        self.asked: list[int] = []
        """The numbers of all jobs that were handed to the adapter."""
        self._states: dict[str, PrintState] = {}
        self._fault: tuple[str, int] | None = None
        self._killed = asyncio.Event()
        self._dead = threading.Event()
        self.twin.start()
        self._do(self._open())

    def _do(self, what):  # type: ignore[no-untyped-def]
        return self._loop.run_until_complete(asyncio.wait_for(what, BOUND))

    # -- the kiosk -----------------------------------------------------------------------------

    async def _open(self) -> None:
        self._journal = await SqliteJournal.open(self._path)
        self._printer = _Watched(
            self.twin.port,
            render=render,
            baud=921600,
            paper_dots=DOTS,
            patience=0.3,
            answer_within=0.15,
            poll=0.05,
        )
        self._printer.asked, self._printer.begun = self.asked, self._begun
        stage = Stage(journal=self._journal, printer=self._printer, clock=self._clock)  # type: ignore[arg-type]
        self._log = stage.log
        self._printing = Printing(stage.world(), self._went)
        self._printer.start(lambda event: None)
        self._task = asyncio.create_task(self._printing.run())
        self._printing.wake()

    async def _close(self) -> None:
        self._task.cancel()
        await asyncio.wait((self._task,))
        await asyncio.to_thread(self._printer.stop)
        await self._journal.close()

    def restart(self) -> None:
        """Stop the kiosk and start it again."""
        self._do(self._close())
        self._do(self._open())

    async def _die(self) -> None:
        """As by SIGKILL: nothing more is written down, and what was on the line goes on its way."""
        self._task.cancel()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(serial_port.Port, "unblock", lambda port: None)
            await asyncio.to_thread(self._printer.stop)
        self._dead.set()
        await asyncio.wait((self._task,))
        await self._journal.close()

    def _went(self, event: PrintProgress) -> None:
        self._states[event.coupon_id] = event.state

    # -- coupons -------------------------------------------------------------------------------

    def issue(self, fault: tuple[str, int] | None = None) -> PrintState | None:
        """A customer's coupon, printed. ``fault``: which one of ``FAULTS`` after how many bytes of the job.
        Returns what became of it, ``None`` when the kiosk was killed over it."""
        number = len(self.coupons) + 1
        coupon = IssuedCoupon(f"cp-{number}", "Bir kahve", f"cq_{number}")
        self.coupons[coupon.id] = coupon
        return self._do(self._print(coupon.id, fault, self._settle(coupon, number)))

    def ask_again(self, coupon_id: str, fault: tuple[str, int] | None = None) -> PrintState | None:
        """Somebody asks for a coupon on paper, once more."""
        return self._do(self._print(coupon_id, fault, self._queue(coupon_id)))

    async def _settle(self, coupon: IssuedCoupon, number: int) -> None:
        operation = earn(self._clock, number)
        await self._journal.record(operation)
        at = self._clock.now().local
        await self._journal.settle(operation.id, Balance(0, 0), coupon, at=at, print_now=True)

    async def _queue(self, coupon_id: str) -> None:
        await self._journal.queue_print(coupon_id, copy=False, at=self._clock.now().local)

    async def _print(self, coupon_id: str, fault: tuple[str, int] | None, first) -> PrintState | None:  # type: ignore[no-untyped-def]
        self._fault = fault
        self._states.pop(coupon_id, None)
        await first
        self._printing.wake()
        while self._states.get(coupon_id) not in FINAL:
            if self._killed.is_set():
                self._killed.clear()
                await self._die()
                await self._open()
                return None
            await asyncio.sleep(0.002)
        return self._states[coupon_id]

    def _begun(self, job: int) -> None:
        """In the adapter's thread, before the first byte of a job: arm the fault."""
        fault, self._fault = self._fault, None
        if fault is None:
            return
        end = time.monotonic() + 1.0
        while self._unread() and time.monotonic() < end:
            time.sleep(0.001)  # what was sent before the job is not counted
        kind, place = fault
        self.twin.at_byte(place, lambda: self._break(kind))

    def _unread(self) -> int:
        waiting = array.array("i", [0])
        with contextlib.suppress(OSError, TypeError):
            fcntl.ioctl(self.twin._port.fd, termios.FIONREAD, waiting)
        return waiting[0]

    def _break(self, kind: str) -> None:
        """In the twin's thread."""
        match kind:
            case "kill":
                self._dead.clear()
                with contextlib.suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._killed.set)
                self._dead.wait(2.0)  # not a byte more before it is dead
            case "power_off" | "unplug":
                getattr(self.twin, kind)()
            case _:
                setattr(self.twin, kind, True)

    def mend(self) -> None:
        """Somebody puts everything right."""
        twin = self.twin
        twin.disarm()
        for switch in ("cover_open", "error", "silent", "stalled"):
            setattr(twin, switch, False)
        twin.refill()
        twin.power_on()
        if not twin.plugged:
            twin.replug()
        end = time.monotonic() + BOUND
        while self._printer.state not in (PrinterState.READY, PrinterState.PAPER_LOW):
            assert time.monotonic() < end, f"still {self._printer.state}"
            time.sleep(0.002)

    # -- what must hold ------------------------------------------------------------------------

    @property
    def strips(self) -> list[Paper]:
        """All paper that ever came out, the piece that hangs out of the printer included."""
        hanging = self.twin.hanging
        return [*self.twin.papers, *([] if hanging is None else [hanging])]

    def jobs(self) -> list[tuple[int, str, PrintState, bool]]:
        """Number, coupon, state and copy of every print job on disk."""
        rows = self._do(self._journal._do(self._rows))
        return [(number, coupon, PrintState(state), bool(copy)) for number, coupon, state, copy in rows]

    def _rows(self) -> list[tuple[int, str, str, int]]:
        query = "SELECT id, coupon_id, state, copy FROM print_job ORDER BY id"
        return [tuple(row) for row in self._journal._store._db.execute(query)]

    def check(self) -> None:
        """The three promises."""
        jobs, strips = self.jobs(), self.strips
        papers = Counter(paper.tobytes() for paper in self.twin.papers)
        assert {coupon for _, coupon, _, _ in jobs} == set(self.coupons), "a coupon is lost"
        assert max(Counter(self.asked).values(), default=0) <= 1, "a job was repeated by itself"
        printed = Counter((coupon, copy) for _, coupon, state, copy in jobs if state is PrintState.PRINTED)
        for coupon in self.coupons.values():
            for copy in (False, True):
                whole = escpos.printable(picture(coupon.token, copy=copy))
                finished = papers[whole.tobytes()]
                assert printed[coupon.id, copy] <= finished, "reported as printed, and not finished"
            code = escpos.printable(picture(coupon.token, copy=False))[40 : 40 + CODE_ROWS]
            assert sum(holds(strip, code) for strip in strips) <= 1, "printed twice without COPY"

    def next_customer(self) -> None:
        """After everything was put right: the next coupon comes out whole and clean, of a machine as
        loaded as it may be: one try in three has to be in time."""
        while any(state in (PrintState.QUEUED, PrintState.SENDING) for _, _, state, _ in self.jobs()):
            self._do(asyncio.sleep(0.005))  # what earlier customers were promised is no leftover
        for _ in range(3):
            before, strays = len(self.twin.papers), self.twin.strays
            result = self.issue()
            whole = escpos.printable(picture(f"cq_{len(self.coupons)}", copy=False))
            if result is PrintState.PRINTED:
                assert np.array_equal(self.twin.papers[-1], whole), "not whole, or not clean"
                assert len(self.twin.papers) - before in (1, 2), "with more than one leftover before it"
                assert self.twin.strays == strays, "something was printed as text"
                return
            self.mend()
        raise AssertionError(f"no coupon came out; the last one was {result}")

    def begin_anew(self) -> None:
        """With an empty journal and an empty tray: what is checked grows with what there is."""
        self._do(self._close())
        self.twin.tear()
        self.twin.papers.clear()
        self.coupons.clear()
        self.asked.clear()
        for file in self._path.parent.iterdir():
            file.unlink()
        self._do(self._open())

    def end(self) -> None:
        """Close the shop."""
        self._do(self._close())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()
        self.twin.stop()


@contextlib.contextmanager
def print_shop() -> Iterator[PrintShop]:
    """A shop in a folder of its own. Short waits: the adapter's own ones are for printers, not for fakes."""
    with tempfile.TemporaryDirectory(prefix="kiosk-print-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(printer_job, "_ASK_AGAIN", 0.1)
        patch.setattr(printer_talk, "_CLEAR_WITHIN", 0.1)
        shop = PrintShop(Path(folder))
        try:
            yield shop
        finally:
            shop.end()
