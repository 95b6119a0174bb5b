"""What a person would be annoyed by on a screen: text out of its box, cut off, too small, or over another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from tests.ui.shots import SIZES

if TYPE_CHECKING:
    from tests.ui.conftest import Face

RIGHT, CENTRE, BOTTOM, MIDDLE = 0x02, 0x04, 0x40, 0x80
"""Qt's alignments."""


def texts(face: Face) -> list[QQuickItem]:
    """Every text that is shown."""
    return [item for item in face.items() if item.inherits("QQuickText") and item.property("text")]


def outside(face: Face, inner: QRectF) -> bool:
    """Whether a part of a place is off the window."""
    return not QRectF(-1, -1, face.window.width() + 2, face.window.height() + 2).contains(inner)


def millimetres(face: Face) -> tuple[float, float]:
    """The real size of the screen that is pretended."""
    return SIZES[f"{face.window.width()}x{face.window.height()}"]


def faults(face: Face, where: str) -> list[str]:
    """Texts that leave their place, are cut off, or too small; and texts over another text or button."""
    found: list[str] = []
    smallest = 1.6 * face.window.height() / millimetres(face)[1]  # 1.6 mm type is the finest print
    shown = texts(face)
    for item in shown:
        box = face.rect(item)
        text = f"{where}: {item.property('text')!r}"
        if outside(face, box):
            found.append(f"{text} leaves the window")
        if item.property("contentWidth") > item.width() + 2 or item.property("truncated"):
            found.append(f"{text} is wider than its place")
        if item.property("contentHeight") > item.height() + 2:
            found.append(f"{text} is higher than its place")
        if item.property("font").pixelSize() < smallest:
            found.append(f"{text} is printed at {item.property('font').pixelSize()} px")
    return found + overlaps(face, where, shown)


def overlaps(face: Face, where: str, shown: list[QQuickItem]) -> list[str]:
    """Letters over other letters, or over a button that they are not the words of."""
    kept = [_Text(face, item) for item in shown]
    # a stamp is pressed over the number of its place, on purpose
    kept = [one for one in kept if one.ink.width() > 0 and one.ink.height() > 0 and not one.stamped]
    if any(one.above for one in kept):
        # a question lies over the page, which shows through it and cannot be used
        kept = [one for one in kept if one.above]
    buttons = [
        (item, face.rect(item).adjusted(2, 2, -2, -2))
        for item in face.items()
        if item.metaObject().className().startswith("KButton_")
    ]
    found: list[str] = []
    for place, one in enumerate(kept):
        found += [
            f"{where}: {one.text!r} and {other.text!r} are one over the other"
            for other in kept[place + 1 :]
            if _meet(one.ink, other.ink)
        ]
        found += [
            f"{where}: {one.text!r} is over the button {item.objectName()}"
            for item, box in buttons
            if item not in one.parents and not (one.above and not _above(item)) and _meet(one.ink, box)
        ]
    return found


def _meet(one: QRectF, other: QRectF) -> bool:
    both = one.intersected(other)
    return both.width() > 2 and both.height() > 2


def _parents(item: QQuickItem) -> Iterator[QQuickItem]:
    while (item := item.parentItem()) is not None:
        yield item


def _above(item: QQuickItem) -> bool:
    return any(one.metaObject().className().startswith("StillThere_") for one in (item, *_parents(item)))


class _Text:
    """Where a text's letters are on the window, as far as they can be seen."""

    def __init__(self, face: Face, item: QQuickItem) -> None:
        self.text = item.property("text")
        self.parents = list(_parents(item))
        self.above = _above(item)
        self.stamped = any(one.metaObject().className().startswith("StampMark_") for one in self.parents)
        wide, high = item.property("contentWidth"), item.property("contentHeight")
        # Python has no words for these two; Qt's own language has.
        asked = QQmlExpression(
            qmlContext(item), item, "effectiveHorizontalAlignment + 256 * verticalAlignment"
        )
        down, across = divmod(int(asked.evaluate()[0]), 256)
        left = (
            item.width() - wide if across == RIGHT else (item.width() - wide) / 2 if across == CENTRE else 0
        )
        top = item.height() - high if down == BOTTOM else (item.height() - high) / 2 if down == MIDDLE else 0
        # A line of Noto has room above its capitals and below its descenders where no letter is.
        pixels = item.property("font").pixelSize()
        letters = QRectF(left, top + 0.2 * pixels, wide, high - 0.35 * pixels)
        self.ink = item.mapRectToScene(letters)
        opacity = item.opacity()
        for parent in self.parents:
            opacity *= parent.opacity()
            if parent.clip():
                self.ink = self.ink.intersected(face.rect(parent))
        if opacity < 0.05:
            self.ink = QRectF()
