"""How high letters are, in millimetres of the real screen: capitals of 6.1 mm (0.7° of sight at 500 mm).

A 7-inch panel has no room for that in sentences (800×480 here): there it is what its height allows, and the
text sizes of 125 to 200 % go on from that.
"""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF

from kiosk.core.view import Text
from tests.ui.conftest import Face, OpenFace
from tests.ui.sample_views import SAMPLES
from tests.ui.shots import SIZES
from tests.ui.test_contrast import photograph, within

CAPITALS = 6.1
WAY = ("attract", "attract_scanner", "lookup_slow", "balance", "reward", "thanks", "unavailable", "offline")
"""What most people meet."""
LEAST = {
    # millimetres: headlines, sentences
    "800x480": (5.1, 4.0),
    "1024x600": (CAPITALS, 6.0),
    "1280x800": (CAPITALS, CAPITALS),
    "1920x1080": (CAPITALS, CAPITALS),
    "720x1280": (CAPITALS, CAPITALS),
    "1080x1920": (CAPITALS, CAPITALS),
}
ROUNDING = 0.1
"""Millimetres: sizes are whole pixels."""


def heights(face: Face, name: str) -> list[tuple[bool, float, str]]:
    """Whether it is a headline, the height of its capitals, and what it says; e-mails are fine print."""
    view = SAMPLES[name]()
    face.show(view)
    size = f"{face.window.width()}x{face.window.height()}"
    down = face.window.height() / SIZES[size][1]
    headline = face.translator.resolve(view.body.headline, "en")  # type: ignore[union-attr]
    found = []
    for item in face.items():
        said = item.property("text")
        if item.inherits("QQuickText") and said and within(item, "Words") and "@" not in said:
            capital = QFontMetricsF(item.property("font")).capHeight() / down
            found.append((said == headline, capital, said))
    return found


@pytest.mark.parametrize("size", SIZES)
def test_capitals_are_high_enough_to_be_read_from_half_a_metre(open_face: OpenFace, size: str) -> None:
    width, height = (int(part) for part in size.split("x"))
    face = open_face((width, height), SIZES[size])
    faults = []
    for name in WAY:
        found = heights(face, name)
        assert any(loud for loud, _, _ in found), name
        for loud, capital, said in found:
            least = LEAST[size][0 if loud else 1] - ROUNDING
            if capital < least:
                faults.append(f"{name}: {said!r} has capitals of {capital:.2f} mm, not {least:.1f}")
    assert not faults, "\n".join(faults)


def test_the_letters_on_the_glass_are_as_high_as_their_font_says(face: Face) -> None:
    """Measured from pixels, of words whose letters all end on the line."""
    shown = photograph(face, SAMPLES["lookup_slow"]())
    said = face.translator.resolve(Text("lookup.got_it"), "en")
    (item,) = [one for one in face.items() if one.property("text") == said]
    box = face.rect(item).toRect()
    rows = shown[box.top() : box.bottom() + 1, box.left() : box.right() + 1]
    inked = np.flatnonzero((rows != rows[0, 0]).any(axis=1))
    capital = QFontMetricsF(item.property("font")).capHeight()
    # a round letter and a dot reach a little beyond, by a pixel or two, and so does the smoothing
    assert capital - 1 <= inked[-1] - inked[0] + 1 <= 1.1 * capital + 2


def test_the_same_pixels_on_a_smaller_screen_make_larger_letters(open_face: OpenFace) -> None:
    def pixels(screen_mm: tuple[float, float]) -> int:
        face = open_face((1920, 1080), screen_mm)
        face.show(SAMPLES["unavailable"]())
        said = face.translator.resolve(Text("problem.unavailable.next"), "en")
        (item,) = [one for one in face.items() if one.property("text") == said]
        return int(item.property("font").pixelSize())

    assert pixels((222.0, 125.0)) > 1.3 * pixels((344.0, 194.0))
