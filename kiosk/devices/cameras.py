"""Real cameras: the kernel's own (V4L2), a Raspberry Pi's (picamera2), and whichever is there."""

from __future__ import annotations

import fcntl
import importlib
import importlib.util
import os
import re
import stat
import struct
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np

from kiosk.devices.frame_source import Fault, Frame, FrameSource, Picture, Size, SourceError, open_capture


class V4L2Source(FrameSource):
    """A camera of the kernel's (USB, mostly), asked for MJPG: uncompressed, USB 2 carries 1280×720
    at 10 pictures a second only. Always the newest picture, never one that waited in a queue."""

    waits = True

    def __init__(self, path: Path, size: Size, fps: float) -> None:
        super().__init__(fps)
        self._path = path
        self._size = size
        self._camera: cv2.VideoCapture | None = None
        self._grabbed = 0.0

    def open(self) -> None:
        """Raises ``SourceError``: missing, cannot open."""
        self.close()
        if not self._path.exists():
            raise SourceError(Fault.MISSING)
        # OpenCV waits 10 s for a silent camera unless told otherwise; it looks at this just once.
        os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")
        camera = open_capture(str(self._path), cv2.CAP_V4L2)
        # In this order: the format decides which sizes and rates there are. A camera that cannot
        # do what it is asked for does the next best thing, which is welcome.
        camera.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        camera.set(cv2.CAP_PROP_FRAME_WIDTH, self._size[0])
        camera.set(cv2.CAP_PROP_FRAME_HEIGHT, self._size[1])
        camera.set(cv2.CAP_PROP_FPS, self.fps)
        camera.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._camera = camera
        self._grabbed = time.monotonic()

    def read(self) -> Frame | None:
        """Waits for a picture, up to 1 s. Raises ``SourceError`` (unplugged)."""
        if self._camera is None:
            raise SourceError(Fault.CANNOT_OPEN)
        # After a pause the queue holds old pictures. They come at once; a new one lets us wait.
        tries = 5 if time.monotonic() - self._grabbed > 2 / self.fps else 1
        for _ in range(tries):
            begun = time.monotonic()
            if not self._camera.grab():
                if not self._path.exists():
                    raise SourceError(Fault.UNPLUGGED)
                return None
            self._grabbed = time.monotonic()
            if self._grabbed - begun > 0.25 / self.fps:
                break
        got, picture = self._camera.retrieve()
        return Frame(cast("Picture", picture), self._grabbed) if got else None

    def close(self) -> None:
        """Frees the device."""
        if self._camera is not None:
            self._camera.release()
            self._camera = None


class PiCameraSource(FrameSource):
    """A Raspberry Pi's own (CSI) camera through picamera2, where the system has that library."""

    waits = True

    def __init__(self, size: Size, fps: float) -> None:
        super().__init__(fps)
        self._size = size
        self._camera: Any = None

    def open(self) -> None:
        """Raises ``SourceError``: no library, cannot open."""
        self.close()
        try:
            library = importlib.import_module("picamera2")
        except ImportError:
            raise SourceError(Fault.NO_LIBRARY) from None
        try:
            self._camera = library.Picamera2()
            # libcamera's RGB888 lies in memory as B, G, R: just what OpenCV calls BGR.
            main = {"size": self._size, "format": "RGB888"}
            controls = {"FrameRate": self.fps}
            self._camera.configure(
                self._camera.create_video_configuration(main=main, controls=controls, buffer_count=2)
            )
            self._camera.start()
        except Exception:  # noqa: BLE001 - it raises IndexError, RuntimeError and its own kinds
            self.close()
            raise SourceError(Fault.CANNOT_OPEN) from None

    def read(self) -> Frame | None:
        """Waits for a picture, up to 1 s. Raises ``SourceError`` (failed)."""
        if self._camera is None:
            raise SourceError(Fault.CANNOT_OPEN)
        try:
            job = self._camera.capture_array("main", wait=False)
            picture = self._camera.wait(job, timeout=1.0)
        except TimeoutError:
            return None
        except Exception:  # noqa: BLE001 - as above
            raise SourceError(Fault.FAILED) from None
        return Frame(np.ascontiguousarray(picture[:, :, :3]), time.monotonic())

    def close(self) -> None:
        """Frees the camera."""
        camera, self._camera = self._camera, None
        if camera is not None:
            try:
                camera.close()
            except Exception:  # noqa: BLE001 - it is gone either way
                return


class AutoSource(FrameSource):
    """The first camera that actually gives pictures, looked for anew each time it is opened."""

    waits = True

    def __init__(self, candidates: Callable[[], Iterable[FrameSource]], fps: float) -> None:
        super().__init__(fps)
        self._candidates = candidates
        self._chosen: FrameSource | None = None

    def open(self) -> None:
        """Tries one after the other, each for 1.5 s. Raises ``SourceError``: missing when there is
        none to try, else what the last one had to say."""
        self.close()
        fault = Fault.MISSING
        for source in self._candidates():
            try:
                source.open()
                self._await_picture(source)
            except SourceError as error:
                source.close()
                fault = error.fault
                if self._cancelled.is_set():
                    break
            else:
                self._chosen = source
                return
        raise SourceError(fault)

    def _await_picture(self, source: FrameSource) -> None:
        until = time.monotonic() + 1.5
        while not self._cancelled.wait(0.01) and time.monotonic() < until:
            if source.read() is not None:
                return
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


# linux/videodev2.h: struct v4l2_capability is 104 bytes, its last numbers version, capabilities,
# device_caps and three reserved ones.
_VIDIOC_QUERYCAP = 0x80685600
_CAPABILITY = struct.Struct("80xIII12x")
_HAS_DEVICE_CAPS = 0x80000000
_VIDEO_CAPTURE = 0x00000001


def _captures(node: Path) -> bool:
    """Whether a node is a capture device: a Pi has a dozen others (codecs, scalers, metadata)."""
    try:
        if not stat.S_ISCHR(node.stat().st_mode):
            return False
        handle = os.open(node, os.O_RDWR | os.O_NONBLOCK)
        try:
            answer = fcntl.ioctl(handle, _VIDIOC_QUERYCAP, bytes(_CAPABILITY.size))
        finally:
            os.close(handle)
    except OSError:
        return False
    _, whole, node_alone = _CAPABILITY.unpack(answer)
    return bool((node_alone if whole & _HAS_DEVICE_CAPS else whole) & _VIDEO_CAPTURE)


def camera_nodes(dev: Path = Path("/dev")) -> list[Path]:
    """The capture devices: those with a lasting name (``v4l/by-id``) first, each of them once."""

    def number(node: Path) -> int:
        digits = re.search(r"\d+$", node.name)
        return int(digits[0]) if digits else 0

    found: dict[Path, Path] = {}
    for node in [*sorted(dev.glob("v4l/by-id/*")), *sorted(dev.glob("video*"), key=number)]:
        found.setdefault(node.resolve(), node)
    return [node for node in found.values() if _captures(node)]


def cameras(size: Size, fps: float) -> list[FrameSource]:
    """What ``auto`` tries, in this order; nothing is opened."""
    nodes: list[FrameSource] = [V4L2Source(node, size, fps) for node in camera_nodes()]
    return [*nodes, PiCameraSource(size, fps)] if importlib.util.find_spec("picamera2") else nodes
