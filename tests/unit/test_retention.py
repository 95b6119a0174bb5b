"""What is kept for how long, to the microsecond: what is over goes after ``journal.keep_days``, no more."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import Settings
from kiosk.core.checkout import Checkout, operation_of
from kiosk.core.model import Balance, Moment, OperationKind, OperationState, PrintState
from kiosk.core.rules import Rules
from kiosk.core.visits import remembered
from kiosk.engine.outbox import KEEP_VISITS
from kiosk.journal import SqliteJournal
from kiosk.ports import KeptVisit, StaffMember
from tests.support.forgotten import contents
from tests.support.journal_samples import NOON, coupon, earn, redemption

PAGE = (Path(__file__).resolve().parents[2] / "docs/privacy.md").read_text(encoding="utf-8")
LIMIT = NOON
"""What was begun, written or ended before this goes."""
TICK = timedelta(microseconds=1)

Put = Callable[[SqliteJournal, Any], Awaitable[None]]


async def operation(journal: SqliteJournal, at: Any, state: OperationState, kind: OperationKind) -> None:
    made = replace(earn(), kind=kind) if kind is not OperationKind.COUPON else redemption(1)
    await journal.record(replace(made, created_at=at))
    if state is OperationState.ACCEPTED:
        await journal.settle(made.id, Balance(1, 1), None, at=NOON + timedelta(days=900), print_now=False)
    else:
        await journal.mark(made.id, state, "x")


async def ended_coupon(journal: SqliteJournal, at: Any, *, handed: bool) -> None:
    await journal.record(earn())
    await journal.settle(earn().id, None, coupon(), at=NOON - timedelta(days=900), print_now=True)
    if handed:
        await journal.hand_out(coupon().id, at)
    else:
        await journal.coupon_spent(coupon().token, at)


async def audit_line(journal: SqliteJournal, at: Any) -> None:
    await journal.audit(at, "Deniz", "redeem", "accepted")


async def given_up(journal: SqliteJournal, at: Any) -> None:
    await journal.keep_checkout(Checkout("o-1", 482193, Decimal(5), 0, NOON - timedelta(days=900), "Deniz"))
    await journal.give_up_checkout("o-1", at)


async def idle_checkout(journal: SqliteJournal, at: Any) -> None:
    """Open, and nothing came of it."""
    await journal.keep_checkout(Checkout("o-1", 482193, Decimal(5), 0, at, "Deniz"))


FINAL = (OperationState.ACCEPTED, OperationState.REFUSED, OperationState.ABANDONED)
GOES: dict[str, tuple[str, Put]] = {
    **{
        f"{kind.value} {state.value}": (
            "operation",
            lambda journal, at, s=state, k=kind: operation(journal, at, s, k),  # type: ignore[misc]
        )
        for kind in OperationKind
        for state in FINAL
    },
    "a coupon that was redeemed": ("coupon", lambda journal, at: ended_coupon(journal, at, handed=False)),
    "a coupon that was handed out": ("coupon", lambda journal, at: ended_coupon(journal, at, handed=True)),
    "a line of the audit log": ("audit", audit_line),
    "an order that was given up": ("checkout", given_up),
    "an order that came to nothing": ("checkout", idle_checkout),
}


@pytest.mark.parametrize("what", GOES)
async def test_what_is_over_goes_when_it_is_older_and_not_before(tmp_path: Path, what: str) -> None:
    table, put = GOES[what]
    for name, at, stays in (("on", LIMIT, 1), ("before", LIMIT - TICK, 0), ("after", LIMIT + TICK, 1)):
        journal = await SqliteJournal.open(tmp_path / name / "j.sqlite3")
        await put(journal, at)
        await journal.prune(LIMIT)
        await journal.close()
        found = contents(tmp_path / name / "j.sqlite3")
        assert len(found[table]) == stays, name
        if table == "coupon" and not stays:
            assert found["print_job"] == [], "its papers go with it"


@pytest.mark.parametrize(("age", "stays"), [(timedelta(0), 1), (TICK, 0), (-TICK, 1)])
async def test_a_visit_stays_while_the_next_ones_are_judged_by_it(
    tmp_path: Path, age: timedelta, stays: int
) -> None:
    """Though ``keep_days`` is over: else the pause between two visits would be forgotten."""
    journal = await SqliteJournal.open(tmp_path / "j.sqlite3")
    pause = LIMIT - timedelta(days=5)
    await operation(journal, pause - age, OperationState.ACCEPTED, OperationKind.EARN)
    await journal.prune(LIMIT, pause)
    history = await journal.history(482193, LIMIT - timedelta(days=30))
    assert len(history.visits) == stays
    await journal.close()


async def test_what_is_not_over_stays_however_old_it_is(tmp_path: Path) -> None:
    old = NOON - timedelta(days=3650)
    path = tmp_path / "j.sqlite3"
    journal = await SqliteJournal.open(path)
    for number, state in enumerate(("pending", "sent", "challenged", "unknown")):
        await journal.record(replace(earn(number), created_at=old))
        await journal.mark(earn(number).id, OperationState(state), "x")
    # A coupon that nobody was seen to redeem, printed as it is.
    await journal.record(replace(earn(10), created_at=old))
    job = await journal.settle(earn(10).id, None, coupon(10), at=old, print_now=True)
    assert job is not None
    await journal.print_state(job.id, PrintState.PRINTED, old)
    # An unfinished order, of which one half is booked.
    order = Checkout("o-1", 482193, Decimal(5), 3, old, "Deniz")
    await journal.keep_checkout(order)
    half = operation_of(order, OperationKind.REDEEM, None, Moment(0.0, old))
    await journal.record(half)
    await journal.mark_sent(half.id, old)
    await journal.settle(half.id, Balance(0, 2), None, at=old, print_now=False)
    await journal.add_staff(StaffMember("Deniz", "hash"))
    await journal.keep_visit(KeptVisit("kept", old, "qr"))
    await journal.prune(LIMIT)
    assert len(await journal.unanswered()) == 4
    assert await journal.is_our_token(coupon(10).token)
    assert await journal.operation(half.id) is not None
    assert (await journal.checkout("o-1")) is not None
    assert len(await journal.staff()) == 1
    # Visits kept offline have a day of their own (``engine.outbox.KEEP_VISITS``), not ``keep_days``.
    assert len(await journal.kept_visits()) == 1
    # The coupon's own operation was over, and is gone.
    assert await journal.operation(earn(10).id) is None
    await journal.close()


async def test_the_owners_page_says_it_as_it_is(tmp_path: Path) -> None:
    """Every table has its line in docs/privacy.md, and the times there are those of the program."""
    page = PAGE
    path = tmp_path / "j.sqlite3"
    await (await SqliteJournal.open(path)).close()
    with closing(sqlite3.connect(path)) as db:
        tables = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
    assert [name for name in tables if f"`{name}`" not in page] == []
    settings, rules = Settings(), Rules(cooldown=timedelta(hours=1))
    assert f"`journal.keep_days` ({settings.journal.keep_days})" in page
    assert f"`ui.idle_after` ({settings.ui.idle_after:g} s)" in page
    assert f"(`visit.cooldown`) and {(remembered(rules) - timedelta(hours=1)).days} days" in page
    assert timedelta(hours=24) == KEEP_VISITS
    assert "24 hours at most" in page
