"""What staff do at the till, for the stateful test: badges, and checkouts that go wrong in the middle."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core.checkout import REDEEM_PREFIX, Half
from kiosk.core.model import CardType, OperationKind
from kiosk.core.project import project
from kiosk.core.stages_checkout import StaffOrder, StaffPoints, StaffStanding, StaffSummary, StaffTotal
from kiosk.core.state import StaffInside, StaffLock, StaffMenu
from tests.support.core_watch import Watched
from tests.support.core_world import BADGE, PIN, STAFF_PIN

ORDERS = ["8", "a.b"]


class Tills(Watched):
    """Rules for ``Core``, which has the hands and the world."""

    somebody_taps: Any
    somebody_types: Any
    time_passes: Any
    all_goes_well: Any
    the_disk_catches_up: Any
    the_server_answers: Any
    the_power_fails: Any
    a_member_shows_their_code: Any

    @rule(
        right=st.booleans(),
        source=st.sampled_from(ev.Source),
        pin=st.sampled_from(["", STAFF_PIN]),
        again=st.booleans(),
    )
    def a_badge_is_shown(self, right: bool, source: ev.Source, pin: str, again: bool) -> None:
        """In the place of the lock button, whatever is going on. Nobody is let in by another one's answer,
        and inside nothing changes."""
        before, data = self.kiosk.stage, (BADGE if right else "kb_secret-another").encode()
        self.time_passes(0.1)
        inside = isinstance(self.kiosk.stage, StaffInside)
        self.feed(ev.CodeSeen(source, data))
        if again:
            self.feed(ev.CodeSeen(source, data))
        if inside:
            assert type(self.kiosk.stage) is type(before) or not isinstance(before, StaffInside)
            return
        self.the_disk_catches_up()
        entered = isinstance(self.kiosk.stage, StaffMenu)
        assert not entered or (right and self.rules.badge_alone) or not isinstance(before, StaffInside)
        if pin and isinstance(self.kiosk.stage, StaffLock):
            self.somebody_types(pin)
            self.the_disk_catches_up()

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

    def the_halves_are_those_of_the_order(self, sent: e.Send) -> None:
        """The ids are made of the order's number, and so are what they book and whose it is."""
        operation = sent.operation
        redeem = operation.id.startswith("redeem_")
        row = self.disk.orders.known(operation.id.removeprefix("redeem_"))
        assert row is not None, "not on disk yet"
        assert row.is_of(operation.member_code or 0)
        assert operation.card is CardType.POINT
        assert operation.kind is (OperationKind.REDEEM if redeem else OperationKind.EARN)
        assert operation.amount == (row.points if redeem else row.total)
        if not redeem and row.points:
            assert row.redeem.value == "booked", "the points come first"

    # -- what must hold at any time --------------------------------------------------------------------

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
            known = self.disk.orders.known(order)
            if known is None:
                assert spent is None
                assert earned is None
                continue
            if spent is not None:
                assert (spent.member_code, spent.amount) == (known.member_code, known.points)
            if earned is not None:
                assert (earned.member_code, earned.amount) == (known.member_code, known.total)
                assert not known.points or spent is not None, "nobody earns before the points are spent"
