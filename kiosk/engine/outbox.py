"""Goes on with what nobody waits for: unanswered earns and redeems, and visits kept offline.

It never decides what an answer means: it posts ``Replayed`` and the core does, so that a person who
comes back to the screen and the outbox cannot work on the same operation with different ideas of it.
Every replay uses the operation's own id and no PIN: the server counts an id once.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import TypeVar

from kiosk.core import outcomes as o
from kiosk.core import visits
from kiosk.core.budget import Group
from kiosk.core.events import Replayed
from kiosk.core.model import FINAL_STATES, Balance, Member, Moment, Operation, OperationKind, OperationState
from kiosk.core.rules import FRESH_COUPON
from kiosk.engine.service import Service
from kiosk.engine.waiting import waiting_operation
from kiosk.engine.world import World
from kiosk.ports import JournalError, KeptVisit, StoredOperation

_T = TypeVar("_T")

KEEP_VISITS = timedelta(hours=24)
"""After this a kept visit's QR content is deleted, come what may."""

CHALLENGE_TIME = timedelta(minutes=10)
"""A PIN challenge without its person, found in the journal after this, is over."""

FIRST_WAIT, LONGEST_WAIT = 5.0, 120.0
QUIET_WAIT, MOST_QUIET_WAITS = 1.0, 10

SWEEP = 60.0
"""Seconds after which the journal is read again although nobody asked: for challenges that come of age,
and for what a failing disk left behind."""

MOST_TROUBLES = 3
"""Unusable answers in one pass after which the service counts as down. One alone may be the fault of
its operation, and must not keep the others waiting."""


