"""What the dock's QML sees and does: every control turns something of ``DemoWorld``'s twins, and what
is shown is read back from them."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.demo import dock_state as state
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
SLOW_LINE: Final = 960.0
"""Bytes a second of a printer at 9600 baud (10 bits a byte)."""


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

    def close(self) -> None:
        """No more looks, and the worker has ended."""
        self._closed = True
        self._timer.stop()
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
            at = datetime.now(self._world.settings.shop.zone)
            word = "sent" if taken else "went nowhere: nothing takes it from the line"
            self._scan_note = f"{at:%H:%M:%S}  {what} {word}"

        self._later(functools.partial(self._world.scanner.scan, text.encode()), told)

    @Slot(bool)
    def plug_scanner(self, plugged: bool) -> None:
        """Put the scanner's cable in, or pull it."""
        scanner = self._world.scanner
        self._later(scanner.replug if plugged else scanner.unplug)

    # -- the printer -------------------------------------------------------------------------------

    @Slot(str, bool)
    def turn(self, switch: str, on: bool) -> None:
        """One of the printer's switches: paper_out, paper_low, cover_open, error, silent, slow, unplugged."""
        twin = self._world.printer
        if switch in state.SWITCHES:
            new_roll = switch == "paper_out" and not on
            self._later(twin.refill if new_roll else functools.partial(setattr, twin, switch, on))
        elif switch == "slow":
            twin.bytes_per_second = SLOW_LINE if on else None
            self.refresh()
        elif switch == "unplugged":
            self._later(twin.unplug if on else twin.replug)

    @Slot()
    def tear(self) -> None:
        """Take what hangs out of the printer, for example after a cut that never came."""
        self._later(self._world.printer.tear)

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
        """ok, off, slow, errors, lost, portal or limit."""
        faults, server = state.faults_of(mode), self._world.server

        def change() -> None:
            server.faults.clear()
            for fault in faults:
                server.faults.add(fault)
            if mode == "off":
                server.go_offline()
            else:
                server.go_online()

        self._mode = mode
        self._later(change)
        self.refresh()

    @Slot(int)
    def advance(self, seconds: int) -> None:
        """Let time pass for the shop; the kiosk's clock stays."""
        self._world.shop.advance(float(seconds))
        self.refresh()

    @Slot(str)
    def set_preset(self, preset: str) -> None:
        """standard, balanced or strict, at once."""
        self._world.shop.set_preset(Preset(preset))
        self.refresh()
