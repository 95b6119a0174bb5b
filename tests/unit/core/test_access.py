"""What a person sets for themselves: it holds for them, on every screen, and for nobody after them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core import events as ev
from kiosk.core.project import project
from kiosk.core.project_speech import speakable
from kiosk.core.rules import SPOKEN_TIME, WARNING_TIME, Rules
from kiosk.core.state import Prefs, default_prefs, session_of
from kiosk.core.view import Text
from kiosk.core.view_access import Access, Aids, Speech
from tests.support.play import ANNA, COUPON, TOKEN, Play
from tests.support.texts import texts
from tests.support.ways import WAYS

SPEAKING = Rules(speech=True)
SWITCHES = ("reach", "steady", "calm", "speech")


def aids(play: Play) -> Aids:
    found = play.view.aids
    assert found is not None
    return found


def speech(play: Play) -> Speech:
    found = aids(play).speech
    assert found is not None
    return found


def panel(play: Play) -> Access:
    found = play.view.access
    assert found is not None
    return found


def headphones(play: Play, up: bool, reason: str = "") -> None:
    play.do(ev.DeviceChanged("headphones", up=up, reason=reason))


# -- switches ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_is_what_its_press_says_however_often_it_is_pressed(name: str) -> None:
    play = Play(SPEAKING)
    for value, on in ((f"{name}_on", True), (f"{name}_on", True), (f"{name}_off", False)):
        play.tap(ev.Action.AID, value)
        assert getattr(play.kiosk.prefs, name) is on
    held = play.kiosk.prefs
    play.tap(ev.Action.AID, "nonsense")
    assert play.kiosk.prefs == held


def test_the_panel_offers_the_other_state_of_each_switch_and_marks_what_holds() -> None:
    play = Play(SPEAKING)
    play.tap(ev.Action.ACCESS)
    shown = panel(play)
    assert shown.low is not None
    offered = {one.value for one in (*shown.hands, shown.low, *shown.sound)}
    assert offered == {"reach_on", "steady_on", "calm_on", "speech_on", "softer", "louder"}
    for one in ("reach_on", "steady_on", "calm_on", "speech_on"):
        play.tap(ev.Action.AID, one)
    shown = panel(play)
    assert shown.low is not None
    switches = [*shown.hands, shown.low, shown.sound[0]]
    assert all(one.style == "primary" and one.value.endswith("_off") for one in switches)
    assert (aids(play).reach, aids(play).steady, aids(play).calm) == (True, True, True)


def test_a_kiosk_that_cannot_speak_offers_only_the_volume_of_its_sounds() -> None:
    play = Play()
    play.tap(ev.Action.ACCESS)
    assert [one.value for one in panel(play).sound] == ["softer", "louder"]
    for value in ("speech_on", "repeat"):
        play.tap(ev.Action.AID, value)
        assert not play.kiosk.prefs.speech
    play = Play(Rules(sound=False))
    play.tap(ev.Action.ACCESS)
    assert (panel(play).sound, panel(play).sound_title) == ((), None)
    play.tap(ev.Action.AID, "louder")
    play.tap(ev.Action.AID, "softer")
    assert play.kiosk.prefs.volume == 70


def test_the_volume_goes_in_steps_of_ten_and_never_to_silence() -> None:
    play = Play()
    play.tap(ev.Action.ACCESS)
    for wanted in (80, 90, 100, 100):
        play.tap(ev.Action.AID, "louder")
        assert aids(play).volume == wanted
    assert not panel(play).sound[-1].enabled
    for _ in range(12):
        play.tap(ev.Action.AID, "softer")
    assert aids(play).volume == 10
    assert not panel(play).sound[0].enabled
    # set to silence by the shop, it does not become louder by «softer»
    mute = Play(Rules(volume=0))
    mute.tap(ev.Action.AID, "softer")
    assert mute.kiosk.prefs.volume == 0


def test_staff_who_set_the_volume_hear_it_on_their_own_screen() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "settings")
    play.tap(ev.Action.SETTING, "volume")
    play.tap(ev.Action.SET, "40")
    assert aids(play).volume == 40


# -- the end of a session ---------------------------------------------------------------------------

CHOICES = [
    (ev.Action.LANGUAGE, "ar"),
    (ev.Action.TEXT_SIZE, "200"),
    (ev.Action.THEME, "contrast"),
    *((ev.Action.AID, f"{name}_on") for name in SWITCHES),
    (ev.Action.AID, "louder"),
    (ev.Action.AID, "softer"),
    (ev.Action.AID, "repeat"),
    (ev.Action.ACCESS, ""),
]


@settings(deadline=None)
@given(
    chosen=st.lists(st.sampled_from(CHOICES), min_size=1, max_size=8),
    way=st.sampled_from(sorted(WAYS)),
    end=st.sampled_from(["time", "next", "leave"]),
    plugged=st.booleans(),
)
def test_whatever_was_chosen_on_whatever_screen_the_next_person_finds_the_defaults(
    chosen: list[tuple[ev.Action, str]], way: str, end: str, plugged: bool
) -> None:
    play = Play(SPEAKING)
    WAYS[way](play)
    headphones(play, plugged, "" if plugged else "out")
    for action, value in chosen:
        play.tap(action, value)
    first = play.session
    if end == "leave":
        play.tap(ev.Action.LEAVE)
    elif end == "next":
        play.scan("somebody-elses-code")
    for _ in range(12):
        if session_of(play.kiosk.stage) is None or play.session != first:
            break
        play.wait(90.0)
    if session_of(play.kiosk.stage) is None:
        play.wait(90.0)  # what is chosen at the invitation is somebody's, until nobody comes
    if play.session == first:
        return  # the same person's screen goes on: nothing has ended
    assert play.kiosk.prefs == default_prefs(play.kiosk.rules, play.kiosk.health)
    assert play.kiosk.prefs == replace(Prefs(), speech=plugged)


# -- speech -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("plugged", [True, False])
@pytest.mark.parametrize("way", sorted(WAYS))
def test_every_screen_speaks_and_says_nothing_personal_unless_headphones_are_in(
    way: str, plugged: bool
) -> None:
    play = Play(SPEAKING)
    WAYS[way](play)
    headphones(play, plugged, "" if plugged else "out")
    play.tap(ev.Action.AID, "speech_on")
    said = speech(play)
    assert said.lines
    assert said.private is plugged
    spoken = [*said.lines, *texts(said.controls)]
    if not plugged:
        assert all(speakable(text) for text in spoken)
        told = repr([text.values for text in spoken])
        for secret in (ANNA.masked_email, "anna", COUPON.name, TOKEN, COUPON.token, "Deniz"):
            assert secret not in told
    known = {(one.action, one.value) for one in said.controls}
    buttons = [*play.view.buttons, play.view.access_button, play.view.lock, play.view.more_time]
    assert {(one.action, one.value) for one in buttons if one is not None} <= known


def test_a_balance_is_for_the_ears_of_its_member() -> None:
    play = Play(SPEAKING).known()
    play.tap(ev.Action.AID, "speech_on")
    ids = [text.id for text in speech(play).lines]
    assert ids[0] == "balance.headline"
    assert ids[-1] == "speech.headphones.next"
    assert not {"balance.points", "balance.stamps_of", "speech.account"} & set(ids)
    headphones(play, True)
    ids = [text.id for text in speech(play).lines]
    assert {"balance.stamps_of", "speech.account"} <= set(ids)
    assert "speech.headphones.next" not in ids
    assert not re.search("•", repr([text.values for text in speech(play).lines]))


@pytest.mark.parametrize("reason", ["out", "missing", "unplugged", ""])
def test_headphones_that_go_end_speech_and_unknown_is_as_good_as_none(reason: str) -> None:
    play = Play(SPEAKING).known()
    headphones(play, True)
    assert speech(play).private
    headphones(play, False, reason)
    assert play.kiosk.health.headphones is (False if reason == "out" else None)
    assert aids(play).speech is None
    play.tap(ev.Action.AID, "speech_on")
    assert not speech(play).private
    # the same news once more ends nothing that was asked for since
    headphones(play, False, "missing")
    assert not speech(play).private


def test_headphones_wake_the_screen_and_belong_to_the_next_session_too() -> None:
    play = Play(SPEAKING)
    play.wait(120.0)
    assert play.kiosk.stage.dimmed  # type: ignore[union-attr]
    headphones(play, True)
    assert not play.kiosk.stage.dimmed  # type: ignore[union-attr]
    ids = [text.id for text in speech(play).lines]
    assert ids == ["attract.headline", "attract.hint", "speech.keys.next"]
    play.known()
    play.tap(ev.Action.AID, "speech_off")
    play.tap(ev.Action.LEAVE)
    play.wait(30.0)
    assert play.kiosk.prefs.speech


def test_headphones_mean_nothing_to_a_kiosk_that_does_not_speak() -> None:
    play = Play()
    headphones(play, True)
    assert play.kiosk.health.headphones
    assert aids(play).speech is None


def test_it_is_said_again_on_demand_and_the_same_key_begins_it() -> None:
    play = Play(SPEAKING)
    play.tap(ev.Action.AID, "repeat")
    first = speech(play)
    play.tap(ev.Action.AID, "repeat")
    assert speech(play).turn == first.turn + 1
    assert speech(play).lines == first.lines


def test_what_lies_over_a_screen_is_spoken_in_its_place() -> None:
    play = Play(SPEAKING).known()
    play.tap(ev.Action.AID, "speech_on")
    play.tap(ev.Action.ACCESS)
    assert [text.id for text in speech(play).lines] == ["access.title", "access.sound_title"]
    controls = {(one.action, one.value): one.texts for one in speech(play).controls}
    assert controls["theme", "light"] == (Text("access.light"), Text("speech.chosen"))
    assert controls["theme", "dark"] == (Text("access.dark"),)


# -- time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [30.0, 300.0])
def test_more_time_is_asked_for_with_twenty_seconds_left_and_given_ten_times(seconds: float) -> None:
    play = Play(Rules(idle_after=seconds)).rewarded()
    session = play.session
    for touch in range(12):
        before = play.mono
        while play.view.still_there is None:
            assert play.session == session, "it ended without a warning"
            play.wait(1.0)
        assert play.view.countdown is not None
        assert play.view.countdown.ends - play.mono >= WARNING_TIME - 1.0
        assert play.mono - before >= seconds / 3 - 1.0
        # anything at all: a touch beside every control, or a key that does nothing
        play.do(ev.Stirred(touch=True)) if touch % 2 else play.tap(ev.Action.MORE_TIME)
        assert play.view.still_there is None
    assert play.session == session


def test_who_is_read_to_has_a_minute_and_is_asked_on_every_screen_that_goes_by_itself() -> None:
    for way in ("offline", "lock"):
        play = Play(SPEAKING)
        WAYS[way](play)
        play.tap(ev.Action.AID, "speech_on")
        countdown = play.view.countdown
        assert countdown is not None
        assert countdown.ends - play.mono >= SPOKEN_TIME
        play.wait(SPOKEN_TIME - 1.0)
        assert play.view.still_there is not None
    play = Play(SPEAKING)
    WAYS["thanks"](play)
    play.tap(ev.Action.AID, "speech_on")
    countdown = play.view.countdown
    assert countdown is not None
    assert 8.0 < countdown.ends - play.mono < SPOKEN_TIME


def test_projecting_twice_says_the_same() -> None:
    play = Play(SPEAKING)
    play.tap(ev.Action.AID, "speech_on")
    assert project(play.kiosk) == project(play.kiosk)
