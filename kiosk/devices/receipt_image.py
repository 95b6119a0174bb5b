"""A coupon as a designed page: one column on the leading edge, rules, white space, and nothing clipped.

Why the column stands on the leading edge and is not centred: a raster is cropped on its right, so every
dot the ink stays away from the right edge saves bytes, and at 38400 baud 3,840 bytes are a second.
The margin is as wide as the quiet zone of the code (ISO/IEC 18004: 4 modules), so that code and text
share one edge; the modules are whole dots and begin at a byte's edge, which keeps them crisp.

Qt draws the text. That needs a ``QGuiApplication`` (for the font database), but not its thread: Qt allows
painting on a ``QImage`` from any thread. One lock keeps two pages from being drawn at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import segno
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QTextLayout,
    QTextOption,
)

from kiosk.ports import CouponPaper

_lock = threading.Lock()
_families: dict[Path, tuple[str, ...]] = {}

_BLACK, _WHITE = QColor(0, 0, 0), QColor(255, 255, 255)
_THRESHOLD = 144  # a little above the middle: thermal dots look thinner than they are
_NAME_LINES = 3
_GROUP = 4


@dataclass(frozen=True, slots=True)
class _Scale:
    """Sizes in dots (8 dots are a millimetre)."""

    margin: int
    shop: int
    title: int
    name: int
    name_least: int
    token: int
    small: int
    copy: int
    code: int
    """Width of the code with its quiet zone, at most (a long token may need more)."""


_WIDE = _Scale(margin=32, shop=38, title=27, name=70, name_least=42, token=34, small=22, copy=64, code=272)
_NARROW = _Scale(margin=24, shop=32, title=23, name=52, name_least=34, token=28, small=20, copy=50, code=208)


@dataclass(frozen=True, slots=True)
class _Block:
    """Something with a height, in dots, that can draw itself at a height of the page."""

    height: int
    draw: Callable[[QPainter, int], None]


class ReceiptRenderer:
    """Draws coupons for one paper width; call it with a ``CouponPaper``."""

    def __init__(self, dots: int, fonts: Sequence[Path] = ()) -> None:
        """``dots`` is the printable width: 576 on 80 mm paper, 384 on 58 mm. ``fonts`` are font files in
        order of preference; without any, or where one cannot be read, Qt's default font fills in.

        Call it in the thread of the ``QGuiApplication``; raises ``RuntimeError`` when there is none.
        """
        if QGuiApplication.instance() is None:
            raise RuntimeError("drawing text needs a QGuiApplication")
        if dots < 192 or dots % 8:
            raise ValueError("the paper's width must be a multiple of 8 dots, at least 192")
        self._dots = dots
        self._scale = _WIDE if dots >= 512 else _NARROW
        with _lock:
            self._fonts = [family for path in fonts for family in _load(path)]

    def __call__(self, paper: CouponPaper) -> NDArray[np.bool_]:
        """The page, ``[rows, dots]``, True is black. ``ValueError`` when the token fits no code."""
        with _lock:
            return self._page(paper)

    def _page(self, paper: CouponPaper) -> NDArray[np.bool_]:
        blocks = self._blocks(paper)
        image = QImage(self._dots, sum(b.height for b in blocks), QImage.Format.Format_Grayscale8)
        image.fill(_WHITE)
        painter = QPainter(image)
        try:
            top = 0
            for block in blocks:
                block.draw(painter, top)
                top += block.height
        finally:
            painter.end()
        stride = image.bytesPerLine()
        grey = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), stride)
        return np.asarray(grey[:, : self._dots] < _THRESHOLD)

    def _blocks(self, paper: CouponPaper) -> list[_Block]:
        s, rtl = self._scale, paper.rtl
        blocks = [_gap(8)]
        if paper.copy:
            blocks += [self._reversed(paper.copy, rtl), _gap(24)]
        blocks += [self._rule(6), _gap(12)]
        blocks += [self._text(paper.shop, s.shop, rtl, bold=True), _gap(4)]
        blocks += [self._text(paper.title, s.title, rtl), _gap(20)]
        blocks += [self._name(paper.name, rtl), _gap(8)]
        blocks += [self._code(paper.token, rtl)]
        blocks += [self._token(paper.token, rtl), _gap(24)]
        blocks += [self._rule(2), _gap(12)]
        # Isolates (Unicode bidi) keep time and kiosk apart in a right-to-left line.
        origin = " · ".join(f"\u2068{part}\u2069" for part in (paper.issued, paper.kiosk_id) if part)
        blocks += [self._text(origin, s.small, rtl, bold=True)]
        if paper.terms:
            blocks += [_gap(6), self._text(paper.terms, s.small, rtl)]
        return [*blocks, _gap(24)]

    # -- blocks --------------------------------------------------------------------------------

    def _font(self, size: int, *, bold: bool = False) -> QFont:
        font = QFont()
        if self._fonts:
            font.setFamilies(self._fonts)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
        return font

    def _layout(self, text: str, font: QFont, rtl: bool, inset: int = 0) -> tuple[QTextLayout, int]:
        """Text broken into lines of the column's width, and its height in dots."""
        layout = QTextLayout(_plain(text), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        width = self._dots - 2 * (self._scale.margin + inset)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, round(height)))
            height += line.height()
        layout.endLayout()
        return layout, round(height + 0.5)

    def _text(self, text: str, size: int, rtl: bool, *, bold: bool = False) -> _Block:
        layout, height = self._layout(text, self._font(size, bold=bold), rtl)

        def draw(painter: QPainter, top: int) -> None:
            painter.setPen(_BLACK)
            layout.draw(painter, QPointF(self._scale.margin, top))

        return _Block(height, draw)

    def _name(self, name: str, rtl: bool) -> _Block:
        """As large as three lines allow; a name that is longer still takes more lines, never less text."""
        s = self._scale
        for size in range(s.name, s.name_least, -4):
            layout, _ = self._layout(name, self._font(size, bold=True), rtl)
            if layout.lineCount() <= _NAME_LINES and not self._breaks_a_word(name, size):
                return self._text(name, size, rtl, bold=True)
        return self._text(name, s.name_least, rtl, bold=True)

    def _breaks_a_word(self, text: str, size: int) -> bool:
        metrics = QFontMetricsF(self._font(size, bold=True))
        room = self._dots - 2 * self._scale.margin
        return any(metrics.horizontalAdvance(word) > room for word in _plain(text).split())

    def _reversed(self, word: str, rtl: bool) -> _Block:
        """White on black, from edge to edge of the column: nobody takes a copy for an original."""
        s = self._scale
        pad = 16
        layout, height = self._layout(word, self._font(s.copy, bold=True), rtl, inset=pad)

        def draw(painter: QPainter, top: int) -> None:
            painter.fillRect(QRectF(s.margin, top, self._dots - 2 * s.margin, height), _BLACK)
            painter.setPen(_WHITE)
            layout.draw(painter, QPointF(s.margin + pad, top))

        return _Block(height, draw)

    def _rule(self, thickness: int) -> _Block:
        margin = self._scale.margin

        def draw(painter: QPainter, top: int) -> None:
            painter.fillRect(QRectF(margin, top, self._dots - 2 * margin, thickness), _BLACK)

        return _Block(thickness, draw)

    def _code(self, token: str, rtl: bool) -> _Block:
        """The QR code, level M, with 4 white modules on every side."""
        matrix = np.array(list(segno.make_qr(token, error="m").matrix), dtype=np.bool_)
        modules = len(matrix)
        whole = modules + 8
        dot = max(1, self._scale.code // whole, min(3, self._dots // whole))
        if whole * dot > self._dots:
            raise ValueError("the token is too long for this paper")
        left = -(-max(self._scale.margin, 4 * dot) // 8) * 8
        if left + (modules + 4) * dot > self._dots:  # only a very long token: give up the byte's edge
            left = 4 * dot
        size = modules * dot
        if rtl:
            left = self._dots - left - size

        def draw(painter: QPainter, top: int) -> None:
            for y, x in np.argwhere(matrix):
                painter.fillRect(left + int(x) * dot, top + (int(y) + 4) * dot, dot, dot, _BLACK)

        return _Block(size + 8 * dot, draw)

    def _token(self, token: str, rtl: bool) -> _Block:
        """The token for typing: always left to right, in groups of four that stand in columns."""
        s = self._scale
        font = self._font(s.token, bold=True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.5)
        metrics = QFontMetricsF(font)
        signs = _plain(token)
        groups = [signs[i : i + _GROUP] for i in range(0, len(signs), _GROUP)]
        widest = max([metrics.horizontalAdvance(four) for four in groups] or [1.0])
        step = widest + s.token * 0.7
        room = self._dots - 2 * s.margin
        per_line = max(1, int((room - widest) // step) + 1)
        lines = [groups[i : i + per_line] for i in range(0, len(groups), per_line)]
        pitch = round(metrics.height() * 1.05)
        used = (min(per_line, len(groups)) - 1) * step + widest
        left = self._dots - s.margin - used if rtl else s.margin

        def draw(painter: QPainter, top: int) -> None:
            painter.setFont(font)
            painter.setPen(_BLACK)
            for row, line in enumerate(lines):
                for column, four in enumerate(line):
                    base = top + row * pitch + round(metrics.ascent())
                    painter.drawText(QPointF(round(left + column * step), base), four)

        return _Block(pitch * len(lines), draw)


def _gap(height: int) -> _Block:
    return _Block(height, lambda painter, top: None)  # noqa: ARG005


def _plain(text: str) -> str:
    """Line breaks and other control characters as spaces."""
    return "".join(c if c.isprintable() or c in "\u200c\u200d\u2068\u2069" else " " for c in text).strip()


def _load(path: Path) -> tuple[str, ...]:
    """Families of a font file; each file is loaded once in a process."""
    if path not in _families:
        number = QFontDatabase.addApplicationFont(str(path))
        _families[path] = tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()
    return _families[path]
