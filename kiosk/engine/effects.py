"""From effects to port calls, and from their results to events.

Everything that touches the disk goes through one queue, in the order the core asked for it, so that a
record is on disk before its send and a settlement before the next question. Network calls run beside
it, and so does the check of a staff PIN, which is slow on purpose: the loop waits for none of them.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.budget import Group
from kiosk.core.checkout import Checkout
from kiosk.core.events import (
    Answered,
    AttemptRecalled,
    CheckoutRecalled,
    CheckoutsRecalled,
    Enrolled,
    Event,
    JournalFailed,
    LookedUp,
    PrintProgress,
    Recalled,
    Recorded,
    Settled,
    VisitKept,
)
from kiosk.core.model import OperationState, PrintState
from kiosk.core.visits import window_start
from kiosk.engine.machinery import Machinery
from kiosk.engine.papers import Papers
from kiosk.engine.printing import Printing
from kiosk.engine.service import Service
from kiosk.engine.staff_entry import StaffEntry
from kiosk.engine.world import World
from kiosk.ports import JournalError, KeptVisit

Work = Callable[[], Coroutine[None, None, None]]

SLOW_DISK = 10.0
"""Seconds after which a disk that does not answer is told to the log."""

SETTLE_AGAIN, SETTLE_LEAST_OFTEN = 5.0, 60.0
"""Seconds before the next try of a settlement the disk refused; doubled each time."""

MOST_CHECKOUTS = 4
"""Unfinished checkouts that are shown at once: as many as a screen holds in large letters."""

HOPELESS = frozenset({"no_such_operation", "bad_value", "closed"})
"""What a later try of a settlement cannot change."""


def token_mark(token: str) -> bytes:
    """Enough to know a coupon's token again without keeping it."""
    return hashlib.blake2b(token.encode(), digest_size=16).digest()


