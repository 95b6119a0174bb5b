"""A person at the core's one door: events go in, effects come out, deadlines pass when time does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.deadlines import deadlines
from kiosk.core.model import (
    Balance,
    CouponRecord,
    History,
    IssuedCoupon,
    Member,
    Moment,
    Operation,
    OperationKind,
    PrinterState,
    PrintJob,
    PrintState,
)
from kiosk.core.project import project
from kiosk.core.rules import Rules
from kiosk.core.state import Kiosk, StaffCoupon, session_of, start
from kiosk.core.step import step
from kiosk.core.view import View

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ANNA = Member(482193, "a***a@example.org", Balance(7, 30))
BEN = Member(555012, "b***n@example.net", Balance(2, 0))
COUPON = IssuedCoupon("c-1", "Free coffee", "cq_secret_token")
RECORD = CouponRecord(COUPON, NOON - timedelta(days=1), ANNA.code)
TOKEN = "cq_7f3a9b2e"

E = TypeVar("E", bound=e.Effect)


def operation(**changed: object) -> Operation:
    """An earn of one stamp, with what a test wants otherwise."""
    plain = Operation("op-1", OperationKind.EARN, NOON, member_code=ANNA.code, before=ANNA.balance)
    return replace(plain, **changed)  # type: ignore[arg-type]


@dataclass
class Play:
    """``mono`` and ``local`` run together; ``effects`` are those of the last event, ``all`` of all."""

    rules: Rules = field(default_factory=Rules)
    printer: PrinterState = PrinterState.READY
    mono: float = 1000.0
    local: datetime = NOON
    effects: tuple[e.Effect, ...] = ()
    all: list[e.Effect] = field(default_factory=list)
    _entropy: int = 0x1234_5678_9ABC_DEF0_0FED_CBA9_8765_4321

    def __post_init__(self) -> None:
        self.kiosk: Kiosk = start(self.rules, self.mono)
        self.do(ev.PrinterChanged(self.printer))

    @property
    def now(self) -> Moment:
        return Moment(self.mono, self.local, self._entropy)

    def do(self, event: ev.Event) -> tuple[e.Effect, ...]:
        # Knuth's multiplier: other bits each time, the same bits every run.
        self._entropy = (self._entropy * 6364136223846793005 + 1442695040888963407) % (1 << 128)
        self.kiosk, self.effects = step(self.kiosk, event, self.now)
        self.all += self.effects
        return self.effects

    def wait(self, seconds: float) -> list[str]:
        """Let time pass, with each deadline in its turn; their names."""
        end, passed = self.mono + seconds, []
        while due := [(at, name) for name, at in deadlines(self.kiosk) if at <= end]:
            at, name = min(due)
            self._pass(max(at - self.mono, 0.0))
            before = self.kiosk
            self.do(ev.Elapsed(name))
            passed.append(name)
            assert self.kiosk != before, f"the deadline {name} changes nothing and would fire for ever"
        self._pass(end - self.mono)
        return passed

    def _pass(self, seconds: float) -> None:
        self.mono += seconds
        self.local += timedelta(seconds=seconds)

    # -- what is there ---------------------------------------------------------------------------------

    @property
    def session(self) -> str:
        session = session_of(self.kiosk.stage)
        return session.id if session else ""

    @property
    def stage(self) -> str:
        return type(self.kiosk.stage).__name__

    @property
    def view(self) -> View:
        return project(self.kiosk)

    def one(self, kind: type[E]) -> E:
        """The only effect of this kind among the last event's."""
        [found] = self.of(kind)
        return found

    def of(self, kind: type[E]) -> list[E]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def ever(self, kind: type[E]) -> list[E]:
        return [effect for effect in self.all if isinstance(effect, kind)]

    # -- what people and the world do ------------------------------------------------------------------

    def tap(self, action: ev.Action, value: str = "") -> tuple[e.Effect, ...]:
        return self.do(ev.Tap(action, value, self.session))

    def type(self, digits: str) -> tuple[e.Effect, ...]:
        for digit in digits:
            self.tap(ev.Action.DIGIT, digit)
        return self.tap(ev.Action.CONFIRM)

    def letters(self, text: str) -> tuple[e.Effect, ...]:
        for char in text:
            self.tap(ev.Action.CHARACTER, char)
        return self.effects

    def enrolled(self, outcome: o.LookupOutcome, attempt: int | None = None) -> None:
        asked = self.ever(e.Enrol)[-1]
        self.do(ev.Enrolled(asked.ref, asked.attempt if attempt is None else attempt, outcome))

    def scan(self, text: str | bytes = "anna-code", source: ev.Source = ev.Source.CAMERA) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.do(ev.CodeSeen(source, data))

    def looked_up(self, outcome: o.LookupOutcome, attempt: int | None = None) -> None:
        lookup = self.ever(e.Lookup)[-1]
        self.do(ev.LookedUp(lookup.session, lookup.attempt if attempt is None else attempt, outcome))

    def recalled(self, history: History | None = None) -> None:
        self.do(ev.Recalled(self.session, history or History()))

    def recorded(self) -> None:
        self.do(ev.Recorded(self.ever(e.Record)[-1].operation.id))

    def answered(self, outcome: o.SendOutcome, attempt: int | None = None) -> None:
        send = self.ever(e.Send)[-1]
        number = send.attempt if attempt is None else attempt
        self.do(ev.Answered(send.operation.id, number, outcome))

    def settled(self, job: PrintState | None = None) -> None:
        settle = self.ever(e.Settle)[-1]
        coupon = settle.coupon
        made = PrintJob(1, coupon.id, job) if job is not None and coupon is not None else None
        self.do(ev.Settled(settle.operation.id, made))

    # -- ways to a stage -------------------------------------------------------------------------------

    def known(self, member: Member = ANNA) -> Play:
        """Somebody scanned and was found; the journal is being asked."""
        self.scan(f"{member.code}-code")
        self.looked_up(o.Found(member))
        return self

    def sending(self, member: Member = ANNA) -> Play:
        """Their first visit: on disk, and the request is out."""
        self.known(member).recalled()
        self.recorded()
        return self

    def asking(self, remaining: int | None = 3) -> Play:
        """The server wants a PIN."""
        self.sending().answered(o.PinRequired("ch-1", remaining))
        return self

    def rewarded(self, coupon: IssuedCoupon | None = None, job: PrintState = PrintState.QUEUED) -> Play:
        """Earned and on disk, perhaps with a coupon."""
        after = Balance(0, 30) if coupon else Balance(8, 30)
        self.sending().answered(o.Accepted(after, coupon))
        self.settled(job)
        return self

    def staff(self, person: str = "Deniz") -> Play:
        """Somebody of the staff is in."""
        self.tap(ev.Action.LOCK)
        self.type("4711")
        self.do(ev.StaffAdmitted(self.session, person))
        return self

    def inside(self, task: str = "redeem", card: str = "point") -> Play:
        """A member was found for a staff task, and nothing is typed yet."""
        self.staff().tap(ev.Action.TASK, task)
        self.scan(f"{ANNA.code}-code", ev.Source.SCANNER)
        self.looked_up(o.Found(ANNA))
        self.tap(ev.Action.CARD, card)
        return self

    def booking(self, task: str = "redeem", card: str = "point", amount: str = "20") -> Play:
        """The amount is confirmed, the operation is on disk, and the request is out."""
        self.inside(task, card)
        self.amount(amount)
        self.tap(ev.Action.CONFIRM)
        self.recorded()
        return self

    def amount(self, typed: str) -> None:
        for char in typed:
            self.tap(ev.Action.CHARACTER if char == "." else ev.Action.DIGIT, char)

    def redeeming(self, earlier: datetime | None = None, token: str = TOKEN) -> Play:
        """A coupon was scanned by staff, the attempt is on disk, and the request is out."""
        if not isinstance(self.kiosk.stage, StaffCoupon):
            self.staff().tap(ev.Action.TASK, "coupon")
        self.scan(token, ev.Source.SCANNER)
        self.do(ev.AttemptRecalled(self.ever(e.RecallAttempt)[-1].session, earlier))
        self.recorded()
        return self
