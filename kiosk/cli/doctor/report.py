"""The doctor's answer: lines for a person, an object for a program (``docs/doctor.md``)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kiosk import __version__
from kiosk.cli.doctor.codes import Result
from kiosk.cli.doctor.findings import Finding

VERSION = 1
"""Of the JSON. Fields, checks and codes may be added without a new one; none goes or changes its meaning."""


_BOOK = "What each code means: docs/troubleshooting.md"


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found. ``kiosk_id``: empty without a configuration; ``running``: None where unknown."""

    findings: Sequence[Finding]
    kiosk_id: str
    running: bool | None

    @property
    def broken(self) -> bool:
        """Whether anything is."""
        return any(one.result is Result.FAULT for one in self.findings)


def lines(report: Report) -> list[str]:
    """One line for each finding, and one on the whole."""
    width = max(len(one.name) for one in report.findings)
    told = [_line(one, width) for one in report.findings]
    count = Counter(one.result for one in report.findings)
    faults, warnings = count[Result.FAULT], count[Result.WARN]
    if faults:
        told.append(f"{faults} broken, {warnings} to look at. {_BOOK}")
    elif warnings:
        told.append(f"Nothing is broken; {warnings} to look at. {_BOOK}")
    else:
        told.append("Nothing is broken.")
    return told


def _line(one: Finding, width: int) -> str:
    words = f"{one.result.value:<5}  {one.name:<{width}}  {one.found}"
    if one.code:
        words += f" [{one.code}]. {one.advice[0].upper()}{one.advice[1:]}."
    return "".join(sign if sign.isprintable() else "?" for sign in words)


def as_object(report: Report) -> dict[str, Any]:
    """As JSON has it."""
    count = Counter(one.result for one in report.findings)
    return {
        "version": VERSION,
        "at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "kiosk": __version__,
        "kiosk_id": report.kiosk_id,
        "running": report.running,
        "broken": report.broken,
        "counts": {result.value: count[result] for result in Result},
        "findings": [
            {
                "name": one.name,
                "result": one.result.value,
                "code": one.code,
                "found": one.found,
                "advice": one.advice,
                "values": dict(one.values),
            }
            for one in report.findings
        ],
    }


def as_json(report: Report) -> str:
    """One object, in lines."""
    return json.dumps(as_object(report), indent=2, ensure_ascii=False)
