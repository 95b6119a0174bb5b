"""One serial port for the adapters: opened exclusively, read and written with a limit, closed at once.

pyserial opens and configures the port; reading and writing go to its file descriptor, because only so it
is known how many bytes of a write had left when it stopped. Everything a vanished USB adapter can do
(``SerialException``, ``OSError``, ``termios.error``, which is none, end of file) becomes ``PortGoneError``.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import select
import termios
import time
from pathlib import Path

import serial

BY_ID = Path("/dev/serial/by-id")
PINNED = Path("/dev/kiosk")
"""Names given by the udev rules or by the owner (``packaging/udev``): scanner, printer, camera."""
# What makers and products call themselves in their USB names. Some makers build both kinds.
PRINTER_WORDS = frozenset(
    ("printer", "receipt", "thermal", "escpos", "epson", "bixolon", "citizen", "xprinter", "posiflex")
)
SCANNER_WORDS = frozenset(
    (
        "scanner",
        "barcode",
        "honeywell",
        "zebra",
        "symbol",
        "datalogic",
        "newland",
        "opticon",
        "metrologic",
        "netum",
    )
)
_TROUBLE = (OSError, termios.error, ValueError, TypeError)  # SerialException is an OSError


class PortGoneError(Exception):
    """The port cannot be opened, or went away."""


_REASONS = {
    errno.ENOENT: "missing",
    errno.ENODEV: "missing",
    errno.ENXIO: "missing",
    errno.EACCES: "not_permitted",
    errno.EPERM: "not_permitted",
    errno.EBUSY: "in_use",
    errno.EAGAIN: "in_use",
}


def reason_of(error: Exception) -> str:
    """Why a device cannot be opened, in a word for the log."""
    number = error.errno if isinstance(error, OSError) else error.args[0] if error.args else None
    return _REASONS.get(number, "cannot_open") if isinstance(number, int) else "cannot_open"


class Port:
    """An open port. Belongs to one thread."""

    def __init__(self, path: str, baud: int, flow: str = "none") -> None:
        """``flow`` is rtscts, xonxoff or none. Raises ``PortGoneError``."""
        try:
            self._serial = serial.Serial(
                path,
                baud,
                timeout=0,
                write_timeout=1.0,
                rtscts=flow == "rtscts",
                xonxoff=flow == "xonxoff",
                exclusive=True,
            )
            self._fd: int = self._serial.fileno()
        except _TROUBLE as error:
            raise PortGoneError(reason_of(error)) from None
        self._flow = flow

    def fileno(self) -> int:
        """The file descriptor, to wait for together with others."""
        return self._fd

    @property
    def has_flow_control(self) -> bool:
        """Whether the other side can stop the line."""
        return self._flow != "none"

    def read(self, wait: float, wake: int | None = None) -> bytes:
        """What came within ``wait`` seconds, at most 4096 bytes; empty when nothing did. It also ends once
        ``wake`` (a file descriptor) can be read."""
        return self.exchange(b"", wait, wake)[1]

    def exchange(self, data: bytes, wait: float, wake: int | None = None) -> tuple[int, bytes]:
        """Wait until something can be written or was received, ``wait`` seconds at most, and do it once.
        Returns how many bytes of ``data`` left and what came."""
        ends = [self._fd] if wake is None else [self._fd, wake]
        try:
            readable, writable, _ = select.select(ends, [self._fd] if data else [], [], max(0.0, wait))
            received = b""
            if self._fd in readable:
                received = os.read(self._fd, 4096)
                if not received:
                    raise PortGoneError("end of file")
            sent = 0
            if writable:
                with contextlib.suppress(BlockingIOError):
                    sent = os.write(self._fd, data)
        except BlockingIOError:
            return 0, b""
        except _TROUBLE as error:
            raise PortGoneError(type(error).__name__) from None
        return sent, received

    def unblock(self) -> None:
        """Drop flow control and everything that has not left yet: the other side takes nothing any more."""
        try:
            self._serial.rtscts = False
            self._serial.xonxoff = False
            self._serial.reset_output_buffer()
        except _TROUBLE as error:
            raise PortGoneError(type(error).__name__) from None

    def restore_flow(self) -> None:
        """Flow control as it was before ``unblock``."""
        try:
            self._serial.rtscts = self._flow == "rtscts"
            self._serial.xonxoff = self._flow == "xonxoff"
        except _TROUBLE as error:
            raise PortGoneError(type(error).__name__) from None

    def drain(self, wait: float) -> None:
        """Let what was written leave, for ``wait`` seconds at most."""
        until = time.monotonic() + wait
        try:
            while self._serial.out_waiting and time.monotonic() < until:
                time.sleep(0.005)
        except _TROUBLE as error:
            raise PortGoneError(type(error).__name__) from None

    def close(self) -> None:
        """Close at once. Unsent bytes are dropped first: Linux would wait for them up to 30 s."""
        with contextlib.suppress(PortGoneError):
            self.unblock()
        with contextlib.suppress(*_TROUBLE):
            self._serial.close()


def find_port(words: frozenset[str], others: frozenset[str], folder: Path = BY_ID) -> str | None:
    """The one port under ``/dev/serial/by-id`` whose name has one of ``words`` in it and none of
    ``others`` (names there are made of the maker's and the product's USB names). ``None`` when there is
    none or more than one: a guess could send a coupon into a scale."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return None
    parts = {name: set(re.split(r"[^a-z0-9]+", name.lower())) for name in names}
    found = [name for name in names if parts[name] & words and not parts[name] & others]
    return str(folder / found[0]) if len(found) == 1 else None
