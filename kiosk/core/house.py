"""What staff may set, beside the configuration: it is kept in the journal's facts and outlives a restart.

The configuration stays what it is. What staff choose lies over it, and can be taken away again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.core.rules import Rules

SIZES = ("100", "125", "150", "200")
"""Percent of the usual size of text."""
THEMES = ("light", "dark", "contrast")


class Setting(StrEnum):
    """One thing that staff may set."""

    LANGUAGE = "language"
    TEXT_SIZE = "text_size"
    THEME = "theme"
    SOUND = "sound"
    VOLUME = "volume"
    BRIGHTNESS = "brightness"
    VISITS = "visits"


OUTSIDE = frozenset({Setting.LANGUAGE, Setting.SOUND, Setting.VOLUME, Setting.BRIGHTNESS})
"""Settings of which somebody outside the core has to be told: paper, loudspeaker, screen."""

CLOSED = "closed"
"""The fact that says that the kiosk is out of service."""

PERCENTS = ("20", "40", "60", "80", "100")


def fact_of(setting: Setting) -> str:
    """The key of the fact in which a setting is kept."""
    return f"setting.{setting.value}"


FACTS = (CLOSED, *(fact_of(setting) for setting in Setting))


@dataclass(frozen=True, slots=True)
class House:
    """``configured`` are the rules of the configuration; ``chosen`` is what staff have set over them.
    ``closed``: out of service."""

    configured: Rules = field(default_factory=Rules, repr=False)
    chosen: tuple[tuple[Setting, str], ...] = ()
    closed: bool = False

    @property
    def shut(self) -> bool:
        """Nobody is served: staff have closed it, or it is out of order."""
        return self.closed or bool(self.configured.out_of_order)

    def choice(self, setting: Setting) -> str:
        """What staff have set; "" leaves it to the configuration."""
        return dict(self.chosen).get(setting, "")

    def choose(self, setting: Setting, value: str) -> House:
        """With this setting; "" gives it back to the configuration."""
        others = tuple(one for one in self.chosen if one[0] is not setting)
        return replace(self, chosen=(*others, (setting, value)) if value else others)


def options(configured: Rules, setting: Setting) -> tuple[str, ...]:
    """What a setting may be set to. Nothing at all where the configuration leaves no choice."""
    match setting:
        case Setting.LANGUAGE:
            return configured.languages
        case Setting.TEXT_SIZE:
            return SIZES
        case Setting.THEME:
            return THEMES
        case Setting.SOUND:
            return ("on", "off")
        case Setting.VISITS:
            # A kiosk that is configured to award nothing has no amount it could award.
            return ("on", "off") if configured.card is not None else ()
        case _:
            return PERCENTS


def value_of(rules: Rules, setting: Setting) -> str:
    """How it is with these rules; "": left to the machine."""
    match setting:
        case Setting.LANGUAGE:
            return rules.languages[0]
        case Setting.TEXT_SIZE:
            return str(rules.text_scale)
        case Setting.THEME:
            return rules.theme
        case Setting.SOUND:
            return "on" if rules.sound else "off"
        case Setting.VOLUME:
            return str(rules.volume)
        case Setting.VISITS:
            return "off" if rules.card is None else "on"
        case _:
            return ""


def rules_of(house: House) -> Rules:
    """The rules that hold: the configuration's, with what staff have set over them."""
    rules = house.configured
    for setting, value in house.chosen:
        match setting:
            case Setting.LANGUAGE:
                others = tuple(one for one in rules.languages if one != value)
                rules = replace(rules, languages=(value, *others))
            case Setting.TEXT_SIZE:
                rules = replace(rules, text_scale=int(value))
            case Setting.THEME:
                rules = replace(rules, theme=value)
            case Setting.SOUND:
                rules = replace(rules, sound=value == "on")
            case Setting.VOLUME:
                rules = replace(rules, volume=int(value))
            case Setting.VISITS:
                rules = replace(rules, card=None if value == "off" else rules.card)
            case _:
                pass  # the machine's own: no rule knows of it
    return rules


def remembered(configured: Rules, facts: Mapping[str, str]) -> House:
    """The house as it was left. What is no choice any more, because the configuration or the program has
    changed, is left to the configuration."""
    house = House(configured, closed=bool(facts.get(CLOSED)))
    for setting in Setting:
        value = facts.get(fact_of(setting), "")
        if value in options(configured, setting):
            house = house.choose(setting, value)
    return house
