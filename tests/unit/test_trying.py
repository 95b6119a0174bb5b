"""From filmed pictures to hints: drawn people with phones before the whole camera but its decoder."""

import math

import cv2
import numpy as np
import pytest

from kiosk.core.events import Aimed, CodeSeen, DeviceChanged, Hint, Light
from kiosk.devices.camera import CameraAdapter
from kiosk.devices.filming import Filming, Frame
from kiosk.devices.trying import FURNITURE, Misses
from tests.support.filming import Ears, Eyes, filming, square, still, wait_until
from tests.support.holding import SHOP, Held, noisy

FPS = 10


class Shoot:
    """The camera's thread without the thread. ``near`` gives the decoder's misses for a moment."""

    def __init__(self, rotate=0):
        self.eyes, self.ears = Eyes(), Ears()
        self.run = Filming(CameraAdapter(lambda: None, decoder=self.eyes, rotate=rotate)._setup, self.ears)
        self.at = 0.0
        self.rng = np.random.default_rng(7)
        self.turn = {0: None, 90: cv2.ROTATE_90_COUNTERCLOCKWISE, 270: cv2.ROTATE_90_CLOCKWISE}[rotate]

    def film(self, seconds: float, draw=lambda now: SHOP, near=lambda now: ()) -> "Shoot":
        begun = self.at
        for _ in range(round(seconds * FPS)):
            self.at += 1 / FPS
            self.eyes.near = near(self.at - begun)
            picture = noisy(draw(self.at - begun), self.rng)
            if self.turn is not None:
                picture = cv2.rotate(picture, self.turn)
            self.run.see(Frame(picture, self.at), self.at)
        return self

    def hold(self, seconds: float, held: Held, seen: bool, sways: float = 12) -> "Shoot":
        def where(now: float) -> Held:
            return held.at(held.x + sways * math.sin(3 * now), held.y + sways * math.cos(2 * now))

        return self.film(
            seconds, lambda now: where(now).picture(), lambda now: (where(now).quad(),) if seen else ()
        )

    def hints(self) -> list[Hint | None]:
        return [aimed.hint for aimed in self.ears.of(Aimed)]


@pytest.mark.parametrize(
    ("held", "seen", "hint"),
    [
        (Held(size=0.22), True, Hint.CLOSER),
        (Held(gain=0.3), True, Hint.BRIGHTER),
        (Held(lamp=60), True, Hint.TILT),
        (Held(blur=9), True, Hint.STILL),
        (Held().at(1200), True, Hint.FURTHER),
        (Held(), True, Hint.AIM),
        (Held(blur=12), False, Hint.STILL),
        (Held(size=3.2, blur=14), False, Hint.FURTHER),
    ],
)
def test_somebody_who_tries_is_told_what_helps(held, seen, hint):
    shoot = Shoot().film(5).hold(2.8, held, seen)
    assert shoot.hints() == [] or shoot.ears.of(Aimed) == [Aimed(None, Light.GLARE)]
    shoot.hold(2, held, seen)
    assert shoot.hints()[-1] is hint
    assert shoot.ears.of(Aimed)[-1].light is (Light.GLARE if hint is Hint.TILT else Light.FAIR)
    shoot.film(3.5)
    assert shoot.ears.of(Aimed)[-1] == Aimed(None)


def test_the_same_through_a_camera_that_hangs_on_its_side():
    shoot = Shoot(rotate=90).film(5).hold(5, Held(blur=12), seen=False)
    assert shoot.hints() == [Hint.STILL]


def test_a_code_that_is_waved_about_is_to_be_held_still():
    shoot = Shoot().film(5).hold(5, Held(size=0.5), seen=True, sways=250)
    assert shoot.hints() == [Hint.STILL]


