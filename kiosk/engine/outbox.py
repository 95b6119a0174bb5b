"""Goes on with what nobody waits for: unanswered earns and redeems, and visits kept offline.

It never decides what an answer means: it posts ``Replayed`` and the core does, so that a person who
comes back to the screen and the outbox cannot work on the same operation with different ideas of it.
Every replay uses the operation's own id and no PIN: the server counts an id once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from kiosk.core import outcomes as o
from kiosk.core import visits
from kiosk.core.events import Replayed
from kiosk.core.model import Moment, OperationKind, OperationState
from kiosk.core.rules import FRESH_COUPON
from kiosk.engine.world import World
from kiosk.ports import JournalError, KeptVisit, StoredOperation

KEEP_VISITS = timedelta(hours=24)
"""After this a kept visit's QR content is deleted, come what may."""

CHALLENGE_TIME = timedelta(minutes=10)
"""A PIN challenge without its person, found in the journal after this, is over."""

FIRST_WAIT, LONGEST_WAIT = 5.0, 120.0
QUIET_WAIT, MOST_QUIET_WAITS = 1.0, 10


class Outbox:
    """``busy`` tells whether a person is at the screen: they go first, for a while."""

    def __init__(
        self,
        world: World,
        post: Callable[[Replayed], None],
        claimed: Callable[[str], bool],
        busy: Callable[[], bool],
    ) -> None:
        self._world = world
        self._post = post
        self._claimed = claimed
        self._busy = busy
        self._work = asyncio.Event()
        self._wait = FIRST_WAIT
        self._first = True

    def wake(self) -> None:
        """Something may be waiting."""
        self._work.set()

    async def run(self) -> None:
        """Until cancelled: a pass at start, at each wake, and after each growing pause."""
        while True:
            self._work.clear()
            try:
                finished = await self.go()
            except JournalError as error:
                self._world.log("fault", "error", where="outbox", error=str(error))
                finished = False
            self._first = False
            if finished:
                self._wait = FIRST_WAIT
                await self._work.wait()
                # The operation was just given up by a person's patience: give the network a moment.
                await asyncio.sleep(QUIET_WAIT)
            else:
                pause = self._wait
                self._wait = min(self._wait * 2, LONGEST_WAIT)
                await asyncio.sleep(pause)

    async def _quiet(self) -> None:
        """People at the screen go first: the rate limit is shared with them."""
        for _ in range(MOST_QUIET_WAITS):
            if not self._busy():
                return
            await asyncio.sleep(QUIET_WAIT)

    async def go(self) -> bool:
        """One pass; true when nothing is left that a later pass could do."""
        finished = True
        for visit in await self._world.journal.kept_visits():
            if not await self._visit(visit):
                finished = False
                break
        for stored in await self._world.journal.unanswered():
            if self._claimed(stored.operation.id):
                finished = False
            elif not await self._operation(stored):
                return False
        return finished

    # -- operations -------------------------------------------------------------------------------

    async def _operation(self, stored: StoredOperation) -> bool:
        """Deal with one unanswered operation; false when the service cannot be used now."""
        operation = stored.operation
        journal, now = self._world.journal, self._world.clock.now().local
        if operation.kind is OperationKind.COUPON or stored.state is OperationState.CHALLENGED:
            await self._leave(stored)
            return True
        if operation.kind is OperationKind.REDEEM and stored.state is OperationState.PENDING:
            # Never sent, and redemptions are never queued: staff will do it again.
            await journal.mark(operation.id, OperationState.ABANDONED, "never_sent")
            return True
        if not self._first:
            await self._quiet()
        attempt = await journal.mark_sent(operation.id, now)
        self._told(stored, OperationState.SENT)
        outcome = await self._world.api.send(operation, attempt=attempt)
        if isinstance(outcome, o.Unavailable | o.RateLimited | o.BadKey | o.SubscriptionLapsed):
            # None of these is the operation's fault: it stays, and is tried again later.
            await journal.mark(operation.id, OperationState.UNKNOWN, o.name(outcome))
            self._told(stored, OperationState.UNKNOWN)
            if isinstance(outcome, o.RateLimited) and outcome.retry_after is not None:
                self._wait = max(FIRST_WAIT, min(outcome.retry_after, LONGEST_WAIT))
            return False
        age = (now - operation.created_at).total_seconds()
        self._post(Replayed(operation, outcome, fresh=self._first and 0 <= age < FRESH_COUPON))
        return True

    async def _leave(self, stored: StoredOperation) -> None:
        """What cannot be replayed: a coupon redemption has no id of its own at the server, and a
        challenge needs its person."""
        operation, journal = stored.operation, self._world.journal
        if operation.kind is OperationKind.COUPON:
            if stored.state is OperationState.SENT:
                await journal.mark(operation.id, OperationState.UNKNOWN, "unanswered")
                self._told(stored, OperationState.UNKNOWN)
            elif stored.state is not OperationState.UNKNOWN:
                await journal.mark(operation.id, OperationState.ABANDONED, "left")
                self._told(stored, OperationState.ABANDONED)
        elif self._world.clock.now().local - operation.created_at > CHALLENGE_TIME:
            await journal.mark(operation.id, OperationState.ABANDONED, "left")
            self._told(stored, OperationState.ABANDONED)

    def _told(self, stored: StoredOperation, state: OperationState) -> None:
        operation = stored.operation
        self._world.log("operation", id=operation.id, kind=operation.kind.value, state=state.value)

    # -- visits kept offline --------------------------------------------------------------------------

    async def _visit(self, visit: KeptVisit) -> bool:
        """Turn one kept visit into an operation, or delete it; false when the service cannot be
        used now."""
        journal, now = self._world.journal, self._world.clock.now()
        if now.local - visit.at > KEEP_VISITS:
            await self._drop(visit, "expired")
            return True
        if not self._first:
            await self._quiet()
        outcome = await self._world.api.lookup(qr=visit.qr)
        match outcome:
            case o.Found(member):
                then = Moment(now.mono, visit.at.astimezone(now.local.tzinfo), now.entropy)
                since = visits.window_start(self._world.rules, then) - timedelta(days=1)
                history = await journal.history(member.code, since)
                decision = visits.decide(self._world.rules, member, history, then, origin="kept")
                if not isinstance(decision, visits.Earn):
                    await self._drop(visit, "not_due")
                    return True
                operation = visits.under(self._world.rules, decision.operation, visit.operation_id)
                await journal.record(operation)
                self._world.log("operation", id=operation.id, kind="earn", state="pending")
                await self._drop(visit, "identified")
                return True
            case o.Unavailable() | o.RateLimited() | o.BadKey() | o.SubscriptionLapsed():
                return False
            case _:
                # The code has gone stale meanwhile: only its owner could show a new one.
                await self._drop(visit, o.name(outcome))
                return True

    async def _drop(self, visit: KeptVisit, reason: str) -> None:
        await self._world.journal.drop_visit(visit.operation_id, reason)
        self._world.log("kept_visit", id=visit.operation_id, state="closed", reason=reason)
