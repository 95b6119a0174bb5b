"""What is measured while nobody scans, or everybody: the parts ``start``, ``idle`` and ``door``."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.simulator.scanner import ScannerTwin
from tests.bench.race import body, runners, video
from tests.bench.race.eye import Display, Eye, Missing
from tests.bench.race.figures import PROGRAM, TITLES, quantile
from tests.bench.race.scans import BAUD, MM_PER_SECOND, START_WITHIN
from tests.bench.race.square import READ

Say = Callable[[str], None]
Result = dict[str, Any]

SETTLE = 10.0
"""Seconds after the invitation is there that do not count: whatever a program still does after its start."""
PACE = 0.102
"""Seconds between two codes at least: the kiosk takes ten a second from a scanner, and drops the rest."""
FULL = f"{PROGRAM}_full"
"""The program when it has to decode every picture, as of a recorded video, beside when it runs as it does
with a webcam, before which nobody is."""


def start(display: Display, folder: Path, rounds: int, say: Say) -> tuple[Result, dict[str, str]]:
    """The part: from the start of the process to the invitation on screen, and to the acknowledgement of a
    code that has been before the camera all the time. One after the other in turn, and again; the first
    round, in which caches and profiles are made, does not count."""
    film = folder / "standing.mjpeg"
    found: Result = {}
    skipped: dict[str, str] = {}
    with runners.shop(folder / "draw-standing") as one:
        video.standing(one.qr, film, 2)
    for turn in range(rounds + 1):
        for name in TITLES:
            if name in skipped:
                continue
            say(f"start: {name}, {turn} of {rounds}")
            try:
                attract, scan = _started(display, folder / f"start-{name}", name, film)
            except Missing as why:
                skipped[name] = str(why)
                continue
            if turn:
                times = found.setdefault(name, {"attract": [], "scan": []})
                times["attract"].append(attract)
                times["scan"].append(scan)
    film.unlink()
    return found, skipped


def _started(display: Display, folder: Path, name: str, film: Path) -> tuple[float, float]:
    with runners.shop(folder) as one, Eye(display) as looking:
        runner = runners.RUNNERS[name](display, one, film, live=True)
        runner.start()
        try:
            attract = looking.wait_for("attract", *READ, within=START_WITHIN)
            scan = looking.wait_for(*READ, within=START_WITHIN)
        finally:
            runner.stop()
        if attract is None or scan is None:
            raise Missing(f"{name} reads nothing within {START_WITHIN:.0f} s")
        return round((attract.at - runner.started) * 1000), round((scan.at - runner.started) * 1000)


def idle(display: Display, folder: Path, seconds: float, say: Say) -> tuple[Result, dict[str, str]]:
    """The part: memory and processor at the invitation, while the camera films an empty shop."""
    short, long = folder / "short.mjpeg", folder / "long.mjpeg"
    video.empty(short, 2)
    # Longer than all that comes before the measuring: a recorded video ends, and then nothing is to be seen.
    video.empty(long, SETTLE + seconds + 30)
    found: Result = {}
    skipped: dict[str, str] = {}
    for name in (*TITLES, FULL):
        say(f"idle: {name}")
        with runners.shop(folder / f"idle-{name}") as one:
            kind = runners.RUNNERS[name.removesuffix("_full")]
            runner = kind(display, one, long if name == FULL else short, live=name != FULL)
            try:
                found[name] = _idle(display, runner, seconds)
            except Missing as why:
                skipped[name] = str(why)
    long.unlink()
    return found, skipped


def _idle(display: Display, runner: runners.Runner, seconds: float) -> Result:
    with Eye(display) as looking:
        runner.start()
        try:
            if looking.wait_for("attract", within=START_WITHIN) is None:
                raise Missing("it shows nothing")
            time.sleep(SETTLE)
            before, screen = body.load(runner.pid), body.load(display.pid)
            time.sleep(seconds)
            cpu = before.percent_until(body.load(runner.pid))
            screen_cpu = screen.percent_until(body.load(display.pid))
            memory = body.memory(runner.pid)
        finally:
            seen = runner.stop()
    result: Result = {"cpu": round(cpu, 1), "screen_cpu": round(screen_cpu, 1), **memory}
    if seen.looked:
        during = sum(before.at <= at < before.at + seconds for at in seen.looked)
        result["decodes_a_second"] = round(during / seconds, 1)
    return result | runners.summary(seen)


def door(display: Display, folder: Path, sessions: int, printed: int, say: Say) -> Result:
    """The part: people one behind the other at the scanner, each as soon as the one before has seen their
    stamp, and then each as soon as the one before has their coupon in hand; the camera films meanwhile. What
    memory was before and is after."""
    film = folder / "door.mjpeg"
    video.empty(film, 2)
    with runners.shop(folder / "door") as one, ScannerTwin() as scanner:
        one.tables["scanner"] = {"port": scanner.port, "terminator": "cr"}
        one.printer.bytes_per_second = BAUD / 10
        one.printer.rows_per_second = MM_PER_SECOND * 8
        runner = runners.Program(display, one, film, live=True)
        with Eye(display) as looking:
            runner.start()
            try:
                runner.kiosk.wait_for("ready")
                runner.kiosk.wait_for("printer", state="ready")
                runner.kiosk.wait_for("device", name="scanner", state="up")
                time.sleep(SETTLE)
                result: Result = {"sessions": sessions, "memory_before": body.memory(runner.pid)}
                say(f"door: {sessions} sessions")
                before = body.load(runner.pid)
                times, took = _crowd(one, scanner, looking, sessions, stamps=0, prefix="guest")
                result["cpu"] = round(before.percent_until(body.load(runner.pid)), 1)
                result["a_minute"] = round(60 * sessions / took, 1)
                result["stamp_ms"] = [round(quantile(times, part), 1) for part in (0.5, 0.95, 0.99)]
                looking.wait_for("attract", within=30, since=time.monotonic())
                time.sleep(3)
                result["memory_after"] = body.memory(runner.pid)
                say(f"door: {printed} coupons")
                _, took = _crowd(one, scanner, looking, printed, stamps=9, prefix="full")
                result["coupons"] = printed
                result["coupons_a_minute"] = round(60 * printed / took, 1)
            finally:
                seen = runner.stop()
    film.unlink()
    return result | runners.summary(seen)


def _crowd(
    one: runners.Place, scanner: ScannerTwin, looking: Eye, count: int, *, stamps: int, prefix: str
) -> tuple[list[float], float]:
    """Milliseconds from each scan to the stamp on screen, and the seconds that all took."""
    times = []
    begun = time.monotonic()
    for at in range(count):
        shop = one.server.shop
        text = shop.qr_for(shop.add_member(f"{prefix}{at}@example.com", stamps).code)
        papers = len(one.printer.papers)
        scanned = time.monotonic()
        assert scanner.scan(text.encode())
        stamp = looking.wait_for("stamp", within=30, since=scanned)
        assert stamp is not None, "nobody served this one"
        times.append((stamp.at - scanned) * 1000)
        while stamps and len(one.printer.papers) == papers:
            time.sleep(0.01)
        one.printer.papers.clear()
        time.sleep(max(0.0, scanned + PACE - time.monotonic()))
    return times, time.monotonic() - begun
