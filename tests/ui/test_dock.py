"""The demo's dock, by clicks: every control must turn the real twin, and what is shown be the twin's."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.cli.run import Desk
from kiosk.demo.desk import desk_in
from kiosk.demo.dock_state import faults_of, span
from kiosk.demo.tray import KEPT, SheetProvider, Tray
from kiosk.demo.window import DOCK_WIDE, OPTIONS, Dock, places, unload
from kiosk.demo.world import STAFF_PIN, DemoWorld
from kiosk.logs import EventLog
from kiosk.simulator.shop_values import TEST_KEY

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0
TALL = QRect(0, 0, DOCK_WIDE, 748)
"""As high as there is room for on a screen of 1280 by 800."""
QUIET = {"KIOSK_UI__SOUND": "false"}

pytestmark = pytest.mark.usefixtures("qapp")


class Bench:
    """A dock at work, and fingers for it."""

    def __init__(self, world: DemoWorld, tray: Tray, dock: Dock) -> None:
        self.world, self.tray, self.dock = world, tray, dock
        self.shop = world.shop
        self.desk: Desk | None = None
        self.out = io.StringIO()

    def until(self, holds: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"waited in vain: {what}"
            QTest.qWait(15)

    def items(self) -> list[QQuickItem]:
        found: list[QQuickItem] = []
        waiting = [self.dock.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                found.append(item)
                waiting.extend(item.childItems())
        return found

    def find(self, name: str) -> QQuickItem:
        found = [item for item in self.items() if item.objectName() == name]
        assert len(found) == 1, f"{len(found)} items are called {name}"
        return found[0]

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def words(self) -> str:
        return "\n".join(str(i.property("text")) for i in self.items() if i.inherits("QQuickText"))

    def click(self, name: str) -> None:
        item = self.find(name)
        assert item.isEnabled(), f"{name} is switched off"
        at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        assert QRect(QPoint(0, 0), self.dock.window.size()).contains(at), f"{name} is out of sight"
        QTest.mouseClick(self.dock.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        QTest.qWait(5)

    def page(self, name: str) -> None:
        """Another of the dock's pages."""
        self.click(f"tab_{name}")

    def write(self, name: str, text: str) -> None:
        self.click(name)
        for letter in text:
            QTest.keyClick(self.dock.window, letter)

    def filmed(self) -> str:
        """What the camera reads, once the phone has come to rest."""
        return "".join(read(self.world.scene.frame(time.monotonic() + 2)))

    def shows(self, text: Callable[[], str], what: str) -> None:
        self.until(lambda: self.filmed() == text(), what)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"X-Api-Key": TEST_KEY}
        url = self.world.server.base_url + path
        return httpx.request(method, url, headers=headers, trust_env=False, **{"timeout": 8, **more})

    def lookup(self, code: int) -> httpx.Response:
        return self.ask("GET", "/webhook/customer", params={"code": str(code)})

    def earn(self, code: int, external_id: str) -> httpx.Response:
        body = {"customer_code": code, "external_id": external_id, "amount": 1, "card_type": "stamp"}
        return self.ask("POST", "/webhook/pos", json=body)

    def events(self, name: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.out.getvalue().splitlines()]
        return [line for line in lines if line["event"] == name]


def read(picture: np.ndarray[Any, Any]) -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2)
    return [code.bytes.decode() for code in found]


def pixels(image: QImage) -> np.ndarray[Any, Any]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return np.ascontiguousarray(rows[:, : grey.width()])


@contextmanager
def bench(
    folder: Path, preset: str = "standard", place: QRect = TALL, kiosk: bool = False
) -> Iterator[Bench]:
    """Closed within the test, so that Qt's messages at the end count as well."""
    tray = Tray()
    world = DemoWorld(preset, folder=folder, on_paper=tray.put, options=OPTIONS | QUIET)
    world.start()
    try:
        one = Bench(world, tray, Dock(world, tray, place))
        try:
            if kiosk:
                one.desk = desk_in(world, EventLog("json", "debug", one.out), ended=lambda code: None)
                one.desk.start()
            QTest.qWait(30)
            yield one
        finally:
            one.dock.close()
            if one.desk is not None:
                assert one.desk.close()
                unload(one.desk.window)
            QGuiApplication.processEvents()
    finally:
        world.stop()


