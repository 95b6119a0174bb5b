"""Cameras for ``stage``: the configured video with a note of when, and a webcam that is none."""

from __future__ import annotations

import time
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.devices.decoder import Decoder
from kiosk.devices.frame_source import Frame, FrameSource
from kiosk.devices.frames import FileSource
from tests.bench.race.jpegs import FPS, pictures

SIZE = (1280, 720)

due: list[float] = []
"""When each picture of the video was asked for, which is when a camera would have delivered it: before it is
unpacked (monotonic seconds)."""
looks: list[float] = []
"""When a picture went to the decoder."""


class Video(FileSource):
    """What ``file:`` plays."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SIZE, float(FPS))

    def read(self) -> Frame | None:
        """The next one."""
        due.append(time.monotonic())
        return super().read()


class Webcam(FrameSource):
    """Plays a short video for ever, packed and at its own rate: the kiosk may pass over its pictures."""

    def __init__(self, path: Path) -> None:
        super().__init__(float(FPS))
        self._jpegs = cycle([np.frombuffer(one, np.uint8) for one in pictures(path)])

    def open(self) -> None:
        """Nothing to open."""

    def read(self) -> Frame | None:
        """The next one."""
        return Frame.packed(next(self._jpegs), time.monotonic())


def count_looks() -> None:
    """From now on, in ``looks``."""
    look = Decoder.look

    def counted(self: Decoder, *rest: Any, **named: Any) -> Any:
        looks.append(time.monotonic())
        return look(self, *rest, **named)

    Decoder.look = counted  # type: ignore[method-assign]
