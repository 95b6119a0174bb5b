"""A run's JSON as tables for docs/performance.md, and its plots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.bench.race.figures import (
    PROGRAM,
    TITLES,
    Run,
    Verdict,
    at,
    spread,
    verdicts,
)
from tests.bench.race.plot import Bar, bars
from tests.bench.race.rest import FULL

IDLE_TITLES = {**TITLES, FULL: "this program, every picture decoded"}
Rows = list[str]


def page(run: Run, plots: str = "performance") -> Rows:
    """The section's lines; ``plots`` is the folder of the plots as the page sees it."""
    lines = [_head(run), ""]
    for part in (_wishes, _scans, _coupons, _starts, _idle, _door, _journal):
        lines += part(run, plots)
    skipped: dict[str, str] = at(run, "skipped") or {}
    for who, why in sorted(skipped.items()):
        lines += [f"**Skipped**: {TITLES.get(who, who)}: {why}.", ""]
    return lines[:-1]


def plots(run: Run) -> dict[str, str]:
    """The plots by file name; those of which nothing was measured are left out."""
    found: dict[str, str] = {}
    balance: list[Bar] = []
    for who, title in TITLES.items():
        if (three := spread(at(run, "scan", who, "50", "balance") or ())) is not None:
            balance.append(Bar(title, three[0], who == PROGRAM, three[1:]))
    if balance:
        found["scan.svg"] = bars(
            "Scan to balance, server 50 ms: median · 95th · 99th percentile", "ms", balance
        )
    for name, key, title, unit in (
        ("memory.svg", "pss", "Memory at the invitation, all processes (PSS)", "MB"),
        ("processor.svg", "cpu", "Processor at the invitation", "% of a core"),
    ):
        rows = [
            Bar(title_of, float(value), who in (PROGRAM, FULL))
            for who, title_of in IDLE_TITLES.items()
            if (value := at(run, "idle", who, key)) is not None and (name, who) != ("memory.svg", FULL)
        ]
        if rows:
            found[name] = bars(title, unit, rows)
    starts = []
    for who, title in TITLES.items():
        if (three := spread(at(run, "start", who, "scan") or ())) is not None:
            starts.append(Bar(title, three[0], who == PROGRAM))
    if starts:
        found["start.svg"] = bars(
            "From the start of the process to the first code read, median", "ms", starts
        )
    return found


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Rows:
    """As Markdown, with an empty line after it."""
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows), ""]


# -- the parts -------------------------------------------------------------------------------------


def _head(run: Run) -> str:
    said = [f"Measured on {run['machine']}, {run['taken']}"]
    said += [at(run, "browser")] if at(run, "browser") else []
    said.append(f"1280×800, software rendering, load {run['load']:.1f} before")
    line = "; ".join(said) + "."
    if run.get("busy"):
        line += (
            " **Taken on a busy machine**: others worked on its cores, and every time below is longer for it."
        )
    if run.get("quick"):
        line += " **A quick run**: few of everything; no percentile of it means much."
    return line


def _ms(values: Sequence[float] | None) -> list[str]:
    three = spread(values or ())
    return ["–"] * 3 if three is None else [f"{value:.0f}" for value in three]


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _wishes(run: Run, folder: str) -> Rows:
    rows = [_verdict(one) for one in verdicts(run)]
    head = ["number", "this program", "better web page", "ratio", "wished for", "", "why, when missed"]
    return ["### What was wished for", "", *table(head, rows)]


def _verdict(one: Verdict) -> list[str]:
    wish = one.wish

    def cell(value: float | None) -> str:
        return "–" if value is None else f"{value:,.0f} {wish.unit}".strip()

    said = {None: "not measured", True: "reached", False: "**missed**"}[one.reached]
    most = f"≤ {wish.most:.2f}" if wish.ratio else f"≤ {wish.most:.0f} {wish.unit}"
    ratio = _ratio(one.found) if wish.ratio else "–"
    why = (wish.why or "not explained yet") if one.reached is False else ""
    return [wish.name, cell(one.ours), cell(one.theirs), ratio, most, said, why]


def _plot(run: Run, folder: str, name: str, words: str) -> Rows:
    return [f"![{words}]({folder}/{name})", ""] if name in plots(run) else []


