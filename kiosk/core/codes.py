"""What a scanned text is, and which scans are only the same one again."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field, replace

from kiosk.core.model import CustomerCode
from kiosk.core.rules import AWAY_AFTER

MOST_BYTES = 1024


def readable(data: bytes) -> str | None:
    """The text, if it may be a code at all: 1 to 1024 bytes of UTF-8 without control characters."""
    if not 1 <= len(data) <= MOST_BYTES:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        return None
    return text


def fingerprint(data: bytes) -> bytes:
    """Enough to know a code again, without keeping what it says."""
    return hashlib.blake2b(data, digest_size=16).digest()


def badge_hash(code: str) -> str:
    """What is kept of a staff badge. A plain hash is enough, other than for a PIN: a badge's code is 128
    random bits, so there is no list of likely ones to try against a stolen hash, however quick that is."""
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Person:
    """Who may be showing a code: a member, and the visit (an operation's id) they got while they were
    in view."""

    code: CustomerCode = field(repr=False)
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """A code in view of late: its fingerprint, and the monotonic time of the last sight of it.

    ``who``: the member whose code it is, once known; until then all whose codes were in view when it
    came, for a phone's code changes by itself. ``owed``: nobody was served for it yet, because somebody
    else had the screen.
    """

    mark: bytes
    at: float
    who: tuple[Person, ...] = ()
    owed: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """The codes in view of late."""

    sights: tuple[Sight, ...] = ()

    def look(self, data: bytes, at: float) -> tuple[Seen, bool]:
        """Note the code; true when it had not been in view for the last ``AWAY_AFTER`` seconds."""
        mark = fingerprint(data)
        recent = [one for one in self.sights if at - one.at < AWAY_AFTER]
        known = next((one for one in recent if one.mark == mark), None)
        if known is None:
            now = Sight(mark, at, tuple(dict.fromkeys(who for one in recent for who in one.who)))
        else:
            now = replace(known, at=at)
        return Seen((*(one for one in recent if one.mark != mark), now)), known is None

    def keep(self, others: tuple[bytes, ...], at: float) -> Seen:
        """Note the codes that lie beside the one that counts. They do not count themselves; but those that
        did before are still in view, and no new scan when they lie nearest again."""
        marks = {fingerprint(data) for data in others}
        return Seen(tuple(replace(one, at=at) if one.mark in marks else one for one in self.sights))

    def holds(self, mark: bytes | None, at: float) -> bool:
        """Whether the code with this fingerprint is still (or was until just now) in view."""
        return any(one.mark == mark and at - one.at < AWAY_AFTER for one in self.sights)

    def owed(self, mark: bytes) -> bool:
        """Whether somebody is still to be served for this code."""
        return any(one.mark == mark and one.owed for one in self.sights)

    def who(self, mark: bytes) -> tuple[Person, ...]:
        """Who may be showing this code, as far as is known."""
        return next((one.who for one in self.sights if one.mark == mark), ())

    def owe(self, mark: bytes | None) -> Seen:
        """Somebody else has the screen now: whoever shows this code is to be served after them."""
        return Seen(tuple(replace(one, owed=True) if one.mark == mark else one for one in self.sights))

    def settle(self, mark: bytes) -> Seen:
        """This code has had its turn."""
        return Seen(tuple(replace(one, owed=False) if one.mark == mark else one for one in self.sights))

    def name(self, mark: bytes, who: tuple[Person, ...]) -> Seen:
        """Whose code this is. What is newly known of that person holds for every other code that may be
        theirs, too."""
        known = {person.code: person for person in who}

        def named(one: Sight) -> Sight:
            if one.mark == mark:
                return replace(one, who=who)
            return replace(one, who=tuple(known.get(person.code, person) for person in one.who))

        return Seen(tuple(map(named, self.sights)))
