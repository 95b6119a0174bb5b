"""From customers to staff and back: whose screen it is, and that nothing under way is dropped by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import Balance
from kiosk.core.stages_setup import SetupStage
from kiosk.core.state import StaffInside, StaffLock, run_of
from tests.support.core_world import strings
from tests.support.play import ANNA, TOKEN, Play
from tests.support.ways import WAYS

BADGE = "kb_0123456789abcdef"


def is_staff(way: str) -> bool:
    play = Play()
    WAYS[way](play)
    return isinstance(play.kiosk.stage, StaffInside)


def is_entry(way: str) -> bool:
    play = Play()
    WAYS[way](play)
    return isinstance(play.kiosk.stage, StaffLock | SetupStage)


INSIDE = [way for way in WAYS if is_staff(way)]
CUSTOMERS = [way for way in WAYS if not is_staff(way) and not is_entry(way)]

# What ends somebody's time at the screen, or takes it from them.
CHANGES: dict[str, Callable[[Play], object]] = {
    "lock": lambda play: play.tap(ev.Action.LOCK),
    "badge": lambda play: play.scan(BADGE, ev.Source.SCANNER),
    "leave": lambda play: play.tap(ev.Action.LEAVE),
    "back": lambda play: play.tap(ev.Action.BACK),
    "next task": lambda play: play.tap(ev.Action.TASK, "earn"),
    "another member": lambda play: play.scan("ben-code", ev.Source.SCANNER),
    "coupon": lambda play: play.scan("cq_another", ev.Source.SCANNER),
    "no code": lambda play: play.scan(b"\xff", ev.Source.SCANNER),
    "nobody there": lambda play: play.wait(300.0),
}


def shown(play: Play) -> set[str]:
    """Every text that is in the view or behind it."""
    return set(strings((play.view, play.kiosk.stage)))


# -- whose screen it is ------------------------------------------------------------------------------


@pytest.mark.parametrize("way", CUSTOMERS)
@pytest.mark.parametrize("change", ["lock", "badge"])
def test_a_customers_session_is_closed_before_staff_see_anything(way: str, change: str) -> None:
    play = Play()
    WAYS[way](play)
    session = play.session
    CHANGES[change](play)
    assert isinstance(play.kiosk.stage, StaffLock)
    assert play.session not in ("", session)
    assert ANNA.masked_email not in shown(play)
    assert play.kiosk.shadow is None
    # an answer of theirs that comes now shows nothing either
    if play.ever(e.Lookup):
        play.looked_up(o.Found(ANNA))
    if play.ever(e.Send):
        play.answered(o.Accepted(Balance(8, 30)))
    assert isinstance(play.kiosk.stage, StaffLock)
    assert ANNA.masked_email not in shown(play)


@pytest.mark.parametrize("way", INSIDE)
def test_staff_are_gone_before_a_customer_sees_anything(way: str) -> None:
    play = Play()
    WAYS[way](play)
    while play.stage != "Attract":
        session = play.session
        play.tap(ev.Action.LEAVE)
        assert play.session != session
    play.wait(2.5)
    play.scan("ben-code", ev.Source.SCANNER)
    assert play.stage == "LookingUp"
    for text in shown(play):
        assert "Deniz" not in text
        assert ANNA.masked_email not in text


@pytest.mark.parametrize("way", INSIDE)
@pytest.mark.parametrize("text", ["ben-code", TOKEN + "2", b"\xff"])
def test_inside_every_scan_is_the_tasks(way: str, text: str | bytes) -> None:
    play = Play()
    WAYS[way](play)
    play.wait(2.5)
    if not isinstance(play.kiosk.stage, StaffInside):
        return  # they were not served in time, and that is another test
    session = play.session
    play.scan(text, ev.Source.SCANNER)
    assert isinstance(play.kiosk.stage, StaffInside)
    assert play.session == session
    assert not play.of(e.Recall), "that would be a customer's visit"


def test_a_code_that_still_lies_before_the_camera_is_no_customer_when_staff_leave() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "coupon")
    play.scan(TOKEN)
    play.tap(ev.Action.LEAVE)
    play.scan(TOKEN)
    assert play.stage == "Attract"


# -- what is under way -------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("change", CHANGES)
def test_nothing_under_way_is_dropped_by_a_change_of_screen(way: str, change: str) -> None:
    """It is still on screen, goes on without one, or has come to an end that is on its way to disk."""
    play = Play()
    WAYS[way](play)
    run = run_of(play.kiosk.stage)
    before = len(play.all)
    CHANGES[change](play)
    if run is None:
        return
    key = run.operation.id
    now = run_of(play.kiosk.stage)
    held = now is not None and now.operation.id == key
    loose = [one.run.operation.id for one in play.kiosk.loose]
    ended = [one.operation_id for one in play.all[before:] if isinstance(one, e.Mark)]
    settled = [one.operation.id for one in play.all if isinstance(one, e.Settle)]
    assert held or key in loose or key in ended or key in settled
