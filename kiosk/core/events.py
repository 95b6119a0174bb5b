"""Everything that can happen to the kiosk. Events are facts; the core decides what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.core.checkout import Checkout
from kiosk.core.machine import MachineReport, Pace, Refusal
from kiosk.core.model import History, Operation, PrinterState, PrintJob, PrintState
from kiosk.core.outcomes import LookupOutcome, SendOutcome
from kiosk.core.papers import CouponPage, CouponStory, PaperPicture, Waiting
from kiosk.core.stages_first import SetupAnswered as SetupAnswered
from kiosk.core.stages_people import StaffChanged as StaffChanged
from kiosk.core.stages_people import StaffListed as StaffListed
from kiosk.core.stages_setup import StaffAdded as StaffAdded
from kiosk.core.stages_setup import StaffKnown as StaffKnown
from kiosk.core.timekeeping import ClockJudged as ClockJudged


class Source(StrEnum):
    """Which device read a code."""

    CAMERA = "camera"
    SCANNER = "scanner"
    HID = "hid"


@dataclass(frozen=True, slots=True)
class CodeSeen:
    """A device read a code: the raw bytes, unchecked. Sent for every frame that shows one.

    ``taken``: when the picture was taken (monotonic seconds; 0 = not known, a scanner does not say).
    ``others``: the codes of another content in the same picture, farther from its middle.
    """

    source: Source
    data: bytes = field(repr=False)
    decode_ms: float = 0.0
    ours: bool = False
    """Set by the engine: the journal knows this text as the token of one of our coupons."""
    taken: float = 0.0
    others: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Stirred:
    """Something moved before the camera, or the glass was touched anywhere: wake, wait longer."""

    touch: bool = False


class Hint(StrEnum):
    """What would help the camera with a code that it has tried to read for 3 s."""

    AIM = "aim"  # into the frame, nothing like a code is seen well enough to say more
    CLOSER = "closer"
    FURTHER = "further"
    STILL = "still"
    BRIGHTER = "brighter"  # turn up your screen
    TILT = "tilt"  # a lamp shows in the glass


class Light(StrEnum):
    """How the camera finds the light."""

    FAIR = "fair"
    DARK = "dark"
    GLARE = "glare"  # something bright shows in the glass held before it


@dataclass(frozen=True, slots=True)
class Aimed:
    """How the aiming goes, sent when either changes. ``hint`` None: nobody tries, or all is well."""

    hint: Hint | None
    light: Light = Light.FAIR


class Action(StrEnum):
    """What a person can ask for on the screen; ``Tap.value`` carries the rest, if any."""

    LANGUAGE = "language"  # value: a language code
    TEXT_SIZE = "text_size"  # value: 100, 125, 150 or 200
    THEME = "theme"  # value: light, dark or contrast
    ACCESS = "access"  # open or close the accessibility panel
    AID = "aid"  # value: reach_on, reach_off, steady_…, calm_…, speech_…, softer, louder or repeat
    LEAVE = "leave"  # end the session; staff: leave the staff screens
    BACK = "back"
    CONTINUE = "continue"
    MORE_TIME = "more_time"
    DIGIT = "digit"  # value: one digit
    ERASE = "erase"
    CONFIRM = "confirm"
    NEW_CODE = "new_code"  # a new PIN challenge
    CANCEL_KEEP = "cancel_keep"  # do not keep the offline visit
    SHOW_COUPON = "show_coupon"  # value: a coupon id
    PRINT_COUPON = "print_coupon"  # value: a coupon id
    LOCK = "lock"  # the small lock: staff want in
    TASK = "task"  # value: a staff task
    TYPE_CODE = "type_code"  # staff: type the token instead of scanning
    CHARACTER = "character"  # value: one character of a typed token, or the point of an amount
    CARD = "card"  # value: stamp or point
    TEST = "test"  # value: page or service
    SETTING = "setting"  # value: a setting, to see what it can be
    SET = "set"  # value: what the setting is to be; "" as configured
    DEED = "deed"  # value: what to do with the kiosk as a whole
    ENDING = "ending"  # value: what completes a typed e-mail
    CONSENT = "consent"  # value: terms, privacy or marketing
    AGAIN = "again"  # staff: ask once more, or try again; value: the order of a checkout to go on with
    CHANGE = "change"  # staff: another total or other points for a checkout of which nothing is booked
    PRINT_SLIP = "print_slip"  # staff: a paper that is no coupon
    SEARCH = "search"  # staff: earlier, later, all, code, newer or older
    OPEN = "open"  # staff: value: the id of an entry of a list
    HAND_OUT = "hand_out"  # staff: this coupon was given to its member
    ADD = "add"  # staff: one person more
    TAKE_OUT = "take_out"  # staff: this person is to come in no longer
    GIVE_UP = (
        "give_up"  # staff: do not finish it; value: of a checkout its order, else the reason, once meant
    )


@dataclass(frozen=True, slots=True)
class Tap:
    """A person used a control. ``session`` is the one the screen showed: a late tap is ignored."""

    action: Action
    value: str = field(default="", repr=False)
    session: str = ""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The answer to ``effects.Lookup``."""

    session: str
    attempt: int
    outcome: LookupOutcome


@dataclass(frozen=True, slots=True)
class Recalled:
    """The answer to ``effects.Recall``: what the journal knows of this member."""

    session: str
    history: History


@dataclass(frozen=True, slots=True)
class Recorded:
    """The operation is on disk; only now may it be sent."""

    operation_id: str


