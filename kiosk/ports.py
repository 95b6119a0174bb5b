"""What the engine asks of the world. Adapters in ``loyalite``, ``devices`` and ``journal`` fulfil
these; their simulated twins do so too, and one contract test suite holds both to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.core.checkout import Checkout
from kiosk.core.events import Aimed, CodeSeen, DeviceChanged, PrinterChanged, Stirred
from kiosk.core.machine import MachineReport, Pace, Refusal
from kiosk.core.model import (
    Balance,
    CouponRecord,
    CustomerCode,
    History,
    IssuedCoupon,
    Moment,
    Operation,
    OperationState,
    PrinterState,
    PrintJob,
    PrintState,
)
from kiosk.core.outcomes import LookupOutcome, SendOutcome
from kiosk.core.papers import CouponPage, CouponQuery, CouponStory
from kiosk.core.timekeeping import TimeTold

DeviceEvent = Aimed | CodeSeen | DeviceChanged | PrinterChanged | Stirred
Post = Callable[[DeviceEvent], None]
"""Hands an event to the engine; safe from any thread, never blocks, never raises."""


@dataclass(frozen=True, slots=True)
class CallReport:
    """One HTTP exchange, for the log: milliseconds, status (0 = none), the outcome's name."""

    call: str
    status: int
    outcome: str
    ms: float
    attempt: int


class LoyaltyApi(Protocol):
    """The vendor's five calls. No method raises for anything a network or a server can do."""

    async def lookup(
        self, *, qr: str | None = None, code: CustomerCode | None = None, attempt: int = 1
    ) -> LookupOutcome:
        """Who is this? Exactly one of raw QR content (sent verbatim) or customer code."""

    async def enrol(
        self, email: str, *, terms: bool, privacy: bool, marketing: bool | None = None, attempt: int = 1
    ) -> LookupOutcome:
        """Enrol, or return the existing member of that e-mail."""

    async def send(self, operation: Operation, *, pin: str | None = None, attempt: int = 1) -> SendOutcome:
        """Earn, redeem or redeem a coupon, by the operation's kind, with its own id."""

    def expect(self) -> None:
        """Somebody has come near and may ask soon: have a connection open by then. Returns at once, and says
        nothing to the service. In the engine's loop."""

    def told(self) -> TimeTold | None:
        """What time it was there at the last answer that was the service's own (it tells whole seconds);
        ``None`` while it has not said."""

    async def close(self) -> None:
        """Close the connections."""


class Camera(Protocol):
    """Films, decodes, posts ``CodeSeen`` for every frame in which it read a code. Runs in threads of its own.

    Of a live camera only the newest frame counts; of a recording every one. While nobody is there it
    looks five times a second only; ``Stirred`` says that a person moved. ``Aimed`` says what would help
    somebody who has tried for 3 s in vain, and how it finds the light: sent when either changes, never
    for who walks by, and with no hint when a code is read or nobody tries any more.
    """

    def start(self, post: Post) -> None:
        """Begin; returns at once. Posts ``DeviceChanged('camera', …)`` as it comes and goes: one down,
        one up, however often it is tried in between. Down is also a camera that gives nothing but black
        (``black``; codes are still read) or one and the same picture (``frozen``). ``post`` may be called
        from any thread."""

    def pace(self) -> Pace | None:
        """How fast pictures are looked at, of late; ``None`` when none are. From any thread, at once."""

    def stop(self) -> None:
        """End the threads and free the device; returns within 2 s, and nothing is posted from then on. A
        driver that hangs is left behind, and frees the device when it comes back."""


class Scanner(Protocol):
    """A barcode scanner; the same promises as a camera, with the name ``scanner``.

    What it is told, it does as far as it can and some time soon: no method waits or raises, and each may
    be called from any thread, before the start and after the end too.
    """

    def start(self, post: Post) -> None:
        """Begin; returns at once."""

    def stop(self) -> None:
        """End the thread and free the device within 2 s."""

    def beep(self, *, good: bool) -> None:
        """Sound at the scanner that its code was taken, or was refused."""

    def stirred(self) -> None:
        """Somebody moved before the camera or touched the glass: a scanner that rests looks for codes."""

    def watched(self, *, on: bool) -> None:
        """Whether a camera sees who comes. While none does, the scanner does not rest."""


class Headphones(Protocol):
    """Whether headphones are in. Posts ``DeviceChanged('headphones', …)`` at each change: up is in, down with
    the reason ``out`` is out, and with any other reason nobody knows."""

    def start(self, post: Post) -> None:
        """Begin; returns at once."""

    def stop(self) -> None:
        """End the thread within 2 s."""


class Speaker(Protocol):
    """Speaks, one thing at a time. No method waits or raises; each may be called from any thread."""

    def say(self, words: str, language: str, volume: int) -> None:
        """Instead of whatever is spoken, in a language (its code), at a volume in percent; 0 is silence."""

    def hush(self) -> None:
        """Stop speaking."""

    def close(self) -> None:
        """Stop, and end the thread."""


