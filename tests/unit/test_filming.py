"""How much the camera does: in full while somebody may be there, little while nobody is."""

import time

import cv2
import numpy as np
import pytest

from kiosk.core.events import CodeSeen, DeviceChanged, Stirred
from kiosk.devices.camera import CameraAdapter
from kiosk.devices.decoder import Decoder
from kiosk.devices.filming import AWAKE, Filming, Frame
from kiosk.devices.motion import grains_of
from kiosk.simulator.camera import PhoneScene
from tests.support.filming import Ears, Eyes, showing, square

FPS = 30


class Shoot:
    """A run of the camera, picture by picture, with a clock moved by hand."""

    def __init__(self, decoder=None, **options):
        self.eyes = decoder or Eyes()
        self.ears = Ears()
        self.shown: list[float] = []
        self.at = 0.0
        camera = CameraAdapter(lambda: None, decoder=self.eyes, preview=self._preview, **options)
        self.run = Filming(camera._setup, self.ears)

    def _preview(self, picture, quads):
        self.shown.append(self.at)

    def film(self, draw, seconds: float, **source) -> "Shoot":
        for _ in range(round(seconds * FPS)):
            self.at += 1 / FPS
            self.run.see(Frame(draw(), self.at), self.at, **source)
        return self

    def fall_asleep(self, draw) -> "Shoot":
        self.film(draw, 2 * AWAKE)
        self.eyes.awake.clear()
        self.shown.clear()
        return self


@pytest.fixture
def scene() -> PhoneScene:
    return PhoneScene()


def test_while_nobody_is_there_every_sixth_picture_is_looked_at_without_remedies(scene):
    """Five looks and five pictures on screen a second: what the invitation may cost is counted here and
    measured by ``make bench-attract``."""
    shoot = Shoot().fall_asleep(scene.frame).film(scene.frame, 3)
    assert 14 <= len(shoot.eyes.awake) <= 16
    assert not any(shoot.eyes.awake)
    assert 14 <= len(shoot.shown) <= 16
    assert shoot.ears.of(Stirred) == []


def test_while_nobody_is_there_every_other_picture_is_not_even_glanced_at(scene):
    shoot = Shoot().fall_asleep(scene.frame)

    def glances(seconds: float, *, recorded: bool = False) -> int:
        seen = 0
        for _ in range(round(seconds * FPS)):
            shoot.at += 1 / FPS
            if shoot.at >= shoot.run.wanted_from(shoot.at, recorded):
                seen += 1
                shoot.run.see(Frame(scene.frame(), shoot.at), shoot.at, recorded=recorded)
        return seen

    assert glances(2) == 30
    assert glances(1, recorded=True) == 30, "of a recorded video each may show what no other shows"
    scene.show("LOY-1")
    time.sleep(0.4)  # until the drawn hand has come
    assert glances(2 / FPS) == 1, "the next one or the one after it is glanced at"
    assert glances(1) == 30, "and somebody is there"


def test_the_picture_in_which_something_moves_is_decoded_in_full_and_so_are_all_for_a_while(scene):
    shoot = Shoot().fall_asleep(scene.frame)
    scene.show("LOY-1")
    held = scene.frame(time.monotonic() + 5)
    shoot.film(lambda: held, 1 / FPS)
    assert shoot.eyes.awake == [True]
    shoot.film(lambda: held, AWAKE - 0.1, live=False)
    assert len(shoot.eyes.awake) == 1 + round((AWAKE - 0.1) * FPS)
    assert all(shoot.eyes.awake)
    shoot.film(lambda: held, 0.4, live=False)
    shoot.eyes.awake.clear()
    shoot.film(lambda: held, 1, live=False)
    assert len(shoot.eyes.awake) <= 6
    assert not any(shoot.eyes.awake)


@pytest.mark.parametrize("seen", [{"reads": (b"LOY-1",)}, {"near": (square(200, 200, 90),)}])
def test_what_is_read_or_nearly_keeps_it_awake(seen, scene):
    shoot = Shoot().fall_asleep(scene.frame)
    shoot.eyes.reads, shoot.eyes.near = seen.get("reads", ()), seen.get("near", ())
    shoot.film(scene.frame, 0.2)
    shoot.eyes.awake.clear()
    shoot.film(scene.frame, 2)
    assert len(shoot.eyes.awake) == 2 * FPS
    assert all(shoot.eyes.awake)


