"""What staff look for in the journal: coupons that were issued here, and what waits for an answer.

These values go to staff's screens, so they hold no coupon token and no QR content: what must not be
shown cannot be left on screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from kiosk.core.model import FINAL_STATES, CardType, CustomerCode, OperationKind, OperationState, PrintState


@dataclass(frozen=True, slots=True)
class CouponQuery:
    """Which coupons: all that is set must hold. ``since`` itself counts, ``until`` does not. ``codes``
    are ways to write one customer's code; ``token`` finds the one coupon that has it."""

    since: datetime | None = None
    until: datetime | None = None
    codes: tuple[CustomerCode, ...] = field(default=(), repr=False)
    token: str = field(default="", repr=False)
    offset: int = 0
    limit: int = 4


@dataclass(frozen=True, slots=True)
class CouponLine:
    """One coupon in a list. ``state`` as in ``model.CouponRecord``."""

    id: str
    name: str
    issued_at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class CouponPage:
    """Newest first, from ``offset`` on. ``more``: older ones follow."""

    lines: tuple[CouponLine, ...]
    offset: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class PaperNote:
    """One try to bring a coupon to paper, with its last word and the time of that."""

    state: PrintState
    copy: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class CouponStory:
    """All there is to tell of one coupon. ``papers`` newest first; ``ended_at``: handed out or redeemed."""

    line: CouponLine
    papers: tuple[PaperNote, ...] = ()
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A paper that was drawn: the name under which the face finds it, and its size in dots."""

    name: str
    wide: int
    high: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An operation as the journal has it, or (``state`` None) a visit that was kept offline and is not an
    operation yet. ``last``: when it was sent last. Times are the shop's."""

    id: str
    kind: OperationKind
    since: datetime
    state: OperationState | None
    attempts: int
    reason: str = ""
    card: CardType | None = None
    amount: Decimal | None = None
    origin: str = "visit"
    last: datetime | None = None
    member: CustomerCode | None = field(default=None, repr=False)

    @property
    def over(self) -> bool:
        """It waits no more."""
        return self.state in FINAL_STATES

    @property
    def in_doubt(self) -> bool:
        """A request went out that was never answered: it may have been booked. One that begins anew may have
        been booked when it was given up before."""
        if self.state is OperationState.PENDING:
            return self.attempts > 0
        return self.state in (OperationState.SENT, OperationState.UNKNOWN)

    @property
    def repeatable(self) -> bool:
        """Whether asking again is safe, and of use without its customer. A coupon's redemption has no id
        at the server; a challenge needs the PIN; and what staff never got through, they do again."""
        if self.over or self.kind is OperationKind.COUPON or self.state is OperationState.CHALLENGED:
            return False
        return self.state is not OperationState.PENDING or self.origin in ("visit", "kept")
