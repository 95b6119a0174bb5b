"""A Raspberry Pi's own (CSI) cameras, through picamera2.

What is used of it was read in its source (v0.3.36, May 2026) and is guarded where it has traps; on a
real Pi it has not run yet.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import time
from typing import Any

import numpy as np

from kiosk.devices.frame_source import Fault, Frame, FrameSource, Size, SourceError, Tuning
from kiosk.devices.v4l2_controls import say_once

_BUFFERS = 4  # one is kept as the newest, one is ours for a moment, two are being filled
_LATE = 1.0  # seconds; the newest picture of all is not older than this
_AF_MANUAL, _AF_CONTINUOUS = 0, 2  # libcamera's AfMode
_FLICKER_MANUAL = 1  # libcamera's AeFlickerMode
_FLICKER_PERIODS = {"50Hz": 10_000, "60Hz": 8_333}  # µs: a lamp flickers twice a period


def installed() -> bool:
    """Whether this system has picamera2 (of the system's packages; it is not on our list)."""
    return importlib.util.find_spec("picamera2") is not None


class PiCameraSource(FrameSource):
    """One of a Raspberry Pi's own cameras, where the system has picamera2."""

    waits = True

    def __init__(self, size: Size, fps: float, tuning: Tuning | None = None, number: int = 0) -> None:
        super().__init__(fps)
        self._size = size
        self._tuning = tuning or Tuning()
        self._number = number
        self._camera: Any = None
        self._job: Any = None

    def open(self) -> None:
        """Raises ``SourceError``: no library, missing, cannot open."""
        self.close()
        try:
            library = importlib.import_module("picamera2").Picamera2
        except ImportError:
            raise SourceError(Fault.NO_LIBRARY) from None
        try:
            number = _numbers(library)[self._number : self._number + 1]
        except Exception:  # noqa: BLE001 - it raises RuntimeError and its own kinds
            raise SourceError(Fault.CANNOT_OPEN) from None
        if not number:
            raise SourceError(Fault.MISSING)
        # Made and begun apart: one whose beginning fails (in use) is not closed by the library, and a
        # pipe of it stays open for each try.
        camera = library.__new__(library)
        try:
            camera.__init__(number[0])
            self._camera = camera
            # libcamera's RGB888 lies in memory as B, G, R: just what OpenCV calls BGR.
            main = {"size": self._size, "format": "RGB888"}
            controls = admitted(camera.camera_controls, self.fps, self._tuning)
            camera.configure(
                camera.create_video_configuration(main=main, controls=controls, buffer_count=_BUFFERS)
            )
            camera.start()
        except Exception:  # noqa: BLE001 - as above
            if self._camera is None:
                _close_pipes(camera)
            self.close()
            raise SourceError(Fault.CANNOT_OPEN) from None

    def read(self) -> Frame | None:
        """The newest picture; waits up to 1 s for one. Raises ``SourceError`` (failed)."""
        if self._camera is None:
            raise SourceError(Fault.CANNOT_OPEN)
        try:
            # A question that was not answered in time is still asked: a second one would only make
            # the library answer the first one to nobody.
            if self._job is None:
                self._job = self._camera.capture_arrays(["main"], wait=False)
            [picture], about = self._camera.wait(self._job, timeout=1.0)
        except TimeoutError:
            return None
        except Exception:  # noqa: BLE001 - as above
            raise SourceError(Fault.FAILED) from None
        self._job = None
        return Frame(np.ascontiguousarray(picture[:, :, :3]), _taken(about.get("SensorTimestamp")))

    def close(self) -> None:
        """Frees the camera."""
        camera, self._camera, self._job = self._camera, None, None
        if camera is not None:
            try:
                camera.close()
            except Exception:  # noqa: BLE001 - it is gone either way
                return


def _numbers(library: Any) -> list[int]:
    """The places of the Pi's own cameras in the list from which the library opens one. libcamera lists
    webcams too; those are V4L2's."""
    listed = library.global_camera_info()
    return [place for place, camera in enumerate(listed) if "/usb" not in str(camera.get("Id"))]


def _taken(stamp: Any) -> float:
    """When a picture was taken, in monotonic seconds, from its nanoseconds of CLOCK_BOOTTIME."""
    now = time.monotonic()
    if not isinstance(stamp, int):
        return now
    age = time.clock_gettime(time.CLOCK_BOOTTIME) - stamp / 1e9
    return now - age if 0 <= age <= _LATE else now


def _close_pipes(camera: Any) -> None:
    """Frees what a camera took before its beginning failed."""
    reader, writer = getattr(camera, "notifymeread", None), getattr(camera, "notifyme_w", None)
    try:
        if reader is not None:
            reader.close()
        if writer is not None:
            os.close(writer)
    except OSError:
        return


def admitted(offered: dict[str, Any], fps: float, tuning: Tuning) -> dict[str, Any]:
    """libcamera's controls for what is wanted, of those that this camera offers (the library refuses all
    others). ``offered`` has least, most and default value of each by name."""
    wanted: dict[str, Any] = {}
    if "FrameDurationLimits" in offered:
        wanted["FrameRate"] = fps  # the library's own word for it
    if tuning.exposure is not None and "ExposureTime" in offered:
        # AeEnable stays: it goes on choosing the gain.
        least, most, _ = offered["ExposureTime"]
        time_us = max(int(tuning.exposure * 1000), least)
        wanted["ExposureTime"] = min(time_us, most) if most else time_us
    if tuning.focus is not None and {"AfMode", "LensPosition"} <= offered.keys():
        least, most, _ = offered["LensPosition"]  # dioptres: 0 is far
        wanted |= {"AfMode": _AF_MANUAL, "LensPosition": least + tuning.focus * (most - least)}
    elif tuning.focus is None and "AfMode" in offered:
        wanted["AfMode"] = _AF_CONTINUOUS
    if tuning.power_line != "auto" and {"AeFlickerMode", "AeFlickerPeriod"} <= offered.keys():
        period = _FLICKER_PERIODS[tuning.power_line]
        wanted |= {"AeFlickerMode": _FLICKER_MANUAL, "AeFlickerPeriod": period}
    for name, asked in (
        ("ExposureTime", tuning.exposure is not None),
        ("LensPosition", tuning.focus is not None),
        ("AeFlickerMode", tuning.power_line != "auto"),
    ):
        if asked and name not in wanted:
            say_once("picamera", name)
    return wanted
