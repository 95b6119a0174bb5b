"""The journal's file: how it is opened, what it refuses, and what a failing disk does to it."""

# ruff: noqa: ASYNC240 - a test may block its own loop: nobody else is on it.
from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.core.model import (
    Balance,
    CardType,
    IssuedCoupon,
    Operation,
    OperationKind,
    OperationState,
    PrintState,
)
from kiosk.journal import SqliteJournal, files, schema
from kiosk.ports import STAFF_LOST, JournalError, StaffMember

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
COUPON = IssuedCoupon("cp-1", "Coffee", "cq_7f3a9b2e")
EARN = Operation(
    id="entrance-1-1",
    kind=OperationKind.EARN,
    created_at=NOON,
    member_code=482193,
    card=CardType.STAMP,
    amount=Decimal(1),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk" / "journal.sqlite3"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def look(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """What another process would read."""
    db = sqlite3.connect(path)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


async def begun(path: Path) -> None:
    """A sound journal with one settled earn in it, closed."""
    journal = await SqliteJournal.open(path)
    await journal.record(EARN)
    await journal.settle(EARN.id, Balance(0, 7), COUPON, at=NOON, print_now=True)
    await journal.close()


# -- opening -------------------------------------------------------------------------------------


async def test_a_new_journal_is_durable_and_private(path: Path) -> None:
    old_mask = os.umask(0)
    try:
        journal = await SqliteJournal.open(path)
        await journal.put("a", "b")
    finally:
        os.umask(old_mask)
    try:
        db = journal._opened.db

        def settings() -> list[object]:
            names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "application_id")
            return [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

        assert await journal._do(settings) == ["wal", 2, 1, 1, schema.APPLICATION_ID]
        assert journal.set_aside is None
        assert {one.name: mode(one) for one in path.parent.iterdir()} == {
            "journal.sqlite3": 0o600,
            "journal.sqlite3-wal": 0o600,
            "journal.sqlite3-shm": 0o600,
        }
        assert mode(path.parent) == 0o700
    finally:
        await journal.close()
    assert look(path, "PRAGMA user_version") == [(schema.VERSION,)]
    assert path.read_bytes()[68:72] == b"LoyK"


async def test_a_file_others_could_read_is_closed_to_them(path: Path) -> None:
    await begun(path)
    path.chmod(0o644)
    journal = await SqliteJournal.open(path)
    await journal.put("a", "b")
    modes = {mode(one) for one in path.parent.iterdir()}
    await journal.close()
    assert modes == {0o600}


async def test_everything_is_there_after_reopening(path: Path) -> None:
    await begun(path)
    journal = await SqliteJournal.open(path)
    stored = await journal.operation(EARN.id)
    [(job, coupon)] = await journal.queued_prints()
    await journal.close()
    assert stored is not None
    assert (stored.operation, stored.state) == (EARN, OperationState.ACCEPTED)
    assert (coupon.coupon, job.state) == (COUPON, PrintState.QUEUED)
    assert journal.set_aside is None


async def test_two_processes_may_have_it_open(path: Path) -> None:
    kiosk = await SqliteJournal.open(path)
    command = await SqliteJournal.open(path)
    await command.add_staff(StaffMember("Ali", "hash"))
    assert [one.name for one in await kiosk.staff()] == ["Ali"]
    await command.close()
    await kiosk.close()


async def test_a_mistyped_path_is_not_built_up(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"^no_such_folder$"):
        await SqliteJournal.open(tmp_path / "no" / "such" / "journal.sqlite3")
    assert list(tmp_path.iterdir()) == []


async def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"^(cannot_open|os_error)$"):
        await SqliteJournal.open(tmp_path)
    with pytest.raises(JournalError, match=r"^no_such_folder$"):
        await SqliteJournal.open(Path("/dev/null/journal.sqlite3"))


async def test_a_newer_schema_is_refused_and_untouched(path: Path) -> None:
    await begun(path)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("UPDATE fact SET value = ? WHERE key = 'readable_since'", (str(schema.VERSION + 1),))
    db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = path.read_bytes()
    said = f"newer_schema: the file has version {schema.VERSION + 1}, this program knows {schema.VERSION}"
    with pytest.raises(JournalError, match=f"^{said}$"):
        await SqliteJournal.open(path)
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} <= {path.name, path.name + "-wal", path.name + "-shm"}


@pytest.mark.parametrize("owner", [0, 12345])
async def test_another_programs_database_is_refused_and_untouched(path: Path, owner: int) -> None:
    path.parent.mkdir()
    look(path, "CREATE TABLE photos (name TEXT)")
    look(path, f"PRAGMA application_id = {owner}")
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"^foreign_file: "):
        await SqliteJournal.open(path)
    assert path.read_bytes() == before


async def test_a_file_of_the_first_version_is_brought_up_with_all_that_is_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        patched.setattr(schema, "VERSION", 1)
        patched.setattr(files, "_check_values", lambda db: None)  # that version had none
        journal = await SqliteJournal.open(path)
        await journal.record(EARN)
        await journal.close()
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("INSERT INTO kept_visit (operation_id, at, qr, attempts) VALUES ('v', 0, 'QR', 3)")
        db.close()
    assert look(path, "PRAGMA user_version") == [(1,)]
    journal = await SqliteJournal.open(path)
    stored, visits = await journal.operation(EARN.id), await journal.kept_visits()
    await journal.ask_retry("v", EARN.created_at)
    wishes = await journal.take_retries()
    await journal.close()
    assert stored is not None
    assert [(visit.attempts, visit.reason) for visit in visits] == [(3, "")]
    assert wishes == ("v",)
    assert look(path, "PRAGMA user_version") == [(schema.VERSION,)]


async def test_a_migration_cut_short_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*schema.MIGRATIONS[0], "CREATE TABLE staff (again TEXT)")
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (broken,))
        with pytest.raises(JournalError, match=r"^sqlite_error$"):
            await SqliteJournal.open(path)
    assert look(path, "SELECT name FROM sqlite_schema") == []
    await begun(path)


async def test_a_file_of_an_earlier_version_keeps_its_staff(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        patched.setattr(schema, "VERSION", 1)
        patched.setattr(files, "_check_values", lambda db: None)  # that version had none
        journal = await SqliteJournal.open(path)
        await journal.add_staff(StaffMember("Ali", "hash"))
        await journal.close()
    journal = await SqliteJournal.open(path)
    try:
        assert list(await journal.staff()) == [StaffMember("Ali", "hash")]
        assert await journal.set_badge("Ali", "badge")
        await journal.add_staff(StaffMember("Zoë", "other"))
        with pytest.raises(JournalError):
            await journal.set_badge("Zoë", "badge")  # one badge is one person
    finally:
        await journal.close()
    assert look(path, "PRAGMA user_version") == [(schema.VERSION,)]


# -- broken files --------------------------------------------------------------------------------


def scribble(path: Path) -> None:
    """Overwrite the second half of every page but the first few with garbage."""
    data = bytearray(path.read_bytes())
    for start in range(4096 * 2, len(data), 4096):
        data[start : start + 2048] = b"\xa5" * 2048
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 100])


def lose_an_index_entry(path: Path) -> None:
    """Only comparing indexes with tables finds this one: each page by itself is in order."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX coupon_member ON coupon (name, id)'"
               " WHERE name = 'coupon_member'")  # fmt: skip
    db.commit()
    db.close()


