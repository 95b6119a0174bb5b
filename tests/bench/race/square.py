"""The square that program and peers paint into the corner of their window: its colour says what is on screen.

Nothing is imported here: what the running program has to load for being looked at must not count as its own.
"""

from __future__ import annotations

SIDE = 16
"""Pixels."""
LIGHT, DARK = 255, 192
"""Of a colour's parts: who comes next has the other one, so that two in a row differ."""
STATES = {
    "attract": (0, 0, 1),
    "lookup": (1, 0, 0),
    "balance": (1, 1, 0),
    "stamp": (0, 1, 0),
    "other": (1, 0, 1),
}
"""What the square tells, and which of red, green and blue are on for it."""
READ = ("lookup", "balance", "stamp")
"""States of which each says that a code was read: a server may answer before the first of them is painted."""


def colour(state: str, visit: int) -> tuple[int, int, int]:
    """Red, green and blue of the square, for the visit with this number."""
    bright = DARK if visit % 2 else LIGHT
    red, green, blue = STATES.get(state, STATES["other"])
    return red * bright, green * bright, blue * bright
