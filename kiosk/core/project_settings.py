"""From the state to the screens of the staff's task «settings»."""

from __future__ import annotations

from kiosk.core.events import Action
from kiosk.core.house import Setting
from kiosk.core.machine import MachineReport
from kiosk.core.project_access import THEME_NAMES
from kiosk.core.project_words import language_name
from kiosk.core.staff_settings import choices, effective
from kiosk.core.stages_house import StaffSettings
from kiosk.core.state import Kiosk
from kiosk.core.view import Button, StaffChoice, Text

TITLES: dict[Setting, Text] = {
    Setting.LANGUAGE: Text("staff_settings.language"),
    Setting.TEXT_SIZE: Text("staff_settings.text_size"),
    Setting.THEME: Text("staff_settings.theme"),
    Setting.SOUND: Text("staff_settings.sound"),
    Setting.VOLUME: Text("staff_settings.volume"),
    Setting.BRIGHTNESS: Text("staff_settings.brightness"),
    Setting.VISITS: Text("staff_settings.visits"),
}
NOTES: dict[Setting, Text] = {
    Setting.LANGUAGE: Text("staff_settings.language.next"),
    Setting.TEXT_SIZE: Text("staff_settings.person.next"),
    Setting.THEME: Text("staff_settings.person.next"),
    Setting.BRIGHTNESS: Text("staff_settings.brightness.next"),
    Setting.VISITS: Text("staff_settings.visits.next"),
}
TILES: dict[tuple[Setting, str], Text] = {
    (Setting.THEME, "light"): Text("staff_settings.theme_light"),
    (Setting.THEME, "dark"): Text("staff_settings.theme_dark"),
    (Setting.THEME, "contrast"): Text("staff_settings.theme_contrast"),
    (Setting.SOUND, "on"): Text("staff_settings.sound_on"),
    (Setting.SOUND, "off"): Text("staff_settings.sound_off"),
    (Setting.VISITS, "on"): Text("staff_settings.visits_on"),
    (Setting.VISITS, "off"): Text("staff_settings.visits_off"),
}
VALUES: dict[tuple[Setting, str], Text] = {
    **{(Setting.THEME, theme): words for theme, words in THEME_NAMES.items()},
    (Setting.SOUND, "on"): Text("staff_settings.on"),
    (Setting.SOUND, "off"): Text("staff_settings.off"),
    (Setting.VISITS, "on"): Text("staff_settings.earn"),
    (Setting.VISITS, "off"): Text("staff_settings.balances"),
}


def settings_body(kiosk: Kiosk, stage: StaffSettings) -> StaffChoice:
    """All settings, or one of them."""
    if stage.setting is not None:
        return _one(kiosk, stage, stage.setting)
    tiles = tuple(
        Button(
            _tile(kiosk, stage, setting),
            Action.SETTING,
            setting.value,
            enabled=bool(choices(kiosk, stage, setting)),
        )
        for setting in Setting
    )
    return StaffChoice(Text("staff.task_settings"), tiles, Text("staff_settings.at_once"))


def _tile(kiosk: Kiosk, stage: StaffSettings, setting: Setting) -> Text:
    """What it is now."""
    value = effective(kiosk.house, setting)
    match setting:
        case Setting.LANGUAGE:
            return Text("staff_settings.language_is", (language_name(kiosk.rules, value),))
        case Setting.TEXT_SIZE:
            return Text("staff_settings.text_size_is", (int(value),))
        case Setting.VOLUME:
            return Text("staff_settings.volume_is", (int(value),))
        case Setting.BRIGHTNESS:
            return _light(stage.machine)
        case _:
            return TILES[setting, value]


def _light(machine: MachineReport | None) -> Text:
    if machine is None:
        return Text("staff_settings.brightness_unknown")
    if machine.brightness is None:
        return Text("staff_settings.brightness_fixed")
    return Text("staff_settings.brightness_is", (machine.brightness,))


def _one(kiosk: Kiosk, stage: StaffSettings, setting: Setting) -> StaffChoice:
    chosen = kiosk.house.choice(setting)
    buttons = [_button(kiosk, setting, value, chosen) for value in choices(kiosk, stage, setting)]
    buttons.append(
        Button(Text("staff_settings.configured"), Action.SET, "", "plain" if chosen else "primary")
    )
    note, code = NOTES.get(setting), ""
    if stage.refused:
        note, code = Text("staff_settings.refused"), "E-SCR-1"
    elif stage.unkept:
        note, code = Text("staff_settings.unkept"), "E-DSK-1"
    return StaffChoice(TITLES[setting], tuple(buttons), note, code)


def _button(kiosk: Kiosk, setting: Setting, value: str, chosen: str) -> Button:
    if setting is Setting.LANGUAGE:
        words = Text("staff_settings.name", (language_name(kiosk.rules, value),))
    elif setting is Setting.TEXT_SIZE:
        words = Text("access.size", (int(value),))
    else:
        words = VALUES.get((setting, value)) or Text("staff_settings.percent", (int(value),))
    return Button(words, Action.SET, value, "primary" if value == chosen else "plain")
