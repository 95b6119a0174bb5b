"""``kiosk run``: the appliance. Window first, so that the screen is never dark; then the engine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication

from kiosk import app
from kiosk.cli.qt import Signals, hush_qt
from kiosk.cli.starts import REST, Starts
from kiosk.cli.vigil import Vigil
from kiosk.config import Settings
from kiosk.core.effects import Sound
from kiosk.core.house import Setting
from kiosk.core.view import StaffDetail, View
from kiosk.devices.appliance import LinuxAppliance
from kiosk.devices.frames import FrameSource
from kiosk.devices.printer import NoPrinter
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.devices.speech import Speech
from kiosk.engine.world import World
from kiosk.logs import EventLog
from kiosk.paths import assets
from kiosk.ports import Appliance, Camera, Clock, Headphones, Printer, Scanner, Speaker
from kiosk.ui.acknowledge import Acknowledgements
from kiosk.ui.bridge import Bridge
from kiosk.ui.i18n import Translator
from kiosk.ui.narrator import Narrator
from kiosk.ui.paper import PaperShelf
from kiosk.ui.preview import PreviewFeed
from kiosk.ui.sound import Sounds
from kiosk.ui.window import Window, open_window, prepare_graphics

E_LOOP = "E-LOOP"
"""The code of a kiosk that came up without its devices, because it had ended by itself time and again."""

WHY_ENDED = {75: "no graphics", app.EXIT_RESTART: "restart"}
"""Exit codes with a reason of their own."""


class _Crossing(QObject):
    """From the engine's thread to Qt's."""

    ready = Signal()
    ended = Signal(int)
    cue = Signal(str)
    asked = Signal()


class Desk:
    """One kiosk at work: window, bridge and engine. Used by ``run`` and by both demos.

    ``source``, ``appliance``, ``clock``, ``headphones`` and ``speaker`` replace the camera's pictures, the
    computer itself, its clock and what belongs to speech by their twins.
    ``ended`` is called in Qt's thread with the exit code when the engine is over; ``alive`` in the engine's
    each time when both have answered. ``out_of_order``: without devices, closed, and with this code on the
    sign. ``adapt``: what of the engine's world is to be otherwise.
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
        appliance: Appliance | None = None,
        clock: Clock | None = None,
        headphones: Headphones | None = None,
        speaker: Speaker | None = None,
        ready: Callable[[], None] | None = None,
        alive: Callable[[], None] | None = None,
        out_of_order: str = "",
        adapt: Callable[[World], World] | None = None,
    ) -> None:
        own = assets()
        translator = Translator(settings.ui.languages)
        self.feed = PreviewFeed()
        self._crossing = _Crossing()
        self._answer: Callable[[], None] = _nothing
        self._papers = PaperShelf()
        renderer = app.renderer_of(settings, own)
        self._volume = settings.ui.volume
        self._sound = Sounds(own / "sounds", volume=settings.ui.volume, enabled=settings.ui.sound)
        face = app.Face(
            publish=self._publish,
            cue=self._cue,
            resolve=translator.resolve,
            adjust=self._adjust,
            ready=self._crossing.ready.emit,
            ended=self._crossing.ended.emit,
            draw=lambda name, paper: self._papers.put(name, renderer(paper)),
            ask=self._ask,
            alive=alive,
        )
        machine = appliance or LinuxAppliance(settings.journal.path)
        if out_of_order:
            self.devices = app.Devices(None, None, NoPrinter(), machine)
        else:
            self.devices = _devices(settings, self.feed, renderer, source, machine, clock, headphones)
        self.machine = app.Machine(
            settings,
            key,
            face,
            self.devices,
            log,
            out_of_order=out_of_order,
            adapt=adapt or (lambda world: world),
        )
        self._speaker = (speaker or Speech()) if settings.ui.speech else None
        narrator = Narrator(translator, self._speaker) if self._speaker is not None else None
        mono = time.monotonic if clock is None else (lambda: clock.now().mono)
        self.bridge = Bridge(translator, self.machine.post, self.feed, monotonic=mono, narrator=narrator)
        queued = Qt.ConnectionType.QueuedConnection
        self._crossing.ended.connect(ended, queued)
        if ready is not None:
            self._crossing.ready.connect(ready, queued)
        self._crossing.cue.connect(self._sound.play, queued)
        self._crossing.asked.connect(self._answers, queued)
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
        if view.aids is not None and view.aids.volume != self._volume:
            self._volume = view.aids.volume
            self._sound.adjust(volume=self._volume)
        paper = view.body.paper if isinstance(view.body, StaffDetail) else None
        self._papers.show(view.session, "" if paper is None else paper.name)
        self.bridge.publish(view)

    def _ask(self, answer: Callable[[], None]) -> None:
        self._answer = answer
        self._crossing.asked.emit()

    def _answers(self) -> None:
        # In the thread that draws as well (``prepare_graphics``): hanging in that, it does not come here.
        self._answer()

    def _cue(self, sound: Sound) -> None:
        self._crossing.cue.emit(sound.value)

    def _adjust(self, setting: Setting, value: str) -> None:
        if setting is Setting.SOUND:
            self._sound.adjust(enabled=value == "on")
        elif setting is Setting.VOLUME:
            self._sound.adjust(volume=int(value))

    def start(self) -> None:
        """Start the engine."""
        self.machine.start()

    def close(self) -> bool:
        """Stop the engine and close the window; false when the engine did not end in time."""
        stopped = self.machine.stop()
        self._sound.close()
        if self._speaker is not None:
            self._speaker.close()
        self.window.may_close = True
        # Unloaded before what it is bound to goes away, or every binding would complain of it.
        self.window.setSource(QUrl())
        self.window.close()
        return stopped


