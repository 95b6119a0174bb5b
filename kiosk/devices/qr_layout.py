"""Where the data of a QR code (model 2, versions 1 to 10) lie among its modules: ISO/IEC 18004.

In arrays of modules the first axis is rows from the top, the second columns from the left; dark ones
are true.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Modules = NDArray[np.bool_]

SIDES = range(21, 58, 4)
"""The modules a side that are known here."""

MASKS: tuple[Callable[[Any, Any], Any], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, _: i % 2 == 0,
    lambda _, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)
"""Data mask patterns: row i, column j, numbers or arrays of them."""

# By the two bits of the level as they are in a code (M, L, H, Q), then by version.
_PARITY = (
    (10, 16, 26, 18, 24, 16, 18, 22, 22, 26),
    (7, 10, 15, 20, 26, 18, 20, 24, 30, 18),
    (17, 28, 22, 16, 22, 28, 26, 26, 24, 28),
    (13, 22, 18, 26, 18, 24, 18, 22, 20, 24),
)
_BLOCKS = (
    (1, 1, 1, 2, 2, 4, 4, 4, 5, 5),
    (1, 1, 1, 1, 1, 2, 2, 2, 2, 4),
    (1, 1, 2, 4, 4, 4, 5, 6, 8, 8),
    (1, 1, 2, 2, 4, 4, 6, 6, 8, 8),
)
_FAR_ALIGNED = ((), (18,), (22,), (26,), (30,), (34,), (22, 38), (24, 42), (26, 46), (28, 50))
"""The middles of the alignment patterns along each axis, by version, but the first: that is 6."""

_FORMAT, _FORMAT_MASK = 0x537, 0x5412
_VERSION = 0x1F25
"""The generators of the codes by which format and version are protected."""


class Layout(NamedTuple):
    """A side's layout. ``fixed``: the modules that are the same in every code of this side, and those of the
    format; ``dark``: how they are, those of the format light. ``rows``, ``columns``: where the
    bits of the codewords lie, in their order, eight each."""

    fixed: Modules
    dark: Modules
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]


@functools.cache
def layout(side: int) -> Layout:
    """The layout of a code with so many modules a side, one of ``SIDES``."""
    version = (side - 17) // 4
    fixed, dark = np.zeros((side, side), np.bool_), np.zeros((side, side), np.bool_)
    fixed[6], fixed[:, 6] = True, True
    dark[6, ::2], dark[::2, 6] = True, True
    middles = (6, *_FAR_ALIGNED[version - 1])
    for row in middles:
        for column in middles:
            if (row, column) not in {(6, 6), (6, side - 7), (side - 7, 6)}:
                fixed[row - 2 : row + 3, column - 2 : column + 3] = True
                dark[row - 2 : row + 3, column - 2 : column + 3] = _rings(5)
    finder = np.pad(_rings(7), 1)  # and the light line around it
    for down, right in ((False, False), (False, True), (True, False)):
        rows, columns = (slice(side - 8, None) if far else slice(0, 8) for far in (down, right))
        fixed[rows, columns] = True
        dark[rows, columns] = finder[0 if down else 1 :, 0 if right else 1 :][:8, :8]
    if version >= 7:
        bits = _protected(version, 12, _VERSION)
        for at in range(18):
            here, there = at // 3, side - 11 + at % 3
            fixed[here, there] = fixed[there, here] = True
            dark[here, there] = dark[there, here] = bool(bits >> at & 1)
    for places in _format_places(side):
        for row, column in places:
            fixed[row, column], dark[row, column] = True, False
    fixed[side - 8, 8] = dark[side - 8, 8] = True
    free = np.array([place for place in _zigzag(side) if not fixed[place]])
    whole = len(free) // 8 * 8
    return Layout(fixed, dark, free[:whole, 0], free[:whole, 1])


def _rings(side: int) -> Modules:
    """A square ring, a gap, and what is left inside of it."""
    at = np.abs(np.arange(side) - side // 2)
    away = np.maximum(at[:, None], at)
    return np.asarray(away != side // 2 - 1)


def _zigzag(side: int) -> Iterator[tuple[int, int]]:
    upwards = True
    for right in (*range(side - 1, 6, -2), *range(5, 0, -2)):
        for row in range(side - 1, -1, -1) if upwards else range(side):
            yield row, right
            yield row, right - 1
        upwards = not upwards


def _protected(value: int, bits: int, generator: int) -> int:
    """A value with so many bits of parity after it."""
    rest = value << bits
    for at in range(rest.bit_length() - 1, bits - 1, -1):
        if rest >> at & 1:
            rest ^= generator << (at - bits)
    return value << bits | rest


def _format_places(side: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the 15 bits of the format are, the lowest first: both times (row, column)."""
    one = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    other = [(8, side - 1 - at) for at in range(8)] + [(side - 15 + at, 8) for at in range(8, 15)]
    return one, other


def _format_bits() -> NDArray[np.float32]:
    """For each format (level · 8 + mask) its bits, the lowest first: 1 where dark, -1 where light."""
    values = np.array([_protected(value, 10, _FORMAT) ^ _FORMAT_MASK for value in range(32)])
    return (2 * (values[:, None] >> np.arange(15) & 1) - 1).astype(np.float32)


_FORMATS = _format_bits()


def format_of(soft: NDArray[np.float32]) -> int:
    """The format that modules (more than nought where dark, by how sure that is) are most like: level · 8 +
    mask, the level as it is in a code."""
    total = np.zeros(15, np.float32)
    for places in _format_places(len(soft)):
        rows, columns = zip(*places, strict=True)
        total += soft[rows, columns]
    return int(np.argmax(_FORMATS @ total))


def blocks(side: int, form: int) -> tuple[list[NDArray[np.int64]], int]:
    """For each block of a code the indices of its codewords, and how many of them, at its end, are parity."""
    version, level = (side - 17) // 4 - 1, form >> 3
    parity, count = _PARITY[level][version], _BLOCKS[level][version]
    whole = len(layout(side).rows) // 8
    data = whole // count - parity  # of the short blocks; the last ones have one more
    long = whole % count
    short = count - long
    found = []
    for block in range(count):
        own = [at * count + block for at in range(data)]
        if block >= short:
            own.append(data * count + block - short)
        first = data * count + long
        own += [first + at * count + block for at in range(parity)]
        found.append(np.array(own))
    return found, parity


def drawn(side: int, form: int, codewords: NDArray[np.uint8]) -> Modules:
    """The modules of a code with these codewords, in their order in the code."""
    where = layout(side)
    modules = where.dark.copy()
    bits = np.unpackbits(codewords).astype(np.bool_)
    modules[where.rows, where.columns] = bits
    rest = ~where.fixed  # some versions have a few bits that are none of a codeword's
    rest[where.rows, where.columns] = False
    modules[rest] = False
    every = np.indices((side, side))
    modules ^= MASKS[form & 7](every[0], every[1]) & ~where.fixed
    for places in _format_places(side):
        rows, columns = zip(*places, strict=True)
        modules[rows, columns] = _FORMATS[form] > 0
    return modules
