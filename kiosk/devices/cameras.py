"""Whichever camera is there: what ``auto`` tries, in which order, and what it remembers of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from kiosk.devices.frame_source import Fault, Frame, FrameSource, Size, SourceError, Tuning
from kiosk.devices.pi_camera import PiCameraSource, installed
from kiosk.devices.v4l2 import V4L2Source, camera_nodes

_FIRST_PICTURE = 2.0  # seconds that a camera has for its first picture; a slow one takes more than one …
_LAST_HOPE = 5.0  # … and the last that there is has these
_LONG_ENOUGH = 6.0  # seconds after which no further camera is tried

# What is said when no camera gives pictures: of all that was found wrong, the most telling.
_TELLING = (Fault.IN_USE, Fault.NOT_PERMITTED, Fault.NO_FRAMES, Fault.CANNOT_OPEN, Fault.NO_LIBRARY)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A camera that may be the one."""

    key: Hashable
    """Another one each time the camera is plugged in."""
    source: FrameSource = field(repr=False)


class Search:
    """What one search for a camera tells the next: which ones were open and gave nothing. Those are tried
    last, for they cost seconds that nobody has while the good one is being plugged in again."""

    def __init__(self) -> None:
        self._silent: set[Hashable] = set()

    def order(self, found: Iterable[Candidate]) -> list[Candidate]:
        """The candidates in the order in which to try them."""
        return sorted(found, key=lambda one: one.key in self._silent)

    def silent(self, key: Hashable) -> None:
        """It had its time and gave nothing."""
        self._silent.add(key)

    def only(self, keys: set[Hashable]) -> None:
        """Forgets all but these: the rest was pulled out."""
        self._silent &= keys


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
        """Tries one after the other, each for 2 s and the last one for 5, 11 s in all at most. One that
        is plugged in meanwhile need not wait for its turn. Raises ``SourceError``: missing when there is
        none to try, else the most telling of what was wrong with them."""
        self.close()
        begun = time.monotonic()
        faults = [Fault.MISSING]
        tried: set[Hashable] = set()
        while time.monotonic() - begun < _LONG_ENOUGH:
            found = list(self._candidates())
            there = {one.key for one in found}
            self._search.only(there)
            left = self._search.order(one for one in found if one.key not in tried)
            if not left or self._cancelled.is_set():
                break
            one = left[0]
            tried.add(one.key)
            try:
                one.source.open()
                self._await_picture(one, _FIRST_PICTURE if left[1:] else _LAST_HOPE, there)
            except Exception as error:  # noqa: BLE001 - whatever a driver does, the next one is tried
                one.source.close()
                faults.append(error.fault if isinstance(error, SourceError) else Fault.FAILED)
            else:
                self._chosen = one.source
                return
        raise SourceError(next((fault for fault in _TELLING if fault in faults), faults[-1]))

    def _await_picture(self, one: Candidate, patience: float, there: set[Hashable]) -> None:
        until = time.monotonic() + patience
        while not self._cancelled.wait(0.01) and time.monotonic() < until:
            frame = one.source.read()
            if frame is not None and frame.picture.size:
                return
            if any(other.key not in there for other in self._candidates()):
                raise SourceError(Fault.NO_FRAMES)  # for now; what has just come is more likely the one
        if not self._cancelled.is_set():
            self._search.silent(one.key)
        raise SourceError(Fault.NO_FRAMES)

    def read(self) -> Frame | None:
        """As the chosen one."""
        if self._chosen is None:
            raise SourceError(Fault.CANNOT_OPEN)
        return self._chosen.read()

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
