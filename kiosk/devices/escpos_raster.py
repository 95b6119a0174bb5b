"""Pictures to raster commands: as few bytes as the same dots need, and none that are obeyed at once.

Facts are from Epson's public "ESC/POS Command Reference" (GS v 0, ESC J). What costs bytes is white: rows
without ink go out as feeds, white on the right is not sent, and where bands begin and end is chosen so that
the sum is the least. (White on the left: ``escpos.job``.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.bool_]
"""A picture: ``[rows, columns]``, True is a black dot."""

Picture = Bits | NDArray[np.uint8] | Sequence[bytes]
"""Something ``as_bits`` understands."""

BAND_ROWS = 128
"""Rows of one raster command at most: small printers have buffers of 4 KB to 16 KB."""
REAL_TIME_PAIRS = (b"\x10\x04", b"\x10\x05", b"\x10\x14")  # DLE EOT, DLE ENQ, DLE DC4
_SECOND_BYTES = frozenset({0x04, 0x05, 0x14})
_RASTER = b"\x1dv0\x00"  # GS v 0: width in bytes and height in rows follow, two bytes each
_BAND_COST = 8  # bytes of a raster command before its data
_MOST_FEED = 255
_FEED_COST = 3


def feed(rows: int) -> bytes:
    """ESC J: feed this many rows (needs ``UNITS`` before it)."""
    whole, rest = divmod(max(0, rows), _MOST_FEED)
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


def left_white(bits: Bits) -> int:
    """How many whole bytes of every row are white from the left; all of them when there is no ink."""
    used: Bits = np.asarray(np.packbits(bits, axis=1).any(axis=0))
    return int(used.argmax()) if used.any() else used.size


def raster(picture: Picture) -> Iterator[bytes]:
    """The picture as whole commands: bands (GS v 0) of at most 128 rows, and feeds for blank rows.

    Each band is cropped on the right to what it uses. No real-time pair is anywhere in the joined bytes;
    see ``printable`` for the one dot that may cost.
    """
    bits = printable(picture)
    packed = np.packbits(bits, axis=1) if bits.size else np.zeros((bits.shape[0], 1), dtype=np.uint8)
    for begin, end, width in _cheapest(packed):
        if width:
            yield from _bands(packed[begin:end, :width])
        else:
            for done in range(begin, end, _MOST_FEED):
                yield feed(min(_MOST_FEED, end - done))


def is_band(command: bytes) -> bool:
    """Whether this command of ``raster`` puts ink on the paper."""
    return command.startswith(_RASTER)


def _cheapest(packed: NDArray[np.uint8]) -> list[tuple[int, int, int]]:
    """The rows in parts ``(begin, end, bytes a row)`` that together are the fewest bytes; 0 is a feed.

    The shortest way through the rows, each step a feed or a band that begins and ends with ink. A gap of a
    row or two may stay within a band, where that is cheaper than a feed and the beginning of another band.
    """
    height = len(packed)
    used: Bits = np.asarray(packed != 0)
    widths = np.where(used.any(axis=1), packed.shape[1] - used[:, ::-1].argmax(axis=1), 0)
    never = 1 << 40
    blank = 0  # blank rows up to here
    cost = np.zeros(height + 1, dtype=np.int64)
    came = np.zeros(height + 1, dtype=np.int64)
    step = np.zeros(height + 1, dtype=np.int64)
    for row in range(1, height + 1):
        if not widths[row - 1]:
            blank += 1
            feeds = -(-blank // _MOST_FEED)
            cost[row], came[row] = cost[row - blank] + feeds * _FEED_COST, row - blank
            continue
        blank = 0
        first = max(0, row - BAND_ROWS)
        back = widths[first:row][::-1]  # [k] is the row where a band of k + 1 rows would begin
        widest = np.maximum.accumulate(back)
        prices = cost[first:row][::-1] + _BAND_COST + widest * np.arange(1, row - first + 1)
        best = int(np.where(back > 0, prices, never).argmin())
        cost[row], came[row], step[row] = prices[best], row - 1 - best, widest[best]
    parts = []
    row = height
    while row:
        parts.append((int(came[row]), row, int(step[row])))
        row = int(came[row])
    return parts[::-1]


def _bands(rows: NDArray[np.uint8]) -> Iterator[bytes]:
    """The rows of one band, parted where a pair would lie across two rows."""
    # Rows follow each other without a gap: the last byte of one and the first of the next are neighbours.
    across = (rows[:-1, -1] == 0x10) & np.isin(rows[1:, 0], list(_SECOND_BYTES))
    edges = [0, *(int(i) + 1 for i in across.nonzero()[0]), len(rows)]
    for begin, end in pairwise(edges):
        part = rows[begin:end]
        yield _RASTER + part.shape[1].to_bytes(2, "little") + len(part).to_bytes(2, "little") + part.tobytes()
