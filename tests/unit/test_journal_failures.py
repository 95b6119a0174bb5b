"""The journal in trouble: failing disks, forbidden changes, secrets that must go, impatient callers."""

# ruff: noqa: ASYNC221, ASYNC240 - a test may block its own loop: nobody else is on it.
from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
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
)
from kiosk.journal import SqliteJournal
from kiosk.journal.values import reason_of
from kiosk.ports import JournalError, KeptVisit

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


async def begun(path: Path) -> None:
    """A sound journal with one settled earn in it, closed."""
    journal = await SqliteJournal.open(path)
    await journal.record(EARN)
    await journal.settle(EARN.id, Balance(0, 7), COUPON, at=NOON, print_now=True)
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
        "UPDATE operation SET member_code = '7'",
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
    await journal.keep_visit(KeptVisit("v1", NOON, "QR-of-a-visit"))
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM kept_visit").fetchall()
    await journal.drop_visit("v1", "earned")
    assert await journal.kept_visits() == ()
    # What the reader may still want to see is in the log; it is gone soon after the reader is.
    await journal.take_retries()
    assert b"QR-of-a-visit" in everything_in(path.parent)
    reader.close()
    await journal.take_retries()
    assert b"QR-of-a-visit" not in everything_in(path.parent)
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
