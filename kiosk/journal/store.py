"""The journal's transactions: plain SQL on one connection, in the thread that opened it.

Nothing here waits for anything but the disk. Each method is one transaction: it commits and returns,
or it raises and the file is as before. What may go wrong comes out as it is (``sqlite3.Error``,
``OSError``, ``ValueError``) or as ``JournalError`` where the request itself was impossible;
``kiosk.journal.sqlite`` makes one kind of error of them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from decimal import Decimal

from kiosk.core.model import (
    Balance,
    CustomerCode,
    History,
    IssuedCoupon,
    Operation,
    OperationKind,
    OperationState,
    PrintJob,
    PrintState,
    Visit,
)
from kiosk.journal.checkouts import Checkouts
from kiosk.journal.forgetting import Forgetting
from kiosk.journal.house import House
from kiosk.journal.papers import Papers
from kiosk.journal.values import (
    WAITING,
    amount_to_cell,
    code_to_cell,
    coupon_from,
    job_from,
    operation_from,
    to_cell,
    token_to_cell,
)
from kiosk.ports import JournalError, StoredOperation

_FINAL = ("accepted", "refused", "abandoned")

_OLD_OPERATIONS = """
    DELETE FROM operation WHERE created_at < ?1 AND (kind <> 'earn' OR created_at < ?2)
    AND (state IN ('refused', 'abandoned') OR state = 'accepted' AND NOT EXISTS (SELECT 1 FROM checkout
        WHERE checkout.state = 'open' AND operation.id IN (order_id, 'redeem_' || order_id)))
"""
_OLD_CHECKOUTS = """
    DELETE FROM checkout WHERE coalesce(ended_at, created_at) < ?1
    AND NOT EXISTS (SELECT 1 FROM operation WHERE id IN (order_id, 'redeem_' || order_id))
