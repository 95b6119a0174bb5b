"""The demo's camera: it films the phone, and everything can be wrong with it that can be with a camera."""

from __future__ import annotations

import time

import numpy as np

from kiosk.devices.frame_source import Fault, Frame, FrameSource, Picture, SourceError
from kiosk.simulator.camera import HEIGHT, WIDTH, PhoneScene

FPS = 20.0


class Lens:
    """The switches; they outlive the sources that the kiosk opens one after the other."""

    def __init__(self, scene: PhoneScene) -> None:
        self.scene = scene
        self.unplugged = False
        self.covered = False
        """Something lies over it: every picture is black."""
        self.frozen = False
        """It gives its last picture for ever."""
        self._last: Picture | None = None

    def picture(self) -> Picture:
        """What it sees now."""
        if self.frozen and self._last is not None:
            return self._last
        covered = np.zeros((HEIGHT, WIDTH, 3), np.uint8) if self.covered else None
        self._last = self.scene.frame() if covered is None else covered
        return self._last


class LensSource(FrameSource):
    """A camera as the kiosk opens one: its pictures come when they come."""

    waits = True

    def __init__(self, lens: Lens) -> None:
        super().__init__(FPS)
        self._lens = lens
        self._due = 0.0

    def open(self) -> None:
        """Raises ``SourceError``: it is not there."""
        if self._lens.unplugged:
            raise SourceError(Fault.MISSING)

    def read(self) -> Frame | None:
        """The next picture. Raises ``SourceError`` when the cable has been pulled."""
        self._cancelled.wait(max(0.0, self._due - time.monotonic()))
        self._due = max(self._due, time.monotonic()) + 1 / self.fps
        if self._lens.unplugged:
            raise SourceError(Fault.UNPLUGGED)
        return Frame(self._lens.picture(), time.monotonic())
