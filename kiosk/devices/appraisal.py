"""What a picture says about why a code that is held up in it is not read. Pure functions.

Pictures and grains are upright here. The measures were tried on drawn phones, near and far, blurred,
moved, dim and in glare: ``tests/unit/test_appraisal.py`` has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.core.events import Hint
from kiosk.devices.decoder import Quad
from kiosk.devices.frame_source import Picture, Size
from kiosk.devices.motion import Grains

MODULES = 29
"""The modules along a side of a usual customer's code (version 3): how many there are, a code that was
not read does not say."""
FINEST = 2.5
"""Pixels a module, at least: below that hands and lenses leave too little, though a drawing can be read."""
SMALLEST = 0.09
"""… or the share of the picture's shorter side that a code's has to be."""
LARGEST = 0.75
"""… and at most: more does not stay within the picture in anybody's hand."""
EDGE = 0.01
"""Of the shorter side: what comes so close to the picture's edge goes on beyond it."""
DIM = 110.0
"""The grey of the brightest twentieth below which a screen is turned down, or a paper in the dark."""
SMEARED = 0.65
"""Edges smeared over so much of a module cannot be read (drawn codes were read up to 0.6 or 0.7)."""
SMEARED_PIXELS = 1.5
"""… and so many pixels at least, for a sharp edge already takes one."""
SOFT_PIXELS = 6.0
"""Pixels by which the edges of what fills the frame are smeared when it is too close to be in focus."""
FILLED = 0.65
"""The share of the picture that is another than when nobody was there, when a thing fills the frame."""
STARK = 150.0
"""Levels between the darkest and the brightest twentieth: a screen or a paper, whatever is on it."""
FILLS = 0.75
"""… or the share of both its width and its height over which one bright thing reaches."""
SCREEN = 190.0
"""The grey that the brightest twentieth of a screen or a paper has, and of a face hardly ever."""
CODE_OF_SCREEN = 0.6
"""What a code usually takes of the width of the screen or paper that it is on."""

BLOWN = 250
"""The grey from which on there is nothing to be told apart any more."""
_GLARE_SHARE = 0.65
"""Half of a code is white. When more than this is blown, black was drowned too."""
_GLARE_SPOT = 0.2
"""Of a code's side: a blown spot so wide is no part of any code, whose white patches are smaller."""
_SPOT_LEFT = 0.003
"""The share that has to be left of such a spot after shrinking it by its least width."""

_STANDS_OUT = 30.0
"""Levels by which a screen or a paper is brighter than the picture's mean."""
_DIFFERS = 25.0
"""Levels by which a grain differs from what the camera saw when nobody was there."""
_ALIKE = 0.6
"""The correlation with the empty picture from which on it is the same view in another light."""
_LEAST_GRAINS = 6
"""Less is no thing that a code would be on."""
_MOST_PIXELS = 400
"""Pixels of the side of what is measured; more than that tells no more."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are the first beyond it."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What would help, and whether something bright shows in the glass."""

    hint: Hint
    glare: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """Where something is held before the camera; whether it is bright as screens and papers are, and
    whether it fills the frame."""

    box: Box
    bright: bool = True
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A part of a picture: its darkest and brightest grey (5th and 95th percentile), by how many pixels
    its edges are smeared (in the worse direction; a sharp edge has 0.8), the share that is blown."""

    dark: float
    bright: float
    smear: float
    blown: float


def side_of(quad: Quad) -> float:
    """The mean length of a quad's sides in pixels."""
    corners = np.asarray(quad, np.float64)
    return float(np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1).mean())


def middle_of(quad: Quad) -> tuple[float, float]:
    """The mean of a quad's corners."""
    x, y = np.asarray(quad, np.float64).mean(axis=0)
    return float(x), float(y)


def nearest(quads: Sequence[Quad], size: Size) -> Quad:
    """The one nearest the picture's middle: there they aim."""

    def distance(quad: Quad) -> float:
        x, y = middle_of(quad)
        return (x - size[0] / 2) ** 2 + (y - size[1] / 2) ** 2

    return min(quads, key=distance)


def of_code(grey: Picture, quad: Quad, moving: bool) -> Opinion:
    """On what looked like a code and was not read. ``moving``: it is elsewhere in each picture."""
    height, width = grey.shape
    short = min(height, width)
    side = side_of(quad)
    box = _within(quad, width, height)
    if box is None:
        return Opinion(Hint.AIM)
    look = look_at(grey, box)
    glare = look.blown > _GLARE_SHARE or _has_spot(grey, box)
    smeared = look.smear > max(SMEARED_PIXELS, SMEARED * side / MODULES)
    if side < FINEST * MODULES or side < SMALLEST * short:
        hint = Hint.CLOSER
    elif side > LARGEST * short or _at_edge(quad, width, height, EDGE * short):
        hint = Hint.FURTHER
    elif glare:
        hint = Hint.TILT
    elif look.bright < DIM:
        hint = Hint.BRIGHTER
    elif smeared or moving:
        hint = Hint.STILL
    else:
        hint = Hint.AIM
    return Opinion(hint, glare)


