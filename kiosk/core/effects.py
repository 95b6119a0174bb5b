"""Everything the core can ask the engine for. An effect is a request; its result is an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.core.checkout import Checkout
from kiosk.core.house import Setting
from kiosk.core.model import (
    Balance,
    CustomerCode,
    IssuedCoupon,
    Operation,
    OperationState,
)
from kiosk.core.papers import CouponQuery
from kiosk.core.slip import Slip


@dataclass(frozen=True, slots=True)
class Lookup:
    """Ask the server who this is, by raw QR content or by customer code. -> ``LookedUp``. ``aside``: out of
    sight, for somebody who is not at the screen yet; those who are go first."""

    session: str
    attempt: int
    qr: str | None = field(default=None, repr=False)
    code: CustomerCode | None = field(default=None, repr=False)
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Recall:
    """Ask the journal what it knows of this member. -> ``Recalled``."""

    session: str
    member_code: CustomerCode = field(repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """Write a new operation to disk, state pending. -> ``Recorded`` or ``JournalFailed``.

    ``checkout``: what it is a half of goes to disk first; if it cannot, neither does the half."""

    operation: Operation
    checkout: Checkout | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """Mark the operation sent on disk, then send it. -> ``Answered``."""

    operation: Operation
    attempt: int
    pin: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Settle:
    """In one transaction: mark accepted, store the coupon with its print job. -> ``Settled``.

    ``print_now`` is false when the customer has left: the job is then held, not printed.
    """

    operation: Operation
    balance: Balance | None
    coupon: IssuedCoupon | None
    print_now: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """Write a change of an operation's state, with the reason in a machine word."""

    operation_id: str
    state: OperationState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Give an unanswered operation to the outbox, which replays it with the same id, no PIN."""

    operation: Operation


@dataclass(frozen=True, slots=True)
class KeepVisit:
    """Store a visit that could not reach the server, under its future operation id. -> ``VisitKept``."""

    session: str
    operation_id: str
    at: datetime
    qr: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DropVisit:
    """The person does not want it kept: delete the stored visit."""

    operation_id: str


@dataclass(frozen=True, slots=True)
class FindCoupons:
    """Which coupons were issued here? -> ``CouponsFound``."""

    ref: str
    query: CouponQuery


@dataclass(frozen=True, slots=True)
class OpenCoupon:
    """All there is to tell of one coupon, and (``draw``) the picture of its paper. -> ``CouponOpened``."""

    ref: str
    coupon_id: str
    draw: bool = True


@dataclass(frozen=True, slots=True)
class HandOut:
    """Note that staff gave this coupon to its member, also in the audit log. -> ``HandedOut``."""

    ref: str
    coupon_id: str
    person: str


@dataclass(frozen=True, slots=True)
class ListWaiting:
    """What waits for an answer? -> ``WaitingListed``."""

    ref: str


@dataclass(frozen=True, slots=True)
class OpenWaiting:
    """One operation, or kept visit, as it is now. -> ``WaitingOpened``."""

    ref: str
    operation_id: str


@dataclass(frozen=True, slots=True)
class Retry:
    """Have the outbox try this operation, or kept visit, at once. -> ``Replayed`` with the answer, if it is
    one, and in any case ``Retried``. Who asked, and what came of it, goes to the audit log."""

    ref: str
    operation_id: str
    person: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Close an operation, or delete a kept visit, that has not come to its end by itself; also in the
    audit log. -> ``GivenUp``."""

    ref: str
    operation_id: str
    reason: str
    person: str


@dataclass(frozen=True, slots=True)
class Print:
    """Queue a coupon that is in the journal for printing; ``copy`` marks a reprint."""

    coupon_id: str
    copy: bool = False


@dataclass(frozen=True, slots=True)
class PrintSlip:
    """Print a paper that is no coupon, at once or not at all. ``ref`` names it in the answers.
    -> ``SlipProgress``."""

    ref: str
    slip: Slip = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckStaff:
    """Whose PIN is this? -> ``StaffAdmitted`` or ``StaffRefused``. Wrong tries are counted on disk.
    ``person``: it has to be theirs; "" = anybody's."""

    session: str
    pin: str = field(repr=False)
    person: str = ""


@dataclass(frozen=True, slots=True)
class CheckBadge:
    """Whose badge is this? -> ``BadgeKnown`` or ``StaffRefused``. Wrong ones count as wrong tries do."""

    session: str
    badge: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskStaff:
    """Is there anybody of the staff? -> ``StaffKnown``."""


