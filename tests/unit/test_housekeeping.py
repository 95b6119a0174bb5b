"""What keeps the kiosk small over the years: the journal's pruning, the log's lines, names of staff."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtGui import QImage

from kiosk.__main__ import main
from kiosk.cli import badge, staff
from kiosk.config import Settings, load
from kiosk.core.codes import badge_hash
from kiosk.core.rules import Rules
from kiosk.core.visits import remembered
from kiosk.engine.housekeeping import FIRST_PRUNE, NEXT_PRUNE, keep_house
from kiosk.logs import EventLog, _Handler
from kiosk.ports import JournalError
from tests.support.engine_world import Notebook
from tests.support.virtual_time import NOON, LoopClock, virtual


@virtual
async def test_old_records_are_forgotten_every_day() -> None:
    pruned: list[datetime] = []
    visits: list[datetime | None] = []

    class Shelf:
        async def prune(self, before: datetime, earns: datetime | None = None) -> int:
            pruned.append(before)
            visits.append(earns)
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
    assert visits == pruned


@virtual
@pytest.mark.parametrize(("keep_days", "days"), [(1, 12), (11, 12), (12, 12), (13, 13), (90, 90)])
async def test_visits_are_kept_as_long_as_the_next_ones_are_judged_by_them(keep_days: int, days: int) -> None:
    """Else a short ``journal.keep_days`` would let a member collect anew before the pause is over."""
    told: list[tuple[datetime, datetime | None]] = []

    class Shelf:
        async def prune(self, before: datetime, earns: datetime | None = None) -> int:
            told.append((before, earns))
            return 0

    pause = remembered(Rules(cooldown=timedelta(days=8)))
    task = asyncio.create_task(keep_house(Shelf(), keep_days, LoopClock(), Notebook(), visits=pause))
    await asyncio.sleep(FIRST_PRUNE + 1)
    task.cancel()
    await asyncio.wait((task,))
    now = NOON + timedelta(seconds=FIRST_PRUNE)
    assert told == [(now - timedelta(days=keep_days), now - timedelta(days=days))]


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


def test_each_answer_on_staff_says_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "journal.sqlite3"
    found = load(None, {"KIOSK_JOURNAL__PATH": str(path)})
    assert staff.command(found, "list", "") == 0
    assert capsys.readouterr() == (
        "",
        "Nobody yet: kiosk staff add NAME, or touch the lock on the kiosk's screen.\n",
    )
    assert not path.exists(), "who looks makes no journal"
    assert staff.command(found, "add", "Ali", lambda _question: "4711") == 0
    assert "the lock in the corner" in capsys.readouterr().err
    assert staff.command(found, "list", "") == 0
    assert capsys.readouterr() == (
        "Ali\n",
        "One more: kiosk staff add NAME. One less: kiosk staff remove NAME.\n",
    )
    assert staff.command(found, "remove", "Zoë") == 1
    assert capsys.readouterr().err == "nobody is called Zoë: see kiosk staff list\n"
    assert staff.command(found, "remove", "Ali") == 0
    assert "open nothing any more" in capsys.readouterr().err

    def nobody(_question: str) -> str:
        raise EOFError

    assert staff.command(found, "add", "Ali", nobody) == 1
    assert "at a terminal" in capsys.readouterr().err
    for doing in ("list", "add", "remove"):
        path.write_bytes(b"no database" * 1000)
        wrong = path.parent / "none" / "none"
        elsewhere = load(None, {"KIOSK_JOURNAL__PATH": str(wrong / "journal.sqlite3")})
        code = staff.command(elsewhere if doing != "list" else found, doing, "Ali", lambda _question: "4711")
        assert code == 1
        assert "check journal.path" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can begin a journal for somebody else")
def test_what_root_begins_belongs_to_who_the_folder_is_of(tmp_path: Path) -> None:
    """Or ``sudo kiosk staff add`` before the first start would lock the kiosk out of its own journal."""
    folder = tmp_path / "state"
    folder.mkdir(0o700)
    os.chown(folder, 4711, 4712)
    path = folder / "journal.sqlite3"
    found = load(None, {"KIOSK_JOURNAL__PATH": str(path)})
    assert staff.command(found, "add", "Ali", lambda _question: "4711") == 0
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO fact VALUES ('a', 'b')")
        db.commit()
        owners = {(one.name, one.stat().st_uid, one.stat().st_gid) for one in folder.iterdir()}
    assert {name for name, _, _ in owners} == {
        "journal.sqlite3",
        "journal.sqlite3-wal",
        "journal.sqlite3-shm",
    }
    assert {(uid, gid) for _, uid, gid in owners} == {(4711, 4712)}


# -- their badges ----------------------------------------------------------------------------------------


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """With Ali, who can use the staff screens."""
    found = load(None, {"KIOSK_JOURNAL__PATH": str(tmp_path / "journal.sqlite3")})
    assert staff.command(found, "add", "Ali", lambda _question: "4711") == 0
    return found


def hashes(settings: Settings) -> list[str]:
    with closing(sqlite3.connect(settings.journal.path)) as db:
        return [row[0] for row in db.execute("SELECT badge_hash FROM staff ORDER BY name")]


def test_a_badge_is_told_once_and_only_its_hash_is_kept(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    codes = []
    for _ in range(2):
        assert badge.command(settings, "Ali", None, revoke=False) == 0
        codes.append(capsys.readouterr().out.strip())
    assert len(set(codes)) == 2
    assert all(re.fullmatch("kb_[0-9a-f]{32}", code) for code in codes)
    assert hashes(settings) == [badge_hash(codes[1])], "the new one in place of the old one"
    stored = b"".join(one.read_bytes() for one in settings.journal.path.parent.glob("journal.sqlite3*"))
    assert not [code for code in codes if code.encode() in stored]


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_badge_can_be_drawn_and_read(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, qapp: object
) -> None:
    out = tmp_path / f"badge.{kind}"
    out.touch(0o644)
    capsys.readouterr()
    assert badge.command(settings, "Ali", out, revoke=False) == 0
    code = capsys.readouterr().out.strip()
    assert out.stat().st_mode & 0o777 == 0o600
    if kind == "png":
        picture = QImage(str(out)).convertToFormat(QImage.Format.Format_Grayscale8)
        shown = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
        assert [read.text for read in zxingcpp.read_barcodes(shown.copy())] == [code]
    else:
        assert out.read_bytes().lstrip().startswith(b"<?xml")
        assert code.encode() not in out.read_bytes()


def test_a_badge_ends_when_it_is_revoked_or_its_person_leaves(settings: Settings) -> None:
    assert badge.command(settings, "Ali", None, revoke=False) == 0
    assert badge.command(settings, "Ali", None, revoke=True) == 0
    assert hashes(settings) == [None]
    assert badge.command(settings, "Ali", None, revoke=False) == 0
    assert staff.command(settings, "remove", "Ali") == 0
    assert hashes(settings) == []


@pytest.mark.parametrize(
    ("name", "out", "revoke", "prefix", "said"),
    [
        ("Zoë", None, False, "kb_", "nobody is called Zoë"),
        ("Zoë", None, True, "kb_", "nobody is called Zoë"),
        ("Ali", "badge.pdf", False, "kb_", "--out"),
        ("Ali", "badge.png", True, "kb_", "--out"),
        ("Ali", "nowhere/badge.png", False, "kb_", "No such file"),
        ("Ali", None, False, "", "staff.badge_prefix is empty"),
    ],
)
def test_what_cannot_be_a_badge_is_said_and_changes_nothing(
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    out: str | None,
    revoke: bool,
    prefix: str,
    said: str,
) -> None:
    assert badge.command(settings, "Ali", None, revoke=False) == 0
    before = hashes(settings)
    journal = str(settings.journal.path)
    chosen = load(None, {"KIOSK_JOURNAL__PATH": journal, "KIOSK_STAFF__BADGE_PREFIX": prefix})
    assert badge.command(chosen, name, tmp_path / out if out else None, revoke=revoke) == 1
    assert said in capsys.readouterr().err
    assert hashes(settings) == before


def test_the_command_line_knows_badges(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    config = settings.journal.path.with_name("kiosk.toml")
    config.write_text(f'[staff]\nbadge = "alone"\n[journal]\npath = "{settings.journal.path}"\n')
    capsys.readouterr()
    assert main(["staff", "badge", "Ali", "--config", str(config)]) == 0
    said = capsys.readouterr()
    assert hashes(settings) == [badge_hash(said.out.strip())]
    assert "like a key" in said.err
    assert main(["staff", "badge", "Ali", "--revoke", "--config", str(config)]) == 0
    assert hashes(settings) == [None]
