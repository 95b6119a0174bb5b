"""What can be read on the papers that came out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import segno
import zxingcpp

from kiosk.simulator.paper import Paper
from kiosk.simulator.printer import PrinterTwin

_BAR_ROWS = 24
"""Rows of the bar that says COPY, at least."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One paper. ``tokens``: the codes on it that could be redeemed. ``copy``: it says so."""

    tokens: tuple[str, ...]
    copy: bool
    rows: int


def look(paper: Paper) -> Strip:
    """Read one paper, as a phone or a scanner would."""
    image = np.pad(np.where(paper, 0, 255).astype(np.uint8), 16, constant_values=255)
    tokens = tuple(found.text for found in zxingcpp.read_barcodes(image))
    return Strip(tokens, _says_copy(paper), len(paper))


def _says_copy(paper: Paper) -> bool:
    """Whether there is the bar across the column, white letters on black. Nothing else on a coupon is half as
    black over so many rows."""
    run = best = 0
    for dark in paper.mean(axis=1) > 0.5:
        run = run + 1 if dark else 0
        best = max(best, run)
    return best >= _BAR_ROWS


def shows(paper: Paper, token: str) -> bool:
    """Whether this token's code is on the paper, dot by dot. Decoders miss one now and then."""
    rows = [row.astype(np.uint8).tobytes() for row in paper]
    for code in _codes(token):
        first = code[0].astype(np.uint8).tobytes()
        for top in range(len(paper) - len(code) + 1):
            left = rows[top].find(first)
            if left >= 0 and np.array_equal(paper[top : top + len(code), left : left + len(code)], code):
                return True
    return False


@lru_cache(maxsize=256)
def _codes(token: str) -> tuple[Paper, ...]:
    made = segno.make_qr(token, error="m", boost_error=False)
    matrix = np.array(list(made.matrix), dtype=np.bool_)
    return tuple(np.kron(matrix, np.ones((dot, dot), np.bool_)) for dot in range(1, 13))


class Tray:
    """The printer's papers of one round, each read once."""

    def __init__(self, printer: PrinterTwin) -> None:
        self._printer = printer
        self._strips: list[Strip] = []

    def strips(self) -> list[Strip]:
        """All finished papers, and what hangs out of the printer as it is now."""
        papers = self._printer.papers
        while len(self._strips) < len(papers):
            self._strips.append(look(papers[len(self._strips)]))
        hanging = self._printer.hanging
        return [*self._strips, *([] if hanging is None else [look(hanging)])]

    def showing(self, token: str, *, copy: bool) -> int:
        """How many finished papers show this token, looked at dot by dot."""
        papers = zip(self._printer.papers, self.strips(), strict=False)
        return sum(strip.copy is copy and shows(paper, token) for paper, strip in papers)
