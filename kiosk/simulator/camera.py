"""What the demo's camera films: a shop, and in it a hand that holds a phone up to the kiosk.

Everything is drawn here, from nothing but shapes and light. The costly parts (the shop, the phone
with its code) are drawn once; a frame only moves the phone a little, and adds the camera's noise.
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

Bgr = NDArray[np.uint8]
"""A picture (height, width, 3), 8 bit, blue first."""

WIDTH, HEIGHT = 1280, 720
_PHONE = (470, 940)  # pixels of the drawn phone: larger than the frame is high, as it is held close
_SCREEN = (22, 58, 448, 900)  # left, top, right, bottom of its screen
_ARRIVES = 0.35  # seconds for the phone to come into view, and to leave it
_BELOW = 900.0  # pixels by which a phone that is not there is too low


@dataclass(frozen=True, slots=True)
class _Cutout:
    """A drawn thing: its colours already multiplied by how opaque it is, and what lets through."""

    colour: Bgr
    through: Bgr


@dataclass(frozen=True, slots=True)
class Pose:
    """How the phone is held: its middle (x, y in pixels), its size (1 = 470 pixels wide), and
    its turns in degrees about the line of sight, the upright and the level axis."""

    x: float = 640.0
    y: float = 420.0
    size: float = 0.92
    roll: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0


class PhoneScene:
    """A camera's view, 1280×720 BGR. ``show`` and ``frame`` may be called from different threads.

    The phone moves by the clock, and the noise comes from ``seed``.
    """

    def __init__(self, seed: int = 1) -> None:
        rng = np.random.default_rng(seed)
        self._shop = draw_shop(rng)
        self._noise = _noise(rng)
        self._rng = rng
        self._lock = threading.Lock()
        self._phone: _Cutout | None = None
        self._shown: tuple[str, str] | None = None
        self._since = float("-inf")

    def show(self, text: str | None, title: str = "") -> None:
        """Hold up a phone with this text as a QR code, ``title`` above it; ``None`` takes it away.

        Raises ``ValueError`` when the text is too long for any QR code (2953 bytes).
        """
        wanted = None if text is None else (text, title)
        phone = None if wanted is None else draw_phone(*wanted)
        now = time.monotonic()
        with self._lock:
            if (self._shown is None) != (wanted is None):
                self._since = now
            self._shown = wanted
            if phone is not None:
                self._phone = phone

    def frame(self, at: float | None = None) -> Bgr:
        """One picture, at a moment (monotonic seconds; now by default). A fresh array each time."""
        now = time.monotonic() if at is None else at
        with self._lock:
            phone, shown, since = self._phone, self._shown is not None, self._since
        picture = self._shop.copy()
        moved = min(1.0, max(0.0, (now - since) / _ARRIVES))
        away = (1 - moved if shown else moved) ** 2
        if phone is not None and away < 1:
            _lay(phone, picture, _sway(now, away * _BELOW))
        top, left = (int(n) for n in self._rng.integers(0, 64, 2))
        lighter, darker = self._noise
        window = (slice(top, top + HEIGHT), slice(left, left + WIDTH))
        cv2.add(picture, lighter[window], dst=picture)
        cv2.subtract(picture, darker[window], dst=picture)
        return picture


def photograph(text: str, path: Path, seed: int = 0) -> None:
    """Write a JPEG (1280×720) of somebody holding up a phone with this text as a QR code: another
    shop, another grip, light, lens and compression for every seed. Raises ``OSError`` when it
    cannot be written, ``ValueError`` when the text is too long."""
    rng = np.random.default_rng(seed)

    def about(middle: float, spread: float) -> float:
        return float(middle + spread * rng.uniform(-1, 1))

    picture = draw_shop(rng)
    pose = Pose(about(640, 90), about(430, 25), about(0.92, 0.06), about(0, 8), about(0, 14), about(0, 10))
    _lay(draw_phone(text, ""), picture, pose)
    picture = cast("Bgr", cv2.GaussianBlur(picture, (0, 0), about(0.7, 0.3)))
    picture = cast("Bgr", cv2.convertScaleAbs(picture, alpha=about(0.92, 0.13), beta=about(0, 12)))
    lighter, darker = _noise(rng, about(6, 3))
    cv2.add(picture, lighter[:HEIGHT, :WIDTH], dst=picture)
    cv2.subtract(picture, darker[:HEIGHT, :WIDTH], dst=picture)
    coded, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, round(about(70, 20))])
    if not coded:
        raise OSError("the picture could not be encoded")
    path.write_bytes(jpeg.tobytes())


# -- drawing ---------------------------------------------------------------------------------------


def draw_shop(rng: np.random.Generator) -> Bgr:
    """The shop behind, out of focus: a warm wall, shelves with things, lamps, a counter, a door."""
    shop = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    wall = np.linspace(0, 1, HEIGHT)[:, None]
    shop[:] = ((1 - wall) * (96, 122, 150) + wall * (58, 74, 98))[:, None, :].astype(np.uint8)
    cv2.rectangle(shop, (930, 60), (1180, 600), (196, 190, 176), -1)  # the door, daylight behind it
    cv2.rectangle(shop, (955, 85), (1155, 600), (236, 230, 218), -1)
    for y in (150, 280, 410):
        cv2.rectangle(shop, (40, y), (560, y + 14), (38, 52, 76), -1)
        x = 52
        while x < 530:
            wide, high = int(rng.integers(18, 44)), int(rng.integers(40, 100))
            colour = tuple(int(c) for c in rng.integers(40, 200, 3))
            cv2.rectangle(shop, (x, y - high), (x + wide, y), colour, -1)
            x += wide + int(rng.integers(4, 26))
    cv2.rectangle(shop, (0, 560), (WIDTH, HEIGHT), (44, 60, 88), -1)
    cv2.rectangle(shop, (0, 560), (WIDTH, 578), (92, 122, 164), -1)
    shop = cast("Bgr", cv2.GaussianBlur(shop, (0, 0), 9))
    glow = np.zeros_like(shop)
    for _ in range(9):
        spot = (int(rng.integers(0, WIDTH)), int(rng.integers(0, 260)))
        cv2.circle(glow, spot, int(rng.integers(12, 34)), (60, 96, 124), -1, cv2.LINE_AA)
    return cast("Bgr", cv2.add(shop, cv2.GaussianBlur(glow, (0, 0), 2.5)))


def _rounded(
    picture: NDArray[np.uint8],
    box: tuple[int, int, int, int],
    radius: int,
    colour: int | tuple[int, int, int],
) -> None:
    """Fill a rectangle (left, top, right, bottom) with round corners."""
    left, top, right, bottom = box
    ink = (colour, colour, colour) if isinstance(colour, int) else colour
    cv2.rectangle(picture, (left + radius, top), (right - radius, bottom), ink, -1)
    cv2.rectangle(picture, (left, top + radius), (right, bottom - radius), ink, -1)
    for x in (left + radius, right - radius):
        for y in (top + radius, bottom - radius):
            cv2.circle(picture, (x, y), radius, ink, -1, cv2.LINE_AA)


def _write(picture: Bgr, text: str, top: int, size: int, colour: tuple[int, int, int], weight: int) -> None:
    """A line of text in the middle of the screen, shortened until it fits."""
    face = cv2.FontFace("sans")
    most = _SCREEN[2] - _SCREEN[0] - 32

    def width(line: str) -> int:
        return int(cv2.getTextSize((10000, 100), line, (0, 50), face, size, weight)[2])

    line = text
    while len(line) > 1 and width(line) > most:
        line = line[:-2] + "…"
    left = (_SCREEN[0] + _SCREEN[2] - width(line)) // 2
    cv2.putText(picture, line, (left, top + size), colour, face, size, weight)


def draw_phone(text: str, title: str) -> _Cutout:
    """A phone in a hand, upright and flat, showing a loyalty app with the text as a QR code.

    Raises ``ValueError`` when the text is too long for a QR code.
    """
    width, height = _PHONE[0] + 160, _PHONE[1]
    left = 80  # room for the fingers beside the phone
    colour = np.zeros((height, width, 3), np.uint8)
    opaque = np.zeros((height, width), np.uint8)
    _hand(colour, opaque, left, behind=True)
    phone = np.ascontiguousarray(colour[:, left : left + _PHONE[0]])
    cover = np.ascontiguousarray(opaque[:, left : left + _PHONE[0]])
    _rounded(phone, (0, 0, _PHONE[0] - 1, height - 1), 54, (70, 66, 62))
    _rounded(phone, (5, 5, _PHONE[0] - 6, height - 6), 50, (24, 22, 20))
    _rounded(cover, (0, 0, _PHONE[0] - 1, height - 1), 54, 255)
    _rounded(phone, _SCREEN, 26, (250, 247, 244))
    cv2.circle(phone, (_PHONE[0] // 2, 34), 8, (60, 48, 40), -1, cv2.LINE_AA)
    cv2.rectangle(phone, (_SCREEN[0], 150), (_SCREEN[2], 153), (216, 206, 198), -1)
    _write(phone, title or "Loyalty card", 88, 34, (72, 52, 40), 600)
    code = _code(text, _SCREEN[2] - _SCREEN[0] - 16)
    side = code.shape[0]
    x, y = (_PHONE[0] - side) // 2, 168 + max(0, (410 - side) // 2)
    phone[y : y + side, x : x + side] = code[:, :, None]
    _write(phone, "Show this code at the kiosk", 596, 22, (120, 108, 100), 400)
    for row in range(3):
        _rounded(phone, (52, 650 + row * 78, 418, 706 + row * 78), 14, (238, 230, 222))
    colour[:, left : left + _PHONE[0]] = phone
    opaque[:, left : left + _PHONE[0]] = cover
    _hand(colour, opaque, left, behind=False)
    soft = cv2.GaussianBlur(opaque, (0, 0), 0.8).astype(np.float32)[:, :, None] / 255
    return _Cutout((colour * soft).astype(np.uint8), np.repeat(255 * (1 - soft), 3, axis=2).astype(np.uint8))


def _code(text: str, most: int) -> NDArray[np.uint8]:
    """The code with its quiet zone, in whole pixels a module, at most so many pixels wide."""
    try:
        matrix = segno.make_qr(text, encoding="utf-8", error="l", boost_error=True).matrix
    except segno.DataOverflowError:
        raise ValueError("the text is too long for a QR code") from None
    modules = np.array([[255 * (1 - (cell & 1)) for cell in row] for row in matrix], np.uint8)
    modules = np.pad(modules, 4 if modules.shape[0] < 90 else 2, constant_values=255)
    scale = max(1, min(most, 410) // modules.shape[0])
    return modules.repeat(scale, axis=0).repeat(scale, axis=1)


def _hand(colour: Bgr, opaque: NDArray[np.uint8], left: int, *, behind: bool) -> None:
    """The palm behind the phone's lower half, or the thumb and fingertips over its edges."""
    skin, shade = (132, 166, 214), (104, 138, 190)
    right = left + _PHONE[0]
    shapes: list[tuple[tuple[int, int], tuple[int, int], int]]
    if behind:
        shapes = [((right + 10, 800), (72, 210), 8), ((left + 190, 900), (270, 130), 0)]
    else:
        shapes = [((left - 2, 610 + n * 96), (44, 30), 14) for n in range(4)]
        shapes.append(((right - 2, 640), (34, 120), -14))
    for middle, axes, angle in shapes:
        cv2.ellipse(colour, middle, axes, angle, 0, 360, shade, -1, cv2.LINE_AA)
        inner = (axes[0] - 5, axes[1] - 5)
        cv2.ellipse(colour, (middle[0] - 2, middle[1] - 2), inner, angle, 0, 360, skin, -1, cv2.LINE_AA)
        cv2.ellipse(opaque, middle, axes, angle, 0, 360, (255,), -1, cv2.LINE_AA)


