"""The camera's picture on screen.

``PreviewFeed`` stands between the camera's thread and the items that paint: it keeps one picture,
the newest, and one frozen one while a code that was just read is being shown.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Property, QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Quad = Sequence[tuple[float, float]]
"""Four corners of a code, in pixels of the picture it was found in."""

CODE_FRESH = 0.7
"""Seconds for which a picture with a code is preferred to a newer one without when freezing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One frame, detached from the camera's buffer, with the codes found in it."""

    image: QImage
    quads: tuple[tuple[tuple[float, float], ...], ...]
    taken: float


@QmlElement
class PreviewFeed(QObject):
    """Takes pictures from any thread; tells the items on the GUI thread when there is a new one."""

    changed = Signal()
    _arrived = Signal()

    def __init__(
        self, parent: QObject | None = None, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._newest: Picture | None = None
        self._coded: Picture | None = None
        self._frozen: Picture | None = None
        self._is_frozen = False
        self._waiting = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def push(self, bgra: NDArray[np.uint8], quads: Sequence[Quad] = ()) -> None:
        """Show this picture: ``(height, width, 4)`` bytes blue, green, red, unused. Copied before return.

        Any thread. Slower painting drops pictures, it never queues them. Raises ValueError for another shape.
        """
        if bgra.ndim != 3 or bgra.shape[2] != 4 or bgra.dtype != np.uint8 or 0 in bgra.shape:
            raise ValueError("a picture is an array (height, width, 4) of bytes")
        height, width = bgra.shape[:2]
        whole = np.ascontiguousarray(bgra)
        image = QImage(whole.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()
        # Qt's RGB32 promises 255 in the unused byte; a texture brush paints nothing where it is 0.
        np.frombuffer(image.bits(), np.uint8)[3::4] = 255
        picture = Picture(image, tuple(tuple(quad) for quad in quads), self._monotonic())
        with self._lock:
            self._newest = picture
            if picture.quads:
                self._coded = picture
            elif self._coded is not None and picture.taken - self._coded.taken > CODE_FRESH:
                self._coded = None
            tell = not self._waiting and not self._is_frozen
            if tell:
                self._waiting = True
        if tell:
            self._arrived.emit()

    def freeze(self, frozen: bool) -> None:
        """Keep the picture in which the code was just found (else the newest), or go on."""
        with self._lock:
            if frozen == self._is_frozen:
                return
            self._is_frozen = frozen
            coded = self._coded
            if coded is not None and self._monotonic() - coded.taken > CODE_FRESH:
                coded = None
            self._frozen = (coded or self._newest) if frozen else None
        self.changed.emit()

    def clear(self) -> None:
        """Forget every picture: a session has ended."""
        with self._lock:
            self._newest = self._coded = self._frozen = None
        self.changed.emit()

    def picture(self) -> Picture | None:
        """What is to be seen now."""
        with self._lock:
            return self._frozen if self._is_frozen else self._newest

    def is_frozen(self) -> bool:
        return self._is_frozen

    frozen = Property(bool, is_frozen, notify=changed)

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            self._waiting = False
        self.changed.emit()


@QmlElement
class Preview(QQuickPaintedItem):
    """Paints a feed's picture, cropped to fill, with round corners; ``mirrored`` as in a mirror.

    The outline of a found code is drawn over the frozen picture. ``showing`` is false until there is one.
    """

    feedChanged = Signal()
    lookChanged = Signal()
    showingChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._feed: PreviewFeed | None = None
        self._mirrored = True
        self._radius = 0.0
        self._outline = QColor("#ffffff")
        self._showing = False

    def get_feed(self) -> PreviewFeed | None:
        return self._feed

    def set_feed(self, feed: PreviewFeed | None) -> None:
        if feed is self._feed:
            return
        if self._feed is not None:
            self._feed.changed.disconnect(self._refresh)
        self._feed = feed
        if feed is not None:
            feed.changed.connect(self._refresh)
        self.feedChanged.emit()
        self._refresh()

    def get_mirrored(self) -> bool:
        return self._mirrored

    def set_mirrored(self, mirrored: bool) -> None:
        if mirrored != self._mirrored:
            self._mirrored = mirrored
            self._look()

    def get_radius(self) -> float:
        return self._radius

    def set_radius(self, radius: float) -> None:
        if radius != self._radius:
            self._radius = radius
            self._look()

    def get_outline(self) -> QColor:
        return self._outline

    def set_outline(self, outline: QColor) -> None:
        if outline != self._outline:
            self._outline = QColor(outline)
            self._look()

    def get_showing(self) -> bool:
        return self._showing

    feed = Property(PreviewFeed, get_feed, set_feed, notify=feedChanged)
    mirrored = Property(bool, get_mirrored, set_mirrored, notify=lookChanged)
    radius = Property(float, get_radius, set_radius, notify=lookChanged)
    outline = Property(QColor, get_outline, set_outline, notify=lookChanged)
    showing = Property(bool, get_showing, notify=showingChanged)

    def _look(self) -> None:
        self.lookChanged.emit()
        self.update()

    @Slot()
    def _refresh(self) -> None:
        showing = self._feed is not None and self._feed.picture() is not None
        if showing != self._showing:
            self._showing = showing
            self.showingChanged.emit()
        self.update()

    def paint(self, painter: QPainter) -> None:
        picture = self._feed.picture() if self._feed is not None else None
        width, height = self.width(), self.height()
        if picture is None or width <= 0 or height <= 0:
            return
        wide, high = picture.image.width(), picture.image.height()
        scale = max(width / wide, height / high)
        place = QTransform()
        place.translate(width / 2, height / 2)
        place.scale(-scale if self._mirrored else scale, scale)
        place.translate(-wide / 2, -high / 2)
        brush = QBrush(picture.image)
        brush.setTransform(place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._radius > 0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(QRectF(0, 0, width, height), self._radius, self._radius)
        if self._feed is None or not self._feed.is_frozen():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for quad in picture.quads:
            corners = place.map(QPolygonF([QPointF(x, y) for x, y in quad]))
            # A dark line under a light one is seen on a bright phone and on a dark coat.
            for colour, line in ((QColor("#000000"), 0.03), (self._outline, 0.016)):
                pen = QPen(colour, max(3.0, min(width, height) * line))
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.drawPolygon(corners)
