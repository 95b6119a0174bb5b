"""Where the demo's printed coupons fall: pictures for the dock, newest first."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kiosk.simulator.paper import Paper
from kiosk.ui.paper import PaperProvider, image_of

KEPT = 30
"""Sheets that stay in the tray; older ones fall out at its back."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece of paper; ``torn`` off, or still in the printer's mouth. The picture shows a coupon's token,
    so it is in no repr."""

    number: int
    image: QImage = field(repr=False)
    torn: bool = False


class Tray(QObject):
    """Takes papers from any thread; ``changed`` is to be connected queued when the receiver's is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._sheets: deque[Sheet] = deque(maxlen=KEPT)
        self._count = 0

    def put(self, paper: Paper) -> None:
        """A paper came out, and stays in the printer's mouth. The one before it falls."""
        image = image_of(paper)
        with self._lock:
            self._fall()
            self._count += 1
            self._sheets.appendleft(Sheet(self._count, image))
        self.changed.emit()

    def tear(self) -> bool:
        """Take what is in the printer's mouth; false when there is nothing."""
        with self._lock:
            torn = self._fall()
        self.changed.emit()
        return torn

    def _fall(self) -> bool:
        if not self._sheets or self._sheets[0].torn:
            return False
        self._sheets[0] = replace(self._sheets[0], torn=True)
        return True

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
    """``image://tray/NUMBER``: one sheet; it may have been thrown away while its picture was asked for.
    ``image://tray/rows-NUMBER``: what is being printed, as ``hanging`` has it; the number makes it anew."""

    def __init__(self, tray: Tray, hanging: Callable[[], Paper | None] = lambda: None) -> None:
        def find(name: str) -> QImage | None:
            if name.startswith("rows-"):
                paper = hanging()
                return None if paper is None else image_of(paper)
            return next((sheet.image for sheet in tray.sheets if str(sheet.number) == name), None)

        super().__init__(find)
