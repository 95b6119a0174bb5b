"""Pictures to ESC/POS bytes and back through the simulator's own interpreter."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from kiosk.devices import escpos
from kiosk.simulator.paper import Interpreter, png

WIDTH = 64


def on_paper(data: bytes, dots: int = WIDTH) -> tuple[np.ndarray, Interpreter]:
    """What the independent interpreter makes of the bytes: everything until the end, cut or not."""
    papers: list[np.ndarray] = []
    line = Interpreter(dots, vertical_unit=406, reply=lambda answer: None, finished=papers.append)
    buffer = bytearray(data)
    while line.step(buffer):
        pass
    assert not buffer, "a command was left incomplete"
    rest = line.take_paper()
    return np.vstack([*papers, *([rest] if rest is not None else [np.zeros((0, dots), bool)])]), line


def padded(image: np.ndarray, dots: int = WIDTH) -> np.ndarray:
    return np.pad(image, ((0, 0), (0, dots - image.shape[1])))


def crafted(rows: list[bytes]) -> np.ndarray:
    return escpos.as_bits(rows)


# -- golden bytes ------------------------------------------------------------------------------


def test_a_small_picture_has_exactly_these_bytes() -> None:
    image = np.zeros((5, 16), bool)
    image[2, 0] = image[3, 9] = True
    assert b"".join(escpos.raster(image)) == bytes.fromhex("1b4a02 1d763000 02000200 8000 0040 1b4a01")


def test_a_band_is_cropped_to_what_it_uses() -> None:
    image = np.zeros((1, 576), bool)
    image[0, 7] = True
    assert b"".join(escpos.raster(image)) == bytes.fromhex("1d763000 01000100 01")


def test_long_feeds_and_long_pictures_are_parted() -> None:
    assert b"".join(escpos.raster(np.zeros((600, 8), bool))) == bytes.fromhex("1b4aff 1b4aff 1b4a5a")
    heights = [int.from_bytes(c[6:8], "little") for c in escpos.raster(np.ones((300, 8), bool))]
    assert heights == [128, 128, 44]


def test_questions_have_exactly_these_bytes() -> None:
    assert escpos.ask_completion(b"0A1b") == bytes.fromhex("1d284806003030") + b"0A1b"
    assert [escpos.ask_status(n) for n in (1, 2, 3, 4)] == [bytes((16, 4, n)) for n in (1, 2, 3, 4)]
    assert bytes.fromhex("10140801031401060208") == escpos.CLEAR
    with pytest.raises(ValueError, match="status bytes"):
        escpos.ask_status(8)
    for bad in (b"abc", b"ab\x00c", b"ab\x7fc"):
        with pytest.raises(ValueError, match="process id"):
            escpos.ask_completion(bad)


def test_a_job_begins_and_ends_as_it_should() -> None:
    work = escpos.job(np.ones((10, 8), bool), cut=True, finish=escpos.ask_completion(b"0001"))
    data = b"".join(work.chunks)
    assert data.startswith(escpos.INIT + escpos.UNITS)
    assert data.endswith(escpos.CUT + escpos.ask_completion(b"0001"))
    assert work.size == len(data)
    assert work.rows == 10
    uncut = b"".join(escpos.job(np.ones((10, 8), bool), cut=False, finish=b"").chunks)
    assert escpos.CUT not in uncut
    assert uncut.endswith(escpos.feed(escpos.TEAR_FEED_ROWS))


def test_harmless_ends_with_the_first_band() -> None:
    work = escpos.job(np.ones((400, 64), bool), cut=True, finish=b"")
    assert work.harmless == sum(map(len, work.chunks[:4]))
    assert work.chunks[3].startswith(b"\x1dv0")


@given(job=st.integers(0, 10**9), attempt=st.integers(0, 10**9))
def test_process_ids_are_sendable(job: int, attempt: int) -> None:
    assert len(escpos.ask_completion(escpos.process_id(job, attempt))) == 11


def test_neighbouring_jobs_and_attempts_have_other_ids() -> None:
    ids = {escpos.process_id(job, attempt) for job in range(70) for attempt in range(70)}
    assert len(ids) == 70 * 70
    assert not any(byte & 0x10 for one in ids for byte in one), "a byte like a status"


def test_broken_pictures_are_refused() -> None:
    with pytest.raises(ValueError, match="unequal"):
        escpos.as_bits([b"a", b"bc"])
    with pytest.raises(ValueError, match="two dimensions"):
        escpos.as_bits(np.zeros((2, 2, 2), np.uint8))
    assert escpos.as_bits([]).shape == (0, 0)
    assert b"".join(escpos.raster([])) == b""


# -- properties --------------------------------------------------------------------------------

images = hnp.arrays(bool, st.tuples(st.integers(0, 300), st.integers(1, WIDTH)))
dangerous = st.sampled_from([0x10, 0x10, 0x04, 0x05, 0x14, 0x00, 0x01, 0xFF])
dangerous_rows = st.integers(1, 8).flatmap(
    lambda width: st.lists(
        st.lists(dangerous, min_size=width, max_size=width).map(bytes), min_size=1, max_size=40
    )
)


def pairs_within_rows(image: np.ndarray) -> int:
    rows = [row.tobytes() for row in np.packbits(image, axis=1)]
    return sum(row.count(pair) for row in rows for pair in escpos.REAL_TIME_PAIRS)


def check_round_trip(image: np.ndarray) -> None:
    data = b"".join(escpos.raster(image))
    assert not any(pair in data for pair in escpos.REAL_TIME_PAIRS)
    paper, line = on_paper(escpos.INIT + escpos.UNITS + data)
    assert line.strays == 0
    if not paper.size:
        assert not image.size
        return
    extra = paper & ~padded(image)
    assert not (padded(image) & ~paper).any(), "a dot was lost"
    assert extra.sum() <= pairs_within_rows(image), "more than one dot for one pair"
    if not pairs_within_rows(image):
        assert np.array_equal(paper, padded(image))
    assert np.array_equal(paper, padded(escpos.printable(image)))


@given(images)
def test_any_picture_comes_out_dot_by_dot(image: np.ndarray) -> None:
    check_round_trip(image)


@given(dangerous_rows)
@example([b"\x10", b"\x04", b"\x10", b"\x14", b"\x05"])
@example([b"\x00\x10", b"\x04\x10", b"\x14\x01"])
@example([b"\x10\x10\x04\x10\x14\x10\x05\x04"] * 3)
def test_real_time_commands_never_get_out(rows: list[bytes]) -> None:
    check_round_trip(crafted(rows))


def test_a_pair_across_two_rows_costs_a_band_and_no_dot() -> None:
    image = crafted([b"\x00\x10", b"\x04\x10", b"\x14\x10", b"\x05\x01"])
    assert np.array_equal(escpos.printable(image), image)
    assert len(list(escpos.raster(image))) == 4


def test_a_pair_within_a_row_costs_one_dot_beside_ink() -> None:
    image = crafted([b"\x30\x00", b"\x10\x04", b"\x30\x00"])
    assert np.argwhere(escpos.printable(image) != image).tolist() == [[1, 2]]


def test_feeds_are_dots_whatever_the_printer_counts_in() -> None:
    image = np.zeros((301, 8), bool)
    image[0, 0] = image[300, 7] = True
    paper, _ = on_paper(b"".join(escpos.job(image, cut=True, finish=b"").chunks))
    assert np.array_equal(paper, padded(image))


def test_png_is_a_png_of_the_right_size() -> None:
    cv2 = pytest.importorskip("cv2")
    image = np.zeros((30, 64), bool)
    image[3:9, 5:20] = True
    seen = cv2.imdecode(np.frombuffer(png(image, margin=4), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert seen.shape == (38, 72)
    assert np.array_equal(seen[4:-4, 4:-4] == 0, image)
