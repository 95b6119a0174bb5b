"""A camera's picture drawn by numpy: a dim shop, a lit hand's-breadth, a phone with a code-like pattern."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

QUAD = ((560.0, 280.0), (740.0, 280.0), (740.0, 460.0), (560.0, 460.0))


def picture(width: int = 1280, height: int = 720) -> NDArray[np.uint8]:
    """``(height, width, 4)`` bytes blue, green, red, unused."""
    rows, columns = np.mgrid[0:height, 0:width]
    out = np.empty((height, width, 4), np.uint8)
    light = np.clip(150 - np.hypot(columns - width * 0.55, rows - height * 0.4) / 8, 40, 150)
    out[..., 0], out[..., 1], out[..., 2], out[..., 3] = light * 0.7, light * 0.82, light, 255
    y, x = int(height * 0.25), int(width * 0.42)
    out[y : y + int(height * 0.6), x : x + int(width * 0.18)] = (40, 40, 40, 255)
    out[y + 20 : y + int(height * 0.6) - 20, x + 10 : x + int(width * 0.18) - 10] = (250, 250, 250, 255)
    pattern = np.random.default_rng(7).integers(0, 2, (18, 18), np.uint8) * 255
    out[280:460, 560:740, :3] = np.kron(pattern, np.ones((10, 10), np.uint8))[..., None]
    return out
