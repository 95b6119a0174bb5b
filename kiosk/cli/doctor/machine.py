"""The machine itself: heat, power and network, the program's versions, systemd's service, metrics."""

from __future__ import annotations

import http.client
import importlib
import platform
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from kiosk import __version__
from kiosk.cli.doctor.findings import Finding, Value, good, skipped, trouble
from kiosk.cli.doctor.place import Place
from kiosk.cli.logbook import UNIT
from kiosk.cli.starts import MOST, counted
from kiosk.config import Settings
from kiosk.core.machine import MachineReport, Network, Voltage
from kiosk.core.project_devices import HOT
from kiosk.devices.appliance import LinuxAppliance
from kiosk.devices.programs import answer_of

SYSTEMD = Path("/run/systemd/system")
"""Is there where systemd runs the machine (sd_booted(3))."""
LITTLE_MEMORY = 100_000_000
"""Bytes below which the kiosk may be ended for want of memory."""
_ASK_TIME = 3.0
_LIBRARIES = (
    ("qt", "PySide6", "__version__"),
    ("opencv", "cv2", "__version__"),
    ("numpy", "numpy", "__version__"),
    ("httpx", "httpx", "__version__"),
    ("pydantic", "pydantic", "VERSION"),
)
PROPERTIES = (
    "LoadState", "ActiveState", "SubState", "UnitFileState", "Result", "NRestarts", "ExecMainStatus",
    "ExecMainCode", "ActiveEnterTimestamp", "MemoryCurrent",
)  # fmt: skip
"""What is asked of systemd about a unit."""


def machine(settings: Settings | None) -> list[Finding]:
    """Findings ``network`` and ``machine``, as the staff's screen has them."""
    journal = Path("/") if settings is None else settings.journal.path
    report = LinuxAppliance(journal).report()
    return [_network(report), _health(report)]


def _network(report: MachineReport) -> Finding:
    match report.network:
        case Network.UP:
            return good("network", "connected")
        case Network.DOWN:
            return trouble("network.down", "no cable and no Wi-Fi is connected")
        case _:
            return skipped("network", "this machine does not say whether it is connected")


def _health(report: MachineReport) -> Finding:
    values: dict[str, Value] = {
        "celsius": report.celsius,
        "voltage": None if report.voltage is None else report.voltage.value,
        "memory_free": report.memory_free,
    }
    heat = "temperature not known" if report.celsius is None else f"{report.celsius:.0f} °C"
    memory = (
        "free memory not known"
        if report.memory_free is None
        else f"{report.memory_free / 1e6:.0f} MB memory free"
    )
    words = f"{heat}, {memory}"
    if report.voltage is Voltage.LOW:
        return trouble("machine.low_voltage", f"{words}; the voltage is too low", values)
    if report.celsius is not None and report.celsius >= HOT:
        return trouble("machine.hot", words, values)
    if report.voltage is Voltage.WAS_LOW:
        return trouble("machine.was_low_voltage", f"{words}; the voltage was too low once", values)
    if report.memory_free is not None and report.memory_free < LITTLE_MEMORY:
        return trouble("machine.little_memory", words, values)
    return good("machine", f"{words}{'' if report.voltage is None else '; the voltage is fine'}", values)


# -- versions --------------------------------------------------------------------------------------------


def versions() -> list[Finding]:
    """Of the program, of what it stands on, and of the machine."""
    found: dict[str, Value] = {
        "kiosk": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "kernel": platform.release(),
        "machine": platform.machine(),
        "system": _system(),
        "model": _model(),
    }
    for name, module, attribute in _LIBRARIES:
        try:
            found[name] = str(getattr(importlib.import_module(module), attribute))
        except (ImportError, AttributeError):
            found[name] = None
    words = (
        f"kiosk {found['kiosk']}, Python {found['python']}, Qt {found['qt']}, OpenCV {found['opencv']}, "
        f"Linux {found['kernel']}, {found['model'] or found['system'] or found['machine']}"
    )
    missing = [name for name, version in found.items() if version is None and name not in ("model", "system")]
    if missing:
        return [trouble("assets.missing", f"{words}; missing: {', '.join(missing)}", found, name="versions")]
    return [good("versions", words, found)]


