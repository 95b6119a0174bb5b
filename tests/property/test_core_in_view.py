"""People before the camera, one beside another, with phones whose codes change, and a network that
comes and goes: everybody is served in the end, and nobody gets two visits for standing there.

Time goes on in pictures, four a second; the camera tells the core of the code that is nearest to the
middle of each. The cooldown is none at all, so that nothing but the core's own memory of who is in view
keeps a changed code from earning again.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.deadlines import deadlines
from kiosk.core.model import Operation, OperationKind, OperationState, PrinterState
from kiosk.core.rules import AWAY_AFTER, Rules
from kiosk.core.state import LookingUp, member_of, session_of, start
from tests.support.core_watch import Watched
from tests.support.core_world import CARD, Disk, Server

PICTURE = 0.25
NUMBERS = st.integers(1, 3)


class InView(Watched):
    """``phones``: number -> which of its codes it shows; the first one is the nearest."""

    @initialize()
    def wake(self) -> None:
        self.cooldown = timedelta(0)
        self.rules = Rules(stamps_per_card=CARD, cooldown=self.cooldown, daily_limit=0)
        self.server, self.disk = Server(frozenset()), Disk(self.rules)
        self.mono, self.local, self.ticks = 1000.0, datetime(2026, 3, 10, 9, 0, tzinfo=UTC), 0
        self.requests: list[e.Lookup | Operation] = []
        self.told: set[tuple[str, object, object]] = set()
        self.sent_in: dict[str, str] = {}
        self.aside: dict[str, str] = {}
        self.settles: Counter[str] = Counter()
        self.concluded: set[str] = set()
        self.phones: dict[int, int] = {}
        self.turns = 0
        self.network = "fine"
        self.last: dict[int, float] = {}
        self.shown: dict[int, int] = {}
        self.stays: Counter[int] = Counter()
        self.stayed: dict[str, tuple[int, int]] = {}
        """operation -> (number, which of their stays it was recorded in)"""
        self.served: set[tuple[int, int]] = set()
        self.kiosk = start(self.rules, self.mono)
        self.feed(ev.PrinterChanged(PrinterState.READY))

    # -- people ----------------------------------------------------------------------------------------

    @rule(number=NUMBERS, first=st.booleans())
    def comes(self, number: int, first: bool) -> None:
        shown = self.phones.pop(number, None)
        if shown is None:
            self.turns += 1
            shown = self.turns
        self.phones = {number: shown, **self.phones} if first else {**self.phones, number: shown}

    @precondition(lambda self: self.phones)
    @rule(number=NUMBERS)
    def goes(self, number: int) -> None:
        self.phones.pop(number, None)

    @precondition(lambda self: self.phones)
    @rule(number=NUMBERS)
    def their_code_changes(self, number: int) -> None:
        if number in self.phones:
            self.turns += 1
            self.phones[number] = self.turns

    @rule(
        number=NUMBERS,
        network=st.sampled_from(["down", "limited", "silent", "fine"]),
        changes=st.booleans(),
        stays=st.booleans(),
        seconds=st.sampled_from([0.25, 0.5, 3.0, 40.0]),
    )
    def one_comes_right_behind_another(
        self, number: int, network: str, changes: bool, stays: bool, seconds: float
    ) -> None:
        self.network = "fine"
        self.comes(number, first=True)
        self.the_camera_films(0.5)
        self.network = network
        self.comes(number % 3 + 1, first=True)
        if changes:
            self.their_code_changes(number)
        if not stays:
            self.goes(number)
        self.the_camera_films(seconds)

    @rule()
    def somebody_leaves_the_screen(self) -> None:
        session = session_of(self.kiosk.stage)
        self.feed(ev.Tap(ev.Action.LEAVE, "", session.id if session else ""))

    @rule(network=st.sampled_from(["fine", "fine", "down", "limited", "silent"]))
    def the_network_is(self, network: str) -> None:
        self.network = network

    @rule(seconds=st.sampled_from([0.25, 0.5, 1.0, 3.0, 20.0]))
    def the_camera_films(self, seconds: float) -> None:
        for _ in range(round(seconds / PICTURE)):
            self._picture()

    @precondition(lambda self: self.phones)
    @rule()
    def who_stays_in_view_is_served(self) -> None:
        """However it came to this: with a network that works nobody has to go and come again. Whoever is
        nearest is served, and goes when they were; then it is the next one's turn."""
        self.network = "fine"
        for _ in range(3 * round(90.0 / PICTURE)):
            waiting = [number for number in self.phones if (number, self.stays[number]) not in self.served]
            self.phones = {number: self.phones[number] for number in waiting}
            if not waiting:
                return
            self._picture()
        raise AssertionError(f"{waiting} stand there in vain")

    # -- the world -------------------------------------------------------------------------------------

    def _picture(self) -> None:
        end = self.mono + PICTURE
        while due := [(at, name) for name, at in deadlines(self.kiosk) if at <= end]:
            at, name = min(due)
            self._pass(max(at - self.mono, 0.0))
            self.feed(ev.Elapsed(name))
            self._world_works()
        self._pass(end - self.mono)
        for number, shown in list(self.phones.items())[1:]:
            # Beside the one that counts: still there, if it was the nearest once with this very code.
            if self.shown.get(number) == shown and self.mono - self.last[number] < AWAY_AFTER:
                self.last[number] = self.mono
        for number, shown in list(self.phones.items())[:1]:
            if self.mono - self.last.get(number, 0.0) >= AWAY_AFTER:
                self.stays[number] += 1
            self.last[number], self.shown[number] = self.mono, shown
            data, *others = (f"secret-qr:{one}:{turn}".encode() for one, turn in self.phones.items())
            self.feed(ev.CodeSeen(ev.Source.CAMERA, data, taken=self.mono, others=tuple(others)))
        self._world_works()

    def _pass(self, seconds: float) -> None:
        self.mono += seconds
        self.local += timedelta(seconds=seconds)

    def _world_works(self) -> None:
        for _ in range(20):
            if self.disk.queue:
                event = self.disk.work(self.now())
                if event is not None:
                    self.feed(event)
            elif self.network != "silent" and self.requests:
                request = self.requests.pop(0)
                assert isinstance(request, e.Lookup)
                answer = self._trouble() or self.server.lookup(request)
                self.feed(ev.LookedUp(request.session, request.attempt, answer))
            elif self.network != "silent" and self.disk.sends:
                send = self.disk.sends.pop(0)
                outcome = self._trouble() or self.server.send(send.operation, send.pin)
                self.feed(ev.Answered(send.operation.id, send.attempt, outcome))
            else:
                return
        raise AssertionError("this never comes to rest")

    def _trouble(self) -> o.Unavailable | o.RateLimited | None:
        if self.network == "down":
            return o.Unavailable(o.Trouble.CONNECT, reached=False)
        return o.RateLimited(2.0) if self.network == "limited" else None

    def _check(self, effect: e.Effect, event: ev.Event, before: object) -> None:
        super()._check(effect, event, before)
        if isinstance(effect, e.Record) and effect.operation.kind is OperationKind.EARN:
            number = int(effect.operation.member_code or 0) - 700_000
            self.stayed[effect.operation.id] = (number, self.stays[number])

    # -- what must hold --------------------------------------------------------------------------------

    @invariant()
    def a_phone_that_stays_in_view_gets_one_visit(self) -> None:
        gone = (OperationState.REFUSED, OperationState.ABANDONED)
        counted = Counter(
            self.stayed[one.id] for one, state in self.disk.operations.values() if state not in gone
        )
        assert all(number == 1 for number in counted.values()), counted

    def feed(self, event: ev.Event) -> None:
        before = self.kiosk.stage
        super().feed(event)
        member = member_of(self.kiosk.stage)
        if member is not None:
            self._is_served(int(member.code) - 700_000)
        elif isinstance(before, LookingUp) and not isinstance(self.kiosk.stage, LookingUp):
            # They were told what is wrong, or would not wait.
            self._is_served(int(before.qr.split(":")[1]))

    def _is_served(self, number: int) -> None:
        self.served.add((number, self.stays[number]))


InView.TestCase.settings = settings(
    max_examples=max(100, settings.default.max_examples),
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestInView = InView.TestCase
pytestmark = pytest.mark.timeout(900 if settings.default.max_examples > 1000 else 300)
