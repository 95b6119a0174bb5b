"""From the picture to the frame on screen: told once a session, for pictures only, measured at the swap."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.core.view import View
from kiosk.ui.acknowledge import Acknowledgements
from kiosk.ui.bridge import Bridge
from tests.ui.conftest import Face, in_session
from tests.ui.sample_views import SAMPLES, attract


class Book:
    """What was logged."""

    def __init__(self) -> None:
        self.lines: list[dict[str, object]] = []

    def __call__(self, event: str, /, **fields: str | float) -> None:
        self.lines.append({"event": event, **fields})


def seen(session: str, taken: float, name: str = "lookup") -> View:
    return replace(in_session(SAMPLES[name](), session), taken=taken)


def until(face: Face, book: Book, number: int) -> None:
    end = time.monotonic() + 10
    while len(book.lines) < number and time.monotonic() < end:
        face.settle(10)


def test_the_first_frame_of_a_session_is_told_once(face: Face) -> None:
    book = Book()
    keep = Acknowledgements(face.window, face.bridge, book)
    face.bridge.publish(attract())
    face.settle(50)
    taken = time.monotonic() - 0.03
    face.bridge.publish(seen("s1", taken))
    until(face, book, 1)
    most = (time.monotonic() - taken) * 1000
    [line] = book.lines
    assert (line["event"], line["session"]) == ("acknowledged", "s1")
    assert isinstance(line["ms"], float)
    assert 30.0 <= line["ms"] <= most + 0.1
    assert round(line["ms"], 1) == line["ms"]
    # The same session goes on, is over, and another one comes.
    face.bridge.publish(seen("s1", taken, "balance"))
    face.settle(50)
    face.bridge.publish(attract())
    face.settle(50)
    face.bridge.publish(seen("s2", time.monotonic()))
    until(face, book, 2)
    assert [line["session"] for line in book.lines] == ["s1", "s2"]
    del keep


def test_what_no_camera_saw_is_not_told(face: Face) -> None:
    book = Book()
    keep = Acknowledgements(face.window, face.bridge, book)
    face.bridge.publish(seen("scanner", 0.0))
    face.settle(50)
    face.bridge.publish(attract())
    face.settle(50)
    face.bridge.publish(seen("camera", time.monotonic()))
    until(face, book, 1)
    assert [line["session"] for line in book.lines] == ["camera"]
    del keep


class Glass(QObject):
    """A window's two signals, given by hand and from another thread, as a threaded render loop does."""

    beforeSynchronizing = Signal()
    frameSwapped = Signal()

    def draw(self, signal: str) -> None:
        thread = threading.Thread(target=getattr(self, signal).emit)
        thread.start()
        thread.join(10)


class Screen(QObject):
    """As much of the bridge as matters here."""

    viewChanged = Signal()
    session = ""
    taken = 0.0

    def show(self, session: str, taken: float) -> None:
        self.session, self.taken = session, taken
        self.viewChanged.emit()


@pytest.fixture
def parts(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> tuple[Glass, Screen, Book, list[float]]:
    glass, screen, book, clock = Glass(), Screen(), Book(), [100.0]
    made = Acknowledgements(glass, screen, book, monotonic=lambda: clock[0])  # type: ignore[arg-type]
    glass.setProperty("kept", made)
    return glass, screen, book, clock


Parts = tuple[Glass, Screen, Book, list[float]]


def test_the_time_is_that_of_the_swap_whoever_draws(parts: Parts) -> None:
    glass, screen, book, clock = parts
    screen.show("s", 99.9)
    glass.draw("beforeSynchronizing")
    clock[0] = 100.0251
    glass.draw("frameSwapped")
    clock[0] = 200.0
    assert book.lines == [], "the line is written in our own thread"
    QGuiApplication.processEvents()
    assert book.lines == [{"event": "acknowledged", "session": "s", "ms": 125.1}]


def test_a_frame_that_was_begun_before_does_not_count(parts: Parts) -> None:
    glass, screen, book, clock = parts
    glass.draw("beforeSynchronizing")
    screen.show("s", 99.9)
    glass.draw("frameSwapped")
    QGuiApplication.processEvents()
    assert book.lines == []
    glass.draw("beforeSynchronizing")
    clock[0] = 101.0
    glass.draw("frameSwapped")
    glass.draw("frameSwapped")
    QGuiApplication.processEvents()
    assert [line["ms"] for line in book.lines] == [1100.0]


def test_a_session_that_no_frame_has_shown_is_not_told(parts: Parts) -> None:
    glass, screen, book, _ = parts
    screen.show("never seen", 99.0)
    screen.show("by the scanner", 0.0)
    glass.draw("beforeSynchronizing")
    glass.draw("frameSwapped")
    QGuiApplication.processEvents()
    assert book.lines == []


def test_the_fakes_are_like_the_real_ones() -> None:
    assert all(hasattr(QQuickWindow, name) for name in ("beforeSynchronizing", "frameSwapped"))
    assert all(hasattr(Bridge, name) for name in ("viewChanged", "session", "taken"))
