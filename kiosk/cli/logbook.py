"""The log that a kiosk has written, read again: from systemd's journal, or from a file that holds its output.

Lines are in either of its two forms. Whatever else stands there (the compositor's words, a traceback) is no
event and comes back as ``None``: it is counted, and nothing of it is looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.core.model import PrinterState
from kiosk.devices.programs import output_of

UNIT = "kiosk.service"
MOST_BYTES = 20_000_000
"""Of a file, its end: a busy shop writes some megabytes a day."""
MOST_LINES = 20_000
ASK_TIME = 4.0
"""Seconds that journalctl has, where somebody waits."""

Event = dict[str, object]

_TEXT = re.compile(r"(\S{10,40}) (debug|info|warning|error)\s+([a-z_]{1,30})(?: (.*))?")
_STATES = frozenset(state.value for state in PrinterState)
_REASON = re.compile(r"[a-zA-Z_]{1,30}")
_FIELD = re.compile(r"(?:^|\s)([a-z_]{1,30})=")


def from_file(file: Path) -> list[str]:
    """The last lines of a file. Raises OSError."""
    with file.open("rb") as opened:
        size = opened.seek(0, 2)
        opened.seek(max(0, size - MOST_BYTES))
        lines = opened.read(MOST_BYTES).decode("utf-8", "replace").splitlines()
    return lines[1:] if size > MOST_BYTES else lines


def from_journald(pid: int | None = None, seconds: float = ASK_TIME) -> list[str] | None:
    """What systemd's journal has of the unit, or of one process of it; ``None`` where it cannot be asked, or
    does not answer within so many seconds."""
    whose = f"_SYSTEMD_UNIT={UNIT}" if pid is None else f"_PID={pid}"
    asked = ["journalctl", "--quiet", "--no-pager", "--output=cat", f"--lines={MOST_LINES}", whose]
    said = output_of(asked, seconds)
    return None if said is None else said[-MOST_BYTES:].decode("utf-8", "replace").splitlines()


def event_of(line: str) -> Event | None:
    """The event that a line is, ``event``, ``ts`` and ``level`` among its fields; values of a line of text
    are texts. ``None`` for whatever else it may be."""
    line = line.strip()
    if line.startswith("{"):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) and isinstance(found.get("event"), str) else None
    text = _TEXT.fullmatch(line)
    if text is None:
        return None
    ts, level, event, rest = text[1], text[2], text[3], text[4] or ""
    parts = _FIELD.split(rest)
    fields = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {**fields, "ts": ts, "level": level, "event": event}


@dataclass(slots=True)
class Said:
    """What a running kiosk has last said of its devices: only changes are in the log, so the last counts."""

    printer: str = ""
    devices: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By name: up or down, and the reason."""


def last_said(lines: Iterable[str]) -> Said:
    """Of the newest run of the kiosk in these lines."""
    said = Said()
    for line in lines:
        event = event_of(line) or {}
        match event:
            case {"event": "stopped"}:
                said = Said()
            case {"event": "printer", "state": str(state)} if state in _STATES:
                said.printer = state
            case {"event": "device", "name": str(name), "state": "up" | "down" as state}:
                reason = str(event.get("reason", ""))
                said.devices[name] = (state, reason if _REASON.fullmatch(reason) else "")
            case _:
                pass
    return said


def lines_for(file: Path | None, pid: int | None) -> Sequence[str]:
    """Of the kiosk at work: its file, or what systemd has of its process (of the unit, where that is not
    known). Empty where neither can be read."""
    if file is None:
        return from_journald(pid) or ()
    try:
        return from_file(file)
    except OSError:
        return ()
