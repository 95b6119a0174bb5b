"""A receipt printer made of software, at the end of a pseudo-terminal.

It behaves as Epson's "ESC/POS Command Reference" has it: commands wait in a receive buffer and are carried
out in order while the printer is online; real-time commands are answered the moment they arrive, wherever
they stand; when the buffer is full, the printer is busy and the line stops. What was received, and what
is on paper, are two things: a fault between them leaves both as a real one would.
"""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.simulator import printer_words as words
from kiosk.simulator.paper import Interpreter, Paper, write_png
from kiosk.simulator.pty_port import PtyPort
from kiosk.simulator.traps import Trap, Traps

BUFFER_BYTES = 4096
ROWS_AN_MM = 8.0
RECEIPT_SPEED = 150.0
"""Millimetres a second, as receipt printers of the usual kind print."""
_CLEAR = bytes.fromhex("10140801031401060208")
_BUSY_BELOW, _READY_ABOVE = 128, 256  # free bytes of the buffer


def _switch(name: str) -> property:
    """A property that tells the printer's thread when it is turned."""
    hidden = "_" + name

    def get(self: PrinterTwin) -> bool:
        return bool(getattr(self, hidden))

    def put(self: PrinterTwin, value: bool) -> None:
        with self._lock:
            setattr(self, hidden, value)
        self._wake()

    return property(get, put)


