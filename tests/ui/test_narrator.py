"""What is spoken, when, and what ends it: from views and the focus in the window to the words of a voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.core import events as ev
from kiosk.core.rules import Rules
from kiosk.core.view import View
from kiosk.ui.i18n import Translator, plain_digits
from kiosk.ui.narrator import Narrator
from tests.support.play import COUPON, Play
from tests.support.ways import WAYS
from tests.ui.conftest import LANGUAGES, Face

SPEAKING = Rules(speech=True)


class Voice:
    """What was said, in whichever language, at whichever volume; ``None`` for silence."""

    def __init__(self) -> None:
        self.heard: list[str | None] = []
        self.how: list[tuple[str, int]] = []

    def say(self, words: str, language: str, volume: int) -> None:
        self.heard.append(words)
        self.how.append((language, volume))

    def hush(self) -> None:
        self.heard.append(None)

    def all(self) -> list[str | None]:
        heard, self.heard = self.heard, []
        return heard


Listening = Callable[..., tuple[Play, Voice, Narrator]]


@pytest.fixture
def listening() -> Listening:
    translator = Translator(LANGUAGES, strict=True)

    def begin(
        way: str = "attract", *, plugged: bool = True, language: str = "en"
    ) -> tuple[Play, Voice, Narrator]:
        play, voice = Play(SPEAKING), Voice()
        WAYS[way](play) if way != "attract" else None
        play.do(ev.DeviceChanged("headphones", up=plugged, reason="" if plugged else "out"))
        play.tap(ev.Action.LANGUAGE, language)
        play.tap(ev.Action.AID, "speech_on")
        narrator = Narrator(translator, voice)
        narrator.show(play.view)
        return play, voice, narrator

    return begin


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", sorted(WAYS))
def test_every_screen_is_spoken_in_its_language(listening: Listening, way: str, language: str) -> None:
    _, voice, _ = listening(way, language=language)
    [said] = voice.all()
    assert said
    assert not any(sign in said for sign in "%\u2068\u2069•")
    assert voice.how == [(language, 70)]


def test_a_screen_that_changes_says_only_what_is_new(listening: Listening) -> None:
    play, voice, narrator = listening("asking")
    voice.all()
    play.tap(ev.Action.DIGIT, "7")
    narrator.show(play.view)
    narrator.show(play.view)
    assert voice.all() == ["1 digit entered."]
    play.tap(ev.Action.ERASE)
    narrator.show(play.view)
    assert voice.all() == ["0 digits entered."]
    play.tap(ev.Action.LANGUAGE, "de")
    narrator.show(play.view)
    [whole] = voice.all()
    assert whole is not None
    assert "0 Ziffern eingegeben." in whole
    assert voice.how[-1] == ("de", 70)


def test_it_can_be_heard_again_louder_and_be_ended(listening: Listening) -> None:
    play, voice, narrator = listening("problem")
    [first] = voice.all()
    play.tap(ev.Action.AID, "louder")
    play.tap(ev.Action.AID, "repeat")
    narrator.show(play.view)
    assert voice.all() == [first]
    assert voice.how[-1] == ("en", 80)
    narrator.hush()
    assert voice.all() == [None]
    play.tap(ev.Action.AID, "speech_off")
    narrator.show(play.view)
    narrator.show(play.view)
    narrator.hush()
    narrator.focus("leave", "", "OK")
    assert voice.all() == [None]


def test_headphones_that_are_pulled_out_end_it_in_the_middle_of_a_word(listening: Listening) -> None:
    play, voice, narrator = listening("rewarded")
    voice.all()
    play.do(ev.DeviceChanged("headphones", up=False, reason="out"))
    narrator.show(play.view)
    assert voice.all() == [None]


def test_private_speech_that_becomes_public_is_ended_even_where_nothing_new_is_to_be_said() -> None:
    voice, play = Voice(), Play(SPEAKING)
    play.do(ev.DeviceChanged("headphones", up=True))
    narrator = Narrator(Translator(LANGUAGES, strict=True), voice)
    view = play.view
    narrator.show(view)
    voice.all()
    assert view.aids is not None
    assert view.aids.speech is not None
    public = replace(view, aids=replace(view.aids, speech=replace(view.aids.speech, private=False)))
    narrator.show(public)
    assert voice.all() == [None]


def test_the_next_person_is_told_nothing_of_the_one_before(listening: Listening) -> None:
    play, voice, narrator = listening("coupon")
    play.wait(3.0)
    narrator.show(play.view)
    assert COUPON.name in (voice.all()[-1] or "")
    play.scan("another-code")
    narrator.show(play.view)
    assert COUPON.name not in repr(voice.all())


@pytest.mark.parametrize("plugged", [True, False])
def test_the_focus_is_named_and_a_key_of_the_pin_only_where_nobody_else_hears_it(
    listening: Listening, plugged: bool
) -> None:
    _, voice, narrator = listening("asking", plugged=plugged)
    voice.all()
    narrator.focus("leave", "", "not what is on it")
    narrator.focus("digit", "7", "7")
    narrator.focus("language", "de", "DE")
    narrator.focus("language", "en", "EN")
    named = ["Cancel.", *(["7"] if plugged else []), "Language: Deutsch.", "Language: English. selected."]
    assert voice.all()[1:] == named[1:]


@pytest.mark.parametrize(
    ("written", "language", "aloud"),
    [
        ("1,240 points", "en", "1240 points"),
        ("1.240,5 Punkte am 3.4.", "de", "1240,5 Punkte am 3.4."),
        ("١٬٢٤٠٫٥٠", "ar", "1240.50"),
        ("٢:٠٥ م", "ar", "2:05 م"),
        ("12.345.678", "tr", "12345678"),
    ],
)
def test_numbers_are_spoken_as_numbers(written: str, language: str, aloud: str) -> None:
    assert plain_digits(written, language) == aloud


# -- in the window ----------------------------------------------------------------------------------


def spoken(face: Face, view: View) -> Voice:
    voice = Voice()
    face.bridge._narrator = Narrator(face.translator, voice)
    face.show(view)
    return voice


def speaking(way: str) -> View:
    play = Play(SPEAKING)
    WAYS[way](play)
    play.do(ev.DeviceChanged("headphones", up=True))
    return play.view


def test_arrows_name_what_they_come_to_and_any_press_ends_what_is_spoken(face: Face) -> None:
    voice = spoken(face, speaking("problem"))
    assert len(voice.all()) == 1
    face.key(Qt.Key.Key_Tab)
    heard = voice.all()
    assert heard[0] is None  # the press
    focused = face.window.activeFocusItem()
    assert focused is not None
    assert heard[1:] == [focused.property("label") + "."]
    face.touch("button_access")
    assert voice.all() == [None]
