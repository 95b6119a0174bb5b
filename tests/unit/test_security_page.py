"""docs/security.md: every test that it names is there, and every attempt names one."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

import pytest

from kiosk.core.receipt import Receipt
from kiosk.ports import CouponPaper

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)`")
ATTACKERS = ("customer", "thief", "staff", "network", "paper", "USB", "update")


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def attempts() -> list[str]:
    """The rows of the tables with attempts."""
    rows = []
    for text in sections().values():
        head, _, table = text.partition("| attempt | stopped by | shown by |\n| --- | --- | --- |\n")
        if head != text:
            rows += [line for line in table.splitlines() if line.startswith("|")]
    return rows


@pytest.mark.parametrize("attacker", ATTACKERS)
def test_everybody_is_there(attacker: str) -> None:
    """With what they try, and with what does not stop them."""
    (text,) = (text for title, text in sections().items() if attacker.lower() in title.lower())
    assert "| attempt |" in text
    assert "**Not stopped.**" in text


def test_every_attempt_names_a_test() -> None:
    rows = attempts()
    assert len(rows) > 35
    assert [row for row in rows if not NAMED.search(row.rsplit("|", 2)[1])] == []


@pytest.mark.parametrize("name", sorted(set(NAMED.findall(PAGE))))
def test_every_named_test_is_there(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    tests = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and node.name.lower().startswith("test")
    ]
    assert tests, f"{name} has no test in it"


def test_who_wants_to_report_something_finds_the_page() -> None:
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_a_coupons_paper_knows_nothing_of_its_customer() -> None:
    """What is not in it cannot be printed."""
    printed = {"shop", "name", "token", "kiosk_id", "title", "terms", "copy"}
    assert {one.name for one in dataclasses.fields(Receipt)} == printed | {"issued_at"}
    assert {one.name for one in dataclasses.fields(CouponPaper)} == printed | {"issued", "rtl"}
