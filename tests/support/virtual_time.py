"""An asyncio loop whose time jumps: a wait of two minutes takes no longer than a look at the clock."""

from __future__ import annotations

import asyncio
import functools
import random
import selectors
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from kiosk.core.model import Moment

P = ParamSpec("P")
T = TypeVar("T")

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
START = 1000.0
DEADLOCK = 5.0  # real seconds without anything that could ever happen


class _Selector(selectors.DefaultSelector):
    """Instead of sleeping until the next timer, says that its moment has come."""

    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is not None:
            self.loop.now += timeout
            return []
        ready = super().select(DEADLOCK)  # only another thread can wake us
        if not ready:
            raise RuntimeError("deadlock: nothing is left that could happen")
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """See above. For code without threads: they would not notice how time passes."""

    def __init__(self) -> None:
        self.now = START
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        return self.now


class LoopClock:
    """``ports.Clock`` in the running loop's time. ``shift`` seconds are added to the wall clock."""

    def __init__(self, noon: datetime = NOON, seed: int = 1) -> None:
        self._noon = noon
        self._dice = random.Random(seed)
        self.shift = 0.0

    def now(self) -> Moment:
        mono = asyncio.get_running_loop().time()
        local = self._noon + timedelta(seconds=mono - START + self.shift)
        return Moment(mono, local, self._dice.getrandbits(128))


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(coroutine)


def virtual(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """An asynchronous test in virtual time."""

    @functools.wraps(test)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> None:
        run(test(*args, **kwargs))

    return wrapper
