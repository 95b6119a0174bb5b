"""What else the kiosk has to remember: offline visits, staff, the audit log, small facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.journal.transactions import Transactions
from kiosk.journal.values import from_cell, to_cell
from kiosk.ports import KeptVisit, StaffMember


class House(Transactions):
    """The tables ``kept_visit``, ``retry``, ``staff``, ``staff_lock``, ``audit`` and ``fact``."""

    # -- offline visits --------------------------------------------------------------------------

    def keep_visit(self, visit: KeptVisit) -> None:
        """Insert, or replace under the same operation id (its ``attempts`` went on)."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO kept_visit (operation_id, at, qr, attempts, reason) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (operation_id) DO UPDATE SET"
                " at = excluded.at, qr = excluded.qr, attempts = excluded.attempts, reason = excluded.reason",
                (visit.operation_id, to_cell(visit.at), visit.qr, visit.attempts, visit.reason),
            )

    def kept_visits(self) -> Sequence[KeptVisit]:
        """Oldest first."""
        rows = self._all("SELECT * FROM kept_visit ORDER BY at, seq")
        return tuple(
            KeptVisit(r["operation_id"], from_cell(r["at"]), r["qr"], r["attempts"], r["reason"])
            for r in rows
        )

    def visit_tried(self, operation_id: str, reason: str) -> None:
        """One try more."""
        with self._transaction() as db:
            db.execute(
                "UPDATE kept_visit SET attempts = attempts + 1, reason = ? WHERE operation_id = ?",
                (reason, operation_id),
            )

    def drop_visit(self, operation_id: str, reason: str) -> None:
        """Delete the row and count the reason in the fact ``dropped_visits.<reason>``.

        ``secure_delete`` overwrites the row in the file; the write-ahead log still holds the page as it
        was, so it is folded in and cut to nothing. If a reader in another process holds it, that is tried
        again every few seconds (``take_retries``); the deletion itself stands either way.
        """
        with self._transaction() as db:
            if db.execute("DELETE FROM kept_visit WHERE operation_id = ?", (operation_id,)).rowcount == 0:
                return
            db.execute(
                "INSERT INTO fact (key, value) VALUES ('dropped_visits.' || ?, '1')"
                " ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)",
                (reason,),
            )
        self._cut_log()

    # -- wishes of another process ---------------------------------------------------------------

    def ask_retry(self, operation_id: str, at: datetime) -> None:
        """Asked for twice is asked for once."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO retry (operation_id, at) VALUES (?, ?) ON CONFLICT (operation_id) DO NOTHING",
                (operation_id, to_cell(at)),
            )

    def take_retries(self) -> Sequence[str]:
        """Read first: the kiosk asks every few seconds, and most of the time nothing has to be written."""
        if self._uncut:
            self._cut_log()
        if self._one("SELECT 1 FROM retry") is None:
            return ()
        with self._transaction() as db:
            rows = db.execute("SELECT operation_id FROM retry ORDER BY seq").fetchall()
            db.execute("DELETE FROM retry")
        return tuple(str(row["operation_id"]) for row in rows)

    # -- staff -----------------------------------------------------------------------------------

    def staff(self) -> Sequence[StaffMember]:
        """By name."""
        return tuple(
            StaffMember(r["name"], r["pin_hash"], r["badge_hash"] or "")
            for r in self._all("SELECT * FROM staff ORDER BY name")
        )

    def add_staff(self, member: StaffMember) -> None:
        """Insert by name, or replace the PIN."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO staff (name, pin_hash) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET pin_hash = excluded.pin_hash",
                (member.name, member.pin_hash),
            )

    def set_badge(self, name: str, badge_hash: str) -> bool:
        """Whether there is such a person."""
        with self._transaction() as db:
            row = db.execute("UPDATE staff SET badge_hash = ? WHERE name = ?", (badge_hash or None, name))
            return row.rowcount > 0

    def remove_staff(self, name: str) -> bool:
        """Whether there was such a person."""
        with self._transaction() as db:
            return db.execute("DELETE FROM staff WHERE name = ?", (name,)).rowcount > 0

    def hire(self, member: StaffMember, by: str) -> bool:
        """One statement: another process may be at the list, too."""
        with self._transaction() as db:
            row = db.execute(
                "INSERT INTO staff (name, pin_hash) SELECT ?, ?"
                " WHERE EXISTS (SELECT 1 FROM staff WHERE name = ?) ON CONFLICT (name) DO NOTHING",
                (member.name, member.pin_hash, by),
            )
            return row.rowcount > 0

    def dismiss(self, name: str, by: str) -> bool:
        """One statement, for the same reason."""
        with self._transaction() as db:
            row = db.execute(
                "DELETE FROM staff WHERE name = ? AND name <> ?"
                " AND EXISTS (SELECT 1 FROM staff WHERE name = ?)",
                (name, by, by),
            )
            return row.rowcount > 0

    def staff_lock(self) -> tuple[int, datetime | None]:
        """No row yet means no wrong try yet."""
        row = self._one("SELECT tries, until FROM staff_lock")
        if row is None:
            return 0, None
        return row["tries"], None if row["until"] is None else from_cell(row["until"])

    def set_staff_lock(self, tries: int, until: datetime | None) -> None:
        """Replace."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO staff_lock (one, tries, until) VALUES (1, ?, ?)"
                " ON CONFLICT (one) DO UPDATE SET tries = excluded.tries, until = excluded.until",
                (tries, None if until is None else to_cell(until)),
            )

    def audit(self, at: datetime, person: str, task: str, outcome: str) -> None:
        """Append."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO audit (at, person, task, outcome) VALUES (?, ?, ?, ?)",
                (to_cell(at), person, task, outcome),
            )

    # -- small facts, and keeping house ----------------------------------------------------------

    def get(self, key: str) -> str | None:
        """A fact."""
        row = self._one("SELECT value FROM fact WHERE key = ?", key)
        return None if row is None else str(row["value"])

    def put(self, key: str, value: str) -> None:
        """Insert or replace."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO fact (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
