"""The coupon as a page: readable codes, nothing clipped, the same from every thread."""

import threading
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtGui import QGuiApplication

from kiosk.devices import escpos
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.ports import CouponPaper

FONTS = sorted((Path(__file__).parents[2] / "assets" / "fonts").glob("*.ttf"))
TOKEN = "cq_8fK2mQ7xLp4Rt9Wz1Vb6Nd3"
PAPERS = {
    "en": CouponPaper(
        "Kahveci", "Free coffee", TOKEN, "23 Nov 2026, 14:05", "entrance-1", "Your reward", "Valid once."
    ),
    "tr": CouponPaper(
        "Kahveci İğdeli Şekerci",
        "İstediğiniz büyük boy filtre kahve bizden",
        TOKEN,
        "23.11.2026 14:05",
        "giriş-1",
        "Ödülünüz",
        "Bir kez geçerlidir. Nakde çevrilemez. Başka kampanyalarla birleştirilemez.",
        copy="KOPYA",
    ),
    "de": CouponPaper(
        "Kaffeehaus Größenwahn",
        "Donaudampfschifffahrtsgesellschaftskaffeemitsahne",
        TOKEN,
        "23.11.2026, 14:05 Uhr",
        "eingang-1",
        "Ihre Belohnung",
        "Einmal gültig. Keine Barauszahlung.",
    ),
    "ar": CouponPaper(
        "مقهى القهوة",
        "قهوة مجانية كبيرة الحجم",
        TOKEN,
        "٢٣ نوفمبر ٢٠٢٦، ١٤:٠٥",
        "entrance-1",
        "مكافأتك",
        "صالحة لمرة واحدة. لا تستبدل نقدًا.",
        copy="نسخة",
        rtl=True,
    ),
}


def read(image: np.ndarray) -> list[bytes]:
    grey = np.where(image, 0, 255).astype(np.uint8)
    return [found.bytes for found in zxingcpp.read_barcodes(grey)]


@pytest.fixture(params=[576, 384])
def renderer(request: pytest.FixtureRequest, qapp: QGuiApplication) -> ReceiptRenderer:
    return ReceiptRenderer(request.param, FONTS)


@pytest.mark.parametrize("language", sorted(PAPERS))
def test_the_code_is_read_and_the_margins_stay_white(renderer: ReceiptRenderer, language: str) -> None:
    image = renderer(PAPERS[language])
    assert image.dtype == np.bool_
    assert image.shape[1] in (576, 384)
    assert read(image) == [TOKEN.encode()]
    margin = 16
    assert not image[:, :margin].any()
    assert not image[:, -margin:].any()
    assert not image[:4].any()
    assert not image[-8:].any()


def test_the_code_has_its_quiet_zone(renderer: ReceiptRenderer) -> None:
    image = renderer(PAPERS["en"])
    dot = 8 if image.shape[1] == 576 else 6
    left = 4 * dot
    # The upper left finder pattern: 7 modules black, 5 white below, in the column's first module.
    column = image[:, left]
    tops = [
        y
        for y in range(len(column) - 7 * dot)
        if column[y : y + 7 * dot].all() and not column[y - 1] and not column[y + 7 * dot]
    ]
    top = next(y for y in tops if image[y, left : left + 7 * dot].all())
    size = 25 * dot
    around = image[top - 4 * dot : top + size + 4 * dot, : left + size + 4 * dot].copy()
    around[4 * dot : 4 * dot + size, left : left + size] = False
    assert not around.any()
    modules = image[top : top + size, left : left + size].reshape(25, dot, 25, dot)
    assert (modules == modules[:, :1, :, :1]).all(), "modules are not whole dots"


def test_long_texts_take_more_lines_and_lose_nothing(renderer: ReceiptRenderer) -> None:
    short = PAPERS["en"]
    for name in ("Kaffee " * 40, "W" * 200, "بطاقة " * 40):
        long = CouponPaper(
            "S" * 120, name, TOKEN, short.issued, "kiosk-" * 20, short.title, "terms " * 100, rtl="ب" in name
        )
        image = renderer(long)
        assert image.shape[0] > renderer(short).shape[0]
        assert not image[:, :16].any()
        assert not image[:, -16:].any()
        assert read(image) == [TOKEN.encode()]


def test_empty_and_odd_texts_still_make_a_page(renderer: ReceiptRenderer) -> None:
    image = renderer(CouponPaper("", "a\nb\x00c\u202e", TOKEN, "", "", "", ""))
    assert read(image) == [TOKEN.encode()]


def test_long_tokens_fit_or_are_refused_in_words(renderer: ReceiptRenderer) -> None:
    paper = PAPERS["en"]

    def with_token(token: str) -> CouponPaper:
        return CouponPaper(
            paper.shop, paper.name, token, paper.issued, paper.kiosk_id, paper.title, paper.terms
        )

    assert read(renderer(with_token("x" * 300))) == [b"x" * 300]
    with pytest.raises(ValueError, match=r"."):
        renderer(with_token("x" * 5000))


def test_a_copy_says_so_in_reverse(renderer: ReceiptRenderer) -> None:
    plain, copy = PAPERS["en"], PAPERS["tr"]
    assert renderer(copy)[8:40].mean() > 0.5
    assert renderer(plain)[8:40].mean() < 0.3


def test_right_to_left_stands_on_the_right(renderer: ReceiptRenderer) -> None:
    half = renderer(PAPERS["en"]).shape[1] // 2
    assert renderer(PAPERS["en"])[:, :half].sum() > 1.5 * renderer(PAPERS["en"])[:, half:].sum()
    arabic = renderer(PAPERS["ar"])[120:]  # below the bar that is as wide as the column
    assert arabic[:, half:].sum() > 1.5 * arabic[:, :half].sum()


def test_every_thread_draws_the_same(renderer: ReceiptRenderer) -> None:
    wanted = {language: renderer(paper) for language, paper in PAPERS.items()}
    wrong: list[str] = []

    def draw(language: str) -> None:
        same = [np.array_equal(renderer(PAPERS[language]), wanted[language]) for _ in range(5)]
        if not all(same):
            wrong.append(language)

    threads = [threading.Thread(target=draw, args=(language,)) for language in PAPERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not wrong


def test_a_coupon_is_few_bytes_and_costs_no_dots(renderer: ReceiptRenderer) -> None:
    image = renderer(PAPERS["en"])
    work = escpos.job(image, cut=True, finish=b"")
    assert work.size < 24_000  # 6 s at 38400 baud
    assert (escpos.printable(image) != image).sum() <= 20


def test_it_draws_without_any_font_file(qapp: QGuiApplication) -> None:
    assert read(ReceiptRenderer(384, [Path("/nonexistent/font.ttf")])(PAPERS["en"])) == [TOKEN.encode()]


@pytest.mark.parametrize("dots", [0, 100, 577])
def test_odd_papers_are_refused(qapp: QGuiApplication, dots: int) -> None:
    with pytest.raises(ValueError, match="width"):
        ReceiptRenderer(dots)
