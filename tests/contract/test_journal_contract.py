"""What every journal promises, held against the one on disk and its twin in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.core.model import (
    Balance,
    CardType,
    CouponRecord,
    CustomerCode,
    IssuedCoupon,
    Operation,
    OperationKind,
    OperationState,
    PrintState,
)
from kiosk.journal import SqliteJournal
from kiosk.ports import Journal, JournalError, KeptVisit, StaffMember
from tests.support.memory_journal import MemoryJournal

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AnyJournal = SqliteJournal | MemoryJournal
FINAL = [OperationState.ACCEPTED, OperationState.REFUSED, OperationState.ABANDONED]
OPEN = [OperationState.PENDING, OperationState.SENT, OperationState.CHALLENGED, OperationState.UNKNOWN]


@pytest.fixture(params=["sqlite", "memory"])
async def journal(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AnyJournal]:
    made: AnyJournal
    made = await SqliteJournal.open(tmp_path / "j.sqlite3") if request.param == "sqlite" else MemoryJournal()
    yield made
    await made.close()


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def earn(number: int = 1, member: CustomerCode = 482193, minutes: float = 0) -> Operation:
    return Operation(
        id=f"entrance-1-{number}",
        kind=OperationKind.EARN,
        created_at=at(minutes),
        member_code=member,
        card=CardType.STAMP,
        amount=Decimal(1),
        before=Balance(stamps=9, points=120),
    )


def redemption(number: int, token: str = "cq_7f3a", minutes: float = 0) -> Operation:
    return Operation(
        id=f"coupon-{number}",
        kind=OperationKind.COUPON,
        created_at=at(minutes),
        token=token,
        origin="staff",
    )


def coupon(number: int = 1) -> IssuedCoupon:
    return IssuedCoupon(id=f"cp-{number}", name="Bir kahve ☕", token=f"cq_{number:08x}")


async def issue(
    journal: Journal, number: int = 1, *, member: CustomerCode = 482193, minutes: float = 0, now: bool = True
) -> int:
    """Earn the coupon of this number; returns its print job's number."""
    await journal.record(earn(number, member, minutes))
    job = await journal.settle(earn(number).id, Balance(0, 10), coupon(number), at=at(minutes), print_now=now)
    assert job is not None
    return job.id


async def record_of(journal: Journal, number: int = 1) -> CouponRecord:
    found = await journal.coupon(coupon(number).id)
    assert found is not None
    return found


def test_both_are_journals(tmp_path: Path) -> None:
    """For the type checker, which is where it would fail; nothing is opened."""

    def wants(journal: type[Journal]) -> str:
        return journal.__name__

    assert wants(SqliteJournal) + wants(MemoryJournal) == "SqliteJournalMemoryJournal"


# -- operations ----------------------------------------------------------------------------------


async def test_a_recorded_operation_comes_back_as_it_was(journal: AnyJournal) -> None:
    asked = replace(earn(), amount=Decimal("12.50"), manual_code=True, origin="kept")
    await journal.record(asked)
    stored = await journal.operation(asked.id)
    assert stored is not None
    assert stored.operation == asked
    assert str(stored.operation.amount) == "12.50"
    assert (stored.state, stored.attempts, stored.reason, stored.sent_at) == (
        OperationState.PENDING,
        0,
        "",
        None,
    )
    assert await journal.operation("another") is None


@pytest.mark.parametrize("code", [482193, "482193", "004821", 0, -1, 10**30, "Ü\ud800", ""])
async def test_a_customer_code_keeps_its_type(journal: AnyJournal, code: CustomerCode) -> None:
    await journal.record(earn(1, code))
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert stored.operation.member_code == code
    assert type(stored.operation.member_code) is type(code)
    assert len((await journal.history(code, NOON)).visits) == 1


async def test_the_same_digits_as_text_are_another_member(journal: AnyJournal) -> None:
    await issue(journal, 1, member=482193)
    await issue(journal, 2, member="482193")
    for code, number in ((482193, 1), ("482193", 2)):
        history = await journal.history(code, NOON)
        assert [visit.operation.id for visit in history.visits] == [earn(number).id]
        assert [one.coupon for one in history.coupons] == [coupon(number)]


