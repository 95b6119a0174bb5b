"""The kiosk with somebody in it who answers: ``python -m tests.budget.observed ASK ANSWER FOLDER run …`` runs
the program as it is. Where FOLDER has JPEGs, the camera delivers them as a webcam would.

Each line written to the pipe ASK is answered by a line of JSON in the pipe ANSWER: which modules are loaded
and of how many the source is kept, how many blocks of memory Python holds, how many pictures were read. In
between, the thread that answers sleeps in the kernel and costs nothing that is counted here.
"""

from __future__ import annotations

import gc
import json
import linecache
import sys
import threading
import time
from pathlib import Path

from kiosk import __main__ as program

pictures = 0
"""Read of the camera so far."""


def _film(folder: Path) -> None:
    # Not before there is need: what is loaded when is what is looked at here.
    from kiosk import app
    from kiosk.devices.frame_source import Frame
    from tests.bench.webcam import Webcam

    class Counted(Webcam):
        """Counts what it delivers."""

        def read(self) -> Frame | None:
            global pictures
            pictures += 1
            return super().read()

    app.make_source = lambda *_args, **_more: Counted(folder)  # type: ignore[assignment]


def _answer(ask: Path, answer: Path) -> None:
    with ask.open() as questions, answer.open("w") as answers:
        for _ in questions:
            gc.collect()
            told = {
                "at": time.monotonic(),
                "blocks": sys.getallocatedblocks(),
                "pictures": pictures,
                "modules": sorted(sys.modules),
                "sources": len(linecache.cache),
            }
            answers.write(json.dumps(told) + "\n")
            answers.flush()


def main() -> int:
    """Run the program with the rest of the arguments; its exit code."""
    ask, answer, folder = map(Path, sys.argv[1:4])
    threading.Thread(target=_answer, args=(ask, answer), name="observer", daemon=True).start()
    if any(folder.glob("*.jpg")):
        _film(folder)
    return program.main(sys.argv[4:])


if __name__ == "__main__":
    sys.exit(main())
