"""The camera's picture as the screen wants it: turned, mirrored, not too large, in the screen's colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.devices.decoder import Quad
from kiosk.devices.frame_source import Picture

Rgb32 = NDArray[np.uint8]
"""A picture as the screen wants it: (height, width, 4), contiguous, bytes B, G, R, 255 (on a
little-endian machine ``QImage.Format_RGB32``)."""

Preview = Callable[[Rgb32, Sequence[Quad]], None]
"""Takes a picture and the outlines of the codes in it (in that picture's own pixels, the one that
counts first). Called in the camera's thread; the picture is the callee's to keep."""

Rotation = Literal[0, 90, 180, 270]
"""Degrees clockwise by which the picture has to be turned to stand upright."""

LONGEST = 1280
"""Pixels of a preview's longer side, at most."""

TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
"""OpenCV's words for them."""

# Turned and mirrored at once: (whether rows and columns change places, the flip after that).
_MIRRORED: dict[int, tuple[bool, int | None]] = {
    0: (False, 1),
    90: (True, None),
    180: (False, 0),
    270: (True, -1),
}


def upright_grey(picture: Picture, rotate: Rotation) -> Picture:
    """A grey or BGR picture as the decoder wants it. May share memory with the picture."""
    # Grey first: a third of the bytes are left to be turned.
    grey = picture if picture.ndim == 2 else cast("Picture", cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    return grey if rotate == 0 else cast("Picture", cv2.rotate(grey, TURNS[rotate]))


def for_screen(
    picture: Picture, quads: Sequence[Quad], mirror: bool, rotate: Rotation = 0
) -> tuple[Rgb32, list[Quad]]:
    """A grey or BGR picture as RGB32, at most 1280 pixels long, turned, and mirrored if wanted, with
    the outlines (of the picture once turned) moved along. The result shares no memory with the picture."""
    ratio = min(1.0, LONGEST / max(picture.shape[:2]))
    shown = picture
    if ratio < 1:
        shown = cast("Picture", cv2.resize(picture, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA))
    shown = _placed(shown, rotate, mirror)
    colour = cv2.COLOR_GRAY2BGRA if shown.ndim == 2 else cv2.COLOR_BGR2BGRA
    width = shown.shape[1]

    def move(x: float, y: float) -> tuple[float, float]:
        return (width - x * ratio if mirror else x * ratio, y * ratio)

    moved = [cast("Quad", tuple(move(*corner) for corner in quad)) for quad in quads]
    return np.ascontiguousarray(cv2.cvtColor(shown, colour), np.uint8), moved


def _placed(picture: Picture, rotate: Rotation, mirror: bool) -> Picture:
    """Turned and mirrored, by one pass over the picture at most where OpenCV has one."""
    if not mirror:
        return picture if rotate == 0 else cast("Picture", cv2.rotate(picture, TURNS[rotate]))
    swapped, flip = _MIRRORED[rotate]
    if swapped:
        picture = cast("Picture", cv2.transpose(picture))
    return picture if flip is None else cast("Picture", cv2.flip(picture, flip))
