"""What every journal promises of operations, held against the one on disk and its twin in memory."""

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
from kiosk.ports import Journal, JournalError
from tests.support.journal_samples import (
    NOON,
    AnyJournal,
    at,
    coupon,
    each_journal,
    earn,
    issue,
    record_of,
    redemption,
)
from tests.support.memory_journal import MemoryJournal

FINAL = [OperationState.ACCEPTED, OperationState.REFUSED, OperationState.ABANDONED]
OPEN = [OperationState.PENDING, OperationState.SENT, OperationState.CHALLENGED, OperationState.UNKNOWN]


@pytest.fixture(params=["sqlite", "memory"])
async def journal(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AnyJournal]:
    async for made in each_journal(request.param, tmp_path / "j.sqlite3"):
        yield made


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


async def test_of_one_moment_the_later_recorded_is_the_newer(journal: AnyJournal) -> None:
    for number in (2, 1, 3):
        await issue(journal, number)
        await journal.record(redemption(number))
        await journal.mark_sent(f"coupon-{number}", NOON)
    history = await journal.history(482193, NOON)
    assert [visit.operation.id for visit in history.visits] == [earn(n).id for n in (3, 1, 2)]
    assert [one.coupon for one in history.coupons] == [coupon(n) for n in (3, 1, 2)]
    found = await journal.attempt_on("cq_7f3a", "")
    assert found is not None
    assert found.operation.id == "coupon-3"
    assert [one.operation.id for one in await journal.unanswered()] == ["coupon-2", "coupon-1", "coupon-3"]


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


@pytest.mark.parametrize("ended", [OperationState.REFUSED, OperationState.ABANDONED])
async def test_what_ended_without_effect_can_be_begun_anew(
    journal: AnyJournal, ended: OperationState
) -> None:
    await journal.record(earn(1))
    await journal.mark(earn(1).id, ended, "left")
    await journal.record(earn(1))
    stored = await journal.operation(earn(1).id)
    assert stored is not None
    assert (stored.state, stored.reason) == (OperationState.PENDING, "")
    assert await journal.mark_sent(earn(1).id, NOON) == 1


async def test_what_was_accepted_is_not_begun_anew(journal: AnyJournal) -> None:
    await journal.record(earn(1))
    await journal.settle(earn(1).id, None, None, at=NOON, print_now=False)
    await journal.record(earn(1))
    stored = await journal.operation(earn(1).id)
    assert stored is not None
    assert stored.state is OperationState.ACCEPTED
