"""Frozen values the whole kiosk speaks in.

Fields that may identify a person or open something (customer codes, e-mails, QR payloads, coupon
tokens, PINs) are kept out of every ``repr``, because a repr ends in a log sooner or later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

CustomerCode = int | str
"""A customer's code exactly as the server sent it (documented as a 6-digit JSON integer)."""


class CardType(StrEnum):
    """The API's ``card_type``; always sent, because earn and redeem default differently."""

    STAMP = "stamp"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event happened, and the randomness its handling may use.

    ``mono`` is seconds of the machine's monotonic clock. ``local`` is an aware datetime in the
    shop's time zone. ``entropy`` is 128 fresh random bits, so that the core can mint identifiers
    and stay a pure function.
    """

    mono: float
    local: datetime
    entropy: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """What a member has, as the server said it: stamps on the card, and points."""

    stamps: int
    points: int


@dataclass(frozen=True, slots=True)
class Member:
    """A customer known to the programme, as one lookup or enrolment answered."""

    code: CustomerCode = field(repr=False)
    masked_email: str = field(repr=False)
    balance: Balance
    is_new: bool | None = None


@dataclass(frozen=True, slots=True)
class IssuedCoupon:
    """A coupon as the earn answer carried it. ``token`` is what its QR code holds."""

    id: str
    name: str
    token: str = field(repr=False)


class OperationKind(StrEnum):
    """What an operation does at the server."""

    EARN = "earn"
    REDEEM = "redeem"
    COUPON = "coupon"


class OperationState(StrEnum):
    """The life of an operation in the journal.

    pending: on disk, never sent. sent: a request went out, no answer yet. challenged: the server
    wants a PIN, so it has not been applied. unknown: sent, no answer in time; it may have been
    applied. The other three are final.
    """

    PENDING = "pending"
    SENT = "sent"
    CHALLENGED = "challenged"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ABANDONED = "abandoned"


FINAL_STATES = frozenset({OperationState.ACCEPTED, OperationState.REFUSED, OperationState.ABANDONED})


@dataclass(frozen=True, slots=True)
class Operation:
    """One earn, redeem or coupon redemption, with the id that makes it happen once.

    ``id`` is the API's ``external_id`` for earn and redeem; the coupon call has none, there it is
    ours alone. ``amount`` is stamps, points or money of the purchase (never a binary float).
    ``token`` is set for coupon redemptions only, ``member_code`` and ``card`` for the others.
    ``before`` is the balance the lookup had told, to recognise an answer that changed nothing.
    ``origin`` is who began it: ``visit``, ``kept`` (an offline visit) or ``staff``.
    """

    id: str
    kind: OperationKind
    created_at: datetime
    member_code: CustomerCode | None = field(default=None, repr=False)
    card: CardType | None = None
    amount: Decimal | None = None
    token: str | None = field(default=None, repr=False)
    manual_code: bool = False
    origin: str = "visit"
    before: Balance | None = None


class PrintState(StrEnum):
    """The life of one print job. ``printed`` only on the printer's own completion answer."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    HELD = "held"
    """Nobody is there to take it: offered at the member's next visit instead of printed."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One coupon on its way to paper. ``copy`` marks a reprint, which carries the word COPY."""

    id: int
    coupon_id: str
    state: PrintState
    copy: bool = False


@dataclass(frozen=True, slots=True)
class CouponRecord:
    """A coupon this kiosk has issued, as the journal keeps it."""

    coupon: IssuedCoupon
    issued_at: datetime
    member_code: CustomerCode | None = field(default=None, repr=False)
    state: str = "issued"
    """issued, printing, printed, print_unknown, print_failed, handed_out or redeemed."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An earn of one member that the visit policy has to count."""

    operation: Operation
    state: OperationState


@dataclass(frozen=True, slots=True)
class History:
    """What the journal remembers of one member: recent earns, and coupons not seen redeemed."""

    visits: tuple[Visit, ...] = ()
    coupons: tuple[CouponRecord, ...] = ()


class PrinterState(StrEnum):
    """What the printer itself says. ``silent`` answers nothing: neither fine nor out of paper."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    ERROR = "error"
    SILENT = "silent"
    ABSENT = "absent"


CAN_PRINT = frozenset({PrinterState.READY, PrinterState.PAPER_LOW})
