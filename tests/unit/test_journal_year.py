"""A year of a busy shop in the journal, without a day left out, and how much of the disk it takes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kiosk.journal.store import MUCH_AIR
from tests.support.journal_year import BEGIN, DAY, DAYS, VISITS, filled, opened

MOST = 200_000_000


def size(path: Path) -> int:
    """Of all its files."""
    return sum(file.stat().st_size for file in path.parent.iterdir())


def rows(db: sqlite3.Connection) -> dict[str, int]:
    tables = ("operation", "coupon", "audit")
    return {table: db.execute(f"SELECT count(*) FROM main.{table}").fetchone()[0] for table in tables}


def test_a_year_of_five_hundred_visits_a_day_stays_small(tmp_path: Path) -> None:
    """Even where nothing is forgotten for a whole year; then 90 days are kept of it."""
    first, path = (tmp_path / name / "journal.sqlite3" for name in ("first", "year"))
    filled(first, path)
    with opened(path) as (store, db):
        whole = size(path)
        assert rows(db) == {"operation": DAYS * (VISITS + 20), "coupon": DAYS * 50, "audit": DAYS * 200}
        assert 20_000_000 < whole < MOST
        store.prune(BEGIN + (DAYS - 90) * DAY)
        # Coupons that nobody was seen to redeem stay.
        kept = {"operation": 90 * (VISITS + 20), "coupon": 90 * 30 + DAYS * 20, "audit": 90 * 200}
        assert rows(db) == kept
        assert size(path) < whole / 2
        print(f"a year: {whole / 1e6:.1f} MB; 90 days of it: {size(path) / 1e6:.1f} MB")
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_room_that_nothing_will_fill_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "state" / "journal.sqlite3"
    with opened(path) as (store, _):
        for number in range(300):
            store.audit(BEGIN, "Deniz", "x" * 50_000, str(number))
        for number in range(20):
            store.audit(BEGIN + 2 * DAY, "Deniz", "y" * 50_000, str(number))
        before = path.stat().st_size
        assert before > MUCH_AIR
        assert store.prune(BEGIN + DAY) == 300
        after = sum(file.stat().st_size for file in path.parent.iterdir())
        assert after < before / 10
        assert not any(b"x" * 100 in file.read_bytes() for file in path.parent.iterdir())
        assert store._all("SELECT count(*) AS n FROM audit")[0]["n"] == 20
