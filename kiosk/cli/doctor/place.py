"""What all checks know: the settings, who runs the kiosk, and what that one says of its devices."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.cli.doctor.holders import Holder, holders_of
from kiosk.cli.logbook import Said, last_said, lines_for
from kiosk.config import Settings
from kiosk.journal.reading import Reader
from kiosk.ports import JournalError


@dataclass(frozen=True)
class Place:
    """``key``: empty where there is none. ``log``: a file with the kiosk's log, instead of systemd's."""

    settings: Settings
    key: str = field(default="", repr=False)
    log: Path | None = None

    @functools.cached_property
    def kiosk(self) -> Holder | None:
        """The kiosk at work, if it can be seen: it has the journal open, and its folder claimed."""
        path = self.settings.journal.path
        claiming = holders_of(path.parent)
        return next((one for one in holders_of(path) if one in claiming), None)

    @functools.cached_property
    def runs(self) -> bool:
        """Whether a kiosk is at work with this configuration; false where nobody may know."""
        if self.kiosk is not None:
            return True
        try:
            return Reader(self.settings.journal.path).in_use
        except JournalError:
            return False

    @functools.cached_property
    def said(self) -> Said:
        """The last words of the kiosk at work on its devices."""
        if not self.runs:
            return Said()
        return last_said(lines_for(self.log, None if self.kiosk is None else self.kiosk.pid))

    def kiosk_has(self, paths: Sequence[Path]) -> bool:
        """Whether the kiosk at work has one of these devices open."""
        return self.kiosk is not None and any(self.kiosk in holders_of(path) for path in paths)
