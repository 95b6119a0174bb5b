"""Where a code is: the outline that is reported lies where the code was drawn, in order around it."""

import functools

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.decoder import STEPS, Decoder, Picture, Quad
from kiosk.devices.remedies import _wiener
from kiosk.devices.screening import for_screen, upright_grey
from tests.support.filmed import Clip, Hold, Points

SLACK = 3.0
"""Pixels by which an outline may be off, besides one module: a corner is estimated, not seen."""

MILD = st.builds(
    Hold,
    text=st.sampled_from(["LOY-7F3K", "https://cards.example/m/LOY-2M5R", "LOY-" + "0123456789" * 6]),
    seed=st.integers(0, 5),
    module=st.floats(4, 9),
    yaw=st.floats(-25, 25),
    pitch=st.floats(-25, 25),
    roll=st.floats(-180, 180),
    x=st.floats(380, 900),
    y=st.floats(240, 480),
    tremble=st.just(0.0),
    shutter=st.just(0.0),
    noise=st.floats(0, 3),
    dark=st.booleans(),
)
"""Phones held as most people hold them, any way up: every one is read."""


def off(found: Quad, drawn: Points) -> float:
    """Pixels by which an outline is off at its worst corner, if it begins where the code does."""
    return float(np.abs(np.array(found) - drawn).max())


def off_around(found: Quad, drawn: Points) -> float:
    """The same, wherever it begins and whichever way round it goes; but it does go round."""
    way = np.array(found)
    return min(off(np.roll(each, by, axis=0), drawn) for each in (way, way[::-1]) for by in range(4))


def allowed(hold: Hold) -> float:
    return hold.module + SLACK


@given(MILD)
@settings(max_examples=40)
def test_the_outline_is_where_the_code_was_drawn(hold):
    clip = Clip(hold)
    reads = Decoder().look(clip.frame(0)).reads
    assert [read.data for read in reads] == [hold.text.encode()]
    assert off(reads[0].position, clip.corners(0)) <= allowed(hold)


BLUR = {"refocused more": 2.2, "refocused most": 3.2}
"""What undoes a blur makes a sharp picture worse: pixels of it that a remedy is shown."""

NEARER = {"softened more": 5.0, "refocused most": 2.0}
"""Pixels a module more for remedies that are meant for large ones."""


@functools.cache
def poses(nearer: float) -> tuple[tuple[Hold, Picture, Points], ...]:
    """Some holds near the middle of the picture, where every remedy looks."""
    found = []
    for number in range(12):
        turn = number * 30.0
        hold = Hold(
            f"LOY-POSE{number}",
            seed=number % 4,
            module=4.5 + nearer + number % 4,
            yaw=20 * np.cos(turn),
            pitch=20 * np.sin(turn),
            roll=turn - 180,
            x=600 + 7 * number,
            y=330 + 5 * number,
            tremble=0,
            shutter=0,
        )
        clip = Clip(hold)
        found.append((hold, clip.frame(0), clip.corners(0)))
    return tuple(found)


@pytest.mark.parametrize("share", [1.0, 0.8])
@pytest.mark.parametrize("step", [name for name, _ in STEPS])
def test_each_remedy_finds_the_way_back_to_the_picture(step, share):
    read = 0
    held = poses(NEARER.get(step, 0.0))
    for hold, sharp, drawn in held:
        picture = cv2.GaussianBlur(sharp, (0, 0), BLUR[step]) if step in BLUR else sharp
        for data, quad in dict(STEPS)[step](picture, share=share).codes:
            assert data == hold.text.encode()
            assert off_around(quad, drawn) <= allowed(hold)
            read += 1
    assert read >= len(held) / 2  # not each remedy is meant for codes that need none


@given(MILD, st.sampled_from([name for name, _ in STEPS]), st.floats(0.5, 1))
@settings(max_examples=40)
def test_whatever_a_remedy_reads_is_where_it_was_drawn(hold, step, share):
    clip = Clip(hold)
    for data, quad in dict(STEPS)[step](clip.frame(0), share=share).codes:
        assert data == hold.text.encode()
        assert off_around(quad, clip.corners(0)) <= allowed(hold)


# -- turned and mirrored ---------------------------------------------------------------------------


@given(MILD, st.sampled_from([0, 90, 180, 270]), st.booleans(), st.sampled_from([1.0, 1.5]))
@settings(max_examples=40)
def test_the_outline_on_the_screen_is_around_the_code_on_the_screen(hold, rotate, mirror, larger):
    clip = Clip(hold)
    upright = cv2.resize(clip.frame(0), None, fx=larger, fy=larger, interpolation=cv2.INTER_LINEAR)
    drawn = clip.corners(0) * larger
    # As a camera films that is mounted on its side: turned back by as much as it will be turned.
    filmed = np.ascontiguousarray(np.rot90(upright, rotate // 90))
    turned = upright_grey(filmed, rotate)
    assert np.array_equal(turned, upright)
    reads = Decoder().look(turned).reads
    assert [read.data for read in reads] == [hold.text.encode()]
    assert off(reads[0].position, drawn) <= allowed(hold) * larger

    shown, quads = for_screen(filmed, [reads[0].position], mirror, rotate)
    smaller = min(1.0, 1280 / max(upright.shape))
    assert shown.shape == (round(upright.shape[0] * smaller), round(upright.shape[1] * smaller), 4)
    there = drawn * smaller
    if mirror:
        there = np.array([shown.shape[1], 0]) + there * np.array([-1, 1])
    assert off(quads[0], there) <= allowed(hold) * larger
    # The picture went the same way: looked at again, it has the code in that place.
    again = Decoder().look(cv2.cvtColor(shown, cv2.COLOR_BGRA2GRAY)).reads
    assert [read.data for read in again] == [hold.text.encode()]
    assert off_around(again[0].position, np.array(quads[0])) <= allowed(hold) * larger


@pytest.mark.parametrize("colour", [False, True])
def test_several_codes_keep_their_outlines_and_their_order(colour):
    """Two phones side by side: the outlines are those of the codes they belong to."""
    left, right = (
        Clip(Hold(text, x=x, y=360, module=5, tremble=0, shutter=0, noise=0))
        for text, x in (("LOY-LEFT", 250), ("LOY-RIGHT", 800))
    )
    picture = np.hstack([left.frame(0)[:, :520], right.frame(0)[:, 520:]])
    if colour:
        picture = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    reads = Decoder().look(upright_grey(picture, 0)).reads
    assert [read.data for read in reads] == [b"LOY-RIGHT", b"LOY-LEFT"]  # the right one is nearer the middle
    for read, clip in zip(reads, (right, left), strict=True):
        assert off(read.position, clip.corners(0)) <= allowed(clip.hold)


@pytest.mark.parametrize("size", [(720, 1280), (675, 1125), (720, 1125), (675, 1200), (25, 2), (1, 1)])
def test_the_filter_against_blur_is_what_opencv_would_make_of_it(size):
    rows, columns = size
    down, right = np.fft.fftfreq(rows)[:, None], np.fft.rfftfreq(columns)[None, :]
    blur = np.exp(-2 * (np.pi * 1.9) ** 2 * (down**2 + right**2))
    kernel = np.fft.irfft2(blur / (blur**2 + 0.007), s=size).astype(np.float32)
    assert np.allclose(_wiener(rows, columns, 1.9, 0.007), cv2.dft(kernel), atol=1e-4)
