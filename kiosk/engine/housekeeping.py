"""Keeping the journal small, and what is in it no longer than it has to be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.engine.world import Log
from kiosk.ports import Clock, JournalError

FIRST_PRUNE, NEXT_PRUNE = 3600.0, 86_400.0
"""Seconds."""


class Prunable(Protocol):
    """The journal, for those who keep it small."""

    async def prune(self, before: datetime, earns: datetime | None = None) -> int:
        """Forget what is finished and older; of earns only what is older than ``earns``, too."""


async def keep_house(
    journal: Prunable,
    keep_days: int,
    clock: Clock,
    log: Log,
    sure: Callable[[], bool] = lambda: True,
    visits: timedelta = timedelta(),
) -> None:
    """Forget what is over and older than ``keep_days``, and visits not before they are ``visits`` old too,
    for the next ones are judged by them: an hour after the start, then daily, until cancelled. Not at once: a
    machine without a battery for its clock may have to be told the time first, and by a clock that runs ahead
    everything is old. For the same reason not while nobody has confirmed the time (``sure``); nothing is
    booked meanwhile either."""
    wait = FIRST_PRUNE
    while True:
        await asyncio.sleep(wait)
        wait = NEXT_PRUNE if sure() else FIRST_PRUNE
        if not sure():
            continue
        try:
            now = clock.now().local
            before = now - timedelta(days=keep_days)
            await journal.prune(before, min(before, now - visits))
        except JournalError as error:
            log("fault", "error", where="journal", error=str(error))
