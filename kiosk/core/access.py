"""What the person at the screen can set for themselves: language, sizes, colours, help for hands, speech and
its volume. All of it ends with their session (``sessions.switch``)."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.events import Action, DeviceChanged, Tap
from kiosk.core.house import SIZES, THEMES
from kiosk.core.model import Moment
from kiosk.core.rules import Rules
from kiosk.core.sessions import touch
from kiosk.core.state import Kiosk, Prefs

LOUDER_BY = 10
"""Percent a press makes it louder or softer; silence is not among what can be chosen so."""

OUT = "out"
"""Why headphones are not there: they have been pulled out. Any other reason: nobody knows."""


def can_set(rules: Rules) -> bool:
    """Whether there is anything to be heard here, so that its volume matters."""
    return rules.speech or rules.sound


def on_tap(kiosk: Kiosk, tap: Tap) -> Kiosk | None:
    """The kiosk after a tap that is about these things; None when it is about something else."""
    prefs, value = kiosk.prefs, tap.value
    match tap.action:
        case Action.LANGUAGE if value in kiosk.rules.languages:
            prefs = replace(prefs, language=value)
        case Action.TEXT_SIZE if value in SIZES:
            prefs = replace(prefs, text_scale=int(value))
        case Action.THEME if value in THEMES:
            prefs = replace(prefs, theme=value)
        case Action.ACCESS:
            prefs = replace(prefs, access_open=not prefs.access_open)
        case Action.AID:
            prefs = _aid(kiosk, value)
        case Action.LANGUAGE | Action.TEXT_SIZE | Action.THEME | Action.MORE_TIME:
            pass
        case _:
            return None
    return replace(kiosk, prefs=prefs)


def _aid(kiosk: Kiosk, value: str) -> Prefs:
    """Switches name what they are to be, so that a late or doubled press does no harm."""
    prefs, rules = kiosk.prefs, kiosk.rules
    match value:
        case "reach_on" | "reach_off":
            return replace(prefs, reach=value == "reach_on")
        case "steady_on" | "steady_off":
            return replace(prefs, steady=value == "steady_on")
        case "calm_on" | "calm_off":
            return replace(prefs, calm=value == "calm_on")
        case "speech_on" | "speech_off" if rules.speech:
            return replace(prefs, speech=value == "speech_on")
        case "repeat" if rules.speech:
            # The same key begins it: who cannot see the panel has to find only one.
            return replace(prefs, speech=True, turn=prefs.turn + 1)
        case "louder" if can_set(rules):
            return replace(prefs, volume=min(100, prefs.volume + LOUDER_BY))
        case "softer" if can_set(rules):
            return replace(prefs, volume=max(min(LOUDER_BY, prefs.volume), prefs.volume - LOUDER_BY))
        case _:
            return prefs


def on_headphones(kiosk: Kiosk, event: DeviceChanged, now: Moment) -> Kiosk:
    """Headphones go in, out, or nobody can say any more. Putting them in is how somebody who cannot see
    asks to be spoken to; what only they may hear ends when they are pulled out."""
    before = kiosk.health.headphones is True
    known = True if event.up else False if event.reason == OUT else None
    kiosk = replace(kiosk, health=replace(kiosk.health, headphones=known))
    if before is event.up or not kiosk.rules.speech:
        return kiosk
    kiosk = replace(kiosk, prefs=replace(kiosk.prefs, speech=event.up))
    return touch(kiosk, now) if event.up else kiosk
