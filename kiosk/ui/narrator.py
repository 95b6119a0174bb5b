"""Speaks what the view says is to be said: a new screen whole, of one that changes only what is new, and the
control to which the focus comes. A new thing ends the one before, and so does any press."""

from __future__ import annotations

from typing import Protocol

from kiosk.core.view import Text, View
from kiosk.ui.i18n import Translator, plain_digits

_SILENT = {ord(sign): None for sign in "\u2066\u2067\u2068\u2069\u200b\u00ad"}
_SPACES = {ord(sign): " " for sign in "\u00a0\u202f\n"}
_SAID_SO = ".!?…؟:"


class Speaker(Protocol):
    """Speaks; never waits and never raises."""

    def say(self, words: str, language: str, volume: int) -> None:
        """Instead of whatever is spoken. ``volume`` in percent."""

    def hush(self) -> None:
        """Stop speaking."""


class Narrator:
    """Belongs to the thread of the screen."""

    def __init__(self, translator: Translator, speaker: Speaker) -> None:
        self._translator = translator
        self._speaker = speaker
        self._view: View | None = None
        self._said: tuple[Text, ...] = ()
        self._about: tuple[object, ...] = ()

    def show(self, view: View) -> None:
        """A view is on screen."""
        before, self._view = self._view, view
        speech = view.speech
        was = before.speech if before is not None else None
        if speech is None:
            if was is not None:
                self._speaker.hush()
            self._said, self._about = (), ()
            return
        about = (view.screen, view.session, view.language, view.access is None, speech.turn)
        if about != self._about or was is None:
            new = speech.lines
        else:
            new = tuple(line for line in speech.lines if line not in self._said)
        if was is not None and was.private and not speech.private and not new:
            self._speaker.hush()  # it may be in the middle of what is nobody else's business
        self._said, self._about = speech.lines, about
        if new:
            self._say(new, view)

    def focus(self, action: str, value: str, name: str) -> None:
        """The focus has come to a control; ``name`` is what stands on it."""
        view = self._view
        if view is None or (speech := view.speech) is None:
            return
        for control in speech.controls:
            if (control.action, control.value) == (action, value):
                self._say(control.texts, view)
                return
        if speech.private:
            self._speak(self._aloud(name, view.language), view)

    def hush(self) -> None:
        """Something was pressed."""
        if self._view is not None and self._view.speech is not None:
            self._speaker.hush()

    def _say(self, texts: tuple[Text, ...], view: View) -> None:
        said = [self._aloud(self._translator.resolve(text, view.language), view.language) for text in texts]
        # a pause between two of them, even where the first one ends without a stop
        ended = (one if one.endswith(tuple(_SAID_SO)) else f"{one}." for one in said if one)
        self._speak(" ".join(ended), view)

    def _speak(self, words: str, view: View) -> None:
        if words and view.aids is not None:
            self._speaker.say(words, view.language, view.aids.volume)

    @staticmethod
    def _aloud(words: str, language: str) -> str:
        """Without what is for the eye only, and with digits that every voice can read."""
        return plain_digits(words.translate(_SILENT).translate(_SPACES), language).strip()
