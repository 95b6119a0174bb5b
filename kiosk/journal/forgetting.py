"""Forgetting a member: what names them goes out of the journal in one change, and then out of every byte.

What is over keeps its amounts and times, for the shop's books, and loses the member's code. What waits still
needs it, so nobody is forgotten while something of theirs waits. A shop's one visit a day has an id that is
made of the code (by a keyed hash); such a row goes altogether.
"""

from __future__ import annotations

import json
import mmap
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.journal.transactions import Transactions
from kiosk.journal.values import WAITING, code_to_cell, primary_code, to_cell
from kiosk.ports import JournalError

FORGETTING = "forgetting"
"""The fact that somebody was forgotten whose code may still be in free space or in the log. It does not say
who; a run that was cut short is finished by the next one, or by the kiosk's own housekeeping."""

FORGOTTEN = '""'
"""In a checkout's row in the code's place, which cannot be empty there: no code of any server."""

TASK = "forget_member"
"""In the audit log, which does not say who was forgotten."""

_SHARED = "id GLOB 'visit-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]-*'"
"""An id that was made of the code (``core.ids.visit_id``), not of the name of a kiosk called «visit-1»."""

LEAST = 4
"""Bytes of a code below which it is not looked for byte by byte: it would be found everywhere."""


@dataclass(frozen=True, slots=True)
class Named:
    """How many rows name a member, and the ids of what still waits, kept visits with their code included.
    ``shared``: visits whose id is made of the code. ``unknown``: kept visits of which nobody can tell whose
    they are."""

    operations: int = 0
    shared: int = 0
    coupons: int = 0
    checkouts: int = 0
    waiting: tuple[str, ...] = ()
    unknown: int = 0

    @property
    def nothing(self) -> bool:
        """Whether no row names them."""
        return not (self.operations or self.shared or self.coupons or self.checkouts or self.waiting)

    def __str__(self) -> str:
        """For the audit log."""
        return f"operations={self.operations + self.shared} coupons={self.coupons} checkouts={self.checkouts}"


def cells_of(member: str) -> tuple[str, ...]:
    """How the journal may have written the code that a person typed: as a text, or as a number."""
    codes = (member, int(member)) if member.isascii() and member.isdigit() else (member,)
    return tuple(str(code_to_cell(code)) for code in codes)


def needles_of(member: str) -> tuple[bytes, ...]:
    """The bytes by which the code can be found in a file."""
    plain = ((cell[1:-1] if cell.startswith('"') else cell).encode() for cell in cells_of(member))
    found = dict.fromkeys((*plain, member.encode("utf-8", "surrogatepass")))
    return tuple(needle for needle in found if len(needle) >= LEAST)


