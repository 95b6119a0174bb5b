"""Words on paper: fonts, lines, and what becomes of signs that are in no font.

A sign that none of the given fonts has is looked for in the fonts of the system (Qt does so by itself). One
that is nowhere would come out as an empty box: instead, a letter or digit becomes a question mark, and
anything else (a symbol, an accent, an emoji newer than the font) is left out.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout, QTextOption

from kiosk.devices.receipt_ink import Canvas, is_boxes, is_coloured

_log = logging.getLogger(__name__)

_families: dict[Path, tuple[str, ...]] = {}

UNKNOWN = "?"
_LEAST = 8  # dots: no text gets smaller
_OVERHANG = 1 / 7
"""How much of its size a sign may hang out of its line on either side: of the largest name less than half
of what a coupon's margin is, on either paper."""
_MOST_MARKS = 3
"""Accents on one letter. No language needs more; a hundred of them would cover the lines around."""
_KEPT = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
"""Joiners, marks of direction and isolates. Overrides and embeddings are not kept: they turn words round."""


def plain(text: str) -> str:
    """One line without control characters, and not more accents on a letter than a language needs; an
    accent on nothing at all is left out (it would stand beside the line)."""
    out: list[str] = []
    marks = 0
    for char in text:
        kind = unicodedata.category(char)
        if kind not in ("Mn", "Me"):
            marks = 0
        elif out and not out[-1].isspace() and out[-1] not in _KEPT:
            marks += 1
        else:
            continue
        if kind in ("Cc", "Zl", "Zp", "Zs"):
            out.append(" " if char != "\u00a0" else char)
        elif kind == "Cf" and char not in _KEPT and not _is_tag(char):
            continue
        elif kind in ("Cs", "Co") or (kind == "Cn" and not 0x1F000 <= ord(char) < 0x20000):
            out.append(" ")  # unassigned: but Python may be older than an emoji
        elif marks <= _MOST_MARKS:
            out.append(char)
    return "".join(out).strip()


def _is_tag(char: str) -> bool:
    return 0xE0020 <= ord(char) <= 0xE007F  # spell the flags of England, Scotland and Wales


@dataclass(frozen=True, slots=True)
class Lines:
    """A text broken into lines, with its height in dots. ``fits`` when no line is wider than asked."""

    layout: QTextLayout
    height: int
    count: int
    fits: bool

    def ink_rows(self) -> tuple[int, int]:
        """How many rows are white above the ink, and how many there are from its first to its last."""
        canvas = Canvas(max(8, ceil(self.layout.boundingRect().right()) + 8), self.height)
        canvas.text(self.layout, 0, 0)
        canvas.end()
        rows = np.flatnonzero(canvas.bits().any(axis=1))
        return (int(rows[0]), int(rows[-1] - rows[0]) + 1) if rows.size else (0, self.height)


class Type:
    """Sets texts in the given fonts. Not for two threads at once."""

    def __init__(self, files: Sequence[Path]) -> None:
        """``files`` in order of preference; fonts of pictures come last whatever their place, or they
        would draw the digits. Without any, or where one cannot be read, Qt's default font fills in."""
        families = list(dict.fromkeys(family for path in files for family in _load(path)))
        self._families = sorted(families, key=lambda one: is_coloured(QRawFont.fromFont(QFont(one))))
        self._has: dict[str, bool] = {}

    def font(self, size: int, *, bold: bool = False) -> QFont:
        """``size`` in dots."""
        font = QFont()
        if self._families:
            font.setFamilies(self._families)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
        return font

    def lines(
        self, text: str, size: int, width: int, *, bold: bool, right: bool, direction: Qt.LayoutDirection
    ) -> Lines:
        """The text in lines of ``width`` dots, on the right if asked; a smaller size than asked only
        where a single sign is wider than the line."""
        words = self.known(plain(text))
        while True:
            lines = self._broken(words, self.font(size, bold=bold), width, right, direction)
            bare = "".join(char for char in words if unicodedata.category(char) not in ("Mn", "Me"))
            if bare != words and _hangs_out(lines.layout, width, size):
                # An accent from another font than its letter's may stand anywhere: better none.
                lines = self._broken(bare, self.font(size, bold=bold), width, right, direction)
            if lines.fits or size <= _LEAST:
                return lines
            size = max(_LEAST, size * 3 // 4)

    def _broken(
        self, text: str, font: QFont, width: int, right: bool, direction: Qt.LayoutDirection
    ) -> Lines:
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(direction)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        fits = True
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, round(height)))
            height += line.height()
            fits = fits and line.naturalTextWidth() <= width
        layout.endLayout()
        return Lines(layout, round(height + 0.5), layout.lineCount(), fits)

    def known(self, text: str) -> str:
        """The text with a question mark for each letter, and nothing for each symbol, that no font has."""
        if self._drawable(text):
            return text
        out = []
        missing = 0
        for char in text:
            if char.isspace() or unicodedata.category(char) == "Cf" or self._knows(char):
                out.append(char)
                continue
            missing += 1
            if unicodedata.category(char)[0] in "LN":
                out.append(UNKNOWN)
        if missing:
            _log.warning("no font has %d signs of a coupon's text", missing)
        return "".join(out).strip() or UNKNOWN

    def _knows(self, char: str) -> bool:
        if char not in self._has:
            if len(self._has) > 5000:
                self._has.clear()
            self._has[char] = self._drawable(char)
        return self._has[char]

    def _drawable(self, text: str) -> bool:
        layout = QTextLayout(text, self.font(32))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        # Glyph 0 is every font's picture of what it does not have.
        return not any(is_boxes(run.rawFont()) or 0 in run.glyphIndexes() for run in layout.glyphRuns())


def _hangs_out(layout: QTextLayout, width: int, size: int) -> bool:
    least, most = -_OVERHANG * size, width + _OVERHANG * size
    for run in layout.glyphRuns():
        font = run.rawFont()
        if is_boxes(font):
            continue
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            box = font.boundingRect(glyph)
            if place.x() + box.left() < least or place.x() + box.right() > most:
                return True
    return False


def _load(path: Path) -> tuple[str, ...]:
    """Families of a font file; each file is loaded once in a process."""
    if path not in _families:
        number = QFontDatabase.addApplicationFont(str(path))
        _families[path] = tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()
    return _families[path]
