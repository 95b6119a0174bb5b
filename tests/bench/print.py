"""How long a coupon takes and how many bytes it is: ``python -m tests.bench.print``.

docs/performance.md says what is measured and why.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

from kiosk.core.events import PrinterChanged
from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos
from kiosk.devices.printer import SerialPrinter
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.ports import CouponPaper, DeviceEvent
from kiosk.simulator.printer import PrinterTwin
from tests.bench import machine
from tests.bench.page import PAGE, put
from tests.support.receipts import paper_of, renderer_of

BAUDS = (9600, 38400, 115200)
PAPERS = {"80 mm": 576, "58 mm": 384}
MODES = ("raster", "native")
BITS_A_BYTE = 10
"""A start bit, eight of data, a stop bit."""
ROWS_A_SECOND = 1200.0
"""150 mm/s, what receipt printers are sold with."""
AT_ONCE = 4
BOUND = 60.0


@dataclass(frozen=True)
class Kind:
    """A coupon to be printed."""

    name: str
    paper: CouponPaper
    logo: bool


KINDS = (
    Kind("English, a short name", paper_of("en"), logo=False),
    Kind("Arabic, with a logo", paper_of("ar"), logo=True),
    Kind("Turkish, a long name, a copy", paper_of("tr", copy=True), logo=False),
)


@dataclass(frozen=True)
class Run:
    """One coupon on one line."""

    kind: str
    paper: str
    mode: str
    baud: int
    bytes: int
    rows: int
    seconds: float
    """From the order to the printer's word that it has printed."""


async def one(kind: Kind, paper: str, mode: str, baud: int, render: ReceiptRenderer) -> Run:
    """Print it with the real adapter on a simulated printer at the end of a line of that speed."""
    dots = PAPERS[paper]
    page = render.page(kind.paper)
    size = escpos.job(page, cut=True, finish=escpos.ask_completion(b"0000")).size
    with PrinterTwin(dots=dots) as twin:
        twin.bytes_per_second = baud / BITS_A_BYTE
        twin.rows_per_second = ROWS_A_SECOND
        printer = SerialPrinter(twin.port, render=lambda _: page, baud=baud, paper_dots=dots)
        loop, ready = asyncio.get_running_loop(), asyncio.Event()

        def changed(event: DeviceEvent) -> None:
            if event == PrinterChanged(PrinterState.READY):
                loop.call_soon_threadsafe(ready.set)

        printer.start(changed)
        try:
            async with asyncio.timeout(BOUND):
                await ready.wait()
                began = time.monotonic()
                state = await printer.print_coupon(kind.paper, 1, lambda state: None)
            seconds = time.monotonic() - began
        finally:
            await asyncio.to_thread(printer.stop)
        if state is not PrintState.PRINTED or len(twin.papers) != 1 or twin.strays:
            raise RuntimeError(f"{kind.name}, {paper}, {mode}, {baud} baud: {state}")
    return Run(kind.name, paper, mode, baud, size, page.rows, round(seconds, 2))


async def measure(bauds: tuple[int, ...]) -> list[Run]:
    """Every coupon on every line; a few lines at once, each with a printer of its own."""
    turn = asyncio.Semaphore(AT_ONCE)
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:

        async def measured(kind: Kind, paper: str, mode: str, baud: int) -> None:
            render = renderer_of(PAPERS[paper], Path(folder), logo=kind.logo, native=mode == "native")
            async with turn:
                runs.append(await one(kind, paper, mode, baud, render))
                print(f"  {runs[-1]}", file=sys.stderr, flush=True)

        for baud in bauds:  # the slowest first: they mostly wait
            jobs = [(kind, paper, mode) for kind in KINDS for paper in PAPERS for mode in MODES]
            async with asyncio.TaskGroup() as group:
                for kind, paper, mode in jobs:
                    group.create_task(measured(kind, paper, mode, baud))
    return runs


def table(runs: list[Run]) -> list[str]:
    """Rows of Markdown: a coupon, a paper and a mode each; bytes, and seconds at each speed."""
    bauds = sorted({run.baud for run in runs})
    head = ["coupon", "paper", "mode", "mm", "bytes", *(f"s at {baud}" for baud in bauds)]
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join(["---"] * len(head)) + " |"]
    for kind in KINDS:
        for paper in PAPERS:
            for mode in MODES:
                same = [r for r in runs if (r.kind, r.paper, r.mode) == (kind.name, paper, mode)]
                seconds = {run.baud: run.seconds for run in same}
                cells = [kind.name, paper, mode, f"{same[0].rows / 8:.0f}", f"{same[0].bytes:,}"]
                cells += [f"{seconds[baud]:.1f}" for baud in bauds]
                lines.append("| " + " | ".join(cells) + " |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.print", description=__doc__)
    parser.add_argument("--bauds", default=",".join(map(str, BAUDS)), help="which lines, with commas between")
    parser.add_argument("--json", type=Path, help="write every number into this file")
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE.name}")
    given = parser.parse_args()
    qt = QGuiApplication.instance() or QGuiApplication(["bench"])
    runs = asyncio.run(measure(tuple(int(baud) for baud in given.bauds.split(","))))
    del qt
    lines = table(runs)
    print("\n".join(lines))
    if given.write:
        put("print", [f"Measured on {machine.processor()}, Python {sys.version.split()[0]}.", "", *lines])
    if given.json:
        given.json.write_text(json.dumps([asdict(run) for run in runs], indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
