"""A journal that an earlier version has begun goes on under this one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.core.checkout import Checkout, Half, operation_of
from kiosk.core.model import Balance, CardType, IssuedCoupon, Moment, Operation, OperationKind
from kiosk.journal import SqliteJournal, schema
from kiosk.journal.files import open_journal
from kiosk.journal.store import Store
from kiosk.ports import JournalError

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EARN = Operation("entrance-1-1", OperationKind.EARN, NOON, 482193, CardType.STAMP, Decimal(1))
ORDER = Checkout("1042", 482193, Decimal("19.90"), 20, NOON, "Deniz")


def a_file_of_version(number: int, path: Path) -> None:
    """As that version made it, with an operation, a coupon and a member of staff."""
    with closing(sqlite3.connect(path)) as db:
        for migration in schema.MIGRATIONS[:number]:
            for statement in migration:
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute(
            "INSERT INTO operation (id, kind, created_at, manual_code, origin, state, attempts)"
            " VALUES ('entrance-1-1', 'earn', 1, 0, 'visit', 'unknown', 1)"
        )
        db.execute("INSERT INTO coupon (id, token, name, issued_at) VALUES ('c', 'cq_1', 'Coffee', 1)")
        db.execute("INSERT INTO staff (name, pin_hash) VALUES ('Deniz', 'hash')")
        db.commit()


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as db:
        return {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


async def test_a_file_of_the_first_version_opens_with_all_that_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    a_file_of_version(1, path)
    assert "checkout" not in tables(path)
    journal = await SqliteJournal.open(path)
    assert journal.set_aside is None
    assert [one.operation.id for one in await journal.unanswered()] == ["entrance-1-1"]
    assert list(await journal.tokens()) == ["cq_1"]
    assert [one.name for one in await journal.staff()] == ["Deniz"]
    await journal.keep_checkout(ORDER)
    await journal.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again = await SqliteJournal.open(path)
    assert await again.checkout("1042") == ORDER
    await again.close()


async def test_every_version_leads_to_the_same_schema(tmp_path: Path) -> None:
    found = []
    for number in range(schema.VERSION + 1):
        path = tmp_path / f"{number}.sqlite3"
        if number:
            a_file_of_version(number, path)
        await (await SqliteJournal.open(path)).close()
        with closing(sqlite3.connect(path)) as db:
            found.append(set(db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()))
    assert all(one == found[0] for one in found)


# -- back from a later version ----------------------------------------------------------------------------


LATER = (
    "ALTER TABLE operation ADD COLUMN later TEXT",
    "ALTER TABLE coupon ADD COLUMN later INTEGER NOT NULL DEFAULT 7",
    "CREATE TABLE later (a TEXT) STRICT",
    "CREATE INDEX operation_later ON operation (later)",
)


async def _made_later(path: Path, monkeypatch: pytest.MonkeyPatch, since: int) -> None:
    """Bring it to a version that this program does not know, as that one's program would."""
    await (await SqliteJournal.open(path)).close()
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, LATER))
        patched.setattr(schema, "VERSION", schema.VERSION + 1)
        patched.setattr(schema, "READABLE_SINCE", since)
        await (await SqliteJournal.open(path)).close()


async def test_after_an_update_that_was_taken_back_the_old_program_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.sqlite3"
    await _made_later(path, monkeypatch, schema.VERSION)
    journal = await SqliteJournal.open(path)
    assert journal.set_aside is None
    await journal.record(EARN)
    coupon = IssuedCoupon("c", "Coffee", "cq_1")
    await journal.settle(EARN.id, Balance(stamps=10, points=0), coupon, at=NOON, print_now=False)
    await journal.keep_checkout(ORDER)
    assert [one.operation.id for one in await journal.unanswered()] == []
    assert list(await journal.tokens()) == ["cq_1"]
    await journal.close()
    with closing(sqlite3.connect(path)) as db:
        # And the update may come again.
        assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION + 1,)
        assert db.execute("SELECT later FROM coupon").fetchall() == [(7,)]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_later_version_that_this_program_would_misread_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.sqlite3"
    await _made_later(path, monkeypatch, schema.VERSION + 1)
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"^newer_schema: "):
        await SqliteJournal.open(path)
    assert path.read_bytes() == before


# -- the rules that the file keeps by itself -----------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_journal(tmp_path / "journal.sqlite3")
    yield Store(opened.db)
    opened.close()


def refused(store: Store, statement: str) -> str:
    with pytest.raises(sqlite3.IntegrityError) as raised:
        store._db.execute(statement)
    return str(raised.value)


def test_a_half_that_is_recorded_holds_its_checkout_to_what_it_says(store: Store) -> None:
    store.keep_checkout(ORDER)
    for kind in (OperationKind.REDEEM, OperationKind.EARN):
        store.record(operation_of(ORDER, kind, None, Moment(0.0, NOON)))
    for change in ("points = 7", "total = '1'", "member_code = '7'", "order_id = '7'"):
        assert "says otherwise" in refused(store, f"UPDATE checkout SET {change}")
    assert store.checkout("1042") == ORDER


def test_what_may_be_booked_of_an_unfinished_one_cannot_be_deleted(store: Store) -> None:
    store.keep_checkout(ORDER)
    operation = operation_of(ORDER, OperationKind.REDEEM, None, Moment(0.0, NOON))
    store.record(operation)
    store.mark_sent(operation.id, NOON)
    assert "half of an unfinished checkout" in refused(store, "DELETE FROM operation")
    store.give_up_checkout("1042", NOON)
    store._db.execute("DELETE FROM operation")


def test_one_that_is_done_never_changes(store: Store) -> None:
    free = replace(ORDER, points=0)
    store.keep_checkout(free)
    store.record(operation_of(free, OperationKind.EARN, None, Moment(0.0, NOON)))
    store.settle("1042", Balance(0, 1), None, at=NOON, print_now=False)
    assert "never changes" in refused(store, "UPDATE checkout SET state = 'open'")
    found = store.checkout("1042")
    assert found is not None
    assert found.earn is Half.BOOKED
