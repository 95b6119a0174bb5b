"""Hints at the camera's picture, the screen as a lamp, «one code at a time»: seen, and in nobody's way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.core.events import Hint
from kiosk.core.view import View
from tests.e2e.pictures import alike, painted
from tests.ui.camera_picture import QUAD, picture
from tests.ui.conftest import LANGUAGES, Face, OpenFace
from tests.ui.sample_views import SAMPLES, attract, hinted, speak, two_codes
from tests.ui.shots import SIZES
from tests.ui.test_pictures import pixels

SMALL_AND_TALL = ["800x480", "1280x800", "720x1280"]


def opened(open_face: OpenFace, size: str, *, motion: bool = False) -> Face:
    width, height = (int(part) for part in size.split("x"))
    return open_face((width, height), SIZES[size], motion)


def of_kind(face: Face, kind: str) -> list[QQuickItem]:
    return [item for item in face.items() if item.metaObject().className().startswith(f"{kind}_")]


def inside(item: QQuickItem, outer: QQuickItem) -> bool:
    above: QQuickItem | None = item
    while above is not None and above is not outer:
        above = above.parentItem()
    return above is outer


def texts(face: Face) -> list[QQuickItem]:
    return [item for item in face.items() if item.inherits("QQuickText") and item.property("text")]


# -- hints -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("hint", Hint)
@pytest.mark.parametrize("name", ["attract", "staff_coupon"])
def test_a_hint_is_said_with_its_drawing_inside_the_picture(face: Face, name: str, hint: Hint) -> None:
    said = hinted(SAMPLES[name](), hint.value)
    face.show(said)
    [strip] = of_kind(face, "HintStrip")
    assert face.rect(face.find("preview")).contains(face.rect(strip))
    assert said.hint is not None
    [words] = [item for item in texts(face) if inside(item, strip)]
    assert words.property("text") == face.translator.resolve(said.hint.text, "en")
    [drawing] = [item for item in of_kind(face, "KIcon") if inside(item, strip)]
    assert drawing.property("name") == hint.value
    assert hint.value in drawing.property("paths").toVariant()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_it_is_white_on_black_whatever_the_picture_shows(face: Face, theme: str) -> None:
    face.show(replace(hinted(attract()), theme=theme))
    [strip] = of_kind(face, "HintStrip")
    [words] = [item for item in texts(face) if inside(item, strip)]
    seen = []
    for level in (0, 128, 255):
        face.feed.push(np.full((72, 128, 4), level, np.uint8))
        seen.append(pixels(face.grab().copy(face.rect(words).toRect()))[:, :, :3])
    assert (seen[0] == seen[1]).all()
    assert (seen[1] == seen[2]).all()
    assert (seen[0] == 255).all(axis=2).sum() > 200
    assert (seen[0] == 0).all(axis=2).mean() > 0.3


@pytest.mark.parametrize("size", SMALL_AND_TALL)
@pytest.mark.parametrize("name", ["attract", "staff_coupon"])
def test_nothing_else_moves_for_a_hint(open_face: OpenFace, size: str, name: str) -> None:
    face = opened(open_face, size)

    def places() -> list[tuple[str, QRectF]]:
        strips = of_kind(face, "HintStrip")
        shown = [item for item in face.items() if item.width() > 0]
        return [
            (item.metaObject().className(), face.rect(item))
            for item in shown
            if not any(inside(item, strip) for strip in strips)
        ]

    face.show(SAMPLES[name]())
    before = places()
    face.show(hinted(SAMPLES[name](), "tilt"))
    assert of_kind(face, "HintStrip")
    assert places() == before


def test_a_frozen_picture_has_no_hint(face: Face) -> None:
    face.show(replace(hinted(SAMPLES["staff_coupon"]()), freeze_preview=True))
    assert not of_kind(face, "HintStrip")


def test_no_other_phone_is_shown_to_who_is_told_how_to_hold_theirs(open_face: OpenFace) -> None:
    face = open_face(motion=True)
    face.show(attract())
    face.feed.push(picture(), [QUAD])
    [frame] = of_kind(face, "AimFrame")
    for _ in range(500):
        face.settle(20)
        if frame.property("guest") > 0:
            break
    assert frame.property("guest") > 0
    face.show(hinted(attract()))
    assert frame.property("guest") == 0
    face.settle(200)
    assert frame.property("guest") == 0


# -- the lamp --------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("size", SMALL_AND_TALL)
def test_the_edges_shine_and_cover_nothing(open_face: OpenFace, size: str, theme: str) -> None:
    face = opened(open_face, size)
    width, height = face.window.width(), face.window.height()
    rim = 0.05 * min(width, height)
    page = QRectF(rim - 1, rim - 1, width - 2 * rim + 2, height - 2 * rim + 2)
    for name in ("attract_lamp", "staff_coupon_lamp"):
        for language in LANGUAGES:
            for scale in (100, 200):
                face.show(replace(speak(SAMPLES[name](), language), text_scale=scale, theme=theme))
                for item in [*texts(face), *of_kind(face, "KButton"), *of_kind(face, "AimFrame")]:
                    assert page.contains(face.rect(item)), (name, language, scale, item.property("text"))
    seen = pixels(face.grab())[:, :, :3]
    wide = int(rim) - 1
    edges = [seen[:wide], seen[-wide:], seen[:, :wide], seen[:, -wide:]]
    assert all((edge == 255).all() for edge in edges)
    assert not (seen[wide + 3 : -wide - 3, wide + 3 : -wide - 3] == 255).all()


def test_without_the_lamp_the_page_reaches_to_the_edge(face: Face) -> None:
    def places() -> list[tuple[str, QRectF]]:
        return [(item.metaObject().className(), face.rect(item)) for item in face.items()]

    face.show(attract())
    plain, before = face.grab(), places()
    face.show(SAMPLES["attract_lamp"]())
    lit = face.grab()
    assert places() != before
    face.show(attract())
    assert places() == before
    assert plain.pixelColor(2, 2).name() == "#fbf6ee"
    assert lit.pixelColor(2, 2).name() == "#ffffff"


def test_a_lamp_is_not_dimmed(face: Face) -> None:
    dim = SAMPLES["attract_dimmed"]()
    face.show(dim)
    assert face.grab().pixelColor(2, 2).lightness() < 100
    face.show(replace(dim, lamp="on"))
    assert face.grab().pixelColor(2, 2).name() == "#ffffff"


def test_little_light_is_a_dark_page(face: Face) -> None:
    def light(view: View) -> float:
        face.show(view)
        return float(pixels(face.grab())[:, :, :3].mean())

    assert light(SAMPLES["attract_low"]()) < 0.5 * light(attract())


# -- one code at a time ----------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("size", SMALL_AND_TALL)
def test_the_toast_covers_neither_words_nor_buttons_nor_numbers(
    open_face: OpenFace, size: str, scale: int
) -> None:
    face = opened(open_face, size)
    faults = []
    for name in ("lookup", "lookup_slow", "balance_already", "reward", "coupon_trouble", "pin", "offline",
                 "attract", "staff_menu", "staff_coupon", "staff_success"):  # fmt: skip
        for language in LANGUAGES:
            face.show(replace(two_codes(speak(SAMPLES[name](), language)), text_scale=scale))
            toast = face.find("toast")
            box = face.rect(toast)
            things = [*texts(face), *of_kind(face, "KButton"), *of_kind(face, "KCard")]
            things += [*of_kind(face, "CouponTicket"), *of_kind(face, "CountdownRing")]
            for item in things:
                is_name = item.property("text") == "Kahveci"  # the shop's own, for four seconds
                if not inside(item, toast) and not is_name and face.rect(item).intersects(box):
                    faults.append(f"{name} {language}: {item.metaObject().className()}")
            [words] = [item for item in texts(face) if inside(item, toast)]
            assert box.contains(face.rect(words)), (name, language)
    assert not faults, faults


def test_the_toast_goes_and_the_page_is_what_it_was(face: Face) -> None:
    face.show(SAMPLES["balance"]())
    plain = painted(face.window)
    face.show(two_codes(SAMPLES["balance"]()))
    assert face.find("toast").property("said") == "Two codes in view: please show one at a time"
    face.show(SAMPLES["balance"]())
    face.settle(100)
    assert alike(painted(face.window), plain)


def test_a_low_screen_with_a_keyboard_has_no_room_for_it(open_face: OpenFace) -> None:
    face = opened(open_face, "800x480")
    face.show(two_codes(SAMPLES["staff_coupon_typing"]()))
    assert not [item for item in face.items() if item.objectName() == "toast"]
