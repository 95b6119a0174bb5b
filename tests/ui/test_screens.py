"""Every screen, at every size that is promised, in every language: complete, unclipped, touchable."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.core.view import Text
from tests.ui.conftest import LANGUAGES, Face, OpenFace
from tests.ui.gallery import EVERY
from tests.ui.legible import faults as _faults
from tests.ui.legible import outside as _outside
from tests.ui.legible import texts as _texts
from tests.ui.sample_views import SAMPLES, access, speak
from tests.ui.shots import SIZES

FINGER_MM, BETWEEN_MM = 12.7, 2.5


def _is(item: QQuickItem, kind: str) -> bool:
    return item.metaObject().className().startswith(kind)


def _buttons(face: Face) -> list[QQuickItem]:
    return [item for item in face.items() if _is(item, "KButton_")]


def _lasting_faults(face: Face, where: str) -> list[str]:
    return _lasting(face, lambda: _faults(face, where))


def _lasting(face: Face, look: Callable[[], list[str]]) -> list[str]:
    """Faults that stay: on a busy machine the layout may come a moment after the view."""
    until = time.monotonic() + 5
    while (found := look()) and time.monotonic() < until:
        face.settle(20)
    return found


@pytest.mark.timeout(3000 if EVERY else 240)
@pytest.mark.parametrize("size", SIZES)
def test_large_text_stays_whole(open_face: OpenFace, size: str) -> None:
    """Of each screen every scale and every language, though not each with each (``make screens``)."""
    width, height = (int(part) for part in size.split("x"))
    face = open_face((width, height), SIZES[size])
    faults: list[str] = []
    for place, (name, sample) in enumerate(SAMPLES.items()):
        for number, language in enumerate(LANGUAGES):
            # two of them say at 200 % what they have to: large letters are where it is tight
            scales = (125, 150, 200, 200)
            turn = scales[(number + place + list(SIZES).index(size)) % len(scales)]
            for scale in sorted(set(scales)) if EVERY else (turn,):
                face.show(replace(speak(sample(), language), text_scale=scale))
                faults += _lasting_faults(face, f"{name} {language} {scale}")
    assert not faults, "\n".join(faults)


def test_text_grows_with_the_chosen_size(face: Face) -> None:
    def sizes() -> dict[str, int]:
        return {item.property("text"): int(item.property("font").pixelSize()) for item in _texts(face)}

    face.show(SAMPLES["thanks"]())
    usual = sizes()
    face.show(replace(SAMPLES["thanks"](), text_scale=200))
    large = sizes()
    detail = face.translator.resolve(Text("done.detail"), "en")
    headline = face.translator.resolve(Text("done.headline"), "en")
    assert large[detail] > 1.7 * usual[detail]
    assert large[headline] > 1.2 * usual[headline]  # it takes the room there is, whatever the size


@pytest.mark.parametrize("size", SIZES)
def test_every_button_is_large_enough_for_a_finger_and_apart_from_others(
    open_face: OpenFace, size: str
) -> None:
    width, height = (int(part) for part in size.split("x"))
    face = open_face((width, height), SIZES[size])
    across, down = width / SIZES[size][0], height / SIZES[size][1]
    faults: list[str] = []
    for name, sample in SAMPLES.items():
        face.show(replace(sample(), text_scale=100))
        only = "button_more_time" if SAMPLES[name]().still_there is not None else ""
        faults += _lasting(face, lambda name=name, only=only: _crowding(face, name, only, across, down))
    assert not faults, "\n".join(faults)


def _crowding(face: Face, where: str, only: str, across: float, down: float) -> list[str]:
    """Buttons too small for a finger, too near to each other, or not wholly there. ``across`` and
    ``down`` are pixels a millimetre; ``only`` one button counts where a question covers the others."""
    found: list[str] = []
    boxes = [(item.objectName(), face.rect(item)) for item in _buttons(face)]
    boxes = [one for one in boxes if only in ("", one[0])]
    for place, (button, box) in enumerate(boxes):
        if box.width() < FINGER_MM * across - 0.5 or box.height() < FINGER_MM * down - 0.5:
            found.append(f"{where}: {button} is {box.width() / across:.1f} × {box.height() / down:.1f} mm")
        grown = box.adjusted(-BETWEEN_MM * across, -BETWEEN_MM * down, BETWEEN_MM * across, BETWEEN_MM * down)
        grown.adjust(0.6, 0.6, -0.6, -0.6)
        for other, neighbour in boxes[place + 1 :]:
            if grown.intersects(neighbour):
                found.append(f"{where}: {button} and {other} are too near to each other")
        if _outside(face, box):
            found.append(f"{where}: {button} leaves the window")
    return found


def test_every_control_has_a_name_for_those_who_cannot_see_it(face: Face) -> None:
    from PySide6.QtGui import QAccessible

    for name, sample in SAMPLES.items():
        face.show(sample())
        for item in _buttons(face):
            told = QAccessible.queryAccessibleInterface(item)
            assert told is not None, f"{name}: {item.objectName()}"
            assert told.text(QAccessible.Text.Name), f"{name}: {item.objectName()} has no name"
            roles = (QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton)
            assert told.role() in roles


def test_arabic_is_mirrored(face: Face) -> None:
    face.show(SAMPLES["balance"]())
    left_to_right = face.centre("button_leave").x()
    face.show(speak(SAMPLES["balance"](), "ar"))
    assert left_to_right < 640 < face.centre("button_leave").x()


def test_the_keypad_has_its_digits_in_the_same_places_in_arabic(face: Face) -> None:
    face.show(speak(SAMPLES["pin"](), "ar"))
    assert face.centre("key_1").x() < face.centre("key_2").x() < face.centre("key_3").x()
    assert face.find("key_7").property("label") == "٧"
    assert face.find("key_7").property("value") == "7"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_reading_aids_cover_the_screen_and_change_it(face: Face, theme: str) -> None:
    face.show(replace(SAMPLES["balance"](), access=access(theme=theme), theme=theme))
    names = {item.objectName() for item in _buttons(face)}
    assert {"button_text_size_200", "button_theme_contrast", "button_access"} <= names
    assert {"button_aid_steady_on", "button_aid_calm_on", "button_aid_louder"} <= names
    assert "button_leave" not in names
    corner = face.grab().pixelColor(3, 400)
    assert (corner.lightness() < 60) == (theme != "light")


def test_a_low_portrait_half_holds_every_control(open_face: OpenFace) -> None:
    face = open_face((1080, 1920), SIZES["1080x1920"])
    for name, sample in SAMPLES.items():
        if name.startswith(
            ("staff_menu", "staff_list")
        ):  # staff stand there all day; a list begins at its top
            continue
        face.show(sample())
        for item in _buttons(face):
            assert face.rect(item).bottom() > 960, f"{name}: {item.objectName()}"


def test_what_a_page_shows_is_never_another_pages(face: Face) -> None:
    """Facts are words on one page and tables on another: Qt would say so, and the test would fail."""
    firsts = {type(sample().body).__name__: name for name, sample in SAMPLES.items()}
    for name in firsts.values():
        for there in ("staff_booked", name):
            face.show(SAMPLES[there]())
