"""A barcode scanner made of software, at the end of a pseudo-terminal."""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.simulator.pty_port import PtyPort

_ENDS = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "stx-etx": b"\x03", "gap": b"", "none": b""}


class ScannerTwin:
    """``port`` is what the kiosk opens; ``scan`` types a code into it."""

    def __init__(
        self,
        *,
        link: Path | None = None,
        terminator: str = "cr",
        prefix: bytes = b"",
        bytes_per_second: float | None = None,
    ) -> None:
        """``terminator`` is cr, lf, crlf, stx-etx or gap; ``prefix`` for example ``b"]Q1"``."""
        self.terminator = terminator
        self.prefix = prefix
        self.bytes_per_second = bytes_per_second
        self._port = PtyPort(link)
        self._lock = threading.Lock()

    @property
    def port(self) -> str:
        """The path the kiosk opens; the same over unplugging and plugging in again."""
        return str(self._port.link)

    def start(self) -> Self:
        """Plug it in."""
        self.replug()
        return self

    def stop(self) -> None:
        """Unplug it and remove its port."""
        with self._lock:
            self._port.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def unplug(self) -> None:
        """Pull the cable."""
        with self._lock:
            self._port.unplug()

    def replug(self) -> None:
        """Put it back."""
        with self._lock:
            self._port.plug()

    def hears(self) -> bytes:
        """What the kiosk has said to it since the last time."""
        with self._lock:
            fd = self._port.fd
            if fd is None:
                return b""
            with contextlib.suppress(OSError):  # nothing there, or unplugged
                return os.read(fd, 4096)
        return b""

    def scan(self, data: bytes) -> bool:
        """Read a code with the scanner. False when nobody takes it: unplugged, or the line is full."""
        begin = b"\x02" if self.terminator == "stx-etx" else b""
        return self.type(begin + self.prefix + data + _ENDS[self.terminator])

    def type(self, raw: bytes) -> bool:
        """Send these very bytes. False when not all of them were taken within a second."""
        until = time.monotonic() + 1.0
        sent = 0
        while sent < len(raw):
            piece = raw[sent : sent + (1 if self.bytes_per_second else 1024)]
            with self._lock:
                fd = self._port.fd
                if fd is None:
                    return False
                try:
                    sent += os.write(fd, piece)
                    until = time.monotonic() + 1.0
                except BlockingIOError:  # the line is full: wait for the kiosk to read
                    pass
                except OSError:
                    return False
            if time.monotonic() >= until:
                return False
            if self.bytes_per_second:
                time.sleep(1 / self.bytes_per_second)
            elif sent < len(raw):
                with contextlib.suppress(OSError, ValueError):
                    select.select([], [fd], [], 0.05)
        return True
