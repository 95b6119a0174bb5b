"""Checkouts: what was entered of an order, and how its two operations stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from kiosk.core.checkout import REDEEM_PREFIX, Checkout, CheckoutState, Half
from kiosk.journal.transactions import Transactions
from kiosk.journal.values import amount_to_cell, code_from_cell, code_to_cell, from_cell, to_cell
from kiosk.ports import JournalError

NOT_APPLIED = frozenset({"left", "unanswered", "pin_required", "pin_invalid", "pin_expired", "pin_exhausted"})
"""Reasons for which an operation that went out was abandoned, and that say it was not applied: the last
word of the server was a question for the PIN, or no request ever reached it. Any other reason says
nothing."""


class Checkouts(Transactions):
    """The table ``checkout``."""

    def keep_checkout(self, checkout: Checkout) -> None:
        """Insert it as open. One that is there, done ones excepted, must be the same order; a half of it that
        was surely not applied may become another, and its record goes: the server counts an id once, and has
        counted nothing under this one. ``JournalError("conflict")`` for anything else."""
        code, total = code_to_cell(checkout.member_code), amount_to_cell(checkout.total)
        if not 0 <= checkout.points < 1 << 63:
            raise ValueError("not a number of points")
        with self._transaction() as db:
            old = self._checkout_row(checkout.order)
            if old is None:
                db.execute(
                    "INSERT INTO checkout (order_id, member_code, total, points, created_at, person,"
                    " manual_code) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        checkout.order,
                        code,
                        total,
                        checkout.points,
                        to_cell(checkout.created_at),
                        checkout.person,
                        int(checkout.manual),
                    ),
                )
                return
            if old["state"] == "done":
                raise JournalError("conflict")
            if Decimal(old["total"]) == checkout.total:
                # 1 and 1.00 are one sum: what a half was recorded with keeps its writing, too.
                total = old["total"]
            member = old["member_code"] != code
            typed = bool(old["manual_code"]) != checkout.manual
            for number, changed in (
                (REDEEM_PREFIX + checkout.order, member or old["points"] != checkout.points),
                (checkout.order, member or old["total"] != total),
            ):
                if not changed and not typed:
                    continue
                if self._half(number) is Half.MISSING:
                    db.execute("DELETE FROM operation WHERE id = ?", (number,))
                elif changed:
                    raise JournalError("conflict")
            db.execute(
                "UPDATE checkout SET member_code = ?, total = ?, points = ?, manual_code = ?,"
                " state = 'open', ended_at = NULL WHERE order_id = ?",
                (code, total, checkout.points, int(checkout.manual), checkout.order),
            )

    def checkout(self, order: str) -> Checkout | None:
        """One checkout, with its halves as they are now."""
        row = self._checkout_row(order)
        return None if row is None else self._checkout_from(row)

    def open_checkouts(self, most: int) -> Sequence[Checkout]:
        """Those that are neither done nor given up: first those of which something is booked, or may be;
        the newest first."""
        rows = self._all("SELECT * FROM checkout WHERE state = 'open' ORDER BY created_at DESC, seq DESC")
        unfinished = (self._checkout_from(row) for row in rows)
        return tuple(sorted(unfinished, key=lambda one: one.untouched)[:most])

    def give_up_checkout(self, order: str, at: datetime) -> bool:
        """Whether there was an open one."""
        with self._transaction() as db:
            cursor = db.execute(
                "UPDATE checkout SET state = 'given_up', ended_at = ? WHERE order_id = ? AND state = 'open'",
                (to_cell(at), order),
            )
            return cursor.rowcount > 0

    def _checkout_row(self, order: str) -> sqlite3.Row | None:
        return self._one("SELECT * FROM checkout WHERE order_id = ?", order)

    def _checkout_from(self, row: sqlite3.Row) -> Checkout:
        code = code_from_cell(row["member_code"])
        assert code is not None
        return Checkout(
            order=row["order_id"],
            member_code=code,
            total=Decimal(row["total"]),
            points=row["points"],
            created_at=from_cell(row["created_at"]),
            person=row["person"],
            manual=bool(row["manual_code"]),
            state=CheckoutState(row["state"]),
            ended_at=None if row["ended_at"] is None else from_cell(row["ended_at"]),
            redeem=self._half(REDEEM_PREFIX + row["order_id"]),
            earn=self._half(row["order_id"]),
        )

    def _half(self, number: str) -> Half:
        """What is known of this operation. Never sent, refused, or its last answer a question for the PIN:
        not applied. Anything else that went out may have been."""
        row = self._one("SELECT state, reason, attempts FROM operation WHERE id = ?", number)
        if row is None:
            return Half.MISSING
        if row["state"] == "accepted":
            return Half.BOOKED
        refused = row["state"] in ("refused", "challenged")
        proven = row["state"] == "abandoned" and row["reason"] in NOT_APPLIED
        unsent = row["attempts"] == 0 and row["state"] in ("pending", "abandoned")
        return Half.MISSING if refused or proven or unsent else Half.UNSURE
