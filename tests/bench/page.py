"""Puts what was measured into docs/performance.md, between the marks of its part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"


def put(part: str, lines: Sequence[str], page: Path = PAGE) -> None:
    """Replace what stands between ``<!-- measured: part -->`` and ``<!-- end: part -->``.

    Raises ``ValueError`` when the page has no such marks.
    """
    begin, end = f"<!-- measured: {part} -->", f"<!-- end: {part} -->"
    text = page.read_text(encoding="utf-8")
    before, mark, rest = text.partition(begin)
    _, other, after = rest.partition(end)
    if not mark or not other:
        raise ValueError(f"{page.name} has no marks for {part}")
    between = "\n".join([begin, *lines, end])
    page.write_text(before + between + after, encoding="utf-8")
