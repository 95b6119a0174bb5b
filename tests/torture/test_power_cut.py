"""The power fails at every moment of a day of the journal, and in a life of the kiosk: whatever the disk then
holds, the journal opens, and everything that was told is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.v4l2_twin import compiler
from tests.torture.cut_life import RecordedRound, cut_life
from tests.torture.cuts import in_memory
from tests.torture.cutting import cut_script, record_script

pytestmark = pytest.mark.skipif(
    compiler() is None, reason="NO C COMPILER: power cuts are not tried (apt install gcc)"
)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "checkpoint"), [(1, 0), (2, 6)], ids=["one log", "many checkpoints"])
def test_the_power_fails_at_every_moment(tmp_path: Path, seed: int, checkpoint: int) -> None:
    """The disk holds what the last call left, or the next one's whole work, and nothing else."""
    deeds = record_script(tmp_path, seed, 6, checkpoint)
    with in_memory(tmp_path) as folder:
        cuts = cut_script(deeds, folder, seed=seed, choices=2)
    assert not cuts.wrong, "\n".join(cuts.wrong)
    # Else the recorder has heard nothing, and the test has shown nothing.
    assert cuts.deeds["W"] > 200
    assert cuts.deeds["S"] > 30
    assert cuts.promises > 700


@pytest.mark.slow
def test_the_power_fails_in_a_life_of_the_kiosk(tmp_path: Path) -> None:
    """What the log has said and what has been sent is on the disk."""
    before, deeds = RecordedRound(tmp_path / "round", 1, 1).record(8.0)
    with in_memory(tmp_path) as folder:
        cuts = cut_life(before, deeds, folder, seed=1, choices=1)
    assert not cuts.wrong, "\n".join(cuts.wrong)
    assert cuts.deeds["N"] > 0
    assert cuts.promises > 50
