"""The shop's logo on paper: small enough, sharp, and never in the way of a coupon."""

import logging
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.app import renderer_of
from kiosk.config import Printer, Settings, Shop
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.devices.receipt_logo import ROWS, load_logo, logo_dots
from kiosk.logo_file import LogoError
from tests.support.receipts import FONTS, LOGO, paper_of, read_codes

ASSETS = Path(__file__).parents[2] / "assets"
DAMAGED = b"\x89PNG\r\n\x1a\n" + bytes(200)


def png(path: Path, picture: np.ndarray) -> Path:
    assert cv2.imwrite(str(path), picture)
    return path


def svg(path: Path, inside: str, size: str = "100 100") -> Path:
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{inside}</svg>')
    return path


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.parametrize(
    ("size", "box"), [("100 100", (96, 96)), ("400 100", (48, 192)), ("25 100", (96, 24))]
)
def test_a_drawing_fills_a_third_of_the_width_or_12_mm(
    qapp: QGuiApplication, tmp_path: Path, dots: int, size: str, box: tuple[int, int]
) -> None:
    width, height = size.split()
    bits = load_logo(svg(tmp_path / "a.svg", f'<rect width="{width}" height="{height}"/>', size), dots)
    assert bits.all()
    assert bits.shape[0] <= ROWS
    assert bits.shape[1] <= dots // 3
    if dots == 576:
        assert bits.shape == box


def test_pictures_of_pixels_are_made_smaller_but_never_larger(qapp: QGuiApplication, tmp_path: Path) -> None:
    small = np.zeros((20, 30, 3), np.uint8)
    assert load_logo(png(tmp_path / "small.png", small), 576).shape == (20, 30)
    large = np.zeros((900, 900, 3), np.uint8)
    assert load_logo(png(tmp_path / "large.png", large), 384).shape == (96, 96)


def test_flat_colours_are_sharp_and_tones_are_dots(qapp: QGuiApplication, tmp_path: Path) -> None:
    yellow = svg(tmp_path / "flat.svg", '<circle cx="50" cy="50" r="40" fill="#ffd400"/>')
    flat = load_logo(yellow, 576)
    y, x = np.mgrid[:96, :96]
    disc = np.hypot(y - 47.5, x - 47.5) < 38.4
    assert (flat == disc).mean() > 0.99
    shades = np.tile(np.linspace(0, 255, 180, dtype=np.uint8), (90, 1))
    dots = load_logo(png(tmp_path / "shades.png", shades), 576)
    assert dots[:, :30].mean() > 0.9
    assert 0.3 < dots[:, 70:110].mean() < 0.7
    assert dots[:, -30:].mean() < 0.1


def test_a_white_logo_for_dark_grounds_prints_as_its_shape(qapp: QGuiApplication, tmp_path: Path) -> None:
    bits = load_logo(svg(tmp_path / "w.svg", '<rect x="20" y="20" width="60" height="60" fill="#fff"/>'), 576)
    assert bits[24:72, 24:72].all()
    assert not bits[:16].any()


def test_what_is_no_logo_says_why(qapp: QGuiApplication, tmp_path: Path) -> None:
    files = {
        "none.png": (None, "cannot be read: No such file or directory"),
        "empty.png": (b"", "is not a picture that can be used"),
        "damaged.png": (DAMAGED, "is not a picture that can be used"),
        "text.svg": (b"hello", "is not a picture that can be used"),
        "other.gif": (b"GIF89a", "must be an SVG or PNG file"),
        "huge.png": (bytes(8_000_001), "must not be larger than 8 MB"),
    }
    for name, (content, words) in files.items():
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(LogoError) as caught:
            load_logo(path, 576)
        assert str(caught.value) == words, name
    whole = png(tmp_path / "cut.png", np.zeros((300, 300, 3), np.uint8)).read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LogoError):
        load_logo(tmp_path / "cut.png", 576)
    with pytest.raises(LogoError, match="white all over"):
        load_logo(png(tmp_path / "white.png", np.full((50, 50, 3), 255, np.uint8)), 576)
    with pytest.raises(LogoError, match="white all over"):
        load_logo(svg(tmp_path / "nothing.svg", ""), 576)
    with pytest.raises(LogoError, match="too little"):
        logo_dots(np.dstack([speck := np.full((60, 60), 255, np.uint8)] * 3 + [speck]) - _speck())


def _speck() -> np.ndarray:
    dark = np.zeros((60, 60, 4), np.uint8)
    dark[3, 3, :3] = 255
    return dark


def test_the_logo_stands_at_the_head_on_the_leading_edge(qapp: QGuiApplication, tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_text(LOGO)
    for dots in (576, 384):
        logo = load_logo(file, dots)
        with_logo, without = ReceiptRenderer(dots, FONTS, logo=logo), ReceiptRenderer(dots, FONTS)
        for language, edge in (("en", "left"), ("ar", "right")):
            page = with_logo(paper_of(language))
            assert np.array_equal(page[8 + len(logo) + 16 :], without(paper_of(language))[8:])
            head = page[8 : 8 + len(logo)]
            margin = 32 if dots == 576 else 24
            beside = head[:, margin:] if edge == "left" else head[:, : dots - margin]
            place = beside[:, : logo.shape[1]] if edge == "left" else beside[:, -logo.shape[1] :]
            assert np.array_equal(place, logo)
            assert head.sum() == logo.sum()


@pytest.mark.parametrize("content", [None, DAMAGED, b"<svg"])
def test_a_broken_logo_is_told_once_and_coupons_go_on_without_it(
    qapp: QGuiApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    file = tmp_path / "logo.png"
    if content is not None:
        file.write_bytes(content)
    settings = Settings(shop=Shop(logo=file), printer=Printer(paper="58mm"))
    with caplog.at_level(logging.WARNING):
        render = renderer_of(settings, ASSETS)
    assert len(caplog.records) == 1
    assert caplog.records[0].getMessage().startswith("shop.logo: ")
    page = render(paper_of("en"))
    assert np.array_equal(page, renderer_of(Settings(printer=Printer(paper="58mm")), ASSETS)(paper_of("en")))
    assert len(read_codes(page)[0]) == 1
    assert len(caplog.records) == 1


def test_the_configured_logo_and_mode_reach_the_paper(qapp: QGuiApplication, tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_text(LOGO)
    plain = renderer_of(Settings(), ASSETS)
    dressed = renderer_of(Settings(shop=Shop(logo=file), printer=Printer(mode="native")), ASSETS)
    assert dressed(paper_of("en")).shape[0] > plain(paper_of("en")).shape[0]
    assert [type(part).__name__ for part in dressed.page(paper_of("en")).parts].count("Code") == 1
    assert [type(part).__name__ for part in plain.page(paper_of("en")).parts].count("Code") == 0
