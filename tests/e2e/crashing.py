"""``kiosk run`` that comes to grief in every way a program can, each with a secret in hand:

    python -m tests.e2e.crashing WAYS run --config …

``WAYS`` is a list of names out of ``WAYS`` below, with commas; they are tried one after the other as soon as
the invitation is there. Behind them the variable KIOSK_API__KEY is looked for in a child's environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QTimer, qFatal

from kiosk import __main__ as program
from kiosk.cli.run import Desk

ERROR = "PLANTED-in-an-error"


class WordyError(Exception):
    """As a ``KeyError`` is: its message is what somebody has shown."""


def fail() -> None:
    """Of two errors, one within the other."""
    try:
        raise WordyError(ERROR)
    except WordyError as error:
        raise KeyError(ERROR) from error


async def fail_later() -> None:
    """In a task that nobody waits for."""
    fail()


class Unfinished:
    """What fails where nobody can be told."""

    def __del__(self) -> None:
        fail()


def in_a_thread() -> None:
    """In a thread of Python's."""
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_a_task(desk: Desk) -> None:
    """In the engine's loop: in a task, and in a call with an argument."""
    engine = desk.machine._engine
    assert engine is not None
    loop = engine._loop
    assert loop is not None

    def begin() -> None:
        loop.create_task(fail_later())
        loop.call_soon(lambda _argument: fail(), ERROR)

    loop.call_soon_threadsafe(begin)


def in_a_child() -> None:
    """What a child is given."""
    told = subprocess.run(["env"], capture_output=True, text=True, check=True).stdout
    print("KIOSK_API" in told, file=sys.stderr)


def ways(desk: Desk) -> dict[str, Callable[[], object]]:
    """All of them."""
    return {
        "slot": fail,
        "thread": in_a_thread,
        "task": lambda: in_a_task(desk),
        "del": Unfinished,
        "child": in_a_child,
        "fatal": lambda: qFatal("the end"),
        "abort": os.abort,
    }


def main() -> int:
    """Run the program with the rest of the arguments; its exit code."""
    wanted = sys.argv[1].split(",")
    start = Desk.start

    def started(self: Desk) -> None:
        known = ways(self)

        def go_on() -> None:
            if self.bridge.get_screen() == "attract" and wanted:
                known[wanted.pop(0)]()

        self._trouble = QTimer()  # type: ignore[attr-defined]
        self._trouble.timeout.connect(go_on)  # type: ignore[attr-defined]
        self._trouble.start(100)  # type: ignore[attr-defined]
        start(self)

    Desk.start = started  # type: ignore[method-assign]
    return program.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
