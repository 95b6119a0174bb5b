"""``kiosk run`` that hangs, or dies, on demand:

    python -m tests.e2e.hanging WHAT FILE run --config …

As soon as FILE is there, WHAT hangs for good: ``ui`` (the screen's thread), ``engine`` (the engine's loop) or
``lock`` (the screen's thread while it holds Python's lock, as a library written in C might). ``impatient``
hangs never, but does not wait a quarter of an hour before it tries to leave a crash loop.
"""

from __future__ import annotations

import ctypes
import sys
import time
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QTimer

from kiosk import __main__ as program
from kiosk.cli import run
from kiosk.cli.run import Desk
from kiosk.core.events import Stirred
from kiosk.engine.loop import Engine


def for_good(*_: object) -> NoReturn:
    """Never comes back."""
    while True:
        time.sleep(3600)


def main() -> int:
    """Run the program with the rest of the arguments; its exit code."""
    what, file = sys.argv[1], Path(sys.argv[2])
    if what == "impatient":
        run.REST = 1.0
    timer = QTimer()
    start = Desk.start

    def look(self: Desk) -> None:
        if not file.exists():
            return
        timer.stop()
        match what:
            case "ui":
                for_good()
            case "lock":
                ctypes.PyDLL(None).sleep(3600)
            case _:
                Engine.handle = for_good  # type: ignore[method-assign]
                self.machine.post(Stirred())

    def started(self: Desk) -> None:
        timer.timeout.connect(lambda: look(self))
        timer.start(20)
        start(self)

    Desk.start = started  # type: ignore[method-assign]
    return program.main(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