@dataclass(frozen=True, slots=True)
class AddStaff:
    """Make this person the first of the staff, if there is really nobody yet. -> ``StaffAdded``, or
    ``StaffKnown`` when somebody was there, or ``JournalFailed``.

    ``by``: one more is added, by somebody of the staff. -> ``StaffChanged`` or ``JournalFailed``."""

    session: str
    name: str = field(repr=False)
    pin: str = field(repr=False)
    by: str = ""


@dataclass(frozen=True, slots=True)
class ListStaff:
    """Who of the staff is there? -> ``StaffListed`` or ``JournalFailed``."""

    session: str


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Neither PIN nor badge of this person opens any more. Nobody takes out themselves, so the last one
    stays. -> ``StaffChanged`` or ``JournalFailed``."""

    session: str
    name: str = field(repr=False)
    by: str


@dataclass(frozen=True, slots=True)
class Enrol:
    """Sign up the person of this e-mail, or fetch the member they are. ``ref`` names the request in the
    answer. -> ``Enrolled``."""

    ref: str
    attempt: int
    email: str = field(repr=False)
    terms: bool
    privacy: bool
    marketing: bool


@dataclass(frozen=True, slots=True)
class RecallAttempt:
    """Was there an unanswered attempt of ours on this coupon token? -> ``AttemptRecalled``."""

    session: str
    token: str = field(repr=False)
    but_not: str = ""


@dataclass(frozen=True, slots=True)
class RecallCheckout:
    """What does the journal know of this order? -> ``CheckoutRecalled`` or ``JournalFailed``."""

    session: str
    order: str


@dataclass(frozen=True, slots=True)
class RecallCheckouts:
    """Which checkouts were begun and not ended? -> ``CheckoutsRecalled`` or ``JournalFailed``."""

    session: str


@dataclass(frozen=True, slots=True)
class GiveUpCheckout:
    """Staff will not finish this one. What is booked of it stays booked."""

    session: str
    order: str


@dataclass(frozen=True, slots=True)
class CouponSpent:
    """The server says this coupon is redeemed: note it on our own record of it, if any."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Audit:
    """Who did what with which outcome. Never a PIN, a key or a full payload."""

    person: str
    task: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep a small fact across restarts; "" takes it away. ``ref`` names who is to hear of it when the disk
    refuses (``JournalFailed``)."""

    key: str
    value: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Inspect:
    """How are the machine and the camera? One question at a time: one more is dropped. -> ``Inspected``."""

    session: str


@dataclass(frozen=True, slots=True)
class Probe:
    """Try the service, with a call that tells nothing of anybody. -> ``Probed``."""

    ref: str


@dataclass(frozen=True, slots=True)
class Adjust:
    """A setting has come to this value; for brightness -> ``BrightnessSet``."""

    ref: str
    setting: Setting
    value: str


@dataclass(frozen=True, slots=True)
class Restart:
    """End the program, to be started anew."""


@dataclass(frozen=True, slots=True)
class OfferSetup:
    """Check what a code says, and have it installed if it is a set-up. -> ``SetupAnswered``."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ShutDown:
    """Switch the machine off. -> ``ShutDownAnswered``."""

    ref: str


class Sound(StrEnum):
    """Sounds with a meaning of their own; ``core.sounds`` says which."""

    SCAN = "scan"
    SUCCESS = "success"
    REWARD = "reward"
    REFUSAL = "refusal"
    NOTICE = "notice"
    WARNING = "warning"
    PAPER = "paper"
    TAP = "tap"


@dataclass(frozen=True, slots=True)
class Cue:
    """Play a sound."""

    sound: Sound


@dataclass(frozen=True, slots=True)
class Report:
    """Write a log event; ``fields`` never hold personal data or secrets."""

    event: str
    fields: tuple[tuple[str, str | int | float], ...] = ()


Effect = (
    Lookup
    | Recall
    | Record
    | Send
    | Settle
    | Mark
    | Release
    | KeepVisit
    | DropVisit
    | FindCoupons
    | OpenCoupon
    | HandOut
    | ListWaiting
    | OpenWaiting
    | Retry
    | GiveUp
    | Print
    | PrintSlip
    | CheckStaff
    | AskStaff
    | AddStaff
    | ListStaff
    | TakeOut
    | Enrol
    | CheckBadge
    | RecallAttempt
    | RecallCheckout
    | RecallCheckouts
    | GiveUpCheckout
    | CouponSpent
    | Audit
    | Remember
    | Inspect
    | Probe
    | Adjust
    | Restart
    | OfferSetup
    | ShutDown
    | Cue
    | Report
)
