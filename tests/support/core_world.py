"""A tiny world around the core: a server that counts an id once, and a disk that works in order.

Both are models, as small as they can be; the engine, the client and the journal have tests of their own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import timedelta

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.checkout import Checkout
from kiosk.core.model import (
    FINAL_STATES,
    Balance,
    CardType,
    CouponRecord,
    History,
    IssuedCoupon,
    Member,
    Moment,
    Operation,
    OperationKind,
    OperationState,
    PrintJob,
    PrintState,
    Visit,
)
from kiosk.core.papers import CouponLine, CouponPage, CouponStory, Waiting
from kiosk.core.rules import Rules
from kiosk.core.stages_people import Change
from kiosk.core.visits import window_start
from tests.support.core_orders import Orders

PIN, WRONG_PIN, STAFF_PIN = "8642", "8641", "75319"
BADGE = "kb_secret-badge"
MOST_POINTS = 8
"""Points that can be spent at once, whatever the balance says: somebody was quicker at another till."""
CARD = 3
"""Stamps on a card: a small one, so that cards fill."""


def strings(value: object) -> Iterator[str]:
    """Every text in a value, also what its repr hides."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from strings(getattr(value, each.name))


def address(number: int) -> str:
    """What somebody types who signs up."""
    return f"secret-{number}@mail.example"


