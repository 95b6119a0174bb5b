"""How long staff entry stays shut after wrong PINs."""

from __future__ import annotations

FREE_TRIES = 5
FIRST_LOCK = 15.0
LONGEST_LOCK = 900.0


def lock_seconds(tries: int) -> float:
    """Seconds of lock after this many wrong tries in a row: 15 s at the fifth, doubling to 15 min."""
    if tries < FREE_TRIES:
        return 0.0
    return min(FIRST_LOCK * 2.0 ** min(tries - FREE_TRIES, 10), LONGEST_LOCK)
