"""Where the demo's printed coupons fall: pictures for the dock, newest first."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kiosk.simulator.paper import Paper
from kiosk.ui.paper import PaperProvider, image_of

KEPT = 30
"""Sheets that stay in the tray; older ones fall out at its back."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece of paper. The picture shows a coupon's token, so it is in no repr."""

    number: int
    image: QImage = field(repr=False)


class Tray(QObject):
    """Takes papers from any thread; ``changed`` is to be connected queued when the receiver's is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._sheets: deque[Sheet] = deque(maxlen=KEPT)
        self._count = 0

    def put(self, paper: Paper) -> None:
        """A paper came out."""
        image = image_of(paper)
        with self._lock:
            self._count += 1
            self._sheets.appendleft(Sheet(self._count, image))
        self.changed.emit()

    def take(self, number: int) -> None:
        """Throw one away; nothing happens when it is not there."""
        with self._lock:
            left = [sheet for sheet in self._sheets if sheet.number != number]
            self._sheets = deque(left, maxlen=KEPT)
        self.changed.emit()

    def clear(self) -> None:
        """Throw all away."""
        with self._lock:
            self._sheets.clear()
        self.changed.emit()

    @property
    def sheets(self) -> list[Sheet]:
        """Newest first."""
        with self._lock:
            return list(self._sheets)


class SheetProvider(PaperProvider):
    """``image://tray/NUMBER``: one sheet. It may have been thrown away while its picture was asked for."""

    def __init__(self, tray: Tray) -> None:
        super().__init__(lambda name: next((s.image for s in tray.sheets if str(s.number) == name), None))
