"""Pictures to film, and ears for what a camera posts."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import cv2
import numpy as np
import segno

from kiosk.devices.camera import CameraAdapter
from kiosk.devices.decoder import Quad, Read, Sight
from kiosk.devices.frames import CallbackSource, Frame
from kiosk.ports import DeviceEvent

PATIENCE = 20.0  # seconds; far more than anything here takes


def code(content: str, scale: int = 5) -> np.ndarray:
    modules = np.array([[255 * (1 - (cell & 1)) for cell in row] for row in segno.make_qr(content).matrix])
    return np.pad(modules, 4, constant_values=255).astype(np.uint8).repeat(scale, 0).repeat(scale, 1)


def showing(*codes: tuple[str, int, int], width: int = 640, height: int = 480) -> np.ndarray:
    """A BGR picture with codes at (left, top)."""
    picture = np.full((height, width), 110, np.uint8)
    for content, left, top in codes:
        drawn = code(content)
        picture[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn
    return cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)


class Ears:
    """Hears what is posted, from any thread."""

    def __init__(self):
        self._heard: list[DeviceEvent] = []
        self._change = threading.Condition()

    def __call__(self, event: DeviceEvent) -> None:
        with self._change:
            self._heard.append(event)
            self._change.notify_all()

    def of(self, kind: type) -> list:
        with self._change:
            return [event for event in self._heard if isinstance(event, kind)]

    def until(self, kind: type, count: int) -> list:
        """Waits for so many events of a kind."""
        with self._change:
            enough = self._change.wait_for(
                lambda: sum(isinstance(event, kind) for event in self._heard) >= count, PATIENCE
            )
        assert enough, f"{len(self.of(kind))} of {count} {kind.__name__}"
        return self.of(kind)


class Live(CallbackSource):
    """Drawn like the others, but read as a camera is: it waits for its next picture by itself."""

    waits = True

    def read(self) -> Frame | None:
        self._cancelled.wait(1 / self.fps)
        return super().read()


class Eyes:
    """A decoder that sees what it is told to, and remembers how it was asked."""

    def __init__(self, reads: tuple[bytes, ...] = (), near: tuple[Quad, ...] = ()):
        self.reads, self.near = reads, near
        self.awake: list[bool] = []

    def look(self, grey: np.ndarray, *, awake: bool = True) -> Sight:
        assert grey.ndim == 2
        self.awake.append(awake)
        return Sight(tuple(Read(data, square(20, 20, 60), 1.0) for data in self.reads), self.near, 1.0)


def square(left: float, top: float, side: float) -> Quad:
    right, bottom = left + side, top + side
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def wait_until(true: Callable[[], bool], what: str) -> None:
    """Waits for what no event tells."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, what
        time.sleep(0.005)


def still(picture, fps: float = 100) -> Callable[[], CallbackSource]:
    return lambda: CallbackSource(lambda: picture, fps)


@contextmanager
def filming(factory, ears: Ears, **options) -> Iterator[CameraAdapter]:
    """A camera that runs for as long as the block."""
    adapter = CameraAdapter(factory, **options)
    adapter.start(ears)
    try:
        yield adapter
    finally:
        adapter.stop()
