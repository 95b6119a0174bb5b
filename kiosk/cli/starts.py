"""Counts the starts that came to a bad end, so that a kiosk that crashes again and again stops trying.

The count is a line in a small file beside the journal: the boot it belongs to, and how many starts in a row
did not live for three minutes. No time of day is in it, for that may jump; and with a new boot it begins
anew: switching a machine off and on is a remedy, and the first one anybody tries.

Only under a supervisor that is told of a start (``NOTIFY_SOCKET``): what is started by hand shall start as
often as it is asked to.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

MOST = 5
"""Starts in a row that may end badly."""

STEADY = 180
"""Seconds of life after which a start has gone well: five crashes within a quarter of an hour are a loop."""

REST = 900.0
"""Seconds after which a kiosk in a loop tries its devices once more by itself."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def counted(folder: Path) -> int:
    """How many starts in a row have ended badly so far, by the file in a folder: for who looks on."""
    boot = ""
    with suppress(OSError):
        boot = _BOOT.read_text(encoding="ascii").strip()
    return Starts([folder], boot).bad_ones


class Starts:
    """``folders``: the first one that can be written to holds the file; without any nothing is counted."""

    def __init__(self, folders: Sequence[Path], boot: str) -> None:
        self._files = [folder / "starts" for folder in folders]
        self._boot = boot
        self._loops = False
        self._went_well = False

    @classmethod
    def of(cls, environ: Mapping[str, str], folder: Path) -> Starts:
        """Beside the journal; where that disk takes nothing, in the folder that systemd makes for a unit."""
        if not environ.get("NOTIFY_SOCKET"):
            return cls((), "")
        boot = ""
        with suppress(OSError):
            boot = _BOOT.read_text(encoding="ascii").strip()
        run = environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]
        return cls([folder, Path(run)] if run else [folder], boot)

    @property
    def bad_ones(self) -> int:
        """How many starts in a row did not live long; one under way that is still young is among them."""
        return self._read()

    def begin(self) -> bool:
        """A start. True when those before it have ended badly too often: then it must be a different one."""
        before = self._read()
        self._loops = before >= MOST
        if not self._loops:
            self._write(before + 1)
        return self._loops

    def well(self, seconds: int) -> None:
        """It lives for so long now."""
        if seconds >= STEADY and not self._loops and not self._went_well:
            self._went_well = True
            self._forget()

    def once_more(self) -> None:
        """The next start may try everything; if it crashes, the one after it may not."""
        self._write(MOST - 1)
        self._files = []

    def ended_well(self) -> None:
        """Somebody ended it; it did not crash."""
        self._forget()

    def _read(self) -> int:
        counts = [0]
        for file in self._files:
            with suppress(OSError, ValueError):
                with file.open("rb") as lines:
                    boot, count = lines.read(200).decode("ascii").split()
                if boot == self._boot:
                    counts.append(int(count))
        return max(counts)

    def _write(self, count: int) -> None:
        for file in self._files:
            fresh = file.with_name(file.name + ".new")
            with suppress(OSError):
                # Renamed, so that a crash in between leaves the old count. Not synced: it is about crashes
                # of this program, and does not outlive the machine's.
                fresh.write_text(f"{self._boot} {count}\n", encoding="ascii")
                os.replace(fresh, file)
                return

    def _forget(self) -> None:
        for file in self._files:
            with suppress(OSError):
                file.unlink(missing_ok=True)
