"""The camera's picture: how it gets onto the screen."""

import threading
import time
from itertools import product

import numpy as np
import pytest

from kiosk.core.events import CodeSeen, DeviceChanged
from kiosk.devices.screening import for_screen, upright_grey
from tests.support.filming import PATIENCE, Ears, code, filming, showing, still

# -- the screen's picture --------------------------------------------------------------------------


def one_preview(ears, picture, **options):
    """The first picture handed over, and the outlines in it."""
    handed: list[tuple] = []
    got = threading.Event()

    def preview(rgb32, quads):
        handed.append((rgb32, list(quads)))
        got.set()

    with filming(still(picture), ears, preview=preview, **options):
        assert got.wait(PATIENCE)
    return handed[0]


@pytest.fixture
def ears() -> Ears:
    return Ears()


def corner_marked() -> np.ndarray:
    """A code right of the middle, the top left corner blue, the top right one red."""
    picture = showing(("LOY-1", 400, 150))
    picture[:40, :40] = (255, 0, 0)
    picture[:40, -40:] = (0, 0, 255)
    return picture


BLUE, RED = [255, 0, 0, 255], [0, 0, 255, 255]


def test_the_screen_gets_its_picture_mirrored_and_the_decoder_does_not(ears):
    rgb32, quads = one_preview(ears, corner_marked(), mirror=True)
    assert rgb32.shape == (480, 640, 4)
    assert rgb32.dtype == np.uint8
    assert rgb32.flags["C_CONTIGUOUS"]
    assert rgb32[5, 5].tolist() == RED
    assert rgb32[5, -5].tolist() == BLUE
    middle = np.mean(quads[0], axis=0)
    side = code("LOY-1").shape[0]
    assert middle == pytest.approx([640 - (400 + side / 2), 150 + side / 2], abs=6)
    assert ears.until(CodeSeen, 1)[0].data == b"LOY-1"


def test_unmirrored(ears):
    rgb32, quads = one_preview(ears, corner_marked(), mirror=False)
    assert rgb32[5, 5].tolist() == BLUE
    assert np.mean(quads[0], axis=0)[0] > 400


@pytest.mark.parametrize(
    ("rotate", "shape", "blue_at"),
    [
        (0, (480, 640, 4), (5, 5)),
        (90, (640, 480, 4), (5, -5)),
        (180, (480, 640, 4), (-5, -5)),
        (270, (640, 480, 4), (-5, 5)),
    ],
)
def test_turned_for_both(rotate, shape, blue_at, ears):
    rgb32, quads = one_preview(ears, corner_marked(), mirror=False, rotate=rotate)
    assert rgb32.shape == shape
    assert rgb32[blue_at].tolist() == BLUE
    x, y = (int(n) for n in np.mean(quads[0], axis=0))
    assert 0 < x < shape[1]
    assert 0 < y < shape[0]
    assert ears.until(CodeSeen, 1)[0].data == b"LOY-1"


@pytest.mark.parametrize(("rotate", "mirror"), list(product((0, 90, 180, 270), (False, True))))
@pytest.mark.parametrize("colours", [1, 3])
def test_one_pass_makes_what_turning_and_then_mirroring_would(rotate, mirror, colours):
    rng = np.random.default_rng(2)
    picture = rng.integers(0, 256, (30, 50, colours), np.uint8).squeeze()
    upright = np.rot90(picture, -rotate // 90)
    rgb32, _ = for_screen(picture, [], mirror, rotate)
    expected = upright[:, ::-1] if mirror else upright
    assert np.array_equal(rgb32[:, :, 0], expected if colours == 1 else expected[:, :, 0])
    grey = upright_grey(picture, rotate)
    assert grey.shape == upright.shape[:2]
    if colours == 1:
        assert np.array_equal(grey, upright)


def test_a_large_picture_is_made_smaller_for_the_screen_only(ears):
    rgb32, quads = one_preview(ears, showing(("LOY-1", 1500, 800), width=1920, height=1080), mirror=False)
    assert rgb32.shape == (720, 1280, 4)
    side = code("LOY-1").shape[0]
    assert np.mean(quads[0], axis=0) == pytest.approx(
        [(1500 + side / 2) / 1.5, (800 + side / 2) / 1.5], abs=6
    )


def test_the_screen_s_picture_is_its_own():
    for picture in (showing(), np.full((9, 9), 7, np.uint8)):
        for mirror in (False, True):
            rgb32, quads = for_screen(picture, [], mirror)
            assert not np.shares_memory(rgb32, picture)
            assert quads == []
            assert (rgb32[:, :, 3] == 255).all()


def test_the_screen_gets_at_most_some_thirty_pictures_a_second(ears):
    handed = []
    with filming(still(showing(), 200), ears, preview=lambda rgb32, quads: handed.append(1)):
        ears.until(DeviceChanged, 1)
        begun, before = time.monotonic(), len(handed)
        time.sleep(1)
        assert 2 < (len(handed) - before) / (time.monotonic() - begun) < 38


def test_a_screen_that_fails_does_not_stop_the_camera(ears):
    def preview(rgb32, quads):
        raise RuntimeError("no window any more")

    with filming(still(showing(("LOY-1", 200, 150))), ears, preview=preview):
        ears.until(CodeSeen, 5)
    assert ears.of(DeviceChanged) == [DeviceChanged("camera", True)]
