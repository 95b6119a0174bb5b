"""How many requests a minute the kiosk allows itself, for each group of endpoints that has a limit.

The vendor's limits (30 lookups and enrolments, 60 sends a minute) hold for everybody who uses the key, so
for all kiosks of a shop, and nobody says how much of them is left. Each kiosk therefore stays below them by
itself, and learns of the others by the answers «too many requests»: after one it asks for nothing until it
may, then for half as much as before, and for a little more every minute that goes well. Two that do so end
up with about the same share.

What the server counts by is unknown. A bucket gives out at most ``burst + rate * 60`` in *any* minute, and
the two add up to the limit: that holds for a window that slides, for one that does not, and for a bucket of
theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.core.rules import RATE_LIMIT_WAIT


class Group(StrEnum):
    """Endpoints that are counted together. Whether earn, redeem and coupon have 60 each or together is
    unknown: together is safe."""

    LOOKUPS = "lookups"
    SENDS = "sends"


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests a minute, as the vendor states them; 0: no limit."""

    lookups: int = 30
    sends: int = 60


BURST_PART = 1 / 3
"""Of a minute's requests, how many may come at once: ten people in a row need not wait."""
LEAST_BURST = 2.0
"""So that there is one for who stands there, and one beside it for what nobody waits for."""

SHRINK, LEAST_SHARE = 0.5, 1 / 8
"""What is left of the share after a rate limit, and how small it may become: eight kiosks of one shop."""
RECOVERY = 0.1 / 60
"""Of the whole, gained back each second: who was told off once is back in five minutes."""

LONGEST_WAIT = 20.0
"""Seconds between two tries when the server does not say when: a minute that is used up is over in a
minute."""
JITTER = 0.5
"""Up to so much of the doubled waits is left out, at random: or all kiosks of a shop would come back at
once."""
TOLD_JITTER, TOLD_JITTER_LEAST, TOLD_JITTER_MOST = 0.25, 1.0, 5.0
"""The same for a time that the server has said, and in seconds. Never earlier than it said."""

LEAST_WAIT = 0.02
"""Seconds: who is sent away for less would be back before any time has passed."""

_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Bucket:
    """``tokens`` were there at ``at``; ``share`` is the part of the limit that this kiosk takes; nothing is
    sent before ``shut``; ``strikes`` counts rate limits since the last other answer. Times are monotonic
    seconds."""

    limit: int
    tokens: float
    at: float
    share: float = 1.0
    shut: float = 0.0
    strikes: int = 0


def full(limit: int, at: float) -> Bucket:
    """A new one: nothing was used yet."""
    return _refilled(Bucket(limit, float(limit), at), at)


def size(bucket: Bucket) -> float:
    """How many requests may come at once."""
    return max(LEAST_BURST, bucket.limit * BURST_PART * bucket.share)


def rate(bucket: Bucket) -> float:
    """Requests a second in the long run."""
    return (bucket.limit - max(LEAST_BURST, bucket.limit * BURST_PART)) / 60 * bucket.share


def take(bucket: Bucket, at: float, *, last: bool = False) -> tuple[Bucket, float]:
    """One request: (bucket, 0) when it may go out now, else (bucket, seconds to wait). ``last``: nobody
    stands there for it, so half of what is there is left to those who do."""
    if at < bucket.shut - _HAIR:
        return bucket, max(LEAST_WAIT, bucket.shut - at)
    if bucket.limit == 0:
        return bucket, 0.0
    bucket = _refilled(bucket, at)
    whole = size(bucket)
    need = 1.0 + (min(whole / 2, whole - 1) if last else 0.0)
    if bucket.tokens + _HAIR >= need:
        return replace(bucket, tokens=max(0.0, bucket.tokens - 1.0)), 0.0
    return bucket, max(LEAST_WAIT, (need - bucket.tokens) / rate(bucket))


def limited(bucket: Bucket, at: float, told: float | None, chance: float) -> tuple[Bucket, float]:
    """The server said «too many requests», and perhaps (``told``) how many seconds it wants to be left alone.
    Also the seconds until the next request. ``chance`` is random, from 0 to 1.

    Several requests of one moment may be told off: that is one strike.
    """
    wait = _wait(bucket.strikes, told, chance)
    if at < bucket.shut:
        shut = max(bucket.shut, at + wait) if told is not None else bucket.shut
        return replace(bucket, shut=shut, at=shut), shut - at
    share = max(LEAST_SHARE, _refilled(bucket, at).share * SHRINK)
    shut = at + wait
    # One request then tells whether it is over.
    return replace(bucket, tokens=1.0, at=shut, share=share, shut=shut, strikes=bucket.strikes + 1), wait


def answered(bucket: Bucket) -> Bucket:
    """The server gave any other answer."""
    return replace(bucket, strikes=0)


def _wait(strikes: int, told: float | None, chance: float) -> float:
    if told is None:
        return min(RATE_LIMIT_WAIT * 2.0 ** min(strikes, 8), LONGEST_WAIT) * (1 - JITTER * chance)
    return told + chance * min(max(TOLD_JITTER_LEAST, told * TOLD_JITTER), TOLD_JITTER_MOST)


def _refilled(bucket: Bucket, at: float) -> Bucket:
    passed = max(0.0, at - bucket.at)
    if bucket.limit == 0:
        return replace(bucket, at=max(at, bucket.at))
    tokens = bucket.tokens + passed * rate(bucket)
    bucket = replace(bucket, share=min(1.0, bucket.share + passed * RECOVERY), at=max(at, bucket.at))
    return replace(bucket, tokens=min(tokens, size(bucket)))
