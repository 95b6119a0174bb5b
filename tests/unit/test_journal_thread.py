"""The journal's one thread: order, cancelled callers, and the disk before the answer."""

# ruff: noqa: ASYNC240 - a test may block its own loop: nobody else is on it.
from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from kiosk.core.model import (
    CardType,
    IssuedCoupon,
    Operation,
    OperationKind,
)
from kiosk.journal import SqliteJournal
from kiosk.ports import KeptVisit

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
COUPON = IssuedCoupon("cp-1", "Coffee", "cq_7f3a9b2e")
EARN = Operation(
    id="entrance-1-1",
    kind=OperationKind.EARN,
    created_at=NOON,
    member_code=482193,
    card=CardType.STAMP,
    amount=Decimal(1),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk" / "journal.sqlite3"


def look(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """What another process would read."""
    db = sqlite3.connect(path)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


# -- one thread, and cancelled callers -----------------------------------------------------------


async def test_calls_are_carried_out_in_the_order_they_were_made(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await asyncio.gather(*(journal.put("last", str(number)) for number in range(50)))
    assert await journal.get("last") == "49"
    await journal.close()


async def test_a_cancelled_call_has_ended_when_its_task_ends(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    gate = threading.Event()
    held = asyncio.create_task(journal._do(partial(gate.wait, 20)))
    first = asyncio.create_task(journal.record(EARN))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0.02)
    first.cancel()  # an impatient one, a second time
    await asyncio.sleep(0.02)
    assert not first.done()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await first
    # Nothing of it is still on its way: another connection sees it already.
    assert look(path, "SELECT id FROM operation") == [(EARN.id,)]
    assert await held
    await journal.close()


async def test_a_cancelled_call_that_failed_changed_nothing(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    gate = threading.Event()
    held = asyncio.create_task(journal._do(partial(gate.wait, 20)))
    bad = asyncio.create_task(journal.mark_sent("none", NOON))
    await asyncio.sleep(0.02)
    bad.cancel()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await bad
    await held
    await journal.close()


async def test_a_cancelled_opening_leaves_nothing_open(path: Path) -> None:
    task = asyncio.create_task(SqliteJournal.open(path))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [fd for fd in Path("/proc/self/fd").iterdir() if fd.exists() and fd.resolve() == path] == []
    assert not any(one.name.startswith("journal") for one in threading.enumerate())


async def test_closing_waits_for_what_was_begun(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    writing = [asyncio.create_task(journal.put(str(number), "x")) for number in range(20)]
    await asyncio.sleep(0)
    await journal.close()
    await asyncio.gather(*writing)
    assert look(path, "SELECT count(*) FROM fact WHERE value = 'x'") == [(20,)]


async def test_nothing_private_is_in_a_repr(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    await journal.record(replace(EARN, member_code="pers0nal"))
    await journal.settle(EARN.id, None, COUPON, at=NOON, print_now=True)
    await journal.keep_visit(KeptVisit("v1", NOON, "pers0nal"))
    shown = repr(
        (
            await journal.unanswered(),
            await journal.history("pers0nal", NOON - timedelta(days=1)),
            await journal.kept_visits(),
            await journal.queued_prints(),
            journal,
        )
    )
    await journal.close()
    assert "pers0nal" not in shown
    assert COUPON.token not in shown


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_record_reaches_the_disk_before_it_is_acknowledged(path: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    code = (
        "import asyncio, os, sys; from pathlib import Path; from kiosk.journal import SqliteJournal\n"
        "async def main():\n"
        "    journal = await SqliteJournal.open(Path(sys.argv[1]))\n"
        "    os.write(1, b'BEGUN')\n"
        "    await journal.put('a', 'b')\n"
        "    os.write(1, b'ACKNOWLEDGED')\n"
        "    os._exit(0)\n"
        "asyncio.run(main())\n"
    )
    command = ["strace", "-f", "-y", "-o", str(trace), "-e", "trace=write,pwrite64,fsync,fdatasync"]
    ran = subprocess.run(
        [*command, sys.executable, "-c", code, str(path)],
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    if not trace.exists() or b"ptrace" in ran.stderr:
        pytest.skip("strace may not trace here")
    assert ran.stdout == b"BEGUNACKNOWLEDGED", ran.stderr
    lines = trace.read_text().splitlines()
    [begun_at] = [number for number, line in enumerate(lines) if '"BEGUN"' in line]
    [told_at] = [number for number, line in enumerate(lines) if '"ACKNOWLEDGED"' in line]
    wal = path.name + "-wal>"
    between = [line for line in lines[begun_at:told_at] if wal in line]
    assert any("pwrite64(" in line for line in between)
    assert any("sync(" in line for line in between)
    # Nothing is written to the log after the last sync of it.
    assert "sync(" in between[-1]
