"""Codes that are damaged beyond what zxing-cpp corrects, and are read all the same: rightly or not at all."""

import cv2
import numpy as np
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.damaged import mended
from kiosk.devices.decoder import Decoder, read_still
from kiosk.devices.qr_reading import Miss, Picture, zxing

SCALE = 8


def code(content: str | bytes, **options) -> tuple[Picture, int]:
    """A code with its quiet zone, and its modules a side."""
    options = {"error": "m", "boost_error": False} | options
    if isinstance(content, bytes):
        options |= {"mode": "byte"}  # else segno takes some pairs for kanji, and writes others
    qr = content if isinstance(content, segno.QRCode) else segno.make_qr(content, **options)
    modules = np.array([[255 * (1 - (cell & 1)) for cell in row] for row in qr.matrix], np.uint8)
    return np.pad(modules, 4, constant_values=255).repeat(SCALE, 0).repeat(SCALE, 1), len(modules)


def miss(side: int) -> Miss:
    low, high = 4.0 * SCALE, (4.0 + side) * SCALE
    return Miss(((low, low), (high, low), (high, high), (low, high)), side)


def in_the_lamp(picture: Picture, width: float, *, dark: bool = False) -> Picture:
    """The reflection of a lamp across the code, its sigma a share of the picture's width: in its middle all
    is white, and it fades to both sides."""
    shown = cv2.GaussianBlur((255 - picture if dark else picture) * 0.6 + 40, (0, 0), 2)
    across = (np.arange(picture.shape[1]) / picture.shape[1] - 0.5) / width
    return np.clip(shown + 500 * np.exp(-0.5 * across**2), 0, 255).astype(np.uint8)


TEXT = "https://cards.example/m/LOY-ABCDEFGHJK"
BLOWN = [(TEXT, 0.03), (TEXT + "?t=" + "a1" * 48, 0.055)]
"""Contents, and how wide the reflection is: too wide for zxing-cpp."""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("text", "share"), BLOWN)
def test_what_a_lamp_blows_out_is_given_up_and_the_rest_is_read(text, share, dark):
    picture, side = code(text)
    shown = in_the_lamp(picture, share, dark=dark)
    assert zxing(shown).codes == ()
    ((data, quad),) = mended(shown, miss(side)).codes
    assert data == text.encode()
    assert quad == miss(side).quad


def test_the_decoder_reads_it_from_the_first_picture():
    shown = in_the_lamp(code(TEXT)[0], 0.03)
    (read,) = Decoder(budget_ms=1e6).look(shown).reads
    assert read.data == TEXT.encode()
    assert read_still(shown)[0].data == read.data


@given(
    st.binary(min_size=1, max_size=120),
    st.sampled_from("lmqh"),
    st.floats(0, 0.5),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=60)
def test_it_is_read_rightly_or_not_at_all(content, error, share, seed):
    picture, side = code(content, error=error)
    rng = np.random.default_rng(seed)
    modules = np.kron(rng.random((side + 8, side + 8)) < share, np.ones((SCALE, SCALE))).astype(bool)
    shown = np.where(modules, 255 - picture, picture).astype(np.uint8)
    assert [data for data, _ in mended(shown, miss(side)).codes] in ([], [content])


@given(st.integers(0, 2**32 - 1), st.sampled_from([*range(17, 66, 4), 20, 177]))
@settings(max_examples=60)
def test_noise_is_no_code(seed, side):
    whole = (max(side, 21) + 8) * SCALE
    noise = np.random.default_rng(seed).integers(0, 256, (whole, whole)).astype(np.uint8)
    assert mended(noise, miss(side)).codes == ()
    assert mended(np.full((whole, whole), seed % 256, np.uint8), miss(side)).codes == ()


def test_half_a_text_stays_nobodys_code():
    part = segno.make_sequence("STRUCTURED APPEND TEXT 0123456789" * 4, symbol_count=3)[0]
    picture, side = code(part)
    assert mended(picture, miss(side)).codes == ()


@pytest.mark.parametrize("way", [(0, 0), (5, 0), (-9, 7), (400, 0)])
def test_a_place_that_is_wrong_upsets_nothing(way):
    picture, side = code("not here")
    shifted = tuple((x + way[0], y + way[1]) for x, y in miss(side).quad)
    assert [data for data, _ in mended(picture, Miss(shifted, side)).codes] in ([], [b"not here"])
    for modules in (21, 25, 57):
        assert mended(picture, Miss(shifted, modules)).codes in ((), ((b"not here", shifted),))
