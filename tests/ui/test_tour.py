"""The tour: its pictures are there, small, and what the documents name; and the command takes them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.demo.palette import COLOURS, save_small
from kiosk.demo.tour import PICTURES, WIDE

ROOT = Path(__file__).resolve().parents[2]
TOUR = ROOT / "docs" / "tour"
MOST = 1_500_000
"""Bytes of all pictures together."""

pytestmark = pytest.mark.usefixtures("qapp")


def named(document: Path) -> set[Path]:
    """The pictures that a document shows or points to."""
    text = document.read_text(encoding="utf-8")
    return {(document.parent / path).resolve() for path in re.findall(r"\]\(([^)#]+\.png)\)", text)}


def test_the_documents_show_the_tour_and_nothing_that_is_not_there() -> None:
    found = set().union(*(named(one) for one in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))))
    assert [path for path in found if not path.is_file()] == []
    tour = {path for path in found if path.parent == TOUR}
    assert tour == {TOUR / f"{name}.png" for name in PICTURES}
    assert {path.name for path in TOUR.iterdir()} == {path.name for path in tour}


def test_the_pictures_are_small_and_have_a_palette() -> None:
    files = sorted(TOUR.glob("*.png"))
    assert sum(file.stat().st_size for file in files) < MOST
    for file in files:
        picture = QImage(str(file))
        assert picture.format() == QImage.Format.Format_Indexed8, file.name
        assert 0 < picture.colorCount() <= COLOURS
        assert picture.width() >= 400


def test_a_small_picture_looks_like_the_large_one(tmp_path: Path) -> None:
    """Its own colours are kept exactly, however many others are beside them; twice the same bytes."""
    large = QImage(320, 200, QImage.Format.Format_RGB32)
    for x in range(320):
        for y in range(200):
            large.setPixelColor(x, y, QColor(x * 255 // 320, y * 255 // 200, 128))
    painter = QPainter(large)
    painter.fillRect(0, 0, 320, 60, QColor("#8a3f14"))
    painter.end()
    for name in ("one", "other"):
        save_small(large, tmp_path / f"{name}.png", 320)
    one = QImage(str(tmp_path / "one.png"))
    assert one.size() == large.size()
    assert one.pixelColor(10, 10) == QColor("#8a3f14")
    for x, y in ((5, 100), (160, 150), (310, 190)):
        was, now = large.pixelColor(x, y), one.pixelColor(x, y)
        assert max(abs(was.red() - now.red()), abs(was.green() - now.green())) < 24
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()
    save_small(large, tmp_path / "narrow.png", 100)
    assert QImage(str(tmp_path / "narrow.png")).width() == 100
    with pytest.raises(OSError, match="could not be written"):
        save_small(large, tmp_path / "nowhere" / "one.png", 100)


@pytest.mark.slow
def test_the_command_takes_them_all(tmp_path: Path) -> None:
    """The same command as ``make tour``, which leads through everything that is on the pictures."""
    command = [sys.executable, "-m", "kiosk.demo.tour", str(tmp_path / "tour")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=170, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert {file.stem for file in (tmp_path / "tour").iterdir()} == set(PICTURES)
    for name in ("attract", "coupon", "staff-menu"):
        new, kept = (QImage(str(folder / f"{name}.png")) for folder in (tmp_path / "tour", TOUR))
        assert new.width() == WIDE
        assert new.size() == kept.size()
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "-m kiosk.demo.tour docs/tour" in recipe
