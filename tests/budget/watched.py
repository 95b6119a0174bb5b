"""A kiosk that is watched: by the kernel's own counters, by strace, and by whom ``observed`` put into it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.e2e.kiosk_process import Kiosk, Place

SYNCS = "fsync,fdatasync,sync_file_range,sync,syncfs,msync"
"""System calls that wait for a disk."""


def why_no_strace() -> str:
    """Why system calls cannot be counted here; "" when they can."""
    if shutil.which("strace") is None:
        return "there is no strace (Debian: strace)"
    with subprocess.Popen(["sleep", "20"]) as sleeper:
        try:
            with tracing(sleeper.pid, Path(os.devnull)):
                return ""
        except ValueError:
            return "strace may not watch another process here"
        finally:
            sleeper.kill()


@contextmanager
def tracing(pid: int, out: Path) -> Iterator[None]:
    """Write the process's syncs into a file meanwhile. Raises ``ValueError`` when that may not be."""
    command = ["strace", "-f", "-y", "-o", str(out), "-e", f"trace={SYNCS}", "-p", str(pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        try:
            assert strace.stderr is not None
            if "attached" not in strace.stderr.readline():
                raise ValueError
            yield
        finally:
            strace.terminate()  # it lets go of what it watches


@dataclass(frozen=True, slots=True)
class Told:
    """What the one inside says."""

    at: float
    blocks: int
    pictures: int
    modules: tuple[str, ...]
    sources: int


class Watched:
    """One run of the kiosk; ``film`` is the camera's folder, empty for none. A context manager."""

    def __init__(self, one: Place, film: Path, name: str) -> None:
        self._ask, self._answer = one.folder / f"{name}-ask", one.folder / f"{name}-answer"
        for pipe in (self._ask, self._answer):
            os.mkfifo(pipe)
        self.qml = one.folder / "qml-cache"
        self._trace = one.folder / f"{name}-trace"
        self.kiosk: Kiosk = one.run(
            level="info",
            module=["tests.budget.observed", str(self._ask), str(self._answer), str(film)],
            environ={"QML_DISK_CACHE_PATH": str(self.qml)},
        )
        self._questions: IO[str]
        self._answers: IO[str]

    def __enter__(self) -> Watched:
        self.kiosk.__enter__()
        self._questions = self._ask.open("w")
        self._answers = self._answer.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.kiosk.kill()
        self._questions.close()
        self._answers.close()

    def ask(self) -> Told:
        """What it is like inside, after a collection of garbage."""
        self._questions.write("\n")
        self._questions.flush()
        told = json.loads(self._answers.readline())
        return Told(told["at"], told["blocks"], told["pictures"], tuple(told["modules"]), told["sources"])

    @contextmanager
    def traced(self) -> Iterator[None]:
        """Its syncs are noted meanwhile. Not while anything else is counted: who is traced stops often."""
        with tracing(self.kiosk.pid, self._trace):
            yield

    def syncs(self) -> list[str]:
        """The files that were synced while traced, in order; a name for each call."""
        if not self._trace.exists():
            return []
        found = []
        for line in self._trace.read_text(errors="replace").splitlines():
            if called := re.search(r" (\w+)\(\d+<([^>]*)>", line):
                found.append(Path(called[2]).name)
            elif re.search(rf" ({SYNCS.replace(',', '|')})\(", line):
                found.append("everything")
        return found

    def compiled(self) -> int:
        """QML files whose compiled form was put into the cache."""
        return len(list(self.qml.glob("*.qmlc")))

    @property
    def threads(self) -> int:
        """Threads of the process, but the one of ``observed``."""
        return len(os.listdir(f"/proc/{self.kiosk.pid}/task")) - 1

    @property
    def descriptors(self) -> Sequence[str]:
        """What its open files are, but the two pipes of ``observed``."""
        folder = Path(f"/proc/{self.kiosk.pid}/fd")
        return sorted(target for one in folder.iterdir() if (target := os.readlink(one)) not in self._pipes)

    @property
    def _pipes(self) -> set[str]:
        return {str(self._ask), str(self._answer)}

    @property
    def children(self) -> list[str]:
        """Processes it has started and that live."""
        found: list[str] = []
        for task in Path(f"/proc/{self.kiosk.pid}/task").iterdir():
            found += (task / "children").read_text().split()
        return found

    def wake_ups(self, seconds: float = 2.0, windows: int = 2) -> float:
        """How often a second a thread of it went to sleep of its own will, and so was woken: in the quietest
        of some windows, for what else the machine does only adds to it."""
        return min(self._wake_ups(seconds) for _ in range(windows))

    def _wake_ups(self, seconds: float) -> float:
        before, began = self._switches(), time.monotonic()
        time.sleep(seconds)
        after, took = self._switches(), time.monotonic() - began
        return sum(count - before.get(task, 0) for task, count in after.items()) / took

    def _switches(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for task in Path(f"/proc/{self.kiosk.pid}/task").iterdir():
            status = (task / "status").read_text()
            found[task.name] = int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
        return found
