"""The Pi's own camera, before a twin of the part of picamera2 that is used. Its signatures and its traps
are those of the library's source (v0.3.36)."""

import os
import time
from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import pytest

from kiosk.devices import pi_camera
from kiosk.devices.frames import Fault, PiCameraSource, SourceError, Tuning
from kiosk.devices.pi_camera import admitted
from tests.support.sources import SIZE, fault_of, levels, plain

PERIOD = {"FrameDurationLimits": (33, 120_000, 33_333)}
LENS = {"AfMode": (0, 2, 0), "LensPosition": (0.0, 15.0, 1.0)}


class Library:
    """picamera2's class of the same name; ``wait`` plays the list of answers."""

    answers: ClassVar[list] = []
    listed: ClassVar[list] = [{"Id": "/base/soc/i2c/imx708@1a", "Num": 0}]
    fails = ""
    made: ClassVar[list["Library"]] = []
    offered: ClassVar[dict] = PERIOD

    @staticmethod
    def global_camera_info():
        return Library.listed

    def __init__(self, camera_num=0):
        self.made.append(self)
        self.number, self.closed, self.asked = camera_num, 0, 0
        self.notifyme_r, self.notifyme_w = os.pipe2(os.O_NONBLOCK)
        self.notifymeread = os.fdopen(self.notifyme_r, "rb")
        if self.fails == "begin":
            raise RuntimeError("Camera __init__ sequence did not complete.")

    @property
    def camera_controls(self):
        return self.offered

    def create_video_configuration(self, main, controls, buffer_count):
        return main, controls, buffer_count

    def configure(self, configuration):
        self.configuration = configuration

    def start(self):
        if self.fails == "start":
            raise RuntimeError("in use")

    def capture_arrays(self, names, wait):
        assert (names, wait) == (["main"], False)
        self.asked += 1
        return f"job {self.asked}"

    def wait(self, job, timeout):
        assert timeout == 1.0
        self.waited_for = job
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        self.closed += 1
        self.notifymeread.close()
        os.close(self.notifyme_w)
        raise RuntimeError("already gone")


@pytest.fixture
def library(monkeypatch):
    class Fresh(Library):
        made: ClassVar[list[Library]] = []

    monkeypatch.setattr(pi_camera.importlib, "import_module", lambda name: SimpleNamespace(Picamera2=Fresh))
    return Fresh


def test_without_its_library_it_says_so(monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(pi_camera.importlib, "import_module", missing)
    assert fault_of(PiCameraSource(SIZE, 30)) is Fault.NO_LIBRARY


def test_it_films(library):
    wide = np.concatenate([plain(9), plain(255)[:, :, :1]], axis=2)
    library.answers = [([plain(5)], {}), ([wide], {}), RuntimeError("camera front end timed out")]
    source = PiCameraSource(SIZE, 30)
    with pytest.raises(SourceError):
        source.read()
    source.open()
    camera = library.made[0]
    assert camera.configuration == ({"size": SIZE, "format": "RGB888"}, {"FrameRate": 30}, 4)
    assert levels(source, 1) == [5]
    assert source.read().picture.shape == (48, 64, 3)
    with pytest.raises(SourceError) as caught:
        source.read()
    assert caught.value.fault is Fault.FAILED
    source.close()
    source.close()
    assert camera.closed == 1


def test_a_question_that_was_not_answered_in_time_is_not_asked_again(library):
    library.answers = [TimeoutError(), TimeoutError(), ([plain(6)], {}), ([plain(7)], {})]
    source = PiCameraSource(SIZE, 30)
    source.open()
    assert source.read() is None
    assert source.read() is None
    assert library.made[0].asked == 1
    assert levels(source, 2) == [6, 7]
    assert library.made[0].asked == 2
    source.close()


def test_the_time_is_the_sensor_s_if_it_can_be(library):
    started = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    stamps = [started - 50_000_000, started - 5_000_000_000, started + 10**12, None]
    library.answers = [([plain(1)], {"SensorTimestamp": stamp}) for stamp in stamps]
    source = PiCameraSource(SIZE, 30)
    source.open()
    before = time.monotonic()
    frames = [source.read() for _ in stamps]
    assert before - 0.2 < frames[0].at <= before - 0.04
    assert all(before <= frame.at <= time.monotonic() for frame in frames[1:])
    source.close()


def test_of_several_the_one_that_is_named_and_no_webcam(library, monkeypatch):
    """libcamera lists webcams as well: they are V4L2's."""
    listed = [
        {"Id": "/base/pcie/rp1/i2c/imx708@1a", "Num": 1},
        {"Id": "/base/pcie/usb@1/camera", "Num": 2},
        {"Id": "/base/pcie/rp1/i2c/imx219@10", "Num": 0},
    ]
    monkeypatch.setattr(Library, "listed", listed)
    for number, place in ((0, 0), (1, 2)):
        source = PiCameraSource(SIZE, 30, number=number)
        source.open()
        assert library.made[-1].number == place
        source.close()
    assert fault_of(PiCameraSource(SIZE, 30, number=2)) is Fault.MISSING
    monkeypatch.setattr(Library, "listed", [])
    assert fault_of(PiCameraSource(SIZE, 30)) is Fault.MISSING
    assert len(library.made) == 2


def test_a_broken_list_of_cameras(library, monkeypatch):
    monkeypatch.setattr(Library, "listed", [None])
    assert fault_of(PiCameraSource(SIZE, 30)) is Fault.CANNOT_OPEN


@pytest.mark.parametrize("step", ["begin", "start"])
def test_one_that_is_in_use_leaves_no_file_open(step, library):
    """The library leaves a pipe behind whose other end nobody holds; tried twice a second, that would
    be all files of the process within minutes."""
    library.fails = step
    files = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        assert fault_of(PiCameraSource(SIZE, 30)) is Fault.CANNOT_OPEN
    assert len(os.listdir("/proc/self/fd")) == files
    assert len(library.made) == 3


# -- controls --------------------------------------------------------------------------------------


def test_a_camera_is_asked_only_for_what_it_offers():
    everything = Tuning(exposure=8.0, focus=0.5, power_line="50Hz")
    assert admitted({}, 30, everything) == {}
    assert admitted(PERIOD, 30, everything) == {"FrameRate": 30}
    assert admitted({"LensPosition": (0.0, 15.0, 1.0)}, 30, everything) == {}
    offered = {
        **LENS,
        "ExposureTime": (29, 200_000, 20_000),
        "AeFlickerMode": (0, 1, 0),
        "AeFlickerPeriod": (100, 1_000_000, None),
    }
    assert admitted(offered, 30, everything) == {
        "ExposureTime": 8000,
        "AfMode": 0,
        "LensPosition": 7.5,
        "AeFlickerMode": 1,
        "AeFlickerPeriod": 10_000,
    }
    assert admitted(offered, 30, Tuning()) == {"AfMode": 2}
    assert admitted(offered, 30, Tuning(exposure=1000.0))["ExposureTime"] == 200_000
    assert admitted({"ExposureTime": (100, 0, 0)}, 30, Tuning(exposure=0.01)) == {"ExposureTime": 100}
    assert admitted(offered, 30, Tuning(power_line="60Hz"))["AeFlickerPeriod"] == 8_333
