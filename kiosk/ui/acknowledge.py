"""How long a person waits for the screen to say that their code was read: from the camera's picture to
the first frame on screen that knows of it, measured in the running program."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.bridge import Bridge


class Log(Protocol):
    """The log of events."""

    def __call__(self, event: str, /, **fields: str | float) -> None: ...


class Acknowledgements(QObject):
    """Logs ``acknowledged`` once for each session that a code before the camera began.

    A frame is made in two steps. At the synchronisation the scene graph takes over what the items have
    become, so a view that was applied before it is in that frame; at the swap the frame goes to the
    display, and that is the time that counts. Both signals come from the thread that renders, which in
    a threaded render loop is another than ours: the receivers are called in it, directly, and do as
    good as nothing. What is left, the line in the log, is done in our own thread.
    """

    _swapped = Signal(str, float)

    def __init__(
        self,
        window: QQuickWindow,
        bridge: Bridge,
        log: Log,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``monotonic`` must be the clock of ``View.taken``. To be made in the window's thread, and kept
        as long as the window."""
        super().__init__(window)
        self._bridge = bridge
        self._log = log
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._last = ""
        self._applied: tuple[str, float] | None = None
        """Session and time of the picture of a view that no frame has yet."""
        self._drawn: tuple[str, float] | None = None
        """The same of the frame that is on its way to the display."""
        direct = Qt.ConnectionType.DirectConnection
        bridge.viewChanged.connect(self._view_changed)
        window.beforeSynchronizing.connect(self._synchronise, direct)
        window.frameSwapped.connect(self._swap, direct)
        self._swapped.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _view_changed(self) -> None:
        session, taken = self._bridge.session, self._bridge.taken
        if not session or session == self._last:
            return
        self._last = session
        with self._lock:
            self._applied = (session, taken) if taken > 0 else None

    def _synchronise(self) -> None:
        with self._lock:
            if self._applied is not None:
                self._drawn, self._applied = self._applied, None

    def _swap(self) -> None:
        now = self._monotonic()
        with self._lock:
            drawn, self._drawn = self._drawn, None
        if drawn is not None:
            session, taken = drawn
            self._swapped.emit(session, (now - taken) * 1000)

    @Slot(str, float)
    def _tell(self, session: str, milliseconds: float) -> None:
        self._log("acknowledged", session=session, ms=round(milliseconds, 1))
