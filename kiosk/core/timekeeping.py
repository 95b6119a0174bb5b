"""What time it is, on a machine whose clock may be wrong.

A small computer without a battery for its clock begins each day in the past until somebody tells it the
time, and who types a date may type a wrong year. Cooldown and daily limit are kept in time, so a wrong clock
would give a second stamp or withhold a first one, for years. The service says what time it is in every
answer (``Date``), and nothing is earned without an answer: so where the two are far apart, the service's
time is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk.core.model import Moment

TRUSTED = 60.0
"""Seconds by which this machine's clock may be off and still be the one that counts: no policy feels a
minute."""
RIGHT_AGAIN = 30.0
"""Seconds below which a clock that was wrong counts as right: less, so that nothing flickers in between."""

EARLIEST, LATEST = 1_735_689_600.0, 4_102_444_800.0
"""2025 and 2100: a service that tells another year does not know the time."""


@dataclass(frozen=True, slots=True)
class TimeTold:
    """The service said it was ``unix`` (seconds since 1970) when this machine's monotonic clock showed
    ``mono``."""

    unix: float
    mono: float


class ClockTrouble(StrEnum):
    """Why staff should look at the clock."""

    WRONG = "wrong"  # the service says another time
    REFUSED = "refused"  # the service's certificate is not valid at this machine's time


@dataclass(frozen=True, slots=True)
class ClockJudged:
    """Event: this machine's clock turned out to be wrong, or (``None``) is right again."""

    trouble: ClockTrouble | None


def believable(unix: float) -> bool:
    """Whether the service can have meant it."""
    return EARLIEST <= unix < LATEST


def skew(told: TimeTold | None, now: Moment) -> float | None:
    """Seconds by which the service's clock is ahead of this machine's at ``now``; unknown while it has not
    said."""
    if told is None:
        return None
    return told.unix + (now.mono - told.mono) - now.local.timestamp()


def corrected(told: TimeTold | None, now: Moment) -> Moment:
    """This moment, by the service's clock where this machine's is wrong: whatever somebody does to the latter
    between two answers, time goes on with the monotonic clock."""
    off = skew(told, now)
    if told is None or off is None or abs(off) <= TRUSTED:
        return now
    unix = told.unix + (now.mono - told.mono)
    return replace(now, local=datetime.fromtimestamp(unix, now.local.tzinfo))


def is_wrong(off: float, before: bool) -> bool:
    """Whether a clock that is off by so much is wrong, given whether it was ``before``."""
    return abs(off) > (RIGHT_AGAIN if before else TRUSTED)
