"""Looks after a journal whose disk is in trouble: tells the core, and has it mended as soon as it can be."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

from kiosk.core.events import DeviceChanged
from kiosk.engine.world import Log
from kiosk.ports import JournalError

AGAIN = 5.0
"""Seconds between two tries. One writes a few bytes, if anything: a card is not worn out by that."""


class Mendable(Protocol):
    """A journal that knows when it is in trouble."""

    trouble: str
    changed: asyncio.Event

    async def mend(self) -> bool:
        """Try it; true when the file was opened anew."""


async def tend(
    journal: Mendable, post: Callable[[DeviceChanged], None], opened: Callable[[], Awaitable[None]], log: Log
) -> None:
    """Until cancelled. ``opened`` reads what is in a file that was opened late; only then is all well."""
    told = ""
    while True:
        journal.changed.clear()
        if journal.trouble != told:
            told = journal.trouble
            post(DeviceChanged("journal", up=not told, reason=told))
        with suppress(TimeoutError):
            async with asyncio.timeout(AGAIN if told else None):
                await journal.changed.wait()
        if not told:
            continue
        try:
            if await journal.mend():
                await opened()
        except JournalError as error:
            log("fault", "error", where="journal", error=str(error))
