"""Whether something moves, told from 64×36 grains of every picture.

It has to notice a phone the size of a stamp in the very picture in which it appears, and must not be
kept awake by what no person does: a sensor's noise, an aperture that opens, lamps that flicker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.devices.frame_source import Picture

Grains = NDArray[np.uint8]
"""A picture of 36 rows and 64 columns, grey: each grain the mean of what it covers."""

GRID = (64, 36)
"""Columns and rows. At 1280×720 a grain is 20 pixels wide: a code 60 pixels wide fills 4 at least."""

_ROWS_EACH = 2
"""Rows of the picture looked at for one row of grains: with 40 pixels in a grain its noise is a sixth of
a pixel's, and it costs a tenth of looking at all of them."""

STEP = 10
"""Levels of grey by which a grain has to change to count: twice what rounding, compression and a
fair sensor's noise come to."""
NOISE = 5.0
"""… and by so many times the noise of the picture itself, which is large in the dark."""
SURELY = 30.0
"""Levels that are motion in any noise: what comes close changes nearly all the grains, as noise does."""
FEW = 4
"""Changed grains that count as motion: the smallest phone that can be read, see GRID."""

APART = 0.2
"""Seconds between the two pictures that are compared for slow motion; from one picture to the next a
slow hand changes too little."""
STIRS = 0.01
"""The share of the grains that a person moves in that time; what is less is no person near by."""

HABIT = 60.0
"""Seconds, the memory for grains that move all the time: a fan, a screen on the wall."""
USED_TO = 0.5
"""Grains that changed in a larger share of that time count no more: after some 40 s of a fan. What is
held just there is still read, only not in the first picture that shows it."""

_MIDDLE = (slice(GRID[1] // 4, GRID[1] - GRID[1] // 4), slice(GRID[0] // 4, GRID[0] - GRID[0] // 4))


def grains_of(picture: Picture) -> Grains:
    """The grains of a grey or BGR picture, not turned: lamps flicker along the sensor's own rows."""
    step = max(1, picture.shape[0] // (GRID[1] * _ROWS_EACH))
    some = picture[step // 2 :: step]
    if some.ndim == 3:
        some = cast("Picture", cv2.cvtColor(some, cv2.COLOR_BGR2GRAY))
    return cast("Grains", cv2.resize(some, GRID, interpolation=cv2.INTER_AREA))


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved in one picture: whether anything did, a person's worth of it, and the share (0 to 1) of
    the middle half of the picture that did."""

    any: bool = False
    person: bool = False
    middle: float = 0.0


_NOTHING = Movement()
_Mask = NDArray[np.bool_]
_NOWHERE: _Mask = np.zeros((GRID[1], GRID[0]), np.bool_)


class Motion:
    """Compares each picture's grains with those of the one before, and of one 0.2 s before."""

    def __init__(self) -> None:
        self._before: Grains | None = None
        self._earlier: Grains | None = None
        self._earlier_at = 0.0
        self._lately = _NOWHERE
        self._busy = np.zeros((GRID[1], GRID[0]), np.float32)

    def look(self, grains: Grains, now: float) -> Movement:
        """Takes the grains of the next picture and its time in seconds."""
        before, self._before = self._before, grains
        if before is None or self._earlier is None:
            self._earlier, self._earlier_at = grains, now
            return _NOTHING
        at_once, slowly = changed(before, grains), _NOWHERE
        if at_once is not _NOWHERE:
            self._lately = self._lately | at_once
        fresh = self._busy < USED_TO
        since = now - self._earlier_at
        if since >= APART:
            slowly = changed(self._earlier, grains)
            share = np.asarray(self._lately | slowly, np.float32)
            cv2.accumulateWeighted(share, self._busy, min(1.0, since / HABIT))
            self._earlier, self._earlier_at, self._lately = grains, now, _NOWHERE
        if at_once is _NOWHERE and slowly is _NOWHERE:
            return _NOTHING
        slow_grains = np.count_nonzero(slowly & fresh)
        moved = (at_once | slowly) & fresh
        return Movement(
            any=bool(max(np.count_nonzero(at_once & fresh), slow_grains) >= FEW),
            person=bool(slow_grains > STIRS * moved.size),
            middle=float(np.count_nonzero(moved[_MIDDLE]) / moved[_MIDDLE].size),
        )


def changed(before: Grains, after: Grains) -> _Mask:
    """The grains that differ by more than light and noise explain; ``_NOWHERE`` when too few do."""
    _, rough = cv2.threshold(cv2.absdiff(before, after), STEP, 1, cv2.THRESH_BINARY)
    if cv2.countNonZero(rough) < FEW:
        return _NOWHERE  # nearly every picture of an empty shop ends here
    old, new = before.astype(np.float32), after.astype(np.float32)
    # Light changes a row alike: an aperture all of them, a lamp's flicker each differently, because the
    # sensor reads them one after the other. By how much depends on the sensor's curve, so a grain has
    # to differ from both: so many levels more, and so many times as much.
    shift = _middles(new - old)
    times = _middles(new / np.maximum(old, 1))
    rest = np.minimum(np.abs(new - old - shift), np.abs(new - np.minimum(old * times, 255)))
    noise = 1.4826 * float(np.median(rest))  # of a normal distribution's median: its deviation
    moved = rest > max(STEP, min(NOISE * noise, SURELY))
    return moved if np.count_nonzero(moved) >= FEW else _NOWHERE


def _middles(rows: NDArray[np.floating]) -> NDArray[np.floating]:
    """The median of each row, as a column."""
    return np.sort(rows, axis=1)[:, rows.shape[1] // 2, None]
