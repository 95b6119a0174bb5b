"""Which camera ``auto`` takes and what it remembers, nodes in /dev, and frames that are unpacked late.
How cameras of the kernel's are driven is in ``tests/contract/test_v4l2_twin.py``."""

import errno
import os
import stat
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.app import camera_of
from kiosk.config import Camera, Settings, Size
from kiosk.devices import cameras, v4l2, v4l2_controls
from kiosk.devices.cameras import Candidate
from kiosk.devices.frames import (
    AutoSource,
    CallbackSource,
    Fault,
    Frame,
    PiCameraSource,
    Search,
    SourceError,
    V4L2Source,
    make_source,
)
from tests.support.sources import SIZE, fault_of, levels, plain

# -- frames ----------------------------------------------------------------------------------------


def test_a_packed_frame_is_unpacked_when_it_is_looked_at_and_once(monkeypatch):
    jpeg = cv2.imencode(".jpg", plain(200))[1]
    unpacked = []
    decode = cv2.imdecode
    monkeypatch.setattr(cv2, "imdecode", lambda *args: unpacked.append(1) or decode(*args))
    frame = Frame.packed(jpeg, 5.0)
    assert (frame.at, unpacked) == (5.0, [])
    assert frame.picture.shape == (48, 64, 3)
    assert abs(int(frame.picture[0, 0, 0]) - 200) <= 2
    assert frame.picture is frame.picture
    assert unpacked == [1]


@pytest.mark.parametrize("jpeg", [b"", b"\xff\xd8\xff no JPEG"])
def test_what_cannot_be_unpacked_is_an_empty_picture(jpeg):
    assert Frame.packed(np.frombuffer(jpeg, np.uint8), 5.0).picture.shape == (0, 0)


def test_webcams_leave_the_huffman_tables_out(monkeypatch):
    """MJPG is JPEG without what every such picture has in common."""
    whole = cv2.imencode(".jpg", np.tile(np.arange(256, dtype=np.uint8), (64, 1)))[1].tobytes()
    left, at = bytearray(whole[:2]), 2
    while whole[at + 1] != 0xDA:
        length = 2 + int.from_bytes(whole[at + 2 : at + 4], "big")
        if whole[at + 1] != 0xC4:
            left += whole[at : at + length]
        at += length
    left += whole[at:]
    assert len(left) < len(whole)
    picture = Frame.packed(np.frombuffer(bytes(left), np.uint8), 0.0).picture
    assert (picture == cv2.imdecode(np.frombuffer(whole, np.uint8), cv2.IMREAD_COLOR)).all()


# -- nodes -----------------------------------------------------------------------------------------


def test_a_camera_that_is_not_there():
    assert fault_of(V4L2Source(Path("/dev/video-that-is-not-there"), SIZE, 30)) is Fault.MISSING


def test_what_is_no_camera(tmp_path):
    (tmp_path / "video0").touch()
    assert fault_of(V4L2Source(tmp_path / "video0", SIZE, 30)) is Fault.CANNOT_OPEN
    assert fault_of(V4L2Source(tmp_path, SIZE, 30)) is Fault.CANNOT_OPEN
    assert fault_of(V4L2Source(Path("/dev/null"), SIZE, 30)) is Fault.CANNOT_OPEN
    with pytest.raises(SourceError):
        V4L2Source(tmp_path / "video0", SIZE, 30).read()
    files = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        fault_of(V4L2Source(Path("/dev/null"), SIZE, 30))
    assert len(os.listdir("/proc/self/fd")) == files


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (errno.ENOENT, Fault.MISSING),
        (errno.ENXIO, Fault.MISSING),
        (errno.EBUSY, Fault.IN_USE),
        (errno.EACCES, Fault.NOT_PERMITTED),
        (errno.EIO, Fault.CANNOT_OPEN),
    ],
)
def test_why_a_node_cannot_be_opened(error, fault, monkeypatch):
    def refuse(path, flags):
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(v4l2_controls.os, "open", refuse)
    assert fault_of(V4L2Source(Path("/dev/null"), SIZE, 30)) is fault