def _system() -> str | None:
    try:
        return _short(platform.freedesktop_os_release().get("PRETTY_NAME", "")) or None
    except OSError:
        return None


def _model() -> str | None:
    try:
        said = Path("/proc/device-tree/model").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return _short(said) or None


def _short(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())[:80].strip()


# -- the service -----------------------------------------------------------------------------------------


def service(place: Place | None) -> list[Finding]:
    """What systemd says of the kiosk's unit, and how often it crashed in a row."""
    crashes = 0 if place is None else counted(place.settings.journal.path.parent)
    runs = None if place is None else place.runs
    unit = unit_state(UNIT)
    values: dict[str, Value] = {
        "unit": UNIT,
        "load": unit.get("LoadState"),
        "active": unit.get("ActiveState"),
        "sub": unit.get("SubState"),
        "restarts": _number(unit.get("NRestarts")),
        "crashes": crashes,
        "runs": runs,
    }
    pid = None if place is None or place.kiosk is None else place.kiosk.pid
    here = "whether the kiosk runs is not known"
    if runs is not None:
        here = "the kiosk is running" if runs else "the kiosk is not running"
    if runs and pid is not None:
        here += f" (process {pid})"
    if unit.get("LoadState") != "loaded":
        why = "not a service here" if unit else "no systemd here"
        return [good("service", f"{here}; {why}", values)] if runs else [_not_run(here, why, values, crashes)]
    words = f"{UNIT} is {unit.get('ActiveState')} ({unit.get('SubState')})"
    if crashes >= MOST:
        return [trouble("service.crash_loop", f"{words}; {crashes} starts in a row ended badly", values)]
    match unit.get("ActiveState"):
        case "active" | "reloading":
            return [good("service", f"{words}, {here}, restarted {values['restarts'] or 0} times", values)]
        case "activating" if unit.get("SubState") == "auto-restart":
            return [trouble("service.restarting", words, values)]
        case "activating" | "deactivating":
            return [good("service", words, values)]
        case "failed":
            ended = f"{words}: {unit.get('Result')}, exit {unit.get('ExecMainStatus')}"
            return [trouble("service.failed", ended, values)]
        case _:
            return [trouble("service.stopped", f"{words}; {here}", values)]


def _not_run(here: str, why: str, values: Mapping[str, Value], crashes: int) -> Finding:
    if crashes >= MOST:
        return trouble("service.crash_loop", f"{here}; {crashes} starts in a row ended badly", values)
    return skipped("service", f"{here}; {why}", values)


def unit_state(unit: str) -> dict[str, str]:
    """``PROPERTIES`` of a unit; empty where there is no systemd, or it does not answer."""
    if not SYSTEMD.is_dir():
        return {}
    said = answer_of(["systemctl", "show", unit, f"--property={','.join(PROPERTIES)}"], _ASK_TIME) or ""
    found = dict(line.partition("=")[::2] for line in said.splitlines())
    return {name: _short(found[name]) for name in PROPERTIES if name in found}


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() else None


# -- metrics ---------------------------------------------------------------------------------------------


def metrics(place: Place) -> list[Finding]:
    """Whether the running kiosk serves them."""
    address = place.settings.metrics.listen
    if address is None:
        return [skipped("metrics", "metrics.listen is empty: nothing is served")]
    where = f"http://{address.host}:{address.port}/metrics"
    try:
        connection = http.client.HTTPConnection(address.host, address.port, timeout=2.0)
        try:
            connection.request("GET", "/metrics")
            answer = connection.getresponse()
            size = len(answer.read(5_000_000))
        finally:
            connection.close()
    except (OSError, http.client.HTTPException):
        if not place.runs:
            return [skipped("metrics", f"{where} is served while the kiosk runs")]
        return [trouble("metrics.no_answer", f"{where} does not answer")]
    if not place.runs:
        return [trouble("metrics.port_taken", f"{where} answers, and no kiosk is running")]
    if answer.status != 200:
        return [trouble("metrics.no_answer", f"{where} answers with HTTP {answer.status}")]
    return [good("metrics", f"{where} answers", {"bytes": size})]
