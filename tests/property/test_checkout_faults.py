"""A day at the till with everything going wrong: orders are checked out, given up, typed again with other
numbers, by other members; answers are lost before and after their effect, the disk refuses, the engine is
stopped and killed between any two steps. In the end each order is booked once, or half, or not at all, the
screens never said otherwise, and what is left half done can be finished.

The server keeps a ledger and counts an id once. Time is virtual; the journal outlives the engines.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from kiosk.core import outcomes as o
from kiosk.core.checkout import Checkout, CheckoutState, Half
from kiosk.core.events import Action, CodeSeen, Source
from kiosk.core.model import Balance, CustomerCode, Member, Operation, OperationKind
from kiosk.core.rules import Rules
from kiosk.core.stages_checkout import StaffStanding, StaffSummary
from kiosk.core.state import StaffRunning
from kiosk.core.view import View
from kiosk.ports import StaffMember
from tests.property.test_engine_faults import CODES, FAULTS, STAFF_PIN, Line, Server, Shop
from tests.support.virtual_time import run

ORDERS = ["7", "A-1", "x.2"]
GATES: list[frozenset[OperationKind]] = [
    frozenset(),
    frozenset({OperationKind.REDEEM}),
    frozenset({OperationKind.REDEEM, OperationKind.EARN}),
]


class PointServer(Server):
    """Points only, under one of the three presets."""

    def __init__(self, gated: frozenset[OperationKind], *, answers_again: bool, seed: int) -> None:
        super().__init__(answers_again=answers_again, strict=False, seed=seed)
        self.gated = gated
        self.points: dict[CustomerCode, int] = dict.fromkeys(CODES, 25)

    def lookup(self, key: str | CustomerCode | None) -> o.LookupOutcome:
        for code in CODES:
            if key in (code, str(code), f"QR {code}"):
                return o.Found(Member(code, "x@example.org", Balance(0, self.points[code])))
        return o.InvalidQr()

    def send(self, operation: Operation, pin: str | None) -> o.SendOutcome:
        code, amount = operation.member_code, int(operation.amount or 0)
        assert code is not None
        if operation.id in self.ledger:
            before = self.ledger[operation.id][1]
            return before if self.answers_again else o.AlreadyApplied()
        if operation.manual_code and len(self.gated) == 2:
            return o.ManualCodeDisabled()
        redeem = operation.kind is OperationKind.REDEEM
        if redeem and self.points[code] < amount:
            return o.InsufficientBalance()
        if operation.kind in self.gated:
            if pin is None:
                self.pins[code] = f"{self.dice.randrange(10_000):04}"
                return o.PinRequired("challenge", 3)
            if self.pins.pop(code, None) != pin:
                return o.PinExpired()
        self.applied += 1
        self.points[code] += -amount if redeem else amount
        accepted = o.Accepted(Balance(0, self.points[code]))
        self.ledger[operation.id] = (operation, accepted)
        return accepted


class GoodForLookups(Line):
    """The network fails between who it is and the booking only: else hardly anybody would get that far."""

    async def lookup(
        self, *, qr: str | None = None, code: CustomerCode | None = None, attempt: int = 1
    ) -> o.LookupOutcome:
        await asyncio.sleep(0.05)
        await self._alive()
        return self._server.lookup(qr if qr is not None else code)


async def at_once(work: Callable[..., object], *args: object) -> object:
    """A thread would not notice how time passes here."""
    return work(*args)


@dataclass
class Till(Shop):
    """Staff at the screen, who do what the plan says, whatever screen it comes to."""

    seen: int = 0

    def see(self, view: View) -> None:
        super().see(view)
        assert self.engine is not None
        stage, ledger = self.engine.kiosk.stage, self.server.ledger
        if isinstance(stage, StaffSummary):
            self.seen += 1
            order = stage.checkout
            assert order.order in ledger, "shown as booked"
            assert not order.points or f"redeem_{order.order}" in ledger
        if isinstance(stage, StaffStanding) and not stage.asking:
            order = stage.checkout
            for number, half in ((f"redeem_{order.order}", order.redeem), (order.order, order.earn)):
                if half is not Half.UNSURE:
                    assert (half is Half.BOOKED) is (number in ledger), (number, half)

    def type_pin(self, session: str) -> None:
        """Of the phone that is there: each member has their own."""
        stage = None if self.engine is None else self.engine.kiosk.stage
        if isinstance(stage, StaffRunning):
            code = stage.run.operation.member_code
            self.server.pins = {one: pin for one, pin in self.server.pins.items() if one == code}
        super().type_pin(session)

    @property
    def screen(self) -> str:
        return "" if self.view is None else self.view.screen

    async def inside(self) -> None:
        """To the task's first screen, from wherever they are."""
        await self.press((Action.LEAVE, ""))
        await asyncio.sleep(0.2)
        if self.screen != "attract":  # thanks, or a problem
            await self.press((Action.LEAVE, ""))
        await self.press((Action.LOCK, ""))
        await self.press(*((Action.DIGIT, digit) for digit in STAFF_PIN), (Action.CONFIRM, ""))
        await asyncio.sleep(0.3)
        await self.press((Action.TASK, "checkout"))
        await asyncio.sleep(0.3)

    async def check_out(self, order: str, code: CustomerCode, total: int, points: int, typed: bool) -> None:
        assert self.engine is not None
        await self.inside()
        await self.press((Action.CONTINUE, ""))
        if typed and isinstance(code, int):
            await self.press((Action.TYPE_CODE, ""), *((Action.DIGIT, one) for one in str(code)))
            await self.press((Action.CONFIRM, ""))
        else:
            self.engine.post(CodeSeen(Source.SCANNER, f"QR {code}".encode()))
        await asyncio.sleep(0.5)
        await self.press(*((Action.CHARACTER, sign) for sign in order), (Action.CONFIRM, ""))
        await asyncio.sleep(0.2)
        if self.screen == "staff_checkout_total":
            await self.press(*((Action.DIGIT, digit) for digit in str(total)), (Action.CONFIRM, ""))
        if self.screen == "staff_checkout_points" and points:
            await self.press(*((Action.DIGIT, digit) for digit in str(points)), (Action.CONFIRM, ""))
        if self.screen == "staff_checkout_points":
            await self.press((Action.CONTINUE, ""))
        if self.screen == "staff_checkout":
            await self.press((Action.AGAIN, ""))

    async def do(self, what: str, order: str, code: CustomerCode, total: int, points: int) -> None:
        match what:
            case "stop":
                await self.stop()
                await self.open()
            case "kill":
                await self.kill()
                await self.open()
            case "disk":
                self.journal.fail_next = "disk_full"
            case "check out" | "type":
                await self.check_out(order, code, total, points, what == "type")
            case "change":
                await self.press((Action.CHANGE, ""))
                await self.press(*((Action.DIGIT, digit) for digit in str(points)), (Action.CONFIRM, ""))
                await self.press((Action.CONTINUE, ""))
            case "list":
                await self.inside()
                await self.press((Action.AGAIN, order))
                await asyncio.sleep(0.5)
                await self.press((Action.AGAIN, ""))
            case "give up":
                await self.press((Action.GIVE_UP, ""), (Action.GIVE_UP, order))
            case "scan":
                assert self.engine is not None
                self.engine.post(CodeSeen(Source.SCANNER, f"QR {code}".encode()))
            case _:
                await self.press((Action(what), ""))

    async def day(self, plan: list[tuple[str, str, int, int, int, float]]) -> None:
        await self.journal.add_staff(StaffMember("Deniz", STAFF_PIN))
        await self.open()
        for what, order, who, total, points, wait in plan:
            await self.do(what, order, CODES[who], total, points)
            await asyncio.sleep(wait)
        self.server.faults.clear()
        self.journal.fail_next = None
        await self.press((Action.LEAVE, ""))
        await asyncio.sleep(1200.0)
        await self.compare()
        await self.finish()
        await self.stop()
        await self.compare()

    async def checkouts(self) -> list[Checkout]:
        found = [await self.journal.checkout(order) for order in self.journal._checkouts]
        return [one for one in found if one is not None]

    async def compare(self) -> None:
        """The journal and the ledger say the same of every order."""
        assert await self.journal.unanswered() == ()
        ledger, numbers = self.server.ledger, set[str]()
        for one in await self.checkouts():
            spent, earned = ledger.get(f"redeem_{one.order}"), ledger.get(one.order)
            numbers |= {f"redeem_{one.order}", one.order}
            assert (spent is not None) is (one.redeem is Half.BOOKED), one
            assert (earned is not None) is (one.earn is Half.BOOKED), one
            assert (one.state is CheckoutState.DONE) is one.complete
            if spent is not None:
                assert (spent[0].member_code, spent[0].amount) == (one.member_code, one.points)
            if earned is not None:
                assert (earned[0].member_code, earned[0].amount) == (one.member_code, one.total)
                assert not one.points or spent is not None, "nobody earns before the points are spent"
        assert set(ledger) <= numbers

    async def finish(self) -> None:
        """What is half done is in the list, and with nothing in the way it comes to its end."""
        for one in await self.checkouts():
            if one.state is not CheckoutState.OPEN:
                continue
            await self.do("list", one.order, one.member_code, 0, 0)
            await asyncio.sleep(9.0)
            if self.screen == "staff_member":  # typed, and this shop does not take that
                await self.do("scan", one.order, one.member_code, 0, 0)
                await asyncio.sleep(2.5)
                await self.press((Action.AGAIN, ""))
                await asyncio.sleep(9.0)
            if one.untouched and self.screen == "staff_checkout":  # too few points by now
                await self.do("change", one.order, one.member_code, 0, 0)
                await asyncio.sleep(9.0)
            assert self.screen == "staff_checkout_done", (self.screen, one)
        assert all(one.state is not CheckoutState.OPEN for one in await self.checkouts())