@dataclass(frozen=True, slots=True)
class JournalFailed:
    """The journal could not do what an effect asked; ``ref`` is its session or operation id."""

    ref: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome of one send of an operation. ``attempt`` tells late answers from new ones."""

    operation_id: str
    attempt: int
    outcome: SendOutcome


@dataclass(frozen=True, slots=True)
class Replayed:
    """The outbox sent an operation again, without a PIN and without a person. ``fresh``: it is the
    first pass after a start, and the operation so young that its customer may still stand there."""

    operation: Operation
    outcome: SendOutcome
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """Acceptance, coupon and print job are on disk together."""

    operation_id: str
    job: PrintJob | None = None


@dataclass(frozen=True, slots=True)
class VisitKept:
    """An offline visit is on disk."""

    session: str


@dataclass(frozen=True, slots=True)
class PrintProgress:
    """A print job went on. Already in the journal when this arrives."""

    coupon_id: str
    state: PrintState


@dataclass(frozen=True, slots=True)
class SlipProgress:
    """A paper that is no coupon went on: SENDING, then PRINTED, SENT, FAILED or UNKNOWN."""

    ref: str
    state: PrintState


@dataclass(frozen=True, slots=True)
class CouponsFound:
    """The answer to ``effects.FindCoupons``."""

    ref: str
    page: CouponPage


@dataclass(frozen=True, slots=True)
class CouponOpened:
    """The answer to ``effects.OpenCoupon``. ``story`` None: there is no such coupon (any more)."""

    ref: str
    story: CouponStory | None
    picture: PaperPicture | None = None


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The answer to ``effects.HandOut``. Not ``done``: it had been redeemed or handed out before."""

    ref: str
    coupon_id: str
    done: bool


@dataclass(frozen=True, slots=True)
class WaitingListed:
    """The answer to ``effects.ListWaiting``, oldest first."""

    ref: str
    found: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class WaitingOpened:
    """The answer to ``effects.OpenWaiting``; it may be over by now, or (None) gone."""

    ref: str
    one: Waiting | None


@dataclass(frozen=True, slots=True)
class Retried:
    """The answer to ``effects.Retry``: how the try went, in a machine word (``engine.outbox.Tried``).
    ``operation_id``: a kept visit may have become an operation under another id."""

    ref: str
    operation_id: str
    result: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The answer to ``effects.GiveUp``. Not ``done``: it had come to its end by itself."""

    ref: str
    operation_id: str
    done: bool


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """A camera, a scanner or the journal's disk came up or went down. ``name`` is ``camera``, ``scanner`` or
    ``journal``."""

    name: str
    up: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    """The printer's own word on its state changed."""

    state: PrinterState


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The deadline of this name (see ``deadlines``) may have passed; the core checks."""

    name: str


@dataclass(frozen=True, slots=True)
class StaffAdmitted:
    """The PIN belongs to this person."""

    session: str
    person: str


@dataclass(frozen=True, slots=True)
class BadgeKnown:
    """The badge belongs to this person."""

    session: str
    person: str


@dataclass(frozen=True, slots=True)
class StaffRefused:
    """The PIN, or (``badge``) the badge, is not right, or entry is locked for ``locked_for`` seconds.
    ``nobody`` is true when no staff has been set up at all, ``lost`` when the list of them is gone."""

    session: str
    locked_for: float = 0.0
    nobody: bool = False
    lost: bool = False
    badge: bool = False


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The answer to ``effects.Enrol``."""

    ref: str
    attempt: int
    outcome: LookupOutcome


@dataclass(frozen=True, slots=True)
class AttemptRecalled:
    """The answer to ``effects.RecallAttempt``: when we ourselves tried the same coupon before and
    never had an answer, or ``None``."""

    session: str
    earlier: datetime | None


@dataclass(frozen=True, slots=True)
class Inspected:
    """The answer to ``effects.Inspect``. ``skew``: seconds by which the server's clock is ahead of ours."""

    session: str
    machine: MachineReport = field(default_factory=MachineReport)
    pace: Pace | None = None
    skew: float | None = None


@dataclass(frozen=True, slots=True)
class Probed:
    """The answer to ``effects.Probe``, and after how many milliseconds it came."""

    ref: str
    outcome: LookupOutcome = field(repr=False)
    ms: float


@dataclass(frozen=True, slots=True)
class BrightnessSet:
    """The answer to ``effects.Adjust`` of the screen's brightness: whether the screen has taken it."""

    ref: str
    taken: bool


@dataclass(frozen=True, slots=True)
class ShutDownAnswered:
    """The answer to ``effects.ShutDown``. ``refusal`` None: the machine goes down."""

    ref: str
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class CheckoutRecalled:
    """The answer to ``effects.RecallCheckout``: the checkout as it stands now, or ``None``."""

    session: str
    order: str
    checkout: Checkout | None


@dataclass(frozen=True, slots=True)
class CheckoutsRecalled:
    """The answer to ``effects.RecallCheckouts``: unfinished ones, a few at most: what is half done
    comes first, then the newest."""

    session: str
    checkouts: tuple[Checkout, ...]


Event = (
    CodeSeen
    | Stirred
    | Aimed
    | Tap
    | LookedUp
    | Recalled
    | Recorded
    | JournalFailed
    | Answered
    | Replayed
    | Settled
    | VisitKept
    | PrintProgress
    | SlipProgress
    | CouponsFound
    | CouponOpened
    | HandedOut
    | WaitingListed
    | WaitingOpened
    | Retried
    | GivenUp
    | DeviceChanged
    | PrinterChanged
    | Elapsed
    | StaffAdmitted
    | BadgeKnown
    | StaffRefused
    | StaffKnown
    | StaffAdded
    | StaffListed
    | StaffChanged
    | Enrolled
    | AttemptRecalled
    | Inspected
    | ClockJudged
    | Probed
    | BrightnessSet
    | ShutDownAnswered
    | SetupAnswered
    | CheckoutRecalled
    | CheckoutsRecalled
)
