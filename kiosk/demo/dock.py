"""What the dock's QML sees and does: every control turns something of ``DemoWorld``'s twins, and what
is shown is read back from them."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.demo import dock_state as state
from kiosk.demo import switches
from kiosk.demo.tray import Tray
from kiosk.demo.world import DemoWorld
from kiosk.simulator.shop_values import Preset

QML_IMPORT_NAME = "KioskDock"
QML_IMPORT_MAJOR_VERSION = 1

QVariantList: Any = "QVariantList"
QVariantMap: Any = "QVariantMap"
"""Qt's own names; names, because the tool that describes our types to qmllint wants them."""

LOOK_EVERY = 300
"""Milliseconds between two looks at the shop and the twins."""
LOOK_CLOSELY: Final = 70
"""The same for the paper that comes out of the printer."""


@QmlElement
@QmlUncreatable("made by the demo")
class DockBridge(QObject):  # type: ignore[operator]  # the stubs know the decorator as a class
    """The dock's state as plain maps, and its controls as slots. Qt's thread only.

    What may take long (a full line, threads to be joined) is done by one worker thread, in order.
    ``close`` must be called before the world is stopped.
    """

    membersChanged = Signal()
    couponsChanged = Signal()
    phoneChanged = Signal()
    printerChanged = Signal()
    sheetsChanged = Signal()
    slipChanged = Signal()
    devicesChanged = Signal()
    scannerChanged = Signal()
    networkChanged = Signal()
    clockChanged = Signal()
    presetChanged = Signal()
    troubleChanged = Signal()
    _finished = Signal()

    def __init__(self, world: DemoWorld, tray: Tray, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._world = world
        self._tray = tray
        self._hand = state.Hand(world.members[0].code)
        self._mode = "ok"
        self._pending = 0
        self._closed = False
        self._scan_note = ""
        self._trouble = ""
        self._now: dict[str, Any] = {}
        self._results: deque[tuple[Future[Any], Callable[[Any], None] | None]] = deque()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="dock")
        queued = Qt.ConnectionType.QueuedConnection
        self._finished.connect(self._take_results, queued)
        tray.changed.connect(self.refresh, queued)
        self.refresh()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self._closely = QTimer(self)
        self._closely.setInterval(LOOK_CLOSELY)
        self._closely.timeout.connect(self._look_at_the_paper)
        self._closely.start()

    def close(self) -> None:
        """No more looks, and the worker has ended."""
        self._closed = True
        self._timer.stop()
        self._closely.stop()
        self._worker.shutdown(wait=True)

    # -- what it shows -----------------------------------------------------------------------------

    def get_members(self) -> list[Any]:
        return self._list("members")

    def get_coupons(self) -> list[Any]:
        return self._list("coupons")

    def get_sheets(self) -> list[Any]:
        return self._list("sheets")

    def get_phone(self) -> dict[str, Any]:
        return self._map("phone")

    def get_printer(self) -> dict[str, Any]:
        return self._map("printer")

    def get_slip(self) -> dict[str, Any]:
        return self._map("slip")

    def get_devices(self) -> dict[str, Any]:
        return self._map("devices")

    def get_scanner(self) -> dict[str, Any]:
        return self._map("scanner")

    def get_network(self) -> dict[str, Any]:
        return self._map("network")

    def get_clock(self) -> dict[str, Any]:
        return self._map("clock")

    def get_preset(self) -> str:
        return str(self._now["preset"])

    def get_trouble(self) -> str:
        return str(self._now["trouble"])

    members = Property(QVariantList, get_members, notify=membersChanged)
    coupons = Property(QVariantList, get_coupons, notify=couponsChanged)
    sheets = Property(QVariantList, get_sheets, notify=sheetsChanged)
    phone = Property(QVariantMap, get_phone, notify=phoneChanged)
    printer = Property(QVariantMap, get_printer, notify=printerChanged)
    slip = Property(QVariantMap, get_slip, notify=slipChanged)
    devices = Property(QVariantMap, get_devices, notify=devicesChanged)
    scanner = Property(QVariantMap, get_scanner, notify=scannerChanged)
    network = Property(QVariantMap, get_network, notify=networkChanged)
    clock = Property(QVariantMap, get_clock, notify=clockChanged)
    preset = Property(str, get_preset, notify=presetChanged)
    trouble = Property(str, get_trouble, notify=troubleChanged)

    def _list(self, name: str) -> list[Any]:
        found: list[Any] = self._now[name]
        return found

    def _map(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self._now[name]
        return found

    @Slot()
    def refresh(self) -> None:
        """Look at the shop and the twins now; tell what has changed since the last look."""
        if self._closed:
            return
        self._follow()
        world, hand = self._world, self._hand
        seen: dict[str, Any] = {
            "members": state.members(world),
            "coupons": state.coupons(world, hand),
            "phone": state.phone(world, hand),
            "printer": state.printer(world),
            "sheets": state.sheets(self._tray),
            "slip": state.slip(world, self._tray),
            "devices": state.devices(world),
            "scanner": state.scanner(world, self._scan_note),
            "network": {"mode": self._mode, "online": world.server.online, "busy": self._pending > 0},
            "clock": state.clock(world),
            "preset": world.shop.settings.preset.value,
            "trouble": self._trouble,
        }
        changed = [name for name, value in seen.items() if self._now.get(name) != value]
        self._now = seen
        for name in changed:
            getattr(self, f"{name}Changed").emit()

    @Slot()
    def _look_at_the_paper(self) -> None:
        seen = state.slip(self._world, self._tray)
        if seen != self._now["slip"]:
            self._now["slip"] = seen
            self.slipChanged.emit()

    # -- the worker --------------------------------------------------------------------------------

    def _later(self, work: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Do this in the worker, and then that, with its result, here."""
        self._pending += 1
        future: Future[Any] = self._worker.submit(work)

        def done(finished: Future[Any]) -> None:
            self._results.append((finished, then))
            self._finished.emit()

        future.add_done_callback(done)

    @Slot()
    def _take_results(self) -> None:
        while self._results:
            future, then = self._results.popleft()
            self._pending -= 1
            error = future.exception()
            # The kind alone: an exception's text may carry what was shown.
            self._trouble = "" if error is None else f"That did not work ({type(error).__name__})."
            if error is None and then is not None:
                then(future.result())
        self.refresh()

    # -- the phone ---------------------------------------------------------------------------------

    def _follow(self) -> None:
        """The phone shows its member's code as it is now; a screenshot stays what it was."""
        if self._hand.kind == "member" and not self._hand.frozen:
            text = self._world.shop.qr_for(self._hand.code)
            if text != self._hand.text:
                self._put_up("member", text, state.name_of(self._world.shop.member(self._hand.code).email))

    def _put_up(self, kind: str, text: str, title: str) -> None:
        self._hand.kind, self._hand.text, self._hand.title = kind, text, title
        self._later(functools.partial(self._world.show, text, title))

    @Slot(int)
    def pick(self, code: int) -> None:
        """Take another member's phone; if a code was shown, its own is shown now."""
        if code == self._hand.code:
            return
        self._hand.code = code
        self._hand.frozen = False
        if self._hand.kind == "member":
            self.show_member()
        elif self._hand.kind == "coupon":
            self.hide()
        self.refresh()

    @Slot()
    def show_member(self) -> None:
        """Hold the member's code up to the camera."""
        member = self._world.shop.member(self._hand.code)
        self._put_up("member", self._world.shop.qr_for(self._hand.code), state.name_of(member.email))
        self.refresh()

    @Slot(str)
    def show_coupon(self, coupon_id: str) -> None:
        """Hold up a coupon from the member's app."""
        for coupon in self._world.shop.coupons:
            if coupon.id == coupon_id:
                self._hand.frozen = False
                self._put_up("coupon", coupon.token, coupon.name)
        self.refresh()

    @Slot(str)
    def show_text(self, text: str) -> None:
        """Hold up any text as a code."""
        if text:
            self._hand.frozen = False
            self._put_up("text", text, "Any code")
        self.refresh()

    @Slot()
    def hide(self) -> None:
        """Take the phone away from the camera."""
        self._hand = state.Hand(self._hand.code)
        self._later(self._world.put_away)
        self.refresh()

    @Slot(bool)
    def freeze(self, frozen: bool) -> None:
        """Show a screenshot of the member's code from now on, which grows old; or the app again."""
        self._hand.frozen = frozen
        if frozen and self._hand.kind != "member":
            self.show_member()
        self.refresh()

    # -- the scanner -------------------------------------------------------------------------------

    @Slot()
    def scan_member(self) -> None:
        """Read the member's code with the scanner: the screenshot, if there is one."""
        held = self._hand.kind == "member" and self._hand.frozen
        self._scan(self._hand.text if held else self._world.shop.qr_for(self._hand.code), "the member's code")

    @Slot(str)
    def scan_coupon(self, coupon_id: str) -> None:
        """Read a coupon with the scanner."""
        for coupon in self._world.shop.coupons:
            if coupon.id == coupon_id:
                self._scan(coupon.token, "the coupon")

    @Slot(str)
    def scan_text(self, text: str) -> None:
        """Read any text with the scanner."""
        if text:
            self._scan(text, "the text")

    def _scan(self, text: str, what: str) -> None:
        def told(taken: bool) -> None:
            at = self._world.clock.now().local
            word = "sent" if taken else "went nowhere: nothing takes it from the line"
            self._scan_note = f"{at:%H:%M:%S}  {what} {word}"

        self._later(functools.partial(self._world.scanner.scan, text.encode()), told)

    # -- switches and paper ------------------------------------------------------------------------

    @Slot(str, bool)
    def turn(self, name: str, on: bool) -> None:
        """Any of the switches of printer, scanner, camera and machine."""
        work = switches.switch(self._world, name, on)
        if work is not None:
            self._later(work)

    @Slot()
    def tear(self) -> None:
        """Take what is in the printer's mouth, also when it was never cut off."""
        if self._tray.tear():
            self.refresh()
        else:
            self._later(self._world.printer.tear, self._torn)

    def _torn(self, _: object) -> None:
        self._tray.tear()

    @Slot(int)
    def take_sheet(self, number: int) -> None:
        """Throw a sheet away."""
        self._tray.take(number)

    @Slot()
    def clear_sheets(self) -> None:
        """Throw all sheets away."""
        self._tray.clear()

    # -- network, clock, preset --------------------------------------------------------------------

    @Slot(str)
    def set_network(self, mode: str) -> None:
        """ok, off, hang, slow, errors, torn, lost, portal, limit, key or lapsed."""
        work = switches.network(self._world, mode)
        self._mode = mode
        self._later(work)
        self.refresh()

    @Slot(int)
    def lapse(self, seconds: int) -> None:
        """Let time pass for everybody: an hour later, tomorrow."""
        self._world.lapse(float(seconds))
        self.refresh()

    @Slot(int)
    def advance(self, seconds: int) -> None:
        """Let the PIN and the code on the phone grow old at the server, while the kiosk's screen stays."""
        self._world.shop.advance(float(seconds))
        self.refresh()

    @Slot(str)
    def set_preset(self, preset: str) -> None:
        """standard, balanced or strict, at once."""
        self._world.shop.set_preset(Preset(preset))
        self.refresh()
