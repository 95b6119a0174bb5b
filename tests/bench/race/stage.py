"""The kiosk as it is, with what the race needs to see of it.

``python -m tests.bench.race.stage OUT file|live|none VIDEO run --config …`` runs the program from its
command line on. Added are the ``square`` in the corner of its window, a clock on Qt's thread
(``tests/bench/probe.py``), and a camera that plays VIDEO: as ``file:`` does, with a note of when each picture
was due, or ``live``, as a webcam that plays it over and over. OUT gets what was noted at the end, as JSON.
What is needed for that is loaded when the camera opens, as late as what a camera needs itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import __main__ as program
from kiosk.cli import early  # noqa: F401 - loaded before Qt, as the program does it

# isort: split
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.cli import run as cli
from tests.bench.probe import Ticks
from tests.bench.race import square

if TYPE_CHECKING:
    from kiosk.devices.frame_source import FrameSource

_SCREENS = {
    "attract": "attract",
    "lookup": "lookup",
    "balance": "balance",
    "reward": "stamp",
    "coupon": "stamp",
}
_SQUARE = f"import QtQuick\nRectangle {{ width: {square.SIDE}; height: width; z: 1000000; color: 'black' }}"


class Stage(cli.Desk):
    """The desk with a square in its corner."""

    out = Path()
    camera = ""
    video = Path()

    def __init__(self, *rest: Any, **named: Any) -> None:
        self._visit = 0
        self._session = ""
        self._counting = False
        if self.camera != "none":
            named["source"] = self._source
        super().__init__(*rest, **named)
        component = QQmlComponent(self.window.engine())
        component.setData(_SQUARE.encode(), QUrl())
        item = component.create()
        assert isinstance(item, QQuickItem), component.errorString()
        item.setParent(self.window)
        item.setParentItem(self.window.contentItem())
        self._item = item
        self._ticks = Ticks()
        self.bridge.viewChanged.connect(self._paint)

    def _source(self) -> FrameSource:
        from tests.bench.race import stage_camera

        if not self._counting:
            self._counting = True
            stage_camera.count_looks()
        kind = stage_camera.Webcam if self.camera == "live" else stage_camera.Video
        return kind(self.video)

    def _paint(self) -> None:
        session = self.bridge.session
        if session and session != self._session:
            self._session = session
            self._visit += 1
        state = _SCREENS.get(self.bridge.get_screen(), "other")
        red, green, blue = square.colour(state, self._visit)
        self._item.setProperty("color", f"#{red:02x}{green:02x}{blue:02x}")

    def start(self) -> None:
        super().start()
        self._ticks.start()

    def close(self) -> bool:
        from tests.bench.race import stage_camera

        self._ticks.stop()
        late = [round(ms, 3) for ms in self._ticks.late_ms]
        noted = {"late_ms": late, "due": stage_camera.due, "looks": stage_camera.looks}
        self.out.write_text(json.dumps(noted), encoding="ascii")
        return super().close()


def main() -> int:
    """Run the program with the rest of the arguments; its exit code."""
    out, Stage.camera, film, *rest = sys.argv[1:]
    Stage.out, Stage.video = Path(out), Path(film)
    cli.Desk = Stage  # type: ignore[misc]
    return program.main(rest)


if __name__ == "__main__":
    sys.exit(main())
