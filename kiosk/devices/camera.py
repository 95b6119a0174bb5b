"""The camera: one thread that films, decodes and hands the picture to the screen.

The thread outlives every fault of the device: it closes it, waits a little longer each time, and
opens it again. What the engine hears of that is one ``DeviceChanged`` down and one up.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Literal, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.core.events import CodeSeen, DeviceChanged, Source, Stirred
from kiosk.devices.decoder import Decoder, Quad, Read
from kiosk.devices.frame_source import Fault, FrameSource, Picture, SourceError
from kiosk.ports import Post

_log = logging.getLogger(__name__)

Rgb32 = NDArray[np.uint8]
"""A picture as the screen wants it: (height, width, 4), contiguous, bytes B, G, R, 255 (on a
little-endian machine ``QImage.Format_RGB32``)."""

Preview = Callable[[Rgb32, Sequence[Quad]], None]
"""Takes a picture and the outlines of the codes in it (in that picture's own pixels, the one that
counts first). Called in the camera's thread; the picture is the callee's to keep."""

Rotation = Literal[0, 90, 180, 270]
"""Degrees clockwise by which the picture has to be turned to stand upright."""

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}

_SILENCE = 3.0  # seconds without a picture until the camera counts as down
_BACK_OFF = (0.5, 3.0)  # seconds from a fault to the next try: at first, and at most
_PREVIEW_RATE = 30.0  # pictures a second for the screen, at most
_PREVIEW_LONGEST = 1280  # pixels of a preview's longer side, at most
_STOP_WITHIN = 2.0


class Motion:
    """Tells whether something moved, from a picture of 64×36 grains compared five times a second."""

    _GRID = (64, 36)
    _EVERY = 0.2  # seconds between two looks
    _STEP = 12  # levels of grey by which a grain has to change …
    _SHARE = 0.01  # … and how many of all the grains have to

    def __init__(self) -> None:
        self._before: NDArray[np.int16] | None = None
        self._looked = float("-inf")

    def look(self, grey: Picture, now: float) -> bool:
        """Takes a grey picture and its time in seconds."""
        if now - self._looked < self._EVERY:
            return False
        self._looked = now
        small = cv2.resize(grey, self._GRID, interpolation=cv2.INTER_AREA).astype(np.int16)
        before, self._before = self._before, small
        if before is None:
            return False
        change = small - before
        # A camera that opens its aperture changes all grains alike: that is nobody.
        change -= np.int16(np.median(change))
        return bool(np.count_nonzero(np.abs(change) > self._STEP) > self._SHARE * change.size)


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
        self._source_factory = source_factory
        self._turn = None if rotate == 0 else _TURNS[rotate]
        self._mirror = mirror
        self._decoder = decoder or Decoder()
        self._preview = preview
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._filming: _Filming | None = None

    def start(self, post: Post) -> None:
        """Begin; returns at once. Does nothing while it runs."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            self._filming = _Filming(self, post)
            # A daemon: a driver that hangs in the kernel must not keep the kiosk from ending.
            self._thread = threading.Thread(target=self._filming.run, name="camera", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread and free the device; returns within 2 s whatever the device does."""
        with self._lock:
            thread, filming = self._thread, self._filming
            self._thread = self._filming = None
        if thread is None or filming is None:
            return
        filming.stop()
        thread.join(_STOP_WITHIN)
        if thread.is_alive():
            _log.debug("the camera's driver hangs: its thread is left behind and frees it later")

    # What a picture goes through, in the camera's thread.

    def new_source(self) -> FrameSource | None:
        """A fresh source, not yet open."""
        return self._source_factory()

    def upright(self, picture: Picture) -> Picture:
        """The picture turned as configured."""
        return picture if self._turn is None else cast("Picture", cv2.rotate(picture, self._turn))

    def decode(self, grey: Picture) -> list[Read]:
        """All codes of an upright grey picture, the one that counts first."""
        return self._decoder.decode(grey)

    def show(self, picture: Picture, reads: Sequence[Read]) -> None:
        """Hand an upright picture to the screen. A fault of the screen's is not the camera's."""
        if self._preview is None:
            return
        try:
            self._preview(*for_screen(picture, [read.position for read in reads], self._mirror))
        except Exception as error:  # noqa: BLE001 - see above
            _log.debug("the preview failed: %s", type(error).__name__)


def for_screen(picture: Picture, quads: Sequence[Quad], mirror: bool) -> tuple[Rgb32, list[Quad]]:
    """A grey or BGR picture as RGB32, at most 1280 pixels long, mirrored if wanted, with the
    outlines moved along. The result shares no memory with the picture."""
    ratio = min(1.0, _PREVIEW_LONGEST / max(picture.shape[:2]))
    shown = picture
    if ratio < 1:
        shown = cast("Picture", cv2.resize(picture, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA))
    if mirror:
        shown = cast("Picture", cv2.flip(shown, 1))
    colour = cv2.COLOR_GRAY2BGRA if shown.ndim == 2 else cv2.COLOR_BGR2BGRA
    width = shown.shape[1]

    def move(x: float, y: float) -> tuple[float, float]:
        return (width - x * ratio if mirror else x * ratio, y * ratio)

    moved = [cast("Quad", tuple(move(*corner) for corner in quad)) for quad in quads]
    return np.ascontiguousarray(cv2.cvtColor(shown, colour), np.uint8), moved


class _Filming:
    """One run of the thread, from start to stop, with all that it has to remember."""

    def __init__(self, camera: CameraAdapter, post: Post) -> None:
        self._camera = camera
        self._post = post
        self._stop = threading.Event()
        self._source: FrameSource | None = None
        self._up: bool | None = None
        self._wait = _BACK_OFF[0]
        self._stirred = float("-inf")
        self._shown = float("-inf")
        self._motion = Motion()

    def stop(self) -> None:
        """Ask the thread to end. Safe from any thread."""
        self._stop.set()
        source = self._source
        if source is not None:
            source.cancel()

    def run(self) -> None:
        """The thread."""
        while not self._stop.is_set():
            try:
                self._source = source = self._camera.new_source()
                if source is None:
                    self._say(False, Fault.NONE)
                    return
                fault = self._film(source)
            except Exception as error:  # noqa: BLE001 - whatever a driver does, the kiosk films on
                _log.debug("the camera failed: %s", type(error).__name__)
                fault = Fault.FAILED
            if self._stop.is_set():
                return
            self._say(False, fault)
            self._stop.wait(self._wait)
            self._wait = min(_BACK_OFF[1], self._wait * 2)

    def _film(self, source: FrameSource) -> Fault:
        """Film until told to stop, or until the source fails: why there are no more pictures."""
        try:
            source.open()
            latest = time.monotonic()
            # A camera's own read waits for the next picture; half a period more keeps a device
            # that answers too often from turning this into a busy loop.
            period = (0.5 if source.waits else 1.0) / source.fps
            due = latest
            while not self._stop.is_set():
                frame = source.read()
                now = time.monotonic()
                if frame is not None and is_picture(frame.picture):
                    latest = now
                    self._say(True)
                    self._see(frame.picture, now)
                elif now - latest > _SILENCE:
                    return Fault.NO_FRAMES
                # Late is late: pictures that were missed are not made up for.
                due = max(due + period, time.monotonic())
                self._stop.wait(due - time.monotonic())
        except SourceError as error:
            return error.fault
        finally:
            source.close()
        return Fault.NONE

    def _see(self, picture: Picture, now: float) -> None:
        upright = self._camera.upright(picture)
        grey = upright if upright.ndim == 2 else cast("Picture", cv2.cvtColor(upright, cv2.COLOR_BGR2GRAY))
        reads = self._camera.decode(grey)
        if reads or now - self._shown >= 0.9 / _PREVIEW_RATE:
            # Before the news of the code: the screen freezes the picture in which it was found.
            self._shown = now
            self._camera.show(upright, reads)
        if reads:
            # Two people at once: the one who aims gets the kiosk.
            self._post(CodeSeen(Source.CAMERA, reads[0].data, reads[0].decode_ms))
        if self._motion.look(grey, now) and now - self._stirred >= 0.5:
            self._stirred = now
            self._post(Stirred())

    def _say(self, up: bool, reason: str = "") -> None:
        if self._up is not up:
            self._up = up
            self._wait = _BACK_OFF[0]
            self._post(DeviceChanged("camera", up, str(reason)))


def is_picture(picture: object) -> bool:
    """Whether this is a grey or BGR picture of 8 bits with something in it."""
    if not isinstance(picture, np.ndarray) or picture.dtype != np.uint8 or not picture.size:
        return False
    return picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] == 3)
