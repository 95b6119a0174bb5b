"""A journal whose file cannot be opened, or whose disk takes nothing, and what mends it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from kiosk.journal.late import LateJournal
from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import JournalError

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


async def test_a_sound_one_is_the_journal(tmp_path: Path) -> None:
    journal = await LateJournal.open(tmp_path / "journal.sqlite3")
    assert (journal.trouble, journal.set_aside, journal.changed.is_set()) == ("", None, False)
    await journal.put("a", "1")
    assert await journal.get("a") == "1"
    assert await journal.prune(NOON) == 0
    await journal.close()
    with pytest.raises(JournalError, match=r"^closed$"):
        await journal.get("a")
    await journal.close()


async def test_without_its_folder_each_call_says_so_until_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "state" / "journal.sqlite3"
    journal = await LateJournal.open(path)
    assert (journal.trouble, journal.set_aside, journal.changed.is_set()) == ("no_such_folder", None, True)
    for call in (journal.tokens(), journal.put("a", "1"), journal.prune(NOON)):
        with pytest.raises(JournalError, match=r"^no_such_folder$"):
            await call
    assert await journal.mend() is False
    assert journal.trouble == "no_such_folder"
    path.parent.parent.mkdir()
    assert await journal.mend() is True
    assert journal.trouble == ""
    await journal.put("a", "1")
    await journal.close()


async def test_a_disk_that_takes_nothing_is_known_after_the_first_call_and_until_it_takes_something(
    tmp_path: Path,
) -> None:
    journal = await LateJournal.open(tmp_path / "journal.sqlite3")

    async def full(*_: object) -> None:
        raise JournalError("disk_full")

    with patch.object(SqliteJournal, "put", full):
        with pytest.raises(JournalError, match=r"^disk_full$"):
            await journal.put("a", "1")
        assert journal.trouble == "disk_full"
        assert journal.changed.is_set()
        assert await journal.get("a") is None  # reading goes on
        assert await journal.mend() is False
        assert journal.trouble == "disk_full"
    journal.changed.clear()
    assert await journal.mend() is False  # nothing had to be opened
    assert journal.trouble == ""
    assert journal.changed.is_set()
    await journal.close()


async def test_a_full_disk_is_known_at_the_start(tmp_path: Path) -> None:
    async def full(*_: object) -> None:
        raise JournalError("disk_full")

    with patch.object(SqliteJournal, "put", full):
        journal = await LateJournal.open(tmp_path / "journal.sqlite3")
    assert journal.trouble == "disk_full"
    await journal.close()


async def test_an_answer_to_one_call_is_no_trouble(tmp_path: Path) -> None:
    journal = await LateJournal.open(tmp_path / "journal.sqlite3")
    with pytest.raises(JournalError, match=r"^no_such_operation$"):
        await journal.mark_sent("nobody's", NOON)
    assert journal.trouble == ""
    await journal.close()


async def test_a_file_that_breaks_at_work_is_set_aside_without_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    journal = await LateJournal.open(path)
    for number in range(200):
        await journal.put(f"k{number}", "x" * 500)
    await journal.close()
    journal = await LateJournal.open(path)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    with suppress(JournalError):
        for number in range(200):
            await journal.put(f"k{number}", "y")
    assert journal.trouble == "corrupt"
    assert await journal.mend() is True
    assert journal.trouble == ""
    assert journal.set_aside is not None
    assert journal.set_aside.exists()
    await journal.put("a", "1")
    await journal.close()
