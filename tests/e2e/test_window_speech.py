"""Somebody who sees nothing comes to the kiosk: headphones, a phone, a keypad. What is heard is what a voice
behind speech-dispatcher's twin was given; what must not be in the log is looked for there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk import app
from kiosk.config import Settings
from kiosk.simulator.headphones import HeadphonesTwin
from kiosk.simulator.speech import SpeechTwin
from tests.e2e.window import standing

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.threads_may_outlive]


def test_a_visit_by_ear_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jack = HeadphonesTwin()
    offered: list[Settings] = []

    def headphones_of(settings: Settings) -> HeadphonesTwin:
        offered.append(settings)
        return jack

    monkeypatch.setattr(app, "headphones_of", headphones_of)
    (tmp_path / "kiosk").mkdir()
    with SpeechTwin(tmp_path / "s") as voice:
        monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{voice.path}")
        with standing(tmp_path / "kiosk", "standard", {"KIOSK_UI__SPEECH": "true"}) as stand:

            def heard() -> str:
                return " ".join(said.words for said in voice.said)

            assert [settings.ui.speech for settings in offered] == [True]
            assert not voice.said
            jack.plug(True)
            stand.until("the invitation is spoken", lambda: "arrow keys" in heard())
            member = stand.guest(stamps=4)
            stand.hold_up(member)
            stand.sees("reward")
            stand.until("the new balance is spoken", lambda: "5 of 10 stamps" in heard())
            stand.until("the account is spoken", lambda: "Account" in heard())
            stand.key(Qt.Key.Key_Tab)
            stand.until("the control with the focus is named", lambda: voice.said[-1].words == "Done.")
            before = len(voice.said)
            jack.plug(False)
            stand.until("it is silent", lambda: not stand.view["aids"]["speech"])
            stand.key(Qt.Key.Key_F1)
            stand.until("it speaks again", lambda: len(voice.said) > before)
            loud = " ".join(said.words for said in voice.said[before:])
            assert "of 10 stamps" not in loud
            assert "headphones" in loud
            QTest.qWait(150)  # two presses within a tenth of a second are one hand's
            stand.key(Qt.Key.Key_Return)
            stand.until("the next one finds silence", lambda: stand.screen == "attract")
            assert not stand.view["aids"]["speech"]
            log = stand.out.getvalue()
    assert "Account" not in log
    assert "5 of 10" not in log
    assert '"name": "headphones", "state": "up"' in log


def test_what_tells_of_headphones_is_asked_only_where_something_is_spoken() -> None:
    def settings(**ui: object) -> Settings:
        return Settings.model_validate({"ui": ui})

    assert app.headphones_of(settings()) is None
    assert app.headphones_of(settings(speech=True, headphones="none")) is None
    assert app.headphones_of(settings(speech=True)) is not None
