"""A world for the engine that does what the test says, and keeps a record of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from kiosk.core import outcomes as o
from kiosk.core.effects import Sound
from kiosk.core.events import CodeSeen, PrinterChanged, Source
from kiosk.core.house import Setting
from kiosk.core.machine import Pace
from kiosk.core.model import (
    Balance,
    CardType,
    CustomerCode,
    IssuedCoupon,
    Member,
    Operation,
    OperationKind,
    OperationState,
    PrinterState,
    PrintState,
)
from kiosk.core.receipt import Receipt
from kiosk.core.rules import Rules
from kiosk.core.slip import Slip
from kiosk.core.timekeeping import TimeTold
from kiosk.core.view import View
from kiosk.engine.loop import Engine
from kiosk.engine.world import World
from kiosk.ports import (
    Appliance,
    Camera,
    Clock,
    CouponPaper,
    Headphones,
    Post,
    Scanner,
    SlipPaper,
    StoredOperation,
)
from kiosk.simulator.appliance import ApplianceTwin
from tests.support.memory_journal import MemoryJournal
from tests.support.virtual_time import NOON, START, LoopClock

ANNA = Member(482193, "a***@example.org", Balance(6, 120))
BORA = Member("004821", "b***@example.org", Balance(9, 0))
COUPON = IssuedCoupon("cp-1", "Bir kahve", "cq_7f3a9b2e")
FINE = o.Accepted(Balance(7, 120))
FULL = o.Accepted(Balance(0, 130), COUPON)
DOWN = o.Unavailable(o.Trouble.CONNECT, reached=False)
LOST = o.Unavailable(o.Trouble.TIMEOUT)

Line = tuple[str, str, dict[str, str | float]]
Answer = o.SendOutcome | o.LookupOutcome | Exception | Callable[[], Awaitable[o.SendOutcome]]


class Notebook:
    """``world.Log``."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def __call__(self, event: str, level: str = "info", /, **fields: str | float) -> None:
        self.lines.append((event, level, fields))

    def of(self, event: str, **wanted: str | float) -> list[dict[str, str | float]]:
        """The fields of all events of that name that have these values."""
        return [f for name, _, f in self.lines if name == event and wanted.items() <= f.items()]


class ScriptedApi:
    """Answers in the order of the script; what is not scripted is answered by ``member`` and ``send``.

    An answer may be an exception to raise, or a function to await.
    """

    def __init__(self) -> None:
        self.lookups: list[Answer] = []
        self.sends: list[Answer] = []
        self.members: dict[str | CustomerCode, Member] = {"ANNA": ANNA, "BORA": BORA, ANNA.code: ANNA}
        self.otherwise: o.SendOutcome = FINE
        self.asked: list[tuple[str | None, CustomerCode | None, int]] = []
        self.enrols: list[Answer] = []
        self.enrolled: list[tuple[str, bool, bool, bool | None, int]] = []
        self.sent: list[tuple[Operation, str | None, int]] = []
        self.times: list[float] = []
        self.ahead: float | None = None
        self.expected = 0
        """How often a connection was to be made ready."""

    async def lookup(
        self, *, qr: str | None = None, code: CustomerCode | None = None, attempt: int = 1
    ) -> o.LookupOutcome:
        self.asked.append((qr, code, attempt))
        if self.lookups:
            return await self._play(self.lookups.pop(0))  # type: ignore[return-value]
        key = qr if qr is not None else code
        member = self.members.get(key) if key is not None else None
        return o.InvalidQr() if member is None else o.Found(member)

    async def enrol(
        self, email: str, *, terms: bool, privacy: bool, marketing: bool | None = None, attempt: int = 1
    ) -> o.LookupOutcome:
        self.enrolled.append((email, terms, privacy, marketing, attempt))
        return await self._play(self.enrols.pop(0))  # type: ignore[return-value]

    async def send(self, operation: Operation, *, pin: str | None = None, attempt: int = 1) -> o.SendOutcome:
        self.sent.append((operation, pin, attempt))
        self.times.append(asyncio.get_running_loop().time())
        if self.sends:
            return await self._play(self.sends.pop(0))  # type: ignore[return-value]
        return self.otherwise

    async def _play(self, answer: Answer) -> o.SendOutcome | o.LookupOutcome:
        await asyncio.sleep(0.01)
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            return await answer()
        return answer

    def expect(self) -> None:
        self.expected += 1

    def told(self) -> TimeTold | None:
        if self.ahead is None:
            return None
        mono = asyncio.get_running_loop().time()
        return TimeTold(NOON.timestamp() + mono - START + self.ahead, mono)

    async def close(self) -> None:
        return


class PaperPrinter:
    """Prints in 0.1 s; ``result`` is what it says, or an exception to raise."""

    def __init__(self, state: PrinterState = PrinterState.READY) -> None:
        self.state = state
        self.result: PrintState | Exception = PrintState.PRINTED
        self.printed: list[tuple[CouponPaper, int]] = []
        self.slips: list[SlipPaper] = []
        self.before: Callable[[int], Awaitable[None]] | None = None
        self.stopped = 0

    def start(self, post: Post) -> None:
        post(PrinterChanged(self.state))

    def stop(self) -> None:
        self.stopped += 1

    async def print_slip(self, paper: SlipPaper, going: Callable[[PrintState], None]) -> PrintState:
        going(PrintState.SENDING)
        await asyncio.sleep(0.05)
        if isinstance(self.result, Exception):
            raise self.result
        self.slips.append(paper)
        return self.result

    async def print_coupon(
        self, paper: CouponPaper, job: int, going: Callable[[PrintState], None]
    ) -> PrintState:
        if self.before is not None:
            await self.before(job)
        going(PrintState.SENDING)
        await asyncio.sleep(0.05)
        going(PrintState.SENT)
        await asyncio.sleep(0.05)
        if isinstance(self.result, Exception):
            raise self.result
        self.printed.append((paper, job))
        return self.result


