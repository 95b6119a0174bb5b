"""Message ids to sentences, in the language on screen.

Reads the ``.qm`` files that ``lrelease`` made of ``assets/translations/kiosk_XX.ts``; the
plural rules are in them. No translator is installed globally: one process speaks several languages.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt, QTime, QTranslator

from kiosk.core.view import Text, Value

TRANSLATIONS = Path(__file__).parent / "translations"
FALLBACK = "en"

log = logging.getLogger(__name__)

_PLACE = re.compile(r"%(n|[1-9])")
# English as read in most of the world: 24 hours, day before month.
_LOCALES = {"en": "en_GB"}
_PAPER_DATES = {"de": "d. MMM yyyy"}
_NO_BREAK = "\u00a0"


def locale_of(language: str) -> QLocale:
    """The locale whose digits, grouping and clock a language uses on screen."""
    return QLocale(_LOCALES.get(language, language))


def right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return locale_of(language).textDirection() == Qt.LayoutDirection.RightToLeft


def _today(zone_of: datetime) -> date:
    return datetime.now(zone_of.tzinfo).date()


class Translator:
    """Resolves ``Text`` in any of the given languages.

    ``strict`` (tests) raises KeyError for an id without a text; otherwise the English text stands in,
    at worst the id itself, with one logged error for each id and language. ``today`` tells the date
    in the zone of the datetime it is given.
    """

    def __init__(
        self,
        languages: Iterable[str],
        *,
        directory: Path = TRANSLATIONS,
        strict: bool = False,
        today: Callable[[datetime], date] = _today,
    ) -> None:
        self._strict = strict
        self._today = today
        self._missed: set[tuple[str, str]] = set()
        self._translators: dict[str, QTranslator] = {}
        for language in dict.fromkeys((*languages, FALLBACK)):
            translator = QTranslator()
            if not translator.load(str(directory / f"kiosk_{language}.qm")):
                if strict:
                    raise FileNotFoundError(f"no compiled translation for {language}")
                log.error("no compiled translation for %s", language)
                continue
            self._translators[language] = translator

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that were loaded."""
        return tuple(self._translators)

    def resolve(self, text: Text, language: str) -> str:
        """The sentence of ``text``, its values formatted for ``language``."""
        spoken = language
        pattern = self._find(text, language)
        if pattern is None:
            if self._strict:
                raise KeyError(f"{text.id} in {language}")
            if (text.id, language) not in self._missed:
                self._missed.add((text.id, language))
                log.error("no text for message %s in %s", text.id, language)
            spoken = FALLBACK
            pattern = self._find(text, FALLBACK) or text.id
        locale = locale_of(spoken)

        def fill(match: re.Match[str]) -> str:
            place = match[1]
            if place == "n":
                return locale.toString(text.n or 0)
            index = int(place) - 1
            if index >= len(text.values):
                if self._strict:
                    raise KeyError(f"{text.id} in {language}: no value for %{place}")
                return ""
            return self.format(text.values[index], spoken)

        return _PLACE.sub(fill, pattern)

    def format(self, value: Value, language: str) -> str:
        """A value as the language writes it: grouped numbers in its digits, a short clock time with
        the weekday in front when it is not today, and the date instead from a week on."""
        locale = locale_of(language)
        if isinstance(value, int):
            return locale.toString(value)
        if isinstance(value, Decimal):
            return _decimal(value, locale)
        if isinstance(value, datetime):
            return self._moment(value, locale)
        if isinstance(value, date):
            return locale.toString(QDate(value.year, value.month, value.day), QLocale.FormatType.LongFormat)
        return value

    def _find(self, text: Text, language: str) -> str | None:
        translator = self._translators.get(language)
        if translator is None:
            return None
        # Messages by id have no context. Returns "" for what is not there.
        return translator.translate("", text.id, None, -1 if text.n is None else text.n) or None

    def _moment(self, value: datetime, locale: QLocale) -> str:
        clock = locale.toString(QTime(value.hour, value.minute), QLocale.FormatType.ShortFormat)
        day, today = value.date(), self._today(value)
        if day == today:
            return clock
        if abs((day - today).days) < 7:
            return locale.dayName(day.isoweekday(), QLocale.FormatType.LongFormat) + _NO_BREAK + clock
        shown = locale.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
        return shown + _NO_BREAK + clock


def on_paper(at: datetime, language: str) -> str:
    """Date and time as they can be read months later: with the year, the month in letters, 24 hours."""
    locale = locale_of(language)
    day = locale.toString(QDate(at.year, at.month, at.day), _PAPER_DATES.get(language, "d MMM yyyy"))
    clock = locale.toString(QTime(at.hour, at.minute), "HH:mm")
    return f"{day} {clock}".replace(" ", _NO_BREAK)


def numerals(language: str) -> list[str]:
    """The ten digits as the language writes them."""
    locale = locale_of(language)
    return [locale.toString(digit) for digit in range(10)]


def plain_digits(words: str, language: str) -> str:
    """Numbers as a voice reads them best: in the digits that all voices know, and without the signs that
    group them for the eye."""
    locale = locale_of(language)
    digits = {ord(locale.toString(digit)): str(digit) for digit in range(10)}
    words = words.translate(digits)
    group, point = locale.groupSeparator(), locale.decimalPoint()
    words = re.sub(rf"(?<=\d){re.escape(group)}(?=\d{{3}}(?!\d))", "", words)
    return re.sub(rf"(?<=\d){re.escape(point)}(?=\d)", "." if point == "\u066b" else point, words)


def decimal_point(language: str) -> str:
    """What the language writes between whole and decimals."""
    return locale_of(language).decimalPoint()


def _decimal(value: Decimal, locale: QLocale) -> str:
    """Exact: never by way of a binary float."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return str(value)
    whole = locale.toString(int(abs(value)))
    if exponent < 0:
        fraction = "".join(map(str, digits)).rjust(-exponent, "0")[exponent:]
        whole += locale.decimalPoint() + "".join(locale.toString(int(d)) for d in fraction)
    return (locale.negativeSign() if sign else "") + whole
