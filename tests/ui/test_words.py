"""Every message in every language, finished; values written as the language writes them."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.core.view import Text
from kiosk.ui.i18n import Translator, numerals
from tests.ui.conftest import ASSETS, LANGUAGES

FORMS = {"en": 2, "tr": 1, "de": 2, "ar": 6}
CORE = Path(__file__).resolve().parents[2] / "kiosk" / "core"
PLACES = re.compile(r"%(?:n|\d)")


def messages(language: str) -> dict[str, ET.Element]:
    tree = ET.parse(ASSETS / "translations" / f"kiosk_{language}.ts")
    found = {one.get("id", ""): one for one in tree.iter("message")}
    assert len(found) == sum(1 for _ in tree.iter("message")), "an id twice"
    return found


def forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    assert translation.get("type") is None, f"{message.get('id')} is {translation.get('type')}"
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.findall("numerusform")]
    return [translation.text or ""]


@pytest.fixture
def translator() -> Translator:
    return Translator(LANGUAGES, strict=True, today=lambda moment: date(2026, 11, 23))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_finished_in_every_language(language: str) -> None:
    english, here = messages("en"), messages(language)
    assert set(here) == set(english)
    assert len(english) > 100
    for name, message in here.items():
        assert message.get("numerus") == english[name].get("numerus"), name
        told = forms(message)
        assert all(told), name
        assert len(told) == (FORMS[language] if message.get("numerus") == "yes" else 1), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_same_values(language: str) -> None:
    english = messages("en")
    for name, message in messages(language).items():
        wanted = set(PLACES.findall(" ".join(forms(english[name]))))
        for form in forms(message):
            # a plural form may spell its number out ("one", "two")
            assert wanted - {"%n"} <= set(PLACES.findall(form)) <= wanted, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_headline_is_at_most_twelve_words(language: str) -> None:
    for name, message in messages(language).items():
        if not name.endswith((".next", ".detail")) and "staff" not in name:
            assert all(len(form.split()) <= 12 for form in forms(message)), name


def test_every_id_of_the_core_has_its_words_and_no_words_are_unused() -> None:
    literal = re.compile(r'"((?:[a-z_]+\.)*[a-z_]+)"')
    source = "\n".join(file.read_text() for file in sorted(CORE.rglob("*.py")))
    used = {found for found in literal.findall(source) if found in messages("en")}
    told = set(re.findall(r'Text\(\s*"([^"]+)"', source))
    if not told:
        pytest.skip("the core says nothing yet")
    assert told <= set(messages("en")), sorted(told - set(messages("en")))
    # ids made of a part and a name: Text(f"problem.{kind}") and Text(f"problem.{kind}.next")
    made = {
        re.sub(r"\\\{[^}]*\\\}", "[a-z_]+", re.escape(pattern))
        for pattern in re.findall(r'f"([a-z_{}.]+)"', source)
    }
    for name in set(messages("en")) - used - told:
        if name.startswith("paper."):  # the receipt's, outside the core
            continue
        assert any(re.fullmatch(pattern, name) for pattern in made), f"{name} is said by nobody"


def test_a_missing_message_is_an_error_in_tests_and_english_in_a_shop(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, translator: Translator
) -> None:
    with pytest.raises(KeyError, match=r"no\.such in de"):
        translator.resolve(Text("no.such"), "de")
    source = tmp_path / "kiosk_de.ts"
    source.write_text('<?xml version="1.0"?><!DOCTYPE TS><TS version="2.1" language="de"></TS>')
    for language, file in (("de", source), ("en", ASSETS / "translations" / "kiosk_en.ts")):
        lrelease = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run(
            [lrelease, "-silent", file, "-qm", tmp_path / f"kiosk_{language}.qm"],
            check=True,
            timeout=30,
            capture_output=True,
        )
    lenient = Translator(["de", "xx"], directory=tmp_path)
    assert lenient.languages == ("de", "en")
    caplog.clear()
    secret = Text("pin.tries", ("secret",), n=2)
    assert lenient.resolve(secret, "de") == lenient.resolve(secret, "de") == "2 tries left"
    assert lenient.resolve(Text("no.such"), "de") == "no.such"
    assert len(caplog.records) == 2
    assert "secret" not in caplog.text


def test_a_missing_value_is_an_error_in_tests(translator: Translator) -> None:
    with pytest.raises(KeyError, match="no value"):
        translator.resolve(Text("balance.stamps_of", (1,)), "en")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["0 points", "1 point", "2 points", "1,240 points"]),
        ("tr", ["0 puan", "1 puan", "2 puan", "1.240 puan"]),
        ("de", ["0 Punkte", "1 Punkt", "2 Punkte", "1.240 Punkte"]),
        ("ar", ["لا نقاط", "نقطة واحدة", "نقطتان", "١٬٢٤٠ نقطة"]),
    ],
)
def test_plurals_and_grouping(translator: Translator, language: str, told: list[str]) -> None:
    assert [translator.resolve(Text("balance.points", n=n), language) for n in (0, 1, 2, 1240)] == told


def test_arabic_has_its_six_plurals(translator: Translator) -> None:
    said = {
        translator.resolve(Text("balance.stamps", n=n), "ar").translate(DIGITS) for n in (0, 1, 2, 3, 11, 100)
    }
    assert len(said) == 6


DIGITS = {ord(digit): None for digit in "٠١٢٣٤٥٦٧٨٩"}
ISTANBUL = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("when", "language", "shown"),
    [
        (datetime(2026, 11, 23, 14, 5, tzinfo=ISTANBUL), "en", "14:05"),
        (datetime(2026, 11, 23, 14, 5, tzinfo=ISTANBUL), "de", "14:05"),
        (datetime(2026, 11, 23, 14, 5, tzinfo=ISTANBUL), "tr", "14:05"),
        (datetime(2026, 11, 23, 14, 5, tzinfo=ISTANBUL), "ar", "٢:٠٥ م"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=ISTANBUL), "en", "Tuesday\u00a009:00"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=ISTANBUL), "tr", "Salı\u00a009:00"),
        (datetime(2026, 12, 24, 9, 0, tzinfo=ISTANBUL), "de", "24.12.26\u00a009:00"),
    ],
)
def test_times(translator: Translator, when: datetime, language: str, shown: str) -> None:
    assert translator.format(when, language).replace("\u202f", " ").replace("\u200f", "") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Wednesday, 18 November 2026"),
        ("tr", "18 Kasım 2026 Çarşamba"),
        ("de", "Mittwoch, 18. November 2026"),
        ("ar", "الأربعاء، ١٨ نوفمبر ٢٠٢٦"),
    ],
)
def test_a_day_is_written_out(translator: Translator, language: str, shown: str) -> None:
    assert translator.format(date(2026, 11, 18), language) == shown


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (Decimal("1234.50"), "en", "1,234.50"),
        (Decimal("1234.50"), "de", "1.234,50"),
        (Decimal("1234.50"), "ar", "١٬٢٣٤٫٥٠"),
        (Decimal("-0.05"), "tr", "-0,05"),
        (Decimal(7), "en", "7"),
        (Decimal("1E+3"), "en", "1,000"),
        (Decimal("90071992547409.93"), "en", "90,071,992,547,409.93"),
        (-3, "en", "-3"),
        ("Ayşe %1", "tr", "Ayşe %1"),
    ],
)
def test_numbers(translator: Translator, value: Decimal, language: str, shown: str) -> None:
    assert translator.format(value, language) == shown


def test_a_value_that_looks_like_a_place_stays_as_it_is(translator: Translator) -> None:
    assert translator.resolve(Text("staff_menu.headline", ("%1 %n %2",)), "en") == "Hello, %1 %n %2"


def test_numerals() -> None:
    assert "".join(numerals("ar")) == "٠١٢٣٤٥٦٧٨٩"
    assert "".join(numerals("tr")) == "0123456789"


def test_texts_are_kind_and_typographic() -> None:
    for language in LANGUAGES:
        for name, message in messages(language).items():
            for form in forms(message):
                assert "..." not in form, name
                assert form == form.strip(), name
                assert "  " not in form, name
                assert not re.search(r"\b(error|fehler|hata|خطأ)\b", form, re.IGNORECASE), name
