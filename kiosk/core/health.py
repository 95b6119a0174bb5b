"""From what devices say to what the screen may promise."""

from __future__ import annotations

from kiosk.core.model import CAN_PRINT, PrinterState
from kiosk.core.rules import Rules
from kiosk.core.state import Health


def can_read(health: Health) -> bool:
    """Whether any device can read a code. A device that has said nothing yet may still come."""
    known = [up for up in (health.camera, health.scanner) if up is not None]
    return not known or any(known)


def can_print(health: Health, rules: Rules) -> bool:
    """Whether a coupon may be sent to the printer.

    Silent is unknown, so it is no: switched on again an hour later, the printer could bring the coupon out
    for a stranger. But of a printer that the shop has said never answers, silence is no news.
    """
    if health.printer is PrinterState.SILENT:
        return rules.mute_printer
    return health.printer in CAN_PRINT


NO_JOURNAL = "E-DSK-1"
"""The code of a disk that takes nothing."""

PRINTER_WORDS: dict[PrinterState, str] = {
    PrinterState.PAPER_OUT: "coupon.no_paper",
    PrinterState.COVER_OPEN: "coupon.cover_open",
    PrinterState.SILENT: "coupon.printer_silent",
    PrinterState.ERROR: "coupon.printer_error",
    PrinterState.ABSENT: "coupon.no_printer",
}
"""Message ids for a printer that cannot print now."""
