"""The camera: films, decodes and hands the picture to the screen, all in threads of its own.

``filming`` is the thread that decides, ``grabbing`` the one that waits for the device; ``motion`` tells
when it is worth the trouble, ``watch`` whether the pictures are any good, ``trying`` how the aiming goes.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from kiosk.core.machine import Pace
from kiosk.devices.decoder import Decoder
from kiosk.devices.filming import Filming, Setup
from kiosk.devices.frame_source import FrameSource
from kiosk.devices.screening import Preview, Rgb32, Rotation
from kiosk.ports import Post

__all__ = ["CameraAdapter", "Preview", "Rgb32", "Rotation"]

_log = logging.getLogger(__name__)

_STOP_WITHIN = 1.9  # seconds; promised are 2


class CameraAdapter:
    """Fulfils ``ports.Camera``.

    ``source_factory`` makes a fresh source for every try; ``None`` from it means that there is to be
    no camera: down (``none``) is said once, and that was it. ``rotate`` turns the picture for
    decoder and screen alike; ``mirror`` only the one on the screen, a code is never read mirrored.
    """

    def __init__(
        self,
        source_factory: Callable[[], FrameSource | None],
        *,
        rotate: Rotation = 0,
        mirror: bool = True,
        decoder: Decoder | None = None,
        preview: Preview | None = None,
    ) -> None:
        self._setup = Setup(source_factory, rotate, mirror, decoder or Decoder(), preview)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._filming: Filming | None = None

    def start(self, post: Post) -> None:
        """Begin; returns at once. Does nothing while it runs."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            self._filming = Filming(self._setup, post)
            # A daemon: a driver that hangs in the kernel must not keep the kiosk from ending.
            self._thread = threading.Thread(target=self._filming.run, name="camera", daemon=True)
            self._thread.start()

    def pace(self) -> Pace | None:
        """See ``ports.Camera``."""
        return self._setup.pace.tell(time.monotonic())

    def stop(self) -> None:
        """End the threads and free the device; returns within 2 s whatever the device does."""
        until = time.monotonic() + _STOP_WITHIN
        with self._lock:
            thread, filming = self._thread, self._filming
            self._thread = self._filming = None
        if thread is None or filming is None:
            return
        filming.stop()
        thread.join(max(0.0, until - time.monotonic()))
        if thread.is_alive():
            _log.debug("the camera's thread hangs: it is left behind")
