"""Plots as SVG, drawn with shapes and words only: bars, and ranges from the median to the 99th percentile.

They are seen on light pages and on dark ones, so each has a ground of its own; what a bar is, is written
beside it and not said by its colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT, ROW, TOP = 880, 320, 190, 30, 46
INK, SOFT, LINE, GROUND = "#2a2320", "#6b5f57", "#ded4c8", "#fffdf9"
OURS, THEIRS = "#b3541e", "#8d99a6"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. ``beyond`` continues the bar thinly: for a range, where its upper ends are."""

    name: str
    value: float
    ours: bool = False
    beyond: tuple[float, ...] = ()


def bars(title: str, unit: str, rows: Sequence[Bar]) -> str:
    """A plot of these rows from zero on. Raises ``ValueError`` without rows, or when one is below zero."""
    if not rows or any(min(one.value, *one.beyond, one.value) < 0 for one in rows):
        raise ValueError("bars begin at zero, and there is at least one")
    most = max(max((one.value, *one.beyond)) for one in rows) or 1.0
    scale = (WIDTH - LEFT - RIGHT) / most
    height = TOP + ROW * len(rows) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"',
        f'  width="{WIDTH}" height="{height}" role="img" font-family="sans-serif" font-size="14">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="{GROUND}"/>',
        f'<text x="16" y="28" font-size="16" font-weight="bold" fill="{INK}">{escape(title)}</text>',
        f'<line x1="{LEFT}" y1="{TOP - 4}" x2="{LEFT}" y2="{height - 10}" stroke="{LINE}"/>',
    ]
    for at, one in enumerate(rows):
        parts += _row(one, TOP + at * ROW, scale, unit)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _row(one: Bar, y: int, scale: float, unit: str) -> list[str]:
    middle, end = y + ROW / 2, LEFT + one.value * scale
    colour = OURS if one.ours else THEIRS
    weight = ' font-weight="bold"' if one.ours else ""
    text = f'y="{middle + 1:.0f}"'
    parts = [
        f'<text x="{LEFT - 10}" {text} text-anchor="end"{weight} fill="{INK}">{escape(one.name)}</text>',
        f'<rect x="{LEFT}" y="{y + 2}" width="{one.value * scale:.1f}" height="{ROW - 12}" fill="{colour}"/>',
    ]
    for value in one.beyond:
        x = LEFT + value * scale
        way = f"M{end:.1f} {middle - 4:.1f}H{x:.1f}M{x:.1f} {y + 5}V{y + ROW - 13}"
        parts.append(f'<path d="{way}" stroke="{colour}" stroke-width="2"/>')
        end = max(end, x)
    said = " · ".join(_number(value) for value in (one.value, *one.beyond))
    return [*parts, f'<text x="{end + 8:.1f}" {text} fill="{SOFT}">{said} {escape(unit)}</text>']


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value < 10 else f"{value:.0f}"
