"""A day of the journal, to be recorded: ``python -m tests.torture.cut_script JOURNAL SEED STEPS CHECKPOINT``.

Says what it is about to do and, when the call has come back, what the journal holds by then.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from kiosk.core.model import (
    Balance,
    CardType,
    IssuedCoupon,
    Operation,
    OperationKind,
    OperationState,
    PrintState,
)
from kiosk.journal import SqliteJournal
from kiosk.ports import KeptVisit, StaffMember

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TABLES = ("operation", "coupon", "print_job", "kept_visit", "staff", "staff_lock", "audit", "fact")


def contents(db: sqlite3.Connection) -> str:
    """A mark of everything that a journal holds; ``empty`` for one that was never begun."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not there:
        return "empty"
    digest = hashlib.blake2b(digest_size=12)
    for table in TABLES:
        for row in db.execute(f"SELECT * FROM {table} ORDER BY rowid"):
            digest.update(repr((table, *row)).encode())
    return digest.hexdigest()


class Day:
    """Any order of calls, by dice."""

    def __init__(self, path: Path, seed: int, checkpoint: int) -> None:
        self._path, self._checkpoint = path, checkpoint
        self._dice = random.Random(seed)
        self._number = 0
        self._now = NOON
        self._journal: SqliteJournal

    async def open(self) -> None:
        print("begin open", flush=True)
        self._journal = await SqliteJournal.open(self._path)
        if self._checkpoint:
            db = self._journal._opened.db
            await self._journal._do(
                lambda: db.execute(f"PRAGMA wal_autocheckpoint = {self._checkpoint}").fetchall()
            )
        await self._told("open")

    async def _told(self, what: str) -> None:
        db = self._journal._opened.db
        print("done", what, await self._journal._do(lambda: contents(db)), flush=True)

    async def _do(self, what: str, call: Callable[[], Awaitable[object]]) -> None:
        print("begin", what, flush=True)
        await call()
        await self._told(what)

    async def step(self) -> None:
        """One or a few calls that belong together."""
        self._number += 1
        self._now += timedelta(minutes=7)
        await self._dice.choice(
            (self._visit, self._visit, self._visit, self._offline, self._house, self._restart)
        )()

    async def _visit(self) -> None:
        journal, dice, now, name = self._journal, self._dice, self._now, f"e-{self._number}"
        kind = dice.choice((OperationKind.EARN, OperationKind.EARN, OperationKind.REDEEM))
        operation = Operation(
            name, kind, now, member_code=self._number % 5, card=CardType.STAMP, amount=Decimal(1)
        )
        await self._do("record", lambda: journal.record(operation))
        await self._do("mark_sent", lambda: journal.mark_sent(name, now))
        how = dice.random()
        if how < 0.2:
            await self._do("mark", lambda: journal.mark(name, OperationState.UNKNOWN, "unanswered"))
            await self._do("mark_sent", lambda: journal.mark_sent(name, now))
        if how < 0.35:
            await self._do("mark", lambda: journal.mark(name, OperationState.REFUSED, "not_found"))
            return
        coupon = (
            IssuedCoupon(f"c-{self._number}", "Bir kahve", f"cq_{self._number:024}") if how < 0.8 else None
        )

        async def settle() -> None:
            await journal.settle(name, Balance(0, 1), coupon, at=now, print_now=how < 0.7)

        await self._do("settle", settle)
        if coupon is not None:
            await self._print(coupon.id)

    async def _print(self, coupon: str) -> None:
        journal, dice, now = self._journal, self._dice, self._now
        for job, _ in await journal.queued_prints():
            for state in (PrintState.SENDING, dice.choice((PrintState.PRINTED, PrintState.UNKNOWN))):
                await self._do(
                    "print_state", lambda job=job, state=state: journal.print_state(job.id, state, now)
                )
        if dice.random() < 0.4:
            await self._do("queue_print", lambda: journal.queue_print(coupon, copy=False, at=now))
            await self._do("recover_prints", lambda: journal.recover_prints(now + timedelta(hours=1), 120.0))
        if dice.random() < 0.5:
            await self._do("hand_out", lambda: journal.hand_out(coupon, now))

    async def _offline(self) -> None:
        journal, name = self._journal, f"k-{self._number}"
        visit = KeptVisit(name, self._now, "QR" * self._dice.randrange(10, 500))
        await self._do("keep_visit", lambda: journal.keep_visit(visit))
        if self._dice.random() < 0.7:
            await self._do("drop_visit", lambda: journal.drop_visit(name, "identified"))

    async def _house(self) -> None:
        journal, now = self._journal, self._now
        await self._do(
            "add_staff", lambda: journal.add_staff(StaffMember("Deniz", f"$argon2id${self._number}"))
        )
        zoe = StaffMember("Zoë", f"$argon2id${self._number}")
        await self._do("hire", lambda: journal.hire(zoe, "Deniz"))
        if self._dice.random() < 0.5:
            await self._do("dismiss", lambda: journal.dismiss("Zoë", "Deniz"))
        await self._do("set_staff_lock", lambda: journal.set_staff_lock(self._number % 6, now))
        await self._do("audit", lambda: journal.audit(now, "Deniz", "enter", "admitted"))
        await self._do("put", lambda: journal.put("strict_seen", str(self._number)))
        if self._dice.random() < 0.3:
            await self._do("prune", lambda: journal.prune(now - timedelta(hours=1)))

    async def _restart(self) -> None:
        print("begin close", flush=True)
        await self._journal.close()
        await self.open()

    async def close(self) -> None:
        print("begin close", flush=True)
        await self._journal.close()


async def main(path: str, seed: str, steps: str, checkpoint: str) -> None:
    """Live that day."""
    day = Day(Path(path), int(seed), int(checkpoint))
    await day.open()
    for _ in range(int(steps)):
        await day.step()
    await day.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
