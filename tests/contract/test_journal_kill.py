"""Killed at any moment, or failing at any statement: what was acknowledged is there, nothing is torn.

SIGKILL shows what a crash of the program leaves behind; the page cache survives it. That the bytes
have reached the disk before the acknowledgement is shown by the trace in ``tests/unit/test_journal.py``.
"""

from __future__ import annotations

import asyncio
import os
import random
import selectors
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.core.checkout import Checkout, operation_of
from kiosk.core.model import (
    Balance,
    CardType,
    IssuedCoupon,
    Moment,
    Operation,
    OperationKind,
    OperationState,
    PrintState,
)
from kiosk.journal import SqliteJournal
from kiosk.journal.files import open_journal
from kiosk.journal.store import Store
from kiosk.ports import KeptVisit

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KILLS = 25
ROOT = Path(__file__).resolve().parents[2]

WORKER = """
import asyncio, os, sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from kiosk.core.model import *
from kiosk.journal import SqliteJournal
from kiosk.ports import KeptVisit

def tell(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

async def main(path, run):
    journal = await SqliteJournal.open(path)
    tell("open")
    number = 0
    while True:
        number += 1
        name = f"{run}-{number}"
        now = datetime.now(UTC)
        await journal.record(Operation(name, OperationKind.EARN, now, member_code=number % 7,
                                       card=CardType.STAMP, amount=Decimal(1)))
        tell("recorded", name)
        sends = await journal.mark_sent(name, now)
        tell("sent", name, sends)
        if number % 3 == 0:
            coupon = IssuedCoupon("coupon-" + name, "Coffee", "cq_" + name)
            job = await journal.settle(name, Balance(0, 1), coupon, at=now, print_now=True)
            tell("coupon", name, job.id)
            await journal.print_state(job.id, PrintState.SENDING, now)
            tell("sending", name, job.id)
        elif number % 3 == 1:
            await journal.settle(name, Balance(1, 1), None, at=now, print_now=True)
            tell("settled", name)
        else:
            await journal.keep_visit(KeptVisit(name, now, "qr" * 300))
            if number % 2:
                await journal.drop_visit(name, "earned")
            tell("drops" if number % 2 else "keeps", name)

asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
"""


