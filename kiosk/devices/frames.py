"""Where pictures come from: cameras, folders, videos and callables, and which of them is configured."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np

from kiosk.devices.cameras import AutoSource, Search, cameras
from kiosk.devices.frame_source import (
    Fault,
    Frame,
    FrameSource,
    Picture,
    Size,
    SourceError,
    Tuning,
    open_capture,
)
from kiosk.devices.pi_camera import PiCameraSource
from kiosk.devices.v4l2 import V4L2Source

__all__ = [
    "AutoSource",
    "CallbackSource",
    "DirSource",
    "Fault",
    "FileSource",
    "Frame",
    "FrameSource",
    "PiCameraSource",
    "Picture",
    "Search",
    "Size",
    "SourceError",
    "Tuning",
    "V4L2Source",
    "make_source",
]

_PICTURES = frozenset(
    {".bmp", ".jpeg", ".jpg", ".pbm", ".pgm", ".png", ".pnm", ".ppm", ".tif", ".tiff", ".webp"}
)
_MID_GREY = 128


class CallbackSource(FrameSource):
    """Pictures drawn on demand; the callable may return ``None`` for "not just now"."""

    def __init__(self, draw: Callable[[], Picture | None], fps: float = 30.0) -> None:
        super().__init__(fps)
        self._draw = draw

    def open(self) -> None:
        """Nothing to open."""

    def read(self) -> Frame | None:
        """Draws one."""
        picture = self._draw()
        return None if picture is None else Frame(picture, time.monotonic())


class _Recording(FrameSource):
    """Something that was filmed before and is shown once.

    At its end it goes on with an empty mid-grey picture: the last code leaves the view as it would
    before a real camera, and the camera, which is not broken, stays up.
    """

    recorded = True

    def __init__(self, path: Path, size: Size, fps: float) -> None:
        super().__init__(fps)
        self._path = path
        self._longest = max(size)
        self._empty = Frame(np.full((size[1], size[0], 3), _MID_GREY, np.uint8), 0.0)
        self._shown = 0

    def read(self) -> Frame | None:
        """The picture whose turn it is; the grey one after the last. Raises ``SourceError``
        (no pictures) at the end of a recording in which nothing was readable."""
        picture = self._next()
        if picture is None:
            if not self._shown:
                raise SourceError(Fault.NO_PICTURES)
            return Frame(self._empty.picture, time.monotonic())
        self._shown += 1
        return Frame(picture, time.monotonic())

    @abstractmethod
    def _next(self) -> Picture | None:
        """The next picture, or ``None`` at the end."""

    def _fit(self, picture: Any) -> Picture:
        """No larger than the camera would have made it."""
        ratio = self._longest / max(picture.shape[:2])
        if ratio < 1:
            picture = cv2.resize(picture, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
        return cast("Picture", picture)


class DirSource(_Recording):
    """The images of a folder in name order, each held for ``frame_seconds``, once. Files that are
    no images, broken ones too, are passed over."""

    def __init__(self, folder: Path, size: Size, fps: float, frame_seconds: float) -> None:
        super().__init__(folder, size, fps)
        self._hold = frame_seconds
        self._left: list[Path] = []
        self._held: Picture | None = None
        self._since = 0.0

    def open(self) -> None:
        """Lists the folder. Raises ``SourceError``: missing, no pictures."""
        try:
            files = [one for one in self._path.iterdir() if one.suffix.lower() in _PICTURES]
        except OSError:
            raise SourceError(Fault.MISSING) from None
        if not files:
            raise SourceError(Fault.NO_PICTURES)
        self._left = sorted(files, key=lambda one: one.name, reverse=True)
        self._held, self._shown = None, 0

    def _next(self) -> Picture | None:
        now = time.monotonic()
        # Counted from when it was first shown: a slow reader skips no picture.
        if self._held is not None and now - self._since < self._hold:
            return self._held
        self._held = None
        while self._left and self._held is None:
            self._held = self._load(self._left.pop())
        self._since = now
        return self._held

    def _load(self, file: Path) -> Picture | None:
        try:
            raw = np.frombuffer(file.read_bytes(), np.uint8)
            picture = cv2.imdecode(raw, cv2.IMREAD_COLOR) if raw.size else None
        except (OSError, cv2.error):
            return None
        return None if picture is None else self._fit(picture)


class FileSource(_Recording):
    """A video, once, one picture of it a read."""

    def __init__(self, file: Path, size: Size, fps: float) -> None:
        super().__init__(file, size, fps)
        self._video: cv2.VideoCapture | None = None

    def open(self) -> None:
        """Raises ``SourceError``: missing, cannot open."""
        self.close()
        if not self._path.is_file():
            raise SourceError(Fault.MISSING)
        self._video = open_capture(str(self._path), cv2.CAP_ANY)
        self._shown = 0

    def _next(self) -> Picture | None:
        if self._video is None:
            return None
        read, picture = self._video.read()
        if not read or picture is None:
            self.close()
            return None
        return self._fit(picture)

    def close(self) -> None:
        """Closes the file."""
        if self._video is not None:
            self._video.release()
            self._video = None


def make_source(
    source: str,
    size: Size = (1280, 720),
    fps: float = 30.0,
    frame_seconds: float = 0.5,
    *,
    tuning: Tuning | None = None,
    search: Search | None = None,
) -> FrameSource | None:
    """The source of ``camera.source``: ``auto``, a device path, ``picamera`` or ``picamera:NUMBER``,
    ``dir:FOLDER`` or ``file:VIDEO``; ``None`` for ``none``. ``tuning`` is for cameras; ``search`` lets
    ``auto`` remember from one source to the next. Opens nothing. Raises ``ValueError`` naming an
    unknown one."""
    kind, _, path = source.partition(":")
    tuning = tuning or Tuning()
    if source == "none":
        return None
    if source == "auto":
        return AutoSource(lambda: cameras(size, fps, tuning), fps, search)
    if source == "picamera" or (kind == "picamera" and path.isdecimal()):
        return PiCameraSource(size, fps, tuning, int(path or 0))
    if source.startswith("/dev/"):
        return V4L2Source(Path(source), size, fps, tuning)
    if kind == "dir" and path:
        return DirSource(Path(path), size, fps, frame_seconds)
    if kind == "file" and path:
        return FileSource(Path(path), size, fps)
    raise ValueError(f"camera.source: unknown source {source!r}")
