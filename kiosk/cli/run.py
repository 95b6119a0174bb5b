"""``kiosk run``: the appliance. Window first, so that the screen is never dark; then the engine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication

from kiosk import app
from kiosk.cli.qt import Signals, hush_qt
from kiosk.config import Settings
from kiosk.core.effects import Sound
from kiosk.core.view import StaffDetail, View
from kiosk.devices.frames import FrameSource
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.logs import EventLog
from kiosk.paths import assets
from kiosk.ports import Camera, Printer, Scanner
from kiosk.ui.acknowledge import Acknowledgements
from kiosk.ui.bridge import Bridge
from kiosk.ui.i18n import Translator
from kiosk.ui.paper import PaperShelf
from kiosk.ui.preview import PreviewFeed
from kiosk.ui.sound import Sounds
from kiosk.ui.window import Window, open_window, prepare_graphics


class _Crossing(QObject):
    """From the engine's thread to Qt's."""

    ready = Signal()
    ended = Signal(int)
    cue = Signal(str)


class Desk:
    """One kiosk at work: window, bridge and engine. Used by ``run`` and by both demos.

    ``source``, ``scanner`` and ``printer`` replace the configured hardware by its twins.
    ``ended`` is called in Qt's thread with the exit code when the engine is over.
    """

    def __init__(
        self,
        settings: Settings,
        key: str,
        log: EventLog,
        *,
        ended: Callable[[int], None],
        fullscreen: bool,
        size: tuple[int, int] = (1280, 800),
        may_close: bool = False,
        motion: bool = True,
        source: Callable[[], FrameSource | None] | None = None,
        ready: Callable[[], None] | None = None,
    ) -> None:
        own = assets()
        translator = Translator(settings.ui.languages)
        self.feed = PreviewFeed()
        self._crossing = _Crossing()
        self._papers = PaperShelf()
        renderer = app.renderer_of(settings, own)
        self._sound = Sounds(own / "sounds", volume=settings.ui.volume, enabled=settings.ui.sound)
        face = app.Face(
            publish=self._publish,
            cue=self._cue,
            resolve=translator.resolve,
            ready=self._crossing.ready.emit,
            ended=self._crossing.ended.emit,
            draw=lambda name, paper: self._papers.put(name, renderer(paper)),
        )
        self.devices = _devices(settings, self.feed, renderer, source)
        self.machine = app.Machine(settings, key, face, self.devices, log)
        self.bridge = Bridge(translator, self.machine.post, self.feed)
        queued = Qt.ConnectionType.QueuedConnection
        self._crossing.ended.connect(ended, queued)
        if ready is not None:
            self._crossing.ready.connect(ready, queued)
        self._crossing.cue.connect(self._sound.play, queued)
        self.window: Window = open_window(
            self.bridge,
            self.feed,
            assets=own,
            fullscreen=fullscreen,
            size=size,
            screen_mm=settings.ui.screen_mm,
            accent=settings.shop.accent,
            logo=str(settings.shop.logo or ""),
            mirror=False,  # the camera adapter has mirrored the picture already
            motion=motion,
            may_close=may_close,
            failed=ended,
            papers=self._papers,
        )
        self._acknowledgements = Acknowledgements(self.window, self.bridge, log)

    def _publish(self, view: View) -> None:
        paper = view.body.paper if isinstance(view.body, StaffDetail) else None
        self._papers.show(view.session, "" if paper is None else paper.name)
        self.bridge.publish(view)

    def _cue(self, sound: Sound) -> None:
        self._crossing.cue.emit(sound.value)

    def start(self) -> None:
        """Start the engine."""
        self.machine.start()

    def close(self) -> bool:
        """Stop the engine and close the window; false when the engine did not end in time."""
        stopped = self.machine.stop()
        self._sound.close()
        self.window.may_close = True
        # Unloaded before what it is bound to goes away, or every binding would complain of it.
        self.window.setSource(QUrl())
        self.window.close()
        return stopped


def _devices(
    settings: Settings,
    feed: PreviewFeed,
    renderer: ReceiptRenderer,
    source: Callable[[], FrameSource | None] | None,
) -> app.Devices:
    camera: Camera | None = app.camera_of(settings, feed.push, source)
    scanner: Scanner | None = app.scanner_of(settings)
    printer: Printer = app.printer_of(settings, renderer)
    return app.Devices(camera, scanner, printer)


def run(settings: Settings, key: str, log: EventLog) -> int:
    """Run until SIGTERM or SIGINT; returns the exit code: 0 after a clean stop, 75 without graphics."""
    prepare_graphics()
    hush_qt(log)
    qt = QGuiApplication(["kiosk"])
    reasons: list[str] = []

    def ended(code: int) -> None:
        if not reasons:
            reasons.append("engine ended" if code != 75 else "no graphics")
            qt.exit(code)

    def asked(name: str) -> None:
        reasons.append(name)
        qt.exit(0)

    def ready() -> None:
        log("ready", startup_ms=round(_age() * 1000))

    try:
        desk = Desk(settings, key, log, ended=ended, fullscreen=settings.ui.fullscreen, ready=ready)
    except RuntimeError as error:
        log("stopped", "error", reason=str(error))
        return 1
    with Signals(asked):
        desk.start()
        code = qt.exec()
        ended_well = desk.close()
    if not ended_well:
        reasons.append("the engine did not end in time")
        code = code or 1
    log("stopped", reason=", ".join(reasons) or "closed")
    if not ended_well:
        # A disk that hangs keeps its thread in the kernel, and Python would wait for it for ever.
        os._exit(code)
    return code


def _age() -> float:
    """Seconds since this process was started (proc(5), field 22: start in clock ticks since boot)."""
    with open("/proc/self/stat", encoding="ascii", errors="replace") as file:
        ticks = int(file.read().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
