"""Whether somebody tries to hold up a code, and what hinders them: from decoded pictures to ``Aimed``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import cv2

from kiosk.core.events import Aimed, Hint
from kiosk.devices.aim import Aim, Seen
from kiosk.devices.appraisal import Opinion, held_up, middle_of, nearest, of_code, of_thing, side_of
from kiosk.devices.decoder import Quad, Sight
from kiosk.devices.frame_source import Picture
from kiosk.devices.motion import Grains, Movement
from kiosk.devices.screening import TURNS, Rotation

BUSY = 0.04
"""The share of the middle half that moves when somebody tries, at least: the edges of a held phone."""
BRISK = 0.4
"""… and when what fills the frame has not come to rest."""
_BRISK_FADES = 0.8
"""From one decoded picture to the next: slow motion is looked for in every sixth only."""
_EVERY = 0.1
"""Seconds between two appraisals: each costs a millisecond, and people are not faster."""

FURNITURE = 15.0
"""Seconds in one place after which what looks like a code hangs on a wall; no hand is so still."""
_FORGOTTEN = 60.0
"""Seconds unseen after which it hangs there no more …"""
_PASSING = 1.0
"""… and by which a place that was seen only once is forgotten: a hand has many of them."""
_STILL = 0.025
"""Of its own side: by how much it may seem to move in that time, for a miss is not measured well …"""
_BLINKS = 1.0
"""… and the seconds for which it may not be seen."""
_SPEED = 1.0
"""Sides a second: a code that moves faster is smeared in any indoor light."""


@dataclass(slots=True)
class _Place:
    x: float
    y: float
    since: float
    seen: float


class Misses:
    """What looked like a code, picture by picture: how it moves, and whether it hangs on the wall.
    Times are monotonic seconds."""

    def __init__(self) -> None:
        self._places: list[_Place] = []
        self._last: tuple[float, float, float] | None = None

    def held(self, quads: tuple[Quad, ...], now: float) -> tuple[Quad, ...]:
        """Those that somebody may be holding."""
        self._places = [
            place
            for place in self._places
            if now - place.seen < min(_FORGOTTEN, _PASSING + 4 * (place.seen - place.since))
        ]
        return tuple(quad for quad in quads if not self._hangs(quad, now))

    def moves(self, quad: Quad, now: float) -> bool:
        """Whether this one, the one that counts, is on its way since it was last asked about."""
        (x, y), before = middle_of(quad), self._last
        self._last = x, y, now
        if before is None or not 0 < now - before[2] < 0.5:
            return False
        return math.hypot(x - before[0], y - before[1]) > _SPEED * side_of(quad) * (now - before[2])

    def _hangs(self, quad: Quad, now: float) -> bool:
        (x, y), reach = middle_of(quad), _STILL * side_of(quad)
        for place in self._places:
            if math.hypot(x - place.x, y - place.y) <= reach:
                known = place.seen - place.since >= FURNITURE
                if not known and now - place.seen > _BLINKS:
                    place.since = now  # a hand came by here again
                place.seen = now
                return now - place.since >= FURNITURE
        self._places.append(_Place(x, y, now, now))
        return False


class Trying:
    """Takes every decoded picture; says what is to be told about the aiming."""

    def __init__(self, rotate: Rotation = 0) -> None:
        self._rotate = rotate
        self._aim = Aim()
        self._misses = Misses()
        self._empty: Grains | None = None
        self._brisk = 0.0
        self._appraised = -math.inf
        self.held = False
        """Whether something that looked like a code may be in somebody's hand, in the last picture."""

    def look(
        self, grey: Picture, grains: Grains, sight: Sight, movement: Movement, *, awake: bool, now: float
    ) -> Aimed | None:
        """An upright grey picture, its grains (not turned), what was read and what moved in it. ``None``
        when there is nothing new to tell. ``now`` is a monotonic time in seconds."""
        if self._rotate:
            grains = cast("Grains", cv2.rotate(grains, TURNS[self._rotate]))
        if not awake:
            self._empty = grains
        near = self._misses.held(sight.near, now)
        self.held = bool(near)
        self._brisk = max(movement.middle, self._brisk * _BRISK_FADES)
        trying, opinion = bool(near) or movement.middle >= BUSY, None
        if awake and not sight.reads and now - self._appraised >= _EVERY:
            self._appraised = now
            opinion = self._appraise(grey, grains, near, now)
            # What fills the frame out of focus hardly moves: it is a sign by itself.
            trying = trying or opinion.hint is Hint.FURTHER
        seen = Seen(
            level=float(cv2.mean(grains)[0]),
            moved=movement.any,
            trying=trying,
            near=bool(near),
            read=bool(sight.reads),
            opinion=opinion if trying else None,
        )
        return self._aim.see(seen, now)

    def again(self) -> None:
        """The camera is about to be told as up again. That means «all is well»: what is not is to be told
        again, though it was so all the time."""
        self._aim.again()

    def over(self) -> Aimed | None:
        """There are no more pictures: what has to be told. Of no further use after that."""
        return self._aim.over()

    def _appraise(self, grey: Picture, grains: Grains, near: tuple[Quad, ...], now: float) -> Opinion:
        size = grey.shape[1], grey.shape[0]
        if near:
            quad = nearest(near, size)
            return of_code(grey, quad, self._misses.moves(quad, now))
        return of_thing(grey, held_up(grains, self._empty, size), self._brisk >= BRISK)
