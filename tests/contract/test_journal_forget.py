"""``kiosk journal forget``: the member's code is in no byte of the journal's files then, the books are right,
and everybody else's rows are as they were; whatever cuts it short."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.__main__ import main
from kiosk.cli import forget as command
from kiosk.config import Journal, Settings
from kiosk.core.checkout import Checkout
from kiosk.core.model import OperationState
from kiosk.journal import SqliteJournal
from kiosk.journal.forgetting import FORGETTING, cells_of, needles_of
from kiosk.ports import JournalError, KeptVisit
from tests.support.forgotten import ASIDE, CODE, OTHER, OTHERS_SHARED, SHARED, contents, fill, holding, named
from tests.support.journal_samples import at, coupon, earn

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    asyncio.run(fill(folder / "journal.sqlite3"))
    (folder / "journal.sqlite3.broken-20261101T000000.000000Z").write_bytes(ASIDE)
    return folder


@pytest.fixture
def path(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "j")
    return tmp_path / "j" / "journal.sqlite3"


def forget(path: Path, *answers: str, member: str | None = None, yes: bool = False) -> int:
    said = list(answers)

    def ask(_question: str) -> str:
        if not said:
            raise EOFError
        return said.pop(0)

    settings = Settings(journal=Journal(path=path))
    code = command.forget(settings, member, yes=yes, ask=ask, sleep=lambda _: None)
    assert not said, "it did not ask for all of these"
    return code


async def with_journal(path: Path, doing: Callable[[SqliteJournal], Awaitable[Any]]) -> Any:
    journal = await SqliteJournal.open(path)
    try:
        return await doing(journal)
    finally:
        await journal.close()


def test_the_code_is_gone_from_every_byte(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = f"member_code IN ('{OTHER}', '\"{OTHER}\"')"
    before, amounts = contents(path, others), contents(path)
    assert len(holding(path)) == 2, "else its absence below says nothing"
    assert forget(path, str(CODE), "yes") == 0
    told = capsys.readouterr()
    assert holding(path) == []
    assert str(CODE) not in told.out + told.err
    assert "The code is in 8 operations, 3 coupons, 2 orders, 2 places in damaged files" in told.err
    after = contents(path)
    assert contents(path, others)["operation"] == before["operation"]
    assert contents(path, others)["coupon"] == before["coupon"]
    assert contents(path, others)["checkout"] == before["checkout"]
    assert after["print_job"] == amounts["print_job"]
    # The books: all but the one whose id was made of the code, and nothing of them but the code has changed.
    kept = [row for row in amounts["operation"] if row[1] != SHARED]
    blank = [tuple(None if cell in cells_of(str(CODE)) else cell for cell in row) for row in kept]
    assert after["operation"] == blank
    # Of the damaged file nothing else.
    [aside] = path.parent.glob("*.broken-*")
    assert aside.read_bytes() == ASIDE.replace(b"90817263", b"*" * 8)


def test_the_audit_log_says_that_it_was_done_and_not_of_whom(path: Path) -> None:
    assert forget(path, str(CODE), "yes") == 0
    lines = contents(path)["audit"]
    assert lines[-1][2:] == (lines[-1][2], "forget_member", "operations=8 coupons=3 checkouts=2")
    assert str(lines[-1][2]).startswith("command line (")
    # The id that was made of the code is in no other line of it, either.
    assert [line[4] for line in lines[:-1]] == ["accepted a-visit", f"accepted {OTHERS_SHARED}"]


def test_what_has_to_go_on_does(path: Path) -> None:
    assert forget(path, str(CODE), "yes") == 0

    async def look(journal: SqliteJournal) -> None:
        # Coupons can be printed and redeemed, by whoever has them.
        assert coupon(2) in [record.coupon for _, record in await journal.queued_prints()]
        assert coupon(1).token in await journal.tokens()
        assert await journal.coupon_spent(coupon(1).token, at(60)) == "cp-1"
        # The pause between two visits is forgotten; nobody is named to the core.
        history = await journal.history(CODE, at(0))
        assert (history.visits, history.coupons) == ((), ())
        # A shop's one visit a day is asked anew of the server, which counts its id once.
        await journal.record(replace(earn(6, CODE, 61), id=SHARED))
        # An order that is done stays done, whoever comes with its number.
        again = Checkout("order-0", OTHER, Decimal("19.90"), 20, at(62), "Deniz")
        with pytest.raises(JournalError, match="conflict"):
            await journal.keep_checkout(again)
        # One that was given up, and of which nothing was booked, can be anybody's.
        await journal.keep_checkout(Checkout("left-0", OTHER, Decimal(5), 0, at(62), "Deniz"))
        # And in time all of it goes.
        await journal.mark(SHARED, OperationState.ABANDONED, "left")
        await journal.give_up_checkout("left-0", at(63))
        await journal.prune(at(1000))
        assert await journal.operation(earn(1).id) is None

    asyncio.run(with_journal(path, look))
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


# -- what waits ----------------------------------------------------------------------------------------


async def operation_in(journal: SqliteJournal, state: OperationState) -> str:
    await journal.record(earn(50, CODE, 20))
    if state is not OperationState.PENDING:
        await journal.mark_sent(earn(50).id, at(20))
        await journal.mark(earn(50).id, state, "x")
    return earn(50).id


async def open_order(journal: SqliteJournal) -> str:
    await journal.keep_checkout(Checkout("open-1", CODE, Decimal(5), 0, at(20), "Deniz"))
    return "open-1"


async def kept_visit(journal: SqliteJournal) -> str:
    await journal.keep_visit(KeptVisit("kept-1", at(20), f"https://shop.example/m/{CODE}"))
    return "kept-1"


WAITING: dict[str, Callable[[SqliteJournal], Awaitable[str]]] = {
    **{
        state.value: lambda journal, state=state: operation_in(journal, state)  # type: ignore[misc]
        for state in OperationState
        if state.value in ("pending", "sent", "challenged", "unknown")
    },
    "an order": open_order,
    "a kept visit": kept_visit,
}


@pytest.mark.parametrize("what", WAITING)
def test_nobody_is_forgotten_while_something_of_theirs_waits(
    path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    name = asyncio.run(with_journal(path, WAITING[what]))
    before = contents(path)
    assert forget(path, str(CODE)) == 1
    told = capsys.readouterr()
    assert told.out.split() == [name]
    assert "nothing was changed" in told.err
    assert "kiosk journal retry" in told.err
    assert contents(path) == before
    assert len(holding(path)) >= 2


async def test_the_file_itself_refuses_it_too(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await journal.record(earn(50, CODE, 20))
    await open_order(journal)
    with pytest.raises(JournalError, match="^waits$"):
        await journal.forget(str(CODE), at(60), "Ali")
    await journal.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for sql in (
            "UPDATE operation SET member_code = NULL WHERE state = 'pending'",
            "UPDATE operation SET member_code = '7' WHERE state = 'accepted'",
            "UPDATE operation SET member_code = NULL, amount = '9' WHERE state = 'accepted'",
            "UPDATE checkout SET member_code = '7' WHERE state = 'done'",
            "UPDATE checkout SET member_code = '\"\"', total = '9' WHERE state = 'done'",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(sql)


def test_a_kept_visit_of_nobody_knows_whom_stays_and_is_told(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(with_journal(path, lambda j: j.keep_visit(KeptVisit("kept-1", at(20), "opaque"))))
    assert forget(path, str(CODE), "yes") == 0
    assert "1 visit kept without network: nobody can tell whose" in capsys.readouterr().err
    assert len(contents(path)["kept_visit"]) == 1


# -- asking ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [(), ("no",), ("",)])
def test_without_a_yes_nothing_changes(
    path: Path, answers: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    before, files = contents(path), holding(path)
    assert forget(path, *answers, member=str(CODE)) == 1
    assert "nothing was changed" in capsys.readouterr().err
    assert (contents(path), holding(path)) == (before, files)


def test_somebody_who_is_not_here(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(path)
    assert forget(path, "77777777") == 0
    assert capsys.readouterr().out == "Nothing in the journal names this member.\n"
    assert contents(path) == before


@pytest.mark.parametrize("code", ["", " ", "x" * 65, "a\tb"])
def test_what_is_no_code(path: Path, code: str) -> None:
    assert forget(path, code) == 1


def test_the_ways_a_code_may_be_written() -> None:
    assert cells_of("482193") == ('"482193"', "482193")
    assert cells_of("000123") == ('"000123"', "123")
    assert cells_of("é-1") == ('"\\u00e9-1"',)
    assert needles_of("482193") == (b"482193",)
    assert needles_of("000123") == (b"000123",), "123 would be found everywhere"
    assert needles_of("é-12") == (b"\\u00e9-12", "é-12".encode())
    assert needles_of('q"q"') == (b'q\\"q\\"', b'q"q"')
    assert needles_of("12") == ()


def test_a_kiosk_may_be_called_as_a_visit_is(path: Path) -> None:
    named_so = replace(earn(1, CODE, 40), id="visit-1-0193ffff-aaaa")

    async def record(journal: SqliteJournal) -> None:
        await journal.record(named_so)
        await journal.mark(named_so.id, OperationState.ABANDONED, "mistake")

    asyncio.run(with_journal(path, record))
    assert forget(path, str(CODE), "yes") == 0
    assert [row[4] for row in contents(path)["operation"] if row[1] == named_so.id] == [None]
    assert [row for row in contents(path)["operation"] if row[1] == SHARED] == []


def test_a_short_code_is_forgotten_and_the_damaged_files_are_named(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def short(journal: SqliteJournal) -> None:
        await journal.record(earn(60, 7, 30))
        await journal.mark(earn(60).id, OperationState.ABANDONED, "mistake")

    asyncio.run(with_journal(path, short))
    assert forget(path, "7", "yes") == 1
    assert "delete those files" in capsys.readouterr().err
    assert ("7",) not in [row[4:5] for row in contents(path)["operation"]]


def test_the_command_line_asks(path: Path) -> None:
    """The real program, its question answered by a pipe; nothing of the code is in its arguments."""
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk", "journal", "forget", "--yes"],
        env={k: v for k, v in os.environ.items() if not k.startswith("KIOSK_")}
        | {"KIOSK_JOURNAL__PATH": str(path)},
        input=f"{CODE}\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Forgotten." in ran.stdout
    assert holding(path) == []


def test_without_a_journal_none_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_JOURNAL__PATH", str(tmp_path / "j.sqlite3"))
    assert main(["journal", "forget", "482193", "--yes"]) == 1
    assert "there is no journal yet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# -- bytes that SQLite knows nothing of --------------------------------------------------------------


def test_copies_in_free_space_are_overwritten_too(path: Path) -> None:
    """As an older program, or the division of a page, may have left them."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA secure_delete = OFF").fetchall()
        db.execute("INSERT INTO fact VALUES ('left', ?)", (f"x{CODE}x" * 100,))
        db.commit()
        db.execute("DELETE FROM fact WHERE key = 'left'")
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert path.read_bytes().count(str(CODE).encode()) > 90
    assert forget(path, str(CODE), "yes") == 0
    assert holding(path) == []


