"""The journal in numbers: right, and no dearer for a long history."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.core.model import OperationState, PrintState
from kiosk.journal import SqliteJournal, counting
from kiosk.journal.counting import counts
from kiosk.ports import JournalError, KeptVisit
from tests.support.journal_samples import at, coupon, earn, issue, redemption


async def _fill(file: Path) -> None:
    journal = await SqliteJournal.open(file)
    job = await issue(journal, 1, minutes=1)
    await journal.print_state(job, PrintState.PRINTED, at(2))
    await issue(journal, 2, minutes=3)
    await journal.record(earn(3, minutes=20))
    await journal.mark_sent(earn(3).id, at(20))
    await journal.mark(earn(3).id, OperationState.UNKNOWN, "unavailable_timeout")
    await journal.record(redemption(4, "cq_secret", minutes=4))
    await journal.mark_sent("coupon-4", at(4))
    await journal.mark("coupon-4", OperationState.UNKNOWN, "unanswered")
    await journal.record(earn(5, minutes=5))
    await journal.mark(earn(5).id, OperationState.CHALLENGED, "pin_required")
    await journal.keep_visit(KeptVisit("visit-6", at(10), "SECRET-QR", 2))
    await journal.set_staff_lock(5, at(40))
    await journal.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("journal") / "journal.sqlite3"
    asyncio.run(_fill(file))
    return file


def test_what_waits_is_counted(path: Path) -> None:
    found = counts(path, at(30))
    assert found.waiting == {
        ("earn", "unknown"): 1,
        ("earn", "challenged"): 1,
        ("coupon", "unknown"): 1,
    }
    assert (found.kept, found.outbox) == (1, 2)  # no coupon, and nobody's PIN, is sent by itself
    assert found.oldest == at(10)
    assert found.coupons == {"printed": 1, "issued": 1}
    assert sum(found.jobs.values()) == 1
    assert (found.wrong_pins, found.locked_until) == (5, at(40))
    assert found.size >= path.stat().st_size


def test_coupons_of_the_last_day_count(path: Path) -> None:
    assert counts(path, at(1) + timedelta(days=1)).coupons == {"printed": 1, "issued": 1}
    assert counts(path, at(2) + timedelta(days=1)).coupons == {"issued": 1}
    assert counts(path, at(9) + timedelta(days=2)).coupons == {}


def test_an_empty_journal_is_nothing_but_zeros(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    with pytest.raises(JournalError, match="no_journal"):
        counts(file, at(0))

    async def make() -> None:
        await (await SqliteJournal.open(file)).close()

    asyncio.run(make())
    found = counts(file, at(0))
    assert (found.waiting, found.kept, found.outbox, found.oldest) == ({}, 0, 0, None)
    assert (found.coupons, found.jobs, found.wrong_pins, found.locked_until) == ({}, {}, 0, None)


def test_no_question_walks_through_the_history(path: Path) -> None:
    asked = [counting._WAITING, counting._COUPONS, counting._JOBS]
    with closing(sqlite3.connect(path)) as db:
        for sql in asked:
            plan = db.execute("EXPLAIN QUERY PLAN " + sql, (0,) * sql.count("?")).fetchall()
            steps = " ".join(str(row[3]) for row in plan)
            assert "USING INDEX" in steps or "USING COVERING INDEX" in steps, steps
            assert coupon(1).token not in steps
