"""A QR code on screen, drawn so that a scanner's cheap camera reads it from the glass."""

from __future__ import annotations

import segno
from PySide6.QtCore import Property, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

QUIET_MODULES = 4
"""ISO/IEC 18004: the quiet zone of a QR code is four modules wide."""


def matrix_of(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of the QR code (level M, smallest version that fits) of ``text``, dark = true.

    Empty when there is no text, or more of it than a QR code holds.
    """
    if not text:
        return ()
    try:
        code = segno.make_qr(text, error="m", boost_error=False)
    except segno.DataOverflowError:
        return ()
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


@QmlElement
class QrItem(QQuickPaintedItem):
    """Paints ``text`` as a QR code: black on white in every theme, whole pixels a module, quiet zone in.

    ``modules`` is the width with the quiet zone (0 = nothing to draw), so that a layout can choose a
    size. The text is a coupon's token: it is in no repr.
    """

    textChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._matrix: tuple[tuple[bool, ...], ...] = ()
        self.setOpaquePainting(False)

    def __repr__(self) -> str:
        return f"<QrItem of {self.get_modules()} modules>"

    def get_text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self._matrix = matrix_of(text)
        self.textChanged.emit()
        self.update()

    def get_modules(self) -> int:
        return len(self._matrix) + 2 * QUIET_MODULES if self._matrix else 0

    text = Property(str, get_text, set_text, notify=textChanged)
    modules = Property(int, get_modules, notify=textChanged)

    def paint(self, painter: QPainter) -> None:
        if not self._matrix:
            return
        # The painter works in item units; a whole number of device pixels a module keeps edges sharp.
        ratio = painter.device().devicePixelRatio()
        total = self.get_modules()
        module = int(min(self.width(), self.height()) * ratio // total) / ratio
        if module <= 0:
            return
        side = module * total
        left, top = (
            int((self.width() - side) / 2 * ratio) / ratio,
            int((self.height() - side) / 2 * ratio) / ratio,
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(left, top, side, side), Qt.GlobalColor.white)
        for row, line in enumerate(self._matrix, QUIET_MODULES):
            for column, dark in enumerate(line, QUIET_MODULES):
                if dark:
                    painter.fillRect(
                        QRectF(left + column * module, top + row * module, module, module),
                        Qt.GlobalColor.black,
                    )
