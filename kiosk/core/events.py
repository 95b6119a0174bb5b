"""Everything that can happen to the kiosk. Events are facts; the core decides what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.core.checkout import Checkout
from kiosk.core.model import History, Operation, PrinterState, PrintJob, PrintState
from kiosk.core.outcomes import LookupOutcome, SendOutcome


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
    AGAIN = (
        "again"  # staff: ask what became of an unanswered operation; go on with a checkout (value: its order)
    )
    CHANGE = "change"  # staff: another total or other points for a checkout of which nothing is booked
    GIVE_UP = "give_up"  # staff: do not finish it; with its name as the value they mean it
    PRINT_SLIP = "print_slip"  # staff: a paper that is no coupon


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
class DeviceChanged:
    """A camera or scanner came up or went down. ``name`` is ``camera`` or ``scanner``."""

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
class StaffRefused:
    """The PIN belongs to nobody, or entry is locked for ``locked_for`` seconds. ``nobody`` is
    true when no staff has been set up at all."""

    session: str
    locked_for: float = 0.0
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class AttemptRecalled:
    """The answer to ``effects.RecallAttempt``: when we ourselves tried the same coupon before and
    never had an answer, or ``None``."""

    session: str
    earlier: datetime | None


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
    | DeviceChanged
    | PrinterChanged
    | Elapsed
    | StaffAdmitted
    | StaffRefused
    | AttemptRecalled
    | CheckoutRecalled
    | CheckoutsRecalled
)
