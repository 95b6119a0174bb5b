"""Where the data of a QR code (model 2) lie among its modules: ISO/IEC 18004.

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

SIDES = range(21, 178, 4)
"""The modules a side: versions 1 to 40."""

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

LEVELS = "MLHQ"
"""The levels of correction by the two bits that name them in a code."""

# By level, then by version.
# fmt: off
_PARITY = (
    (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, *[26] * 4, *[28] * 19),
    (7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28,
     *[30] * 14),
    (17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, *[30] * 18),
    (13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28,
     *[30] * 14),
)
_BLOCKS = (
    (1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
     31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
    (1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15,
     16, 17, 18, 19, 19, 20, 21, 22, 24, 25),
    (1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45,
     48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81),
    (1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38,
     40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68),
)
# fmt: on

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
    middles = _aligned(version)
    for row in middles:
        for column in middles:
            if (row, column) not in {(6, 6), (6, side - 7), (side - 7, 6)}:
                fixed[row - 2 : row + 3, column - 2 : column + 3] = True
                dark[row - 2 : row + 3, column - 2 : column + 3] = _rings(5)
    finder = np.pad(_rings(7), 1)  # and the light line around it
    for down, right in ((False, False), (False, True), (True, False)):
        high, wide = (slice(side - 8, None) if far else slice(0, 8) for far in (down, right))
        fixed[high, wide] = True
        dark[high, wide] = finder[0 if down else 1 :, 0 if right else 1 :][:8, :8]
    if version >= 7:
        bits = _protected(version, 12, _VERSION)
        for at in range(18):
            here, there = at // 3, side - 11 + at % 3
            fixed[here, there] = fixed[there, here] = True
            dark[here, there] = dark[there, here] = bool(bits >> at & 1)
    rows, columns = _format_places(side)
    fixed[rows, columns], dark[rows, columns] = True, False
    fixed[side - 8, 8] = dark[side - 8, 8] = True
    free = np.array([place for place in _zigzag(side) if not fixed[place]])
    whole = len(free) // 8 * 8
    return Layout(fixed, dark, free[:whole, 0], free[:whole, 1])


def _aligned(version: int) -> list[int]:
    """The middles of the alignment patterns along each axis."""
    if version == 1:
        return []
    count = version // 7 + 2
    step = (version * 8 + count * 3 + 5) // (count * 4 - 4) * 2
    return [6, *(10 + 4 * version - step * at for at in range(count - 1))]


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


@functools.cache
def _format_places(side: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the 15 bits of the format are, the lowest first, both times: rows and columns (2, 15)."""
    one = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    other = [(8, side - 1 - at) for at in range(8)] + [(side - 15 + at, 8) for at in range(8, 15)]
    places = np.array([one, other])
    return places[..., 0], places[..., 1]


def _format_bits() -> NDArray[np.float32]:
    """For each format (level · 8 + mask) its bits, the lowest first: 1 where dark, -1 where light."""
    values = np.array([_protected(value, 10, _FORMAT) ^ _FORMAT_MASK for value in range(32)])
    return (2 * (values[:, None] >> np.arange(15) & 1) - 1).astype(np.float32)


_FORMATS = _format_bits()


def format_of(soft: NDArray[np.float32]) -> int:
    """The format that modules (more than nought where dark, by how sure that is) are most like: level · 8 +
    mask, the level as it is in a code."""
    return int(np.argmax(_likeness(soft)))


def upright(dark: Modules, form: int) -> Modules:
    """The modules of a code of this format, turned over if it was seen in a mirror."""
    over = dark.T
    here, there = (float(_likeness(2.0 * each - 1)[form]) for each in (dark, over))
    return over if there > here else dark


def _likeness(soft: NDArray[Any]) -> NDArray[np.float32]:
    """How much modules are like each format."""
    return np.asarray(_FORMATS @ soft[_format_places(len(soft))].sum(axis=0), np.float32)


@functools.lru_cache(maxsize=64)
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
    modules[_format_places(side)] = _FORMATS[form] > 0
    return modules
