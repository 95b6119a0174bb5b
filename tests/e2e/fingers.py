"""``kiosk run`` in a process of its own, with fingers: ``python -m tests.e2e.fingers SOCKET run --config …``.

The program is the real one from its command line on. What is added is what stands before a kiosk: fingers
that touch the window in the middle of a control, and eyes that read what is written there. The test at the
other end of the socket asks, one JSON object a line, and gets one back.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QSocketNotifier, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk import __main__ as program
from kiosk.cli import run as cli
from kiosk.ui.bridge import OTHER_AGAIN, SAME_AGAIN, TYPED_AGAIN
from tests.e2e.kiosk_process import PATIENCE

HELD_MS = 30
"""Milliseconds that a finger stays on the glass."""


# -- in the kiosk's process ----------------------------------------------------------------------------


class FingersDesk(cli.Desk):
    """The desk with somebody at it. Nothing on its screen moves, for a touch has to find its control."""

    path = ""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named, motion=False)
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.connect(self.path)
        self._unread = b""
        self._finger: QPointingDevice = QTest.createTouchDevice()
        self._notifier = QSocketNotifier(self._line.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._hear)

    def close(self) -> bool:
        self._notifier.setEnabled(False)
        self._line.close()
        return super().close()

    def _hear(self) -> None:
        read = self._line.recv(65536)
        if not read:
            self._notifier.setEnabled(False)  # the test has gone
        *lines, self._unread = (self._unread + read).split(b"\n")
        for line in lines:
            asked = json.loads(line)
            if "touch" in asked:
                self._touch(str(asked["touch"]))
            else:
                self._reply(screen=self.bridge.get_screen(), words=self._words())

    def _reply(self, **what: object) -> None:
        self._line.sendall(json.dumps(what).encode() + b"\n")

    def _items(self) -> list[QQuickItem]:
        """What is visible; what a Repeater made is in the picture's tree only."""
        found: list[QQuickItem] = []
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                found.append(item)
                waiting.extend(item.childItems())
        return found

    def _words(self) -> str:
        return "\n".join(str(i.property("text")) for i in self._items() if i.inherits("QQuickText"))

    def _touch(self, name: str) -> None:
        self.window.grabWindow()  # lays out what has just come: nobody touches sooner than they see
        item = next((i for i in self._items() if i.objectName() == name and i.isEnabled()), None)
        if item is None:
            self._reply(touched=False)
            return
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        at = QPoint(round(middle.x()), round(middle.y()))
        QTest.touchEvent(self.window, self._finger, False).press(0, at, self.window).commit(False)

        def let_go() -> None:
            QTest.touchEvent(self.window, self._finger, False).release(0, at, self.window).commit(False)
            QTimer.singleShot(0, lambda: self._reply(touched=True))

        QTimer.singleShot(HELD_MS, let_go)


# -- in the test ---------------------------------------------------------------------------------------


class Fingers:
    """The test's end of the line to one kiosk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fingers"
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._door.bind(str(self.path))
        self._door.listen(1)
        self._door.settimeout(PATIENCE)
        self._line: socket.socket | None = None
        self._unread = b""

    @property
    def module(self) -> tuple[str, str]:
        """What ``Place.run`` starts in place of ``kiosk``."""
        return ("tests.e2e.fingers", str(self.path))

    def close(self) -> None:
        """The kiosk goes on without."""
        self._door.close()
        if self._line is not None:
            self._line.close()

    def _ask(self, **what: object) -> dict[str, Any]:
        if self._line is None:
            self._line, _ = self._door.accept()
            self._line.settimeout(PATIENCE)
        self._line.sendall(json.dumps(what).encode() + b"\n")
        while b"\n" not in self._unread:
            read = self._line.recv(65536)
            assert read, "the kiosk has gone"
            self._unread += read
        line, _, self._unread = self._unread.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _until(self, what: str, holds: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"waited in vain for {what}; on screen: {self._ask()}"
            time.sleep(0.02)

    @property
    def screen(self) -> str:
        return str(self._ask()["screen"])

    @property
    def words(self) -> str:
        """All the text that can be read on screen."""
        return str(self._ask()["words"])

    def sees(self, *screens: str) -> None:
        """Wait for one of these screens."""
        self._until(f"one of {screens}", lambda: self.screen in screens)

    def says(self, *words: str) -> None:
        """Wait until all of these can be read."""
        self._until(f"the words {words}", lambda: all(one in said for one in words for said in [self.words]))

    def touch(self, *names: str) -> None:
        """One control after the other, each as soon as it is there, as quickly as a hand can."""
        for name in names:
            if name == "key_confirm":
                time.sleep(1.2 * SAME_AGAIN)  # the same one again any sooner would be a double tap
            else:
                time.sleep(2 * TYPED_AGAIN if name.startswith("key_") else 1.2 * OTHER_AGAIN)
            self._until(f"a control {name}", lambda name=name: self.touched(name))

    def touched(self, name: str) -> bool:
        """Whether there is a control of this name now; then it was touched."""
        return bool(self._ask(touch=name)["touched"])

    def digits(self, digits: str) -> None:
        """On the keypad, and confirmed."""
        self.touch(*(f"key_{digit}" for digit in digits), "key_confirm")


def main(argv: list[str]) -> int:
    """Run the program with fingers at it."""
    FingersDesk.path = argv[0]
    cli.Desk = FingersDesk  # type: ignore[misc]
    return program.main(argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
