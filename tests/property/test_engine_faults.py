"""A day at the kiosk with everything going wrong: members scan, staff redeem and earn, answers are lost
before and after their effect, the disk refuses, the engine is stopped and killed. In the end the books agree.

The server keeps a ledger and counts an id once, as the vendor's does. Time is virtual, so an hour of
waiting takes no time; the journal outlives the engines, as a file would.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from kiosk.core import outcomes as o
from kiosk.core.events import Action, CodeSeen, Source, Tap
from kiosk.core.model import (
    FINAL_STATES,
    Balance,
    CustomerCode,
    IssuedCoupon,
    Member,
    Operation,
    OperationKind,
)
from kiosk.core.rules import Rules
from kiosk.core.state import Rewarded, StaffResult, StaffReward, Verdict
from kiosk.core.view import View
from kiosk.engine.loop import Engine
from kiosk.ports import StaffMember
from tests.support.engine_world import PaperPrinter, Stage
from tests.support.memory_journal import MemoryJournal
from tests.support.virtual_time import LoopClock, run

COOLDOWN = timedelta(hours=4)
CODES: tuple[CustomerCode, ...] = (482193, "004821", 777777)
STAFF_PIN = "4711"
CARD = 3  # stamps on a card: coupons come often

FAULTS = ["none", "never_left", "lost_after", "lost_before", "5xx_after", "5xx_before", "slow", "late", "429"]


class Server:
    """The vendor's side: a ledger by external id, balances, coupons, PIN challenges."""

    def __init__(self, *, answers_again: bool, strict: bool, seed: int) -> None:
        self.answers_again = answers_again
        self.strict = strict
        self.dice = random.Random(seed)
        self.faults: list[str] = []
        self.stamps: dict[CustomerCode, int] = dict.fromkeys(CODES, 0)
        self.ledger: dict[str, tuple[Operation, o.Accepted]] = {}
        self.applied = 0
        self.pins: dict[CustomerCode, str] = {}

    async def fault(self) -> str:
        fault = self.faults.pop() if self.faults else "none"
        await asyncio.sleep({"slow": 2.0, "late": 6.0}.get(fault, 0.05))
        return fault

    def lookup(self, key: str | CustomerCode | None) -> o.LookupOutcome:
        for code in CODES:
            if key in (code, f"QR {code}"):
                return o.Found(Member(code, "x@example.org", Balance(self.stamps[code], 0)))
        return o.InvalidQr()

    def send(self, operation: Operation, pin: str | None) -> o.SendOutcome:
        code = operation.member_code
        assert code is not None
        if operation.id in self.ledger:
            before = self.ledger[operation.id][1]
            return before if self.answers_again else o.AlreadyApplied()
        if operation.kind is OperationKind.REDEEM:
            if self.stamps[code] < (operation.amount or 0):
                return o.InsufficientBalance()
            self.applied += 1
            self.stamps[code] -= int(operation.amount or 0)
            spent = o.Accepted(Balance(self.stamps[code], 0))
            self.ledger[operation.id] = (operation, spent)
            return spent
        if self.strict:
            if pin is None:
                self.pins[code] = f"{self.dice.randrange(10_000):04}"
                return o.PinRequired("challenge", 3)
            if self.pins.pop(code, None) != pin:
                return o.PinExpired()
        self.applied += 1
        self.stamps[code] += 1
        coupon = None
        if self.stamps[code] == CARD:
            self.stamps[code] = 0
            coupon = IssuedCoupon(f"cp-{self.applied}", "Coffee", f"cq_{self.applied:06}")
        accepted = o.Accepted(Balance(self.stamps[code], 0), coupon)
        self.ledger[operation.id] = (operation, accepted)
        return accepted


