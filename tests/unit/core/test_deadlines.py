"""Every wait has an end, and nobody is thrown out without having been asked."""

import pytest

from kiosk.core import events as ev
from kiosk.core.deadlines import deadlines, idle_window, warns
from kiosk.core.model import PrintState
from kiosk.core.rules import WARNING_TIME, Rules
from kiosk.core.state import Stage
from tests.support.play import COUPON, Play
from tests.support.ways import FIRST_WAYS, WAYS


def test_every_stage_has_its_way_here() -> None:
    stages = set()
    for way in (*WAYS.values(), *FIRST_WAYS.values()):
        play = Play()
        way(play)
        stages.add(type(play.kiosk.stage))
    assert stages == {stage for stage in Stage.__args__ if stage.__name__ != "Attract"}


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("idle_after", [5.0, 30.0, 300.0])
def test_left_alone_every_screen_comes_back_to_the_invitation(name: str, idle_after: float) -> None:
    play = Play(Rules(idle_after=idle_after, staff_idle_after=idle_after))
    WAYS[name](play)
    assert deadlines(play.kiosk)
    limit = 4 * max(idle_after, 60.0) + 60.0
    began = play.mono
    while play.stage not in ("Attract", "Closed"):
        play.wait(5.0)
        assert play.mono - began < limit
    # Whatever still went on has an end, or an answer that it waits for.
    assert all(loose.until is None for loose in play.kiosk.loose)


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("idle_after", [5.0, 30.0, 300.0])
def test_who_is_asked_has_twenty_seconds_and_more_time_is_one_touch(name: str, idle_after: float) -> None:
    play = Play(Rules(idle_after=idle_after, staff_idle_after=idle_after))
    WAYS[name](play)
    window = idle_window(play.kiosk)
    if window is None or not warns(play.kiosk):
        return
    start, warning, end = window
    assert end - warning >= WARNING_TIME - 1e-9
    assert warning - start >= idle_after / 3 - 0.001
    stage = play.stage
    for _ in range(10):
        play.wait(warning - start - 0.01)
        assert play.view.still_there is None
        play.wait(0.02)
        assert play.view.still_there is not None
        assert play.view.more_time is not None
        assert play.view.countdown is not None
        assert play.view.countdown.warning
        play.wait(WARNING_TIME - 1.0)
        assert play.stage == stage
        play.tap(ev.Action.MORE_TIME)
        assert play.view.still_there is None
    play.wait(end - start + 0.001)
    assert play.stage != stage


def test_a_coupon_without_paper_stays_twice_as_long() -> None:
    for state in PrintState:
        play = Play().rewarded(COUPON, state)
        window = idle_window(play.kiosk)
        assert window is not None
        comes = state in (PrintState.QUEUED, PrintState.SENDING, PrintState.SENT, PrintState.PRINTED)
        assert window[2] - window[0] == (30.0 if comes else 60.0)


@pytest.mark.parametrize("name", ["idle", "no such deadline", "resend", "parked"])
def test_a_deadline_that_is_none_or_not_yet_changes_nothing(name: str) -> None:
    play = Play().rewarded()
    before = play.kiosk
    play.do(ev.Elapsed(name))
    assert play.kiosk == before


def test_a_dimmed_invitation_waits_for_nothing() -> None:
    play = Play()
    play.wait(120.0)
    assert deadlines(play.kiosk) == ()
