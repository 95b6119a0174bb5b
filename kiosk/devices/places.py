"""Where in a picture a code is most likely to be, so that costly remedies need not look at all of it."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.devices.qr_reading import Picture, Point

_CELL = 16
"""Pixels a side of the squares that are compared: the smallest readable code has three of them."""

_AROUND = 5
"""Cells a side of the neighbourhood whose edges count together."""

_APART = 7
"""Cells from one place to the next, at least."""

_NOISE = 1.2
"""Times the median: what a camera's noise alone, or an even texture, does not exceed."""

_BLACK = 24.0
"""Grey levels added to the brightness by which edges are divided: a dim phone has weaker edges than a
lamp, but the noise of a black corner is no code."""


def busiest(picture: Picture, count: int) -> list[Point]:
    """The middles (x, y) of at most so many places, the likeliest first: where edges run both ways, and
    densely for how bright it is there. Of a grey picture; none in an even one."""
    height, width = (side // _CELL for side in picture.shape)
    if min(height, width) < 1:
        return []
    inner = picture[: height * _CELL, : width * _CELL]

    def cells(values: Picture) -> NDArray[np.float32]:
        return cast("NDArray[np.float32]", _mean(values, width, height).astype(np.float32))

    right, below = inner.copy(), inner.copy()
    right[:, :-2], below[:-2] = inner[:, 2:], inner[2:]
    edges = np.minimum(cells(_difference(right, inner)), cells(_difference(below, inner)))
    density = np.maximum(edges - _NOISE * np.median(edges), 0) / (cells(inner) + _BLACK)
    density = cv2.boxFilter(density, -1, (_AROUND, _AROUND), borderType=cv2.BORDER_CONSTANT)
    places: list[Point] = []
    for _ in range(count):
        _, most, _, (x, y) = cv2.minMaxLoc(density)
        if most <= 0:
            break
        places.append(((x + 0.5) * _CELL, (y + 0.5) * _CELL))
        density[max(0, y - _APART) : y + _APART + 1, max(0, x - _APART) : x + _APART + 1] = 0
    return places


def window(picture: Picture, middle: Point, side: int) -> tuple[Picture, Point]:
    """A square of so many pixels around a place, moved so that it lies inside, and where it begins
    (x, y). Smaller only where the picture is."""
    height, width = picture.shape
    left = int(min(max(middle[0] - side / 2, 0), max(0, width - side)))
    top = int(min(max(middle[1] - side / 2, 0), max(0, height - side)))
    return picture[top : top + side, left : left + side], (float(left), float(top))


def _difference(one: Picture, other: Picture) -> Picture:
    return cast("Picture", cv2.absdiff(one, other))


def _mean(values: Picture, width: int, height: int) -> Picture:
    """The mean of each cell. A whole number of pixels a cell: anything else takes ten times as long."""
    return cast("Picture", cv2.resize(values, (width, height), interpolation=cv2.INTER_AREA))
