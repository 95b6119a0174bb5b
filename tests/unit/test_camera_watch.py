"""Pictures that are worth nothing: all of them black, or all of them one and the same."""

import numpy as np
import pytest

from kiosk.core.events import Aimed, DeviceChanged, Light
from kiosk.devices.camera import CameraAdapter
from kiosk.devices.filming import Filming, Frame
from kiosk.devices.frame_source import Fault
from kiosk.devices.motion import grains_of
from kiosk.devices.watch import BLACK_AFTER, Watch
from kiosk.simulator.camera import PhoneScene
from tests.support.filming import Ears, Eyes, Live, filming, showing, wait_until
from tests.unit.test_filming import Shoot

FPS = 10


class Looking:
    """A watch, with a clock of its own."""

    def __init__(self, live: bool = True):
        self.watch = Watch()
        self.at = 100.0
        self._live = live

    def at_pictures(self, draw, seconds: float) -> list[Fault | None]:
        seen = []
        for _ in range(round(seconds * FPS)):
            picture = draw()
            seen.append(self.watch.look(Frame(picture, self.at), grains_of(picture), self.at, self._live))
            self.at += 1 / FPS
        return seen


def noisy(level: float, deviation: float = 2, seed: int = 1):
    rng = np.random.default_rng(seed)
    return lambda: np.clip(rng.normal(level, deviation, (90, 160)), 0, 255).astype(np.uint8)


def with_a_lamp(draw):
    def lit():
        picture = draw()
        picture[10:40, 20:60] = 140
        return picture

    return lit


def test_black_is_told_after_ten_seconds_and_is_over_with_the_first_picture_that_is_not():
    looking = Looking()
    assert set(looking.at_pictures(noisy(3), 9.9)) == {None}
    assert set(looking.at_pictures(noisy(3, seed=2), 5)[3:]) == {Fault.BLACK}
    assert looking.at_pictures(noisy(60), 0.1) == [None]
    assert set(looking.at_pictures(noisy(3), 9.9)) == {None}


def test_a_coat_before_the_lens_is_no_fault():
    looking = Looking()
    for _ in range(5):
        assert set(looking.at_pictures(noisy(2), 8) + looking.at_pictures(noisy(80), 1)) == {None}


@pytest.mark.parametrize("draw", [noisy(25), with_a_lamp(noisy(3))], ids=["dim", "a lamp"])
def test_a_dark_shop_is_not_black(draw):
    assert set(Looking().at_pictures(draw, 15)) == {None}


def test_black_bit_by_bit_is_black_and_not_frozen():
    seen = Looking().at_pictures(lambda: np.zeros((90, 160), np.uint8), 15)
    assert set(seen) == {None, Fault.BLACK}


def test_blown_white_is_not_frozen():
    assert set(Looking().at_pictures(lambda: np.full((90, 160), 255, np.uint8), 15)) == {None}


def test_frozen_is_told_after_five_seconds_and_is_over_with_the_first_picture_that_differs():
    looking, scene = Looking(), PhoneScene()
    stuck = scene.frame()
    looking.at_pictures(scene.frame, 1)
    assert set(looking.at_pictures(stuck.copy, 4.9)) == {None}
    assert set(looking.at_pictures(stuck.copy, 3)[2:]) == {Fault.FROZEN}
    looking.watch.opened()
    assert looking.at_pictures(stuck.copy, 0.1) == [Fault.FROZEN]
    assert looking.at_pictures(scene.frame, 0.1) == [None]


def test_one_bit_in_one_pixel_is_enough_to_be_alive():
    scene, rng = PhoneScene().frame(), np.random.default_rng(6)

    def draw():
        picture = scene.copy()
        picture[tuple(rng.integers(0, 700, 2))] ^= 1
        return picture

    assert set(Looking().at_pictures(draw, 20)) == {None}


def test_what_is_drawn_or_recorded_may_stand_still():
    assert set(Looking(live=False).at_pictures(showing, 20)) == {None}


# -- in the camera ---------------------------------------------------------------------------------


def test_black_is_down_goes_on_decoding_and_comes_up_at_once():
    heard, eyes = Ears(), Eyes()
    run = Filming(CameraAdapter(lambda: None, decoder=eyes)._setup, heard)
    black, fair = noisy(2, seed=4), noisy(70, seed=4)
    for tenth in range(150):
        run.see(Frame(black(), 0.0), tenth / 10)
    assert heard.of(DeviceChanged) == [
        DeviceChanged("camera", True),
        DeviceChanged("camera", False, "black"),
    ]
    looked = len(eyes.awake)
    assert looked > 60
    run.see(Frame(fair(), 0.0), 15.0)
    assert len(eyes.awake) == looked + 1
    assert heard.of(DeviceChanged)[2:] == [DeviceChanged("camera", True)]


def test_a_frozen_camera_is_opened_anew_and_not_believed_until_it_moves(monkeypatch):
    monkeypatch.setattr("kiosk.devices.watch.FROZEN_AFTER", 0.3)
    monkeypatch.setattr("kiosk.devices.watch._COMPARE", 0.05)
    monkeypatch.setattr("kiosk.devices.filming.FROZEN_AFTER", 0.3)
    scene, opened, pushed = PhoneScene(), [], []
    stuck = scene.frame()

    class Stuck(Live):
        def open(self):
            opened.append(self)

        def close(self):
            opened.append(None)

    draws = [stuck.copy, stuck.copy, scene.frame]
    heard = Ears()
    with filming(
        lambda: Stuck(draws.pop(0) if len(draws) > 1 else draws[0], 50),
        heard,
        decoder=Eyes(),
        preview=lambda picture, quads: pushed.append(len(opened)),
    ):
        changes = heard.until(DeviceChanged, 3)
        wait_until(lambda: len(opened) == 5, "the third is open")
    assert changes == [
        DeviceChanged("camera", True),
        DeviceChanged("camera", False, "frozen"),
        DeviceChanged("camera", True),
    ]
    assert [one is None for one in opened[:5]] == [False, True, False, True, False]
    assert 3 not in pushed  # nothing of the second, which shows the past


def test_a_shop_that_is_still_dark_after_black_is_told_to_be_dark():
    """Down and up mean «all is well» to the core: the lamp would never come back."""
    rng = np.random.default_rng(3)

    def black():
        return np.clip(rng.normal(3, 1.5, (360, 640, 3)), 0, 255).astype(np.uint8)

    def dim():
        picture = np.clip(rng.normal(18, 3, (360, 640, 3)), 0, 255).astype(np.uint8)
        picture[100:200, 200:400] = 60
        return picture

    shoot = Shoot().film(black, BLACK_AFTER + 4)
    assert [event.up for event in shoot.ears.of(DeviceChanged)] == [True, False]
    shoot.film(dim, 0.2)
    heard = shoot.ears.of((DeviceChanged, Aimed))
    assert (heard[-2], heard[-1]) == (DeviceChanged("camera", True, ""), Aimed(None, Light.DARK))
