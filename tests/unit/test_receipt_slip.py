"""Papers that are no coupons: what and how much stand side by side, in any script, and nothing is lost."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.ports import SlipPaper

FONTS = sorted((Path(__file__).parents[2] / "assets" / "fonts").glob("*.ttf"))
LEFT = SlipPaper("Kahveci", "Checkout", (("Order", "A-17"), ("Total", "12.50")), "23 Nov 2026", "entrance-1")
RIGHT = SlipPaper(
    "مقهى القهوة", "الدفع", (("الطلب", "A-17"), ("المجموع", "١٢٫٥٠")), "٢٣ نوفمبر", "entrance-1", rtl=True
)


@pytest.fixture(params=[576, 384])
def renderer(request: pytest.FixtureRequest, qapp: QGuiApplication) -> ReceiptRenderer:
    return ReceiptRenderer(request.param, FONTS)


def rows_with(image: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The rows in which two pictures differ."""
    assert image.shape == other.shape
    return np.flatnonzero((image != other).any(axis=1))


@pytest.mark.parametrize("paper", [LEFT, RIGHT], ids=["ltr", "rtl"])
def test_each_value_stands_in_its_line_at_the_far_edge(renderer: ReceiptRenderer, paper: SlipPaper) -> None:
    image = renderer(paper)
    (what, value), last = paper.lines
    other = renderer(SlipPaper(paper.shop, paper.title, ((what, value + "1"), last), paper.issued,
                               paper.kiosk_id, rtl=paper.rtl))  # fmt: skip
    changed = image != other
    assert changed.any()
    half = image.shape[1] // 2
    near = changed[:, half:] if paper.rtl else changed[:, :half]
    assert not near.any(), "the value begins in the far half"
    label = renderer(SlipPaper(paper.shop, paper.title, ((what + "1", value), last), paper.issued,
                               paper.kiosk_id, rtl=paper.rtl))  # fmt: skip
    # What it is and how much: the same line.
    assert np.intersect1d(rows_with(image, other), rows_with(image, label)).size


@pytest.mark.parametrize("paper", [LEFT, RIGHT], ids=["ltr", "rtl"])
def test_margins_stay_white_and_a_long_label_breaks(renderer: ReceiptRenderer, paper: SlipPaper) -> None:
    long = SlipPaper(
        paper.shop,
        paper.title,
        (("Gesamtbetrag der Rechnung einschließlich Umsatzsteuer", "123,456,789.00"), ("Note", "")),
        paper.issued,
        paper.kiosk_id,
        note="Points were spent before this purchase was earned.",
        rtl=paper.rtl,
    )
    image = renderer(long)
    assert not image[:, :16].any()
    assert not image[:, -16:].any()
    assert len(image) > len(renderer(paper))
    page = renderer.page(long)
    assert sum(len(part) for part in page.parts if isinstance(part, np.ndarray)) == len(image)
