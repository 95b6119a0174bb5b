"""Grey picture in, QR codes out: zxing-cpp on every picture, remedies when it read nothing.

Why so: on real photographs zxing-cpp alone is both the fastest and the best single decoder; the
remedies read a further twelfth, but all of them on every whole picture would cost thirty times as much.
So mostly they look only where a code is most likely, which is small enough for several of them, and now and
then, a few in turn, at the whole. Over a minute they may not cost more than a small multiple of what
zxing-cpp does itself.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from kiosk.devices.damaged import mended
from kiosk.devices.flatten import flattened
from kiosk.devices.places import Place, Places, window
from kiosk.devices.qr_reading import Found, Miss, Picture, Point, Quad, moved, zxing
from kiosk.devices.remedies import STEPS, Step

__all__ = ["STEPS", "Decoder", "Picture", "Point", "Quad", "Read", "Sight", "read_still"]

_LEAST_SIDE = 21
"""The modules of the smallest QR code (ISO/IEC 18004, version 1): less holds none."""

_LEAST_SHARE = 0.5
"""The smallest part of the picture's sides that a remedy is given: less than a phone's code fills."""

_LOOKS: tuple[int | None, ...] = (0, 0, None, 0, 1, None, 0, 2, None)
"""Which of the likeliest places is looked at, one after the other, and when (``None``) the whole: the
likeliest is right five times of six, but a code that is all blur has no place."""

_PLACES = 3
_MOST_LOOKS = 3
"""Looks into one picture, when there is time left: a small place does not take all of it."""

_MOST_NEAR = 2
"""Near misses of one picture that are drawn flat and mended."""

# What remedies may cost, as multiples of zxing-cpp's own look at a picture.
_BURST = 600.0  # at once, for somebody who just came: two seconds of all that a frame has room for
_EARNED = 1.5  # with every further picture: the idle minute stays below three times the bare decoder
_EARNED_NEAR = 8.0  # … and with one that shows what looks like a code


@dataclass(frozen=True, slots=True)
class Read:
    """One code of one picture: its content byte by byte, where it was, and how long it took.

    ``data`` is what the code holds, neither transcoded nor checked: UTF-8 text is UTF-8 here.
    ``decode_ms`` is milliseconds from the start of ``decode`` on. ``step`` names the remedy.
    """

    data: bytes = field(repr=False)
    position: Quad
    decode_ms: float
    step: str = "plain"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one picture held: ``reads``, the one nearest its middle first; ``near`` misses, what looked
    like a code and could not be read; ``ms``, the milliseconds it took."""

    reads: tuple[Read, ...] = ()
    near: tuple[Quad, ...] = ()
    ms: float = 0.0


class Decoder:
    """Finds QR codes. Not thread-safe: it remembers whose turn it is, and what the remedies have cost.
    Give each thread its own.

    ``budget_ms``: how long one picture may take, remedies included; 25 ms leave a quarter of the time
    between two of 30 pictures a second to others. A remedy that would not fit is given the middle of
    the picture only, and on a machine where even that does not fit it sits out. ``rescue`` false: no
    remedies at all. ``clock``: what that time is measured by, in seconds; the time that passes, if nothing
    else is given.
    """

    def __init__(
        self, *, budget_ms: float = 25.0, rescue: bool = True, clock: Callable[[], float] | None = None
    ) -> None:
        self._budget_ms = budget_ms
        self._clock = clock or time.perf_counter
        self._steps: tuple[tuple[str, Step], ...] = STEPS if rescue else ()
        self._whole = _Round([0.0] * len(self._steps))
        at_places = [0.0] * len(self._steps)
        self._at = tuple(_Round(at_places) for _ in range(_PLACES))
        self._places = Places()
        self._looks = 0  # since nobody was there, or something was read
        self._plain_ms: float | None = None  # of zxing-cpp's own look, as it was lately
        self._credit_ms = 0.0

    def look(self, grey: Picture, *, awake: bool = True) -> Sight:
        """All codes of a grey picture (height, width, 8 bit), and what was nearly one. ``awake`` false:
        nobody is there, so no remedies.

        Parts of a structured append are ignored. Never raises: what is no picture, and whatever a
        decoder stumbles over, comes to nothing.
        """
        started = self._clock()
        picture = _sound(grey)
        if picture is None:
            return Sight()
        step, found = "plain", _guarded(zxing, picture)
        near = found.near
        self._earn((self._clock() - started) * 1000, bool(near))
        if found.codes or not awake:
            # Whoever comes next gets the best first.
            self._looks = 0
            for turns in (self._whole, *self._at):
                turns.turn = 0
        else:
            step, found = self._rescue(picture, near, started)
            near += found.near
        spent = (self._clock() - started) * 1000
        return Sight(_reads(found, picture, step, spent), tuple(miss.quad for miss in near), spent)

    def decode(self, grey: Picture) -> list[Read]:
        """The codes of ``look`` alone, the one nearest the picture's middle first."""
        return list(self.look(grey).reads)

    def _earn(self, plain_ms: float, near: bool) -> None:
        if self._plain_ms is None:
            self._plain_ms = plain_ms
            self._credit_ms = _BURST * plain_ms
        self._plain_ms += 0.1 * (plain_ms - self._plain_ms)
        earned = _EARNED_NEAR if near else _EARNED
        self._credit_ms = min(_BURST * self._plain_ms, self._credit_ms + earned * plain_ms)

    def _rescue(self, picture: Picture, near: Sequence[Miss], started: float) -> tuple[str, Found]:
        """One remedy after the other, until something is read or the time for this picture is over."""
        if not self._steps or self._credit_ms <= 0:
            return "", Found()
        begun = self._clock()
        name, found = _nearly(picture, near)
        if found.codes:
            self._credit_ms -= (self._clock() - begun) * 1000
            return name, found
        places = self._places.likeliest(picture, _PLACES)
        self._credit_ms -= (self._clock() - begun) * 1000
        seen: tuple[Miss, ...] = ()
        for _ in range(_MOST_LOOKS):
            part, at, turns = self._where(picture, places)
            name, found = self._look_at(part, turns, started)
            found = moved(found, at)
            seen += found.near
            if found.codes:
                return name, Found(found.codes, seen)
            if not name:
                break
        return "", Found((), seen)

    def _look_at(self, part: Picture, turns: _Round, started: float) -> tuple[str, Found]:
        """The remedies' turns at a part of the picture: which one read something, or else the last; none
        when there was no time left for another."""
        seen: tuple[Miss, ...] = ()
        name = ""
        for tried in range(len(self._steps)):
            begun = self._clock()
            left = self._budget_ms - (begun - started) * 1000
            if left <= 0 or self._credit_ms <= 0:
                return "", Found((), seen)
            turn, share = turns.turn, 1.0
            # At a place it has been before; what it costs there is a fair guess for the whole.
            cost = (turns.cost_ms[turn] or self._at[0].cost_ms[turn]) * part.size
            if cost > left:
                if tried:
                    return "", Found((), seen)  # the next picture begins with it
                share = (left / cost) ** 0.5
            turns.turn = (turn + 1) % len(self._steps)
            if share < _LEAST_SHARE:
                turns.cost_ms[turn] = (
                    0.9 * cost / part.size
                )  # forgiven little by little: one slow moment is no verdict
                continue
            name, step = self._steps[turn]
            found = _guarded(functools.partial(step, share=share), part)
            spent = (self._clock() - begun) * 1000
            turns.cost_ms[turn] = spent / (share**2 * part.size)
            self._credit_ms -= spent
            seen += found.near
            if found.codes:
                return name, Found(found.codes, seen)
        return name, Found((), seen)

    def _where(self, picture: Picture, places: Sequence[Place]) -> tuple[Picture, Point, _Round]:
        """What of the picture to look at now, where it begins (x, y), and whose turn it is there."""
        choice = _LOOKS[self._looks % len(_LOOKS)]
        self._looks += 1
        if choice is None or not places:
            return picture, (0.0, 0.0), self._whole
        choice = min(choice, len(places) - 1)
        part, at = window(picture, places[choice].middle, places[choice].side)
        return np.ascontiguousarray(part), at, self._at[choice]


