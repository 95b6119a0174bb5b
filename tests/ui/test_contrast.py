"""Contrast as it is on the glass: measured from the pixels of every screen in every theme.

Text 7:1 (10:1 in the high-contrast theme), the outlines of controls and the drawings 3:1, whatever colour the
shop's owner has picked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.core.view import View
from kiosk.ui.colours import INKS, PAPERS, RATIOS, accents, contrast
from tests.ui.conftest import Face
from tests.ui.sample_views import SAMPLES

GRAPHICS = 3.0
THEMES = tuple(RATIOS)
QML = Path(__file__).resolve().parents[2] / "kiosk/ui/qml"
MOST_PIXELS = 12_000
"""Of an item's picture: of a large one so many are looked at, evenly spread."""

Rgb = NDArray[np.uint32]
"""A picture, each pixel 0xRRGGBB."""


def photograph(face: Face, view: View) -> Rgb:
    """Show it, laid out, and take its picture."""
    face.bridge.publish(view)
    for _ in range(2):
        QTest.qWait(1)
        image = face.window.grabWindow()
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(whole.constBits(), np.uint32).reshape(whole.height(), whole.bytesPerLine() // 4)
    return data[:, : whole.width()] & 0xFFFFFF


@cache
def ratio(one: int, other: int) -> float:
    return contrast(f"#{one:06x}", f"#{other:06x}")


def apart(one: int, other: int) -> int:
    """How far two colours are from each other; black and white are 765 apart."""
    return sum(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16))


