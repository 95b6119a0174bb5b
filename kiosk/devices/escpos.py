"""ESC/POS without a port: pages to bytes. What a printer answers is in ``escpos_status``.

Facts are from Epson's public "ESC/POS Command Reference" (the names of the commands are given beside
each constant) and hold for the many printers that follow it. A coupon goes out as raster, because a raster
looks the same on every printer and in every script; the printer's own QR code is for slow lines, on
printers that are known to have one: many clones print its data as text.

One thing needs care: a printer executes real-time commands (``10 04``, ``10 05``, ``10 14``) the moment
they arrive, even inside the data of a picture. ``raster`` therefore never lets these pairs out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from kiosk.devices.escpos_raster import (
    BAND_ROWS,
    REAL_TIME_PAIRS,
    Bits,
    Picture,
    as_bits,
    feed,
    is_band,
    left_white,
    printable,
    raster,
)

__all__ = [
    "BAND_ROWS", "REAL_TIME_PAIRS", "Bits", "Code", "Job", "Page", "Picture", "as_bits", "as_page",
    "ask_completion", "ask_status", "feed", "job", "printable", "process_id", "raster",
]  # fmt: skip

DOTS_PER_INCH = 203

INIT = bytes.fromhex("1b40")  # ESC @
UNITS = bytes((0x1D, 0x50, DOTS_PER_INCH, DOTS_PER_INCH))
"""GS P: makes ESC J and GS L count in dots. Its default is a half dot on many 203 dpi printers."""
CUT = bytes.fromhex("1d564200")  # GS V 66 0: feed to the knife, then a partial cut
ASK_ASB = bytes.fromhex("1d610e")  # GS a 14: tell changes of online, error and paper by yourself
ASK_PROCESSED = bytes.fromhex("1d7201")  # GS r 1: answered in its turn among the commands
CLEAR = bytes.fromhex("10140801031401060208")  # DLE DC4 8: forget everything received
TEAR_FEED_ROWS = 120
"""15 mm: from the print head to the tear bar of a printer without a knife."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code (model 2, level M) that the printer makes itself. It adds no quiet zone of its own."""

    text: str = field(repr=False)
    modules: int
    """How many of them it is wide; the printer finds out by itself, the length of the paper needs it."""
    dots: int
    """A module's width, 1 to 16."""
    left: int
    """Dots from the left edge of the paper."""


@dataclass(frozen=True, slots=True)
class Page:
    """A paper from top to bottom. Each part gets a left margin of its own, so that white on its left costs
    nothing. A printer that prints pictures without obeying the margin moves whole parts and tears none."""

    parts: tuple[Bits | Code, ...]

    @property
    def rows(self) -> int:
        """Its height in dots."""
        return sum(p.modules * p.dots if isinstance(p, Code) else len(p) for p in self.parts)

    def cropped(self, dots: int) -> Page:
        """The page without what lies beyond this width."""
        return Page(tuple(part if isinstance(part, Code) else part[:, :dots] for part in self.parts))


def ask_status(which: int) -> bytes:
    """DLE EOT: ask in real time for printer (1), offline cause (2), error cause (3) or paper (4)."""
    if which not in (1, 2, 3, 4):
        raise ValueError("there are status bytes 1 to 4")
    return bytes((0x10, 0x04, which))


def ask_completion(process_id: bytes) -> bytes:
    """GS ( H, function 48: send this id back when everything before it has been printed.

    ``process_id`` is 4 bytes of 0x20 to 0x7E.
    """
    if len(process_id) != 4 or not all(0x20 <= b <= 0x7E for b in process_id):
        raise ValueError("a process id is 4 bytes of 20h to 7Eh")
    return bytes.fromhex("1d284806003030") + process_id


def process_id(job: int, attempt: int) -> bytes:
    """An id for ``ask_completion``: two signs of the job's number, two of the attempt's.

    Of signs whose bit 4 is clear: within an answer with this id no byte can be taken for a status.
    """
    signs = b"@ABCDEFGHIJKLMNO`abcdefghijklmno"
    n = len(signs)
    return bytes(signs[d] for d in (job // n % n, job % n, attempt // n % n, attempt % n))


def as_page(page: Page | Picture) -> Page:
    """A picture as a page of one part; a page as it is."""
    return page if isinstance(page, Page) else Page((as_bits(page),))


def margin(dots: int) -> bytes:
    """GS L: where pictures and codes begin, in dots from the left (needs ``UNITS`` before it)."""
    return b"\x1dL" + dots.to_bytes(2, "little")


def native(code: Code) -> Iterator[bytes]:
    """GS ( k, functions 165, 167, 169, 180 and 181: a QR code by the printer. ``ValueError`` for a
    text that is not plain ASCII: anything else could hold a command."""
    data = code.text.encode("latin-1", "replace")
    if not data or not all(0x20 <= b <= 0x7E for b in data) or not 1 <= code.dots <= 16:
        raise ValueError("not a code for the printer to make")
    yield bytes.fromhex("1d286b0400 31413200")  # model 2
    yield bytes.fromhex("1d286b0300 3143") + bytes((code.dots,))
    yield bytes.fromhex("1d286b0300 314531")  # level M
    yield b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data
    yield bytes.fromhex("1d286b0300 315130")  # print


@dataclass(frozen=True, slots=True)
class Job:
    """One paper as bytes. ``chunks`` are whole commands in order; between two of them a real-time
    command may be sent. ``harmless`` bytes from the start hold nothing a person could redeem."""

    chunks: tuple[bytes, ...] = field(repr=False)
    rows: int = 0
    harmless: int = 0

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(map(len, self.chunks))


def job(page: Page | Picture, *, cut: bool, finish: bytes) -> Job:
    """A whole paper: begin, page, cut (or a feed to the tear bar), then ``finish`` (a question).

    The question comes after the cut, so that its answer says that the coupon can be taken.
    """
    page = as_page(page)
    begin = (INIT, UNITS, ASK_ASB)
    body: list[bytes] = []
    # A code of ours is at least 150 rows high and the first band at most 128 (16 mm): whoever holds
    # only what the first band can print holds no code, and the typed token stands below the code.
    harmless: int | None = None
    left = 0
    for white, part in _by_margin(page):
        if white != left:
            left = white
            body.append(margin(left))
        if isinstance(part, Code):
            harmless = harmless or 0
            body += native(part)
            continue
        for command in raster(part[:, left:]):
            body.append(command)
            if harmless is None and is_band(command):
                harmless = sum(map(len, body))
    end = (CUT if cut else feed(TEAR_FEED_ROWS), finish)
    harmless = sum(map(len, begin)) + (harmless or 0)
    return Job((*begin, *body, *(c for c in end if c)), rows=page.rows, harmless=harmless)


def _by_margin(page: Page) -> list[tuple[int, Bits | Code]]:
    """The parts with the left margin of each in dots; those that follow each other with the same one are
    one part, and what is blank goes with what is above it."""
    found: list[tuple[int, list[Bits] | Code]] = []
    for part in page.parts:
        if isinstance(part, Code):
            found.append((part.left, part))
            continue
        white, width = left_white(part) * 8, part.shape[1]
        before, stack = found[-1] if found else (0, [])
        if found and not isinstance(stack, Code) and (white >= width or white == before):
            stack.append(part)
        else:
            found.append((before if white >= width else white, [part]))
    return [(white, part if isinstance(part, Code) else np.vstack(part)) for white, part in found]
