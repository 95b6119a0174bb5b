"""The staff's task «settings»: at once, kept, audited, and back to the configuration."""

from dataclasses import replace

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import view as v
from kiosk.core.house import Setting
from kiosk.core.machine import MachineReport
from kiosk.core.model import CardType
from kiosk.core.rules import Rules
from kiosk.core.staff_settings import awake
from kiosk.core.state import default_prefs
from tests.support.play import Play
from tests.support.ways import settings

LIGHT = MachineReport(brightness=80)


@pytest.fixture
def play() -> Play:
    play = Play()
    settings(play)
    play.do(ev.Inspected(play.session, LIGHT))
    return play


def body(play: Play) -> v.StaffChoice:
    body = play.view.body
    assert isinstance(body, v.StaffChoice)
    return body


def choices(play: Play) -> dict[str, str]:
    return {button.value: button.style for button in body(play).choices}


def choose(play: Play, setting: Setting, value: str) -> None:
    """From the menu of all settings."""
    play.tap(ev.Action.SETTING, setting.value)
    play.tap(ev.Action.SET, value)


def test_all_settings_say_what_they_are() -> None:
    play = Play(Rules(languages=("de", "en"), volume=55, sound=False, theme="dark"))
    settings(play)
    assert play.view.screen == "staff_settings"
    assert play.one(e.Inspect).session == play.session

    def tiles() -> dict[str, tuple[str, tuple[object, ...], bool]]:
        return {
            b.value: (b.label.id.removeprefix("staff_settings."), b.label.values, b.enabled)
            for b in body(play).choices
        }

    assert tiles() == {
        "language": ("language_is", ("Deutsch",), True),
        "text_size": ("text_size_is", (100,), True),
        "theme": ("theme_dark", (), True),
        "sound": ("sound_off", (), True),
        "volume": ("volume_is", (55,), True),
        "brightness": ("brightness_unknown", (), False),
        "visits": ("visits_on", (), True),
    }
    play.tap(ev.Action.SETTING, "brightness")
    assert body(play).headline.id == "staff.task_settings"
    play.do(ev.Inspected(play.session, MachineReport()))
    assert tiles()["brightness"] == ("brightness_fixed", (), False)
    play.do(ev.Inspected("another", LIGHT))
    assert tiles()["brightness"] == ("brightness_fixed", (), False)
    play.do(ev.Inspected(play.session, LIGHT))
    assert tiles()["brightness"] == ("brightness_is", (80,), True)


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        (Setting.LANGUAGE, "de", "de"),
        (Setting.TEXT_SIZE, "150", None),
        (Setting.THEME, "contrast", None),
        (Setting.SOUND, "off", "off"),
        (Setting.VOLUME, "40", "40"),
        (Setting.BRIGHTNESS, "60", "60"),
        (Setting.VISITS, "off", None),
    ],
)
def test_each_is_kept_audited_and_told_and_goes_back(
    play: Play, setting: Setting, value: str, told: str | None
) -> None:
    configured = play.kiosk.rules
    choose(play, setting, value)
    assert play.one(e.Remember) == e.Remember(f"setting.{setting.value}", value, play.session)
    assert play.one(e.Audit) == e.Audit("Deniz", "settings", f"{setting.value}={value}")
    assert [(one.setting, one.value) for one in play.of(e.Adjust)] == ([(setting, told)] if told else [])
    assert bool(play.of(e.Cue)) is (setting in (Setting.SOUND, Setting.VOLUME))
    assert choices(play)[value] == "primary"
    assert choices(play)[""] == "plain"
    # the same again is no news
    play.tap(ev.Action.SET, value)
    assert play.effects == ()
    play.tap(ev.Action.SET, "")
    assert play.one(e.Remember).value == ""
    assert play.one(e.Audit).outcome == f"{setting.value}=configured"
    assert play.kiosk.rules == configured
    assert choices(play)[""] == "primary"
    assert len(play.of(e.Adjust)) == (1 if told else 0)
    play.tap(ev.Action.BACK)
    assert body(play).headline.id == "staff.task_settings"
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


def test_language_size_and_colours_are_seen_at_once_and_found_by_the_next_person(play: Play) -> None:
    choose(play, Setting.LANGUAGE, "ar")
    assert (play.view.language, play.view.rtl, play.view.languages[0].code) == ("ar", True, "ar")
    play.tap(ev.Action.BACK)
    choose(play, Setting.TEXT_SIZE, "125")
    play.tap(ev.Action.BACK)
    choose(play, Setting.THEME, "dark")
    assert (play.view.text_scale, play.view.theme) == (125, "dark")
    play.tap(ev.Action.LEAVE)
    assert play.view.screen == "attract"
    assert (play.view.language, play.view.text_scale, play.view.theme) == ("ar", 125, "dark")
    play.tap(ev.Action.LANGUAGE, "en")
    play.wait(40.0)
    assert play.view.language == "ar"


