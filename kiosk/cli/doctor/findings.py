"""What a check has found, and how checks are run side by side, each within its time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.cli.doctor.codes import CODES, Result

Value = str | int | float | bool | None
"""What a program can do something with. Sizes are bytes, ends in ``_ms`` milliseconds, in ``_s`` seconds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. ``code``: of ``CODES``, empty where all is well; ``found`` never repeats a secret."""

    name: str
    result: Result
    found: str
    code: str = ""
    advice: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


Values = Mapping[str, Value]


def good(name: str, found: str, values: Values | None = None) -> Finding:
    """It is as it should be."""
    return Finding(name, Result.OK, found, values=values or {})


def skipped(name: str, found: str, values: Values | None = None) -> Finding:
    """It was not looked at, and why."""
    return Finding(name, Result.SKIP, found, values=values or {})


def trouble(code: str, found: str, values: Values | None = None, *, name: str = "") -> Finding:
    """Something is not as it should be. Raises KeyError for a code that nobody could look up."""
    known = CODES[code]
    return Finding(name or code.partition(".")[0], known.result, found, code, known.advice, values or {})


@dataclass(frozen=True, slots=True)
class Check:
    """``run`` may block for ``seconds``; what takes longer is left behind. ``names``: of the findings that it
    makes."""

    names: Sequence[str]
    run: Callable[[], Sequence[Finding]]
    seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class Looked:
    """All findings, in the order of the checks; ``left_behind``: a check still hangs in some driver."""

    findings: Sequence[Finding]
    left_behind: bool


def side_by_side(checks: Sequence[Check]) -> Looked:
    """Run all of them at once. Never raises, and ends with the slowest's time at the latest."""
    answers: list[Sequence[Finding] | None] = [None] * len(checks)
    begun = time.monotonic()

    def one(place: int) -> None:
        check = checks[place]
        try:
            answers[place] = check.run()
        except Exception as error:  # noqa: BLE001 - one check's mistake must not hide what the others found
            words = f"the check itself failed ({type(error).__name__})"
            answers[place] = [trouble("doctor.failed", words, name=check.names[0])]

    # Daemons: a driver that hangs in the kernel must not keep the doctor from ending.
    threads = [
        threading.Thread(target=one, args=(place,), name=f"doctor {check.names[0]}", daemon=True)
        for place, check in enumerate(checks)
    ]
    for thread in threads:
        thread.start()
    found: list[Finding] = []
    for place, (check, thread) in enumerate(zip(checks, threads, strict=True)):
        thread.join(max(0.0, begun + check.seconds - time.monotonic()))
        told = answers[place]
        if told is None:
            words = f"nothing came of it within {check.seconds:g} s"
            told = [trouble("doctor.stuck", words, name=name) for name in check.names]
        found += told
    return Looked(found, any(thread.is_alive() for thread in threads))
