"""ESC/POS without a port: pictures to bytes, and a printer's answers back to values.

Facts are from Epson's public "ESC/POS Command Reference" (the names of the commands are given beside
each constant) and hold for the many printers that follow it. A whole coupon goes out as raster, because
a raster looks the same on every printer and in every script; text commands and native QR do not.

One thing needs care: a printer executes real-time commands (``10 04``, ``10 05``, ``10 14``) the moment
they arrive, even inside the data of a picture. ``raster`` therefore never lets these pairs out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.bool_]
"""A picture: ``[rows, columns]``, True is a black dot."""

Picture = Bits | NDArray[np.uint8] | Sequence[bytes]
"""Something ``as_bits`` understands."""

BAND_ROWS = 128
"""Rows of one raster command at most: small printers have buffers of 4 KB to 16 KB."""
DOTS_PER_INCH = 203

INIT = bytes.fromhex("1b40")  # ESC @
UNITS = bytes((0x1D, 0x50, DOTS_PER_INCH, DOTS_PER_INCH))
"""GS P: makes ESC J count in dots. Its default is a half dot on many 203 dpi printers."""
CUT = bytes.fromhex("1d564200")  # GS V 66 0: feed to the knife, then a partial cut
ASK_ASB = bytes.fromhex("1d610e")  # GS a 14: tell changes of online, error and paper by yourself
ASK_PROCESSED = bytes.fromhex("1d7201")  # GS r 1: answered in its turn among the commands
CLEAR = bytes.fromhex("10140801031401060208")  # DLE DC4 8: forget everything received
TEAR_FEED_ROWS = 120
"""15 mm: from the print head to the tear bar of a printer without a knife."""

REAL_TIME_PAIRS = (b"\x10\x04", b"\x10\x05", b"\x10\x14")  # DLE EOT, DLE ENQ, DLE DC4
_SECOND_BYTES = frozenset({0x04, 0x05, 0x14})


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
    """An id for ``ask_completion``: two signs of the job's number, two of the attempt's."""
    signs = 0x7E - 0x30 + 1
    digits = (job // signs % signs, job % signs, attempt // signs % signs, attempt % signs)
    return bytes(0x30 + d for d in digits)


def feed(rows: int) -> bytes:
    """ESC J: feed this many rows (needs ``UNITS`` before it)."""
    whole, rest = divmod(max(0, rows), 255)
    return b"\x1bJ\xff" * whole + (b"\x1bJ" + bytes((rest,)) if rest else b"")


def as_bits(picture: Picture) -> Bits:
    """A picture as ``[rows, columns]`` of bool: from a bool or 0/1 array, or from rows of packed bytes.

    Packed rows have the leftmost dot in the highest bit and all the same length; ``ValueError`` else.
    """
    if isinstance(picture, np.ndarray):
        if picture.ndim != 2:
            raise ValueError("a picture has two dimensions")
        return np.ascontiguousarray(picture.astype(np.bool_))
    if len({len(row) for row in picture}) > 1:
        raise ValueError("rows of unequal length")
    if not picture or not picture[0]:
        return np.zeros((len(picture), 0), dtype=np.bool_)
    packed = np.frombuffer(b"".join(picture), dtype=np.uint8).reshape(len(picture), -1)
    return np.unpackbits(packed, axis=1).astype(np.bool_)


def printable(picture: Picture) -> Bits:
    """The picture as it can go to paper: the same one, but for the rows that hold a real-time pair.

    Between two rows a pair is parted by beginning a new band. Within one row nothing can part it: the
    paper only moves forward, and printers disagree on whether a raster obeys the left margin. There one
    dot (0.125 mm) of the eight is blackened, if possible one above, below or beside a black dot.
    """
    bits = as_bits(picture)
    if not bits.size:
        return bits
    packed = np.packbits(bits, axis=1)
    first, second = packed[:, :-1], packed[:, 1:]
    at = np.argwhere((first == 0x10) & np.isin(second, list(_SECOND_BYTES)))
    if not len(at):
        return bits
    bits = bits.copy()
    for row, column in at:
        _blacken_one(bits, int(row), int(column) * 8)
    return bits


def _blacken_one(bits: Bits, row: int, left: int) -> None:
    """Blacken one dot of the byte 10h that begins at ``left`` (its dot 3 is the only black one)."""
    height = bits.shape[0]
    # The neighbours of dot 3 first: a line that gets one dot thicker for one row.
    beside = [left + 2, left + 4]
    # Not dot 5: it would make 14h of it, a pair with a byte 10h before it.
    candidates = beside + [left + i for i in (1, 0, 6, 7)]
    for x in candidates:
        if (row > 0 and bits[row - 1, x]) or (row + 1 < height and bits[row + 1, x]):
            bits[row, x] = True
            return
    bits[row, beside[1]] = True


def raster(picture: Picture) -> Iterator[bytes]:
    """The picture as whole commands: bands (GS v 0) of at most 128 rows, and feeds for blank rows.

    Each band is cropped on the right to what it uses. No real-time pair is anywhere in the joined bytes;
    see ``printable`` for the one dot that may cost.
    """
    bits = printable(picture)
    if not bits.size:
        yield from _feeds(bits.shape[0])
        return
    packed = np.packbits(bits, axis=1)
    inked: Bits = np.asarray(packed.any(axis=1))
    row, height = 0, len(packed)
    while row < height:
        end = row
        if not inked[row]:
            while end < height and not inked[end]:
                end += 1
            yield from _feeds(end - row)
        else:
            while end < height and inked[end] and end - row < BAND_ROWS:
                end += 1
            yield from _bands(packed[row:end])
        row = end


def _feeds(rows: int) -> Iterator[bytes]:
    for done in range(0, rows, 255):
        yield feed(min(255, rows - done))


def _bands(packed: NDArray[np.uint8]) -> Iterator[bytes]:
    """Rows without a blank one among them, parted where a pair would lie across two rows."""
    width = int(np.flatnonzero(packed.any(axis=0))[-1]) + 1
    rows = packed[:, :width]
    # Rows follow each other without a gap: the last byte of one and the first of the next are neighbours.
    across = (rows[:-1, -1] == 0x10) & np.isin(rows[1:, 0], list(_SECOND_BYTES))
    edges = [0, *(int(i) + 1 for i in across.nonzero()[0]), len(rows)]
    for begin, end in pairwise(edges):
        part = rows[begin:end]
        yield b"\x1dv0\x00" + width.to_bytes(2, "little") + len(part).to_bytes(2, "little") + part.tobytes()


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


def job(picture: Picture, *, cut: bool, finish: bytes) -> Job:
    """A whole paper: begin, picture, cut (or a feed to the tear bar), then ``finish`` (a question).

    The question comes after the cut, so that its answer says that the coupon can be taken.
    """
    bits = as_bits(picture)
    begin = (INIT, UNITS, ASK_ASB)
    body = tuple(raster(bits))
    end = (CUT if cut else feed(TEAR_FEED_ROWS), finish)
    # A code of ours is at least 150 rows high and the first band at most 128 (16 mm): whoever holds
    # only what the first band can print holds no code, and the typed token stands below the code.
    first = next((i for i, c in enumerate(body) if c.startswith(b"\x1dv0")), 0)
    harmless = sum(map(len, begin)) + sum(map(len, body[: first + 1]))
    return Job((*begin, *body, *(c for c in end if c)), rows=bits.shape[0], harmless=harmless)
