"""What may make a code readable after all: each remedy changes a picture, and zxing-cpp looks again.

Why these: on photographs and on drawn films of trembling phones each of them read some that no other
did, and further ones (closing, opening, the median, three times the size, other thresholds) read none. A
remedy can be given a share of the picture, its middle: so a slow machine affords it too.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.devices.damaged import mended
from kiosk.devices.qr_reading import Found, Picture, Point, moved, zbar, zxing

_Levels = NDArray[np.float32]

_LONGEST_ENLARGED = 1280
"""Pixels: of a larger picture only the middle is enlarged."""

_WHOLE = 100_000
"""Pixels: no limit."""

_DARK = 70.0
"""Mean grey below which a picture is lifted before it is enlarged."""

_FAR = 51
_NEAR = 31
"""Pixels a side of the neighbourhood whose brightness and contrast are taken out: some modules wide."""

_EVEN = 3.0
"""Levels of grey added to the contrast by which it is divided: what an even place has is noise."""

_CONTRAST = 50.0
"""Levels of grey that the mean contrast of a neighbourhood becomes."""

_CRISP = 6.0
"""How much stronger details are made than they are."""

_LIFT = cast("Picture", (255 * np.log1p(np.arange(256) / 4) / np.log1p(255 / 4)).astype(np.uint8))


@dataclass(frozen=True, slots=True)
class Remedied:
    """A changed picture, and how many times larger it is now."""

    picture: Picture = field(repr=False)
    scale: float = 1.0


class Step(Protocol):
    """One way to look at a picture again. ``share``: how much of what it would look at by itself, in
    width and in height; the middle is taken."""

    def __call__(self, picture: Picture, share: float = 1.0) -> Found: ...


def _lit(picture: Picture) -> Picture:
    """A dark picture with its shadows lifted (by the logarithm, as film does): the steps between the
    darkest greys are where its code is. Any other picture as it is."""
    return cast("Picture", cv2.LUT(picture, _LIFT)) if float(cv2.mean(picture)[0]) < _DARK else picture


def _part(picture: Picture, most: int, share: float) -> tuple[Picture, Point]:
    """A share of the middle, which is at most so many pixels wide and high; and where it begins (x, y)."""
    height, width = picture.shape
    high, wide = (max(1, round(min(side, most) * share)) for side in (height, width))
    top, left = (height - high) // 2, (width - wide) // 2
    return picture[top : top + high, left : left + wide], (float(left), float(top))


def _twice(picture: Picture) -> Picture:
    return cast("Picture", cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR))


def _unsharp(picture: Picture, sigma: float) -> Picture:
    """Unsharp mask: what differs from the neighbourhood, three times as strong."""
    soft = cv2.GaussianBlur(picture, (0, 0), sigma)
    return cast("Picture", cv2.addWeighted(picture, 3.0, soft, -2.0, 0))


def _enlarged(picture: Picture) -> Remedied:
    """Twice the size, for codes far away or in the dark."""
    return Remedied(_twice(_lit(picture)), 2.0)


def _restored(picture: Picture) -> Remedied:
    """Noise smoothed but no edge (bilateral filter), twice the size, and sharpened: against the noise of
    a dim shop and a lens out of focus at once."""
    quiet = cast("Picture", cv2.bilateralFilter(_lit(picture), 5, 30, 3))
    return Remedied(_unsharp(_twice(quiet), 3.0), 2.0)


def _magnified(picture: Picture) -> Remedied:
    """Twice the size and sharpened: for small codes and shaking hands."""
    return Remedied(_unsharp(_twice(_lit(picture)), 3.0), 2.0)


def _sharpened(picture: Picture) -> Remedied:
    """Unsharp mask, for a lens out of focus."""
    return Remedied(_unsharp(picture, 2.0))


def _softened(sigma: float) -> Callable[[Picture], Remedied]:
    """A little blur (``sigma`` pixels), for noise and for the pixel grid of a screen seen too closely."""
    return lambda picture: Remedied(cast("Picture", cv2.GaussianBlur(picture, (0, 0), sigma)))


def _evened(picture: Picture, reach: int) -> _Levels:
    """Brightness and contrast as they are in the neighbourhood (``reach`` pixels) taken out: a code is
    as strong in a lamp's reflection, in the dark and behind a dim screen as it is in the light."""
    grey = np.asarray(picture, np.float32)
    levels = cv2.subtract(grey, cv2.blur(grey, (reach, reach)))
    spread = cv2.blur(np.abs(levels), (reach, reach)) + _EVEN
    return cast("_Levels", cv2.divide(levels, spread, scale=_CONTRAST) + np.float32(128))


def _crisp(picture: Picture) -> Remedied:
    """Evened, sharpened at the size of small modules and no finer, where there is but noise; twice the
    size. It reads as much as all the others of these together."""
    levels = _evened(picture, _FAR)
    fine, coarse = (cv2.GaussianBlur(levels, (0, 0), sigma) for sigma in (0.7, 2.5))
    return Remedied(_twice(_grey(cv2.scaleAdd(cv2.subtract(fine, coarse), _CRISP, levels))), 2.0)


