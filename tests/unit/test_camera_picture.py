"""The camera's picture: what counts as motion in it, and how it gets onto the screen."""

import threading
import time

import numpy as np
import pytest

from kiosk.core.events import CodeSeen, DeviceChanged
from kiosk.devices.camera import Motion, for_screen
from kiosk.simulator.camera import PhoneScene
from tests.support.filming import PATIENCE, Ears, code, filming, showing, still

# -- motion ----------------------------------------------------------------------------------------


def looks(*pictures: np.ndarray) -> list[bool]:
    motion = Motion()
    return [motion.look(picture, second) for second, picture in enumerate(pictures)]


def test_neither_noise_nor_brightness_is_motion():
    rng = np.random.default_rng(1)
    base = PhoneScene().frame()[:, :, 0].astype(np.int16)
    noisy = [np.clip(base + rng.normal(0, 12, base.shape), 0, 255).astype(np.uint8) for _ in range(5)]
    brighter = [(base // 2 + 25 * n).astype(np.uint8) for n in range(3)]
    assert not any(looks(*noisy))
    assert not any(looks(*brighter))


def test_a_phone_that_comes_and_goes_is_motion():
    scene = PhoneScene()
    empty = scene.frame()[:, :, 0]
    scene.show("LOY-1")
    held = scene.frame(time.monotonic() + 5)[:, :, 0]
    assert looks(empty, held, empty) == [False, True, True]


def test_between_two_looks_nothing_is_compared():
    motion = Motion()
    black, white = np.zeros((48, 64), np.uint8), np.tile(np.uint8([0, 255]), (48, 32))
    assert [motion.look(picture, at) for picture, at in ((black, 1.0), (white, 1.1), (black, 1.3))] == [
        False
    ] * 3


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
