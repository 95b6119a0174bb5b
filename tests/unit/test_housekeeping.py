"""What keeps the kiosk small over the years: the journal's pruning, the log's lines, names of staff."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app import FIRST_PRUNE, NEXT_PRUNE, keep_house
from kiosk.cli import staff
from kiosk.config import load
from kiosk.logs import EventLog, _Handler
from kiosk.ports import JournalError
from tests.support.engine_world import Notebook
from tests.support.virtual_time import NOON, LoopClock, virtual


@virtual
async def test_old_records_are_forgotten_every_day() -> None:
    pruned: list[datetime] = []

    class Shelf:
        async def prune(self, before: datetime) -> int:
            pruned.append(before)
            if len(pruned) == 2:
                raise JournalError("disk_full")
            return 1

    log = Notebook()
    task = asyncio.create_task(keep_house(Shelf(), 90, LoopClock(), log))
    await asyncio.sleep(FIRST_PRUNE / 2)
    assert pruned == []
    await asyncio.sleep(2 * NEXT_PRUNE + FIRST_PRUNE)
    task.cancel()
    await asyncio.wait((task,))
    first = NOON + timedelta(seconds=FIRST_PRUNE) - timedelta(days=90)
    assert pruned == [first + n * timedelta(seconds=NEXT_PRUNE) for n in range(3)]
    assert log.of("fault") == [{"where": "journal", "error": "disk_full"}]


# -- the log -------------------------------------------------------------------------------------------


def test_a_sign_the_output_cannot_write_does_not_end_the_log() -> None:
    """A locale without UTF-8, or half a character in the name of a file: one line is plainer, all go on."""
    raw = io.BytesIO()
    log = EventLog("json", "info", io.TextIOWrapper(raw, encoding="ascii"))
    log("fault", "error", reason="Gerät")
    log("fault", "error", reason="\udc80")
    log("ready", startup_ms=7)
    lines = raw.getvalue().decode().splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["fault", "fault", "ready"]
    assert json.loads(lines[0])["reason"] == "Gerät"


def test_a_reader_that_went_away_ends_the_log_and_nothing_else() -> None:
    out = io.StringIO()
    log = EventLog("json", "info", out)
    out.close()
    log("ready", startup_ms=7)
    log("ready", startup_ms=8)


def test_a_record_that_does_not_fit_its_own_words_hurts_nobody() -> None:
    out = io.StringIO()
    record = logging.LogRecord("lib", logging.ERROR, __file__, 1, "%d of %d", ("one",), None)
    _Handler(EventLog("json", "info", out)).emit(record)
    said = json.loads(out.getvalue())
    assert (said["logger"], said["message"]) == ("lib", "%d of %d")


# -- staff ---------------------------------------------------------------------------------------------


def test_two_people_with_one_pin_would_be_one_person_in_the_audit_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = load(None, {"KIOSK_JOURNAL__PATH": str(tmp_path / "journal.sqlite3")})

    def add(name: str, pin: str) -> int:
        return staff.command(settings, "add", name, lambda _question: pin)

    assert add("Ali", "4711") == 0
    assert add("Zoë", "4711") == 1
    assert "another PIN" in capsys.readouterr().err
    assert add("Zoë", "4712") == 0
    assert add("Ali", "4711") == 0  # their own again
    capsys.readouterr()
    assert staff.command(settings, "list", "") == 0
    assert capsys.readouterr().out.split() == ["Ali", "Zoë"]
