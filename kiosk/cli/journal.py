"""``kiosk journal``: look into the journal while the kiosk runs, have it try something again, and export.

What is asked for goes to standard output, advice to standard error. No token, QR content, PIN hash or
e-mail is ever shown; customer codes only by ``show`` and ``export --with-members``."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TextIO

from kiosk.config import Settings
from kiosk.core.model import OperationState
from kiosk.journal.reading import KEPT, Reader, Row
from kiosk.journal.sqlite import SqliteJournal
from kiosk.journal.values import WAITING
from kiosk.ports import JournalError

STATES = (*(state.value for state in OperationState), KEPT, "waiting")
"""What ``list --state`` takes; ``waiting`` is all that has no end yet."""

WHAT = ("operations", "coupons", "audit")

TAKEN_UP, ANSWERED = 10.0, 15.0
"""Seconds the kiosk has to take up a wish, and the service to answer it."""

ADVICE = {
    "no_journal": "there is no journal yet: the kiosk makes it when it runs for the first time",
    "older_schema": "the kiosk has not run since it was updated: start it once, then ask again",
    "no_permission": "it may not be read: run this as the user that runs the kiosk",
    "cannot_open": "it cannot be read: run this as the user that runs the kiosk",
    "no_such_folder": "its folder does not exist: check journal.path",
    "not_a_database": "it is no journal: check journal.path",
    "corrupt": "it is damaged: restart the kiosk, which sets it aside and begins a new one",
    "busy": "it is busy: ask again in a moment",
    "newer_schema": "it was written by a newer version of the program (newer_schema): install that one again",
    "foreign_file": "it is another program's (foreign_file): check journal.path",
    "corrupt_in_use": "it is damaged, and the kiosk has it open: restart the kiosk, then ask again",
    "disk_full": "the disk is full: make room, then ask again",
    "read_only": "the disk can only be read: restart the machine; if it stays so, replace the card",
    "io_error": "the disk fails: kiosk doctor says more",
}

NEXT = {
    "pending": "The kiosk sends it by itself.",
    "sent": "The kiosk waits for its answer.",
    "unknown": "It may have been booked. Try it: kiosk journal retry ID. That never counts twice.",
    "challenged": "It needs the code from the customer's phone: begin again with the customer.",
    "accepted": "It is booked; there is nothing to do.",
    "refused": "The service refused it; nothing was booked.",
    "abandoned": "It was given up, for the reason above.",
    KEPT: "It is looked up and earned when the service answers. At once: kiosk journal retry ID",
    "coupon": "A copy can be printed on the staff's screen «Issued coupons».",
    "redemption": "It may have been redeemed. It cannot be tried again: scan the coupon on the staff's"
    " screen, or give it up there.",
}


def since_when(text: str, now: datetime) -> datetime:
    """``2026-11-01`` or ``2026-11-01T14:30`` (the shop's time, or with an offset), or ``7d`` or ``12h``
    before now. Raises ValueError."""
    ago = re.fullmatch(r"(\d{1,5})([dh])", text)
    if ago:
        span = timedelta(days=int(ago[1])) if ago[2] == "d" else timedelta(hours=int(ago[1]))
        return now - span
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is not None else at.replace(tzinfo=now.tzinfo)


def listing(settings: Settings, states: Sequence[str], limit: int) -> int:
    """The newest operations, one a line."""
    wanted = [one for state in states for one in ((*WAITING, KEPT) if state == "waiting" else (state,))]

    def tell(reader: Reader) -> int:
        rows = reader.operations(wanted, limit)
        zone = settings.shop.zone
        lines = [("BEGUN", "STATE", "KIND", "TRIES", "REASON", "ID")]
        lines += [
            (
                _short(row["created_at"], zone),
                row["state"],
                row.get("kind", "visit"),
                str(row["attempts"]),
                row["reason"] or "-",
                row["id"],
            )
            for row in rows
        ]
        widths = [max(len(line[place]) for line in lines) for place in range(5)]
        for line in lines if rows else ():
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
            print(_printable("  ".join((*cells, line[5]))))
        if not rows:
            _advise("No operation is in such a state." if states else "Nothing has been booked here yet.")
        else:
            _advise("More of one of them: kiosk journal show ID")
        return 0

    return _read(settings, tell)


def show(settings: Settings, name: str) -> int:
    """All that is known of what has this id."""

    def tell(reader: Reader) -> int:
        found = reader.called(name)
        zone = settings.shop.zone
        for row in found:
            for key, value in row.items():
                if key == "papers":
                    for paper in value:
                        copy = " (copy)" if paper["copy"] else ""
                        print(f"paper{copy}: {paper['state']}, {_long(paper['changed_at'], zone)}")
                elif value not in (None, ""):
                    print(
                        _printable(f"{key}: {_long(value, zone) if isinstance(value, datetime) else value}")
                    )
        if not found:
            return _fail(f"nothing here has the id {name}: see kiosk journal list")
        _advise(_next(found[0]).replace("ID", name))
        return 0

    return _read(settings, tell)


def _next(row: Row) -> str:
    if row["what"] == "coupon":
        return NEXT["coupon"]
    doubtful = row["state"] in ("sent", "unknown")
    if row.get("kind") == "coupon" and doubtful:
        return NEXT["redemption"]
    return NEXT[row["state"]]


def retry(settings: Settings, name: str, sleep: Callable[[float], None] = time.sleep) -> int:
    """Ask the running kiosk to try it at once, and wait for what comes of it."""

    def tell(reader: Reader) -> int:
        before = _waiting(reader, name)
        if before is None:
            found = reader.called(name)
            if not found or found[0]["what"] == "coupon":
                return _fail(f"no operation has the id {name}: see kiosk journal list --state waiting")
            return _fail(f"it is over ({found[0]['state']}): there is nothing to try")
        if before.get("kind") == "coupon" or before["state"] == "challenged":
            return _fail(_next(before).replace("ID", name))
        if not reader.in_use:
            return _fail("the kiosk is not running: start it, and it tries this one by itself")
        asyncio.run(_wish(settings.journal.path, name))
        if not _until(lambda: not reader.wished(name), TAKEN_UP, sleep):
            return _fail("the kiosk has not taken it up: is it running? It tries this one when it starts")
        _until(lambda: _told(before, _waiting(reader, name)), ANSWERED, sleep)
        return _outcome(reader, before, name)

    return _read(settings, tell)


async def _wish(path: Path, name: str) -> None:
    journal = await SqliteJournal.open(path)
    try:
        await journal.ask_retry(name, datetime.now(UTC))
    finally:
        await journal.close()


def _waiting(reader: Reader, name: str) -> Row | None:
    found = [
        row for row in reader.called(name) if row["state"] in (*WAITING, KEPT) and row["what"] != "coupon"
    ]
    return found[0] if found else None


def _told(before: Row, now: Row | None) -> bool:
    """Whether the try has come to something."""
    return now is None or (now["attempts"] > before["attempts"] and now["state"] != "sent")


def _outcome(reader: Reader, before: Row, name: str) -> int:
    now = _waiting(reader, name)
    if now is not None and now["attempts"] > before["attempts"] and now["state"] != "sent":
        return _fail(f"still no answer ({now['reason']}): the kiosk goes on by itself")
    if now is not None:
        return _fail(
            "nothing has come of it yet: somebody may be at it, or the service is slow. Look again soon:"
            f" kiosk journal show {name}"
        )
    over = [row for row in reader.called(name) if row["what"] == "operation"]
    if not over:
        print("The visit is not kept any more: it was earned under another id, or closed.")
        _advise("See: kiosk journal list")
        return 0
    print(f"{over[0]['state']}{' (' + over[0]['reason'] + ')' if over[0]['reason'] else ''}")
    _advise(_next(over[0]))
    return 0 if over[0]["state"] == "accepted" else 1


def _until(holds: Callable[[], bool], seconds: float, sleep: Callable[[float], None]) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        sleep(0.25)
    return True


def export(
    settings: Settings, what: str, form: str, since: datetime | None, *, members: bool, file: Path | None
) -> int:
    """Operations, coupons and the audit log, as JSON lines or CSV, for other programs to read."""
    chosen = WHAT if what == "all" else (what,)

    def tell(reader: Reader) -> int:
        rows = reader.everything(chosen, since, members=members)
        if file is None:
            _write(rows, form, sys.stdout)
            return 0
        # The customers' codes in it are nobody else's business.
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(number, "w", encoding="utf-8", newline="") as out:
            os.fchmod(out.fileno(), 0o600)
            _write(rows, form, out)
        _advise(f"{len(rows)} lines are in {file}.")
        return 0

    return _read(settings, tell)


def _write(rows: Sequence[Row], form: str, out: TextIO) -> None:
    if form == "json":
        plain = ({key: _cell(value) for key, value in row.items()} for row in rows)
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in plain)
        return
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["what"]
    table = csv.writer(out)
    table.writerow(columns)
    for row in rows:
        table.writerow([_harmless(_cell(row.get(name))) for name in columns])


def _cell(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _harmless(value: object) -> object:
    """A name that begins like a formula is text to a spreadsheet, too."""
    return (
        "'" + value
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
        else value
    )


def _read(settings: Settings, tell: Callable[[Reader], int]) -> int:
    path = settings.journal.path
    try:
        return tell(Reader(path))
    except JournalError as error:
        word = str(error).partition(":")[0]
        return _fail(f"{path}: {ADVICE.get(word, str(error))}")
    except BrokenPipeError:
        # Whoever read the output has had enough (``… | head``); Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _fail(f"{error.filename or path}: {error.strerror}")


def _short(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _long(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"


def _printable(text: str) -> str:
    """Names come from elsewhere: what would command the terminal is not printed."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _advise(words: str) -> None:
    print(words, file=sys.stderr)


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


def positive(text: str) -> int:
    """A whole number above 0, for argparse."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
