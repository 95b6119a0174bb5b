"""Without touch and without sight: the focus comes to every control of every screen, in an order that makes
sense, it can be seen, and the system is told the name, the role and the state of each."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtQuick import QQuickItem

from kiosk.core.view import View
from tests.ui.conftest import Face
from tests.ui.sample_views import SAMPLES, access, speak
from tests.ui.test_reach import ONE_OF_EACH

Role = QAccessible.Role
ROLES = (Role.Button, Role.CheckBox, Role.RadioButton)
LEAST_RING = 3

SCREENS: dict[str, View] = {name: SAMPLES[name]() for name in ONE_OF_EACH}
SCREENS["panel"] = replace(SAMPLES["balance"](), access=access())
SCREENS["panel of staff"] = replace(SAMPLES["staff_menu"](), access=access(theme="dark"))


def controls(face: Face) -> list[QQuickItem]:
    """What can be pressed here, by touch."""
    return [item for item in face.items() if item.property("action") is not None and item.isEnabled()]


def focused(face: Face) -> QQuickItem:
    item = face.window.activeFocusItem()
    assert item is not None
    return item


def walk(face: Face, key: Qt.Key, number: int) -> list[QQuickItem]:
    found = []
    for _ in range(number):
        face.key(key)
        found.append(focused(face))
    return found


def label(item: QQuickItem) -> str:
    return str(item.objectName())


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_is_reached_by_keys_in_order_and_is_what_it_is_called(face: Face, name: str) -> None:
    view = SCREENS[name]
    face.show(view)
    wanted = controls(face)
    assert wanted
    way = walk(face, Qt.Key.Key_Tab, len(wanted))
    assert sorted(map(label, way)) == sorted(map(label, wanted)), "not every one is reached, or one twice"
    # round again, and the same way back
    face.key(Qt.Key.Key_Tab)
    assert focused(face) is way[0]
    back = walk(face, Qt.Key.Key_Backtab, len(wanted))
    assert list(map(label, back)) == [label(item) for item in reversed(way)]
    _ordered(face, way)
    for item in way:
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        _ringed(face, item)
        _told(item, has_focus=True)
        assert focused(face) is item
    for item in face.items():
        if item.property("action") is not None:
            _told(item, has_focus=item is way[-1])


def _ordered(face: Face, way: list[QQuickItem]) -> None:
    """Within what belongs together (one parent) row by row, and in a row in the direction of reading."""
    for before, after in pairwise(way):
        if before.parentItem() is not after.parentItem():
            continue
        one, two = face.rect(before), face.rect(after)
        same_row = min(one.bottom(), two.bottom()) - max(one.top(), two.top()) > 0.5 * min(
            one.height(), two.height()
        )
        assert two.left() > one.left() if same_row else two.top() > one.top(), (label(before), label(after))


def _ringed(face: Face, item: QQuickItem) -> None:
    """Its ring is there, wide enough, and nothing cuts it off."""
    rings = [one for one in item.childItems() if one.objectName() == "ring" and one.isVisible()]
    assert len(rings) == 1, label(item)
    assert rings[0].property("breadth") >= LEAST_RING
    assert rings[0].width() > item.width() + 2 * LEAST_RING
    window = QRectF(0, 0, face.window.width(), face.window.height())
    box = face.rect(rings[0])
    assert window.contains(box), f"the ring of {label(item)} leaves the window"


def _told(item: QQuickItem, *, has_focus: bool) -> None:
    told = QAccessible.queryAccessibleInterface(item)
    assert told is not None, label(item)
    assert told.text(QAccessible.Text.Name).strip(), f"{label(item)} has no name"
    assert told.role() in ROLES, label(item)
    state = told.state()
    assert bool(state.disabled) is not item.isEnabled(), label(item)
    if item.isEnabled():
        assert bool(state.focusable), label(item)
    assert bool(state.focused) is has_focus, label(item)
    if told.role() in (Role.CheckBox, Role.RadioButton):
        assert bool(state.checkable), label(item)
        assert bool(state.checked) is (item.property("ticked") is True), label(item)


def test_in_arabic_arrows_go_where_they_point(face: Face) -> None:
    face.show(speak(SAMPLES["offline"](), "ar"))
    first, second = walk(face, Qt.Key.Key_Left, 2)
    assert face.rect(second).right() < face.rect(first).left()
    face.key(Qt.Key.Key_Right)
    assert focused(face) is first


def test_what_is_pressed_by_keys_in_the_panel_holds_the_focus(face: Face) -> None:
    """A switch that is pressed makes another tap from then on; who pressed it stays where they are."""
    face.show(replace(SAMPLES["balance"](), access=access()))
    while label(focused(face)) != "button_aid_steady_on":
        face.key(Qt.Key.Key_Tab)
    face.key(Qt.Key.Key_Return)
    assert face.taps()[-1][:2] == ("aid", "steady_on")
    shown = access()
    hands = tuple(
        replace(one, value="steady_off", style="primary") if one.value == "steady_on" else one
        for one in shown.hands
    )
    face.show(replace(SAMPLES["balance"](), access=replace(shown, hands=hands)))
    item = focused(face)
    assert label(item) == "button_aid_steady_off"
    told = QAccessible.queryAccessibleInterface(item)
    assert told is not None
    assert told.role() == Role.CheckBox
    assert bool(told.state().checked)


def test_keys_of_the_keyboard_that_bear_a_sign_have_a_name(face: Face) -> None:
    face.show(SAMPLES["enrol_email"]())
    names = {
        label(item): QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name)  # type: ignore[union-attr]
        for item in controls(face)
    }
    assert names["key_switch"].startswith("More keys")
    face.show(SAMPLES["setup_name"]())
    [shift] = [item for item in controls(face) if label(item) == "key_shift"]
    told = QAccessible.queryAccessibleInterface(shift)
    assert told is not None
    assert told.text(QAccessible.Text.Name) == "Capital letters"


def test_the_ring_is_drawn_three_pixels_wide_at_least_in_every_theme(face: Face) -> None:
    for theme in ("light", "dark", "contrast"):
        face.show(replace(SAMPLES["thanks"](), theme=theme))
        before = face.grab()
        face.key(Qt.Key.Key_Tab)
        item = focused(face)
        after = face.grab()
        box = face.rect(item)
        y = int(box.center().y())
        across = range(int(box.left()) - 16, int(box.left()))
        changed = [x for x in across if before.pixelColor(x, y) != after.pixelColor(x, y)]
        assert len(changed) >= LEAST_RING, theme
        ink, paper = (after.pixelColor(changed[1], y), before.pixelColor(changed[1], y))
        assert _contrast(ink, paper) >= 3.0, theme
        face.show(SAMPLES["attract"]())  # another page: the focus starts anew


def _contrast(one: QColor, two: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    bright, dark = sorted((light(one), light(two)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
