"""The video that program and peers film: its codes can be read, and from which picture on is known."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from kiosk.simulator.camera import HEIGHT, WIDTH
from tests.bench.race import video
from tests.bench.race.jpegs import FPS, pictures
from tests.bench.race.video import Shown, Timing

TEXTS = ["LOY-BENCH-0001-ABCDEFGH", "c2FtcGxlK2NvZGUvd2l0aD0=", "LOY-BENCH-0003"]
SOON = Timing(held=0.5, gap=(0.1, 0.2), lead=0.2)


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Shown]]:
    path = tmp_path_factory.mktemp("film") / "phones.mjpeg"
    return path, video.whole(TEXTS, path, SOON)


def picture(jpeg: bytes) -> np.ndarray:
    found = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert found is not None
    return found


def read(jpeg: bytes) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(picture(jpeg), formats=zxingcpp.BarcodeFormat.QRCode)]


def test_a_code_can_be_read_while_it_is_whole_and_not_a_picture_sooner(
    filmed: tuple[Path, list[Shown]],
) -> None:
    path, shown = filmed
    jpegs = list(pictures(path))
    assert [one.text for one in shown] == TEXTS
    for one in shown:
        assert SOON.lead * FPS <= one.first < one.last
        assert read(jpegs[one.first - 1]) == []
        # Its quiet zone may still be cut: then a decoder is free to want the next picture.
        assert read(jpegs[one.first + 1]) == [one.text]
        assert read(jpegs[one.last - 1]) == [one.text]
        assert read(jpegs[one.last + 1]) == []


def test_each_picture_says_its_number_and_everybody_counts_the_same(filmed: tuple[Path, list[Shown]]) -> None:
    path, _ = filmed
    jpegs = list(pictures(path))
    assert [video.number(picture(jpeg)) for jpeg in jpegs] == list(range(len(jpegs)))
    played, count = cv2.VideoCapture(str(path)), 0
    while (found := played.read())[0]:
        assert found[1].shape == (HEIGHT, WIDTH, 3)
        count += 1
    played.release()
    assert count == len(jpegs)


def test_a_phone_that_stands_is_there_in_the_first_picture_and_the_last(tmp_path: Path) -> None:
    video.standing(TEXTS[0], tmp_path / "one.mjpeg", 0.2)
    jpegs = list(pictures(tmp_path / "one.mjpeg"))
    assert len(jpegs) == 6
    assert all(read(jpeg) == [TEXTS[0]] for jpeg in jpegs)


def test_an_empty_shop_has_nothing_in_it_that_moves(tmp_path: Path) -> None:
    video.empty(tmp_path / "none.mjpeg", 0.2)
    first, *rest = [picture(one).astype(int) for one in pictures(tmp_path / "none.mjpeg")]
    assert len(rest) == 5
    assert all(0 < np.abs(one - first).mean() < 5 for one in rest)
    assert all(np.abs(one - first)[: video.BLOCK].mean() < 5 for one in rest)
