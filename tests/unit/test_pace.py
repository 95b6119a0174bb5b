"""How fast pictures are looked at, as counted beside the work."""

import threading
import time

import pytest

from kiosk.core.machine import Pace
from kiosk.devices.camera import CameraAdapter
from kiosk.devices.frames import CallbackSource
from kiosk.devices.pace import WINDOW, PaceMeter
from kiosk.simulator.camera import PhoneScene
from tests.support.filming import wait_until


def at_rate(meter: PaceMeter, a_second: int, begin: float, seconds: float, ms: float = 4.0) -> None:
    for number in range(round(a_second * seconds)):
        meter.note(begin + number / a_second, ms)


def test_nothing_looked_at_is_nothing_told() -> None:
    meter = PaceMeter()
    assert meter.tell(100.0) is None
    at_rate(meter, 30, 100.0, 1.0)
    assert meter.tell(100.0 + 1.0 + WINDOW) is None


@pytest.mark.parametrize("a_second", [5, 10, 30, 120])
def test_the_rate_is_that_of_the_last_seconds(a_second: int) -> None:
    meter = PaceMeter()
    at_rate(meter, 30, 90.0, 10.0)
    at_rate(meter, a_second, 100.0, 5.0)
    told = meter.tell(105.0)
    assert told is not None
    assert told.a_second == pytest.approx(a_second, abs=1.0)


def test_a_camera_that_has_just_begun_is_new_and_not_slow() -> None:
    meter = PaceMeter()
    at_rate(meter, 20, 100.0, 2.0)
    told = meter.tell(102.0)
    assert told is not None
    assert told.a_second == pytest.approx(20, abs=1.0)
    # … but a single picture is not told as a hundred a second
    first = PaceMeter()
    first.note(100.0, 7.0)
    assert first.tell(100.01) == Pace(1.0, 7.0)


def test_the_median_does_not_care_for_one_slow_picture() -> None:
    meter = PaceMeter()
    for at, ms in ((100.0, 4.0), (100.1, 5.0), (100.2, 900.0)):
        meter.note(at, ms)
    told = meter.tell(100.3)
    assert told is not None
    assert told.median_ms == 5.0


def test_it_may_be_asked_while_it_is_noted() -> None:
    meter = PaceMeter()
    stop = threading.Event()

    def note() -> None:
        while not stop.is_set():
            meter.note(time.monotonic(), 1.0)

    thread = threading.Thread(target=note)
    thread.start()
    try:
        for _ in range(200):
            meter.tell(time.monotonic())
    finally:
        stop.set()
        thread.join(5.0)
    assert not thread.is_alive()


def test_a_camera_tells_its_pace_while_it_films() -> None:
    scene = PhoneScene()
    camera = CameraAdapter(lambda: CallbackSource(scene.frame, fps=20.0))
    assert camera.pace() is None
    camera.start(lambda event: None)
    try:
        wait_until(lambda: camera.pace() is not None, "a pace")
        pace = camera.pace()
        assert pace is not None
        assert pace.a_second > 0
        assert pace.median_ms > 0
    finally:
        camera.stop()
