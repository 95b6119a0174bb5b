"""A pair of hands and eyes for the headless demo: it presses the real window's controls, reads the
screen's name and takes its picture. It has no other way into the kiosk than a person has."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.cli.run import Desk


class Missed(Exception):  # noqa: N818 - not an error of the program: the story did not come that far
    """What was waited for did not happen in time."""


class Stopped(Exception):  # noqa: N818 - no error either
    """The story was told to end before its end; the text says by what."""


class Player:
    """Plays before one ``Desk``. Times are seconds; pictures go to ``folder``. As soon as something is in
    ``stops``, whatever waits raises ``Stopped``: a signal's handler could not, for Qt swallows what is
    raised inside of its calls."""

    def __init__(self, desk: Desk, folder: Path, stops: Sequence[str] = ()) -> None:
        self._desk = desk
        self._folder = folder
        self._stops = stops
        self.pictures: list[str] = []

    @property
    def screen(self) -> str:
        """The name of the screen that is shown."""
        return str(self._desk.bridge.get_screen())

    @property
    def body(self) -> dict[str, object]:
        """What is on it, as the face has it: words, numbers, never digits of a PIN."""
        body = self._desk.bridge.get_view().get("body", {})
        return dict(body)

    @property
    def printer_state(self) -> str:
        """The printer's last word."""
        return self._desk.devices.printer.state.value

    def rest(self, seconds: float) -> None:
        """Let things happen."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._wait(max(1, min(20, round(left * 1000))))

    def until(self, what: str, true: Callable[[], bool], seconds: float = 15.0) -> None:
        """Wait for it; raises ``Missed`` with these words."""
        limit = time.monotonic() + seconds
        while not true():
            if time.monotonic() > limit:
                raise Missed(f"{what} (on screen: {self.screen})")
            self._wait(10)

    def _wait(self, milliseconds: int) -> None:
        QTest.qWait(milliseconds)
        if self._stops:
            raise Stopped(self._stops[0])

    def sees(self, screen: str, seconds: float = 15.0) -> None:
        """Wait for a screen of this name."""
        self.until(f"screen {screen}", lambda: self.screen == screen, seconds)

    def item(self, name: str) -> QQuickItem | None:
        """The visible, enabled item of this object name."""
        waiting = [self._desk.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.objectName() == name and item.isEnabled():
                return item
            # Through the picture, not the objects: what a Repeater makes has no parent object.
            waiting += [child for child in item.childItems() if child.isVisible()]
        return None

    def press(self, name: str, seconds: float = 5.0) -> None:
        """Press the control of this object name, in its middle, with a finger's own slowness."""
        self.until(f"a control {name}", lambda: self.item(name) is not None, seconds)
        self.rest(0.13)  # the face takes two presses within a tenth of a second for one
        item = self.item(name)
        if item is None:
            raise Missed(f"a control {name} that stays")
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        point = QPoint(round(middle.x()), round(middle.y()))
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self._desk.window, Qt.MouseButton.LeftButton, none, point)
        self.rest(0.05)

    def type_pin(self, pin: str) -> None:
        """Type digits on the pad and confirm."""
        for digit in pin:
            self.press(f"key_{digit}")
        self.press("key_confirm")

    def shoot(self, name: str, settle: float = 0.45) -> None:
        """Write a picture of the window, once its movements have come to rest."""
        self.rest(settle)
        image = self._desk.window.grabWindow()
        number = len(self.pictures) + 1
        file = f"{number:02}-{name}.png"
        if not image.save(str(self._folder / file)):
            raise Missed(f"the picture {file} could not be written")
        self.pictures.append(file)
