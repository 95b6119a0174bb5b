"""Why a code was not read, told from drawn pictures of phones."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from kiosk.core.events import Hint
from kiosk.devices.appraisal import Opinion, Thing, held_up, look_at, nearest, of_code, of_thing, side_of
from kiosk.devices.decoder import Decoder
from kiosk.devices.motion import grains_of
from kiosk.simulator.camera import HEIGHT, WIDTH
from tests.support.filming import square
from tests.support.holding import SHOP, Held

SIZE = (WIDTH, HEIGHT)
EMPTY = grains_of(SHOP)


@pytest.mark.parametrize("size", [0.3, 0.92, 1.4])
def test_the_quads_of_these_tests_are_where_the_decoder_finds_the_code(size):
    held = Held(size=size)
    (read,) = Decoder().look(held.grey()).reads
    assert np.abs(np.array(read.position) - np.array(held.quad())).max() < 8


# -- of what looked like a code --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "hint"),
    [
        (Held(), Hint.AIM),
        (Held(size=0.5), Hint.AIM),
        (Held(size=0.2), Hint.CLOSER),
        (Held(size=0.2, gain=0.3), Hint.CLOSER),
        (Held(size=2.4), Hint.FURTHER),
        (Held().at(1180), Hint.FURTHER),
        (Held(gain=0.3), Hint.BRIGHTER),
        (Held(blur=9), Hint.STILL),
        (Held(size=0.5, blur=5), Hint.STILL),
        (Held(shake=35), Hint.STILL),
        (Held(lamp=60), Hint.TILT),
        (Held(lamp=60, blur=1), Hint.TILT),
    ],
)
def test_what_would_help_with_a_code(held, hint):
    opinion = of_code(held.grey(), held.quad(), moving=False)
    assert opinion == Opinion(hint, glare=hint is Hint.TILT)


def test_a_code_that_nearly_fills_the_picture_is_too_close_though_all_of_it_is_there():
    grey = np.full((720, 1280), 128, np.uint8)
    assert of_code(grey, square(340, 60, 600), moving=False).hint is Hint.FURTHER
    assert of_code(grey, square(440, 160, 400), moving=False).hint is not Hint.FURTHER


def test_a_code_on_its_way_has_to_be_held_still_however_sharp_it_is():
    assert of_code(Held().grey(), Held().quad(), moving=True).hint is Hint.STILL


def test_a_blown_picture_is_glare_too():
    white = np.full((720, 1280), 255, np.uint8)
    assert of_code(white, square(500, 200, 250), moving=False) == Opinion(Hint.TILT, glare=True)


@pytest.mark.parametrize("quad", [square(-300, 0, 200), square(5, 5, 3), ((7.0, 7.0),) * 4])
def test_a_quad_of_which_nothing_is_in_the_picture_says_nothing(quad):
    assert of_code(Held().grey(), quad, moving=False) == Opinion(Hint.AIM)


def test_of_many_the_one_nearest_the_middle_counts():
    near, far = square(600, 300, 90), square(100, 100, 200)
    assert nearest([far, near, far], SIZE) == near
    assert side_of(near) == pytest.approx(90)


@pytest.mark.parametrize("blur", [1.5, 3, 6])
def test_the_smear_is_the_blur(blur):
    board = np.kron(np.indices((8, 8)).sum(axis=0) % 2, np.full((40, 40), 200)).astype(np.uint8)
    smear = look_at(cv2.GaussianBlur(board, (0, 0), blur), (0, 0, 320, 320)).smear
    assert smear == pytest.approx(blur, rel=0.25)


# -- of what is held up, with nothing like a code in it --------------------------------------------


def thing_in(held: Held) -> Thing | None:
    return held_up(grains_of(held.grey()), EMPTY, SIZE)


def of_held(held: Held, moving: bool = False) -> Hint:
    return of_thing(held.grey(), thing_in(held), moving).hint


@pytest.mark.parametrize(
    ("held", "hint"),
    [
        (Held(), Hint.AIM),
        (Held(blur=12), Hint.STILL),
        (Held(shake=41), Hint.STILL),
        (Held(gain=0.25, blur=8), Hint.BRIGHTER),
        (Held(size=0.15, blur=2), Hint.CLOSER),
        (Held(size=3.2, blur=14), Hint.FURTHER),
        (Held(size=2.6), Hint.FURTHER),
    ],
)
def test_what_would_help_with_a_thing(held, hint):
    assert of_held(held) is hint


def test_what_fills_the_frame_is_given_time_to_come_to_rest():
    assert of_held(Held(size=3.2, blur=14), moving=True) is Hint.AIM


def test_a_screen_that_is_drowned_in_light_is_to_be_tilted():
    held = replace(Held(), gain=6, lamp=150)
    opinion = of_thing(held.grey(), thing_in(held), moving=False)
    assert opinion == Opinion(Hint.TILT, glare=True)


def test_the_thing_is_where_the_screen_is():
    thing = thing_in(Held(blur=4))
    left, top, right, bottom = thing.box
    assert thing.bright
    assert not thing.fills
    assert left == pytest.approx(640 - 216, abs=45)
    assert right == pytest.approx(640 + 216, abs=45)
    assert (top, bottom) == (pytest.approx(120, abs=60), 720)


def test_a_dim_phone_is_a_thing_because_it_was_not_there_before():
    thing = thing_in(Held(gain=0.2))
    assert not thing.bright
    assert thing.box[0] < 450
    assert thing.box[2] > 830


def test_an_empty_shop_holds_nothing_up_nor_does_one_whose_light_is_switched_on():
    shop = cv2.cvtColor(SHOP, cv2.COLOR_BGR2GRAY)
    assert held_up(grains_of(shop), EMPTY, SIZE) is None
    assert held_up(grains_of(cv2.convertScaleAbs(shop, alpha=2.2)), EMPTY, SIZE) is None
    assert of_thing(shop, None, moving=True) == Opinion(Hint.AIM)


def test_upright_pictures_are_as_good():
    held = Held()
    grains = np.ascontiguousarray(np.rot90(grains_of(held.grey())))
    empty = np.ascontiguousarray(np.rot90(EMPTY))
    left, top, right, bottom = held_up(grains, empty, (HEIGHT, WIDTH)).box
    assert 0 <= left < right <= HEIGHT
    assert 0 <= top < bottom <= WIDTH
