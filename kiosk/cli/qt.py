"""Qt's manners for our commands: signals that end it, and its messages in our log."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler

from kiosk.logs import EventLog

_LEVELS = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "error",
    QtMsgType.QtFatalMsg: "error",
}


def hush_qt(log: EventLog) -> None:
    """Qt's own messages become ``log`` events."""

    def handler(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        del context
        log("log", _LEVELS[kind], logger="qt", message=message or "")

    qInstallMessageHandler(handler)


class Signals:
    """SIGTERM and SIGINT end Qt's loop. Python would notice a signal only between two of its own
    instructions, and a sleeping Qt runs none: so the signal is made readable, and Qt watches it."""

    def __init__(self, asked: Callable[[str], None]) -> None:
        self._asked = asked
        self._before: dict[int, Any] = {}
        self._old_fd = -1

    def __enter__(self) -> Signals:
        self._in, self._out = socket.socketpair()
        self._in.setblocking(False)
        self._out.setblocking(False)
        self._notifier = QSocketNotifier(self._in.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._arrived)
        self._old_fd = signal.set_wakeup_fd(self._out.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            self._before[number] = signal.signal(number, _noted)
        return self

    def _arrived(self) -> None:
        data = self._in.recv(64)
        if data:
            self._asked(signal.Signals(data[0]).name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._notifier.setEnabled(False)
        self._in.close()
        self._out.close()


def _noted(number: int, frame: FrameType | None) -> None:
    """Python's handler has nothing to do: the wake-up descriptor carries the news."""
    del number, frame
