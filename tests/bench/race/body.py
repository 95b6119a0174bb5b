"""What a program takes of the machine: the memory and the processor time of all its processes."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """Processor time spent so far in seconds, and when that was (monotonic seconds)."""

    at: float
    cpu: float

    def percent_until(self, later: Load) -> float:
        """Percent of one core between the two."""
        return 100 * (later.cpu - self.cpu) / max(1e-6, later.at - self.at)


def _stat(pid: int) -> list[str] | None:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    return None


def family(pid: int) -> list[int]:
    """The process, its children and theirs, and everybody in the session that it leads."""
    parents: dict[int, tuple[int, int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (stat := _stat(int(entry.name))) is not None and stat[0] not in "ZX":
            parents[int(entry.name)] = (int(stat[1]), int(stat[3]))
    found = {one for one, (_, session) in parents.items() if session == pid} | {pid}
    while more := {one for one, (parent, _) in parents.items() if parent in found} - found:
        found |= more
    return sorted(found & parents.keys())


def memory(pid: int) -> dict[str, float]:
    """Megabytes (1,000,000 bytes) of the family: ``pss`` (what is shared is shared out), ``rss`` (what is
    shared counts for each), and how many ``processes`` there are."""
    pss = rss = 0
    pids = family(pid)
    for one in pids:
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name == "Pss":
                    pss += int(rest.split()[0])
                elif name == "Rss":
                    rss += int(rest.split()[0])
    return {"pss": round(pss * 1024 / 1e6, 1), "rss": round(rss * 1024 / 1e6, 1), "processes": len(pids)}


def load(pid: int) -> Load:
    """The processor time of the family, children that have ended and were waited for with it."""
    total = 0
    for one in family(pid):
        stat = _stat(one)
        if stat is not None:
            total += sum(int(word) for word in stat[11:15])
    return Load(time.monotonic(), total / _TICK)


def end(pid: int) -> None:
    """SIGTERM to the family, and SIGKILL to who is left after two seconds."""
    pids = family(pid)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for one in pids:
            with contextlib.suppress(OSError):
                os.kill(one, number)
        until = time.monotonic() + 2
        while time.monotonic() < until and any(_alive(one) for one in pids):
            time.sleep(0.02)


def _alive(pid: int) -> bool:
    stat = _stat(pid)
    return stat is not None and stat[0] != "Z"
