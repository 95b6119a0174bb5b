"""From the state to the screen of the staff's task «devices»: each device in words, and «not known» for what
nobody knows."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from kiosk.core import outcomes as o
from kiosk.core.events import Action, Source
from kiosk.core.health import NO_JOURNAL
from kiosk.core.machine import MachineReport, Network, Voltage
from kiosk.core.model import PrinterState, PrintState
from kiosk.core.staff_devices import may_print, may_probe
from kiosk.core.stages_house import StaffDevices
from kiosk.core.state import Kiosk
from kiosk.core.timekeeping import TRUSTED, ClockTrouble
from kiosk.core.view import Button, Fact, Text
from kiosk.core.view import StaffDevices as DevicesView

NOT_KNOWN = (Text("staff_devices.not_known"),)

WHY_DOWN: dict[str, tuple[Text, str]] = {
    "missing": (Text("staff_devices.why_missing"), "1"),
    "unplugged": (Text("staff_devices.why_missing"), "1"),
    "in_use": (Text("staff_devices.why_in_use"), "2"),
    "not_permitted": (Text("staff_devices.why_not_permitted"), "3"),
    "black": (Text("staff_devices.why_black"), "4"),
    "frozen": (Text("staff_devices.why_frozen"), "5"),
    "none": (Text("staff_devices.why_none"), ""),
}
WHY_EVER = (Text("staff_devices.why_ever"), "9")

PRINTER: dict[PrinterState, tuple[Text, str, str]] = {
    PrinterState.READY: (Text("staff_devices.printer_ready"), "good", ""),
    PrinterState.PAPER_LOW: (Text("staff_devices.printer_paper_low"), "good", ""),
    PrinterState.PAPER_OUT: (Text("staff_devices.printer_paper_out"), "bad", "E-PRN-1"),
    PrinterState.COVER_OPEN: (Text("staff_devices.printer_cover_open"), "bad", "E-PRN-2"),
    PrinterState.ERROR: (Text("staff_devices.printer_error"), "bad", "E-PRN-3"),
    PrinterState.SILENT: (Text("staff_devices.printer_silent"), "unknown", "E-PRN-4"),
    PrinterState.ABSENT: (Text("staff_devices.printer_absent"), "bad", "E-PRN-5"),
}
PAGE: dict[PrintState, tuple[Text, str]] = {
    PrintState.QUEUED: (Text("staff_devices.page_sending"), "plain"),
    PrintState.SENDING: (Text("staff_devices.page_sending"), "plain"),
    PrintState.PRINTED: (Text("staff_devices.page_printed"), "good"),
    PrintState.SENT: (Text("staff_devices.page_sent"), "unknown"),
    PrintState.FAILED: (Text("staff_devices.page_failed"), "bad"),
    PrintState.UNKNOWN: (Text("staff_devices.page_unknown"), "unknown"),
    PrintState.HELD: (Text("staff_devices.page_failed"), "bad"),
}
SOURCES: dict[Source, Text] = {
    Source.CAMERA: Text("staff_devices.by_camera"),
    Source.SCANNER: Text("staff_devices.by_scanner"),
    Source.HID: Text("staff_devices.by_scanner"),
}
KINDS: dict[str, Text] = {
    "member": Text("staff_devices.code_member"),
    "coupon": Text("staff_devices.code_coupon"),
    "invalid": Text("staff_devices.code_invalid"),
}
NO_ANSWER: dict[o.Trouble, tuple[Text, str]] = {
    o.Trouble.TIMEOUT: (Text("staff_devices.no_answer"), "E-NET-1"),
    o.Trouble.CONNECT: (Text("staff_devices.no_answer"), "E-NET-1"),
    o.Trouble.RESET: (Text("staff_devices.no_answer"), "E-NET-1"),
    o.Trouble.DNS: (Text("staff_devices.no_name"), "E-NET-3"),
    o.Trouble.TLS: (Text("staff_devices.no_tls"), "E-NET-4"),
    o.Trouble.TLS_TIME: (Text("staff_devices.no_tls_time"), "E-CLK-2"),
    o.Trouble.REDIRECT: (Text("staff_devices.portal"), "E-NET-5"),
    o.Trouble.SERVER: (Text("staff_devices.out_of_order"), "E-NET-6"),
    o.Trouble.FOREIGN: (Text("staff_devices.foreign"), "E-NET-7"),
    o.Trouble.TOO_LARGE: (Text("staff_devices.foreign"), "E-NET-7"),
}
POWER: dict[Voltage | None, Text] = {
    None: Text("staff_devices.voltage_unknown"),
    Voltage.FINE: Text("staff_devices.voltage_fine"),
    Voltage.WAS_LOW: Text("staff_devices.voltage_was_low"),
    Voltage.LOW: Text("staff_devices.voltage_low"),
}
GOOD_ENOUGH_CLOCK = 2.0
"""Seconds by which two clocks may differ and still agree: the server tells whole seconds."""
LITTLE_DISK = 200_000_000
"""Bytes below which the journal will soon have no room."""
HOT = 80.0
"""Degrees from which a Raspberry Pi begins to work slower."""


def devices_body(kiosk: Kiosk, stage: StaffDevices) -> DevicesView:
    """The lines, and the buttons of the tests."""
    machine = stage.report.machine if stage.report is not None else MachineReport()
    page = (_page(stage),) if stage.page is not None else ()
    facts = (
        _camera(kiosk, stage),
        _scanner(kiosk),
        _code(stage),
        _printer(kiosk),
        *page,
        _service(stage, machine),
        _clock(kiosk, stage),
        _storage(machine, kiosk.health.journal_why),
        _machine(machine),
    )
    tests = (
        Button(Text("button.test_page"), Action.TEST, "page", enabled=may_print(kiosk, stage)),
        Button(Text("button.test_service"), Action.TEST, "service", enabled=may_probe(stage, stage.looked)),
    )
    return DevicesView(Text("staff.task_devices"), facts, tests)


def _number(value: float, digits: int = 1) -> Decimal:
    return Decimal(f"{value:.{digits}f}")


def _down(name: Text, why: str, prefix: str) -> Fact:
    words, number = WHY_DOWN.get(why, WHY_EVER)
    return Fact(name, (words,), "bad" if number else "plain", f"{prefix}-{number}" if number else "")


def _camera(kiosk: Kiosk, stage: StaffDevices) -> Fact:
    name, health = Text("staff_devices.camera"), kiosk.health
    if health.camera is None:
        return Fact(name, NOT_KNOWN, "unknown")
    if health.camera is False:
        return _down(name, health.camera_why, "E-CAM")
    pace = stage.report.pace if stage.report is not None else None
    if pace is None:
        return Fact(name, (Text("staff_devices.works"), Text("staff_devices.pace_unknown")), "unknown")
    words = Text("staff_devices.pace", (_number(pace.a_second), _number(pace.median_ms)))
    return Fact(name, (words,), "good")


def _scanner(kiosk: Kiosk) -> Fact:
    name, health = Text("staff_devices.scanner"), kiosk.health
    if health.scanner is None:
        return Fact(name, NOT_KNOWN, "unknown")
    if health.scanner is False:
        return _down(name, health.scanner_why, "E-SCN")
    return Fact(name, (Text("staff_devices.works"),), "good")


def _code(stage: StaffDevices) -> Fact:
    """The last code that was held up since this screen opened; never what it says."""
    name, scanned = Text("staff_devices.code"), stage.scanned
    if scanned is None:
        return Fact(name, (Text("staff_devices.code_none"),))
    words = (
        SOURCES[scanned.source],
        KINDS[scanned.kind],
        Text("staff_devices.code_length", (scanned.length,)),
        Text("staff_devices.code_ago", (max(0, round(stage.looked - scanned.at)),)),
    )
    return Fact(name, words, "good")


def _printer(kiosk: Kiosk) -> Fact:
    words, kind, code = PRINTER[kiosk.health.printer]
    return Fact(Text("staff_devices.printer"), (words,), kind, code)


def _page(stage: StaffDevices) -> Fact:
    assert stage.page is not None
    words, kind = PAGE[stage.page.state]
    return Fact(Text("staff_devices.page"), (words,), kind)


def _service(stage: StaffDevices, machine: MachineReport) -> Fact:
    """The last test; until then, whether there is a network at all."""
    name, probe = Text("staff_devices.service"), stage.probe
    if probe is None:
        untested = Text("staff_devices.untested")
        match machine.network:
            case Network.DOWN:
                return Fact(name, (Text("staff_devices.network_down"),), "bad", "E-NET-8")
            case Network.UP:
                return Fact(name, (Text("staff_devices.network_up"), untested))
            case _:
                return Fact(name, (untested,))
    ms = Text("staff_devices.ms", (round(probe.ms),))
    match probe.outcome:
        case None:
            return Fact(name, (Text("staff_devices.testing"),))
        case o.Found() | o.NotFound() | o.InvalidQr():
            return Fact(name, (Text("staff_devices.answers"), ms), "good")
        case o.BadKey():
            return Fact(name, (Text("staff_devices.bad_key"), ms), "bad", "E-API-401")
        case o.SubscriptionLapsed():
            return Fact(name, (Text("staff_devices.subscription"), ms), "bad", "E-API-402")
        case o.RateLimited():
            return Fact(name, (Text("staff_devices.limited"), ms), "unknown", "E-API-429")
        case o.Refused():
            return Fact(name, (Text("staff_devices.refuses"), ms), "bad", "E-API-4")
        case _:
            words, code = NO_ANSWER[probe.outcome.trouble]
            if machine.network is Network.DOWN:
                words, code = Text("staff_devices.network_down"), "E-NET-8"
            return Fact(name, (words, ms), "bad", code)


def _clock(kiosk: Kiosk, stage: StaffDevices) -> Fact:
    """This machine's time and zone, and how far they are from the service's, which counts where they are
    far."""
    name, clock = Text("staff_devices.clock"), stage.clock
    skew = stage.report.skew if stage.report is not None else None
    counts: tuple[Text, ...] = ()
    if skew is not None and abs(skew) > TRUSTED:
        counts = (Text("staff_devices.clock_service", (clock,)),)
        clock = datetime.fromtimestamp(clock.timestamp() - skew, clock.tzinfo)
    now = Text("staff_devices.clock_now", (clock, str(clock.tzinfo)))
    if kiosk.health.clock is ClockTrouble.REFUSED:
        return Fact(name, (now, Text("staff_devices.clock_refused")), "bad", "E-CLK-2")
    if skew is None:
        return Fact(name, (now, Text("staff_devices.clock_unchecked")), "unknown")
    off = (round(abs(skew)),)
    if abs(skew) <= GOOD_ENOUGH_CLOCK:
        return Fact(name, (now, Text("staff_devices.clock_agrees")), "good")
    if skew > 0:
        return Fact(name, (now, Text("staff_devices.clock_behind", off), *counts), "bad", "E-CLK-1")
    return Fact(name, (now, Text("staff_devices.clock_ahead", off), *counts), "bad", "E-CLK-1")


def _storage(machine: MachineReport, journal_why: str) -> Fact:
    name, free = Text("staff_devices.storage"), machine.disk_free
    memory = (
        Text("staff_devices.memory_unknown")
        if machine.memory_free is None
        else Text("staff_devices.memory", (_number(machine.memory_free / 1e9),))
    )
    if journal_why:
        return Fact(name, (Text("staff_devices.no_journal"), memory), "bad", NO_JOURNAL)
    if free is None:
        return Fact(name, (Text("staff_devices.disk_unknown"), memory), "unknown")
    disk = Text("staff_devices.disk", (_number(free / 1e9),))
    if free < LITTLE_DISK:
        return Fact(name, (disk, memory), "bad", "E-DSK-2")
    return Fact(name, (disk, memory), "good")


def _machine(machine: MachineReport) -> Fact:
    """Temperature and power supply. Only a Raspberry Pi knows of the latter."""
    celsius, voltage = machine.celsius, machine.voltage
    heat = (
        Text("staff_devices.celsius_unknown")
        if celsius is None
        else Text("staff_devices.celsius", (_number(celsius, 0),))
    )
    power = POWER[voltage]
    name = Text("staff_devices.machine")
    if voltage in (Voltage.LOW, Voltage.WAS_LOW):
        return Fact(name, (heat, power), "bad", "E-PWR-1" if voltage is Voltage.LOW else "E-PWR-2")
    if celsius is not None and celsius >= HOT:
        return Fact(name, (heat, power), "bad", "E-PWR-3")
    known = celsius is not None and voltage is not None
    return Fact(name, (heat, power), "good" if known else "unknown")
