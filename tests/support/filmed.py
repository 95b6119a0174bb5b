"""What a kiosk's camera films, drawn: a shop, people in it, and a phone with a code in a hand that trembles.

Nothing of the kiosk is used here, so that what is drawn cannot lean towards what it reads. All of it
follows from a seed: the same scene is the same picture, frame by frame.

A frame is made the way light makes it: the phone's face is turned in space and seen through a pinhole,
then come reflections, the lens (defocus), the hand (motion while the shutter is open), the
interference of the screen's pixels with the sensor's, the sensor's noise, and JPEG.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, cast

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

from tests.support.filmed_room import HEIGHT, WIDTH, Grey, compressed, grain, shop

Points = NDArray[np.float64]
"""Corners (4, 2), x to the right, y down."""

FPS = 30
_FOCAL = 1100.0  # pixels; a field of view of 60 degrees
_QUIET = 4  # modules around a code
_FINER = 2  # times a frame's resolution, in which the phone is drawn: a pixel is the mean over its area


@dataclass(frozen=True, slots=True)
class Hold:
    """How a phone is held in front of the camera, and through what it is seen.

    ``module``: pixels a module of the code where its middle is. ``yaw``, ``pitch``, ``roll``: degrees.
    ``x``, ``y``: where the code's middle is, in pixels. ``tremble``: pixels by which the hand moves.
    ``arrival``: pixels from its place that the phone is at first; it comes to rest within half a second.
    ``shutter``: share of a frame's time for which it is open. ``defocus``: pixels, sigma, and
    ``focusing``, how much more at first. ``white``, ``black``: levels of the screen. ``glare``: levels
    that the reflection of a lamp adds at its brightest. ``moire``: share of light it takes.
    ``cracks``: how many in the glass. ``noise``: levels, sigma. ``quality``: of JPEG.
    """

    text: str = field(repr=False)
    seed: int = 0
    module: float = 6.0
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = WIDTH / 2
    y: float = HEIGHT / 2
    tremble: float = 1.0
    arrival: float = 0.0
    shutter: float = 0.3
    defocus: float = 0.4
    focusing: float = 0.0
    white: float = 235.0
    black: float = 18.0
    dark: bool = False
    glare: float = 0.0
    moire: float = 0.0
    cracks: int = 0
    noise: float = 3.0
    quality: int = 85


class Clip:
    """A phone held for a while. ``frame(n)`` is its n-th picture, from 0 on, 1280×720. It shows the text as a
    code, or ``modules`` (a square, dark ones true) in place of one."""

    def __init__(self, hold: Hold, modules: NDArray[np.bool_] | None = None) -> None:
        rng = np.random.default_rng((hold.seed, 7))
        self.hold = hold
        self._shop = shop(rng)
        self._modules = _modules(hold.text) if modules is None else modules
        self._face, self._there, self._scale, self._middle = _phone(self._modules, hold, rng)
        self._waves = rng.uniform(0, 2 * math.pi, 6)
        self._from = rng.uniform(0, 2 * math.pi)
        self._lamp = (rng.uniform(0, math.pi), rng.uniform(-0.35, 0.35), rng.uniform(0.06, 0.2))
        self._grid = (rng.uniform(0, math.pi), rng.uniform(2.6, 9.0))

    def corners(self, frame: int) -> Points:
        """The code's outline in a frame, without its quiet zone: from the top left of the code around it,
        by way of its top right."""
        half = self._modules.shape[0] / 2
        square = np.array([[(-half, -half), (half, -half), (half, half), (-half, half)]])
        return cast("Points", cv2.perspectiveTransform(square, self._view(frame))[0])

    def frame(self, frame: int) -> Grey:
        """One picture."""
        hold = self.hold
        rng = np.random.default_rng((hold.seed, 11, frame))
        picture = self._shop.astype(np.float32)
        self._lay(picture, frame, rng)
        picture += grain(rng, hold.noise)
        return compressed(np.clip(picture, 0, 255).astype(np.uint8), hold.quality)

    # How the hand moves.

    def _place(self, at: float) -> tuple[float, float, float]:
        """Where the code's middle is, and its turn in degrees, at a moment in frames."""
        hold, waves = self.hold, self._waves
        seconds = at / FPS
        sway = [math.sin(2 * math.pi * hz * seconds + w) for hz, w in zip(_HERTZ, waves, strict=True)]
        away = hold.arrival * math.exp(-at / 4.0)
        x = hold.x + hold.tremble * (2 * sway[0] + 0.6 * sway[1]) + away * math.cos(self._from)
        y = hold.y + hold.tremble * (2 * sway[2] + 0.6 * sway[3]) + away * math.sin(self._from)
        return x, y, hold.roll + 0.5 * hold.tremble * (sway[4] + 0.3 * sway[5])

    def _view(self, frame: int) -> NDArray[np.float64]:
        """From the phone's plane (in modules, from the code's middle) to the frame's pixels."""
        x, y, roll = self._place(frame)
        turned = _turn(self.hold.yaw, self.hold.pitch, roll)
        depth = _FOCAL / self.hold.module
        moved = np.array([(x - WIDTH / 2) / self.hold.module, (y - HEIGHT / 2) / self.hold.module, depth])
        lens = np.array([[_FOCAL, 0, WIDTH / 2], [0, _FOCAL, HEIGHT / 2], [0, 0, 1]])
        return cast("NDArray[np.float64]", lens @ np.column_stack([turned[:, 0], turned[:, 1], moved]))

    # What the light goes through.

    def _lay(self, picture: NDArray[np.float32], frame: int, rng: np.random.Generator) -> None:
        hold, high, wide = self.hold, *self._face.shape
        plane = np.array(
            [[1 / self._scale, 0, -self._middle[0]], [0, 1 / self._scale, -self._middle[1]], [0, 0, 1]]
        )
        view = self._view(frame) @ plane
        outline = cv2.perspectiveTransform(
            np.array([[(0.0, 0.0), (wide, 0), (wide, high), (0, high)]]), view
        )[0]
        left, top = (max(0, int(side) - 24) for side in outline.min(axis=0))
        right, bottom = (int(side) + 24 for side in outline.max(axis=0))
        right, bottom = min(right, WIDTH), min(bottom, HEIGHT)
        if right - left < 4 or bottom - top < 4:
            return
        closer = np.array([[_FINER, 0, -left * _FINER], [0, _FINER, -top * _FINER], [0, 0, 1]]) @ view
        size = (right - left, bottom - top)
        finer = (size[0] * _FINER, size[1] * _FINER)
        light, cover = (
            cv2.resize(
                cv2.warpPerspective(layer, closer, finer, flags=cv2.INTER_LINEAR),
                size,
                interpolation=cv2.INTER_AREA,
            ).astype(np.float32)
            for layer in (self._face, self._there)
        )
        cover /= 255
        light *= cover
        columns = np.arange(left, right, dtype=np.float32)[None, :]
        rows = np.arange(top, bottom, dtype=np.float32)[:, None]
        if hold.glare:
            light += cover * self._reflection(columns, rows)
        soft = hold.defocus + hold.focusing * math.exp(-frame / 4.0)
        light, cover = (self._seen(layer, frame, soft) for layer in (light, cover))
        if hold.moire:
            angle, period = self._grid
            phase = rng.uniform(0, 2 * math.pi)
            bend = 1 + 0.12 * np.sin(rows / 97 + phase)
            wave = np.sin(
                2 * math.pi * (columns * math.cos(angle) + rows * math.sin(angle)) / period * bend + phase
            )
            light *= 1 - hold.moire * math.exp(-0.5 * soft * soft) * (0.5 + 0.5 * wave)
        part = picture[top:bottom, left:right]
        part *= 1 - cover
        part += light

    def _reflection(self, columns: NDArray[np.float32], rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """A lamp in the glass: a band of light, still while the phone trembles."""
        angle, off, width = self._lamp
        extent = self.hold.module * self._modules.shape[0]
        across = (columns - self.hold.x) * math.cos(angle) + (rows - self.hold.y) * math.sin(angle)
        return cast(
            "NDArray[np.float32]",
            self.hold.glare * np.exp(-0.5 * ((across - off * extent) / (width * extent)) ** 2),
        )

    def _seen(self, layer: NDArray[np.float32], frame: int, soft: float) -> NDArray[np.float32]:
        """A layer through the lens, while the hand moves."""
        blurred = cv2.GaussianBlur(layer, (0, 0), max(0.3, soft))
        x0, y0, _ = self._place(frame - 0.5 * self.hold.shutter)
        x1, y1, _ = self._place(frame + 0.5 * self.hold.shutter)
        if math.hypot(x1 - x0, y1 - y0) > 0.5:
            blurred = cv2.filter2D(blurred, -1, _streak(x1 - x0, y1 - y0))
        return cast("NDArray[np.float32]", blurred)


_HERTZ = (0.7, 8.3, 0.9, 9.1, 0.5, 7.7)
"""A hand sways slowly and trembles at 8 to 12 Hz; no two of these ever meet."""


HARSHNESS = 0.9
"""How strong the troubles of a scene are. Found once, by zxing-cpp alone, which shall read two thirds of the
first 300 scenes in their first frame and four fifths within twelve; not touched since: scenes that follow
a decoder measure nothing."""


def scene(seed: int, harshness: float = HARSHNESS) -> Hold:
    """A customer as they come: a fifth with no trouble at all, the others with one or several, up to what
    no decoder reads. ``harshness`` scales the troubles' strength."""
    rng = np.random.default_rng((seed, 3))
    bad = (seed % 10) / 9  # graded: every ten scenes are one of each

    def trouble(chance: float, most: float) -> float:
        """How much of it: nothing, or up to so much."""
        here = rng.random() < chance * (0.4 + 0.6 * bad)
        return float(here * most * harshness * bad * rng.uniform(0.3, 1.0))

    text = made_up(rng)
    modules = len(segno.make_qr(text, error="m", boost_error=False).matrix)
    smallest = max(1.3, 4.5 - 3.4 * bad * harshness)
    module = min(float(np.exp(rng.uniform(math.log(smallest), math.log(9)))), 560 / modules)
    tilted, dim = trouble(0.5, 50), trouble(0.35, 1)
    direction = rng.uniform(0, 2 * math.pi)
    room = (max(0.0, 600 - 0.7 * module * modules), max(0.0, 340 - 0.7 * module * modules))
    return Hold(
        text=text,
        seed=seed,
        module=module,
        yaw=tilted * math.cos(direction),
        pitch=tilted * math.sin(direction),
        roll=float(rng.uniform(-180, 180) if rng.random() < 0.15 else rng.normal(0, 8)),
        x=WIDTH / 2 + float(rng.uniform(-1, 1)) * room[0] * 0.6,
        y=HEIGHT / 2 + float(rng.uniform(-1, 1)) * room[1] * 0.8,
        tremble=float(rng.uniform(0.5, 1.5)) + trouble(0.6, 6),
        arrival=trouble(0.6, 190),
        shutter=float(rng.uniform(0.15, 0.5)),
        defocus=float(rng.uniform(0.3, 0.7)) + trouble(0.4, 2.6),
        focusing=trouble(0.6, 5),
        white=235 - 150 * min(1.0, dim),
        black=float(rng.uniform(8, 40)) + trouble(0.3, 60),
        dark=bool(rng.random() < 0.3),
        glare=trouble(0.4, 400),
        moire=min(0.9, trouble(0.3, 0.9)),
        cracks=round(trouble(0.25, 7)),
        noise=float(rng.uniform(2, 5)) + trouble(0.4, 22),
        quality=max(8, round(float(rng.uniform(70, 92)) - trouble(0.4, 60))),
    )


def made_up(rng: np.random.Generator) -> str:
    """What a card may say: an id that nobody has, by itself or in an address, short or long."""
    own = "LOY-" + "".join(rng.choice(list("ABCDEFGHJKLMNPQRSTUVWXYZ23456789"), 10))
    shape = rng.integers(4)
    if shape == 0:
        return own
    if shape == 1:
        return f"https://cards.example/m/{own}"
    more = "".join(rng.choice(list("0123456789abcdef"), 24 if shape == 2 else 96))
    return f"https://cards.example/m/{own}?t={more}"


# -- the phone -----------------------------------------------------------------------------------------


def _modules(text: str) -> NDArray[np.bool_]:
    """The code's modules, dark ones true. Raises ``segno.DataOverflowError`` for too long a text."""
    matrix: Any = segno.make_qr(text, error="m", boost_error=False).matrix
    return np.array([[cell & 1 for cell in row] for row in matrix], bool)


def _phone(
    modules: NDArray[np.bool_], hold: Hold, rng: np.random.Generator
) -> tuple[Grey, Grey, int, tuple[float, float]]:
    """The phone's face from before, what of the picture it covers, its pixels a module, and where on it
    the code's middle is, in modules."""
    scale = max(2, math.ceil(_FINER * hold.module))
    side = modules.shape[0]
    wide, high = round(1.22 * (side + 2 * _QUIET)), round(2.3 * (side + 2 * _QUIET))
    middle = (wide / 2, high * 0.42)
    face = np.full((high * scale, wide * scale), 14, np.uint8)
    cover = np.zeros_like(face)
    paper, ink = (hold.black, hold.white) if hold.dark else (hold.white, hold.black)
    edge = max(1, round(0.04 * wide)) * scale
    cv2.rectangle(cover, (0, 0), (wide * scale, high * scale), (255,), -1)
    cv2.rectangle(face, (edge, 2 * edge), (wide * scale - edge, high * scale - 2 * edge), (round(paper),), -1)
    for line, (y, length) in enumerate(((0.1, 0.6), (0.14, 0.4), (0.78, 0.7), (0.83, 0.5), (0.88, 0.62))):
        grey = round(paper + (ink - paper) * (0.8 if line == 0 else 0.4))
        at, left = round(y * high * scale), round((0.5 - length / 2) * wide * scale)
        cv2.rectangle(face, (left, at), (wide * scale - left, at + round(0.02 * high * scale)), (grey,), -1)
    drawn = np.where(modules, round(ink), round(paper)).astype(np.uint8).repeat(scale, 0).repeat(scale, 1)
    x, y = round((middle[0] - side / 2) * scale), round((middle[1] - side / 2) * scale)
    face[y : y + side * scale, x : x + side * scale] = drawn
    _crack(face, hold.cracks, scale, rng)
    return face, cover, scale, ((x / scale) + side / 2, (y / scale) + side / 2)


def _crack(face: Grey, count: int, scale: int, rng: np.random.Generator) -> None:
    """Cracks from one point of the glass outwards, each a dark line with a bright edge."""
    high, wide = face.shape
    start = np.array([rng.uniform(0.2, 0.8) * wide, rng.uniform(0.25, 0.6) * high])
    for _ in range(count):
        angle, at = rng.uniform(0, 2 * math.pi), start
        for _ in range(9):
            angle += rng.normal(0, 0.3)
            to = at + 0.1 * wide * np.array([math.cos(angle), math.sin(angle)])
            ends = [(int(x), int(y)) for x, y in (at, to)]
            cv2.line(face, ends[0], ends[1], (30,), max(1, round(0.45 * scale)), cv2.LINE_AA)
            cv2.line(face, ends[0], ends[1], (250,), max(1, round(0.2 * scale)), cv2.LINE_AA)
            at = to


# -- the camera ----------------------------------------------------------------------------------------


def _turn(yaw: float, pitch: float, roll: float) -> NDArray[np.float64]:
    """Roll in the plane first, then pitch about the level axis, then yaw about the upright one."""
    y, p, r = (math.radians(angle) for angle in (yaw, pitch, roll))
    about_z = np.array([[math.cos(r), -math.sin(r), 0], [math.sin(r), math.cos(r), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, math.cos(p), -math.sin(p)], [0, math.sin(p), math.cos(p)]])
    about_y = np.array([[math.cos(y), 0, math.sin(y)], [0, 1, 0], [-math.sin(y), 0, math.cos(y)]])
    return cast("NDArray[np.float64]", about_y @ about_x @ about_z)


def _streak(x: float, y: float) -> NDArray[np.float32]:
    """The kernel of a motion of so many pixels."""
    steps = max(2, math.ceil(4 * math.hypot(x, y)))
    reach = math.ceil(max(abs(x), abs(y)) / 2) + 1
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    for at in np.linspace(-0.5, 0.5, steps):
        column, row = reach + at * x, reach + at * y
        left, top = int(column), int(row)
        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            kernel[top + dy, left + dx] += (1 - abs(column - left - dx)) * (1 - abs(row - top - dy))
    return cast("NDArray[np.float32]", kernel / kernel.sum())
