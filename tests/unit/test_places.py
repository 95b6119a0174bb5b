"""Where the decoder looks first."""

import cv2
import numpy as np
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kiosk.devices import decoder
from kiosk.devices.decoder import Decoder, Picture
from kiosk.devices.places import Places, busiest, window
from kiosk.devices.qr_reading import Found


def shop(seed: int = 1) -> Picture:
    """A wall with shelves and lamps, out of focus, and the camera's noise."""
    rng = np.random.default_rng(seed)
    wall = np.full((720, 1280), 90, np.uint8)
    for x in range(60, 1200, 90):
        cv2.rectangle(wall, (x, 200), (x + 50, 420), int(rng.integers(30, 200)), -1)
    cv2.circle(wall, (900, 90), 40, 255, -1)
    noisy = cv2.GaussianBlur(wall, (0, 0), 5).astype(np.float32) + rng.normal(0, 4, wall.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def with_code(picture: Picture, left: int, top: int, scale: int = 3, brightness: float = 1.0) -> Picture:
    matrix = segno.make_qr("LOY-WHERE-AM-I").matrix
    modules = np.array([[255 * (1 - (cell & 1)) for cell in row] for row in matrix], np.uint8)
    drawn = np.pad(modules, 4, constant_values=255).repeat(scale, 0).repeat(scale, 1) * brightness
    held = picture.copy()
    held[top : top + len(drawn), left : left + len(drawn)] = drawn.astype(np.uint8)
    return held


@pytest.mark.parametrize("brightness", [1.0, 0.25])
@pytest.mark.parametrize("scale", [2, 4, 8])
@pytest.mark.parametrize(("left", "top"), [(20, 20), (600, 300), (1010, 480)])
def test_the_busiest_place_is_the_code(left, top, scale, brightness):
    side = 29 * scale
    (x, y), reach = busiest(with_code(shop(), left, top, scale, brightness), 3)[0]
    assert (x, y) == pytest.approx((left + side / 2, top + side / 2), abs=24)
    assert side <= reach <= max(180, 2 * side)


def test_two_codes_are_two_places_and_no_more_than_asked_for():
    picture = with_code(with_code(shop(), 100, 100), 900, 500)
    places = busiest(picture, 2)
    assert len(places) == 2
    assert sorted(place.middle[0] < 640 for place in places) == [False, True]
    assert len(busiest(picture, 1)) == 1
    assert busiest(picture, 0) == []


def test_an_even_picture_has_no_busy_place():
    assert busiest(np.full((720, 1280), 77, np.uint8), 3) == []
    assert busiest(np.zeros((21, 9), np.uint8), 3) == []


def test_what_moves_comes_before_what_hangs_on_the_wall():
    wall = with_code(shop(), 100, 100, 4)
    places = Places()
    assert places.likeliest(with_code(wall, 900, 500, 3, brightness=0.7), 1)[0].middle[0] < 640
    assert places.likeliest(with_code(wall, 903, 501, 3, brightness=0.7), 1)[0].middle[0] > 640
    assert len(places.likeliest(with_code(wall, 903, 501, 3, brightness=0.7), 2)) == 2  # nothing moved


def test_pictures_of_another_size_are_no_motion():
    places = Places()
    for size in ((720, 1280), (480, 640), (720, 1280)):
        picture = np.full(size, 90, np.uint8)
        assert places.likeliest(with_code(picture, 200, 200), 1)[0].middle == pytest.approx(
            (243, 243), abs=24
        )


@given(
    arrays.arrays(np.uint8, st.tuples(st.integers(1, 90), st.integers(1, 90))),
    st.floats(-200, 300),
    st.floats(-200, 300),
    st.integers(1, 120),
)
@settings(max_examples=80, deadline=None)
def test_a_window_lies_within_its_picture(picture, x, y, side):
    part, (left, top) = window(picture, (x, y), side)
    height, width = picture.shape
    assert part.shape == (min(side, height), min(side, width))
    assert np.array_equal(part, picture[int(top) :, int(left) :][: part.shape[0], : part.shape[1]])
    for (place_x, place_y), place_side in busiest(picture, 3):
        assert 0 <= place_x <= width
        assert 0 <= place_y <= height
        assert 160 <= place_side <= 448


def test_a_hard_code_in_a_corner_is_read_at_its_place_in_the_first_picture():
    held = cv2.GaussianBlur(with_code(shop(), 1050, 60, scale=5), (0, 0), 2.6)
    assert Decoder(rescue=False).decode(held) == []
    (read,) = Decoder(budget_ms=60_000).decode(held)
    assert read.data == b"LOY-WHERE-AM-I"
    middle = np.mean(read.position, axis=0)
    assert middle == pytest.approx((1050 + 72, 60 + 72), abs=8)


@pytest.mark.parametrize(("left", "top"), [(20, 20), (1010, 480)])
def test_what_a_remedy_reads_at_a_place_lies_there_in_the_picture(left, top, monkeypatch):
    monkeypatch.setattr(decoder, "zxing", lambda picture: Found())  # so that it is left to the remedies
    (read,) = Decoder(budget_ms=1e6).look(with_code(shop(), left, top, 4)).reads
    (first, *_), (*_, last) = sorted(read.position), sorted(read.position)
    assert read.step != "plain"
    quiet, side = 4 * 4, 21 * 4
    assert first == pytest.approx((left + quiet, top + quiet), abs=3)
    assert last == pytest.approx((left + quiet + side, top + quiet + side), abs=3)
