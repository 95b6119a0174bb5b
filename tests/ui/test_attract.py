"""The invitation: what it tells without words, what it costs, and that it burns nothing into the glass."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from kiosk.core.view import Text, View
from tests.ui.camera_picture import picture
from tests.ui.conftest import Face, OpenFace
from tests.ui.sample_views import SAMPLES, attract
from tests.ui.shots import SIZES

STEP_SECONDS = 20.0
"""Of the drift: what the timer in Drift.qml has, see the test of it."""
LEFT_OVER = 0.25
"""What of an edge's contrast may be left of it in the mean of all the pictures."""


def scanner_only() -> View:
    return attract(camera=False, hint=Text("attract.hint_scanner"))


def grey(image: QImage) -> NDArray[np.int16]:
    whole = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine())
    return data[:, : whole.width()].astype(np.int16)


def sharpest(shown: NDArray[np.floating] | NDArray[np.int16]) -> float:
    """The largest step from a pixel to its neighbour. Edges are what one sees that has burnt in."""
    return float(max(np.abs(np.diff(shown, axis=0)).max(), np.abs(np.diff(shown, axis=1)).max()))


def drift_of(face: Face) -> QObject:
    found = face.window.rootObject().findChild(QObject, "drift")
    assert found is not None
    return found


def kinds(face: Face, kind: str) -> list[QQuickItem]:
    return [item for item in face.items() if item.metaObject().className().startswith(f"{kind}_")]


@pytest.mark.parametrize("size", ["800x480", "1280x800", "1080x1920"])
@pytest.mark.parametrize("shown", ["attract", "closed"])
def test_nothing_that_stands_still_burns_in(open_face: OpenFace, size: str, shown: str) -> None:
    """The mean of the pictures of eight hours is what the glass remembers: nothing in it is sharp."""
    width, height = (int(part) for part in size.split("x"))
    face = open_face((width, height), SIZES[size])
    face.show(SAMPLES[shown]())
    taken = range(0, round(8 * 3600 / STEP_SECONDS), 41)
    total = np.zeros((height, width), np.int32)
    now = 0.0
    for step in taken:
        drift_of(face).setProperty("step", step)
        face.settle(1)
        picture_now = grey(face.window.grabWindow())
        now = max(now, sharpest(picture_now))
        total += picture_now
    assert now > 200
    assert sharpest(total / len(taken)) <= LEFT_OVER * now


def test_the_drift_is_slow_and_keeps_everything_on_the_glass(open_face: OpenFace) -> None:
    face = open_face((1280, 800), SIZES["1280x800"])
    face.show(SAMPLES["attract"]())
    drift = drift_of(face)
    places = []
    for step in range(2000):
        drift.setProperty("step", step)
        places.append((drift.property("across"), drift.property("down")))
    assert places[0] == (0, 0)
    moves = np.abs(np.diff(np.array(places), axis=0))
    assert moves.max() == 1, "a pixel at a time"
    assert len(set(places)) > 250
    reach = np.abs(np.array(places)).max()
    first = min(face.rect(item).left() for item in kinds(face, "KButton"))
    assert 8 <= reach < first


def test_the_drift_goes_on_only_while_nobody_is_there(face: Face) -> None:
    timer = next(
        child for child in drift_of(face).children() if child.metaObject().className().startswith("QQmlTimer")
    )
    assert timer.property("interval") == STEP_SECONDS * 1000
    for name, moves in (("attract", True), ("closed", True), ("balance", False), ("staff_menu", False)):
        face.show(SAMPLES[name]())
        assert timer.property("running") is moves, name
    timer.setProperty("interval", 5)
    face.show(attract())
    face.settle(60)
    assert drift_of(face).property("step") > 0


def test_dimming_takes_most_of_the_light_and_stops_the_guest(open_face: OpenFace) -> None:
    face = open_face(motion=True)
    face.show(attract())
    lit = grey(face.grab()).mean()
    face.show(attract(dimmed=True))
    assert grey(face.grab()).mean() < 0.4 * lit
    for one in face.window.rootObject().findChildren(QObject, "invitation"):
        assert one.property("running") is False


def running(face: Face) -> list[QObject]:
    found = face.window.rootObject().findChildren(QObject, "invitation")
    return [one for one in found if one.property("running")]


@pytest.mark.parametrize("seeing", [True, False])
def test_a_phone_comes_is_read_and_goes_without_a_word(open_face: OpenFace, seeing: bool) -> None:
    """With a camera in its picture, without one under the drawn scanner."""
    face = open_face(motion=True)
    face.show(attract() if seeing else scanner_only())
    if seeing:
        face.feed.push(picture())
    (story,) = running(face)
    art = kinds(face, "AimFrame" if seeing else "ScanArt")[0]
    came = read = 0.0
    moving = 0
    before: float | None = None
    # Qt's own clock drives it: looked at until the tick has landed
    for look in range(400):
        face.settle(30)
        at = art.property("guest")
        moving += before is not None and at != before
        before = at
        came = max(came, at)
        if art.property("read"):
            read = look
            break
    assert came == 1
    assert read > 0
    assert moving * 0.03 < 5
    assert len(kinds(face, "ReadMark")) == 1
    assert story.property("running") is True


def test_without_motion_the_scanner_shows_how_it_is_done_all_the_same(face: Face) -> None:
    face.show(scanner_only())
    art = kinds(face, "ScanArt")[0]
    assert art.property("guest") == 1
    assert not running(face)
    phone = kinds(face, "PhoneArt")[0]
    assert face.rect(art).intersected(face.rect(phone)).height() > 0.7 * phone.height()


def test_whoever_is_told_how_to_hold_theirs_sees_no_other_phone(open_face: OpenFace) -> None:
    face = open_face(motion=True)
    face.show(SAMPLES["attract_hint"]())
    assert not running(face)
    face.show(attract())
    assert len(running(face)) == 1


def test_between_two_visits_of_the_guest_the_window_draws_only_the_cameras_pictures(
    open_face: OpenFace,
) -> None:
    """What the invitation costs, in numbers that do not depend on the machine."""
    face = open_face(motion=True)
    face.show(attract())
    face.feed.push(picture())
    face.settle(200)
    drawn: list[int] = []
    face.window.frameSwapped.connect(lambda: drawn.append(1))
    for _ in range(5):  # a second, as the sleeping camera sends them
        face.feed.push(picture())
        face.settle(200)
    assert len(drawn) <= 8


def test_dimmed_and_without_a_camera_nothing_is_drawn(open_face: OpenFace) -> None:
    face = open_face(motion=True)
    face.show(replace(scanner_only(), body=replace(scanner_only().body, dimmed=True)))
    face.settle(400)
    drawn: list[int] = []
    face.window.frameSwapped.connect(lambda: drawn.append(1))
    face.settle(1000)
    assert len(drawn) <= 1
