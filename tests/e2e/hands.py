"""Two kinds of hands for a kiosk's window: fingers on the glass, and the keys of a tactile keypad."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from tests.e2e.window import Stand


class Touch:
    """Fingers."""

    name = "touch"

    def __init__(self, stand: Stand) -> None:
        self._stand = stand

    def digits(self, digits: str) -> None:
        for digit in digits:
            self._stand.touch(f"key_{digit}")

    def confirm(self) -> None:
        QTest.qWait(110)  # two buttons within a tenth of a second are one press of a broad hand
        self._stand.breathe("confirm")
        self._stand.touch("key_confirm")

    def erase(self, times: int = 1) -> None:
        for _ in range(times):
            self._stand.touch("key_erase")
            QTest.qWait(30)

    def letters(self, text: str) -> None:
        for char in text:
            self._stand.touch(f"key_{char}")

    def button(self, name: str) -> None:
        QTest.qWait(110)
        self._stand.breathe(name.removeprefix("button_"))
        self._stand.touch(name)

    def leave(self) -> None:
        self.button("button_leave")

    def leave_if_possible(self) -> None:
        """The screen may have gone by itself in the moment before the touch, and the button with it."""
        QTest.qWait(110)
        self._stand.breathe("leave")
        for way in ("button_leave", "button_back"):
            if self._stand.item(way) is not None:
                self._stand.touch(way)
                return


class Keypad:
    """Keys: digits, Backspace, Enter, Tab or arrows, Escape."""

    name = "keypad"

    def __init__(self, stand: Stand) -> None:
        self._stand = stand

    def digits(self, digits: str) -> None:
        for digit in digits:
            self._stand.key(Qt.Key(Qt.Key.Key_0 + int(digit)), keypad=True)

    def confirm(self) -> None:
        self._stand.breathe("confirm")
        self._stand.key(Qt.Key.Key_Enter, keypad=True)

    def erase(self, times: int = 1) -> None:
        for _ in range(times):
            self._stand.key(Qt.Key.Key_Backspace)

    def letters(self, text: str) -> None:
        for char in text:
            QTest.keyClick(self._stand.desk.window, char)  # type: ignore[call-overload]  # not in the stubs
            QTest.qWait(50)

    def button(self, name: str) -> None:
        """Go to it, Tab and arrow by turns, and press it."""
        stand = self._stand
        stand.until(f"a control {name}", lambda: stand.item(name) is not None)
        for turn in range(40):
            stand.key(Qt.Key.Key_Down if turn % 2 else Qt.Key.Key_Tab)
            if stand.focused == name:
                break
        assert stand.focused == name, f"keys do not come to {name}"
        QTest.qWait(110)
        stand.key(Qt.Key.Key_Return)

    def leave(self) -> None:
        QTest.qWait(110)
        self._stand.breathe("escape")
        self._stand.key(Qt.Key.Key_Escape)

    leave_if_possible = leave


Hand = Touch | Keypad
HANDS: dict[str, Callable[[Stand], Hand]] = {"touch": Touch, "keypad": Keypad}


def pin(stand: Stand, hand: Hand, digits: str) -> None:
    """Type a PIN, see that all of it is in, and confirm it."""
    hand.digits(digits)
    stand.until("the digits", lambda: stand.body.get("entered") == len(digits))
    hand.confirm()


def walk(stand: Stand, name: str) -> None:
    """With the arrows of a tactile keypad to a key of the on-screen keyboard, and press it."""

    def at(key: str) -> QPointF:
        item = stand.item(key)
        assert item is not None
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))

    for _ in range(30):
        if stand.focused == name:
            break
        if not stand.focused.startswith("key_"):
            stand.key(Qt.Key.Key_Tab)
            continue
        way = at(name) - at(stand.focused)
        if abs(way.y()) > 20:
            stand.key(Qt.Key.Key_Down if way.y() > 0 else Qt.Key.Key_Up)
        else:
            stand.key(Qt.Key.Key_Right if way.x() > 0 else Qt.Key.Key_Left)
    assert stand.focused == name
    stand.key(Qt.Key.Key_Return)
