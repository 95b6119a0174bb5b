"""The journal: how many visits a second it takes, each of them safe on the disk, and a start with a year
in it."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.core.model import Balance
from kiosk.journal.sqlite import SqliteJournal
from tests.bench.race import runners
from tests.bench.race.eye import Display, Eye, Missing
from tests.bench.race.scans import START_WITHIN
from tests.support.journal_year import DAY, DAYS, filled, recorded

TRANSACTIONS = 3
"""Of a visit: an earn is written down, sent, and settled."""


async def _visits(path: Path, seconds: float) -> tuple[int, float]:
    journal = await SqliteJournal.open(path)
    try:
        begun = time.monotonic()
        done = 0
        while (took := time.monotonic() - begun) < seconds:
            at = datetime.now(UTC)
            name = f"bench-{done:08}"
            await journal.record(recorded(name, at, done))
            await journal.mark_sent(name, at)
            await journal.settle(name, Balance(7, 120), None, at=at, print_now=False)
            done += 1
    finally:
        await journal.close()
    return done, took


def _bare(path: Path, seconds: float) -> float:
    """Transactions a second of one row each, as safe, by SQLite alone: what the disk gives."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL").fetchall()
    db.execute("PRAGMA synchronous = FULL").fetchall()
    db.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)")
    begun = time.monotonic()
    done = 0
    while (took := time.monotonic() - begun) < seconds:
        db.execute("INSERT INTO entry (text) VALUES (?)", ("x" * 200,))
        done += 1
    db.close()
    return done / took


def journal(
    display: Display, folder: Path, seconds: float, rounds: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """The part. ``folder`` is on the disk that is measured."""
    books = folder / "books"
    books.mkdir()
    say("journal: visits a second")
    visits, took = asyncio.run(_visits(books / "visits.sqlite3", seconds))
    bare = _bare(books / "bare.sqlite3", seconds / 2)
    result: dict[str, Any] = {
        "visits_a_second": round(visits / took, 1),
        "transactions_a_second": round(visits * TRANSACTIONS / took, 1),
        "bare_transactions_a_second": round(bare, 1),
    }
    say("journal: a year is written")
    year = books / "year" / "journal.sqlite3"
    filled(books / "day" / "journal.sqlite3", year, datetime.now(UTC) - DAYS * DAY - timedelta(hours=12))
    result["year_mb"] = round(sum(file.stat().st_size for file in year.parent.iterdir()) / 1e6, 1)
    for turn in range(rounds + 1):
        for name, path in (("empty", None), ("year", year)):
            say(f"journal: start, {name}, {turn} of {rounds}")
            ready = _ready(display, folder / f"books-{name}", path)
            if turn:  # the first one only warms what is read from the disk
                result.setdefault(f"ready_{name}", []).append(ready)
    return result


def _ready(display: Display, folder: Path, journal: Path | None) -> float:
    """Milliseconds from the start of the process to the event ``ready``."""
    with runners.shop(folder) as one, Eye(display):
        one.tables["journal"]["keep_days"] = 2 * DAYS
        if journal is not None:
            one.tables["journal"]["path"] = str(journal)
        runner = runners.Program(display, one, None)
        runner.start()
        try:
            line = runner.kiosk.wait_for("ready", within=START_WITHIN)
        except AssertionError as why:
            raise Missing("the program does not get ready") from why
        finally:
            runner.stop()
        return float(str(line["startup_ms"]))
