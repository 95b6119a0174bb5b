"""A bit that flipped within a value: SQLite finds nothing wrong with it, and the kiosk cannot read it."""

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.core.checkout import Checkout
from kiosk.journal import SqliteJournal
from kiosk.journal.reading import Reader
from kiosk.ports import JournalError, KeptVisit, StaffMember
from tests.support.journal_samples import NOON, earn, issue


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk" / "journal.sqlite3"


def change(path: Path, *statements: str) -> None:
    """What no program would do, and a disk may."""
    db = sqlite3.connect(path, isolation_level=None)
    triggers = db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for statement in (*(f"DROP TRIGGER {name}" for (name,) in triggers), *statements):
        db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operation SET member_code = '48x193'",
        "UPDATE operation SET member_code = '[482193]'",
        "UPDATE operation SET member_code = 'true'",
        "UPDATE operation SET member_code = printf('%.*c', 5000, '[')",
        "UPDATE operation SET amount = '1x'",
        "UPDATE operation SET created_at = 9223372036854775807",
        "UPDATE operation SET reason = CAST(X'ff' AS TEXT)",
        "UPDATE checkout SET total = '1x.90'",
        "UPDATE checkout SET member_code = 'null'",
        "UPDATE kept_visit SET qr = CAST(X'ff' AS TEXT)",
        "UPDATE coupon SET token = CAST(X'ff' AS TEXT)",
        "UPDATE staff SET name = CAST(X'c3c3' AS TEXT)",
        "UPDATE staff_lock SET until = -9223372036854775807",
        "UPDATE fact SET value = CAST(X'ff' AS TEXT)",
    ],
)
async def test_what_is_needed_as_a_whole_stands_before_no_other(path: Path, statement: str) -> None:
    journal = await SqliteJournal.open(path)
    await issue(journal, 1)
    await journal.record(earn(2))
    await journal.keep_visit(KeptVisit("v", NOON, "LOY-4", 0))
    await journal.keep_checkout(Checkout("o", 482193, Decimal("19.90"), 5, NOON, "Ali"))
    await journal.add_staff(StaffMember("Zoë", "hash"))
    await journal.set_staff_lock(1, NOON)
    await journal.put("a fact", "yes")
    await journal.close()
    change(path, statement)
    journal = await SqliteJournal.open(path)
    assert journal.set_aside is not None
    assert list(await journal.unanswered()) == []
    await journal.record(earn(3))
    await journal.close()


@pytest.mark.parametrize("damage", ["amount = '1x'", "amount = CAST(X'ff' AS TEXT)", "created_at = 1 << 62"])
async def test_what_is_finished_costs_one_member_only(path: Path, damage: str) -> None:
    journal = await SqliteJournal.open(path)
    for number, code in enumerate((482193, 111111)):
        one = replace(earn(number), member_code=code)
        await journal.record(one)
        await journal.settle(one.id, None, None, at=NOON, print_now=False)
    await journal.close()
    change(path, f"UPDATE operation SET {damage} WHERE member_code = '482193'")
    journal = await SqliteJournal.open(path)
    assert journal.set_aside is None
    with pytest.raises(JournalError):
        await journal.history(482193, NOON)
    assert len((await journal.history(111111, NOON)).visits) == 1
    await journal.close()


@pytest.mark.parametrize("damage", ["member_code = '48x193'", "created_at = 1 << 62"])
async def test_whoever_reads_beside_the_kiosk_gets_a_word_for_it(path: Path, damage: str) -> None:
    journal = await SqliteJournal.open(path)
    await journal.record(earn(1))
    await journal.close()
    change(path, f"UPDATE operation SET {damage}")
    with pytest.raises(JournalError, match=r"^bad_value$"):
        Reader(path).operations((), 9, members=True)
