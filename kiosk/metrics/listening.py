"""Hears what happens, from the first moment on; the rest is loaded when the kiosk is ready.

The log is heard where it is written, in whatever thread that is, even in the middle of anything: so hearing
is one append, without a lock, and all counting is done by the thread that serves, when it is asked. How late
engine and screen are is measured on what the watchdog does anyway: nobody wakes up for it.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from kiosk.core.counts import Counts
from kiosk.core.machine import MachineReport, Pace

Fields = Mapping[str, str | float]

GRACE = 20.0
"""Seconds after which metrics are served though the kiosk is not ready: then they are wanted most."""
MANY, MOST = 500, 5000
"""Events that wait to be counted: at the first number the thread that serves is woken, whether anybody asks
or not; of more than the second the oldest are lost, should that thread hang."""
STOP_TIME = 2.0
"""Seconds that the end may take."""


_Said = tuple[str, str, Fields] | tuple[str, float]


class Log(Protocol):
    """As ``engine.world.Log``."""

    def __call__(self, event: str, level: str = "info", /, **fields: str | float) -> None:
        """Write one event."""


class Hearer(Protocol):
    """Keeps the numbers (``books.Books``). One thread; raises nothing."""

    def heard(self, event: str, level: str, fields: Fields) -> None:
        """A log event."""

    def late(self, what: str, seconds: float) -> None:
        """``ui`` or ``engine`` was late by so much."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What never changes: the label values of ``build_info`` and ``config_info``."""

    build: Mapping[str, str]
    config: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to look, each from any thread. ``now`` is the time that counts; ``ahead`` by how many seconds the
    service's clock is ahead, None while it has not said. ``machine`` and ``journal`` (which is told the time)
    may take their time, or raise."""

    machine: Callable[[], MachineReport]
    journal: Callable[[datetime], Counts]
    now: Callable[[], datetime]
    ahead: Callable[[], float | None]
    pace: Callable[[], Pace | None]


class Pulse:
    """How late engine and screen are, and when both last answered (see ``engine.watchdog.keep_alive``)."""

    def __init__(
        self, late: Callable[[str, float], None], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._late = late
        self._monotonic = monotonic
        self._answered: float | None = None
        self._alive: float | None = None

    @property
    def age(self) -> float | None:
        """Seconds since the last sign of life; None before the first."""
        return None if self._alive is None else self._monotonic() - self._alive

    def ask(self, ask: Callable[[Callable[[], None]], None]) -> Callable[[Callable[[], None]], None]:
        """The same, measured: from the engine's asking to the answer in the screen's thread."""

        def measured(answer: Callable[[], None]) -> None:
            asked = self._monotonic()

            def answered() -> None:
                self._answered = self._monotonic()
                self._late("ui", self._answered - asked)
                answer()

            ask(answered)

        return measured

    def alive(self, alive: Callable[[], None] | None) -> Callable[[], None]:
        """The same, measured: from the screen's answer to the engine's hearing of it."""

        def measured() -> None:
            self._alive = self._monotonic()
            if self._answered is not None:
                self._late("engine", self._alive - self._answered)
            if alive is not None:
                alive()

        return measured


class Metrics:
    """All of it, for one run of the kiosk. ``heard`` and ``pulse`` may be used from the first moment on."""

    def __init__(self, host: str, port: int, facts: Facts, log: Log, *, grace: float = GRACE) -> None:
        """Where to listen: an address of this machine. ``grace``: seconds to wait for the event ``ready``."""
        self.pulse = Pulse(lambda what, seconds: self._add((what, seconds)))
        self.sources: Sources | None = None
        self._where = (host, port)
        self._facts = facts
        self._log = log
        self._grace = grace
        self._said: deque[_Said] = deque(maxlen=MOST)
        self._wake: Callable[[], None] = _nothing
        self._woken = True  # by the start
        self._go = threading.Event()
        self._lock = threading.Lock()
        self._ended = False
        self._end: Callable[[], None] = _nothing
        # A daemon: should it hang, the kiosk ends all the same.
        self._thread = threading.Thread(target=self._run, name="metrics", daemon=True)

    def heard(self, event: str, level: str, fields: Fields) -> None:
        """A log event, from any thread."""
        self._add((event, level, fields))
        if event == "ready":
            self._go.set()

    def _add(self, said: _Said) -> None:
        self._said.append(said)
        if len(self._said) > MANY and not self._woken:
            self._woken = True
            self._wake()

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """End; one that hangs is left behind."""
        with self._lock:
            self._ended = True
            end = self._end
        self._go.set()
        end()
        if self._thread.is_alive():
            self._thread.join(STOP_TIME)

    def _run(self) -> None:
        self._go.wait(self._grace)
        if self._ended:
            return
        try:
            asyncio.run(self._serve())
        except Exception as error:  # noqa: BLE001 - no number is worth a dead kiosk
            self._log("fault", "error", where="metrics", error=type(error).__name__)

    async def _serve(self) -> None:
        # Only now: the client library takes some 70 ms and 3 MB, and the start is over.
        from kiosk.metrics.books import Books
        from kiosk.metrics.server import Server

        books = Books(self._facts, lambda: self.sources, self.pulse)

        def count() -> None:
            self._woken = False
            while self._said:
                match self._said.popleft():
                    case (event, level, fields):
                        books.heard(event, level, fields)
                    case (what, seconds):
                        books.late(what, seconds)

        async def prepare() -> None:
            await books.look()
            count()

        server = Server(*self._where, books.app(), prepare, self._log)
        loop, task = asyncio.get_running_loop(), asyncio.ensure_future(server.run())
        self._wake = partial(_call, loop, count)
        count()
        with self._lock:
            self._end = partial(_call, loop, task.cancel)
            ended = self._ended
        if ended:
            task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass
        finally:
            books.stop()


def _call(loop: asyncio.AbstractEventLoop, what: Callable[[], object]) -> None:
    with suppress(RuntimeError):  # it has ended by itself
        loop.call_soon_threadsafe(what)


def _nothing() -> None:
    """There is nothing to end or to wake yet."""
