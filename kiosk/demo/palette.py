"""Pictures made small for documents: 8 bits a pixel, with a palette of their own colours."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

COLOURS = 224
_SAMPLES = 20_000


def save_small(picture: QImage, file: Path, wide: int) -> None:
    """Write a PNG at most ``wide`` pixels wide, with a palette. Raises ``OSError`` when it cannot."""
    if picture.width() > wide:
        picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    rgb = picture.convertToFormat(QImage.Format.Format_RGB32)
    height, width = rgb.height(), rgb.width()
    pixels = np.frombuffer(rgb.constBits(), np.uint8).reshape(height, width, 4)[:, :, :3]
    palette, chosen = _reduced(np.ascontiguousarray(pixels))
    small = QImage(chosen.tobytes(), width, height, width, QImage.Format.Format_Indexed8).copy()
    small.setColorTable([0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for b, g, r in palette])
    if not small.save(str(file)):
        raise OSError(f"{file} could not be written")


def _reduced(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A palette (blue, green, red), and for each pixel its place in it; the same for the same picture."""
    # What a camera's noise adds is no colour of the design.
    smooth = cast("NDArray[np.uint8]", cv2.bilateralFilter(pixels, 5, 12, 5))
    flat = smooth.reshape(-1, 3)
    # Fine steps make thousands of colours; in steps of four they are few enough to be told apart one by one.
    blue, green, red = (flat[:, channel].astype(np.int32) >> 2 for channel in range(3))
    steps, places, counts = np.unique(blue << 12 | green << 6 | red, return_inverse=True, return_counts=True)
    parts = [steps >> 12, steps >> 6 & 63, steps & 63]
    colours = np.stack(parts, axis=1).astype(np.float32) * 4 + 2
    if len(colours) <= COLOURS:
        centres = colours
    else:
        # By the root of how often they occur: a rare accent stays, a large wall does not eat the palette.
        weight = np.sqrt(counts)
        dice = np.random.default_rng(1)
        drawn = dice.choice(len(colours), min(_SAMPLES, 4 * len(colours)), p=weight / weight.sum())
        cv2.setRNGSeed(1)
        rule = (cv2.TERM_CRITERIA_MAX_ITER, 12, 0.0)
        _, _, found = cv2.kmeans(
            colours[drawn], COLOURS, np.empty(0, np.int32), rule, 1, cv2.KMEANS_PP_CENTERS
        )
        centres = found.astype(np.float32)
    nearest = np.concatenate(
        [((part[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1) for part in _parts(colours)]
    )
    # Exactly the design's own colours where a place stands for one that is common.
    palette = np.clip(centres, 0, 255)
    order, ends = np.argsort(places, kind="stable"), np.cumsum(counts)
    exact = [flat[order[end - count : end][:200]] for count, end in zip(counts, ends, strict=True)]
    for place in range(len(centres)):
        held = np.flatnonzero(nearest == place)
        if len(held):
            palette[place] = np.median(exact[held[counts[held].argmax()]], axis=0)
    return palette.astype(np.uint8), nearest[places].astype(np.uint8).reshape(pixels.shape[:2])


def _parts(colours: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    return [colours[start : start + 2000] for start in range(0, len(colours), 2000)]
