"""From what the person has set to the accessibility panel, and to what every screen has to know of it."""

from __future__ import annotations

from kiosk.core.access import LOUDER_BY, can_set
from kiosk.core.events import Action
from kiosk.core.house import SIZES, THEMES
from kiosk.core.project_speech import speech_of
from kiosk.core.state import Kiosk
from kiosk.core.view import Button, Text, View
from kiosk.core.view_access import Access, Aids

THEME_NAMES = {
    "light": Text("access.light"),
    "dark": Text("access.dark"),
    "contrast": Text("access.contrast"),
}


def aids_of(kiosk: Kiosk, view: View) -> Aids:
    """What holds for the person at this screen."""
    prefs = kiosk.prefs
    return Aids(
        reach=prefs.reach,
        steady=prefs.steady,
        calm=prefs.calm,
        volume=prefs.volume,
        speech=speech_of(kiosk, view) if prefs.speech else None,
    )


def access_panel(kiosk: Kiosk) -> Access:
    """The panel with everything that can be set, and how it is set now."""
    prefs, rules = kiosk.prefs, kiosk.rules
    sizes = tuple(
        _choice(Text("access.size", (int(size),)), Action.TEXT_SIZE, size, on=prefs.text_scale == int(size))
        for size in SIZES
    )
    themes = tuple(
        _choice(THEME_NAMES[theme], Action.THEME, theme, on=prefs.theme == theme) for theme in THEMES
    )
    sound: tuple[Button, ...] = (
        Button(Text("access.softer"), Action.AID, "softer", enabled=prefs.volume > LOUDER_BY),
        Button(Text("access.louder"), Action.AID, "louder", enabled=prefs.volume < 100),
    )
    if rules.speech:
        sound = (_switch("access.speech", "speech", on=prefs.speech), *sound)
    return Access(
        open=True,
        title=Text("access.title"),
        size_title=Text("access.size_title"),
        sizes=sizes,
        theme_title=Text("access.theme_title"),
        themes=themes,
        hands_title=Text("access.hands_title"),
        hands=(
            _switch("access.steady", "steady", on=prefs.steady),
            _switch("access.calm", "calm", on=prefs.calm),
        ),
        low=_switch("access.reach", "reach", on=prefs.reach),
        sound_title=Text("access.sound_title", (prefs.volume,)) if can_set(rules) else None,
        sound=sound if can_set(rules) else (),
        close=Button(Text("button.close"), Action.ACCESS, style="primary"),
    )


def _choice(label: Text, action: Action, value: str, *, on: bool) -> Button:
    return Button(label, action, value, "primary" if on else "plain")


def _switch(words: str, name: str, *, on: bool) -> Button:
    """Pressing it makes it what it is not."""
    return _choice(Text(words), Action.AID, f"{name}_off" if on else f"{name}_on", on=on)