# -- filming ---------------------------------------------------------------------------------------


def _sway(now: float, lower: float) -> Pose:
    """A hand is never still: slow waves whose periods never meet."""

    def wave(seconds: float, shift: float = 0.0) -> float:
        return math.sin(2 * math.pi * now / seconds + shift)

    return Pose(
        x=640 + 16 * wave(5.3) + 3 * wave(1.7, 1),
        y=420 + 10 * wave(4.1, 2) + 2 * wave(1.3) + lower,
        size=0.92 + 0.02 * wave(7.1),
        roll=3.0 * wave(6.1, 1),
        yaw=7.0 * wave(8.3),
        pitch=5.0 * wave(6.7, 2),
    )


def _corners(pose: Pose, width: int, height: int) -> NDArray[np.float32]:
    """Where the four corners of a thing come to lie: turned in space, seen from 1400 pixels away."""
    roll, yaw, pitch = (math.radians(angle) for angle in (pose.roll, pose.yaw, pose.pitch))
    corners = []
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        # The code, not the phone's middle, is what is held towards the camera.
        x, y = sx * width / 2 * pose.size, (sy * height / 2 + height * 0.1) * pose.size
        depth = x * math.sin(yaw) + y * math.sin(pitch)
        x, y = x * math.cos(yaw), y * math.cos(pitch)
        x, y = x * math.cos(roll) - y * math.sin(roll), x * math.sin(roll) + y * math.cos(roll)
        near = 1400 / (1400 + depth)
        corners.append((pose.x + x * near, pose.y + y * near))
    return np.array(corners, np.float32)