class After(Enum):
    """What dealing with one thing means for the rest of the pass."""

    DONE = "done"
    LATER = "later"  # this one has to wait; the others have not
    TROUBLE = "trouble"  # no usable answer; whether it is this one's fault or the service's is open
    DOWN = "down"  # nothing can be done now


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a try that somebody asked for. ``operation_id`` is the operation's: a kept visit may
    have got another one. ``result``: an outcome's name (``core.outcomes.name``), or ``busy`` (somebody deals
    with it right now), ``over`` (it waits no more), ``not_repeatable``, or why a visit was closed."""

    operation_id: str
    result: str


class Outbox:
    """``busy`` tells whether a person is at the screen: they go first, for a while. ``claimed`` tells
    whether the screen itself deals with that operation, or that kept visit, right now."""

    def __init__(
        self,
        world: World,
        post: Callable[[Replayed], None],
        claimed: Callable[[str], bool],
        busy: Callable[[], bool],
        service: Service,
    ) -> None:
        self._world = world
        self._post = post
        self._claimed = claimed
        self._busy = busy
        self._service = service
        self._work = asyncio.Event()
        self._wait = FIRST_WAIT
        self._first = True
        self._closing = False
        self._troubled = False
        self._stumbled: Counter[str] = Counter()
        self._sending: set[str] = set()
        self._looking: set[str] = set()
        self._back = asyncio.Event()

    @property
    def idle(self) -> bool:
        """Whether no operation is out that may still be answered."""
        return not self._sending

    def wake(self) -> None:
        """Something may be waiting."""
        self._work.set()

    def close(self) -> None:
        """Begin nothing new."""
        self._closing = True

    async def run(self) -> None:
        """Until cancelled: a pass at start, at each wake, after each growing pause, and now and then."""
        while True:
            self._work.clear()
            self._back.clear()
            self._service.keeper.look()  # nobody else comes by so regularly
            finished = await self.go()
            self._first = False
            if finished:
                self._wait = FIRST_WAIT
                with suppress(TimeoutError):
                    async with asyncio.timeout(SWEEP):
                        await self._work.wait()
                # The operation was just given up by a person's patience: give the network a moment.
                await asyncio.sleep(QUIET_WAIT)
            elif not self._troubled:
                await asyncio.sleep(FIRST_WAIT)  # only people in the way: that passes
            else:
                pause = self._wait
                self._wait = min(self._wait * 2, LONGEST_WAIT)
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._back.wait()

    async def _turn(self, group: Group) -> None:
        """Wait for a turn to ask the server something. People at the screen go first, for a while, and
        the most of what the rate limit allows is theirs."""
        await self._service.turn(group, self._quiet)

    async def _quiet(self) -> None:
        for _ in range(0 if self._first else MOST_QUIET_WAITS):
            if not self._busy():
                return
            await asyncio.sleep(QUIET_WAIT)

    async def go(self) -> bool:
        """One pass; true when nothing is left that a later pass could do."""
        journal = self._world.journal
        self._troubled = False
        try:
            await self._forget_expired()
            # Operations first: a coupon may come of them, and its customer may still stand there.
            before = await self._waiting()
            finished = await self._each(before, self._operation)
            kept = await journal.kept_visits()
            self._stumbled = Counter({one.operation_id: self._stumbled[one.operation_id] for one in kept})
            kept = sorted(kept, key=lambda visit: self._stumbled[visit.operation_id])
            finished = await self._each(kept, self._visit) and finished
            known = {stored.operation.id for stored in before}
            fresh = [stored for stored in await self._waiting() if stored.operation.id not in known]
            return await self._each(fresh, self._operation) and finished
        except JournalError as error:
            self._world.log("fault", "error", where="outbox", error=str(error))
            self._troubled = True
            return False

    async def _waiting(self) -> Sequence[StoredOperation]:
        """Those sent least often first, else the oldest: one that the server stumbles over does not hold
        up the rest. The same goes for visits."""
        return sorted(await self._world.journal.unanswered(), key=lambda stored: stored.attempts)

    async def _each(self, things: Sequence[_T], deal: Callable[[_T], Awaitable[After]]) -> bool:
        finished, troubles = True, 0
        for thing in things:
            if self._closing:
                return False
            try:
                after = await deal(thing)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with this one, the next is not it
                reason = str(error) if isinstance(error, JournalError) else type(error).__name__
                self._world.log("fault", "error", where="outbox", error=reason)
                after = After.TROUBLE
            finished = finished and after is After.DONE
            troubles += after is After.TROUBLE
            self._troubled = self._troubled or after in (After.TROUBLE, After.DOWN)
            if after is After.DOWN or troubles >= MOST_TROUBLES:
                return False
        return finished

    # -- when somebody asks for it ------------------------------------------------------------------

    async def retry(self, name: str) -> Tried:
        """Try one operation or kept visit at once: who asks for it does not wait for a turn. What is neither
        safe nor of use to repeat is left as it is. Where it is answered, the others need not wait either."""
        visit = next((v for v in await self._world.journal.kept_visits() if v.operation_id == name), None)
        if visit is not None:
            if self._closing or self._claimed(name) or name in self._looking:
                return Tried(name, "busy")
            if self._service.refusal(Group.LOOKUPS) is not None:
                return Tried(name, "rate_limited")
            _, result, name = await self._identified(visit)
            if result != "identified":
                return Tried(name, result)
        stored = await self._world.journal.operation(name)
        if stored is None or stored.state in FINAL_STATES:
            return Tried(name, "over")
        if self._closing or self._claimed(name) or name in self._sending:
            return Tried(name, "busy")
        if not waiting_operation(stored, None).repeatable:
            return Tried(name, "not_repeatable")
        if self._service.refusal(Group.SENDS) is not None:
            return Tried(name, "rate_limited")
        after, result = await self._asked(stored)
        if after is After.DONE:
            self._back.set()
        return Tried(name, result)

    # -- operations -------------------------------------------------------------------------------

    async def _operation(self, stored: StoredOperation) -> After:
        """Deal with one unanswered operation."""
        operation = stored.operation
        journal = self._world.journal
        if self._is_taken(operation.id):
            return After.LATER
        if operation.kind is OperationKind.COUPON or stored.state is OperationState.CHALLENGED:
            await self._leave(stored)
            return After.DONE
        by_staff = operation.kind is OperationKind.REDEEM or operation.origin == "staff"
        if by_staff and stored.state is OperationState.PENDING:
            # Never sent, and what staff do is never queued: they will do it again.
            await self._mark(stored, OperationState.ABANDONED, "never_sent")
            return After.DONE
        await self._turn(Group.SENDS)
        # Its member may have come back meanwhile, and a request without a PIN would end their challenge;
        # or it has come to its end.
        latest = await journal.operation(operation.id)
        if latest is None or latest.state in FINAL_STATES:
            return After.DONE
        if self._is_taken(operation.id) or self._closing:
            return After.LATER
        return (await self._asked(latest))[0]

    def _is_taken(self, operation_id: str) -> bool:
        return self._claimed(operation_id) or operation_id in self._sending

    async def _asked(self, stored: StoredOperation) -> tuple[After, str]:
        """Send it, and hand what was answered to the core; also the outcome's name."""
        operation, journal = stored.operation, self._world.journal
        self._sending.add(operation.id)
        try:
            if operation.origin == "kept" and not stored.attempts and await self._counted_twice(operation):
                await self._mark(stored, OperationState.ABANDONED, "not_due")
                return After.DONE, "not_due"
            now = self._world.clock.now().local
            attempt = await journal.mark_sent(operation.id, now)
            self._told(stored, OperationState.SENT)
            outcome = await self._service.send(operation, attempt=attempt)
            if isinstance(outcome, o.Unavailable | o.RateLimited | o.BadKey | o.SubscriptionLapsed):
                # None of these is the operation's fault: it stays, and is tried again later.
                if not self._claimed(operation.id):
                    await self._mark(stored, OperationState.UNKNOWN, o.name(outcome))
                return self._unusable(outcome), o.name(outcome)
            age = (now - operation.created_at).total_seconds()
            # A kept visit's person was told that it is taken care of, and has gone.
            waits = self._first and operation.origin != "kept" and 0 <= age < FRESH_COUPON
            self._post(Replayed(operation, outcome, fresh=waits))
            return After.DONE, o.name(outcome)
        finally:
            self._sending.discard(operation.id)

    async def _counted_twice(self, operation: Operation) -> bool:
        """Whether the member of a kept visit was at the screen just when it was turned into an operation,
        and their visit there was decided without knowing of this one."""
        rules, now = self._world.rules, self._world.clock.now()
        then = Moment(now.mono, operation.created_at.astimezone(now.local.tzinfo), now.entropy)
        assert operation.member_code is not None
        since = visits.window_start(rules, then)
        history = await self._world.journal.history(operation.member_code, since)
        others = tuple(visit for visit in history.visits if visit.operation.id != operation.id)
        member = Member(operation.member_code, "", operation.before or Balance(0, 0))
        decision = visits.decide(rules, member, replace(history, visits=others), then)
        return not isinstance(decision, visits.Earn)

    def _unusable(self, outcome: o.Unavailable | o.RateLimited | o.BadKey | o.SubscriptionLapsed) -> After:
        if isinstance(outcome, o.RateLimited) and outcome.retry_after is not None:
            self._wait = max(FIRST_WAIT, outcome.retry_after)
        if isinstance(outcome, o.Unavailable) and outcome.reached:
            return After.TROUBLE
        return After.DOWN

    async def _leave(self, stored: StoredOperation) -> None:
        """What cannot be replayed: a coupon redemption has no id of its own at the server, and a
        challenge needs its person."""
        operation = stored.operation
        if operation.kind is OperationKind.COUPON:
            if stored.state is OperationState.SENT:
                await self._mark(stored, OperationState.UNKNOWN, "unanswered")
            elif stored.state is not OperationState.UNKNOWN:
                await self._mark(stored, OperationState.ABANDONED, "left")
        elif abs(self._world.clock.now().local - operation.created_at) > CHALLENGE_TIME:
            await self._mark(stored, OperationState.ABANDONED, "left")

    async def _mark(self, stored: StoredOperation, state: OperationState, reason: str) -> None:
        journal = self._world.journal
        await journal.mark(stored.operation.id, state, reason)
        now = await journal.operation(stored.operation.id)
        if now is not None and now.state is state:  # else it has come to its end meanwhile
            self._told(stored, state)

    def _told(self, stored: StoredOperation, state: OperationState) -> None:
        operation = stored.operation
        self._world.log("operation", id=operation.id, kind=operation.kind.value, state=state.value)

    # -- visits kept offline --------------------------------------------------------------------------

    async def _forget_expired(self) -> None:
        """Whatever else is in the way: a service that is down ends a pass before its turn would come."""
        for visit in await self._world.journal.kept_visits():
            away = not self._claimed(visit.operation_id) and visit.operation_id not in self._looking
            if away and self._service.keeper.older_than(visit, KEEP_VISITS):
                await self._drop(visit, "expired")

    async def _visit(self, visit: KeptVisit) -> After:
        """Turn one kept visit into an operation, or delete it."""
        if self._claimed(visit.operation_id):
            return After.LATER  # its person can still say no
        await self._turn(Group.LOOKUPS)
        # Its person may be back at the offline screen, or have said no and gone, since the list was read.
        if self._claimed(visit.operation_id) or self._closing or visit.operation_id in self._looking:
            return After.LATER
        return (await self._identified(visit))[0]

    async def _identified(self, visit: KeptVisit) -> tuple[After, str, str]:
        """Ask whose it is; also what came of that in a word, and the operation's id."""
        name = visit.operation_id
        self._looking.add(name)
        try:
            if not await self._is_kept(visit):
                return After.DONE, "over", name
            outcome = await self._service.lookup(qr=visit.qr)
            match outcome:
                case o.Found(member):
                    return await self._decided(visit, member)
                case o.Unavailable() | o.RateLimited() | o.BadKey() | o.SubscriptionLapsed():
                    after = self._unusable(outcome)
                    self._stumbled[name] += after is After.TROUBLE
                    await self._world.journal.visit_tried(name, o.name(outcome))
                    return after, o.name(outcome), name
                case _:
                    # The code has gone stale meanwhile: only its owner could show a new one.
                    await self._drop(visit, o.name(outcome))
                    return After.DONE, o.name(outcome), name
        finally:
            self._looking.discard(name)

    async def _decided(self, visit: KeptVisit, member: Member) -> tuple[After, str, str]:
        """The visit's member is known: is it due, by the policy of when it was?"""
        journal, world, name = self._world.journal, self._world, visit.operation_id
        if not await self._is_kept(visit):
            return After.DONE, "over", name
        now = world.clock.now()
        visit = self._service.keeper.dated(visit, KEEP_VISITS)
        if self._service.keeper.older_than(visit, KEEP_VISITS):  # as is known now that the time is
            await self._drop(visit, "expired")
            return After.DONE, "expired", name
        then = Moment(now.mono, visit.at.astimezone(now.local.tzinfo), now.entropy)
        since = visits.window_start(world.rules, then) - timedelta(days=1)
        history = await journal.history(member.code, since)
        decision = visits.decide(world.rules, member, history, then, origin="kept")
        if not isinstance(decision, visits.Earn):
            await self._drop(visit, "not_due")
            return After.DONE, "not_due", name
        operation = visits.under(world.rules, decision.operation, name)
        await journal.record(operation)
        world.log("operation", id=operation.id, kind="earn", state="pending")
        await self._drop(visit, "identified")
        return After.DONE, "identified", operation.id

    async def _is_kept(self, visit: KeptVisit) -> bool:
        kept = await self._world.journal.kept_visits()
        return any(one.operation_id == visit.operation_id for one in kept)

    async def _drop(self, visit: KeptVisit, reason: str) -> None:
        await self._world.journal.drop_visit(visit.operation_id, reason)
        self._world.log("kept_visit", id=visit.operation_id, state="closed", reason=reason)
