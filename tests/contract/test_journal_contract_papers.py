"""What every journal promises of coupons, paper, visits and staff; on disk and in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.core.model import (
    OperationState,
    PrintState,
)
from kiosk.ports import JournalError, KeptVisit, StaffMember
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

OPEN = [OperationState.PENDING, OperationState.SENT, OperationState.CHALLENGED, OperationState.UNKNOWN]


@pytest.fixture(params=["sqlite", "memory"])
async def journal(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AnyJournal]:
    async for made in each_journal(request.param, tmp_path / "j.sqlite3"):
        yield made


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
    assert await journal.coupon_spent("cq_other", NOON) is None
    assert (await record_of(journal)).state == "issued"
    assert await journal.coupon_spent(coupon().token, at(1)) == coupon().id
    assert await journal.coupon_spent(coupon().token, at(2)) is None
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
    assert again.copy is (state not in {PrintState.HELD, PrintState.FAILED})
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


async def test_one_that_is_still_queued_makes_the_next_a_copy(journal: AnyJournal) -> None:
    """It may come out after a restart, when its first step could not be written down."""
    await issue(journal, now=False)
    assert not (await journal.queue_print(coupon().id, copy=False, at=NOON)).copy
    assert (await journal.queue_print(coupon().id, copy=False, at=NOON)).copy


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


async def test_a_clock_that_was_set_back_makes_no_coupon_fresh(journal: AnyJournal) -> None:
    """Issued «in an hour»: how long ago that was nobody knows, so nobody stands there for certain."""
    job = await issue(journal, minutes=60)
    changed = await journal.recover_prints(at(0), 120.0)
    assert [(one.id, one.state) for one in changed] == [(job, PrintState.HELD)]


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


async def test_a_badge_goes_with_its_person(journal: AnyJournal) -> None:
    assert not await journal.set_badge("Ali", "badge-1")
    await journal.add_staff(StaffMember("Ali", "hash-1"))
    assert await journal.set_badge("Ali", "badge-1")
    await journal.add_staff(StaffMember("Ali", "hash-2"))  # another PIN, the same badge
    await journal.add_staff(StaffMember("Zoë", "hash-3"))
    assert list(await journal.staff()) == [
        StaffMember("Ali", "hash-2", "badge-1"),
        StaffMember("Zoë", "hash-3"),
    ]
    assert await journal.set_badge("Ali", "badge-2")
    assert (await journal.staff())[0].badge_hash == "badge-2"
    assert await journal.set_badge("Ali", "")
    assert await journal.set_badge("Zoë", "")
    assert [one.badge_hash for one in await journal.staff()] == ["", ""]
    await journal.set_badge("Ali", "badge-3")
    await journal.remove_staff("Ali")
    await journal.add_staff(StaffMember("Ali", "hash-4"))
    assert (await journal.staff())[0].badge_hash == ""


async def test_who_is_of_the_staff_hires_but_replaces_nobody(journal: AnyJournal) -> None:
    zoe = StaffMember("Zoë", "hash-2")
    assert not await journal.hire(zoe, "Ali"), "nobody is there who could"
    await journal.add_staff(StaffMember("Ali", "hash-1"))
    assert not await journal.hire(zoe, "Zoë")
    assert not await journal.hire(zoe, "ali")
    assert await journal.hire(zoe, "Ali")
    await journal.set_badge("Zoë", "badge")
    assert not await journal.hire(StaffMember("Zoë", "hash-3"), "Ali")
    assert not await journal.hire(StaffMember("Ali", "hash-3"), "Zoë")
    assert list(await journal.staff()) == [
        StaffMember("Ali", "hash-1"),
        StaffMember("Zoë", "hash-2", "badge"),
    ]


async def test_who_is_of_the_staff_dismisses_others_so_the_last_one_stays(journal: AnyJournal) -> None:
    for name in ("Ali", "Zoë", "Mia"):
        await journal.add_staff(StaffMember(name, f"hash of {name}"))
    assert not await journal.dismiss("Ali", "Ali")
    assert not await journal.dismiss("Ali", "nobody")
    assert not await journal.dismiss("nobody", "Ali")
    assert [one.name for one in await journal.staff()] == ["Ali", "Mia", "Zoë"]
    assert await journal.dismiss("Ali", "Zoë")
    assert not await journal.dismiss("Ali", "Zoë")
    assert not await journal.dismiss("Mia", "Ali"), "they are out themselves"
    assert await journal.dismiss("Mia", "Zoë")
    assert not await journal.dismiss("Zoë", "Zoë")
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
