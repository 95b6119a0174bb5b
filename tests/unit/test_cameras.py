"""Real cameras, as far as one can have them without one: missing nodes, and twins of the libraries."""

import stat
import time
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import pytest

from kiosk.devices import cameras
from kiosk.devices.frames import (
    AutoSource,
    CallbackSource,
    Fault,
    PiCameraSource,
    SourceError,
    V4L2Source,
    make_source,
)
from tests.support.sources import SIZE, fault_of, levels, plain

# -- the kernel's ---------------------------------------------------------------------------------------


class Camera:
    """A twin of ``cv2.VideoCapture``: a queue of old pictures, then new ones that take a while."""

    opened = True
    made: ClassVar[list["Camera"]] = []

    def __init__(self, path, backend):
        self.path, self.backend = path, backend
        self.settings = []
        self.queue = []
        self.alive = True
        self.retrievable = True
        self.counter = 100
        self.released = False
        self.made.append(self)

    def isOpened(self):
        return self.opened

    def set(self, key, value):
        self.settings.append((key, value))
        return True

    def grab(self):
        if not self.alive:
            return False
        if self.queue:
            self.current = self.queue.pop(0)
        else:
            time.sleep(0.08)
            self.counter += 1
            self.current = self.counter
        return True

    def retrieve(self):
        return (True, plain(self.current)) if self.retrievable else (False, None)

    def release(self):
        self.released = True


@pytest.fixture
def twin(monkeypatch):
    class Fresh(Camera):
        made: ClassVar[list[Camera]] = []

    monkeypatch.setattr(cv2, "VideoCapture", Fresh)
    return Fresh


@pytest.fixture
def node(tmp_path) -> Path:
    path = tmp_path / "video0"
    path.touch()
    return path


def test_a_camera_that_is_not_there():
    assert fault_of(V4L2Source(Path("/dev/video-that-is-not-there"), SIZE, 30)) is Fault.MISSING


def test_a_node_that_is_no_camera(node):
    assert fault_of(V4L2Source(node, SIZE, 30)) is Fault.CANNOT_OPEN


def test_a_camera_that_is_in_use(twin, node):
    twin.opened = False
    assert fault_of(V4L2Source(node, SIZE, 30)) is Fault.CANNOT_OPEN
    assert twin.made[0].released


def test_a_camera_that_opencv_stumbles_over(monkeypatch, node):
    def stumble(path, backend):
        raise cv2.error("no such back end")

    monkeypatch.setattr(cv2, "VideoCapture", stumble)
    assert fault_of(V4L2Source(node, SIZE, 30)) is Fault.CANNOT_OPEN


def test_a_camera_is_asked_for_mjpg_first_and_for_one_buffer(twin, node):
    source = V4L2Source(node, SIZE, 30)
    source.open()
    camera = twin.made[0]
    assert (camera.path, camera.backend) == (str(node), cv2.CAP_V4L2)
    assert camera.settings == [
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, 320),
        (cv2.CAP_PROP_FRAME_HEIGHT, 240),
        (cv2.CAP_PROP_FPS, 30),
        (cv2.CAP_PROP_BUFFERSIZE, 1),
    ]
    assert levels(source, 2) == [101, 102]
    source.close()
    source.close()
    assert camera.released
    with pytest.raises(SourceError):
        source.read()


def test_after_a_pause_old_pictures_are_thrown_away(twin, node):
    source = V4L2Source(node, SIZE, 5)
    source.open()
    assert levels(source, 1) == [101]
    twin.made[0].queue = [1, 2, 3]
    time.sleep(0.5)
    assert levels(source, 1) == [102]
    twin.made[0].queue = [4]  # without a pause one that is there already is new enough
    assert levels(source, 1) == [4]


def test_a_camera_that_gives_only_old_pictures_does_not_hold_the_reader(twin, node):
    source = V4L2Source(node, SIZE, 5)
    source.open()
    twin.made[0].queue = list(range(1, 100))
    time.sleep(0.5)
    assert levels(source, 1) == [5]


def test_silent_undecodable_and_unplugged_cameras(twin, node):
    source = V4L2Source(node, SIZE, 30)
    source.open()
    twin.made[0].retrievable = False
    assert source.read() is None
    twin.made[0].alive = False
    assert source.read() is None
    node.unlink()
    with pytest.raises(SourceError) as caught:
        source.read()
    assert caught.value.fault is Fault.UNPLUGGED


# -- whichever camera is there ---------------------------------------------------------------------


class Silent(CallbackSource):
    """A camera that opens and gives nothing."""

    def __init__(self):
        super().__init__(lambda: None)
        self.closed = 0

    def close(self):
        self.closed += 1


class Refuses(Silent):
    def open(self):
        raise SourceError(Fault.CANNOT_OPEN)


