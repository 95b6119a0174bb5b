"""Any order of calls, with the file closed and opened in between: as if it were plain Python."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.core.checkout import Checkout, operation_of
from kiosk.core.model import (
    FINAL_STATES,
    Balance,
    CardType,
    CustomerCode,
    IssuedCoupon,
    Moment,
    Operation,
    OperationKind,
    OperationState,
    PrintState,
)
from kiosk.core.papers import CouponQuery
from kiosk.journal import SqliteJournal
from kiosk.ports import JournalError, KeptVisit, StaffMember
from tests.support.memory_journal import MemoryJournal

START = datetime(2026, 11, 23, tzinfo=UTC)
# Few values of each, so that calls meet each other.
OPERATION_IDS = st.sampled_from(["a", "b", "c", "d", "redeem_a"])
ORDERS = st.sampled_from(["a", "b"])
MEMBERS: st.SearchStrategy[CustomerCode] = st.sampled_from([482193, "482193", 7])
TIMES = st.integers(0, 6).map(lambda hours: START + timedelta(hours=hours))
TOKENS = st.sampled_from(["cq_1", "cq_2", "cq_3"])
COUPON_IDS = st.sampled_from(["x", "y", "z"])
COUPONS = st.builds(IssuedCoupon, COUPON_IDS, st.sampled_from(["Coffee", "☕"]), TOKENS)
BALANCES = st.none() | st.builds(Balance, st.integers(0, 10), st.integers(0, 99))
JOBS = st.integers(1, 6)
AMOUNTS = st.sampled_from([Decimal(1), Decimal("1.00"), Decimal("2.5")])
WORDS = st.sampled_from(["", "timeout", "earned", "left", "ü"])
OPERATIONS = st.one_of(
    st.builds(
        Operation,
        OPERATION_IDS,
        st.sampled_from([OperationKind.EARN, OperationKind.REDEEM]),
        TIMES,
        member_code=MEMBERS,
        card=st.sampled_from(CardType),
        amount=AMOUNTS,
        manual_code=st.booleans(),
        before=BALANCES,
    ),
    st.builds(Operation, OPERATION_IDS, st.just(OperationKind.COUPON), TIMES, token=TOKENS),
)

CHECKOUTS = st.builds(
    Checkout, ORDERS, MEMBERS, AMOUNTS, st.integers(0, 2), TIMES, st.just("Deniz"), st.booleans()
)

AnyJournal = SqliteJournal | MemoryJournal


class JournalMachine(RuleBasedStateMachine):
    """Every call goes to the file and to the twin in memory; both must answer alike."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "journal.sqlite3"
        self.runner = asyncio.Runner()
        self.disk = self.runner.run(SqliteJournal.open(self.path))
        self.memory = MemoryJournal()
        self.ended: dict[str, OperationState] = {}

    def teardown(self) -> None:
        self.runner.run(self.disk.close())
        self.runner.close()
        self.folder.cleanup()

    def both(self, call: Callable[[AnyJournal], Awaitable[object]]) -> None:
        async def tried(journal: AnyJournal) -> object:
            try:
                return await call(journal)
            except JournalError as error:
                return f"JournalError: {error}"

        expected = self.runner.run(tried(self.memory))
        assert self.runner.run(tried(self.disk)) == expected

    @rule(operation=OPERATIONS)
    def record(self, operation: Operation) -> None:
        self.both(lambda journal: journal.record(operation))
        # One that was not applied begins anew when the same is asked for once more; what was accepted stays.
        if self.ended.get(operation.id) in (OperationState.REFUSED, OperationState.ABANDONED):
            stored = self.runner.run(self.disk.operation(operation.id))
            assert stored is not None
            if stored.state is OperationState.PENDING:
                del self.ended[operation.id]

    @rule(number=OPERATION_IDS, at=TIMES)
    def send(self, number: str, at: datetime) -> None:
        self.both(lambda journal: journal.mark_sent(number, at))

    @rule(number=OPERATION_IDS, state=st.sampled_from(OperationState), reason=WORDS)
    def mark(self, number: str, state: OperationState, reason: str) -> None:
        self.both(lambda journal: journal.mark(number, state, reason))

    @rule(number=OPERATION_IDS, balance=BALANCES, coupon=st.none() | COUPONS, at=TIMES, now=st.booleans())
    def settle(
        self, number: str, balance: Balance | None, coupon: IssuedCoupon | None, at: datetime, now: bool
    ) -> None:
        self.both(lambda journal: journal.settle(number, balance, coupon, at=at, print_now=now))
        # The one change of a final state there is; only an operation that is there can be ``ended``.
        if number in self.ended:
            self.ended[number] = OperationState.ACCEPTED

    @rule(checkout=CHECKOUTS, kind=st.none() | st.sampled_from([OperationKind.EARN, OperationKind.REDEEM]))
    def check_out(self, checkout: Checkout, kind: OperationKind | None) -> None:
        self.both(lambda journal: journal.keep_checkout(checkout))
        if kind is not None:
            half = operation_of(checkout, kind, None, Moment(0.0, checkout.created_at))
            self.both(lambda journal: journal.record(half))
        # A half that was surely not applied may have been forgotten, to be recorded anew.
        for number in (checkout.order, f"redeem_{checkout.order}"):
            self.ended.pop(number, None)

    @rule(order=ORDERS, at=TIMES)
    def give_up(self, order: str, at: datetime) -> None:
        self.both(lambda journal: journal.give_up_checkout(order, at))

    @rule(coupon=COUPON_IDS, copy=st.booleans(), at=TIMES)
    def reprint(self, coupon: str, copy: bool, at: datetime) -> None:
        self.both(lambda journal: journal.queue_print(coupon, copy=copy, at=at))

    @rule(job=JOBS, state=st.sampled_from(PrintState), at=TIMES)
    def print_went_on(self, job: int, state: PrintState, at: datetime) -> None:
        self.both(lambda journal: journal.print_state(job, state, at))

    @rule(token=TOKENS, at=TIMES)
    def spend(self, token: str, at: datetime) -> None:
        self.both(lambda journal: journal.coupon_spent(token, at))

    @rule(coupon=COUPON_IDS, at=TIMES)
    def hand_out(self, coupon: str, at: datetime) -> None:
        self.both(lambda journal: journal.hand_out(coupon, at))

    @rule(number=OPERATION_IDS, at=TIMES, qr=WORDS, attempts=st.integers(0, 3), reason=WORDS)
    def keep(self, number: str, at: datetime, qr: str, attempts: int, reason: str) -> None:
        self.both(lambda journal: journal.keep_visit(KeptVisit(number, at, qr, attempts)))
        self.both(lambda journal: journal.visit_tried(number, reason))

    @rule(number=OPERATION_IDS, at=TIMES, take=st.booleans())
    def wish(self, number: str, at: datetime, take: bool) -> None:
        self.both(lambda journal: journal.ask_retry(number, at))
        if take:
            self.both(lambda journal: journal.take_retries())

    @rule(
        since=st.none() | TIMES,
        until=st.none() | TIMES,
        codes=st.lists(MEMBERS, max_size=2),
        token=st.just("") | TOKENS,
        offset=st.integers(0, 2),
        limit=st.integers(1, 3),
    )
    def look_for_coupons(
        self,
        since: datetime | None,
        until: datetime | None,
        codes: list[CustomerCode],
        token: str,
        offset: int,
        limit: int,
    ) -> None:
        query = CouponQuery(since, until, tuple(codes), token, offset, limit)
        self.both(lambda journal: journal.find_coupons(query))

    @rule(number=OPERATION_IDS, reason=WORDS)
    def drop(self, number: str, reason: str) -> None:
        self.both(lambda journal: journal.drop_visit(number, reason))
        self.both(lambda journal: journal.get(f"dropped_visits.{reason}"))

    @rule(name=WORDS, pin_hash=WORDS, leave=st.booleans())
    def staff(self, name: str, pin_hash: str, leave: bool) -> None:
        if leave:
            self.both(lambda journal: journal.remove_staff(name))
        else:
            self.both(lambda journal: journal.add_staff(StaffMember(name, pin_hash)))

    @rule(name=WORDS, pin_hash=WORDS, by=WORDS, leave=st.booleans())
    def people(self, name: str, pin_hash: str, by: str, leave: bool) -> None:
        if leave:
            self.both(lambda journal: journal.dismiss(name, by))
        else:
            self.both(lambda journal: journal.hire(StaffMember(name, pin_hash), by))

    @rule(tries=st.integers(0, 9), until=st.none() | TIMES)
    def lock(self, tries: int, until: datetime | None) -> None:
        self.both(lambda journal: journal.set_staff_lock(tries, until))

    @rule(key=WORDS, value=WORDS, at=TIMES)
    def note(self, key: str, value: str, at: datetime) -> None:
        self.both(lambda journal: journal.put(key, value))
        self.both(lambda journal: journal.get(key))
        self.both(lambda journal: journal.audit(at, key, value, "done"))

    @rule(before=TIMES)
    def prune(self, before: datetime) -> None:
        self.both(lambda journal: journal.prune(before))
        self.ended.clear()

    @rule(now=TIMES, fresh=st.sampled_from([0.0, 3600.0, 7200.5]), recover=st.booleans())
    def reopen(self, now: datetime, fresh: float, recover: bool) -> None:
        self.runner.run(self.disk.close())
        self.disk = self.runner.run(SqliteJournal.open(self.path))
        assert self.disk.set_aside is None
        if recover:
            self.both(lambda journal: journal.recover_prints(now, fresh))

    @rule(member=MEMBERS, since=TIMES)
    def recall(self, member: CustomerCode, since: datetime) -> None:
        self.both(lambda journal: journal.history(member, since))

    @rule(token=TOKENS, but_not=OPERATION_IDS)
    def attempts(self, token: str, but_not: str) -> None:
        self.both(lambda journal: journal.attempt_on(token, but_not))
        self.both(lambda journal: journal.is_our_token(token))
        self.both(lambda journal: journal.tokens())

    @invariant()
    def they_remember_the_same(self) -> None:
        self.both(lambda journal: journal.unanswered())
        self.both(lambda journal: journal.queued_prints())
        self.both(lambda journal: journal.open_checkouts(3))
        for order in ("a", "b"):
            self.both(lambda journal, order=order: journal.checkout(order))  # type: ignore[misc]
        self.both(lambda journal: journal.kept_visits())
        self.both(lambda journal: journal.staff())
        self.both(lambda journal: journal.staff_lock())
        for coupon in ("x", "y", "z"):
            self.both(lambda journal, coupon=coupon: journal.coupon(coupon))  # type: ignore[misc]
            self.both(lambda journal, coupon=coupon: journal.coupon_story(coupon))  # type: ignore[misc]

    @invariant()
    def what_is_final_stays(self) -> None:
        for number in ("a", "b", "c", "d", "redeem_a"):
            self.both(lambda journal, number=number: journal.operation(number))  # type: ignore[misc]
            stored = self.runner.run(self.disk.operation(number))
            if number in self.ended:
                assert stored is not None
                assert stored.state is self.ended[number]
            elif stored is not None and stored.state in FINAL_STATES:
                self.ended[number] = stored.state


TestJournal = JournalMachine.TestCase
# Each step is a few commits with fsync: fewer and longer runs than elsewhere.
TestJournal.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
