"""``kiosk run`` with hands and eyes for a soak: ``python -m tests.soak.hands FOLDER [leak] run --config …``.

The program is the real one from its command line on. What is added stands before it: a camera that films
``FOLDER/seen.jpg``, whatever that is at the moment; somebody who types the PIN, and staff who open one of
their screens and leave; and an eye that logs ``drawn`` when a frame is on screen that shows another
screen, or another session, than the frame before.

``leak`` plants what a soak has to find: each session keeps a descriptor, a thread and a piece of memory.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import Qt, QTimer

from kiosk import __main__ as program
from kiosk.cli import guard
from kiosk.cli import run as cli
from kiosk.config import Settings
from kiosk.devices.frame_source import FrameSource, Picture
from kiosk.devices.frames import CallbackSource
from kiosk.logs import EventLog

PIN = "0417"
FPS = 10
LEAKED_BYTES = 10_000_000
_THINKING_MS = 120
"""Nobody presses sooner than they see; two buttons within 0.1 s are one press of a broad hand."""

STAFF_TASKS = ("devices", "coupons", "waiting", "settings", "people", "earn", "enrol", "checkout")


class SoakDesk(cli.Desk):
    """The desk with somebody before it."""

    folder = Path()
    leaks = False

    def __init__(self, settings: Settings, key: str, log: EventLog, **named: Any) -> None:
        # The judge looks into the process from outside, and need not be root.
        ctypes.CDLL(None).prctl(guard.PR_SET_DUMPABLE, 1, 0, 0, 0)
        self._told = log
        self._seen_at = 0
        self._picture: Picture | None = None
        self._tasks = itertools.cycle(STAFF_TASKS)
        self._languages = itertools.cycle(settings.ui.languages)
        self._applied: tuple[str, str] | None = None
        self._drawing: tuple[str, str] | None = None
        self._last = ("", "")
        self._kept: list[object] = []
        super().__init__(settings, key, log, source=self._camera, **named)
        direct = Qt.ConnectionType.DirectConnection
        self.bridge.viewChanged.connect(self._look)
        self.window.beforeSynchronizing.connect(self._synchronise, direct)
        self.window.frameSwapped.connect(self._swap, direct)

    # -- the camera's thread -----------------------------------------------------------------------

    def _camera(self) -> FrameSource:
        return CallbackSource(self._film, FPS)

    def _film(self) -> Picture | None:
        file = self.folder / "seen.jpg"
        changed = file.stat().st_mtime_ns
        if changed != self._seen_at:
            self._seen_at = changed
            picture = cv2.imdecode(np.frombuffer(file.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
            self._picture = picture  # type: ignore[assignment]  # the stubs know no shapes
        return self._picture

    # -- Qt's thread -------------------------------------------------------------------------------

    def _look(self) -> None:
        now = (self.bridge.get_screen(), self.bridge.session)
        if now == self._last:
            return
        self._last = self._applied = now
        screen, _ = now
        if self.leaks and screen == "lookup":
            self._leak()
        tap = self.bridge.tap
        if screen == "pin":
            tap("language", next(self._languages))
            for digit in PIN:
                tap("digit", digit)
            tap("confirm", "")
        elif screen == "staff_menu":
            QTimer.singleShot(_THINKING_MS, lambda: tap("task", next(self._tasks)))
        elif screen.startswith("staff_") and screen != "staff_lock":
            QTimer.singleShot(_THINKING_MS, lambda: tap("leave", ""))

    def _synchronise(self) -> None:
        if self._applied is not None:
            self._drawing, self._applied = self._applied, None

    def _swap(self) -> None:
        if self._drawing is not None:
            (screen, session), self._drawing = self._drawing, None
            self._told("drawn", screen=screen, session=session)

    def _leak(self) -> None:
        thread = threading.Thread(target=time.sleep, args=(3600,), daemon=True)
        thread.start()
        self._kept += [os.open("/", os.O_RDONLY), thread, os.urandom(LEAKED_BYTES)]


def main() -> int:
    """Run the program with the rest of the arguments; its exit code."""
    folder, *rest = sys.argv[1:]
    SoakDesk.folder = Path(folder)
    if rest[0] == "leak":
        SoakDesk.leaks = True
        rest = rest[1:]
    cli.Desk = SoakDesk  # type: ignore[misc]
    return program.main(rest)


if __name__ == "__main__":
    sys.exit(main())
