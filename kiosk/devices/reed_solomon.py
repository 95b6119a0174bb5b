"""Reed and Solomon's code as QR codes use it, corrected with erasures.

A codeword that is known to be bad costs half of what one costs that has to be found: zxing-cpp does not tell
it which ones are blown by a lamp or crossed by a crack, so half of what the code could repair is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_FIELD = 0x11D
"""The polynomial of the field of 256 elements (ISO/IEC 18004)."""


def _powers() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    exp, log = np.zeros(1024, np.int64), np.zeros(256, np.int64)
    value = 1
    for power in range(255):
        exp[power], log[value] = value, power
        value = value << 1 ^ (_FIELD if value & 0x80 else 0)
    for start in range(255, 1024, 255):
        exp[start : start + 255] = exp[: min(255, 1024 - start)]
    return exp, log


_EXP, _LOG = _powers()
_E, _L = _EXP.tolist(), _LOG.tolist()  # a list is faster, one element at a time


def _times(one: int, other: int) -> int:
    return int(_E[_L[one] + _L[other]]) if one and other else 0


def _product(one: Sequence[int], other: Sequence[int], most: int) -> list[int]:
    """The first ``most`` coefficients of a product of polynomials, lowest first."""
    found = [0] * min(most, len(one) + len(other) - 1)
    for at, factor in enumerate(one):
        for further, value in enumerate(other[: max(0, len(found) - at)]):
            found[at + further] ^= _times(factor, value)
    return found


def _values(polynomial: Sequence[int], inverses: NDArray[np.int64]) -> NDArray[np.int64]:
    """A polynomial (lowest first) at the powers of the generator with these exponents (0 to 254)."""
    total = np.zeros(len(inverses), np.int64)
    for degree, factor in enumerate(polynomial):
        if factor:
            total ^= _EXP[(_L[factor] + degree * inverses) % 255]
    return total


def syndromes(word: NDArray[np.uint8], parity: int) -> list[int]:
    """``parity`` of them; all are nought when the word (the data and after them so many parity codewords) is
    a valid one."""
    places = np.arange(len(word) - 1, -1, -1)
    terms = _EXP[(_LOG[word] + np.arange(parity)[:, None] * places) % 255]
    return [int(value) for value in np.bitwise_xor.reduce(np.where(word == 0, 0, terms), axis=1)]


def corrected(
    word: NDArray[np.uint8], parity: int, erased: Sequence[int], spare: int = 0
) -> NDArray[np.uint8] | None:
    """The valid word that differs from this one at the ``erased`` indices and at few others; ``None`` if
    there is none. The last ``parity`` of its codewords are parity. ``spare``: parity codewords that must be
    left over to bear witness: chance gives a valid word once in 256 to this power."""
    found = syndromes(word, parity)
    if not any(found):
        return word
    room = parity - spare
    if len(erased) > room:
        return None
    locator = [1]
    for index in erased:
        locator = _product(locator, [1, _E[len(word) - 1 - index]], parity + 1)
    locator = _berlekamp_massey(found, locator, len(erased))
    degree = len(locator) - 1
    if 2 * degree - len(erased) > room:
        return None
    exponents = np.arange(len(word) - 1, -1, -1)
    inverses = (255 - exponents) % 255
    bad = np.flatnonzero(_values(locator, inverses) == 0)
    if len(bad) != degree:
        return None
    evaluator = _product(found, locator, parity)
    slope = [value if degree % 2 == 0 else 0 for degree, value in enumerate(locator[1:])]
    above, below = (_values(each, inverses[bad]) for each in (evaluator, slope))
    wrong = np.where(above == 0, 0, _EXP[(exponents[bad] + _LOG[above] - _LOG[below]) % 255])
    mended = word.copy()
    mended[bad] ^= wrong.astype(np.uint8)
    return None if any(syndromes(mended, parity)) else mended


def _berlekamp_massey(found: Sequence[int], erasures: list[int], count: int) -> list[int]:
    """The locator of erasures and errors (lowest first, without noughts at its end), from that of so many
    erasures."""
    locator, before, length = list(erasures), list(erasures), count
    for turn in range(count, len(found)):
        gap = 0
        for degree, factor in enumerate(locator[: turn + 1]):
            gap ^= _times(factor, found[turn - degree])
        before = [0, *before]
        if not gap:
            continue
        longer = [
            (locator[at] if at < len(locator) else 0) ^ _times(gap, before[at] if at < len(before) else 0)
            for at in range(max(len(locator), len(before)))
        ]
        if 2 * length <= turn + count:
            length = turn + 1 + count - length
            inverse = 255 - _L[gap]
            before = [_times(int(_E[inverse]), value) for value in locator]
        locator = longer
    while len(locator) > 1 and not locator[-1]:
        locator.pop()
    return locator
