"""How well and how fast codes are read, ours beside the peers: ``python -m tests.bench.decode``.

docs/performance.md says what is measured and why.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import cv2

from tests.bench import held, idle, machine, stills
from tests.bench.page import PAGE, put
from tests.bench.photographs import VARIABLE, ManifestError, folder, photographs

PARTS = ("photographs", "held", "idle")
SCENES = 300


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.decode", description=__doc__)
    parser.add_argument("--parts", default=",".join(PARTS), help=f"of {','.join(PARTS)}; all by default")
    parser.add_argument("--sets", default="", help="only these sets of photographs, with commas between")
    parser.add_argument("--limit", type=int, help="at most so many photographs of each set")
    parser.add_argument("--scenes", type=int, default=SCENES, help=f"codes held up; {SCENES} by default")
    parser.add_argument(
        "--frames", type=int, default=idle.FRAMES, help=f"of an idle shop; {idle.FRAMES} by default, a minute"
    )
    parser.add_argument("--json", type=Path, help="write every number into this file, and which were missed")
    parser.add_argument("--write", action="store_true", help=f"write the tables into {PAGE.name}")
    return parser.parse_args()


def of_photographs(given: argparse.Namespace) -> tuple[list[str], dict[str, Any] | None]:
    """The tables, and the numbers; no numbers when there are no photographs."""
    root = folder()
    if root is None:
        return [f"skipped: {VARIABLE} names no folder of photographs"], None
    sets = [name for name in given.sets.split(",") if name]
    photos = photographs(root, sets, given.limit)
    if not photos:
        return [f"skipped: none of the sets {given.sets} is in the folder"], None
    result = stills.measure(photos, say)
    return stills.tables(result), result


def of_held(given: argparse.Namespace) -> tuple[list[str], dict[str, Any] | None]:
    """The tables, and the numbers, of codes held up."""
    result = held.measure(given.scenes, say)
    return held.tables(result), result


def of_idle(given: argparse.Namespace) -> tuple[list[str], dict[str, Any] | None]:
    """The tables, and the numbers, of what a frame costs."""
    result = idle.measure(given.frames, say)
    return idle.tables(result), result


def say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


def main() -> int:
    # OpenCV's detectors tell the terminal what they make of a code.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    given = arguments()
    unknown = set(given.parts.split(",")) - set(PARTS)
    if unknown:
        print(f"unknown part: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    numbers: dict[str, Any] = {"machine": machine.line()}
    print(machine.line())
    for part in given.parts.split(","):
        say(part)
        try:
            lines, numbers[part] = MEASURES[part](given)
        except ManifestError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"\n{part}\n")
        print("\n".join(lines), flush=True)
        if given.write and numbers[part] is not None:
            put(part, [f"Measured on {machine.line()}.", "", *lines])
    if given.json:
        given.json.write_text(json.dumps(numbers, indent=1), encoding="utf-8")
    return 0


MEASURES = {"photographs": of_photographs, "held": of_held, "idle": of_idle}

if __name__ == "__main__":
    sys.exit(main())
