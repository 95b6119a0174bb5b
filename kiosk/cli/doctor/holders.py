"""Who has a file or a device open: asked of the kernel, so that nothing has to be opened to find out."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Holder:
    """A process. ``name`` is the program's, as the kernel has it."""

    pid: int
    name: str


def holders_of(path: Path, proc: Path = PROC) -> list[Holder]:
    """The processes, other than this one, that have the file, folder or device behind ``path`` open. Other
    users' processes can be looked into by root only: nobody seen is not nobody there."""
    wanted = os.path.realpath(path)
    try:
        numbers = sorted(int(entry) for entry in os.listdir(proc) if entry.isdigit())
    except OSError:
        return []
    return [
        Holder(pid, _name(proc / str(pid)))
        for pid in numbers
        if pid != os.getpid() and _has_open(proc / str(pid) / "fd", wanted)
    ]


def _has_open(folder: Path, wanted: str) -> bool:
    try:
        numbers = os.listdir(folder)
    except OSError:  # it has ended, or is somebody else's
        return False
    for number in numbers:
        with suppress(OSError):
            if os.readlink(folder / number) == wanted:
                return True
    return False


def _name(folder: Path) -> str:
    try:
        said = (folder / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        said = ""
    return "".join(sign if sign.isprintable() else "?" for sign in said) or "unknown"
