"""The journal's file: how it is opened, what it refuses, and what a failing disk does to it."""

# ruff: noqa: ASYNC221, ASYNC240 - a test may block its own loop: nobody else is on it.
from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
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
from kiosk.journal import SqliteJournal, schema
from kiosk.journal.values import reason_of
from kiosk.ports import JournalError, KeptVisit, StaffMember

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
    look(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"^newer_schema: the file has version 2, this program knows 1$"):
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


async def test_a_migration_cut_short_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*schema.MIGRATIONS[0], "CREATE TABLE staff (again TEXT)")
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (broken,))
        with pytest.raises(JournalError, match=r"^sqlite_error$"):
            await SqliteJournal.open(path)
    assert look(path, "SELECT name FROM sqlite_schema") == []
    await begun(path)


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
    assert await journal.operation(EARN.id) is None
    await journal.record(EARN)
    await journal.close()
    assert aside is not None
    assert aside.parent == path.parent
    assert aside.name.startswith("journal.sqlite3.broken-20")
    assert aside.name.endswith("Z")
    assert aside.read_bytes() == before
    journal = await SqliteJournal.open(path)
    assert journal.set_aside is None
    assert await journal.operation(EARN.id) is not None
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


# -- a disk that fails ---------------------------------------------------------------------------


async def test_a_full_disk_changes_nothing(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    db = journal._opened.db
    await journal.record(EARN)

    def limit(pages: str) -> None:
        db.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    await journal._do(lambda: limit("1"))  # SQLite takes the present size instead
    big = IssuedCoupon("cp-1", "x" * 20_000, "cq_1")
    with pytest.raises(JournalError, match=r"^disk_full$"):
        await journal.settle(EARN.id, Balance(0, 0), big, at=NOON, print_now=True)
    stored = await journal.operation(EARN.id)
    assert stored is not None
    assert stored.state is OperationState.PENDING
    assert (await journal.coupon("cp-1"), await journal.queued_prints()) == (None, ())
    # And when there is room again, it goes on.
    await journal._do(lambda: limit("100000"))
    assert await journal.settle(EARN.id, Balance(0, 0), big, at=NOON, print_now=True) is not None
    await journal.close()


async def test_a_file_that_may_not_grow(path: Path, tmp_path: Path) -> None:
    """The kernel itself refuses to write more, as on a full disk; in a process of its own."""
    script = tmp_path / "fill.py"
    script.write_text(
        "import asyncio, resource, signal, sys\n"
        "from pathlib import Path\n"
        "from kiosk.journal import SqliteJournal\n"
        "from kiosk.ports import JournalError\n"
        "async def main():\n"
        "    journal = await SqliteJournal.open(Path(sys.argv[1]))\n"
        "    await journal.put('before', 'kept')\n"
        "    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))\n"
        "    for number in range(100):\n"
        "        try:\n"
        "            await journal.put(f'k{number}', 'x' * 10_000)\n"
        "        except JournalError as error:\n"
        "            print(number, error, await journal.get(f'k{number}'), await journal.get('before'))\n"
        "            break\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))\n"
        "    await journal.put('after', 'kept')\n"
        "    await journal.close()\n"
        "asyncio.run(main())\n"
    )
    ran = subprocess.run(
        [sys.executable, str(script), str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    assert ran.returncode == 0, ran.stderr
    number, reason, lost, before = ran.stdout.split()
    assert int(number) > 0
    assert (lost, before) == ("None", "kept")
    assert reason in {"disk_full", "io_error"}
    journal = await SqliteJournal.open(path)
    assert journal.set_aside is None
    assert await journal.get("after") == "kept"
    assert await journal.get(f"k{int(number) - 1}") == "x" * 10_000
    assert await journal.get(f"k{number}") is None
    await journal.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
async def test_a_folder_that_may_not_be_written(path: Path) -> None:
    await begun(path)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(JournalError, match=r"^(read_only|no_permission|cannot_open)$"):
            await SqliteJournal.open(path)
    finally:
        path.parent.chmod(0o700)


async def test_a_file_system_that_takes_no_files() -> None:
    """Even root cannot write there."""
    with pytest.raises(JournalError, match=r"^(read_only|no_permission)$"):
        await SqliteJournal.open(Path("/sys/journal.sqlite3"))


async def test_a_read_only_connection_changes_nothing(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await journal.put("a", "1")
    await journal._do(lambda: journal._opened.db.execute("PRAGMA query_only = ON").fetchone())
    with pytest.raises(JournalError, match=r"^read_only$"):
        await journal.put("a", "2")
    assert await journal.get("a") == "1"
    await journal.close()


async def test_another_writer_that_does_not_let_go(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await journal._do(lambda: journal._opened.db.execute("PRAGMA busy_timeout = 50").fetchone())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(JournalError, match=r"^busy$"):
            await journal.put("a", "1")
        assert await journal.get("a") is None
    finally:
        other.execute("ROLLBACK")
        other.close()
    await journal.put("a", "1")
    await journal.close()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left on device"), "disk_full"),
        (OSError(30, "Read-only file system"), "read_only"),
        (OSError(13, "Permission denied"), "no_permission"),
        (OSError(99, "whatever"), "os_error"),
        (sqlite3.OperationalError("raised by Python itself"), "sqlite_error"),
        (OverflowError("too large"), "bad_value"),
    ],
    ids=str,
)
def test_each_failure_has_one_machine_word(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason


@pytest.mark.parametrize(
    ("balance", "coupon"),
    [
        (Balance(2**70, 0), COUPON),
        (None, IssuedCoupon("cp-1", "\ud800", "cq_secret")),
        (None, IssuedCoupon("cp-1", "Coffee", "cq_secret\udfff")),
    ],
    ids=["huge", "name", "token"],
)
async def test_what_no_file_can_hold_is_an_error_that_tells_nothing(
    path: Path, balance: Balance | None, coupon: IssuedCoupon
) -> None:
    journal = await SqliteJournal.open(path)
    await journal.record(EARN)
    with pytest.raises(JournalError, match=r"^bad_value$") as caught:
        await journal.settle(EARN.id, balance, coupon, at=NOON, print_now=True)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    stored = await journal.operation(EARN.id)
    await journal.close()
    assert stored is not None
    assert stored.state is OperationState.PENDING


# -- what SQL itself forbids ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE operation SET state = 'unknown'",
        "UPDATE operation SET state = 'refused'",
        "UPDATE operation SET amount = '2'",
        "UPDATE operation SET id = 'x'",
        "UPDATE operation SET member_code = NULL",
        "UPDATE operation SET attempts = 'many'",
        "UPDATE print_job SET state = 'lost'",
        "UPDATE print_job SET coupon_id = 'x'",
        "INSERT INTO coupon (id, token, name, issued_at) VALUES ('x', 'cq_7f3a9b2e', 'y', 1)",
        "UPDATE coupon SET state = 'lost'",
    ],
)
async def test_the_file_itself_refuses(path: Path, sql: str) -> None:
    await begun(path)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    try:
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(sql)
    finally:
        db.close()


@pytest.mark.parametrize("guess", [OperationState.REFUSED, OperationState.ABANDONED])
async def test_only_a_settlement_turns_a_guess_into_a_fact(path: Path, guess: OperationState) -> None:
    journal = await SqliteJournal.open(path)
    await journal.record(EARN)
    await journal.mark(EARN.id, guess)
    await journal.close()
    db = sqlite3.connect(path, isolation_level=None)
    try:
        for state in ("accepted", "unknown"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute("UPDATE operation SET state = ?", (state,))
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE operation SET state = 'sent', settled_at = 1")
        db.execute("UPDATE operation SET state = 'accepted', settled_at = 1")
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE operation SET state = ?", (guess.value,))
    finally:
        db.close()


async def test_a_coupon_that_is_gone_does_not_come_back(path: Path) -> None:
    await begun(path)
    db = sqlite3.connect(path, isolation_level=None)
    try:
        for gone in ("handed_out", "redeemed"):
            db.execute("UPDATE coupon SET state = ?", (gone,))
            with pytest.raises(sqlite3.IntegrityError):
                db.execute("UPDATE coupon SET state = 'issued'")
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE coupon SET state = 'handed_out'")
    finally:
        db.close()


# -- what must not be on the disk ----------------------------------------------------------------


def everything_in(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.iterdir()))


async def test_a_dropped_visit_is_gone_from_every_byte(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    secret = "QR-9f8e7d6c5b4a"
    for number in range(20):
        await journal.keep_visit(KeptVisit(f"v{number}", NOON, f"{secret}-{number:02d}-" + "z" * 900))
    assert secret.encode() in everything_in(path.parent)
    for number in range(20):
        await journal.drop_visit(f"v{number}", "earned")
        assert f"{secret}-{number:02d}-".encode() not in everything_in(path.parent)
    assert secret.encode() not in everything_in(path.parent)
    await journal.close()


async def test_a_visit_is_dropped_although_somebody_reads(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await journal.keep_visit(KeptVisit("v1", NOON, "QR"))
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM kept_visit").fetchall()
    await journal.drop_visit("v1", "earned")
    assert await journal.kept_visits() == ()
    reader.close()
    await journal.put("still", "writing")
    await journal.close()


async def test_the_token_of_a_redemption_never_reaches_the_disk(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await journal.record(Operation(id="r1", kind=OperationKind.COUPON, created_at=NOON, token="cq_c0ffee15"))
    await journal.mark_sent("r1", NOON)
    found = await journal.attempt_on("cq_c0ffee15", "another")
    assert found is not None
    assert b"c0ffee15" not in everything_in(path.parent)
    await journal.close()
    assert b"c0ffee15" not in everything_in(path.parent)


# -- one thread, and cancelled callers -----------------------------------------------------------


async def test_calls_are_carried_out_in_the_order_they_were_made(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await asyncio.gather(*(journal.put("last", str(number)) for number in range(50)))
    assert await journal.get("last") == "49"
    await journal.close()


async def test_a_cancelled_call_has_ended_when_its_task_ends(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    gate = threading.Event()
    held = asyncio.create_task(journal._do(gate.wait))
    first = asyncio.create_task(journal.record(EARN))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0.02)
    first.cancel()  # an impatient one, a second time
    await asyncio.sleep(0.02)
    assert not first.done()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await first
    # Nothing of it is still on its way: another connection sees it already.
    assert look(path, "SELECT id FROM operation") == [(EARN.id,)]
    assert await held
    await journal.close()


async def test_a_cancelled_call_that_failed_changed_nothing(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    gate = threading.Event()
    held = asyncio.create_task(journal._do(gate.wait))
    bad = asyncio.create_task(journal.mark_sent("none", NOON))
    await asyncio.sleep(0.02)
    bad.cancel()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await bad
    await held
    await journal.close()


async def test_a_cancelled_opening_leaves_nothing_open(path: Path) -> None:
    task = asyncio.create_task(SqliteJournal.open(path))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [fd for fd in Path("/proc/self/fd").iterdir() if fd.exists() and fd.resolve() == path] == []
    assert not any(one.name.startswith("journal") for one in threading.enumerate())


async def test_closing_waits_for_what_was_begun(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    writing = [asyncio.create_task(journal.put(str(number), "x")) for number in range(20)]
    await asyncio.sleep(0)
    await journal.close()
    await asyncio.gather(*writing)
    assert look(path, "SELECT count(*) FROM fact") == [(20,)]


async def test_nothing_private_is_in_a_repr(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await journal.record(replace(EARN, member_code="pers0nal"))
    await journal.settle(EARN.id, None, COUPON, at=NOON, print_now=True)
    await journal.keep_visit(KeptVisit("v1", NOON, "pers0nal"))
    shown = repr(
        (
            await journal.unanswered(),
            await journal.history("pers0nal", NOON - timedelta(days=1)),
            await journal.kept_visits(),
            await journal.queued_prints(),
            journal,
        )
    )
    await journal.close()
    assert "pers0nal" not in shown
    assert COUPON.token not in shown


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_record_reaches_the_disk_before_it_is_acknowledged(path: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    code = (
        "import asyncio, os, sys; from pathlib import Path; from kiosk.journal import SqliteJournal\n"
        "async def main():\n"
        "    journal = await SqliteJournal.open(Path(sys.argv[1]))\n"
        "    os.write(1, b'BEGUN')\n"
        "    await journal.put('a', 'b')\n"
        "    os.write(1, b'ACKNOWLEDGED')\n"
        "    os._exit(0)\n"
        "asyncio.run(main())\n"
    )
    command = ["strace", "-f", "-y", "-o", str(trace), "-e", "trace=write,pwrite64,fsync,fdatasync"]
    ran = subprocess.run(
        [*command, sys.executable, "-c", code, str(path)],
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    if not trace.exists() or b"ptrace" in ran.stderr:
        pytest.skip("strace may not trace here")
    assert ran.stdout == b"BEGUNACKNOWLEDGED", ran.stderr
    lines = trace.read_text().splitlines()
    [begun_at] = [number for number, line in enumerate(lines) if '"BEGUN"' in line]
    [told_at] = [number for number, line in enumerate(lines) if '"ACKNOWLEDGED"' in line]
    wal = path.name + "-wal>"
    between = [line for line in lines[begun_at:told_at] if wal in line]
    assert any("pwrite64(" in line for line in between)
    assert any("sync(" in line for line in between)
    # Nothing is written to the log after the last sync of it.
    assert "sync(" in between[-1]
