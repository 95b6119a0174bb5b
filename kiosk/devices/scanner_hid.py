"""A scanner that is a keyboard to the system (HID, "keyboard wedge"), read from its input device.

The device is grabbed: nothing it types reaches the screen or any other program. Requests and structures
are those of the kernel's ``linux/input.h``.

To find a scanner nobody's keyboard is opened: what a device calls itself and which keys it has stands in
sysfs. It is asked again when it is open, in case the number has gone to another one meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import select
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from kiosk.core.events import Source
from kiosk.devices import keys
from kiosk.devices.framing import Framer
from kiosk.devices.input_device import AT_ONCE, DEV_INPUT, SYS_INPUT, Ioctl, request
from kiosk.devices.scanner import ScannerAdapter, Wish
from kiosk.devices.serial_port import SCANNER_WORDS, PortGoneError, reason_of

PAUSE = 0.2
"""Seconds without a key that end a code of a scanner that ends it in no other way. They press a key every 5
to 50 ms, slower ones on purpose for slow hosts."""

_LONGEST_WAIT = 1.0
_LOOK = 0.05
_KIND = re.compile(r"bar[ -]?code|scanner|(qr|2d)[ -]?code|code[ -]?reader")
_KEYBOARD = re.compile(r"key ?(board|pad)|mouse|touch|pen\b|tablet")


def eviocgname(size: int) -> int:
    """What the device calls itself."""
    return request(2, 0x06, size)


def eviocgkey(size: int) -> int:
    """Which keys are down, a bit each."""
    return request(2, 0x18, size)


def eviocgled(size: int) -> int:
    """Which lamps are on, a bit each."""
    return request(2, 0x19, size)


def eviocgbit(kind: int, size: int) -> int:
    """Which codes of a type it can send, a bit each."""
    return request(2, 0x20 + kind, size)


EVIOCGRAB = request(1, 0x90, 4)
_KEY_BYTES = 96  # KEY_MAX is 0x2ff


def calls_itself_scanner(name: str) -> bool:
    """Whether a name is a scanner's. A maker's name alone is enough only for what does not call itself a
    keyboard as well: some build those too."""
    name = name.lower()
    if _KIND.search(name):
        return True
    words = set(re.split(r"[^a-z0-9]+", name))
    return bool(words & SCANNER_WORDS) and not _KEYBOARD.search(name)


def types_like_a_keyboard(bits: int) -> bool:
    """Whether among the keys it has (bit n: key n) are digits, letters and Enter."""
    return all(bits >> code & 1 for code in (*keys.DIGITS_AND_LETTERS, keys.ENTER))


def find_hid_scanner(sys: Path = SYS_INPUT, dev: Path = DEV_INPUT) -> str | None:
    """The one keyboard that calls itself a scanner; ``None`` when there is none or more than one."""
    found = []
    for entry in sorted(sys.glob("event*")):
        try:
            name = (entry / "device/name").read_text(errors="replace")
            words = (entry / "device/capabilities/key").read_text().split()
            bits = int("".join(word.zfill(16) for word in words) or "0", 16)
        except (OSError, ValueError):
            continue  # it has just gone
        if calls_itself_scanner(name) and types_like_a_keyboard(bits):
            found.append(dev / entry.name)
    return str(found[0]) if len(found) == 1 else None


class HidReader:
    """Reads codes off an input device that it holds alone."""

    source = Source.HID

    def __init__(self, path: str, *, ioctl: Ioctl | None = None, named: bool = False) -> None:
        """``named``: the owner has said that this is the scanner; otherwise its name has to say so.
        Raises ``PortGoneError``: missing, not_permitted, in_use, not_a_keyboard, cannot_open."""
        self._ioctl = ioctl or cast("Ioctl", fcntl.ioctl)
        try:
            self._fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise PortGoneError(reason_of(error)) from None
        self._events = keys.Events()
        self._typist = keys.Typist()
        self._framer = Framer(gap=PAUSE)
        try:
            self._check(named)
            self._ioctl(self._fd, EVIOCGRAB, 1)
            self._sync()
        except OSError as error:
            self.close()
            # Not an input device at all: it does not know the question.
            odd = error.errno in (errno.ENOTTY, errno.EINVAL)
            raise PortGoneError("not_a_keyboard" if odd else reason_of(error)) from None
        except PortGoneError:
            self.close()
            raise

    def _check(self, named: bool) -> None:
        name = self._ask(eviocgname, 256).split(b"\0")[0].decode(errors="replace")
        if not named and not calls_itself_scanner(name):
            raise PortGoneError("missing")
        if not types_like_a_keyboard(self._bits(lambda size: eviocgbit(keys.EV_KEY, size), _KEY_BYTES)):
            raise PortGoneError("not_a_keyboard")

    def _ask(self, request: Callable[[int], int], size: int) -> bytes:
        answer = bytearray(size)
        self._ioctl(self._fd, request(size), answer)
        return bytes(answer)

    def _bits(self, request: Callable[[int], int], size: int) -> int:
        return int.from_bytes(self._ask(request, size), "little")

    def _sync(self) -> None:
        """Which modifiers are down? After lost events, and when one seems to stay down for ever."""
        held = self._bits(eviocgkey, _KEY_BYTES)
        lamps = self._bits(eviocgled, 8)
        down = {code for code in keys.MODIFIERS if held >> code & 1}
        self._typist.sync(down, caps=bool(lamps >> keys.LED_CAPSL & 1))

    def read(self, wake: int) -> list[bytes]:
        """See ``Reader``."""
        patience = _LOOK if self._framer.waiting or self._typist.holds else _LONGEST_WAIT
        try:
            select.select([self._fd, wake], [], [], patience)
            data = os.read(self._fd, keys.NATIVE.size * AT_ONCE)
            if not data:
                raise PortGoneError("unplugged")
            typed = self._typist.type(self._events.feed(data))
            if self._typist.wants_sync:
                self._sync()
            return self._framer.feed(typed, time.monotonic()) if typed else []
        except BlockingIOError:
            return self._pause()
        except (OSError, ValueError):
            raise PortGoneError("unplugged") from None

    def _pause(self) -> list[bytes]:
        codes = self._framer.idle(time.monotonic())
        if self._typist.holds and not self._framer.waiting:
            with contextlib.suppress(OSError):  # gone: the next read says so
                self._sync()
        return codes

    def tell(self, wish: Wish) -> None:
        """Nothing: a keyboard has no words for that."""

    def close(self) -> None:
        """Let go of it; closing ends the grab. Never raises."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with contextlib.suppress(OSError):
                os.close(fd)


class HidScanner(ScannerAdapter):
    """The scanner at this path. Fulfils ``ports.Scanner``; it cannot be told to beep or to rest."""

    def __init__(self, path: str, *, ioctl: Ioctl | None = None) -> None:
        super().__init__(lambda: HidReader(path, ioctl=ioctl, named=True))
