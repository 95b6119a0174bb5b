"""Whichever scanner is there: what the configured port means, and what ``auto`` looks for, in which order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk.devices.framing import Terminator
from kiosk.devices.input_device import DEV_INPUT
from kiosk.devices.scanner import Reader, ScannerAdapter
from kiosk.devices.scanner_hid import HidReader, HidScanner, find_hid_scanner
from kiosk.devices.scanner_serial import SerialReader, find_scanner_port
from kiosk.devices.serial_port import PINNED, PortGoneError

HID = "hid:"


def make_scanner(
    port: str,
    *,
    baud: int = 9600,
    terminator: Terminator | str = Terminator.AUTO,
    beeper: str = "none",
    motion: bool = False,
) -> ScannerAdapter:
    """The scanner of the configuration: ``port`` is ``auto``, a path or ``hid:`` and a path. What can only
    be said to or of a serial scanner is ignored by a keyboard. ``ValueError`` for an unknown terminator."""
    on_line = partial(
        SerialReader, baud=baud, terminator=Terminator(terminator), beeper=beeper, motion=motion
    )
    if port == "auto":
        return ScannerAdapter(partial(first_found, on_line))
    if port.startswith(HID):
        return HidScanner(port.removeprefix(HID))
    return ScannerAdapter(partial(at_path, port, on_line))


def at_path(path: str, on_line: Callable[[str], Reader], inputs: Path = DEV_INPUT) -> Reader:
    """Opens a path, whatever it leads to: a link of the owner's may be of either kind."""
    if Path(path).resolve().is_relative_to(inputs):
        return HidReader(path, named=True)
    return on_line(path)


def first_found(
    on_line: Callable[[str], Reader],
    *,
    pinned: Path = PINNED / "scanner",
    find_port: Callable[[], str | None] = find_scanner_port,
    find_keyboard: Callable[[], str | None] = find_hid_scanner,
) -> Reader:
    """What stands behind the name ``pinned``, a serial port or an input device; else the one serial port
    that calls itself a scanner; else the one keyboard that does.
    Raises ``PortGoneError``: missing, or why that one cannot be opened."""
    if pinned.exists():
        return at_path(str(pinned), on_line)
    port = find_port()
    if port is not None:
        return on_line(port)
    keyboard = find_keyboard()
    if keyboard is not None:
        return HidReader(keyboard)
    raise PortGoneError("missing")
