"""``make bench``: how fast the program is beside what people would use instead, in one run.

``python -m tests.bench --help`` says what can be chosen. Every run is kept as JSON in build/bench.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import machine, page
from tests.bench.race import books, report, rest, runners, scans
from tests.bench.race.eye import Display, Missing, display
from tests.bench.race.figures import verdicts

ROOT = Path(__file__).resolve().parents[2]
RUNS = ROOT / "build" / "bench"
PLOTS = page.PAGE.parent / "performance"
PARTS = ("scan", "coupon", "start", "idle", "door", "journal")
QUIET = 0.7
"""Of the load's minute before: with more, somebody else is at work."""


def counts(quick: bool) -> dict[str, Any]:
    """How many of everything, and how many seconds."""
    few = {"phones": 4, "fewer": 2, "coupons": 2, "starts": 1, "idle": 5.0, "sessions": 40, "printed": 3}
    many = {
        "phones": 20,
        "fewer": 12,
        "coupons": 6,
        "starts": 4,
        "idle": 15.0,
        "sessions": 1000,
        "printed": 20,
    }
    if quick:
        return few | {"journal": 3.0, "journal_starts": 1}
    return many | {"journal": 10.0, "journal_starts": 3}


def measure(
    parts: list[str], folder: Path, screen: Display, many: dict[str, Any], say: Callable[[str], None]
) -> dict[str, Any]:
    """These parts, one after the other; what was skipped stands in ``skipped``."""
    skipped: dict[str, str] = {}
    found: dict[str, Any] = {"skipped": skipped}
    for part in parts:
        begun = time.monotonic()
        away: dict[str, str] = {}
        match part:
            case "scan":
                found[part], away = scans.scan(screen, folder, many["phones"], many["fewer"], say)
            case "coupon":
                found[part] = scans.coupon(screen, folder, many["coupons"], say)
            case "start":
                found[part], away = rest.start(screen, folder, many["starts"], say)
            case "idle":
                found[part], away = rest.idle(screen, folder, many["idle"], say)
            case "door":
                found[part] = rest.door(screen, folder, many["sessions"], many["printed"], say)
            case _:
                found[part] = books.journal(screen, folder, many["journal"], many["journal_starts"], say)
        skipped |= away
        say(f"{part}: {time.monotonic() - begun:.0f} s")
    return found


def main() -> int:
    """Measure, print the tables, keep the result, and write the page if asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without any")
    parser.add_argument("--quick", action="store_true", help="few of everything: does it work?")
    parser.add_argument("--write", action="store_true", help="put tables and plots into docs/")
    parser.add_argument("--read", type=Path, metavar="JSON", help="a run that was kept, instead of measuring")
    options = parser.parse_args()
    if unknown := sorted(set(options.parts) - set(PARTS)):
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # and all that was started
    try:
        run = json.loads(options.read.read_text(encoding="utf-8")) if options.read else _run(options)
    except Missing as why:  # a peer that is not there is passed over, a screen is needed by all
        print(why, file=sys.stderr)
        return 1
    lines = report.page(run)
    print("\n".join(lines))
    if options.write:
        page.put("race", ["", *lines, ""])
        PLOTS.mkdir(exist_ok=True)
        for name, text in report.plots(run).items():
            (PLOTS / name).write_text(text, encoding="utf-8")
        (PLOTS / "reference.json").write_text(kept(run), encoding="utf-8")
    missed = [one.wish.name for one in verdicts(run) if one.reached is False]
    print(f"\n{len(missed)} of the wished-for numbers missed{': ' if missed else ''}{'; '.join(missed)}")
    return 0


def _run(options: argparse.Namespace) -> dict[str, Any]:
    begun, load = time.monotonic(), os.getloadavg()[0]

    def say(text: str) -> None:
        print(f"{time.monotonic() - begun:6.0f} s  {text}", file=sys.stderr, flush=True)

    run: dict[str, Any] = {
        "taken": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": machine.line(),
        "load": load,
        "busy": load > QUIET,
        "quick": options.quick,
    }
    try:
        run["browser"] = runners.browser_version()
    except Missing as why:
        say(str(why))
    RUNS.mkdir(parents=True, exist_ok=True)
    # As Python does it at the first start, and the packages when they are built; where it must not, a start
    # would be measured that nobody has.
    for name in ("kiosk", "tests/bench", "tests/e2e"):
        compileall.compile_dir(ROOT / name, quiet=1)
    # On the disk of the checkout, and not in a memory that calls itself one: the journal writes to it.
    with tempfile.TemporaryDirectory(dir=RUNS) as name, display(Path(name)) as screen:
        wanted = [part for part in PARTS if part in options.parts or not options.parts]
        run |= measure(wanted, Path(name), screen, counts(options.quick), say)
    run["minutes"] = round((time.monotonic() - begun) / 60, 1)
    path = RUNS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    path.write_text(kept(run), encoding="utf-8")
    say(f"kept in {path.relative_to(ROOT)}")
    return run


def kept(run: dict[str, Any]) -> str:
    """The run as it is kept: a line a number, so that two can be compared."""
    return json.dumps(run, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main())