def answering(monkeypatch, whole: int, node: int) -> v4l2_controls.Capability:
    answer = bytearray(104)
    answer[16:22], answer[48:53] = b"Webcam", b"usb-1"
    answer[84:92] = whole.to_bytes(4, "little") + node.to_bytes(4, "little")
    monkeypatch.setattr(v4l2_controls.fcntl, "ioctl", lambda handle, request, data: bytes(answer))
    device = v4l2_controls.Device(Path("/dev/null"))
    try:
        return device.capability()
    finally:
        device.close()


def test_nodes_that_capture(monkeypatch):
    webcam = answering(monkeypatch, 0x84200001, 0x04200001)
    assert webcam == v4l2_controls.Capability("Webcam", "usb-1", captures=True)
    assert not answering(monkeypatch, 0x84A00001, 0x04A00000).captures  # the same one's metadata
    assert not answering(monkeypatch, 0x84204000, 0x04204000).captures  # a codec
    assert not answering(monkeypatch, 0xA4200001, 0x24200001).captures  # a sensor that needs a pipeline
    assert answering(monkeypatch, 0x00000001, 0).captures  # an old driver


def test_files_are_no_nodes(tmp_path):
    (tmp_path / "video0").touch()
    (tmp_path / "video1").mkdir()
    (tmp_path / "video2").symlink_to(tmp_path / "nowhere")
    (tmp_path / "video3").symlink_to("/dev/null")  # a device, but it knows nothing of video
    assert stat.S_ISCHR((tmp_path / "video3").stat().st_mode)
    assert v4l2.camera_nodes(tmp_path) == []


# -- whichever camera is there ---------------------------------------------------------------------


class Silent(CallbackSource):
    """A camera that opens and gives nothing."""

    def __init__(self, picture=None):
        super().__init__(lambda: picture)
        self.opened = self.closed = 0

    def open(self):
        self.opened += 1

    def close(self):
        self.closed += 1


class Refuses(Silent):
    def __init__(self, fault=Fault.CANNOT_OPEN):
        super().__init__()
        self._fault = fault

    def open(self):
        raise SourceError(self._fault)


def auto(*sources, search=None) -> AutoSource:
    return AutoSource(lambda: [Candidate(id(one), one) for one in sources], 30, search)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(cameras, "_FIRST_PICTURE", 0.05)
    monkeypatch.setattr(cameras, "_LAST_HOPE", 0.05)


@pytest.mark.usefixtures("impatient")
def test_auto_takes_the_first_that_gives_pictures():
    refuses, silent, broken = Refuses(), Silent(), Silent(np.empty((0, 0), np.uint8))
    good, spare = CallbackSource(lambda: plain(7)), CallbackSource(lambda: plain(8))
    source = auto(refuses, silent, broken, good, spare)
    source.open()
    assert levels(source, 1) == [7]
    assert (refuses.closed, silent.closed, broken.closed) == (1, 1, 1)
    source.close()
    with pytest.raises(SourceError):
        source.read()


@pytest.mark.usefixtures("impatient")
def test_auto_says_the_most_telling_of_what_is_wrong():
    assert fault_of(auto()) is Fault.MISSING
    assert fault_of(auto(Refuses(Fault.MISSING))) is Fault.MISSING
    assert fault_of(auto(Refuses(), Refuses(Fault.NO_LIBRARY))) is Fault.CANNOT_OPEN
    silent = Silent()
    assert fault_of(auto(silent, Refuses())) is Fault.NO_FRAMES
    assert silent.closed
    assert fault_of(auto(Silent(), Refuses(Fault.IN_USE), Refuses())) is Fault.IN_USE
    assert fault_of(auto(Refuses(Fault.FAILED))) is Fault.FAILED


def test_auto_ends_early_when_it_is_called_off():
    search, silent = Search(), [Silent(), Silent()]
    source = auto(*silent, search=search)
    reads = []

    def read():
        reads.append(1)
        source.cancel()

    silent[0].read = read
    assert fault_of(source) is Fault.NO_FRAMES
    assert ([one.opened for one in silent], len(reads)) == ([1, 0], 1)
    found = [Candidate(id(one), one) for one in silent]
    assert search.order(found) == found  # it had no time to show what it can