def test_auto_takes_the_first_that_gives_pictures():
    refuses, silent = Refuses(), Silent()
    good, spare = CallbackSource(lambda: plain(7)), CallbackSource(lambda: plain(8))
    source = AutoSource(lambda: [refuses, silent, good, spare], 30)
    source.open()
    assert levels(source, 1) == [7]
    assert (refuses.closed, silent.closed) == (1, 1)
    source.close()
    with pytest.raises(SourceError):
        source.read()


def test_auto_says_why_there_is_none():
    assert fault_of(AutoSource(list, 30)) is Fault.MISSING
    assert fault_of(AutoSource(lambda: [Refuses()], 30)) is Fault.CANNOT_OPEN
    silent = Silent()
    assert fault_of(AutoSource(lambda: [silent], 30)) is Fault.NO_FRAMES
    assert silent.closed


def test_auto_ends_early_when_it_is_called_off():
    source = AutoSource(lambda: [Silent(), Silent(), Silent()], 30)
    source.cancel()
    begun = time.monotonic()
    assert fault_of(source) is Fault.NO_FRAMES
    assert time.monotonic() - begun < 1


def test_lasting_names_come_before_numbers_and_no_camera_twice(tmp_path, monkeypatch):
    named = tmp_path / "v4l" / "by-id"
    named.mkdir(parents=True)
    for number in (10, 2, 0, 1):
        (tmp_path / f"video{number}").touch()
    (named / "usb-Camera-video-index0").symlink_to(tmp_path / "video2")
    (named / "usb-Camera-video-index1").symlink_to(tmp_path / "video1")
    monkeypatch.setattr(cameras, "_captures", lambda node: node.resolve().name != "video1")
    names = [node.name for node in cameras.camera_nodes(tmp_path)]
    assert names == ["usb-Camera-video-index0", "video0", "video10"]


def test_nodes_that_capture(monkeypatch, tmp_path):
    assert not cameras._captures(tmp_path / "missing")
    assert not cameras._captures(tmp_path)
    assert not cameras._captures(Path("/dev/null"))  # a device, but it knows nothing of video
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)

    def answers(whole, node):
        answer = bytearray(104)
        answer[84:92] = whole.to_bytes(4, "little") + node.to_bytes(4, "little")
        monkeypatch.setattr(cameras.fcntl, "ioctl", lambda handle, request, data: bytes(answer))
        return cameras._captures(Path("/dev/null"))

    assert answers(0x84200001, 0x04200001)  # a webcam's pictures
    assert not answers(0x84A00001, 0x04A00000)  # the same webcam's metadata node
    assert not answers(0x84204000, 0x04204000)  # a codec
    assert answers(0x00000001, 0)  # an old driver


def test_without_hardware_auto_finds_nothing_or_says_so(monkeypatch):
    monkeypatch.setattr(cameras, "camera_nodes", list)
    assert fault_of(make_source("auto")) in (Fault.MISSING, Fault.CANNOT_OPEN)


# -- picamera2 -------------------------------------------------------------------------------------


class PiLibrary:
    """A twin of the part of picamera2 that is used; ``wait`` plays the list of answers."""

    def __init__(self, answers=(), *, broken=False):
        self.answers = list(answers)
        self.broken = broken
        self.closed = 0

    def Picamera2(self):
        if self.broken:
            raise IndexError("list index out of range")
        return self

    def create_video_configuration(self, main, controls, buffer_count):
        return main, controls

    def configure(self, configuration):
        assert configuration == ({"size": SIZE, "format": "RGB888"}, {"FrameRate": 30})

    def start(self):
        self.started = True

    def capture_array(self, name, wait):
        assert (name, wait) == ("main", False)
        return "job"

    def wait(self, job, timeout):
        assert (job, timeout) == ("job", 1.0)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        self.closed += 1
        raise RuntimeError("already gone")


def pi(monkeypatch, library) -> PiCameraSource:
    monkeypatch.setattr(cameras.importlib, "import_module", lambda name: library)
    return PiCameraSource(SIZE, 30)


def test_picamera_without_its_library_says_so(monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(cameras.importlib, "import_module", missing)
    assert fault_of(PiCameraSource(SIZE, 30)) is Fault.NO_LIBRARY


def test_picamera_films(monkeypatch):
    wide = np.concatenate([plain(9), plain(255)[:, :, :1]], axis=2)
    library = PiLibrary([plain(5), wide, TimeoutError(), RuntimeError("camera front end timed out")])
    source = pi(monkeypatch, library)
    with pytest.raises(SourceError):
        source.read()
    source.open()
    assert levels(source, 1) == [5]
    assert source.read().picture.shape == (48, 64, 3)
    assert source.read() is None
    with pytest.raises(SourceError) as caught:
        source.read()
    assert caught.value.fault is Fault.FAILED
    source.close()
    source.close()
    assert library.closed == 1


def test_picamera_without_a_camera(monkeypatch):
    assert fault_of(pi(monkeypatch, PiLibrary(broken=True))) is Fault.CANNOT_OPEN
