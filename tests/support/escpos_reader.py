"""A second reader of what goes to a printer: strict, small, and with nothing of the simulator in it.

It knows exactly the commands that a coupon may consist of, byte by byte; anything else is an error, as are
real-time commands in what is no question. It works on lists of numbers, one for each row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")


@dataclass
class Reading:
    """A paper: rows as whole numbers, the leftmost of ``dots`` in the highest bit."""

    dots: int
    rows: list[int] = field(default_factory=list)
    codes: list[tuple[str, int, int, int]] = field(default_factory=list)
    """Codes that the printer was told to make: text, dots a module, left, and the row where it begins."""
    cuts: int = 0
    band_rows: list[int] = field(default_factory=list)
    asked: bytes = b""

    def picture(self) -> list[list[bool]]:
        return [[bool(row >> (self.dots - 1 - x) & 1) for x in range(self.dots)] for row in self.rows]


def read_job(data: bytes, dots: int) -> Reading:
    """Raises ``ValueError`` at the first byte that is not as it has to be."""
    if found := REAL_TIME.search(data):
        raise ValueError(f"a real-time command at {found.start()}")
    paper = Reading(dots)
    at = 0
    left = 0
    in_dots = False
    size, level, text = 0, "", ""

    def take(count: int) -> bytes:
        nonlocal at
        piece = data[at : at + count]
        if len(piece) < count:
            raise ValueError("it ends in the middle of a command")
        at += count
        return piece

    def number(low_high: bytes) -> int:
        return low_high[0] | low_high[1] << 8

    while at < len(data):
        where = at
        command = take(2)
        if command == b"\x1b@":
            left, in_dots = 0, False
        elif command == b"\x1dP":
            in_dots = take(2) == bytes((203, 203))
        elif command == b"\x1da":
            if take(1) != b"\x0e":
                raise ValueError("automatic status of another kind")
        elif command == b"\x1bJ" and in_dots:
            rows = take(1)[0]
            if not rows:
                raise ValueError("a feed of nothing")
            paper.rows += [0] * rows
        elif command == b"\x1dL" and in_dots:
            left = number(take(2))
        elif command == b"\x1dv":
            if take(2) != b"0\x00":
                raise ValueError("a raster of another size")
            width, height = number(take(2)), number(take(2))
            if not width or not 0 < height <= 128:
                raise ValueError("a band that is empty or too high")
            if left + 8 * width > dots:
                raise ValueError("a band that is wider than the paper")
            paper.band_rows.append(height)
            for _ in range(height):
                paper.rows.append(int.from_bytes(take(width), "big") << (dots - left - 8 * width))
        elif command == b"\x1d(":
            kind, length = take(1), number(take(2))
            said = take(length)
            if kind == b"H" and said[:2] == b"00" and length == 6:
                paper.asked = said[2:]
            elif kind == b"k" and said == b"1A2\x00":
                size, level, text = 0, "", ""
            elif kind == b"k" and said[:2] == b"1C" and length == 3:
                size = said[2]
            elif kind == b"k" and said[:2] == b"1E" and length == 3:
                level = "LMQH"[said[2] - 0x30]
            elif kind == b"k" and said[:3] == b"1P0":
                text = said[3:].decode("ascii")
            elif kind == b"k" and said == b"1Q0" and size and level == "M" and text:
                paper.codes.append((text, size, left, len(paper.rows)))
            else:
                raise ValueError(f"an unknown function at {where}")
        elif command == b"\x1dV":
            if take(2) != b"B\x00":
                raise ValueError("a cut of another kind")
            paper.cuts += 1
        else:
            raise ValueError(f"unknown at {where}: {command.hex()}")
    return paper