def test_a_person_keeps_what_they_chose_for_themselves_when_something_else_is_set(play: Play) -> None:
    play.tap(ev.Action.LANGUAGE, "tr")
    choose(play, Setting.TEXT_SIZE, "150")
    assert (play.view.language, play.view.text_scale) == ("tr", 150)


def test_without_visits_customers_see_their_balance(play: Play) -> None:
    choose(play, Setting.VISITS, "off")
    play.tap(ev.Action.LEAVE)
    play.known().recalled()
    assert play.view.screen == "balance"
    assert play.ever(e.Record) == []
    play.tap(ev.Action.LEAVE)
    play.wait(5.0)
    # no visit is promised while offline either
    play.scan("somebody else")
    play.wait(4.0)
    assert play.view.screen == "offline"
    assert play.ever(e.KeepVisit) == []
    # what staff book is no visit: their task begins with the shop's own card
    play.tap(ev.Action.LEAVE)
    play.staff().tap(ev.Action.TASK, "earn")
    assert play.view.buttons[0].label.id == "button.to_points"


def test_where_the_configuration_awards_nothing_there_is_nothing_to_switch_on() -> None:
    play = Play(Rules(card=None))
    settings(play)
    tile = next(b for b in body(play).choices if b.value == "visits")
    assert (tile.label.id, tile.enabled) == ("staff_settings.visits_off", False)
    play.tap(ev.Action.SETTING, "visits")
    play.tap(ev.Action.SET, "on")
    assert play.kiosk.rules.card is None
    assert play.effects == ()


def test_a_disk_that_refuses_is_told(play: Play) -> None:
    choose(play, Setting.VOLUME, "40")
    play.do(ev.JournalFailed(play.session, "disk full"))
    note = body(play).note
    assert note is not None
    assert (note.id, body(play).code) == ("staff_settings.unkept", "E-DSK-1")
    assert play.kiosk.rules.volume == 40
    play.tap(ev.Action.SET, "60")
    assert body(play).code == ""


def test_a_screen_that_does_not_take_its_brightness_is_told(play: Play) -> None:
    choose(play, Setting.BRIGHTNESS, "20")
    play.do(ev.BrightnessSet("another", False))
    assert body(play).code == ""
    play.do(ev.BrightnessSet(play.session, False))
    note = body(play).note
    assert note is not None
    assert (note.id, body(play).code) == ("staff_settings.refused", "E-SCR-1")
    assert play.one(e.Inspect).session == play.session
    play.do(ev.BrightnessSet(play.session, True))
    assert body(play).code == ""
    play.tap(ev.Action.SET, "")
    assert play.one(e.Adjust).value == ""  # left to the machine


@pytest.mark.parametrize(
    ("action", "value"),
    [
        (ev.Action.SETTING, "weather"),
        (ev.Action.SET, "40"),
        (ev.Action.SET, ""),
        (ev.Action.CONFIRM, ""),
        (ev.Action.DEED, "close"),
    ],
)
def test_any_other_touch_does_nothing(play: Play, action: ev.Action, value: str) -> None:
    before = play.kiosk.stage
    play.tap(action, value)
    assert play.effects == ()
    assert play.kiosk.stage == before


def test_a_value_that_is_no_choice_is_none(play: Play) -> None:
    play.tap(ev.Action.SETTING, "volume")
    play.tap(ev.Action.SETTING, "theme")
    assert body(play).headline.id == "staff_settings.volume"
    for value in ("41", "dark", "-20"):
        play.tap(ev.Action.SET, value)
        assert play.effects == ()


@pytest.mark.parametrize("task", ["settings", "close"])
def test_a_code_is_nobodys_here(play: Play, task: str) -> None:
    play.tap(ev.Action.BACK)
    play.tap(ev.Action.TASK, task)
    before = play.kiosk.stage
    play.scan("anna-code")
    assert play.kiosk.stage == before
    assert [type(effect) for effect in play.effects] == [e.Report]


def test_at_the_start_the_kiosk_is_as_staff_have_left_it() -> None:
    play = Play()
    facts = {
        "setting.language": "tr",
        "setting.volume": "20",
        "setting.theme": "dark",
        "setting.visits": "off",
    }
    kiosk, effects = awake(play.kiosk, facts, play.now)
    assert kiosk.prefs == default_prefs(kiosk.rules)
    assert (kiosk.prefs.language, kiosk.prefs.theme, kiosk.rules.card) == ("tr", "dark", None)
    assert kiosk.health == play.kiosk.health
    assert kiosk.house.configured.card is CardType.STAMP
    assert set(effects) == {e.Adjust("", Setting.LANGUAGE, "tr"), e.Adjust("", Setting.VOLUME, "20")}
    assert awake(play.kiosk, {}, play.now) == (replace(play.kiosk), ())
