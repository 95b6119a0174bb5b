"""Waiting for what another thread does."""

from __future__ import annotations

import time
from collections.abc import Callable

BOUND = 10.0
"""Seconds that it may take on a busy machine."""


def until(condition: Callable[[], object]) -> None:
    """Wait for it; fails when it does not come."""
    end = time.monotonic() + BOUND
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)
