"""From effects to port calls, and from their results to events.

Everything that touches the disk goes through one queue, in the order the core asked for it, so that a
record is on disk before its send and a settlement before the next question. Network calls run beside
it: the loop never waits for either.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta

from kiosk.core import effects as e
from kiosk.core.events import (
    Answered,
    AttemptRecalled,
    Event,
    JournalFailed,
    LookedUp,
    Recalled,
    Recorded,
    Settled,
    StaffAdmitted,
    StaffRefused,
    VisitKept,
)
from kiosk.core.lockout import lock_seconds
from kiosk.core.model import OperationState, PrintState
from kiosk.core.visits import window_start
from kiosk.engine.printing import Printing
from kiosk.engine.world import World
from kiosk.ports import JournalError, KeptVisit

Work = Callable[[], Coroutine[None, None, None]]


def token_mark(token: str) -> bytes:
    """Enough to know a coupon's token again without keeping it."""
    return hashlib.blake2b(token.encode(), digest_size=16).digest()


class Effects:
    """Runs effects. ``tokens`` are marks of the coupons issued here; ``release`` wakes the outbox."""

    def __init__(
        self, world: World, post: Callable[[Event], None], printing: Printing, release: Callable[[], None]
    ) -> None:
        self._world = world
        self._post = post
        self._printing = printing
        self._release = release
        self._disk: asyncio.Queue[tuple[str, Work]] = asyncio.Queue()
        self._calls: set[asyncio.Task[None]] = set()
        self.tokens: set[bytes] = set()

    def run(self, effect: e.Effect) -> None:
        """Begin to carry out one effect; returns at once."""
        match effect:
            case e.Lookup():
                self._call(self._lookup(effect))
            case e.Cue(sound):
                self._world.cue(sound)
            case e.Report(event, fields):
                self._world.log(event, "info", **dict(fields))
            case e.Record(operation):
                self._queue(operation.id, lambda: self._record(effect))
            case e.Send(operation):
                self._queue(operation.id, lambda: self._send(effect))
            case e.Settle(operation):
                self._queue(operation.id, lambda: self._settle(effect))
            case e.Mark(operation_id):
                self._queue(operation_id, lambda: self._mark(effect))
            case e.Release(operation):
                self._queue(operation.id, self._wake_outbox)
            case e.Recall(session):
                self._queue(session, lambda: self._recall(effect))
            case e.RecallAttempt(session):
                self._queue(session, lambda: self._recall_attempt(effect))
            case e.KeepVisit(session):
                self._queue(session, lambda: self._keep(effect))
            case e.DropVisit(operation_id):
                self._queue(operation_id, lambda: self._world.journal.drop_visit(operation_id, "cancelled"))
            case e.Print(coupon_id):
                self._queue(coupon_id, lambda: self._print(effect))
            case e.CheckStaff(session):
                self._queue(session, lambda: self._check_staff(effect))
            case e.CouponSpent(token):
                self._queue("", lambda: self._world.journal.coupon_spent(token, self._now()))
            case e.Audit(person, task, outcome):
                self._queue("", lambda: self._world.journal.audit(self._now(), person, task, outcome))
            case e.Remember(key, value):
                self._queue("", lambda: self._world.journal.put(key, value))

    def _now(self) -> datetime:
        return self._world.clock.now().local

    def _queue(self, ref: str, work: Work) -> None:
        self._disk.put_nowait((ref, work))

    def _call(self, call: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(call)
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def work(self) -> None:
        """Carry out what concerns the disk, in order, until cancelled."""
        while True:
            ref, work = await self._disk.get()
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - whatever the disk does, the next request must run
                reason = str(error) if isinstance(error, JournalError) else type(error).__name__
                self._world.log("fault", "error", where="journal", error=reason)
                self._post(JournalFailed(ref, reason))
            self._disk.task_done()

    async def drain(self, seconds: float) -> None:
        """Let what is queued for the disk end, for at most this many seconds; drop network calls."""
        for task in tuple(self._calls):
            task.cancel()
        try:
            async with asyncio.timeout(seconds):
                await self._disk.join()
        except TimeoutError:
            self._world.log("fault", "error", where="journal", error="timeout at stop")

    # -- network --------------------------------------------------------------------------------

    async def _lookup(self, effect: e.Lookup) -> None:
        outcome = await self._world.api.lookup(qr=effect.qr, code=effect.code, attempt=effect.attempt)
        self._post(LookedUp(effect.session, effect.attempt, outcome))

    async def _deliver(self, effect: e.Send) -> None:
        outcome = await self._world.api.send(effect.operation, pin=effect.pin, attempt=effect.attempt)
        self._post(Answered(effect.operation.id, effect.attempt, outcome))

    # -- disk -----------------------------------------------------------------------------------

    async def _record(self, effect: e.Record) -> None:
        operation = effect.operation
        await self._world.journal.record(operation)
        self._told(operation.id, operation.kind.value, OperationState.PENDING)
        self._post(Recorded(operation.id))

    async def _send(self, effect: e.Send) -> None:
        operation = effect.operation
        await self._world.journal.mark_sent(operation.id, self._now())
        self._told(operation.id, operation.kind.value, OperationState.SENT)
        self._call(self._deliver(effect))

    async def _settle(self, effect: e.Settle) -> None:
        operation, coupon = effect.operation, effect.coupon
        job = await self._world.journal.settle(
            operation.id, effect.balance, coupon, at=self._now(), print_now=effect.print_now
        )
        self._told(operation.id, operation.kind.value, OperationState.ACCEPTED)
        if coupon is not None:
            self.tokens.add(token_mark(coupon.token))
            self._world.log("coupon", id=coupon.id, state="issued")
        self._post(Settled(operation.id, job))
        if job is not None and job.state is PrintState.QUEUED:
            self._printing.wake()

    async def _mark(self, effect: e.Mark) -> None:
        await self._world.journal.mark(effect.operation_id, effect.state, effect.reason)
        stored = await self._world.journal.operation(effect.operation_id)
        kind = stored.operation.kind.value if stored is not None else ""
        self._told(effect.operation_id, kind, effect.state)

    def _told(self, operation_id: str, kind: str, state: OperationState) -> None:
        self._world.log("operation", id=operation_id, kind=kind, state=state.value)

    async def _wake_outbox(self) -> None:
        self._release()

    async def _recall(self, effect: e.Recall) -> None:
        now = self._world.clock.now()
        # A day more than the policy asks for: an unanswered visit of last night is still a visit.
        since = window_start(self._world.rules, now) - timedelta(days=1)
        history = await self._world.journal.history(effect.member_code, since)
        self._post(Recalled(effect.session, history))

    async def _recall_attempt(self, effect: e.RecallAttempt) -> None:
        stored = await self._world.journal.attempt_on(effect.token, effect.but_not)
        earlier = None
        if stored is not None:
            zone = self._world.clock.now().local.tzinfo
            earlier = (stored.sent_at or stored.operation.created_at).astimezone(zone)
        self._post(AttemptRecalled(effect.session, earlier))

    async def _keep(self, effect: e.KeepVisit) -> None:
        await self._world.journal.keep_visit(KeptVisit(effect.operation_id, effect.at, effect.qr))
        self._post(VisitKept(effect.session))
        self._release()

    async def _print(self, effect: e.Print) -> None:
        await self._world.journal.queue_print(effect.coupon_id, copy=effect.copy, at=self._now())
        self._printing.wake()

    async def _check_staff(self, effect: e.CheckStaff) -> None:
        journal, now = self._world.journal, self._now()
        tries, until = await journal.staff_lock()
        if until is not None and until > now:
            self._post(StaffRefused(effect.session, (until - now).total_seconds()))
            return
        staff = await journal.staff()
        for member in staff:
            if await asyncio.to_thread(self._world.pins.verify, member.pin_hash, effect.pin):
                await journal.set_staff_lock(0, None)
                self._post(StaffAdmitted(effect.session, member.name))
                return
        if not staff:
            self._post(StaffRefused(effect.session, nobody=True))
            return
        locked_for = lock_seconds(tries + 1)
        lock_until = now + timedelta(seconds=locked_for) if locked_for else None
        await journal.set_staff_lock(tries + 1, lock_until)
        self._post(StaffRefused(effect.session, locked_for))
