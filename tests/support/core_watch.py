"""What must hold of the core whatever happens to it: checked after every single event."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta

from hypothesis.stateful import RuleBasedStateMachine, invariant

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.challenge import Phase, Sort, sort_of
from kiosk.core.deadlines import deadlines
from kiosk.core.model import Member, Moment, Operation, OperationKind, OperationState
from kiosk.core.project import project
from kiosk.core.rules import LAMP_PAUSE
from kiosk.core.sessions import claimed
from kiosk.core.stages_checkout import (
    StaffNoOrder,
    StaffOrder,
    StaffPoints,
    StaffStanding,
    StaffSummary,
    StaffTotal,
)
from kiosk.core.stages_enrol import (
    StaffConsents,
    StaffEnrol,
    StaffEnrolFailed,
    StaffEnrolled,
    StaffEnrolling,
)
from kiosk.core.stages_setup import SetupStage
from kiosk.core.state import (
    AtRest,
    Attract,
    CouponShown,
    Earning,
    Kiosk,
    Problem,
    Rewarded,
    StaffAmount,
    StaffInside,
    StaffLock,
    StaffResult,
    StaffReward,
    StaffRunning,
    Stage,
    Verdict,
    default_prefs,
    member_of,
    run_of,
    session_of,
)
from kiosk.core.step import step
from kiosk.core.view import Attract as AttractView
from kiosk.core.view import StaffCoupon as StaffCouponView
from tests.support.core_world import PIN, STAFF_PIN, WRONG_PIN, Disk, Server, strings


def shown_member(stage: Stage) -> Member | None:
    """Whose data is on screen, a customer's own or before staff."""
    match stage:
        case StaffAmount() | StaffRunning() | StaffResult() | StaffReward():
            return stage.draft.member if stage.draft is not None else None
        case StaffEnrolled() | StaffOrder() | StaffNoOrder() | StaffTotal() | StaffPoints() | StaffStanding():
            return stage.member
        case _:
            return member_of(stage)


COOLDOWN = timedelta(hours=4)
SECRET = re.compile(rf"secret-|'{PIN}'|'{WRONG_PIN}'|'{STAFF_PIN}'|=70000\d|m\*\*\*")


