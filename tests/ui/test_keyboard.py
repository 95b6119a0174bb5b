"""The on-screen keyboard: its layouts, its places for fingers, a keypad's arrows and a real keyboard."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.core.email import is_email_sign
from kiosk.core.view import StaffTyping, View
from tests.ui.conftest import LANGUAGES, Face, OpenFace
from tests.ui.sample_views import SAMPLES, speak
from tests.ui.shots import SIZES
from tests.ui.test_screens import _buttons, _crowding, _faults, _lasting

LETTERS = {
    "en": set(string.ascii_lowercase) | set("'-."),
    "tr": (set(string.ascii_lowercase) - set("qwx")) | set("qwxıişğüöç'-"),
    "de": set(string.ascii_lowercase) | set("äöüß'-"),
    "ar": set("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ"),
}
UPPER = {"en": "Q", "tr": "İI", "de": "ÄẞZ", "ar": ""}


def keys(face: Face) -> dict[str, QQuickItem]:
    """The keys that are up, by what they are called."""
    return {
        item.objectName().removeprefix("key_"): item
        for item in face.items()
        if item.objectName().startswith("key_")
    }


def signs(face: Face) -> set[str]:
    return {
        str(item.property("value")) for item in keys(face).values() if item.property("action") == "character"
    }


def pages(face: Face) -> list[set[str]]:
    """The signs of each page, through all of them once."""
    found = [signs(face)]
    while "switch" in keys(face) and len(found) < 5:
        face.touch("key_switch")
        face.settle(20)
        if (now := signs(face)) == found[0]:
            break
        found.append(now)
    return found


def retyped(sample: str, typed: str, language: str = "en") -> View:
    view = speak(SAMPLES[sample](), language)
    assert isinstance(view.body, StaffTyping)
    return replace(view, body=replace(view.body, typed=typed))


# -- layouts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_email_has_the_whole_of_ascii_and_nothing_that_the_core_refuses(face: Face, language: str) -> None:
    face.show(speak(SAMPLES["enrol_email"](), language))
    letters, others = pages(face)
    assert set(string.ascii_lowercase) | set("@.-_") == letters
    assert set(string.digits) | set("@.-_+") < others
    assert all(map(is_email_sign, letters | others))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_has_the_languages_own_letters(face: Face, language: str) -> None:
    face.show(retyped("setup_name", "A", language))
    found = pages(face)
    assert LETTERS[language] | {" "} == found[0]
    assert set(string.digits) < found[-1]
    if language == "ar":
        assert set(string.ascii_lowercase) < found[1], "some names are written in Latin letters"


@pytest.mark.parametrize(
    ("language", "row"), [("en", "qwerty"), ("tr", "qwerty"), ("de", "qwertz"), ("ar", "qwerty")]
)
@pytest.mark.parametrize("sample", ["enrol_email", "setup_name"])
def test_the_keys_lie_where_the_language_has_them(face: Face, sample: str, language: str, row: str) -> None:
    face.show(retyped(sample, "x", language))
    if (language, sample) == ("ar", "setup_name"):
        row = "ضصثقفغ"
    places = [face.centre(f"key_{sign}") for sign in row]
    assert [place.x() for place in places] == sorted(place.x() for place in places), "never mirrored"
    assert len({place.y() for place in places}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_begins_with_a_capital_of_the_language(face: Face, language: str) -> None:
    face.show(retyped("setup_name", "", language))
    assert set(UPPER[language]) <= signs(face)
    face.show(retyped("setup_name", "A", language))
    assert not signs(face) & set(UPPER[language])
    face.show(retyped("setup_name", "A ", language))
    assert set(UPPER[language]) <= signs(face)


def test_shift_is_for_one_letter_of_a_name(face: Face) -> None:
    face.show(retyped("setup_name", "Mc", "tr"))
    face.touch("key_shift")
    face.touch("key_i")
    assert face.taps() == [("character", "İ", "s1")]
    face.show(retyped("setup_name", "Mcİ", "tr"))
    face.touch("key_i")
    assert face.taps()[-1] == ("character", "i", "s1")


def test_the_language_on_screen_changes_the_keys(face: Face) -> None:
    face.show(SAMPLES["enrol_email"]())
    assert face.centre("key_y").y() < face.centre("key_z").y()
    face.touch("key_switch")
    face.show(speak(SAMPLES["enrol_email"](), "de"))
    assert face.centre("key_z").y() < face.centre("key_y").y(), "and begins with its letters"


# -- fingers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_touchable_and_whole_in_every_language(open_face: OpenFace, size: str) -> None:
    width, height = (int(part) for part in size.split("x"))
    face = open_face((width, height), SIZES[size])
    across, down = width / SIZES[size][0], height / SIZES[size][1]
    faults: list[str] = []
    for language in LANGUAGES:
        for sample in ("enrol_email_long", "setup_name", "staff_coupon_typing"):
            face.show(speak(SAMPLES[sample](), language))
            for page in range(3):
                where = f"{sample} {language} {page}"
                looked_at = {item.objectName() for item in _buttons(face)}
                assert len(keys(face)) > 20
                assert {f"key_{name}" for name in keys(face)} <= looked_at
                faults += _lasting(
                    face, lambda where=where: _crowding(face, where, "", across, down) + _faults(face, where)
                )
                if "switch" not in keys(face):
                    break
                face.touch("key_switch")
                face.later()
    assert not faults, "\n".join(faults)


def test_a_tall_screen_has_the_digits_above_the_letters(open_face: OpenFace) -> None:
    face = open_face((1080, 1920), SIZES["1080x1920"])
    face.show(SAMPLES["enrol_email"]())
    assert set(string.digits) < signs(face)
    assert face.centre("key_1").y() < face.centre("key_q").y()
    face.touch("key_7")
    assert face.taps() == [("character", "7", "s1")]


def test_an_ending_is_one_touch(face: Face) -> None:
    face.show(SAMPLES["enrol_email"]())
    face.touch("key_@hotmail.com")
    assert face.taps() == [("ending", "@hotmail.com", "s1")]
    face.show(SAMPLES["enrol_email_empty"]())
    face.touch("key_@gmail.com")
    assert len(face.taps()) == 1, "there is nothing it could complete"


# -- keys ------------------------------------------------------------------------------------------


def type_keys(face: Face, text: str) -> None:
    for char in text:
        QTest.keyClick(face.window, char)  # type: ignore[call-overload]  # not in the stubs
        face.later()


def test_a_real_keyboard_types_and_enter_goes_on(face: Face) -> None:
    face.show(SAMPLES["enrol_email"]())
    face.find("button_back").forceActiveFocus()
    type_keys(face, "a+7@b.de")
    face.key(Qt.Key.Key_Backspace)
    face.later()
    face.key(Qt.Key.Key_Return)
    assert [(action, value) for action, value, _ in face.taps()] == [
        *[("character", char) for char in "a+7@b.de"],
        ("erase", ""),
        ("confirm", ""),
    ], "whatever had the focus"


def test_a_name_may_have_spaces_and_foreign_letters(face: Face) -> None:
    face.show(SAMPLES["setup_name"]())
    type_keys(face, "J J")
    assert [value for _, value, _ in face.taps()] == ["J", " ", "J"]


def focused(face: Face) -> str:
    item = face.window.activeFocusItem()
    return item.objectName() if item else ""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_arrows_go_as_the_keys_lie(face: Face, language: str) -> None:
    face.show(speak(SAMPLES["enrol_email"](), language))
    face.find("key_s").forceActiveFocus()
    for key, there in (
        (Qt.Key.Key_Up, "key_w"),
        (Qt.Key.Key_Right, "key_e"),
        (Qt.Key.Key_Down, "key_d"),
        (Qt.Key.Key_Down, "key_c"),
        (Qt.Key.Key_Left, "key_x"),
        (Qt.Key.Key_Down, "key_@gmail.com"),
        (Qt.Key.Key_Left, "key_switch"),
    ):
        face.key(key)
        assert focused(face) == there
    face.key(Qt.Key.Key_Return)
    face.later()
    assert focused(face) == "key_switch", "another page moves nobody's finger"
    assert "1" in signs(face)
    face.key(Qt.Key.Key_Down)
    assert focused(face) == "button_confirm", "beyond the edge is the rest of the screen"
    face.key(Qt.Key.Key_Return)
    assert face.taps()[-1][0] == "confirm"


def test_up_from_the_first_row_leaves_the_keyboard(face: Face) -> None:
    face.show(SAMPLES["enrol_email"]())
    face.find("key_t").forceActiveFocus()
    face.key(Qt.Key.Key_Up)
    assert not focused(face).startswith("key_")
    face.find("key_p").forceActiveFocus()
    face.key(Qt.Key.Key_Right)
    assert focused(face) == "key_p"


def test_tab_comes_to_every_key_and_each_has_a_name(face: Face) -> None:
    face.show(SAMPLES["setup_name"]())
    reached = set()
    for _ in range(60):
        face.key(Qt.Key.Key_Tab)
        reached.add(focused(face))
    assert {f"key_{name}" for name in keys(face)} < reached
    for item in keys(face).values():
        told = QAccessible.queryAccessibleInterface(item)
        assert told is not None
        assert told.text(QAccessible.Text.Name)


# -- consents --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_consent_is_a_box_of_its_own(face: Face, language: str) -> None:
    face.show(speak(SAMPLES["enrol_consents"](), language))
    for one in ("terms", "privacy", "marketing"):
        told = QAccessible.queryAccessibleInterface(face.find(f"consent_{one}"))
        assert told is not None
        assert not told.state().checked
        face.touch(f"consent_{one}")
        face.later()
    assert [tap[:2] for tap in face.taps()] == [
        ("consent", "terms"),
        ("consent", "privacy"),
        ("consent", "marketing"),
    ]
    before = face.grab()
    face.show(speak(SAMPLES["enrol_consents_ticked"](), language))
    told = QAccessible.queryAccessibleInterface(face.find("consent_terms"))
    assert told is not None
    assert told.state().checked
    assert face.grab() != before


def test_enter_signs_nobody_up_before_it_may(face: Face) -> None:
    face.show(SAMPLES["enrol_consents"]())
    face.key(Qt.Key.Key_Return)
    assert face.taps() == []
    face.show(SAMPLES["enrol_consents_ticked"]())
    face.key(Qt.Key.Key_Return)
    assert face.taps() == [("confirm", "", "s1")]
