"""Drawn pictures of phones as people hold them: near, far, shaking, dim, and before a lamp."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from kiosk.simulator.camera import HEIGHT, WIDTH, Pose, _corners, _lay, draw_phone, draw_shop
from tests.support.filming import square

SHOP = draw_shop(np.random.default_rng(1))
PHONE = draw_phone("LOY-ABCDEF123456", "")


@dataclass(frozen=True)
class Held:
    """A phone before the camera; ``gain`` is its own light, ``blur`` and ``shake`` are pixels of what
    the lens and the hand smear, ``lamp`` the pixels (radius) of what shows in the glass."""

    size: float = 0.92
    x: float = 640.0
    y: float = 420.0
    gain: float = 1.0
    blur: float = 0.0
    shake: int = 0
    lamp: int = 0

    @property
    def pose(self) -> Pose:
        return Pose(x=self.x, y=self.y, size=self.size)

    def at(self, x: float, y: float = 420.0) -> "Held":
        return replace(self, x=x, y=y)

    def picture(self) -> np.ndarray:
        picture = SHOP.copy()
        colour = cv2.convertScaleAbs(PHONE.colour, alpha=self.gain)
        _lay(replace(PHONE, colour=colour), picture, self.pose)
        if self.lamp:
            cv2.circle(picture, (int(self.x), int(self.y - 130 * self.size)), self.lamp, (255, 255, 255), -1)
        if self.blur:
            picture = cv2.GaussianBlur(picture, (0, 0), self.blur)
        if self.shake:
            picture = cv2.blur(picture, (self.shake, 1))
        return picture

    def grey(self) -> np.ndarray:
        return cv2.cvtColor(self.picture(), cv2.COLOR_BGR2GRAY)

    def quad(self):
        """The code's outline in the picture."""
        corners = _corners(self.pose, PHONE.colour.shape[1], PHONE.colour.shape[0])
        high = corners[3, 1] - corners[0, 1]
        side = 0.31 * high
        return square(self.x - side / 2, float(corners[0, 1]) + 0.395 * high - side / 2, side)


def noisy(picture: np.ndarray, rng: np.random.Generator, deviation: float = 3) -> np.ndarray:
    """The picture as a sensor has it: no two alike."""
    noise = np.empty((HEIGHT, WIDTH), np.float32)
    cv2.randn(noise, 0, deviation)
    noise = np.roll(noise, int(rng.integers(0, WIDTH)), axis=1)
    if picture.ndim == 3:
        noise = cv2.merge([noise] * 3)
    return cv2.add(picture, noise, dtype=cv2.CV_8U)
