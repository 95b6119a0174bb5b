"""How soon a code is acknowledged on screen, and whether the screen stutters meanwhile.

Measured in the running program: ``kiosk run`` in a process of its own films a video of phones that come
into the picture, 1280×720 at 30 pictures a second. Its own log tells the time from the taking of the picture
to the frame on screen that acknowledges the code; a timer in its Qt thread tells how late ticks come. The
peer in the same run is the same program without a camera.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

from kiosk.simulator.camera import HEIGHT, WIDTH, PhoneScene
from tests.bench import machine, page
from tests.bench.probe import PERIOD_MS
from tests.e2e.kiosk_process import Kiosk, Place, place

FPS = 30
FRAME_MS = 1000 / FPS
DISPLAY_MS = 1000 / 60
PROMISED_MS = 2 * FRAME_MS + DISPLAY_MS
"""From the first picture in which a code can be read to the frame that says so."""
PROMISED_LATE_MS = 8.0
SETTLE = 3.0  # seconds after the start that do not count
HELD, GONE = 0.8, 1.5  # seconds a phone is held up, and that nobody is there: below 30 lookups a minute


def film(path: Path, phones: int) -> float:
    """A video of so many phones with a code each; its length in seconds."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (WIDTH, HEIGHT))
    # Its clock is ours: the pictures are drawn at the times at which they will be shown.
    scene = PhoneScene(seed=3)
    begun = time.monotonic()
    frames = round((SETTLE + phones * (HELD + GONE)) * FPS)
    phone = -1
    for frame in range(frames):
        at = frame / FPS - SETTLE
        which, within = divmod(max(at, 0.0), HELD + GONE)
        if at >= 0 and within < HELD and which != phone:
            phone = int(which)
            scene.show(f"LOY-BENCH-{phone:04}-ABCDEFGH")
        elif within >= HELD:
            scene.show(None)
        # At once where it is to be: the first picture of a phone is one that can be read.
        writer.write(scene.frame(begun + 1e6))
    writer.release()
    return frames / FPS


def quantiles(values: list[float]) -> str:
    """Median, 95th and 99th percentile in milliseconds, as cells of a table."""
    if not values:
        return "– | – | –"
    return " | ".join(f"{np.percentile(values, q):.1f}" for q in (50, 95, 99))


def run(one: Place, ticks: Path, seconds: float) -> list[float]:
    """The program for so long after its start: from capture to acknowledgement, one number a phone."""
    with one.run(level="info", module=["tests.bench.probe", str(ticks)]) as kiosk:
        kiosk.wait_for("ready")
        time.sleep(seconds + 1)
        kiosk.stop()
        return acknowledged(kiosk)


def acknowledged(kiosk: Kiosk) -> list[float]:
    """Milliseconds from the picture to the screen, of every code."""
    return [float(str(line["ms"])) for line in kiosk.all("acknowledged")]


def late(ticks: Path) -> list[float]:
    """How late the ticks came, without the seconds of the start."""
    values: list[float] = json.loads(ticks.read_text(encoding="ascii"))
    return values[round(SETTLE * 1000 / PERIOD_MS) :]


def main() -> int:
    """Measure, print the table, and write it into the page if asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.screen", description=__doc__)
    parser.add_argument("--phones", type=int, default=30, help="codes that are shown, 2.3 s each")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, place(Path(name)) as one:
        folder = Path(name)
        seconds = film(folder / "phones.avi", options.phones)
        ticks = folder / "ticks.json"
        run(one, ticks, min(seconds, 30.0))
        bare = late(ticks)
        one.tables["camera"] |= {"source": f"file:{folder / 'phones.avi'}", "fps": FPS}
        shown = run(one, ticks, seconds)
        busy = late(ticks)
    measured = f"{machine.line()}; off screen, software rendering, load {os.getloadavg()[0]:.1f}"
    ack = f"{PROMISED_MS:.0f} at the 95th (two frames of the camera, one of the screen)"
    lines = [
        f"Measured on {measured}. {len(shown)} of {options.phones} codes acknowledged.",
        "",
        "| what | median ms | 95th percentile | 99th percentile | promised |",
        "| --- | --- | --- | --- | --- |",
        f"| from the picture to the acknowledgement on screen | {quantiles(shown)} | {ack} |",
        f"| a tick late, camera at work | {quantiles(busy)} | {PROMISED_LATE_MS:.0f} at the 99th |",
        f"| a tick late, no camera | {quantiles(bare)} | |",
    ]
    print("\n".join(lines))
    if options.write:
        page.put("screen", ["", *lines, ""])
    return 0


if __name__ == "__main__":
    sys.exit(main())
