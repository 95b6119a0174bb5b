"""All the states the kiosk can be in: one frozen value holds the whole of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.core.aim import Aim, TwoCodes
from kiosk.core.challenge import Run
from kiosk.core.codes import Seen
from kiosk.core.house import House, rules_of
from kiosk.core.model import (
    Balance,
    CouponRecord,
    History,
    IssuedCoupon,
    Member,
    PrinterState,
    PrintState,
)
from kiosk.core.outcomes import SendOutcome
from kiosk.core.presence import Session as Session
from kiosk.core.rules import Rules
from kiosk.core.staff_stages import Draft as Draft
from kiosk.core.staff_stages import LockNote as LockNote
from kiosk.core.staff_stages import MemberNote as MemberNote
from kiosk.core.staff_stages import StaffAmount as StaffAmount
from kiosk.core.staff_stages import StaffCoupon as StaffCoupon
from kiosk.core.staff_stages import StaffInside as StaffInside
from kiosk.core.staff_stages import StaffLock as StaffLock
from kiosk.core.staff_stages import StaffLooking as StaffLooking
from kiosk.core.staff_stages import StaffMember as StaffMember
from kiosk.core.staff_stages import StaffMenu as StaffMenu
from kiosk.core.staff_stages import StaffResult as StaffResult
from kiosk.core.staff_stages import StaffReward as StaffReward
from kiosk.core.staff_stages import StaffRunning as StaffRunning
from kiosk.core.staff_stages import Task as Task
from kiosk.core.staff_stages import Verdict as Verdict
from kiosk.core.stages_checkout import StaffStanding
from kiosk.core.stages_first import Unset
from kiosk.core.stages_setup import SetupStage
from kiosk.core.timekeeping import ClockTrouble


@dataclass(frozen=True, slots=True)
class Attract:
    """Nobody is here. Monotonic seconds: ``since`` the last sign of life (motion counts),
    ``touched`` the last touch."""

    since: float
    dimmed: bool = False
    touched: float = 0.0


@dataclass(frozen=True, slots=True)
class Closed:
    """Out of service: nobody is served. Times as in ``Attract``; ``hint_until`` (monotonic): somebody has
    shown a code and is being told that nothing was booked."""

    since: float
    dimmed: bool = False
    touched: float = 0.0
    hint_until: float | None = None


AtRest = Attract | Closed | Unset
"""Nobody's session: the invitation, the closed sign, or the first set-up."""


@dataclass(frozen=True, slots=True)
class LookingUp:
    """A code was read; the server is asked. ``began`` (monotonic): when the time to be reachable begins,
    after a rate limit's wait. ``resume_at``: waiting to repeat, for a rate limit since ``limited_at``."""

    session: Session
    qr: str = field(repr=False)
    began: float
    attempt: int = 1
    slow: bool = False
    resume_at: float | None = None
    limits: int = 0
    limited_at: float | None = None


@dataclass(frozen=True, slots=True)
class Recalling:
    """The member is known; the journal is asked what it remembers of them."""

    session: Session
    member: Member


class BalanceNote(StrEnum):
    """Why the balance is shown without earning."""

    ALREADY = "already"
    BALANCE_ONLY = "balance_only"
    NO_JOURNAL = "no_journal"


@dataclass(frozen=True, slots=True)
class Showing:
    """The balance, nothing to earn now. ``next_at``: from when on another visit counts."""

    session: Session
    member: Member
    coupons: tuple[CouponRecord, ...]
    note: BalanceNote
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Earning:
    """A visit is being earned. ``answer`` is kept while acceptance goes to disk or the balance of
    an already applied one is fetched; ``settled``: it is on disk."""

    session: Session
    member: Member
    history: History
    run: Run
    answer: SendOutcome | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Rewarded:
    """It is earned and on disk. ``balance`` None: not known in this session, so no number."""

    session: Session
    member: Member
    run: Run
    balance: Balance | None
    coupon: IssuedCoupon | None
    printing: PrintState | None
    coupon_at: float | None
    """When the coupon takes the screen (monotonic); None: it has, or there is none."""
    in_app: bool = False
    """The card filled in an answer that was lost: the coupon is in the person's app."""
    coupons: tuple[CouponRecord, ...] = ()
    """Earlier ones, not seen redeemed."""


@dataclass(frozen=True, slots=True)
class CouponShown:
    """An earlier coupon of this member, asked for from the balance or the reward."""

    session: Session
    member: Member
    record: CouponRecord
    printing: PrintState | None
    back: Showing | Rewarded


class Trouble(StrEnum):
    """Ends of the customer's way that are not a reward."""

    UNKNOWN_MEMBER = "unknown_member"
    OLD_CODE = "old_code"
    SHOW_AGAIN = "show_again"
    NOT_A_CODE = "not_a_code"
    COUPON_TO_STAFF = "coupon_to_staff"
    UNAVAILABLE = "unavailable"
    UNSURE = "unsure"
    PIN_FAILED = "pin_failed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the person should know, and what to do next."""

    session: Session
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Offline:
    """The service cannot be reached. ``operation_id`` is the kept visit's; None: nothing promised."""

    session: Session
    operation_id: str | None
    stored: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Thanks:
    """Good-bye."""

    session: Session


