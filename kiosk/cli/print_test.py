"""``kiosk print-test``: a test coupon on paper, by the kiosk's own adapter, and what the printer said."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from kiosk import app
from kiosk.cli.doctor.codes import CODES
from kiosk.cli.doctor.devices import PRINTER_WORDS, cannot_open, printer_path
from kiosk.cli.doctor.findings import Finding, trouble
from kiosk.cli.doctor.place import Place
from kiosk.config import Settings
from kiosk.core.model import PrinterState, PrintState
from kiosk.core.receipt import Receipt
from kiosk.core.staff_devices import LETTERS
from kiosk.core.view import Text
from kiosk.paths import assets
from kiosk.ports import CouponPaper
from kiosk.ui.i18n import Translator

PATIENCE = 90.0
"""Seconds for the whole; at 1200 baud a coupon takes most of them."""
WORTHLESS = "TEST"
"""Behind the shop's prefix: read as a coupon everywhere, and redeemed nowhere."""
_JOB = 0
"""As papers that are no coupons: those of the journal begin with 1."""


def command(settings: Settings) -> int:
    """Print it; 0 when it was printed or sent, 1 when not, or when nobody knows."""
    chosen = settings.printer
    if chosen.port == "none":
        return _told(None, 'printer.port is "none": this kiosk has no printer')
    path = printer_path(chosen.port)
    if path is None:
        return _finding(
            trouble("printer.none_found", "no printer was found, or more than one that may be it")
        )
    place = Place(settings)
    if place.kiosk is not None and place.kiosk_has([Path(path)]):
        return _kiosk_has(path, place.kiosk.pid)
    why = cannot_open(place, path)
    if why is not None:
        return _kiosk_has(path, None) if why.values.get("held_by") == "kiosk" else _finding(why)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    drawing = QGuiApplication.instance() or QGuiApplication(["kiosk"])
    try:
        state, printer = asyncio.run(_print(settings))
    finally:
        del drawing
    return _outcome(path, state, printer)


def _kiosk_has(path: str, pid: int | None) -> int:
    which = "" if pid is None else f" (process {pid})"
    return _told(
        f"{path}: the running kiosk has it{which}, so nothing was printed from here",
        "Print the test page on the kiosk: lock, PIN, «Devices», «Test page». Or stop the kiosk first (sudo"
        " systemctl stop kiosk), print, and start it again.",
    )


async def _print(settings: Settings) -> tuple[PrintState, PrinterState]:
    printer = app.printer_of(settings, app.renderer_of(settings, assets()))
    printer.start(lambda _event: None)
    try:
        async with asyncio.timeout(PATIENCE):
            state = await printer.print_coupon(paper(settings), _JOB, lambda _state: None)
        return state, printer.state
    except TimeoutError:
        return PrintState.UNKNOWN, printer.state
    finally:
        await asyncio.to_thread(printer.stop)


def paper(settings: Settings) -> CouponPaper:
    """A coupon as any other, but for what it says: letters of all languages, and a code worth nothing."""
    translator = Translator(settings.ui.languages)
    spoken = settings.ui.languages[0]
    receipt = Receipt(
        shop=settings.shop.name,
        name=LETTERS,
        token=settings.coupon.prefix + WORTHLESS,
        kiosk_id=settings.shop.kiosk_id,
        title=Text("staff_devices.page"),
        issued_at=datetime.now(settings.shop.zone),
        terms=translator.resolve(Text("staff_devices.page_note"), spoken),
        copy=None,
    )
    return app.words_of(settings, translator.resolve)(receipt)


def _outcome(path: str, state: PrintState, printer: PrinterState) -> int:
    match state:
        case PrintState.PRINTED:
            print(f"{path}: printed. The printer says that all of it is on paper.")
            _advise("Look at it: can every letter be read, is the code whole?")
            return 0
        case PrintState.SENT:
            print(f"{path}: sent. This printer does not say whether it is on paper.")
            _advise(
                "Look whether it came out. If not: cable, printer.baud and printer.flow (docs/running.md)."
            )
            return 0
        case PrintState.FAILED if PRINTER_WORDS[printer][0] in CODES:
            code, words = PRINTER_WORDS[printer]
            return _finding(trouble(code, f"{path}: not printed; {words}"))
        case PrintState.FAILED:
            return _told(f"{path}: not printed.", "Ask again in a moment, then: kiosk doctor")
        case _:
            words = PRINTER_WORDS[printer][1]
            return _told(
                f"{path}: not known whether it is printed; the printer: {words}",
                "Look whether it came out. If it did, the cable may have no way back; if not: kiosk doctor",
            )


def _finding(finding: Finding) -> int:
    advice = f"{finding.advice[0].upper()}{finding.advice[1:]}. [{finding.code}: docs/troubleshooting.md]"
    return _told(finding.found, advice)


def _told(found: str | None, advice: str) -> int:
    if found is not None:
        print(found)
    _advise(advice)
    return 1


def _advise(words: str) -> None:
    print(words, file=sys.stderr)
