"""What metrics cost: the start, memory, processor time and bytes of a scrape, and whether the screen notices.

    python -m tests.bench.metrics [RUNS]

Runs of the real program with and without ``metrics.listen`` in turn; prints what ``docs/metrics.md`` holds.
"""

from __future__ import annotations

import gzip
import os
import re
import socket
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.e2e.kiosk_process import Kiosk, place

SCRAPES = 40
REST = 4.0
"""Seconds after the start before memory is looked at."""


def main(runs: int) -> None:
    """Print it."""
    starts: dict[bool, list[float]] = {True: [], False: []}
    memory: dict[bool, list[float]] = {True: [], False: []}
    cost: list[str] = []
    for number in range(2 * runs):
        with_them = bool(number % 2)
        with tempfile.TemporaryDirectory() as folder, place(Path(folder)) as one:
            port = free_port()
            if with_them:
                one.tables["metrics"] = {"listen": f"127.0.0.1:{port}"}
            with one.run(level="info") as kiosk:
                starts[with_them].append(float(str(kiosk.wait_for("ready")["startup_ms"])))
                time.sleep(REST)
                memory[with_them].append(resident(kiosk))
                if number == 2 * runs - 1:
                    cost = scraped(kiosk, port)
                    memory[with_them].append(resident(kiosk))
                kiosk.stop()
    for name, told, unit in (("start", starts, "ms"), ("memory (PSS)", memory, "MB")):
        for how, pick in (("median", statistics.median), ("least", min)):
            without, there = (float(pick(told[one])) for one in (False, True))
            print(f"{name}, {how}: {without:.0f} {unit} without, {there:.0f} with ({there - without:+.1f})")
    print(*cost, sep="\n")


def scraped(kiosk: Kiosk, port: int) -> list[str]:
    """What scrapes cost, one after the other, the least apart that the kiosk allows."""
    plain, packed = fetched(port, ""), fetched(port, "gzip")
    series = len(re.findall(rb"^[^#\n]", plain, re.MULTILINE))
    idle = spent(kiosk, 10.0)
    before, began = cpu(kiosk), time.monotonic()
    took = []
    for _ in range(SCRAPES):
        started = time.monotonic()
        fetched(port, "gzip")
        took.append(time.monotonic() - started)
    each = (cpu(kiosk) - before - idle * (time.monotonic() - began)) / SCRAPES
    time.sleep(2)
    started = time.monotonic()
    fetched(port, "gzip")
    alone = time.monotonic() - started
    late = re.search(rb'ui_lateness_seconds_bucket\{le="0.02"\} (\S+)', told := fetched(port, ""))
    asked = re.search(rb"ui_lateness_seconds_count (\S+)", told)
    assert late
    assert asked
    return [
        f"scrape: {len(plain)} bytes, {len(packed)} packed ({len(gzip.decompress(packed))}), {series} series",
        f"scrape: {each * 1000:.1f} ms of processor time, {alone * 1000:.0f} ms until it is there",
        f"screen under four scrapes a second: {late[1].decode()} of {asked[1].decode()} answers within 20 ms",
    ]


def fetched(port: int, packing: str) -> bytes:
    """The answer's body as it comes over the wire."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/metrics")
    request.add_header("Accept-Encoding", packing)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return bytes(answer.read())


def spent(kiosk: Kiosk, seconds: float) -> float:
    """Processor time a second while nothing happens."""
    before = cpu(kiosk)
    time.sleep(seconds)
    return (cpu(kiosk) - before) / seconds


def cpu(kiosk: Kiosk) -> float:
    """Seconds of processor time so far."""
    cells = Path(f"/proc/{kiosk.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


def resident(kiosk: Kiosk) -> float:
    """MB, shared parts by share."""
    rollup = Path(f"/proc/{kiosk.pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    assert found
    return int(found[1]) / 1024


def free_port() -> int:
    """One that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