class _Round:
    """Whose turn it is, and what each step cost lately for each pixel it was given, in ms."""

    def __init__(self, cost_ms: list[float]) -> None:
        self.turn = 0
        self.cost_ms = cost_ms


def read_still(grey: Picture) -> list[Read]:
    """All that can be done about a single picture (height, width, 8 bit), with no limit of time: every
    remedy, until one reads something. Never raises."""
    started = time.perf_counter()
    picture = _sound(grey)
    if picture is None:
        return []
    name, found = "plain", _guarded(zxing, picture)
    remedies = iter(STEPS)
    while not found.codes:
        way, mend = _nearly(picture, found.near)
        if mend.codes:
            name, found = way, mend
        elif (remedy := next(remedies, None)) is None:
            break
        else:
            name, found = remedy[0], _guarded(remedy[1], picture)
    return list(_reads(found, picture, name, (time.perf_counter() - started) * 1000))


def _sound(grey: object) -> Picture | None:
    """The picture as a decoder may have it: grey, 8 bit, contiguous, large enough; or ``None``."""
    if not isinstance(grey, np.ndarray) or grey.dtype != np.uint8:
        return None
    if grey.ndim == 3 and grey.shape[2] == 3 and grey.size:
        grey = cv2.cvtColor(grey, cv2.COLOR_BGR2GRAY)
    if grey.ndim != 2 or min(grey.shape) < _LEAST_SIDE:
        return None
    return np.ascontiguousarray(grey)


def _guarded(step: Callable[[Picture], Found], picture: Picture) -> Found:
    try:
        return step(picture)
    except Exception:  # noqa: BLE001 - native code fed from the street: no picture may stop the camera
        return Found()


def _nearly(picture: Picture, near: Sequence[Miss]) -> tuple[str, Found]:
    """The near miss that can be read when it is drawn flat, or mended, and how: of several the largest are
    tried."""
    for miss in sorted(near, key=lambda miss: miss.area, reverse=True)[:_MOST_NEAR]:
        for name, way in (("flattened", flattened), ("mended", mended)):
            found = _guarded(functools.partial(way, miss=miss), picture)
            if found.codes:
                return name, found
    return "", Found()


def _reads(found: Found, picture: Picture, step: str, ms: float) -> tuple[Read, ...]:
    """The codes, the one nearest the middle of the picture first."""
    height, width = picture.shape
    reads = [Read(data, quad, ms, step) for data, quad in found.codes]
    return tuple(sorted(reads, key=lambda read: _distance(read.position, (width / 2, height / 2))))


def _distance(quad: Quad, point: Point) -> float:
    x = sum(corner[0] for corner in quad) / 4 - point[0]
    y = sum(corner[1] for corner in quad) / 4 - point[1]
    return x * x + y * y
