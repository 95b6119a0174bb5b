"""``kiosk run`` with hands: ``python -m tests.torture.hands SOCKET run --config …``.

The program is the same, from its command line on. What is added stands where the world would stand: fingers
that touch the window (real touch events, at the middle of the control of a name), eyes that report each
view that was shown, a wall clock that can be turned, and a network that can lose its names or its
certificates. The campaign at the other end of the socket (``campaign.py``) decides; one JSON object a line
goes each way.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from datetime import UTC, timedelta, tzinfo
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QSocketNotifier, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk import __main__ as program
from kiosk import app
from kiosk.cli import run as cli
from kiosk.clock import SystemClock
from kiosk.core.model import Moment
from kiosk.loyalite.client import HttpLoyaltyApi

HELD_MS = 30
"""Milliseconds that a finger stays on the glass."""


class World:
    """What is turned from outside, and the line to there. Turned in Qt's thread, read in the engine's."""

    def __init__(self, path: str) -> None:
        self.shift = 0.0
        self.network = ""
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.connect(path)
        self._unread = b""

    def tell(self, **what: object) -> None:
        """Say something, from any thread."""
        with contextlib.suppress(OSError):
            self._line.sendall(json.dumps(what, default=str).encode() + b"\n")

    @property
    def number(self) -> int:
        return self._line.fileno()

    def hear(self) -> list[dict[str, Any]]:
        """What has been said meanwhile. Whom nobody leads any more ends at once: a campaign that was killed
        must leave no kiosk behind."""
        with contextlib.suppress(BlockingIOError):
            heard = self._line.recv(65536, socket.MSG_DONTWAIT)
            if not heard:
                os.kill(os.getpid(), signal.SIGKILL)
            self._unread += heard
        *lines, self._unread = self._unread.split(b"\n")
        return [json.loads(line) for line in lines]


class TurnedClock(SystemClock):
    """The machine's clock, as somebody has set it. The monotonic one cannot be set."""

    world: World

    def __init__(self, zone: tzinfo) -> None:
        super().__init__(zone)
        self._here = zone

    def now(self) -> Moment:
        moment = super().now()
        # Through UTC: a sum within a zone is wrong by an hour across a change of its clocks.
        turned = moment.local.astimezone(UTC) + timedelta(seconds=self.world.shift)
        return Moment(moment.mono, turned.astimezone(self._here), moment.entropy)


class LosableApi(HttpLoyaltyApi):
    """The real client, on a network that can lose its names or its certificates: the request goes to a name
    that nobody knows, or by TLS to a server that speaks none."""

    world: World

    def __init__(self, base_url: str, api_key: str, **options: Any) -> None:
        super().__init__(base_url, api_key, **options)
        self._right = self._base

    async def _call(self, request: Any, attempt: int, classify: Any) -> Any:
        network = self.world.network
        self._base = {
            "": self._right,
            "dns": "http://kahveci.invalid",
            "tls": self._right.replace("http:", "https:"),
        }[network]
        outcome = await super()._call(request, attempt, classify)
        if network:
            self.world.tell(struck=network)
        return outcome


def no_such_name(real: Callable[..., Any]) -> Callable[..., Any]:
    """No resolver is asked for a name that cannot exist."""

    def resolve(host: Any, *rest: Any, **named: Any) -> Any:
        if str(host).rstrip(".").endswith("invalid") or b"invalid" in str(host).encode():
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *rest, **named)

    return resolve


class HandsDesk(cli.Desk):
    """The desk with somebody at it. Nothing on its screen moves: a campaign has no eye for that."""

    world: World

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named, motion=False)
        self._finger: QPointingDevice = QTest.createTouchDevice()
        self._notifier = QSocketNotifier(self.world.number, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._hear)
        self.bridge.viewChanged.connect(self._see)
        self.world.tell(here=True)

    def close(self) -> bool:
        self._notifier.setEnabled(False)
        return super().close()

    def _see(self) -> None:
        self.world.tell(view=self.bridge.get_view(), mono=time.monotonic())

    def _hear(self) -> None:
        for one in self.world.hear():
            match one:
                case {"touch": name, "no": number}:
                    self._touch(name, number)
                case {"clock": seconds}:
                    self.world.shift = float(seconds)
                case {"network": name, "seconds": seconds}:
                    self.world.network = str(name)
                    QTimer.singleShot(round(seconds * 1000), self._find_network)

    def _find_network(self) -> None:
        self.world.network = ""

    # -- fingers -----------------------------------------------------------------------------------

    def _touch(self, name: str, number: int) -> None:
        item = self._item(name)
        if item is None:
            self.world.tell(did=number, ok=False)
            return
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        at = QPoint(round(middle.x()), round(middle.y()))
        window = self.window
        QTest.touchEvent(window, self._finger, False).press(0, at, window).commit(False)

        def let_go() -> None:
            QTest.touchEvent(window, self._finger, False).release(0, at, window).commit(False)
            QTimer.singleShot(0, lambda: self.world.tell(did=number, ok=True))

        QTimer.singleShot(HELD_MS, let_go)

    def _item(self, name: str) -> QQuickItem | None:
        """The visible, enabled control of this name; what a Repeater made is in the picture's tree only."""
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if not item.isVisible():
                continue
            if item.objectName() == name and item.isEnabled():
                return item
            waiting.extend(item.childItems())
        return None


def main(argv: list[str]) -> int:
    """Run the program with hands at it."""
    world = World(argv[0])
    TurnedClock.world = LosableApi.world = HandsDesk.world = world
    app.SystemClock = TurnedClock  # type: ignore[misc]
    app.HttpLoyaltyApi = LosableApi  # type: ignore[misc]
    cli.Desk = HandsDesk  # type: ignore[misc]
    socket.getaddrinfo = no_such_name(socket.getaddrinfo)
    for word in argv[1].split(",") if argv[1] != "-" else []:
        name, _, value = word.partition("=")
        setattr(world, name, float(value) if name == "shift" else value)
    return program.main(argv[2:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
