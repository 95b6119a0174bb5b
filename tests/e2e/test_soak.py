"""A slice of ``make soak``: sessions at full rate against the real program, and one that leaks on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.judge import wrong
from tests.soak.sessions import ROUND, crowd, soak

ROUNDS = 2
FIRST_SESSIONS_KB = 32_000
"""So much they may take: of so few each picture that is held for a moment is seen, and all comes for the
first time. A whole soak allows 5 MB for 5,000 sessions."""


@pytest.mark.timeout(240)
@pytest.mark.parametrize("leak", [False, True], ids=["as it is", "with a planted leak"])
def test_sessions_leave_nothing_behind(tmp_path: Path, leak: bool) -> None:
    rounds = 1 if leak else ROUNDS
    with crowd(tmp_path, leak=leak) as (people, kiosk):
        found = soak(people, kiosk.pid, lambda number: number < rounds * ROUND, 1, lambda sample: None)
    said = wrong(found, most_growth_kb=FIRST_SESSIONS_KB, steady=False)
    if not leak:
        assert said == []
        return
    assert [one.split(":")[0] for one in said] == ["memory", "descriptors", "threads"]
