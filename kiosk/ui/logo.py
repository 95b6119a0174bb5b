"""The shop's logo on screen, whatever file the owner has put there.

It is read and judged before QML hears of it: what cannot be used is left out, a large one is made small, and
one that would not stand out from a theme's paper (black on nothing in the dark theme, white on nothing in the
light one) gets a plate of the other colour.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.logo_file import LogoError, read_picture
from kiosk.ui.colours import PAPERS, contrast

HIGH, WIDE = 320, 1280
"""Pixels to which it is made at most: more than the header of any screen has."""
_SOLID = 128
_CLEAR = 2.0
"""A pixel of this contrast to the paper is seen; 3 would call many a shop's own yellow invisible."""
_ENOUGH = 0.15
"""The share of a logo's pixels that has to be seen: the rest may be what it is drawn upon."""
_PLATES = ("#ffffff", "#2a1f17")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that can be shown; ``plates``: theme -> the colour it needs behind it, "" for none."""

    image: QImage
    plates: dict[str, str]


def read_logo(file: str) -> Logo | None:
    """The logo in a PNG or SVG file (``""``: none); ``None``, and a word in the log, for what is no logo."""
    if not file:
        return None
    try:
        image = read_picture(Path(file), WIDE, HIGH)
    except LogoError as fault:
        log.warning("shop.logo: %s; the screen has the shop's name alone", fault)
        return None
    pixels = _pixels(image)
    if not (pixels[..., 3] >= _SOLID).any():
        log.warning("shop.logo: there is nothing to be seen in it; the screen has the shop's name alone")
        return None
    return Logo(image, {theme: _plate(pixels, papers[0]) for theme, papers in PAPERS.items()})


def _pixels(image: QImage) -> np.ndarray:
    whole = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine())
    # A copy: the memory is the image's, which goes.
    return rows[:, : 4 * whole.width()].reshape(whole.height(), whole.width(), 4).copy()


def _plate(pixels: np.ndarray, paper: str) -> str:
    """``""`` where enough of it stands out from the paper, else the plate on which most of it does."""
    solid = pixels[pixels[..., 3] >= _SOLID][:, :3]
    # A few colours are all it takes; each is as frequent as it is in the logo.
    few = solid[:: 1 + len(solid) // 400]

    def seen(ground: str) -> float:
        clear = [contrast(ground, "#" + bytes(one).hex()) >= _CLEAR for one in few]
        return sum(clear) / len(clear)

    if seen(paper) >= _ENOUGH:
        return ""
    return max(_PLATES, key=seen)


class LogoProvider(QQuickImageProvider):
    """``image://logo/shop``."""

    def __init__(self, image: QImage) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._image = image

    def requestImage(self, name: str, size: QSize, requested: QSize) -> QImage:
        del name, size
        if 0 < requested.height() < self._image.height():
            smooth = Qt.TransformationMode.SmoothTransformation
            return self._image.scaledToHeight(requested.height(), smooth)
        return self._image