CustomerStage = (
    LookingUp | Recalling | Showing | Earning | Rewarded | CouponShown | Problem | Offline | Thanks
)
Stage = AtRest | CustomerStage | StaffLock | StaffInside | SetupStage


@dataclass(frozen=True, slots=True)
class Prefs:
    """What the person at the screen chose; back to the defaults when their session ends."""

    language: str = "en"
    text_scale: int = 100
    theme: str = "light"
    access_open: bool = False
    reach: bool = False
    steady: bool = False
    calm: bool = False
    speech: bool = False
    volume: int = 70
    turn: int = 0
    """How often they have asked to hear it again."""


@dataclass(frozen=True, slots=True)
class Health:
    """What the devices say. None: not heard of yet (or not configured)."""

    camera: bool | None = None
    scanner: bool | None = None
    printer: PrinterState = PrinterState.ABSENT
    camera_why: str = ""
    scanner_why: str = ""
    """Why one is down, in the words of ``DeviceChanged``."""
    journal_why: str = ""
    """Why the disk takes nothing, in the words of ``JournalError``: nothing can be booked then."""
    strict: bool = False
    """A PIN was once required to earn: this shop is Strict."""
    clock: ClockTrouble | None = None
    headphones: bool | None = None
    """Whether there are any in. Unknown counts as no."""


@dataclass(frozen=True, slots=True)
class Loose:
    """An operation without a screen: its answer still has to be dealt with.

    ``until`` (monotonic) is when a parked PIN challenge stops waiting for its member. A run that is
    done is on its way to disk: until it is there, a disk that fails must not lose it.
    """

    run: Run
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Shadow:
    """A different code appeared while the session's own was in view: looked up out of sight. The
    same member's code may just have rotated; another member's ends the session. ``taken`` as in
    ``Session``; ``resume_at`` (monotonic): waiting to ask again."""

    id: str
    qr: str = field(repr=False)
    mark: bytes = field(repr=False)
    taken: float = 0.0
    attempt: int = 1
    resume_at: float | None = None


MOST_UNSEEN = 8


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The whole of it. ``rules`` are those that hold: the configuration's, with what staff have set
    (``house``) over them. ``unseen``: coupons (as fingerprints) that were redeemed when staff had left the
    screen, with the time of the attempt: nobody was told, so nothing was handed out. ``unstaffed``: the
    journal knows nobody of the staff."""

    rules: Rules
    stage: Stage
    prefs: Prefs
    health: Health = field(default_factory=Health)
    seen: Seen = field(default_factory=Seen)
    loose: tuple[Loose, ...] = ()
    shadow: Shadow | None = None
    aim: Aim = field(default_factory=Aim)
    two_codes: TwoCodes = field(default_factory=TwoCodes)
    unseen: tuple[tuple[bytes, datetime], ...] = field(default=(), repr=False)
    house: House = field(default_factory=House)
    unstaffed: bool = False


def start(rules: Rules, at: float) -> Kiosk:
    """The kiosk as it wakes up, with the rules of the configuration."""
    return start_in(House(rules), at)


def start_in(house: House, at: float) -> Kiosk:
    """The kiosk as it wakes up, as staff have left it."""
    rules = rules_of(house)
    return Kiosk(rules, at_rest(house, at), default_prefs(rules), house=house)


def at_rest(house: House, at: float) -> AtRest:
    """What is on screen while nobody is there."""
    need = house.configured.need
    if need is not None:
        return Unset(since=at, touched=at, mistakes=need.mistakes)
    if house.shut:
        return Closed(since=at, touched=at)
    return Attract(since=at, touched=at)


def default_prefs(rules: Rules, health: Health | None = None) -> Prefs:
    """What every new person finds. Headphones that are in are theirs: they are spoken to from the start."""
    return Prefs(
        language=rules.languages[0],
        text_scale=rules.text_scale,
        theme=rules.theme,
        speech=rules.speech and health is not None and health.headphones is True,
        volume=rules.volume,
    )


def member_of(stage: Stage) -> Member | None:
    """Whose data is on screen, if anybody's."""
    match stage:
        case Recalling() | Showing() | Earning() | Rewarded() | CouponShown():
            return stage.member
        case _:
            return None


def session_of(stage: Stage) -> Session | None:
    """The session on screen; none at rest."""
    return None if isinstance(stage, AtRest) else stage.session


def waits_for_code(stage: Stage) -> bool:
    """Whether this screen shows the camera's picture and waits for a code to be held before it."""
    return (
        isinstance(stage, Attract)
        or (isinstance(stage, Unset) and not stage.busy)
        or (isinstance(stage, StaffCoupon | StaffMember) and not stage.typing)
    )


def run_of(stage: Stage) -> Run | None:
    """The operation that is the screen's business, once there is one: a coupon's begins when the
    journal has said what it knows of earlier attempts."""
    match stage:
        case Earning(run=run, settled=False) | StaffRunning(run=run, recalled=True, ending=None):
            return run
        case StaffResult(unsure=run) | StaffStanding(unsure=run):
            return run
        case _:
            return None
