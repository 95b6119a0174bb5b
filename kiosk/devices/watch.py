"""Whether the pictures that come are worth anything: not black, and not one and the same for ever."""

from __future__ import annotations

import cv2
import numpy as np

from kiosk.devices.frame_source import Fault, Frame
from kiosk.devices.motion import Grains

BLACK = 10.0
"""Mean level of grey below which a picture may be black: a lens that is covered, or no light at all. A
shop in which one can find the way is brighter by far."""
TEXTURE = 3.0
"""… when its grains deviate by less than this from each other: a single lamp is more."""
BLACK_AFTER = 10.0
"""Seconds of black: less is a coat that brushes past."""

FROZEN_AFTER = 5.0
"""Seconds in which a live camera gives the same picture bit by bit. A sensor's noise never does."""
_COMPARE = 0.5
"""Seconds between two comparisons of whole pictures; in between the grains have to do."""
_WHITE = 245.0
"""Mean level from which on, as in black, a sensor may well give the same picture twice."""


class Watch:
    """Takes every picture in turn, of one source after the other; says what is wrong with them."""

    def __init__(self) -> None:
        self._black_since: float | None = None
        self._black = False
        self._kept: Frame | None = None
        self._kept_grains: Grains | None = None
        self._same_since = 0.0
        self._compared = 0.0
        self._frozen = False

    def look(self, frame: Frame, grains: Grains, now: float, live: bool) -> Fault | None:
        """``BLACK``, ``FROZEN`` (of a ``live`` camera only) or ``None``; ``now`` in seconds.

        Black is over with the first picture that is not, frozen with the first that differs.
        """
        mean, deviation = (float(value[0, 0]) for value in cv2.meanStdDev(grains))
        dark = mean < BLACK and deviation < TEXTURE
        plain = deviation < TEXTURE and not BLACK <= mean <= _WHITE
        if live and self._is_frozen(frame, grains, now, plain):
            return Fault.FROZEN
        if not dark:
            self._black_since, self._black = None, False
        elif self._black_since is None:
            self._black_since = now
        elif now - self._black_since >= BLACK_AFTER:
            self._black = True
        return Fault.BLACK if self._black else None

    def opened(self) -> None:
        """A source was opened anew: time begins again, what was frozen is still known."""
        self._black_since = None
        if not self._frozen:
            self._kept = self._kept_grains = None

    def _is_frozen(self, frame: Frame, grains: Grains, now: float, plain: bool) -> bool:
        if plain or not self._same(frame, grains, now):
            # Kept, not copied: a source that used its buffer again would only be judged by the grains.
            self._kept, self._kept_grains = frame, grains
            self._same_since = self._compared = now
            self._frozen = False
        elif now - self._same_since >= FROZEN_AFTER:
            self._frozen = True
        return self._frozen

    def _same(self, frame: Frame, grains: Grains, now: float) -> bool:
        if self._kept is None or self._kept_grains is None or not np.array_equal(grains, self._kept_grains):
            return False
        if not self._frozen and now - self._compared < _COMPARE:
            return True
        self._compared = now
        return np.array_equal(frame.picture, self._kept.picture)
