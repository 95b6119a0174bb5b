"""What every journal promises of checkouts, held against the one on disk and its twin in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.core.checkout import Checkout, CheckoutState, Half, operation_of
from kiosk.core.model import Balance, CustomerCode, Moment, Operation, OperationKind, OperationState
from kiosk.ports import JournalError
from tests.support.journal_samples import NOON, AnyJournal, at, each_journal

EARN, REDEEM = OperationKind.EARN, OperationKind.REDEEM
ORDER = Checkout("1042", 482193, Decimal("19.90"), 20, NOON, "Deniz")


@pytest.fixture(params=["sqlite", "memory"])
async def journal(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AnyJournal]:
    async for made in each_journal(request.param, tmp_path / "j.sqlite3"):
        yield made


def half(kind: OperationKind, checkout: Checkout = ORDER) -> Operation:
    return operation_of(checkout, kind, None, Moment(0.0, NOON))


async def begin(journal: AnyJournal, kind: OperationKind, checkout: Checkout = ORDER) -> Operation:
    """As the engine does it: the checkout, then the half."""
    await journal.keep_checkout(checkout)
    operation = half(kind, checkout)
    await journal.record(operation)
    return operation


async def book(journal: AnyJournal, kind: OperationKind, minutes: float = 1) -> None:
    operation = await begin(journal, kind)
    await journal.mark_sent(operation.id, at(minutes))
    await journal.settle(operation.id, Balance(0, 10), None, at=at(minutes), print_now=False)


async def known(journal: AnyJournal) -> Checkout:
    found = await journal.checkout("1042")
    assert found is not None
    return found


async def orders(journal: AnyJournal, most: int = 9) -> list[str]:
    return [one.order for one in await journal.open_checkouts(most)]


async def test_what_was_entered_comes_back(journal: AnyJournal) -> None:
    assert await journal.checkout("1042") is None
    assert await orders(journal) == []
    asked = replace(ORDER, manual=True, created_at=NOON.astimezone(timezone(timedelta(hours=3))))
    await journal.keep_checkout(asked)
    found = await known(journal)
    assert found == replace(ORDER, manual=True)
    assert found.created_at.tzinfo is UTC
    assert str(found.total) == "19.90"
    await journal.keep_checkout(asked)
    assert await known(journal) == found


@pytest.mark.parametrize("code", ["482193", "Ü\ud800", 10**30])
async def test_a_customer_code_keeps_its_type(journal: AnyJournal, code: CustomerCode) -> None:
    await journal.keep_checkout(replace(ORDER, member_code=code))
    found = await known(journal)
    assert (type(found.member_code), found.member_code) == (type(code), code)


@pytest.mark.parametrize(
    "bad",
    [
        {"total": Decimal("NaN")},
        {"points": -1},
        {"points": 1 << 63},
        {"created_at": NOON.replace(tzinfo=None)},
    ],
)
async def test_what_is_no_value_is_refused(journal: AnyJournal, bad: dict[str, object]) -> None:
    with pytest.raises(JournalError, match=r"^bad_value$"):
        await journal.keep_checkout(replace(ORDER, **bad))  # type: ignore[arg-type]
    assert await journal.checkout("1042") is None


# -- how the halves stand ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "sends", "reason", "stands"),
    [
        (OperationState.PENDING, 0, "", Half.MISSING),
        (OperationState.ABANDONED, 0, "never_sent", Half.MISSING),
        (OperationState.SENT, 1, "", Half.UNSURE),
        (OperationState.UNKNOWN, 1, "unanswered", Half.UNSURE),
        (OperationState.CHALLENGED, 1, "pin_required", Half.MISSING),
        (OperationState.REFUSED, 1, "insufficient_balance", Half.MISSING),
        (OperationState.ABANDONED, 1, "left", Half.MISSING),
        (OperationState.ABANDONED, 2, "pin_exhausted", Half.MISSING),
        (OperationState.ABANDONED, 1, "unanswered", Half.MISSING),
        (OperationState.ABANDONED, 1, "never_sent", Half.UNSURE),
        (OperationState.ABANDONED, 1, "whatever staff may say", Half.UNSURE),
    ],
)
async def test_a_half_is_missing_only_where_that_is_sure(
    journal: AnyJournal, state: OperationState, sends: int, reason: str, stands: Half
) -> None:
    operation = await begin(journal, REDEEM)
    for _ in range(sends):
        await journal.mark_sent(operation.id, at(1))
    if state is not OperationState.SENT:
        await journal.mark(operation.id, state, reason)
    found = await known(journal)
    assert (found.redeem, found.earn) == (stands, Half.MISSING)
    # and only there it may become another one
    fewer = replace(ORDER, points=7)
    if stands is Half.UNSURE:
        with pytest.raises(JournalError, match=r"^conflict$"):
            await journal.keep_checkout(fewer)
        assert await known(journal) == found
        await journal.keep_checkout(ORDER)
        assert await journal.operation(operation.id) is not None
        return
    await begin(journal, REDEEM, fewer)
    stored = await journal.operation(operation.id)
    assert stored is not None
    assert (stored.operation.amount, stored.attempts) == (7, 0)
    assert (await known(journal)).points == 7


async def test_one_that_is_pending_again_after_a_refusal_is_in_doubt_until_it_is_answered(
    journal: AnyJournal,
) -> None:
    operation = await begin(journal, EARN)
    await journal.mark_sent(operation.id, at(1))
    await journal.mark(operation.id, OperationState.REFUSED, "not_found")
    await begin(journal, EARN)
    assert (await known(journal)).earn is Half.UNSURE


# -- what may change -------------------------------------------------------------------------------


async def test_what_is_booked_never_changes_and_the_rest_may(journal: AnyJournal) -> None:
    await book(journal, REDEEM)
    for other in (
        replace(ORDER, points=21),
        replace(ORDER, member_code="482193"),
        replace(ORDER, member_code=7),
    ):
        with pytest.raises(JournalError, match=r"^conflict$"):
            await journal.keep_checkout(other)
    assert await known(journal) == replace(ORDER, redeem=Half.BOOKED)
    await journal.keep_checkout(replace(ORDER, total=Decimal("19.9")))
    await begin(journal, EARN, replace(ORDER, total=Decimal(21)))
    found = await known(journal)
    assert (found.total, found.redeem) == (21, Half.BOOKED)


@pytest.mark.parametrize("again", ["50", "50.00", "5E+1"])
@pytest.mark.parametrize("kind", [EARN, REDEEM])
async def test_the_same_total_written_otherwise_is_the_same_total(
    journal: AnyJournal, kind: OperationKind, again: str
) -> None:
    order = replace(ORDER, total=Decimal("50.0"))
    operation = await begin(journal, kind, order)
    await journal.mark_sent(operation.id, at(1))
    await journal.keep_checkout(replace(order, total=Decimal(again)))
    stored = await journal.operation(operation.id)
    assert stored is not None
    assert stored.attempts == 1  # the half is the one that went out
    found = await known(journal)
    assert (found.total, found.redeem if kind is REDEEM else found.earn) == (50, Half.UNSURE)


async def test_another_member_may_take_over_only_what_is_nobodys(journal: AnyJournal) -> None:
    await begin(journal, REDEEM)
    other = replace(ORDER, member_code=7, person="Ayşe", created_at=at(5))
    await journal.keep_checkout(other)
    assert await journal.operation("redeem_1042") is None
    assert (await known(journal)).member_code == 7
    # who began it, and when, stays as it was
    assert ((await known(journal)).person, (await known(journal)).created_at) == ("Deniz", NOON)


async def test_a_half_that_was_typed_is_recorded_anew_when_it_is_scanned(journal: AnyJournal) -> None:
    typed = replace(ORDER, manual=True)
    operation = await begin(journal, REDEEM, typed)
    await journal.mark_sent(operation.id, at(1))
    await journal.mark(operation.id, OperationState.REFUSED, "manual_code_disabled")
    await begin(journal, REDEEM, ORDER)
    stored = await journal.operation(operation.id)
    assert stored is not None
    assert not stored.operation.manual_code
    assert not (await known(journal)).manual
    # One that may have been applied stays as it is.
    await journal.mark_sent(operation.id, at(2))
    await begin(journal, REDEEM, typed)
    again = await journal.operation(operation.id)
    assert again is not None
    assert (again.attempts, again.operation.manual_code) == (1, False)


# -- how it ends -------------------------------------------------------------------------------------


async def test_the_last_half_ends_it_whoever_had_the_answer(journal: AnyJournal) -> None:
    await book(journal, REDEEM, 1)
    assert await orders(journal) == ["1042"]
    await book(journal, EARN, 2)
    found = await known(journal)
    assert (found.state, found.ended_at) == (CheckoutState.DONE, at(2))
    assert found.complete
    assert await orders(journal) == []
    with pytest.raises(JournalError, match=r"^conflict$"):
        await journal.keep_checkout(ORDER)
    assert not await journal.give_up_checkout("1042", at(3))
    # The same answer once more changes nothing.
    await journal.settle("1042", Balance(0, 99), None, at=at(9), print_now=False)
    assert (await known(journal)).ended_at == at(2)


async def test_without_points_the_earn_is_all_of_it(journal: AnyJournal) -> None:
    free = replace(ORDER, points=0)
    operation = await begin(journal, EARN, free)
    await journal.settle(operation.id, None, None, at=at(1), print_now=False)
    assert (await known(journal)).state is CheckoutState.DONE


async def test_the_earn_alone_does_not_end_it(journal: AnyJournal) -> None:
    await book(journal, EARN)
    found = await known(journal)
    assert (found.state, found.earn) == (CheckoutState.OPEN, Half.BOOKED)


async def test_given_up_taken_up_again_and_found_to_be_done(journal: AnyJournal) -> None:
    await book(journal, REDEEM)
    operation = await begin(journal, EARN)
    await journal.mark_sent(operation.id, at(2))
    await journal.mark(operation.id, OperationState.UNKNOWN, "unanswered")
    assert await journal.give_up_checkout("1042", at(3))
    assert not await journal.give_up_checkout("1042", at(4))
    found = await known(journal)
    assert (found.state, found.ended_at) == (CheckoutState.GIVEN_UP, at(3))
    assert (found.redeem, found.earn) == (Half.BOOKED, Half.UNSURE)
    assert await orders(journal) == []
    await journal.keep_checkout(ORDER)
    assert await orders(journal) == ["1042"]
    assert (await known(journal)).ended_at is None
    await journal.give_up_checkout("1042", at(5))
    await journal.settle("1042", None, None, at=at(6), print_now=False)
    assert (await known(journal)).state is CheckoutState.DONE
    assert not await journal.give_up_checkout("nothing", at(7))


async def test_what_is_half_done_comes_first_then_the_newest(journal: AnyJournal) -> None:
    for number, minutes in (("c", 3), ("a", 1), ("b", 1), ("d", 2)):
        await journal.keep_checkout(replace(ORDER, order=number, created_at=at(minutes)))
    assert await orders(journal) == ["c", "d", "b", "a"]
    await book(journal, REDEEM)
    await begin(journal, REDEEM, replace(ORDER, order="a"))
    await journal.mark_sent("redeem_a", at(9))
    assert await orders(journal) == ["a", "1042", "c", "d", "b"]
    assert await orders(journal, 2) == ["a", "1042"]


async def test_an_order_whose_number_looks_like_a_redemption_is_no_half_of_another(
    journal: AnyJournal,
) -> None:
    """The core refuses such a number; if it did not, the journal would not mix the two up."""
    await journal.keep_checkout(ORDER)
    await journal.keep_checkout(replace(ORDER, order="redeem_redeem_1042", points=0))
    await book(journal, REDEEM)
    assert await orders(journal) == ["1042", "redeem_redeem_1042"]


# -- keeping house -----------------------------------------------------------------------------------


async def test_an_unfinished_one_keeps_its_halves_and_an_ended_one_outlives_them(
    journal: AnyJournal,
) -> None:
    await book(journal, REDEEM)
    other = Operation("e", EARN, NOON, member_code=1, amount=Decimal(1))
    await journal.record(other)
    await journal.mark("e", OperationState.REFUSED)
    assert await journal.prune(at(60)) == 1
    assert (await known(journal)).redeem is Half.BOOKED
    await book(journal, EARN, 30)
    assert await journal.prune(NOON) == 0
    assert await journal.prune(at(10)) == 2, "both halves"
    found = await known(journal)
    assert (found.state, found.redeem) == (CheckoutState.DONE, Half.MISSING)
    assert await journal.prune(at(60)) == 1
    assert await journal.checkout("1042") is None


async def test_a_given_up_one_stays_while_a_half_of_it_is_unanswered(journal: AnyJournal) -> None:
    operation = await begin(journal, REDEEM)
    await journal.mark_sent(operation.id, at(1))
    await journal.give_up_checkout("1042", at(2))
    assert await journal.prune(at(60)) == 0
    await journal.mark(operation.id, OperationState.REFUSED)
    assert await journal.prune(at(60)) == 2


async def test_one_of_which_nothing_came_goes_some_day(journal: AnyJournal) -> None:
    operation = await begin(journal, REDEEM)
    await journal.mark_sent(operation.id, at(1))
    assert await journal.prune(at(60)) == 0
    await journal.mark(operation.id, OperationState.ABANDONED, "left")
    assert await journal.prune(NOON) == 0
    assert await journal.prune(at(60)) == 2
    assert await orders(journal) == []
