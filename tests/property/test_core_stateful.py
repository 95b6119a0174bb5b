"""The core under everything at once: lost, late, doubled and stale answers, several people, staff in
between, a disk that fails, power cuts. What must hold is checked after every single event."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.codes import Seen, Sight
from kiosk.core.deadlines import deadlines
from kiosk.core.model import (
    CouponRecord,
    IssuedCoupon,
    Operation,
    OperationKind,
    OperationState,
    PrinterState,
    PrintState,
)
from kiosk.core.project import project
from kiosk.core.rules import Rules
from kiosk.core.sessions import claimed
from kiosk.core.staff_settings import awake
from kiosk.core.stages_checkout import CheckoutStage
from kiosk.core.stages_people import StaffAdding
from kiosk.core.stages_setup import StaffSetup
from kiosk.core.state import (
    Attract,
    member_of,
    session_of,
    start,
)
from kiosk.core.view import StaffList
from tests.support.core_tills import Tills
from tests.support.core_watch import COOLDOWN
from tests.support.core_world import CARD, PIN, STAFF_PIN, WRONG_PIN, Disk, Server, address

GATES = st.sampled_from(
    [
        frozenset(),
        frozenset({OperationKind.COUPON, OperationKind.REDEEM}),
        frozenset({OperationKind.COUPON, OperationKind.REDEEM, OperationKind.EARN}),
    ]
)
VALUES = ["", "1", "8", "de", "coupon", "c-3", "redeem", "earn", "enrol", "stamp", "point", ".", "terms"]
VALUES += ["checkout", "a.b", "speech_on", "steady_on", "louder", "repeat"]
OPEN_FIRST = (ev.Action.OPEN, "first")
STEPS = [
    OPEN_FIRST,
    (ev.Action.SEARCH, "earlier"),
    (ev.Action.SEARCH, "older"),
    (ev.Action.TYPE_CODE, ""),
    (ev.Action.CHARACTER, "7"),
    (ev.Action.AGAIN, ""),
    (ev.Action.PRINT_COUPON, ""),
    (ev.Action.HAND_OUT, ""),
    (ev.Action.GIVE_UP, ""),
    (ev.Action.GIVE_UP, "mistake"),
    (ev.Action.CONFIRM, ""),
    (ev.Action.BACK, ""),
]
LOOKS = st.sampled_from(
    [
        [OPEN_FIRST, (ev.Action.GIVE_UP, ""), (ev.Action.GIVE_UP, "mistake"), (ev.Action.CONFIRM, "")],
        [OPEN_FIRST, (ev.Action.AGAIN, ""), (ev.Action.GIVE_UP, ""), (ev.Action.BACK, "")],
        [OPEN_FIRST, (ev.Action.HAND_OUT, ""), (ev.Action.CONFIRM, ""), (ev.Action.PRINT_COUPON, "")],
    ]
) | st.lists(st.sampled_from(STEPS), max_size=8)
A_PIN = (*((ev.Action.DIGIT, digit) for digit in "2580"), (ev.Action.CONFIRM, ""))
PEOPLE_STEPS: list[tuple[tuple[ev.Action, str], ...]] = [
    ((ev.Action.ADD, ""), (ev.Action.CHARACTER, "Z"), (ev.Action.CONFIRM, "")),
    ((ev.Action.ADD, ""), (ev.Action.CHARACTER, "Y"), (ev.Action.CONFIRM, ""), *A_PIN, *A_PIN),
    ((ev.Action.OPEN, "last"), (ev.Action.TAKE_OUT, ""), (ev.Action.CONFIRM, "")),
    ((ev.Action.OPEN, "last"),),
    A_PIN,
    ((ev.Action.SEARCH, "older"),),
    ((ev.Action.CONFIRM, ""),),
    ((ev.Action.BACK, ""),),
]
FATES = st.sampled_from(
    ["fine", "fine", "fine", "fine", "lost", "late", "never left", "limited", "bad key", "refused"]
)


class Core(Tills):
    """One kiosk. Two queues lead out of it, to the disk and to the network; both come back as events."""

    @initialize(gated=GATES, badge_alone=st.booleans())
    def wake(self, gated: frozenset[OperationKind], badge_alone: bool) -> None:
        self.rules = Rules(
            stamps_per_card=CARD, cooldown=COOLDOWN, daily_limit=0, badge_alone=badge_alone, speech=True
        )
        strict = OperationKind.EARN in gated
        self.server, self.disk = Server(gated, typed_refused=strict), Disk(self.rules)
        self.mono, self.local, self.ticks = 1000.0, datetime(2026, 3, 10, 9, 0, tzinfo=UTC), 0
        self.settles: Counter[str] = Counter()
        self.concluded: set[str] = set()
        self._power_on()

    def _power_on(self) -> None:
        self.kiosk, _ = awake(start(self.rules, self.mono), self.disk.facts, self.now())
        self.disk.queue.clear()
        self.disk.sends.clear()
        self.requests: list[e.Lookup | e.Enrol | Operation] = []
        self.heard: list[ev.Event] = []
        self.told: set[tuple[str, object, object]] = set()
        self.sent_in: dict[str, str] = {}
        self.aside: dict[str, str] = {}
        self.settles.clear()
        self.light = (float("-inf"), "off")
        self.fresh = True
        self.feed(ev.PrinterChanged(PrinterState.READY))

    # -- people ----------------------------------------------------------------------------------------

    @rule(number=st.integers(1, 3), turn=st.integers(0, 2), source=st.sampled_from(ev.Source))
    def a_member_shows_their_code(self, number: int, turn: int, source: ev.Source) -> None:
        self.feed(ev.CodeSeen(source, f"secret-qr:{number}:{turn}".encode()))

    @rule(number=st.integers(1, 3), calls=st.integers(1, 5))
    def a_member_comes_and_all_goes_well_for_a_while(self, number: int, calls: int) -> None:
        self.time_passes(2.5)
        self.a_member_shows_their_code(number, self.ticks, ev.Source.SCANNER)
        self.all_goes_well(calls)

    @precondition(lambda self: member_of(self.kiosk.stage) is not None)
    @rule(number=st.integers(1, 3), calls=st.integers(0, 2))
    def another_code_comes_into_view(self, number: int, calls: int) -> None:
        """Perhaps the same phone's, turned; perhaps somebody else's."""
        session = session_of(self.kiosk.stage)
        if session is not None and session.mark is not None:
            self.kiosk = replace(self.kiosk, seen=Seen((Sight(session.mark, self.mono),)))
        self.a_member_shows_their_code(number, self.ticks, ev.Source.CAMERA)
        self.all_goes_well(calls)

    @rule(
        number=st.integers(1, 3),
        fate=st.sampled_from(["lost", "late", "limited", "never left", "bad key"]),
        way=st.sampled_from(["stays", "leaves", "stays", "is followed", "waits"]),
        pin=st.sampled_from(["", PIN, WRONG_PIN]),
    )
    def a_visit_goes_wrong(self, number: int, fate: str, way: str, pin: str) -> None:
        self.a_member_comes_and_all_goes_well_for_a_while(number, 1)
        self.the_disk_catches_up()
        if pin and project(self.kiosk).screen != "pin":
            self.all_goes_well(1)
        if pin:
            self.somebody_types(pin)
            self.the_disk_catches_up()
        if self.disk.sends:
            self.the_server_answers(len(self.requests), fate)
        match way:
            case "leaves":
                self.somebody_taps(ev.Action.LEAVE, "")
            case "is followed":
                self.a_member_shows_their_code(number % 3 + 1, self.ticks, ev.Source.SCANNER)
            case "waits":
                self.time_passes(25.0)

    @rule(calls=st.integers(1, 4))
    def all_goes_well(self, calls: int) -> None:
        for _ in range(calls):
            if self.disk.queue:
                self.the_disk_catches_up()
            if self.requests or self.disk.sends:
                self.the_server_answers(0, "fine")

    @precondition(lambda self: project(self.kiosk).screen in ("pin", "staff_pin"))
    @rule(pin=st.sampled_from([PIN, WRONG_PIN]), calls=st.integers(0, 3))
    def a_pin_is_typed(self, pin: str, calls: int) -> None:
        self.somebody_types(pin)
        self.all_goes_well(calls)

    @rule(text=st.sampled_from([b"cq_secret-paper-1", b"cq_secret-paper-2", b"stale:secret-", b"\xff", b""]))
    def something_else_is_shown(self, text: bytes) -> None:
        self.feed(ev.CodeSeen(ev.Source.CAMERA, text))

    @rule(action=st.sampled_from(ev.Action), value=st.sampled_from(VALUES))
    def somebody_taps(self, action: ev.Action, value: str) -> None:
        session = session_of(self.kiosk.stage)
        self.feed(ev.Tap(action, value, session.id if session else ""))

    @rule(plugged=st.booleans(), reason=st.sampled_from(["out", "missing"]))
    def headphones_go_in_or_out(self, plugged: bool, reason: str) -> None:
        self.feed(ev.DeviceChanged("headphones", up=plugged, reason="" if plugged else reason))

    @rule(action=st.sampled_from(ev.Action))
    def a_tap_comes_late(self, action: ev.Action) -> None:
        before = self.kiosk
        self.feed(ev.Tap(action, "1", "an older session"))
        assert self.kiosk == before

    def somebody_types(self, pin: str) -> None:
        if project(self.kiosk).screen in ("staff_coupon", "staff_amount", "staff_member", "staff_enrol"):
            return  # it would be a code, an amount or an e-mail there, not a PIN
        if isinstance(self.kiosk.stage, CheckoutStage):
            return  # or an order's number
        form = self.kiosk.stage.form if isinstance(self.kiosk.stage, StaffAdding) else self.kiosk.stage
        if isinstance(form, StaffSetup):
            return  # or a name
        for digit in pin:
            self.somebody_taps(ev.Action.DIGIT, digit)
        self.somebody_taps(ev.Action.CONFIRM, "")

    @rule(redeem=st.sampled_from([b"cq_secret-paper-1", b"cq_secret-paper-2", b"cq_secret-paper-3"]))
    def staff_come_in_with_a_coupon(self, redeem: bytes) -> None:
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        self.feed(ev.CodeSeen(ev.Source.SCANNER, redeem))
        self.the_disk_catches_up()

    @rule(
        number=st.integers(1, 3),
        task=st.sampled_from(["redeem", "earn", "earn"]),
        typed=st.booleans(),
        fate=st.sampled_from(["fine", "fine", "lost", "late", "never left", "limited", "bad key"]),
        way=st.sampled_from(["stays", "leaves", "goes back", "asks again", "waits", "is robbed of power"]),
        calls=st.integers(0, 3),
    )
    def staff_book_something(
        self, number: int, task: str, typed: bool, fate: str, way: str, calls: int
    ) -> None:
        """A whole task with an amount, in the order of the screens; anything may go wrong on the way."""
        self.time_passes(2.5)
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        for action, value in ((ev.Action.BACK, ""), (ev.Action.TASK, task), (ev.Action.CARD, "stamp")):
            self.somebody_taps(action, value)
        self._staff_name_an_amount()
        if typed:
            self.somebody_taps(ev.Action.TYPE_CODE, "")
            for digit in f"70000{number}":
                self.somebody_taps(ev.Action.DIGIT, digit)
            self.somebody_taps(ev.Action.CONFIRM, "")
        else:
            self.a_member_shows_their_code(number, self.ticks, ev.Source.SCANNER)
        self.all_goes_well(1)
        self._staff_name_an_amount()
        self._answered(fate)
        match way:
            case "leaves":
                self.somebody_taps(ev.Action.LEAVE, "")
            case "goes back":
                self.somebody_taps(ev.Action.BACK, "")
            case "waits":
                self.time_passes(25.0)
            case "asks again":
                for _ in range(20):
                    self.time_passes(0.5)
                    self.the_disk_catches_up()
                    if self.disk.sends:
                        self.the_server_answers(len(self.requests), fate)
                self.somebody_taps(ev.Action.AGAIN, "")
            case "is robbed of power":
                self.the_power_fails(True)
        self.all_goes_well(calls)

    @rule(
        number=st.integers(1, 3),
        in_between=st.sampled_from(["nothing", "time", "a restart", "an answer", "a wrong PIN"]),
        calls=st.integers(0, 3),
    )
    def staff_close_the_kiosk_and_open_it_again(self, number: int, in_between: str, calls: int) -> None:
        """Whatever was going on before it, nobody is served in between."""
        self._staff_do("close")
        if project(self.kiosk).screen != "closed":
            return  # another one had the screen
        self.the_disk_catches_up()
        match in_between:
            case "time":
                self.time_passes(130.0)
            case "a restart":
                self.the_power_fails(True)
            case "an answer":
                self.all_goes_well(calls)
            case "a wrong PIN":
                self.somebody_taps(ev.Action.LOCK, "")
                self.somebody_types("1111")
        requests = len(self.requests)
        self.a_member_shows_their_code(number, self.ticks, ev.Source.CAMERA)
        self.something_else_is_shown(b"cq_secret-paper-1")
        assert len(self.requests) == requests
        assert project(self.kiosk).screen in ("closed", "staff_lock")
        self.time_passes(130.0)
        self.somebody_taps(ev.Action.LANGUAGE, "")  # the waking touch presses nothing
        self._staff_do("open")
        assert project(self.kiosk).screen == "attract"
        self.the_disk_catches_up()

    def _staff_do(self, deed: str) -> None:
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        taps = [(ev.Action.BACK, ""), (ev.Action.TASK, "close")]
        taps += [(ev.Action.DEED, deed), (ev.Action.CONFIRM, "")]
        for action, value in taps:
            self.somebody_taps(action, value)

    @rule(
        task=st.sampled_from(["coupons", "waiting"]),
        steps=LOOKS,
        scan=st.none() | st.integers(1, 3),
        hurry=st.booleans(),
        lost=st.none() | st.integers(1, 3),
    )
    def staff_look_through_the_journal(
        self,
        task: str,
        steps: list[tuple[ev.Action, str]],
        scan: int | None,
        hurry: bool,
        lost: int | None,
    ) -> None:
        """There is a coupon to be found, and perhaps a visit without an answer."""
        paper = IssuedCoupon("c-0", "Free coffee", "cq_secret-paper-1")
        self.disk.coupons.setdefault("c-0", CouponRecord(paper, self.local, 700_001))
        if lost is not None:
            self.a_visit_goes_wrong(lost, "lost", "waits", "")
        self.time_passes(2.5)
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        self.somebody_taps(ev.Action.BACK, "")
        self.somebody_taps(ev.Action.TASK, task)
        self.all_goes_well(1)
        if scan is not None:
            self.a_member_shows_their_code(scan, self.ticks, ev.Source.SCANNER)
            self.all_goes_well(2)
        for action, value in steps:
            body = project(self.kiosk).body
            entries = body.entries if isinstance(body, StaffList) else ()
            first = entries[0].button.value if entries else ""
            self.somebody_taps(action, first if value == "first" else value)
            if not hurry:
                self.time_passes(0.5)
                self.the_disk_catches_up()

    def _staff_name_an_amount(self) -> None:
        if project(self.kiosk).screen == "staff_amount":
            self.somebody_taps(ev.Action.DIGIT, "1")
            self.somebody_taps(ev.Action.CONFIRM, "")

    @rule(
        number=st.integers(1, 3),
        fate=st.sampled_from(["fine", "lost", "late", "never left", "limited", "bad key"]),
        way=st.sampled_from(["stays", "leaves", "goes back", "tries again", "waits", "scans", "earns"]),
        calls=st.integers(0, 3),
    )
    def somebody_signs_up(self, number: int, fate: str, way: str, calls: int) -> None:
        """The whole of it, in the order of the screens; anything may go wrong on the way."""
        self.time_passes(2.5)
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        for action, value in ((ev.Action.BACK, ""), (ev.Action.TASK, "enrol")):
            self.somebody_taps(action, value)
        if project(self.kiosk).screen != "staff_enrol":
            return
        for char in address(number):
            self.somebody_taps(ev.Action.CHARACTER, char)
        self.somebody_taps(ev.Action.CONFIRM, "")
        for value in ("privacy", "terms"):
            self.somebody_taps(ev.Action.CONSENT, value)
        self.somebody_taps(ev.Action.CONFIRM, "")
        if self.requests:
            self.the_server_answers(len(self.requests) - 1, fate)
        match way:
            case "leaves":
                self.somebody_taps(ev.Action.LEAVE, "")
            case "goes back":
                self.somebody_taps(ev.Action.BACK, "")
            case "waits":
                self.time_passes(25.0)
            case "tries again":
                self.time_passes(4.0)
                self.somebody_taps(ev.Action.AGAIN, "")
            case "scans":
                self.a_member_shows_their_code(number % 3 + 1, self.ticks, ev.Source.SCANNER)
            case "earns":
                self.somebody_taps(ev.Action.TASK, "earn")
                self.somebody_taps(ev.Action.CARD, "stamp")
                self._staff_name_an_amount()
        self.all_goes_well(calls)

    @rule(same=st.booleans(), way=st.sampled_from(["stays", "leaves", "is followed"]))
    def nobody_of_the_staff_is_left(self, same: bool, way: str) -> None:
        """The list is emptied on the command line; then somebody sets themselves up, or tries to."""
        self.disk.staffed = False
        self.somebody_taps(ev.Action.LEAVE, "")
        self.time_passes(10.0)
        self.feed(ev.StaffKnown(False))
        self.somebody_taps(ev.Action.LOCK, "")
        if project(self.kiosk).screen != "staff_setup":
            return
        self.somebody_taps(ev.Action.CHARACTER, "D")
        self.somebody_taps(ev.Action.CONFIRM, "")
        self.somebody_types(STAFF_PIN)
        self.disk.staffed = not same
        self.somebody_types(STAFF_PIN)
        match way:
            case "leaves":
                self.somebody_taps(ev.Action.LEAVE, "")
            case "is followed":
                self.a_member_shows_their_code(1, self.ticks, ev.Source.SCANNER)
        self.the_disk_catches_up()
        assert self.disk.staffed

    @rule(
        steps=st.lists(st.sampled_from(PEOPLE_STEPS), min_size=1, max_size=6),
        hurry=st.booleans(),
        way=st.sampled_from(["stays", "leaves", "is off the list", "is robbed of power"]),
    )
    def staff_look_after_who_there_is(
        self, steps: list[tuple[tuple[ev.Action, str], ...]], hurry: bool, way: str
    ) -> None:
        """Whatever is pressed, whoever is inside stays in the list, and nobody is replaced."""
        if not self.disk.staffed:
            return
        self.time_passes(2.5)
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        self.somebody_taps(ev.Action.BACK, "")
        self.somebody_taps(ev.Action.TASK, "people")
        if not hurry:
            self.the_disk_catches_up()
        for action, value in (tap for step in steps for tap in step):
            if (action, value) == (ev.Action.OPEN, "last"):
                value = self.disk.names[-1]
            self.somebody_taps(action, value)
            if action is ev.Action.TAKE_OUT:
                self.time_passes(0.5)
            if not hurry:
                self.the_disk_catches_up()
        inside = self.disk.names[0]
        match way:
            case "leaves":
                self.somebody_taps(ev.Action.LEAVE, "")
            case "is off the list" if len(self.disk.names) > 1:
                self.disk.names.remove(inside)
                inside = self.disk.names[0]
            case "is robbed of power":
                self.the_power_fails(True)
        self.the_disk_catches_up()
        assert self.disk.names[0] == inside
        assert len(set(self.disk.names)) == len(self.disk.names)

    @rule(hint=st.none() | st.sampled_from(ev.Hint), light=st.sampled_from(ev.Light))
    def the_camera_says_how_the_aiming_goes(self, hint: ev.Hint | None, light: ev.Light) -> None:
        self.feed(ev.Aimed(hint, light))

    @rule(
        lights=st.lists(st.sampled_from(ev.Light), min_size=2, max_size=8),
        pause=st.sampled_from([0.1, 1.0, 4.0]),
    )
    def the_light_flickers(self, lights: list[ev.Light], pause: float) -> None:
        for light in lights:
            self.feed(ev.Aimed(None, light))
            self.time_passes(pause)

    @rule(number=st.integers(1, 3), turn=st.integers(0, 2))
    def two_codes_are_in_view(self, number: int, turn: int) -> None:
        others = (b"secret-qr:2:0",)
        self.feed(ev.CodeSeen(ev.Source.CAMERA, f"secret-qr:{number}:{turn}".encode(), others=others))
        before = project(self.kiosk)
        self.feed(ev.CodeSeen(ev.Source.CAMERA, b"secret-qr:1:0", others=others))
        self.time_passes(4.0)
        after = project(self.kiosk)
        assert after.toast is None or after.session != before.session

    # -- the world -------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([0.1, 0.5, 0.5, 2.0, 3.0, 8.0, 25.0, 100.0, 4 * 3600.0]))
    def time_passes(self, seconds: float) -> None:
        end = self.mono + seconds
        for _ in range(200):
            due = [(at, name) for name, at in deadlines(self.kiosk) if at <= end]
            if not due:
                break
            at, name = min(due)
            self._pass(max(at - self.mono, 0.0))
            self.feed(ev.Elapsed(name))
        else:
            raise AssertionError("deadlines without end")
        self._pass(end - self.mono)

    def _pass(self, seconds: float) -> None:
        self.mono += seconds
        self.local += timedelta(seconds=seconds)

    @precondition(lambda self: self.disk.queue)
    @rule()
    def the_disk_works(self) -> None:
        event = self.disk.work(self.now())
        if event is not None:
            self._hear(event)

    @rule()
    def the_disk_catches_up(self) -> None:
        while self.disk.queue:
            self.the_disk_works()

    @precondition(lambda self: self.disk.queue)
    @rule()
    def the_disk_fails(self) -> None:
        effect = self.disk.queue.popleft()
        if isinstance(effect, e.Settle):
            self.settles[effect.operation.id] = 0
            self.concluded.discard(effect.operation.id)
        self.feed(ev.JournalFailed(self.disk.ref(effect), "disk full"))
        if isinstance(effect, e.Settle) and effect.operation.kind is not OperationKind.COUPON:
            key = effect.operation.id
            kept = key in self.concluded or claimed(self.kiosk, key)
            assert kept, "an acceptance was lost with the disk"

    @precondition(lambda self: any(isinstance(effect, e.Settle) for effect in self.disk.queue))
    @rule()
    def the_disk_fails_an_acceptance(self) -> None:
        while self.disk.queue and not isinstance(self.disk.queue[0], e.Settle):
            self.the_disk_works()
        if self.disk.queue:
            self.the_disk_fails()

    def _hear(self, event: ev.Event) -> None:
        if isinstance(
            event, ev.Answered | ev.LookedUp | ev.Enrolled | ev.Recorded | ev.Settled | ev.Recalled
        ):
            self.heard.append(event)
        self.feed(event)

    @precondition(lambda self: self.requests or self.disk.sends)
    @rule(which=st.integers(0, 5), fate=FATES, echo=st.booleans())
    def the_server_answers(self, which: int, fate: str, echo: bool = False) -> None:
        waiting = [*self.requests, *self.disk.sends]
        request = waiting[which % len(waiting)]
        match request:
            case e.Lookup():
                self.requests.remove(request)
                found = self._fate(fate) or self.server.lookup(request)
                self._hear(ev.LookedUp(request.session, request.attempt, found))
            case e.Enrol(ref, attempt):
                self.requests.remove(request)
                if fate == "late":
                    self.server.enrol(request)
                self._hear(ev.Enrolled(ref, attempt, self._fate(fate) or self.server.enrol(request)))
            case e.Send(operation, attempt, pin):
                for old in self.heard if echo else ():
                    if isinstance(old, ev.Answered) and (old.operation_id, old.attempt) < (
                        operation.id,
                        attempt,
                    ):
                        self.feed(old)  # an old answer, while the new one is on its way
                self.disk.sends.remove(request)
                self._hear(ev.Answered(operation.id, attempt, self._sent(operation, pin, fate)))
            case _:
                self.requests.remove(request)
                outcome = self._sent(request, None, fate)
                self.settles[request.id] = 0
                self.feed(ev.Replayed(request, outcome, fresh=self.fresh))

    def _sent(self, operation: Operation, pin: str | None, fate: str) -> o.SendOutcome:
        if fate == "late":  # it arrived, its answer did not
            self.server.send(operation, pin)
        return self._fate(fate) or self.server.send(operation, pin)

    def _fate(self, fate: str) -> o.Unavailable | o.RateLimited | o.BadKey | o.Refused | None:
        return {
            "lost": o.Unavailable(o.Trouble.TIMEOUT),
            "late": o.Unavailable(o.Trouble.RESET),
            "never left": o.Unavailable(o.Trouble.DNS, reached=False),
            "limited": o.RateLimited(),
            "bad key": o.BadKey(),
        }.get(fate)

    @precondition(lambda self: self.heard)
    @rule(which=st.integers(0, 30))
    def an_old_event_comes_again(self, which: int) -> None:
        event = self.heard[which % len(self.heard)]
        out = [send for send in (*self.disk.sends, *self.disk.queue) if isinstance(send, e.Send)]
        if isinstance(event, ev.Answered) and (event.operation_id, event.attempt) in [
            (send.operation.id, send.attempt) for send in out
        ]:
            return  # a request of that number is out again, under a new count after a new scan
        self.feed(event)

    @rule(which=st.integers(0, 5))
    def the_outbox_tries(self, which: int) -> None:
        """As the engine's outbox does: what nobody claims, without a PIN; challenges wait for people. It
        looks at the disk when nothing about the operation is on its way there any more."""
        moving = {self.disk.ref(effect) for effect in self.disk.queue}
        ready = [
            one
            for one in self.disk.unanswered()
            if one.kind is not OperationKind.COUPON
            and (one.origin != "staff" or self.disk.operations[one.id][1] is not OperationState.PENDING)
            and not claimed(self.kiosk, one.id)
            and one.id not in moving
            and self.disk.operations[one.id][1] is not OperationState.CHALLENGED
            and one.id not in {each.id for each in self.requests if isinstance(each, Operation)}
        ]
        if ready:
            one = ready[which % len(ready)]
            self.disk.operations[one.id] = (one, OperationState.SENT)
            self.requests.append(one)

    @rule(state=st.sampled_from(PrintState), printer=st.sampled_from(PrinterState))
    def the_printer_speaks(self, state: PrintState, printer: PrinterState) -> None:
        self.feed(ev.PrinterChanged(printer))
        for coupon in self.disk.coupons:
            self.feed(ev.PrintProgress(coupon, state))

    @rule(arrived=st.booleans())
    def the_power_fails(self, arrived: bool) -> None:
        """What was on its way may have arrived; what was not on disk yet is gone."""
        if arrived:
            for send in self.disk.sends:
                self.server.send(send.operation, send.pin)
            for each in self.requests:
                if isinstance(each, Operation):
                    self.server.send(each, None)
        self._power_on()

    def teardown(self) -> None:
        """Left alone, with nobody answering any more, every screen comes back to the invitation."""
        if hasattr(self, "kiosk"):
            self.time_passes(600.0)
            assert isinstance(self.kiosk.stage, Attract)
            self.nobody_sees_anybody_elses_data()
            assert all(loose.until is None for loose in self.kiosk.loose)


Core.TestCase.settings = settings(
    # Steps cost less than a millisecond here, and it takes several in a row to get anywhere.
    max_examples=max(300, settings.default.max_examples),
    stateful_step_count=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestCore = Core.TestCase
# Seconds; finding the shortest way to a failure takes much longer than finding none.
pytestmark = pytest.mark.timeout(900 if settings.default.max_examples > 1000 else 300)
