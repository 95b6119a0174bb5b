"""What a stranger may hold up: codes made to do harm, and pictures that are none. From the decoder to what
the core makes of it, bytes come out exactly or not at all, and nobody sees or logs them."""

import logging
import sys

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from segno import consts

from kiosk.core.codes import MOST_BYTES, readable
from kiosk.core.events import CodeSeen, Source
from kiosk.core.project import project
from kiosk.devices.decoder import STEPS, Decoder, Picture, read_still
from kiosk.devices.qr_reading import zxing
from tests.support.play import Play


def drawn(qr: segno.QRCode, scale: int = 4) -> Picture:
    modules = np.array([[255 * (1 - (cell & 1)) for cell in row] for row in qr.matrix], np.uint8)
    return np.pad(modules, 4, constant_values=255).repeat(scale, 0).repeat(scale, 1)


def largest(content: str | bytes, version: int = 40) -> segno.QRCode:
    return segno.make_qr(content, version=version, error="l", boost_error=False)


def segments(*parts: tuple[str | bytes, int, str | None]) -> segno.QRCode:
    """One code of several parts, each in a mode and an encoding of its own."""
    return segno.QRCode(segno.encoder.encode(parts, error="m", micro=False))


BOMB = "https://cards.example/" + "a/../" * 560
ESCAPES = "\x1b[2J\x1b]0;owned\x07\r\n\r\nGET / HTTP/1.1\r\n"

HOSTILE: dict[str, tuple[segno.QRCode, bytes]] = {
    "NUL bytes": (segno.make_qr(b"\0\0\0\0"), b"\0\0\0\0"),
    "NUL within": (segno.make_qr(b"LOY-1\0admin"), b"LOY-1\0admin"),
    "every byte": (segno.make_qr(bytes(range(256))), bytes(range(256))),
    "invalid UTF-8": (segno.make_qr(b"LOY-\xff\xfe\xc0\xaf"), b"LOY-\xff\xfe\xc0\xaf"),
    "an overlong slash": (segno.make_qr(b"..\xc0\xaf..\xc0\xaf"), b"..\xc0\xaf..\xc0\xaf"),
    "half a surrogate": (segno.make_qr(b"\xed\xa0\x80LOY"), b"\xed\xa0\x80LOY"),
    "cut UTF-8": (segno.make_qr("LOY-ş".encode()[:-1]), "LOY-ş".encode()[:-1]),
    "a byte order mark": (segno.make_qr(b"\xef\xbb\xbfLOY-1"), b"\xef\xbb\xbfLOY-1"),
    "kanji": (segno.make_qr("日本語", mode="kanji"), "日本語".encode("shift_jis")),
    "ECI UTF-8": (segno.make_qr("müşteri", encoding="utf-8", eci=True), "müşteri".encode()),
    "ECI Latin-5": (segno.make_qr("ğüş", encoding="iso-8859-9", eci=True), "ğüş".encode("iso-8859-9")),
    "ECI Shift JIS": (segno.make_qr("ｶﾅ", encoding="shift_jis", eci=True), "ｶﾅ".encode("shift_jis")),
    "mixed segments": (
        segments(
            ("123", consts.MODE_NUMERIC, None),
            ("ABC", consts.MODE_ALPHANUMERIC, None),
            ("日本", consts.MODE_KANJI, None),
            (b"\xff\0", consts.MODE_BYTE, None),
        ),
        b"123ABC" + "日本".encode("shift_jis") + b"\xff\0",
    ),
    "2953 bytes": (largest(b"\xf0\x9f\x92\xa3" * 738 + b"!"), b"\xf0\x9f\x92\xa3" * 738 + b"!"),
    "7089 digits": (largest("1234567" * 1012 + "12345"), b"1234567" * 1012 + b"12345"),
    "a URL bomb": (largest(BOMB), BOMB.encode()),
    "terminal escapes": (segno.make_qr(ESCAPES), ESCAPES.encode()),
    "SQL": (segno.make_qr("'; DROP TABLE operations;--"), b"'; DROP TABLE operations;--"),
    "a format": (
        segno.make_qr("%s%s%n{0.__class__}${jndi:ldap://x}"),
        b"%s%s%n{0.__class__}${jndi:ldap://x}",
    ),
    "right to left": (segno.make_qr("LOY-\u202e123"), "LOY-\u202e123".encode()),
}


