"""Codes on bent paper and wrinkled cloth, and codes seen too steeply: flattened, and read again.

zxing-cpp finds such a code and says how many modules it has, but looks for them on a plane. On a flat
code the edges between dark and light lie on the lines of a grid, one module apart. How far off they lie
at each place is the phase of the picture's edges at the grid's frequency; it changes smoothly, so it can
be followed from the corner pattern that is known to lie right, beyond half a module too. Undoing it
draws the code flat. Two rounds do: the second corrects what the first could not see for the bend.
"""

from __future__ import annotations

from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.devices.qr_reading import Found, Miss, Picture, Quad, zxing

_Plane = NDArray[np.float32]

_DOTS = (4, 8)
"""Pixels a module in the flattened picture, at least and at most …"""

_SIDE = 480
"""… and of its side, where those allow: what a frame has time for."""

_QUIET = 4
"""Modules of quiet zone around a code (ISO/IEC 18004)."""

_FINDER = _QUIET + 3
"""The module in the middle of the top left finder pattern, counted from the edge of the picture."""

_REACH = 1.6
"""Modules: the standard deviation of the neighbourhood in which the edges are looked at together."""

_ROUNDS = 2

_MOST_MODULES = 117
"""Version 25. Beyond it a module is smaller than a camera of this kind can tell from its neighbours."""


def flattened(picture: Picture, miss: Miss) -> Found:
    """What can be read of a code that was nearly read, with its place as it was found. ``picture`` is
    grey (height, width)."""
    if not 21 <= miss.modules <= _MOST_MODULES:
        return Found()
    whole = miss.modules + 2 * _QUIET
    dots = min(_DOTS[1], max(_DOTS[0], _SIDE // whole))
    side = whole * dots
    back = _to_picture(miss.quad, miss.modules, dots)
    rows = np.arange(side, dtype=np.float32)
    x, y = (np.ascontiguousarray(axis) for axis in np.meshgrid(rows, rows))
    for turn in range(_ROUNDS + 1):
        flat = _sampled(picture, back, x, y)
        codes = zxing(flat).codes
        if codes:
            return Found(tuple((data, miss.quad) for data, _ in codes[:1]))
        if turn < _ROUNDS:
            right, down = _bend(flat, dots)
            x, y = x + right, y + down
    return Found()


def _to_picture(quad: Quad, modules: int, dots: int) -> NDArray[np.float64]:
    """The homography from the flat drawing to the picture."""
    low, high = _QUIET * dots - 0.5, (_QUIET + modules) * dots - 0.5  # pixels are counted at their middles
    flat = np.array([(low, low), (high, low), (high, high), (low, high)], np.float32)
    return cast("NDArray[np.float64]", cv2.getPerspectiveTransform(flat, np.array(quad, np.float32)))


def _sampled(picture: Picture, back: NDArray[np.float64], x: _Plane, y: _Plane) -> Picture:
    """The picture at these places of the drawing."""
    places = cv2.perspectiveTransform(np.dstack((x, y)), back)
    across, along = (np.ascontiguousarray(places[:, :, axis]) for axis in (0, 1))
    edge = cv2.BORDER_REPLICATE
    return cast("Picture", cv2.remap(picture, across, along, cv2.INTER_LINEAR, borderMode=edge))


def _bend(flat: Picture, dots: int) -> tuple[_Plane, _Plane]:
    """How far to the right of, and below, its place on the grid each pixel's content lies, in pixels."""
    right = _phase(cast("_Plane", cv2.Sobel(flat, cv2.CV_32F, 1, 0)), dots)
    down = _phase(cast("_Plane", cv2.Sobel(flat, cv2.CV_32F, 0, 1)).T, dots).T
    size = (flat.shape[1], flat.shape[0])

    def pixels(phase: NDArray[Any]) -> _Plane:
        shift = np.ascontiguousarray(phase * (dots / (2 * np.pi)), np.float32)
        return cast("_Plane", cv2.resize(shift, size, interpolation=cv2.INTER_LINEAR))

    return pixels(right), pixels(down)


def _phase(edges: _Plane, dots: int) -> _Plane:
    """The phase of upright edges against the grid, in radians, one value a module, unwrapped from the
    top left finder pattern: along its column first, then along every row."""
    strength = np.abs(edges)
    angle = (np.arange(edges.shape[1], dtype=np.float32) + 0.5) * np.float32(2 * np.pi / dots)
    modules = (edges.shape[1] // dots, edges.shape[0] // dots)
    sums = [
        cv2.GaussianBlur(cv2.resize(strength * wave, modules, interpolation=cv2.INTER_AREA), (0, 0), _REACH)
        for wave in (np.cos(angle), np.sin(angle))
    ]
    phase = np.arctan2(sums[1], sums[0])
    phase[:, _FINDER:] = np.unwrap(phase[:, _FINDER:], axis=1)
    phase[:, _FINDER::-1] = np.unwrap(phase[:, _FINDER::-1], axis=1)
    column = phase[:, _FINDER].copy()
    column[_FINDER:] = np.unwrap(column[_FINDER:])
    column[_FINDER::-1] = np.unwrap(column[_FINDER::-1])
    return cast("_Plane", phase + (column - phase[:, _FINDER])[:, None])
