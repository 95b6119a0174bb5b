"""A thread that holds one source of pictures: opens it, reads it, closes it, and keeps the newest frame.

A driver's read can block for ever, and Python cannot call it off. So nobody but this thread ever calls
the source: whoever wants a frame waits for as long as they like, and leaves a hung thread behind. It
closes its source when it comes back, if ever.
"""

from __future__ import annotations

import logging
import threading
import time

from kiosk.devices.frame_source import Fault, Frame, FrameSource, SourceError

_log = logging.getLogger(__name__)

THREAD = "camera-grabbing"
"""The name of the threads."""


class Grabber:
    """One source, from its opening to its closing. Start it, take frames, end it; it is used once.

    A source that waits by itself (a camera) is read all the time, so that none of its pictures grows
    old in a queue; a frame that nobody took gives way to the next. Any other source is read only while
    somebody waits in ``take``: no picture of a recording is passed over because decoding was slow.
    """

    def __init__(self, source: FrameSource) -> None:
        self._source = source
        lock = threading.Lock()
        # Two, so that neither of the two threads is woken by what concerns the other.
        self._asked, self._given = threading.Condition(lock), threading.Condition(lock)
        self._frame: Frame | None = None
        self._came = self._since = float("-inf")
        self._wanted = False
        self._ended = False
        self._opened: float | None = None
        self._fault: Fault | None = None
        # A daemon: a driver that hangs in the kernel must not keep the kiosk from ending.
        self._thread = threading.Thread(target=self._run, name=THREAD, daemon=True)

    @property
    def opened(self) -> float | None:
        """When the source was open (monotonic seconds); ``None`` while it is not."""
        return self._opened

    @property
    def alive(self) -> bool:
        """Whether the source is still held."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def take(self, timeout: float, since: float = float("-inf")) -> Frame | None:
        """The newest frame that nobody took before and that the source gave at ``since`` or later (monotonic
        seconds, not when it was filmed); others do not even wake the thread that waits. Waits for up to
        ``timeout`` seconds; ``None`` when there is none, and at once after ``end``. Raises ``SourceError``
        when the source failed."""
        with self._given:
            self._since = since
            self._wanted = True
            if not self._source.waits:
                self._asked.notify()
            self._given.wait_for(lambda: self._due() or self._fault or self._ended, timeout)
            frame = self._due()
            if frame is not None:
                self._frame = None
            elif self._fault is not None and not self._ended:
                raise SourceError(self._fault)
            return frame

    def _due(self) -> Frame | None:
        """The frame that is wanted, if it is there."""
        return self._frame if self._came >= self._since else None

    def end(self) -> None:
        """Ask for the end. Returns at once, safe from any thread."""
        with self._given:
            self._ended = True
            self._asked.notify()
            self._given.notify()
        self._source.cancel()

    def gone(self, timeout: float) -> bool:
        """Whether the source has been let go within so many seconds."""
        self._thread.join(max(0.0, timeout))
        return not self._thread.is_alive()

    def _run(self) -> None:
        fault = Fault.FAILED
        try:
            self._grab()
        except SourceError as error:
            fault = error.fault
        except Exception as error:  # noqa: BLE001 - whatever a driver does, the kiosk films on
            _log.debug("the camera failed: %s", type(error).__name__)
        finally:
            # Closed before it is told: the next try finds a free device.
            self._close()
            with self._given:
                self._fault = fault
                self._given.notify()

    def _grab(self) -> None:
        source = self._source
        source.open()
        self._opened = due = time.monotonic()
        # A camera's own read waits for the next picture; half a period more keeps a device that
        # answers too often from turning this into a busy loop.
        period = (0.5 if source.waits else 1.0) / source.fps
        while self._go_on(due):
            frame = source.read()
            # Late is late: pictures that were missed are not made up for.
            due = max(due + period, time.monotonic())
            if frame is not None:
                with self._given:
                    self._frame, self._came = frame, time.monotonic()
                    if self._due() is not None:
                        self._wanted = False
                        self._given.notify()

    def _go_on(self, due: float) -> bool:
        """Waits until the next picture is due, and wanted; false when the end was asked for."""
        with self._asked:
            if (left := due - time.monotonic()) > 0:
                self._asked.wait_for(lambda: self._ended, left)
            if not self._source.waits:
                self._asked.wait_for(lambda: self._ended or self._wanted)
            return not self._ended

    def _close(self) -> None:
        try:
            self._source.close()
        except Exception as error:  # noqa: BLE001 - it is gone either way
            _log.debug("the camera would not close: %s", type(error).__name__)