class Watched(RuleBasedStateMachine):
    """A kiosk between a server and a disk; ``feed`` is the only way in. ``requests`` are on the network:
    lookups of the core, and operations that the outbox sends again."""

    kiosk: Kiosk
    server: Server
    disk: Disk
    mono: float
    local: datetime
    ticks: int
    requests: list[e.Lookup | e.Enrol | Operation]
    told: set[tuple[str, object, object]]
    """(session, member, balance) that the server has said."""
    sent_in: dict[str, str]
    """The one earn of each session."""
    aside: dict[str, str]
    """The session of each look at a second code."""
    settles: Counter[str]
    concluded: set[str]
    """Operations that were settled or released."""
    cooldown: timedelta = COOLDOWN
    light: tuple[float, str] = (float("-inf"), "off")
    """The lamp, and the time of its last change."""

    # -- one event, and all that must hold after it ----------------------------------------------------

    def now(self) -> Moment:
        self.ticks += 1
        return Moment(self.mono, self.local, (self.ticks * 0x9E3779B97F4A7C15F39CC0605CEDC835) % (1 << 128))

    def feed(self, event: ev.Event) -> None:
        before = self.kiosk
        self.kiosk, effects = step(self.kiosk, event, self.now())
        self._watch_the_light()
        self._what_was_set_ends_with_its_session(before)
        session = session_of(self.kiosk.stage)
        self._note_balances(event, session.id if session else "")
        for effect in effects:
            self._check(effect, event, before.stage)
            match effect:
                case e.Lookup() | e.Enrol():
                    self.requests.append(effect)
                case e.Cue() | e.Report():
                    pass
                case _:
                    self.disk.queue.append(effect)
        said = repr(self.kiosk) + repr(effects) + repr(event)
        assert not SECRET.search(said), SECRET.search(said)
        self._sounds_tell_the_truth(before.stage, {one.sound for one in effects if isinstance(one, e.Cue)})
        self._nothing_is_dropped(before, event, effects)
        if isinstance(event, ev.Answered) and sort_of(event.outcome) is Sort.APPLIED:
            self._acceptance_is_kept(event, before.stage)

    def _what_was_set_ends_with_its_session(self, before: Kiosk) -> None:
        """Language, sizes, colours, help for hands, speech, volume: the next person finds none of it."""
        left, here = session_of(before.stage), session_of(self.kiosk.stage)
        if left is not None and (here is None or here.id != left.id):
            assert self.kiosk.prefs == default_prefs(self.kiosk.rules, self.kiosk.health)

    def _nothing_is_dropped(self, before: Kiosk, event: ev.Event, effects: tuple[e.Effect, ...]) -> None:
        """What was on screen or going on without one still is, or has come to an end that goes to disk, or
        was never there: no change of screen abandons an operation."""
        ended = {effect.operation_id for effect in effects if isinstance(effect, e.Mark)}
        ended |= {one.operation.id for one in effects if isinstance(one, e.Settle | e.Release)}
        run = run_of(before.stage)
        for one in (*(loose.run for loose in before.loose), *((run,) if run is not None else ())):
            key = one.operation.id
            over = isinstance(event, ev.Settled) and event.operation_id == key
            # What the disk did not take, or has not answered for, has not begun.
            begun = key in self.disk.operations and one.phase is not Phase.RECORDING
            if begun and not over and key not in ended and key not in self.concluded:
                assert claimed(self.kiosk, key), f"nobody cares for it any more: {event}"

    def _sounds_tell_the_truth(self, before: Stage, heard: set[e.Sound]) -> None:
        """Who does not look hears the same as the screen shows."""
        after = self.kiosk.stage
        assert len(heard) <= 1 or heard == {e.Sound.SCAN, e.Sound.NOTICE}, f"all at once: {heard}"
        if isinstance(after, StaffInside | StaffLock | SetupStage):
            return
        if e.Sound.SUCCESS in heard:
            assert isinstance(after, Rewarded), f"nothing was booked: {after}"
            assert after.coupon is None
        if e.Sound.REWARD in heard:
            assert isinstance(after, Rewarded)
            assert after.coupon is not None
        if e.Sound.REFUSAL in heard:
            assert not isinstance(after, Rewarded | CouponShown), "it went well"
        if isinstance(after, Rewarded) and not isinstance(before, Rewarded | CouponShown):
            assert heard & {e.Sound.SUCCESS, e.Sound.REWARD}, "a reward in silence"
        if isinstance(after, Problem) and not isinstance(before, Problem):
            assert heard == {e.Sound.REFUSAL}, f"a problem sounds like {heard}"

    def _watch_the_light(self) -> None:
        """No flashing: a light comes 3 s after the last change at the earliest, and goes sooner only with
        the screen it belongs to."""
        lamp, (changed, before) = project(self.kiosk).lamp, self.light
        if lamp == before:
            return
        ends = lamp == "off" and not self._somebody_may_aim()
        late = self.mono - (changed + LAMP_PAUSE)  # as the core adds it up: a difference would be rounded
        assert ends or late >= 0, f"the lamp flashes: {before}, {lamp}, {late}"
        self.light = (self.mono, lamp)

    def _somebody_may_aim(self) -> bool:
        """Whether the screen waits for a code, and is awake."""
        match project(self.kiosk).body:
            case AttractView(dimmed=dimmed):
                return not dimmed
            case StaffCouponView(typing=typing, busy=busy):
                return not typing and not busy
            case _:
                return False

    def _note_balances(self, event: ev.Event, session: str) -> None:
        match event:
            case ev.LookedUp(outcome=o.Found(member)) | ev.Enrolled(outcome=o.Found(member)):
                self.told.add((session, member.code, member.balance))
            case ev.Answered(operation_id=key, outcome=o.Accepted(balance)):
                self.told.add((session, self.disk.operations[key][0].member_code, balance))
            case ev.Replayed(operation, o.Accepted(balance)):
                self.told.add((session, operation.member_code, balance))

    def _check(self, effect: e.Effect, event: ev.Event, before: object) -> None:
        """What an effect may be, given what has happened."""
        if not isinstance(effect, e.CheckBadge):
            assert not [text for text in strings(effect) if "kb_secret" in text], (
                "a badge goes to the check only"
            )
        if not isinstance(effect, e.Send):
            assert not {PIN, WRONG_PIN} & set(strings(effect)), "a PIN goes to the server only"
        if self.kiosk.house.closed and isinstance(event, ev.CodeSeen) and not isinstance(before, StaffInside):
            assert isinstance(effect, e.Report), "a closed kiosk serves nobody"
        match effect:
            case e.Send(operation):
                assert operation.id in self.disk.operations, "not on disk yet"
                known = self.disk.operations[operation.id][0]
                half = operation.id.removeprefix("redeem_") in self.disk.orders.rows
                if half:
                    self.the_halves_are_those_of_the_order(effect)
                same = ("kind", "member_code", "card", "amount", *(() if half else ("created_at",)))
                assert all(getattr(known, name) == getattr(operation, name) for name in same)
                session = session_of(self.kiosk.stage)
                assert session is not None
                if operation.kind is OperationKind.EARN and operation.origin != "staff":
                    assert self.sent_in.setdefault(session.id, operation.id) == operation.id
            case e.Record(operation) if operation.origin == "staff":
                assert not self._is_open(operation, before, event), "the first is not through yet"
            case e.Record(operation):
                self._is_due(operation)
            case e.GiveUp(operation_id=key):
                assert not claimed(self.kiosk, key), "somebody waits for its answer"
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
                if operation.origin == "staff":
                    assert self.disk.sent_once(operation.id), "what staff do is never queued"
                self.concluded.add(operation.id)
                self.settles[operation.id] = 0

    def _on_screen(self, operation: Operation, stage: object) -> bool:
        return isinstance(stage, Earning | StaffRunning) and stage.run.operation.id == operation.id

    def _is_open(self, operation: Operation, before: object, event: ev.Event) -> bool:
        """Whether another one was still on this screen, out or in doubt."""
        run = run_of(before)  # type: ignore[arg-type]
        if run is not None and isinstance(event, ev.Settled) and event.operation_id == run.operation.id:
            return False  # it is through: the other half of a checkout follows
        return run is not None and run.operation.id != operation.id

    def the_halves_are_those_of_the_order(self, sent: e.Send) -> None:
        """Only who has checkouts can say."""

    def _is_due(self, operation: Operation) -> None:
        gone = (OperationState.REFUSED, OperationState.ABANDONED)
        for one, state in self.disk.operations.values():
            if one.member_code == operation.member_code and state not in gone and one.origin != "staff":
                assert operation.created_at - one.created_at >= self.cooldown, "two visits in one cooldown"

    def _acceptance_is_kept(self, event: ev.Answered, before: object) -> None:
        operation, state = self.disk.operations[event.operation_id]
        if operation.kind is OperationKind.COUPON:
            # It may have been told as unknown already; then the next scan of it finds the attempt.
            assert event.operation_id in self.concluded or state is not OperationState.ABANDONED
        else:
            kept = event.operation_id in self.concluded or claimed(self.kiosk, event.operation_id)
            assert kept, "an acceptance was lost"

    # -- what must hold at any time --------------------------------------------------------------------

    @invariant()
    def a_number_on_screen_was_told_in_this_session(self) -> None:
        stage = self.kiosk.stage
        member, session = shown_member(stage), session_of(stage)
        if isinstance(stage, StaffSummary):
            numbers = [one for one in (stage.before, stage.after) if one is not None]
            assert {(stage.session.id, stage.checkout.member_code, one) for one in numbers} <= self.told
        if member is None or session is None:
            return
        assert (session.id, member.code, member.balance) in self.told
        if isinstance(stage, StaffStanding) and stage.balance is not None:
            assert (session.id, member.code, stage.balance) in self.told
        if isinstance(stage, StaffResult | StaffReward) and stage.balance is not None:
            assert (session.id, member.code, stage.balance) in self.told
        if isinstance(stage, Rewarded) and stage.balance is not None:
            assert (session.id, member.code, stage.balance) in self.told

    @invariant()
    def nobody_sees_anybody_elses_data(self) -> None:
        view = project(self.kiosk)
        member = shown_member(self.kiosk.stage)
        mine = str(member.code)[-1] if member else "-"
        for text in strings((view, self.kiosk.stage, self.kiosk.prefs)):
            for number in re.findall(r"m\*\*\*(\d)@|cq_secret-70000(\d)-", text):
                assert mine in number, "somebody else's data"
        # Of whoever signs up: only while they do, and never beside the screen.
        signing = isinstance(self.kiosk.stage, StaffEnrol | StaffConsents | StaffEnrolling | StaffEnrolFailed)
        everything = (view, self.kiosk) if not signing else (self.kiosk.loose, self.kiosk.shadow)
        assert not [text for text in strings(everything) if "@mail.example" in text]
        assert not [text for text in strings((view, self.kiosk)) if "kb_secret" in text]
        # Not that exact text: a PIN is a word of its own wherever it is kept.
        assert not {PIN, WRONG_PIN, STAFF_PIN} & set(strings((view, self.kiosk.loose, self.kiosk.shadow)))

    @invariant()
    def hints_and_light_are_for_who_aims(self) -> None:
        view = project(self.kiosk)
        if not self._somebody_may_aim():
            assert view.hint is None
            assert view.lamp == "off"
        if view.lamp == "low":
            assert (self.kiosk.prefs.theme, view.theme) == ("light", "dark")
        else:
            assert view.theme == self.kiosk.prefs.theme

    @invariant()
    def what_is_personal_is_spoken_into_headphones_only(self) -> None:
        aids = project(self.kiosk).aids
        assert aids is not None
        if aids.speech is None or aids.speech.private:
            assert aids.speech is None or self.kiosk.health.headphones is True
            return
        for text in strings(aids.speech):
            assert not re.search(r"@|cq_secret|Free coffee|m\*\*\*", text), "somebody else hears it"

    @invariant()
    def a_look_aside_ends_with_its_session(self) -> None:
        if self.kiosk.shadow is not None:
            session = session_of(self.kiosk.stage)
            assert session is not None
            assert self.aside.setdefault(self.kiosk.shadow.id, session.id) == session.id

    @invariant()
    def every_wait_has_an_end(self) -> None:
        assert isinstance(self.kiosk.stage, AtRest) or deadlines(self.kiosk)
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
        if isinstance(stage, StaffSummary):
            known = self.disk.orders.known(stage.checkout.order)
            assert known is not None
            assert known.complete
        if isinstance(stage, StaffResult) and stage.verdict is Verdict.REDEEMED:
            assert any(one.kind is OperationKind.COUPON for one in self.server.applied.values())
        if isinstance(stage, StaffReward) or getattr(stage, "verdict", None) is Verdict.BOOKED:
            done = [one for one, state in self.disk.operations.values() if state is OperationState.ACCEPTED]
            assert any(one.origin == "staff" and one.id in self.server.applied for one in done)

    @invariant()
    def the_server_gave_nobody_two_stamps_in_one_cooldown(self) -> None:
        last: dict[object, datetime] = {}
        earns = [
            one
            for one in self.server.applied.values()
            if one.kind is OperationKind.EARN
            and one.origin != "staff"
            # What staff gave up, told that it may have been booked, is forgotten: that was the choice.
            and one.id not in self.disk.given_up
        ]
        for one in sorted(earns, key=lambda each: each.created_at):
            if one.member_code in last:
                assert one.created_at - last[one.member_code] >= self.cooldown
            last[one.member_code] = one.created_at
