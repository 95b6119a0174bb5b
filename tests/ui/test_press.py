"""Presses of every kind become the right events, once."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.core.view import Card, Text
from tests.ui.conftest import Face, in_session
from tests.ui.sample_views import SAMPLES, access, attract, balance, pin, speak, view


def test_a_click_and_a_touch_send_the_tap_with_its_session(face: Face) -> None:
    face.show(SAMPLES["offline"]())
    face.click("button_cancel_keep")
    face.later()
    face.touch("button_leave")
    assert face.taps() == [("cancel_keep", "", "s1"), ("leave", "", "s1")]


def test_a_press_held_for_two_seconds_still_counts(face: Face) -> None:
    face.show(SAMPLES["offline"]())
    at = face.centre("button_leave")
    QTest.mousePress(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    face.settle(1500)
    QTest.mouseRelease(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    face.settle(10)
    assert face.taps() == [("leave", "", "s1")]


def test_a_finger_that_slides_off_presses_nothing(face: Face) -> None:
    face.show(SAMPLES["offline"]())
    QTest.mousePress(
        face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, face.centre("button_leave")
    )
    QTest.mouseRelease(
        face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, face.centre("button_access")
    )
    face.settle(10)
    assert face.taps() == []


def test_a_double_tap_counts_once_and_a_later_one_again(face: Face) -> None:
    face.show(SAMPLES["offline"]())
    face.click("button_leave")
    face.later(0.1)
    face.click("button_leave")
    face.later(0.4)
    face.click("button_leave")
    assert len(face.taps()) == 2


def test_a_digit_typed_twice_in_a_hurry_counts_twice_but_a_bounce_does_not(face: Face) -> None:
    face.show(SAMPLES["pin"]())
    face.touch("key_5")
    face.later(0.09)
    face.touch("key_5")
    face.later(0.01)
    face.touch("key_5")
    assert face.taps() == [("digit", "5", "s1")] * 2


def test_different_digits_in_a_hurry_all_count(face: Face) -> None:
    face.show(SAMPLES["pin"]())
    for digit in "1290":
        face.touch(f"key_{digit}")
    face.click("key_erase")
    assert [value for _, value, _ in face.taps()] == ["1", "2", "9", "0", ""]


def test_two_thumbs_may_roll_over_the_keypad(face: Face) -> None:
    face.show(SAMPLES["pin"]())
    one, two = face.centre("key_1"), face.centre("key_6")
    QTest.touchEvent(face.window, face.finger).press(0, one, face.window).commit()
    QTest.touchEvent(face.window, face.finger).stationary(0).press(1, two, face.window).commit()
    QTest.touchEvent(face.window, face.finger).release(0, one, face.window).stationary(1).commit()
    QTest.touchEvent(face.window, face.finger).release(1, two, face.window).commit()
    face.settle(10)
    assert [value for _, value, _ in face.taps()] == ["1", "6"]


def test_two_buttons_at_once_are_one_press(face: Face) -> None:
    face.show(SAMPLES["offline"]())
    one, two = face.centre("button_leave"), face.centre("button_cancel_keep")
    QTest.touchEvent(face.window, face.finger).press(0, one, face.window).press(1, two, face.window).commit()
    face.settle(10)
    QTest.touchEvent(face.window, face.finger).release(0, one, face.window).release(
        1, two, face.window
    ).commit()
    face.settle(10)
    assert len(face.taps()) == 1


def test_a_screen_that_changes_under_the_finger_swallows_the_press(face: Face) -> None:
    face.show(SAMPLES["offline"]())
    at = face.centre("button_leave")
    QTest.mousePress(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    face.show(in_session(SAMPLES["balance"](), "s2"))
    QTest.mouseRelease(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    face.settle(10)
    assert face.taps() == []
    face.click("button_leave")
    assert face.taps() == [("leave", "", "s2")]


def test_a_view_of_the_same_screen_does_not_break_a_press(face: Face) -> None:
    face.show(SAMPLES["pin"]())
    at = face.centre("button_leave")
    QTest.mousePress(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    face.show(replace(SAMPLES["pin"](), body=pin(3)))
    QTest.mouseRelease(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    face.settle(10)
    assert face.taps() == [("leave", "", "s1")]


def test_a_disabled_button_does_nothing(face: Face) -> None:
    face.show(SAMPLES["pin_wrong"]())
    face.click("key_confirm")
    assert face.taps() == []


@pytest.mark.parametrize("where", ["button_leave", "card"])
def test_any_touch_is_a_sign_of_life(face: Face, where: str) -> None:
    face.show(SAMPLES["offline"]())
    if where == "card":
        QTest.mouseClick(face.window, Qt.MouseButton.LeftButton)
        face.settle(5)
    else:
        face.touch(where)
    assert face.stirred() == 1
    assert len(face.taps()) == (1 if where != "card" else 0)


def test_the_touch_that_wakes_presses_nothing(face: Face) -> None:
    face.show(attract(dimmed=True))
    face.touch("lang_tr")
    face.click("lock")
    face.key(Qt.Key.Key_Tab)
    face.key(Qt.Key.Key_Return)
    assert face.taps() == []
    assert face.stirred() == 4
    # awake while the finger is still down: that finger still presses nothing
    at = face.centre("lang_tr")
    QTest.touchEvent(face.window, face.finger).press(0, at, face.window).commit()
    face.show(attract())
    QTest.touchEvent(face.window, face.finger).release(0, at, face.window).commit()
    face.settle(5)
    assert face.taps() == []
    face.touch("lang_tr")
    assert face.taps() == [("language", "tr", "")]


def test_are_you_still_there_is_answered_by_any_touch_and_covers_what_is_below(face: Face) -> None:
    face.show(SAMPLES["balance_still_there"]())
    below = face.centre("button_leave")
    QTest.mouseClick(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, below)
    face.settle(5)
    assert face.taps() == []
    assert face.stirred() == 1
    face.touch("button_more_time")
    assert face.taps() == [("more_time", "", "s1")]


def test_language_text_size_and_theme(face: Face) -> None:
    face.show(attract())
    face.touch("lang_ar")
    face.later()
    face.touch("button_access")
    face.show(replace(attract(), access=access()))
    face.later()
    face.touch("button_text_size_150")
    face.later()
    face.touch("button_theme_contrast")
    assert [tap[:2] for tap in face.taps()] == [
        ("language", "ar"),
        ("access", ""),
        ("text_size", "150"),
        ("theme", "contrast"),
    ]


# -- without touch ---------------------------------------------------------------------------------


def test_a_hardware_keypad_types_the_pin(face: Face) -> None:
    face.show(view("pin", pin()))
    for key in (Qt.Key.Key_4, Qt.Key.Key_4, Qt.Key.Key_Backspace, Qt.Key.Key_7, Qt.Key.Key_Return):
        face.key(key)
        face.later()
    assert [tap[:2] for tap in face.taps()] == [
        ("digit", "4"),
        ("digit", "4"),
        ("erase", ""),
        ("digit", "7"),
        ("confirm", ""),
    ]


def test_enter_is_not_lost_when_it_is_faster_than_the_view_of_the_last_digit(face: Face) -> None:
    face.show(view("pin", pin(3, can_confirm=False)))
    face.key(Qt.Key.Key_9)
    face.key(Qt.Key.Key_Return)
    assert [tap[:2] for tap in face.taps()] == [("digit", "9"), ("confirm", "")]


def test_enter_confirms_nothing_where_nothing_can_be_typed(face: Face) -> None:
    face.show(view("pin", replace(pin(0), can_type=False, can_confirm=False, busy=True)))
    face.key(Qt.Key.Key_Return)
    assert face.taps() == []


def test_escape_is_the_way_out(face: Face) -> None:
    face.show(SAMPLES["staff_coupon"]())
    face.key(Qt.Key.Key_Escape)
    face.later()
    face.show(SAMPLES["pin"]())
    face.key(Qt.Key.Key_Escape)
    face.later()
    face.show(replace(SAMPLES["pin"](), access=access()))
    face.key(Qt.Key.Key_Escape)
    assert [tap[0] for tap in face.taps()] == ["back", "leave", "access"]


def test_enter_takes_the_primary_button(face: Face) -> None:
    face.show(SAMPLES["offline"]())
    face.key(Qt.Key.Key_Enter)
    assert face.taps() == [("leave", "", "s1")]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["attract", "balance_already", "offline", "pin", "staff_coupon_typing"])
def test_every_button_is_reached_by_tab_and_pressed_by_enter(face: Face, name: str, language: str) -> None:
    face.show(speak(SAMPLES[name](), language))
    wanted = {
        item.objectName()
        for item in face.items()
        if item.metaObject().className().startswith("KButton_") and item.isEnabled()
    }
    reached = set()
    for _ in range(len(wanted)):
        face.key(Qt.Key.Key_Tab)
        item = face.window.activeFocusItem()
        assert item is not None
        reached.add(item.objectName())
    assert reached == wanted
    face.events.clear()
    face.later()
    face.key(Qt.Key.Key_Return)
    focused = face.window.activeFocusItem()
    assert focused is not None
    assert face.taps()[:1] == [(focused.property("action"), focused.property("value"), face.taps()[0][2])]


def test_the_focus_can_be_seen_and_arrows_move_it(face: Face) -> None:
    face.show(SAMPLES["offline"]())
    before = face.grab()
    face.key(Qt.Key.Key_Right)
    first = face.window.activeFocusItem()
    face.key(Qt.Key.Key_Right)
    second = face.window.activeFocusItem()
    assert first is not None
    assert second is not None
    assert first is not second
    after = face.grab()
    box = face.rect(second)
    changed = [
        x
        for x in range(int(box.left()) - 14, int(box.left()))
        if before.pixelColor(x, int(box.center().y())) != after.pixelColor(x, int(box.center().y()))
    ]
    assert len(changed) >= 3
    face.key(Qt.Key.Key_Left)
    assert face.window.activeFocusItem() is first


def test_typing_a_token_by_touch_shift_and_keyboard(face: Face) -> None:
    face.show(SAMPLES["staff_coupon_typing"]())
    face.touch("key_q")
    face.touch("key_shift")
    face.touch("key_q")
    face.touch("key__")
    face.touch("key_erase")
    face.key(Qt.Key.Key_X)
    face.later()
    face.touch("button_confirm")
    assert [tap[:2] for tap in face.taps()] == [
        ("character", "q"),
        ("character", "Q"),
        ("character", "_"),
        ("erase", ""),
        ("character", "x"),
        ("confirm", ""),
    ]


# -- views from elsewhere --------------------------------------------------------------------------


def test_views_and_presses_survive_ten_thousand_turns_from_another_thread(face: Face) -> None:
    """PySide6 6.12.0 on CPython 3.11 dies after some 570 emissions; short tests do not show it."""
    seen: list[int] = []
    face.bridge.viewChanged.connect(lambda: seen.append(1))
    views = [replace(balance(Card(n % 10, 10)), session=f"s{n % 3}") for n in range(30)]

    def publish() -> None:
        for turn in range(10_000):
            face.bridge.publish(views[turn % 30])

    thread = threading.Thread(target=publish)
    thread.start()
    while thread.is_alive():
        face.settle(2)
    thread.join()
    last = replace(views[0], session="last")
    face.show(last)
    assert face.bridge.get_view()["session"] == "last"
    assert seen
    for _ in range(10_000):
        face.bridge.viewChanged.emit()
    assert len(seen) > 10_000


def test_the_pin_is_nowhere_in_what_the_screen_is_given(face: Face) -> None:
    face.show(view("pin", pin(2)))
    for key in (Qt.Key.Key_8, Qt.Key.Key_3):
        face.key(key)
    body = face.bridge.get_view()["body"]
    assert body["entered"] == 2
    assert set(body) == {
        "type", "headline", "message", "entered", "most", "tries_text", "busy", "can_type", "can_confirm",
        "erase_label", "confirm_label",
    }  # fmt: skip
    assert all("8" not in repr(event) and "3" not in repr(event) for event in face.events)


def test_a_countdown_is_told_in_milliseconds_from_now(face: Face) -> None:
    face.show(SAMPLES["balance"]())
    assert face.bridge.get_view()["countdown"] == {"remaining_ms": 24000, "total_ms": 30000, "warning": False}
    assert face.bridge.get_view()["body"]["points_shown"] == "1,240"


def test_a_language_change_changes_every_word_at_once(face: Face) -> None:
    def words() -> set[str]:
        return {
            item.property("text")
            for item in face.items()
            if item.inherits("QQuickText") and len(item.property("text")) > 3
        }

    face.show(SAMPLES["offline"]())
    english = words()
    face.show(speak(SAMPLES["offline"](), "tr"))
    # what stays: the shop's name and the languages' own names
    assert english & words() == {"Kahveci", "English", "Türkçe", "Deutsch", "العربية"}


def test_nothing_of_one_person_is_left_for_the_next(face: Face) -> None:
    face.show(balance(Card(7, 10), note=Text("balance.earning")))
    assert any(item.property("text") == "\u2068a•••@example.com\u2069" for item in face.items())
    other = in_session(balance(Card(2, 10), masked_email="z•••@example.net"), "s2")
    face.show(other)
    texts = [str(item.property("text")) for item in face.items()]
    assert not [text for text in texts if "a•••" in text or "Adding" in text]
    face.show(attract())
    assert "example" not in repr(face.bridge.get_view())
