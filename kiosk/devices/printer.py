"""Receipt printers on a serial port: watches them, prints coupons, and says only what is known.

``PRINTED`` needs the printer's own completion answer with this very job's id. When that does not come, the
job is ``UNKNOWN`` unless it is certain that nothing usable can be on paper; see ``_Talk.verdict``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.core.events import PrinterChanged
from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos
from kiosk.devices.printer_talk import StoppedError, Talk
from kiosk.devices.serial_port import (
    BY_ID,
    PINNED,
    PRINTER_WORDS,
    SCANNER_WORDS,
    Port,
    PortGoneError,
    find_port,
)
from kiosk.ports import CouponPaper, Post

_log = logging.getLogger(__name__)

Render = Callable[[CouponPaper], escpos.Page | escpos.Bits]

_BACK_OFF = (0.25, 0.5, 1.0, 2.0, 4.0)  # seconds before the port is tried again; the last one stays


def find_printer_port(folder: Path = BY_ID, pinned: Path = PINNED / "printer") -> str | None:
    """The port that was pinned as the printer, or that of the one printer there is. ``None`` when unsure:
    a bare USB-to-serial cable has no name of what is at its other end."""
    if pinned.exists():
        return str(pinned)
    return find_port(PRINTER_WORDS, SCANNER_WORDS, folder)


@dataclass(slots=True)
class _Wanted:
    """A job on its way to the printer's thread and back."""

    paper: CouponPaper
    job: int
    sending: Callable[[], None]
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[PrintState]

    def answer(self, state: PrintState) -> None:
        """Hand the result to the one who waits; from the printer's thread."""

        def put() -> None:
            if not self.done.done():
                self.done.set_result(state)

        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self.loop.call_soon_threadsafe(put)


