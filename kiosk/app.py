"""The composition root: the only file that knows every room, and how they are wired together."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import cast

from kiosk.clock import SystemClock
from kiosk.config import Settings
from kiosk.core.budget import Limits
from kiosk.core.effects import Sound
from kiosk.core.events import Event
from kiosk.core.house import Setting
from kiosk.core.model import CardType
from kiosk.core.project_words import OWN_NAME
from kiosk.core.receipt import Receipt
from kiosk.core.rules import Rules
from kiosk.core.slip import Slip
from kiosk.core.view import Text, View
from kiosk.core.visits import remembered
from kiosk.devices.camera import CameraAdapter, Preview
from kiosk.devices.frames import FrameSource, Search, Tuning, make_source
from kiosk.devices.headphones import SwitchHeadphones
from kiosk.devices.printer import NoPrinter, SerialPrinter
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.devices.receipt_logo import load_logo
from kiosk.devices.scanners import make_scanner
from kiosk.engine.housekeeping import keep_house
from kiosk.engine.loop import Engine
from kiosk.engine.storage import tend
from kiosk.engine.wishes import Wishes
from kiosk.engine.world import World
from kiosk.journal.late import LateJournal
from kiosk.journal.pins import Argon2Pins
from kiosk.logo_file import LogoError
from kiosk.logs import EventLog
from kiosk.loyalite.client import HttpLoyaltyApi
from kiosk.paths import FONTS
from kiosk.ports import (
    Appliance,
    CallReport,
    Camera,
    Clock,
    CouponPaper,
    Headphones,
    Journal,
    Printer,
    Scanner,
    SlipPaper,
)
from kiosk.ui.i18n import on_paper, right_to_left

_log = logging.getLogger(__name__)

EXIT_RESTART = 79
"""The program's exit code when staff have asked for a restart: whoever looks after it starts it anew. Beyond
those of sysexits.h, below those of shells and systemd."""


def rules_of(settings: Settings, key: str, resolve: Callable[[Text, str], str] | None = None) -> Rules:
    """What of the settings the core decides by; ``resolve`` knows what languages call themselves. The visit
    key is derived, so that ids in logs can neither be traced to a member nor tell anything of the API key."""
    visit, spoken = settings.visit, settings.ui.languages
    names = tuple((one, resolve(OWN_NAME, one)) for one in spoken) if resolve else Rules().language_names
    return Rules(
        shop_name=settings.shop.name,
        kiosk_id=settings.shop.kiosk_id,
        stamps_per_card=settings.shop.stamps_per_card,
        card=None if visit.card == "none" else CardType(visit.card),
        amount=Decimal(visit.amount),
        cooldown=visit.cooldown,
        daily_limit=visit.daily_limit,
        visit_key=hmac.new(key.encode(), b"kiosk visit id", hashlib.sha256).digest(),
        coupon_prefix=settings.coupon.prefix,
        languages=spoken,
        language_names=names,
        right_to_left=frozenset(filter(right_to_left, spoken)),
        theme=settings.ui.theme,
        sound=settings.ui.sound,
        volume=settings.ui.volume,
        speech=settings.ui.speech,
        idle_after=settings.ui.idle_after,
        dim_after=settings.ui.dim_after,
        staff_idle_after=settings.staff.idle_after,
        badge_prefix=settings.staff.badge_prefix,
        badge_alone=settings.staff.badge == "alone",
        mute_printer=settings.printer.completion == "none",
    )


def camera_of(
    settings: Settings, preview: Preview | None, source: Callable[[], FrameSource | None] | None = None
) -> Camera | None:
    """The configured camera; ``source`` replaces it in the demo. None when there is to be none."""
    chosen = settings.camera
    if chosen.source == "none" and source is None:
        return None

    size = (chosen.size.width, chosen.size.height)
    tuning = Tuning(chosen.exposure, chosen.focus, chosen.power_line)
    search = Search()  # what one try learns about the cameras that are there serves the next

    def configured() -> FrameSource | None:
        return make_source(
            chosen.source, size, chosen.fps, chosen.frame_seconds, tuning=tuning, search=search
        )

    return CameraAdapter(source or configured, rotate=chosen.rotate, mirror=chosen.mirror, preview=preview)


def scanner_of(settings: Settings) -> Scanner | None:
    """The configured scanner. None when there is to be none."""
    chosen = settings.scanner
    if chosen.port == "none":
        return None
    return make_scanner(
        chosen.port,
        baud=chosen.baud,
        terminator=chosen.terminator,
        beeper=chosen.beeper,
        motion=chosen.trigger == "motion",
    )


def headphones_of(settings: Settings) -> Headphones | None:
    """What tells of headphones. None where nothing is spoken, or nothing is to be believed of it."""
    port = settings.ui.headphones
    return SwitchHeadphones(port) if settings.ui.speech and port != "none" else None


def printer_of(settings: Settings, renderer: ReceiptRenderer) -> Printer:
    """The configured printer."""
    chosen = settings.printer
    if chosen.port == "none":
        return NoPrinter()
    return SerialPrinter(
        chosen.port,
        baud=chosen.baud,
        flow=chosen.flow,
        paper_dots=chosen.dots,
        cut=chosen.cut,
        completion=chosen.completion,
        render=renderer.page,
    )


def renderer_of(settings: Settings, assets: Path) -> ReceiptRenderer:
    """Draws coupons for the configured paper with the bundled fonts and the shop's logo. A logo that cannot
    be used is told in the log once, and coupons carry the shop's name alone."""
    fonts = [assets / "fonts" / f"{name}.ttf" for name in FONTS]
    printer, logo = settings.printer, None
    if settings.shop.logo is not None:
        try:
            logo = load_logo(settings.shop.logo, printer.dots)
        except LogoError as fault:
            _log.warning("shop.logo: %s; coupons are printed without it", fault)
    return ReceiptRenderer(printer.dots, fonts, logo=logo, native=printer.native)