def test_of_many_members_each_can_be_forgotten(tmp_path: Path) -> None:
    """Pages are full, divided and joined: none of that leaves a copy."""
    path = tmp_path / "j" / "journal.sqlite3"

    asyncio.run(with_journal(path, lambda j: j.record(earn(1, OTHER))))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA secure_delete = ON").fetchall()
        db.executemany(
            "INSERT INTO operation (id, kind, created_at, member_code, manual_code, origin, state, reason)"
            " VALUES (?, 'earn', ?, ?, 0, 'visit', 'abandoned', '')",
            ((f"n{n}", n * 7919 % 1200, str(70_000_000 + n * 7 % 600)) for n in range(1200)),
        )
        db.commit()
        for number in range(0, 1200, 2):
            db.execute("UPDATE operation SET reason = ? WHERE id = ?", ("x" * (number % 90), f"n{number}"))
        db.commit()
    for member in range(70_000_000, 70_000_600, 150):
        assert holding(path, member)
        assert forget(path, str(member), "yes") == 0
        assert not holding(path, member)


def test_who_reads_meanwhile_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PATIENCE", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM operation").fetchall()
        assert forget(path, str(CODE), "yes") == 1
        assert "somebody reads the journal" in capsys.readouterr().err
        assert named(path) == 0, "it is forgotten all the same"
        reader.execute("COMMIT")
    assert forget(path, str(CODE)) == 0
    assert holding(path) == []
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT 1 FROM fact WHERE key = ?", (FORGETTING,)).fetchall() == []


