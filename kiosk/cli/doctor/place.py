"""What all checks know: the settings, who runs the kiosk, and what that one says of its devices."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.cli.doctor.holders import Holder, holder_of
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
    root: Path = Path("/")

    @functools.cached_property
    def kiosk(self) -> Holder | None:
        """The process that has our journal open: the kiosk at work, if it can be seen."""
        return holder_of(self.settings.journal.path)

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
        return last_said(lines_for(self.log, None if self.kiosk is None else self.kiosk.pid))

    def holder(self, paths: Sequence[Path]) -> Holder | None:
        """Who has one of these devices open: the kiosk at work, if it is among them."""
        found = [one for one in map(holder_of, paths) if one is not None]
        ours = [one for one in found if one == self.kiosk]
        return next(iter(ours or found), None)

    def is_kiosk(self, holder: Holder) -> bool:
        """Whether that is the kiosk at work."""
        return holder == self.kiosk
