"""What the command line says of a mistake, the screen says in the person's language: no way of saying it may
have changed on one side only."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.project_first import WHY, why
from tests.support.setup_card import Computer
from tests.unit.test_setup_import import FILLED, MISTAKES, change

MORE = {
    "least": change("[visit]", "[visit]\ndaily_limit = -1"),
    "most": change("[ui]", "[ui]\nvolume = 101"),
    "long": change("Café Yıldız", "x" * 61),
    "one_of": change('card = "point"', 'card = "stamps"'),
    "number": change("[ui]", '[ui]\nvolume = "7"'),
    "switch": change("[ui]", "[ui]\nsound = 1"),
    "colour": change("[api]", 'accent = "red"\n[api]'),
    "table": "shop = 1\n",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The messages of the screen for every mistake that there is a test for."""
    found = set()
    texts = [text for name, (text, _) in MISTAKES.items() if name != "no text"]
    for number, text in enumerate([*texts, *MORE.values()]):
        computer = Computer.new(tmp_path_factory.mktemp(f"card{number}"))
        found |= {why(fault.reason).id for fault in computer.owner_writes(text).boots().faults}
    computer = Computer.new(tmp_path_factory.mktemp("twice"))
    faults = computer.owner_writes(FILLED).owner_writes("lk_other", "api.key").boots().faults
    return found | {why(fault.reason).id for fault in faults}


def test_each_of_the_screens_reasons_is_one_that_is_said(told: set[str]) -> None:
    assert {name for _, name in WHY} <= told


def test_the_usual_mistakes_need_no_english(tmp_path: Path) -> None:
    for name in (
        "a wrong value",
        "no key",
        "no password",
        "no such country",
        "no TOML",
        "an address in the clear",
    ):
        computer = Computer.new(tmp_path / name)
        for fault in computer.owner_writes(MISTAKES[name][0]).boots().faults:
            assert why(fault.reason).id != "first_why.other", fault
