"""A scanner of any kind: the thread, the opening again, the measure. How codes are read off a serial line
or a keyboard is said by a ``Reader``."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from kiosk.core.events import CodeSeen, DeviceChanged, Source
from kiosk.devices.serial_port import PortGoneError
from kiosk.ports import Post

_log = logging.getLogger(__name__)

# Seconds before the scanner is looked for again; the last one stays. To see whether a name is there costs
# next to nothing, and who has just pulled the cable by mistake plugs it in again at once.
_BACK_OFF = (*(0.1,) * 20, 0.25, 0.5, 1.0)

BURST, RATE = 10, 10.0
"""So many codes at once, and then so many a second; the rest is dropped. No hand is faster, but a defect
scanner is, and every code would cost the engine a step and the server a question."""


class Wish(Enum):
    """What the engine tells the scanner."""

    GOOD = auto()
    BAD = auto()
    STIRRED = auto()
    WATCHED = auto()
    UNWATCHED = auto()


class Reader(Protocol):
    """An open scanner. Belongs to the scanner's thread."""

    source: Source

    def read(self, wake: int) -> list[bytes]:
        """Wait until something happened, ``wake`` (a file descriptor) can be read, or a second has gone;
        the codes that ended. Raises ``PortGoneError`` when the scanner is gone."""

    def tell(self, wish: Wish) -> None:
        """Do this with the next ``read``. Never waits."""

    def close(self) -> None:
        """Free the device; never raises."""


class Measure:
    """Lets so many codes pass as a person could scan."""

    def __init__(self) -> None:
        self._left = float(BURST)
        self._at = float("-inf")

    def passes(self, now: float) -> bool:
        """Whether one more may pass at this time (monotonic seconds)."""
        self._left = min(BURST, self._left + (now - self._at) * RATE)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class ScannerAdapter:
    """Fulfils ``ports.Scanner``. ``opener`` opens the scanner, or raises ``PortGoneError`` with a word on
    the reason: missing, not_permitted, in_use, not_a_keyboard, cannot_open."""

    def __init__(self, opener: Callable[[], Reader]) -> None:
        self._open = opener
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._up: bool | None = None
        self._watched = False
        self._wishes: deque[Wish] = deque(maxlen=8)
        self._lock = threading.Lock()
        self._wake: tuple[int, int] | None = None

    # -- from any thread ---------------------------------------------------------------------------

    def start(self, post: Post) -> None:
        """Begin; returns at once. Does nothing while it runs."""
        if self._thread is not None:
            return
        self._stop.clear()
        self._up = None
        with self._lock:
            self._wake = os.pipe()
            os.set_blocking(self._wake[0], False)
            os.set_blocking(self._wake[1], False)
        self._thread = threading.Thread(target=self._run, args=(post,), name="scanner", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and free the port within 2 s."""
        self._stop.set()
        self._rouse()
        if self._thread is not None:
            self._thread.join(2.0)
            hangs = self._thread.is_alive()
            self._thread = None
            with self._lock:
                ends, self._wake = self._wake, None
            if ends is not None and not hangs:  # a thread that hangs may still come to read it
                os.close(ends[0])
                os.close(ends[1])

    def beep(self, *, good: bool) -> None:
        """Have it sound that the code was taken, or was not."""
        self._tell(Wish.GOOD if good else Wish.BAD)

    def stirred(self) -> None:
        """Somebody moved before the camera or touched the glass: look for codes."""
        self._tell(Wish.STIRRED)

    def watched(self, *, on: bool) -> None:
        """Whether a camera sees who comes; without one the scanner never rests."""
        self._watched = on
        self._tell(Wish.WATCHED if on else Wish.UNWATCHED)

    def _tell(self, wish: Wish) -> None:
        self._wishes.append(wish)
        self._rouse()

    def _rouse(self) -> None:
        with self._lock, contextlib.suppress(OSError):  # a full pipe rouses as well
            if self._wake is not None:
                os.write(self._wake[1], b"!")

    # -- the scanner's thread ----------------------------------------------------------------------

    def _run(self, post: Post) -> None:
        assert self._wake is not None
        wake = self._wake[0]
        failures = 0
        measure = Measure()
        while not self._stop.is_set():
            reader: Reader | None = None
            try:
                reader = self._open()
                failures = 0
                self._report(post, up=True, reason="")
                self._wishes.clear()
                reader.tell(Wish.WATCHED if self._watched else Wish.UNWATCHED)
                self._listen(reader, wake, measure, post)
                reason = ""
            except PortGoneError as gone:
                reason = "unplugged" if reader is not None else str(gone)
            except Exception as error:  # noqa: BLE001 - nothing ends this thread but its end
                _log.warning("the scanner failed: %s", type(error).__name__)
                reason = "failed"
            if reader is not None:
                reader.close()
            self._report(post, up=False, reason=reason)
            self._stop.wait(_BACK_OFF[min(failures, len(_BACK_OFF) - 1)])
            failures += 1

    def _report(self, post: Post, *, up: bool, reason: str) -> None:
        if up is not self._up and not self._stop.is_set():
            self._up = up
            post(DeviceChanged("scanner", up, reason))

    def _listen(self, reader: Reader, wake: int, measure: Measure, post: Post) -> None:
        dropped = 0
        while not self._stop.is_set():
            while self._wishes:
                reader.tell(self._wishes.popleft())
            codes = reader.read(wake)
            with contextlib.suppress(BlockingIOError):
                os.read(wake, 64)
            now = time.monotonic()
            for code in codes:
                if self._stop.is_set():
                    return
                if measure.passes(now):
                    post(CodeSeen(reader.source, code, 0.0))
                else:
                    dropped += 1
            if dropped and not codes:
                _log.debug("scanner: %d codes came faster than anybody scans; they were dropped", dropped)
                dropped = 0