def _nothing() -> None:
    """Before the first question; without metrics."""


def _devices(
    settings: Settings,
    feed: PreviewFeed,
    renderer: ReceiptRenderer,
    source: Callable[[], FrameSource | None] | None,
    appliance: Appliance,
    clock: Clock | None,
    headphones: Headphones | None,
) -> app.Devices:
    camera: Camera | None = app.camera_of(settings, feed.push, source)
    scanner: Scanner | None = app.scanner_of(settings)
    printer: Printer = app.printer_of(settings, renderer)
    jack = headphones or app.headphones_of(settings)
    return app.Devices(camera, scanner, printer, appliance, clock, jack)


def run(settings: Settings, key: str, log: EventLog, *, adapt: Callable[[World], World] | None = None) -> int:
    """Run until SIGTERM or SIGINT; returns the exit code: 0 after a clean stop, 75 without
    graphics, ``app.EXIT_RESTART`` when staff want it started anew. ``adapt`` as in ``Desk``."""
    prepare_graphics()
    hush_qt(log)
    qt = QGuiApplication(["kiosk"])
    reasons: list[str] = []

    def ended(code: int) -> None:
        if not reasons:
            reasons.append(WHY_ENDED.get(code, "engine ended"))
            qt.exit(code)

    def asked(name: str) -> None:
        reasons.append(name)
        qt.exit(0)

    def ready() -> None:
        log("ready", startup_ms=round(_age() * 1000))

    stop_metrics: Callable[[], None] = _nothing
    if settings.metrics.listen is not None:
        from kiosk.cli import metrics  # not loaded where nobody asks for them

        adapt, stop_metrics = metrics.listen(settings, settings.metrics.listen, log, adapt)
    starts = Starts.of(os.environ, settings.journal.path.parent)
    loops = starts.begin()
    if loops:
        log("fault", "error", where="start", error="crash_loop", reason=E_LOOP)
    vigil = Vigil(log, well=starts.well)
    try:
        desk = Desk(
            settings,
            key,
            log,
            ended=ended,
            fullscreen=settings.ui.fullscreen,
            ready=ready,
            alive=vigil.alive,
            out_of_order=E_LOOP if loops else "",
            adapt=adapt,
        )
    except RuntimeError as error:
        log("stopped", "error", reason=str(error))
        stop_metrics()
        return 1

    def try_again() -> None:
        # Not while somebody of the staff is at it: then they can have it restarted.
        if desk.bridge.get_screen() == "closed" and not reasons:
            starts.once_more()
            reasons.append("restart")
            qt.exit(app.EXIT_RESTART)

    again = QTimer()
    again.timeout.connect(try_again)
    with Signals(asked):
        desk.start()
        if loops:
            again.start(round(REST * 1000))
        code = qt.exec()
        again.stop()
        vigil.stop()
        ended_well = desk.close()
    if not ended_well:
        reasons.append("the engine did not end in time")
        code = code or 1
    if code in (0, app.EXIT_RESTART):
        starts.ended_well()
    log("stopped", reason=", ".join(reasons) or "closed")
    stop_metrics()
    if not ended_well:
        # A disk that hangs keeps its thread in the kernel, and Python would wait for it for ever.
        os._exit(code)
    return code


def _age() -> float:
    """Seconds since this process was started (proc(5), field 22: start in clock ticks since boot)."""
    with open("/proc/self/stat", encoding="ascii", errors="replace") as file:
        ticks = int(file.read().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
