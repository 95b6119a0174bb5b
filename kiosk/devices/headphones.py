"""Whether headphones are in: the switch that the kernel has for a jack (``SW_HEADPHONE_INSERT``).

The sound card's driver makes an input device of each jack that can tell; a housing with a jack that cannot
has a contact on a pin that the device tree makes one of. Requests and structures are those of the kernel's
``linux/input.h``. What nobody tells is unknown, and unknown counts as no.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

from kiosk.core.events import DeviceChanged
from kiosk.devices.input_device import AT_ONCE, DEV_INPUT, SYS_INPUT, Ioctl, request
from kiosk.devices.keys import NATIVE
from kiosk.devices.serial_port import reason_of
from kiosk.ports import Post

EV_SW, SW_HEADPHONE_INSERT = 5, 2
LOOK_AGAIN = 5.0
"""Seconds before a switch that is not there is looked for again."""


def eviocgsw(size: int) -> int:
    """How its switches are, a bit each."""
    return request(2, 0x1B, size)


def find_switch(sys: Path = SYS_INPUT, dev: Path = DEV_INPUT) -> str | None:
    """The first input device with a switch for headphones."""
    for entry in sorted(sys.glob("event*")):
        try:
            bits = int((entry / "device/capabilities/sw").read_text().split()[-1], 16)
        except (OSError, ValueError, IndexError):
            continue  # it has just gone
        if bits >> SW_HEADPHONE_INSERT & 1:
            return str(dev / entry.name)
    return None


class SwitchHeadphones:
    """Posts ``DeviceChanged('headphones', …)`` at each change: up is in; down with the reason ``out``, or
    with why nobody knows."""

    def __init__(
        self,
        port: str = "auto",
        *,
        find: Callable[[], str | None] = find_switch,
        ioctl: Ioctl | None = None,
        again: float = LOOK_AGAIN,
    ) -> None:
        """``port``: the input device, or auto."""
        self._port = port
        self._find = find
        self._ioctl = ioctl or cast("Ioctl", fcntl.ioctl)
        self._again = again
        self._post: Post | None = None
        self._last: tuple[bool, str] | None = None
        self._thread: threading.Thread | None = None
        self._wake = self._woken = -1

    def start(self, post: Post) -> None:
        """Begin; returns at once."""
        self._post = post
        self._wake, self._woken = os.pipe()
        self._thread = threading.Thread(target=self._run, name="headphones", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; nothing is posted from then on."""
        thread, self._thread = self._thread, None
        if thread is not None:
            os.close(self._woken)
            thread.join(2.0)
            os.close(self._wake)

    def _run(self) -> None:
        while True:
            why = self._watch()
            if why is None:
                return
            self._tell(False, why)
            if select.select([self._wake], [], [], self._again)[0]:
                return

    def _watch(self) -> str | None:
        """Until it goes, with the reason; ``None`` at the end."""
        path = self._find() if self._port == "auto" else self._port
        if path is None:
            return "missing"
        try:
            fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            return reason_of(error)
        try:
            return self._follow(fd)
        except OSError as error:
            return reason_of(error)
        finally:
            os.close(fd)

    def _follow(self, fd: int) -> str | None:
        self._look(fd)
        while True:
            ready, _, _ = select.select([fd, self._wake], [], [])
            if self._wake in ready:
                return None
            with contextlib.suppress(BlockingIOError):
                data = os.read(fd, NATIVE.size * AT_ONCE)
                if not data:
                    return "unplugged"
                # What it says now is asked for, whatever the events were: none can be missed.
                self._look(fd)

    def _look(self, fd: int) -> None:
        bits = bytearray(8)
        self._ioctl(fd, eviocgsw(len(bits)), bits)
        if int.from_bytes(bits, "little") >> SW_HEADPHONE_INSERT & 1:
            self._tell(True, "")
        else:
            self._tell(False, "out")

    def _tell(self, up: bool, why: str) -> None:
        if self._last != (up, why) and self._post is not None:
            self._last = (up, why)
            self._post(DeviceChanged("headphones", up=up, reason=why))
