"""``kiosk demo``: the real kiosk in one window, and everything around it, simulated, in the other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRect, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

from kiosk.app import EXIT_RESTART
from kiosk.cli.qt import Signals, hush_qt
from kiosk.cli.run import WHY_ENDED, Desk
from kiosk.demo.desk import desk_in
from kiosk.demo.dock import DockBridge
from kiosk.demo.tray import SheetProvider, Tray
from kiosk.demo.world import STAFF_PIN, DemoWorld
from kiosk.logs import EventLog
from kiosk.ui.colours import accents
from kiosk.ui.window import prepare_graphics

QML = Path(__file__).parent / "qml"

KIOSK = (1280, 800)
DOCK_WIDE = 460
_DOCK_HIGH = 1000
_NARROWEST = 540
_GAP = 12
_FRAME = 40
"""Pixels that a window manager's title bar may want above a window."""

OPTIONS = {
    # Who shows a demo shows the same member again and again.
    "KIOSK_VISIT__COOLDOWN": "1m",
    "KIOSK_VISIT__DAILY_LIMIT": "0",
}


def places(free: QRect) -> tuple[QRect, QRect]:
    """Where the kiosk's and the dock's window go, side by side in the ``free`` part of a screen.

    The kiosk shrinks in proportion where there is not enough room; on a screen that is too narrow
    even for that, the dock lies over its right edge.
    """
    top = free.top() + _FRAME
    high = max(320, free.height() - _FRAME - _GAP)
    dock_wide = min(DOCK_WIDE, free.width())
    room = free.width() - dock_wide - 3 * _GAP
    wide = min(KIOSK[0], max(room, min(_NARROWEST, free.width())), high * KIOSK[0] // KIOSK[1])
    left = free.left() + max(0, min(_GAP, free.width() - wide))
    kiosk = QRect(left, top, wide, wide * KIOSK[1] // KIOSK[0])
    dock_left = min(kiosk.left() + wide + _GAP, free.left() + free.width() - dock_wide)
    return kiosk, QRect(dock_left, top, dock_wide, min(_DOCK_HIGH, high))


def unload(window: QQuickView) -> None:
    """Let go of what a closed window shows, while all that it is bound to is still there."""
    window.setSource(QUrl())


class Dock:
    """The dock's window. ``close`` it before the world is stopped."""

    def __init__(self, world: DemoWorld, tray: Tray, place: QRect, pin: str = STAFF_PIN) -> None:
        """``pin`` is what staff type here; "" keeps it off the dock, and so off pictures of it.

        Raises ``RuntimeError`` when the QML cannot be loaded.
        """
        self.bridge = DockBridge(world, tray)
        self.window = QQuickView()
        self.window.setTitle("Demo: around the kiosk")
        self.window.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self._provider = SheetProvider(tray, lambda: world.printer.hanging)
        self.window.engine().addImageProvider("tray", self._provider)
        self.window.setInitialProperties(
            {"dock": self.bridge, "accents": accents(world.settings.shop.accent), "staffPin": pin}
        )
        self.window.setSource(QUrl.fromLocalFile(str(QML / "Dock.qml")))
        if self.window.status() != QQuickView.Status.Ready:
            faults = "; ".join(error.toString() for error in self.window.errors())
            self.bridge.close()
            raise RuntimeError(f"the dock cannot be loaded: {faults}")
        self.window.setMinimumSize(place.size() / 2)
        self.window.setGeometry(place)
        self.window.show()

    def close(self) -> None:
        """Close the window; everything the dock does has been done when this returns."""
        self.window.close()
        unload(self.window)
        self.bridge.close()


class _Closing(QObject):
    """Ends the demo when one of its windows has been closed."""

    def __init__(self, *windows: QQuickView) -> None:
        super().__init__()
        for window in windows:
            window.visibleChanged.connect(self._changed)

    def _changed(self, visible: bool) -> None:
        if not visible:
            QGuiApplication.exit(0)


def play(preset: str, log: EventLog) -> int:
    """Run the demo until a window is closed or a signal comes; returns the exit code: 0 then, else the
    engine's (1: it failed), 75 without graphics. A restart that staff ask for is one, with both windows
    anew; shutting down is only written down by the computer's twin."""
    prepare_graphics()
    hush_qt(log)
    qt = QGuiApplication(["kiosk"])
    qt.setQuitOnLastWindowClosed(False)  # a window that is closed ends it by ``_Closing``
    reasons: list[str] = []

    def ended(code: int) -> None:
        reasons.append(WHY_ENDED.get(code, "engine ended"))
        qt.exit(code)

    def asked(name: str) -> None:
        reasons.append(name)
        qt.exit(0)

    tray = Tray()
    world = DemoWorld(preset, on_paper=tray.put, options=OPTIONS)
    try:
        world.start()
        kiosk, beside = places(qt.primaryScreen().availableGeometry())
        code = EXIT_RESTART
        while code == EXIT_RESTART:
            reasons.clear()
            size = (kiosk.width(), kiosk.height())
            desk = desk_in(world, log, ended=ended, size=size, ready=lambda: log("ready"))
            desk.window.setPosition(kiosk.topLeft())
            code = _show(qt, world, tray, desk, beside, Signals(asked))
        if not reasons:
            reasons.append("closed")
    except RuntimeError as error:
        reasons.append(str(error))
        code = 1
    finally:
        world.stop()
    log("stopped", "info" if code == 0 else "error", reason=", ".join(reasons))
    return code


def _show(
    qt: QGuiApplication, world: DemoWorld, tray: Tray, desk: Desk, beside: QRect, signals: Signals
) -> int:
    """Both windows, until the end; whatever happens, nothing of them is left running."""
    try:
        dock = Dock(world, tray, beside)
        try:
            closing = _Closing(desk.window, dock.window)
            with signals:
                desk.start()
                code = qt.exec()
            del closing
        finally:
            dock.close()
    finally:
        stopped = desk.close()
        unload(desk.window)
    return code if stopped else code or 1
