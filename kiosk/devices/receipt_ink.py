"""Grey and coloured pictures as black dots, for a head that knows nothing between black and white.

Text is a threshold. An emoji gets more care: by brightness alone a white cup would vanish on the paper, so
it is drawn as one would with a pen: an outline where it ends, its lines sharpened, and what is between in
dots (error diffusion after Floyd and Steinberg, 1976).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QRawFont, QTextLayout

from kiosk.devices.escpos_raster import Bits

Grey = NDArray[np.float32]
"""Brightness, 0 (black) to 255, ``[rows, columns]``."""
Rgba = NDArray[np.uint8]
"""``[rows, columns, 4]``, alpha not multiplied in."""

BLACK, WHITE = QColor(0, 0, 0), QColor(255, 255, 255)
_THRESHOLD = 144  # a little above the middle: thermal dots look thinner than they are
_OUTLINE = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))  # two dots wide
_COLOUR_TABLES = ("CBDT", "COLR", "sbix")


def diffused(grey: Grey) -> Bits:
    """Floyd and Steinberg's error diffusion, true where a dot is black.

    A pixel waits for its left neighbour and for three above it. So all pixels with the same
    ``column + 2 * row`` can be done at once.
    """
    height, width = grey.shape
    left = np.zeros((height + 1, width + 2), dtype=np.float32)  # with room for errors beyond the edges
    left[:height, 1:-1] = grey
    black = np.zeros((height, width), dtype=np.bool_)
    for step in range(width + 2 * (height - 1)):
        rows = np.arange(max(0, (step - width + 2) // 2), min(height - 1, step // 2) + 1)
        columns = step - 2 * rows
        value = left[rows, columns + 1]
        dark = value < 128
        black[rows, columns] = dark
        error = np.where(dark, value, value - 255) / 16
        left[rows, columns + 2] += error * 7
        left[rows + 1, columns] += error * 3
        left[rows + 1, columns + 1] += error * 5
        left[rows + 1, columns + 2] += error
    return black


def brightness(picture: Rgba) -> tuple[Grey, Bits]:
    """How bright a picture is on white paper, and where there is any of it."""
    alpha = picture[..., 3:].astype(np.float32) / 255
    on_white = picture[..., :3] * alpha + 255 * (1 - alpha)
    grey = on_white @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    return np.asarray(grey, dtype=np.float32), np.asarray(alpha[..., 0] > 0.5)


def drawn(picture: Rgba) -> Bits:
    """A coloured picture as a drawing: its outline, and tones in dots within."""
    grey, inside = brightness(picture)
    outline = inside & (cv2.erode(inside.astype(np.uint8), _OUTLINE) == 0)
    return np.asarray(outline | (diffused(_toned(grey, inside)) & inside))


def _toned(grey: Grey, inside: Bits) -> Grey:
    """Sharper lines, and lighter all over: dots run into each other on paper."""
    sharp = grey + 1.2 * (grey - cv2.GaussianBlur(grey, (0, 0), 4))
    return np.where(inside, np.clip((sharp - 50) * 1.4 + 75, 0, 255), 255).astype(np.float32)


def image_of(width: int, height: int, form: QImage.Format, fill: QColor) -> QImage:
    """An empty picture. ``MemoryError`` when it is too large to be had."""
    image = QImage(width, height, form)
    if image.isNull():
        raise MemoryError("the picture is too large")
    image.fill(fill)
    return image


def rgba_of(image: QImage) -> Rgba:
    """The pixels of a picture, as a copy."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return pixels[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4).copy()


class Canvas:
    """A page to draw on: black and white with ``ink``, texts with ``text``; in the end ``bits``."""

    def __init__(self, dots: int, rows: int) -> None:
        self._image = image_of(dots, rows, QImage.Format.Format_Grayscale8, WHITE)
        self._colours: QImage | None = None
        self.ink = QPainter(self._image)
        self._pictures: list[tuple[int, int, Bits]] = []

    def text(self, layout: QTextLayout, left: int, top: int, colour: QColor = BLACK) -> None:
        """A text that has been laid out; its emoji go to a layer of their own."""
        self.ink.setPen(colour)
        at = QPointF(left, top)
        coloured = []
        for run in layout.glyphRuns():
            if is_coloured(run.rawFont()):
                coloured.append(run)
            else:
                self.ink.drawGlyphRun(at, run)
        if coloured:
            if self._colours is None:
                size = self._image.size()
                clear, form = QColor(0, 0, 0, 0), QImage.Format.Format_ARGB32_Premultiplied
                self._colours = image_of(size.width(), size.height(), form, clear)
            painter = QPainter(self._colours)
            for run in coloured:
                painter.drawGlyphRun(at, run)
            painter.end()

    def picture(self, bits: Bits, left: int, top: int) -> None:
        """Dots as they are."""
        self._pictures.append((left, top, bits))

    def end(self) -> None:
        """No more is drawn."""
        self.ink.end()

    def bits(self) -> Bits:
        """The page in dots."""
        image = self._image
        grey = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
        page: Bits = np.asarray(grey[:, : image.width()] < _THRESHOLD)
        if self._colours is not None:
            _add_colours(page, rgba_of(self._colours))
        for left, top, bits in self._pictures:
            page[top : top + bits.shape[0], left : left + bits.shape[1]] |= bits
        return page


def _add_colours(page: Bits, picture: Rgba) -> None:
    """Each stretch of rows with something coloured, in the columns it uses."""
    seen = picture[..., 3] > 0
    used = np.flatnonzero(np.diff(np.concatenate([[0], seen.any(axis=1).astype(np.int8), [0]])))
    for begin, end in zip(used[::2], used[1::2], strict=True):
        columns = np.flatnonzero(seen[begin:end].any(axis=0))
        place = (slice(begin, end), slice(columns[0], columns[-1] + 1))
        page[place] |= drawn(picture[place])


_coloured: dict[str, bool] = {}


def is_boxes(font: QRawFont) -> bool:
    """Whether it is none at all, but what Qt draws boxes with for a script that no font has.

    It has neither size nor name; to ask for its name ends the process (Qt 6.11).
    """
    return font.pixelSize() <= 0


def is_coloured(font: QRawFont) -> bool:
    """Whether its glyphs are pictures of several colours."""
    if is_boxes(font):
        return False
    family = font.familyName()
    if family not in _coloured:
        _coloured[family] = any(not font.fontTable(table).isEmpty() for table in _COLOUR_TABLES)
    return _coloured[family]