class SerialPrinter:
    """An ESC/POS printer on a serial port. One thread owns the port. Fulfils ``ports.Printer``."""

    def __init__(
        self,
        port: str,
        *,
        render: Render,
        baud: int = 38400,
        flow: str = "rtscts",
        paper_dots: int = 576,
        cut: bool = True,
        completion: bool = True,
        patience: float = 5.0,
        answer_within: float = 0.7,
        poll: float = 2.0,
    ) -> None:
        """``port`` is a path or ``auto``. ``flow`` is rtscts, xonxoff or none. ``completion`` false is for
        printers that cannot say when they have printed: their jobs end as SENT. ``patience`` is how many
        seconds a write may stand still, and how long beyond its own time a job may take.
        ``answer_within`` is how many seconds a status question may take, ``poll`` how many pass between
        two rounds of them."""
        self._path = port
        self._baud = baud
        self._flow = flow
        self._dots = paper_dots
        self._cut = cut
        self._completion = completion
        self._patience = patience
        self._answer_within = answer_within
        self._poll = poll
        self._render = render
        self._state = PrinterState.ABSENT
        self._told: PrinterState | None = None
        self._post: Post | None = None
        self._wanted: queue.Queue[_Wanted | None] = queue.Queue()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._attempts = 0
        self._lock = threading.Lock()

    @property
    def state(self) -> PrinterState:
        """The last known state; ``ABSENT`` before the port was opened."""
        return self._state

    def start(self, post: Post) -> None:
        """Begin watching; posts the first state and every change."""
        with self._lock:
            if self._thread is not None:
                return
            self._post = post
            self._stop.clear()
            self._told = None
            self._thread = threading.Thread(target=self._run, name="printer", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread and free the port within 2 s. A job that waits fails, one that runs is unknown."""
        with self._lock:
            thread, self._thread = self._thread, None
        self._stop.set()
        self._wanted.put(None)
        if thread is not None:
            thread.join(2.0)
        self._refuse_all()

    async def print_coupon(self, paper: CouponPaper, job: int, sending: Callable[[], None]) -> PrintState:
        """Print one coupon; see ``ports.Printer``. Cancelling it drops the job if it has not begun."""
        if self._thread is None:
            return PrintState.FAILED
        loop = asyncio.get_running_loop()
        wanted = _Wanted(paper, job, sending, loop, loop.create_future())
        self._wanted.put(wanted)
        if self._stop.is_set():  # stopped between the two lines above: nobody would take it
            self._refuse_all()
        return await wanted.done

    # -- the printer's thread ------------------------------------------------------------------

    def _run(self) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                talk = self._open()
            except PortGoneError:
                self._change(PrinterState.ABSENT)
                self._refuse_for(_BACK_OFF[min(failures, len(_BACK_OFF) - 1)])
                failures += 1
                continue
            failures = 0
            try:
                self._serve(talk)
            except PortGoneError:
                _log.debug("the printer's port went away")
                self._change(PrinterState.ABSENT)
                self._refuse_for(_BACK_OFF[0])
            except StoppedError:
                pass
            finally:
                talk.port.close()
        self._change(PrinterState.ABSENT, tell=False)

    def _open(self) -> Talk:
        path = find_printer_port() if self._path == "auto" else self._path
        if path is None:
            raise PortGoneError("no printer found")
        return Talk(
            Port(path, self._baud, self._flow),
            baud=self._baud,
            patience=self._patience,
            answer_within=self._answer_within,
            stop=self._stop,
            changed=self._change,
        )

    def _serve(self, talk: Talk) -> None:
        talk.begin()
        talk.ask_state()
        next_poll = time.monotonic() + self._poll
        while not self._stop.is_set():
            talk.listen(0.05)  # automatic status comes unasked
            try:
                wanted = self._wanted.get_nowait()
            except queue.Empty:
                if time.monotonic() >= next_poll:
                    talk.ask_state()
                    next_poll = time.monotonic() + self._poll
                continue
            if wanted is not None:
                self._do(talk, wanted)
                next_poll = time.monotonic() + self._poll

    def _do(self, talk: Talk, wanted: _Wanted) -> None:
        if wanted.done.cancelled():
            return
        result = PrintState.UNKNOWN  # should anything below fail that nobody thought of
        try:
            result = self._print(talk, wanted)
        except (PortGoneError, StoppedError):
            result = talk.verdict()
            raise
        except Exception as error:  # noqa: BLE001 - the promise is: never raises
            _log.debug("printing failed: %s", type(error).__name__)
            result = talk.verdict()
        finally:
            wanted.answer(result)

    def _print(self, talk: Talk, wanted: _Wanted) -> PrintState:
        talk.forget_job()
        page = escpos.as_page(self._render(wanted.paper)).cropped(self._dots)
        self._attempts += 1
        name = escpos.process_id(wanted.job, self._attempts)
        finish = escpos.ask_completion(name) if self._completion else escpos.ASK_PROCESSED
        work = escpos.job(page, cut=self._cut, finish=finish)
        state = talk.ask_state()
        if state in (PrinterState.PAPER_OUT, PrinterState.COVER_OPEN, PrinterState.ERROR):
            return PrintState.FAILED  # nothing was sent
        if state is PrinterState.SILENT and self._completion:
            # It would have to answer, and answers nothing: off, or the cable is out. Sending now could
            # print the coupon hours later, when somebody switches it on.
            return PrintState.FAILED
        talk.clear(full=talk.dirty)
        return talk.print(work, name if self._completion else None, wanted.sending)

    def _change(self, state: PrinterState, *, tell: bool = True) -> None:
        self._state = state
        if tell and state is not self._told and self._post is not None:
            self._told = state
            self._post(PrinterChanged(state))

    def _refuse_for(self, seconds: float) -> None:
        """Wait, and fail the jobs that come meanwhile: nothing of them is sent."""
        until = time.monotonic() + seconds
        while not self._stop.is_set() and (left := until - time.monotonic()) > 0:
            try:
                wanted = self._wanted.get(timeout=left)
            except queue.Empty:
                return
            if wanted is not None:
                wanted.answer(PrintState.FAILED)

    def _refuse_all(self) -> None:
        while True:
            try:
                wanted = self._wanted.get_nowait()
            except queue.Empty:
                return
            if wanted is not None:
                wanted.answer(PrintState.FAILED)


class NoPrinter:
    """For a kiosk without one: always absent, and every job fails. Fulfils ``ports.Printer``."""

    def start(self, post: Post) -> None:
        """Says once that there is none."""
        post(PrinterChanged(PrinterState.ABSENT))

    def stop(self) -> None:
        """Nothing to end."""

    @property
    def state(self) -> PrinterState:
        """``ABSENT``."""
        return PrinterState.ABSENT

    async def print_coupon(self, paper: CouponPaper, job: int, sending: Callable[[], None]) -> PrintState:  # noqa: ARG002
        """``FAILED``: nothing was sent."""
        return PrintState.FAILED