class PrinterTwin:
    """The printer and its switches. ``port`` is what the kiosk opens."""

    paper_out = _switch("paper_out")
    paper_low = _switch("paper_low")
    """The near-end sensor; see ``near_end_rows``."""
    cover_open = _switch("cover_open")
    error = _switch("error")
    silent = _switch("silent")
    """Prints, answers nothing."""
    stalled = _switch("stalled")
    """Takes nothing from the line any more."""
    muddled = _switch("muddled")
    """Puts automatic status into the middle of other answers, and real-time status into the middle of it."""
    busy_offline = _switch("busy_offline")
    """Stops the line while it is offline, as many do, and not only when its buffer is full."""
    no_completion = _switch("no_completion")
    """Does not know the command that asks for completion (many cheap printers do not)."""
    no_processed = _switch("no_processed")
    """Does not know GS r either."""
    no_clear = _switch("no_clear")
    """Does not know the command that clears its buffer."""

    def __init__(
        self,
        *,
        link: Path | None = None,
        dots: int = 576,
        vertical_unit: int = 406,
        xonxoff: bool = False,
        mm_per_second: float | None = None,
        on_paper: Callable[[Paper], None] | None = None,
    ) -> None:
        """``xonxoff``: it says when it is busy on the line, too. ``mm_per_second`` is how fast it prints
        (``RECEIPT_SPEED``); ``None``: in no time. ``on_paper`` is called in the printer's thread for each
        finished paper."""
        self.papers: list[Paper] = []
        self.bytes_per_second: float | None = None
        """How fast the line is; ``None``: as fast as it goes."""
        self.rows_per_second = mm_per_second * ROWS_AN_MM if mm_per_second else None
        self.rows_left: int | None = None
        """After so many more rows the paper runs out."""
        self.near_end_rows = 0
        """With so many rows left the near-end sensor says so."""
        self.answer_delay = 0.0
        """Seconds by which answers in turn (completion, processed) come late."""
        self.status_delay = 0.0
        """Seconds by which real-time status comes late."""
        self._paper_out = self._paper_low = self._cover_open = self._error = False
        self._silent = self._stalled = self._no_completion = self._no_clear = self._no_processed = False
        self._muddled = self._busy_offline = False
        self._on_paper = on_paper
        self._xonxoff = xonxoff
        self._lock = threading.RLock()
        self._port = PtyPort(link)
        self._line = Interpreter(
            dots, vertical_unit=vertical_unit, reply=self._reply_in_turn, finished=self._finish
        )
        self._received = bytearray()
        self._recent = bytearray()  # the last bytes off the line, to see real-time commands in them
        self._late: list[tuple[float, bytes]] = []
        self._told: bytes | None = None
        self.boot_seconds = 0.0
        """How long it takes, switched on, until it heeds anything; meanwhile the line stands still."""
        self._powered = True
        self._awake_at = 0.0
        self._busy = False
        self._busy_until = 0.0
        self._muddles = 0
        self._bytes, self._rows = Traps(), Traps()
        self._thread: threading.Thread | None = None
        self._stop = False
        self._wake_r, self._wake_w = os.pipe()
        os.set_blocking(self._wake_w, False)

    # -- its life -----------------------------------------------------------------------------

    @property
    def port(self) -> str:
        """The path the kiosk opens; the same over unplugging and plugging in again."""
        return str(self._port.link)

    @property
    def plugged(self) -> bool:
        """Whether its port is there."""
        return self._port.fd is not None

    @property
    def strays(self) -> int:
        """Bytes that would have come out as text: 0, as long as the kiosk prints pictures only."""
        return self._line.strays

    @property
    def hanging(self) -> Paper | None:
        """A look at what hangs out of it; see ``tear``."""
        with self._lock:
            return self._line.hanging()

    @property
    def rows(self) -> int:
        """How many rows hang out of it."""
        with self._lock:
            return len(self._line.rows)

    def start(self) -> Self:
        """Plug it in and switch it on."""
        self._port.plug()
        self._thread = threading.Thread(target=self._run, name="printer-twin", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Switch it off and remove its port. Once."""
        self._stop = True
        self._wake()
        if self._thread:
            self._thread.join(5)
            self._thread = None
        with self._lock:
            self._port.close()
            if self._wake_r >= 0:
                os.close(self._wake_r)
                os.close(self._wake_w)
                self._wake_r = self._wake_w = -1

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def power_off(self) -> None:
        """What was received is gone, what is on paper stays. The cable is still there."""
        with self._lock:
            self._powered = False
            self._forget()
        self._wake()

    def power_on(self) -> None:
        """Switch it on again: it remembers nothing of before."""
        with self._lock:
            self._boot()
        self._wake()

    def _boot(self) -> None:
        if not self._powered:
            self._powered = True
            self._awake_at = time.monotonic() + self.boot_seconds

    @property
    def _on(self) -> bool:
        return self._powered and time.monotonic() >= self._awake_at

    def _forget(self) -> None:
        self._received.clear()
        self._recent.clear()
        self._late.clear()
        self._line.power_on()
        self._told = None
        self._busy = False

    def unplug(self) -> None:
        """Pull the cable and the power."""
        with self._lock:
            self._port.unplug()
            self._powered = False
            self._forget()
        self._wake()

    def replug(self) -> None:
        """Put both back."""
        with self._lock:
            self._port.plug()
            self._boot()
        self._wake()

    def refill(self) -> None:
        """A new roll."""
        with self._lock:
            self.rows_left = None
        self.paper_low = False
        self.paper_out = False

    def tear(self) -> None:
        """Take what hangs out of a printer that does not cut."""
        with self._lock:
            paper = self._line.take_paper()
        if paper is not None:
            self._finish(paper)

    def at_byte(self, number: int, trap: Trap) -> None:
        """When so many more bytes have come off the line, and before the next does, call ``trap``, in the
        printer's thread. Ever only between two bytes: one is there wholly or not at all."""
        with self._lock:
            self._bytes.set(number, trap)

    def at_row(self, number: int, trap: Trap) -> None:
        """When so many more rows have been printed, call ``trap``, in the printer's thread."""
        with self._lock:
            self._rows.set(number, trap)

    def disarm(self) -> None:
        """Take back every ``at_byte`` and ``at_row`` that has not come about."""
        with self._lock:
            self._bytes.disarm()
            self._rows.disarm()

    def papers_as_png(self, folder: Path) -> list[Path]:
        """Write each finished paper to ``folder``; returns the files."""
        files = []
        for number, paper in enumerate(list(self.papers), 1):
            files.append(folder / f"coupon-{number:03}.png")
            write_png(paper, files[-1])
        return files

    # -- what it says --------------------------------------------------------------------------

    @property
    def _offline(self) -> bool:
        return self._paper_out or self._cover_open or self._error

    @property
    def _condition(self) -> dict[str, bool]:
        return {name: getattr(self, name) for name in ("paper_low", "paper_out", "cover_open", "error")}

    def _say(self, answer: bytes) -> None:
        fd = self._port.fd
        if fd is None or self._silent or not self._on:
            return
        if self._muddled and self._line.asb:
            self._muddles += 1
            answer = words.muddle(answer, words.auto_status(**self._condition), self._muddles)
        with contextlib.suppress(OSError):
            os.write(fd, answer)

    def _say_later(self, delay: float, answer: bytes) -> None:
        if delay:
            self._late.append((time.monotonic() + delay, answer))
            self._late.sort(key=lambda late: late[0])
        else:
            self._say(answer)

    def _reply_in_turn(self, answer: bytes) -> None:
        known = not self._no_completion if answer[:1] == b"\x37" else not self._no_processed
        if known:
            self._say_later(self.answer_delay, answer)

    def _finish(self, paper: Paper) -> None:
        self.papers.append(paper)
        if self._on_paper:
            self._on_paper(paper)

    # -- its thread ----------------------------------------------------------------------------

    def _wake(self) -> None:
        with contextlib.suppress(OSError):
            if self._wake_w >= 0:
                os.write(self._wake_w, b"!")

    def _run(self) -> None:
        while not self._stop:
            with self._lock:
                fd = self._port.fd
                reading = fd is not None and not self._stalled and not self._holds_up()
            sources = [self._wake_r, fd] if reading and fd is not None else [self._wake_r]
            try:
                ready = select.select(sources, [], [], self._nap())[0]
            except (OSError, ValueError):
                ready = []  # unplugged between the two looks
            if self._wake_r in ready:
                os.read(self._wake_r, 4096)
            with self._lock:
                port = self._port.fd  # it may have been unplugged meanwhile
                # And the kiosk may have opened the port: before that, nobody heeds the line.
                if port is not None and port in ready and not self._stalled and not self._holds_up():
                    self._receive(port)
                self._work()
                self._tell()

    def _nap(self) -> float:
        moving = self._late or ((self._received or self._line.busy) and not self._offline)
        return 0.005 if moving else 0.1

    def _holds_up(self) -> bool:
        """Whether the line stands still. A pseudo-terminal has no control lines: as long as the kiosk
        honours flow control, the bytes it holds back are those that are not read here."""
        free = BUFFER_BYTES - len(self._received)
        busy = free < (_READY_ABOVE if self._busy else _BUSY_BELOW)
        busy = busy or (self._busy_offline and self._offline)
        if busy is not self._busy:
            self._busy = busy
            if self._xonxoff:
                self._say_flow(words.XOFF if busy else words.XON)
        if not self._busy and self._on:
            return False
        return self._port.host_uses_flow_control()

    def _say_flow(self, sign: bytes) -> None:
        if self._port.fd is not None and not self._silent and self._on:
            with contextlib.suppress(OSError):
                os.write(self._port.fd, sign)

    def _receive(self, fd: int) -> None:
        if self._bytes.spring():
            return  # the line may not be there any more
        size = min(512, self._bytes.next or 512)  # not past a trap: it comes before the next byte
        if self.bytes_per_second:
            size = max(1, min(size, int(self.bytes_per_second * 0.02)))
        if self._port.host_uses_flow_control():
            size = max(1, min(size, BUFFER_BYTES - len(self._received)))
        try:
            data = os.read(fd, size)
        except OSError:
            return
        self._bytes.count += len(data)
        for byte in data if self._on else b"":
            if len(self._received) < BUFFER_BYTES:  # else lost: the host was told to wait and did not
                self._received.append(byte)
            self._recent.append(byte)
            self._at_once()
        self._work()  # what came before a fault is in time
        self._bytes.spring()
        if self.bytes_per_second:
            time.sleep(len(data) / self.bytes_per_second)

    def _at_once(self) -> None:
        """Carry out a real-time command that has just become complete."""
        recent = self._recent
        del recent[: -len(_CLEAR)]
        if recent[-3:-1] == b"\x10\x04" and recent[-1] in (1, 2, 3, 4):
            self._say_later(self.status_delay, words.real_time(recent[-1], **self._condition))
        elif recent == _CLEAR and not self._no_clear:
            self._received.clear()
            self._line.clear()
            self._late.clear()
            self._say(words.CLEARED)

    def _work(self) -> None:
        """Carry out what waits in the buffer, while the printer is online."""
        now = time.monotonic()
        while self._late and self._late[0][0] <= now:
            self._say(self._late.pop(0)[1])
        while not self._offline and self._on and time.monotonic() >= self._busy_until:
            before = len(self._line.rows)
            if not self._line.step(self._received):
                break
            if len(self._line.rows) > before:
                self._wear()

    def _wear(self) -> None:
        """One more row is on paper."""
        if self.rows_per_second:
            self._busy_until = max(self._busy_until, time.monotonic() - 0.02) + 1 / self.rows_per_second
        if self.rows_left is not None:
            self.rows_left = max(0, self.rows_left - 1)
            self._paper_low = self._paper_low or self.rows_left < self.near_end_rows
            self._paper_out = self._paper_out or not self.rows_left
        self._rows.count += 1
        self._rows.spring()

    def _tell(self) -> None:
        """Automatic status: when it was asked for, and when something changed since."""
        if not self._line.asb or not self._on:
            return
        status = words.auto_status(**self._condition)
        if self._line.asb_asked or status != self._told:
            self._line.asb_asked = False
            self._told = status
            self._say(status)
