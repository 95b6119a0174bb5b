"""Cameras of the kernel's (V4L2): mostly those on USB, through OpenCV."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import cv2

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
from kiosk.devices.v4l2_controls import Device, in_use, is_node

DEV = Path("/dev")
"""Where cameras are."""

_MJPG = cv2.VideoWriter.fourcc(*"MJPG")

# With one buffer a USB camera gives every other picture only: while we hold it, the next one has
# nowhere to go. Three let us hold one for a whole period.
_BUFFERS = 3

_LONGEST_QUEUED = 60.0  # seconds; a time stamp that is older is of another clock
_LATE = 1.0  # seconds; the newest picture of all is not older than this


class V4L2Source(FrameSource):
    """A camera of the kernel's, asked for MJPG: uncompressed, USB 2 carries 1280×720 at 10 pictures a
    second only. Always the newest picture, never one that waited in a queue, and the JPEG is unpacked
    only when somebody looks at it."""

    waits = True

    def __init__(self, path: Path, size: Size, fps: float, tuning: Tuning | None = None) -> None:
        super().__init__(fps)
        self._path = path
        self._size = size
        self._tuning = tuning or Tuning()
        self._device: Device | None = None
        self._camera: cv2.VideoCapture | None = None
        self._packed = False
        self._period = 1 / fps
        self._grabbed = 0.0

    def open(self) -> None:
        """Raises ``SourceError``: missing, in use, not permitted, cannot open."""
        self.close()
        self._device = Device(self._path)
        try:
            if not self._device.capability().captures:
                raise SourceError(Fault.CANNOT_OPEN)
            self._camera = self._configured()
            self._device.tune(self._tuning)
        except SourceError:
            self.close()
            raise
        self._grabbed = time.monotonic()

    def _configured(self) -> cv2.VideoCapture:
        # It waits 10 s for a silent camera unless told otherwise; it looks at this just once.
        os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")
        try:
            camera = open_capture(str(self._path), cv2.CAP_V4L2)
        except SourceError:
            # It does not say why.
            if in_use(self._path):
                raise SourceError(Fault.IN_USE) from None
            raise
        # In this order: the format decides which sizes and rates there are. A camera that cannot
        # do what it is asked for does the next best thing, which is welcome.
        camera.set(cv2.CAP_PROP_FOURCC, _MJPG)
        camera.set(cv2.CAP_PROP_FRAME_WIDTH, self._size[0])
        camera.set(cv2.CAP_PROP_FRAME_HEIGHT, self._size[1])
        camera.set(cv2.CAP_PROP_FPS, self.fps)
        camera.set(cv2.CAP_PROP_BUFFERSIZE, _BUFFERS)
        self._packed = int(camera.get(cv2.CAP_PROP_FOURCC)) == _MJPG and bool(
            camera.set(cv2.CAP_PROP_CONVERT_RGB, 0)
        )
        rate = camera.get(cv2.CAP_PROP_FPS)
        self._period = 1 / (rate if 1 <= rate <= 1000 else self.fps)
        return camera

    def read(self) -> Frame | None:
        """Waits for a picture, up to 1 s (twice that for the first). Raises ``SourceError`` (unplugged)."""
        if self._camera is None or self._device is None:
            raise SourceError(Fault.CANNOT_OPEN)
        now, known = time.monotonic(), False
        # After a pause the queue holds old pictures, which come at once.
        paused = now - self._grabbed > 2 * self._period
        taken = now
        for _ in range(_BUFFERS + 1):
            begun = now
            if not self._camera.grab():
                if self._device.gone():
                    raise SourceError(Fault.UNPLUGGED)
                return None
            self._grabbed = now = time.monotonic()
            taken = self._camera.get(cv2.CAP_PROP_POS_MSEC) / 1000
            known = taken > 0 and 0 <= now - taken <= _LONGEST_QUEUED
            waited_for = now - begun > 0.25 * self._period
            if waited_for or (now - taken <= 1.5 * self._period if known else not paused):
                break
        # The driver knows better than we do when it was taken, if it means our clock.
        at = taken if known and now - taken <= _LATE else now
        got, picture = self._camera.retrieve()
        if not got:
            return None
        return (Frame.packed if self._packed else Frame)(cast("Picture", picture), at)

    def close(self) -> None:
        """Frees the device."""
        if self._camera is not None:
            self._camera.release()
            self._camera = None
        if self._device is not None:
            self._device.close()
            self._device = None


@dataclass(frozen=True, slots=True)
class Node:
    """A node in ``/dev`` that may be a camera."""

    path: Path
    key: tuple[int, int, int]
    """Another one each time a camera is plugged in."""
    on_usb: bool


def camera_nodes(dev: Path | None = None) -> list[Node]:
    """The capture devices, each of them once: what ``/dev/kiosk/camera`` names, then those with a
    lasting name, then by number; USB before what is built in. One that cannot be asked (in use, not
    permitted) is among them: trying it will say why."""
    dev = dev or DEV

    def number(node: Path) -> int:
        digits = re.search(r"\d+$", node.name)
        return int(digits[0]) if digits else 0

    names = [*sorted(dev.glob("kiosk/camera*")), *sorted(dev.glob("v4l/by-id/*"))]
    found: dict[Path, Path] = {}
    for path in [*names, *sorted(dev.glob("video*"), key=number)]:
        found.setdefault(path.resolve(), path)
    nodes = [node for node in map(_node, found.values()) if node is not None]
    return [node for node in nodes if node.on_usb] + [node for node in nodes if not node.on_usb]


def _node(path: Path) -> Node | None:
    try:
        about = path.stat()
    except OSError:
        return None
    if not is_node(path):
        return None
    key = (about.st_rdev, about.st_ino, about.st_ctime_ns)
    try:
        device = Device(path)
    except SourceError as error:
        return None if error.fault is Fault.MISSING else Node(path, key, on_usb=True)
    try:
        capability = device.capability()
    except SourceError:
        return None
    finally:
        device.close()
    return Node(path, key, capability.bus.startswith("usb")) if capability.captures else None
