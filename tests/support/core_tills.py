"""What staff do at the till, for the stateful test: badges, and checkouts that go wrong in the middle."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core.model import CardType, OperationKind
from kiosk.core.project import project
from kiosk.core.stages_checkout import StaffOrder, StaffPoints, StaffStanding, StaffTotal
from kiosk.core.state import StaffInside, StaffLock, StaffMenu
from tests.support.core_watch import Watched
from tests.support.core_world import BADGE, PIN, STAFF_PIN

ORDERS = ["A-1", "A-2"]
HALF = st.sampled_from(["fine", "fine", "lost", "late", "never left", "limited", "bad key"])


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

    @rule(
        number=st.integers(1, 3),
        order=st.sampled_from(ORDERS),
        points=st.sampled_from(["", "2", "9"]),
        fates=st.tuples(HALF, HALF),
        way=st.sampled_from(
            [
                "stays",
                "leaves",
                "goes back",
                "asks again",
                "waits",
                "gives up",
                "is robbed of power",
                "changes",
            ]
        ),
        calls=st.integers(0, 3),
    )
    def staff_check_out(
        self, number: int, order: str, points: str, fates: tuple[str, str], way: str, calls: int
    ) -> None:
        """One order in two halves, in the order of the screens; either may go wrong, and the next one who
        types its number goes on with it."""
        self.time_passes(2.5)
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        self.somebody_taps(ev.Action.BACK, "")
        self.somebody_taps(ev.Action.TASK, "checkout")
        self.the_disk_catches_up()
        self.somebody_taps(ev.Action.CONTINUE, "")
        self.a_member_shows_their_code(number, self.ticks, ev.Source.SCANNER)
        self.all_goes_well(1)
        if not isinstance(self.kiosk.stage, StaffOrder):
            return
        for sign in order:
            self.somebody_taps(ev.Action.CHARACTER, sign)
        self.somebody_taps(ev.Action.CONFIRM, "")
        self.the_disk_catches_up()
        self._name_the_total(points)
        if isinstance(self.kiosk.stage, StaffStanding):
            self.somebody_taps(ev.Action.AGAIN, "")  # taken up again
        for fate in fates:
            self.the_disk_catches_up()
            if project(self.kiosk).screen == "staff_pin":
                self.somebody_types(PIN)
                self.the_disk_catches_up()
            if self.disk.sends:
                self.the_server_answers(len(self.requests), fate)
        match way:
            case "leaves":
                self.somebody_taps(ev.Action.LEAVE, "")
            case "goes back":
                self.somebody_taps(ev.Action.BACK, "")
            case "waits":
                self.time_passes(25.0)
            case "asks again":
                self.time_passes(9.0)
                self.somebody_taps(ev.Action.AGAIN, "")
            case "gives up":
                self.time_passes(9.0)
                self.somebody_taps(ev.Action.GIVE_UP, "")
                self.somebody_taps(ev.Action.GIVE_UP, order)
            case "changes":
                self.time_passes(9.0)
                self.somebody_taps(ev.Action.CHANGE, "")
                self._name_the_total("1")
            case "is robbed of power":
                self.the_power_fails(True)
        self.all_goes_well(calls)

    def _name_the_total(self, points: str) -> None:
        if isinstance(self.kiosk.stage, StaffTotal):
            for sign in "19.9":
                self.somebody_taps(ev.Action.CHARACTER if sign == "." else ev.Action.DIGIT, sign)
            self.somebody_taps(ev.Action.CONFIRM, "")
        if isinstance(self.kiosk.stage, StaffPoints):
            for sign in points:
                self.somebody_taps(ev.Action.DIGIT, sign)
            self.somebody_taps(ev.Action.CONFIRM if points else ev.Action.CONTINUE, "")

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
