"""The card for the staff: drawn as it is now, in every language, and calling things as the screen does."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def words() -> dict[str, object]:
    made: dict[str, object] = runpy.run_path(str(DOCS / "staff_card_words.py"))["CARDS"]
    return made


def test_the_pictures_are_of_today() -> None:
    """And everything on them has its room: what does not fit is an error there."""
    ran = subprocess.run(
        [sys.executable, DOCS / "staff_card.py", "--check"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_language_of_the_kiosk_has_its_page(words: dict[str, object]) -> None:
    spoken = {path.stem.removeprefix("kiosk_") for path in (ROOT / "assets/translations").glob("kiosk_*.ts")}
    assert set(words) == spoken
    pdf = (DOCS / "staff-card.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == len(spoken)


def test_every_task_is_on_it_with_its_own_drawing() -> None:
    """As in the staff's menu."""
    menu = (ROOT / "kiosk/ui/qml/screens/StaffMenu.qml").read_text(encoding="utf-8")
    found = re.search(r"icons: \(\{(.*?)\}\)", menu, re.DOTALL)
    assert found is not None
    shown = dict(re.findall(r'(\w+): "(\w+)"', found[1]))
    source = (DOCS / "staff_card.py").read_text(encoding="utf-8")
    drawn = re.search(r"^ICONS = \{(.*?)^\}", source, re.DOTALL | re.MULTILINE)
    assert drawn is not None
    assert dict(re.findall(r'"(\w+)": "(\w+)"', drawn[1])) == shown
