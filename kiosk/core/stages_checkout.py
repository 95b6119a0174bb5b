"""The stages of «checkout»: redeem, then earn on the whole total, as one guided flow.

Whose order it is, and the sending itself, are the stages of the other tasks with an amount
(``StaffMember``, ``StaffLooking``, ``StaffRunning``); their ``Draft`` carries the checkout."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kiosk.core.challenge import Run
from kiosk.core.checkout import Checkout
from kiosk.core.model import Balance, Member, PrintState
from kiosk.core.presence import Session


@dataclass(frozen=True, slots=True)
class StaffOrders:
    """Checkouts that were begun and not ended. ``orders`` None: the journal is still being asked."""

    session: Session
    person: str
    orders: tuple[Checkout, ...] | None = None


@dataclass(frozen=True, slots=True)
class StaffOrder:
    """The order's number is typed or scanned. ``scanned``: it is what a device has read, and the next
    code replaces it; ``asking``: the journal is asked what it knows of it."""

    session: Session
    person: str
    member: Member
    manual: bool = False
    typed: str = field(default="", repr=False)
    scanned: bool = False
    asking: bool = False


class OrderTrouble(StrEnum):
    """Why an order's number cannot be used."""

    DONE = "done"
    OTHER_MEMBER = "other_member"
    TAKEN = "taken"
    NO_JOURNAL = "no_journal"


@dataclass(frozen=True, slots=True)
class StaffNoOrder:
    """Not under this number. ``checkout``: what is known of it. Without a ``member`` the way back leads
    to the beginning."""

    session: Session
    person: str
    member: Member | None
    manual: bool
    order: str
    why: OrderTrouble
    checkout: Checkout | None = None


@dataclass(frozen=True, slots=True)
class StaffTotal:
    """The order's total is typed."""

    session: Session
    person: str
    member: Member
    manual: bool
    order: str
    typed: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class StaffPoints:
    """How many of the member's points are spent. ``too_many``: more than there are."""

    session: Session
    person: str
    member: Member
    manual: bool
    order: str
    total: Decimal
    typed: str = field(default="", repr=False)
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class StaffStanding:
    """A checkout that is not through: what of it is booked, what is missing, and why.

    ``member`` as in this session, if one was shown; ``trouble`` is the verdict on the half that was tried
    last (``staff_stages.Verdict``, whose module is built on this one); ``unsure``: nobody knows whether
    this run was applied, and it is nobody else's while the screen is up; ``asking``: the journal is asked
    once more how it stands, before it goes on; ``giving_up``: staff are asked whether they mean it."""

    session: Session
    person: str
    checkout: Checkout
    member: Member | None = None
    trouble: str = ""
    balance: Balance | None = None
    unsure: Run | None = None
    asking: bool = False
    giving_up: bool = False


@dataclass(frozen=True, slots=True)
class StaffSummary:
    """Both halves are booked. ``before`` and ``after`` are what the server has said in this session;
    ``known``: the server had this order already, though not from here; ``printing``: the paper."""

    session: Session
    person: str
    checkout: Checkout
    before: Balance | None = None
    after: Balance | None = None
    known: bool = False
    printing: PrintState | None = None


CheckoutStage = (
    StaffOrders | StaffOrder | StaffNoOrder | StaffTotal | StaffPoints | StaffStanding | StaffSummary
)
