"""What wakes the camera, and what does not: drawn scenes, and what a sensor and lamps do to them."""

import time
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from kiosk.devices.motion import GRID, Motion, Movement, grains_of
from kiosk.simulator.camera import PhoneScene
from tests.support.filming import code

FPS = 30


@pytest.fixture(scope="module")
def shop() -> np.ndarray:
    return PhoneScene().frame()


def looks(pictures) -> list[Movement]:
    motion = Motion()
    return [motion.look(grains_of(picture), number / FPS) for number, picture in enumerate(pictures)]


def filmed(shop: np.ndarray, count: int, noise: float, light: Callable[[int], object]) -> list[Movement]:
    """The shop for so many pictures; ``light`` gives the factor of each, a number or one for each row."""
    rng = np.random.default_rng(1)
    grain = rng.normal(0, noise, (shop.shape[0] + 99, shop.shape[1] + 99, 1)).astype(np.float32)

    def picture(number: int) -> np.ndarray:
        top, left = rng.integers(0, 99, 2)
        lit = shop * np.asarray(light(number), np.float32).reshape(-1, 1, 1)
        lit += grain[top : top + shop.shape[0], left : left + shop.shape[1]]
        return np.clip(lit, 0, 255).astype(np.uint8)

    return looks(picture(number) for number in range(count))


@pytest.mark.parametrize("noise", [0, 3, 12, 30])
def test_noise_is_no_motion(noise, shop):
    assert set(filmed(shop, 60, noise, lambda number: 1)) == {Movement()}


@pytest.mark.parametrize("swing", [0.05, 0.1])
def test_a_lamp_that_flickers_is_no_motion(swing, shop):
    """Bands that wander over the picture, brighter and darker by so much."""
    rows = np.arange(shop.shape[0]) / shop.shape[0]
    seen = filmed(shop, 60, 5, lambda number: 1 + swing * np.sin(2 * np.pi * (2.4 * rows + 0.37 * number)))
    assert set(seen) == {Movement()}


@pytest.mark.parametrize(
    "light",
    [
        lambda number: 0.4 + 0.8 * min(1, number / 30),
        lambda number: 0.5 if number % 10 < 5 else 0.9,
    ],
    ids=["slowly", "in steps"],
)
def test_an_aperture_that_opens_is_no_motion(light, shop):
    assert set(filmed(shop, 60, 5, light)) == {Movement()}


def test_brightness_that_is_added_is_no_motion(shop):
    dim = shop // 2
    assert set(looks([dim, dim + 25, dim + 50, dim])) == {Movement()}


@pytest.mark.parametrize("noise", [0, 6])
@pytest.mark.parametrize("wall", [30, 110, 170])
def test_a_code_of_sixty_pixels_is_noticed_in_the_picture_in_which_it_appears(wall, noise):
    """60 of 1280 pixels is less than a decoder needs, and it appears anywhere on the grid of grains."""
    rng = np.random.default_rng(wall)
    small = cv2.resize(code("LOY-1", 1), (60, 60), interpolation=cv2.INTER_AREA)
    for _ in range(12):
        pictures = [
            np.clip(wall + rng.normal(0, noise, (720, 1280)), 0, 255).astype(np.uint8) for _ in range(3)
        ]
        left, top = int(rng.integers(0, 1220)), int(rng.integers(0, 660))
        pictures[2][top : top + 60, left : left + 60] = small
        assert [movement.any for movement in looks(pictures)] == [False, False, True]


def test_a_phone_that_comes_and_goes_is_a_person():
    scene = PhoneScene()
    empty = scene.frame()
    scene.show("LOY-1")
    held = scene.frame(time.monotonic() + 5)
    motion = Motion()
    seen = [motion.look(grains_of(picture), second) for second, picture in enumerate((empty, held, empty))]
    assert [movement.any for movement in seen] == [False, True, True]
    assert [movement.person for movement in seen] == [False, True, True]
    assert seen[1].middle > 0.3


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 1.0])
def test_however_much_of_the_picture_changes_at_once_it_is_motion(share, shop):
    rng = np.random.default_rng(4)
    close = shop.copy()
    wide = round(share * shop.shape[1])
    cells = rng.integers(0, 2, (6, 8), np.uint8) * 255
    close[:, :wide] = cv2.resize(cells, (wide, shop.shape[0]), interpolation=cv2.INTER_NEAREST)[:, :, None]
    motion = Motion()
    motion.look(grains_of(shop), 0)
    seen = motion.look(grains_of(close), 1)
    assert seen.any
    assert seen.person
    assert seen.middle > 0.1


def test_a_slow_hand_is_noticed(shop):
    """A step of two pixels from one picture to the next."""

    def picture(number: int) -> np.ndarray:
        moved = shop.copy()
        cv2.circle(moved, (300 + 2 * number, 400), 90, (140, 170, 210), -1)
        return moved

    seen = looks(picture(number) for number in range(30))
    assert any(movement.any for movement in seen)
    assert all(movement.middle < 0.3 for movement in seen)


def test_a_speck_is_motion_but_no_person(shop):
    seen = shop.copy()
    seen[100:160, 100:160] = 255
    motion = Motion()
    motion.look(grains_of(shop), 0)
    assert motion.look(grains_of(seen), 1) == Movement(any=True, person=False, middle=0.0)


def test_a_fan_is_got_used_to_and_a_hand_beside_it_is_not(shop):
    motion = Motion()
    still = grains_of(shop)
    turned = still.copy()
    turned[2:8, 2:8] //= 3
    seen = [motion.look(turned if number % 3 else still, number / 10) for number in range(10 * 90)]
    assert all(movement.any for movement in seen[3:200:3])
    assert sum(movement.person for movement in seen[:200]) > 20
    assert not any(movement.any or movement.person for movement in seen[-200:])
    hand = still.copy()
    hand[20:30, 20:30] //= 3
    assert motion.look(hand, 90).any


@pytest.mark.parametrize("shape", [(720, 1280, 3), (720, 1280), (480, 640, 3), (36, 64), (20, 20), (1, 1)])
def test_grains_of_any_picture(shape):
    rng = np.random.default_rng(5)
    picture = rng.integers(0, 256, shape, np.uint8)
    grains = grains_of(picture)
    assert grains.shape == (GRID[1], GRID[0])
    assert abs(float(grains.mean()) - float(picture.mean())) < 20
