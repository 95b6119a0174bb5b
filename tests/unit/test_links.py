"""The documents lead where they say: every link to a file, a folder, a picture or a heading of ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.documents import ROOT, documents

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def prose(path: Path) -> str:
    """Without blocks and spans of code, where brackets mean something else."""
    text = re.sub(r"^ *```.*?^ *```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(path: Path) -> set[str]:
    """What the headings of a page are called in links, as GitHub names them."""
    text = re.sub(r"^ *```.*?^ *```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} +(.+?) *$", text, re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        number = 0
        while (name if not number else f"{name}-{number}") in found:
            number += 1
        found.add(name if not number else f"{name}-{number}")
    return found


PAGES = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in documents()]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: Path) -> None:
    wrong = []
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            wrong.append(target)
    assert wrong == []


def test_every_page_can_be_found() -> None:
    """From the table of contents, or from the first page."""
    led = set()
    for page in (ROOT / "docs" / "README.md", ROOT / "README.md"):
        led |= {(page.parent / one.partition("#")[0]).resolve() for one in _LINK.findall(prose(page))}
    tracked = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    pages = {ROOT / name for name in tracked} - {ROOT / "README.md", ROOT / "docs" / "README.md"}
    assert {str(one.relative_to(ROOT)) for one in pages - led} == set()
