"""The checkouts of ``memory_journal``, and what all of it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.core.checkout import Checkout, CheckoutState, Half
from kiosk.core.model import Operation, OperationState
from kiosk.ports import JournalError, StoredOperation

_NOT_APPLIED = frozenset(
    {"left", "unanswered", "pin_required", "pin_invalid", "pin_expired", "pin_exhausted"}
)


def utc(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise JournalError("bad_value")
    return at.astimezone(UTC)


class MemoryCheckouts:
    """Operations, and the checkouts made of them."""

    def __init__(self) -> None:
        self._asked: dict[str, Operation] = {}  # as recorded, token included
        self._stored: dict[str, StoredOperation] = {}
        self._checkouts: dict[str, Checkout] = {}
        self.fail_next: str | None = None
        self._closed = False

    def _live(self) -> None:
        if self._closed:
            raise JournalError("closed")

    def _change(self) -> None:
        self._live()
        if self.fail_next is not None:
            reason, self.fail_next = self.fail_next, None
            raise JournalError(reason)

    async def keep_checkout(self, checkout: Checkout) -> None:
        self._change()
        if not checkout.total.is_finite() or not 0 <= checkout.points < 2**63:
            raise JournalError("bad_value")
        created, order = utc(checkout.created_at), checkout.order
        old = self._order(order)
        if old is None:
            fresh = replace(checkout, created_at=created, state=CheckoutState.OPEN, ended_at=None)
            self._checkouts[order] = replace(fresh, redeem=Half.MISSING, earn=Half.MISSING)
            return
        if old.state is CheckoutState.DONE:
            raise JournalError("conflict")
        other = not old.is_of(checkout.member_code)
        changed = {
            f"redeem_{order}": other or old.points != checkout.points,
            order: other or old.total != checkout.total,
        }
        missing = {number for number in changed if self._half(number) is Half.MISSING}
        if any(is_so and number not in missing for number, is_so in changed.items()):
            raise JournalError("conflict")
        for number, is_so in changed.items():
            if number in missing and (is_so or old.manual is not checkout.manual):
                self._asked.pop(number, None)
                self._stored.pop(number, None)
        self._checkouts[order] = replace(
            checkout, created_at=old.created_at, person=old.person, state=CheckoutState.OPEN, ended_at=None
        )

    def _order(self, order: str) -> Checkout | None:
        kept = self._checkouts.get(order)
        if kept is None:
            return None
        return replace(kept, redeem=self._half(f"redeem_{order}"), earn=self._half(order))

    def _half(self, operation_id: str) -> Half:
        stored = self._stored.get(operation_id)
        if stored is None:
            return Half.MISSING
        match stored.state:
            case OperationState.ACCEPTED:
                return Half.BOOKED
            case OperationState.REFUSED | OperationState.CHALLENGED:
                return Half.MISSING
            case OperationState.ABANDONED if stored.attempts == 0 or stored.reason in _NOT_APPLIED:
                return Half.MISSING
            case OperationState.PENDING if stored.attempts == 0:
                return Half.MISSING
        return Half.UNSURE

    def _end_checkout(self, operation_id: str, at: datetime | None) -> None:
        for order in (operation_id, operation_id.removeprefix("redeem_")):
            known = self._order(order)
            if known is not None and known.complete and known.state is not CheckoutState.DONE:
                self._checkouts[order] = replace(known, state=CheckoutState.DONE, ended_at=at)

    async def checkout(self, order: str) -> Checkout | None:
        self._live()
        return self._order(order)

    async def open_checkouts(self, most: int) -> Sequence[Checkout]:
        self._live()
        by_age = sorted(self._checkouts.values(), key=lambda one: one.created_at)
        unended = [self._order(one.order) for one in reversed(by_age) if one.state is CheckoutState.OPEN]
        known = [one for one in unended if one is not None]
        half_done = [one for one in known if not one.untouched]
        return tuple([*half_done, *(one for one in known if one.untouched)][:most])

    async def give_up_checkout(self, order: str, at: datetime) -> bool:
        self._change()
        known, when = self._order(order), utc(at)
        if known is None or known.state is not CheckoutState.OPEN:
            return False
        self._checkouts[order] = replace(known, state=CheckoutState.GIVEN_UP, ended_at=when)
        return True

    def _unfinished_halves(self) -> set[str]:
        unended = [one.order for one in self._checkouts.values() if one.state is CheckoutState.OPEN]
        numbers = {*unended, *(f"redeem_{order}" for order in unended)}
        return {one for one in numbers & self._stored.keys() if self._half(one) is Half.BOOKED}

    def _prune_checkouts(self, limit: datetime) -> int:
        orders = [
            one.order
            for one in self._checkouts.values()
            if (one.created_at if one.ended_at is None else one.ended_at) < limit
            and not {one.order, f"redeem_{one.order}"} & self._stored.keys()
        ]
        for order in orders:
            del self._checkouts[order]
        return len(orders)
