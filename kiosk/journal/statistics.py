"""The journal as a whole, beside the kiosk at work: is it sound, and what is in it, in numbers. No id, no
name and nothing of a member is ever asked for."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from kiosk.journal.reading import Reader, Row
from kiosk.journal.values import WAITING, from_cell, reason_of
from kiosk.ports import JournalError

_STEPS = 10_000
"""Instructions of SQLite's between two looks at the clock: some milliseconds."""
_DAY = 86_400_000_000
"""Microseconds; days of UTC."""

_VERSION = "SELECT user_version AS number FROM pragma_user_version"
_WAITING = (
    f"SELECT (SELECT count(*) FROM operation WHERE state IN {WAITING})"  # noqa: S608 - our own words
    " + (SELECT count(*) FROM kept_visit) AS number"
)
_PAGES = (
    "SELECT page_count, freelist_count, page_size"
    " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
)
_OPERATIONS = (
    f"SELECT created_at / {_DAY} * {_DAY} AS day, kind, state, reason, count(*) AS number"  # noqa: S608
    " FROM operation GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
)
_COUPONS = (
    f"SELECT issued_at / {_DAY} * {_DAY} AS day, state, count(*) AS number"  # noqa: S608
    " FROM coupon GROUP BY 1, 2 ORDER BY 1, 2"
)
_JOBS = "SELECT state, count(*) AS number FROM print_job GROUP BY 1 ORDER BY 1"
_KEPT = "SELECT reason, count(*) AS number FROM kept_visit GROUP BY 1 ORDER BY 1"
_CHECKOUTS = "SELECT state, count(*) AS number FROM checkout GROUP BY 1 ORDER BY 1"
_STAFF = "SELECT count(*) AS number, count(badge_hash) AS badges FROM staff"
_AUDIT = "SELECT task, count(*) AS number FROM audit GROUP BY 1 ORDER BY 1"
_DROPPED = (
    "SELECT substr(key, 16) AS reason, value AS number FROM fact WHERE substr(key, 1, 15) = 'dropped_visits.'"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """``schema``: its version; ``size``: bytes of its files; ``waiting``: operations and kept visits without
    an end."""

    schema: int
    size: int
    waiting: int


def numbers(path: Path) -> Numbers:
    """Of the journal at ``path``. Raises ``JournalError`` with one machine word."""
    version, waiting = Reader(path).asked((_VERSION, ()), (_WAITING, ()))
    return Numbers(version[0]["number"], sum(sizes(path).values()), waiting[0]["number"])


def sizes(path: Path) -> dict[str, int]:
    """Bytes of the journal's files, by what each is."""
    found: dict[str, int] = {}
    for name, end in (("file", ""), ("log", "-wal"), ("index", "-shm")):
        with suppress(OSError):
            found[name] = path.with_name(path.name + end).stat().st_size
    return found


def sound(path: Path, seconds: float) -> bool:
    """Whether it passes SQLite's quick check. Raises ``JournalError``, ``slow`` when that is not known after
    so many seconds."""
    until = time.monotonic() + seconds
    try:
        with closing(Reader(path).opened()) as db:
            db.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise JournalError("slow") from None
        raise JournalError(reason_of(error)) from error


def statistics(path: Path, words: frozenset[str]) -> dict[str, Any]:
    """All that can be told of it to somebody who must not know any member: numbers by kind, state, day (of
    UTC) and reason. A reason or task that is none of ``words`` (a service may send its own) is counted as
    ``other``. Raises ``JournalError``."""
    asked = (
        _VERSION, _PAGES, _OPERATIONS, _COUPONS, _JOBS, _KEPT, _CHECKOUTS, _STAFF, _AUDIT, _DROPPED
    )  # fmt: skip
    version, pages, operations, coupons, jobs, kept, checkouts, staff, audit, dropped = Reader(path).asked(
        *((question, ()) for question in asked)
    )
    return {
        "schema": version[0]["number"],
        "bytes": sizes(path),
        "pages": dict(pages[0]),
        "operations": _counted(operations, ("day", "kind", "state", "reason"), words),
        "coupons": _counted(coupons, ("day", "state"), words),
        "print_jobs": _counted(jobs, ("state",), words),
        "kept_visits": _counted(kept, ("reason",), words),
        "dropped_visits": _counted(dropped, ("reason",), words),
        "checkouts": _counted(checkouts, ("state",), words),
        "staff": {"people": staff[0]["number"], "badges": staff[0]["badges"]},
        "audit": _counted(audit, ("task",), words),
    }


def _counted(rows: Iterable[Row], names: tuple[str, ...], words: frozenset[str]) -> list[dict[str, Any]]:
    sums: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        key = tuple(_told(name, row[name], words) for name in names)
        with suppress(ValueError):
            sums[key] += int(row["number"])
    return [{**dict(zip(names, key, strict=True)), "count": count} for key, count in sums.items()]


def _told(name: str, value: object, words: frozenset[str]) -> str:
    if name == "day":
        try:
            return f"{from_cell(int(str(value))).astimezone(UTC):%Y-%m-%d}"
        except (ValueError, OverflowError):
            return "other"
    if name in ("kind", "state"):  # the schema admits its own words only
        return str(value)
    return str(value) if value in words or value == "" else "other"
