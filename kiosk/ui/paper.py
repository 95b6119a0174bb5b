"""Coupons on paper, on screen: the very dots that a printer gets, small, and their codes still readable.

``image://NAME/ID`` in QML, shown by ``controls/ReceiptPaper.qml``. The demo's dock shows its papers
by it, and the staff's screens the paper that would be printed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider


def image_of(dots: NDArray[np.bool_], margin: int = 24) -> QImage:
    """A paper, ``[rows, columns]`` and True is black, as a picture with ``margin`` white dots around it."""
    grey = np.where(np.pad(dots, margin), 0, 255).astype(np.uint8)
    height, width = grey.shape
    # A copy: Qt does not keep the memory it is shown.
    return QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


class PaperProvider(QQuickImageProvider):
    """Hands papers to QML. ``find`` takes an id and returns the paper as ``image_of`` makes it, or ``None``
    when there is none (any more): then a white dot is shown. It is called in Qt's thread."""

    def __init__(self, find: Callable[[str], QImage | None]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._find = find

    def requestImage(self, name: str, size: QSize, requested: QSize) -> QImage:
        del size
        image = self._find(name)
        if image is None:
            image = QImage(1, 1, QImage.Format.Format_Grayscale8)
            image.fill(Qt.GlobalColor.white)
        if 0 < requested.width() < image.width():
            return image.scaledToWidth(requested.width(), Qt.TransformationMode.SmoothTransformation)
        return image


class PaperShelf:
    """The one paper that staff look at. A picture of it can be scanned like the paper itself, so it goes as
    soon as another screen is shown. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drawn: tuple[str, QImage] | None = None
        self._shown: tuple[str, QImage] | None = None
        self._session = ""

    def put(self, name: str, dots: NDArray[np.bool_]) -> tuple[int, int]:
        """A paper was drawn for a screen that is still to come; returns its size with its white edge."""
        image = image_of(dots)
        with self._lock:
            self._drawn = (name, image)
        return image.width(), image.height()

    def show(self, session: str, name: str) -> None:
        """A screen is shown, with the paper of this name or (``""``) without any: every other one that was on
        screen goes; with another person's screen, also what had been drawn for this one's."""
        with self._lock:
            if self._drawn is not None and self._drawn[0] == name:
                self._shown, self._drawn = self._drawn, None
            elif self._shown is not None and self._shown[0] != name:
                self._shown = None
            if session != self._session:
                self._session, self._drawn = session, None

    def find(self, name: str) -> QImage | None:
        """The paper on screen, by its name."""
        with self._lock:
            return self._shown[1] if self._shown is not None and self._shown[0] == name else None
