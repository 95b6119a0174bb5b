"""``make torture``: see docs/reliability.md.

Rounds are independent, and each has its number: what is finished is in a folder under ``build/torture``, so a
campaign that was interrupted goes on with the rounds that are missing.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import multiprocessing
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.torture import results
from tests.torture.cut_life import RecordedRound, cut_life
from tests.torture.cuts import in_memory
from tests.torture.cutting import cut_script, record_script
from tests.torture.round import Round

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "torture"
PR_SET_PDEATHSIG = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run a campaign; 0 when every promise was kept."""
    options = _options(argv)
    campaign = Campaign(options)
    if options.fresh:
        shutil.rmtree(campaign.folder, ignore_errors=True)
    campaign.folder.mkdir(parents=True, exist_ok=True)
    for number in options.only or ():
        (campaign.folder / f"{number:04}.json").unlink(missing_ok=True)
    campaign.run()
    total = campaign.total()
    print(total.text())
    if options.json is not None:
        options.json.write_text(json.dumps(total.as_json(), indent=1) + "\n", encoding="utf-8")
    if options.write:
        results.write(total)
    return 0 if total.kept else 1


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="The fault campaign.")
    parser.add_argument("--seed", type=int, default=1, help="decides what is tried (default: 1)")
    parser.add_argument("--kills", type=int, default=1000, help="so many at least (default: 1000)")
    parser.add_argument("--faults", type=int, default=10_000, help="and so many faults (default: 10000)")
    parser.add_argument(
        "--minutes", type=float, default=0.0, help="no longer than this; 0: as long as it takes"
    )
    parser.add_argument("--cuts", type=int, default=20_000, help="disks after power cuts (default: 20000)")
    parser.add_argument("--places", type=int, default=4, help="kiosks at the same time (default: 4)")
    parser.add_argument("--lives", type=int, default=12, help="lives a round (default: 12)")
    parser.add_argument("--longest", type=float, default=14.0, help="seconds a life (default: 14)")
    parser.add_argument("--rest", type=float, default=150.0, help="seconds to come to rest (default: 150)")
    parser.add_argument("--folder", type=Path, default=BUILD, help="of what is finished (build/torture)")
    parser.add_argument("--only", type=int, nargs="+", metavar="ROUND", help="these rounds, again")
    parser.add_argument("--fresh", action="store_true", help="forget what was finished before")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the numbers, for programs")
    parser.add_argument("--write", action="store_true", help="put the numbers into docs/reliability.md")
    return parser.parse_args(argv)


class Campaign:
    """Rounds until there are enough, several at a time, each in a process of its own."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self.folder = options.folder.resolve() / f"seed-{options.seed}-{options.lives}x{options.longest:g}"
        minutes = options.minutes or float("inf")
        self._until = time.monotonic() + minutes * 60

    def finished(self) -> list[dict[str, Any]]:
        """The reports of all finished rounds."""
        return self._read("[0-9]*.json")

    def _read(self, pattern: str) -> list[dict[str, Any]]:
        files = sorted(self.folder.glob(pattern))
        return [json.loads(file.read_text(encoding="utf-8")) for file in files]

    def total(self) -> results.Total:
        """The sum of it all."""
        options = self._options
        total = results.Total.of(self.finished(), self._read("cuts-*.json"), options.seed)
        total.how = f"--lives {options.lives} --longest {options.longest:g}"
        return total

    def _enough(self) -> bool:
        total = self.total()
        return total.kills >= self._options.kills and total.all_faults >= self._options.faults

    def _numbers(self) -> Iterator[int]:
        done = {report["number"] for report in self.finished()}
        if self._options.only:
            yield from (number for number in self._options.only if number not in done)
            return
        number = 0
        while not self._enough() and time.monotonic() < self._until:
            number += 1
            if number not in done:
                yield number

    def run(self) -> None:
        """Until it is enough, or time is over."""
        context = multiprocessing.get_context("spawn")
        numbers, going = self._numbers(), set[Future[dict[str, Any]]]()
        with ProcessPoolExecutor(self._options.places, context, end_with_parent) as pool:
            while True:
                while len(going) < self._options.places and (number := next(numbers, None)) is not None:
                    left = self._until - time.monotonic()
                    going.add(pool.submit(one_round, self.folder, self._options, number, left))
                if not going:
                    break
                done, going = wait(going, return_when=FIRST_COMPLETED)
                for one in done:
                    self._tell(one.result())
            self._cut(pool)

    def _cut(self, pool: ProcessPoolExecutor) -> None:
        """The power cuts, a recording at a time, until there are enough images."""
        number = 0
        while self.total().cuts["images"] < self._options.cuts and time.monotonic() < self._until:
            several = range(number + 1, number + 1 + self._options.places)
            number += self._options.places
            new = [one for one in several if not (self.folder / f"cuts-{one:04}.json").exists()]
            for one in pool.map(partial(one_cut, self.folder, self._options.seed), new):
                print(
                    f"power cuts {one['number']}: {one['images']} images, {len(one['wrong'])} wrong",
                    flush=True,
                )

    def _tell(self, report: dict[str, Any]) -> None:
        wrong = Counter(one["what"] for one in report["wrong"])
        faults = sum(report["faults"].values())
        words = ", ".join(f"{count} {what}" for what, count in wrong.items()) or "all kept"
        head = (
            f"round {report['number']}: {report['kills']} kills, {faults} faults, {report['seconds']:.0f} s"
        )
        print(f"{head}: {words}", flush=True)


def end_with_parent() -> None:
    """In a process of its own: a campaign that is killed takes its places with it (prctl(2))."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def one_round(folder: Path, options: argparse.Namespace, number: int, left: float) -> dict[str, Any]:
    """In a process of its own: play one round and write down what came of it."""
    place = folder / f"round-{number:04}"
    shutil.rmtree(place, ignore_errors=True)
    played = Round(place, options.seed, number, rest=options.rest)
    report = played.run(options.lives, options.longest, time.monotonic() + left).as_json()
    _keep(report, folder / f"{number:04}.json")
    if not report["wrong"]:
        shutil.rmtree(place)  # else it is kept, with journal, logs and papers, to be looked at
    return report


def one_cut(folder: Path, seed: int, number: int) -> dict[str, Any]:
    """In a process of its own: record a day of the journal, or each fourth time a life of the kiosk, and cut
    the power at every moment of it."""
    place, this = folder / f"cuts-{number:04}", 1000 * seed + number
    shutil.rmtree(place, ignore_errors=True)
    with in_memory(folder) as images:
        if number % 4 == 0:
            before, deeds = RecordedRound(place, seed, number).record(12.0)
            cuts = cut_life(before, deeds, images, seed=this, choices=3)
        else:
            deeds = record_script(place, this, 12, (0, 0, 5, 40)[number % 4])
            cuts = cut_script(deeds, images, seed=this, choices=3)
    report = cuts.as_json() | {"number": number}
    _keep(report, folder / f"cuts-{number:04}.json")
    if not cuts.wrong:
        shutil.rmtree(place)
    return report


def _keep(report: dict[str, Any], file: Path) -> None:
    """Whole or not at all: an interrupted campaign does this part again."""
    fresh = file.with_name(f".{file.name}")
    fresh.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    fresh.replace(file)
