"""Lists that staff leaf through, a few entries at a time."""

from __future__ import annotations

PAGE = 4
"""Entries on screen at once."""


def turned(first: int, count: int, way: str) -> int | None:
    """The first entry of the page one ``older`` or ``newer``, of so many; None where there is none."""
    match way:
        case "older" if first + PAGE < count:
            return first + PAGE
        case "newer":
            return max(0, first - PAGE)
    return None


def within(first: int, count: int) -> int:
    """The same place in a list that may have become shorter: its last page at most."""
    return min(first, page_of(max(0, count - 1)))


def page_of(index: int) -> int:
    """The first entry of the page that this one is on."""
    return index // PAGE * PAGE