def words_of(
    settings: Settings, resolve: Callable[[Text, str], str], language: Callable[[], str] | None = None
) -> Callable[[Receipt], CouponPaper]:
    """Puts a receipt into the shop's first language, or into the one that is its own now."""
    own = language or first_language(settings)

    def words(receipt: Receipt) -> CouponPaper:
        spoken = own()
        return CouponPaper(
            shop=receipt.shop,
            name=receipt.name,
            token=receipt.token,
            issued=resolve(Text("paper.issued", (on_paper(receipt.issued_at, spoken),)), spoken),
            kiosk_id=receipt.kiosk_id,
            title=resolve(receipt.title, spoken),
            terms=receipt.terms,
            copy=resolve(receipt.copy, spoken) if receipt.copy is not None else "",
            rtl=right_to_left(spoken),
        )

    return words


def first_language(settings: Settings) -> Callable[[], str]:
    """The configuration's own."""
    return lambda: settings.ui.languages[0]


def slip_words_of(
    settings: Settings, resolve: Callable[[Text, str], str], language: Callable[[], str] | None = None
) -> Callable[[Slip], SlipPaper]:
    """The same for a paper that is no coupon."""
    own = language or first_language(settings)

    def words(slip: Slip) -> SlipPaper:
        spoken = own()
        return SlipPaper(
            shop=settings.shop.name,
            title=resolve(slip.title, spoken),
            lines=tuple(
                (resolve(line.label, spoken), "" if line.value is None else resolve(line.value, spoken))
                for line in slip.lines
            ),
            issued=resolve(Text("paper.issued", (on_paper(slip.at, spoken),)), spoken),
            kiosk_id=settings.shop.kiosk_id,
            note="" if slip.note is None else resolve(slip.note, spoken),
            rtl=right_to_left(spoken),
        )

    return words


def api_of(settings: Settings, key: str, log: EventLog, clock: Clock) -> HttpLoyaltyApi:
    """The vendor's API, each exchange in the log."""

    def report(call: CallReport) -> None:
        log(
            "api",
            call=call.call,
            status=call.status,
            outcome=call.outcome,
            ms=round(call.ms, 1),
            attempt=call.attempt,
        )

    return HttpLoyaltyApi(
        settings.api.base_url,
        key,
        report=report,
        connect_timeout=settings.api.connect_timeout,
        read_timeout=settings.api.read_timeout,
        monotonic=lambda: clock.now().mono,
    )


@dataclass(slots=True)
class Face:
    """The ways to the screen and the loudspeaker; each may be called from the engine's thread. ``ask`` and
    ``alive`` as in ``engine.world.World``."""

    publish: Callable[[View], None]
    cue: Callable[[Sound], None]
    resolve: Callable[[Text, str], str]
    adjust: Callable[[Setting, str], None] = field(default=lambda _setting, _value: None)
    ready: Callable[[], None] = field(default=lambda: None)
    ended: Callable[[int], None] = field(default=lambda _code: None)
    draw: Callable[[str, CouponPaper], tuple[int, int]] = field(default=lambda _name, _paper: (0, 0))
    ask: Callable[[Callable[[], None]], None] = field(default=lambda answer: answer())
    alive: Callable[[], None] | None = None


