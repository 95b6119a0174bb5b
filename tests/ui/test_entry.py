"""The staff's keypad for amounts: written as the language writes, and typed by fingers or by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import Face
from tests.ui.sample_views import SAMPLES, speak


@pytest.mark.parametrize(
    ("language", "written", "point"),
    [("en", "123456.90", "."), ("de", "123456,90", ","), ("tr", "123456,90", ","), ("ar", "١٢٣٤٥٦٫٩٠", "٫")],
)
def test_an_amount_is_written_in_the_language_on_screen(
    face: Face, language: str, written: str, point: str
) -> None:
    face.show(speak(SAMPLES["staff_amount_earn"](), language))
    assert face.find("typed").property("text").strip("\u2066\u2069") == written
    assert face.find("key_point").property("label") == point
    face.touch("key_point")
    assert face.taps() == [("character", ".", "s1")], "the core knows one point only"


def test_the_key_for_the_point_has_a_name_for_those_who_cannot_see_it(face: Face) -> None:
    from PySide6.QtGui import QAccessible

    face.show(speak(SAMPLES["staff_amount_earn"](), "de"))
    told = QAccessible.queryAccessibleInterface(face.find("key_point"))
    assert told is not None
    assert told.text(QAccessible.Text.Name) == "Komma"


@pytest.mark.parametrize("sample", ["staff_amount_redeem", "staff_amount_stamps", "staff_member_typing"])
def test_where_there_are_no_decimals_there_is_no_point(face: Face, sample: str) -> None:
    face.show(SAMPLES[sample]())
    assert not [item for item in face.items() if item.objectName() == "key_point"]
    face.key(Qt.Key.Key_Period)
    face.key(Qt.Key.Key_Comma)
    assert face.taps() == []


def test_both_signs_of_a_keyboard_are_the_point(face: Face) -> None:
    face.show(SAMPLES["staff_amount_earn"]())
    for key in (Qt.Key.Key_1, Qt.Key.Key_Comma, Qt.Key.Key_9, Qt.Key.Key_Period, Qt.Key.Key_Backspace):
        face.key(key)
        face.later()
    taps = [(action, value) for action, value, _ in face.taps()]
    assert taps == [("digit", "1"), ("character", "."), ("digit", "9"), ("character", "."), ("erase", "")]


@pytest.mark.parametrize(
    ("sample", "button"), [("staff_amount_earn", "button_card_stamps"), ("pin", "button_new_code")]
)
def test_after_a_digit_enter_means_the_number_whatever_had_the_focus(
    face: Face, sample: str, button: str
) -> None:
    face.show(SAMPLES[sample]())
    face.find(button).forceActiveFocus()
    face.key(Qt.Key.Key_7)
    face.later()
    face.key(Qt.Key.Key_Return)
    assert [action for action, _, _ in face.taps()] == ["digit", "confirm"]
