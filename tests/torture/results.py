"""What a campaign came to, in numbers: for people, for programs and for docs/reliability.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tests.bench import machine
from tests.bench.page import put

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"

HEADS: Final = {
    "lost": "lost (an accepted operation, a coupon, a promised visit)",
    "doubled": "doubled (an operation, a visit, a paper without COPY)",
    "false printed": "reported as printed, and not on paper",
}
TOLD: Final = {*HEADS, "lost in a power cut"}
"""The three that the campaign is for; any other kind of blame comes under its own name."""


@dataclass(slots=True)
class Total:
    """The sum of the rounds."""

    seed: int
    rounds: int = 0
    lives: int = 0
    kills: int = 0
    stops: int = 0
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    applied: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    cuts: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    where: list[str] = field(default_factory=list)
    how: str = ""
    """The options that decide, together with the seed, what is tried."""

    @classmethod
    def of(cls, reports: Iterable[Mapping[str, Any]], cuts: Iterable[Mapping[str, Any]], seed: int) -> Total:
        """Add up."""
        total = cls(seed)
        for one in reports:
            total.rounds += 1
            for name in ("lives", "kills", "stops", "seconds"):
                setattr(total, name, getattr(total, name) + one[name])
            total.faults.update(one["faults"])
            total.acts.update(one["acts"])
            total.ways.update(one["ways"])
            total.applied.update(one["account"]["applied"])
            total.sums.update(
                {name: one["account"][name] for name in ("requests", "repeats", "coupons", "papers")}
            )
            total.wrong.update(blame["what"] for blame in one["wrong"])
            total.where += [
                f"round {one['number']}: {blame['what']}: {blame['where']}" for blame in one["wrong"]
            ]
        for one in cuts:
            total.cuts.update(
                {name: one[name] for name in ("moments", "images", "promises", "writes", "syncs")}
            )
            total.cuts["recordings"] += 1
            if one["wrong"]:
                total.wrong["lost in a power cut"] += len(one["wrong"])
            total.where += [f"power cuts {one['number']}: {what}" for what in one["wrong"]]
        return total

    @property
    def all_faults(self) -> int:
        return sum(self.faults.values())

    @property
    def operations(self) -> int:
        """Applied at the server."""
        return sum(self.applied.values())

    @property
    def kept(self) -> bool:
        """Whether there is nothing to blame."""
        return not self.wrong

    def as_json(self) -> dict[str, Any]:
        """Everything."""
        return {
            "seed": self.seed,
            "rounds": self.rounds,
            "lives": self.lives,
            "kills": self.kills,
            "stops": self.stops,
            "seconds": round(self.seconds, 1),
            "faults": dict(self.faults.most_common()),
            "all_faults": self.all_faults,
            "operations": self.operations,
            "applied": dict(self.applied),
            **dict(self.sums),
            "acts": dict(self.acts),
            "deaths": dict(self.ways),
            "power_cuts": dict(self.cuts),
            "lost": self.wrong["lost"],
            "doubled": self.wrong["doubled"],
            "false_printed": self.wrong["false printed"],
            "wrong": dict(self.wrong),
            "where": self.where,
        }

    def rows(self) -> list[tuple[str, str]]:
        """The short form: what, and how many."""
        applied = ", ".join(f"{count} {kind}" for kind, count in sorted(self.applied.items()))
        shown = [
            ("kills (SIGKILL)", f"{self.kills}"),
            ("orderly stops", f"{self.stops}"),
            ("faults that struck", f"{self.all_faults}"),
            ("people's doings", f"{sum(self.acts.values())}"),
            ("operations applied at the server", f"{self.operations} ({applied})"),
            ("requests, and repeats of what was applied", f"{self.sums['requests']}, {self.sums['repeats']}"),
            ("coupons, papers", f"{self.sums['coupons']}, {self.sums['papers']}"),
        ]
        if self.cuts:
            writes, syncs = self.cuts["writes"], self.cuts["syncs"]
            recorded = f"{self.cuts['recordings']} ({writes} writes, {syncs} syncs)"
            shown += [
                ("journals recorded for power cuts", recorded),
                ("disks as a cut could leave them", f"{self.cuts['images']}"),
                ("of these broken, or short of something promised", f"{self.wrong['lost in a power cut']}"),
            ]
        shown += [(words, str(self.wrong[name])) for name, words in HEADS.items()]
        shown += [(name, str(count)) for name, count in self.wrong.items() if name not in TOLD]
        return shown

    def text(self) -> str:
        """For people."""
        lines = [f"\nseed {self.seed}, {self.rounds} rounds, {self.lives} lives"]
        lines += [f"  {what:<60} {count}" for what, count in self.rows()]
        lines += ["", *(f"  {name:<60} {count}" for name, count in self.faults.most_common()), ""]
        return "\n".join([*lines, *self.where])

    def page(self) -> list[str]:
        """For docs/reliability.md."""
        when = datetime.now(UTC).strftime("%d %B %Y")
        how = f" (`{self.how}`)" if self.how else ""
        tried = f"Seed {self.seed}{how}, {self.rounds} rounds, {self.lives} lives"
        hours = f"{self.seconds / 3600:.1f} hours of kiosk time"
        return [
            f"{tried}, {hours}; {when}. {machine.line()}.",
            "",
            "| | |",
            "| --- | ---: |",
            *(f"| {what} | {count} |" for what, count in self.rows()),
            "",
            "| fault | times |",
            "| --- | ---: |",
            *(f"| {name} | {count} |" for name, count in self.faults.most_common()),
        ]


def write(total: Total, page: Path = PAGE) -> None:
    """Put it into the page, between its marks."""
    put("torture", total.page(), page)
