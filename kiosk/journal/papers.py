"""Coupons this kiosk has issued, and their way to paper."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from kiosk.core.model import CouponRecord, PrintJob, PrintState
from kiosk.core.papers import CouponLine, CouponPage, CouponQuery, CouponStory, PaperNote
from kiosk.journal.transactions import Transactions
from kiosk.journal.values import code_to_cell, coupon_from, from_cell, job_from, to_cell
from kiosk.ports import JournalError


class Papers(Transactions):
    """The tables ``coupon`` and ``print_job``."""

    def coupon(self, coupon_id: str) -> CouponRecord | None:
        """One coupon."""
        row = self._one("SELECT * FROM coupon WHERE id = ?", coupon_id)
        return None if row is None else coupon_from(row)

    def is_our_token(self, token: str) -> bool:
        """Whether it was issued here."""
        return self._one("SELECT 1 FROM coupon WHERE token = ?", token) is not None

    def tokens(self) -> Sequence[str]:
        """In the order they were issued; those handed out, too: they are in somebody's hands."""
        rows = self._all("SELECT token FROM coupon WHERE state <> 'redeemed' ORDER BY seq")
        return tuple(str(row["token"]) for row in rows)

    def find_coupons(self, query: CouponQuery) -> CouponPage:
        """One page, newest first. One row more than asked for tells whether older ones follow."""
        codes = [code_to_cell(code) for code in query.codes]
        rows = self._all(
            "SELECT id, name, issued_at, state FROM coupon"
            " WHERE (?1 IS NULL OR issued_at >= ?1) AND (?2 IS NULL OR issued_at < ?2)"
            " AND (?3 IS NULL OR token = ?3)"
            " AND (?4 IS NULL OR member_code IN (SELECT value FROM json_each(?4)))"
            " ORDER BY issued_at DESC, seq DESC LIMIT ?5 OFFSET ?6",
            None if query.since is None else to_cell(query.since),
            None if query.until is None else to_cell(query.until),
            query.token or None,
            json.dumps(codes) if codes else None,
            query.limit + 1,
            query.offset,
        )
        lines = tuple(_line(row) for row in rows[: query.limit])
        return CouponPage(lines, query.offset, more=len(rows) > query.limit)

    def coupon_story(self, coupon_id: str) -> CouponStory | None:
        """Its papers newest first."""
        row = self._one("SELECT * FROM coupon WHERE id = ?", coupon_id)
        if row is None:
            return None
        jobs = self._all("SELECT * FROM print_job WHERE coupon_id = ? ORDER BY id DESC", coupon_id)
        papers = tuple(
            PaperNote(PrintState(job["state"]), bool(job["copy"]), from_cell(job["changed_at"]))
            for job in jobs
        )
        return CouponStory(
            _line(row), papers, None if row["ended_at"] is None else from_cell(row["ended_at"])
        )

    def _newest_job(self, coupon_id: str) -> PrintJob | None:
        row = self._one("SELECT * FROM print_job WHERE coupon_id = ? ORDER BY id DESC LIMIT 1", coupon_id)
        return None if row is None else job_from(row)

    def _insert_job(self, coupon_id: str, state: PrintState, *, copy: bool, at: datetime) -> PrintJob:
        when = to_cell(at)
        cursor = self._db.execute(
            "INSERT INTO print_job (coupon_id, state, copy, created_at, changed_at) VALUES (?, ?, ?, ?, ?)",
            (coupon_id, state.value, int(copy), when, when),
        )
        number = cursor.lastrowid
        if number is None:  # pragma: no cover - an INSERT that did not raise has a row
            raise JournalError("sqlite_error")
        return PrintJob(id=number, coupon_id=coupon_id, state=state, copy=copy)

    def queue_print(self, coupon_id: str, *, copy: bool, at: datetime) -> PrintJob:
        """A new queued job; a copy, also when an earlier one may be on paper or may still come out: one that
        is queued does so after a restart at the latest. ``JournalError("no_such_coupon")`` for a coupon that
        is not here."""
        with self._transaction():
            if self._one("SELECT 1 FROM coupon WHERE id = ?", coupon_id) is None:
                raise JournalError("no_such_coupon")
            earlier = self._one(
                "SELECT 1 FROM print_job WHERE coupon_id = ?"
                " AND state IN ('queued', 'sending', 'sent', 'printed', 'unknown') LIMIT 1",
                coupon_id,
            )
            return self._insert_job(coupon_id, PrintState.QUEUED, copy=copy or earlier is not None, at=at)

    def print_state(self, job_id: int, state: PrintState, at: datetime) -> None:
        """The job went on. A printed job stays printed: the printer said so, and a late word from the
        adapter's thread cannot take the paper back. ``JournalError("no_such_job")``."""
        with self._transaction() as db:
            if self._one("SELECT 1 FROM print_job WHERE id = ?", job_id) is None:
                raise JournalError("no_such_job")
            db.execute(
                "UPDATE print_job SET state = ?, changed_at = ? WHERE id = ? AND state <> 'printed'",
                (state.value, to_cell(at), job_id),
            )

    def queued_prints(self) -> Sequence[tuple[PrintJob, CouponRecord]]:
        """In the order they were asked for."""
        jobs = [
            job_from(row) for row in self._all("SELECT * FROM print_job WHERE state = 'queued' ORDER BY id")
        ]
        pairs = ((job, self.coupon(job.coupon_id)) for job in jobs)
        return tuple((job, coupon) for job, coupon in pairs if coupon is not None)

    def recover_prints(self, now: datetime, fresh: float) -> Sequence[PrintJob]:
        """After a start. ``fresh`` is seconds; a coupon of exactly that age is still fresh. One issued later
        than now is not: the clock was set back, and its true age is unknown."""
        when = to_cell(now)
        oldest = to_cell(now - timedelta(seconds=fresh))
        with self._transaction() as db:
            cut_short = self._all("SELECT id FROM print_job WHERE state IN ('sending', 'sent')")
            too_late = self._all(
                "SELECT print_job.id FROM print_job JOIN coupon ON coupon.id = coupon_id"
                " WHERE print_job.state = 'queued' AND NOT issued_at BETWEEN ? AND ?",
                oldest,
                when,
            )
            changes = [(row["id"], PrintState.UNKNOWN) for row in cut_short]
            changes += [(row["id"], PrintState.HELD) for row in too_late]
            changed = []
            for job_id, state in sorted(changes):
                db.execute(
                    "UPDATE print_job SET state = ?, changed_at = ? WHERE id = ?", (state.value, when, job_id)
                )
                changed += self._all("SELECT * FROM print_job WHERE id = ?", job_id)
            return tuple(job_from(row) for row in changed)

    def coupon_spent(self, token: str, at: datetime) -> str | None:
        """Redeemed. The first such note keeps its time, and alone returns the coupon's id."""
        with self._transaction() as db:
            news = db.execute(
                "UPDATE coupon SET state = 'redeemed', ended_at = ? WHERE token = ? AND state <> 'redeemed'"
                " RETURNING id",
                (to_cell(at), token),
            ).fetchone()
            return None if news is None else str(news[0])

    def hand_out(self, coupon_id: str, at: datetime) -> bool:
        """Staff gave it to the member in some other way. False when it is not here or gone already."""
        with self._transaction() as db:
            cursor = db.execute(
                "UPDATE coupon SET state = 'handed_out', ended_at = ? WHERE id = ?"
                " AND state NOT IN ('redeemed', 'handed_out')",
                (to_cell(at), coupon_id),
            )
            return cursor.rowcount > 0


def _line(row: sqlite3.Row) -> CouponLine:
    return CouponLine(row["id"], row["name"], from_cell(row["issued_at"]), row["state"])
