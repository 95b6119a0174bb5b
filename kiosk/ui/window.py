"""The one window: fonts, QML engine, start-up properties, and what a press of the glass does first."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickView, QQuickWindow, QSGRendererInterface

# Importing registers the QML types.
from kiosk.ui import qr_item
from kiosk.ui.bridge import Bridge
from kiosk.ui.colours import accents
from kiosk.ui.logo import LogoProvider, read_logo
from kiosk.ui.paper import PaperProvider, PaperShelf
from kiosk.ui.preview import PreviewFeed

__all__ = ["EXIT_NO_GRAPHICS", "FAMILIES", "Window", "load_fonts", "open_window", "qr_item"]

QML = Path(__file__).parent / "qml"
FAMILIES = ("Noto Sans", "Noto Sans Arabic UI")
EXIT_NO_GRAPHICS = 75
"""sysexits EX_TEMPFAIL: the unit starts the kiosk again, with the software renderer."""

_BEGINNINGS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.KeyPress,
    }
)
_ENDS = {
    QEvent.Type.MouseButtonRelease: QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchEnd: QEvent.Type.TouchBegin,
    QEvent.Type.TouchCancel: QEvent.Type.TouchBegin,
    QEvent.Type.KeyRelease: QEvent.Type.KeyPress,
}
_MOVES = {
    QEvent.Type.MouseMove: QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchUpdate: QEvent.Type.TouchBegin,
}


def load_fonts(directory: Path) -> list[str]:
    """Add the bundled fonts and make them the application's only families; returns the families found.

    Without a file of them the system's fonts stand in; ``kiosk doctor`` tells.
    """
    found: list[str] = []
    for file in sorted(directory.glob("*.ttf")):
        found += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    font = QFont([family for family in FAMILIES if family in found] or [QGuiApplication.font().family()])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    QGuiApplication.setFont(font)
    return sorted(set(found))


class _FirstTouch(QObject):
    """Sees every press before the scene does: it always counts as a sign of life, and the press that
    wakes a dimmed screen does nothing else."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._swallowing: set[QEvent.Type] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A filter, not an override of event(): Python has let go of the interpreter's lock before Qt
        # draws, so nothing that paints can wait for it.
        kind = event.type()
        if kind == QEvent.Type.Close and isinstance(watched, Window) and not watched.may_close:
            event.ignore()
            return True
        if kind in _BEGINNINGS:
            if isinstance(event, QKeyEvent) and event.isAutoRepeat():
                return QEvent.Type.KeyPress in self._swallowing
            begun = QEvent.Type.MouseButtonPress if kind == QEvent.Type.MouseButtonDblClick else kind
            if self._bridge.get_dimmed() or self._swallowing:
                self._swallowing.add(begun)
            self._bridge.stirred()
            return self._swallow(event, begun in self._swallowing)
        if kind in _MOVES:
            return self._swallow(event, _MOVES[kind] in self._swallowing)
        if kind in _ENDS:
            swallowed = _ENDS[kind] in self._swallowing
            self._swallowing.discard(_ENDS[kind])
            return self._swallow(event, swallowed)
        return False

    @staticmethod
    def _swallow(event: QEvent, swallowed: bool) -> bool:
        if swallowed:
            # An unaccepted touch would come back as a mouse press.
            event.accept()
        return swallowed


class Window(QQuickView):
    """The kiosk's window. Closing it by the window manager is refused unless ``may_close`` is set;
    the process stops by ``QGuiApplication.exit()``."""

    def __init__(self, bridge: Bridge, *, may_close: bool) -> None:
        super().__init__()
        self.may_close = may_close
        self.papers: PaperProvider | None = None
        self.logo: LogoProvider | None = None
        self.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self._first_touch = _FirstTouch(bridge, self)
        self.installEventFilter(self._first_touch)


def open_window(
    bridge: Bridge,
    feed: PreviewFeed,
    *,
    assets: Path,
    fullscreen: bool = True,
    size: tuple[int, int] = (1280, 800),
    screen_mm: tuple[float, float] = (0.0, 0.0),
    accent: str = "",
    logo: str = "",
    mirror: bool = True,
    motion: bool = True,
    may_close: bool = False,
    failed: Callable[[int], None] | None = None,
    papers: PaperShelf | None = None,
) -> Window:
    """Open the kiosk's window and return it; keep a reference.

    ``size`` in pixels counts unless full screen; ``screen_mm`` is the real width and height of the
    whole picture (0 = ask the system). ``failed`` is called with ``EXIT_NO_GRAPHICS`` when there is
    nothing to draw with (default: leave the event loop with it). ``papers`` holds the paper that staff look
    at. Raises RuntimeError when the QML cannot be loaded.
    """
    load_fonts(assets / "fonts")
    window = Window(bridge, may_close=may_close)
    stop = failed or QGuiApplication.exit

    def no_graphics(_error: QQuickWindow.SceneGraphError, _message: str) -> None:
        # Without a receiver for this signal Qt aborts the process.
        stop(EXIT_NO_GRAPHICS)

    window.sceneGraphError.connect(no_graphics)
    width, height = screen_mm
    if width <= 0 or height <= 0:
        millimetres = window.screen().physicalSize()
        width, height = millimetres.width(), millimetres.height()
    shown = read_logo(logo)
    window.setInitialProperties(
        {
            "bridge": bridge,
            "feed": feed,
            "accents": accents(accent),
            "logo": QUrl("image://logo/shop") if shown else QUrl(),
            "plates": shown.plates if shown else {},
            "mirrored": mirror,
            "motion": motion,
            "screenMm": [float(width), float(height)],
        }
    )
    # Python's half of these must outlive the engine's.
    if shown:
        window.logo = LogoProvider(shown.image)
        window.engine().addImageProvider("logo", window.logo)
    window.papers = PaperProvider((papers or PaperShelf()).find)
    window.engine().addImageProvider("paper", window.papers)
    window.engine().addImportPath(str(QML))
    window.setSource(QUrl.fromLocalFile(str(QML / "Main.qml")))
    if window.status() != QQuickView.Status.Ready:
        faults = "; ".join(error.toString() for error in window.errors())
        window.may_close = True
        window.close()
        raise RuntimeError(f"the screen cannot be loaded: {faults}")
    if fullscreen:
        window.setCursor(Qt.CursorShape.BlankCursor)
        window.showFullScreen()
    else:
        window.resize(QSize(*size))
        window.show()
    return window


def prepare_graphics() -> None:
    """To be called before the application object is made.

    One thread for Qt: items that Python paints would otherwise be painted on a render thread that
    waits for the interpreter's lock, which the waiting GUI thread may hold.
    """
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    if os.environ.get("QT_QUICK_BACKEND") == "software":
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
