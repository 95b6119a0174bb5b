"""A year of a busy shop in the journal, without a day left out, and how much of the disk it takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from kiosk.core.model import Balance, CardType, IssuedCoupon, Operation, OperationKind, PrintState
from kiosk.journal.files import open_journal
from kiosk.journal.store import MUCH_AIR, Store
from kiosk.ports import KeptVisit

DAY = timedelta(days=1)
BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)
VISITS, DAYS, MOST = 500, 365, 200_000_000


@contextmanager
def opened(path: Path) -> Iterator[tuple[Store, sqlite3.Connection]]:
    found = open_journal(path)
    try:
        found.db.execute("PRAGMA synchronous = OFF").fetchall()  # nobody pulls the plug here
        yield Store(found.db), found.db
    finally:
        found.close()


def first_day(store: Store) -> None:
    """As the kiosk writes it: 500 visits, 50 coupons on paper of which 30 come back, 20 redemptions,
    200 lines of the audit log, and visits without network. Ids are as long as real ones."""
    for number in range(VISITS):
        at = BEGIN + timedelta(minutes=number)
        name = f"entrance-1-0199c7f0-{number:04x}-7ac8-8f19-3736d6330000"
        operation = Operation(
            id=name,
            kind=OperationKind.EARN,
            created_at=at,
            member_code=100_000 + number,
            card=CardType.STAMP,
            amount=Decimal(1),
            before=Balance(6, 120),
        )
        store.record(operation)
        store.mark_sent(name, at)
        coupon = None
        if number % 10 == 0:
            coupon = IssuedCoupon(
                f"coupon-{number:08}-0000", "Bir bardak filtre kahve", f"cq_{number:024x}0000"
            )
        job = store.settle(name, Balance(7, 120), coupon, at=at, print_now=coupon is not None)
        if job is not None and coupon is not None:
            for state in (PrintState.SENDING, PrintState.SENT, PrintState.PRINTED):
                store.print_state(job.id, state, at)
            if number % 50 < 30:
                store.coupon_spent(coupon.token, at)
        if number % 25 == 0:
            name = f"entrance-1-0199c7f1-{number:04x}-7ac8-8f19-3736d6330000"
            points = replace(
                operation, id=name, kind=OperationKind.REDEEM, card=CardType.POINT, origin="staff"
            )
            store.record(replace(points, amount=Decimal(250)))
            store.mark_sent(name, at)
            store.settle(name, Balance(0, 10), None, at=at, print_now=False)
            visit = KeptVisit(name, at, "q" * 64)
            store.keep_visit(visit)
            store.drop_visit(name, "identified")
        if number % 5 == 0:
            for task in ("enter", f"redeem_coupon accepted {name}"[:60]):
                store.audit(at, "Deniz Yılmaz", task, "done")


def copied(db: sqlite3.Connection, table: str, day: int) -> None:
    """The first day's rows once more, a few days later, under ids of their own."""
    columns = [row["name"] for row in db.execute(f"PRAGMA table_info({table})") if row["name"] != "seq"]
    if table == "print_job":
        columns.remove("id")
    later = f" + {day} * 86400000000"

    def cell(name: str) -> str:
        if name == "at" or name.endswith("_at"):
            return name + later
        if name in ("id", "token", "coupon_id", "operation_id"):
            return f"substr({name}, 1, length({name}) - 4) || printf('%04d', {day})"
        return name

    cells, names = ", ".join(map(cell, columns)), ", ".join(columns)
    where = (
        "created_at" if table in ("operation", "print_job") else "issued_at" if table == "coupon" else "at"
    )
    until = round((BEGIN + DAY).timestamp() * 1_000_000)
    db.execute(
        f"INSERT INTO {table} ({names}) SELECT {cells} FROM template.{table} WHERE {where} < ?", (until,)
    )


def size(path: Path) -> int:
    """Of all its files."""
    return sum(file.stat().st_size for file in path.parent.iterdir())


def rows(db: sqlite3.Connection) -> dict[str, int]:
    tables = ("operation", "coupon", "audit")
    return {table: db.execute(f"SELECT count(*) FROM main.{table}").fetchone()[0] for table in tables}


def test_a_year_of_five_hundred_visits_a_day_stays_small(tmp_path: Path) -> None:
    """Even where nothing is forgotten for a whole year; then 90 days are kept of it."""
    first, path = (tmp_path / name / "journal.sqlite3" for name in ("first", "year"))
    with opened(first) as (store, _):
        first_day(store)
    with opened(path) as (store, db):
        db.execute("ATTACH ? AS template", (str(first),))
        for first_of_ten in range(0, DAYS, 10):
            db.execute("BEGIN")
            for table in ("operation", "coupon", "print_job", "audit"):
                for day in range(first_of_ten, min(first_of_ten + 10, DAYS)):
                    copied(db, table, day)
            db.execute("COMMIT")
        whole = size(path)
        assert rows(db) == {"operation": DAYS * (VISITS + 20), "coupon": DAYS * 50, "audit": DAYS * 200}
        assert 20_000_000 < whole < MOST
        db.execute("DETACH template")
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
