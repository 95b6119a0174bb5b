"""Bent and wrinkled codes: what zxing-cpp nearly reads, drawn flat."""

import cv2
import numpy as np
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.decoder import Decoder, Picture, read_still
from kiosk.devices.flatten import flattened
from kiosk.devices.qr_reading import Miss, zxing

TEXT = "LOY-BENT-AND-WRINKLED-0042"
SCALE, LEFT, TOP = 8, 200, 120


def flat_code(error: str = "l") -> tuple[Picture, int]:
    """The code on a grey wall, and its modules a side."""
    matrix = segno.make_qr(TEXT, error=error).matrix
    modules = np.array([[255 * (1 - (cell & 1)) for cell in row] for row in matrix], np.uint8)
    drawn = np.pad(modules, 4, constant_values=255).repeat(SCALE, 0).repeat(SCALE, 1)
    picture = np.full((560, 760), 130, np.uint8)
    picture[TOP : TOP + drawn.shape[0], LEFT : LEFT + drawn.shape[1]] = drawn
    return picture, len(modules)


def bent(picture: Picture, across: float, along: float, waves: float, phase: float = 0.0) -> Picture:
    """The picture shifted by up to so many modules, in waves, as cloth is."""
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    side = 29 * SCALE
    u, v = (x - LEFT) / side, (y - TOP) / side
    shift_x = across * SCALE * np.sin(np.pi * waves * v + phase)
    shift_y = along * SCALE * np.sin(np.pi * waves * u + phase)
    return cv2.remap(picture, x + shift_x, y + shift_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


WRINKLES = [
    (0.8, 0.0, 2.0),
    (0.0, 0.8, 2.0),
    (-0.8, -0.8, 2.0),
    (0.0, 0.4, 2.5),
    (0.8, -1.2, 1.5),
    (1.2, 0.4, 2.0),
]


@pytest.mark.parametrize(("across", "along", "waves"), WRINKLES)
def test_a_wrinkled_code_is_read_where_it_is(across, along, waves):
    picture = bent(flat_code()[0], across, along, waves)
    found = zxing(picture)
    assert found.codes == ()  # it is hard enough to prove something
    near = found.near[0]
    assert [data for data, _ in flattened(picture, near).codes] == [TEXT.encode()]
    assert flattened(picture, near).codes[0][1] == near.quad


@pytest.mark.parametrize(("across", "along", "waves"), WRINKLES)
def test_both_ways_through_the_decoder_know_it(across, along, waves):
    picture = bent(flat_code()[0], across, along, waves)
    assert [(read.data, read.step) for read in read_still(picture)] == [(TEXT.encode(), "flattened")]
    assert [(read.data, read.step) for read in Decoder().decode(picture)] == [(TEXT.encode(), "flattened")]
    assert Decoder(rescue=False).decode(picture) == []
    assert Decoder().look(picture, awake=False).reads == ()


def test_a_flat_code_stays_flat():
    picture, modules = flat_code()
    ((_, quad),) = zxing(picture).codes
    assert [data for data, _ in flattened(picture, Miss(quad, modules)).codes] == [TEXT.encode()]


def test_modules_that_no_code_here_can_have():
    picture, _ = flat_code()
    ((_, quad),) = zxing(picture).codes
    for modules in (0, 17, 121, 177, 100_000):
        assert flattened(picture, Miss(quad, modules)).codes == ()


@given(
    st.floats(-2, 2),
    st.floats(-2, 2),
    st.floats(0.2, 4),
    st.floats(0, 6.3),
    st.sampled_from((21, 25, 29, 33, 117)),
    st.lists(st.tuples(st.floats(-300, 1200), st.floats(-300, 1200)), min_size=4, max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_it_reads_right_or_not_at_all(across, along, waves, phase, modules, corners):
    picture = bent(flat_code()[0], across, along, waves, phase)
    near = [*zxing(picture).near, Miss(tuple(corners), modules)]
    for miss in near:
        try:
            found = flattened(picture, miss)
        except cv2.error:
            continue  # corners that span nothing: the decoder guards its steps
        assert {data for data, _ in found.codes} <= {TEXT.encode()}
