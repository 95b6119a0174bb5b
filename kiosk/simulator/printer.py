"""A receipt printer made of software, at the end of a pseudo-terminal.

It behaves as Epson's "ESC/POS Command Reference" has it: commands wait in a receive buffer and are carried
out in order while the printer is online; real-time commands are answered the moment they arrive, wherever
they stand; when the buffer is full, the printer is busy and the line stops.
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

from kiosk.simulator.paper import Interpreter, Paper, write_png
from kiosk.simulator.pty_port import PtyPort

_BUFFER_BYTES = 4096
_CLEAR = bytes.fromhex("10140801031401060208")
_WITHOUT_WATERMARK = 256


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
    cover_open = _switch("cover_open")
    error = _switch("error")
    silent = _switch("silent")
    """Prints, answers nothing."""
    stalled = _switch("stalled")
    """Takes nothing from the line any more."""
    no_completion = _switch("no_completion")
    """Does not know the command that asks for completion (many cheap printers do not)."""
    no_clear = _switch("no_clear")
    """Does not know the command that clears its buffer."""

    def __init__(
        self,
        *,
        link: Path | None = None,
        dots: int = 576,
        vertical_unit: int = 406,
        on_paper: Callable[[Paper], None] | None = None,
    ) -> None:
        """``on_paper`` is called in the printer's thread for each finished paper."""
        self.papers: list[Paper] = []
        self.bytes_per_second: float | None = None
        """How fast the line is; ``None``: as fast as it goes."""
        self.rows_per_second: float | None = None
        self.rows_left: int | None = None
        """After so many more rows the paper runs out."""
        self.answer_delay = 0.0
        """Seconds by which the answer about completion comes late."""
        self._paper_out = self._paper_low = self._cover_open = self._error = False
        self._silent = self._stalled = self._no_completion = self._no_clear = False
        self._on_paper = on_paper
        self._lock = threading.RLock()
        self._port = PtyPort(link)
        self._line = Interpreter(
            dots, vertical_unit=vertical_unit, reply=self._reply_in_turn, finished=self._finish
        )
        self._received = bytearray()
        self._recent = bytearray()  # the last bytes off the line, to see real-time commands in them
        self._late: list[tuple[float, bytes]] = []
        self._told: bytes | None = None
        self._busy_until = 0.0
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

    def unplug(self) -> None:
        """Pull the cable and the power: what was received is gone, what is on paper stays."""
        with self._lock:
            self._port.unplug()
            self._received.clear()
            self._recent.clear()
            self._late.clear()
            self._line.clear()
            self._line.asb = 0
            self._told = None
        self._wake()

    def replug(self) -> None:
        """Put it back."""
        with self._lock:
            self._port.plug()
        self._wake()

    def refill(self) -> None:
        """A new roll."""
        self.rows_left = None
        self.paper_low = False
        self.paper_out = False

    def tear(self) -> None:
        """Take what hangs out of a printer that does not cut."""
        with self._lock:
            paper = self._line.take_paper()
        if paper is not None:
            self._finish(paper)

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

    def _real_time(self, which: int) -> bytes:
        offline, end = self._offline, self._paper_out
        bits = {
            1: 0x08 * offline,
            2: 0x04 * self._cover_open | 0x20 * end | 0x40 * self._error,
            3: 0x08 * self._error,
            4: 0x0C * (self._paper_low or end) | 0x60 * end,
        }
        return bytes((0x12 | bits[which],))

    def _auto_status(self) -> bytes:
        return bytes(
            (
                0x10 | 0x08 * self._offline | 0x20 * self._cover_open,
                0x08 * self._error,
                0x03 * (self._paper_low or self._paper_out) | 0x0C * self._paper_out,
                0x0F,
            )
        )

    def _say(self, answer: bytes) -> None:
        fd = self._port.fd
        if fd is None or self._silent:
            return
        with contextlib.suppress(OSError):
            os.write(fd, answer)

    def _reply_in_turn(self, answer: bytes) -> None:
        if answer[:1] == b"\x37" and self._no_completion:
            return
        if self.answer_delay:
            self._late.append((time.monotonic() + self.answer_delay, answer))
        else:
            self._say(answer)

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
                reading = fd is not None and not self._stalled and not self._full()
            sources = [self._wake_r, fd] if reading and fd is not None else [self._wake_r]
            try:
                ready = select.select(sources, [], [], self._nap())[0]
            except (OSError, ValueError):
                ready = []  # unplugged between the two looks
            if self._wake_r in ready:
                os.read(self._wake_r, 4096)
            with self._lock:
                port = self._port.fd  # it may have been unplugged meanwhile
                if port is not None and port in ready and not self._stalled:
                    self._receive(port)
                self._work()
                self._tell()

    def _nap(self) -> float:
        moving = self._late or (self._received and not self._offline)
        return 0.005 if moving else 0.1

    def _full(self) -> bool:
        if len(self._received) < _BUFFER_BYTES - _WITHOUT_WATERMARK:
            return False
        return self._port.host_uses_flow_control()

    def _receive(self, fd: int) -> None:
        size = 512
        if self.bytes_per_second:
            size = max(1, min(size, int(self.bytes_per_second * 0.02)))
        try:
            data = os.read(fd, size)
        except OSError:
            return
        for byte in data:
            if len(self._received) < _BUFFER_BYTES:  # else lost: the host was told to wait and did not
                self._received.append(byte)
            self._recent.append(byte)
            self._at_once()
        if self.bytes_per_second:
            time.sleep(len(data) / self.bytes_per_second)

    def _at_once(self) -> None:
        """Carry out a real-time command that has just become complete."""
        recent = self._recent
        del recent[: -len(_CLEAR)]
        if recent[-3:-1] == b"\x10\x04" and recent[-1] in (1, 2, 3, 4):
            self._say(self._real_time(recent[-1]))
        elif recent == _CLEAR and not self._no_clear:
            self._received.clear()
            self._line.clear()
            self._late.clear()
            self._say(b"\x37\x25\x00")

    def _work(self) -> None:
        """Carry out what waits in the buffer, while the printer is online."""
        now = time.monotonic()
        while self._late and self._late[0][0] <= now:
            self._say(self._late.pop(0)[1])
        while self._received and not self._offline and time.monotonic() >= self._busy_until:
            before = len(self._line.rows)
            if not self._line.step(self._received):
                break
            self._wear(max(0, len(self._line.rows) - before))

    def _wear(self, rows: int) -> None:
        if rows and self.rows_per_second:
            self._busy_until = max(self._busy_until, time.monotonic() - 0.02) + rows / self.rows_per_second
        if rows and self.rows_left is not None:
            self.rows_left -= rows
            if self.rows_left <= 0:
                self.rows_left = 0
                self._paper_out = True

    def _tell(self) -> None:
        """Automatic status: when it was asked for, and when something changed since."""
        if not self._line.asb:
            return
        status = self._auto_status()
        if self._line.asb_asked or status != self._told:
            self._line.asb_asked = False
            self._told = status
            self._say(status)