async def test_an_operation_without_anything_optional(journal: AnyJournal) -> None:
    bare = Operation(id="bare", kind=OperationKind.REDEEM, created_at=NOON)
    await journal.record(bare)
    stored = await journal.operation("bare")
    assert stored is not None
    assert stored.operation == bare


@pytest.mark.parametrize(
    "moment",
    [
        NOON.replace(microsecond=1),
        datetime(2026, 11, 23, 15, 0, tzinfo=timezone(timedelta(hours=3))),
        # The hour that happens twice: an aware time inside it equals none of another zone (PEP 495).
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
async def test_times_come_back_in_utc_to_the_microsecond(journal: AnyJournal, moment: datetime) -> None:
    await journal.record(replace(earn(), created_at=moment))
    await journal.record(replace(earn(), created_at=moment))
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert stored.operation.created_at == moment.astimezone(UTC)
    assert stored.operation.created_at.tzinfo is UTC


async def test_a_time_without_a_zone_is_refused(journal: AnyJournal) -> None:
    with pytest.raises(JournalError, match=r"^bad_value$"):
        await journal.record(replace(earn(), created_at=NOON.replace(tzinfo=None)))
    assert await journal.operation(earn().id) is None


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity"])
async def test_an_amount_that_is_no_number_is_refused(journal: AnyJournal, amount: str) -> None:
    with pytest.raises(JournalError, match=r"^bad_value$"):
        await journal.record(replace(earn(), amount=Decimal(amount)))
    assert await journal.unanswered() == ()


async def test_recording_twice_is_once(journal: AnyJournal) -> None:
    await journal.record(earn())
    await journal.mark_sent(earn().id, at(1))
    await journal.record(earn())
    # Resumed later, under the same id, by another person's hands: the first record stands.
    await journal.record(
        replace(
            earn(), created_at=at(9), origin="staff", before=None, amount=Decimal("1.0"), manual_code=True
        )
    )
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert (stored.operation, stored.state, stored.attempts) == (earn(), OperationState.SENT, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": OperationKind.REDEEM},
        {"member_code": 482194},
        {"member_code": "482193"},
        {"member_code": None},
        {"card": CardType.POINT},
        {"card": None},
        {"amount": Decimal(2)},
        {"amount": None},
        {"token": "cq_1"},
    ],
    ids=str,
)
async def test_the_same_id_for_something_else_is_a_conflict(
    journal: AnyJournal, change: dict[str, object]
) -> None:
    await journal.record(earn())
    with pytest.raises(JournalError, match=r"^conflict$"):
        await journal.record(replace(earn(), **change))  # type: ignore[arg-type]
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert stored.operation == earn()


async def test_the_same_id_for_another_token_is_a_conflict(journal: AnyJournal) -> None:
    await journal.record(redemption(1, "cq_a"))
    await journal.record(redemption(1, "cq_a"))
    with pytest.raises(JournalError, match=r"^conflict$"):
        await journal.record(redemption(1, "cq_b"))


@pytest.mark.parametrize("state", OPEN)
async def test_every_send_is_counted(journal: AnyJournal, state: OperationState) -> None:
    await journal.record(earn())
    await journal.mark(earn().id, state, "timeout")
    assert await journal.mark_sent(earn().id, at(1)) == 1
    await journal.mark(earn().id, state, "timeout")
    assert await journal.mark_sent(earn().id, at(2)) == 2
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert (stored.state, stored.attempts, stored.reason, stored.sent_at) == (
        OperationState.SENT,
        2,
        "",
        at(2),
    )


@pytest.mark.parametrize("state", list(OperationState))
async def test_a_mark_is_kept_with_its_reason(journal: AnyJournal, state: OperationState) -> None:
    await journal.record(earn())
    await journal.mark(earn().id, state, "because")
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert (stored.state, stored.reason) == (state, "because")


@pytest.mark.parametrize("final", FINAL)
@pytest.mark.parametrize("later", list(OperationState))
async def test_a_final_state_never_changes(
    journal: AnyJournal, final: OperationState, later: OperationState
) -> None:
    await journal.record(earn())
    await journal.mark_sent(earn().id, at(1))
    await journal.mark(earn().id, final, "first")
    before = await journal.operation(earn().id)
    await journal.mark(earn().id, later, "second")
    with pytest.raises(JournalError, match=r"^final$"):
        await journal.mark_sent(earn().id, at(2))
    assert await journal.operation(earn().id) == before


@pytest.mark.parametrize("final", [OperationState.REFUSED, OperationState.ABANDONED])
async def test_an_acceptance_that_comes_too_late_still_counts(
    journal: AnyJournal, final: OperationState
) -> None:
    await journal.record(earn())
    await journal.mark(earn().id, final, "our_guess")
    job = await journal.settle(earn().id, Balance(0, 0), coupon(), at=at(1), print_now=False)
    assert job is not None
    assert job.state is PrintState.HELD
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert (stored.state, stored.reason) == (OperationState.ACCEPTED, "")
    assert [one.operation for one in (await journal.history(482193, NOON)).visits] == [earn()]
    # And there it stays: a guess that comes later still changes nothing.
    await journal.mark(earn().id, final, "our_guess")
    assert await journal.operation(earn().id) == stored
    assert [one.coupon for one in (await journal.history(482193, NOON)).coupons] == [coupon()]


async def test_an_unknown_operation_is_an_error(journal: AnyJournal) -> None:
    for call in (
        journal.mark_sent("none", NOON),
        journal.mark("none", OperationState.UNKNOWN),
        journal.settle("none", None, coupon(), at=NOON, print_now=True),
    ):
        with pytest.raises(JournalError, match=r"^no_such_operation$"):
            await call
    assert await journal.coupon(coupon().id) is None


async def test_unanswered_ones_oldest_first(journal: AnyJournal) -> None:
    for number, minutes in ((1, 3), (2, 1), (3, 2), (4, 2), (5, 0)):
        await journal.record(earn(number, minutes=minutes))
    for number, state in zip((1, 2, 3, 4), OPEN, strict=True):
        await journal.mark(earn(number).id, state)
    await journal.mark(earn(5).id, OperationState.REFUSED)
    waiting = await journal.unanswered()
    assert [one.operation.id for one in waiting] == [earn(n).id for n in (2, 3, 4, 1)]


# -- settling ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "state"), [(True, PrintState.QUEUED), (False, PrintState.HELD)])
async def test_settling_stores_acceptance_coupon_and_job(
    journal: AnyJournal, now: bool, state: PrintState
) -> None:
    await journal.record(earn())
    job = await journal.settle(earn().id, Balance(0, 10), coupon(), at=at(1), print_now=now)
    assert job is not None
    assert (job.coupon_id, job.state, job.copy) == (coupon().id, state, False)
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert stored.state is OperationState.ACCEPTED
    assert await journal.coupon(coupon().id) == CouponRecord(coupon(), at(1), 482193, "issued")
    assert await journal.queued_prints() == (((job, await record_of(journal)),) if now else ())


async def test_settling_without_a_coupon(journal: AnyJournal) -> None:
    await journal.record(earn())
    assert await journal.settle(earn().id, None, None, at=NOON, print_now=True) is None
    stored = await journal.operation(earn().id)
    assert stored is not None
    assert stored.state is OperationState.ACCEPTED
    assert await journal.unanswered() == ()


@pytest.mark.parametrize("again", [coupon(), None])
async def test_settling_twice_is_once(journal: AnyJournal, again: IssuedCoupon | None) -> None:
    await journal.record(earn())
    first = await journal.settle(earn().id, Balance(0, 1), coupon(), at=at(1), print_now=True)
    assert await journal.settle(earn().id, Balance(5, 5), again, at=at(2), print_now=False) == first
    assert len(await journal.queued_prints()) == 1
    assert (await record_of(journal)).issued_at == at(1)


async def test_a_coupon_in_the_second_answer_only_is_not_lost(journal: AnyJournal) -> None:
    await journal.record(earn())
    assert await journal.settle(earn().id, None, None, at=at(1), print_now=True) is None
    job = await journal.settle(earn().id, None, coupon(), at=at(2), print_now=True)
    assert job is not None
    assert await journal.queued_prints() == ((job, await record_of(journal)),)


@pytest.mark.parametrize(
    "same",
    [coupon(), IssuedCoupon("cp-1", "Other", "cq_other"), IssuedCoupon("cp-other", "Other", coupon().token)],
    ids=["both", "id", "token"],
)
async def test_a_known_coupon_is_not_issued_again(journal: AnyJournal, same: IssuedCoupon) -> None:
    first = await issue(journal)
    await journal.print_state(first, PrintState.PRINTED, at(1))
    await journal.record(earn(2, 777777))
    job = await journal.settle(earn(2).id, None, same, at=at(2), print_now=True)
    assert job is not None
    assert (job.id, job.state) == (first, PrintState.PRINTED)
    assert await journal.queued_prints() == ()
    assert (await journal.history(777777, NOON)).coupons == ()
    assert (await record_of(journal)).coupon == coupon()


# -- history -------------------------------------------------------------------------------------


async def test_history_counts_earns_that_may_have_happened(journal: AnyJournal) -> None:
    for number, state in enumerate(OperationState):
        await journal.record(earn(number, minutes=number))
        await journal.mark(earn(number).id, state)
    await journal.record(replace(earn(20), kind=OperationKind.REDEEM))
    await journal.record(earn(21, member=111111))
    visits = (await journal.history(482193, NOON)).visits
    assert [visit.state.value for visit in visits] == ["accepted", "unknown", "challenged", "sent", "pending"]


async def test_history_begins_at_the_moment_asked_for(journal: AnyJournal) -> None:
    for number, minutes in ((1, 0), (2, 1), (3, 2)):
        await journal.record(earn(number, minutes=minutes))
    visits = (await journal.history(482193, at(1))).visits
    assert [visit.operation.id for visit in visits] == [earn(3).id, earn(2).id]
    assert (await journal.history(482193, at(2) + timedelta(microseconds=1))).visits == ()


async def test_history_shows_coupons_that_are_still_to_be_had(journal: AnyJournal) -> None:
    for number in range(1, 5):
        await issue(journal, number, minutes=number)
    await journal.coupon_spent(coupon(2).token, at(10))
    assert await journal.hand_out(coupon(3).id, at(10))
    history = await journal.history(482193, at(99))
    assert history.visits == ()
    assert [one.coupon for one in history.coupons] == [coupon(4), coupon(1)]


# -- coupon redemptions --------------------------------------------------------------------------


async def test_an_unanswered_attempt_on_the_same_coupon_is_found(journal: AnyJournal) -> None:
    for number, minutes in ((1, 1), (2, 3), (3, 2)):
        await journal.record(redemption(number, minutes=minutes))
        assert await journal.attempt_on("cq_7f3a", "coupon-9") is None or number > 1
        await journal.mark_sent(f"coupon-{number}", at(minutes))
    await journal.mark("coupon-3", OperationState.UNKNOWN, "timeout")

    async def newest(but_not: str, token: str = "cq_7f3a") -> str | None:
        found = await journal.attempt_on(token, but_not)
        return None if found is None else found.operation.id

    assert await newest("coupon-9") == "coupon-2"
    assert await newest("coupon-2") == "coupon-3"
    assert await newest("coupon-9", "cq_7f3b") is None
    found = await journal.attempt_on("cq_7f3a", "coupon-2")
    assert found is not None
    assert found.sent_at == at(2)
    for state in (OperationState.CHALLENGED, OperationState.REFUSED):
        await journal.mark("coupon-2", state)
        assert await newest("coupon-9") == "coupon-3"
    await journal.settle("coupon-3", None, None, at=at(5), print_now=False)
    assert await newest("coupon-9") == "coupon-1"
    assert await newest("coupon-1") is None


async def test_a_redeemed_token_does_not_come_back_out(journal: AnyJournal) -> None:
    await journal.record(redemption(1))
    stored = await journal.operation("coupon-1")
    assert stored is not None
    assert stored.operation == replace(redemption(1), token=None)


async def test_our_own_coupon_is_noted_as_spent(journal: AnyJournal) -> None:
    job = await issue(journal)
    assert await journal.is_our_token(coupon().token)
    assert not await journal.is_our_token("cq_other")
    await journal.coupon_spent("cq_other", NOON)
    assert (await record_of(journal)).state == "issued"
    await journal.coupon_spent(coupon().token, at(1))
    await journal.coupon_spent(coupon().token, at(2))
    assert (await record_of(journal)).state == "redeemed"
    assert await journal.is_our_token(coupon().token)
    await journal.print_state(job, PrintState.PRINTED, at(3))
    assert (await record_of(journal)).state == "redeemed"


async def test_tokens_of_coupons_that_are_about(journal: AnyJournal) -> None:
    assert list(await journal.tokens()) == []
    for number in (3, 1, 2, 4):
        await issue(journal, number, minutes=number)
    await journal.coupon_spent(coupon(1).token, at(10))
    assert await journal.hand_out(coupon(2).id, at(10))
    assert list(await journal.tokens()) == [coupon(n).token for n in (3, 2, 4)]


async def test_handing_out_is_for_coupons_that_are_there(journal: AnyJournal) -> None:
    await issue(journal)
    assert not await journal.hand_out("none", NOON)
    assert await journal.hand_out(coupon().id, NOON)
    assert not await journal.hand_out(coupon().id, NOON)
    assert (await record_of(journal)).state == "handed_out"
    await journal.queue_print(coupon().id, copy=False, at=NOON)
    assert (await record_of(journal)).state == "handed_out"
    await journal.coupon_spent(coupon().token, NOON)
    assert (await record_of(journal)).state == "redeemed"
    assert not await journal.hand_out(coupon().id, NOON)


# -- printing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "coupon_state"),
    [
        (PrintState.QUEUED, "issued"),
        (PrintState.HELD, "issued"),
        (PrintState.SENDING, "printing"),
        (PrintState.SENT, "printing"),
        (PrintState.PRINTED, "printed"),
        (PrintState.FAILED, "print_failed"),
        (PrintState.UNKNOWN, "print_unknown"),
    ],
)
async def test_the_coupon_follows_its_job(journal: AnyJournal, state: PrintState, coupon_state: str) -> None:
    job = await issue(journal)
    await journal.print_state(job, PrintState.SENDING, at(1))
    await journal.print_state(job, state, at(2))
    assert (await record_of(journal)).state == coupon_state
    again = await journal.queue_print(coupon().id, copy=False, at=at(3))
    assert again.copy is (
        state in {PrintState.SENDING, PrintState.SENT, PrintState.PRINTED, PrintState.UNKNOWN}
    )
    assert again.state is PrintState.QUEUED
    assert again.id != job
    assert (await record_of(journal)).state == "issued"


