"""``make soak``: sessions at full rate against the simulator, for hours; does the kiosk hold on to anything?

``python -m tests.soak --help`` says what can be chosen.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import machine, page
from tests.soak import judge
from tests.soak.sessions import ROUND, crowd, soak

PAGE = page.PAGE.with_name("soak.md")
WARM = 72
"""Rounds. The allocator of a process with so many threads takes a thousand sessions to settle."""
SESSIONS = 5000


def main() -> int:
    """Soak, print what was found, write it into the page if asked to; 1 when something must not be."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--hours", type=float, help="for so long, but for --sessions at least")
    parser.add_argument("--sessions", type=int, default=SESSIONS, help="that count (%(default)s)")
    parser.add_argument("--warm", type=int, default=WARM, help="rounds before those (%(default)s)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/soak.md")
    parser.add_argument("--samples", type=Path, help="where to write each look at the process")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # and the kiosk with it
    begun = time.monotonic()

    def goes_on(number: int) -> bool:
        hours = (time.monotonic() - begun) / 3600
        return number < options.sessions or (options.hours is not None and hours < options.hours)

    def say(sample: judge.Sample) -> None:
        if options.samples is not None:
            with options.samples.open("a", encoding="ascii") as file:
                file.write(json.dumps(asdict(sample)) + "\n")
        if sample.session % (12 * ROUND) == 0:
            minutes = (time.monotonic() - begun) / 60
            print(
                f"{minutes:6.1f} min  {sample.session:6} sessions  {sample.rss_kb / 1024:6.1f} MB"
                f"  {sample.descriptors} descriptors  {sample.threads} threads",
                flush=True,
            )

    with tempfile.TemporaryDirectory() as name, crowd(Path(name)) as (people, kiosk):
        found = soak(people, kiosk.pid, goes_on, options.warm, say)
        complaints = [str(line) for line in kiosk.complaints]
    took = (time.monotonic() - begun) / 3600
    wrong = [*judge.wrong(found), *complaints]
    numbers = f"{found.sessions:,} sessions after {options.warm * ROUND} to warm up, {took:.2f} hours"
    verdict = f"**Not as it has to be:** {'; '.join(wrong)}." if wrong else "Nothing grew or got slower."
    lines = [
        f"{numbers}, on {datetime.now(UTC):%Y-%m-%d}. {machine.line()}; off screen, software rendering.",
        "",
        *judge.tables(found),
        "",
        verdict,
    ]
    print("\n".join(lines))
    if options.write:
        page.put("soak", ["", *lines, ""], PAGE)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
