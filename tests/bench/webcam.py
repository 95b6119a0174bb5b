"""The kiosk with a webcam that is none: ``python -m tests.bench.webcam FOLDER run --config …`` runs the
program as it is; its camera delivers the JPEGs of FOLDER over and over, as a webcam delivers them: packed,
at its own rate, and live, so that the kiosk may pass over pictures while nobody is there (of a recorded
video it looks at each)."""

import sys
import time
from itertools import cycle
from pathlib import Path

import numpy as np

from kiosk import __main__ as program
from kiosk import app
from kiosk.devices.frame_source import Frame, FrameSource


class Webcam(FrameSource):
    """Plays a folder for ever."""

    def __init__(self, folder: Path, fps: float = 30.0) -> None:
        super().__init__(fps)
        self._jpegs = cycle([np.fromfile(file, np.uint8) for file in sorted(folder.glob("*.jpg"))])

    def open(self) -> None:
        """Nothing to open."""

    def read(self) -> Frame | None:
        """The next one."""
        return Frame.packed(next(self._jpegs), time.monotonic())


def main() -> int:
    """Run the program with the rest of the arguments; its exit code."""
    folder = Path(sys.argv[1])
    app.make_source = lambda *_args, **_more: Webcam(folder)  # type: ignore[assignment]
    return program.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
