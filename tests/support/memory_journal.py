"""``ports.Journal`` in plain Python: forgets everything, but behaves like the one on disk.

The contract suite and the stateful test hold both to the same promises, so tests of the engine may
use this one. It shares no code with ``kiosk.journal``, on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.core.model import (
    FINAL_STATES,
    Balance,
    CouponRecord,
    CustomerCode,
    History,
    IssuedCoupon,
    Operation,
    OperationKind,
    OperationState,
    PrintJob,
    PrintState,
    Visit,
)
from kiosk.core.papers import CouponLine, CouponPage, CouponQuery, CouponStory, PaperNote
from kiosk.ports import JournalError, KeptVisit, StaffMember, StoredOperation
from tests.support.memory_checkouts import MemoryCheckouts, utc

_COUPON_STATE = {
    PrintState.QUEUED: "issued",
    PrintState.HELD: "issued",
    PrintState.SENDING: "printing",
    PrintState.SENT: "printing",
    PrintState.PRINTED: "printed",
    PrintState.FAILED: "print_failed",
    PrintState.UNKNOWN: "print_unknown",
}
_ON_PAPER = frozenset(PrintState) - {PrintState.HELD, PrintState.FAILED}  # now, or soon
_GONE = frozenset({"redeemed", "handed_out"})


@dataclass
class _Coupon:
    record: CouponRecord
    operation_id: str | None
    ended_at: datetime | None = None

    def line(self) -> CouponLine:
        coupon = self.record.coupon
        return CouponLine(coupon.id, coupon.name, self.record.issued_at, self.record.state)


def _asked(operation: Operation) -> tuple[object, ...]:
    code = operation.member_code
    return (operation.kind, type(code), code, operation.card, operation.amount, operation.token)


class MemoryJournal(MemoryCheckouts):
    """See ``ports.Journal``. ``fail_next`` makes the next call that changes something raise."""

    set_aside: Path | None = None

    def __init__(self) -> None:
        super().__init__()
        self._coupons: dict[str, _Coupon] = {}
        self._jobs: dict[int, PrintJob] = {}
        self._last_job = 0
        self._job_times: dict[int, datetime] = {}
        self._retries: list[str] = []
        self._visits: dict[str, KeptVisit] = {}
        self._staff: dict[str, StaffMember] = {}
        self._lock: tuple[int, datetime | None] = (0, None)
        self._facts: dict[str, str] = {}
        self.audited: list[tuple[datetime, str, str, str]] = []

    def _known(self, operation_id: str) -> StoredOperation:
        try:
            return self._stored[operation_id]
        except KeyError:
            raise JournalError("no_such_operation") from None

    def _by_age(self) -> list[StoredOperation]:
        return sorted(self._stored.values(), key=lambda one: one.operation.created_at)

    async def record(self, operation: Operation) -> None:
        self._change()
        if operation.amount is not None and not operation.amount.is_finite():
            raise JournalError("bad_value")
        created = utc(operation.created_at)
        if operation.id in self._asked:
            if _asked(self._asked[operation.id]) != _asked(operation):
                raise JournalError("conflict")
            stored = self._stored[operation.id]
            if stored.state in (OperationState.REFUSED, OperationState.ABANDONED):
                self._stored[operation.id] = replace(stored, state=OperationState.PENDING, reason="")
            return
        self._asked[operation.id] = operation
        kept = replace(operation, created_at=created, token=None)
        self._stored[operation.id] = StoredOperation(kept, OperationState.PENDING, 0)

    async def mark_sent(self, operation_id: str, at: datetime) -> int:
        self._change()
        old = self._known(operation_id)
        if old.state in FINAL_STATES:
            raise JournalError("final")
        self._stored[operation_id] = replace(
            old, state=OperationState.SENT, attempts=old.attempts + 1, reason="", sent_at=utc(at)
        )
        return old.attempts + 1

    async def mark(self, operation_id: str, state: OperationState, reason: str = "") -> None:
        self._change()
        old = self._known(operation_id)
        if old.state not in FINAL_STATES:
            self._stored[operation_id] = replace(old, state=state, reason=reason)
            if state is OperationState.ACCEPTED:
                self._end_checkout(operation_id, None)

    async def settle(
        self,
        operation_id: str,
        balance: Balance | None,
        coupon: IssuedCoupon | None,
        *,
        at: datetime,
        print_now: bool,
    ) -> PrintJob | None:
        self._change()
        old = self._known(operation_id)
        when = utc(at)
        if old.state is not OperationState.ACCEPTED:
            self._stored[operation_id] = replace(old, state=OperationState.ACCEPTED, reason="")
            self._end_checkout(operation_id, when)
        if coupon is None:
            ours = {
                one.record.coupon.id for one in self._coupons.values() if one.operation_id == operation_id
            }
            return self._newest(ours)
        for known in self._coupons.values():
            if known.record.coupon.id == coupon.id or known.record.coupon.token == coupon.token:
                return self._newest({known.record.coupon.id})
        record = CouponRecord(coupon, when, old.operation.member_code)
        self._coupons[coupon.id] = _Coupon(record, operation_id)
        return self._add_job(coupon.id, PrintState.QUEUED if print_now else PrintState.HELD, False, when)

    def _newest(self, coupon_ids: set[str]) -> PrintJob | None:
        jobs = [job for job in self._jobs.values() if job.coupon_id in coupon_ids]
        return max(jobs, key=lambda job: job.id, default=None)

    def _add_job(self, coupon_id: str, state: PrintState, copy: bool, at: datetime) -> PrintJob:
        self._last_job += 1
        job = PrintJob(self._last_job, coupon_id, state, copy)
        self._put_job(job, at)
        return job

    def _put_job(self, job: PrintJob, at: datetime) -> None:
        self._jobs[job.id] = job
        self._job_times[job.id] = at
        kept = self._coupons[job.coupon_id]
        if kept.record.state not in _GONE:
            kept.record = replace(kept.record, state=_COUPON_STATE[job.state])

    async def history(self, member_code: CustomerCode, since: datetime) -> History:
        self._live()
        start = utc(since)

        def ours(code: CustomerCode | None) -> bool:
            return type(code) is type(member_code) and code == member_code

        visits = [
            Visit(one.operation, one.state)
            for one in self._by_age()
            if ours(one.operation.member_code)
            and one.operation.kind is OperationKind.EARN
            and one.operation.created_at >= start
            and one.state not in {OperationState.REFUSED, OperationState.ABANDONED}
        ]
        by_age = sorted(self._coupons.values(), key=lambda one: one.record.issued_at)
        coupons = [
            one.record for one in by_age if ours(one.record.member_code) and one.record.state not in _GONE
        ]
        return History(tuple(reversed(visits)), tuple(reversed(coupons)))

    async def unanswered(self) -> Sequence[StoredOperation]:
        self._live()
        return tuple(one for one in self._by_age() if one.state not in FINAL_STATES)

    async def operation(self, operation_id: str) -> StoredOperation | None:
        self._live()
        return self._stored.get(operation_id)

    async def attempt_on(self, token: str, but_not: str) -> StoredOperation | None:
        self._live()
        for one in reversed(self._by_age()):
            asked = self._asked[one.operation.id]
            if (
                asked.kind is OperationKind.COUPON
                and asked.token == token
                and asked.id != but_not
                and one.state in {OperationState.SENT, OperationState.UNKNOWN}
            ):
                return one
        return None

    async def coupon(self, coupon_id: str) -> CouponRecord | None:
        self._live()
        kept = self._coupons.get(coupon_id)
        return None if kept is None else kept.record

    async def is_our_token(self, token: str) -> bool:
        self._live()
        return any(one.record.coupon.token == token for one in self._coupons.values())

    async def tokens(self) -> Sequence[str]:
        self._live()
        return tuple(
            one.record.coupon.token for one in self._coupons.values() if one.record.state != "redeemed"
        )

    async def queue_print(self, coupon_id: str, *, copy: bool, at: datetime) -> PrintJob:
        self._change()
        when = utc(at)
        if coupon_id not in self._coupons:
            raise JournalError("no_such_coupon")
        seen = any(job.coupon_id == coupon_id and job.state in _ON_PAPER for job in self._jobs.values())
        return self._add_job(coupon_id, PrintState.QUEUED, copy or seen, when)

    async def print_state(self, job_id: int, state: PrintState, at: datetime) -> None:
        self._change()
        when = utc(at)
        if job_id not in self._jobs:
            raise JournalError("no_such_job")
        if self._jobs[job_id].state is not PrintState.PRINTED:
            self._put_job(replace(self._jobs[job_id], state=state), when)

    async def queued_prints(self) -> Sequence[tuple[PrintJob, CouponRecord]]:
        self._live()
        return tuple(
            (job, self._coupons[job.coupon_id].record)
            for _, job in sorted(self._jobs.items())
            if job.state is PrintState.QUEUED
        )

    async def recover_prints(self, now: datetime, fresh: float) -> Sequence[PrintJob]:
        self._change()
        oldest = utc(now) - timedelta(seconds=fresh)
        changed = []
        for number, job in sorted(self._jobs.items()):
            if job.state in {PrintState.SENDING, PrintState.SENT}:
                state = PrintState.UNKNOWN
            elif job.state is PrintState.QUEUED and not (
                oldest <= self._coupons[job.coupon_id].record.issued_at <= utc(now)
            ):
                state = PrintState.HELD
            else:
                continue
            self._put_job(replace(job, state=state), utc(now))
            changed.append(self._jobs[number])
        return tuple(changed)

    async def coupon_spent(self, token: str, at: datetime) -> str | None:
        self._change()
        for kept in self._coupons.values():
            if kept.record.coupon.token == token and kept.record.state != "redeemed":
                kept.record = replace(kept.record, state="redeemed")
                kept.ended_at = utc(at)
                return kept.record.coupon.id
        return None

    async def hand_out(self, coupon_id: str, at: datetime) -> bool:
        self._change()
        kept = self._coupons.get(coupon_id)
        if kept is None or kept.record.state in _GONE:
            return False
        kept.record = replace(kept.record, state="handed_out")
        kept.ended_at = utc(at)
        return True

    async def find_coupons(self, query: CouponQuery) -> CouponPage:
        self._live()
        since = None if query.since is None else utc(query.since)
        until = None if query.until is None else utc(query.until)
        codes = {(type(code), code) for code in query.codes}

        def fits(kept: _Coupon) -> bool:
            record = kept.record
            return (
                (since is None or record.issued_at >= since)
                and (until is None or record.issued_at < until)
                and (not codes or (type(record.member_code), record.member_code) in codes)
                and query.token in ("", record.coupon.token)
            )

        by_age = sorted(filter(fits, self._coupons.values()), key=lambda kept: kept.record.issued_at)
        found = [kept.line() for kept in reversed(by_age)][query.offset :]
        return CouponPage(tuple(found[: query.limit]), query.offset, more=len(found) > query.limit)

    async def coupon_story(self, coupon_id: str) -> CouponStory | None:
        self._live()
        kept = self._coupons.get(coupon_id)
        if kept is None:
            return None
        jobs = [job for _, job in sorted(self._jobs.items(), reverse=True) if job.coupon_id == coupon_id]
        papers = tuple(PaperNote(job.state, job.copy, self._job_times[job.id]) for job in jobs)
        return CouponStory(kept.line(), papers, kept.ended_at)

    async def keep_visit(self, visit: KeptVisit) -> None:
        self._change()
        self._visits[visit.operation_id] = replace(visit, at=utc(visit.at))

    async def kept_visits(self) -> Sequence[KeptVisit]:
        self._live()
        return tuple(sorted(self._visits.values(), key=lambda one: one.at))

    async def visit_tried(self, operation_id: str, reason: str) -> None:
        self._change()
        visit = self._visits.get(operation_id)
        if visit is not None:
            self._visits[operation_id] = replace(visit, attempts=visit.attempts + 1, reason=reason)

    async def drop_visit(self, operation_id: str, reason: str) -> None:
        self._change()
        if self._visits.pop(operation_id, None) is not None:
            key = f"dropped_visits.{reason}"
            self._facts[key] = str(int(self._facts.get(key, "0")) + 1)

    async def ask_retry(self, operation_id: str, at: datetime) -> None:
        self._change()
        utc(at)
        if operation_id not in self._retries:
            self._retries.append(operation_id)

    async def take_retries(self) -> Sequence[str]:
        self._live()
        wished, self._retries = tuple(self._retries), []
        return wished

    async def staff(self) -> Sequence[StaffMember]:
        self._live()
        return tuple(member for _, member in sorted(self._staff.items()))

    async def add_staff(self, member: StaffMember) -> None:
        self._change()
        had = self._staff.get(member.name)
        self._staff[member.name] = replace(member, badge_hash=had.badge_hash if had else "")

    async def set_badge(self, name: str, badge_hash: str) -> bool:
        self._change()
        if name not in self._staff:
            return False
        self._staff[name] = replace(self._staff[name], badge_hash=badge_hash)
        return True

    async def remove_staff(self, name: str) -> bool:
        self._change()
        return self._staff.pop(name, None) is not None

    async def hire(self, member: StaffMember, by: str) -> bool:
        self._change()
        if by not in self._staff or member.name in self._staff:
            return False
        self._staff[member.name] = replace(member, badge_hash="")
        return True

    async def dismiss(self, name: str, by: str) -> bool:
        self._change()
        return by in self._staff and name != by and self._staff.pop(name, None) is not None

    async def staff_lock(self) -> tuple[int, datetime | None]:
        self._live()
        return self._lock

    async def set_staff_lock(self, tries: int, until: datetime | None) -> None:
        self._change()
        self._lock = (tries, None if until is None else utc(until))

    async def audit(self, at: datetime, person: str, task: str, outcome: str) -> None:
        self._change()
        self.audited.append((utc(at), person, task, outcome))

    async def get(self, key: str) -> str | None:
        self._live()
        return self._facts.get(key)

    async def put(self, key: str, value: str) -> None:
        self._change()
        self._facts[key] = value

    async def prune(self, before: datetime, earns: datetime | None = None) -> int:
        self._change()
        limit = utc(before)
        visits = utc(earns or before)
        halves = self._unfinished_halves()
        old = [
            one.operation.id
            for one in self._stored.values()
            if one.state in FINAL_STATES
            and one.operation.created_at < limit
            and (one.operation.kind is not OperationKind.EARN or one.operation.created_at < visits)
            and one.operation.id not in halves
        ]
        for operation_id in old:
            del self._stored[operation_id], self._asked[operation_id]
        orders = self._prune_checkouts(limit)
        for kept in self._coupons.values():
            if kept.operation_id in old:
                kept.operation_id = None
        gone = [
            number
            for number, one in self._coupons.items()
            if one.ended_at is not None and one.ended_at < limit
        ]
        for coupon_id in gone:
            del self._coupons[coupon_id]
        self._jobs = {number: job for number, job in self._jobs.items() if job.coupon_id in self._coupons}
        lines = len(self.audited)
        self.audited = [line for line in self.audited if line[0] >= limit]
        return len(old) + orders + len(gone) + lines - len(self.audited)

    async def close(self) -> None:
        self._closed = True
