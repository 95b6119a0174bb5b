"""A journal in which one member is named wherever a journal can name somebody, and so is another."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kiosk.core.checkout import Checkout, operation_of
from kiosk.core.ids import visit_id
from kiosk.core.model import Balance, Moment, OperationKind, OperationState, PrintState
from kiosk.core.rules import DAY, Rules
from kiosk.journal import SqliteJournal
from tests.support.journal_samples import NOON, at, coupon, earn, issue

CODE, OTHER = 90817263, 11223344
_ONE_A_DAY = Rules(cooldown=DAY, daily_limit=1, visit_key=b"key")
SHARED, OTHERS_SHARED = (visit_id(_ONE_A_DAY, Moment(0.0, NOON), code) for code in (CODE, OTHER))
"""As all kiosks of a shop call the visits of these two on that day."""
ASIDE = b"torn page \x00\x0090817263stamp1\x00 and " + b"x" * 5000 + b'"90817263"\xff end'


async def fill(path: Path) -> None:
    """All that is over; nothing waits."""
    journal = await SqliteJournal.open(path)
    for member, first in ((CODE, 0), (OTHER, 100)):
        job = await issue(journal, first + 1, member=member, minutes=1)
        await journal.print_state(job, PrintState.PRINTED, at(2))
        await issue(journal, first + 2, member=member, minutes=3)
        await issue(journal, first + 3, member=member, minutes=4)
        await journal.coupon_spent(coupon(first + 3).token, at(5))
        await journal.record(earn(first + 4, str(member), 5))
        await journal.mark(earn(first + 4).id, OperationState.REFUSED, "odd")
        await journal.record(earn(first + 5, member, 6))
        await journal.mark(earn(first + 5).id, OperationState.ABANDONED, "mistake")
        shared = replace(earn(first + 6, member, 7), id=SHARED if member == CODE else OTHERS_SHARED)
        await journal.record(shared)
        await journal.settle(shared.id, Balance(1, 1), None, at=at(7), print_now=True)
        await journal.audit(at(8), "Deniz", "retry", f"accepted {shared.id}")
        order = Checkout(f"order-{first}", member, Decimal("19.90"), 20, at(9), "Deniz")
        await journal.keep_checkout(order)
        for kind in (OperationKind.REDEEM, OperationKind.EARN):
            half = operation_of(order, kind, None, Moment(0.0, at(9)))
            await journal.record(half)
            await journal.mark_sent(half.id, at(9))
            await journal.settle(half.id, Balance(0, 5), None, at=at(10), print_now=True)
        await journal.keep_checkout(Checkout(f"left-{first}", member, Decimal(5), 0, at(11), "Deniz"))
        await journal.give_up_checkout(f"left-{first}", at(12))
    await journal.close()


def holding(path: Path, code: int = CODE) -> list[str]:
    """The files beside and of the journal in whose bytes the code is. Read by nobody who has it open."""
    return [
        one.name
        for one in sorted(path.parent.iterdir())
        if one.is_file() and str(code).encode() in one.read_bytes()
    ]


def contents(path: Path, where: str = "") -> dict[str, list[tuple[object, ...]]]:
    """All rows, or those of one member."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        names = ("operation", "coupon", "print_job", "checkout", "kept_visit", "audit", "staff")
        found = {}
        for name in names:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
            only = f" WHERE {where}" if where and "member_code" in columns else ""
            found[name] = db.execute(f"SELECT * FROM {name}{only}").fetchall()
        return found


def named(path: Path) -> int:
    """How many rows still have the member's code in their column for it."""
    codes = f"('{CODE}', '\"{CODE}\"')"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return sum(
            db.execute(f"SELECT count(*) FROM {name} WHERE member_code IN {codes}").fetchone()[0]
            for name in ("operation", "coupon", "checkout")
        )
