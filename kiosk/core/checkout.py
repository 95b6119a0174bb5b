"""A checkout: points are redeemed, then the whole total earns. Two operations of one order, each under an
id that is made of the order's number, so that whoever takes it up again asks for the very same two."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.core.model import Balance, CardType, CustomerCode, Moment, Operation, OperationKind

MOST_SIGNS = 40
SIGNS = re.compile(r"[A-Za-z0-9._-]")
REDEEM_PREFIX = "redeem_"

_ORDER = re.compile(rf"[A-Za-z0-9._-]{{1,{MOST_SIGNS}}}")


def is_order(text: str) -> bool:
    """Whether this can be an order's number: 1 to 40 letters, digits, points, hyphens and underscores."""
    return _ORDER.fullmatch(text) is not None


def is_taken(order: str) -> bool:
    """Whether its earn would have the id of another order's redemption: the service would take the one
    for a repeat of the other, and book nothing. The kiosk's other ids are longer than any order's number."""
    return order.startswith(REDEEM_PREFIX)


class CheckoutState(StrEnum):
    """Of the whole. ``done``: everything that was to be booked is booked."""

    OPEN = "open"
    DONE = "done"
    GIVEN_UP = "given_up"


class Half(StrEnum):
    """Of one of its two operations. ``missing``: surely not booked, as far as anybody can be sure;
    ``unsure``: it went out, and no answer says that it was not applied."""

    MISSING = "missing"
    UNSURE = "unsure"
    BOOKED = "booked"


@dataclass(frozen=True, slots=True)
class Checkout:
    """One order, as it was entered, and how its halves stand. ``manual``: the member's code was typed."""

    order: str
    member_code: CustomerCode = field(repr=False)
    total: Decimal
    points: int
    created_at: datetime
    person: str
    manual: bool = False
    state: CheckoutState = CheckoutState.OPEN
    ended_at: datetime | None = None
    redeem: Half = Half.MISSING
    earn: Half = Half.MISSING

    @property
    def untouched(self) -> bool:
        """Whether nothing of it is booked, nor may be: it can still become another one."""
        return self.redeem is Half.MISSING and self.earn is Half.MISSING

    @property
    def complete(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.earn is Half.BOOKED and (self.points == 0 or self.redeem is Half.BOOKED)

    def is_of(self, code: CustomerCode) -> bool:
        """Whether it is this member's. 482193 and "482193" are two codes."""
        return type(code) is type(self.member_code) and code == self.member_code

    def next_half(self) -> OperationKind:
        """What is to be booked next: the points first."""
        spent = self.points == 0 or self.redeem is Half.BOOKED
        return OperationKind.EARN if spent else OperationKind.REDEEM

    def half(self, kind: OperationKind) -> Half:
        """How this half stands."""
        return self.redeem if kind is OperationKind.REDEEM else self.earn


def operation_of(checkout: Checkout, kind: OperationKind, before: Balance | None, now: Moment) -> Operation:
    """One half, always the same for the same order. Customers earn on the whole total, before the points
    they spend come off it."""
    redeem = kind is OperationKind.REDEEM
    return Operation(
        id=(REDEEM_PREFIX if redeem else "") + checkout.order,
        kind=kind,
        created_at=now.local,
        member_code=checkout.member_code,
        card=CardType.POINT,
        amount=Decimal(checkout.points) if redeem else checkout.total,
        manual_code=checkout.manual,
        origin="staff",
        before=before,
    )
