"""How fast pictures are looked at: counted beside the work, told when somebody asks."""

from __future__ import annotations

import statistics
import threading
from collections import deque

from kiosk.core.machine import Pace

WINDOW = 3.0
"""Seconds that are told of."""
_MOST = 512
"""Looks kept: more than 120 pictures a second give in that time."""


class PaceMeter:
    """Notes each look of one thread; may be asked by another at any time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looks: deque[tuple[float, float]] = deque(maxlen=_MOST)

    def note(self, at: float, ms: float) -> None:
        """A picture was looked at, at this time in seconds, for so many milliseconds."""
        with self._lock:
            self._looks.append((at, ms))

    def tell(self, now: float) -> Pace | None:
        """Of the last seconds; ``None`` when nothing was looked at in them."""
        with self._lock:
            looks = list(self._looks)
        recent = [(at, ms) for at, ms in looks if now - WINDOW < at <= now]
        if not recent:
            return None
        # A camera that has just begun is not slow, it is new.
        since = WINDOW if len(looks) > len(recent) else max(now - recent[0][0], 1.0)
        return Pace(len(recent) / since, statistics.median(ms for _, ms in recent))