class Line:
    """One engine's way to the server. Once ``cut`` it is silent: the machine at its end has lost power."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.cut = asyncio.Event()
        self.delivered: list[IssuedCoupon] = []

    async def _alive(self) -> None:
        if self.cut.is_set():
            await asyncio.Event().wait()

    async def lookup(
        self, *, qr: str | None = None, code: CustomerCode | None = None, attempt: int = 1
    ) -> o.LookupOutcome:
        fault = await self._server.fault()
        await self._alive()
        if fault == "never_left":
            return o.Unavailable(o.Trouble.CONNECT, reached=False)
        if fault == "429":
            return o.RateLimited(7.0)
        if fault not in ("none", "slow", "late"):
            return o.Unavailable(o.Trouble.SERVER, status=502)
        return self._server.lookup(qr if qr is not None else code)

    async def send(self, operation: Operation, *, pin: str | None = None, attempt: int = 1) -> o.SendOutcome:
        fault = await self._server.fault()
        await self._alive()
        if fault == "never_left":
            return o.Unavailable(o.Trouble.DNS, reached=False)
        if fault == "429":
            return o.RateLimited(self._server.dice.choice([None, 3.0, 40.0]))
        if fault.endswith("_before"):
            return o.Unavailable(o.Trouble.SERVER, status=500)
        outcome = self._server.send(operation, pin)
        if fault == "lost_after":
            await asyncio.sleep(5.0)
            return o.Unavailable(o.Trouble.TIMEOUT)
        if fault == "5xx_after":
            return o.Unavailable(o.Trouble.SERVER, status=503)
        await self._alive()
        if isinstance(outcome, o.Accepted) and outcome.coupon is not None:
            self.delivered.append(outcome.coupon)
        return outcome

    async def enrol(self, email: str, **_: Any) -> o.LookupOutcome:
        raise NotImplementedError

    def expect(self) -> None:
        return

    def told(self) -> None:
        return None

    async def close(self) -> None:
        return


class Disk:
    """One engine's hold on the journal; after ``cut`` no call comes back."""

    def __init__(self, journal: MemoryJournal, cut: asyncio.Event) -> None:
        self._journal = journal
        self._cut = cut

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._journal, name)

        async def call(*args: object, **named: object) -> object:
            if self._cut.is_set():
                await asyncio.Event().wait()
            await asyncio.sleep(0.003)
            if self._cut.is_set():
                await asyncio.Event().wait()
            return await real(*args, **named)

        return call


