"""Log lines for a bundle: of each event the fields that are known, and of each field the values that are.

The table is that of ``docs/running.md``. What is not in it does not pass: other fields, other words, texts of
libraries, lines that are no events. Numbers pass as numbers, within what they can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import kiosk
from kiosk.cli.logbook import Event, event_of
from kiosk.cli.support.settings import KEYS
from kiosk.cli.support.words import EXCEPTIONS, WORDS
from kiosk.core.events import Source
from kiosk.core.model import OperationKind, OperationState, PrinterState
from kiosk.logs import LEVELS
from kiosk.metrics.catalogue import CALLS, COUPONS, DEVICES, GROUPS, KINDS, OUTCOMES, SCREENS

Told = str | int | float
Rule = Callable[[object], Told | None]
"""The value to tell, or ``None`` for one that must not be told."""

_PACKAGE = Path(kiosk.__file__).resolve().parent
_PLACE = re.compile(r'File "[^"]{0,300}/(kiosk/[a-z_0-9/]{1,100}\.py)", line (\d{1,5})')
_LIBRARIES = frozenset({"qt", "asyncio", "httpx", "httpcore", "py.warnings", "PIL", "root"})
OTHER = "other"


def one_of(words: Iterable[str]) -> Rule:
    """One of these, or the word other."""
    known = frozenset(words)
    return lambda value: value if isinstance(value, str) and value in known else OTHER


def number(least: float, most: float) -> Rule:
    """A number within these; a text that is one counts."""

    def rule(value: object) -> Told | None:
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", value):
            value = float(value) if "." in value else int(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            return None
        return value

    return rule


def _ts(value: object) -> Told | None:
    try:
        return value if isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None else None
    except ValueError:
        return None


def _logger(value: object) -> Told | None:
    if not isinstance(value, str):
        return None
    if value in _LIBRARIES:
        return value
    if re.fullmatch(r"kiosk(\.[a-z_0-9]{1,40}){0,4}", value):
        file = _PACKAGE.joinpath(*value.split(".")[1:])
        if file.is_dir() or file.with_suffix(".py").is_file():
            return value
    return OTHER


def _error(value: object) -> Told | None:
    return value if isinstance(value, str) and value in EXCEPTIONS | WORDS else OTHER


def _setting_or_word(value: object) -> Told | None:
    return value if isinstance(value, str) and value in KEYS | WORDS else OTHER


_MS = number(0, 120_000)
_WORD = one_of(WORDS)

FIELDS: Mapping[str, Mapping[str, Rule]] = {
    "ready": {"startup_ms": number(0, 600_000)},
    "screen": {"name": one_of(SCREENS)},
    "scan": {
        "source": one_of(one.value for one in Source),
        "kind": one_of(KINDS),
        "decode_ms": _MS,
        "length": number(0, 4096),
    },
    "acknowledged": {"ms": _MS},
    "api": {
        "call": one_of(CALLS),
        "status": number(0, 599),
        "outcome": one_of(OUTCOMES),
        "ms": _MS,
        "attempt": number(1, 10_000),
    },
    "limited": {"group": one_of(GROUPS), "wait": number(0, 100_000), "share": number(0, 1)},
    "clock": {"state": one_of(("wrong", "refused", "right")), "ahead": number(-1e10, 1e10)},
    "operation": {
        "kind": one_of(one.value for one in OperationKind),
        "state": one_of(one.value for one in OperationState),
    },
    "coupon": {"state": one_of(COUPONS)},
    "printer": {"state": one_of(one.value for one in PrinterState)},
    "device": {
        "name": one_of(DEVICES),
        "state": one_of(("up", "down")),
        "reason": one_of((*WORDS, "")),
    },
    "kept_visit": {"state": one_of(("closed",)), "reason": _WORD},
    "retry": {"outcome": _WORD},
    "fault": {"where": _WORD, "error": _error, "reason": _setting_or_word},
    "metrics": {"state": one_of(("serving", "waiting")), "reason": one_of(("in_use", "cannot_listen"))},
    "log": {"logger": _logger},
    "stopped": {"reason": _WORD},
}
"""Of each event. ``id`` and ``session`` are told as well, as numbers in the order in which they come up."""

_NAMED = {"operation": "id", "kept_visit": "id", "retry": "id", "coupon": "id", "screen": "session"} | {
    "acknowledged": "session"
}


@dataclass(slots=True)
class Sifted:
    """What passed, and how much did not."""

    lines: list[dict[str, Told]] = field(default_factory=list)
    strange: int = 0
    """Lines that are no events of ours; nothing of them is told."""


class Sieve:
    """Lines of one log. Ids get numbers of their own: they may be an order's, or hang on a member."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], str] = {}

    def sift(self, lines: Iterable[str]) -> Sifted:
        """All that may be told of these lines."""
        found = Sifted()
        for line in lines:
            event = event_of(line)
            told = None if event is None else self._told(event)
            if told is not None:
                found.lines.append(told)
            elif (place := place_of(line)) is not None:
                found.lines.append(place)
            elif line.strip():
                found.strange += 1
        return found

    def _told(self, event: Event) -> dict[str, Told] | None:
        name = event["event"]
        rules = FIELDS.get(name) if isinstance(name, str) else None
        ts = _ts(event.get("ts"))
        if rules is None or ts is None or not isinstance(name, str):
            return None
        told: dict[str, Told] = {
            "ts": ts,
            "level": one_of(LEVELS)(event.get("level")) or OTHER,
            "event": name,
        }
        for key, rule in rules.items():
            value = rule(event[key]) if key in event else None
            if value is not None:
                told[key] = value
        key = _NAMED.get(name, "")
        given = event.get(key)
        if isinstance(given, str) and given:
            kind = "operation" if name in ("kept_visit", "retry") else {"id": name}.get(key, key)
            told[key] = self._numbers.setdefault((kind, given), f"{kind}-{len(self._numbers) + 1}")
        message = event.get("message")
        if name == "log" and isinstance(message, str):
            places = [place for place in map(place_of, message.splitlines()) if place is not None]
            if places:
                told["file"], told["line"] = places[-1]["file"], places[-1]["line"]
        return told


def place_of(line: str) -> dict[str, Told] | None:
    """Where in our own code something went wrong, from a line of a traceback; ``None`` when it is none."""
    found = _PLACE.search(line)
    if found is None:
        return None
    file = _PACKAGE.parent / found[1]
    try:
        there = file.resolve().is_relative_to(_PACKAGE) and int(found[2]) <= len(
            file.read_bytes().splitlines()
        )
    except OSError:
        return None
    return {"event": "place", "file": found[1], "line": int(found[2])} if there else None
