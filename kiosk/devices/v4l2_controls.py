"""What OpenCV cannot ask of a camera of the kernel's, or not well: whether it is still there, whether
another program has it, and its controls with their ranges.

Layouts and numbers are those of ``linux/videodev2.h`` and ``linux/v4l2-controls.h``; they are the same
on every machine the kiosk runs on (x86-64 and 64-bit ARM, both little-endian).
"""

from __future__ import annotations

import errno
import fcntl
import functools
import logging
import os
import stat
import struct
from dataclasses import dataclass
from pathlib import Path

from kiosk.devices.frame_source import Fault, SourceError, Tuning

_log = logging.getLogger(__name__)

# driver, card, bus; version, capabilities, those of this node alone; three reserved ones.
_QUERYCAP, _CAPABILITY = 0x80685600, struct.Struct("16s32s32sIII12x")
# kind of buffer; a union of 200 bytes, aligned to eight.
_G_FMT, _S_FMT, _FORMAT = 0xC0D05604, 0xC0D05605, struct.Struct("I4x200x")
# id, type, name, least, most, step, default, flags.
_QUERYCTRL, _CONTROL = 0xC0445624, struct.Struct("II32siiiiI8x")
# id, index, name.
_QUERYMENU, _ITEM = 0xC02C5625, struct.Struct("II32s4x")
# id, value.
_S_CTRL, _VALUE = 0xC008561C, struct.Struct("Ii")

_CAPTURE_BUFFERS = 1
_HAS_DEVICE_CAPS = 0x80000000
_VIDEO_CAPTURE = 0x00000001
_NEEDS_A_PIPELINE = 0x20000000  # V4L2_CAP_IO_MC: a part of one, of no use alone
_UNUSABLE = 0x0001 | 0x0004  # disabled, read-only

POWER_LINE = 0x00980918
EXPOSURE_MODE = 0x009A0901
EXPOSURE = 0x009A0902  # in 100 µs
FOCUS = 0x009A090A
FOCUS_AUTO = 0x009A090C

_EXPOSURE_AUTO, _EXPOSURE_MANUAL, _SHUTTER_PRIORITY, _APERTURE_PRIORITY = range(4)
_MAINS = {"50Hz": 1, "60Hz": 2, "auto": 3}

_OPEN_FAULTS = {
    errno.ENOENT: Fault.MISSING,
    errno.ENOTDIR: Fault.MISSING,
    errno.ENXIO: Fault.MISSING,
    errno.ENODEV: Fault.MISSING,
    errno.EBUSY: Fault.IN_USE,
    errno.EACCES: Fault.NOT_PERMITTED,
    errno.EPERM: Fault.NOT_PERMITTED,
}


@dataclass(frozen=True, slots=True)
class Capability:
    """What a node says it is."""

    card: str
    bus: str
    captures: bool
    """Whether pictures can be had of it alone. A Pi has a dozen nodes besides (codecs, scalers, raw
    sensors), and a webcam has one for metadata."""