@dataclass
class Shop:
    """Engines come and go; server and journal stay."""

    server: Server
    rules: Rules
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    wire: type[Line] = Line
    clock: LoopClock = field(default_factory=LoopClock)
    shown: set[str] = field(default_factory=set)
    typed: set[tuple[str, str]] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    excused: set[str] = field(default_factory=set)
    engine: Engine | None = None
    task: asyncio.Task[None] | None = None
    view: View | None = None

    async def open(self) -> None:
        line = self.wire(self.server)
        self.lines.append(line)
        stage = Stage(rules=self.rules, clock=self.clock, printer=PaperPrinter(), publish=self.see)
        world = replace(stage.world(), api=line, journal=Disk(self.journal, line.cut))
        self.engine = Engine(world)
        ready = asyncio.Event()
        self.task = asyncio.create_task(self.engine.run(ready.set))
        await ready.wait()

    def see(self, view: View) -> None:
        """The person before the screen: reads what it says, and types the PIN their phone shows."""
        self.view = view
        assert self.engine is not None
        stage = self.engine.kiosk.stage
        if isinstance(stage, Rewarded):
            self.shown.add(stage.run.operation.id)
        if isinstance(stage, StaffResult | StaffReward):
            booked = isinstance(stage, StaffReward) or stage.verdict is Verdict.BOOKED
            assert not booked or any(one.origin == "staff" for one, _ in self.server.ledger.values())
        if view.screen in ("pin", "staff_pin"):
            asyncio.get_running_loop().call_later(1.5, self.type_pin, view.session)

    def type_pin(self, session: str) -> None:
        if self.engine is None or self.view is None or self.view.session != session:
            return
        for pin in list(self.server.pins.values())[-1:]:
            if (session, pin) in self.typed:
                return
            self.typed.add((session, pin))
            for digit in pin:
                self.engine.post(Tap(Action.DIGIT, digit, session))
            self.engine.post(Tap(Action.CONFIRM, session=session))

    async def stop(self) -> None:
        assert self.engine is not None
        assert self.task is not None
        self.engine.stop()
        await self.task
        self.engine = None

    async def kill(self) -> None:
        """Power cut: what was in memory only is gone."""
        assert self.task is not None
        line = self.lines[-1]
        line.cut.set()
        tokens = set(await self.journal.tokens())
        self.excused |= {coupon.token for coupon in line.delivered if coupon.token not in tokens}
        self.task.cancel()
        await asyncio.wait((self.task,))
        self.engine = None

    async def staff(self, task: str, code: CustomerCode) -> None:
        """A whole task with an amount, as hands do it; whatever screen it comes to."""
        assert self.engine is not None
        await self.press((Action.LOCK, ""))
        await self.press(*((Action.DIGIT, digit) for digit in STAFF_PIN), (Action.CONFIRM, ""))
        await self.press((Action.BACK, ""), (Action.TASK, task))
        amount = ((Action.DIGIT, "1"), (Action.CONFIRM, ""))
        if task == "earn":
            await self.press(*amount)
        self.engine.post(CodeSeen(Source.SCANNER, f"QR {code}".encode()))
        await asyncio.sleep(0.5)
        if task == "redeem":
            await self.press(*amount)

    async def press(self, *taps: tuple[Action, str]) -> None:
        for action, value in taps:
            assert self.engine is not None
            session = self.view.session if self.view is not None else ""
            self.engine.post(Tap(action, value, session))
            await asyncio.sleep(0.05)

    async def live(self, plan: list[tuple[str, int, float]]) -> None:
        await self.journal.add_staff(StaffMember("Deniz", STAFF_PIN))
        await self.open()
        for what, who, wait in plan:
            if what == "stop":
                await self.stop()
                await self.open()
            elif what == "kill":
                await self.kill()
                await self.open()
            elif what == "disk":
                self.journal.fail_next = "disk_full"
            elif what in ("redeem", "earn"):
                await self.staff(what, CODES[who])
            elif what == "again" and self.view is not None:
                assert self.engine is not None
                self.engine.post(Tap(Action.AGAIN, session=self.view.session))
            elif what == "leave" and self.view is not None:
                assert self.engine is not None
                self.engine.post(Tap(Action.LEAVE, session=self.view.session))
            else:
                assert self.engine is not None
                self.engine.post(CodeSeen(Source.CAMERA, f"QR {CODES[who]}".encode()))
            await asyncio.sleep(wait)
        self.server.faults.clear()
        self.journal.fail_next = None
        await asyncio.sleep(1200.0)
        await self.stop()

    async def audit(self) -> None:
        assert await self.journal.unanswered() == ()
        assert await self.journal.kept_visits() == ()
        for stored in self.journal._stored.values():
            assert stored.state in FINAL_STATES
            assert (stored.state.value == "accepted") == (stored.operation.id in self.server.ledger), stored
        assert set(self.server.ledger) <= set(self.journal._stored)
        assert self.shown <= set(self.server.ledger)
        delivered = {coupon.token for line in self.lines for coupon in line.delivered}
        assert delivered - self.excused <= set(await self.journal.tokens())
        for code in CODES:
            earned = sorted(
                operation.created_at
                for operation, _ in self.server.ledger.values()
                if operation.member_code == code and operation.origin != "staff"
            )
            gaps = [later - earlier for earlier, later in pairwise(earned)]
            assert all(gap >= COOLDOWN for gap in gaps), earned


WAITS = [0.0, 0.004, 0.06, 0.5, 2.5, 9.0, 35.0, 400.0, 15_000.0]
DOINGS = ["scan"] * 5 + ["redeem", "earn", "earn", "again", "leave", "stop", "kill", "disk", "disk"]
PLANS = st.lists(
    st.tuples(st.sampled_from(DOINGS), st.integers(0, len(CODES) - 1), st.sampled_from(WAITS)),
    min_size=8,
    max_size=40,
)


@pytest.mark.slow
@pytest.mark.timeout(300)  # beside another worker, and measured
@settings(
    max_examples=max(350, settings().max_examples),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
@given(
    plan=PLANS,
    faults=st.lists(st.sampled_from(FAULTS), min_size=5, max_size=60),
    answers_again=st.booleans(),
    strict=st.sampled_from([False, False, True]),
    seed=st.integers(0, 999),
)
def test_the_books_agree(
    plan: list[tuple[str, int, float]], faults: list[str], answers_again: bool, strict: bool, seed: int
) -> None:
    server = Server(answers_again=answers_again, strict=strict, seed=seed)
    server.faults = list(faults)
    shop = Shop(server, Rules(cooldown=COOLDOWN, daily_limit=0))

    async def day() -> None:
        await shop.live(plan)
        await shop.audit()

    run(day())
    note(f"{server.applied} applied, {len(shop.shown)} shown, {len(shop.excused)} excused")
