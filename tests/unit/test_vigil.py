"""The last resort of a kiosk that hangs, with seconds that are short."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

from kiosk.cli.vigil import EXIT_HUNG, Vigil


class Case:
    """A vigil of three seconds, each 20 ms long; ``ended`` when it has ended the process."""

    def __init__(self, limit: int = 3) -> None:
        self.log: list[dict[str, str | float]] = []
        self.codes: list[int] = []
        self.well: list[int] = []
        self.ended = threading.Event()
        self.vigil = Vigil(
            self.note, limit=limit, second=0.02, end=self.end, well=self.well.append, second_net=False
        )

    def note(self, event: str, level: str = "info", /, **fields: str | float) -> None:
        self.log.append({"event": event, "level": level, **fields})

    def end(self, code: int) -> None:
        self.codes.append(code)
        self.ended.set()


def test_signs_that_stay_away_end_the_process() -> None:
    case = Case()
    case.vigil.alive()
    assert case.ended.wait(10)
    case.vigil.stop()
    assert case.codes == [EXIT_HUNG]
    assert case.log == [{"event": "fault", "level": "error", "where": "watchdog", "error": "hung"}]


def test_signs_that_come_end_nothing_and_each_second_is_told() -> None:
    case = Case(limit=100)
    for _ in range(60):
        case.vigil.alive()
        time.sleep(0.01)
    case.vigil.stop()
    assert not case.codes
    assert case.well == list(range(1, len(case.well) + 1))
    assert case.well


def test_before_the_first_sign_and_after_the_end_nothing_is_counted() -> None:
    case = Case()
    time.sleep(0.2)
    case.vigil.stop()
    case.vigil.alive()
    time.sleep(0.2)
    assert not case.codes


def test_a_log_that_hangs_does_not_keep_it_from_ending() -> None:
    """The other net: in a process of its own, which it ends."""
    script = (
        "import time\n"
        "from kiosk.cli.vigil import Vigil\n"
        "def log(*_, **__):\n"
        "    time.sleep(3600)\n"
        "Vigil(log, limit=3, second=0.1).alive()\n"
        "time.sleep(3600)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 1
    assert "most recent call first" in ran.stderr
