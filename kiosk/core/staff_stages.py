"""The stages of the staff's way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.core.challenge import Run
from kiosk.core.checkout import Checkout
from kiosk.core.model import Balance, CardType, IssuedCoupon, Member, PrintState
from kiosk.core.outcomes import SendOutcome
from kiosk.core.presence import Session
from kiosk.core.stages_checkout import CheckoutStage
from kiosk.core.stages_enrol import EnrolStage
from kiosk.core.stages_house import HouseStage
from kiosk.core.stages_papers import PapersStage
from kiosk.core.stages_people import PeopleStage


class LockNote(StrEnum):
    """What the staff's PIN screen has to say."""

    WRONG = "wrong"
    WRONG_BADGE = "wrong_badge"
    LOCKED = "locked"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class StaffLock:
    """Staff want in: the PIN pad. ``person``: whose PIN it has to be, by their badge; "" = anybody's.
    ``locked_until`` is monotonic."""

    session: Session
    entered: str = field(default="", repr=False)
    checking: bool = False
    note: LockNote | None = None
    locked_until: float | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class StaffMenu:
    """Inside. ``person`` is who."""

    session: Session
    person: str


class Task(StrEnum):
    """What staff can choose from the menu."""

    COUPON = "coupon"
    REDEEM = "redeem"
    EARN = "earn"
    CHECKOUT = "checkout"
    ENROL = "enrol"
    COUPONS = "coupons"
    WAITING = "waiting"
    DEVICES = "devices"
    SETTINGS = "settings"
    PEOPLE = "people"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class StaffCoupon:
    """The task «redeem a coupon»: waiting for a scan or a typed token."""

    session: Session
    person: str
    typing: bool = False
    typed: str = field(default="", repr=False)
    please_scan: bool = False
    bad_code: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An earn or a redemption that is being put together. ``typed`` is the amount as it was typed:
    digits, and a point as soon as there are decimals. ``manual``: the member's code was typed, too.
    ``confirmed``: staff are through with the amount, and only the member is missing. ``checkout``: what
    this is one half of."""

    task: Task
    card: CardType
    typed: str = field(default="", repr=False)
    member: Member | None = None
    manual: bool = False
    confirmed: bool = False
    checkout: Checkout | None = None

    @property
    def amount(self) -> Decimal:
        """Stamps, points or money; 0 while there is nothing to book. Exact: no binary fraction."""
        return Decimal(self.typed.removesuffix(".") or "0")

    @property
    def decimals(self) -> bool:
        """Whether the amount may have any. A purchase may; stamps, and points that are spent, are
        counted in whole numbers."""
        return self.task is Task.EARN and self.card is CardType.POINT


@dataclass(frozen=True, slots=True)
class StaffAmount:
    """How much? ``too_many``: more stamps than a card has."""

    session: Session
    person: str
    draft: Draft
    too_many: bool = False


class MemberNote(StrEnum):
    """Why the member is still to be shown, or shown again."""

    UNKNOWN = "unknown"
    OLD_CODE = "old_code"
    NOT_A_CODE = "not_a_code"
    COUPON = "coupon"
    PLEASE_SCAN = "please_scan"
    UNREACHABLE = "unreachable"
    BAD_KEY = "bad_key"
    SUBSCRIPTION = "subscription"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Whose? Waiting for a scan, or (``typing``) for the six digits of a customer's code."""

    session: Session
    person: str
    draft: Draft
    typing: bool = False
    typed: str = field(default="", repr=False)
    note: MemberNote | None = None


@dataclass(frozen=True, slots=True)
class StaffLooking:
    """The server is asked whose code this is. ``key`` names this one lookup: the answer to an earlier
    one in the same session is another member's. ``qr`` or ``code`` is set; times are monotonic, as in
    ``LookingUp``."""

    session: Session
    person: str
    draft: Draft
    key: str
    began: float
    qr: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)
    attempt: int = 1
    resume_at: float | None = None
    limits: int = 0


class Verdict(StrEnum):
    """How a staff task ended."""

    REDEEMED = "redeemed"
    PROBABLY_OURS = "probably_ours"
    ALREADY_USED = "already_used"
    BOOKED = "booked"
    INSUFFICIENT = "insufficient"
    NOT_FOUND = "not_found"
    PIN_FAILED = "pin_failed"
    UNSURE = "unsure"
    UNREACHABLE = "unreachable"
    BAD_KEY = "bad_key"
    SUBSCRIPTION = "subscription"
    REFUSED = "refused"
    NO_JOURNAL = "no_journal"


@dataclass(frozen=True, slots=True)
class StaffRunning:
    """An operation of the staff's is under way: a coupon's redemption, or what ``draft`` says.

    ``earlier``: local clock of our own unanswered attempt on that coupon; ``recalled``: the journal was
    asked for it. ``answer`` is kept while the acceptance of a draft goes to disk. ``ending``: how it
    has ended, while the balance after it is fetched."""

    session: Session
    person: str
    run: Run
    recalled: bool = False
    earlier: datetime | None = None
    draft: Draft | None = None
    answer: SendOutcome | None = None
    ending: Verdict | None = None


@dataclass(frozen=True, slots=True)
class StaffResult:
    """The answer, in words. ``coupon`` is its name, ``earlier`` the clock of our own attempt. After an
    earn or redemption ``draft`` is what it was, ``balance`` the one after it (None: not known, so no
    number), ``in_app``: the card filled in an answer that was lost. ``unsure``: nobody knows whether this
    run was applied, and it can be asked for again under its own id; it is nobody else's meanwhile."""

    session: Session
    person: str
    verdict: Verdict
    coupon: str = ""
    earlier: datetime | None = None
    draft: Draft | None = None
    balance: Balance | None = None
    in_app: bool = False
    unsure: Run | None = None


@dataclass(frozen=True, slots=True)
class StaffReward:
    """An earn of the staff's filled the card: its coupon, and what becomes of its paper."""

    session: Session
    person: str
    draft: Draft
    balance: Balance
    coupon: IssuedCoupon
    printing: PrintState | None


StaffInside = (
    StaffMenu
    | StaffCoupon
    | StaffAmount
    | StaffMember
    | StaffLooking
    | StaffRunning
    | StaffResult
    | StaffReward
    | EnrolStage
    | CheckoutStage
    | PapersStage
    | HouseStage
    | PeopleStage
)
