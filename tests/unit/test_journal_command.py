"""``kiosk journal``: what it shows, what it never shows, and what it says to do next."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.cli import journal as command
from kiosk.config import Journal, Settings
from kiosk.core.model import Balance, OperationState, PrintState
from kiosk.journal import SqliteJournal, schema
from kiosk.journal.reading import Reader
from kiosk.ports import JournalError, KeptVisit, StaffMember
from tests.support.journal_samples import NOON, at, coupon, earn, issue, redemption

MEMBER = 482193
SECRETS = (coupon(1).token, "cq_secret-redemption", "SECRET-QR", "argon-hash")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with something of everything, and nobody at work on it."""
    file = tmp_path / "journal.sqlite3"
    asyncio.run(_fill(file))
    return file


async def _fill(file: Path) -> None:
    journal = await SqliteJournal.open(file)
    job = await issue(journal, 1, minutes=1)
    await journal.print_state(job, PrintState.PRINTED, at(2))
    await journal.queue_print(coupon(1).id, copy=True, at=at(3))
    await journal.record(earn(2, minutes=2))
    await journal.mark_sent(earn(2).id, at(2))
    await journal.mark(earn(2).id, OperationState.UNKNOWN, "unavailable_timeout")
    await journal.record(redemption(3, "cq_secret-redemption", minutes=3))
    await journal.mark_sent("coupon-3", at(3))
    await journal.mark("coupon-3", OperationState.UNKNOWN, "unanswered")
    await journal.record(earn(4, minutes=4))
    await journal.mark(earn(4).id, OperationState.CHALLENGED, "pin_required")
    await journal.record(replace(earn(5, minutes=5), before=None))
    await journal.mark(earn(5).id, OperationState.ABANDONED, "mistake")
    await journal.keep_visit(KeptVisit("visit-6", at(6), "SECRET-QR", 2, "rate_limited"))
    await journal.add_staff(StaffMember("Ali", "argon-hash"))
    await journal.audit(at(5), "=Ali", "give_up", f"mistake {earn(5).id}")
    await journal.audit(at(6), "Zoë", "enter", "admitted")
    await journal.close()


Answer = tuple[int, str, str]


