"""A year of a busy shop in the journal, without a day left out."""

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
from kiosk.journal.store import Store
from kiosk.ports import KeptVisit

DAY = timedelta(days=1)
BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)
VISITS, DAYS = 500, 365


@contextmanager
def opened(path: Path) -> Iterator[tuple[Store, sqlite3.Connection]]:
    found = open_journal(path)
    try:
        found.db.execute("PRAGMA synchronous = OFF").fetchall()  # nobody pulls the plug here
        yield Store(found.db), found.db
    finally:
        found.close()


def recorded(name: str, at: datetime, number: int) -> Operation:
    """One as the kiosk records it, of another member for each number."""
    return Operation(
        id=name,
        kind=OperationKind.EARN,
        created_at=at,
        member_code=100_000 + number,
        card=CardType.STAMP,
        amount=Decimal(1),
        before=Balance(6, 120),
    )


def first_day(store: Store, begin: datetime = BEGIN) -> None:
    """As the kiosk writes it: 500 visits, 50 coupons on paper of which 30 come back, 20 redemptions,
    200 lines of the audit log, and visits without network. Ids are as long as real ones."""
    for number in range(VISITS):
        at = begin + timedelta(minutes=number)
        name = f"entrance-1-0199c7f0-{number:04x}-7ac8-8f19-3736d6330000"
        operation = recorded(name, at, number)
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


def copied(db: sqlite3.Connection, table: str, day: int, begin: datetime = BEGIN) -> None:
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
    until = round((begin + DAY).timestamp() * 1_000_000)
    db.execute(
        f"INSERT INTO {table} ({names}) SELECT {cells} FROM template.{table} WHERE {where} < ?", (until,)
    )


def filled(first: Path, path: Path, begin: datetime = BEGIN) -> None:
    """Write a whole year into the journal at ``path``; its first day is made at ``first``, another new
    file."""
    with opened(first) as (store, _):
        first_day(store, begin)
    with opened(path) as (_, db):
        db.execute("ATTACH ? AS template", (str(first),))
        for first_of_ten in range(0, DAYS, 10):
            db.execute("BEGIN")
            for table in ("operation", "coupon", "print_job", "audit"):
                for day in range(first_of_ten, min(first_of_ten + 10, DAYS)):
                    copied(db, table, day, begin)
            db.execute("COMMIT")
        db.execute("DETACH template")
