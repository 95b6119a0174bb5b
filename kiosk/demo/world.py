"""A whole simulated shop around one real kiosk: the vendor's API on loopback, a phone before the
camera, a printer and a scanner behind pseudo-terminals, a clock, a journal in a folder of its own."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.config import Settings, load
from kiosk.core.events import Elapsed, Event
from kiosk.core.model import CustomerCode
from kiosk.demo.disk import Disk
from kiosk.demo.lens import Lens, LensSource
from kiosk.devices.frames import FrameSource
from kiosk.journal.pins import Argon2Pins
from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import StaffMember
from kiosk.simulator.appliance import ApplianceTwin
from kiosk.simulator.camera import PhoneScene
from kiosk.simulator.clock import ClockTwin
from kiosk.simulator.http import SimulatorServer
from kiosk.simulator.paper import Paper
from kiosk.simulator.printer import RECEIPT_SPEED, PrinterTwin
from kiosk.simulator.scanner import ScannerTwin
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import TEST_KEY, Member, Preset
from kiosk.simulator.shop_values import Settings as ShopSettings

MEMBERS = (
    ("ada@example.com", 9, 40),
    ("bora@example.com", 3, 250),
    ("chloe@example.com", 0, 0),
    ("deniz@example.com", 6, 12),
    ("emil@example.com", 4, 0),
    ("fatma@example.com", 8, 90),
)

ZONE = "Europe/Istanbul"

STAFF_NAME, STAFF_PIN = "Demo", "2580"
"""Who may open the staff screens of a demo. It guards nothing but simulated things."""


class DemoWorld:
    """Everything around the kiosk. ``settings`` and ``key`` are what the kiosk is started with.

    ``on_paper`` is called in the printer's thread for each coupon that comes out.
    """

    def __init__(
        self,
        preset: str = "standard",
        *,
        folder: Path | None = None,
        on_paper: Callable[[Paper], None] | None = None,
        options: dict[str, str] | None = None,
    ) -> None:
        self._own_folder = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="kiosk-demo-"))
        self.clock = ClockTwin(ZoneInfo(ZONE))
        self.shop = Shop(ShopSettings(preset=Preset(preset)), clock=self.clock.world)
        self.members: list[Member] = [self.shop.add_member(*member) for member in MEMBERS]
        self.server = SimulatorServer(self.shop)
        self.scene = PhoneScene()
        self.lens = Lens(self.scene)
        self.disk = Disk()
        self.printer = PrinterTwin(mm_per_second=RECEIPT_SPEED, on_paper=on_paper)
        self.scanner = ScannerTwin()
        self.appliance = ApplianceTwin()
        self._options = options or {}
        self.tell: Callable[[Event], None] = lambda _: None
        """How the kiosk is reached, once there is one."""
        self.key = TEST_KEY
        self.settings: Settings

    def start(self) -> None:
        """Switch it all on, and write down who the staff are."""
        self.server.start()
        self.printer.start()
        self.scanner.start()
        environ = {
            "KIOSK_API__BASE_URL": self.server.base_url,
            "KIOSK_JOURNAL__PATH": str(self.folder / "journal.sqlite3"),
            "KIOSK_PRINTER__PORT": self.printer.port,
            "KIOSK_SCANNER__PORT": self.scanner.port,
            "KIOSK_SHOP__TIMEZONE": ZONE,
            "KIOSK_UI__FULLSCREEN": "false",
            # Whoever plays the customers is quicker than any queue of people.
            "KIOSK_API__LOOKUPS_PER_MINUTE": "0",
            "KIOSK_API__SENDS_PER_MINUTE": "0",
            # As slow as the dock's slow line: else the kiosk would wonder where the answers are.
            "KIOSK_PRINTER__BAUD": "9600",
        }
        nothing = self.folder / "kiosk.toml"
        nothing.write_text("", encoding="utf-8")
        self.settings = load(nothing, environ | self._options)
        asyncio.run(self._add_staff())

    async def _add_staff(self) -> None:
        journal = await SqliteJournal.open(self.settings.journal.path)
        try:
            await journal.add_staff(StaffMember(STAFF_NAME, Argon2Pins().hash(STAFF_PIN)))
        finally:
            await journal.close()

    def stop(self) -> None:
        """Switch it all off and leave nothing behind."""
        self.disk.full = False
        self.scanner.stop()
        self.printer.stop()
        self.server.stop()
        if self._own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def lapse(self, seconds: float) -> None:
        """Let time pass for everybody: the shop, the phones, and the kiosk with all that it waits for."""
        self.clock.advance(seconds)
        # It has armed its timers for a clock that does not jump; any event has it look again.
        self.tell(Elapsed("lapse"))

    def source(self) -> FrameSource:
        """What the kiosk's camera films: the phone."""
        return LensSource(self.lens)

    def hold_up(self, code: CustomerCode, title: str = "") -> str:
        """Show this member's code to the camera, as it is now; returns what it says."""
        text = self.shop.qr_for(int(code))
        self.scene.show(text, title)
        return text

    def show(self, text: str, title: str = "") -> None:
        """Show any text as a code."""
        self.scene.show(text, title)

    def put_away(self) -> None:
        """Take the phone out of view."""
        self.scene.show(None)
