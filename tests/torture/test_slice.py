"""A slice of the fault campaign, bounded by the clock: see docs/reliability.md for all of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_slice_of_the_campaign(tmp_path: Path) -> None:
    """Two kiosks live and die for the most part of a minute, then come to rest."""
    numbers = tmp_path / "numbers.json"
    command = [sys.executable, "-m", "tests.torture", "--seed", "20261126", "--only", "1", "2"]
    command += ["--places", "2", "--minutes", "0.8", "--longest", "9", "--cuts", "0"]
    command += ["--folder", str(tmp_path), "--json", str(numbers)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    total = json.loads(numbers.read_text(encoding="utf-8"))
    assert total["wrong"] == {}
    # Else nothing has happened, and the test has shown nothing.
    assert total["kills"] >= 4
    assert total["all_faults"] >= 20
    assert total["operations"] >= 1
