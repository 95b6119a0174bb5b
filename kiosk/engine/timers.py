"""Arms one timer for the nearest deadline of the present state."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from kiosk.core.events import Elapsed
from kiosk.ports import Clock

LEAST = 0.001


class Timers:
    """Turns deadlines (monotonic seconds) into ``Elapsed`` events. Arming anew replaces the old."""

    def __init__(self, clock: Clock, post: Callable[[Elapsed], None]) -> None:
        self._clock = clock
        self._post = post
        self._handle: asyncio.TimerHandle | None = None

    def arm(self, deadlines: Sequence[tuple[str, float]]) -> None:
        """Wait for the nearest of these; none of them, wait for nothing."""
        self.stop()
        if deadlines:
            name, at = min(deadlines, key=lambda pair: pair[1])
            delay = max(at - self._clock.now().mono, LEAST)
            self._handle = asyncio.get_running_loop().call_later(delay, self._post, Elapsed(name))

    def stop(self) -> None:
        """Wait for nothing."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
