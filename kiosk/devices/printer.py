"""Receipt printers on a serial port: watches them, prints coupons, and says only what is known.

``PRINTED`` needs the printer's own completion answer with this very job's id. A printer that only says that
it has processed a job, or says nothing, ends with ``SENT``. When the awaited word does not come, the job is
``UNKNOWN``, unless it is certain that nothing usable can be on paper; see ``Run.verdict``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.core.events import PrinterChanged
from kiosk.core.model import CAN_PRINT, PrinterState, PrintState
from kiosk.devices import escpos
from kiosk.devices.printer_job import Going, Run
from kiosk.devices.printer_talk import Completion, StoppedError, Talk
from kiosk.devices.scanner import Measure
from kiosk.devices.serial_port import (
    BY_ID,
    PINNED,
    PRINTER_WORDS,
    SCANNER_WORDS,
    Port,
    PortGoneError,
    find_port,
)
from kiosk.ports import CouponPaper, Post, SlipPaper

_log = logging.getLogger(__name__)

Paper = CouponPaper | SlipPaper
Render = Callable[[Paper], escpos.Page | escpos.Bits]

_SLIP = 0
"""The job number of what is no coupon: those of the journal begin with 1."""

_GAP = escpos.feed(escpos.TEAR_FEED_ROWS)  # where there is no knife
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

    paper: Paper
    job: int
    going: Going
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
        completion: str = "auto",
        patience: float = 5.0,
        answer_within: float = 0.7,
        poll: float = 2.0,
    ) -> None:
        """``port`` is a path or ``auto``. ``flow`` is rtscts, xonxoff or none. ``completion`` is how the
        printer says that a job is done (the values of ``Completion``), or ``auto``: it is asked.
        ``patience`` is how many seconds a write may stand still, and how long beyond its own time a job may
        take. ``answer_within`` is how many seconds a status question may take, ``poll`` how many pass
        between two rounds of them."""
        self._path = port
        self._baud = baud
        self._flow = flow
        self._dots = paper_dots
        self._cut = cut
        self._configured = None if completion == "auto" else Completion(completion)
        self._completion = self._configured
        self._patience = patience
        self._answer_within = answer_within
        self._poll = poll
        self._render = render
        self._state = PrinterState.ABSENT
        self._told: PrinterState | None = None
        self._measure = Measure()
        self._post: Post | None = None
        self._wanted: queue.Queue[_Wanted | None] = queue.Queue()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._attempts = 0
        # Something may hang out of it: half a coupon, or what another run of the kiosk left there.
        self._soiled = True
        self._lock = threading.Lock()
        self._bell: tuple[int, int] | None = None

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
            self._bell = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
            self._thread = threading.Thread(
                target=self._run, args=(self._bell[0],), name="printer", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """End the thread and free the port within 2 s. A job that waits fails, one that runs is unknown."""
        with self._lock:
            thread, self._thread = self._thread, None
        self._stop.set()
        self._ring()
        if thread is not None:
            thread.join(2.0)
            with self._lock:
                ends, self._bell = self._bell, None
            if ends is not None and not thread.is_alive():  # one that hangs may still come to hear it
                os.close(ends[0])
                os.close(ends[1])
        self._refuse_all()

    def _ring(self, wanted: _Wanted | None = None) -> None:
        """Put this into the queue, and wake the thread: it sleeps until the next round of questions."""
        self._wanted.put(wanted)
        with self._lock, contextlib.suppress(OSError):  # a full pipe rings as well
            if self._bell is not None:
                os.write(self._bell[1], b"!")

    async def print_coupon(self, paper: CouponPaper, job: int, going: Going) -> PrintState:
        """Print one coupon; see ``ports.Printer``. Cancelling it drops the job if it has not begun."""
        return await self._print(paper, job, going)

    async def print_slip(self, paper: SlipPaper, going: Going) -> PrintState:
        """Print a paper that is no coupon; see ``ports.Printer``."""
        return await self._print(paper, _SLIP, going)

    async def _print(self, paper: Paper, job: int, going: Going) -> PrintState:
        if self._thread is None:
            return PrintState.FAILED
        loop = asyncio.get_running_loop()
        wanted = _Wanted(paper, job, going, loop, loop.create_future())
        self._ring(wanted)
        if self._stop.is_set():  # stopped between the two lines above: nobody would take it
            self._refuse_all()
        return await wanted.done

    # -- the printer's thread ------------------------------------------------------------------

    def _run(self, bell: int) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                talk = self._open()
            except PortGoneError:
                self._change(PrinterState.ABSENT)
                self._refuse_for(_BACK_OFF[min(failures, len(_BACK_OFF) - 1)])
                failures += 1
                continue
            except Exception as error:  # noqa: BLE001 - nothing ends this thread but its end
                self._failed(error)
                continue
            failures = 0
            try:
                self._serve(talk, bell)
            except PortGoneError:
                _log.debug("the printer's port went away")
                self._change(PrinterState.ABSENT)
                self._refuse_for(_BACK_OFF[0])
            except StoppedError:
                pass
            except Exception as error:  # noqa: BLE001 - nothing ends this thread but its end
                self._failed(error)
            finally:
                talk.port.close()
        self._change(PrinterState.ABSENT, tell=False)

    def _failed(self, error: Exception) -> None:
        """Something nobody thought of. Whoever waits for paper must not wait for ever."""
        _log.warning("the printer failed: %s", type(error).__name__)
        self._change(PrinterState.ABSENT)
        self._refuse_for(_BACK_OFF[-1])

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

    def _serve(self, talk: Talk, bell: int) -> None:
        self._meet(talk)
        talk.ask_state()
        self._learn(talk)
        next_poll = time.monotonic() + self._poll
        while not self._stop.is_set():
            # Automatic status comes unasked, and who wants something rings.
            talk.listen(next_poll - time.monotonic() if self._wanted.empty() else 0.0, bell)
            with contextlib.suppress(BlockingIOError):
                os.read(bell, 64)
            if talk.returned:
                self._meet(talk)
            try:
                wanted = self._wanted.get_nowait()
            except queue.Empty:
                if time.monotonic() >= next_poll:
                    talk.ask_state()
                    self._learn(talk)
                    next_poll = time.monotonic() + self._poll
                continue
            if wanted is not None:
                self._do(talk, wanted)
                silent = talk.state is PrinterState.SILENT
                next_poll = time.monotonic() + (0.0 if silent else self._poll)

    def _meet(self, talk: Talk) -> None:
        """What is known of it is from before: it may be another one by now."""
        talk.begin()
        self._completion = self._configured

    def _learn(self, talk: Talk) -> None:
        """While nobody waits, find out what the printer can say of a job."""
        if self._completion is None and talk.state in CAN_PRINT:
            talk.clear(full=talk.dirty)  # or the rest of a picture would eat the question
            self._completion = talk.learn_completion()

    def _do(self, talk: Talk, wanted: _Wanted) -> None:
        if wanted.done.cancelled():
            return
        run: Run | None = None
        result = PrintState.UNKNOWN  # should anything below fail that nobody thought of
        try:
            run = self._prepare(talk, wanted)
            result = PrintState.FAILED if run is None else run.run(wanted.going)
        except (PortGoneError, StoppedError):
            result = PrintState.FAILED if run is None else run.verdict()
            raise
        except Exception as error:  # noqa: BLE001 - the promise is: never raises
            _log.warning("a coupon could not be printed: %s", type(error).__name__)
            result = PrintState.FAILED if run is None else run.verdict()
        finally:
            if run is not None and run.begun:
                self._soiled = result not in (PrintState.PRINTED, PrintState.SENT)
            wanted.answer(result)

    def _prepare(self, talk: Talk, wanted: _Wanted) -> Run | None:
        """Everything before the first byte of a job; ``None`` when none may be sent."""
        page = escpos.as_page(self._render(wanted.paper)).cropped(self._dots)
        state = talk.ask_state()
        if talk.missing:  # what it said some time ago is not good enough to send a coupon
            state = talk.ask_state()
        if state in (PrinterState.PAPER_OUT, PrinterState.COVER_OPEN, PrinterState.ERROR):
            return None
        if state is PrinterState.SILENT and not self._is_mute(talk):
            # It would have to answer, and answers nothing: off, or the cable is out. Sending now could
            # print the coupon hours later, when somebody switches it on.
            return None
        if talk.returned:
            self._meet(talk)
        if not talk.clear(full=talk.dirty):
            return None
        if self._completion is None:
            self._completion = talk.learn_completion()
            if self._completion is None:
                return None
        if self._configured is None and talk.ever_completed:
            self._completion = Completion.PROCESS_ID  # it had been too slow to say so
        if self._soiled:
            # What hangs out of it, whole or half, must not be the head of this coupon.
            away = escpos.INIT + (escpos.CUT if self._cut else escpos.UNITS + _GAP)
            if talk.send(away, talk.patience) < len(away):
                talk.dirty = True  # with half of a command
                return None
        self._attempts += 1
        name = escpos.process_id(wanted.job, self._attempts)
        finish = {
            Completion.PROCESS_ID: escpos.ask_completion(name),
            Completion.PROCESSED: escpos.ASK_PROCESSED,
            Completion.NONE: b"",
        }[self._completion]
        return Run(talk, escpos.job(page, cut=self._cut, finish=finish), name, self._completion)

    def _is_mute(self, talk: Talk) -> bool:
        """The shop says that this printer never answers, and it never has: its silence is no news."""
        return self._configured is Completion.NONE and not talk.ever_answered

    def _change(self, state: PrinterState, *, tell: bool = True) -> None:
        self._state = state
        if tell and state is not self._told and self._post is not None:
            # A line full of noise says a thousand things a second. The next round of questions, two
            # seconds later at most, tells what was held back.
            if not self._measure.passes(time.monotonic()):
                return
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

    async def print_coupon(self, paper: CouponPaper, job: int, going: Going) -> PrintState:  # noqa: ARG002
        """``FAILED``: nothing was sent."""
        return PrintState.FAILED

    async def print_slip(self, paper: SlipPaper, going: Going) -> PrintState:  # noqa: ARG002
        """``FAILED``: nothing was sent."""
        return PrintState.FAILED
