"""What hostile input may cost: a second, and memory within bounds.

The second is of the processor: what the machine does beside is not the input's doing. A wait that costs no
processor time is ended by an alarm. Memory is what Python's allocators hand out; NumPy's arrays are in it.
"""

from __future__ import annotations

import signal
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 1.0
ALARM = 20.0
"""Seconds after which even a machine that does many other things should be done."""


class TooMuchError(AssertionError):
    """It took too long, or too much."""


@contextmanager
def bounded(megabytes: float | None) -> Iterator[None]:
    """Raises ``TooMuchError`` when what is done within takes more than that. Main thread only. None: memory
    is not looked at, for to do so makes everything several times slower."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooMuchError(f"not done after {ALARM} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, ALARM)
    if megabytes is not None:
        tracemalloc.start()
    begun = time.thread_time()
    try:
        yield
        took = time.thread_time() - begun
        peak = tracemalloc.get_traced_memory()[1] if megabytes is not None else 0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if megabytes is not None:
            tracemalloc.stop()
    # Under tracemalloc everything is slower: how long it takes is asked without.
    if megabytes is None and took > SECONDS:
        raise TooMuchError(f"it took {took:.2f} s of the processor")
    if megabytes is not None and peak > megabytes * 1e6:
        raise TooMuchError(f"it took {peak / 1e6:.1f} MB")


def held_to(run: Callable[[bytes], object], data: bytes, megabytes: float) -> None:
    """Once for the time, once for the memory."""
    with bounded(None):
        run(data)
    with bounded(megabytes):
        run(data)
