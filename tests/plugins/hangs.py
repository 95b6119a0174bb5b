"""Ends a test that hangs where not even its time limit is heard.

``pytest-timeout`` sends a signal, and Python hears signals between two steps of its own: in native code that
waits for a lock for ever it never does. So half a minute after the limit a thread of C writes down what every
thread does, and ends the process; the test counts as failed, the others go on in another worker, and the end
of the run shows what was written down.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

GRACE = 30.0
"""Seconds for the signal to be heard, and for what it ends to be cleared away."""
SHOWN = 120
"""Lines of each hang that are shown in the end."""

FOLDER = Path(__file__).resolve().parents[2] / "build" / "hangs"
_notes = pytest.StashKey[TextIO]()


def pytest_configure(config: pytest.Config) -> None:
    """One file for each process that runs tests; the first of them begins with none."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not worker:
        for old in FOLDER.glob("*.txt"):
            old.unlink()
    config.stash[_notes] = (FOLDER / f"{worker or 'main'}-{os.getpid()}.txt").open("w")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing hung in this process."""
    notes = config.stash[_notes]
    notes.close()
    Path(notes.name).unlink(missing_ok=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Wound up for each test."""
    notes = item.config.stash[_notes]
    notes.seek(0)
    notes.truncate()
    notes.write(f"{item.nodeid}\n")
    notes.flush()
    if (limit := _limit(item)) > 0:
        faulthandler.dump_traceback_later(limit + GRACE, exit=True, file=notes)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _limit(item: pytest.Item) -> float:
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0] if marker is not None else item.config.getini("timeout"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the processes that were ended have left."""
    for file in sorted(FOLDER.glob("gw*.txt")):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        if len(lines) > 1:
            terminalreporter.section(f"hung: {lines[0]}")
            for line in lines[1:SHOWN]:
                terminalreporter.line(line)