def _scans(run: Run, folder: str) -> Rows:
    found = at(run, "scan")
    if not found:
        return []
    rows = []
    for who in TITLES:
        for latency, one in sorted((found.get(who) or {}).items(), key=lambda item: int(item[0])):
            cells = [f"{' · '.join(_ms(one[what]))}" for what in ("ack", "balance", "stamp")]
            late = one.get("late_ms")
            rows.append(
                [TITLES[who], latency, f"{one['phones'] - one['unread']} of {one['phones']}", *cells,
                 f"{one['cpu']:.0f}", f"{late[2]:.1f}" if late else "–"]
            )  # fmt: skip
    head = [
        "who",
        "server, ms",
        "read",
        "acknowledged, ms",
        "balance, ms",
        "stamp, ms",
        "processor, %",
        "tick late, 99th, ms",
    ]
    words = (
        "Median · 95th · 99th percentile, from the first picture in which the code is whole to the pixels on "
        "screen."
    )
    plot = _plot(run, folder, "scan.svg", "Scan to balance, program and peers")
    return ["### From the scan to the screen", "", words, "", *plot, *table(head, rows)]


def _coupons(run: Run, folder: str) -> Rows:
    found = at(run, "coupon")
    if not found:
        return []
    rows = [
        [
            latency,
            f"{len(one['paper'])} of {one['phones']}",
            " · ".join(_ms(one["stamp"])),
            " · ".join(_ms(one["paper"])),
        ]
        for latency, one in sorted(found.items(), key=lambda item: int(item[0]))
    ]
    head = ["server, ms", "printed", "reward on screen, ms", "coupon on paper, cut, ms"]
    return ["### From the scan to the coupon", "", *table(head, rows)]


def _starts(run: Run, folder: str) -> Rows:
    found = at(run, "start")
    if not found:
        return []
    rows = []
    for who in TITLES:
        if who in found:
            attract, scan = (spread(found[who][what]) for what in ("attract", "scan"))
            rows.append([
                TITLES[who], str(len(found[who]["scan"])), f"{attract[0]:.0f}" if attract else "–",
                f"{scan[0]:.0f}" if scan else "–", f"{max(found[who]['scan']):.0f}",
            ])  # fmt: skip
    head = ["who", "starts", "invitation, median ms", "first code read, median ms", "slowest ms"]
    return ["### Cold start", "", *_plot(run, folder, "start.svg", "Cold start"), *table(head, rows)]


def _idle(run: Run, folder: str) -> Rows:
    found = at(run, "idle")
    if not found:
        return []
    rows = []
    for who, title in IDLE_TITLES.items():
        if (one := found.get(who)) is not None:
            decodes = one.get("decodes_a_second")
            rows.append([
                title, f"{one['pss']:.0f}", f"{one['rss']:.0f}", str(one["processes"]), f"{one['cpu']:.1f}",
                f"{one['screen_cpu']:.1f}", "–" if decodes is None else f"{decodes:.1f}",
            ])  # fmt: skip
    head = ["who", "PSS, MB", "RSS, MB", "processes", "processor, %", "X server, %", "decodes a second"]
    pictures = _plot(run, folder, "memory.svg", "Memory") + _plot(run, folder, "processor.svg", "Processor")
    return ["### The invitation, nobody there", "", *pictures, *table(head, rows)]


def _door(run: Run, folder: str) -> Rows:
    one: Any = at(run, "door")
    if not one:
        return []
    before, after = one["memory_before"], one["memory_after"]
    late = one.get("late_ms")
    rows = [
        [f"members a minute at the scanner, of {one['sessions']:,}", f"{one['a_minute']:,.0f}"],
        [
            f"members a minute, each with a coupon on paper, of {one['coupons']}",
            f"{one['coupons_a_minute']:.0f}",
        ],
        ["scan to stamp, median · 95th · 99th, ms", " · ".join(f"{ms:.0f}" for ms in one["stamp_ms"])],
        ["processor meanwhile, % of a core", f"{one['cpu']:.0f}"],
        ["ticks late, median · 95th · 99th, ms", " · ".join(f"{ms:.1f}" for ms in late) if late else "–"],
        ["memory at the invitation before, PSS / RSS, MB", f"{before['pss']:.0f} / {before['rss']:.0f}"],
        ["memory after all those sessions, PSS / RSS, MB", f"{after['pss']:.0f} / {after['rss']:.0f}"],
    ]
    return ["### At the door", "", *table(["one behind the other", ""], rows)]


def _journal(run: Run, folder: str) -> Rows:
    one: Any = at(run, "journal")
    if not one:
        return []
    ready = {name: spread(one[f"ready_{name}"]) for name in ("empty", "year")}
    times = [f"{three[0]:.0f} ms" if three else "–" for three in ready.values()]
    rows = [
        ["visits a second, each of three transactions on the disk", f"{one['visits_a_second']:,.0f}"],
        ["transactions a second", f"{one['transactions_a_second']:,.0f}"],
        ["bare SQLite, one row each, as safe", f"{one['bare_transactions_a_second']:,.0f}"],
        ["start to ready, empty journal, median", times[0]],
        [f"start to ready, a year of 500 visits a day ({one['year_mb']:.0f} MB), median", times[1]],
    ]
    return ["### The journal", "", *table(["full durability", ""], rows)]
