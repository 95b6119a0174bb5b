"""Reading the journal beside the kiosk at work: a connection of its own that cannot change anything.

Only columns that may be seen are ever asked for: no coupon token or its hash, no QR content, no PIN hash.
Customer codes are asked for only where they are wanted. Each question is one short read, so that the kiosk
can always fold its log in."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from kiosk.journal.files import BUSY_MS
from kiosk.journal.schema import VERSION, refuse_strangers
from kiosk.journal.values import code_from_cell, from_cell, reason_of, to_cell
from kiosk.ports import JournalError

Row = dict[str, Any]
_T = TypeVar("_T")

KEPT = "kept"
"""The state of a visit that was kept offline; it is no operation yet."""

_OPERATION = (
    "'operation' AS what, id, kind, state, reason, created_at, sent_at, settled_at, attempts, card, amount,"
    " manual_code, origin, before_stamps, before_points, stamps, points"
)
_VISIT = "'visit' AS what, operation_id AS id, 'kept' AS state, reason, at AS created_at, attempts"
_COUPON = (
    "'coupon' AS what, id, name, state, issued_at, ended_at, operation_id,"
    " (SELECT count(*) FROM print_job WHERE coupon_id = coupon.id) AS papers"
)
_AUDIT = "'audit' AS what, at, person, task, outcome"
_TIMES = frozenset({"created_at", "sent_at", "settled_at", "issued_at", "ended_at", "at", "changed_at"})
_FLAGS = frozenset({"manual_code", "copy"})


class Reader:
    """The journal at ``path``, to look at. Every method may raise ``JournalError`` with one machine word,
    also ``older_schema``: the kiosk has not been started since it was updated."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def in_use(self) -> bool:
        """Whether another process has it open: the kiosk, as a rule."""
        try:
            folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise JournalError(reason_of(error)) from error
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(folder)  # and the lock with it
        return False

    def operations(self, states: Sequence[str], limit: int, *, members: bool = False) -> list[Row]:
        """Operations and kept visits in these states (none: in any), newest first."""
        code = ", member_code" if members else ""
        wanted = json.dumps(states) if states else None
        found = self._rows(
            f"SELECT {_OPERATION}{code} FROM operation"  # noqa: S608 - our own column names
            " WHERE ?1 IS NULL OR state IN (SELECT value FROM json_each(?1))"
            " ORDER BY created_at DESC, seq DESC LIMIT ?2",
            wanted,
            limit,
        )
        if not states or KEPT in states:
            found += self._rows(
                f"SELECT {_VISIT} FROM kept_visit ORDER BY at DESC, seq DESC LIMIT ?",  # noqa: S608
                limit,
            )
        return sorted(found, key=lambda row: row["created_at"], reverse=True)[:limit]

    def called(self, name: str) -> list[Row]:
        """All that has this id: an operation, a kept visit, a coupon with its papers."""
        found = self._rows(f"SELECT {_OPERATION}, member_code FROM operation WHERE id = ?", name)  # noqa: S608
        found += self._rows(f"SELECT {_VISIT} FROM kept_visit WHERE operation_id = ?", name)  # noqa: S608
        coupons = self._rows(f"SELECT {_COUPON}, member_code FROM coupon WHERE id = ?", name)  # noqa: S608
        for coupon in coupons:
            coupon["papers"] = self._rows(
                "SELECT state, copy, created_at, changed_at FROM print_job WHERE coupon_id = ? ORDER BY id",
                name,
            )
        return found + coupons

    def wished(self, name: str) -> bool:
        """Whether a wish to try this one is still to be taken up."""
        return bool(self._rows("SELECT at FROM retry WHERE operation_id = ?", name))

    def everything(self, what: Sequence[str], since: datetime | None, *, members: bool) -> list[Row]:
        """For an export, oldest first: ``operations`` (with kept visits), ``coupons``, ``audit``."""
        code = ", member_code" if members else ""
        start = None if since is None else to_cell(since)
        found: list[Row] = []
        for name, sql in (
            ("operations", f"SELECT {_OPERATION}{code} FROM operation WHERE created_at >= ? ORDER BY seq"),  # noqa: S608
            ("operations", f"SELECT {_VISIT} FROM kept_visit WHERE at >= ? ORDER BY seq"),  # noqa: S608
            ("coupons", f"SELECT {_COUPON}{code} FROM coupon WHERE issued_at >= ? ORDER BY seq"),  # noqa: S608
            ("audit", f"SELECT {_AUDIT} FROM audit WHERE at >= ? ORDER BY seq"),  # noqa: S608
        ):
            if name in what:
                found += self._rows(sql, -(2**63) if start is None else start)
        return found

    def asked(self, *questions: tuple[str, Sequence[object]]) -> list[list[Row]]:
        """The rows of several questions, times still as numbers; all of one moment."""
        return self._read(lambda db: [[dict(row) for row in db.execute(*one)] for one in questions])

    def _rows(self, sql: str, *values: object) -> list[Row]:
        return self._read(lambda db: [_plain(row) for row in db.execute(sql, values)])

    def _read(self, read: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            with closing(self.opened()) as db:
                db.execute("BEGIN")
                return read(db)
        except (sqlite3.Error, OSError) as error:
            raise JournalError(reason_of(error)) from error
        except (ValueError, ArithmeticError) as error:  # a value that was damaged
            raise JournalError(reason_of(error)) from None

    def opened(self) -> sqlite3.Connection:
        """A connection that only reads; the caller closes it. Raises ``JournalError``, ``sqlite3.Error``."""
        if not self._path.exists():
            raise JournalError("no_journal")
        uri = self._path.absolute().as_uri() + "?mode=ro"
        db = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA trusted_schema = OFF").fetchall()
            refuse_strangers(db)
            if db.execute("PRAGMA user_version").fetchone()[0] < VERSION:
                raise JournalError("older_schema")
        except BaseException:
            db.close()
            raise
        return db


def _plain(row: sqlite3.Row) -> Row:
    """Times as aware datetimes, flags as such, customer codes as the server sent them."""
    found: Row = {}
    for name in row.keys():  # noqa: SIM118 - iterating over a row gives its values
        value = row[name]
        if value is not None and name in _TIMES:
            value = from_cell(value)
        elif name in _FLAGS:
            value = bool(value)
        elif value is not None and name == "member_code":
            value = code_from_cell(value)
        found[name] = value
    return found
