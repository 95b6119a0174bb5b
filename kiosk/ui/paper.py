"""Coupons on paper, on screen: the very dots that a printer gets, small, and their codes still readable.

``image://NAME/ID`` in QML, shown by ``controls/ReceiptPaper.qml``. The demo's dock shows its papers by it.
"""

from __future__ import annotations

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
