"""Frame sources: folders, videos, callables, and which of them is meant."""

import os
import time
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from kiosk.devices.frames import (
    AutoSource,
    CallbackSource,
    DirSource,
    Fault,
    FileSource,
    PiCameraSource,
    V4L2Source,
    make_source,
)
from tests.support.sources import SIZE, fault_of, levels, plain


def save(path: Path, level: int, **size) -> None:
    path.write_bytes(cv2.imencode(".png", plain(level, **size))[1].tobytes())


# -- which source ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        ("auto", AutoSource),
        ("picamera", PiCameraSource),
        ("picamera:1", PiCameraSource),
        ("/dev/video0", V4L2Source),
        ("/dev/v4l/by-id/usb-Some_Camera-video-index0", V4L2Source),
        ("dir:/path/of/frames", DirSource),
        ("file:clip.mp4", FileSource),
    ],
)
def test_makes_the_source_and_opens_nothing(spec, kind):
    source = make_source(spec, SIZE, 15)
    assert type(source) is kind
    assert source.fps == 15


def test_none_is_no_source():
    assert make_source("none") is None


@pytest.mark.parametrize(
    "spec", ["", "webcam", "dir:", "file:", "AUTO", "http://camera", "/dev", "picamera:", "picamera:x"]
)
def test_an_unknown_source_is_named(spec):
    with pytest.raises(ValueError, match=r"^camera\.source: unknown source ") as caught:
        make_source(spec)
    assert repr(spec) in str(caught.value)


# -- folders ---------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """The time of ``kiosk.devices.frames``; moved by hand."""
    now = SimpleNamespace(at=100.0)
    monkeypatch.setattr("kiosk.devices.frames.time", SimpleNamespace(monotonic=lambda: now.at))
    return now


def test_a_folder_in_name_order_each_picture_held_and_grey_at_the_end(tmp_path, clock):
    for name, level in (("b.png", 20), ("a.PNG", 10), ("c.bmp", 30)):
        save(tmp_path / name, level)
    source = DirSource(tmp_path, SIZE, 10, frame_seconds=0.25)
    source.open()
    seen = []
    for _ in range(10):
        seen += levels(source, 1)
        clock.at += 0.1
    assert seen == [10] * 3 + [20] * 3 + [30] * 3 + [128]
    end = source.read()
    assert end.picture.shape == (240, 320, 3)
    assert (end.picture == 128).all()
    assert end.at == clock.at
    source.open()  # from the beginning
    assert levels(source, 1) == [10]


def test_a_slow_reader_misses_no_picture(tmp_path, clock):
    for level in range(4):
        save(tmp_path / f"{level}.png", level)
    source = DirSource(tmp_path, SIZE, 10, frame_seconds=0.1)
    source.open()
    seen = []
    for _ in range(5):
        seen += levels(source, 1)
        clock.at += 7
    assert seen == [0, 1, 2, 3, 128]


def test_what_is_no_picture_is_passed_over(tmp_path):
    (tmp_path / "0.png").write_bytes(b"")
    (tmp_path / "1.jpg").write_bytes(b"\xff\xd8\xff no JPEG")
    (tmp_path / "2.txt").write_text("no picture at all")
    (tmp_path / "3.png").mkdir()
    whole = cv2.imencode(".png", np.random.default_rng(1).integers(0, 255, (90, 90, 3), np.uint8))[1]
    (tmp_path / "4.png").write_bytes(whole.tobytes()[:40])
    (tmp_path / "5.png").symlink_to(tmp_path / "nowhere.png")
    save(tmp_path / "6.png", 60)
    source = DirSource(tmp_path, SIZE, 10, frame_seconds=0)
    source.open()
    assert levels(source, 2) == [60, 128]


def test_a_large_picture_is_made_as_small_as_the_camera_s(tmp_path):
    save(tmp_path / "large.png", 1, width=1280, height=640)
    source = DirSource(tmp_path, SIZE, 10, frame_seconds=1)
    source.open()
    assert source.read().picture.shape == (160, 320, 3)


def test_folders_that_show_nothing(tmp_path):
    assert fault_of(DirSource(tmp_path / "missing", SIZE, 10, 1)) is Fault.MISSING
    assert fault_of(DirSource(tmp_path, SIZE, 10, 1)) is Fault.NO_PICTURES
    (tmp_path / "broken.png").write_bytes(b"")
    assert fault_of(DirSource(tmp_path, SIZE, 10, 1), reads=1) is Fault.NO_PICTURES
    assert fault_of(DirSource(tmp_path / "broken.png", SIZE, 10, 1)) is Fault.MISSING


# -- videos ----------------------------------------------------------------------------------------


def test_a_video_once_and_grey_at_the_end(tmp_path):
    path = tmp_path / "clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (64, 48))
    assert writer.isOpened()
    for level in (40, 80, 200):
        writer.write(plain(level))
    writer.release()
    files = len(os.listdir("/proc/self/fd"))
    source = FileSource(path, SIZE, 10)
    for _ in range(2):
        source.open()
        assert levels(source, 5) == pytest.approx([40, 80, 200, 128, 128], abs=3)
    source.close()
    source.close()
    assert len(os.listdir("/proc/self/fd")) == files


def test_videos_that_show_nothing(tmp_path):
    assert fault_of(FileSource(tmp_path / "missing.mp4", SIZE, 10)) is Fault.MISSING
    assert fault_of(FileSource(tmp_path, SIZE, 10)) is Fault.MISSING
    for name, content in (("empty.mp4", b""), ("broken.mp4", b"this is no video")):
        (tmp_path / name).write_bytes(content)
        assert fault_of(FileSource(tmp_path / name, SIZE, 10)) is Fault.CANNOT_OPEN


# -- callables -------------------------------------------------------------------------------------


def test_a_callable_is_asked_each_time():
    answers = iter([plain(1), None, plain(2)])
    source = CallbackSource(lambda: next(answers), fps=12)
    source.open()
    before = time.monotonic()
    first = source.read()
    assert first.picture[0, 0, 0] == 1
    assert before <= first.at <= time.monotonic()
    assert source.read() is None
    assert levels(source, 1) == [2]
    assert "picture" not in repr(first)
