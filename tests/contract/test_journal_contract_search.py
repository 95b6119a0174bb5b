"""What every journal promises to staff who look through it; on disk and in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.core.model import PrintState
from kiosk.core.papers import CouponQuery, CouponStory, PaperNote
from kiosk.ports import JournalError, KeptVisit
from tests.support.journal_samples import NOON, AnyJournal, at, coupon, each_journal, earn, issue


@pytest.fixture(params=["sqlite", "memory"])
async def journal(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AnyJournal]:
    async for made in each_journal(request.param, tmp_path / "j.sqlite3"):
        yield made


async def found(journal: AnyJournal, query: CouponQuery) -> list[str]:
    return [line.id for line in (await journal.find_coupons(query)).lines]


async def test_coupons_come_newest_first_in_pages(journal: AnyJournal) -> None:
    for number, minutes in ((1, 3), (2, 1), (3, 2), (4, 2), (5, 0)):
        await issue(journal, number, minutes=minutes)
    first = await journal.find_coupons(CouponQuery(limit=2))
    assert [line.id for line in first.lines] == ["cp-1", "cp-4"]  # of one time, the later one
    assert (first.offset, first.more) == (0, True)
    assert first.lines[0].issued_at == at(3)
    assert (first.lines[0].name, first.lines[0].state) == (coupon(1).name, "issued")
    second = await journal.find_coupons(CouponQuery(offset=2, limit=2))
    assert [line.id for line in second.lines] == ["cp-3", "cp-2"]
    assert (second.offset, second.more) == (2, True)
    last = await journal.find_coupons(CouponQuery(offset=4, limit=2))
    assert ([line.id for line in last.lines], last.more) == (["cp-5"], False)
    assert (await journal.find_coupons(CouponQuery(offset=6, limit=2))).lines == ()


async def test_a_page_that_is_just_full_has_nothing_behind_it(journal: AnyJournal) -> None:
    for number in (1, 2):
        await issue(journal, number)
    assert not (await journal.find_coupons(CouponQuery(limit=2))).more


async def test_coupons_of_a_time(journal: AnyJournal) -> None:
    for number in range(5):
        await issue(journal, number, minutes=number)
    assert await found(journal, CouponQuery(at(1), at(3))) == ["cp-2", "cp-1"]
    assert await found(journal, CouponQuery(since=at(4))) == ["cp-4"]
    assert await found(journal, CouponQuery(until=at(1))) == ["cp-0"]
    assert await found(journal, CouponQuery(at(3), at(3))) == []


async def test_coupons_of_a_member_however_the_code_is_written(journal: AnyJournal) -> None:
    await issue(journal, 1, member=482193)
    await issue(journal, 2, member="482193", minutes=1)
    await issue(journal, 3, member=555012, minutes=2)
    assert await found(journal, CouponQuery(codes=(482193,))) == ["cp-1"]
    assert await found(journal, CouponQuery(codes=("482193",))) == ["cp-2"]
    assert await found(journal, CouponQuery(codes=("482193", 482193))) == ["cp-2", "cp-1"]
    assert await found(journal, CouponQuery(codes=(1,))) == []
    assert await found(journal, CouponQuery(since=at(1), codes=("482193", 482193))) == ["cp-2"]


async def test_a_token_finds_its_coupon_whatever_became_of_it(journal: AnyJournal) -> None:
    await issue(journal, 1)
    await issue(journal, 2)
    await journal.coupon_spent(coupon(2).token, at(1))
    assert await found(journal, CouponQuery(token=coupon(1).token)) == ["cp-1"]
    assert await found(journal, CouponQuery(token=coupon(2).token)) == ["cp-2"]
    assert await found(journal, CouponQuery(token="cq_")) == []
    assert await found(journal, CouponQuery(token="cq_%' OR TRUE --")) == []


async def test_the_story_of_a_coupon(journal: AnyJournal) -> None:
    assert await journal.coupon_story("cp-1") is None
    first = await issue(journal, 1)
    await journal.print_state(first, PrintState.FAILED, at(1))
    second = await journal.queue_print(coupon(1).id, copy=True, at=at(2))
    await journal.print_state(second.id, PrintState.PRINTED, at(3))
    await issue(journal, 2)
    [line] = (await journal.find_coupons(CouponQuery(token=coupon(1).token))).lines
    papers = (PaperNote(PrintState.PRINTED, True, at(3)), PaperNote(PrintState.FAILED, False, at(1)))
    assert await journal.coupon_story("cp-1") == CouponStory(line, papers)
    assert line.state == "printed"
    assert await journal.hand_out("cp-1", at(4))
    story = await journal.coupon_story("cp-1")
    assert story is not None
    assert (story.line.state, story.ended_at) == ("handed_out", at(4))


async def test_a_coupon_with_the_id_of_one_and_the_token_of_another_is_the_first_of_them(
    journal: AnyJournal,
) -> None:
    """No server says so; but what the journal makes of it must not depend on how the file is searched."""
    first = await issue(journal, 1)
    await issue(journal, 2)
    await journal.record(earn(3))
    odd = replace(coupon(2), token=coupon(1).token)
    job = await journal.settle(earn(3).id, None, odd, at=at(5), print_now=True)
    assert job is not None
    assert job.id == first
    assert await found(journal, CouponQuery()) == ["cp-2", "cp-1"]


async def test_no_token_is_in_what_is_found(journal: AnyJournal) -> None:
    await issue(journal, 1)
    page, story = await journal.find_coupons(CouponQuery()), await journal.coupon_story("cp-1")
    assert coupon(1).token not in repr((page, story))


async def test_tries_of_a_kept_visit_are_counted_and_do_not_bring_it_back(journal: AnyJournal) -> None:
    await journal.keep_visit(KeptVisit("v1", NOON, "QR 1"))
    await journal.visit_tried("v1", "rate_limited")
    await journal.visit_tried("v1", "unavailable_timeout")
    assert list(await journal.kept_visits()) == [KeptVisit("v1", NOON, "QR 1", 2, "unavailable_timeout")]
    await journal.drop_visit("v1", "cancelled")
    await journal.visit_tried("v1", "unavailable_timeout")
    await journal.visit_tried("v2", "unavailable_timeout")
    assert await journal.kept_visits() == ()


async def test_a_wish_to_try_again_is_given_out_once(journal: AnyJournal) -> None:
    assert await journal.take_retries() == ()
    for name in ("b", "a", "b"):
        await journal.ask_retry(name, NOON)
    assert list(await journal.take_retries()) == ["b", "a"]
    assert await journal.take_retries() == ()
    await journal.ask_retry("b", NOON)
    assert list(await journal.take_retries()) == ["b"]


async def test_a_time_without_a_zone_is_refused(journal: AnyJournal) -> None:
    for query in (CouponQuery(since=NOON.replace(tzinfo=None)), CouponQuery(until=NOON.replace(tzinfo=None))):
        with pytest.raises(JournalError, match=r"^bad_value$"):
            await journal.find_coupons(query)