@dataclass(slots=True)
class Devices:
    """The hardware, real or simulated. ``clock``: the machine's, unless another one is given."""

    camera: Camera | None
    scanner: Scanner | None
    printer: Printer
    appliance: Appliance
    clock: Clock | None = None
    headphones: Headphones | None = None


class Machine:
    """The engine in its own thread, with everything it needs opened and closed there."""

    def __init__(
        self,
        settings: Settings,
        key: str,
        face: Face,
        devices: Devices,
        log: EventLog,
        *,
        out_of_order: str = "",
        adapt: Callable[[World], World] = lambda world: world,
    ) -> None:
        """``out_of_order``: it stays closed, and shows this code. ``adapt``: what else is to be otherwise."""
        self._out_of_order = out_of_order
        self._adapt = adapt
        self._settings = settings
        self._key = key
        self._face = face
        self._devices = devices
        self._log = log
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._stopping = False
        self._early: list[Event] = []
        self._language: str = settings.ui.languages[0]
        self._anew = False
        self._thread = threading.Thread(target=self._run, name="engine")

    def start(self) -> None:
        """Begin; ``face.ready`` and in the end ``face.ended`` are called from the engine's thread."""
        self._thread.start()

    def post(self, event: Event) -> None:
        """Hand an event to the engine; from any thread."""
        with self._lock:
            if self._engine is None:
                self._early.append(event)
                return
        self._engine.post(event)

    def stop(self, seconds: float = 10.0) -> bool:
        """End and wait; false when it did not end in time."""
        with self._lock:
            self._stopping = True
            engine = self._engine
        if engine is not None:
            engine.stop()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        code = 1
        try:
            asyncio.run(self._live())
            code = EXIT_RESTART if self._anew else 0
        except Exception as error:  # noqa: BLE001 - told, and the process ends with its code
            self._log("fault", "error", where="engine", error=type(error).__name__, reason=_reason(error))
        finally:
            self._face.ended(code)

    def _adjust(self, setting: Setting, value: str) -> None:
        """A setting's new value, in the engine's thread: paper is ours, the loudspeaker the face's."""
        if setting is Setting.LANGUAGE:
            self._language = value
        else:
            self._face.adjust(setting, value)

    def _restart(self) -> None:
        """End, to be started anew; in the engine's thread."""
        self._anew = True
        if self._engine is not None:
            self._engine.stop()

    async def _live(self) -> None:
        settings, log = self._settings, self._log
        late = await LateJournal.open(settings.journal.path)
        journal = cast("Journal", late)  # by ``__getattr__``
        clock = self._devices.clock or SystemClock(settings.shop.zone)
        api = api_of(settings, self._key, log, clock)
        try:
            if late.set_aside is not None:
                log("fault", "error", where="journal", error="corrupt", reason=late.set_aside.name)
            rules = rules_of(settings, self._key, self._face.resolve)
            world = World(
                rules=replace(rules, out_of_order=self._out_of_order),
                api=api,
                journal=journal,
                printer=self._devices.printer,
                camera=self._devices.camera,
                scanner=self._devices.scanner,
                clock=clock,
                pins=Argon2Pins(),
                publish=self._face.publish,
                cue=self._face.cue,
                words=words_of(settings, self._face.resolve, lambda: self._language),
                slip_words=slip_words_of(settings, self._face.resolve, lambda: self._language),
                appliance=self._devices.appliance,
                headphones=self._devices.headphones,
                adjust=self._adjust,
                restart=self._restart,
                draw=self._face.draw,
                log=log,
                limits=Limits(settings.api.lookups_per_minute, settings.api.sends_per_minute),
                terms=settings.coupon.terms,
                ask=self._face.ask,
                alive=self._face.alive,
            )
            engine = Engine(self._adapt(world))
            with self._lock:
                self._engine = engine
                for event in self._early:
                    engine.post(event)
                if self._stopping:
                    engine.stop()
            beside = (
                asyncio.create_task(
                    keep_house(
                        late,
                        settings.journal.keep_days,
                        engine.clock,
                        log,
                        lambda: engine.clock.sure,
                        remembered(rules),
                    )
                ),
                asyncio.create_task(Wishes(world, engine.retry).run()),
                asyncio.create_task(tend(late, engine.post, engine.journal_is_back, log)),
            )
            try:
                await engine.run(self._face.ready)
            finally:
                for task in beside:
                    task.cancel()
                await asyncio.wait(beside)
        finally:
            await api.close()
            await late.close()


def _reason(error: Exception) -> str:
    """A word for the log; only our own exceptions are known to carry nothing personal."""
    return str(error) if type(error).__module__.startswith("kiosk.") else ""
