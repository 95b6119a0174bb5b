"""``kiosk staff``: who may use the staff screens. Only a hash of each PIN is ever kept."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Callable

from kiosk.cli.journal import ADVICE
from kiosk.config import Settings
from kiosk.journal.pins import Argon2Pins
from kiosk.journal.reading import Reader
from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import JournalError, StaffMember

LEAST, MOST = 4, 8


def command(settings: Settings, doing: str, name: str, ask: Callable[[str], str] = getpass.getpass) -> int:
    """Add, remove or list; returns the exit code. ``ask`` reads a PIN without echo."""
    pin = ""
    if doing == "add":
        wrong = _bad_name(name)
        if wrong:
            return _fail(wrong)
        try:
            pin = ask(f"PIN for {name} ({LEAST} to {MOST} digits): ")
            if not (LEAST <= len(pin) <= MOST and pin.isascii() and pin.isdigit()):
                return _fail(f"a PIN has {LEAST} to {MOST} digits: ask again with another one")
            if ask("The same PIN again: ") != pin:
                return _fail("the two PINs differ: ask again")
        except EOFError:
            return _fail("no PIN was typed: this has to be run at a terminal")
    try:
        if doing == "list":
            return _listed(settings)
        return asyncio.run(_carry_out(settings, doing, name, pin))
    except JournalError as error:
        word = str(error).partition(":")[0]
        return _fail(f"{settings.journal.path}: {ADVICE.get(word, str(error))}")


def _listed(settings: Settings) -> int:
    """All names. Read only: whoever looks makes no journal."""
    try:
        [rows] = Reader(settings.journal.path).asked(("SELECT name FROM staff ORDER BY name", ()))
    except JournalError as error:
        if str(error) != "no_journal":
            raise
        rows = []
    for row in rows:
        print(row["name"])
    if rows:
        _advise("One more: kiosk staff add NAME. One less: kiosk staff remove NAME.")
    else:
        _advise("Nobody yet: kiosk staff add NAME, or touch the lock on the kiosk's screen.")
    return 0


async def _carry_out(settings: Settings, doing: str, name: str, pin: str) -> int:
    journal = await SqliteJournal.open(settings.journal.path)
    try:
        if doing == "add":
            pins = Argon2Pins()
            # The PIN alone says who somebody is: two people with one PIN would be one in the audit log.
            others = [one for one in await journal.staff() if one.name != name]
            if any(pins.verify(one.pin_hash, pin) for one in others):
                return _fail("somebody else has this PIN: choose another PIN")
            await journal.add_staff(StaffMember(name, pins.hash(pin)))
            print(f"{name} can use the staff screens now.")
            _advise("At the kiosk: the lock in the corner, then this PIN. A running kiosk knows it already.")
        else:
            if not await journal.remove_staff(name):
                return _fail(f"nobody is called {name}: see kiosk staff list")
            print(f"{name} is out.")
            _advise("Their PIN and their badge open nothing any more; a running kiosk knows it already.")
        return 0
    finally:
        await journal.close()


def _bad_name(name: str) -> str:
    if not 1 <= len(name) <= 40 or not name.isprintable() or name != name.strip():
        return "a name has 1 to 40 characters, none of them invisible"
    return ""


def _advise(words: str) -> None:
    print(words, file=sys.stderr)


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1
