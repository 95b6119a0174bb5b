"""The journal's memory of checkouts, as small as it can be, beside the operations it is asked about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kiosk.core.checkout import REDEEM_PREFIX, Checkout, CheckoutState, Half
from kiosk.core.model import Operation, OperationState
from kiosk.journal.checkouts import NOT_APPLIED


@dataclass
class Orders:
    """``operations``, ``reasons`` and ``ever_sent`` are the disk's own."""

    operations: dict[str, tuple[Operation, OperationState]]
    reasons: dict[str, str]
    ever_sent: set[str]
    rows: dict[str, Checkout] = field(default_factory=dict)

    def keep(self, checkout: Checkout) -> bool:
        """False for one that is another than what was booked, or may have been, under this number."""
        old = self.known(checkout.order)
        if old is None:
            self.rows[checkout.order] = checkout
            return True
        if old.state is CheckoutState.DONE:
            return False
        member, typed = not old.is_of(checkout.member_code), old.manual != checkout.manual
        for number, changed in (
            (REDEEM_PREFIX + checkout.order, member or old.points != checkout.points),
            (checkout.order, member or old.total != checkout.total),
        ):
            if (changed or typed) and self._half(number) is Half.MISSING:
                self.operations.pop(number, None)
                self.ever_sent.discard(number)
            elif changed:
                return False
        self.rows[checkout.order] = replace(checkout, created_at=old.created_at)
        return True

    def known(self, order: str) -> Checkout | None:
        """As it stands now."""
        row = self.rows.get(order)
        if row is None:
            return None
        row = replace(row, redeem=self._half(REDEEM_PREFIX + order), earn=self._half(order))
        return replace(row, state=CheckoutState.DONE) if row.complete else row

    def open(self) -> tuple[Checkout, ...]:
        """Neither done nor given up."""
        known = [self.known(order) for order in self.rows]
        return tuple(one for one in known if one is not None and one.state is CheckoutState.OPEN)

    def give_up(self, order: str) -> None:
        """It is not done any more."""
        known = self.known(order)
        if known is not None and known.state is CheckoutState.OPEN:
            self.rows[order] = replace(known, state=CheckoutState.GIVEN_UP)

    def _half(self, number: str) -> Half:
        if number not in self.operations:
            return Half.MISSING
        state = self.operations[number][1]
        if state is OperationState.ACCEPTED:
            return Half.BOOKED
        refused = state in (OperationState.REFUSED, OperationState.CHALLENGED)
        over = state is OperationState.ABANDONED
        proven = over and self.reasons.get(number, "") in NOT_APPLIED
        unsent = number not in self.ever_sent and (over or state is OperationState.PENDING)
        return Half.MISSING if refused or proven or unsent else Half.UNSURE
