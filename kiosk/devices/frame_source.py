"""What a source of pictures is: a frame, the faults there are, and the class that all share.

A source is opened, read and closed by one thread. It holds no thread of its own and never sleeps
for the sake of a rate (a camera waits for its next picture, that is all): pacing is the reader's.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey (height, width) or BGR (height, width, 3), 8 bit."""

Size = tuple[int, int]
"""Width and height in pixels."""


class Fault(StrEnum):
    """Why a source gives no pictures; these words are the ``reason`` of ``DeviceChanged``."""

    NONE = "none"  # switched off by the configuration
    MISSING = "missing"
    CANNOT_OPEN = "cannot_open"  # no camera at all, or one that will not do what it has to
    IN_USE = "in_use"  # another program has it
    NOT_PERMITTED = "not_permitted"  # the kiosk's user may not open it
    UNPLUGGED = "unplugged"
    NO_FRAMES = "no_frames"
    BLACK = "black"  # pictures come, all of them black: a lens that is covered
    FROZEN = "frozen"  # one picture comes again and again
    NO_PICTURES = "no_pictures"  # a folder or file without a single readable picture
    NO_LIBRARY = "no_library"  # picamera2 is not installed
    FAILED = "failed"  # anything else


class SourceError(Exception):
    """A source cannot go on; close it, wait, and open it again."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Tuning:
    """What a camera is asked to be set to, as far as it admits that."""

    exposure: float | None = None
    """Milliseconds; ``None`` leaves it to the camera."""
    focus: float | None = None
    """From 0 (far) to 1 (as near as the lens can); ``None`` leaves it to the camera."""
    power_line: Literal["auto", "50Hz", "60Hz"] = "auto"
    """The mains under whose lamps a picture would show bands."""


_NOTHING: Picture = np.empty((0, 0), np.uint8)


class Frame:
    """One picture, and when it was taken (monotonic seconds).

    A camera's picture may come packed, as JPEG. It is unpacked when it is first asked for, in the
    thread that asks: a frame that nobody looks at costs a copy of its bytes and no more.
    """

    __slots__ = ("_glance", "_jpeg", "_picture", "at")

    def __init__(self, picture: Picture, at: float) -> None:
        self.at = at
        self._picture: Picture | None = picture
        self._jpeg: Picture | None = None
        self._glance: Picture | None = None

    @classmethod
    def packed(cls, jpeg: Picture, at: float) -> Frame:
        """A frame of the bytes of a JPEG, in any shape. They must stay as they are."""
        frame = cls(_NOTHING, at)
        frame._picture, frame._jpeg = None, jpeg
        return frame

    @property
    def picture(self) -> Picture:
        """The picture; an empty one when the JPEG is beyond reading (a cable that is pulled cuts the
        last one off)."""
        if self._picture is None:
            self._picture = self._unpacked(cv2.IMREAD_COLOR)
            self._jpeg = None
        return self._picture

    def glance(self) -> Picture:
        """Enough of the picture to tell whether it is worth unpacking: of a JPEG an eighth of its width,
        in grey, for a third of the time; else the picture itself. The same each time it is called."""
        if self._glance is None:
            packed = self._picture is None
            self._glance = self._unpacked(cv2.IMREAD_REDUCED_GRAYSCALE_8) if packed else self.picture
        return self._glance

    def _unpacked(self, how: int) -> Picture:
        try:
            unpacked = None if self._jpeg is None else cv2.imdecode(self._jpeg, how)
        except cv2.error:
            unpacked = None
        return _NOTHING if unpacked is None else cast("Picture", unpacked)


class FrameSource(ABC):
    """Pictures one after the other. ``fps`` is the rate to read at; ``waits`` tells whether ``read``
    itself waits for the next picture (a camera) or answers at once (everything else); ``recorded``,
    whether every picture counts, because each may show something that no other shows."""

    waits = False
    recorded = False

    def __init__(self, fps: float) -> None:
        self.fps = fps
        self._cancelled = threading.Event()

    @abstractmethod
    def open(self) -> None:
        """Begin, or begin again. Raises ``SourceError``."""

    @abstractmethod
    def read(self) -> Frame | None:
        """The newest picture, or ``None`` when there is none just now. Waits 1 s at most.
        Raises ``SourceError`` when there will be no more until it is opened again."""

    def close(self) -> None:  # noqa: B027 - most sources hold nothing
        """Free the device. May be called at any time and more than once; never raises."""

    def cancel(self) -> None:
        """Make a running ``open`` return early, by ``SourceError``. Safe from any thread."""
        self._cancelled.set()


def open_capture(path: str, backend: int) -> cv2.VideoCapture:
    """An opened capture; raises ``SourceError`` (cannot open)."""
    # What it would print about a device that went away, the kiosk says itself, and once.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    try:
        capture = cv2.VideoCapture(path, backend)
    except cv2.error:
        raise SourceError(Fault.CANNOT_OPEN) from None
    if not capture.isOpened():
        capture.release()
        raise SourceError(Fault.CANNOT_OPEN)
    return capture
