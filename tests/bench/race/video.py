"""The video that everybody films: phones that come into the picture, and when each one's code is there.

One file of JPEGs, one behind the other, 1280×720, thirty a second: the kiosk plays it as ``file:``, Chromium
as its fake camera. Each picture carries its own number as a strip of black and white blocks in the upper left
corner, so that whoever has read a code can say in which picture. When the code of a phone is whole for the
first time is known by how it was drawn.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.simulator import camera
from kiosk.simulator.camera import HEIGHT, WIDTH, Bgr, Pose
from tests.bench.race.jpegs import FPS

LEAD = 5.0
"""Seconds in which nobody comes: everybody has long been ready by then."""
BITS, BLOCK = 16, 16
"""Of the strip: so many blocks, each so many pixels wide and high; the first is the highest bit."""
QUALITY = 85
_ARRIVES = round(0.35 * FPS)
_BELOW = 900.0


@dataclass(frozen=True, slots=True)
class Shown:
    """One phone: its code, and the numbers of the pictures in which it is whole, first and last."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: how long a phone is in the picture, how long nobody is, at least and at most, and before
    the first one. The gap is
    diced, or all phones would come at the same moment of whatever goes round in a program. It is as long
    as it takes until the kiosk knows that a code is not the same phone's as before, which has changed it:
    a code that comes sooner is looked up behind the screen of the one before, and nothing is seen until
    the answer."""

    held: float = 0.8
    gap: tuple[float, float] = (1.9, 2.3)
    lead: float = LEAD


@dataclass(frozen=True, slots=True)
class _Held:
    """When a phone comes and goes, in pictures, and how it is held."""

    text: str
    begin: int
    end: int
    pose: Pose
    drawn: camera._Cutout
    box: NDArray[np.float32]


def whole(texts: Sequence[str], path: Path, timing: Timing | None = None, *, seed: int = 7) -> list[Shown]:
    """Write the video of these phones, one after the other; what is to be seen in it, and when.

    Raises ``OSError`` when it cannot be written, ``ValueError`` when there are no texts, when one is too
    long for a code, and when there are more pictures than the strip can count.
    """
    if not texts:
        raise ValueError("nobody comes")
    plan = _plan(texts, timing or Timing(), random.Random(seed))
    length = plan[-1].end + FPS
    return _write(path, length, plan, seed)


def standing(text: str, path: Path, seconds: float, *, seed: int = 7) -> None:
    """A phone that is there from the first picture to the last. Raises as ``whole``."""
    frames = round(seconds * FPS)
    begin = -_ARRIVES - 1
    _write(path, frames, [_held(text, begin, frames + _ARRIVES, random.Random(seed))], seed)


def empty(path: Path, seconds: float, *, seed: int = 7) -> None:
    """A shop in which nobody is, with the camera's noise, and without numbers: they would be a movement,
    and wake who sleeps while nothing moves. Raises as ``whole``."""
    _write(path, round(seconds * FPS), [], seed, numbers=False)


def number(picture: Bgr) -> int:
    """The number that a picture carries; the same reading as in ``web_peer/page.js``."""
    found = 0
    for bit in range(BITS):
        found = found * 2 + int(picture[BLOCK // 2, bit * BLOCK + BLOCK // 2, 1] > 127)
    return found


# -- drawing ---------------------------------------------------------------------------------------


def _plan(texts: Sequence[str], timing: Timing, dice: random.Random) -> list[_Held]:
    at = timing.lead
    plan = []
    for text in texts:
        begin = round(at * FPS)
        end = begin + round(timing.held * FPS)
        plan.append(_held(text, begin, end, dice))
        at = end / FPS + dice.uniform(*timing.gap)
    return plan


def _held(text: str, begin: int, end: int, dice: random.Random) -> _Held:
    def about(middle: float, spread: float) -> float:
        return middle + spread * dice.uniform(-1, 1)

    pose = Pose(about(640, 90), about(430, 25), about(0.9, 0.06), about(0, 8), about(0, 14), about(0, 10))
    return _Held(text, begin, end, pose, camera.draw_phone(text, ""), _code_box(text))


def _code_box(text: str) -> NDArray[np.float32]:
    """The corners of the code, without its quiet zone, on the drawn phone."""
    left, _, right, _ = camera._SCREEN
    code = camera._code(text, right - left - 16)
    side = code.shape[0]
    x = 80 + (camera._PHONE[0] - side) // 2
    y = 168 + max(0, (410 - side) // 2)
    black = np.argwhere(code == 0)
    (top, left), (bottom, right) = black.min(axis=0), black.max(axis=0) + 1
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return np.array(corners, np.float32) + np.array((x, y), np.float32)


def _pose(one: _Held, frame: int) -> Pose:
    """It comes from below within a third of a second, trembles, and leaves as it came."""
    come = min(1.0, (frame - one.begin) / _ARRIVES)
    go = min(1.0, max(0.0, (one.end - frame) / _ARRIVES))
    away = (1 - min(come, go)) ** 2 * _BELOW
    at, pose = frame / FPS, one.pose
    x, y = pose.x + 3 * np.sin(at * 3.7), pose.y + 2 * np.sin(at * 4.8) + away
    return Pose(float(x), float(y), pose.size, pose.roll, pose.yaw, pose.pitch)


def _is_whole(one: _Held, frame: int) -> bool:
    """Whether all of the code lies within the picture; of its quiet zone some may be missing yet."""
    height, width = one.drawn.colour.shape[:2]
    outline = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    there = camera._corners(_pose(one, frame), width, height)
    corners = cv2.perspectiveTransform(one.box[None], cv2.getPerspectiveTransform(outline, there))[0]
    inside = (corners >= 0).all() and (corners[:, 0] < WIDTH).all() and (corners[:, 1] < HEIGHT).all()
    return bool(inside)


def _write(path: Path, length: int, plan: Sequence[_Held], seed: int, *, numbers: bool = True) -> list[Shown]:
    if length >= 2**BITS:
        raise ValueError("more pictures than the strip can count")
    rng = np.random.default_rng(seed)
    shop = camera.draw_shop(rng)
    noise = camera._noise(rng, 3.0)
    with path.open("wb") as file:
        for frame in range(length):
            picture = shop.copy()
            for one in plan:
                if one.begin <= frame <= one.end:
                    camera._lay(one.drawn, picture, _pose(one, frame))
            _roughen(picture, noise, rng)
            if numbers:
                _put_number(picture, frame)
            coded, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
            if not coded:
                raise OSError("the picture could not be encoded")
            file.write(jpeg.tobytes())
    shown = []
    for one in plan:
        frames = [frame for frame in range(max(0, one.begin), one.end + 1) if _is_whole(one, frame)]
        shown.append(Shown(one.text, frames[0], frames[-1]))
    return shown


def _roughen(picture: Bgr, noise: tuple[Bgr, Bgr], rng: np.random.Generator) -> None:
    top, left = (int(n) for n in rng.integers(0, 64, 2))
    window = (slice(top, top + HEIGHT), slice(left, left + WIDTH))
    cv2.add(picture, noise[0][window], dst=picture)
    cv2.subtract(picture, noise[1][window], dst=picture)


def _put_number(picture: Bgr, frame: int) -> None:
    for bit in range(BITS):
        value = 255 if frame >> (BITS - 1 - bit) & 1 else 0
        picture[:BLOCK, bit * BLOCK : (bit + 1) * BLOCK] = value
