"""Every screen at every size, in every language and theme: whole, nothing over another, and as approved.

``make test`` draws each screen at each size in each language, in a theme that takes turns; ``make screens``
all of them (see ``tests/ui/gallery.py``).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication, QImage

from tests.e2e.pictures import painted
from tests.ui import gallery
from tests.ui.camera_picture import QUAD, picture
from tests.ui.conftest import LANGUAGES, Face, OpenFace
from tests.ui.gallery import Judge, Shown, every_one, wanted
from tests.ui.legible import faults
from tests.ui.sample_views import SAMPLES, speak
from tests.ui.shots import SIZES, sample_papers

FRAME = picture()
PATIENCE = 25
"""Looks again, at most: on a busy machine the layout may come a moment after the view."""


class Easel:
    """A window that shows samples, each painted in one way only."""

    def __init__(self, open_face: OpenFace, size: str) -> None:
        width, height = (int(part) for part in size.split("x"))
        self.face: Face = open_face((width, height), SIZES[size], papers=sample_papers())

    def show(self, shown: Shown, scale: int = 100) -> None:
        view = replace(speak(SAMPLES[shown.name](), shown.language), text_scale=scale)
        # a lamp's theme is its own
        if view.lamp != "low":
            view = replace(view, theme=shown.theme)
        face = self.face
        face.feed.push(FRAME, [QUAD])
        if view.freeze_preview:
            face.bridge.publish(replace(view, freeze_preview=False))
            QCoreApplication.processEvents()
            face.feed.push(FRAME, [QUAD])
        face.show(view)
        if view.show_preview and not view.freeze_preview:
            # a new session began without the old one's picture
            face.feed.push(FRAME, [QUAD])
            QCoreApplication.processEvents()

    def painted(self) -> QImage:
        for item in self.face.items():
            if item.metaObject().className().startswith("CountdownRing_"):
                item.setProperty("rest", 0.75)  # it looks at the clock on the wall
        drift = self.face.window.rootObject().findChild(QObject, "drift")
        drift.setProperty("step", 0)  # who draws for more than a few minutes would find all of it a dot aside
        return painted(self.face.window)


def _by_the_whole_way(easel: Easel, every: list[Shown], shown: Shown) -> None:
    """Shows all that came before a screen in its languages and themes when it was approved of: what a layout
    was before may move a letter by a hair of a pixel, and one in a thousand is then drawn otherwise."""
    place = every.index(shown)
    first = next(number for number, one in enumerate(every) if one.name == shown.name)
    for one in every[max(0, first - 1) : place]:
        easel.show(one)


@pytest.mark.timeout(3000 if gallery.EVERY else 240)
@pytest.mark.parametrize("size", SIZES)
def test_every_screen_is_whole_and_as_approved(open_face: OpenFace, size: str) -> None:
    easel, judge = Easel(open_face, size), Judge(size)
    found: list[str] = []
    every = every_one(size, LANGUAGES)
    patience, last = PATIENCE, None
    for shown in wanted(size, LANGUAGES):
        if gallery.ONLY.search(str(shown)):
            if gallery.ONLY.pattern and last != every[every.index(shown) - 1]:
                _by_the_whole_way(easel, every, shown)
            easel.show(shown)
            last = shown
            image = easel.painted()
            wrong = faults(easel.face, str(shown))
            while patience and (wrong or not (gallery.APPROVE or judge.same(shown, image))):
                patience -= 1
                _by_the_whole_way(easel, every, shown)
                easel.show(shown)
                image = easel.painted()
                wrong = faults(easel.face, str(shown))
            found += wrong
            judge.judge(shown, image)
    judge.close()
    faulty = found + judge.faults
    assert not faulty, "\n".join(
        [*faulty[:40], f"{len(faulty)} in all; if it is as it should be: make approve"]
    )


def test_every_screen_has_a_whole_approved_picture_where_one_is_wanted() -> None:
    there = {file.stem for file in gallery.APPROVED.glob("*.png")}
    meant = {
        f"{name}-{'-'.join(place.split())}"
        for place, names in gallery.WHOLE.items()
        for name in names.split()
    }
    assert there == meant
    assert {name for names in gallery.WHOLE.values() for name in names.split()} <= set(SAMPLES)
    assert sum(file.stat().st_size for file in gallery.APPROVED.iterdir()) < 3_000_000


def test_everything_is_approved_of_in_every_theme() -> None:
    for size in SIZES:
        meant = {
            str(Shown(name, size, language, theme))
            for name in SAMPLES
            for language in LANGUAGES
            for theme in gallery.THEMES
        }
        assert set(gallery.approved(size)[1]) == meant, f"{size}: make approve"


SOME = [
    Shown(name, "1280x800", language, theme)
    for name, language, theme in (
        ("balance_already", "ar", "dark"),
        ("pin", "de", "light"),
        ("attract", "tr", "light"),
        ("coupon_take", "en", "contrast"),
        ("staff_devices", "ar", "light"),
        ("lookup_slow", "de", "dark"),
        ("staff_lock", "en", "light"),
        ("reward", "ar", "light"),
    )
]


def test_a_picture_is_the_same_in_another_process_and_in_another_order(open_face: OpenFace) -> None:
    easel = Easel(open_face, "1280x800")
    sums = {}
    for shown in SOME:
        easel.show(shown)
        sums[str(shown)] = gallery.summed(gallery.pixels_of(easel.painted()))
    told = subprocess.run(
        [sys.executable, "-c", "from tests.ui import test_gallery; test_gallery.elsewhere()"],
        check=True,
        timeout=90,
        capture_output=True,
        cwd=gallery.ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
    )
    assert json.loads(told.stdout) == sums


def elsewhere() -> None:
    """What another process comes to, which drew the same pictures the other way round."""
    app = QGuiApplication([])
    easel = Easel(lambda size, mm, papers: Face(size, mm, False, papers), "1280x800")
    sums = {}
    for shown in reversed(SOME):
        easel.show(shown)
        sums[str(shown)] = gallery.summed(gallery.pixels_of(easel.painted()))
    print(json.dumps(sums))
    easel.face.close()
    app.processEvents()


# -- what compares them ----------------------------------------------------------------------------

BALANCE = Shown("balance_already", "1280x800", "en", "light")


@pytest.fixture
def elsewhere_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(gallery, "ROOT", tmp_path)
    monkeypatch.setattr(gallery, "APPROVED", tmp_path / "approved")
    monkeypatch.setattr(gallery, "SHEET", tmp_path / "screens")
    monkeypatch.setattr(gallery, "EVERY", False)
    monkeypatch.setattr(gallery, "EXACT", set(SIZES))
    return tmp_path


def _approve(monkeypatch: pytest.MonkeyPatch, easel: Easel, *several: Shown) -> list[QImage]:
    """Shows each, and approves of what it is: these pictures."""
    images: list[QImage] = []
    monkeypatch.setattr(gallery, "APPROVE", True)
    judge = Judge(BALANCE.size)
    for shown in several:
        easel.show(shown)
        images.append(easel.painted())
        judge.judge(shown, images[-1])
    judge.close()
    monkeypatch.setattr(gallery, "APPROVE", False)
    return images


def test_one_changed_pixel_is_told_with_three_pictures(
    open_face: OpenFace, elsewhere_kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    easel = Easel(open_face, BALANCE.size)
    (image,) = _approve(monkeypatch, easel, BALANCE)
    judge = Judge(BALANCE.size)
    judge.judge(BALANCE, image)
    assert judge.faults == []
    image.setPixelColor(400, 300, image.pixelColor(400, 300).darker(200))
    judge.judge(BALANCE, image)
    (told,) = judge.faults
    files = told.split(": ")[1].split(", ")
    assert [name.rsplit("-", 1)[-1] for name in files] == ["actual.png", "light.png", "difference.png"]
    assert all(not QImage(str(elsewhere_kept / name)).isNull() for name in files)


def test_where_letters_are_drawn_otherwise_the_likeness_decides(
    open_face: OpenFace, elsewhere_kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    easel = Easel(open_face, BALANCE.size)
    (image,) = _approve(monkeypatch, easel, BALANCE)
    monkeypatch.setattr(gallery, "maker", lambda: "another machine")
    judge = Judge(BALANCE.size)
    assert not judge.exact
    other = np.ascontiguousarray(gallery.pixels_of(image))
    other[::7, ::5] ^= 3
    nearly = QImage(other.tobytes(), 1280, 800, 3840, QImage.Format.Format_BGR888)
    judge.judge(BALANCE, nearly)
    assert judge.faults == []
    for changed in ("balance_points", "balance_number", "pin"):
        easel.show(replace(BALANCE, name=changed))
        judge.judge(BALANCE, easel.painted())
    assert len(judge.faults) == 3


def test_of_a_hundred_pictures_one_may_be_a_shade_otherwise(
    open_face: OpenFace, elsewhere_kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    easel = Easel(open_face, BALANCE.size)
    plain = [replace(BALANCE, theme=theme) for theme in gallery.THEMES[1:]]
    images = _approve(monkeypatch, easel, *plain)
    one, two = Judge(BALANCE.size), Judge(BALANCE.size)
    for shown, image in zip(plain, images, strict=True):
        image.setPixel(400, 301, image.pixel(400, 301) ^ 1)
        two.judge(shown, image)
    one.judge(plain[0], images[0])
    one.close()
    assert one.faults == []
    two.close()
    assert len(two.faults) == 2


def test_a_screen_that_nobody_has_approved_of_is_told(
    elsewhere_kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = QImage(1280, 800, QImage.Format.Format_RGB32)
    image.fill(7)
    judge = Judge(BALANCE.size)
    judge.judge(BALANCE, image)
    assert judge.faults == [f"{BALANCE} is new: nobody has approved of it yet"]


def test_a_picture_comes_back_from_its_palette(qapp: QGuiApplication, tmp_path: Path) -> None:
    pixels = np.random.default_rng(random.Random(3).randrange(99)).integers(0, 256, (37, 53, 3), np.uint8)
    gallery.keep(pixels, tmp_path / "one.png")
    back = gallery.kept(tmp_path / "one.png")
    assert back is not None
    assert np.array_equal(back, gallery.few(pixels))
    assert QImage(str(tmp_path / "one.png")).colorCount() <= 256
    plain = (pixels >> 7 << 7) | 3
    gallery.keep(plain, tmp_path / "two.png")
    assert np.array_equal(gallery.kept(tmp_path / "two.png"), plain)


def test_the_contact_sheet_lists_what_was_drawn(
    qapp: QGuiApplication, elsewhere_kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "EVERY", True)
    image = QImage(1280, 800, QImage.Format.Format_RGB32)
    image.fill(7)
    judge = Judge(BALANCE.size)
    judge.judge(BALANCE, image)
    page = gallery.sheet().read_text()
    assert '[["balance_already", "1280x800", "en", "light"]]' in page
    assert "http" not in page
    assert QImage(str(elsewhere_kept / "screens" / f"{BALANCE}.jpg")).width() == 960
