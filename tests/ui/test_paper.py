"""Paper on screen: the dock and the kiosk show the very picture that is printed; emoji are on both."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest

from kiosk.core.model import PrintState
from kiosk.demo.tray import Tray
from kiosk.devices import escpos
from kiosk.simulator.printer import PrinterTwin
from kiosk.ui.paper import PaperProvider, PaperShelf, image_of
from tests.contract.printer_desk import BOUND, Desk, making_desks
from tests.support.receipts import TOKEN, paper_of, renderer_of
from tests.ui.conftest import Face
from tests.ui.sample_views import SAMPLES

CONTROLS = Path(__file__).resolve().parents[2] / "kiosk" / "ui" / "qml" / "controls"


def pixels(image: QImage) -> np.ndarray:
    """``[rows, columns, 3]``, red first."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def test_a_picture_of_a_paper_is_its_dots_with_white_around() -> None:
    dots = np.random.default_rng(3).random((37, 61)) < 0.5
    seen = pixels(image_of(dots, margin=5))
    assert seen.shape == (47, 71, 3)
    assert np.array_equal(seen[5:-5, 5:-5, 0] == 0, dots)
    seen[5:-5, 5:-5] = 255
    assert (seen == 255).all()


@pytest.mark.parametrize("native", [False, True])
async def test_the_dock_shows_what_was_meant_dot_by_dot(
    qapp: QGuiApplication, tmp_path: Path, native: bool
) -> None:
    render = renderer_of(576, tmp_path, logo=True, native=native)
    paper = paper_of("ar", copy=True)
    tray = Tray()
    with PrinterTwin(on_paper=tray.put) as twin, making_desks() as desks:
        desk: Desk = desks(twin.port, render=render.page)
        result = await asyncio.wait_for(desk.printer.print_coupon(paper, 1, desk.going), BOUND)
        assert result is PrintState.PRINTED
    [sheet] = tray.sheets
    meant = render(paper)
    shown = pixels(sheet.image)[24:-24, 24:-24, 0] == 0
    assert shown.shape == meant.shape
    assert not (meant & ~shown).any()
    # But for the single dots that keep the bytes from being a command.
    assert (shown & ~meant).sum() <= (escpos.printable(meant) & ~meant).sum()


PAGE = """import QtQuick
import "{controls}"
Rectangle {{
    width: 400; height: 900; color: "#888888"
    ReceiptPaper {{
        objectName: "paper"; x: 20; y: 10; width: 360; height: implicitHeight
        wide: {wide}; high: {high}; source: "image://receipts/c1"
    }}
}}"""


@pytest.fixture
def view(qapp: QGuiApplication) -> Iterator[QQuickView]:
    view = QQuickView()
    yield view
    view.setSource(QUrl())
    view.close()
    view.deleteLater()
    QGuiApplication.processEvents()


@pytest.mark.parametrize("dots", [576, 384])
def test_a_coupon_is_shown_as_it_is_printed_and_its_code_can_be_read(
    view: QQuickView, tmp_path: Path, dots: int
) -> None:
    coupons = {"c1": image_of(renderer_of(dots, tmp_path)(paper_of("de")))}
    provider = PaperProvider(coupons.get)
    view.engine().addImageProvider("receipts", provider)
    size = coupons["c1"].size()
    page = tmp_path / "Page.qml"
    page.write_text(PAGE.format(controls=CONTROLS.as_uri(), wide=size.width(), high=size.height()))
    view.setSource(QUrl.fromLocalFile(str(page)))
    view.show()
    QTest.qWait(20)
    seen = pixels(view.grabWindow())
    high = round(360 * size.height() / size.width())
    sheet = seen[10 : 10 + high, 20:380, 0]
    assert (sheet[2:12, 2:-2] > 250).all(), "paper is white at its head"
    assert [found.bytes for found in zxingcpp.read_barcodes(np.ascontiguousarray(sheet))] == [TOKEN.encode()]
    assert (seen[:, :15] == 0x88).all()


def test_a_coupon_that_is_gone_is_white() -> None:
    provider = PaperProvider({"c1": image_of(np.ones((40, 60), np.bool_))}.get)
    none = provider.requestImage("c2", QSize(), QSize(100, 0))
    assert (none.width(), none.height(), none.pixelColor(0, 0).lightness()) == (1, 1, 255)
    assert provider.requestImage("c1", QSize(), QSize(54, 0)).width() == 54
    assert provider.requestImage("c1", QSize(), QSize(1000, 0)).width() == 108, "never blown up"


def test_a_paper_is_there_while_it_is_on_screen_and_no_longer() -> None:
    shelf = PaperShelf()
    shelf.show("s1", "")
    assert shelf.put("a", np.ones((40, 60), np.bool_)) == (108, 88)
    shelf.show("s1", "")  # another view of the screen before, on its way already
    assert shelf.find("a") is None, "not before its own screen"
    shelf.show("s1", "a")
    shelf.show("s1", "a")
    assert shelf.find("a") is not None
    assert shelf.find("b") is None
    shelf.put("b", np.zeros((40, 60), np.bool_))
    shelf.show("s1", "a")
    assert shelf.find("a") is not None, "the next one is drawn, and not yet asked for"
    shelf.show("s1", "b")
    assert shelf.find("a") is None
    assert shelf.find("b") is not None
    shelf.show("s1", "")
    assert shelf.find("b") is None


def test_a_paper_that_was_drawn_for_who_has_left_is_nobodys() -> None:
    shelf = PaperShelf()
    shelf.show("s1", "")
    shelf.put("a", np.ones((40, 60), np.bool_))
    shelf.show("", "")
    shelf.show("s2", "a")
    assert shelf.find("a") is None


def test_an_emoji_in_a_coupons_name_is_in_colour_on_the_screen(face: Face) -> None:
    """Green apples: nothing else on this screen is as green."""

    def greens(name: str) -> int:
        view = SAMPLES["coupon_take"]()
        body = view.body
        face.show(replace(view, body=replace(body, coupon=replace(body.coupon, name=name))))  # type: ignore[arg-type, union-attr, type-var]
        red, green, blue = np.moveaxis(pixels(face.grab()).astype(int), 2, 0)
        return int(((green > red + 60) & (green > blue + 60)).sum())

    without = greens("Free apples ABC")
    assert greens("Free apples 🍏🍏🍏") > without + 300