def test_noise_in_the_dark_sends_nobody_and_wakes_nothing():
    rng = np.random.default_rng(8)

    def dark():
        return np.clip(rng.normal(30, 25, (360, 640, 3)), 0, 255).astype(np.uint8)

    shoot = Shoot().fall_asleep(dark).film(dark, 2)
    assert len(shoot.eyes.awake) <= 22
    assert shoot.ears.of(Stirred) == []


def test_of_a_recording_every_picture_counts(scene):
    shoot = Shoot().fall_asleep(scene.frame).film(scene.frame, 1, live=False, recorded=True)
    assert len(shoot.eyes.awake) == FPS
    assert not any(shoot.eyes.awake)


def test_a_slow_camera_is_looked_at_each_time():
    picture = showing()
    shoot = Shoot().fall_asleep(lambda: picture)
    for _ in range(10):
        shoot.at += 0.2
        shoot.run.see(Frame(picture, shoot.at), shoot.at, live=False)
    assert len(shoot.eyes.awake) == 10


def test_a_sleeping_camera_reads_a_code_in_the_picture_that_first_shows_it(scene):
    shoot = Shoot(decoder=Decoder())
    shoot.film(scene.frame, AWAKE + 0.2)
    scene.show("LOY-1")
    held = scene.frame(time.monotonic() + 5)
    shoot.film(lambda: held, 1 / FPS)
    (seen,) = shoot.ears.of(CodeSeen)
    assert (seen.data, seen.taken, seen.others) == (b"LOY-1", shoot.at, ())
    assert shoot.shown[-1] == shoot.at  # and the screen has that picture, before the news of it


def test_the_screen_has_the_picture_before_the_engine_has_the_code():
    order = []
    camera = CameraAdapter(
        lambda: None, decoder=Eyes(reads=(b"LOY-1",)), preview=lambda picture, quads: order.append("picture")
    )
    run = Filming(camera._setup, lambda event: order.append(type(event).__name__))
    run.see(Frame(showing(), 1.0), 1.0)
    assert order == ["DeviceChanged", "picture", "CodeSeen"]


def test_a_sleeping_camera_unpacks_only_what_it_decodes(scene, monkeypatch):
    """A JPEG costs more to unpack than all that is done to an empty picture after that."""
    unpacked = []
    whole = Frame.picture.fget

    def picture(frame):
        unpacked.append(frame.at)
        return whole(frame)

    monkeypatch.setattr(Frame, "picture", property(picture))
    shoot = Shoot()

    def film(seconds):
        for _ in range(round(seconds * FPS)):
            shoot.at += 1 / FPS
            jpeg = cv2.imencode(".jpg", scene.frame())[1]
            shoot.run.see(Frame.packed(jpeg, shoot.at), shoot.at)

    film(0.2)
    unpacked.clear()
    film(2)
    assert 9 <= len(set(unpacked)) <= 11
    assert len(shoot.eyes.awake) == pytest.approx(10, abs=4)
    scene.show("LOY-1")
    time.sleep(0.4)  # until the drawn hand has come
    film(1 / FPS)
    assert shoot.eyes.awake[-1] is True


def test_a_jpeg_that_is_torn_further_down_is_not_decoded_and_no_fault(scene, monkeypatch):
    monkeypatch.setattr(Frame, "picture", property(lambda frame: np.empty((0, 0), np.uint8)))
    shoot = Shoot(decoder=Eyes(reads=(b"LOY-1",)))
    shoot.run.see(Frame.packed(cv2.imencode(".jpg", scene.frame())[1], 1.0), 1.0)
    assert shoot.ears.of(object) == [DeviceChanged("camera", True)]


def test_a_glance_at_a_jpeg_is_small_and_grey_and_at_a_picture_the_picture(scene):
    picture = scene.frame()
    packed = Frame.packed(cv2.imencode(".jpg", picture)[1], 1.0)
    glance = packed.glance()
    assert glance.shape == (90, 160)
    assert packed.picture.shape == picture.shape
    assert packed.glance() is glance
    assert Frame(picture, 1.0).glance() is picture
    assert Frame.packed(np.zeros(9, np.uint8), 1.0).glance().size == 0
    assert np.abs(grains_of(glance).astype(int) - grains_of(picture)).mean() < 3


def test_nothing_is_told_after_the_stop():
    shoot = Shoot(decoder=Eyes(reads=(b"LOY-1",)))
    shoot.run.stop()
    shoot.film(showing, 0.5)
    assert shoot.ears.of(object) == []
