"""A kiosk in its own window before a simulated shop.

Nothing here has another way into the kiosk than a person has: codes are filmed and decoded, or typed
by the scanner's twin into its line; a press is an event of a touch screen or of a keyboard. What is
looked at is the window's picture, the view map the picture is made of, the shop's ledger and the disk.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.cli.run import Desk
from kiosk.demo.world import STAFF_PIN, DemoWorld
from kiosk.devices.frames import CallbackSource
from kiosk.logs import EventLog
from kiosk.simulator.faults import CALLS
from kiosk.simulator.shop_values import LedgerEntry, Member, Request, Response
from kiosk.ui.bridge import SAME_AGAIN
from kiosk.ui.window import prepare_graphics
from tests.e2e.hands import Hand, Touch
from tests.e2e.pictures import painted

PATIENCE = 20.0
"""Seconds that anything a test waits for may take on a busy machine."""
_SCANNER_UP = re.compile(r'"name": ?"scanner", ?"state": ?"up"')

OPTIONS = {
    "KIOSK_UI__IDLE_AFTER": "120",
    "KIOSK_UI__DIM_AFTER": "600",
    "KIOSK_UI__SOUND": "false",
    "KIOSK_STAFF__IDLE_AFTER": "120",
}
"""No session ends by itself: each test ends its own."""

prepare_graphics()


class Stand:
    """The kiosk at work. ``views`` are all the view maps that were shown, ``sends`` all the requests
    with a body that came to the shop, ``out`` what was logged, ``ended`` the
    exit codes of engines that came to their end."""

    def __init__(self, folder: Path, preset: str = "strict", options: dict[str, str] | None = None) -> None:
        self.world = DemoWorld(preset, folder=folder, options=OPTIONS | (options or {}))
        self.shop = self.world.shop
        self.out = io.StringIO()
        self.ended: list[int] = []
        self.views: list[dict[str, Any]] = []
        self.sends: list[tuple[str, dict[str, Any]]] = []
        self._guests = 0
        self._opened = 0
        self._pressed = ("", float("-inf"))
        self._desk: Desk | None = None
        self._finger: QPointingDevice = QTest.createTouchDevice()
        self._listen()

    def _listen(self) -> None:
        answer = self.shop.handle

        def heard(request: Request) -> Response:
            if request.body:
                self.sends.append((CALLS[request.method, request.path], json.loads(request.body)))
            return answer(request)

        self.shop.handle = heard  # type: ignore[method-assign]

    # -- opening and closing -----------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        assert self._desk is not None
        return self._desk

    def open(self, screen: str = "attract") -> None:
        """Start the kiosk, window and engine; the shop must be open."""
        self._opened = self.out.tell()
        self._desk = Desk(
            self.world.settings,
            self.world.key,
            EventLog("json", "debug", self.out),
            ended=self.ended.append,
            fullscreen=False,
            may_close=True,
            motion=False,
            source=lambda: CallbackSource(self.world.scene.frame, fps=10.0),
            appliance=self.world.appliance,
        )
        self.desk.bridge.viewChanged.connect(lambda: self.views.append(self.view))
        self.desk.start()
        self.sees(screen)

    def close(self) -> None:
        """Stop the kiosk, leaving the shop and the disk."""
        desk, self._desk = self.desk, None
        assert desk.close(), "the engine did not end in time"
        desk.window.deleteLater()
        QTest.qWait(1)

    # -- eyes --------------------------------------------------------------------------------------

    @property
    def view(self) -> dict[str, Any]:
        return self.desk.bridge.get_view()

    @property
    def screen(self) -> str:
        return self.desk.bridge.get_screen()

    @property
    def body(self) -> dict[str, Any]:
        return dict(self.view.get("body", {}))

    def until(self, what: str, holds: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait for it; fails with these words."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"waited in vain for {what}; on screen: {self.screen} {self.body}"
            QTest.qWait(5)

    def sees(self, screen: str) -> None:
        self.until(f"the screen {screen}", lambda: self.screen == screen)

    def says(self, words: str) -> None:
        """Wait for these words on screen, as drawn there."""
        self.until(f"the words {words!r}", lambda: words in self.words())

    def words(self) -> str:
        """All the text that can be read on screen."""
        texts = (str(i.property("text")) for i in self.items() if i.inherits("QQuickText"))
        return "\n".join(texts)

    def items(self) -> list[QQuickItem]:
        """Every visible item; what a Repeater made has no parent object, so the picture's tree it is."""
        found: list[QQuickItem] = []
        waiting = [self.desk.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                found.append(item)
                waiting.extend(item.childItems())
        return found

    def item(self, name: str) -> QQuickItem | None:
        """The visible, enabled item of this object name."""
        found = [item for item in self.items() if item.objectName() == name and item.isEnabled()]
        assert len(found) < 2, f"{len(found)} items are called {name}"
        return found[0] if found else None

    def grab(self) -> QImage:
        """The picture, once it has come to rest, without the ring that counts the seconds."""
        picture = QImage()
        end = time.monotonic() + PATIENCE
        while True:
            before, picture = picture, self._painted()
            if picture == before:
                return picture
            assert time.monotonic() < end, "the picture does not come to rest"

    def _painted(self) -> QImage:
        QTest.qWait(120)
        picture = painted(self.desk.window)
        with_ring = [i for i in self.items() if i.metaObject().className().startswith("CountdownRing")]
        painter = QPainter(picture)
        for ring in with_ring:
            area = ring.mapRectToScene(QRectF(0, 0, ring.width(), ring.height()))
            painter.fillRect(area.adjusted(-2, -2, 2, 2), QColor("black"))
        painter.end()
        return picture

    # -- the world around ----------------------------------------------------------------------------

    def guest(self, stamps: int = 2) -> Member:
        """Somebody who was never here before."""
        self._guests += 1
        return self.shop.add_member(f"guest{self._guests}@example.com", stamps)

    def hold_up(self, member: Member) -> None:
        """The member's phone before the camera, with the code it shows now."""
        self.world.hold_up(member.code)

    def scan(self, text: str) -> None:
        """A code under the scanner, once the kiosk has it on the line: what came before is thrown away."""
        self.until("the scanner", lambda: _SCANNER_UP.search(self.out.getvalue(), self._opened))
        assert self.world.scanner.scan(text.encode())

    def pin(self, member: Member) -> str:
        """What the member's phone shows."""
        pin = self.shop.current_pin(member.code)
        assert pin is not None
        return pin

    def wrong(self, member: Member) -> str:
        return "".join(str((int(digit) + 1) % 10) for digit in self.pin(member))

    def earned(self, member: Member) -> list[LedgerEntry]:
        """This member's visits, as the shop's books have them."""
        return [e for e in self.shop.ledger if e.member_code == member.code and e.kind == "earn"]

    def sent(self, member: Member) -> list[dict[str, Any]]:
        """The bodies of this member's earn requests that came to the shop."""
        return [b for call, b in self.sends if call == "earn" and b["customer_code"] == member.code]

    def statuses(self, call: str, since: int) -> list[int]:
        """The shop's answers to these calls, from the ``since``-th request of all on."""
        return [seen.status for seen in self.world.server.seen[since:] if seen.call == call]

    def operation(self, operation_id: str) -> str:
        """An operation's state on disk."""
        with closing(sqlite3.connect(self.world.settings.journal.path)) as db:
            row = db.execute("SELECT state FROM operation WHERE id = ?", (operation_id,)).fetchone()
        return "" if row is None else str(row[0])

    def audit(self) -> list[tuple[str, str, str]]:
        """Who did what, with which outcome, oldest first."""
        with closing(sqlite3.connect(self.world.settings.journal.path)) as db:
            return db.execute("SELECT person, task, outcome FROM audit ORDER BY seq").fetchall()

    def dismiss(self) -> None:
        """Take everybody off the staff list, as ``kiosk staff remove`` would."""
        with closing(sqlite3.connect(self.world.settings.journal.path)) as db, db:
            db.execute("DELETE FROM staff")

    def on_disk(self) -> bytes:
        """The journal, with all its files."""
        path = self.world.settings.journal.path
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))

    def clear(self) -> None:
        """Nobody before the kiosk, no fault in wait, no PIN arranged; on screen a good-bye at most, which
        the next code ends."""
        self.world.put_away()
        self.world.server.faults.clear()
        self.shop.settings.pin = ""
        self.shop.settings.pin_digits = 4
        self.leave(Touch(self), "attract", "done", "closed")
        self.shop.reset_limits()

    def unlock(self, hand: Hand) -> None:
        """From the invitation, or the closed sign, to the staff's menu."""
        hand.button("lock")
        self.sees("staff_lock")
        hand.digits(STAFF_PIN)
        hand.confirm()
        self.sees("staff_menu")

    def leave(self, hand: Hand, *until: str) -> None:
        """Out of the screens, to the invitation if nothing else is said. Escape goes one step at a time."""
        end = time.monotonic() + PATIENCE
        while (screen := self.screen) not in (until or ("attract",)):
            assert time.monotonic() < end, f"no way out of {screen}"
            shown = len(self.views)
            hand.leave_if_possible()
            left = time.monotonic() + 1.0
            while len(self.views) == shown and time.monotonic() < left:
                QTest.qWait(10)

    # -- the glass -----------------------------------------------------------------------------------

    def touch(self, name: str) -> None:
        """One finger, in the middle of the control of this name."""
        self.until(f"a control {name}", lambda: self.item(name) is not None)
        item = self.item(name)
        assert item is not None
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        at = QPoint(round(middle.x()), round(middle.y()))
        window = self.desk.window
        QTest.touchEvent(window, self._finger).press(0, at, window).commit()
        QTest.qWait(30)
        QTest.touchEvent(window, self._finger).release(0, at, window).commit()
        QTest.qWait(20)

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """The controls that are touched meanwhile, one after the other."""
        touched: list[str] = []
        press = self.touch

        def counting(name: str) -> None:
            touched.append(name)
            press(name)

        self.touch = counting  # type: ignore[method-assign]
        try:
            yield touched
        finally:
            del self.touch

    def key(self, key: Qt.Key, *, keypad: bool = False) -> None:
        """One key, pressed and let go."""
        pad = Qt.KeyboardModifier.KeypadModifier if keypad else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.desk.window, key, pad)
        QTest.qWait(50)

    def breathe(self, control: str) -> None:
        """Before a button: the same one twice within a quarter of a second is a double tap, even with another
        screen in between. No person is as quick as that; the kiosk, with the shop on the same machine, is."""
        pressed, at = self._pressed
        wait = at + 1.2 * SAME_AGAIN - time.monotonic()
        if control == pressed and wait > 0:
            QTest.qWait(round(wait * 1000))
        self._pressed = (control, time.monotonic())

    @property
    def focused(self) -> str:
        """The object name of what the keys go to."""
        item: QQuickItem | None = self.desk.window.activeFocusItem()
        return item.objectName() if item else ""


@contextmanager
def standing(
    folder: Path, preset: str = "strict", options: dict[str, str] | None = None, *, staffed: bool = True
) -> Iterator[Stand]:
    """A kiosk at work, and nothing of it left afterwards; with ``staffed`` false nobody is in its list."""
    before = set(threading.enumerate())
    stand = Stand(folder, preset, options)
    told = logging.StreamHandler(stand.out)
    logger = logging.getLogger("kiosk")
    level = logger.level
    logger.addHandler(told)
    logger.setLevel(logging.DEBUG)
    stand.world.start()
    if not staffed:
        stand.dismiss()
    try:
        stand.open()
        try:
            yield stand
        finally:
            stand.close()
    finally:
        logger.removeHandler(told)
        logger.setLevel(level)
        stand.world.stop()
    end = time.monotonic() + 5.0
    while left := [t.name for t in threading.enumerate() if t not in before and not t.daemon]:
        assert time.monotonic() < end, f"left behind: {left}"
        time.sleep(0.01)


def texts(value: object, key: str = "") -> Iterator[str]:
    """Every text and number in a view map, as text; but not the random name of its session."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, str(name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part, key)
    elif key not in ("session", "remaining_ms", "numerals") and value is not None:
        yield str(value)
