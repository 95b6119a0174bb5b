"""The core under everything at once: lost, late, doubled and stale answers, several people, staff in
between, a disk that fails, power cuts. What must hold is checked after every single event."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.challenge import Sort, sort_of
from kiosk.core.deadlines import deadlines
from kiosk.core.model import (
    Moment,
    Operation,
    OperationKind,
    OperationState,
    PrinterState,
    PrintState,
)
from kiosk.core.project import project
from kiosk.core.rules import Rules
from kiosk.core.sessions import claimed
from kiosk.core.state import (
    Attract,
    Earning,
    Rewarded,
    StaffResult,
    Verdict,
    member_of,
    session_of,
    start,
)
from kiosk.core.step import step
from tests.support.core_world import CARD, PIN, STAFF_PIN, WRONG_PIN, Disk, Server, strings

GATES = st.sampled_from(
    [
        frozenset(),
        frozenset({OperationKind.COUPON}),
        frozenset({OperationKind.COUPON, OperationKind.EARN}),
    ]
)
FATES = st.sampled_from(
    ["fine", "fine", "fine", "fine", "lost", "late", "never left", "limited", "bad key", "refused"]
)
COOLDOWN = timedelta(hours=4)
SECRET = re.compile(rf"secret-|'{PIN}'|'{WRONG_PIN}'|'{STAFF_PIN}'|=70000\d|m\*\*\*")


class Core(RuleBasedStateMachine):
    """One kiosk. Two queues lead out of it, to the disk and to the network; both come back as events."""

    @initialize(gated=GATES)
    def wake(self, gated: frozenset[OperationKind]) -> None:
        self.rules = Rules(stamps_per_card=CARD, cooldown=COOLDOWN, daily_limit=0)
        self.server, self.disk = Server(gated), Disk(self.rules)
        self.mono, self.local, self.ticks = 1000.0, datetime(2026, 3, 10, 9, 0, tzinfo=UTC), 0
        self.settles: Counter[str] = Counter()
        self.concluded: set[str] = set()
        self._power_on()

    def _power_on(self) -> None:
        self.kiosk = start(self.rules, self.mono)
        self.disk.queue.clear()
        self.disk.sends.clear()
        self.requests: list[e.Lookup | Operation] = []
        self.heard: list[ev.Event] = []
        self.told: set[tuple[str, object, object]] = set()
        self.sent_in: dict[str, str] = {}
        self.settles.clear()
        self.fresh = True
        self.feed(ev.PrinterChanged(PrinterState.READY))

    # -- one event, and all that must hold after it ----------------------------------------------------

    def now(self) -> Moment:
        self.ticks += 1
        return Moment(self.mono, self.local, (self.ticks * 0x9E3779B97F4A7C15F39CC0605CEDC835) % (1 << 128))

    def feed(self, event: ev.Event) -> None:
        before = self.kiosk
        self.kiosk, effects = step(self.kiosk, event, self.now())
        session = session_of(self.kiosk.stage)
        self._note_balances(event, session.id if session else "")
        for effect in effects:
            self._check(effect, event, before.stage)
            match effect:
                case e.Lookup():
                    self.requests.append(effect)
                case e.Cue() | e.Report():
                    pass
                case _:
                    self.disk.queue.append(effect)
        said = repr(self.kiosk) + repr(effects) + repr(event)
        assert not SECRET.search(said), SECRET.search(said)
        if isinstance(event, ev.Answered) and sort_of(event.outcome) is Sort.APPLIED:
            self._acceptance_is_kept(event, before.stage)

    def _note_balances(self, event: ev.Event, session: str) -> None:
        match event:
            case ev.LookedUp(outcome=o.Found(member)):
                self.told.add((session, member.code, member.balance))
            case ev.Answered(operation_id=key, outcome=o.Accepted(balance)):
                self.told.add((session, self.disk.operations[key][0].member_code, balance))
            case ev.Replayed(operation, o.Accepted(balance)):
                self.told.add((session, operation.member_code, balance))

    def _check(self, effect: e.Effect, event: ev.Event, before: object) -> None:
        """What an effect may be, given what has happened."""
        if not isinstance(effect, e.Send):
            assert not {PIN, WRONG_PIN} & set(strings(effect)), "a PIN goes to the server only"
        match effect:
            case e.Send(operation):
                assert operation.id in self.disk.operations, "not on disk yet"
                known = self.disk.operations[operation.id][0]
                same = ("kind", "member_code", "card", "amount", "token", "created_at")
                assert all(
                    getattr(known, name) == getattr(operation, name) for name in same if name != "token"
                )
                session = session_of(self.kiosk.stage)
                assert session is not None
                if operation.kind is OperationKind.EARN:
                    assert self.sent_in.setdefault(session.id, operation.id) == operation.id
            case e.Record(operation) if operation.kind is OperationKind.EARN:
                self._is_due(operation)
            case e.Settle(operation, _, _, print_now):
                self.settles[operation.id] += 1
                self.concluded.add(operation.id)
                if print_now and isinstance(event, ev.Replayed):
                    assert event.fresh or self._on_screen(operation, before)
                    assert isinstance(before, Attract) or self._on_screen(operation, before)
                elif print_now:
                    assert self._on_screen(operation, before), "printed for who has left"
                assert self.settles[operation.id] == 1, "settled twice"
            case e.Release(operation):
                assert operation.kind is not OperationKind.COUPON, "a coupon has no id to repeat it by"
                self.concluded.add(operation.id)
                self.settles[operation.id] = 0

    def _on_screen(self, operation: Operation, stage: object) -> bool:
        return isinstance(stage, Earning) and stage.run.operation.id == operation.id

    def _is_due(self, operation: Operation) -> None:
        gone = (OperationState.REFUSED, OperationState.ABANDONED)
        for one, state in self.disk.operations.values():
            if one.member_code == operation.member_code and state not in gone:
                assert operation.created_at - one.created_at >= COOLDOWN, "two visits in one cooldown"

    def _acceptance_is_kept(self, event: ev.Answered, before: object) -> None:
        operation, state = self.disk.operations[event.operation_id]
        if operation.kind is OperationKind.COUPON:
            # It may have been told as unknown already; then the next scan of it finds the attempt.
            assert event.operation_id in self.concluded or state is not OperationState.ABANDONED
        else:
            assert event.operation_id in self.concluded, "an acceptance was lost"

    # -- what must hold at any time --------------------------------------------------------------------

    @invariant()
    def a_number_on_screen_was_told_in_this_session(self) -> None:
        stage = self.kiosk.stage
        member, session = member_of(stage), session_of(stage)
        if member is None or session is None:
            return
        assert (session.id, member.code, member.balance) in self.told
        if isinstance(stage, Rewarded) and stage.balance is not None:
            assert (session.id, member.code, stage.balance) in self.told

    @invariant()
    def nobody_sees_anybody_elses_data(self) -> None:
        view = project(self.kiosk)
        member = member_of(self.kiosk.stage)
        mine = str(member.code)[-1] if member else "-"
        for text in strings((view, self.kiosk.stage, self.kiosk.prefs)):
            for number in re.findall(r"m\*\*\*(\d)@|cq_secret-70000(\d)-", text):
                assert mine in number, "somebody else's data"
        # Not that exact text: a PIN is a word of its own wherever it is kept.
        assert not {PIN, WRONG_PIN, STAFF_PIN} & set(strings((view, self.kiosk.loose, self.kiosk.shadow)))

    @invariant()
    def every_wait_has_an_end(self) -> None:
        assert isinstance(self.kiosk.stage, Attract) or deadlines(self.kiosk)
        waiting = {one.id for one in self.requests if isinstance(one, Operation)}
        waiting |= {send.operation.id for send in self.disk.sends}
        waiting |= {self.disk.ref(effect) for effect in self.disk.queue}
        for loose in self.kiosk.loose:
            assert loose.until is not None or loose.run.operation.id in waiting, "nothing will ever end it"

    @invariant()
    def nothing_is_shown_as_done_that_is_not(self) -> None:
        stage = self.kiosk.stage
        if isinstance(stage, Rewarded):
            assert self.disk.operations[stage.run.operation.id][1] is OperationState.ACCEPTED
        if isinstance(stage, StaffResult) and stage.verdict is Verdict.REDEEMED:
            assert any(one.kind is OperationKind.COUPON for one in self.server.applied.values())

    @invariant()
    def the_server_gave_nobody_two_stamps_in_one_cooldown(self) -> None:
        last: dict[object, datetime] = {}
        earns = [one for one in self.server.applied.values() if one.kind is OperationKind.EARN]
        for one in sorted(earns, key=lambda each: each.created_at):
            if one.member_code in last:
                assert one.created_at - last[one.member_code] >= COOLDOWN
            last[one.member_code] = one.created_at

    # -- people ----------------------------------------------------------------------------------------

    @rule(number=st.integers(1, 3), turn=st.integers(0, 2), source=st.sampled_from(ev.Source))
    def a_member_shows_their_code(self, number: int, turn: int, source: ev.Source) -> None:
        self.feed(ev.CodeSeen(source, f"secret-qr:{number}:{turn}".encode()))

    @rule(number=st.integers(1, 3), calls=st.integers(1, 5))
    def a_member_comes_and_all_goes_well_for_a_while(self, number: int, calls: int) -> None:
        self.time_passes(2.5)
        self.a_member_shows_their_code(number, self.ticks, ev.Source.SCANNER)
        self.all_goes_well(calls)

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

    @rule(action=st.sampled_from(ev.Action), value=st.sampled_from(["", "1", "8", "de", "coupon", "c-3"]))
    def somebody_taps(self, action: ev.Action, value: str) -> None:
        session = session_of(self.kiosk.stage)
        self.feed(ev.Tap(action, value, session.id if session else ""))

    @rule(action=st.sampled_from(ev.Action))
    def a_tap_comes_late(self, action: ev.Action) -> None:
        before = self.kiosk
        self.feed(ev.Tap(action, "1", "an older session"))
        assert self.kiosk == before

    def somebody_types(self, pin: str) -> None:
        for digit in pin:
            self.somebody_taps(ev.Action.DIGIT, digit)
        self.somebody_taps(ev.Action.CONFIRM, "")

    @rule(redeem=st.sampled_from([b"cq_secret-paper-1", b"cq_secret-paper-2", b"cq_secret-paper-3"]))
    def staff_come_in_with_a_coupon(self, redeem: bytes) -> None:
        self.somebody_taps(ev.Action.LOCK, "")
        self.somebody_types(STAFF_PIN)
        self.the_disk_catches_up()
        self.feed(ev.CodeSeen(ev.Source.SCANNER, redeem))
        self.the_disk_catches_up() if self.disk.queue else None

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

    @precondition(lambda self: self.disk.queue)
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
        if isinstance(effect, e.Settle) and effect.operation.kind is OperationKind.EARN:
            assert effect.operation.id in self.concluded, "an acceptance was lost with the disk"

    def _hear(self, event: ev.Event) -> None:
        if isinstance(event, ev.Answered | ev.LookedUp | ev.Recorded | ev.Settled | ev.Recalled):
            self.heard.append(event)
        self.feed(event)

    @precondition(lambda self: self.requests or self.disk.sends)
    @rule(which=st.integers(0, 5), fate=FATES)
    def the_server_answers(self, which: int, fate: str) -> None:
        waiting = [*self.requests, *self.disk.sends]
        request = waiting[which % len(waiting)]
        match request:
            case e.Lookup():
                self.requests.remove(request)
                found = self._fate(fate) or self.server.lookup(request)
                self._hear(ev.LookedUp(request.session, request.attempt, found))
            case e.Send(operation, attempt, pin):
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
        """As the engine's outbox does: what nobody claims, without a PIN; challenges wait for people."""
        ready = [
            one
            for one in self.disk.unanswered()
            if one.kind is OperationKind.EARN
            and not claimed(self.kiosk, one.id)
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
    max_examples=max(600, settings.default.max_examples),
    stateful_step_count=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
TestCore = Core.TestCase
