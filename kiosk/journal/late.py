"""A journal that is there even when its file is not: every call then fails with the reason, and the file is
opened as soon as that can be done. So a kiosk with a broken disk starts, and knows what it cannot promise."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import JournalError

PROBE = "disk_probe"
"""The fact that is written to see whether the disk takes anything."""

_ITS_OWN = frozenset(
    {"bad_value", "busy", "closed", "conflict", "final", "no_such_coupon", "no_such_job", "no_such_operation"}
)
"""What says nothing of the disk: an answer to this call, or somebody else writes just now."""

_BROKEN = frozenset({"corrupt", "not_a_database"})
"""What only opening anew can mend: that checks the file, and sets it aside."""


class LateJournal:
    """Has all methods of ``ports.Journal``; each is ``SqliteJournal``'s once that is open.

    ``trouble`` is what is wrong with the disk, in the words of ``JournalError``; "" while it takes what it is
    given. ``changed`` is set when that changes.
    """

    def __init__(self, path: Path) -> None:
        """For ``open`` only."""
        self._path = path
        self._inner: SqliteJournal | None = None
        self._closed = False
        self.trouble = ""
        self.changed = asyncio.Event()

    @classmethod
    async def open(cls, path: Path) -> LateJournal:
        """Open the file, or try to, and write to it."""
        journal = cls(path)
        await journal.mend()
        return journal

    @property
    def set_aside(self) -> Path | None:
        """Where a broken file was moved to, if there was one."""
        return None if self._inner is None else self._inner.set_aside

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        return partial(self._call, name)

    async def _call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if self._inner is None:
            raise JournalError("closed" if self._closed else self.trouble)
        try:
            return await getattr(self._inner, name)(*args, **kwargs)
        except JournalError as error:
            if str(error) not in _ITS_OWN:
                self._is(str(error))
            raise

    async def prune(self, before: datetime, earns: datetime | None = None) -> int:
        """As ``SqliteJournal.prune``."""
        return int(await self._call("prune", before, earns))

    def _is(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.changed.set()

    async def mend(self) -> bool:
        """See whether the disk takes something now. True when the file was opened for it: then somebody has
        to read what is in it."""
        opened = False
        try:
            if self._inner is not None and self.trouble in _BROKEN:
                broken, self._inner = self._inner, None
                with suppress(JournalError):
                    await broken.close()
            if self._inner is None:
                self._inner = await SqliteJournal.open(self._path)
                opened = True
            # Another value each time: SQLite writes nothing where nothing changes.
            await self._inner.put(PROBE, datetime.now(UTC).isoformat())
        except JournalError as error:
            self._is(str(error))
        else:
            self._is("")
        return opened

    async def close(self) -> None:
        """As ``SqliteJournal.close``."""
        self._closed = True
        inner, self._inner = self._inner, None
        if inner is not None:
            await inner.close()
