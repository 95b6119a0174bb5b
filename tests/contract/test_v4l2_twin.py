"""Cameras of the kernel's, as near to the real thing as a machine without one allows: OpenCV's own V4L2
backend and our own questions to the kernel, with a library in between that plays the kernel."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.v4l2_twin import Stage, Twin, compiler, draw, library

# Read, not imported: a play belongs into a process of its own.
_PLAYS = [
    node.name
    for node in ast.parse(Path(__file__).with_name("v4l2_plays.py").read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef)
    and any(isinstance(one, ast.Name) and one.id == "play" for one in node.decorator_list)
]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    if compiler() is None:
        pytest.skip("no C compiler here (cc): the camera of the kernel's cannot be played")
    try:
        library()
    except subprocess.CalledProcessError as error:
        if "linux/videodev2.h" in error.stderr:
            pytest.skip("no header linux/videodev2.h here: the camera of the kernel's cannot be played")
        pytest.fail(f"the twin does not compile:\n{error.stderr}")
    stage = Stage()
    yield stage
    stage.close()


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    frames = tmp_path_factory.mktemp("frames")
    draw(frames)
    return frames


@pytest.mark.parametrize("play", _PLAYS)
def test_play(play: str, stage: Stage, frames: Path, tmp_path: Path) -> None:
    twin = Twin.make(tmp_path, frames)
    ended, said = stage.play(play, twin)
    print(said)
    assert ended == 0, f"{said}\nasked: {twin.asked()[-30:]}"
