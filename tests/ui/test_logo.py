"""The shop's logo on screen: whatever file the owner has put there, the screen stays whole."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from kiosk.ui.logo import HIGH, WIDE, LogoProvider, read_logo
from tests.ui.conftest import Face
from tests.ui.sample_views import SAMPLES
from tests.ui.test_screens import _lasting_faults

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    '<rect width="120" height="40" fill="{}"/></svg>'
)


def png(path: Path, width: int, height: int, ink: str, ground: str = "") -> Path:
    """A disc of one colour on another, or on nothing."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(ground) if ground else QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    painter.drawEllipse(0, 0, width, height)
    painter.end()
    assert image.save(str(path))
    return path


def text(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


GOOD: dict[str, Callable[[Path], Path]] = {
    "usual": lambda at: png(at / "a.png", 300, 100, "#8a3f14"),
    "tiny": lambda at: png(at / "a.png", 1, 1, "#8a3f14", "#8a3f14"),
    "huge": lambda at: png(at / "a.png", 4000, 3000, "#8a3f14"),
    "very wide": lambda at: png(at / "a.png", 3000, 20, "#8a3f14"),
    "very tall": lambda at: png(at / "a.png", 20, 3000, "#8a3f14"),
    "white on nothing": lambda at: png(at / "a.png", 300, 100, "#ffffff"),
    "black on nothing": lambda at: png(at / "a.png", 300, 100, "#000000"),
    "the papers' own": lambda at: png(at / "a.png", 300, 100, "#fbf6ee", "#fbf6ee"),
    "on black": lambda at: png(at / "a.png", 300, 100, "#ffffff", "#000000"),
    "drawn": lambda at: text(at / "a.svg", SVG.format("#8a3f14")),
}
BROKEN: dict[str, Callable[[Path], Path]] = {
    "missing": lambda at: at / "nothing.png",
    "a folder": lambda at: at,
    "empty": lambda at: text(at / "a.png", b""),
    "cut off": lambda at: text(at / "a.png", png(at / "b.png", 300, 100, "#8a3f14").read_bytes()[:60]),
    "another kind": lambda at: text(at / "a.png", SVG.format("#8a3f14")),
    "no drawing": lambda at: text(at / "a.svg", "<svg"),
    "noise": lambda at: text(at / "a.png", bytes(range(256)) * 40),
    "nothing in it": lambda at: text(
        at / "a.png", png(at / "b.png", 30, 30, "#00000000", "#00000000").read_bytes()
    ),
    "no picture": lambda at: text(at / "a.exe", b"MZ"),
}


def put(face: Face, file: Path) -> None:
    """As ``open_window`` does it, in a window that is open already."""
    found = read_logo(str(file))
    assert found is not None
    face.window.logo = LogoProvider(found.image)
    face.window.engine().addImageProvider("logo", face.window.logo)
    root = face.window.rootObject()
    root.setProperty("plates", found.plates)
    root.setProperty("logo", QUrl("image://logo/shop"))


@pytest.mark.parametrize("kind", GOOD)
def test_a_logo_of_any_shape_and_ground_leaves_the_screen_whole(
    face: Face, tmp_path: Path, kind: str
) -> None:
    put(face, GOOD[kind](tmp_path))
    for theme in ("light", "dark", "contrast"):
        face.show(replace(SAMPLES["attract"](), theme=theme))
        mark = face.find("logo")
        box = face.rect(mark)
        assert 2 <= box.width() <= 3 * box.height() + 1
        for item in face.items():
            if item.objectName().startswith(("lang_", "button_", "lock")):
                assert not face.rect(item).intersects(box), item.objectName()
        shown = face.window.grabWindow()
        seen = {
            shown.pixelColor(x, y).rgb()
            for x in range(int(box.left()), int(box.right()), 2)
            for y in range(int(box.top()), int(box.bottom()), 2)
        }
        around = shown.pixelColor(2, 2)
        assert any(_differs(QColor.fromRgb(one), around) for one in seen), f"{theme}: it is not to be seen"
    assert not _lasting_faults(face, kind)


def _differs(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 40


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_no_logo_is_left_out_and_told(
    qapp: QGuiApplication, tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert read_logo(str(BROKEN[kind](tmp_path))) is None
    assert [one.message for one in caplog.records if "shop.logo" in one.message]


def test_no_logo_is_no_fault(qapp: QGuiApplication, caplog: pytest.LogCaptureFixture) -> None:
    assert read_logo("") is None
    assert not caplog.records


def test_a_logo_gets_a_plate_only_where_it_would_not_be_seen(qapp: QGuiApplication, tmp_path: Path) -> None:
    def plates(kind: str) -> dict[str, str]:
        found = read_logo(str(GOOD[kind](tmp_path)))
        assert found is not None
        return found.plates

    assert plates("white on nothing") == {"light": "#2a1f17", "dark": "", "contrast": ""}
    assert plates("black on nothing") == {"light": "", "dark": "#ffffff", "contrast": "#ffffff"}
    assert set(plates("on black").values()) == {""}


def test_a_huge_logo_is_made_small_once(qapp: QGuiApplication, tmp_path: Path) -> None:
    found = read_logo(str(GOOD["huge"](tmp_path)))
    assert found is not None
    assert found.image.width() <= WIDE
    assert found.image.height() <= HIGH
    big = np.zeros((7000, 7000), np.uint8)
    whole = QImage(big.tobytes(), 7000, 7000, 7000, QImage.Format.Format_Grayscale8)
    assert whole.save(str(tmp_path / "too_big.png"))
    assert read_logo(str(tmp_path / "too_big.png")) is None