def through(data: bytes) -> tuple[CodeSeen, str | None, Play]:
    """What becomes of a read: the event, the text if it is one, and the kiosk that saw it."""
    event = CodeSeen(Source.CAMERA, data, 1.0)
    play = Play()
    play.do(event)
    return event, readable(data), play


def traces(data: bytes) -> list[str]:
    """How a content would look in a line of text: parts long enough to be no accident."""
    texts = {data.decode("utf-8", "replace"), data.decode("latin-1"), repr(data)[2:-1], data.hex()}
    return [text[:12] for text in texts if len(text) >= 4]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_bytes_come_out_exactly_and_stay_unseen(name, caplog, capfd):
    qr, wanted = HOSTILE[name]
    with caplog.at_level(logging.DEBUG):
        reads = Decoder().look(drawn(qr)).reads
        assert [read.data for read in reads] == [wanted]
        event, text, play = through(reads[0].data)
    assert event.data == wanted
    if text is not None:
        assert text.encode() == wanted
        assert len(wanted) <= MOST_BYTES
    out = "".join(capfd.readouterr())
    told = [
        repr(reads),
        repr(event),
        repr(play.kiosk),
        repr(play.all),
        repr(project(play.kiosk)),
        caplog.text,
        out,
    ]
    for trace in traces(wanted):
        assert not any(trace in each for each in told)


@pytest.mark.parametrize(
    "name",
    [
        "NUL bytes",
        "NUL within",
        "every byte",
        "invalid UTF-8",
        "2953 bytes",
        "7089 digits",
        "terminal escapes",
    ],
)
def test_what_cannot_be_a_code_is_no_text(name):
    assert readable(HOSTILE[name][1]) is None


@given(st.binary(min_size=1, max_size=300))
@settings(max_examples=60)
def test_any_bytes_come_out_as_they_went_in(data):
    # By itself segno takes pairs such as E1 00 for kanji, as which they cannot be written.
    reads = Decoder().look(drawn(segno.make_qr(data, mode="byte"))).reads
    assert [read.data for read in reads] == [data]
    _, text, play = through(reads[0].data)
    assert text is None or text.encode() == data
    if len(data) >= 8:
        assert not any(trace in repr(project(play.kiosk)) + repr(play.all) for trace in traces(data))


@pytest.mark.parametrize("content", ["", b""])
def test_an_empty_code_is_none(content):
    picture = drawn(segno.make_qr(content))
    assert Decoder().look(picture).reads == ()
    assert read_still(picture) == []


def test_parts_of_a_text_are_no_code_by_any_remedy():
    for part in segno.make_sequence("PARTS OF ONE TEXT " * 12, symbol_count=4):
        picture = drawn(part)
        assert read_still(picture) == []
        assert all(not step(picture, share=1.0).codes for _, step in STEPS)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("error", "lmqh")
