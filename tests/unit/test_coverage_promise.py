"""The promise of full branch coverage is kept by workers side by side as well as by one process: tried on a
project of two files, in which one branch is reached by nobody, or by one worker each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = """
def sign(number):
    if number < 0:
        return "-"
    return "+"
"""
BELOW = "import house\n\ndef test_below():\n    assert house.sign(-1) == '-'\n"
ABOVE = "import house\n\ndef test_above():\n    assert house.sign(1) == '+'\n"
SETTINGS = """
[pytest]
pythonpath = .
[coverage:run]
branch = true
source = .
data_file = build/coverage
"""


def run(folder: Path, tests: dict[str, str], *options: str, promise: str = "house.py") -> tuple[int, str]:
    """The exit code and what was said."""
    for name, text in {"house.py": HOUSE, "tox.ini": SETTINGS, **tests}.items():
        (folder / name).write_text(text)
    (folder / "build").mkdir(exist_ok=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    # No plugin but what is needed: most of the time would go into loading the others.
    clean |= {
        "PYTHONPATH": str(ROOT),
        "KIOSK_COVERAGE_PROMISE": promise,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    plugins = ("-p", "xdist", "-p", "tests.plugins.coverage_promise", "-p", "no:cacheprovider")
    started = [sys.executable, "-m", *options, *plugins]
    ended = subprocess.run(
        started, cwd=folder, env=clean, capture_output=True, text=True, timeout=100, check=False
    )
    return ended.returncode, ended.stdout


SIDE_BY_SIDE = ("pytest", "--numprocesses=2", "--dist=loadfile")


def test_what_the_workers_have_reached_together_counts(tmp_path: Path) -> None:
    left = tmp_path / "build" / "coverage.of-worker-gw7"
    left.parent.mkdir()
    left.write_bytes(b"of a run that was killed")
    code, said = run(tmp_path, {"test_a.py": BELOW, "test_b.py": ABOVE}, *SIDE_BY_SIDE)
    assert code == 0, said
    assert "coverage: every branch of house.py" in said
    assert "2 passed" in said.splitlines()[-1]
    assert [one.name for one in (tmp_path / "build").iterdir()] == ["coverage"], "put together, for a report"


@pytest.mark.parametrize("options", [SIDE_BY_SIDE, ("coverage", "run", "-m", "pytest")])
def test_a_branch_that_nobody_reached_fails_the_run(tmp_path: Path, options: tuple[str, ...]) -> None:
    code, said = run(tmp_path, {"test_a.py": BELOW, "test_b.py": "def test_c():\n    pass\n"}, *options)
    assert code == 1
    assert "coverage promise broken" in said
    assert "1 error" in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("options", "promise", "why"),
    [
        (("pytest",), "house.py", "nothing measures"),
        (SIDE_BY_SIDE, "house.py,barn.py", "no such file: barn.py"),
    ],
)
def test_a_promise_that_cannot_be_checked_fails_the_run(
    tmp_path: Path, options: tuple[str, ...], promise: str, why: str
) -> None:
    code, said = run(tmp_path, {"test_a.py": BELOW + ABOVE}, *options, promise=promise)
    assert code == 1
    assert why in said
    assert "1 error" in said.splitlines()[-1]