def of_thing(grey: Picture, thing: Thing | None, moving: bool) -> Opinion:
    """On what is held up, when nothing in it looks like a code: less is known, so less is said."""
    if thing is None:
        return Opinion(Hint.AIM)
    left, top, right, bottom = thing.box
    code = CODE_OF_SCREEN * min(right - left, bottom - top)
    look = look_at(grey, thing.box)
    glare = thing.bright and look.blown > _GLARE_SHARE
    smeared = look.smear > max(SMEARED_PIXELS, SMEARED * code / MODULES)
    if thing.fills:
        close = not moving and (look.smear > SOFT_PIXELS or look.bright - look.dark > STARK)
        hint = Hint.FURTHER if close else Hint.AIM
    elif glare:
        hint = Hint.TILT
    elif look.bright < DIM:
        hint = Hint.BRIGHTER
    elif not thing.bright or look.bright < SCREEN:
        hint = Hint.AIM  # a person, most likely
    elif code < SMALLEST * min(grey.shape):
        hint = Hint.CLOSER
    else:
        hint = Hint.STILL if smeared else Hint.AIM
    return Opinion(hint, glare)


def held_up(grains: Grains, empty: Grains | None, size: Size) -> Thing | None:
    """What is held before the camera, in a picture of that size: the largest bright thing that reaches into
    the middle, else the largest that was not there before (``empty``: as it was when nobody was there).
    ``None``: nothing can be told."""
    rows, columns = grains.shape
    new = np.ones(grains.shape, np.bool_)
    if empty is not None:
        new = cv2.absdiff(grains, empty) > _DIFFERS
        if new.mean() > FILLED:
            # Or somebody switched the light on.
            return None if _alike(grains, empty) else Thing((0, 0, *size), fills=True)
    found = _largest(new & (grains > max(DIM, float(grains.mean()) + _STANDS_OUT)))
    bright = found is not None
    if found is None and empty is not None:
        found = _largest(new)
    if found is None:
        return None
    fills = bright and found[2] - found[0] > FILLS * columns and found[3] - found[1] > FILLS * rows
    x, y = size[0] / columns, size[1] / rows
    box = round(found[0] * x), round(found[1] * y), round(found[2] * x), round(found[3] * y)
    return Thing(box, bright, fills)


def _alike(one: Grains, other: Grains) -> bool:
    deviations = one.std() * other.std()
    covariance = ((one - one.mean()) * (other - other.mean())).mean()
    return bool(covariance > _ALIKE * deviations)


def look_at(grey: Picture, box: Box) -> Look:
    """Measures a part of a grey picture."""
    left, top, right, bottom = box
    spare_x, spare_y = max(0, right - left - _MOST_PIXELS) // 2, max(0, bottom - top - _MOST_PIXELS) // 2
    part = grey[top + spare_y : bottom - spare_y, left + spare_x : right - spare_x]
    levels = _shares(part)
    dark, bright = _percentile(levels, 0.05), _percentile(levels, 0.95)
    # How steep the steepest edges are. A hand's motion smears one direction only.
    steep = min(
        _percentile(_shares(cv2.absdiff(part[:, 2:], part[:, :-2])), 0.98),
        _percentile(_shares(cv2.absdiff(part[2:], part[:-2])), 0.98),
    )
    # The slope of a step under a Gaussian blur is its height / (deviation · √2π).
    smear = 0.4 * (bright - dark) / max(0.5, steep / 2)
    return Look(dark, bright, smear, float(levels[BLOWN:].sum()))


def _shares(part: NDArray[Any]) -> NDArray[np.float32]:
    """The share of each level of grey."""
    counts = cv2.calcHist([np.ascontiguousarray(part)], [0], None, [256], [0, 256]).ravel()
    return cast("NDArray[np.float32]", counts / max(1.0, float(counts.sum())))


def _percentile(shares: NDArray[np.float32], share: float) -> float:
    return float(np.searchsorted(np.cumsum(shares), share))


def _within(quad: Quad, width: int, height: int) -> Box | None:
    """The box about a quad, within the picture; ``None`` when hardly anything of it is."""
    corners = np.asarray(quad, np.float64)
    left, top = (int(value) for value in np.clip(corners.min(axis=0), 0, (width, height)))
    right, bottom = (int(value) for value in np.clip(np.ceil(corners.max(axis=0)), 0, (width, height)))
    return (left, top, right, bottom) if min(right - left, bottom - top) >= 8 else None


def _at_edge(quad: Quad, width: int, height: int, margin: float) -> bool:
    corners = np.asarray(quad, np.float64)
    far = np.array((width, height)) - margin
    return bool((corners < margin).any() or (corners > far).any())


def _has_spot(grey: Picture, box: Box) -> bool:
    """Whether there is a blown spot too wide to be a part of the code."""
    left, top, right, bottom = box
    cells = 96
    small = cv2.resize(grey[top:bottom, left:right], (cells, cells), interpolation=cv2.INTER_AREA)
    _, blown = cv2.threshold(small, BLOWN - 1, 1, cv2.THRESH_BINARY)
    width = round(_GLARE_SPOT * cells)
    spot = cv2.erode(blown, np.ones((width, width), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return cv2.countNonZero(spot) > _SPOT_LEFT * cells * cells


def _largest(mask: NDArray[np.bool_]) -> Box | None:
    """The box, in grains, of the largest thing that reaches into the middle half."""
    rows, columns = mask.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=4)
    inside = labels[rows // 4 : rows - rows // 4, columns // 4 : columns - columns // 4]
    reaching = [label for label in range(1, count) if (inside == label).any()]
    areas = {label: int(stats[label, cv2.CC_STAT_AREA]) for label in reaching}
    if not areas or max(areas.values()) < _LEAST_GRAINS:
        return None
    best = max(areas, key=lambda label: areas[label])
    left, top, wide, high = (int(value) for value in stats[best, :4])
    return left, top, left + wide, top + high
