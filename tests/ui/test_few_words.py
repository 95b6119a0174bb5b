"""From the scan to the result nobody has to read much, and nobody has to touch anything.

Words are counted as the screen writes them, in every language; a number is no word to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import Balance, PrintState
from kiosk.core.view import (
    Attract,
    BalanceView,
    Body,
    Button,
    CouponScreen,
    Lookup,
    Message,
    Pin,
    Reward,
    Text,
    View,
)
from kiosk.ui.i18n import Translator
from tests.support.play import ANNA, COUPON, Play
from tests.support.ways import WAYS
from tests.ui.conftest import LANGUAGES
from tests.ui.sample_views import SAMPLES

MOST = 12
_WORD = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"(?<=[.!?؟…:])\s+")


@pytest.fixture(scope="module")
def translator() -> Translator:
    return Translator(LANGUAGES, strict=True)


def words(sentence: str) -> int:
    return sum(bool(_WORD.search(part)) for part in sentence.split())


def everything(part: object) -> Iterator[Text]:
    """All that a page says, but for its controls."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from everything(one)
    elif is_dataclass(part) and not isinstance(part, type | Button):
        for one in fields(part):
            if not one.name.endswith("_label"):
                yield from everything(getattr(part, one.name))


def needed(body: Body) -> tuple[Text | None, ...]:
    """What has to be read to know how things are: the headline and what is said of it. What a card or a code
    shows beside it, numbers, and what helps further need not be."""
    match body:
        case Attract():
            return body.headline, body.hint
        case Lookup():
            return body.headline, body.detail
        case BalanceView():
            return body.headline, body.note
        case Pin():
            return body.headline, body.message
        case Reward():
            coupon = body.coupon
            return body.headline, coupon.status if coupon is not None else body.note
        case CouponScreen():
            return body.headline, body.coupon.status
        case Message():
            return body.headline, body.detail
        case _:
            raise AssertionError(type(body).__name__)


def first_sentence(sentences: str) -> str:
    """The one that says it; what follows helps further."""
    return _SENTENCE.split(sentences)[0]


def too_many(translator: Translator, name: str, body: Body, *, all_of_it: bool) -> list[str]:
    found = []
    for language in LANGUAGES:
        if all_of_it:
            said = [translator.resolve(text, language) for text in everything(body)]
        else:
            headline, *more = (translator.resolve(text, language) for text in needed(body) if text)
            said = [headline, *map(first_sentence, more)]
        count = sum(map(words, said))
        if count > MOST:
            found.append(f"{name} {language}: {count} words: {' | '.join(said)}")
    return found


# -- the happy path --------------------------------------------------------------------------------


def plain_visit(play: Play) -> Iterator[View]:
    """A stamp more: nobody touches anything."""
    yield play.view
    play.scan()
    yield play.view
    play.wait(0.5)
    yield play.view
    play.looked_up(o.Found(ANNA))
    yield play.view
    play.recalled()
    yield play.view
    play.recorded()
    yield play.view
    play.answered(o.Accepted(Balance(8, 30)))
    yield play.view
    play.settled()
    yield play.view
    play.wait(60)
    yield play.view


def full_card(play: Play) -> Iterator[View]:
    """The card fills, a coupon is won and printed."""
    play.sending().answered(o.Accepted(Balance(0, 30), COUPON))
    yield play.view
    play.settled(PrintState.QUEUED)
    yield play.view
    for state in (PrintState.SENDING, PrintState.SENT, PrintState.PRINTED):
        play.do(ev.PrintProgress(COUPON.id, state))
        yield play.view
    play.wait(120)
    yield play.view


@pytest.mark.parametrize("way", [plain_visit, full_card])
def test_the_happy_path_needs_few_words_and_no_touch(
    translator: Translator, way: Callable[[Play], Iterator[View]]
) -> None:
    """Every word of every page counts here."""
    play, taps = Play(), []
    do = play.do

    def doing(event: ev.Event) -> tuple[e.Effect, ...]:
        taps.extend([event] if isinstance(event, ev.Tap | ev.Stirred) else [])
        return do(event)

    play.do = doing  # type: ignore[method-assign]
    views = list(way(play))
    assert not taps
    assert views[-1].screen == "attract", "and it is over by itself"
    assert {"reward"} <= {view.screen for view in views}
    faults = [
        fault for view in views for fault in too_many(translator, view.screen, view.body, all_of_it=True)
    ]
    assert not faults, "\n".join(dict.fromkeys(faults))


# -- everything else that a customer may meet ------------------------------------------------------


def customers() -> dict[str, View]:
    """Their screens: the samples', and those that the core comes by on all its ways."""
    found = {f"sample {name}": sample() for name, sample in SAMPLES.items()}
    for name, way in WAYS.items():
        play = Play()
        way(play)
        found[f"way {name}"] = play.view
    return {
        name: view
        for name, view in found.items()
        if not view.screen.startswith("staff") and isinstance(view.body, CUSTOMERS)
    }


CUSTOMERS = (Attract, Lookup, BalanceView, Pin, Reward, CouponScreen, Message)


def test_no_screen_of_a_customer_needs_more_than_twelve_words(translator: Translator) -> None:
    views = customers()
    assert len(views) > 40
    faults = [
        fault
        for name, view in views.items()
        for fault in too_many(translator, name, view.body, all_of_it=False)
    ]
    assert not faults, "\n".join(faults)


def test_what_is_said_beside_the_screen_is_short_as_well(translator: Translator) -> None:
    for name, view in customers().items():
        for text in (view.toast, view.still_there, view.hint.text if view.hint else None):
            for language in LANGUAGES:
                assert text is None or words(translator.resolve(text, language)) <= MOST, name


def test_words_are_counted_as_a_reader_would() -> None:
    assert words("7 of 10 stamps …") == 2
    assert words("٧ من ١٠ ختمًا") == 2
    assert first_sentence("Too many wrong codes. Ask for a new one.") == "Too many wrong codes."
