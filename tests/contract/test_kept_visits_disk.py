"""However a visit that was kept without network ends, its QR content is in no byte of the journal's files
then: not in the file, not in its log, and without the journal being closed first."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.core import outcomes as o
from kiosk.core.model import OperationState
from kiosk.engine.outbox import Outbox
from kiosk.engine.service import Service
from kiosk.engine.timekeeper import Timekeeper
from kiosk.journal.sqlite import SqliteJournal
from tests.support.engine_bench import OutboxBench
from tests.support.engine_world import ANNA, FULL, LOST, earn, put
from tests.support.virtual_time import virtual

SECRET = "qr-7f3a9b2e-of-somebody-" + "s" * 200


def everything_in(folder: Path) -> bytes:
    files = sorted(folder.iterdir())
    assert {file.name for file in files} == {"j.sqlite3", "j.sqlite3-shm", "j.sqlite3-wal"}
    return b"".join(file.read_bytes() for file in files)


class Case:
    """An outbox on a real file, with one visit kept a while ago, which has been tried twice in vain."""

    def __init__(self, journal: SqliteJournal) -> None:
        self.bench = OutboxBench()
        self.bench.stage.journal = journal  # type: ignore[assignment]
        self.bench.stage.api.members[SECRET] = ANNA
        world = self.bench.stage.world()
        service = Service(world, Timekeeper(world.clock, self.bench.judged.append, world.log))
        self.bench.outbox = Outbox(world, self.bench.posted.append, lambda _: False, lambda: False, service)
        self.journal = journal

    async def begin(self, age: float) -> None:
        await self.bench.keep(age=age, qr=SECRET)
        self.bench.stage.api.lookups = [LOST, LOST]
        for _ in range(2):
            assert not await self.bench.outbox.go()


ENDS: dict[str, tuple[list[o.LookupOutcome], list[o.SendOutcome], str]] = {
    "earned": ([], [FULL], "identified"),
    "pin required": ([], [o.PinRequired()], "identified"),
    "refused": ([], [o.Refused("odd", 418)], "identified"),
    "code expired": ([o.InvalidQr()], [], "invalid_qr"),
    "nobody's": ([o.NotFound()], [], "not_found"),
    "not due": ([], [], "not_due"),
    "a day old": ([], [], "expired"),
}


@pytest.mark.parametrize("end", ENDS)
@virtual
async def test_the_code_is_gone_from_every_byte(end: str, tmp_path: Path) -> None:
    lookups, sends, reason = ENDS[end]
    journal = await SqliteJournal.open(tmp_path / "j" / "j.sqlite3")
    case = Case(journal)
    api = case.bench.stage.api
    if end == "not due":
        await put(journal, earn(case.bench.stage.clock, 5, age=600), OperationState.ACCEPTED)  # type: ignore[arg-type]
    await case.begin(age=24 * 3600 - 5 if end == "a day old" else 60)
    assert SECRET.encode() in everything_in(tmp_path / "j"), "else its absence below says nothing"
    await asyncio.sleep(10)
    api.lookups, api.sends = list(lookups), list(sends)
    await case.bench.outbox.go()
    assert not api.lookups
    assert not api.sends
    assert SECRET.encode() not in everything_in(tmp_path / "j")
    assert b"sssssssssssssssss" not in everything_in(tmp_path / "j"), "no part of it either"
    assert await journal.kept_visits() == ()
    assert await journal.get(f"dropped_visits.{reason}") == "1"
    # Never looped: there is nothing left to ask.
    asked = len(api.asked)
    await case.bench.outbox.go()
    assert len(api.asked) == asked
    await journal.close()


async def test_a_cancelled_one_too(tmp_path: Path) -> None:
    journal = await SqliteJournal.open(tmp_path / "j" / "j.sqlite3")
    for number in range(3):
        await Case(journal).bench.keep(number, qr=SECRET)
    assert SECRET.encode() in everything_in(tmp_path / "j")
    for number in range(3):
        await journal.drop_visit(f"kiosk-1-{number}", "cancelled")
    assert SECRET.encode() not in everything_in(tmp_path / "j")
    await journal.close()