def _lay(thing: _Cutout, picture: Bgr, pose: Pose) -> None:
    """Put a thing into a picture, in place."""
    height, width = thing.colour.shape[:2]
    there = _corners(pose, width, height)
    left, top = (max(0, int(n)) for n in there.min(axis=0))
    right, bottom = (int(n) + 1 for n in there.max(axis=0))
    right, bottom = min(right, WIDTH), min(bottom, HEIGHT)
    if right <= left or bottom <= top:
        return
    here = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(here, there - np.array((left, top), np.float32))
    size = (right - left, bottom - top)
    colour = cv2.warpPerspective(thing.colour, matrix, size, flags=cv2.INTER_LINEAR)
    through = cv2.warpPerspective(
        thing.through, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
    )
    part = picture[top:bottom, left:right]
    picture[top:bottom, left:right] = cv2.add(cv2.multiply(part, through, scale=1 / 255), colour)


def _noise(rng: np.random.Generator, strength: float = 3.0) -> tuple[Bgr, Bgr]:
    """A camera's noise, what it adds and what it takes away; larger than a frame, to be shifted."""
    levels = rng.normal(0, strength, (HEIGHT + 64, WIDTH + 64, 3))
    return np.clip(levels, 0, 255).astype(np.uint8), np.clip(-levels, 0, 255).astype(np.uint8)