@pytest.mark.parametrize(
    "damage",
    [
        scribble,
        cut,
        lose_an_index_entry,
        lambda path: path.write_bytes(bytes(8192)),
        lambda path: path.write_text("this is a letter, not a database\n" * 200),
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4080),
    ],
    ids=["scribbled", "cut", "index", "zeros", "text", "header"],
)
async def test_a_broken_file_is_set_aside_and_a_fresh_one_begun(
    path: Path, damage: Callable[[Path], object]
) -> None:
    await begun(path)
    damage(path)
    before = path.read_bytes()
    journal = await SqliteJournal.open(path)
    aside = journal.set_aside
    assert await journal.get(STAFF_LOST) == "yes", "whoever comes next is not the first of the staff"
    assert await journal.operation(EARN.id) is None
    await journal.record(EARN)
    await journal.close()
    assert aside is not None
    assert aside.parent == path.parent
    assert aside.name.startswith("journal.sqlite3.broken-20")
    assert aside.name.endswith("Z")
    assert aside.read_bytes() == before
    look(path, "DELETE FROM fact")  # as if it had died before it noted what was lost
    journal = await SqliteJournal.open(path)
    assert journal.set_aside is None
    assert await journal.operation(EARN.id) is not None
    assert await journal.get(STAFF_LOST) == "yes"
    await journal.close()
    assert aside.exists()


async def test_log_and_index_go_with_the_broken_file(path: Path) -> None:
    path.parent.mkdir()
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).write_bytes(b"not SQLite's" * 1000)
    journal = await SqliteJournal.open(path)
    aside = journal.set_aside
    await journal.close()
    assert aside is not None
    for suffix in ("", "-wal"):
        assert aside.with_name(aside.name + suffix).read_bytes() == b"not SQLite's" * 1000
    assert aside.with_name(aside.name + "-shm").exists()


async def test_what_is_set_aside_is_private_whatever_it_was(path: Path) -> None:
    """Also a log without its file, which somebody has copied here."""
    path.parent.mkdir()
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        beside.write_bytes(b"left behind")
        beside.chmod(0o666)
    journal = await SqliteJournal.open(path)
    await journal.close()
    modes = {one.name: mode(one) for one in path.parent.iterdir()}
    assert sum(".broken-" in name for name in modes) == 2
    assert set(modes.values()) == {0o600}, modes


async def test_a_log_without_its_file_is_set_aside_too(path: Path) -> None:
    path.parent.mkdir()
    path.with_name(path.name + "-wal").write_bytes(b"all that is left")
    journal = await SqliteJournal.open(path)
    aside = journal.set_aside
    await journal.close()
    assert aside is not None
    assert aside.read_bytes() == b"all that is left"


async def test_a_broken_file_in_use_is_left_alone(path: Path) -> None:
    running = await SqliteJournal.open(path)
    await running.record(EARN)
    await running._do(lambda: running._opened.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
    await running._do(lambda: scribble(path))
    with pytest.raises(JournalError, match=r"^corrupt_in_use$"):
        await SqliteJournal.open(path)
    assert [one for one in path.parent.iterdir() if "broken" in one.name] == []
    await running.close()


async def test_damage_met_while_running_is_told(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    for number in range(200):
        await journal.put(f"key {number}", "x" * 200)
    await journal._do(lambda: journal._opened.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
    await journal._do(lambda: journal._opened.db.execute("PRAGMA shrink_memory").fetchone())
    await journal._do(lambda: scribble(path))
    with pytest.raises(JournalError, match=r"^corrupt$"):
        await journal.put("key 100", "y")
    await journal.close()