DOINGS = ["check out"] * 5 + ["type", "again", "again", "back", "leave", "list", "list", "change", "give up"]
DOINGS += ["scan", "stop", "kill", "kill", "kill", "disk"]
WAITS = [0.0, 0.004, 0.03, 0.06, 0.1, 0.5, 2.5, 9.0, 35.0, 700.0]
PLANS = st.lists(
    st.tuples(
        st.sampled_from(DOINGS),
        st.sampled_from(ORDERS),
        st.sampled_from([0, 0, 0, 1]),
        st.sampled_from([12, 30]),
        st.sampled_from([0, 10, 20]),
        st.sampled_from(WAITS),
    ),
    min_size=4,
    max_size=25,
)
# One order that staff will not let go of.
STORIES = st.lists(
    st.tuples(
        st.sampled_from(["check out", "check out", "list", "again", "leave", "kill"]),
        st.just("7"),
        st.just(0),
        st.just(30),
        st.sampled_from([10, 20]),
        st.sampled_from([0.004, 9.0, 35.0]),
    ),
    min_size=2,
    max_size=6,
)
# A fault alone is repeated at once; only several of a kind keep something open.
WEATHER = st.lists(
    st.tuples(st.sampled_from(FAULTS), st.sampled_from([1, 1, 2, 5, 20])), min_size=0, max_size=16
)


