"""What is behind whoever stands before the kiosk, drawn: a shop, and people who walk through it.

Nothing of the kiosk is used here. All of it follows from a seed.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""A picture (height, width), 8 bit."""

WIDTH, HEIGHT = 1280, 720
_FACE = cv2.FONT_HERSHEY_SIMPLEX


def shop(rng: np.random.Generator) -> Grey:
    """The shop behind: a wall, shelves with boxes and price tags, a door with daylight, lamps, a poster."""
    room = np.repeat(np.linspace(150, 84, HEIGHT)[:, None], WIDTH, axis=1).astype(np.uint8)
    cv2.rectangle(room, (960, 60), (1190, 610), (190,), -1)
    cv2.rectangle(room, (985, 85), (1165, 610), (232,), -1)
    for y in (150, 290, 430):
        cv2.rectangle(room, (30, y), (600, y + 14), (52,), -1)
        x = 40
        while x < 560:
            wide, high = int(rng.integers(20, 60)), int(rng.integers(40, 110))
            cv2.rectangle(room, (x, y - high), (x + wide, y), (int(rng.integers(40, 210)),), -1)
            for line in range(int(rng.integers(0, 4))):
                at = y - high + 12 + line * 14
                cv2.line(room, (x + 4, at), (x + wide - 4, at), (int(rng.integers(20, 240)),), 3)
            if rng.random() < 0.5:
                cv2.rectangle(room, (x, y + 1), (x + 22, y + 12), (240,), -1)
                cv2.putText(room, str(int(rng.integers(1, 99))), (x + 2, y + 11), _FACE, 0.35, (20,), 1)
            x += wide + int(rng.integers(4, 20))
    cv2.rectangle(room, (680, 120), (880, 400), (205,), -1)
    for line in range(9):
        word = "".join(rng.choice(list("abcdefghiklmnoprstu"), 11))
        cv2.putText(room, word, (695, 160 + line * 26), _FACE, 0.7, (int(rng.integers(20, 110)),), 2)
    cv2.rectangle(room, (0, 600), (WIDTH, HEIGHT), (66,), -1)
    cv2.line(room, (0, 600), (WIDTH, 600), (150,), 8)
    for _ in range(7):
        cv2.circle(
            room,
            tuple(int(v) for v in rng.integers((0, 0), (WIDTH, 110))),
            int(rng.integers(8, 26)),
            (250,),
            -1,
        )
    return cast("Grey", cv2.GaussianBlur(room, (0, 0), float(rng.uniform(1.2, 3.5))))


class Room:
    """A shop that is filmed while nobody shows a code. ``frame(n)`` is its n-th picture; with ``people``
    some walk through, near and far, in clothes that are striped, checked or plain."""

    def __init__(self, seed: int, *, people: bool = False, noise: float = 5.0) -> None:
        rng = np.random.default_rng((seed, 5))
        self._seed = seed
        self._noise = noise
        self._shop = shop(rng)
        self._people = [_Walker(rng) for _ in range(5 if people else 0)]

    def frame(self, frame: int) -> Grey:
        """One picture."""
        rng = np.random.default_rng((self._seed, 13, frame))
        picture = self._shop.copy()
        for walker in self._people:
            walker.lay(picture, frame)
        return np.clip(picture + grain(rng, self._noise), 0, 255).astype(np.uint8)


class _Walker:
    """Somebody who walks through the shop, and back again."""

    def __init__(self, rng: np.random.Generator) -> None:
        near = float(rng.uniform(0.5, 1.5))
        high, wide = int(520 * near), int(230 * near)
        self._speed = float(rng.uniform(2, 9)) * (1 if rng.random() < 0.5 else -1)
        self._start = float(rng.uniform(0, WIDTH))
        self._top = max(0, HEIGHT - int(high * rng.uniform(0.7, 1.0)))
        cloth = np.full((high, wide), rng.integers(30, 220), np.uint8)
        pattern, period = rng.integers(4), int(rng.integers(6, 30))
        i, j = np.indices(cloth.shape)
        if pattern == 1:
            cloth[i // period % 2 == 0] = 200
        elif pattern == 2:
            cloth[(i // period + j // period) % 2 == 0] = 60
        elif pattern == 3:
            cv2.putText(cloth, "TEAM", (wide // 6, high // 2), _FACE, 2.2 * near, (235,), 8)
        cover = np.zeros((high, wide), np.uint8)
        cv2.ellipse(cover, (wide // 2, high), (wide // 2, int(high * 0.72)), 0, 0, 360, (255,), -1)
        head = (wide // 2, int(high * 0.15))
        cv2.circle(cover, head, int(0.13 * high), (255,), -1)
        cv2.circle(cloth, head, int(0.14 * high), (160,), -1)
        soft = float(rng.uniform(0.8, 3))
        self._cloth = cv2.GaussianBlur(cloth, (0, 0), soft)
        self._cover = cv2.GaussianBlur(cover, (0, 0), soft).astype(np.float32) / 255

    def lay(self, picture: Grey, frame: int) -> None:
        high, wide = self._cloth.shape
        left = int((self._start + self._speed * frame) % (WIDTH + 2 * wide)) - wide
        start, end = max(0, left), min(WIDTH, left + wide)
        last = min(HEIGHT, self._top + high)
        if start >= end:
            return
        part = picture[self._top : last, start:end]
        cut = (slice(0, last - self._top), slice(start - left, end - left))
        cover = self._cover[cut]
        part[:] = (part * (1 - cover) + self._cloth[cut] * cover).astype(np.uint8)


# -- the camera --------------------------------------------------------------------------------------

_GRAIN = np.random.default_rng(17).normal(0, 1, (HEIGHT + 256, WIDTH + 256)).astype(np.float32)


def grain(rng: np.random.Generator, strength: float) -> NDArray[np.float32]:
    """A sensor's noise: cut from one field, as drawing it anew for every frame would take the time."""
    top, left = (int(at) for at in rng.integers(0, 256, 2))
    return cast("NDArray[np.float32]", strength * _GRAIN[top : top + HEIGHT, left : left + WIDTH])


def compressed(picture: Grey, quality: int) -> Grey:
    """What is left of a picture after JPEG, in which most cameras send it."""
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cast("Grey", cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE))
