"""Coupons in all four languages, with what a shop may put on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import zxingcpp
from pyzbar import pyzbar

from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.devices.receipt_logo import load_logo
from kiosk.ports import CouponPaper

FONTS = sorted((Path(__file__).parents[2] / "assets" / "fonts").glob("*.ttf"))
TOKEN = "cq_8fK2mQ7xLp4Rt9Wz1Vb6Nd3"
PAPERS = {
    "en": CouponPaper(
        "Kahveci", "Free coffee ☕", TOKEN, "23 Nov 2026 14:05", "entrance-1", "Your reward", "Valid once."
    ),
    "tr": CouponPaper(
        "Kahveci İğdeli Şekerci",
        "İstediğiniz büyük boy filtre kahve bizden",
        TOKEN,
        "Düzenlenme: 23 Kas 2026 14:05",
        "giriş-1",
        "Ödülünüz",
        "Bir kez geçerlidir. Nakde çevrilemez. Başka kampanyalarla birleştirilemez.",
    ),
    "de": CouponPaper(
        "Kaffeehaus Größenwahn",
        "Ein Stück Überraschungskuchen 🍰 nach Wahl",
        TOKEN,
        "Ausgestellt: 23. Nov. 2026 14:05",
        "eingang-1",
        "Ihre Belohnung",
        "Einmal gültig. Keine Barauszahlung.",
    ),
    "ar": CouponPaper(
        "مقهى القهوة",
        "قهوة مجانية كبيرة الحجم 🎁",
        TOKEN,
        "صدرت: ٢٣ نوفمبر ٢٠٢٦ ١٤:٠٥",
        "entrance-1",
        "مكافأتك",
        "صالحة لمرة واحدة. لا تستبدل نقدًا.",
        rtl=True,
    ),
}
COPY = {"en": "COPY", "tr": "KOPYA", "de": "KOPIE", "ar": "نسخة"}
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 100">
<circle cx="50" cy="50" r="48" fill="#b3541e"/><rect x="120" y="20" width="110" height="60" fill="#3a2a20"/>
</svg>"""


def paper_of(language: str, *, copy: bool = False) -> CouponPaper:
    return replace(PAPERS[language], copy=COPY[language] if copy else "")


def renderer_of(dots: int, folder: Path, *, logo: bool = False, native: bool = False) -> ReceiptRenderer:
    """``folder`` is where the logo's file is written."""
    file = folder / "logo.svg"
    file.write_text(LOGO, encoding="utf-8")
    return ReceiptRenderer(dots, FONTS, logo=load_logo(file, dots) if logo else None, native=native)


def read_codes(page: np.ndarray) -> tuple[list[tuple[bytes, str]], list[bytes]]:
    """What two decoders read on a page held up on a white counter: with the level of correction, and bare."""
    grey = np.where(np.pad(page, 24), 0, 255).astype(np.uint8)
    first = [(found.bytes, found.ec_level) for found in zxingcpp.read_barcodes(grey)]
    second = [found.data for found in pyzbar.decode(grey, [pyzbar.ZBarSymbol.QRCODE])]
    return first, second