class Effects:
    """Runs effects. ``tokens`` are marks of the coupons issued here; ``release`` wakes the outbox;
    ``papers`` looks through the journal for staff; ``service`` is asked what the server is to know."""

    def __init__(
        self,
        world: World,
        post: Callable[[Event], None],
        printing: Printing,
        release: Callable[[], None],
        papers: Papers,
        service: Service,
    ) -> None:
        self._world = world
        self._post = post
        self._printing = printing
        self._release = release
        self._papers = papers
        self._service = service
        self._disk: asyncio.Queue[tuple[str, Work]] = asyncio.Queue()
        self._unfinished: Counter[str] = Counter()
        self._calls: set[asyncio.Task[None]] = set()
        self._sends: set[asyncio.Task[None]] = set()
        self._owed: dict[e.Settle, asyncio.TimerHandle] = {}
        self._entry = StaffEntry(world, post)
        self._closing = False
        self._machinery = Machinery(world, post, lambda work: self._call(self._calls, work), service)
        self.tokens: set[bytes] = set()

    def run(self, effect: e.Effect) -> None:
        """Begin to carry out one effect; returns at once."""
        match effect:
            case e.Lookup():
                self._call(self._calls, lambda: self._lookup(effect))
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
            case e.RecallCheckout(session):
                self._queue(session, lambda: self._recall_checkout(effect))
            case e.RecallCheckouts(session):
                self._queue(session, lambda: self._recall_checkouts(session))
            case e.GiveUpCheckout(session, order):
                self._queue(session, lambda: self._give_up_checkout(order))
            case e.KeepVisit(session):
                self._queue(session, lambda: self._keep(effect))
            case e.DropVisit(operation_id):
                self._queue(operation_id, lambda: self._world.journal.drop_visit(operation_id, "cancelled"))
            case e.Print(coupon_id):
                self._queue(coupon_id, lambda: self._print(effect))
            case e.PrintSlip():
                self._call(self._calls, lambda: self._printing.slip(effect))
            case (
                e.FindCoupons(ref)
                | e.OpenCoupon(ref)
                | e.HandOut(ref)
                | e.ListWaiting(ref)
                | e.OpenWaiting(ref)
                | e.GiveUp(ref)
            ):
                self._queue(ref, lambda: self._papers.answer(effect))
            case e.Retry(ref):
                # Among the sends: its answer may bring a coupon, and is waited for at the end.
                self._call(self._sends, lambda: self._papers.try_again(effect), ref)
            case e.CheckStaff(session) | e.CheckBadge(session):
                self._call(self._calls, lambda: self._entry.check(effect), session)
            case e.AskStaff():
                self._queue("", self._entry.ask)
            case e.AddStaff(session):
                self._call(self._calls, lambda: self._entry.add(effect), session)
            case e.ListStaff(session):
                self._queue(session, lambda: self._entry.tell(session))
            case e.TakeOut(session):
                self._call(self._calls, lambda: self._entry.take_out(effect), session)
            case e.Enrol():
                self._call(self._calls, lambda: self._enrol(effect))
            case e.CouponSpent(token):
                self._queue("", lambda: self._spent(token))
            case e.Audit(person, task, outcome):
                self._queue("", lambda: self._world.journal.audit(self._now(), person, task, outcome))
            case e.Inspect() | e.Probe() | e.Adjust():
                self._machinery.run(effect)
            case e.OfferSetup():
                self._machinery.offer(effect)
            case e.Restart() | e.ShutDown():
                # Who asked for it is on disk before; the disk's queue does not wait for the answer.
                self._queue("", lambda: self._machinery.end(effect))
            case _:
                self._queue(effect.ref, lambda: self._world.journal.put(effect.key, effect.value))

    async def _spent(self, token: str) -> None:
        coupon_id = await self._world.journal.coupon_spent(token, self._now())
        if coupon_id is not None:
            self._world.log("coupon", id=coupon_id, state="redeemed")

    def _now(self) -> datetime:
        return self._world.clock.now().local

    def _queue(self, ref: str, work: Work) -> None:
        self._unfinished[ref] += 1
        self._disk.put_nowait((ref, work))

    def _call(self, calls: set[asyncio.Task[None]], call: Work, ref: str = "") -> None:
        """Run beside the disk. Nothing new begins once the engine is ending."""
        if self._closing:
            return

        async def caught() -> None:
            try:
                await call()
            except Exception as error:  # noqa: BLE001 - somebody waits for an answer: it must not die unheard
                self._failed(ref, error)

        task = asyncio.get_running_loop().create_task(caught())
        calls.add(task)
        task.add_done_callback(calls.discard)

    async def work(self) -> None:
        """Carry out what concerns the disk, in order, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            ref, work = await self._disk.get()
            slow = loop.call_later(SLOW_DISK, self._is_slow)
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - whatever the disk does, the next request must run
                self._failed(ref, error)
            finally:
                slow.cancel()
                self._unfinished[ref] -= 1
                self._unfinished += Counter()  # forget what came down to nothing

    def _failed(self, ref: str, error: Exception) -> None:
        reason = str(error) if isinstance(error, JournalError) else type(error).__name__
        self._world.log("fault", "error", where="journal", error=reason)
        self._post(JournalFailed(ref, reason))

    def _is_slow(self) -> None:
        self._world.log("fault", "error", where="journal", error="slow")

    # -- the end ----------------------------------------------------------------------------------

    def close(self) -> None:
        """Begin nothing new on the network. What was sent may still be answered, and what the disk
        refused to settle is tried once more."""
        self._closing = True
        for task in tuple(self._calls):
            task.cancel()
        for effect, timer in tuple(self._owed.items()):
            timer.cancel()
            self._pay(effect, SETTLE_AGAIN)

    def abort(self) -> None:
        """Wait for no answer any more."""
        for task in (*self._calls, *self._sends):
            task.cancel()
        for timer in self._owed.values():
            timer.cancel()

    @property
    def idle(self) -> bool:
        """Whether no request is out and nothing waits for the disk."""
        return not self._sends and not self._unfinished

    def concerns(self, ref: str) -> bool:
        """Whether something about this operation, visit or coupon still waits for the disk."""
        return ref in self._unfinished

    # -- network --------------------------------------------------------------------------------

    async def _lookup(self, effect: e.Lookup) -> None:
        outcome: o.LookupOutcome
        try:
            outcome = self._service.refusal(Group.LOOKUPS, last=effect.aside) or await self._service.lookup(
                qr=effect.qr, code=effect.code, attempt=effect.attempt
            )
        except Exception as error:  # noqa: BLE001 - promised not to happen; a screen waits for it
            outcome = self._broken(error)
        self._post(LookedUp(effect.session, effect.attempt, outcome))

    async def _enrol(self, effect: e.Enrol) -> None:
        outcome: o.LookupOutcome
        try:
            outcome = self._service.refusal(Group.LOOKUPS) or await self._service.enrol(
                effect.email,
                terms=effect.terms,
                privacy=effect.privacy,
                marketing=effect.marketing,
                attempt=effect.attempt,
            )
        except Exception as error:  # noqa: BLE001 - promised not to happen; a screen waits for it
            outcome = self._broken(error)
        self._post(Enrolled(effect.ref, effect.attempt, outcome))

    async def _deliver(self, effect: e.Send) -> None:
        outcome: o.SendOutcome
        try:
            outcome = await self._service.send(effect.operation, pin=effect.pin, attempt=effect.attempt)
        except Exception as error:  # noqa: BLE001 - promised not to happen; an operation waits for it
            outcome = self._broken(error)
        self._post(Answered(effect.operation.id, effect.attempt, outcome))

    def _broken(self, error: Exception) -> o.Unavailable:
        self._strange("api", error)
        return o.Unavailable(o.Trouble.FOREIGN)

    # -- disk -----------------------------------------------------------------------------------

    async def _record(self, effect: e.Record) -> None:
        operation = effect.operation
        if effect.checkout is not None:
            await self._world.journal.keep_checkout(effect.checkout)
        await self._world.journal.record(operation)
        self._told(operation.id, operation.kind.value, OperationState.PENDING)
        self._post(Recorded(operation.id))

    async def _send(self, effect: e.Send) -> None:
        operation, journal = effect.operation, self._world.journal
        if self._closing:
            return  # it stays as it is on disk, and goes on from there at the next start
        refusal = self._service.refusal(Group.SENDS)
        if refusal is not None:
            # Before it is called sent on disk, for it is not.
            self._post(Answered(operation.id, effect.attempt, refusal))
            return
        try:
            await journal.mark_sent(operation.id, self._now())
        except JournalError:
            stored = await journal.operation(operation.id)
            if stored is None or stored.state is not OperationState.ACCEPTED:
                raise
            # The outbox had its answer between this person's scan and now: the goal is reached.
            self._post(Answered(operation.id, effect.attempt, o.AlreadyApplied()))
            return
        self._told(operation.id, operation.kind.value, OperationState.SENT)
        self._call(self._sends, lambda: self._deliver(effect))

    async def _settle(self, effect: e.Settle) -> None:
        try:
            await self._settled(effect)
        except JournalError as error:
            if str(error) not in HOPELESS:
                # The server will not tell of this coupon a second time: it is kept in mind until the
                # disk takes it. By then the customer has gone.
                self._owe(replace(effect, print_now=False), SETTLE_AGAIN)
            raise

    def _owe(self, effect: e.Settle, wait: float) -> None:
        loop = asyncio.get_running_loop()
        if effect in self._owed:
            self._owed[effect].cancel()
        self._owed[effect] = loop.call_later(wait, self._pay, effect, min(wait * 2, SETTLE_LEAST_OFTEN))
        if self._closing:
            # There is no later any more: once again at once, and that was it.
            self._owed[effect].cancel()
            self._pay(effect, wait)

    def _pay(self, effect: e.Settle, next_wait: float) -> None:
        async def pay() -> None:
            try:
                await self._settled(effect)
            except JournalError:
                if not self._closing:
                    self._owe(effect, next_wait)

        del self._owed[effect]
        self._queue(effect.operation.id, pay)

    async def _settled(self, effect: e.Settle) -> None:
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
        if stored is not None and stored.state is effect.state:  # else it had come to its end before
            self._told(effect.operation_id, stored.operation.kind.value, effect.state)

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

    async def _recall_checkout(self, effect: e.RecallCheckout) -> None:
        known = await self._world.journal.checkout(effect.order)
        found = None if known is None else self._in_shop_time(known)
        self._post(CheckoutRecalled(effect.session, effect.order, found))

    async def _recall_checkouts(self, session: str) -> None:
        known = await self._world.journal.open_checkouts(MOST_CHECKOUTS)
        self._post(CheckoutsRecalled(session, tuple(map(self._in_shop_time, known))))

    async def _give_up_checkout(self, order: str) -> None:
        await self._world.journal.give_up_checkout(order, self._now())

    def _in_shop_time(self, checkout: Checkout) -> Checkout:
        zone, ended = self._now().tzinfo, checkout.ended_at
        created = checkout.created_at.astimezone(zone)
        return replace(
            checkout, created_at=created, ended_at=None if ended is None else ended.astimezone(zone)
        )

    async def _keep(self, effect: e.KeepVisit) -> None:
        self._service.keeper.note(effect.operation_id)
        await self._world.journal.keep_visit(KeptVisit(effect.operation_id, effect.at, effect.qr))
        self._post(VisitKept(effect.session))
        self._release()

    async def _print(self, effect: e.Print) -> None:
        try:
            await self._world.journal.queue_print(effect.coupon_id, copy=effect.copy, at=self._now())
        except JournalError:
            self._post(PrintProgress(effect.coupon_id, PrintState.FAILED))
            raise
        self._printing.wake()

    def _strange(self, where: str, error: Exception) -> None:
        self._world.log("fault", "error", where=where, error=type(error).__name__)