async def test_what_was_printed_stays_printed(journal: AnyJournal) -> None:
    job = await issue(journal)
    await journal.print_state(job, PrintState.PRINTED, at(1))
    await journal.print_state(job, PrintState.SENDING, at(2))
    assert (await record_of(journal)).state == "printed"
    assert await journal.recover_prints(at(9), 60) == ()


async def test_a_wanted_copy_is_a_copy(journal: AnyJournal) -> None:
    await issue(journal, now=False)
    assert (await journal.queue_print(coupon().id, copy=True, at=NOON)).copy
    assert not (await journal.queue_print(coupon().id, copy=False, at=NOON)).copy


async def test_paper_needs_a_coupon_and_a_job(journal: AnyJournal) -> None:
    with pytest.raises(JournalError, match=r"^no_such_coupon$"):
        await journal.queue_print("none", copy=False, at=NOON)
    with pytest.raises(JournalError, match=r"^no_such_job$"):
        await journal.print_state(99, PrintState.SENT, NOON)


async def test_queued_prints_in_order(journal: AnyJournal) -> None:
    jobs = [await issue(journal, number, minutes=-number) for number in (1, 2, 3)]
    await journal.print_state(jobs[1], PrintState.SENDING, NOON)
    queued = await journal.queued_prints()
    assert [(job.id, record.coupon) for job, record in queued] == [
        (jobs[0], coupon(1)),
        (jobs[2], coupon(3)),
    ]


