"""What the journal holds, in numbers: for those who look after a kiosk from afar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """``waiting``: operations without an end, by kind and state. ``outbox``: how many of them, kept visits
    included, the kiosk sends by itself, and ``oldest`` is when the first of those was begun. ``coupons``:
    those of the last day, by state. ``jobs``: prints under way, by state. ``size`` is bytes on disk."""

    waiting: Mapping[tuple[str, str], int]
    kept: int
    outbox: int
    oldest: datetime | None
    coupons: Mapping[str, int]
    jobs: Mapping[str, int]
    wrong_pins: int
    locked_until: datetime | None
    size: int
