"""The kiosk with a clock in it: ``python -m tests.bench.probe OUT run --config …`` runs the program as it is,
and a timer of 16 ms beside it in Qt's thread. How late each tick came, in milliseconds, is written to OUT as
a JSON list at the end. A tick that comes late is a frame that stutters."""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from kiosk import __main__ as program
from kiosk.cli.run import Desk

PERIOD_MS = 16


class Ticks:
    """Counts from the moment the engine is started."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []
        self._last = 0.0
        self._timer: QTimer | None = None

    def start(self) -> None:
        """In Qt's thread."""
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Before Qt goes away."""
        if self._timer is not None:
            self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, (now - self._last) * 1000 - PERIOD_MS))
        self._last = now


def main() -> int:
    """Run the program with the rest of the arguments; its exit code."""
    out = Path(sys.argv[1])
    ticks = Ticks()
    start, close = Desk.start, Desk.close

    def started(self: Desk) -> None:
        start(self)
        ticks.start()

    def closed(self: Desk) -> bool:
        ticks.stop()
        out.write_text(json.dumps([round(ms, 3) for ms in ticks.late_ms]), encoding="ascii")
        return close(self)

    Desk.start, Desk.close = started, closed  # type: ignore[method-assign]
    return program.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
