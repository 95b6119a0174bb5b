"""Camera, scanner and printer. What the running kiosk holds is not opened: it is asked of the kiosk's log."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import cv2

from kiosk.cli.doctor.codes import CODES
from kiosk.cli.doctor.findings import Finding, Value, good, skipped, trouble
from kiosk.cli.doctor.holders import holders_of
from kiosk.cli.doctor.place import Place
from kiosk.core.events import DeviceChanged, PrinterChanged
from kiosk.core.model import PrinterState
from kiosk.devices import escpos
from kiosk.devices.frame_source import Fault, Frame, FrameSource, SourceError, Tuning
from kiosk.devices.frames import Search, make_source
from kiosk.devices.printer import Paper, SerialPrinter, find_printer_port
from kiosk.devices.scanner_hid import find_hid_scanner
from kiosk.devices.scanner_serial import find_scanner_port
from kiosk.devices.scanners import HID, make_scanner
from kiosk.devices.serial_port import PINNED, Port, PortGoneError
from kiosk.devices.v4l2 import camera_nodes
from kiosk.devices.watch import BLACK, TEXTURE
from kiosk.ports import DeviceEvent

OPEN_WITHIN, PICTURE_WITHIN = 6.0, 3.0
"""Seconds until a camera must be open, and for its first picture then; ``auto`` has seen one by that time."""
MEASURED = 1.0
"""Seconds over which pictures are counted."""
SCANNER_WITHIN, PRINTER_WITHIN = 4.0, 8.0
"""Seconds until a device must have said how it is."""

_Event = TypeVar("_Event", DeviceChanged, PrinterChanged)

PRINTER_WORDS: dict[PrinterState, tuple[str, str]] = {
    PrinterState.READY: ("", "ready"),
    PrinterState.PAPER_LOW: ("printer.paper_low", "ready; the paper will soon be out"),
    PrinterState.PAPER_OUT: ("printer.paper_out", "out of paper"),
    PrinterState.COVER_OPEN: ("printer.cover_open", "its cover is open"),
    PrinterState.ERROR: ("printer.error", "it reports an error"),
    PrinterState.SILENT: ("printer.silent", "it answers nothing"),
    PrinterState.ABSENT: ("printer.absent", "its port is not there"),
}


_WHY_NOT = {
    "missing": "it is not there",
    "in_use": "another program has it open",
    "not_permitted": "this user may not open it",
}
"""Machine words that all devices have, in words."""


def _code(device: str, reason: str) -> str:
    """The code for a device's machine word, if there is one of its own."""
    code = f"{device}.{'no_pictures' if reason == Fault.NO_FRAMES else reason}"
    return code if code in CODES else f"{device}.cannot_open"


def _kiosk_has(device: str, place: Place, paths: Sequence[Path]) -> bool:
    """Whether the running kiosk has a device, as far as the kernel tells this user; else by its log."""
    if place.kiosk is not None or not place.runs:
        return place.kiosk_has(paths)
    if device == "printer":
        return place.said.printer not in ("", PrinterState.ABSENT)
    return place.said.devices.get(device, ("", ""))[0] == "up"


def _held(device: str, place: Place) -> Finding:
    """The running kiosk has it open, as it should be; what it says of it counts. Which process that is, root
    sees."""
    pid = None if place.kiosk is None else place.kiosk.pid
    values: dict[str, Value] = {"held_by": "kiosk", "pid": pid}
    has = f"the running kiosk has it{'' if pid is None else f' (process {pid})'}"
    if device == "printer":
        if not place.said.printer:
            return good(device, f"{has}; {_UNHEARD}", values)
        return _printer_is(place, PrinterState(place.said.printer), f"{has}: ", values)
    up, reason = place.said.devices.get(device, ("", ""))
    if up == "down":
        words = f"{has} and says that it is down ({reason or 'no reason'})"
        return trouble(_code(device, reason), words, values)
    return good(device, f"{has}{' and says that it works' if up else f'; {_UNHEARD}'}", values)


_UNHEARD = "how it is stands in its log, which this user may not read, or which is elsewhere (--log)"


def _in_use(device: str, place: Place, finding: Finding, paths: Sequence[Path]) -> Finding:
    """Where a device is in use: by whom. While a kiosk is at work that this user cannot look into, it is that
    one, most likely."""
    if not finding.code.endswith(".in_use"):
        return finding
    if place.kiosk is None and place.runs:
        return _held(device, place)
    holder = next((one for path in paths for one in holders_of(path)), None)
    if holder is None:
        return finding
    values = {**finding.values, "held_by": holder.name, "pid": holder.pid}
    words = f"{finding.found} ({holder.name}, process {holder.pid})"
    return trouble(finding.code, words, values)