@pytest.mark.slow
@pytest.mark.timeout(300)  # beside another worker, and measured
@settings(
    max_examples=max(200, settings().max_examples),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
@given(
    plan=PLANS | STORIES,
    weather=WEATHER,
    answers_again=st.booleans(),
    gated=st.sampled_from(GATES),
    wire=st.sampled_from([Line, GoodForLookups]),
    seed=st.integers(0, 999),
)
def test_every_order_is_booked_once_and_none_is_lost(
    plan: list[tuple[str, str, int, int, int, float]],
    weather: list[tuple[str, int]],
    answers_again: bool,
    gated: frozenset[OperationKind],
    wire: type[Line],
    seed: int,
) -> None:
    server = PointServer(gated, answers_again=answers_again, seed=seed)
    server.faults = [fault for fault, times in weather for _ in range(times)]
    till = Till(server, Rules(card=None, staff_idle_after=60.0), wire=wire)
    with mock.patch("asyncio.to_thread", at_once):
        run(till.day(plan))
    note(f"{server.applied} applied, {till.seen} summaries")


def test_the_till_of_this_test_books_orders() -> None:
    """Else it would hold in an empty shop."""
    for gated in GATES:
        server = PointServer(gated, answers_again=True, seed=1)
        till = Till(server, Rules(card=None))
        with mock.patch("asyncio.to_thread", at_once):
            run(till.day([("check out", "7", 0, 30, 20, 9.0), ("kill", "7", 0, 0, 0, 0.0)]))
        booked = {number: one.amount for number, (one, _) in server.ledger.items()}
        assert booked == {"redeem_7": Decimal(20), "7": Decimal(30)}
        assert till.seen > 0
