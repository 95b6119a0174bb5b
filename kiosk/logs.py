"""Log events on standard output: one JSON object a line, or one line of text.

The events and their fields are a contract (README, "Log events"). Nothing personal is ever among
them: no e-mail, customer code, QR payload, coupon token, PIN or key.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from traceback import extract_tb
from typing import TextIO

_MOST_PLACES = 30
LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


class EventLog:
    """Writes events; callable from any thread. A reader that went away ends the log, not the kiosk."""

    def __init__(self, style: str = "json", level: str = "info", out: TextIO | None = None) -> None:
        self._style = style
        self._least = LEVELS[level]
        self._out = out if out is not None else sys.stdout
        self._lock = threading.Lock()
        self.hearer: Callable[[str, str, Mapping[str, str | float]], None] | None = None
        """Hears each event, its level and its fields, in the thread that logs it, whatever is written."""

    def __call__(self, event: str, level: str = "info", /, **fields: str | float) -> None:
        """Write one event, if its level is wanted."""
        if (hearer := self.hearer) is not None:
            hearer(event, level, fields)
        if LEVELS[level] < self._least:
            return
        ts = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if self._style == "json":
            line = json.dumps({"ts": ts, "level": level, "event": event, **fields}, ensure_ascii=False)
        else:
            words = " ".join(f"{key}={value}" for key, value in fields.items())
            line = f"{ts} {level:<7} {event} {words}".rstrip().replace("\n", " ")
        self._write(line)

    def say(self, words: str) -> None:
        """A line for the person who started the command; no event, so not where JSON is wanted."""
        if self._style == "text":
            self._write(words)

    def _write(self, line: str) -> None:
        with self._lock:
            try:
                try:
                    self._out.write(line + "\n")
                except UnicodeError:  # a sign that the output's encoding does not have: written as in JSON
                    self._out.write(_plain(line) + "\n")
                self._out.flush()
            except (OSError, ValueError):
                self._least = 100


def _plain(line: str) -> str:
    return "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in line)


def places(error: BaseException | None) -> str:
    """Where an error came from, and through which others, by type, file and line. Messages are left out: a
    ``KeyError`` says the key, and that may be a customer's code."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen and len(lines) < _MOST_PLACES:
        seen.add(id(error))
        lines.append(type(error).__name__)
        frames = extract_tb(error.__traceback__)[-_MOST_PLACES:]
        lines += [f'  File "{one.filename}", line {one.lineno}, in {one.name}' for one in frames]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


class _Handler(logging.Handler):
    """Python's own log records (ours and libraries') as ``log`` events."""

    def __init__(self, log: EventLog) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        level = next((name for name, no in reversed(LEVELS.items()) if record.levelno >= no), "debug")
        if record.name == "asyncio" and record.exc_info:
            # Its own words quote the error and what a call was given.
            error = record.exc_info[1]
            self._log("log", level, logger=record.name, message=f"uncaught: {places(error)}")
            return
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001 - a library's slip in its own words is no fault of its caller
            message = str(record.msg)
        self._log("log", level, logger=record.name, message=message)


def take_over(log: EventLog, level: str) -> None:
    """Send Python's logging there too. Libraries only from warnings on: they may log what they carry."""
    root = logging.getLogger()
    root.handlers[:] = [_Handler(log)]
    root.setLevel(logging.WARNING)
    logging.getLogger("kiosk").setLevel(LEVELS[level])
    logging.captureWarnings(True)
