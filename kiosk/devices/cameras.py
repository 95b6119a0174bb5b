"""Whichever camera is there: what ``auto`` tries, in which order, and what it remembers of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from kiosk.devices.frame_source import Fault, Frame, FrameSource, Size, SourceError, Tuning
from kiosk.devices.pi_camera import PiCameraSource, installed
from kiosk.devices.v4l2 import V4L2Source, camera_nodes

_FIRST_PICTURE = 2.0  # seconds that a camera has for its first picture; slow ones take more than one
_ASK_AGAIN = 60.0  # seconds for which a silent one is passed over …
_LOST = 10.0  # … and those after a good one was lost in which only news counts

# What is said when no camera gives pictures: of all that was found wrong, the most telling.
_TELLING = (Fault.IN_USE, Fault.NOT_PERMITTED, Fault.NO_FRAMES, Fault.CANNOT_OPEN, Fault.NO_LIBRARY)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A camera that may be the one."""

    key: Hashable
    """Another one each time the camera is plugged in."""
    source: FrameSource = field(repr=False)


class Search:
    """What one search for a camera learns for the next. A silent one costs two seconds; while the good
    one is being plugged in again, nobody has those."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._silent: dict[Hashable, float] = {}
        self._lost = float("-inf")

    def worth_trying(self, key: Hashable) -> bool:
        """Whether a camera should be tried now."""
        now = self._clock()
        tried = self._silent.get(key, float("-inf"))
        return key not in self._silent or (now - tried > _ASK_AGAIN and now - self._lost > _LOST)

    def silent(self, key: Hashable) -> None:
        """It was open and gave nothing."""
        self._silent[key] = self._clock()

    def lost(self) -> None:
        """The one that gave pictures is gone."""
        self._lost = self._clock()

    def only(self, keys: Iterable[Hashable]) -> None:
        """Forgets all but these: the rest was pulled out."""
        there = set(keys)
        self._silent = {key: tried for key, tried in self._silent.items() if key in there}


class AutoSource(FrameSource):
    """The first camera that actually gives pictures, looked for anew each time it is opened."""

    waits = True

    def __init__(
        self, candidates: Callable[[], Iterable[Candidate]], fps: float, search: Search | None = None
    ) -> None:
        super().__init__(fps)
        self._candidates = candidates
        self._search = search or Search()
        self._chosen: FrameSource | None = None

    def open(self) -> None:
        """Tries one after the other, each for 2 s at most. Raises ``SourceError``: missing when there is
        none to try, else the most telling of what was wrong with them."""
        self.close()
        found = list(self._candidates())
        self._search.only(one.key for one in found)
        faults = [Fault.MISSING]
        for one in found:
            if not self._search.worth_trying(one.key):
                faults.append(Fault.NO_FRAMES)
                continue
            try:
                one.source.open()
                self._await_picture(one)
            except SourceError as error:
                one.source.close()
                faults.append(error.fault)
                if self._cancelled.is_set():
                    break
            else:
                self._chosen = one.source
                return
        raise SourceError(next((fault for fault in _TELLING if fault in faults), faults[-1]))

    def _await_picture(self, one: Candidate) -> None:
        until = time.monotonic() + _FIRST_PICTURE
        while not self._cancelled.wait(0.01) and time.monotonic() < until:
            frame = one.source.read()
            if frame is not None and frame.picture.size:
                return
        if not self._cancelled.is_set():
            self._search.silent(one.key)
        raise SourceError(Fault.NO_FRAMES)

    def read(self) -> Frame | None:
        """As the chosen one."""
        if self._chosen is None:
            raise SourceError(Fault.CANNOT_OPEN)
        try:
            return self._chosen.read()
        except SourceError:
            self._search.lost()
            raise

    def close(self) -> None:
        """Frees the chosen one."""
        if self._chosen is not None:
            self._chosen.close()
            self._chosen = None


def cameras(size: Size, fps: float, tuning: Tuning) -> list[Candidate]:
    """What ``auto`` tries, in this order; nothing is kept open. Webcams, then the Pi's own camera, then
    what else there is: on a Pi, nodes that are parts of the way from its own camera."""
    nodes = camera_nodes()
    on_usb = [Candidate(node.key, V4L2Source(node.path, size, fps, tuning)) for node in nodes if node.on_usb]
    others = [
        Candidate(node.key, V4L2Source(node.path, size, fps, tuning)) for node in nodes if not node.on_usb
    ]
    own = [Candidate("picamera", PiCameraSource(size, fps, tuning))] if installed() else []
    return [*on_usb, *own, *others]
