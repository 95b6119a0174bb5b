"""Looks at machine and journal when somebody asks, never in between, and never in the thread of who asks.

Either may take its time, and a disk that hangs holds whoever reads it for ever: so each look has a daemon
thread of its own, and whoever asks waits for as long as they please and takes what is there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

_T = TypeVar("_T")

FRESH = 5.0
"""Seconds for which a reading is good enough: several who ask cost no more than one."""


class Look(Generic[_T]):
    """One thing to look at. ``read`` may raise what it likes: what was read before stays, and grows old."""

    def __init__(
        self,
        name: str,
        read: Callable[[], _T],
        *,
        fresh: float = FRESH,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._read = read
        self._fresh = fresh
        self._monotonic = monotonic
        self._change = threading.Condition()
        self._wanted: list[Callable[[], None]] = []
        self._ended = False
        self._found: tuple[_T, float] | None = None
        self._thread: threading.Thread | None = None

    @property
    def latest(self) -> _T | None:
        """What was found last."""
        return None if self._found is None else self._found[0]

    @property
    def age(self) -> float | None:
        """Seconds since then."""
        return None if self._found is None else self._monotonic() - self._found[1]

    def ask(self, done: Callable[[], None]) -> None:
        """Have it looked at, unless that was just done. ``done`` is called when that is over, from any
        thread; perhaps never."""
        with self._change:
            if self._ended:
                return
            age = self.age
            if age is None or age >= self._fresh:
                self._wanted.append(done)
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name=f"look-{self.name}", daemon=True)
                    self._thread.start()
                self._change.notify_all()
                return
        done()

    def stop(self, seconds: float = 1.0) -> None:
        """Look no more. A look that hangs is left behind, and ends with the process."""
        with self._change:
            self._ended = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._wanted or self._ended)
                if self._ended:
                    return
            with suppress(Exception):
                self._found = self._read(), self._monotonic()
            with self._change:
                asked, self._wanted = self._wanted, []
            for done in asked:
                done()