def test_when_it_is_read_the_hint_goes_with_the_very_picture():
    shoot = Shoot().film(5).hold(4, Held(blur=9), seen=True)
    assert shoot.hints() == [Hint.STILL]
    shoot.eyes.reads = (b"LOY-1",)
    shoot.hold(0.1, Held(), seen=False)
    assert len(shoot.ears.of(CodeSeen)) == 1
    assert shoot.hints() == [Hint.STILL, None]


def test_who_walks_through_is_told_nothing():
    def passing(now: float) -> np.ndarray:
        picture = SHOP.copy()
        cv2.ellipse(picture, (int(-300 + 950 * now), 500), (200, 450), 0, 0, 360, (60, 50, 70), -1)
        return picture

    assert Shoot().film(5).film(2, passing).film(6).hints() == []


def test_an_empty_shop_tells_nothing_nor_does_its_light_when_it_is_switched():
    shoot = Shoot().film(6)
    shoot.film(8, lambda now: cv2.convertScaleAbs(SHOP, alpha=1.9)).film(8)
    assert shoot.ears.of(Aimed) == []


def test_a_dark_shop_is_told_and_its_dawn():
    shoot = Shoot().film(4, lambda now: cv2.convertScaleAbs(SHOP, alpha=0.15)).film(4)
    assert shoot.ears.of(Aimed) == [Aimed(None, Light.DARK), Aimed(None)]


def test_a_picture_that_cannot_be_appraised_stops_nothing():
    shoot = Shoot().film(1, near=lambda now: (((math.nan, 0.0),) * 4,)).film(1)
    assert shoot.ears.of(DeviceChanged) == [DeviceChanged("camera", True)]


def test_a_hint_ends_with_the_camera(monkeypatch):
    monkeypatch.setattr("kiosk.devices.aim.TRIES", 0.1)
    gone = []
    ears, eyes = Ears(), Eyes(near=(Held(blur=9).quad(),))
    picture = Held(blur=9).picture()

    def draw():
        if gone:
            raise OSError("unplugged")
        return picture

    with filming(lambda: still(picture)() if not gone else None, ears, decoder=eyes) as camera:
        camera._filming._setup.source_factory = lambda: None
        wait_until(lambda: ears.of(Aimed) != [], "a hint")
        camera._filming._grabber._source._draw = draw
        gone.append(True)
        ears.until(DeviceChanged, 2)
        wait_until(lambda: len(ears.of(Aimed)) == 2, "its end")
    assert [aimed.hint for aimed in ears.of(Aimed)] == [Hint.STILL, None]


# -- what hangs on the wall ------------------------------------------------------------------------


def test_what_looks_like_a_code_and_never_moves_is_furniture():
    misses, quad, rng = Misses(), square(900, 100, 80), np.random.default_rng(1)
    seen = []
    for tenth in range(300):
        jitter = tuple((x + rng.uniform(-1, 1), y + rng.uniform(-1, 1)) for x, y in quad)
        seen.append(bool(misses.held((jitter,), tenth / 10)))
    assert seen.index(False) == pytest.approx(FURNITURE * 10, abs=2)
    assert not any(seen[152:])
    hand = square(600, 300, 80)
    assert misses.held((quad, hand), 30.5) == (hand,)
    assert misses.held((quad,), 200) == (quad,)  # long gone, and forgotten


def test_a_hand_is_no_furniture_however_long_it_tries():
    misses = Misses()
    for tenth in range(600):
        quad = square(600 + 40 * math.sin(tenth / 7), 300, 200)
        assert misses.held((quad,), tenth / 10) == (quad,)
    assert len(misses._places) < 100


def test_a_code_on_the_wall_keeps_nobody_awake_and_gives_no_hint_for_ever():
    quad = square(900, 100, 60)
    shoot = Shoot().film(60, near=lambda now: (quad,))
    assert shoot.hints()[-1:] in ([], [None])
    shoot.eyes.awake.clear()
    shoot.film(3, near=lambda now: (quad,))
    assert not any(shoot.eyes.awake)
