"""A serial port that is not there: a pseudo-terminal behind a path that stays the same over unplugging."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import termios
import tty
from pathlib import Path


class PtyPort:
    """The device's end of a cable. Not thread-safe; its owner locks."""

    def __init__(self, link: Path | None = None) -> None:
        """``link`` is where the kiosk will find the port; by default in a new private folder."""
        self._folder: str | None = None
        if link is None:
            self._folder = tempfile.mkdtemp(prefix="kiosk-port-")
            link = Path(self._folder) / "tty"
        self.link = link
        self._ends: tuple[int, int] | None = None

    @property
    def fd(self) -> int | None:
        """The device's end, non-blocking; ``None`` while unplugged."""
        return self._ends[0] if self._ends else None

    def plug(self) -> None:
        """Make the port appear."""
        if self._ends:
            return
        ours, theirs = os.openpty()
        tty.setraw(theirs)  # as a serial line: nothing is echoed before the kiosk opens it
        os.set_blocking(ours, False)
        # Their end is kept open as well, or ours would report a hang-up until the kiosk opens it.
        self._ends = (ours, theirs)
        beside = self.link.with_name(self.link.name + ".new")
        beside.unlink(missing_ok=True)
        beside.symlink_to(os.ttyname(theirs))
        beside.replace(self.link)

    def unplug(self) -> None:
        """Make the port vanish, as pulling the cable does: reads end, writes fail, the path is gone."""
        self.link.unlink(missing_ok=True)
        if self._ends:
            ends, self._ends = self._ends, None
            for fd in ends:
                with contextlib.suppress(OSError):
                    os.close(fd)

    def close(self) -> None:
        """Unplug for good and remove what was made for it."""
        self.unplug()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def host_uses_flow_control(self) -> bool:
        """Whether the kiosk has told its end to honour RTS/CTS or XON/XOFF. A pseudo-terminal does
        neither; the device plays its part by not reading."""
        if not self._ends:
            return False
        try:
            flags = termios.tcgetattr(self._ends[0])
        except termios.error:
            return False
        return bool(flags[2] & termios.CRTSCTS or flags[0] & termios.IXON)
