"""A barcode scanner on a serial port (or a USB one in virtual serial port mode)."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from kiosk.core.events import CodeSeen, DeviceChanged, Source
from kiosk.devices.framing import Framer, Terminator
from kiosk.devices.serial_port import (
    BY_ID,
    PRINTER_WORDS,
    SCANNER_WORDS,
    Port,
    PortGoneError,
    find_port,
)
from kiosk.ports import Post

_log = logging.getLogger(__name__)

_BACK_OFF = (0.25, 0.5, 1.0, 2.0, 4.0)  # seconds before the port is tried again; the last one stays


def find_scanner_port(folder: Path = BY_ID) -> str | None:
    """The port of the one scanner there is; ``None`` when unsure."""
    return find_port(SCANNER_WORDS, PRINTER_WORDS, folder)


class SerialScanner:
    """Posts ``CodeSeen`` for every code, ``DeviceChanged('scanner', …)`` once when it comes and once when it
    goes. Fulfils ``ports.Scanner``."""

    def __init__(
        self, port: str, *, baud: int = 9600, terminator: Terminator | str = Terminator.AUTO
    ) -> None:
        """``port`` is a path, ``auto`` or ``none``. ``ValueError`` for an unknown terminator."""
        self._path = port
        self._baud = baud
        self._terminator = Terminator(terminator)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._up: bool | None = None

    def start(self, post: Post) -> None:
        """Begin; returns at once. With the port ``none`` nothing happens."""
        if self._path == "none" or self._thread is not None:
            return
        self._stop.clear()
        self._up = None
        self._thread = threading.Thread(target=self._run, args=(post,), name="scanner", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and free the port within 2 s."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(2.0)
            self._thread = None

    def _run(self, post: Post) -> None:
        failures = 0
        while not self._stop.is_set():
            port: Port | None = None
            try:
                port = self._open()
                failures = 0
                self._tell(post, up=True, reason="")
                self._listen(port, post)
            except PortGoneError as gone:
                reason = "unplugged" if port is not None else str(gone)
                _log.debug("scanner: %s", reason)
                self._tell(post, up=False, reason=reason)
                self._stop.wait(_BACK_OFF[min(failures, len(_BACK_OFF) - 1)])
                failures += 1
            finally:
                if port is not None:
                    port.close()

    def _tell(self, post: Post, *, up: bool, reason: str) -> None:
        if up is not self._up:
            self._up = up
            post(DeviceChanged("scanner", up, reason))

    def _open(self) -> Port:
        path = find_scanner_port() if self._path == "auto" else self._path
        if path is None:
            raise PortGoneError("none found")
        return Port(path, self._baud)

    def _listen(self, port: Port, post: Post) -> None:
        framer = Framer(self._terminator)
        while not self._stop.is_set():
            # Short waits only while a code is coming in: its end may be a pause.
            data = port.read(0.02 if framer.waiting else 0.2)
            now = time.monotonic()
            for code in framer.feed(data, now) if data else framer.idle(now):
                post(CodeSeen(Source.SCANNER, code, 0.0))
