"""The conformance page says of each clause how it is checked: what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/accessibility.md").read_text()


def rows() -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.splitlines()
        if re.match(r"\| \d+\.", line)
    ]


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:unit|ui|contract|property|e2e)/[a-z_/]+\.py)`", PAGE))
    assert len(named) > 10
    assert not [name for name in named if not (ROOT / "tests" / name).is_file()]


def test_every_clause_says_how_it_is_met_and_by_what() -> None:
    assert len(rows()) > 90
    for row in rows():
        assert len(row) == 4, row
        assert all(row), row
        clause, _, how, by = row
        checked = "`" in by or by in {"above", "this page"}
        assert checked or "**H**" in how or how.startswith("–") or by == "–", clause


def test_all_of_closed_functionality_is_there_in_order() -> None:
    clauses = [row[0] for row in rows()]
    wanted = [f"5.1.3.{number}" for number in range(1, 17)]
    assert [one for one in clauses if one.startswith("5.1.3.")] == wanted
    assert {f"4.2.{number}" for number in range(1, 12)} <= set(clauses)
    assert {"5.1.4", "5.1.5", "5.1.6.1", "5.1.6.2", "5.1.7", "5.2", "5.7", "5.8", "5.9"} <= set(clauses)