@dataclass(frozen=True, slots=True)
class CouponPaper:
    """A coupon as lines of paper: words already in the shop's language, in reading order.

    ``issued`` is a local time already formatted. ``copy`` is the word for COPY, or empty.
    """

    shop: str
    name: str
    token: str = field(repr=False)
    issued: str
    kiosk_id: str
    title: str
    terms: str
    copy: str = ""
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """A paper that is no coupon, in words of the shop's language: lines of what and how much (the latter may
    be empty). ``issued`` is a local time already formatted."""

    shop: str
    title: str
    lines: tuple[tuple[str, str], ...] = field(repr=False)
    issued: str
    kiosk_id: str
    note: str = ""
    rtl: bool = False


class Printer(Protocol):
    """A receipt printer. Blocking work happens in the adapter's own thread."""

    def start(self, post: Post) -> None:
        """Begin watching the printer; posts ``PrinterChanged`` when its state changes."""

    def stop(self) -> None:
        """End the thread and free the port within 2 s."""

    @property
    def state(self) -> PrinterState:
        """The last known state; ``ABSENT`` before the port was opened."""

    async def print_coupon(
        self, paper: CouponPaper, job: int, going: Callable[[PrintState], None]
    ) -> PrintState:
        """Print one coupon; returns PRINTED (the printer said so), SENT (it cannot say), FAILED
        (surely nothing usable came out, or nothing was sent) or UNKNOWN. ``going`` is called from
        any thread: with SENDING just before the first byte of the job leaves, and with SENT when the
        last has left and the printer's word on it is still to come. Never raises."""

    async def print_slip(self, paper: SlipPaper, going: Callable[[PrintState], None]) -> PrintState:
        """Print a paper that is no coupon, after what was asked for before; the same answers."""


