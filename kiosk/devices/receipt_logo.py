"""The shop's logo in dots: sharp where it is flat, in dots where it is shaded, never larger than fits."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from kiosk.devices.escpos_raster import Bits
from kiosk.devices.receipt_ink import Grey, Rgba, brightness, diffused, rgba_of
from kiosk.logo_file import LogoError, read_picture

ROWS = 96
"""12 mm."""
_LEAST_INK = 0.002
_CONTRAST = 1.6  # a second colour of a logo is black or white rather than a grey made of dots


def load_logo(path: Path, dots: int) -> Bits:
    """An SVG or PNG file as dots, at most a third of ``dots`` wide and 12 mm high. Raises ``LogoError``."""
    return logo_dots(rgba_of(read_picture(path, dots // 3, ROWS)))


def logo_dots(picture: Rgba) -> Bits:
    """A logo as dots. Raises ``LogoError`` when nothing of it would be seen on white paper.

    Its darkest tone becomes black, so that a yellow logo is not lost; where it has hardly any tones between
    that and white it is cut at the middle, else its tones are dots. A white logo on nothing, made for
    dark grounds, prints as its own shape.
    """
    grey, inside = brightness(picture)
    if not (grey[inside] < 250).any():
        if inside.mean() > 1 - _LEAST_INK or not inside.any():
            raise LogoError("is white all over")
        grey = np.where(inside, 0, 255).astype(np.float32)
    darkest = float(np.percentile(grey[grey < 250], 2))
    stretched = (grey - darkest) * (255 / max(1.0, 255 - darkest))
    full = np.clip((stretched - 128) * _CONTRAST + 128, 0, 255).astype(np.float32)
    dots = full < 144 if _is_flat(full) else diffused(_sharp(full))
    if dots.mean() < _LEAST_INK:
        raise LogoError("has too little to be seen on paper")
    return np.asarray(dots)


def _is_flat(grey: Grey) -> bool:
    """Whether nearly all of it is black or white; edges are grey, so they do not count."""
    tones = ((grey > 56) & (grey < 216)).astype(np.uint8)
    return float(cv2.erode(tones, np.ones((3, 3), np.uint8)).mean()) < 0.02


def _sharp(grey: Grey) -> Grey:
    return np.clip(grey + 0.8 * (grey - cv2.GaussianBlur(grey, (0, 0), 3)), 0, 255).astype(np.float32)
