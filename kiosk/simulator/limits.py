"""Rate limits of the simulated shop: so many requests in any 60 s, for everyone who uses the key."""

from __future__ import annotations

import math
from collections import deque
from typing import Final

WINDOW: Final = 60.0


class SlidingMinute:
    """Counts admitted requests; refused ones cost nothing. Times are seconds of any one clock."""

    def __init__(self) -> None:
        self._seen: deque[float] = deque()

    def admit(self, limit: int, now: float) -> int | None:
        """``None`` when admitted, else whole seconds until there is room again."""
        while self._seen and self._seen[0] <= now - WINDOW:
            self._seen.popleft()
        if len(self._seen) < limit:
            self._seen.append(now)
            return None
        oldest = self._seen[0] if self._seen else now
        return max(1, math.ceil(oldest + WINDOW - now))

    def clear(self) -> None:
        """Forget all."""
        self._seen.clear()