def _refocused(sigma: float, noise: float, reach: int = 0) -> Callable[[Picture], Remedied]:
    """The blur of a lens out of focus undone (Wiener's filter, against a Gaussian of ``sigma`` pixels), and
    twice the size. ``noise``: its power as a share of the picture's; more of it is sharpened less.
    ``reach``: evened before, by neighbourhoods of so many pixels."""

    def remedy(picture: Picture) -> Remedied:
        height, width = picture.shape
        rows, columns = cv2.getOptimalDFTSize(height), cv2.getOptimalDFTSize(width)
        room = (0, rows - height, 0, columns - width)
        levels = _evened(picture, reach) if reach else np.asarray(_lit(picture), np.float32)
        spectrum = cv2.dft(cv2.copyMakeBorder(levels, *room, cv2.BORDER_REPLICATE))
        spectrum = cv2.mulSpectrums(spectrum, _wiener(rows, columns, sigma, noise), 0)
        sharp = cv2.dft(spectrum, flags=cv2.DFT_INVERSE | cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT)
        return Remedied(_twice(_grey(sharp[:height, :width])), 2.0)

    return remedy


def _grey(levels: NDArray[Any]) -> Picture:
    return cast("Picture", np.clip(levels, 0, 255).astype(np.uint8))


@functools.lru_cache(maxsize=4)
def _wiener(rows: int, columns: int, sigma: float, noise: float) -> NDArray[np.float32]:
    """The filter's spectrum, packed as ``cv2.dft`` packs that of a real picture: (rows, columns).

    It is real, so it is written down without any transform: shares of a picture are of ever new sizes,
    and this must not cost more than the remedy."""
    vertical, horizontal = (
        np.exp(-2 * (np.pi * sigma * frequencies) ** 2).astype(np.float32)
        for frequencies in (np.fft.fftfreq(rows), np.fft.rfftfreq(columns))
    )
    blur = vertical[:, None] * horizontal
    spectrum = blur / (blur * blur + np.float32(noise))
    packed = np.zeros((rows, columns), np.float32)
    # Real parts at odd places, the imaginary ones after them; of the first column, and of the last where
    # there is an even number, only the upper half, packed the same way.
    packed[:, 1::2] = spectrum[:, 1:]
    for column in (0, columns - 1) if columns % 2 == 0 else (0,):
        whole = spectrum[:, 0 if column == 0 else -1]
        packed[:, column] = 0
        packed[0, column] = whole[0]
        packed[1::2, column] = whole[1 : rows // 2 + 1]
    return packed


def _thresholded(picture: Picture) -> Remedied:
    """Black and white by the neighbourhood, for shadows and reflections."""
    kind, cut = cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY
    return Remedied(cast("Picture", cv2.adaptiveThreshold(picture, 255, kind, cut, 31, 2)))


def _equalised(picture: Picture) -> Remedied:
    """Contrast evened out tile by tile, for a dim screen or a glaring one."""
    return Remedied(cast("Picture", cv2.createCLAHE(4.0, (4, 4)).apply(picture)))


def _read(picture: Picture) -> Found:
    """What is read in a changed picture; of what is only nearly read, the largest is mended if it can be."""
    found = zxing(picture)
    if found.codes or not found.near:
        return found
    return Found(mended(picture, max(found.near, key=lambda miss: miss.area)).codes, found.near)


def _with(remedy: Callable[[Picture], Remedied], most: int = _WHOLE) -> Step:
    def step(picture: Picture, share: float = 1.0) -> Found:
        part, at = _part(picture, most, share)
        changed = remedy(part)
        return moved(_read(changed.picture), at, changed.scale)

    return step


def _as_it_is(read: Callable[[Picture], Found]) -> Step:
    def step(picture: Picture, share: float = 1.0) -> Found:
        part, at = _part(picture, _WHOLE, share)
        return moved(read(np.ascontiguousarray(part)), at)

    return step


STEPS: tuple[tuple[str, Step], ...] = (
    ("crisp", _with(_crisp, _LONGEST_ENLARGED)),
    ("refocused more", _with(_refocused(2.6, 0.007), _LONGEST_ENLARGED)),
    ("evened", _with(_refocused(1.5, 0.05, _NEAR), _LONGEST_ENLARGED)),
    ("softened a little", _with(_softened(1.2))),
    ("softened", _with(_softened(2.0))),
    ("softened more", _with(_softened(3.0))),
    ("refocused most", _with(_refocused(3.5, 0.007), _LONGEST_ENLARGED)),
    ("refocused", _with(_refocused(1.9, 0.007), _LONGEST_ENLARGED)),
    ("restored", _with(_restored, _LONGEST_ENLARGED)),
    ("sharpened", _with(_sharpened)),
    ("enlarged", _with(_enlarged, _LONGEST_ENLARGED)),
    ("thresholded", _with(_thresholded)),
    ("zbar", _as_it_is(zbar)),
    ("magnified", _with(_magnified, _LONGEST_ENLARGED)),
    ("equalised", _with(_equalised)),
)
"""The steps in their order of turns, by name: those that read most for what they cost come first."""
