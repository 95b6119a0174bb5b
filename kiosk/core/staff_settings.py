"""The staff's task «settings»: each takes effect at once and is kept across restarts, whoever set it is in
the audit log, and each can be given back to the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.core.effects import Adjust, Audit, Cue, Effect, Inspect, Remember, Sound
from kiosk.core.events import Action, BrightnessSet, Tap
from kiosk.core.house import OUTSIDE, House, Setting, fact_of, options, remembered, rules_of, value_of
from kiosk.core.model import Moment
from kiosk.core.sessions import Result, alive
from kiosk.core.stages_house import StaffSettings
from kiosk.core.state import Kiosk, Prefs, StaffInside, default_prefs, start_in


def awake(kiosk: Kiosk, facts: Mapping[str, str], now: Moment) -> Result:
    """At the start: the kiosk as staff have left it, and what the world has to be told of that."""
    house = remembered(kiosk.house.configured, facts)
    begun = replace(start_in(house, now.mono), health=kiosk.health)
    told = tuple(
        Adjust("", setting, effective(house, setting)) for setting, _ in house.chosen if setting in OUTSIDE
    )
    return begun, told


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """All settings. Whether the screen's light can be set has to be asked first."""
    settings = StaffSettings(alive(stage.session, now), stage.person)
    return replace(kiosk, stage=settings), (Inspect(stage.session.id),)


def effective(house: House, setting: Setting) -> str:
    """What a setting is now; "" when it is left to the machine."""
    return house.choice(setting) or value_of(house.configured, setting)


def choices(kiosk: Kiosk, stage: StaffSettings, setting: Setting) -> tuple[str, ...]:
    """What it may be set to, here and now."""
    if setting is Setting.BRIGHTNESS and (stage.machine is None or stage.machine.brightness is None):
        return ()
    return options(kiosk.house.configured, setting)


def on_tap(kiosk: Kiosk, stage: StaffSettings, tap: Tap) -> Result:
    """A setting is looked at, or set."""
    setting = stage.setting
    if tap.action is Action.SETTING and setting is None and tap.value in tuple(Setting):
        chosen = Setting(tap.value)
        if choices(kiosk, stage, chosen):
            return replace(kiosk, stage=replace(stage, setting=chosen)), ()
        return kiosk, ()
    if tap.action is not Action.SET or setting is None:
        return kiosk, ()
    if tap.value and tap.value not in choices(kiosk, stage, setting):
        return kiosk, ()
    return _set(kiosk, stage, setting, tap.value)


def _set(kiosk: Kiosk, stage: StaffSettings, setting: Setting, value: str) -> Result:
    if value == kiosk.house.choice(setting):
        return kiosk, ()
    house, who = kiosk.house.choose(setting, value), stage.session.id
    effects: tuple[Effect, ...] = (
        Remember(fact_of(setting), value, who),
        Audit(stage.person, "settings", f"{setting.value}={value or 'configured'}"),
    )
    if setting in OUTSIDE:
        effects = (*effects, Adjust(who, setting, effective(house, setting)))
    if setting in (Setting.SOUND, Setting.VOLUME):
        effects = (*effects, Cue(Sound.SUCCESS))  # how loud that is, is best heard
    rules = rules_of(house)
    stage = replace(stage, unkept=False, refused=False)
    prefs = _prefs(kiosk.prefs, default_prefs(rules), setting)
    return replace(kiosk, stage=stage, house=house, rules=rules, prefs=prefs), effects


def _prefs(now: Prefs, default: Prefs, setting: Setting) -> Prefs:
    """Whoever sets what everybody finds sees it on their own screen, too."""
    match setting:
        case Setting.LANGUAGE:
            return replace(now, language=default.language)
        case Setting.TEXT_SIZE:
            return replace(now, text_scale=default.text_scale)
        case Setting.THEME:
            return replace(now, theme=default.theme)
        case Setting.VOLUME:
            return replace(now, volume=default.volume)
        case _:
            return now


def on_brightness(kiosk: Kiosk, stage: StaffSettings, event: BrightnessSet) -> Result:
    """Whether the screen has taken it; what it is now, it is asked for."""
    stage = replace(stage, refused=not event.taken)
    return replace(kiosk, stage=stage), (Inspect(stage.session.id),)
