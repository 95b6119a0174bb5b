"""Pictures of the window: made in a way that the same screen gives the same picture, and compared."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtQuick import QQuickWindow

if TYPE_CHECKING:
    from tests.e2e.window import Stand

SHADE = 4
"""Of 255, for a rounding here and there; anything left behind is far more."""

LEFT_BEHIND = Path(__file__).resolve().parents[2] / "build" / "pictures"
"""Where two pictures that ought to be alike are kept when they are not."""

# Letters in sizes that no screen has, so that none of them was drawn before.
_UNUSED = {
    "Noto Sans": (range(0x21, 0x7F), range(0xA1, 0x180), range(0x391, 0x3A2), range(0x410, 0x450)),
    "Noto Sans Arabic UI": (range(0x628, 0x63B), range(0x641, 0x64B)),
}
_next_unused = {
    family: itertools.cycle(itertools.product(range(5, 13), itertools.chain.from_iterable(letters)))
    for family, letters in _UNUSED.items()
}


def straighten_letters() -> None:
    """Letters of 64 pixels and more stand where they belong, and not up to a sixteenth of a pixel beside it.

    Smaller ones are kept as pictures. When Qt draws one for the first time it tells FreeType the fraction
    of a pixel that it stands off the grid, and FreeType keeps that for the outlines of large ones too: their
    edges differ by up to 16 in 255 by what happened to be drawn last. Here that is a letter on the grid.
    """
    paper = QImage(16, 16, QImage.Format.Format_RGB32)
    painter = QPainter(paper)
    for family, unused in _next_unused.items():
        pixels, letter = next(unused)
        for weight in (QFont.Weight.Normal, QFont.Weight.Bold):
            font = QFont(family, weight=weight)
            font.setPixelSize(pixels)
            painter.setFont(font)
            painter.drawText(0, 12, chr(letter))
    painter.end()


def painted(window: QQuickWindow) -> QImage:
    """The window's picture, all of it painted anew: the software renderer repaints what has changed only."""
    window.grabWindow()
    straighten_letters()
    for opacity in (0.0, 1.0):
        window.contentItem().setOpacity(opacity)
        picture = window.grabWindow()
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def _difference(one: QImage, other: QImage) -> np.ndarray[Any, np.dtype[np.int16]]:
    """How far two pictures of one size are apart, pixel by pixel."""
    pixels = [
        np.frombuffer(i.constBits(), np.uint8).reshape(i.height(), -1, 4).astype(np.int16)
        for i in (one, other)
    ]
    found: np.ndarray[Any, np.dtype[np.int16]] = np.abs(pixels[0] - pixels[1]).max(axis=2)
    return found


def alike(one: QImage, other: QImage) -> bool:
    """Whether nobody can tell two pictures apart."""
    return one.size() == other.size() and int(_difference(one, other).max()) <= SHADE


def expect_alike(stand: Stand, clean: QImage, name: str) -> None:
    """The window looks as ``clean``; else both pictures are kept, and what differs is said."""
    now = stand.grab()
    if alike(now, clean):
        return
    LEFT_BEHIND.mkdir(parents=True, exist_ok=True)
    for picture, which in ((clean, "before"), (now, "after")):
        picture.save(str(LEFT_BEHIND / f"{name}-{which}.png"))
    assert now.size() == clean.size(), f"{name}: another size"
    rows, columns = np.nonzero(_difference(now, clean) > SHADE)
    left, top, right, bottom = (int(n) for n in (columns.min(), rows.min(), columns.max(), rows.max()))
    under = [
        f"{item.metaObject().className()} {item.objectName()}"
        for item in stand.items()
        if item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).contains(
            QRectF(left, top, right - left, bottom - top)
        )
    ]
    pytest.fail(
        f"{name}: {len(rows)} pixels differ by up to {_difference(now, clean).max()},"
        f" within x {left} to {right}, y {top} to {bottom}; "
        f"there: {under}; focus: {stand.focused!r}; both pictures: {LEFT_BEHIND}; on screen: {stand.view}"
    )
