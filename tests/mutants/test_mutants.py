"""Planted bugs: the checks that say they would notice have to.

Each mutant runs in a process of its own, with its named tests and nothing else. Hypothesis looks for a first
example and does not make it smaller.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.mutants.planted import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(__file__).with_name("site")
AT_ONCE = 3
FAILED = 1
"""Of pytest and of the campaign: something was found. Anything else is a fault of the check itself."""

Ran = subprocess.CompletedProcess[str]


def run(mutant: Mutant, folder: Path) -> Ran:
    """Its checks, with the bug planted."""
    changes: dict[str, list[list[str]]] = defaultdict(list)
    for change in mutant.changes:
        changes[change.module].append(change.pair())
    if mutant.torture:
        command = ["tests.torture", "--only", "1", "--lives", "3", "--longest", "7", "--rest", "5"]
        command += ["--places", "1", "--cuts", "0", "--folder", str(folder)]
    else:
        command = ["pytest", "-q", "--tb=line", "-o", f"cache_dir={folder}", *mutant.caught_by]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    planted = {"PYTHONPATH": str(SITE), "MUTANT": json.dumps(changes), "HYPOTHESIS_PROFILE": "mutants"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=clean | planted,
        capture_output=True,
        text=True,
        timeout=200,
    )


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Future[Ran]]:
    """What came of each of the chosen ones; the slow one begins first."""
    here = [item for item in request.session.items if item.path == request.path]
    chosen = [item.callspec.params["mutant"] for item in here if isinstance(item, pytest.Function)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {
            mutant.name: pool.submit(run, mutant, tmp_path_factory.mktemp("mutant"))
            for mutant in sorted(chosen, key=lambda one: not one.torture)
        }


@pytest.mark.slow
@pytest.mark.timeout(400)  # the first one waits for them all
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_caught(runs: dict[str, Future[Ran]], mutant: Mutant) -> None:
    ran = runs[mutant.name].result()
    assert ran.returncode == FAILED, f"exit {ran.returncode}\n{ran.stdout}{ran.stderr}"
    for test in mutant.caught_by:
        # A test with parameters may notice in some of them only.
        assert f"FAILED {test}" in ran.stdout, f"{test} did not notice\n{ran.stdout}"
    assert mutant.torture in ran.stdout, f"the campaign did not notice\n{ran.stdout}"