# -- cut short -----------------------------------------------------------------------------------------

SCRIPT = """
import os, shutil, signal, sqlite3, sys
from pathlib import Path

here = Path(sys.argv[1])
left = 0

def step():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

begun = False

class Killing(sqlite3.Connection):
    def execute(self, sql, *args):
        global begun
        begun = begun or "json_each" in sql  # opening a journal has tests of its own
        if begun:
            step()
        return super().execute(sql, *args)

connect, pwrite, fsync = sqlite3.connect, os.pwrite, os.fsync

def forget(path):
    from kiosk.cli.forget import forget
    from kiosk.config import Journal, Settings
    return forget(Settings(journal=Journal(path=path)), "90817263", yes=True)

import kiosk.cli.forget  # once, for all the children
number = 0
while True:
    number += 1
    copy = here / str(number)
    shutil.copytree(here / "filled", copy)
    child = os.fork()
    if child == 0:
        left = number
        sqlite3.connect = lambda *a, **k: connect(*a, **k, **({} if k.get("uri") else {"factory": Killing}))
        os.pwrite = lambda *a: (step(), pwrite(*a))[1]
        os.fsync = lambda *a: (step(), fsync(*a))[1]
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(forget(copy / "journal.sqlite3"))
    _, status = os.waitpid(child, 0)
    print(number, status, flush=True)
    if status == 0:
        break
    assert os.WIFSIGNALED(status), status
"""


def test_killed_between_any_two_steps(filled: Path, tmp_path: Path) -> None:
    """Each statement and each write is the last one once. Then somebody is named or nobody is, and either the
    same command, or the kiosk's own housekeeping, brings it to its end."""
    shutil.copytree(filled, tmp_path / "filled")
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    steps = len(ran.stdout.splitlines())
    whole = named(filled / "journal.sqlite3")
    before = after = unfinished = 0
    for number in range(1, steps + 1):
        path = tmp_path / str(number) / "journal.sqlite3"
        rows = named(path)
        assert rows in (0, whole), f"torn at step {number}"
        before, after = before + (rows == whole), after + (rows == 0)
        journal = [name for name in holding(path) if "broken" not in name]
        unfinished += rows == 0 and journal != []
        if rows == 0 and number % 2:
            asyncio.run(with_journal(path, lambda kiosk: kiosk.prune(at(-1000))))
        else:
            assert forget(path, str(CODE), yes=True) == 0
        assert holding(path) == [], f"after step {number}"
    # It was killed before the change, after it, and while the code was still in the log.
    assert before > 15, (before, after, unfinished)
    assert after > 4, (before, after, unfinished)
    assert unfinished, (before, after, unfinished)
