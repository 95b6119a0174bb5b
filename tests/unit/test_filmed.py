"""The drawn scenes: always the same, nothing of the kiosk in them, and the code is where they say."""

import ast
import sys
from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from tests.bench import decode
from tests.bench.photographs import VARIABLE
from tests.support import filmed, filmed_room, photos
from tests.support.filmed import Clip, Hold, scene
from tests.support.filmed_room import HEIGHT, WIDTH, Room

EASY = Hold("LOY-FILMED", module=6, yaw=12, pitch=-9, roll=20)


@pytest.mark.parametrize("module", [filmed, filmed_room, photos])
def test_what_is_drawn_cannot_lean_towards_what_reads_it(module):
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert named
    assert not {name for name in named if name.partition(".")[0] in ("kiosk", "zxingcpp", "pyzbar")}


def test_a_scene_is_the_same_each_time_and_no_two_frames_are():
    first, again = Clip(scene(7)), Clip(scene(7))
    frames = [first.frame(number) for number in (0, 5)]
    assert np.array_equal(again.frame(5), frames[1])  # and in whatever order they are asked for
    assert np.array_equal(again.frame(0), frames[0])
    assert not np.array_equal(*frames)
    assert all(frame.shape == (HEIGHT, WIDTH) and frame.dtype == np.uint8 for frame in frames)


def test_the_code_is_where_the_scene_says():
    """Zxing-cpp by itself finds it there."""
    clip = Clip(EASY)
    for number in (0, 11):
        [found] = zxingcpp.read_barcodes(clip.frame(number))
        at = found.position
        corners = [(p.x, p.y) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        assert np.abs(np.array(corners) - clip.corners(number)).max() <= EASY.module + 3
        assert found.bytes == b"LOY-FILMED"


def test_scenes_are_graded():
    mild, hard = ([scene(seed) for seed in range(ten, 100, 10)] for ten in (0, 9))
    assert all(abs(hold.yaw) + abs(hold.pitch) + hold.glare + hold.moire + hold.cracks == 0 for hold in mild)
    assert sum(hold.defocus for hold in hard) > sum(hold.defocus for hold in mild)
    assert max(abs(hold.yaw) + abs(hold.pitch) for hold in hard) > 20


@pytest.mark.parametrize("people", [False, True])
def test_a_shop_without_a_code(people):
    room = Room(3, people=people)
    frames = [room.frame(number) for number in range(0, 300, 60)]
    assert all(not zxingcpp.read_barcodes(frame) for frame in frames)
    steady = np.median(np.array(frames), axis=0)
    changed = np.mean([np.abs(frame - steady).max() > 80 for frame in frames])
    assert bool(changed) is people  # noise changes no pixel by so much


def test_without_photographs_the_benchmark_says_so(monkeypatch, capsys):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "argv", ["decode", "--parts", "photographs"])
    assert decode.main() == 0
    assert "skipped: KIOSK_QR_DATA names no folder" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_an_error(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    monkeypatch.setattr(sys, "argv", ["decode", "--parts", "photographs"])
    assert decode.main() == 1
    monkeypatch.setattr(sys, "argv", ["decode", "--parts", "photo"])
    assert decode.main() == 2
    assert "unknown part: photo" in capsys.readouterr().err