# -- the phone -------------------------------------------------------------------------------------


def test_what_is_shown_is_what_the_camera_films(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        ada, bora = it.world.members[0].code, it.world.members[1].code
        assert it.filmed() == ""
        it.click("showMember")
        it.shows(lambda: it.shop.qr_for(ada), "the first member's code before the camera")
        assert it.find("phoneCode").property("text") == it.shop.qr_for(ada)
        it.click(f"member_{bora}")
        it.shows(lambda: it.shop.qr_for(bora), "the other member's code")
        it.click("hide")
        it.until(lambda: it.filmed() == "", "the phone gone")
        it.write("anyText", "hello kiosk 42")
        it.click("showAny")
        it.shows(lambda: "hello kiosk 42", "the written text")
        assert STAFF_PIN in it.words()


def test_under_strict_the_code_before_the_camera_changes_by_itself(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        code = it.world.members[0].code
        it.click("showMember")
        it.shows(lambda: it.shop.qr_for(code), "the code of a day")
        for_a_day = it.filmed()
        it.click("preset_strict")
        assert it.shop.settings.preset == "strict"
        it.shows(lambda: it.shop.qr_for(code), "a code of half a minute")
        first = it.filmed()
        assert first != for_a_day
        it.click("lapse_30")
        it.shows(lambda: it.shop.qr_for(code), "the next code")
        assert it.filmed() != first


def test_a_screenshot_grows_old(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        code = it.world.members[0].code
        it.click("freeze")
        it.shows(lambda: it.shop.qr_for(code), "the code")
        old = it.filmed()
        it.click("lapse_86400")
        QTest.qWait(700)
        assert it.filmed() == old
        assert it.ask("GET", "/webhook/customer", params={"qr": old}).status_code == 422
        it.click("freeze")
        it.shows(lambda: it.shop.qr_for(code), "the app's new code")
        assert it.filmed() != old


def test_a_pushed_pin_is_on_the_phone_until_its_time_is_over(tmp_path: Path) -> None:
    with bench(tmp_path, "strict") as it:
        ada, bora = it.world.members[0].code, it.world.members[1].code
        assert it.earn(bora, "one").status_code == 412
        pin = it.shop.current_pin(bora)
        assert pin is not None
        it.until(lambda: "PIN" in it.words().split("\n"), "a mark at the member's name")
        assert not it.has("phonePin")  # it is another one's phone
        it.click(f"member_{bora}")
        it.until(lambda: it.has("phonePin"), "the PIN on the phone")
        assert pin in it.words().split("\n")
        it.click("advance_120")
        it.until(lambda: not it.has("phonePin"), "the PIN to be gone")
        assert it.shop.current_pin(bora) is None
        assert ada != bora


def test_coupons_are_shown_and_scanned_and_marked_as_used(tmp_path: Path) -> None:
    with bench(tmp_path) as it, line(it.world.scanner.port) as heard:
        code = it.world.members[0].code
        older, newer = it.shop.issue_coupon(code), it.shop.issue_coupon(code)
        it.until(lambda: it.has("showCoupon_1"), "both coupons")
        it.click("showCoupon_0")
        it.shows(lambda: newer.token, "the newer coupon before the camera")
        it.click("scanCoupon_1")
        it.until(lambda: heard() == older.token.encode() + b"\r", "the older coupon on the scanner's line")
        body = {"token": older.token}
        assert it.ask("POST", "/webhook/coupons/redeem", json=body).status_code == 200
        it.until(lambda: f"{older.name} (used)" in it.words(), "the mark of use")


def test_balances_are_the_shops(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        code = it.world.members[2].code
        assert it.earn(code, "two").status_code == 200
        it.click(f"member_{code}")
        it.until(lambda: "1 of 10 stamps" in it.words(), "the new balance")


# -- the scanner -----------------------------------------------------------------------------------


@contextmanager
def line(port: str) -> Iterator[Callable[[], bytes]]:
    """The kiosk's end of a serial line: what has come in so far."""
    fd = os.open(port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    came = bytearray()

    def heard() -> bytes:
        with suppress(BlockingIOError):
            came.extend(os.read(fd, 4096))
        return bytes(came)

    try:
        yield heard
    finally:
        os.close(fd)


def test_the_scanner_reads_and_can_be_unplugged(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        code = it.world.members[0].code
        with line(it.world.scanner.port) as heard:
            it.click("scanMember")
            it.until(lambda: heard() == it.shop.qr_for(code).encode() + b"\r", "the code on the line")
            it.page("camera")
            it.until(lambda: "the member's code sent" in it.words(), "a note")
            it.page("phone")
            it.write("anyText", "x1")
            it.click("scanAny")
            it.until(lambda: heard().endswith(b"\rx1\r"), "the text on the line")
        it.page("camera")
        it.click("scanner_unplugged")
        it.until(lambda: not Path(it.world.scanner.port).exists(), "the port to vanish")
        it.until(lambda: it.find("scanner_unplugged").property("on"), "the switch to show it")
        it.click("scanMember")
        it.until(lambda: "went nowhere" in it.words(), "the truth about it")
        it.click("scanner_unplugged")
        it.until(lambda: Path(it.world.scanner.port).exists(), "the port to be back")
        it.until(lambda: not it.find("scanner_unplugged").property("on"), "the switch to show that")


# -- the printer -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("switch", "words"),
    [
        ("paper_out", "out of paper"),
        ("paper_low", "ready, paper low"),
        ("cover_open", "cover open"),
        ("error", "error light on"),
        ("silent", "prints, but answers nothing"),
        ("stalled", "takes nothing"),
    ],
)
def test_the_printers_switches(tmp_path: Path, switch: str, words: str) -> None:
    with bench(tmp_path) as it:
        it.page("printer")
        it.click(f"printer_{switch}")
        it.until(lambda: getattr(it.world.printer, switch), "the twin's switch")
        it.until(lambda: words in it.words().split("\n"), "its state in words")
        assert it.find(f"printer_{switch}").property("on")
        it.click(f"printer_{switch}")
        it.until(lambda: not getattr(it.world.printer, switch), "the twin's switch back")
        it.until(lambda: words not in it.words().split("\n"), "the words gone")


def test_the_printers_line(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        it.page("printer")
        it.click("printer_slow")
        it.until(lambda: it.world.printer.bytes_per_second, "a slow line")
        it.click("printer_slow")
        it.until(lambda: it.world.printer.bytes_per_second is None, "a quick one")
        it.click("printer_unplugged")
        it.until(lambda: not Path(it.world.printer.port).exists(), "the port to vanish")
        it.until(lambda: it.find("printer_unplugged").property("on"), "the switch to show it")
        it.click("printer_unplugged")
        it.until(lambda: Path(it.world.printer.port).exists(), "the port to be back")


def test_a_new_roll_lasts(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        it.world.printer.rows_left = 0
        it.world.printer.paper_out = True
        it.page("printer")
        it.until(lambda: it.find("printer_paper_out").property("on"), "the twin's own state to show")
        it.click("printer_paper_out")
        it.until(lambda: not it.world.printer.paper_out, "paper again")
        assert it.world.printer.rows_left is None


def test_paper_waits_in_the_printer_is_torn_off_and_thrown_away(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        it.tray.put(np.zeros((300, 576), np.bool_))
        it.until(lambda: it.has("slip"), "the paper in the printer's mouth")
        assert not it.has("sheet_1")
        it.tray.put(np.zeros((100, 576), np.bool_))
        it.until(lambda: it.has("sheet_1"), "the older one to fall")
        it.click("slip")
        it.until(lambda: it.has("sheet_2"), "the newer one torn off by a touch")
        assert not it.has("slip")
        it.click("sheetPicture_0")
        it.until(lambda: it.has("closely"), "the newest close by")
        it.click("takeSheet_0")
        it.until(lambda: not it.has("sheet_2"), "the newest to be gone")
        assert it.has("sheet_1")
        it.click("clearSheets")
        it.until(lambda: not it.tray.sheets and "torn-off paper lands here" in it.words(), "an empty heap")


@pytest.mark.parametrize(("far", "torn"), [(50, True), (15, False)])
def test_paper_is_pulled_out_of_the_printer(tmp_path: Path, far: int, torn: bool) -> None:
    """Far enough, and it is torn off; a short pull was a change of mind."""
    with bench(tmp_path) as it:
        it.tray.put(np.zeros((500, 576), np.bool_))
        it.until(lambda: it.has("slip"), "the paper")
        window, slip = it.dock.window, it.find("slip")
        at = slip.mapToScene(QPointF(slip.width() / 2, slip.height() - 20)).toPoint()
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        QTest.mousePress(window, left, none, at)
        for step in range(1, 6):
            QTest.mouseMove(window, at - QPoint(0, far * step // 5))
            QTest.qWait(5)
        assert slip.property("pulled") == pytest.approx(far, abs=1)
        QTest.mouseRelease(window, left, none, at - QPoint(0, far))
        it.until(lambda: it.has("sheet_1") is torn, "the heap")
        assert slip.property("pulled") == 0
        assert it.has("slip") is not torn


def test_paper_comes_out_row_by_row_and_may_be_torn_uncut(tmp_path: Path) -> None:
    with bench(tmp_path) as it, line(it.world.printer.port):
        os.write(kiosk := os.open(it.world.printer.port, os.O_RDWR | os.O_NOCTTY), b"\x1bd\x28")
        os.close(kiosk)
        heights: list[float] = []
        it.until(
            lambda: heights.append(it.dock.bridge.get_slip()["high"]) or len(set(heights)) > 5,
            "paper that grows",
        )
        assert heights == sorted(heights)
        assert not it.dock.bridge.get_slip()["cut"]
        it.until(lambda: it.has("slip"), "it to be seen")
        it.click("tear")  # fed, but not cut: it hangs out of the printer
        it.until(lambda: [sheet for sheet in it.tray.sheets if sheet.torn], "a torn-off sheet")


def test_a_tray_is_no_archive() -> None:
    tray = Tray()
    assert not tray.tear()
    for _ in range(KEPT + 5):
        tray.put(np.zeros((8, 576), np.bool_))
    numbers = [sheet.number for sheet in tray.sheets]
    assert numbers == list(range(KEPT + 5, 5, -1))
    assert [sheet.torn for sheet in tray.sheets] == [False] + [True] * (KEPT - 1)
    assert tray.tear()
    assert not tray.tear()
    provider = SheetProvider(tray)
    assert provider.requestImage("1", QSize(), QSize(100, 0)).width() == 1
    assert provider.requestImage("35", QSize(), QSize(100, 0)).width() == 100


# -- the network -----------------------------------------------------------------------------------


def test_the_network_as_it_can_be(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        code = it.world.members[0].code
        it.page("network")

        def turn(mode: str) -> None:
            it.click(f"network_{mode}")
            it.until(lambda: not it.dock.bridge.get_network()["busy"], "the network to be as asked")
            assert it.find(f"network_{mode}").property("on")

        assert it.lookup(code).status_code == 200
        turn("off")
        with pytest.raises(httpx.ConnectError):
            it.lookup(code)
        assert not it.world.server.online
        turn("errors")
        assert it.lookup(code).status_code == 503
        turn("portal")
        assert "<html>" in it.lookup(code).text
        turn("limit")
        limited = it.lookup(code)
        assert (limited.status_code, limited.headers["Retry-After"]) == (429, "3")
        turn("slow")
        begun = time.monotonic()
        assert it.lookup(code).status_code == 200
        assert time.monotonic() - begun > 1.5
        turn("torn")
        with pytest.raises(httpx.RemoteProtocolError):
            it.lookup(code)
        turn("key")
        assert it.lookup(code).status_code == 401
        turn("lapsed")
        assert it.lookup(code).status_code == 402
        turn("hang")
        with pytest.raises(httpx.ReadTimeout):
            it.ask("GET", "/webhook/customer", params={"code": str(code)}, timeout=0.5)
        turn("lost")
        assert it.lookup(code).status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            it.earn(code, "lost")
        assert [entry.external_id for entry in it.shop.ledger] == ["lost"]
        turn("ok")
        assert it.earn(code, "found").status_code == 200


def test_a_network_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="no such network"):
        faults_of("carrier pigeon")


# -- clock and presets -----------------------------------------------------------------------------


def test_time_passes_for_everybody(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        before, mono = it.world.clock.now(), time.monotonic()
        day = it.find("day").property("text")
        for seconds in (30, 3600, 86400):
            it.click(f"lapse_{seconds}")
        now = it.world.clock.now()
        real = time.monotonic() - mono
        for passed in (
            it.shop.now() - time.time(),
            it.shop.date() - time.time(),
            now.mono - before.mono - real,
            (now.local - before.local).total_seconds() - real,
        ):
            assert passed == pytest.approx(90_030, abs=1)
        it.until(lambda: it.find("day").property("text") != day, "the date of tomorrow")


def test_the_phones_time_can_pass_alone(tmp_path: Path) -> None:
    """So that somebody who has a keypad before them can type a PIN that is too old."""
    with bench(tmp_path) as it:
        it.click("advance_120")
        assert it.shop.now() - time.time() == pytest.approx(120, abs=1)
        assert it.world.clock.passed == 0


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59.6, "1 min"), (90, "1 min 30 s"), (86400, "1 d")]
)
def test_spans(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_presets_are_switched_at_the_server(tmp_path: Path) -> None:
    with bench(tmp_path) as it:
        for preset in ("balanced", "strict", "standard"):
            it.click(f"preset_{preset}")
            assert it.shop.settings.preset.value == preset
            assert it.find(f"preset_{preset}").property("on")


# -- the window ------------------------------------------------------------------------------------


def test_small_the_dock_scrolls_and_nothing_is_too_wide(tmp_path: Path) -> None:
    with bench(tmp_path, place=QRect(0, 0, 420, 500)) as it:
        it.shop.issue_coupon(it.world.members[0].code)
        QTest.qWait(400)
        flick = it.find("flick")
        assert flick.property("contentHeight") > flick.height()
        for item in it.items():
            if item.inherits("QQuickText") and item.property("text"):
                box = item.mapRectToScene(item.boundingRect())
                assert box.left() >= 0, item.property("text")
                assert box.right() <= 421, item.property("text")
                assert not item.property("truncated"), item.property("text")
        flick.setProperty("contentY", flick.property("contentHeight") - flick.height())
        it.click("advance_120")
        assert it.shop.now() - time.time() > 119


def test_the_dock_fits_where_there_is_little_room(tmp_path: Path) -> None:
    """On a screen of 1280 by 800 nothing is to be scrolled to, no words are cut, and no control covers
    another."""
    with bench(tmp_path, "strict", place=places(QRect(0, 0, 1280, 800))[1]) as it:
        code = it.world.members[0].code
        it.shop.issue_coupon(code)
        it.earn(code, "one")
        it.tray.put(np.zeros((300, 576), np.bool_))
        flick = it.find("flick")
        for page in ("network", "printer", "camera", "machine", "phone"):
            it.page(page)
            QTest.qWait(350)
            assert flick.property("contentHeight") <= flick.height(), page
            for item in it.items():
                if item.inherits("QQuickText") and item.property("text"):
                    assert not item.property("truncated"), item.property("text")
            controls = [i for i in it.items() if i.inherits("QQuickAbstractButton")]
            boxes = [i.mapRectToScene(QRectF(0, 0, i.width(), i.height())) for i in controls]
            for control, one in zip(controls, boxes, strict=True):
                assert min(one.width(), one.height()) >= 24, control.objectName()
            for one, other in combinations(boxes, 2):
                assert not one.adjusted(1, 1, -1, -1).intersects(other), (page, one, other)


@pytest.mark.parametrize(
    "size", [(1920, 1080), (2560, 1440), (1600, 900), (1366, 768), (1280, 800), (1024, 600)]
)
def test_both_windows_find_room(size: tuple[int, int]) -> None:
    screen = QRect(20, 10, *size)
    kiosk, dock = places(screen)
    assert screen.contains(kiosk)
    assert screen.contains(dock)
    assert abs(kiosk.width() * 10 - kiosk.height() * 16) <= 16
    assert not kiosk.intersects(dock)
    if size[0] >= 1920:
        assert kiosk.width() == 1280


# -- with the kiosk --------------------------------------------------------------------------------


def test_from_the_dock_to_a_reward_and_its_paper(tmp_path: Path) -> None:
    with bench(tmp_path, kiosk=True) as it:
        it.until(lambda: it.events("screen"), "the kiosk's first screen")
        it.click("showMember")
        it.until(lambda: "reward" in [e["name"] for e in it.events("screen")], "the reward", 30)
        it.until(lambda: it.dock.bridge.get_slip()["cut"], "the coupon's paper in the dock", 30)
        it.click("tear")
        it.until(lambda: it.has("sheetPicture_0"), "the coupon's paper on the heap")
        assert it.shop.member(it.world.members[0].code).stamps == 0
        it.click("sheetPicture_0")
        it.until(lambda: it.has("closely"), "the paper close by")
        token = it.shop.coupons[0].token
        it.until(lambda: token in read(pixels(it.dock.window.grabWindow())), "its code to be readable")
        it.click("closely")
        it.until(lambda: not it.has("closely"), "the dock again")
        it.until(lambda: [e for e in it.events("coupon") if e["state"] == "printed"], "the kiosk to know")


def test_while_a_slow_line_prints_the_dock_answers(tmp_path: Path) -> None:
    with bench(tmp_path, kiosk=True) as it:
        it.until(lambda: len(it.events("device")) > 1, "the kiosk's devices")
        it.page("printer")
        it.click("printer_slow")
        it.click("scanMember")
        it.until(lambda: [e for e in it.events("coupon") if e["state"] == "printing"], "printing", 30)
        gaps = [time.monotonic()]
        beat = QTimer()
        beat.timeout.connect(lambda: gaps.append(time.monotonic()))
        beat.start(10)
        for page, name in (
            ("printer", "printer_paper_low"),
            ("camera", "scanner_unplugged"),
            ("network", "network_off"),
            ("network", "network_ok"),
            ("machine", "showMember"),
        ):
            it.page(page)
            it.click(name)
        it.until(lambda: it.filmed() and not it.dock.bridge.get_network()["busy"], "everything done", 10)
        assert it.world.printer.paper_low
        assert not it.tray.sheets
        assert max(after - before for before, after in pairwise(gaps)) < 4
        beat.stop()
        it.page("printer")
        it.click("printer_slow")
        it.until(lambda: it.dock.bridge.get_slip()["cut"], "the paper", 30)


def test_what_the_kiosk_asks_for_under_strict_is_on_the_phone(tmp_path: Path) -> None:
    with bench(tmp_path, "strict", kiosk=True) as it:
        it.until(lambda: "scanner" in [e["name"] for e in it.events("device")], "the scanner to be up")
        it.click("scanMember")
        it.until(lambda: "pin" in [e["name"] for e in it.events("screen")], "the kiosk to ask for a PIN", 30)
        it.until(lambda: it.has("phonePin"), "the PIN on the phone")
        assert it.shop.current_pin(it.world.members[0].code) in it.words().split("\n")


_CLOSES = """
import sys
from PySide6.QtCore import QTimer
from kiosk.demo import window
from kiosk.logs import EventLog
class Dock(window.Dock):
    def __init__(self, *args):
        super().__init__(*args)
        closed = self.window if sys.argv[1] == "dock" else window.QGuiApplication.topLevelWindows()
        one = closed if sys.argv[1] == "dock" else [w for w in closed if w is not self.window][0]
        QTimer.singleShot(1500, one.close)
window.Dock = Dock
sys.exit(window.play("standard", EventLog("json")))
"""


def _ran(process: subprocess.Popen[str]) -> tuple[int, list[dict[str, Any]]]:
    try:
        out, err = process.communicate(timeout=40)
    finally:
        process.kill()
    assert err == ""
    return process.returncode, [json.loads(text) for text in out.splitlines()]


def _begin(*arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    environ = os.environ | {"KIOSK_UI__SOUND": "false"}
    return subprocess.Popen(
        [sys.executable, *arguments], stdout=pipe, stderr=pipe, text=True, cwd=ROOT, env=environ
    )


@pytest.mark.slow
@pytest.mark.parametrize("which", ["dock", "kiosk"])
def test_closing_either_window_ends_the_demo(which: str) -> None:
    code, lines = _ran(_begin("-c", _CLOSES, which))
    assert code == 0
    assert [line for line in lines if line["level"] in ("warning", "error")] == []
    assert (lines[-1]["event"], lines[-1]["reason"]) == ("stopped", "closed")


@pytest.mark.slow
def test_a_signal_ends_the_demo() -> None:
    process = _begin("-m", "kiosk", "demo", "--preset", "balanced", "--log-format", "json")
    assert process.stdout is not None
    begun: list[str] = []
    for text in process.stdout:
        begun.append(text)
        if json.loads(text)["event"] == "ready":
            break
    process.send_signal(signal.SIGTERM)
    code, lines = _ran(process)
    assert code == 0
    assert (lines[-1]["event"], lines[-1]["reason"]) == ("stopped", "SIGTERM")
    assert [line for line in lines if line["level"] in ("warning", "error")] == []


@pytest.mark.slow
def test_staff_restart_the_demos_kiosk() -> None:
    hands = ("-m", "tests.e2e.staff_hands", STAFF_PIN, "restart")
    process = _begin(*hands, "demo", "--log-format", "json")
    assert process.stdout is not None
    readies = 0
    for text in process.stdout:
        readies += json.loads(text)["event"] == "ready"
        if readies == 2:
            break
    process.send_signal(signal.SIGTERM)
    code, lines = _ran(process)
    assert (readies, code) == (2, 0)
    assert (lines[-1]["event"], lines[-1]["reason"]) == ("stopped", "SIGTERM")
    assert [line for line in lines if line["level"] in ("warning", "error")] == []


@pytest.mark.slow
def test_a_signal_ends_the_headless_demo_and_nothing_of_it_stays(tmp_path: Path) -> None:
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    scratch.mkdir()
    environ = os.environ | {"TMPDIR": str(scratch)}
    command = [sys.executable, "-m", "kiosk", "demo", "--headless", "--out", str(out), "--log-format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environ)
    assert process.stdout is not None
    try:
        for text in process.stdout:
            if json.loads(text)["event"] == "screen":
                break
        assert list(scratch.iterdir())
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)
    finally:
        process.kill()
    assert process.returncode == 1
    assert list(scratch.iterdir()) == []
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert summary["reached"] is False
    assert {step["why"] for step in summary["steps"] if not step["reached"]} == {"stopped by SIGTERM"}