async def test_after_a_start_nothing_is_printed_twice_or_to_nobody(journal: AnyJournal) -> None:
    jobs = [await issue(journal, number, minutes=number) for number in range(1, 8)]
    states = [PrintState.SENDING, PrintState.SENT, PrintState.PRINTED, PrintState.FAILED, PrintState.HELD]
    for job, state in zip(jobs, states, strict=False):
        await journal.print_state(job, state, at(8))
    # Coupon 6 is of minute 6, coupon 7 of minute 7: at minute 9 the latter is exactly 2 minutes old.
    changed = await journal.recover_prints(at(9), 120.0)
    assert [(job.id, job.state) for job in changed] == [
        (jobs[0], PrintState.UNKNOWN),
        (jobs[1], PrintState.UNKNOWN),
        (jobs[5], PrintState.HELD),
    ]
    assert [job.id for job, _ in await journal.queued_prints()] == [jobs[6]]
    assert (await record_of(journal, 1)).state == "print_unknown"
    assert await journal.recover_prints(at(9), 120.0) == ()


# -- offline visits ------------------------------------------------------------------------------


async def test_visits_are_kept_replaced_and_dropped(journal: AnyJournal) -> None:
    visits = [KeptVisit(f"v{n}", at(minutes), f"QR {n}") for n, minutes in ((1, 2), (2, 1), (3, 2))]
    for visit in visits:
        await journal.keep_visit(visit)
    assert list(await journal.kept_visits()) == [visits[1], visits[0], visits[2]]
    await journal.keep_visit(replace(visits[1], attempts=4))
    assert (await journal.kept_visits())[0].attempts == 4
    await journal.drop_visit("v1", "earned")
    await journal.drop_visit("v1", "earned")
    await journal.drop_visit("v2", "earned")
    await journal.drop_visit("v3", "too_old")
    assert await journal.kept_visits() == ()
    assert await journal.get("dropped_visits.earned") == "2"
    assert await journal.get("dropped_visits.too_old") == "1"