@pytest.mark.parametrize("length", [40, 150, 900])
def test_parts_of_a_text_are_no_code_though_they_are_damaged_or_mirrored(length, error, mirrored):
    rng = np.random.default_rng(length)
    read = 0
    for part in segno.make_sequence("PART" * (length // 2), symbol_count=2, error=error):
        picture = drawn(part)[:, :: -1 if mirrored else 1].astype(np.float32)
        for noise in (0, 20, 60):
            for corner in (0, 12, 20):  # where the first bits are, that say what it is
                damaged = picture + rng.normal(0, noise, picture.shape)
                across = slice(16, 16 + corner) if mirrored else slice(-16 - corner, -16)
                damaged[-16 - corner : -16, across] = 255
                shown = np.clip(damaged, 0, 255).astype(np.uint8)
                read += bool(zxingcpp.read_barcodes(shown, formats=zxingcpp.BarcodeFormat.QRCodeModel2))
                assert zxing(shown).codes == ()
    assert read >= 9


def test_sixteen_codes_at_once():
    picture = np.full((720, 1280), 200, np.uint8)
    contents = set()
    for number in range(16):
        code = drawn(segno.make_qr(f"LOY-{number:04}"))
        y, x = 30 + number // 8 * 340, 10 + number % 8 * 158
        picture[y : y + code.shape[0], x : x + code.shape[1]] = code
        contents.add(f"LOY-{number:04}".encode())
    reads = Decoder().look(picture).reads
    assert {read.data for read in reads} == contents
    far = [np.hypot(*(np.mean(read.position, axis=0) - (640, 360))) for read in reads]
    assert far == sorted(far)


# -- pictures that are none ------------------------------------------------------------------------


def looked_at(picture: object) -> list[bytes]:
    decoder = Decoder(budget_ms=10_000)
    found = []
    for awake in (True, False, True):
        sight = decoder.look(picture, awake=awake)
        found += [read.data for read in sight.reads]
        assert np.isfinite(np.array([*(read.position for read in sight.reads), *sight.near], float)).all()
    assert isinstance(decoder.decode(picture), list)
    return found + [read.data for read in read_still(picture)]


@pytest.mark.parametrize(
    "dtype", ["int8", "uint16", ">u2", "int32", "int64", "float16", "float32", "complex64", "bool", "O", "S1"]
)
def test_numbers_of_another_kind_are_no_picture(dtype):
    assert looked_at(np.ones((200, 200), np.uint8).astype(dtype)) == []


@pytest.mark.parametrize(
    "shape",
    [(), (0,), (0, 0), (0, 640), (640, 0), (0, 0, 3), (40, 0, 3), (480, 640, 0), (480, 640, 1), (480, 640, 4),
     (1, 480, 640), (3, 480, 640), (2, 2, 480, 640), (1, 1), (1, 100_000), (100_000, 1)],
)  # fmt: skip
def test_shapes_that_no_camera_has(shape):
    assert looked_at(np.zeros(shape, np.uint8)) == []


@pytest.mark.parametrize("shape", [(21, 60_000), (60_000, 21), (22, 5_000), (5_000, 25)])
def test_pictures_that_are_nearly_lines(shape):
    noise = np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8)
    assert looked_at(noise) == []


@pytest.mark.parametrize(
    "what", [None, 7, "picture", b"\xff\xd8\xff", [[0] * 30] * 30, object(), sys, memoryview(b"x")]
)
def test_things_that_are_no_array(what):
    assert looked_at(what) == []


CODE = drawn(segno.make_qr("LOY-MEMORY"), 6)


def backwards() -> Picture:
    """The code, in memory that is walked from its end to its beginning."""
    return np.ascontiguousarray(CODE[::-1, ::-1])[::-1, ::-1]


def every_other() -> Picture:
    return CODE.repeat(2, 0).repeat(2, 1)[::2, ::2]


def transposed() -> Picture:
    return np.ascontiguousarray(CODE.T).T


def one_channel() -> Picture:
    return cv2.cvtColor(CODE, cv2.COLOR_GRAY2BGR)[:, :, 1]


def cut_out() -> Picture:
    return np.pad(CODE, 50, constant_values=90)[30:-30, 30:-30]


def same_row_for_all() -> Picture:
    return np.broadcast_to(CODE[60], (300, CODE.shape[1]))


@pytest.mark.parametrize("view", [backwards, every_other, transposed, one_channel, cut_out])
@pytest.mark.parametrize("writable", [True, False])
def test_memory_in_any_order_is_read_and_left_alone(view, writable):
    picture = view()
    assert not picture.flags.c_contiguous
    picture.flags.writeable = writable
    before = picture.copy()
    assert set(looked_at(picture)) == {b"LOY-MEMORY"}
    assert np.array_equal(picture, before)


def test_memory_that_is_shared_between_rows_upsets_nothing():
    assert looked_at(same_row_for_all()) == []


def test_a_masked_or_a_derived_array_upsets_nothing():
    class Derived(np.ndarray):
        pass

    assert set(looked_at(CODE.view(Derived))) == {b"LOY-MEMORY"}
    looked_at(np.ma.masked_array(CODE, CODE > 100))
