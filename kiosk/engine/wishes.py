"""Wishes of another process: ``kiosk journal retry`` writes them into the journal, and the kiosk at work
carries them out. The file is all that the two share, and SQLite keeps them apart in it; a socket would be
one more thing to guard, and to leave behind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from kiosk.engine.outbox import Tried
from kiosk.engine.world import World
from kiosk.ports import JournalError

LOOK_EVERY = 2.0
"""Seconds between two looks. A look reads an empty table, and writes nothing."""


class Wishes:
    """Takes each wish once. One that fails is told in the log, and is not tried again by itself: whoever
    wished for it is told by the journal that nothing has changed."""

    def __init__(self, world: World, retry: Callable[[str], Awaitable[Tried]]) -> None:
        self._world = world
        self._retry = retry

    async def run(self) -> None:
        """Until cancelled."""
        broken = ""
        while True:
            try:
                for name in await self._world.journal.take_retries():
                    await self._carry_out(name)
                broken = ""
            except JournalError as error:
                if str(error) != broken:  # told once, not every few seconds
                    broken = str(error)
                    self._world.log("fault", "error", where="wishes", error=broken)
            await asyncio.sleep(LOOK_EVERY)

    async def _carry_out(self, name: str) -> None:
        try:
            result = (await self._retry(name)).result
        except Exception as error:  # noqa: BLE001 - whatever is wrong with this one, the next is not it
            self._world.log("fault", "error", where="wishes", error=type(error).__name__)
            result = "failed"
        self._world.log("retry", id=name, outcome=result)
