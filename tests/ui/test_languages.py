"""A language more is a file more: here Polish, made up for the occasion, which counts in three ways."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QRawFont

from kiosk import paths
from kiosk.app import rules_of
from kiosk.config import Settings, Ui
from kiosk.core.events import Action
from kiosk.core.project import project
from kiosk.core.state import start
from kiosk.core.view import Language, Text, View
from kiosk.ui.i18n import Translator, right_to_left
from kiosk.ui.window import FAMILIES
from tests.ui.conftest import ASSETS, LANGUAGES, OpenFace
from tests.ui.legible import faults
from tests.ui.sample_views import SAMPLES
from tests.ui.shots import SIZES
from tests.ui.test_words import forms, messages

FORMS = 3


def _polish(words: str, form: int = 0) -> str:
    """As long as English, with letters that English has not; a plural form is told by its number."""
    kept = re.split(r"(%(?:n|\d))", words)
    letters = str.maketrans("aceEllnosz", "ąćęĘłłńóśż")
    return "".join(one if one.startswith("%") else one.translate(letters) for one in kept) + "'" * form


def _compile(source: Path, out: Path) -> None:
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    told = subprocess.run(
        [tool, "-silent", source, "-qm", out], check=True, timeout=30, capture_output=True, text=True
    )
    assert told.stderr == ""


@pytest.fixture(scope="module")
def with_polish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the compiled texts are: the four, and one more that came from one file."""
    folder = tmp_path_factory.mktemp("translations")
    source = folder / "kiosk_pl.ts"
    tree = ET.parse(ASSETS / "translations" / "kiosk_en.ts")
    tree.getroot().set("language", "pl")
    for message in tree.iter("message"):
        said = forms(message)
        translation = message.find("translation")
        assert translation is not None
        if message.get("numerus") == "yes":
            for child in list(translation):
                translation.remove(child)
            for form in range(FORMS):
                ET.SubElement(translation, "numerusform").text = _polish(said[-1], form)
        elif message.get("id") == "language.name":
            translation.text = "Polski"
        else:
            translation.text = _polish(said[0])
    tree.write(source, encoding="utf-8", xml_declaration=True)
    for language in LANGUAGES:
        _compile(ASSETS / "translations" / f"kiosk_{language}.ts", folder / f"kiosk_{language}.qm")
    _compile(source, folder / "kiosk_pl.qm")
    return folder


@pytest.fixture
def polish(with_polish: Path, monkeypatch: pytest.MonkeyPatch) -> Translator:
    monkeypatch.setattr(paths, "TRANSLATIONS", with_polish)
    return Translator(paths.languages(), directory=with_polish, strict=True)


def _first_view(polish: Translator) -> View:
    """What the kiosk with the settings that nobody made begins with."""
    return project(start(rules_of(Settings(ui=Ui()), "key", polish.resolve), 0.0))


def test_the_kiosk_offers_a_language_that_was_added(polish: Translator) -> None:
    view = _first_view(polish)
    assert view.languages == (
        Language("en", "English"),
        Language("tr", "Türkçe"),
        Language("de", "Deutsch"),
        Language("ar", "العربية"),
        Language("pl", "Polski"),
    )
    chosen = rules_of(Settings(ui=Ui(languages=("pl", "en"))), "key", polish.resolve)
    assert project(start(chosen, 0.0)).language == "pl"


def test_an_added_language_counts_in_its_own_way(polish: Translator) -> None:
    english = messages("en")["balance.points"]
    told = [polish.resolve(Text("balance.points", n=n), "pl") for n in (1, 2, 5, 22, 25)]
    assert [one.count("'") for one in told] == [0, 1, 2, 1, 2]
    assert all(str(n) in one for n, one in zip((1, 2, 5, 22, 25), told, strict=True))
    assert forms(english)[1].startswith("%n")


@pytest.mark.parametrize("size", SIZES)
def test_an_added_language_is_chosen_by_touch_and_every_screen_is_whole(
    open_face: OpenFace, polish: Translator, size: str
) -> None:
    width, height = (int(part) for part in size.split("x"))
    face = open_face((width, height), SIZES[size], translator=polish)
    languages = _first_view(polish).languages
    face.show(replace(SAMPLES["attract"](), languages=languages))
    face.touch("lang_pl")
    assert face.taps() == [(str(Action.LANGUAGE), "pl", "")]
    found: list[str] = []
    shown = list(SAMPLES)[list(SIZES).index(size) :: len(SIZES)]
    for name in ("attract", "balance_already", "setup_name", *shown):
        face.show(replace(SAMPLES[name](), language="pl", languages=languages))
        if faults(face, name):
            face.settle(50)
        found += faults(face, name)
    assert not found, "\n".join(found)


def test_which_way_a_language_is_written_nobody_has_to_say() -> None:
    assert [one for one in ("en", "ar", "tr", "fa", "he", "ur", "el") if right_to_left(one)] == [
        "ar",
        "fa",
        "he",
        "ur",
    ]


def test_a_language_without_texts_is_refused_and_those_there_are_named(
    polish: Translator, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="that there are texts for: en, tr, de, ar, pl"):
        Ui(languages=("en", "el"))
    assert paths.languages(tmp_path) == ("en",)


# -- the letters -----------------------------------------------------------------------------------

ALPHABETS = {
    "Latin": "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))),
    "Turkish": "ÇçĞğIıİiÖöŞşÜü₺",
    "Polish": "ĄąĆćĘęŁłŃńÓóŚśŹźŻż",
    "Greek": "".join(chr(one) for one in range(0x386, 0x3CF) if one not in (0x387, 0x38B, 0x38D, 0x3A2)),
    "Cyrillic": "".join(map(chr, range(0x400, 0x460))) + "Ґґ",
    "Arabic": "".join(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x653), *range(0x660, 0x66A))))
    + "؟،؛٪٫٬",
    "signs": "…–—‘’‚“”„«»×•€₺",
}


def _fonts(weight: str) -> list[QRawFont]:
    names = ("NotoSans", "NotoSansArabicUI")
    return [QRawFont(str(ASSETS / "fonts" / f"{name}-{weight}.ttf"), 20) for name in names]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("script", ALPHABETS)
def test_the_bundled_fonts_have_every_letter(qapp: QGuiApplication, script: str, weight: str) -> None:
    fonts = _fonts(weight)
    assert [one for one in ALPHABETS[script] if not any(f.supportsCharacter(ord(one)) for f in fonts)] == []


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_bundled_fonts_have_every_letter_of_every_text(qapp: QGuiApplication, weight: str) -> None:
    fonts = _fonts(weight)
    used = {
        sign
        for language in LANGUAGES
        for message in messages(language).values()
        for form in forms(message)
        for sign in form
    }
    # what turns the writing's direction is nothing to see
    unseen = {"\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\n"}
    lost = [one for one in used - unseen if not any(font.supportsCharacter(ord(one)) for font in fonts)]
    assert lost == []


def test_digits_stand_below_each_other(open_face: OpenFace) -> None:
    open_face()
    font = QGuiApplication.font()
    assert font.families() == list(FAMILIES)
    for bold in (False, True):
        font.setBold(bold)
        font.setPixelSize(100)
        metrics = QFontMetricsF(font)
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