class Eye:
    """A camera or a scanner that reads what the test shows it. ``broken`` starts fail first."""

    def __init__(self, broken: int = 0) -> None:
        self.broken = broken
        self.starts = 0
        self.stopped = 0
        self.post: Post | None = None
        self.on_stop: Callable[[], None] | None = None
        self.told: list[str] = []

    def start(self, post: Post) -> None:
        self.starts += 1
        if self.starts <= self.broken:
            raise OSError("no such device")
        self.post = post

    def stop(self) -> None:
        self.stopped += 1
        if self.on_stop is not None:
            self.on_stop()

    def pace(self) -> Pace | None:
        return Pace(9.5, 4.25)

    def beep(self, *, good: bool) -> None:
        self.told.append("good" if good else "bad")

    def stirred(self) -> None:
        self.told.append("stirred")

    def watched(self, *, on: bool) -> None:
        self.told.append("watched" if on else "unwatched")


class PlainPins:
    """``ports.StaffPins`` that keeps PINs as they are, for speed."""

    def hash(self, pin: str) -> str:
        return pin

    def verify(self, pin_hash: str, pin: str) -> bool:
        return pin_hash == pin


def words(receipt: Receipt) -> CouponPaper:
    copy = receipt.copy.id if receipt.copy is not None else ""
    return CouponPaper(
        receipt.shop, receipt.name, receipt.token, "now", receipt.kiosk_id, "title", receipt.terms, copy
    )


def slip_words(slip: Slip) -> SlipPaper:
    lines = tuple((one.label.id, "" if one.value is None else one.value.id) for one in slip.lines)
    return SlipPaper("Kahveci", slip.title.id, lines, "now", "entrance-1")


@dataclass
class Stage:
    """Everything around one engine."""

    rules: Rules = field(default_factory=Rules)
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    api: ScriptedApi = field(default_factory=ScriptedApi)
    printer: PaperPrinter = field(default_factory=PaperPrinter)
    camera: Camera | None = None
    scanner: Scanner | None = None
    headphones: Headphones | None = None
    clock: Clock = field(default_factory=LoopClock)
    pins: PlainPins = field(default_factory=PlainPins)
    log: Notebook = field(default_factory=Notebook)
    appliance: Appliance = field(default_factory=ApplianceTwin)
    adjusted: list[tuple[Setting, str]] = field(default_factory=list)
    restarts: list[float] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    cues: list[Sound] = field(default_factory=list)
    publish: Callable[[View], None] | None = None
    words: Callable[[Receipt], CouponPaper] = words
    drawn: list[tuple[str, CouponPaper]] = field(default_factory=list)
    slip_words: Callable[[Slip], SlipPaper] = slip_words

    def world(self) -> World:
        return World(
            rules=self.rules,
            api=self.api,
            journal=self.journal,
            printer=self.printer,
            camera=self.camera,
            scanner=self.scanner,
            headphones=self.headphones,
            clock=self.clock,
            pins=self.pins,
            publish=self.publish or self.views.append,
            cue=self.cues.append,
            words=self.words,
            draw=self.draw,
            slip_words=self.slip_words,
            appliance=self.appliance,
            adjust=lambda setting, value: self.adjusted.append((setting, value)),
            restart=lambda: self.restarts.append(self.clock.now().mono),
            log=self.log,
            terms="Once.",
        )

    def draw(self, name: str, paper: CouponPaper) -> tuple[int, int]:
        self.drawn.append((name, paper))
        return 576, 900

    @property
    def screens(self) -> list[str]:
        return [view.screen for view in self.views]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Engine]:
        """An engine at work; in the end it is stopped, and must end well."""
        engine = Engine(self.world())
        ready = asyncio.Event()
        task = asyncio.create_task(engine.run(ready.set))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        try:
            yield engine
        finally:
            engine.stop()
            await task

    async def stored(self, operation_id: str) -> StoredOperation:
        found = await self.journal.operation(operation_id)
        assert found is not None
        return found

    async def states(self) -> list[str]:
        return [one.state.value for one in self.journal._stored.values()]


def scan(text: str = "ANNA") -> CodeSeen:
    return CodeSeen(Source.CAMERA, text.encode())


def earn(clock: Clock, number: int = 1, age: float = 0.0, member: CustomerCode = ANNA.code) -> Operation:
    return Operation(
        id=f"kiosk-1-{number}",
        kind=OperationKind.EARN,
        created_at=clock.now().local - timedelta(seconds=age),
        member_code=member,
        card=CardType.STAMP,
        amount=Decimal(1),
        before=Balance(6, 120),
    )


async def put(
    journal: MemoryJournal, operation: Operation, state: OperationState = OperationState.PENDING
) -> Operation:
    """An operation as an earlier run left it."""
    await journal.record(operation)
    if state is not OperationState.PENDING:
        await journal.mark_sent(operation.id, operation.created_at)
        await journal.mark(operation.id, state, "earlier")
    return operation


async def until(done: Callable[[], object], seconds: float = 60.0, step: float = 0.01) -> None:
    """Wait (in the loop's time) until it is true."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not done():
        assert loop.time() < end, "it did not happen"
        await asyncio.sleep(step)


def names(things: Iterable[object]) -> list[str]:
    return [type(thing).__name__ for thing in things]
