"""Plain pictures, and what a source makes of them."""

import numpy as np
import pytest

from kiosk.devices.frames import Fault, FrameSource, SourceError

SIZE = (320, 240)


def plain(level: int, width: int = 64, height: int = 48) -> np.ndarray:
    return np.full((height, width, 3), level, np.uint8)


def levels(source: FrameSource, reads: int) -> list[int]:
    return [int(source.read().picture[0, 0, 0]) for _ in range(reads)]


def fault_of(source: FrameSource, *, reads: int = 0) -> Fault:
    """The fault that opening (and so many reads) ends with."""
    try:
        source.open()
        for _ in range(reads):
            source.read()
    except SourceError as error:
        return error.fault
    finally:
        source.close()
    pytest.fail("no fault")