class Forgetting(Transactions):
    """Across the tables ``operation``, ``coupon``, ``checkout``, ``kept_visit`` and ``audit``."""

    def named(self, member: str) -> Named:
        """What names this member. Changes nothing."""
        cells = json.dumps(cells_of(member))
        theirs = "member_code IN (SELECT value FROM json_each(?))"
        count = {
            name: self._number(f"SELECT count(*) FROM {table} WHERE {theirs}{more}", cells)  # noqa: S608
            for name, table, more in (
                ("operations", "operation", f" AND NOT {_SHARED}"),
                ("shared", "operation", f" AND {_SHARED}"),
                ("coupons", "coupon", ""),
                ("checkouts", "checkout", ""),
            )
        }
        waiting = self._all(
            f"SELECT id FROM operation WHERE {theirs}"  # noqa: S608 - our own words
            f" AND state IN {WAITING}"
            f" UNION ALL SELECT order_id FROM checkout WHERE {theirs} AND state = 'open'",
            cells,
            cells,
        )
        kept = self._all("SELECT operation_id, qr FROM kept_visit ORDER BY seq")
        needles = [needle.decode("utf-8", "surrogatepass") for needle in needles_of(member)]
        own = [row["operation_id"] for row in kept if any(needle in row["qr"] for needle in needles)]
        ids = (*(row["id"] for row in waiting), *own)
        return Named(**count, waiting=ids, unknown=len(kept) - len(own))

    def _number(self, sql: str, *values: object) -> int:
        return int(self._db.execute(sql, values).fetchone()[0])

    def forget(self, member: str, at: datetime, person: str) -> Named:
        """Take their code out of all that is over; returns what that was. The audit log gets a line of it,
        with ``person``, who did it. ``JournalError("waits")`` when something of theirs is not over: then
        nothing has changed. What is left in free space and in the log is for ``wipe``."""
        cells = json.dumps(cells_of(member))
        theirs = "member_code IN (SELECT value FROM json_each(?))"
        with self._transaction() as db:
            found = self.named(member)
            if found.waiting:
                raise JournalError("waits")
            shared = self._all(f"SELECT id FROM operation WHERE {theirs} AND {_SHARED}", cells)  # noqa: S608
            for row in shared:
                db.execute("DELETE FROM operation WHERE id = ?", (row["id"],))
                db.execute("DELETE FROM retry WHERE operation_id = ?", (row["id"],))
                db.execute(
                    "UPDATE audit SET outcome = replace(outcome, ?1, 'a-visit') WHERE instr(outcome, ?1)",
                    (row["id"],),
                )
            db.execute(f"UPDATE operation SET member_code = NULL WHERE {theirs}", (cells,))  # noqa: S608
            db.execute(f"UPDATE coupon SET member_code = NULL WHERE {theirs}", (cells,))  # noqa: S608
            db.execute(f"UPDATE checkout SET member_code = '{FORGOTTEN}' WHERE {theirs}", (cells,))  # noqa: S608
            db.execute(
                "INSERT INTO audit (at, person, task, outcome) VALUES (?, ?, ?, ?)",
                (to_cell(at), person, TASK, str(found)),
            )
            db.execute("INSERT OR REPLACE INTO fact (key, value) VALUES (?, 'yes')", (FORGETTING,))
        return found

    def wipe(self, member: str) -> bool:
        """Have the code in no byte of the file and its log any more; whether that is so. Not while somebody
        reads (``kiosk journal list``, a copy being made): then again in a moment.

        ``secure_delete`` has overwritten the cells that changed, and the log is folded in and cut. What else
        there can be are copies of a cell that were left when pages were divided; where the bytes of the
        code are still found, the file is written anew."""
        self._cut_log()
        try:
            if not self._uncut and self._is_there(member):
                self._db.execute("VACUUM")
                self._cut_log()
            if not self._uncut:
                self._finished()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY:
                raise
            return False
        return not self._uncut

    def _finished(self) -> None:
        with self._transaction() as db:
            db.execute("DELETE FROM fact WHERE key = ?", (FORGETTING,))

    def _is_there(self, member: str) -> bool:
        """Whether the file has to be written anew: also where one cannot tell."""
        needles = needles_of(member)
        # The pages as they are, asked of SQLite: whoever opens and closes the file beside it in the same
        # process takes its locks away (sqlite.org/howtocorrupt.html, 2.2).
        pages = self._db.serialize()
        return not needles or any(needle in pages for needle in needles)

    def _forgetting(self) -> bool:
        return self._one("SELECT 1 FROM fact WHERE key = ?", FORGETTING) is not None

    def finish_forgetting(self) -> None:
        """What a run that was cut short has left; without its member's code all that can be done is to write
        the file anew. Raises ``sqlite3.Error`` when there is no room for that, or somebody writes."""
        if self._forgetting():
            self._db.execute("VACUUM")
            self._cut_log()
            if not self._uncut:
                self._finished()


def set_aside(path: Path) -> list[Path]:
    """The damaged files that were set aside beside the journal, their logs and indexes included."""
    return sorted(path.parent.glob(f"{path.name}.broken-*"))


def count_in(files: list[Path], member: str) -> int:
    """How often the code's bytes are in these files."""
    return sum(1 for file in files for _ in _places(file, needles_of(member)))


def blacken(files: list[Path], member: str) -> None:
    """Overwrite the code's bytes in these files with asterisks, and nothing else. Begun anew, it goes on
    where it was cut short. Raises ``OSError``."""
    for file in files:
        places = list(_places(file, needles_of(member)))
        if not places:
            continue
        handle = os.open(file, os.O_WRONLY | os.O_CLOEXEC)
        try:
            for at, length in places:
                os.pwrite(handle, b"*" * length, at)
            os.fsync(handle)
        finally:
            os.close(handle)


def _places(file: Path, needles: tuple[bytes, ...]) -> Iterator[tuple[int, int]]:
    """Where any of them is, and how long it is."""
    if file.stat().st_size == 0:  # that cannot be mapped
        return
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ) as content:
        for needle in needles:
            at = content.find(needle)
            while at >= 0:
                yield at, len(needle)
                at = content.find(needle, at + 1)