@pytest.mark.usefixtures("impatient")
def test_a_silent_camera_is_tried_last_from_then_on():
    search, silent, good = Search(), Silent(), CallbackSource(lambda: plain(1))
    for _ in range(3):
        auto(silent, good, search=search).open()
    assert silent.opened == 1
    assert fault_of(auto(silent, search=search)) is Fault.NO_FRAMES
    assert silent.opened == 2
    fault_of(auto(search=search))  # pulled out, and in again: another one
    auto(silent, good, search=search).open()
    assert silent.opened == 3


def test_one_that_is_plugged_in_meanwhile_need_not_wait(monkeypatch):
    monkeypatch.setattr(cameras, "_LAST_HOPE", 60.0)
    silent, good = Silent(), CallbackSource(lambda: plain(3))
    there = [Candidate("silent", silent)]
    silent.read = lambda: there.append(Candidate("good", good)) if len(there) == 1 else None
    source = AutoSource(lambda: list(there), 30)
    source.open()
    assert levels(source, 1) == [3]
    assert (silent.opened, silent.closed) == (1, 1)


def test_a_search_that_never_runs_out_of_cameras_ends(monkeypatch):
    monkeypatch.setattr(cameras, "_LONG_ENOUGH", 0.1)
    keys = iter(range(10**9))
    source = AutoSource(lambda: [Candidate(next(keys), Refuses())], 30)
    assert fault_of(source) is Fault.CANNOT_OPEN


def test_the_pi_s_own_camera_comes_between_webcams_and_parts_of_its_own_way(monkeypatch):
    nodes = [v4l2.Node(Path(f"/dev/video{n}"), (n, n, n), on_usb=n == 9) for n in (9, 13)]
    monkeypatch.setattr(cameras, "camera_nodes", lambda: nodes)
    monkeypatch.setattr(cameras, "installed", lambda: True)
    found = [one.source for one in cameras.cameras(SIZE, 30, v4l2.Tuning())]
    assert [type(one) for one in found] == [V4L2Source, PiCameraSource, V4L2Source]
    monkeypatch.setattr(cameras, "installed", lambda: False)
    assert len(cameras.cameras(SIZE, 30, v4l2.Tuning())) == 2


def test_without_a_camera_auto_says_so_at_once(monkeypatch, tmp_path):
    monkeypatch.setattr(v4l2, "DEV", tmp_path)
    monkeypatch.setattr(cameras, "installed", lambda: False)
    begun = time.monotonic()
    assert fault_of(make_source("auto")) is Fault.MISSING
    assert time.monotonic() - begun < 5


def test_what_is_configured_reaches_the_camera():
    chosen = Camera(
        source="/dev/video7", size=Size(640, 480), fps=15, exposure=8.0, focus=0.25, power_line="60Hz"
    )
    adapter = camera_of(Settings(camera=chosen), None)
    source = adapter._setup.source_factory()
    assert (source._path, source._size, source.fps) == (Path("/dev/video7"), (640, 480), 15)
    assert source._tuning == v4l2.Tuning(exposure=8.0, focus=0.25, power_line="60Hz")


def test_one_search_goes_on_from_try_to_try():
    factory = camera_of(Settings(), None)._setup.source_factory
    first, second = factory(), factory()
    assert first is not second
    assert first._search is second._search


class Throws(Silent):
    """A camera at which OpenCV stumbles."""

    def __init__(self, where: str):
        super().__init__()
        self._where = where

    def open(self):
        super().open()
        if self._where == "open":
            raise cv2.error("stumbled")

    def read(self):
        raise cv2.error("stumbled")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("where", ["open", "read"])
def test_one_at_which_opencv_stumbles_is_freed_and_the_next_one_tried(where):
    stumbles = Throws(where)
    source = auto(stumbles, CallbackSource(lambda: plain(7)))
    source.open()
    assert levels(source, 1) == [7]
    assert stumbles.closed == 1
    assert fault_of(auto(Throws(where))) is Fault.FAILED
