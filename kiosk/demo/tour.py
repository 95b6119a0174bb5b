"""``python -m kiosk.demo.tour FOLDER``: pictures for the documents, taken of the demo at work.

The kiosk is the real one, its dock stands beside it, and everything on the pictures has happened: the
card was filled at the simulator, the paper came out of the printer's twin. Exit code 1 when one was missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.demo.world import STAFF_PIN, DemoWorld
from kiosk.logs import EventLog

if TYPE_CHECKING:  # Qt is loaded when its platform has been chosen
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from kiosk.demo.player import Player
    from kiosk.demo.window import Dock

WIDE, PAPER_WIDE = 960, 420
"""Pixels across the pictures of screens, and of paper."""

OPTIONS = {
    "KIOSK_UI__IDLE_AFTER": "120",
    "KIOSK_UI__DIM_AFTER": "600",
    "KIOSK_UI__SOUND": "false",
    "KIOSK_VISIT__COOLDOWN": "4h",
}

PICTURES = (
    "attract",
    "reward",
    "balance",
    "pin",
    "card-full",
    "coupon",
    "paper",
    "dock",
    "offline",
    "staff-menu",
    "arabic",
)
"""What is taken, in this order; each is ``NAME.png``."""


def take(folder: Path, log: EventLog) -> int:
    """Take them all; returns 0 when none was missed, else 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QGuiApplication

    from kiosk.cli.qt import hush_qt
    from kiosk.cli.run import Desk
    from kiosk.demo.desk import desk_in
    from kiosk.demo.palette import save_small
    from kiosk.demo.player import Missed, Player
    from kiosk.demo.tray import Tray
    from kiosk.demo.window import DOCK_WIDE, Dock
    from kiosk.ui.window import prepare_graphics

    folder.mkdir(parents=True, exist_ok=True)
    prepare_graphics()
    hush_qt(log)
    qt = QGuiApplication.instance() or QGuiApplication(["kiosk"])
    del qt  # Qt keeps it
    tray = Tray()
    world = DemoWorld("standard", on_paper=tray.put, options=OPTIONS)
    desk: Desk | None = None
    dock: Dock | None = None
    try:
        world.start()
        desk = desk_in(world, log, ended=lambda _: None)
        dock = Dock(world, tray, QRect(0, 0, DOCK_WIDE, 800), pin="")
        desk.start()
        tour = Tour(world, Player(desk, folder), dock, desk.window.grabWindow)
        tour.go()
    except Missed as missed:
        log.say(f"missed: {missed}")
        return 1
    finally:
        if dock is not None:
            dock.close()
        if desk is not None:
            desk.close()
        world.stop()
    # Only now: making them small takes seconds, in which a camera would have counted as silent.
    for name, (picture, wide) in tour.taken.items():
        save_small(picture, folder / f"{name}.png", wide)
    log.say(f"{len(tour.taken)} pictures in {folder}")
    return 0


class Tour:
    """One way through the shop. Raises ``Missed`` where it leads elsewhere."""

    def __init__(self, world: DemoWorld, player: Player, dock: Dock, grab: Callable[[], QImage]) -> None:
        self._world, self._player, self._dock, self._grab = world, player, dock, grab
        self.taken: dict[str, tuple[QImage, int]] = {}
        """By name, and how many pixels wide each is to be at most."""

    def go(self) -> None:
        """From the invitation to the staff's menu."""
        from kiosk.simulator.shop_values import Preset

        world, player, dock = self._world, self._player, self._dock.bridge
        ada, bora, chloe, deniz = (member.code for member in world.members[:4])
        player.sees("attract", 30)
        player.rest(4.2)  # the phone that shows how has come into the frame
        self._keep("attract", 0.0)

        self._comes(bora, "reward")
        self._keep("reward", 1.2)
        self._goes()
        self._comes(bora, "balance")
        self._keep("balance", 0.8)
        self._goes()

        world.shop.set_preset(Preset.STRICT)
        self._comes(deniz, "pin")
        for digit in (world.shop.current_pin(deniz) or "")[:2]:
            player.press(f"key_{digit}")
        self._keep("pin", 0.6)
        self._goes()
        world.shop.set_preset(Preset.STANDARD)

        self._comes(ada, "reward")
        self._keep("card-full", 1.2)
        player.sees("coupon")
        player.until("the coupon on paper", lambda: len(world.printer.papers) == 1, 30)
        dock.refresh()
        self._keep("coupon", 0.8)
        self._save(self._paper(), "paper", PAPER_WIDE)
        self._keep_both("dock")
        dock.tear()
        self._goes()

        self._dock.window.rootObject().setProperty("page", "network")
        dock.set_network("off")
        self._comes(chloe, "offline")
        player.rest(0.8)
        self._keep_both("offline")
        self._goes()
        dock.set_network("ok")

        player.press("lock")
        player.sees("staff_lock")
        player.type_pin(STAFF_PIN)
        player.sees("staff_menu")
        self._keep("staff-menu", 0.8)
        player.press("button_leave")
        player.sees("attract")

        player.press("lang_ar")
        jale = world.shop.add_member("jale@example.com", 6).code
        self._comes(jale, "reward")
        self._keep("arabic", 1.2)
        self._goes()

    def _comes(self, code: int, screen: str) -> None:
        self._dock.bridge.pick(code)
        self._dock.bridge.show_member()
        self._player.sees(screen, 30)

    def _goes(self) -> None:
        """The phone goes, and the session with it; the code counts as gone after two seconds."""
        player = self._player
        self._dock.bridge.hide()
        if player.item("button_leave") is not None:
            player.press("button_leave")
        player.until("the end of the session", lambda: player.screen in ("attract", "done"))
        player.rest(2.6)
        self._world.shop.reset_limits()

    # -- pictures --------------------------------------------------------------------------------------

    def _keep(self, name: str, settle: float) -> None:
        self._player.rest(settle)
        self._save(self._grab(), name, WIDE)

    def _keep_both(self, name: str) -> None:
        """The kiosk and the dock as they stand side by side on a desk."""
        from PySide6.QtGui import QImage, QPainter

        kiosk, dock = self._grab(), self._dock.window.grabWindow()
        both = QImage(kiosk.width() + 12 + dock.width(), kiosk.height(), QImage.Format.Format_RGB32)
        both.fill(0xFF2A211C)
        painter = QPainter(both)
        painter.drawImage(0, 0, kiosk)
        painter.drawImage(kiosk.width() + 12, 0, dock)
        painter.end()
        self._save(both, name, WIDE + 280)

    def _paper(self) -> QImage:
        from kiosk.ui.paper import image_of

        return image_of(self._world.printer.papers[0])

    def _save(self, picture: QImage, name: str, wide: int) -> None:
        self.taken[name] = (picture, wide)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m kiosk.demo.tour", description="Pictures of the demo at work."
    )
    parser.add_argument("folder", type=Path)
    return take(parser.parse_args().folder, EventLog("text", "warning"))


if __name__ == "__main__":
    sys.exit(main())
