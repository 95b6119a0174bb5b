"""A journal in trouble is told to the core, and tried again until it is mended."""

from __future__ import annotations

import asyncio

from kiosk.core.events import CodeSeen, DeviceChanged, Source
from kiosk.engine import storage
from kiosk.ports import JournalError, StaffMember
from tests.support.engine_world import Notebook, Stage
from tests.support.virtual_time import virtual


class Disk:
    """A journal that is mended at the n-th try."""

    def __init__(self, tries: int, *, opens: bool) -> None:
        self.trouble = "read_only"
        self.changed = asyncio.Event()
        self.tries = tries
        self.opens = opens

    async def mend(self) -> bool:
        self.tries -= 1
        if self.tries:
            return False
        self.trouble = ""
        self.changed.set()
        return self.opens


async def tended(disk: Disk, seconds: float, *, fails: bool = False) -> tuple[list[object], Notebook]:
    told: list[object] = []
    log = Notebook()

    async def opened() -> None:
        told.append("opened")
        if fails:
            raise JournalError("io_error")

    task = asyncio.create_task(storage.tend(disk, told.append, opened, log))
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.wait((task,))
    return told, log


DOWN = DeviceChanged("journal", up=False, reason="read_only")
UP = DeviceChanged("journal", up=True)


@virtual
async def test_what_was_opened_late_is_read_before_all_is_well() -> None:
    assert (await tended(Disk(3, opens=True), 2.9 * storage.AGAIN))[0] == [DOWN]
    assert (await tended(Disk(3, opens=True), 3.1 * storage.AGAIN))[0] == [DOWN, "opened", UP]
    assert (await tended(Disk(1, opens=False), 1.1 * storage.AGAIN))[0] == [DOWN, UP]


@virtual
async def test_what_cannot_be_read_then_is_told() -> None:
    _, log = await tended(Disk(1, opens=True), 1.1 * storage.AGAIN, fails=True)
    assert log.of("fault", where="journal", error="io_error")


@virtual
async def test_trouble_that_comes_later_is_told_at_once() -> None:
    disk = Disk(1, opens=False)
    disk.trouble = ""

    async def later() -> None:
        await asyncio.sleep(100)
        disk.trouble = "read_only"
        disk.changed.set()

    ill = asyncio.create_task(later())
    assert (await tended(disk, 101))[0] == [DOWN]
    await ill


@virtual
async def test_a_journal_that_comes_late_is_remembered_once_nobody_is_there() -> None:
    stage = Stage()
    await stage.journal.add_staff(StaffMember("Deniz", "hash"))
    await stage.journal.put("strict_seen", "yes")
    await stage.journal.put("setting.theme", "dark")
    real = stage.journal.tokens

    async def broken() -> list[str]:
        raise JournalError("no_permission")

    stage.journal.tokens = broken  # type: ignore[method-assign]
    async with stage.running() as engine:
        await asyncio.sleep(1)
        engine.post(DeviceChanged("journal", up=False, reason="no_permission"))
        engine.post(CodeSeen(Source.SCANNER, b"ANNA"))
        await asyncio.sleep(1)
        assert stage.views[-1].screen == "balance"
        stage.journal.tokens = real  # type: ignore[method-assign]
        back = asyncio.create_task(engine.journal_is_back())
        await asyncio.sleep(5)
        assert stage.views[-1].screen == "balance"
        assert stage.views[-1].theme == "light"
        await back
        engine.post(DeviceChanged("journal", up=True))
        await asyncio.sleep(1)
        assert (stage.views[-1].screen, stage.views[-1].theme) == ("attract", "dark")
        assert engine.kiosk.health.strict
        assert not engine.kiosk.unstaffed
        assert not stage.api.sent
        engine.post(CodeSeen(Source.SCANNER, b"ANNA"))
        await asyncio.sleep(1)
        assert len(stage.api.sent) == 1
