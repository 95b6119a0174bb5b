"""What a soak has shown: does the kiosk hold more and more, or get slower?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

MOST_GROWTH_KB = 5 * 1024
"""Of resident memory, after the warm-up, over ``PER`` sessions."""
PER = 5000
SLOWER = 1.5
"""How much slower the last third may be than the first one: other work on the machine is in these, too."""
SLOWER_BY_MS = 50.0
COSTLIER = 1.15
"""How much more of the processor a session may take in the end. Other work has little part in it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A look at the process from outside, between two sessions."""

    session: int
    rss_kb: int
    anonymous_kb: int
    descriptors: int
    threads: int
    cpu_seconds: float


@dataclass(slots=True)
class Findings:
    """What was seen after the warm-up. ``waits``: for each kind of session, how many milliseconds its person
    waited, in order."""

    samples: list[Sample] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=dict)

    @property
    def sessions(self) -> int:
        """How many there were."""
        return self.samples[-1].session - self.samples[0].session


def ends(values: Sequence[float]) -> tuple[float, float]:
    """The median of the first tenth and of the last one. What is held for a moment (a picture of the camera
    has 3.7 MB, and there may be five) makes single looks differ by 20 MB."""
    tenth = max(1, len(values) // 10)
    return statistics.median(values[:tenth]), statistics.median(values[-tenth:])


def growth(values: Sequence[float]) -> float:
    """From the first tenth to the last."""
    first, last = ends(values)
    return last - first


def thirds(values: Sequence[float]) -> tuple[float, float]:
    """The 95th percentile of the first and of the last third."""
    third = max(1, len(values) // 3)
    return float(np.percentile(values[:third], 95)), float(np.percentile(values[-third:], 95))


def cpu_ms(found: Findings) -> tuple[float, float]:
    """Milliseconds of processor time a session, in the first and in the last third."""
    samples = found.samples
    third = max(1, (len(samples) - 1) // 3)

    def share(first: Sample, last: Sample) -> float:
        return (last.cpu_seconds - first.cpu_seconds) * 1000 / max(1, last.session - first.session)

    return share(samples[0], samples[third]), share(samples[-1 - third], samples[-1])


def wrong(found: Findings, *, most_growth_kb: float | None = None, steady: bool = True) -> list[str]:
    """What must not be, in words; nothing when all is well. ``most_growth_kb`` replaces the limit for the
    memory, and without ``steady`` times are not looked at, for both need many sessions to mean anything."""
    samples = found.samples
    said: list[str] = []
    allowed = (
        most_growth_kb if most_growth_kb is not None else MOST_GROWTH_KB * max(1.0, found.sessions / PER)
    )
    grown = growth([one.rss_kb for one in samples])
    if grown > allowed:
        said.append(f"memory: {grown / 1024:.1f} MB more than after the warm-up")
    for name in ("descriptors", "threads"):
        more = growth([getattr(one, name) for one in samples])
        if more > 0:
            said.append(f"{name}: {more:g} more than after the warm-up")
    if not steady:
        return said
    for kind, waits in found.waits.items():
        first, last = thirds(waits)
        if last > first * SLOWER + SLOWER_BY_MS:
            said.append(f"{kind}: 95 of 100 waited {last:.0f} ms in the end, {first:.0f} ms in the beginning")
    early, late = cpu_ms(found)
    if late > early * COSTLIER:
        said.append(f"processor: {late:.0f} ms a session in the end, {early:.0f} ms in the beginning")
    return said


def tables(found: Findings) -> list[str]:
    """The numbers as Markdown."""
    samples = found.samples
    rows = ["| what | after the warm-up | in the end | most | growth |", "| --- | --- | --- | --- | --- |"]
    for title, name, unit in (
        ("resident memory, MB", "rss_kb", 1024),
        ("of it anonymous, MB", "anonymous_kb", 1024),
        ("open descriptors", "descriptors", 1),
        ("threads", "threads", 1),
    ):
        values = [getattr(one, name) / unit for one in samples]
        form = ".1f" if unit > 1 else "g"
        tenth = max(1, len(values) // 10)
        first, last = statistics.median(values[:tenth]), statistics.median(values[-tenth:])
        rows.append(
            f"| {title} | {first:{form}} | {last:{form}} | {max(values):{form}} | {last - first:+{form}} |"
        )
    rows += [
        "",
        "| what a person waited for | sessions | median ms | 95th percentile, first third | last third |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind, waits in found.waits.items():
        first, last = thirds(waits)
        rows.append(f"| {kind} | {len(waits)} | {statistics.median(waits):.0f} | {first:.0f} | {last:.0f} |")
    early, late = cpu_ms(found)
    rows += [
        "",
        f"Processor time a session: {early:.0f} ms in the first third, {late:.0f} ms in the last one.",
    ]
    return rows
