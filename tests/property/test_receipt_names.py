"""Whatever a coupon is called, there is a page: nothing clipped, not endless, its code readable."""

from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from kiosk.devices import escpos
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.devices.receipt_text import plain
from tests.support.receipts import FONTS, PAPERS, TOKEN

EMOJI = [
    "☕",
    "🎉",
    "🍰",
    "❤️",
    "👍🏽",
    "👩‍🍳",
    "👨‍👩‍👧",
    "🇹🇷",
    "1️⃣",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "🫨",
    "\U0001f3fb",
    "\u200d",
    "\ufe0f",
]
BIDI = list("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
WIDE = [
    "﷽",
    "꧅",
    "W" * 30,
    "𒈙",
    "\u0301" * 40,
    "漢字",
    "ไทย",
    "हिन्दी",
    "\ud800",
    "\x00",
    "\n",
    "\r\n",
    "\t",
    "\xad",
]
SCRIPTS = "aZéßĞİığşçñøŁЖЩЯάΩאבגדابتثجحخ٣٤أَُِگچپژ가나語カなกขअआ"

names = st.one_of(
    st.text(min_size=1, max_size=200),
    st.text(alphabet=SCRIPTS + " ", min_size=1, max_size=200),
    st.lists(st.sampled_from([*EMOJI, *BIDI, *WIDE, "Kahve ", "قهوة ", " "]), min_size=1, max_size=60).map(
        lambda parts: "".join(parts)[:200]
    ),
)


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_any_name_makes_a_whole_page(qapp: QGuiApplication, dots: int, language: str) -> None:
    render = ReceiptRenderer(dots, FONTS)
    bare = render(replace(PAPERS[language], name="x")).shape[0]
    margin = 16

    @settings(max_examples=60)
    @given(names)
    @example("W" * 200)
    @example("﷽" * 20)
    @example("🎉" * 200)
    @example("a" + "\u0301" * 199)
    @example("\u202eeerf\u202c \u2067x")
    @example("\n" * 200)
    @example("⒜\u0300")
    @example("¡\u0301▀﷽")
    def check(name: str) -> None:
        page = render(replace(PAPERS[language], name=name))
        assert page.shape[0] <= bare + 1900, "a page of a quarter of a metre more"
        assert not page[:, :margin].any()
        assert not page[:, -margin:].any()
        grey = np.where(page, 0, 255).astype(np.uint8)
        assert [found.bytes for found in zxingcpp.read_barcodes(grey)] == [TOKEN.encode()]
        data = b"".join(escpos.raster(page))
        assert not any(pair in data for pair in escpos.REAL_TIME_PAIRS)

    check()


@given(st.text(max_size=200))
def test_plain_text_is_one_line_of_what_can_be_drawn(text: str) -> None:
    words = plain(text)
    assert not set(words) & set("\r\n\t\x00\u2028\u2029\u202a\u202b\u202c\u202d\u202e")
    words.encode()  # no half of a surrogate pair
    assert plain(words) == words