@pytest.fixture
def kiosk(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Answer]:
    monkeypatch.setenv("KIOSK_JOURNAL__PATH", str(path))

    def run(*words: str) -> Answer:
        try:
            code = main(["journal", *words])
        except SystemExit as wrong:
            code = int(wrong.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def program(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The real one, in a process of its own."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "journal", *words],
        env=environ | {"KIOSK_JOURNAL__PATH": str(path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# -- list and show -----------------------------------------------------------------------------------


def test_the_newest_operations_one_a_line(path: Path) -> None:
    ran = program(path, "list")
    assert ran.returncode == 0
    head, *lines = ran.stdout.splitlines()
    assert head.split() == ["BEGUN", "STATE", "KIND", "TRIES", "REASON", "ID"]
    assert [line.split()[2:] for line in lines] == [
        ["kept", "visit", "2", "rate_limited", "visit-6"],
        ["abandoned", "earn", "0", "mistake", "entrance-1-5"],
        ["challenged", "earn", "0", "pin_required", "entrance-1-4"],
        ["unknown", "coupon", "1", "unanswered", "coupon-3"],
        ["unknown", "earn", "1", "unavailable_timeout", "entrance-1-2"],
        ["accepted", "earn", "0", "-", "entrance-1-1"],
    ]
    assert lines[0].startswith("2026-11-23 15:06"), "the shop's time"
    assert "kiosk journal show ID" in ran.stderr
    assert not [secret for secret in SECRETS if secret in ran.stdout + ran.stderr]
    assert str(MEMBER) not in ran.stdout


def test_only_some_of_them(kiosk: Callable[..., Answer]) -> None:
    _, out, _ = kiosk("list", "--state", "waiting", "--limit", "2")
    assert [line.split()[-1] for line in out.splitlines()[1:]] == ["visit-6", "entrance-1-4"]
    _, out, _ = kiosk("list", "--state", "accepted", "--state", "abandoned")
    assert [line.split()[-1] for line in out.splitlines()[1:]] == ["entrance-1-5", "entrance-1-1"]
    code, out, err = kiosk("list", "--state", "refused")
    assert (code, out) == (0, "")
    assert "No operation is in such a state" in err
    for wrong in (("--state", "odd"), ("--limit", "0"), ("--limit", "x")):
        assert kiosk("list", *wrong)[0] == 2


def test_an_empty_journal(
    tmp_path: Path, kiosk: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def begin() -> None:
        await (await SqliteJournal.open(tmp_path / "new.sqlite3")).close()

    asyncio.run(begin())
    monkeypatch.setenv("KIOSK_JOURNAL__PATH", str(tmp_path / "new.sqlite3"))
    code, out, err = kiosk("list")
    assert (code, out) == (0, "")
    assert "Nothing has been booked here yet" in err
    assert kiosk("export", "--format", "csv") == (0, "what\r\n", "")


@pytest.mark.parametrize(
    ("name", "lines", "advice"),
    [
        ("entrance-1-2", ["state: unknown", "amount: 1", "member_code: 482193", "attempts: 1"],
         "kiosk journal retry entrance-1-2"),
        ("coupon-3", ["kind: coupon", "reason: unanswered"], "It cannot be tried again"),
        ("entrance-1-4", ["state: challenged"], "begin again with the customer"),
        ("entrance-1-1", ["state: accepted", "stamps: 0", "points: 10"], "nothing to do"),
        ("entrance-1-5", ["reason: mistake"], "given up"),
        ("visit-6", ["what: visit", "attempts: 2"], "kiosk journal retry visit-6"),
        ("cp-1", ["state: issued", "operation_id: entrance-1-1", "paper: printed, 2026-11-23 15:02:00 +03",
                  "paper (copy): queued, 2026-11-23 15:03:00 +03"], "A copy can be printed"),
    ],
)  # fmt: skip
def test_all_of_one(kiosk: Callable[..., Answer], name: str, lines: list[str], advice: str) -> None:
    code, out, err = kiosk("show", name)
    assert code == 0
    assert set(lines) <= set(out.splitlines())
    assert advice in err
    assert not [secret for secret in SECRETS if secret in out + err]
    assert "before_stamps" not in out or name != "entrance-1-5", "what is not known has no line"


def test_a_name_does_not_command_the_terminal(kiosk: Callable[..., Answer], path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE coupon SET name = ?", ("free\x1b[2Jcoffee",))
        db.commit()
    assert "name: free?[2Jcoffee" in kiosk("show", "cp-1")[1]


def test_one_that_is_not_there(kiosk: Callable[..., Answer]) -> None:
    assert kiosk("show", "none") == (1, "", "nothing here has the id none: see kiosk journal list\n")


# -- export ------------------------------------------------------------------------------------------


def test_everything_as_json_lines_without_what_is_nobodys_business(path: Path) -> None:
    ran = program(path, "export")
    assert ran.returncode == 0
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [row["what"] for row in rows] == ["operation"] * 5 + ["visit", "coupon", "audit", "audit"]
    first = rows[0]
    assert (first["id"], first["created_at"]) == ("entrance-1-1", "2026-11-23T12:01:00+00:00")
    assert first["manual_code"] is False
    assert (rows[6]["papers"], rows[6]["state"]) == (2, "issued")
    assert rows[8] == {
        "what": "audit",
        "at": "2026-11-23T12:06:00+00:00",
        "person": "Zoë",
        "task": "enter",
        "outcome": "admitted",
    }
    assert not [secret for secret in SECRETS if secret in ran.stdout]
    assert str(MEMBER) not in ran.stdout
    names = {name for row in rows for name in row}
    assert not {name for name in names if re.search("token|qr|pin|mail|member", name)}


def test_customers_codes_are_there_for_who_asks(kiosk: Callable[..., Answer]) -> None:
    _, out, _ = kiosk("export", "--with-members", "--what", "operations")
    codes = [json.loads(line).get("member_code") for line in out.splitlines()]
    assert codes == [MEMBER, MEMBER, None, MEMBER, MEMBER, None]
    _, out, _ = kiosk("export", "--with-members", "--what", "coupons")
    assert [json.loads(line)["member_code"] for line in out.splitlines()] == [MEMBER]


def test_the_audit_log_as_a_table_that_no_spreadsheet_runs(
    kiosk: Callable[..., Answer], tmp_path: Path
) -> None:
    file = tmp_path / "audit.csv"
    file.write_text("older")
    file.chmod(0o644)
    code, out, err = kiosk("export", "--what", "audit", "--format", "csv", str(file))
    assert (code, out) == (0, "")
    assert err == f"2 lines are in {file}.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["person"] for row in rows] == ["'=Ali", "Zoë"]
    assert rows[0]["outcome"] == "mistake entrance-1-5"


def test_all_tables_in_one(kiosk: Callable[..., Answer]) -> None:
    _, out, _ = kiosk("export", "--format", "csv")
    rows = list(csv.DictReader(out.splitlines()))
    assert len(rows) == 9
    assert {"what", "id", "state", "issued_at", "person", "papers"} <= set(rows[0])


def test_what_is_younger(kiosk: Callable[..., Answer]) -> None:
    _, out, _ = kiosk("export", "--since", "2026-11-23T15:05")
    assert [json.loads(line)["what"] for line in out.splitlines()] == ["operation", "visit", "audit", "audit"]
    _, out, _ = kiosk("export", "--since", "2026-11-24")
    assert out == ""
    code, _, err = kiosk("export", "--since", "yesterday")
    assert code == 2
    assert "yesterday is no date" in err
    assert kiosk("export", "--since", "9999999d")[0] == 2, "longer ago than there are dates"


def test_spans_and_times() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert command.since_when("7d", now) == now - timedelta(days=7)
    assert command.since_when("12h", now) == now - timedelta(hours=12)
    assert command.since_when("2026-11-01", now) == datetime(2026, 11, 1, tzinfo=UTC)
    assert command.since_when("2026-11-01T10:00+02:00", now) == datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


def test_a_file_that_cannot_be_written(kiosk: Callable[..., Answer], tmp_path: Path) -> None:
    code, _, err = kiosk("export", str(tmp_path / "no" / "file"))
    assert code == 1
    assert "No such file or directory" in err


def test_whoever_reads_may_stop(path: Path) -> None:
    async def much() -> None:
        journal = await SqliteJournal.open(path)
        for _ in range(3000):
            await journal.audit(NOON, "Somebody with a long name", "task", "outcome")
        await journal.close()

    asyncio.run(much())
    line = f"'{sys.executable}' -m kiosk journal export | head -1"
    ran = subprocess.run(
        ["bash", "-c", line],
        env=os.environ | {"KIOSK_JOURNAL__PATH": str(path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


# -- what is wrong with the file --------------------------------------------------------------------------


def test_there_is_none_yet(kiosk: Callable[..., Answer], path: Path) -> None:
    path.unlink()
    code, out, err = kiosk("list")
    assert (code, out) == (1, "")
    assert "the kiosk makes it when it runs for the first time" in err
    assert not path.exists(), "looking makes nothing"


def test_it_is_of_an_older_or_newer_version_or_somebody_elses(
    kiosk: Callable[..., Answer], path: Path
) -> None:
    def version(number: int) -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA user_version = {number}")
            db.execute("UPDATE fact SET value = ? WHERE key = 'readable_since'", (str(number),))
            db.commit()

    version(1)
    assert "start it once" in kiosk("list")[2]
    version(schema.VERSION + 1)
    assert "newer_schema" in kiosk("show", "x")[2]
    version(schema.VERSION)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 7")
        db.commit()
    assert "foreign_file" in kiosk("export")[2]
    path.write_bytes(b"no database at all" * 100)
    assert "it is no journal" in kiosk("list")[2]


def test_its_folder_is_not_there(kiosk: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(JournalError, match=r"^no_such_folder$"):
        _ = Reader(Path("/no/such/folder/journal")).in_use
    monkeypatch.setenv("KIOSK_JOURNAL__PATH", "/no/such/folder/journal")
    assert "there is no journal yet" in kiosk("list")[2]


def test_looking_changes_nothing(path: Path) -> None:
    with closing(Reader(path).opened()) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM audit")


# -- while a kiosk is at work -----------------------------------------------------------------------------


@contextmanager
def at_work(path: Path, deal: Callable[[SqliteJournal, str], object] | None) -> Iterator[None]:
    """A kiosk, as far as the journal can tell: it has it open, takes wishes, and does this with each."""
    ready, over = threading.Event(), threading.Event()

    async def live() -> None:
        journal = await SqliteJournal.open(path)
        ready.set()
        while not over.is_set():
            for name in await journal.take_retries() if deal is not None else ():
                await deal(journal, name)  # type: ignore[misc]
            await asyncio.sleep(0.02)
        await journal.close()

    thread = threading.Thread(target=lambda: asyncio.run(live()), name="kiosk at work")
    thread.start()
    assert ready.wait(10)
    try:
        yield
    finally:
        over.set()
        thread.join(10)


def test_it_is_read_while_the_kiosk_writes(path: Path, kiosk: Callable[..., Answer]) -> None:
    with at_work(path, None):
        assert Reader(path).in_use
        assert kiosk("list")[0] == 0
        assert program(path, "show", "entrance-1-2").returncode == 0
    assert not Reader(path).in_use


async def _booked(journal: SqliteJournal, name: str) -> None:
    await journal.mark_sent(name, at(9))
    await asyncio.sleep(0.4)
    await journal.settle(name, Balance(8, 0), None, at=at(9), print_now=False)


async def _no_answer(journal: SqliteJournal, name: str) -> None:
    await journal.mark_sent(name, at(9))
    await journal.mark(name, OperationState.UNKNOWN, "rate_limited")


async def _refused(journal: SqliteJournal, name: str) -> None:
    await journal.mark_sent(name, at(9))
    await journal.mark(name, OperationState.REFUSED, "not_found")


async def _nothing(journal: SqliteJournal, name: str) -> None:
    """Somebody is at it already."""


async def _dropped(journal: SqliteJournal, name: str) -> None:
    await journal.drop_visit(name, "identified")


def test_a_try_that_is_booked(path: Path) -> None:
    with at_work(path, _booked):
        ran = program(path, "retry", "entrance-1-2")
    assert (ran.returncode, ran.stdout) == (0, "accepted\n")
    assert "It is booked" in ran.stderr


@pytest.mark.parametrize(
    ("deal", "name", "code", "out", "err"),
    [
        (_no_answer, "entrance-1-2", 1, "", "still no answer (rate_limited): the kiosk goes on by itself"),
        (_refused, "entrance-1-2", 1, "refused (not_found)", "The service refused it"),
        (_nothing, "entrance-1-2", 1, "", "nothing has come of it yet"),
        (_dropped, "visit-6", 0, "The visit is not kept any more", "kiosk journal list"),
        (None, "entrance-1-2", 1, "", "the kiosk has not taken it up"),
    ],
)
def test_what_comes_of_a_try(
    path: Path,
    kiosk: Callable[..., Answer],
    monkeypatch: pytest.MonkeyPatch,
    deal: Callable[[SqliteJournal, str], object] | None,
    name: str,
    code: int,
    out: str,
    err: str,
) -> None:
    monkeypatch.setattr(command, "TAKEN_UP", 1.0)
    monkeypatch.setattr(command, "ANSWERED", 1.0)
    with at_work(path, deal):
        told = kiosk("retry", name)
    assert told[0] == code
    assert out in told[1]
    assert err in told[2]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none", "no operation has the id none: see kiosk journal list --state waiting"),
        ("cp-1", "no operation has the id cp-1"),
        ("entrance-1-1", "it is over (accepted): there is nothing to try"),
        ("coupon-3", "It cannot be tried again: scan the coupon"),
        ("entrance-1-4", "It needs the code from the customer's phone"),
        ("entrance-1-2", "the kiosk is not running: start it, and it tries this one by itself"),
    ],
)
def test_what_cannot_be_tried(kiosk: Callable[..., Answer], path: Path, name: str, words: str) -> None:
    code, out, err = kiosk("retry", name)
    assert (code, out) == (1, "")
    assert words in err
    assert not Reader(path).wished(name)


def test_the_settings_say_where_it_is(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.show(Settings(journal=Journal(path=path)), "cp-1") == 0
    assert "name: Bir kahve" in capsys.readouterr().out
