"""A coupon as a designed page: one column on the leading edge, rules, white space, and nothing clipped.

Why the column stands on the leading edge and is not centred: white on either side of a block costs no bytes
(``escpos.Page``), but a block is as wide as its widest line, and at 38400 baud 3,840 bytes are a second.
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
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from kiosk.devices.escpos import Bits, Code, Page
from kiosk.devices.receipt_ink import BLACK, WHITE, Canvas
from kiosk.devices.receipt_text import Type, plain
from kiosk.ports import CouponPaper, SlipPaper

_lock = threading.Lock()

_NAME_LINES = ((2, 1.1, 9.0), (3, 0.0, 1.25))
"""At most so many lines for a name whose size is between so many times the least one. Three large lines would
be as many bytes as all the rest of the coupon."""
_GROUP = 4
_QUIET = 4
"""Modules around a code (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Sizes in dots (8 dots are a millimetre)."""

    margin: int
    shop: int
    title: int
    name: int
    name_least: int
    name_word: int
    """A name's size at least, where a smaller one keeps a word whole."""
    token: int
    small: int
    copy: int
    code: int
    """Width of the code with its quiet zone, at most (a long token may need more)."""


_WIDE = _Scale(
    margin=32, shop=38, title=27, name=66, name_least=42, name_word=30, token=34, small=22, copy=54, code=272
)
_NARROW = _Scale(
    margin=24, shop=32, title=23, name=50, name_least=34, name_word=24, token=28, small=20, copy=42, code=208
)


@dataclass(frozen=True, slots=True)
class _Block:
    """Something with a height, in dots, that can draw itself at a height of the page."""

    height: int
    draw: Callable[[Canvas, int], None]
    code: Code | None = None


class ReceiptRenderer:
    """Draws coupons for one paper width: ``page`` for the printer, a call for the picture of it."""

    def __init__(
        self, dots: int, fonts: Sequence[Path] = (), *, logo: Bits | None = None, native: bool = False
    ) -> None:
        """``dots`` is the printable width: 576 on 80 mm paper, 384 on 58 mm. ``fonts`` are font files in
        order of preference; without any, or where one cannot be read, Qt's default font fills in.
        ``logo`` comes from ``receipt_logo``. ``native``: the printer makes the QR code itself.

        Call it in the thread of the ``QGuiApplication``; raises ``RuntimeError`` when there is none.
        """
        if QGuiApplication.instance() is None:
            raise RuntimeError("drawing text needs a QGuiApplication")
        if dots < 192 or dots % 8:
            raise ValueError("the paper's width must be a multiple of 8 dots, at least 192")
        self._dots = dots
        self._scale = _WIDE if dots >= 512 else _NARROW
        self._native = native
        self._logo = None if logo is None else logo[:, : dots - 2 * self._scale.margin]
        with _lock:
            self._type = Type(fonts)

    def __call__(self, paper: CouponPaper | SlipPaper) -> Bits:
        """The whole page as it is to look, ``[rows, dots]``, True is black. ``ValueError`` when the token
        fits no code."""
        with _lock:
            return self._drawn(self._blocks(paper))

    def page(self, paper: CouponPaper | SlipPaper) -> Page:
        """The same page in parts, as it goes to the printer."""
        with _lock:
            blocks = self._blocks(paper)
            picture = self._drawn(blocks)
        parts: list[Bits | Code] = []
        top = 0
        for block in blocks:
            native = self._native and block.code is not None and _is_plain_ascii(block.code.text)
            parts.append(block.code if native and block.code else picture[top : top + block.height])
            top += block.height
        return Page(tuple(parts))

    def _drawn(self, blocks: list[_Block]) -> Bits:
        canvas = Canvas(self._dots, sum(block.height for block in blocks))
        try:
            top = 0
            for block in blocks:
                block.draw(canvas, top)
                top += block.height
        finally:
            canvas.end()
        return canvas.bits()

    def _blocks(self, paper: CouponPaper | SlipPaper) -> list[_Block]:
        if isinstance(paper, SlipPaper):
            return self._slip(paper)
        s, rtl = self._scale, paper.rtl
        blocks = [_gap(8)]
        if paper.copy:
            blocks += [self._reversed(paper.copy, rtl), _gap(24)]
        blocks += self._head(paper)
        blocks += [self._name(paper.name, rtl), _gap(8)]
        blocks += self._code(paper.token, rtl)
        blocks += [self._token(paper.token, rtl), _gap(24)]
        blocks += [self._rule(2), _gap(12)]
        blocks += [self._origin(paper)]
        if paper.terms:
            blocks += [_gap(6), self._text(paper.terms, s.small, rtl)]
        return [*blocks, _gap(24)]

    def _slip(self, paper: SlipPaper) -> list[_Block]:
        s, rtl = self._scale, paper.rtl
        blocks = [_gap(8), *self._head(paper)]
        for what, value in paper.lines:
            blocks += [self._row(what, value, rtl), _gap(8)]
        blocks += [_gap(8), self._rule(2), _gap(12), self._origin(paper)]
        if paper.note:
            blocks += [_gap(6), self._text(paper.note, s.small, rtl)]
        return [*blocks, _gap(24)]

    def _head(self, paper: CouponPaper | SlipPaper) -> list[_Block]:
        """Whose paper it is, and what it is."""
        s, rtl = self._scale, paper.rtl
        logo = [] if self._logo is None else [self._picture(self._logo, rtl), _gap(16)]
        shop, title = self._text(paper.shop, s.shop, rtl, bold=True), self._text(paper.title, s.title, rtl)
        return [*logo, self._rule(6), _gap(12), shop, _gap(4), title, _gap(20)]

    def _origin(self, paper: CouponPaper | SlipPaper) -> _Block:
        """When and where. Isolates (Unicode bidi) keep the two apart in a right-to-left line."""
        origin = " · ".join(f"\u2068{part}\u2069" for part in (paper.issued, paper.kiosk_id) if part)
        size, rtl = self._scale.small, paper.rtl
        return self._text(origin, size, rtl, bold=True, direction=_direction(rtl=rtl))

    # -- blocks --------------------------------------------------------------------------------

    @property
    def _room(self) -> int:
        return self._dots - 2 * self._scale.margin

    def _text(
        self,
        text: str,
        size: int,
        rtl: bool,
        *,
        bold: bool = False,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
    ) -> _Block:
        """A text at the page's edge. It reads in its own direction: an English name on an Arabic coupon
        has its full stop at its end."""
        lines = self._type.lines(text, size, self._room, bold=bold, right=rtl, direction=direction)
        return _Block(lines.height, lambda on, top: on.text(lines.layout, self._scale.margin, top))

    def _row(self, what: str, value: str, rtl: bool) -> _Block:
        """What it is at the leading edge, how much at the other one."""
        s, room = self._scale, self._room
        if not value:
            return self._text(what, s.title, rtl)
        column = room * 2 // 5
        automatic = Qt.LayoutDirection.LayoutDirectionAuto
        left = self._type.lines(
            what, s.title, room - column - s.margin, bold=False, right=rtl, direction=automatic
        )
        right = self._type.lines(value, s.title, column, bold=True, right=not rtl, direction=automatic)
        at = (s.margin + column + s.margin, s.margin) if rtl else (s.margin, s.margin + room - column)

        def draw(on: Canvas, top: int) -> None:
            on.text(left.layout, at[0], top)
            on.text(right.layout, at[1], top)

        return _Block(max(left.height, right.height), draw)

    def _name(self, name: str, rtl: bool) -> _Block:
        """As large as two or three lines and whole words allow; a name that is longer still takes more
        lines, never less text, and a word that is longer than a line is broken."""
        s = self._scale
        sizes = range(s.name, s.name_word - 1, -4)
        whole = [size for size in sizes if not self._breaks_a_word(name, size)]
        automatic = Qt.LayoutDirection.LayoutDirectionAuto
        for most, low, high in _NAME_LINES:
            for size in whole:
                lines = self._type.lines(name, size, self._room, bold=True, right=rtl, direction=automatic)
                if lines.count <= most and low <= size / s.name_least <= high:
                    return self._text(name, size, rtl, bold=True)
        smaller = [size for size in whole if size <= s.name_least]
        if smaller:
            return self._text(name, smaller[0], rtl, bold=True)
        return self._text(name, s.name_least, rtl, bold=True)

    def _breaks_a_word(self, text: str, size: int) -> bool:
        metrics = QFontMetricsF(self._type.font(size, bold=True))
        return any(metrics.horizontalAdvance(word) > self._room for word in plain(text).split())

    def _reversed(self, word: str, rtl: bool) -> _Block:
        """White on black, from edge to edge of the column: nobody takes a copy for an original. The bar is
        no higher than the word needs: all of it is bytes."""
        margin, pad = self._scale.margin, 16
        lines = self._type.lines(
            word, self._scale.copy, self._room - 2 * pad, bold=True, right=rtl, direction=_direction(rtl=rtl)
        )

        above, high = lines.ink_rows()

        def draw(on: Canvas, top: int) -> None:
            on.ink.fillRect(QRectF(margin, top, self._room, high + pad), BLACK)
            on.text(lines.layout, margin + pad, top - above + pad // 2, WHITE)

        return _Block(high + pad, draw)

    def _rule(self, thickness: int) -> _Block:
        def draw(on: Canvas, top: int) -> None:
            on.ink.fillRect(QRectF(self._scale.margin, top, self._room, thickness), BLACK)

        return _Block(thickness, draw)

    def _picture(self, bits: Bits, rtl: bool) -> _Block:
        height, width = bits.shape
        left = self._dots - self._scale.margin - width if rtl else self._scale.margin
        return _Block(height, lambda on, top: on.picture(bits, left, top))

    def _code(self, token: str, rtl: bool) -> list[_Block]:
        """The QR code, level M, with 4 white modules on every side."""
        # Not "at least M": the printer's own code, the one on the screen and this one are to be the same.
        code = segno.make_qr(
            token if token.isascii() else token.encode(),
            error="m",
            mode=None if token.isascii() else "byte",  # else segno may take other letters for kanji
            boost_error=False,
        )
        matrix = np.array(list(code.matrix), dtype=np.bool_)
        modules = len(matrix)
        whole = modules + 2 * _QUIET
        dot = max(1, self._scale.code // whole, min(3, self._dots // whole))
        if whole * dot > self._dots:
            raise ValueError("the token is too long for this paper")
        left = -(-max(self._scale.margin, _QUIET * dot) // 8) * 8
        if left + (modules + _QUIET) * dot > self._dots:  # only a very long token: give up the byte's edge
            left = _QUIET * dot
        size = modules * dot
        if rtl:
            left = self._dots - left - size
        bits = np.kron(matrix, np.ones((dot, dot), dtype=np.bool_))
        edge = _QUIET * dot

        def draw(on: Canvas, top: int) -> None:
            # Whatever an odd name above has let hang down: the code is what the coupon is for.
            on.ink.fillRect(left - edge, top - edge, size + 2 * edge, size + 2 * edge, WHITE)
            on.picture(bits, left, top)

        return [_gap(edge), _Block(size, draw, Code(token, modules, dot, left)), _gap(edge)]

    def _token(self, token: str, rtl: bool) -> _Block:
        """The token for typing: always left to right, in groups of four that stand in columns."""
        s = self._scale
        font = self._type.font(s.token, bold=True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.5)
        metrics = QFontMetricsF(font)
        signs = plain(token)
        groups = [signs[i : i + _GROUP] for i in range(0, len(signs), _GROUP)]
        widest = max([metrics.horizontalAdvance(four) for four in groups] or [1.0])
        step = widest + s.token * 0.7
        per_line = max(1, int((self._room - widest) // step) + 1)
        lines = [groups[i : i + per_line] for i in range(0, len(groups), per_line)]
        pitch = round(metrics.height() * 1.05)
        used = (min(per_line, len(groups)) - 1) * step + widest
        left = self._dots - s.margin - used if rtl else s.margin

        def draw(on: Canvas, top: int) -> None:
            on.ink.setFont(font)
            on.ink.setPen(BLACK)
            for row, line in enumerate(lines):
                for column, four in enumerate(line):
                    base = top + row * pitch + round(metrics.ascent())
                    on.ink.drawText(QPointF(round(left + column * step), base), four)

        return _Block(pitch * len(lines), draw)


def _gap(height: int) -> _Block:
    return _Block(height, lambda on, top: None)  # noqa: ARG005


def _direction(*, rtl: bool) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


def _is_plain_ascii(text: str) -> bool:
    return all(" " <= sign <= "~" for sign in text)