class JournalError(Exception):
    """The journal could not do it: disk full, read-only, corrupt. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class StoredOperation:
    """An operation as the journal has it now. ``attempts`` counts sends. ``sent_at`` is the last."""

    operation: Operation
    state: OperationState
    attempts: int
    reason: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptVisit:
    """A visit kept while the server could not be reached."""

    operation_id: str
    at: datetime
    qr: str = field(repr=False)
    attempts: int = 0
    reason: str = ""
    """Why it still waits, in a machine word; empty: the service could not be reached when it was kept."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who may use the staff screens; only the argon2id hash of the PIN is kept, and, where they
    have a badge, the hash of its code (``codes.badge_hash``)."""

    name: str
    pin_hash: str = field(repr=False)
    badge_hash: str = field(default="", repr=False)


STAFF_LOST = "staff_lost"
"""The fact that an earlier journal was set aside, and with it perhaps a list of staff."""


class Journal(Protocol):
    """Durable memory. Every method returns after its change is on disk (fsync), or raises
    ``JournalError`` with nothing changed. All times are aware datetimes."""

    async def record(self, operation: Operation) -> None:
        """Insert, state pending. The same id with the same content again is no error: it changes
        nothing, unless the operation was refused or abandoned, which makes it pending again."""

    async def mark_sent(self, operation_id: str, at: datetime) -> int:
        """pending/sent/challenged/unknown -> sent; returns the number of sends, this one included."""

    async def mark(self, operation_id: str, state: OperationState, reason: str = "") -> None:
        """Change the state. A final state does not change by this: such a call does nothing."""

    async def settle(
        self,
        operation_id: str,
        balance: Balance | None,
        coupon: IssuedCoupon | None,
        *,
        at: datetime,
        print_now: bool,
    ) -> PrintJob | None:
        """One transaction: accepted + coupon + its print job (queued, or held). Twice is once: the
        second call returns the job that exists. A coupon id that exists is not issued again. One
        that was marked refused or abandoned becomes accepted: that was our guess, this is the
        server's word."""

    async def history(self, member_code: CustomerCode, since: datetime) -> History:
        """Earns of this member since then that are not refused or abandoned (newest first), and
        this member's coupons that were not seen redeemed or handed out."""

    async def unanswered(self) -> Sequence[StoredOperation]:
        """Operations in pending, sent, challenged or unknown, oldest first."""

    async def operation(self, operation_id: str) -> StoredOperation | None:
        """One operation."""

    async def attempt_on(self, token: str, but_not: str) -> StoredOperation | None:
        """The newest unanswered (sent or unknown) redemption of this token, another than ``but_not``."""

    async def coupon(self, coupon_id: str) -> CouponRecord | None:
        """One coupon."""

    async def is_our_token(self, token: str) -> bool:
        """Whether some coupon in the journal has this token."""

    async def tokens(self) -> Sequence[str]:
        """The tokens of all coupons this kiosk issued that were not seen redeemed."""

    async def queue_print(self, coupon_id: str, *, copy: bool, at: datetime) -> PrintJob:
        """A new print job for a coupon in the journal. ``copy`` is forced true when an earlier job
        of that coupon may have reached paper (sending, sent, printed, unknown)."""

    async def print_state(self, job_id: int, state: PrintState, at: datetime) -> None:
        """A job went on; the coupon's state follows in the same transaction."""

    async def queued_prints(self) -> Sequence[tuple[PrintJob, CouponRecord]]:
        """Jobs in queued, oldest first."""

    async def recover_prints(self, now: datetime, fresh: float) -> Sequence[PrintJob]:
        """At start: jobs in sending or sent become unknown; queued ones of coupons older than
        ``fresh`` seconds become held. Returns the changed ones."""

    async def coupon_spent(self, token: str, at: datetime) -> str | None:
        """Note on our own record, if there is one, that the coupon is redeemed; returns its id when
        that is news."""

    async def keep_checkout(self, checkout: Checkout) -> None:
        """Store what was entered of an order, before the first of its two operations is recorded. The same
        order with the same content again opens it again, if it was given up. A half that was surely not
        applied may change (then its operation is forgotten, to be recorded anew); else
        ``JournalError("conflict")``."""

    async def checkout(self, order: str) -> Checkout | None:
        """What is known of an order, its halves as they stand now. One whose halves are all accepted is
        done, whoever had the last answer."""

    async def open_checkouts(self, most: int) -> Sequence[Checkout]:
        """Neither done nor given up: first those of which something is booked, or may be; newest first."""

    async def give_up_checkout(self, order: str, at: datetime) -> bool:
        """Whether there was an open one. What is booked of it, and what may still be, is not touched."""

    async def find_coupons(self, query: CouponQuery) -> CouponPage:
        """Those issued here, newest first, one page of them."""

    async def coupon_story(self, coupon_id: str) -> CouponStory | None:
        """One coupon with all its papers."""

    async def hand_out(self, coupon_id: str, at: datetime) -> bool:
        """Staff gave it to the member; false when it is not here, or was handed out or redeemed before."""

    async def keep_visit(self, visit: KeptVisit) -> None:
        """Store an offline visit (the one place a QR payload touches the disk)."""

    async def kept_visits(self) -> Sequence[KeptVisit]:
        """Oldest first."""

    async def visit_tried(self, operation_id: str, reason: str) -> None:
        """One more try of it came to nothing, for this reason. Unknown ids do nothing: one that was dropped
        meanwhile does not come back."""

    async def drop_visit(self, operation_id: str, reason: str) -> None:
        """Delete it, content included, and count the reason. Unknown ids do nothing."""

    async def ask_retry(self, operation_id: str, at: datetime) -> None:
        """A wish for the kiosk at work, perhaps another process: try this operation or visit at once."""

    async def take_retries(self) -> Sequence[str]:
        """The wishes, oldest first; each is given out once."""

    async def staff(self) -> Sequence[StaffMember]:
        """All staff."""

    async def add_staff(self, member: StaffMember) -> None:
        """Insert by name, or replace the PIN; a badge is not touched by that."""

    async def set_badge(self, name: str, badge_hash: str) -> bool:
        """Give this person another badge, or none (""). Whether there is such a person."""

    async def remove_staff(self, name: str) -> bool:
        """Whether there was such a person."""

    async def hire(self, member: StaffMember, by: str) -> bool:
        """Insert, if ``by`` is of the staff and nobody has this name yet. Whether it was done."""

    async def dismiss(self, name: str, by: str) -> bool:
        """Remove, if ``by`` is of the staff and somebody else: so nobody takes out themselves, and the last
        one stays. Whether it was done."""

    async def staff_lock(self) -> tuple[int, datetime | None]:
        """Wrong tries in a row, and until when entry is locked."""

    async def set_staff_lock(self, tries: int, until: datetime | None) -> None:
        """Survives a restart."""

    async def audit(self, at: datetime, person: str, task: str, outcome: str) -> None:
        """Append to the audit log."""

    async def get(self, key: str) -> str | None:
        """A small remembered fact, for example ``strict_seen``."""

    async def put(self, key: str, value: str) -> None:
        """Remember a small fact."""

    async def close(self) -> None:
        """Finish and close the file."""


class Appliance(Protocol):
    """The computer that the kiosk runs on. Each method may block for some seconds at most: call it off the
    engine's thread, from any. None raises."""

    def report(self) -> MachineReport:
        """How it is. What it does not tell stays unknown."""

    def set_brightness(self, percent: int) -> bool:
        """Set the screen's light, never to darkness; false where that cannot be done."""

    def shut_down(self) -> Refusal | None:
        """Switch the machine off. ``None``: it goes down, and ends this program on the way."""


class Clock(Protocol):
    """The only source of time and randomness in the engine."""

    def now(self) -> Moment:
        """This moment, with 128 fresh random bits."""


class StaffPins(Protocol):
    """Hashing of staff PINs (argon2id). Slow on purpose: call it off the engine's thread."""

    def hash(self, pin: str) -> str:
        """A new salted hash."""

    def verify(self, pin_hash: str, pin: str) -> bool:
        """Whether it fits; false for a broken hash."""
