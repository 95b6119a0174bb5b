"""``kiosk journal forget``: a member's code goes out of the journal, also while the kiosk runs.

The change is one transaction of this process: SQLite keeps it and the kiosk's own apart, as with ``kiosk
staff``. The code is asked for, so that it is in no shell's history and no list of processes."""

from __future__ import annotations

import asyncio
import os
import pwd
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kiosk.cli.journal import ADVICE
from kiosk.config import Settings
from kiosk.journal.forgetting import LEAST, Named, blacken, count_in, set_aside
from kiosk.journal.reading import Reader
from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import JournalError

PATIENCE = 20.0
"""Seconds to wait for others who read the journal."""
_MOST = 64


def forget(
    settings: Settings,
    member: str | None,
    *,
    yes: bool,
    ask: Callable[[str], str] = input,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Ask for the code and for a «yes» where they are not given, forget, and say what went and what did not.
    Returns the exit code: 0 no byte of the journal has the code any more; 1 something is left, or waits."""
    path = settings.journal.path
    try:
        code = (member if member is not None else ask("Member code: ")).strip()
        if not (1 <= len(code) <= _MOST and code.isprintable()):
            return _fail(f"a member's code has 1 to {_MOST} characters, none of them invisible")
        Reader(path).operations([], 1)  # is there a journal, and of this version?
        return asyncio.run(_carry_out(path, code, yes=yes, ask=ask, sleep=sleep))
    except EOFError:
        return _fail("nothing was changed: the question needs an answer (or --yes)")
    except JournalError as error:
        word = str(error).partition(":")[0]
        return _fail(f"{path}: {ADVICE.get(word, str(error))}")
    except OSError as error:
        return _fail(f"{error.filename or path}: {error.strerror}")


async def _carry_out(
    path: Path, code: str, *, yes: bool, ask: Callable[[str], str], sleep: Callable[[float], None]
) -> int:
    journal = await SqliteJournal.open(path)
    try:
        found = await journal.named(code)
        if found.waiting:
            return _waits(found)
        asides = set_aside(path)
        copies = count_in(asides, code)
        if not (found.nothing and not copies):
            _say(_what(found, copies))
            if (
                not yes
                and ask("Forget this member? It cannot be undone. Type yes: ").strip().lower() != "yes"
            ):
                return _fail("nothing was changed")
        # First what only this process can find: the rest is finished by the kiosk, if this is cut short.
        blacken(asides, code)
        try:
            if not found.nothing:
                found = await journal.forget(code, datetime.now(UTC), _person())
        except JournalError as error:
            if str(error) != "waits":
                raise
            return _waits(await journal.named(code))
        until = time.monotonic() + PATIENCE
        while not await journal.wipe(code):
            if time.monotonic() > until:
                return _fail(
                    "It is forgotten, but somebody reads the journal, so its log still holds the code: end"
                    " what reads it, and run this again."
                )
            sleep(0.25)
    finally:
        await journal.close()
    return _done(found, copies, asides, code)


def _what(found: Named, copies: int) -> str:
    """What names the member."""
    parts = [
        _counted(found.operations + found.shared, "operation"),
        _counted(found.coupons, "coupon"),
        _counted(found.checkouts, "order"),
        _counted(copies, "place") + " in damaged files that were set aside" if copies else "",
    ]
    return f"The code is in {', '.join(part for part in parts if part)}."


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _waits(found: Named) -> int:
    for name in found.waiting:
        print(name)
    return _fail(
        "These are not over, and cannot be finished without the member's code; nothing was changed. Have them"
        " tried (kiosk journal retry ID), finish or give them up on the staff's screen («Waiting operations»,"
        " «Checkout»), or wait: a question for a PIN is over after 10 minutes, a kept visit after 24 hours."
        " Then run this again."
    )


def _done(found: Named, copies: int, asides: list[Path], code: str) -> int:
    left = ""
    if asides and len(code) < LEAST:
        left = f"so short a code cannot be looked for in {asides[0].parent}/*.broken-*: delete those files"
    if found.nothing and not copies:
        print("Nothing in the journal names this member.")
    else:
        print("Forgotten. No byte of the journal's files has the code any more.")
        if found.operations or found.checkouts:
            _say("Kept without the code, until journal.keep_days: amounts and times, for the shop's books.")
        if found.shared:
            _say("Deleted: visits whose id was made of the code.")
        if found.coupons:
            _say("Coupons stay good, whoever has them; they are not offered at the member's next visit.")
        if found.operations or found.shared:
            _say("The pause between two visits is forgotten, too: the next scan may earn at once.")
    if found.unknown:
        _say(
            f"{_counted(found.unknown, 'visit')} kept without network: nobody can tell whose, until the"
            " service answers. Each is gone after 24 hours at the latest; then run this once more."
        )
    _say("Not here: what the loyalty service knows, and copies and exports that somebody has made.")
    return _fail(left) if left else 0


def _person() -> str:
    """Who does it, for the audit log: a login, marked so that nobody takes it for a name of the staff's."""
    login = os.environ.get("SUDO_USER", "")
    if not login:
        try:
            login = pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            login = str(os.getuid())
    return f"command line ({login[:32]})"


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1
