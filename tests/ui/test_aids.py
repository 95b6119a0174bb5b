"""Help for hands and eyes: steady hands, less motion, and the panel in which they are set."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.core.view import View
from kiosk.core.view_access import Aids
from tests.ui.conftest import Face, OpenFace
from tests.ui.sample_views import SAMPLES, access

STEADY = Aids(steady=True)


def steady(name: str) -> View:
    return replace(SAMPLES[name](), aids=STEADY)


@pytest.mark.parametrize("name", ["button_leave", "key_5"])
def test_steady_hands_press_once_in_half_a_second_however_they_tremble(face: Face, name: str) -> None:
    face.show(steady("pin"))
    face.touch(name)
    for _ in range(4):  # each press begins the half second anew
        face.later(0.45)
        face.touch(name)
    assert len(face.taps()) == 1
    face.later(0.51)
    face.touch(name)
    assert len(face.taps()) == 2


def test_steady_hands_on_a_keypad_too_and_without_them_a_digit_counts_twice(face: Face) -> None:
    face.show(steady("pin"))
    for _ in range(2):
        face.key(Qt.Key.Key_5)
        face.later(0.3)
    assert len(face.taps()) == 1
    face.events.clear()
    face.later()
    face.show(SAMPLES["pin"]())
    for _ in range(2):
        face.key(Qt.Key.Key_5)
        face.later(0.3)
    assert len(face.taps()) == 2


def test_steady_hands_may_press_different_keys_in_a_row(face: Face) -> None:
    face.show(steady("pin"))
    for digit in "1212":
        face.touch(f"key_{digit}")
        face.later(0.2)
    assert [value for _, value, _ in face.taps()] == ["1", "2", "1", "2"]


def test_steady_hands_do_not_let_go_of_the_shift_they_have_just_pressed(face: Face) -> None:
    face.show(steady("staff_coupon_typing"))
    before = face.find("key_q").property("label")
    face.touch("key_shift")
    face.later(0.3)
    face.touch("key_shift")
    assert (before, face.find("key_q").property("label")) == ("q", "Q")
    face.later(0.6)
    face.touch("key_shift")
    assert face.find("key_q").property("label") == "q"


def test_less_motion_stops_what_moves(open_face: OpenFace) -> None:
    face = open_face(motion=True)
    for name, waits in (("reward", (400, 400)), ("thanks", (200,)), ("attract", (2500, 400))):
        face.show(replace(SAMPLES[name](), aids=Aids(calm=True), countdown=None))
        face.settle(60)
        first = face.grab()
        for wait in waits:  # the invitation's phone would come after 2.5 s
            face.settle(wait)
            assert face.grab() == first, name


def test_the_panel_sends_what_is_pressed(face: Face) -> None:
    face.show(replace(SAMPLES["balance"](), access=access()))
    for name in ("steady_on", "calm_on", "speech_on", "softer", "louder"):
        face.touch(f"button_aid_{name}")
        face.later()
    assert [tap[:2] for tap in face.taps()] == [
        ("aid", "steady_on"),
        ("aid", "calm_on"),
        ("aid", "speech_on"),
        ("aid", "softer"),
        ("aid", "louder"),
    ]
    assert not [item for item in face.items() if item.objectName() == "button_aid_reach_on"]


def test_keys_of_a_keypad_repeat_and_set_the_volume_but_not_where_they_are_typed(face: Face) -> None:
    face.show(SAMPLES["balance"]())
    for key in (Qt.Key.Key_F1, Qt.Key.Key_Asterisk, Qt.Key.Key_Plus, Qt.Key.Key_VolumeDown):
        face.key(key)
        face.later()
    assert [tap[:2] for tap in face.taps()] == [
        ("aid", "repeat"),
        ("aid", "repeat"),
        ("aid", "louder"),
        ("aid", "softer"),
    ]
    face.events.clear()
    face.show(SAMPLES["enrol_email"]())
    face.key(Qt.Key.Key_Plus)
    assert [tap[0] for tap in face.taps()] == ["character"]
    face.events.clear()
    face.later()
    face.show(SAMPLES["balance_still_there"]())
    face.key(Qt.Key.Key_F1)
    assert face.taps() == []
    assert face.stirred() == 1  # any key is a sign of life