@dataclass
class Server:
    """Members by number, each answer with a balance never seen before, so that a stale one is known."""

    gated: frozenset[OperationKind]
    typed_refused: bool = False
    applied: dict[str, Operation] = field(default_factory=dict)
    challenges: dict[str, int] = field(default_factory=dict)
    stamps: dict[int, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    told: int = 0
    signed_up: set[int] = field(default_factory=set)

    def code(self, number: int) -> int:
        return 700_000 + number

    def email(self, number: int) -> str:
        return f"m***{number}@secret.example"

    def balance(self, code: int) -> Balance:
        self.told += 1
        return Balance(self.stamps.get(code, 0), self.told)

    def lookup(self, effect: e.Lookup) -> o.LookupOutcome:
        if effect.qr is not None:
            kind, _, rest = effect.qr.partition(":")
            if kind != "secret-qr":
                return o.InvalidQr() if kind == "stale" else o.NotFound()
            number = int(rest.partition(":")[0])
        else:
            number = int(effect.code or 0) - 700_000
        code = self.code(number)
        return o.Found(Member(code, self.email(number), self.balance(code)))

    def enrol(self, effect: e.Enrol) -> o.LookupOutcome:
        """The e-mails of this world are those of ``address``."""
        assert effect.terms
        assert effect.privacy
        number = int(effect.email.partition("@")[0].rpartition("-")[2])
        new, code = number not in self.signed_up, self.code(number)
        self.signed_up.add(number)
        return o.Found(Member(code, self.email(number), self.balance(code), is_new=new))

    def send(self, operation: Operation, pin: str | None) -> o.SendOutcome:
        key = operation.token if operation.kind is OperationKind.COUPON else operation.id
        assert key is not None
        if key in self.applied or key in self.used:
            return o.AlreadyUsed() if operation.kind is OperationKind.COUPON else o.AlreadyApplied()
        if operation.manual_code and self.typed_refused:
            return o.ManualCodeDisabled()
        if operation.card is CardType.POINT and operation.kind is OperationKind.REDEEM:
            if (operation.amount or 0) > MOST_POINTS:
                return o.InsufficientBalance()
        elif operation.kind is OperationKind.REDEEM:
            code = int(operation.member_code or 0)
            if self.stamps.get(code, 0) < (operation.amount or 0):
                return o.InsufficientBalance()
        if operation.kind in self.gated and pin != PIN:
            return self._challenge(key, pin)
        self.challenges.pop(key, None)
        self.applied[key] = operation
        if operation.kind is OperationKind.COUPON:
            return o.CouponRedeemed("Free coffee")
        code = int(operation.member_code or 0)
        if operation.card is CardType.POINT:
            return o.Accepted(self.balance(code))
        if operation.kind is OperationKind.REDEEM:
            self.stamps[code] -= int(operation.amount or 0)
            return o.Accepted(self.balance(code))
        self.stamps[code] = self.stamps.get(code, 0) + 1
        coupon = None
        if self.stamps[code] >= CARD:
            self.stamps[code] = 0
            serial = len(self.applied)
            coupon = IssuedCoupon(f"c-{serial}", "Free coffee", f"cq_secret-{code}-{serial}")
        return o.Accepted(self.balance(code), coupon)

    def _challenge(self, key: str, pin: str | None) -> o.SendOutcome:
        if pin is None:
            self.challenges[key] = 3
            return o.PinRequired("challenge", 3)
        left = self.challenges.get(key, 0)
        if left <= 0:
            return o.PinExpired()
        self.challenges[key] = left - 1
        return o.PinInvalid("challenge", left - 1) if left > 1 else o.PinExhausted()


def _line(record: CouponRecord) -> CouponLine:
    return CouponLine(record.coupon.id, record.coupon.name, record.issued_at, record.state)


@dataclass
class Disk:
    """The journal, and the queue before it. ``work`` carries out the oldest request."""

    rules: Rules
    queue: deque[e.Effect] = field(default_factory=deque)
    operations: dict[str, tuple[Operation, OperationState]] = field(default_factory=dict)
    coupons: dict[str, CouponRecord] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    ever_sent: set[str] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=lambda: ["Deniz"])
    """Of the staff. The first of them is who comes in by ``STAFF_PIN`` or ``BADGE``."""
    given_up: set[str] = field(default_factory=set)
    sends: list[e.Send] = field(default_factory=list)
    """Requests whose «sent» is on disk: now they go out."""
    reasons: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.orders = Orders(self.operations, self.reasons, self.ever_sent)

    def ref(self, effect: e.Effect) -> str:
        match effect:
            case e.Record(one) | e.Send(one) | e.Settle(one) | e.Release(one):
                return one.id
            case e.Mark(operation_id=ref) | e.DropVisit(ref) | e.Print(ref):
                return ref
            case e.Recall(session=ref) | e.RecallAttempt(session=ref) | e.KeepVisit(session=ref):
                return ref
            case e.CheckStaff(session=ref) | e.CheckBadge(session=ref) | e.AddStaff(session=ref):
                return ref
            case e.ListStaff(session=ref) | e.TakeOut(session=ref):
                return ref
            case (
                e.RecallCheckout(session=ref) | e.RecallCheckouts(session=ref) | e.GiveUpCheckout(session=ref)
            ):
                return ref
            case e.FindCoupons(ref) | e.OpenCoupon(ref) | e.HandOut(ref) | e.Retry(ref):
                return ref
            case e.ListWaiting(ref) | e.OpenWaiting(ref) | e.GiveUp(ref):
                return ref
            case _:
                return ""

    @property
    def staffed(self) -> bool:
        return bool(self.names)

    @staffed.setter
    def staffed(self, somebody: bool) -> None:
        self.names = (self.names or ["Deniz"]) if somebody else []

    def sent_once(self, operation_id: str) -> bool:
        return operation_id in self.ever_sent

    def unanswered(self) -> list[Operation]:
        return [one for one, state in self.operations.values() if state not in FINAL_STATES]

    def work(self, now: Moment) -> ev.Event | None:
        effect = self.queue.popleft()
        match effect:
            case e.Record(one, checkout):
                return self._record(one, checkout)
            case e.Send(one):
                if self.operations[one.id][1] in FINAL_STATES:
                    return ev.JournalFailed(one.id, "final")
                self.operations[one.id] = (one, OperationState.SENT)
                self.sends.append(effect)
                self.ever_sent.add(one.id)
            case e.Settle(one, _, coupon, print_now):
                self.operations[one.id] = (one, OperationState.ACCEPTED)
                if coupon is None:
                    return ev.Settled(one.id)
                self.coupons[coupon.id] = CouponRecord(coupon, now.local, one.member_code)
                state = PrintState.QUEUED if print_now else PrintState.HELD
                return ev.Settled(one.id, PrintJob(len(self.coupons), coupon.id, state))
            case e.Mark(operation_id, state, reason):
                known = self.operations.get(operation_id)
                if known is None:
                    return ev.JournalFailed(operation_id, "no_such_operation")
                if known[1] not in FINAL_STATES:
                    self.operations[operation_id] = (known[0], state)
                    self.reasons[operation_id] = reason
            case e.Recall(session, code):
                return ev.Recalled(session, self._history(code, now))
            case e.RecallAttempt(session, token, but_not):
                tried = [
                    one
                    for one, state in self.operations.values()
                    if one.token == token
                    and one.id != but_not
                    and state in (OperationState.SENT, OperationState.UNKNOWN)
                ]
                return ev.AttemptRecalled(session, tried[-1].created_at if tried else None)
            case e.KeepVisit(session, operation_id, _, qr):
                self.kept[operation_id] = qr
                return ev.VisitKept(session)
            case e.DropVisit(operation_id):
                self.kept.pop(operation_id, None)
            case e.Remember(key, value):
                self.facts[key] = value
            case e.AskStaff():
                return ev.StaffKnown(self.staffed)
            case e.ListStaff(session):
                return ev.StaffListed(session, tuple(self.names))
            case e.AddStaff(by=by) | e.TakeOut(by=by) if by:
                return self._changed(effect)
            case e.AddStaff() if self.staffed:
                return ev.StaffKnown(True)
            case e.AddStaff(session, name):
                self.names = [name]
                return ev.StaffAdded(session, name)
            case e.CheckBadge(session) | e.CheckStaff(session) if not self.staffed:
                return ev.StaffRefused(session, nobody=True)
            case e.CheckStaff(session, pin):
                right = pin == STAFF_PIN
                return ev.StaffAdmitted(session, self.names[0]) if right else ev.StaffRefused(session)
            case e.CheckBadge(session, badge):
                return (
                    ev.BadgeKnown(session, self.names[0])
                    if badge == BADGE
                    else ev.StaffRefused(session, badge=True)
                )
            case e.RecallCheckout(session, order):
                return ev.CheckoutRecalled(session, order, self.orders.known(order))
            case e.RecallCheckouts(session):
                return ev.CheckoutsRecalled(session, self.orders.open())
            case e.GiveUpCheckout(_, order):
                self.orders.give_up(order)
            case _:
                return self._looked_through(effect)
        return None

    def _changed(self, effect: e.AddStaff | e.TakeOut) -> ev.Event:
        by, name, names = effect.by, effect.name, self.names
        if by not in names:
            change = Change.STRANGER
        elif isinstance(effect, e.AddStaff):
            change = Change.NAME_TAKEN if name in names else Change.ADDED
            change = Change.PIN_TAKEN if effect.pin == STAFF_PIN else change
        else:
            change = Change.TAKEN_OUT if name in names and name != by else Change.GONE
        if change is Change.ADDED:
            names.append(name)
        elif change is Change.TAKEN_OUT:
            names.remove(name)
        return ev.StaffChanged(effect.session, by, name, change, tuple(names))

    def _record(self, one: Operation, checkout: Checkout | None) -> ev.Event:
        if checkout is not None and not self.orders.keep(checkout):
            return ev.JournalFailed(one.id, "conflict")
        known = self.operations.get(one.id)
        if known is None:
            self.operations[one.id] = (one, OperationState.PENDING)
            return ev.Recorded(one.id)
        if (known[0].member_code, known[0].amount, known[0].kind) != (one.member_code, one.amount, one.kind):
            return ev.JournalFailed(one.id, "conflict")
        if known[1] in (OperationState.REFUSED, OperationState.ABANDONED):
            self.operations[one.id] = (known[0], OperationState.PENDING)
        return ev.Recorded(one.id)

    def _looked_through(self, effect: e.Effect) -> ev.Event | None:
        """What staff ask while they look through the journal."""
        match effect:
            case e.FindCoupons(ref, query):
                known = [one for one in self.coupons.values() if query.token in ("", one.coupon.token)]
                found = tuple(
                    _line(one) for one in known if one.member_code in (query.codes or [one.member_code])
                )
                page = found[query.offset : query.offset + query.limit]
                return ev.CouponsFound(
                    ref, CouponPage(page, query.offset, len(found) > query.offset + len(page))
                )
            case e.OpenCoupon(ref, coupon_id):
                record = self.coupons.get(coupon_id)
                return ev.CouponOpened(ref, None if record is None else CouponStory(_line(record)))
            case e.HandOut(ref, coupon_id):
                record = self.coupons.get(coupon_id)
                done = record is not None and record.state not in ("handed_out", "redeemed")
                if record is not None and done:
                    self.coupons[coupon_id] = replace(record, state="handed_out")
                return ev.HandedOut(ref, coupon_id, done)
            case e.ListWaiting(ref):
                return ev.WaitingListed(ref, tuple(self._waiting(one.id) for one in self.unanswered()))
            case e.OpenWaiting(ref, operation_id):
                return ev.WaitingOpened(
                    ref, self._waiting(operation_id) if operation_id in self.operations else None
                )
            case e.Retry(ref, operation_id):
                return ev.Retried(ref, operation_id, "unavailable_timeout")
            case e.GiveUp(ref, operation_id):
                operation, state = self.operations[operation_id]
                if state not in FINAL_STATES:
                    self.operations[operation_id] = (operation, OperationState.ABANDONED)
                    self.given_up.add(operation_id)
                return ev.GivenUp(ref, operation_id, state not in FINAL_STATES)
        return None

    def _waiting(self, operation_id: str) -> Waiting:
        one, state = self.operations[operation_id]
        tries = int(operation_id in self.ever_sent)
        return Waiting(
            one.id,
            one.kind,
            one.created_at,
            state,
            tries,
            "",
            one.card,
            one.amount,
            one.origin,
            None,
            one.member_code,
        )

    def _history(self, code: object, now: Moment) -> History:
        since = window_start(self.rules, now) - timedelta(days=1)
        gone = (OperationState.REFUSED, OperationState.ABANDONED)
        visits = [
            Visit(replace(one, token=None), state)
            for one, state in self.operations.values()
            if one.member_code == code and one.created_at >= since and state not in gone
        ]
        coupons = [record for record in self.coupons.values() if record.member_code == code]
        return History(tuple(reversed(visits)), tuple(reversed(coupons)))
