"""From the picture in which a code is whole to what a person sees or holds: the parts ``scan`` and
``coupon``."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.race import body, runners, video
from tests.bench.race.eye import Change, Display, Eye, Missing
from tests.bench.race.figures import JSQR, PROGRAM, TUTORIAL, ZXING
from tests.bench.race.jpegs import FPS
from tests.bench.race.square import READ
from tests.bench.race.video import Shown, Timing
from tests.e2e.kiosk_process import Place

Say = Callable[[str], None]
LATENCIES = (0, 50, 200)
"""Milliseconds that the server takes for an answer."""
COMPARED = 50
"""The one with which all competitors are put side by side."""
START_WITHIN = 60.0
PATIENCE = 15.0
"""Seconds after the video must be over, if somebody has not had their stamp."""
BAUD, MM_PER_SECOND = 115200, 150.0
"""Of the printer: its line, and how fast it prints."""
COUPONS = Timing(held=0.9, gap=(3.4, 3.8))

Result = dict[str, Any]


def moments(changes: Sequence[Change], shown: Sequence[Shown], due: Mapping[int, float]) -> Result:
    """For every phone, milliseconds from its first whole picture to each of acknowledgement, balance and
    stamp.

    ``unread`` counts the phones of which nothing was seen before the next one came, ``early`` those that
    were read sooner than their code was whole, which would be a mistake in the video.
    """
    found: Result = {"ack": [], "balance": [], "stamp": [], "phones": len(shown), "unread": 0, "early": 0}
    ranks = {"ack": READ, "balance": ("balance", "stamp"), "stamp": ("stamp",)}
    begins = [due.get(one.first) for one in shown]
    for at, begin in enumerate(begins):
        if begin is None:
            found["unread"] += 1
            continue
        end = next((later for later in begins[at + 1 :] if later is not None), float("inf"))
        mine = [one for one in changes if begin <= one.at < end]
        # A screen that comes now belongs to this phone: who was there before has had theirs.
        starts = [one for one in mine if one.state in READ]
        if not starts:
            found["unread"] += 1
            continue
        visit = starts[0].visit
        for what, states in ranks.items():
            first = next((one for one in mine if one.state in states and one.visit == visit), None)
            if first is not None:
                found[what].append(round((first.at - begin) * 1000, 1))
    found["early"] = sum(
        one.state == "lookup" and any(b is not None and b - 0.3 < one.at < b for b in begins)
        for one in changes
    )
    return found


def race(display: Display, name: str, film: Path, shown: Sequence[Shown], one: Place) -> Result:
    """One competitor before one video. Raises ``Missing`` when it cannot be had."""
    runner = runners.RUNNERS[name](display, one, film)
    with Eye(display) as looking:
        runner.start()
        try:
            _wait(looking, name)
            time.sleep(video.LEAD - 2)
            before, screen = body.load(runner.pid), body.load(display.pid)
            _until_over(looking, shown)
            cpu = before.percent_until(body.load(runner.pid))
            screen_cpu = screen.percent_until(body.load(display.pid))
            memory = body.memory(runner.pid)
        finally:
            seen = runner.stop()
    result = moments(looking.changes, shown, seen.due)
    result |= {"cpu": round(cpu, 1), "screen_cpu": round(screen_cpu, 1), "pss": memory["pss"]}
    return result | runners.summary(seen)


def _wait(looking: Eye, name: str) -> Change:
    change = looking.wait_for("attract", within=START_WITHIN)
    if change is None:
        raise Missing(f"{name} shows nothing within {START_WITHIN:.0f} s")
    return change


def _until_over(looking: Eye, shown: Sequence[Shown]) -> None:
    """Until the last phone has been served, or the video must be over."""
    until = time.monotonic() + shown[-1].last / FPS + PATIENCE
    while time.monotonic() < until:
        if served(looking.changes) >= len(shown):
            time.sleep(0.5)
            return
        time.sleep(0.1)


def served(changes: Sequence[Change]) -> int:
    """How many have had their stamp; a screen that comes back belongs to the same one as before."""
    stamps = [one.visit for one in changes if one.state == "stamp"]
    return sum(visit != before for visit, before in zip(stamps, [None, *stamps], strict=False))


def members(one: Place, count: int, stamps: int = 0) -> list[str]:
    """Codes of so many members who were never here."""
    shop = one.server.shop
    return [shop.qr_for(shop.add_member(f"guest{at}@example.com", stamps).code) for at in range(count)]


def scan(display: Display, folder: Path, phones: int, fewer: int, say: Say) -> tuple[Result, dict[str, str]]:
    """The part: by competitor and latency; and who was skipped, and why. Everybody is asked for so many
    ``phones`` with the latency that is compared, and the program alone for ``fewer`` with the others."""
    film = folder / "phones.mjpeg"
    with runners.shop(folder / "draw") as one:
        shown = video.whole(members(one, phones), film)
    found: Result = {}
    skipped: dict[str, str] = {}
    for latency in LATENCIES:
        for name in (PROGRAM, JSQR, ZXING, TUTORIAL) if latency == COMPARED else (PROGRAM,):
            say(f"scan: {name}, {latency} ms")
            with runners.shop(folder / f"scan-{name}-{latency}", latency / 1000) as one:
                members(one, phones)  # the same ones, for the shop has the same seed
                try:
                    asked = shown if latency == COMPARED else shown[:fewer]
                    result = race(display, name, film, asked, one)
                except Missing as why:
                    skipped[name] = str(why)
                else:
                    found.setdefault(name, {})[str(latency)] = result
    film.unlink()
    return found, skipped


def coupon(display: Display, folder: Path, phones: int, say: Say) -> Result:
    """The part: the program's members whose card fills; from scan to the coupon on screen and on paper."""
    found: Result = {}
    film = folder / "coupons.mjpeg"
    with runners.shop(folder / "draw-coupons") as one:
        shown = video.whole(members(one, phones, stamps=9), film, COUPONS)
    for latency in LATENCIES:
        say(f"coupon: {latency} ms")
        with runners.shop(folder / f"coupon-{latency}", latency / 1000) as one:
            members(one, phones, stamps=9)
            one.printer.bytes_per_second = BAUD / 10
            one.printer.rows_per_second = MM_PER_SECOND * 8
            runner = runners.Program(display, one, film)
            papers: list[float] = []
            one.printer._on_paper = lambda paper, papers=papers: papers.append(time.monotonic())
            with Eye(display) as looking:
                runner.start()
                try:
                    _wait(looking, PROGRAM)
                    _until_over(looking, shown)
                    time.sleep(3)
                finally:
                    seen = runner.stop()
            result = moments(looking.changes, shown, seen.due)
            begins = [seen.due[each.first] for each in shown if each.first in seen.due]
            result["paper"] = paper_after(begins, papers)
            found[str(latency)] = result | runners.summary(seen)
    film.unlink()
    return found


def paper_after(begins: Sequence[float], papers: Sequence[float]) -> list[float]:
    """Milliseconds from each scan to the paper that came of it, which is the first one before the next
    scan."""
    found = []
    for at, begin in enumerate(begins):
        end = begins[at + 1] if at + 1 < len(begins) else float("inf")
        mine = [one for one in papers if begin <= one < end]
        if mine:
            found.append(round((mine[0] - begin) * 1000, 1))
    return found
