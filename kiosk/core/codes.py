"""What a scanned text is, and which scans are only the same one again."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Seen:
    """Codes in view of late: fingerprint and monotonic time of the last sight of each."""

    marks: tuple[tuple[bytes, float], ...] = ()

    def look(self, data: bytes, at: float) -> tuple[Seen, bool]:
        """Note the code; true when it had not been in view for the last ``AWAY_AFTER`` seconds."""
        mark = fingerprint(data)
        recent = tuple((m, t) for m, t in self.marks if at - t < AWAY_AFTER)
        again = any(m == mark for m, _ in recent)
        rest = tuple((m, t) for m, t in recent if m != mark)
        return Seen((*rest, (mark, at))), not again

    def holds(self, mark: bytes | None, at: float) -> bool:
        """Whether the code with this fingerprint is still (or was until just now) in view."""
        return any(m == mark and at - t < AWAY_AFTER for m, t in self.marks)