def colours(shown: Rgb, box: QRect) -> list[tuple[int, int]]:
    """The colours in a box and how many pixels have them, the most frequent first."""
    cut = shown[max(0, box.top()) : box.bottom() + 1, max(0, box.left()) : box.right() + 1].ravel()
    if not cut.size:
        return []
    found, counts = np.unique(cut[:: 1 + cut.size // MOST_PIXELS], return_counts=True)
    order = np.argsort(-counts)
    return [(int(found[i]), int(counts[i])) for i in order]


def is_a(item: QQuickItem, kind: str) -> bool:
    return item.metaObject().className().startswith(f"{kind}_")


def within(item: QQuickItem, kind: str) -> bool:
    above: QQuickItem | None = item
    while above is not None:
        if is_a(above, kind):
            return True
        above = above.parentItem()
    return False


def seen(item: QQuickItem) -> bool:
    above: QQuickItem | None = item
    while above is not None:
        if above.opacity() < 1:
            return False
        above = above.parentItem()
    return True


def on_top(face: Face, view: View) -> list[QQuickItem]:
    """What is to be read: where a question lies over the screen, the question alone."""
    items = [item for item in face.items() if seen(item)]
    return [item for item in items if within(item, "StillThere")] if view.still_there else items


def text_faults(face: Face, shown: Rgb, items: list[QQuickItem], least: float) -> Iterator[str]:
    for item in items:
        if not item.inherits("QQuickText") or not str(item.property("text")).strip():
            continue
        if within(item, "Preview") or within(item, "PhoneArt"):
            continue
        box = face.rect(item).toRect()
        found = colours(shown, box)
        if not found:
            continue
        ground = found[0][0]
        wanted = QColor(item.property("color")).rgb() & 0xFFFFFF
        inks = [(one, many) for one, many in found[1:] if apart(one, wanted) < apart(one, ground)]
        if not inks:
            yield f"{item.property('text')!r} is not to be seen on #{ground:06x}"
            continue
        # the inside of the strokes, whose edges are smoothed
        ink = min(inks, key=lambda one: apart(one[0], wanted))[0]
        if ratio(ground, ink) < least - 0.01:
            yield f"{item.property('text')!r}: {ratio(ground, ink):.2f} (#{ink:06x} on #{ground:06x})"


def control_faults(face: Face, shown: Rgb, items: list[QQuickItem]) -> Iterator[str]:
    """An outline or a fill that stands out from what is around it, at all four sides."""
    high, wide = shown.shape
    for item in items:
        if not is_a(item, "KButton") and not is_a(item, "EntryButton"):
            continue
        box = face.rect(item).toRect()
        x, y = box.center().x(), box.center().y()
        sides = {
            "left": [(y, box.left() + step) for step in range(-4, 9)],
            "right": [(y, box.right() - step) for step in range(-4, 9)],
            "top": [(box.top() + step, x) for step in range(-4, 9)],
            "bottom": [(box.bottom() - step, x) for step in range(-4, 9)],
        }
        for side, line in sides.items():
            points = [int(shown[a, b]) for a, b in line if 0 <= a < high and 0 <= b < wide]
            best = max(ratio(points[0], other) for other in points[1:])
            if best < GRAPHICS:
                yield f"{item.objectName()}, {side}: {best:.2f}"


def drawing_faults(face: Face, shown: Rgb, items: list[QQuickItem]) -> Iterator[str]:
    """Icons and stamps against what they lie upon."""
    for item in items:
        if not any(is_a(item, kind) for kind in ("KIcon", "StampMark", "CountdownRing")):
            continue
        found = colours(shown, face.rect(item).toRect())
        if sum(many for _, many in found) < 25:
            continue
        ground = found[0][0]
        total = sum(many for _, many in found)
        clear = sum(many for one, many in found if ratio(ground, one) >= GRAPHICS)
        if clear < 0.02 * total:
            name = item.property("name") or item.metaObject().className()
            yield f"the drawing {name}: {clear} of {total} pixels stand out from #{ground:06x}"


def faults(face: Face, view: View, where: str) -> list[str]:
    shown = photograph(face, view)
    items = on_top(face, view)
    least = RATIOS[view.theme]
    found = [*text_faults(face, shown, items, least)]
    found += [*control_faults(face, shown, items), *drawing_faults(face, shown, items)]
    return [f"{where}: {one}" for one in found]


@pytest.mark.parametrize("theme", THEMES)
def test_every_screen_can_be_read_in_every_theme(face: Face, theme: str) -> None:
    found: list[str] = []
    for name, sample in SAMPLES.items():
        view = replace(sample(), theme=theme)
        if getattr(view.body, "dimmed", False):
            continue  # nobody is there: the first touch or movement lights it up
        found += faults(face, view, name)
    assert not found, "\n".join(found)


# -- whatever the owner picks ----------------------------------------------------------------------

COLOURS = st.integers(0, 0xFFFFFF).map(lambda rgb: f"#{rgb:06x}")
HEROES = ("attract_scanner", "balance_already", "reward", "reward_full", "pin", "thanks")
ODD = ("#ffff00", "#808080", "#00ffff", "#ffffff", "#000000")


@given(wish=COLOURS)
def test_whatever_colour_the_owner_picks_it_can_be_read_in_every_theme(wish: str) -> None:
    for theme, pair in accents(wish).items():
        for other in (INKS[theme], *PAPERS[theme]):
            assert contrast(pair["fill"], other) >= RATIOS[theme]


@given(wish=COLOURS)
def test_the_accent_stays_as_near_to_the_wish_as_that_allows(wish: str) -> None:
    """What can be read is left alone; another keeps its hue, and is changed no more than it takes."""
    for theme, pair in accents(wish).items():
        others = (INKS[theme], *PAPERS[theme])
        if min(contrast(wish, other) for other in others) >= RATIOS[theme]:
            assert pair["fill"] == wish
        else:
            least = min(contrast(pair["fill"], other) for other in others)
            assert least <= 1.25 * RATIOS[theme], (theme, pair["fill"], least)
            wanted, got = QColor(wish), QColor(pair["fill"])
            if min(wanted.hslSaturation(), got.hslSaturation()) > 60:
                turn = abs(wanted.hslHue() - got.hslHue())
                assert min(turn, 360 - turn) <= 4


@given(wish=st.text(max_size=9))
def test_what_is_no_colour_gives_the_houses_own(wish: str) -> None:
    if not wish.startswith("#"):
        assert accents(wish) == accents("")


@pytest.mark.parametrize("wish", ODD)
def test_odd_accents_can_be_read_on_the_glass(face: Face, wish: str) -> None:
    face.window.rootObject().setProperty("accents", accents(wish))
    found: list[str] = []
    for theme in THEMES:
        for name in HEROES:
            found += faults(face, replace(SAMPLES[name](), theme=theme), f"{wish} {theme} {name}")
    assert not found, "\n".join(found)


def test_colours_are_in_the_theme_and_nowhere_else() -> None:
    """But black and white, or a veil of them: of codes, of what lies on the camera's picture, of a lamp."""
    for file in QML.rglob("*.qml"):
        found = set(re.findall(r'"(#[0-9a-fA-F]+)"', file.read_text()))
        if file.name != "Theme.qml":
            assert {one[-6:] for one in found} <= {"000000", "ffffff"}, f"{file.name}: {found}"


def test_what_cannot_be_read_is_found(face: Face) -> None:
    """The measuring itself: an accent that nobody made readable."""
    pale = {theme: {"fill": "#d9b8a0", "ink": "#ffffff"} for theme in THEMES}
    face.window.rootObject().setProperty("accents", pale)
    found = faults(face, SAMPLES["reward"](), "reward")
    assert any("+1" in fault for fault in found)
    assert any("Done" in fault for fault in found)
    assert any("drawing StampMark" in fault for fault in found)
    assert any("button_finish" in fault or "button_leave" in fault for fault in found)
