"""What staff may set lies over the configuration, and can be taken away again."""

from dataclasses import replace

import pytest

from kiosk.core.house import FACTS, House, Setting, fact_of, options, remembered, rules_of, value_of
from kiosk.core.model import CardType
from kiosk.core.rules import Rules

RULES = Rules(
    languages=("en", "tr", "de"), theme="dark", volume=55, sound=False, text_scale=100, card=CardType.POINT
)

OTHER = {
    Setting.LANGUAGE: "de",
    Setting.TEXT_SIZE: "150",
    Setting.THEME: "contrast",
    Setting.SOUND: "on",
    Setting.VOLUME: "40",
    Setting.VISITS: "off",
}


@pytest.mark.parametrize("setting", OTHER)
def test_each_setting_changes_its_rule_alone_and_goes_back_to_the_configuration(setting: Setting) -> None:
    house = House(RULES)
    assert house.choice(setting) == ""
    chosen = house.choose(setting, OTHER[setting])
    rules = rules_of(chosen)
    assert value_of(rules, setting) == OTHER[setting] != value_of(RULES, setting)
    assert {other: value_of(rules, other) for other in OTHER if other is not setting} == {
        other: value_of(RULES, other) for other in OTHER if other is not setting
    }
    again = chosen.choose(setting, options(RULES, setting)[0])
    assert len(again.chosen) == 1
    assert rules_of(again.choose(setting, "")) == RULES


def test_the_first_language_comes_first_and_none_is_lost() -> None:
    assert rules_of(House(RULES).choose(Setting.LANGUAGE, "de")).languages == ("de", "en", "tr")
    assert rules_of(House(RULES).choose(Setting.LANGUAGE, "en")).languages == ("en", "tr", "de")


def test_visits_that_are_on_are_what_the_configuration_says() -> None:
    assert rules_of(House(RULES).choose(Setting.VISITS, "on")).card is CardType.POINT


def test_brightness_is_no_rule() -> None:
    assert rules_of(House(RULES).choose(Setting.BRIGHTNESS, "40")) == RULES
    assert value_of(RULES, Setting.BRIGHTNESS) == ""


def test_what_was_kept_is_found_again() -> None:
    facts = {fact_of(setting): value for setting, value in OTHER.items()} | {"closed": "yes"}
    assert set(facts) < set(FACTS)
    house = remembered(RULES, facts)
    assert dict(house.chosen) == OTHER
    assert house.closed
    assert house.configured == RULES
    assert remembered(RULES, {}) == House(RULES)
    assert not remembered(RULES, {"closed": ""}).closed


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (Setting.LANGUAGE, "ar"),  # no language of this kiosk any more
        (Setting.LANGUAGE, "tlh"),
        (Setting.TEXT_SIZE, "110"),
        (Setting.THEME, "pink"),
        (Setting.SOUND, "perhaps"),
        (Setting.VOLUME, "101"),
        (Setting.VOLUME, "loud"),
        (Setting.BRIGHTNESS, "0"),
        (Setting.VISITS, "sometimes"),
    ],
)
def test_what_is_no_choice_any_more_is_left_to_the_configuration(setting: Setting, value: str) -> None:
    assert remembered(RULES, {fact_of(setting): value}) == House(RULES)


def test_a_kiosk_that_is_configured_to_award_nothing_cannot_be_switched_to_it() -> None:
    rules = replace(RULES, card=None)
    assert options(rules, Setting.VISITS) == ()
    assert value_of(rules, Setting.VISITS) == "off"
    assert remembered(rules, {fact_of(Setting.VISITS): "on"}).chosen == ()
