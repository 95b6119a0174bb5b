"""Single pictures: who reads how many of them exactly, how many wrongly, and how fast."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.competitors import BASE, in_turn, of_stills
from tests.bench.photographs import Photo, grey, is_exact, is_wrong


@dataclass
class Tally:
    """How one competitor did on some pictures."""

    codes: int = 0
    negatives: int = 0
    exact: int = 0
    wrong: int = 0
    wrong_on_negatives: int = 0
    ms: list[float] = field(default_factory=list)

    def add(self, photo: Photo, reads: Sequence[bytes], ms: float) -> None:
        """Count one picture."""
        wrong = is_wrong(photo, reads)
        if photo.negative:
            self.negatives += 1
            self.wrong_on_negatives += wrong
        else:
            self.codes += 1
            self.exact += is_exact(photo, reads)
            self.wrong += wrong
        self.ms.append(ms)

    def summary(self) -> dict[str, Any]:
        """Counts, rates (0 to 1, or none where there was nothing to count) and milliseconds."""
        return {
            "codes": self.codes,
            "negatives": self.negatives,
            "exact": self.exact,
            "exact_rate": rate(self.exact, self.codes),
            "wrong": self.wrong + self.wrong_on_negatives,
            "wrong_rate": rate(self.wrong + self.wrong_on_negatives, self.codes + self.negatives),
            "wrong_on_negatives": self.wrong_on_negatives,
            "median_ms": round(statistics.median(self.ms), 3) if self.ms else None,
            "p95_ms": round(percentile(self.ms, 0.95), 3) if self.ms else None,
        }


def rate(count: int, of: int) -> float | None:
    """A share, or ``None`` of nothing."""
    return round(count / of, 4) if of else None


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies (the nearest one that occurs)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(photos: Sequence[Photo], say: Callable[[str], None]) -> dict[str, Any]:
    """Show every picture to everyone in turn. ``say`` hears of the progress.

    All see a picture before anyone sees the next one, and their order changes: whatever else the
    machine does meanwhile slows all of them alike.
    """
    competitors = of_stills()
    tallies: dict[str, dict[str, Tally]] = {}
    total = {one.name: Tally() for one in competitors}
    missed: dict[str, list[str]] = {one.name: [] for one in competitors}
    wrong: dict[str, list[str]] = {one.name: [] for one in competitors}
    unusable = 0
    for index, photo in enumerate(photos):
        picture = grey(photo)
        if picture is None:
            unusable += 1
            continue
        if not index:
            for one in competitors:
                one.look(picture)  # whatever is loaded at the first look is not what is measured
        of_set = tallies.setdefault(photo.set, {one.name: Tally() for one in competitors})
        for one in in_turn(competitors, index):
            look = one.look(picture)
            of_set[one.name].add(photo, look.reads, look.ms)
            total[one.name].add(photo, look.reads, look.ms)
            if not photo.negative and not is_exact(photo, look.reads):
                missed[one.name].append(str(photo.path))
            if is_wrong(photo, look.reads):
                wrong[one.name].append(str(photo.path))
        if (index + 1) % 50 == 0:
            say(f"{index + 1} of {len(photos)} photographs")
    return {
        "pictures": len(photos) - unusable,
        "unusable": unusable,
        "total": _compared(total),
        "sets": {name: _compared(of_set) for name, of_set in sorted(tallies.items())},
        "missed": missed,
        "wrong": wrong,
    }


def _compared(tallies: dict[str, Tally]) -> dict[str, dict[str, Any]]:
    base = tallies[BASE].summary()
    found = {}
    for name, tally in tallies.items():
        summary = tally.summary()
        for kind in ("median", "p95"):
            own, other = summary[f"{kind}_ms"], base[f"{kind}_ms"]
            summary[f"{kind}_ratio"] = round(own / other, 2) if own is not None and other else None
        found[name] = summary
    return found


# -- tables ----------------------------------------------------------------------------------------


def percent(share: float | None) -> str:
    """A share as a reader wants it."""
    return "–" if share is None else f"{share:.1%}".replace("%", " %")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]


def tables(result: dict[str, Any]) -> list[str]:
    """The result as Markdown: everyone in total, then everyone's exact reads set by set."""
    total = result["total"]
    codes, negatives = next((one["codes"], one["negatives"]) for one in total.values())
    lines = [f"{codes} photographs of codes, {negatives} without one.", ""]
    lines += table(
        ["decoder", "exact", "wrong", "false reads", "median ms", "ratio", "95th percentile ms", "ratio"],
        [
            (
                name,
                percent(one["exact_rate"]),
                percent(one["wrong_rate"]),
                one["wrong_on_negatives"],
                f"{one['median_ms']:.1f}",
                f"{one['median_ratio']:.1f}",
                f"{one['p95_ms']:.1f}",
                f"{one['p95_ratio']:.1f}",
            )
            for name, one in total.items()
        ],
    )
    for title, kind, cell in (
        ("Exact reads, set by set (and how many pictures were read wrongly, if any were):", None, _exact),
        ("Median milliseconds a picture, as a ratio to zxing-cpp:", "median_ratio", None),
    ):
        lines += ["", title, ""]
        lines += table(
            ["set", "pictures", *total],
            [
                (
                    name,
                    next(one["codes"] + one["negatives"] for one in of_set.values()),
                    *(cell(one) if cell else f"{one[kind]:.1f}" for one in of_set.values()),
                )
                for name, of_set in result["sets"].items()
            ],
        )
    return lines


def _exact(one: dict[str, Any]) -> str:
    return percent(one["exact_rate"]) + (f" ({one['wrong']} wrong)" if one["wrong"] else "")
