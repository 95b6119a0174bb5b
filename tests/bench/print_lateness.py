"""Whether the screen stutters while a coupon goes out at 9600 baud: ``python -m tests.bench.print_lateness``.

``kiosk run`` in a process of its own, in its window off screen, with a camera that films a phone; its
printer is at the end of a pseudo-terminal from which 960 bytes a second are taken. A timer of 16 ms in its
Qt thread tells how late ticks come, and when: those between the log's «printing» and «printed» count, and are
put beside those of the rest of the same run. Timings of a loaded machine say little: run it alone.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import numpy as np

from kiosk.simulator.printer import RECEIPT_SPEED
from tests.bench import machine, probe
from tests.e2e.kiosk_process import Kiosk, place

BAUD = 9600
BITS_A_BYTE = 10
PROMISED_MS = 8.0  # at the 99th percentile
SETTLE = 3.0  # seconds after the start that do not count
HELD, GONE = 4, 36  # pictures of half a second: 2 s with a phone, 18 s without
PRINTED_WITHIN = 60.0

Tick = tuple[float, float]
"""When it came (seconds of the wall clock), and how many milliseconds late."""


class Stamped(probe.Ticks):
    """The probe's clock, which also writes down when each tick came."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def _tick(self) -> None:
        super()._tick()
        self.at.append(time.time())

    def stop(self) -> None:
        """And hands over the times between the numbers: one, the other, one, the other."""
        super().stop()
        self.late_ms = [number for pair in zip(self.at, self.late_ms, strict=True) for number in pair]


def inside() -> int:
    """In the kiosk's process."""
    probe.Ticks = Stamped  # type: ignore[misc]
    return probe.main()


def when(line: dict[str, object]) -> float:
    """The time of a log event, in seconds of the wall clock."""
    return datetime.fromisoformat(str(line["ts"])).timestamp()


def spans(kiosk: Kiosk) -> list[tuple[float, float]]:
    """From when to when each coupon was on its way to paper."""
    begun = {str(line["id"]): when(line) for line in kiosk.all("coupon", state="printing")}
    return [(begun[str(line["id"])], when(line)) for line in kiosk.all("coupon", state="printed")]


def measure(coupons: int) -> tuple[list[Tick], list[tuple[float, float]]]:
    """So many coupons of one busy customer: all ticks, and the times of printing."""
    with tempfile.TemporaryDirectory() as name, place(Path(name)) as one:
        one.printer.bytes_per_second = BAUD / BITS_A_BYTE
        one.printer.rows_per_second = RECEIPT_SPEED * 8
        one.tables["printer"] |= {"baud": BAUD, "flow": "rtscts"}
        # Each visit fills the card.
        one.tables["visit"] |= {"amount": 10, "cooldown": "0s", "daily_limit": 0}
        one.tables["ui"] |= {"idle_after": 60}
        film = one.film().empty(round(2 * SETTLE))
        for _ in range(coupons):
            film.phone(one.qr, HELD).empty(GONE)
        ticks = Path(name) / "ticks.json"
        module = ["tests.bench.print_lateness", "--inside", str(ticks)]
        with one.run(level="info", module=module) as kiosk:
            ready = when(kiosk.wait_for("ready"))
            for number in range(coupons):
                kiosk.wait_for("coupon", state="printed", count=number + 1, within=PRINTED_WITHIN)
            kiosk.stop()
            numbers: list[float] = json.loads(ticks.read_text(encoding="ascii"))
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            return [(at, late) for at, late in pairs if at > ready + SETTLE], spans(kiosk)


def row(name: str, late: list[float]) -> str:
    """Median, 95th and 99th percentile and the worst, as a row of a table."""
    cells = " | ".join(f"{np.percentile(late, q):.1f}" for q in (50, 95, 99)) if late else "– | – | –"
    return f"| {name} | {len(late)} | {cells} | {max(late, default=0.0):.1f} |"


def main() -> int:
    """Measure and print the table; 1 when the promise was not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.print_lateness", description=__doc__)
    parser.add_argument("--coupons", type=int, default=3, help="how many, about 20 s each")
    options = parser.parse_args()
    ticks, printing = measure(options.coupons)
    during = [late for at, late in ticks if any(begin <= at <= end for begin, end in printing)]
    rest = [late for at, late in ticks if not any(begin <= at <= end for begin, end in printing)]
    seconds = ", ".join(f"{end - begin:.1f}" for begin, end in printing)
    print(f"Measured on {machine.line()}; load {os.getloadavg()[0]:.1f}.")
    print(f"{len(printing)} coupons at {BAUD} baud, {seconds} s each.\n")
    print("| a tick late, ms | ticks | median | 95th percentile | 99th percentile | worst |")
    print("| --- | --- | --- | --- | --- | --- |")
    print(row("while a coupon is printed", during))
    print(row("the rest of the time", rest))
    kept = bool(during) and float(np.percentile(during, 99)) <= PROMISED_MS
    print(f"\nPromised: {PROMISED_MS:.0f} ms at the 99th percentile: {'kept' if kept else 'not kept'}.")
    return 0 if kept else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        del sys.argv[1]
        sys.exit(inside())
    sys.exit(main())