"""
_PRUNING = (
    _OLD_OPERATIONS,
    _OLD_CHECKOUTS,
    "DELETE FROM coupon WHERE ended_at < ?1 AND state IN ('redeemed', 'handed_out')",
    "DELETE FROM audit WHERE at < ?1",
)


MUCH_AIR = 8_000_000
"""Bytes of empty pages below which the file is left as it is."""


class Store(Papers, House, Checkouts, Forgetting):
    """The whole journal, synchronously: the table ``operation``, and what hangs on it.

    Not for several threads; ``SqliteJournal`` owns the one it uses.
    """

    def _operation_row(self, operation_id: str) -> sqlite3.Row:
        row = self._one("SELECT * FROM operation WHERE id = ?", operation_id)
        if row is None:
            raise JournalError("no_such_operation")
        return row

    def record(self, operation: Operation) -> None:
        """Insert as pending. An id that exists must ask the same of the server: kind, member, card,
        amount and token; else ``JournalError("conflict")``. When, how and by whom it was asked may
        differ (a checkout resumed under its order number); then the first record stands. One that was
        abandoned or refused begins anew: a shop's one visit a day has one id, and a customer who
        walked away from the PIN in the morning may come back at noon."""
        code = code_to_cell(operation.member_code)
        card = None if operation.card is None else operation.card.value
        amount = amount_to_cell(operation.amount)
        token = None if operation.token is None else token_to_cell(operation.token)
        before = operation.before
        with self._transaction() as db:
            old = self._one("SELECT * FROM operation WHERE id = ?", operation.id)
            if old is not None:
                same = (old["kind"], old["member_code"], old["card"], old["token_hash"]) == (
                    operation.kind.value,
                    code,
                    card,
                    token,
                )
                old_amount = None if old["amount"] is None else Decimal(old["amount"])
                if not same or old_amount != operation.amount:
                    raise JournalError("conflict")
                db.execute(
                    "UPDATE operation SET state = 'pending', reason = ''"
                    " WHERE id = ? AND state IN ('refused', 'abandoned')",
                    (operation.id,),
                )
                return
            db.execute(
                "INSERT INTO operation (id, kind, created_at, member_code, card, amount, token_hash,"
                " manual_code, origin, before_stamps, before_points, state)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')",
                (
                    operation.id,
                    operation.kind.value,
                    to_cell(operation.created_at),
                    code,
                    card,
                    amount,
                    token,
                    int(operation.manual_code),
                    operation.origin,
                    None if before is None else before.stamps,
                    None if before is None else before.points,
                ),
            )

    def mark_sent(self, operation_id: str, at: datetime) -> int:
        """One more send; returns how many. ``JournalError("final")`` for a finished operation: the
        caller is about to send, and must not."""
        with self._transaction() as db:
            row = self._operation_row(operation_id)
            if row["state"] in _FINAL:
                raise JournalError("final")
            db.execute(
                "UPDATE operation SET state = 'sent', reason = '', attempts = attempts + 1, sent_at = ?"
                " WHERE id = ?",
                (to_cell(at), operation_id),
            )
            return int(row["attempts"]) + 1

    def mark(self, operation_id: str, state: OperationState, reason: str) -> None:
        """Change the state, unless it is final already."""
        with self._transaction() as db:
            self._operation_row(operation_id)
            db.execute(
                "UPDATE operation SET state = ?, reason = ? WHERE id = ?"
                " AND state NOT IN ('accepted', 'refused', 'abandoned')",
                (state.value, reason, operation_id),
            )

    def settle(
        self,
        operation_id: str,
        balance: Balance | None,
        coupon: IssuedCoupon | None,
        *,
        at: datetime,
        print_now: bool,
    ) -> PrintJob | None:
        """Accepted, the coupon and its job, together.

        An operation that was refused or abandoned before becomes accepted, too: that was our guess,
        this is the server's word.
        """
        with self._transaction() as db:
            row = self._operation_row(operation_id)
            db.execute(
                "UPDATE operation SET state = 'accepted', reason = '', settled_at = ?, stamps = ?, points = ?"
                " WHERE id = ? AND state <> 'accepted'",
                (
                    to_cell(at),
                    None if balance is None else balance.stamps,
                    None if balance is None else balance.points,
                    operation_id,
                ),
            )
            if coupon is None:
                return self._job_of_operation(operation_id)
            # The id of one and the token of another would be two of them: then the one issued first.
            known = self._one(
                "SELECT id FROM coupon WHERE id = ? OR token = ? ORDER BY seq", coupon.id, coupon.token
            )
            if known is not None:
                return self._newest_job(known["id"])
            db.execute(
                "INSERT INTO coupon (id, token, name, issued_at, member_code, operation_id)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (coupon.id, coupon.token, coupon.name, to_cell(at), row["member_code"], operation_id),
            )
            state = PrintState.QUEUED if print_now else PrintState.HELD
            return self._insert_job(coupon.id, state, copy=False, at=at)

    def _job_of_operation(self, operation_id: str) -> PrintJob | None:
        row = self._one(
            "SELECT print_job.* FROM print_job JOIN coupon ON coupon.id = coupon_id"
            " WHERE operation_id = ? ORDER BY print_job.id DESC LIMIT 1",
            operation_id,
        )
        return None if row is None else job_from(row)

    def history(self, member_code: CustomerCode, since: datetime) -> History:
        """Earns created at ``since`` or later, and coupons of any age, both newest first."""
        code = code_to_cell(member_code)
        visits = self._all(
            "SELECT * FROM operation WHERE member_code = ? AND created_at >= ? AND kind = 'earn'"
            " AND state NOT IN ('refused', 'abandoned') ORDER BY created_at DESC, seq DESC",
            code,
            to_cell(since),
        )
        coupons = self._all(
            "SELECT * FROM coupon WHERE member_code = ? AND state NOT IN ('redeemed', 'handed_out')"
            " ORDER BY issued_at DESC, seq DESC",
            code,
        )
        stored = (operation_from(row) for row in visits)
        return History(
            visits=tuple(Visit(one.operation, one.state) for one in stored),
            coupons=tuple(coupon_from(row) for row in coupons),
        )

    def unanswered(self) -> Sequence[StoredOperation]:
        """Oldest first, by the time they were begun."""
        rows = self._all(
            f"SELECT * FROM operation WHERE state IN {WAITING}"  # noqa: S608 - our own words
            " ORDER BY created_at, seq"
        )
        return tuple(operation_from(row) for row in rows)

    def operation(self, operation_id: str) -> StoredOperation | None:
        """One operation."""
        row = self._one("SELECT * FROM operation WHERE id = ?", operation_id)
        return None if row is None else operation_from(row)

    def attempt_on(self, token: str, but_not: str) -> StoredOperation | None:
        """The newest redemption of this coupon that went out and was never answered."""
        row = self._one(
            "SELECT * FROM operation WHERE token_hash = ? AND kind = ? AND state IN ('sent', 'unknown')"
            " AND id <> ? ORDER BY created_at DESC, seq DESC LIMIT 1",
            token_to_cell(token),
            OperationKind.COUPON.value,
            but_not,
        )
        return None if row is None else operation_from(row)

    def prune(self, before: datetime, earns: datetime | None = None) -> int:
        """Forget final operations begun, coupons gone, audit lines written, and checkouts ended before that
        time; of earns only those begun before ``earns``, too.

        Coupons nobody was seen to redeem stay, and so do all unanswered operations, and unfinished checkouts
        of which something is booked or may be, with that. A checkout outlives its operations: else its order
        could be recorded anew over what is left of it. Returns the number of rows deleted (print jobs go
        with their coupons, uncounted).
        """
        limits = (to_cell(before), to_cell(earns or before))
        with self._transaction() as db:
            # Each is given both, and asks for what it needs.
            deleted = sum(
                db.execute(statement, limits[: 1 + ("?2" in statement)]).rowcount for statement in _PRUNING
            )
        self._shrink()
        return deleted

    def _shrink(self) -> None:
        """Give room back that nothing will fill soon. As a rule there is none: what a day frees, the next one
        needs. It takes a moment that grows with what is left, so the file has to be more air than content; or
        somebody was forgotten, and that was cut short."""
        with suppress(sqlite3.Error):  # no room to copy it, or somebody reads: another day, then
            self.finish_forgetting()
            free, pages, size = (
                int(self._db.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("freelist_count", "page_count", "page_size")
            )
            if free * size > MUCH_AIR and free * 2 > pages:
                self._db.execute("VACUUM")
                self._cut_log()
