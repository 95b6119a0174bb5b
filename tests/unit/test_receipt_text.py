"""Signs on paper: emoji as drawings, letters of other scripts, and what no font has."""

import logging
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.devices.receipt_ink import Canvas, diffused, drawn
from kiosk.devices.receipt_text import Type, plain
from tests.support.receipts import FONTS, PAPERS

AUTO = Qt.LayoutDirection.LayoutDirectionAuto


def ink_of(text: str, size: int = 60) -> np.ndarray:
    """A text on a canvas of its own, cropped to its ink."""
    lines = Type(FONTS).lines(text, size, 500, bold=True, right=False, direction=AUTO)
    canvas = Canvas(500, lines.height)
    canvas.text(lines.layout, 0, 0)
    canvas.end()
    bits = canvas.bits()
    rows, columns = np.flatnonzero(bits.any(axis=1)), np.flatnonzero(bits.any(axis=0))
    assert rows.size, f"{text} leaves no ink"
    return bits[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def is_box(ink: np.ndarray) -> bool:
    """An empty rectangle, as fonts draw what they do not have."""
    inner = ink[len(ink) // 4 : -len(ink) // 4, ink.shape[1] // 4 : -ink.shape[1] // 4]
    return bool(not inner.any() and ink[:3].mean() > 0.9 and ink[:, :3].mean() > 0.9)


@pytest.mark.parametrize("emoji", [*"☕🍰🎁🎉🥐🍪🔥⭐😀🧋🧁🍦🍔🥤🌍🐻", "❤️", "👍🏽", "👩🏾‍🍳", "🇹🇷", "1️⃣"])
def test_an_emoji_is_a_drawing_with_an_outline_and_something_in_it(qapp: QGuiApplication, emoji: str) -> None:
    ink = ink_of(emoji)
    assert not is_box(ink)
    height, width = ink.shape
    assert 0.5 < width / height < 2, "one picture, not several"
    assert 25 < height <= 75
    assert 0.08 < ink.mean() < 0.8, "neither empty nor a blot"


def test_emoji_are_told_apart(qapp: QGuiApplication) -> None:
    seen = {ink_of(emoji).tobytes() for emoji in "☕🍰🎁🎉🥐🍪🔥⭐😀"}
    assert len(seen) == 9


def test_digits_are_no_emoji_whatever_the_order_of_the_fonts(qapp: QGuiApplication) -> None:
    assert np.array_equal(ink_of("2026"), ink_of("2026"))
    assert ink_of("1").shape[1] < ink_of("1️⃣").shape[1] / 2
    first = Type(FONTS[::-1]).font(40).families()
    assert first[-1] == Type(FONTS).font(40).families()[-1] == "Noto Color Emoji"


def test_arabic_letters_are_joined_and_run_from_the_right(qapp: QGuiApplication) -> None:
    joined, apart = ink_of("بيت"), ink_of("ب\u200cي\u200cت")
    assert joined.shape[1] < apart.shape[1]
    # ا joins nothing on its left; the first letter read stands on the right.
    mixed = ink_of("اب" + "\u00a0" * 6 + "ااا")
    assert mixed[:, -mixed.shape[1] // 5 :].any()


@pytest.mark.parametrize("letters", ["ğşıİöçüĞŞ", "äöüßÄÖÜẞ€", "éèñøåłąę", "Жщя", "άΩς"])
def test_letters_of_europe_are_in_the_bundled_fonts(qapp: QGuiApplication, letters: str) -> None:
    type_ = Type(FONTS)
    assert type_.known(letters) == letters
    for letter in letters:
        assert not is_box(ink_of(letter)), letter


def test_what_no_font_has_becomes_a_question_mark_or_nothing_and_is_told(
    qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    really = Type._drawable
    monkeypatch.setattr(
        Type, "_drawable", lambda self, text: not set(text) & set("咖啡🪿") and really(self, text)
    )
    type_ = Type(FONTS)
    with caplog.at_level(logging.WARNING):
        assert type_.known("Free 咖啡 🪿 today") == "Free ??  today"
    assert [record.getMessage() for record in caplog.records] == ["no font has 3 signs of a coupon's text"]
    assert type_.known("🪿") == "?"
    assert type_.known("Kahve ☕") == "Kahve ☕"


def test_signs_nobody_has_are_found_out_by_looking(qapp: QGuiApplication) -> None:
    """U+1F8FF is assigned to nothing, so it is in no font."""
    type_ = Type(FONTS)
    assert type_.known("a\U0001f8ffb") == "ab"
    assert np.array_equal(ink_of("a\U0001f8ffb"), ink_of("ab"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a\nb\tc\x00 ", "a b c"),
        ("a\u202eb\u202cc", "abc"),
        ("co\u00adop", "coop"),
        ("\ud83d x", "x"),
        ("\ue000x", "x"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 3),
        ("\u0301a \u0302b", "a b"),
        ("نان\u200cها", "نان\u200cها"),
        ("🫨", "🫨"),
    ],
)
def test_plain(text: str, line: str) -> None:
    assert plain(text) == line


def test_a_sign_wider_than_the_paper_gets_smaller(qapp: QGuiApplication) -> None:
    type_ = Type(FONTS)
    lines = type_.lines("﷽", 70, 120, bold=True, right=False, direction=AUTO)
    assert lines.fits
    assert lines.height < 70


def test_a_long_word_stays_whole_as_long_as_it_can_be_read(qapp: QGuiApplication) -> None:
    render = ReceiptRenderer(384, FONTS)
    one = render(replace(PAPERS["de"], name="Überraschungskuchen"))
    two = render(replace(PAPERS["de"], name="Überraschungskuchen nochmal"))
    assert two.shape[0] > one.shape[0]
    broken = render(replace(PAPERS["de"], name="Überraschungskuchen" * 3))
    assert broken.shape[0] > two.shape[0]


# -- dots --------------------------------------------------------------------------------------


def test_tones_become_as_many_dots_as_they_are_dark() -> None:
    for tone in (32, 96, 128, 160, 224):
        flat = np.full((40, 60), tone, np.float32)
        assert abs(diffused(flat).mean() - (1 - tone / 255)) < 0.02
    assert not diffused(np.full((5, 5), 255, np.float32)).any()
    assert diffused(np.full((5, 5), 0, np.float32)).all()
    for shape in ((1, 1), (1, 9), (9, 1)):
        assert diffused(np.zeros(shape, np.float32)).all()


def test_error_diffusion_is_the_one_in_the_books() -> None:
    grey = np.random.default_rng(4).uniform(0, 255, (13, 17)).astype(np.float32)
    wanted = np.zeros(grey.shape, bool)
    left = grey.astype(np.float64)
    for y in range(13):
        for x in range(17):
            value = left[y, x]
            wanted[y, x] = value < 128
            error = value if wanted[y, x] else value - 255
            for dy, dx, part in ((0, 1, 7), (1, -1, 3), (1, 0, 5), (1, 1, 1)):
                if y + dy < 13 and 0 <= x + dx < 17:
                    left[y + dy, x + dx] += error * part / 16
    assert (diffused(grey) == wanted).mean() > 0.99  # but for a rounding at the threshold


def test_a_white_thing_on_white_paper_keeps_its_outline() -> None:
    picture = np.zeros((40, 40, 4), np.uint8)
    picture[10:30, 10:30] = 255
    ink = drawn(picture)
    assert ink[10:30, 10:12].all()
    assert ink[10:12, 10:30].all()
    assert not ink[14:26, 14:26].any()
    assert not ink[:10].any()
