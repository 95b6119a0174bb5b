"""A coupon's words in the shop's first language, dates and digits as that language writes them."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.app import words_of
from kiosk.config import Settings, Ui
from kiosk.core.receipt import receipt
from kiosk.core.rules import Rules
from kiosk.paths import languages
from kiosk.ui.i18n import Translator
from tests.support.play import RECORD

AT = datetime(2026, 11, 23, 11, 5, tzinfo=UTC)
WANTED = {
    "en": ("Your reward", "COPY", "Issued 23 Nov 2026 14:05"),
    "tr": ("Ödülünüz", "KOPYA", "Düzenlenme: 23 Kas 2026 14:05"),
    "de": ("Ihre Belohnung", "KOPIE", "Ausgestellt: 23. Nov. 2026 14:05"),
    "ar": ("مكافأتك", "نسخة", "صدرت: ٢٣ نوفمبر ٢٠٢٦ ١٤:٠٥"),
}


@pytest.mark.parametrize("language", languages())
def test_a_coupon_speaks_the_shops_language(qapp: QGuiApplication, language: str) -> None:
    settings = Settings(ui=Ui(languages=(language,)))
    words = words_of(settings, Translator([language], strict=True).resolve)
    made = receipt(
        Rules(shop_name="Kahveci", languages=(language,)),
        replace(RECORD, issued_at=AT),
        ZoneInfo("Europe/Istanbul"),
        copy=True,
        terms="Once.",
    )
    paper = words(made)
    title, copy, issued = WANTED[language]
    assert (paper.title, paper.copy, paper.terms, paper.shop) == (title, copy, "Once.", "Kahveci")
    assert paper.issued.replace("\u00a0", " ") == issued
    assert paper.rtl is (language == "ar")
    assert words(replace(made, copy=None)).copy == ""
