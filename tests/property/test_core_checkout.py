"""The core under everything at once, with checkouts among it: staff begin, leave and take up orders while
members scan, answers get lost, doubled and late, the disk fails and the power does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core.challenge import Phase
from kiosk.core.checkout import REDEEM_PREFIX, Checkout, CheckoutState, Half
from kiosk.core.model import Moment, Operation, OperationState
from kiosk.core.project import project
from kiosk.core.stages_checkout import StaffOrder, StaffPoints, StaffStanding, StaffSummary, StaffTotal
from kiosk.core.state import run_of
from tests.property.test_core_stateful import Core
from tests.support.core_world import PIN, STAFF_PIN, Disk

ORDERS = ["8", "a.b"]
NOT_APPLIED = {"left", "unanswered", "pin_required", "pin_invalid", "pin_expired", "pin_exhausted"}
FRESH = (OperationState.REFUSED, OperationState.ABANDONED)


@dataclass
class TillDisk(Disk):
    """The journal's word on orders, as ``ports.Journal`` promises it. ``reasons`` of the last marks."""

    checkouts: dict[str, Checkout] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def ref(self, effect: e.Effect) -> str:
        match effect:
            case e.RecallCheckout(session=ref) | e.RecallCheckouts(ref) | e.GiveUpCheckout(session=ref):
                return ref
            case _:
                return super().ref(effect)

    def half(self, number: str) -> Half:
        if number not in self.operations:
            return Half.MISSING
        match self.operations[number][1]:
            case OperationState.ACCEPTED:
                return Half.BOOKED
            case OperationState.REFUSED | OperationState.CHALLENGED:
                return Half.MISSING
            case OperationState.ABANDONED if self.reasons.get(number) in NOT_APPLIED:
                return Half.MISSING
            case OperationState.ABANDONED | OperationState.PENDING if number not in self.ever_sent:
                return Half.MISSING
        return Half.UNSURE

    def order(self, number: str) -> Checkout | None:
        kept = self.checkouts.get(number)
        if kept is None:
            return None
        known = replace(kept, redeem=self.half(REDEEM_PREFIX + number), earn=self.half(number))
        return replace(known, state=CheckoutState.DONE) if known.complete else known

    def _kept(self, wanted: Checkout) -> bool:
        old = self.order(wanted.order)
        if old is not None:
            other = not old.is_of(wanted.member_code)
            for number, half, changed in (
                (REDEEM_PREFIX + wanted.order, old.redeem, other or old.points != wanted.points),
                (wanted.order, old.earn, other or old.total != wanted.total),
            ):
                if half is Half.MISSING and (changed or old.manual is not wanted.manual):
                    self.operations.pop(number, None)
                    self.ever_sent.discard(number)
                elif changed or old.state is CheckoutState.DONE:
                    return False
        self.checkouts[wanted.order] = replace(wanted, state=CheckoutState.OPEN)
        return True

    def work(self, now: Moment) -> ev.Event | None:
        effect = self.queue[0]
        match effect:
            case e.Record(one, checkout) if checkout is not None:
                self.queue.popleft()
                if not self._kept(checkout):
                    return ev.JournalFailed(one.id, "conflict")
                state = self.operations.get(one.id, (one, OperationState.REFUSED))[1]
                self.operations[one.id] = (one, OperationState.PENDING if state in FRESH else state)
                return ev.Recorded(one.id)
            case e.RecallCheckout(session, order):
                self.queue.popleft()
                return ev.CheckoutRecalled(session, order, self.order(order))
            case e.RecallCheckouts(session):
                self.queue.popleft()
                known = [one for one in map(self.order, self.checkouts) if one is not None]
                unfinished = [one for one in known if one.state is CheckoutState.OPEN]
                return ev.CheckoutsRecalled(session, tuple(unfinished))
            case e.GiveUpCheckout(order=order):
                self.queue.popleft()
                self.checkouts[order] = replace(self.checkouts[order], state=CheckoutState.GIVEN_UP)
                return None
            case e.Mark(operation_id, _, reason):
                self.reasons[operation_id] = reason
            case e.GiveUp(operation_id=number):
                self.reasons[number] = "staff say so"
        return super().work(now)


