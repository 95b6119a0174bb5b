"""What the numbers of a run say: quantiles, ratios, and what was wished for. Nothing here measures."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Run = Mapping[str, Any]
"""A whole run as its JSON has it."""

PROGRAM, JSQR, ZXING, TUTORIAL = "program", "jsqr", "zxing", "tutorial"
TITLES = {
    PROGRAM: "this program",
    JSQR: "web page, jsQR",
    ZXING: "web page, zxing-wasm",
    TUTORIAL: "pyzbar in a Qt loop",
}
WEB = (JSQR, ZXING)


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which this part (0 to 1) of them lies, between two of them in proportion. Raises
    ``ValueError`` without any."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    at = (len(ordered) - 1) * part
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def spread(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Median, 95th and 99th percentile; ``None`` without values."""
    return (quantile(values, 0.5), quantile(values, 0.95), quantile(values, 0.99)) if values else None


def at(run: Run, *path: str) -> Any:
    """What stands there in the run; ``None`` when that was not measured."""
    here: Any = run
    for name in path:
        if not isinstance(here, Mapping) or name not in here:
            return None
        here = here[name]
    return here


def _number(run: Run, *path: str) -> float | None:
    found = at(run, *path)
    return float(found) if isinstance(found, int | float) else None


def _median(run: Run, *path: str) -> float | None:
    found = at(run, *path)
    return quantile(found, 0.5) if found else None


def _p95(run: Run, *path: str) -> float | None:
    found = at(run, *path)
    return quantile(found, 0.95) if found else None


@dataclass(frozen=True, slots=True)
class Wish:
    """A number that was wished for. ``measure`` gives it for one competitor; with ``ratio`` the program's
    is divided by the better one of the two web pages, else it stands for itself. ``why`` explains it when
    it is missed."""

    name: str
    most: float
    measure: Callable[[Run, str], float | None]
    unit: str = ""
    ratio: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a wish. ``ours`` and ``theirs`` are what was divided; ``found`` is ``None`` when it could
    not be measured."""

    wish: Wish
    ours: float | None
    theirs: float | None
    found: float | None

    @property
    def reached(self) -> bool | None:
        """``None``: not measured."""
        return None if self.found is None else self.found <= self.wish.most


def without_api(run: Run, who: str, latency: str = "50") -> float | None:
    """The 95th percentile from scan to balance in ms, less what the server's answer took of it: one
    lookup stands between the two."""
    found = _p95(run, "scan", who, latency, "balance")
    return None if found is None else found - float(latency)


WISHES = (
    Wish(
        "Memory at the invitation (PSS)",
        1 / 4,
        lambda run, who: _number(run, "idle", who, "pss"),
        "MB",
    ),
    Wish(
        "Processor at the invitation, all 30 pictures a second decoded",
        1 / 3,
        lambda run, who: _number(run, "idle", f"{PROGRAM}_full" if who == PROGRAM else who, "cpu"),
        "% of a core",
        why="the page decodes fewer than 30 pictures a second for its share: see the table below",
    ),
    Wish(
        "Processor at the invitation as it runs, nobody there",
        1 / 3,
        lambda run, who: _number(run, "idle", who, "cpu"),
        "% of a core",
    ),
    Wish(
        "Cold start to the first possible scan",
        3 / 4,
        lambda run, who: _median(run, "start", who, "scan"),
        "ms",
        why=(
            "four fifths of it are Python's imports, one after the other (profiles.md); Chromium starts "
            "several processes side by side"
        ),
    ),
    Wish(
        "Scan to balance, 95th percentile, 50 ms API",
        1 / 2,
        lambda run, who: _p95(run, "scan", who, "50", "balance"),
        "ms",
        why=(
            "the server's 50 ms are part of both, and more than half of what the page with zxing-wasm takes "
            "in all; the page with jsQR is in the table below"
        ),
    ),
    Wish(
        "Scan to balance less the API's own time, 95th percentile",
        120.0,
        without_api,
        "ms",
        ratio=False,
    ),
)


def verdicts(run: Run, wishes: Sequence[Wish] = WISHES) -> list[Verdict]:
    """Each wish with what came of it. The peer is the better of the two web pages, whichever it is."""
    found = []
    for wish in wishes:
        ours = wish.measure(run, PROGRAM)
        if not wish.ratio:
            found.append(Verdict(wish, ours, None, ours))
            continue
        peers = [one for who in WEB if (one := wish.measure(run, who)) is not None]
        theirs = min(peers) if peers else None
        ratio = ours / theirs if ours is not None and theirs else None
        found.append(Verdict(wish, ours, theirs, ratio))
    return found
