"""From the coupon to the dots on paper: bytes are read back by two readers and compared with the page that
was meant, and the code on it is read by two decoders."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.devices import escpos
from kiosk.devices.escpos_raster import REAL_TIME_PAIRS
from kiosk.simulator.paper import Interpreter
from tests.support.escpos_reader import read_job
from tests.support.receipts import PAPERS, TOKEN, paper_of, read_codes, renderer_of

NAME = b"0A1b"
EVERY = list(product([576, 384], sorted(PAPERS), [False, True], [False, True], [False, True]))


def data_of(page: escpos.Page) -> bytes:
    return b"".join(escpos.job(page, cut=True, finish=escpos.ask_completion(NAME)).chunks)


def printed(data: bytes, dots: int, *, obeys_margin: bool = True, knows_codes: bool = True) -> np.ndarray:
    """What the simulated printer makes of it: one paper, no stray byte."""
    papers: list[np.ndarray] = []
    answers: list[bytes] = []
    line = Interpreter(dots, vertical_unit=406, reply=answers.append, finished=papers.append)
    line.obeys_margin, line.knows_codes = obeys_margin, knows_codes
    buffer = bytearray(data)
    while line.step(buffer):
        pass
    assert not buffer
    assert answers == [b"\x37\x22" + NAME + b"\x00"]
    assert bool(line.strays) is not knows_codes
    [paper] = papers
    return paper


def most_extra(page: np.ndarray) -> int:
    """How many dots may be added: one for each pair within a row that would be a real-time command."""
    rows = [row.tobytes() for row in np.packbits(page, axis=1)]
    return sum(row.count(pair) for row in rows for pair in REAL_TIME_PAIRS)


def same(paper: np.ndarray, intended: np.ndarray) -> None:
    assert paper.shape == intended.shape
    assert not (intended & ~paper).any(), "a dot was lost"
    assert (paper & ~intended).sum() <= most_extra(intended), "dots that nobody meant"


@pytest.mark.parametrize(("dots", "language", "native", "logo", "copy"), EVERY)
def test_what_is_printed_is_what_was_meant(
    qapp: QGuiApplication, tmp_path: Path, dots: int, language: str, native: bool, logo: bool, copy: bool
) -> None:
    render = renderer_of(dots, tmp_path, logo=logo, native=native)
    paper = paper_of(language, copy=copy)
    intended = render(paper)
    data = data_of(render.page(paper))

    by_twin = printed(data, dots)
    same(by_twin, intended)

    reading = read_job(data, dots)
    assert reading.cuts == 1
    assert reading.asked == NAME
    by_reader = np.array(reading.picture(), dtype=bool)
    if native:
        [(text, module, left, top)] = reading.codes
        assert (text, module) == (TOKEN, 8 if dots == 576 else 6)
        side = 25 * module
        code = intended[top : top + side, left : left + side]
        by_reader = np.vstack([by_reader[:top], np.zeros((side, dots), bool), by_reader[top:]])
        by_reader[top : top + side, left : left + side] = code
    else:
        assert not reading.codes
    same(by_reader, intended)

    codes, again = read_codes(by_twin)
    assert codes == [(TOKEN.encode(), "M")]
    assert again == [TOKEN.encode()]


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.parametrize("language", sorted(PAPERS))
def test_a_printer_that_ignores_margins_prints_a_coupon_all_the_same(
    qapp: QGuiApplication, tmp_path: Path, dots: int, language: str
) -> None:
    render = renderer_of(dots, tmp_path, logo=True)
    paper = paper_of(language, copy=True)
    page = render.page(paper)
    moved = printed(data_of(page), dots, obeys_margin=False)
    codes, again = read_codes(moved)
    assert codes == [(TOKEN.encode(), "M")]
    assert again == [TOKEN.encode()]
    # Every block is whole, only further left than meant.
    top = 0
    for part in page.parts:
        assert not isinstance(part, escpos.Code)
        rows = moved[top : top + len(part)]
        top += len(part)
        assert rows.sum() >= part.sum()
        if part.any():
            first = int(part.any(axis=0).argmax()) // 8 * 8
            shifted = np.zeros_like(part)
            shifted[:, : dots - first] = part[:, first:]
            assert not (shifted & ~rows).any()


def test_a_printer_without_codes_shows_why_native_is_not_the_default(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    page = renderer_of(576, tmp_path, native=True).page(paper_of("en"))
    assert read_codes(printed(data_of(page), 576, knows_codes=False)) == ([], [])


def test_a_code_that_is_not_plain_stays_a_picture(qapp: QGuiApplication, tmp_path: Path) -> None:
    from dataclasses import replace

    render = renderer_of(576, tmp_path, native=True)
    for token in ("köfte-1", "a\x10\x04b", "بطاقة"):
        page = render.page(replace(paper_of("en"), token=token))
        assert not any(isinstance(part, escpos.Code) for part in page.parts)
        codes, _ = read_codes(printed(data_of(page), 576))
        assert [code for code, _ in codes] == [token.encode()]
    with pytest.raises(ValueError, match="not a code"):
        list(escpos.native(escpos.Code("a\x10\x04b", 21, 8, 0)))


@pytest.mark.parametrize("native", [False, True])
def test_whoever_holds_the_harmless_part_holds_no_code(
    qapp: QGuiApplication, tmp_path: Path, native: bool
) -> None:
    for language in PAPERS:
        page = renderer_of(384, tmp_path, logo=True, native=native).page(paper_of(language))
        work = escpos.job(page, cut=True, finish=escpos.ask_completion(NAME))
        data = b"".join(work.chunks)
        assert 0 < work.harmless < len(data)
        begun = read_job(data[: work.harmless], 384)
        assert len(begun.band_rows) == 1
        assert not begun.codes
        assert TOKEN.encode() not in data[: work.harmless]


def test_a_page_that_begins_with_a_code_is_harmless_only_before_it() -> None:
    code = escpos.Code("cq_1", 21, 8, 32)
    work = escpos.job(escpos.Page((code, np.ones((4, 64), bool))), cut=False, finish=b"")
    assert work.harmless == len(escpos.INIT + escpos.UNITS + escpos.ASK_ASB)
    assert work.rows == 21 * 8 + 4


def test_white_costs_no_bytes(qapp: QGuiApplication, tmp_path: Path) -> None:
    """The numbers are in docs/performance.md; here only that no part of it is lost again."""
    for dots, most in ((576, 14_000), (384, 9_000)):
        page = renderer_of(dots, tmp_path).page(paper_of("en"))
        small = escpos.job(page, cut=True, finish=b"").size
        whole = escpos.job(
            np.vstack([p for p in page.parts if not isinstance(p, escpos.Code)]), cut=True, finish=b""
        )
        assert small <= whole.size
        assert small < most
    # An Arabic page has its white on the left.
    page = renderer_of(576, tmp_path).page(paper_of("ar"))
    whole = escpos.job(
        np.vstack([p for p in page.parts if not isinstance(p, escpos.Code)]), cut=True, finish=b""
    )
    assert escpos.job(page, cut=True, finish=b"").size < 0.75 * whole.size


@pytest.mark.parametrize(
    "torn",
    [b"\x1dv0\x00", b"\x1dv0\x00\x48", b"\x1d(k\x10\x90"],
    ids=["a picture's header", "the same, a byte later", "a long command"],
)
def test_a_command_without_its_end_takes_what_comes_and_waits_for_no_more_than_that(torn: bytes) -> None:
    """A printer that held out for more than its buffer takes would stand still for good."""
    line = Interpreter(576, vertical_unit=406, reply=lambda _: None, finished=lambda _: None)
    buffer = bytearray(torn + escpos.CLEAR * 2)  # as it begins when the kiosk comes back
    for _ in range(500):
        buffer += bytes(64)
        while line.step(buffer):
            pass
        assert len(buffer) < 64
    line.clear()
    buffer += escpos.ask_completion(NAME)
    while line.step(buffer):
        pass
    assert not buffer
