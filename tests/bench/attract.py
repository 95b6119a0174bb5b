"""What the invitation costs while nobody is there: the processor time of the running program.

``kiosk run`` in a process of its own, 1280×800 in software rendering, has a webcam that shows an empty shop
at 1280×720 and 30 pictures a second, as JPEGs (``tests/bench/webcam.py``). The processor time of all its
threads is read from ``/proc``. The peers in the same run are the same program without a camera, with
somebody before it, and dimmed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import cv2

from kiosk.simulator.camera import PhoneScene
from tests.bench import machine, page
from tests.e2e.kiosk_process import Place, place

FPS = 30
SETTLE = 10.0
"""Seconds after the start that do not count: the camera's first pictures count as somebody."""
PROMISED = 15.0
"""Percent of one core."""
_TICK = os.sysconf("SC_CLK_TCK")


def film(folder: Path, passing: bool = False, pictures: int = 2 * FPS) -> None:
    """Pictures of a shop, each with its own noise, in which nobody is, or somebody walks up and down."""
    folder.mkdir()
    scene = PhoneScene(seed=3)
    far_off = time.monotonic() + 1e6
    for number in range(pictures):
        picture = scene.frame(far_off)
        if passing:
            left = round(1000 * abs(1 - 2 * number / pictures))
            cv2.rectangle(picture, (left, 120), (left + 260, 719), (52, 44, 40), -1)
        cv2.imwrite(str(folder / f"{number:03}.jpg"), picture)


def _spent(stat: Path) -> tuple[str, float]:
    """A thread's name and the seconds it has worked."""
    text = stat.read_text(encoding="utf-8", errors="replace")
    name = text[text.index("(") + 1 : text.rindex(")")]
    after = text[text.rindex(")") + 2 :].split()
    return name, (int(after[11]) + int(after[12])) / _TICK


def threads(pid: int) -> dict[str, float]:
    """Seconds that each thread has worked, by number and name."""
    found: dict[str, float] = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        name, seconds = _spent(task / "stat")
        found[f"{task.name} {name}"] = seconds
    return found


def measure(one: Place, shop: Path, seconds: float, settle: float = SETTLE) -> tuple[float, dict[str, float]]:
    """Percent of one core at the invitation, and the same of each thread that took any."""
    with one.run(level="info", module=["tests.bench.webcam", str(shop)]) as kiosk:
        kiosk.wait_for("ready")
        time.sleep(settle)
        before, began = threads(kiosk.pid), time.monotonic()
        time.sleep(seconds)
        after, took = threads(kiosk.pid), time.monotonic() - began
        kiosk.stop()
    each = {name: 100 * (spent - before.get(name, 0.0)) / took for name, spent in after.items()}
    return sum(each.values()), {name: part for name, part in each.items() if part >= 0.1}


def main() -> int:
    """Measure, print the table, and write it into the page if asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.attract", description=__doc__)
    parser.add_argument("--seconds", type=float, default=40.0, help="of each of the runs")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--threads", action="store_true", help="tell of each thread, too")
    options = parser.parse_args()
    rows: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory() as name, place(Path(name)) as one:
        empty, passing = Path(name) / "empty", Path(name) / "passing"
        film(empty)
        film(passing, passing=True)
        one.tables["ui"] = one.tables.get("ui", {}) | {"dim_after": 3600}
        runs = (
            ("nobody is there, no camera", empty, {"source": "none"}, {}),
            ("somebody walks up and down before it", passing, {"source": "auto"}, {}),
            ("nobody is there", empty, {"source": "auto"}, {}),
            ("nobody is there, dimmed", empty, {"source": "auto"}, {"dim_after": 5}),
        )
        for what, shop, camera, ui in runs:
            one.tables["camera"] |= camera
            one.tables["ui"] |= ui
            total, each = measure(one, shop, options.seconds)
            rows.append((what, total))
            if options.threads:
                for thread, part in sorted(each.items(), key=lambda item: -item[1]):
                    print(f"  {part:5.1f} % {thread}")
            print(f"{total:5.1f} % {what}", flush=True)
    load = f"load {os.getloadavg()[0]:.1f}"
    lines = [
        f"Measured on {machine.line()}; off screen, 1280×800, software rendering, {load}.",
        "",
        f"| the invitation, {options.seconds:.0f} s | % of one core | promised |",
        "| --- | --- | --- |",
        *(
            f"| {what} | {total:.1f} | {f'{PROMISED:.0f}' if 'nobody' in what else ''} |"
            for what, total in rows
        ),
    ]
    print("\n".join(lines))
    if options.write:
        page.put("attract", ["", *lines, ""])
    return 0


if __name__ == "__main__":
    sys.exit(main())