def _kiosk_says_down(device: str, place: Place) -> Finding | None:
    """A device that the running kiosk tries and cannot have: in its own words. Is it there at all? That is
    seen from here as well."""
    up, reason = place.said.devices.get(device, ("", "")) if place.runs else ("", "")
    if up != "down" or reason in ("none", "missing", "unplugged"):
        return None
    return trouble(_code(device, reason), f"the running kiosk says that it is down ({reason})")


# -- camera ----------------------------------------------------------------------------------------------


def camera(place: Place) -> list[Finding]:
    """Opens it, takes one picture, counts those of a second."""
    chosen = place.settings.camera
    if chosen.source == "none":
        return [skipped("camera", 'camera.source is "none"')]
    recorded = chosen.source.startswith(("dir:", "file:"))
    paths = [] if recorded else _camera_paths(chosen.source)
    if _kiosk_has("camera", place, paths):
        return [_held("camera", place)]
    said = None if recorded else _kiosk_says_down("camera", place)
    if said is not None:
        return [said]
    tuning = Tuning(chosen.exposure, chosen.focus, chosen.power_line)
    size = (chosen.size.width, chosen.size.height)
    source = make_source(
        chosen.source, size, chosen.fps, chosen.frame_seconds, tuning=tuning, search=Search()
    )
    assert source is not None
    # ``auto`` may have to try several, and gives each of them seconds.
    enough = threading.Timer(OPEN_WITHIN, source.cancel)
    enough.daemon = True
    enough.start()
    try:
        source.open()
        return [_filmed(chosen.source, source, live=not recorded)]
    except SourceError as error:
        return [_in_use("camera", place, _camera_fault(chosen.source, error.fault), paths)]
    finally:
        enough.cancel()
        source.close()


def _camera_paths(source: str) -> list[Path]:
    if source.startswith("/dev/"):
        return [Path(source)]
    found = [node.path for node in camera_nodes()]
    return found + (sorted(Path("/dev").glob("media*")) if source.startswith("picamera") else [])


def _filmed(name: str, source: FrameSource, *, live: bool) -> Finding:
    until = time.monotonic() + PICTURE_WITHIN
    frame = None
    while frame is None and time.monotonic() < until:
        frame = source.read()
        if frame is None:
            time.sleep(0.01)
    if frame is None or not frame.picture.size:
        return _camera_fault(name, Fault.NO_FRAMES)
    height, width = frame.picture.shape[:2]
    values: dict[str, Value] = {"source": name, "width": width, "height": height}
    if not live:
        return good("camera", f"{name}: a recording, {width}×{height}", values)
    count, dark, began = 0, _is_dark(frame), time.monotonic()
    while (taken := time.monotonic() - began) < MEASURED:
        frame = source.read()
        if frame is not None:
            count += 1
            dark = dark and _is_dark(frame)
    fps = round(count / taken, 1)
    values["fps"] = fps
    words = f"{name}: {width}×{height}, {fps:g} pictures a second"
    if dark:
        return trouble("camera.black", f"{words}, all of them black", values)
    return good("camera", words, values)


def _is_dark(frame: Frame) -> bool:
    """As ``watch`` tells it, of one picture."""
    glance = frame.glance()
    if not glance.size:  # cut off on its way
        return False
    mean, deviation = (float(value.max()) for value in cv2.meanStdDev(glance))
    return mean < BLACK and deviation < TEXTURE


def _camera_fault(name: str, fault: Fault) -> Finding:
    words = {
        **_WHY_NOT,
        Fault.NO_FRAMES: "it opens, and gives no picture",
        Fault.NO_PICTURES: "there is no readable picture in it",
        Fault.NO_LIBRARY: "the library for a Pi's own camera is not installed",
        Fault.UNPLUGGED: "it was pulled out just now",
    }.get(fault, "it cannot be opened")
    if fault is Fault.MISSING and name == "auto":
        return trouble("camera.none_found", "no camera was found")
    return trouble(_code("camera", fault.value), f"{name}: {words}")


# -- scanner ---------------------------------------------------------------------------------------------