# -- staff, facts, housekeeping ------------------------------------------------------------------


async def test_staff_come_and_go(journal: AnyJournal) -> None:
    await journal.add_staff(StaffMember("Zoë", "hash-1"))
    await journal.add_staff(StaffMember("Ali", "hash-2"))
    await journal.add_staff(StaffMember("Zoë", "hash-3"))
    assert list(await journal.staff()) == [StaffMember("Ali", "hash-2"), StaffMember("Zoë", "hash-3")]
    assert await journal.remove_staff("Ali")
    assert not await journal.remove_staff("Ali")
    assert [one.name for one in await journal.staff()] == ["Zoë"]


async def test_the_staff_lock(journal: AnyJournal) -> None:
    assert await journal.staff_lock() == (0, None)
    await journal.set_staff_lock(5, at(1))
    assert await journal.staff_lock() == (5, at(1))
    await journal.set_staff_lock(0, None)
    assert await journal.staff_lock() == (0, None)


async def test_small_facts(journal: AnyJournal) -> None:
    assert await journal.get("strict_seen") is None
    await journal.put("strict_seen", "yes")
    await journal.put("strict_seen", "")
    assert await journal.get("strict_seen") == ""


async def test_pruning_forgets_only_what_is_over(journal: AnyJournal) -> None:
    for number, state in enumerate(OperationState, start=10):
        await journal.record(earn(number))
        await journal.mark(earn(number).id, state)
    first, second, third = [await issue(journal, number) for number in (1, 2, 3)]
    await journal.coupon_spent(coupon(1).token, at(1))
    await journal.coupon_spent(coupon(2).token, at(60))
    await journal.audit(at(1), "Ali", "redeem", "accepted")
    await journal.audit(at(60), "Ali", "redeem", "accepted")
    # Three marked final and three that earned a coupon; coupon 1; one line of the audit log.
    assert await journal.prune(at(30)) == 8
    assert [one.state for one in await journal.unanswered()] == OPEN
    assert await journal.coupon(coupon(1).id) is None
    assert (await record_of(journal, 2)).state == "redeemed"
    assert (await record_of(journal, 3)).state == "issued"
    assert [job.id for job, _ in await journal.queued_prints()] == [second, third]
    with pytest.raises(JournalError, match=r"^no_such_job$"):
        await journal.print_state(first, PrintState.PRINTED, NOON)
    # A job's number is not given a second time.
    assert (await journal.queue_print(coupon(3).id, copy=False, at=NOON)).id > third
    assert await journal.prune(at(30)) == 0


async def test_after_closing_everything_is_an_error(journal: AnyJournal) -> None:
    await journal.close()
    await journal.close()
    for call in (journal.unanswered(), journal.put("a", "b"), journal.record(earn())):
        with pytest.raises(JournalError, match=r"^closed$"):
            await call
