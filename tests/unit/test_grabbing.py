"""The thread that holds a source of pictures: which frame it hands over, and whom it wakes for it."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import numpy as np

from kiosk.devices.frame_source import Frame, FrameSource
from kiosk.devices.grabbing import Grabber

FILMED_LONG_AGO = 1.0
"""When a picture was taken says nothing of when it came: a camera may need a tenth of a second for it."""


class Counted(FrameSource):
    """Answers at once, with a new frame each time."""

    def __init__(self, fps: float = 200.0) -> None:
        super().__init__(fps)
        self.reads = 0

    def open(self) -> None:
        """Nothing to open."""

    def read(self) -> Frame | None:
        self.reads += 1
        return Frame(np.full((1, 1), min(self.reads, 255), np.uint8), FILMED_LONG_AGO)


class Camera(Counted):
    """Waits for its next picture, as a camera does."""

    waits = True

    def __init__(self) -> None:
        super().__init__()
        self.pictures: queue.Queue[int] = queue.Queue()

    def read(self) -> Frame | None:
        try:
            return Frame(np.full((1, 1), self.pictures.get(timeout=0.5), np.uint8), FILMED_LONG_AGO)
        except queue.Empty:
            return None


@contextmanager
def grabbing(source: FrameSource) -> Iterator[Grabber]:
    grabber = Grabber(source)
    grabber.start()
    try:
        yield grabber
    finally:
        grabber.end()
        assert grabber.gone(2)


def number(frame: Frame | None) -> int:
    assert frame is not None
    return int(frame.picture[0, 0])


def test_what_comes_too_early_is_passed_over_and_the_next_is_handed_over() -> None:
    camera = Camera()
    with grabbing(camera) as grabber:
        since = time.monotonic() + 0.2
        camera.pictures.put(1)
        later = Timer(0.3, camera.pictures.put, (2,))
        later.start()
        assert number(grabber.take(2, since)) == 2
        assert time.monotonic() >= since
        later.join()


def test_what_came_too_early_is_still_the_newest_for_whoever_is_in_no_hurry_to_wait() -> None:
    camera = Camera()
    with grabbing(camera) as grabber:
        camera.pictures.put(1)
        assert grabber.take(0.2, time.monotonic() + 60) is None
        assert number(grabber.take(0.2)) == 1
        assert grabber.take(0.05) is None, "each is handed over once"


def test_a_source_that_answers_at_once_is_read_until_the_time_has_come_and_then_no_more() -> None:
    source = Counted()
    with grabbing(source) as grabber:
        first = number(grabber.take(1))
        assert number(grabber.take(2, time.monotonic() + 0.2)) > first + 5
        time.sleep(0.05)
        read = source.reads
        time.sleep(0.1)
        assert source.reads == read, "nobody waits for another"
