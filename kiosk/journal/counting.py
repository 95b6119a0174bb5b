"""The journal in numbers, beside the kiosk at work. Each question goes through an index to what is wanted, so
that a year of history costs no more than an empty file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from kiosk.core.counts import Counts
from kiosk.journal.reading import Reader
from kiosk.journal.statistics import sizes
from kiosk.journal.values import WAITING, from_cell, to_cell

_WAITING = (
    "SELECT kind, state, count(*) AS number, min(created_at) AS first FROM operation"  # noqa: S608 - ours
    f" WHERE state IN {WAITING} GROUP BY kind, state"
)
_KEPT = "SELECT count(*) AS number, min(at) AS first FROM kept_visit"
_COUPONS = "SELECT state, count(*) AS number FROM coupon WHERE issued_at >= ? GROUP BY state"
_JOBS = """
    SELECT state, count(*) AS number FROM print_job
    WHERE state IN ('queued', 'sending', 'sent') GROUP BY state
"""
_LOCK = "SELECT tries, until FROM staff_lock"

OF_LATE = timedelta(days=1)
"""Coupons issued since so long ago are counted."""


def counts(path: Path, now: datetime) -> Counts:
    """What the journal at ``path`` holds, at this moment. Raises ``JournalError`` with one machine word."""
    waiting, kept, coupons, jobs, lock = Reader(path).asked(
        (_WAITING, ()), (_KEPT, ()), (_COUPONS, (to_cell(now - OF_LATE),)), (_JOBS, ()), (_LOCK, ())
    )
    sent = [row for row in waiting if row["kind"] != "coupon" and row["state"] != "challenged"]
    begun = [row["first"] for row in (*sent, *kept) if row["first"] is not None]
    tries, until = (lock[0]["tries"], lock[0]["until"]) if lock else (0, None)
    return Counts(
        waiting={(row["kind"], row["state"]): row["number"] for row in waiting},
        kept=kept[0]["number"],
        outbox=kept[0]["number"] + sum(row["number"] for row in sent),
        oldest=from_cell(min(begun)) if begun else None,
        coupons={row["state"]: row["number"] for row in coupons},
        jobs={row["state"]: row["number"] for row in jobs},
        wrong_pins=tries,
        locked_until=None if until is None else from_cell(until),
        size=sum(bytes_ for name, bytes_ in sizes(path).items() if name != "index"),
    )