def acknowledged_until_killed(path: Path, run: int, patience: float) -> list[list[str]]:
    """Start the worker, let it work for so many seconds, kill it; what it had acknowledged."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(path), str(run)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert worker.stdout is not None
    told = bytearray()
    try:
        with selectors.DefaultSelector() as waiting:
            waiting.register(worker.stdout, selectors.EVENT_READ)
            assert waiting.select(20), "the worker did not begin"
            until = time.monotonic() + patience
            while (left := until - time.monotonic()) > 0:
                if waiting.select(left):
                    chunk = os.read(worker.stdout.fileno(), 65536)
                    assert chunk, "the worker ended by itself"
                    told += chunk
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)
        told += worker.stdout.read()
        worker.stdout.close()
    # A write of one line to a pipe is whole or not at all (POSIX: up to PIPE_BUF bytes).
    return [line.split() for line in told.decode().splitlines()]


async def check(path: Path, words: list[list[str]]) -> None:
    journal = await SqliteJournal.open(path)
    try:
        assert journal.set_aside is None
        kept = {visit.operation_id for visit in await journal.kept_visits()}
        for word, name, *rest in (one for one in words if one != ["open"]):
            stored = await journal.operation(name)
            if word in {"keeps", "drops"}:
                assert (name in kept) is (word == "keeps")
                continue
            assert stored is not None, (word, name)
            if word == "sent":
                assert stored.attempts == int(rest[0])
            if word in {"coupon", "settled"}:
                assert stored.state is OperationState.ACCEPTED
            if word in {"coupon", "sending"}:
                assert await journal.coupon(f"coupon-{name}") is not None
                assert await journal.is_our_token(f"cq_{name}")
    finally:
        await journal.close()


def look_for_torn_ones(path: Path) -> tuple[int, int]:
    """The worker earns a coupon with every third operation: accepted, coupon and job, or none of it.

    Returns the numbers of operations and coupons.
    """
    db = sqlite3.connect(path)
    try:
        torn = db.execute(
            "SELECT operation.id, operation.state, coupon.id, print_job.id FROM operation"
            " LEFT JOIN coupon ON coupon.id = 'coupon-' || operation.id"
            " LEFT JOIN print_job ON print_job.coupon_id = coupon.id"
            " WHERE CAST(substr(operation.id, instr(operation.id, '-') + 1) AS INTEGER) % 3 = 0"
            " AND ((operation.state = 'accepted') + (coupon.id IS NOT NULL) + (print_job.id IS NOT NULL))"
            " NOT IN (0, 3)"
        ).fetchall()
        assert torn == []
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT count(*) - count(DISTINCT coupon_id) FROM print_job").fetchone() == (0,)
        unsent = db.execute("SELECT count(*) FROM operation WHERE state = 'sent' AND attempts = 0").fetchone()
        assert unsent == (0,)
        [(operations,)] = db.execute("SELECT count(*) FROM operation").fetchall()
        [(coupons,)] = db.execute("SELECT count(*) FROM coupon").fetchall()
    finally:
        db.close()
    return operations, coupons


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    chance = random.Random(20261123)
    acknowledged = 0
    for run in range(KILLS):
        words = acknowledged_until_killed(path, run, chance.uniform(0, 0.12))
        acknowledged += len(words)
        asyncio.run(check(path, words))
        look_for_torn_ones(path)
    operations, coupons = look_for_torn_ones(path)
    # Else it was always killed before it had done anything, and the test has shown nothing.
    assert acknowledged > KILLS
    assert operations > KILLS
    assert coupons > 0


# -- failing at each statement -------------------------------------------------------------------


class Failing(sqlite3.Connection):
    """Raises instead of the n-th statement after ``arm``."""

    left = 0
    seen: tuple[str, ...] = ()

    def arm(self, statement: int) -> None:
        self.left, self.seen = statement, ()

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        self.seen += (sql.split()[0],)
        if self.left > 0:
            self.left -= 1
            if self.left == 0:
                raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *values)  # type: ignore[arg-type]


COUPON = IssuedCoupon("cp-1", "Coffee", "cq_1")
ORDER = Checkout("1042", 7, Decimal(20), 10, NOON, "Deniz")
EARN = Operation("e1", OperationKind.EARN, NOON, member_code=1, card=CardType.STAMP, amount=Decimal(1))


def contents(db: sqlite3.Connection) -> list[object]:
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [(name, db.execute(f"SELECT * FROM {name}").fetchall()) for name in tables]


def fails_at_each_statement(path: Path, change: str) -> tuple[str, ...]:
    """Fail the change at its first statement, its second, … until it succeeds; after each failure
    the file must be as it was. Returns the statements of the success."""
    opened = open_journal(path)
    opened.close()
    db = sqlite3.connect(path, isolation_level=None, factory=Failing)
    db.execute("PRAGMA foreign_keys = ON")
    store = Store(db)
    other = sqlite3.connect(path)
    try:
        db.row_factory = sqlite3.Row
        store.record(EARN)
        store.keep_visit(KeptVisit("v1", NOON, "QR"))
        store.keep_checkout(ORDER)
        store.record(operation_of(ORDER, OperationKind.REDEEM, None, Moment(0.0, NOON)))
        if change != "settle":
            store.settle("e1", None, COUPON, at=NOON, print_now=True)
        changes: dict[str, Callable[[], object]] = {
            "settle": lambda: store.settle("e1", Balance(0, 1), COUPON, at=NOON, print_now=True),
            "print_state": lambda: store.print_state(1, PrintState.PRINTED, NOON),
            "queue_print": lambda: store.queue_print("cp-1", copy=False, at=NOON),
            "recover_prints": lambda: store.recover_prints(NOON, -1.0),
            "keep_checkout": lambda: store.keep_checkout(replace(ORDER, points=7)),
            "drop_visit": lambda: store.drop_visit("v1", "earned"),
            "prune": lambda: store.prune(datetime(2027, 1, 1, tzinfo=UTC)),
        }
        before = contents(other)
        for statement in range(1, 30):
            db.arm(statement)
            try:
                changes[change]()
            except sqlite3.OperationalError:
                assert not db.in_transaction
                assert contents(other) == before, f"torn at {db.seen}"
            else:
                break
        assert contents(other) != before
        return db.seen
    finally:
        other.close()
        db.close()


@pytest.mark.parametrize(
    "change", ["settle", "print_state", "queue_print", "recover_prints", "prune", "keep_checkout"]
)
def test_failing_at_any_statement_changes_nothing(tmp_path: Path, change: str) -> None:
    seen = fails_at_each_statement(tmp_path / "journal.sqlite3", change)
    assert seen[0] == "BEGIN"
    end = seen.index("COMMIT")
    assert end > 2
    # Then at most a look at how much of the file is empty, and whether somebody is to be forgotten still.
    assert set(seen[end + 1 :]) <= {"PRAGMA", "SELECT"}


def test_dropping_a_visit_is_all_or_nothing(tmp_path: Path) -> None:
    """The log is cut after the commit, and a failure of that is none of the deletion."""
    seen = fails_at_each_statement(tmp_path / "journal.sqlite3", "drop_visit")
    assert seen[:4] == ("BEGIN", "DELETE", "INSERT", "COMMIT")


def test_a_rollback_that_fails_too_tells_the_first_error(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    open_journal(path).close()

    class Worse(Failing):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            if sql == "ROLLBACK":
                raise sqlite3.OperationalError("no rollback either")
            return super().execute(sql, *values)

    db = sqlite3.connect(path, isolation_level=None, factory=Worse)
    try:
        db.arm(2)
        with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
            Store(db).put("a", "b")
    finally:
        with suppress(sqlite3.Error):
            db.rollback()
        db.close()