@dataclass(frozen=True, slots=True)
class _Control:
    id: int
    least: int
    most: int
    step: int

    def nearest(self, value: float) -> int:
        """The admitted value nearest to one that is wanted."""
        step = max(1, self.step)
        steps = round((min(max(value, self.least), self.most) - self.least) / step)
        return self.least + min(steps, (self.most - self.least) // step) * step


class Device:
    """A handle of our own on a camera, beside OpenCV's. It neither streams nor chooses a format, so it
    is in nobody's way: those are what a driver admits of one handle only."""

    def __init__(self, path: Path) -> None:
        """Raises ``SourceError``: missing, in use, not permitted, cannot open."""
        self._path = path
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise SourceError(_OPEN_FAULTS.get(error.errno or 0, Fault.CANNOT_OPEN)) from None

    def close(self) -> None:
        """Frees the handle; once."""
        os.close(self._handle)

    def capability(self) -> Capability:
        """Raises ``SourceError`` (missing, cannot open) when it is gone or knows nothing of video."""
        try:
            answer = fcntl.ioctl(self._handle, _QUERYCAP, bytes(_CAPABILITY.size))
        except OSError as error:
            raise SourceError(_OPEN_FAULTS.get(error.errno or 0, Fault.CANNOT_OPEN)) from None
        _, card, bus, _, whole, node_alone = _CAPABILITY.unpack(answer)
        able = node_alone if whole & _HAS_DEVICE_CAPS else whole
        captures = bool(able & _VIDEO_CAPTURE) and not able & _NEEDS_A_PIPELINE
        return Capability(_text(card), _text(bus), captures)

    def gone(self) -> bool:
        """Whether the camera was pulled out. The kernel knows at once. The name in the file system
        may go later, or be another camera's by then."""
        try:
            fcntl.ioctl(self._handle, _QUERYCAP, bytes(_CAPABILITY.size))
        except OSError:
            return True
        return False

    def tune(self, tuning: Tuning) -> None:
        """Sets what is admitted. What is not, is left alone, and said once."""
        self._expose(tuning.exposure)
        self._focus(tuning.focus)
        mains = self._control(POWER_LINE)
        if mains is not None and self._offers(mains, _MAINS[tuning.power_line]):
            self._set(mains, _MAINS[tuning.power_line])
        elif tuning.power_line != "auto":
            self._say("the frequency of the mains")

    def _expose(self, milliseconds: float | None) -> None:
        mode, time = self._control(EXPOSURE_MODE), self._control(EXPOSURE)
        if milliseconds is None:
            # Said outright: what was set by hand stays in the camera when the program ends.
            if mode is not None:
                self._choose(mode, (_APERTURE_PRIORITY, _EXPOSURE_AUTO))
        elif time is None:
            self._say("a time of exposure")
        # First the mode: while the camera decides, it takes no time of ours.
        elif mode is not None and not self._choose(mode, (_EXPOSURE_MANUAL, _SHUTTER_PRIORITY)):
            self._say("an exposure by hand")
        else:
            self._set(time, time.nearest(milliseconds * 10))

    def _focus(self, share: float | None) -> None:
        auto, way = self._control(FOCUS_AUTO), self._control(FOCUS)
        if share is None:
            if auto is not None:
                self._set(auto, 1)
        elif way is None:
            self._say("a focus by hand")
        else:
            if auto is not None:
                self._set(auto, 0)
            # "Positive values set the focus closer to the camera" (V4L2_CID_FOCUS_ABSOLUTE).
            self._set(way, way.nearest(way.least + share * (way.most - way.least)))

    def _choose(self, menu: _Control, wanted: tuple[int, ...]) -> bool:
        """Sets the first of the wanted items that the menu offers; whether that was done."""
        item = next((item for item in wanted if self._offers(menu, item)), None)
        return item is not None and self._set(menu, item)

    def _control(self, control: int) -> _Control | None:
        """What is known of a control; ``None`` if the camera has none that could be set."""
        asked = _CONTROL.pack(control, 0, b"", 0, 0, 0, 0, 0)
        try:
            answer = fcntl.ioctl(self._handle, _QUERYCTRL, asked)
        except OSError:
            return None
        _, _, _, least, most, step, _, flags = _CONTROL.unpack(answer)
        return None if flags & _UNUSABLE or least > most else _Control(control, least, most, step)

    def _offers(self, menu: _Control, item: int) -> bool:
        """Menus have gaps: most webcams know only two of the four ways to expose."""
        if not menu.least <= item <= menu.most:
            return False
        try:
            fcntl.ioctl(self._handle, _QUERYMENU, _ITEM.pack(menu.id, item, b""))
        except OSError:
            return False
        return True

    def _set(self, control: _Control, value: int) -> bool:
        try:
            fcntl.ioctl(self._handle, _S_CTRL, _VALUE.pack(control.id, value))
        except OSError as error:
            self._say(f"control {control.id:#x} at {value} ({error.strerror})")
            return False
        return True

    def _say(self, what: str) -> None:
        say_once(str(self._path), what)


@functools.lru_cache(maxsize=64)
def say_once(camera: str, what: str) -> None:
    """Tells what a camera does not admit: once, however often it is opened."""
    _log.debug("%s does not admit %s", camera, what)


def _text(raw: bytes) -> str:
    return raw.partition(b"\0")[0].decode("ascii", "replace")


def in_use(path: Path) -> bool:
    """Whether another program films with this camera: then choosing a format, even the one that it
    has, is refused. By a handle of its own, closed at once: it would be in OpenCV's way."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return error.errno == errno.EBUSY
    try:
        now = fcntl.ioctl(handle, _G_FMT, _FORMAT.pack(_CAPTURE_BUFFERS))
        fcntl.ioctl(handle, _S_FMT, now)
    except OSError as error:
        return error.errno == errno.EBUSY
    finally:
        os.close(handle)
    return False


def is_node(path: Path) -> bool:
    """Whether there is a character device of that name."""
    try:
        return stat.S_ISCHR(path.stat().st_mode)
    except OSError:
        return False
