"""Where in a picture a code is most likely to be, so that costly remedies need not look at all of it."""

from __future__ import annotations

from typing import NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.devices.qr_reading import Picture, Point

_Cells = NDArray[np.float32]

_CELL = 16
"""Pixels a side of the squares that are compared: the smallest readable code has three of them."""

_AROUND = 5
"""Cells a side of the neighbourhood whose edges count together."""

_APART = 7
"""Cells from one place to the next, at least."""

_NOISE = 1.2
"""Times the median: what a camera's noise alone, or an even texture, does not exceed."""

_FINER = 4
"""Times finer than cells is what two pictures are compared by: finer would be noise, and coarser would see
nothing of a code that trembles by a pixel or two."""

_AT_REST = 0.1
"""The weight of a place where nothing moves; 1.1 has the one where most does. A phone may lie on a shelf."""

_STILL = 3.0
"""Levels of grey, on average around a cell, that are motion: what is less is left of the noise."""

_MOVES = 2
_REACH = 12
"""Cells on each side of a peak that belong to it: a little less than fits into the widest window."""

_NARROWEST, _WIDEST = 160, 448
"""Pixels a side of a place. A code that is larger is seldom too hard without remedies."""

_WIDE = 7.0
"""Sides of a place for how far what is dense there spreads. An even square spreads by 0.29 of its side: in
nineteen of twenty places this holds all of the code."""

_FAINT = 0.25
"""The share of a peak's density that does not move it: there is something everywhere."""

_BLACK = 24.0
"""Grey levels added to the brightness by which edges are divided: a dim phone has weaker edges than a
lamp, but the noise of a black corner is no code."""


class Place(NamedTuple):
    """Where a code may be: the middle (x, y) and the side, in pixels, of a square about it."""

    middle: Point
    side: int


class Places:
    """Where to look, picture by picture: it remembers the one before. Not thread-safe."""

    def __init__(self) -> None:
        self._before: Picture | None = None

    def likeliest(self, picture: Picture, count: int) -> list[Place]:
        """At most so many places, the likeliest first: where edges run both ways, and densely for how
        bright it is there; what moved since the picture before comes first, for a hand does and a shelf
        does not. Of a grey picture; none in an even one."""
        height, width = (side // _CELL for side in picture.shape)
        if min(height, width) < 1:
            return []
        inner = picture[: height * _CELL, : width * _CELL]
        density = _density(inner, width, height)
        coarse = _mean(inner, width * _FINER, height * _FINER)
        if self._before is not None and self._before.shape == coarse.shape:
            moved = _around(_beyond_noise(_cells(_difference(coarse, self._before), width, height)))
            density *= moved / max(float(moved.max()), _STILL) + _AT_REST
        self._before = coarse
        density = _around(density)
        return _peaks(density, count)


def busiest(picture: Picture, count: int) -> list[Place]:
    """``Places.likeliest`` of a picture by itself."""
    return Places().likeliest(picture, count)


def _density(inner: Picture, width: int, height: int) -> _Cells:
    """How densely edges run both ways in each cell, for how bright it is there."""
    right, below = inner.copy(), inner.copy()
    right[:, :-2], below[:-2] = inner[:, 2:], inner[2:]
    across, along = (_cells(_difference(other, inner), width, height) for other in (right, below))
    edges = _beyond_noise(np.minimum(across, along))
    return cast("_Cells", edges / (_cells(inner, width, height) + _BLACK))


def _peaks(density: _Cells, count: int) -> list[Place]:
    """Where it is densest, at most so many times. The densest cell of a large code may be at its edge, so
    each peak moves to the middle of what is dense around it."""
    left = density.copy()
    peaks: list[Place] = []
    for _ in range(count):
        _, most, _, (column, row) = cv2.minMaxLoc(left)
        if most <= 0:
            break
        x, y, spread = float(column), float(row), 0.0
        for _ in range(_MOVES):
            x, y, spread = _gathered(density, x, y, most)
        side = min(_WIDEST, max(_NARROWEST, _WIDE * spread * _CELL + _CELL))
        peaks.append(Place(((x + 0.5) * _CELL, (y + 0.5) * _CELL), round(side)))
        for at_x, at_y in ((column, row), (round(x), round(y))):
            rows = slice(max(0, at_y - _APART), at_y + _APART + 1)
            left[rows, max(0, at_x - _APART) : at_x + _APART + 1] = 0
    return peaks


def _gathered(density: _Cells, x: float, y: float, most: float) -> tuple[float, float, float]:
    """The centre of gravity of what is dense around a cell (column, row), and how far that spreads: the
    standard deviation in the wider direction, in cells."""
    top, start = max(0, round(y) - _REACH), max(0, round(x) - _REACH)
    part = density[top : round(y) + _REACH + 1, start : round(x) + _REACH + 1]
    weight = np.maximum(part - _FAINT * most, 0)
    (x, across), (y, along) = (_moments(weight.sum(axis=axis)) for axis in (0, 1))
    return start + x, top + y, max(across, along)


def _moments(weights: NDArray[np.float32]) -> tuple[float, float]:
    """The mean place and the standard deviation of weights in a row, the heaviest of which is more than 0."""
    at = np.arange(len(weights), dtype=np.float32)
    whole = float(weights.sum())
    mean = float(weights @ at) / whole
    return mean, float(np.sqrt(weights @ (at - mean) ** 2 / whole))


def _beyond_noise(cells: _Cells) -> _Cells:
    return cast("_Cells", np.maximum(cells - _NOISE * np.median(cells), 0).astype(np.float32))


def _around(cells: _Cells) -> _Cells:
    around = cv2.boxFilter(cells, -1, (_AROUND, _AROUND), borderType=cv2.BORDER_CONSTANT)
    return cast("_Cells", around)


def window(picture: Picture, middle: Point, side: int) -> tuple[Picture, Point]:
    """A square of so many pixels around a place, moved so that it lies inside, and where it begins
    (x, y). Smaller only where the picture is."""
    height, width = picture.shape
    left = int(min(max(middle[0] - side / 2, 0), max(0, width - side)))
    top = int(min(max(middle[1] - side / 2, 0), max(0, height - side)))
    return picture[top : top + side, left : left + side], (float(left), float(top))


def _difference(one: Picture, other: Picture) -> Picture:
    return cast("Picture", cv2.absdiff(one, other))


def _cells(values: Picture, width: int, height: int) -> _Cells:
    return _mean(values, width, height).astype(np.float32)


def _mean(values: Picture, width: int, height: int) -> Picture:
    """The mean of each cell. A whole number of pixels a cell: anything else takes ten times as long."""
    return cast("Picture", cv2.resize(values, (width, height), interpolation=cv2.INTER_AREA))