def scanner(place: Place) -> list[Finding]:
    """Finds its port and opens it, as the kiosk would."""
    chosen = place.settings.scanner
    if chosen.port == "none":
        return [skipped("scanner", 'scanner.port is "none"')]
    path = _scanner_path(chosen.port)
    if path is None:
        return [trouble("scanner.none_found", "no scanner was found")]
    if _kiosk_has("scanner", place, [path]):
        return [_held("scanner", place)]
    adapter = make_scanner(chosen.port, baud=chosen.baud, terminator=chosen.terminator)
    event = _first(adapter.start, adapter.stop, DeviceChanged, SCANNER_WITHIN)
    if event is None:
        return [trouble("scanner.cannot_open", f"{path}: nothing came of opening it")]
    if event.up:
        return [good("scanner", f"{path}: opens", {"port": str(path)})]
    words = {**_WHY_NOT, "not_a_keyboard": "that is no scanner"}.get(event.reason, "it cannot be opened")
    code = _code("scanner", event.reason)
    return [_in_use("scanner", place, trouble(code, f"{path}: {words}", {"port": str(path)}), [path])]


def _scanner_path(port: str) -> Path | None:
    if port != "auto":
        return Path(port.removeprefix(HID))
    pinned = PINNED / "scanner"
    found = str(pinned) if pinned.exists() else find_scanner_port() or find_hid_scanner()
    return None if found is None else Path(found)


# -- printer ---------------------------------------------------------------------------------------------


def printer(place: Place) -> list[Finding]:
    """Finds its port, and has the kiosk's own adapter ask how it is."""
    chosen = place.settings.printer
    if chosen.port == "none":
        return [skipped("printer", 'printer.port is "none"')]
    path = printer_path(chosen.port)
    if path is None:
        return [trouble("printer.none_found", "no printer was found, or more than one thing that may be it")]
    if _kiosk_has("printer", place, [Path(path)]):
        return [_held("printer", place)]
    why = cannot_open(place, path)
    if why is not None:
        return [why]
    adapter = SerialPrinter(
        path,
        render=_nothing,
        baud=chosen.baud,
        flow=chosen.flow,
        paper_dots=chosen.dots,
        cut=chosen.cut,
        completion=chosen.completion,
    )
    event = _first(adapter.start, adapter.stop, PrinterChanged, PRINTER_WITHIN)
    state = PrinterState.SILENT if event is None else event.state
    return [_printer_is(place, state, f"{path}: ", {"port": path})]


def printer_path(port: str) -> str | None:
    """Where the printer is; ``None`` when ``auto`` finds none."""
    return find_printer_port() if port == "auto" else port


def cannot_open(place: Place, path: str) -> Finding | None:
    """Why the printer's port cannot be opened; ``None`` when it can. ``held_by`` kiosk: nothing is wrong with
    that."""
    try:
        Port(path, place.settings.printer.baud, place.settings.printer.flow).close()
    except PortGoneError as gone:
        reason = str(gone)
    else:
        return None
    known = {**_WHY_NOT, "missing": "there is no such port"}
    words = known.get(reason, "it cannot be opened as a serial port")
    found = trouble(_code("printer", reason), f"{path}: {words}", {"port": path})
    return _in_use("printer", place, found, [Path(path)])


def _printer_is(place: Place, state: PrinterState, where: str, values: dict[str, Value]) -> Finding:
    code, words = PRINTER_WORDS[state]
    values = {**values, "state": state.value}
    if state is PrinterState.SILENT and place.settings.printer.completion == "none":
        return good("printer", f"{where}the port is there; this printer never answers, as configured", values)
    return trouble(code, where + words, values) if code else good("printer", where + words, values)


def _nothing(_paper: Paper) -> escpos.Page | escpos.Bits:
    raise AssertionError("nothing is printed to find out how a printer is")


def _first(
    start: Callable[[Callable[[DeviceEvent], None]], None],
    stop: Callable[[], None],
    kind: type[_Event],
    seconds: float,
) -> _Event | None:
    """The first event of a kind that an adapter posts within so many seconds."""
    told: queue.SimpleQueue[DeviceEvent] = queue.SimpleQueue()
    until = time.monotonic() + seconds
    start(told.put)
    try:
        while (left := until - time.monotonic()) > 0:
            event = told.get(timeout=left)
            if isinstance(event, kind):
                return event
    except queue.Empty:
        return None
    finally:
        stop()
    return None