class Till(Core):
    """With the task «checkout»."""

    disk: Any  # a TillDisk, in the place of the one that ``Core`` puts there

    def _power_on(self) -> None:
        if not isinstance(self.disk, TillDisk):
            self.disk = TillDisk(self.rules)
        super()._power_on()

    def _is_open(self, operation: Operation, before: object) -> bool:
        """Of one order the second half begins when the first is on disk."""
        run = run_of(before)  # type: ignore[arg-type]
        return run is not None and run.phase is not Phase.DONE and run.operation.id != operation.id

    def somebody_types(self, pin: str) -> None:
        if not project(self.kiosk).screen.startswith("staff_checkout_"):  # there it would be a number
            super().somebody_types(pin)

    def _keys(self, action: ev.Action, signs: str) -> None:
        for sign in signs:
            self.somebody_taps(action, sign)
        self.somebody_taps(ev.Action.CONFIRM, "")

    def _to_the_till(self) -> None:
        self.time_passes(2.5)
        self.somebody_taps(ev.Action.LEAVE, "")
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        self.somebody_taps(ev.Action.TASK, "checkout")
        self.the_disk_catches_up()

    def _answered(self, fate: str) -> None:
        self.the_disk_catches_up()
        if project(self.kiosk).screen == "staff_pin":
            self.somebody_types(PIN)
            self.the_disk_catches_up()
        if self.disk.sends:
            self.the_server_answers(len(self.requests), fate)

    @rule(
        number=st.sampled_from([1, 1, 1, 2]),
        order=st.sampled_from(ORDERS),
        total=st.sampled_from(["1", "1", "2"]),
        points=st.sampled_from(["", "1", "1", "2"]),
        fates=st.lists(
            st.sampled_from(["fine", "fine", "fine", "lost", "late", "never left", "limited", "bad key"]),
            min_size=1,
            max_size=6,
        ),
        way=st.sampled_from(
            ["stays", "stays", "leaves", "goes back", "waits", "gives up", "is robbed of power"]
        ),
        calls=st.integers(0, 3),
    )
    def staff_check_out(
        self, number: int, order: str, total: str, points: str, fates: list[str], way: str, calls: int
    ) -> None:
        """A whole checkout in the order of its screens; anything may go wrong at either half."""
        self._to_the_till()
        self.somebody_taps(ev.Action.CONTINUE, "")
        self.a_member_shows_their_code(number, self.ticks, ev.Source.SCANNER)
        self.all_goes_well(1)
        if isinstance(self.kiosk.stage, StaffOrder):
            self._keys(ev.Action.CHARACTER, order)
            self.the_disk_catches_up()
        if isinstance(self.kiosk.stage, StaffTotal):
            self._keys(ev.Action.DIGIT, total)
        if isinstance(self.kiosk.stage, StaffPoints):
            self._keys(ev.Action.DIGIT, points)
            self.somebody_taps(ev.Action.CONTINUE, "")
        self._go_on(fates, way, calls)

    @rule(
        order=st.sampled_from(ORDERS),
        fates=st.lists(
            st.sampled_from(["fine", "fine", "lost", "late", "never left"]), min_size=1, max_size=6
        ),
        way=st.sampled_from(["stays", "leaves", "waits", "gives up", "is robbed of power"]),
        calls=st.integers(0, 3),
    )
    def staff_take_up_what_is_unfinished(self, order: str, fates: list[str], way: str, calls: int) -> None:
        self._to_the_till()
        self.somebody_taps(ev.Action.AGAIN, order)
        self.all_goes_well(1)
        self._go_on(fates, way, calls)

    def _go_on(self, fates: list[str], way: str, calls: int) -> None:
        if isinstance(self.kiosk.stage, StaffStanding):
            self.the_disk_catches_up()
            self.somebody_taps(ev.Action.AGAIN, "")
        for fate in fates:
            self._answered(fate)
            self.time_passes(0.5)
        match way:
            case "leaves":
                self.somebody_taps(ev.Action.LEAVE, "")
            case "goes back":
                self.somebody_taps(ev.Action.BACK, "")
            case "waits":
                self.time_passes(25.0)
            case "gives up" if isinstance(self.kiosk.stage, StaffStanding):
                self.somebody_taps(ev.Action.GIVE_UP, "")
                self.somebody_taps(ev.Action.GIVE_UP, self.kiosk.stage.checkout.order)
            case "is robbed of power":
                self.the_power_fails(True)
        self.all_goes_well(calls)

    # -- what must hold at any time --------------------------------------------------------------------

    @invariant()
    def a_checkout_shows_numbers_of_its_own_member_and_session(self) -> None:
        stage = self.kiosk.stage  # what else has a member is among ``core_watch.shown_member``
        if isinstance(stage, StaffSummary):
            for balance in (stage.before, stage.after):
                if balance is not None:
                    assert (stage.session.id, stage.checkout.member_code, balance) in self.told

    @invariant()
    def what_is_said_of_an_order_is_so(self) -> None:
        stage = self.kiosk.stage
        if isinstance(stage, StaffSummary):
            assert stage.checkout.order in self.server.applied
            assert not stage.checkout.points or REDEEM_PREFIX + stage.checkout.order in self.server.applied
        if isinstance(stage, StaffStanding) and not stage.asking:
            order = stage.checkout
            for number, half in ((REDEEM_PREFIX + order.order, order.redeem), (order.order, order.earn)):
                if half is not Half.UNSURE:
                    assert (half is Half.BOOKED) is (number in self.server.applied), (number, half)

    @invariant()
    def the_server_has_of_each_order_what_was_entered(self) -> None:
        for order in ORDERS:
            spent, earned = self.server.applied.get(REDEEM_PREFIX + order), self.server.applied.get(order)
            known = self.disk.checkouts.get(order)
            if known is None:
                assert spent is None
                assert earned is None
                continue
            if spent is not None:
                assert (spent.member_code, spent.amount) == (known.member_code, known.points)
            if earned is not None:
                assert (earned.member_code, earned.amount) == (known.member_code, known.total)
                assert not known.points or spent is not None, "nobody earns before the points are spent"


Till.TestCase.settings = settings(
    max_examples=max(150, settings.default.max_examples),
    stateful_step_count=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestTill = Till.TestCase
pytestmark = pytest.mark.timeout(900 if settings.default.max_examples > 1000 else 300)
