"""Grey picture in, QR codes out: zxing-cpp on every picture, one rescue step when it read nothing.

Why so: on real photographs zxing-cpp alone is both the fastest and the best single decoder; the
remedies below read a further twelfth, but all of them on every picture would cost ten times as much.
A code stays in view for many pictures, so one remedy a picture, in turn, finds nearly as much.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey (height, width) or BGR (height, width, 3)."""

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""The corners of a code in pixels (x to the right, y down), in order around it."""

_LONGEST_ENLARGED = 2560
"""Pixels. A picture is enlarged to no more than this: beyond it only the middle is taken."""

_LEAST_SIDE = 21
"""The modules of the smallest QR code (ISO/IEC 18004, version 1): less holds none."""

# "QRCode" would add Micro QR, and false reads with it
_SYMBOL = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)


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

    reads: tuple[Read, ...]
    near: tuple[Quad, ...] = ()
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Remedied:
    """A changed picture, and how to come back: original = changed / scale + offset (x, y)."""

    picture: Picture
    scale: float = 1.0
    offset: Point = (0.0, 0.0)


_Found = Sequence[tuple[bytes, Quad]]


class Decoder:
    """Finds QR codes. Not thread-safe: it remembers whose turn it is. Give each thread its own.

    ``budget_ms``: a remedy that lately took longer than this sits out most of its turns, so that a
    slow machine stays responsive. ``rescue`` switches the remedies off altogether.
    """

    def __init__(self, *, budget_ms: float = 60.0, rescue: bool = True) -> None:
        self._budget_ms = budget_ms
        self._steps: tuple[tuple[str, Callable[[Picture], _Found]], ...] = STEPS if rescue else ()
        self._turn = 0
        self._cost_ms = [0.0] * len(self._steps)

    def look(self, grey: Picture, *, awake: bool = True) -> Sight:
        """As ``decode``, with what was nearly read. ``awake`` false: nobody is there, so no remedies."""
        started = time.perf_counter()
        reads = self.decode(grey)
        return Sight(tuple(reads), (), (time.perf_counter() - started) * 1000)

    def decode(self, grey: Picture) -> list[Read]:
        """All codes of a grey picture (height, width, 8 bit), the one nearest its middle first.

        Parts of a structured append are ignored: half a text is nobody's code. Never raises: what
        is no picture, and whatever a decoder stumbles over, comes to an empty list.
        """
        started = time.perf_counter()
        picture = _sound(grey)
        if picture is None:
            return []
        step, found = "plain", _guarded(_zxing, picture)
        if not found:
            step, found = self._rescue(picture, started)
        spent = (time.perf_counter() - started) * 1000
        reads = [Read(data, quad, spent, step) for data, quad in found]
        height, width = picture.shape[:2]
        return sorted(reads, key=lambda read: _distance(read.position, (width / 2, height / 2)))

    def _rescue(self, picture: Picture, started: float) -> tuple[str, _Found]:
        if not self._steps or (time.perf_counter() - started) * 1000 > self._budget_ms:
            return "", ()
        turn = self._turn
        self._turn = (turn + 1) % len(self._steps)
        if self._cost_ms[turn] > self._budget_ms:
            self._cost_ms[turn] *= 0.8  # forgiven little by little: one slow moment is no verdict
            return "", ()
        name, step = self._steps[turn]
        begun = time.perf_counter()
        found = _guarded(step, picture)
        self._cost_ms[turn] = (time.perf_counter() - begun) * 1000
        return name, found


def _sound(grey: object) -> Picture | None:
    """The picture as a decoder may have it: grey, 8 bit, contiguous, large enough; or ``None``."""
    if not isinstance(grey, np.ndarray) or grey.dtype != np.uint8:
        return None
    if grey.ndim == 3 and grey.shape[2] == 3 and grey.size:
        grey = cv2.cvtColor(grey, cv2.COLOR_BGR2GRAY)
    if grey.ndim != 2 or min(grey.shape) < _LEAST_SIDE:
        return None
    return np.ascontiguousarray(grey)


def _guarded(step: Callable[[Picture], _Found], picture: Picture) -> _Found:
    try:
        return step(picture)
    except Exception:  # noqa: BLE001 - native code fed from the street: no picture may stop the camera
        return ()


def _distance(quad: Quad, point: Point) -> float:
    x = sum(corner[0] for corner in quad) / 4 - point[0]
    y = sum(corner[1] for corner in quad) / 4 - point[1]
    return x * x + y * y


# -- zxing-cpp -------------------------------------------------------------------------------------


def _zxing(picture: Picture) -> _Found:
    barcodes = zxingcpp.read_barcodes(picture, formats=_SYMBOL, try_invert=True, try_downscale=True)
    return [
        (barcode.bytes, _corners(barcode.position))
        for barcode in barcodes
        if barcode.bytes and not _is_part(barcode)
    ]


def _corners(position: Any) -> Quad:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return cast("Quad", tuple((float(point.x), float(point.y)) for point in points))


_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, _: i % 2 == 0,
    lambda _, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)
"""ISO/IEC 18004, data mask patterns: row i, column j."""

_PART = 0b0011
"""ISO/IEC 18004, mode indicators: structured append."""


def _is_part(barcode: Any) -> bool:
    """Whether a code is one part of a structured append.

    zxing-cpp's Python side does not say, so this reads the first mode indicator off the sampled
    modules: the four in the bottom right corner, most significant first, with the mask undone.
    """
    try:
        mask = _MASKS[int(barcode.extra["DataMask"])]
        modules = np.asarray(barcode.to_image(scale=1, add_quiet_zones=False))
    except (KeyError, TypeError, ValueError, IndexError, RuntimeError):
        return False  # it was read; that it cannot be looked at again is no reason to refuse it
    last = modules.shape[0] - 1
    mode = 0
    for i, j in ((last, last), (last, last - 1), (last - 1, last), (last - 1, last - 1)):
        mode = mode << 1 | (bool(modules[i, j] < 128) ^ mask(i, j))
    return mode == _PART


# -- the remedies ----------------------------------------------------------------------------------


def _enlarged(picture: Picture) -> Remedied:
    """Twice the size, for codes far away; of a large picture only the middle, where they aim."""
    most = _LONGEST_ENLARGED // 2
    height, width = picture.shape
    top, left = max(0, height - most) // 2, max(0, width - most) // 2
    middle = picture[top : top + most, left : left + most]
    twice = cv2.resize(middle, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return Remedied(cast("Picture", twice), 2.0, (float(left), float(top)))


def _sharpened(picture: Picture) -> Remedied:
    """Unsharp mask, for a lens out of focus."""
    soft = cv2.GaussianBlur(picture, (0, 0), 2.0)
    return Remedied(cast("Picture", cv2.addWeighted(picture, 3.0, soft, -2.0, 0)))


def _softened(picture: Picture) -> Remedied:
    """A little blur, for noise and for the pixel grid of a screen seen too closely."""
    return Remedied(cast("Picture", cv2.GaussianBlur(picture, (0, 0), 1.0)))


def _thresholded(picture: Picture) -> Remedied:
    """Black and white by the neighbourhood, for shadows and reflections."""
    block = max(15, min(picture.shape) // 15 | 1)
    return Remedied(
        cast(
            "Picture",
            cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, block, 5),
        )
    )


def _equalised(picture: Picture) -> Remedied:
    """Contrast evened out tile by tile, for a dim screen or a glaring one."""
    return Remedied(cast("Picture", cv2.createCLAHE(4.0, (4, 4)).apply(picture)))


def _with(remedy: Callable[[Picture], Remedied]) -> Callable[[Picture], _Found]:
    def step(picture: Picture) -> _Found:
        changed = remedy(picture)
        return [(data, _back(quad, changed)) for data, quad in _zxing(changed.picture)]

    return step


def _back(quad: Quad, changed: Remedied) -> Quad:
    x, y = changed.offset
    return cast("Quad", tuple((px / changed.scale + x, py / changed.scale + y) for px, py in quad))


@functools.cache
def _zbar_library() -> Any:
    """pyzbar, or ``None`` without the system's libzbar (Debian: libzbar0), which its import looks
    for at some cost: once is enough, and the kiosk goes on with one remedy less."""
    try:
        from pyzbar import pyzbar
    except ImportError:
        return None
    return pyzbar


def _zbar(picture: Picture) -> _Found:
    """A second opinion. zbar transcodes what it reads and garbles some texts on the way, so only
    plain ASCII, which no transcoding changes, is believed. It raises ``ValueError`` on structured
    append, which is ignored anyway."""
    library = _zbar_library()
    if library is None:
        return ()
    try:
        decoded: Iterable[Any] = library.decode(picture, symbols=[library.ZBarSymbol.QRCODE])
    except ValueError:
        return ()
    return [
        (bytes(one.data), _four(one.polygon, one.rect)) for one in decoded if one.data and one.data.isascii()
    ]


def _four(polygon: Sequence[Any], rect: Any) -> Quad:
    """zbar's outline as four corners; its hull may have more or fewer, then the box has to do."""
    if len(polygon) == 4:
        return cast("Quad", tuple((float(point.x), float(point.y)) for point in polygon))
    left, top = float(rect.left), float(rect.top)
    right, bottom = left + rect.width, top + rect.height
    return ((left, top), (right, top), (right, bottom), (left, bottom))


STEPS: tuple[tuple[str, Callable[[Picture], _Found]], ...] = (
    ("enlarged", _with(_enlarged)),
    ("sharpened", _with(_sharpened)),
    ("softened", _with(_softened)),
    ("thresholded", _with(_thresholded)),
    ("equalised", _with(_equalised)),
    ("zbar", _zbar),
)
"""The rescue steps in their order of turns, by name."""
