"""The real window, off-screen, with sample views in and events out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.core.events import Stirred, Tap
from kiosk.core.view import View
from kiosk.ui.bridge import Bridge
from kiosk.ui.i18n import Translator
from kiosk.ui.paper import PaperShelf
from kiosk.ui.preview import PreviewFeed
from kiosk.ui.window import Window, open_window, prepare_graphics
from tests.ui.sample_frame import NOON

ASSETS = Path(__file__).resolve().parents[2] / "assets"
LANGUAGES = ("en", "tr", "de", "ar")

prepare_graphics()


class Clock:
    """Monotonic seconds that only tests move."""

    def __init__(self) -> None:
        self.now = 6.0

    def __call__(self) -> float:
        return self.now


class Face:
    """The window under test."""

    def __init__(
        self,
        size: tuple[int, int],
        screen_mm: tuple[float, float],
        motion: bool,
        papers: PaperShelf | None = None,
        translator: Translator | None = None,
    ) -> None:
        self.clock = Clock()
        self.events: list[Tap | Stirred] = []
        self.feed = PreviewFeed(monotonic=self.clock)
        self.translator = translator or Translator(LANGUAGES, strict=True, today=lambda moment: NOON.date())
        self.bridge = Bridge(self.translator, self.events.append, self.feed, monotonic=self.clock)
        self.window: Window = open_window(
            self.bridge,
            self.feed,
            assets=ASSETS,
            fullscreen=False,
            size=size,
            screen_mm=screen_mm,
            motion=motion,
            may_close=True,
            papers=papers,
        )
        self.finger: QPointingDevice = QTest.createTouchDevice()

    def show(self, view: View) -> None:
        """Publish, and wait until it is on screen and laid out."""
        self.bridge.publish(view)
        for _ in range(2):
            # Taking a picture lays everything out first; the second one sees what the first one moved.
            QTest.qWait(1)
            self.window.grabWindow()

    def settle(self, milliseconds: int = 60) -> None:
        QTest.qWait(milliseconds)

    def items(self) -> list[QQuickItem]:
        """Every visible item."""
        found: list[QQuickItem] = []
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                found.append(item)
                waiting.extend(item.childItems())
        return found

    def find(self, name: str) -> QQuickItem:
        found = [item for item in self.items() if item.objectName() == name]
        assert len(found) == 1, f"{len(found)} items are called {name}"
        return found[0]

    def centre(self, name: str) -> QPoint:
        item = self.find(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def rect(self, item: QQuickItem) -> QRectF:
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))

    def click(self, name: str) -> None:
        QTest.mouseClick(
            self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.centre(name)
        )
        self.settle(5)

    def touch(self, name: str) -> None:
        at = self.centre(name)
        QTest.touchEvent(self.window, self.finger).press(0, at, self.window).commit()
        self.settle(5)
        QTest.touchEvent(self.window, self.finger).release(0, at, self.window).commit()
        self.settle(5)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)
        self.settle(5)

    def taps(self) -> list[tuple[str, str, str]]:
        return [(str(e.action), e.value, e.session) for e in self.events if isinstance(e, Tap)]

    def stirred(self) -> int:
        return sum(isinstance(e, Stirred) for e in self.events)

    def later(self, seconds: float = 1.0) -> None:
        self.clock.now += seconds

    def grab(self) -> QImage:
        self.settle(30)
        return self.window.grabWindow()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QGuiApplication.processEvents()


OpenFace = Callable[..., Face]


@pytest.fixture
def open_face(qapp: QGuiApplication) -> Iterator[OpenFace]:
    """Opens windows of any size (pixels, millimetres); all are closed afterwards."""
    opened: list[Face] = []

    def opening(
        size: tuple[int, int] = (1280, 800),
        screen_mm: tuple[float, float] = (217.0, 136.0),
        motion: bool = False,
        papers: PaperShelf | None = None,
        translator: Translator | None = None,
    ) -> Face:
        opened.append(Face(size, screen_mm, motion, papers, translator))
        return opened[-1]

    yield opening
    for one in opened:
        one.close()


@pytest.fixture
def face(open_face: OpenFace) -> Face:
    """The usual 10-inch screen, with motion off."""
    return open_face()


def in_session(view: View, session: str) -> View:
    return replace(view, session=session)
