"""``kiosk doctor``: is everything there, does it work, and if not, what is to be done?

Each check looks at one thing, with a time limit, and all run side by side: 15 s at most for the whole.
Nothing is booked, changed or made; what the running kiosk holds is left alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.cli.doctor import devices, disk, machine, service, settings
from kiosk.cli.doctor.findings import Check, Finding, Looked, side_by_side, trouble
from kiosk.cli.doctor.place import Place
from kiosk.cli.doctor.report import Report, as_json, lines
from kiosk.config import Settings
from kiosk.core.health import can_read
from kiosk.core.state import Health

__all__ = ["command", "examine"]

ORDER = (
    "config", "key", "network", "api", "clock", "camera", "scanner", "printer", "journal", "disk", "files",
    "assets", "machine", "service", "metrics", "versions",
)  # fmt: skip
"""The names of all checks, in the order in which they are told."""

LONGEST = 11.0
"""Seconds; no check has more. What is left of the 15 s is the program's own start on a small machine."""


def command(config: Path | None, *, as_program: bool, log: Path | None) -> int:
    """Print what was found; 1 when something is broken. ``as_program``: as JSON; ``log``: a file with the log
    of the running kiosk, where systemd has none."""
    report, looked = examine(config, os.environ, log)
    print(as_json(report) if as_program else "\n".join(lines(report)))
    code = 1 if report.broken else 0
    if looked.left_behind:
        # A check that hangs in a driver or in a name service would be waited for at the end.
        sys.stdout.flush()
        os._exit(code)
    return code


def examine(
    config: Path | None, environ: Mapping[str, str], log: Path | None = None
) -> tuple[Report, Looked]:
    """All checks. Never raises for anything it finds."""
    found, first = settings.configuration(config, environ)
    key, second = settings.key(found, environ)
    place = None if found is None else Place(found, key, log)
    looked = side_by_side(_checks(found, place))
    findings = [*first, *second, *looked.findings, *_reading(found, looked.findings)]
    findings.sort(key=lambda one: ORDER.index(one.name))
    running = None if place is None else place.runs
    return Report(findings, "" if found is None else found.shop.kiosk_id, running), looked


def _checks(found: Settings | None, place: Place | None) -> list[Check]:
    anyway = [
        Check(("assets",), lambda: disk.assets(found)),
        Check(("network", "machine"), lambda: machine.machine(found)),
        Check(("service",), lambda: machine.service(place), 7.0),
        Check(("versions",), machine.versions, LONGEST),
    ]
    if place is None:
        names = ("api", "clock", "camera", "scanner", "printer", "journal", "disk", "files", "metrics")
        return [Check(names, lambda: settings.without_settings(names)), *anyway]
    return [
        Check(("api", "clock"), lambda: service.service(place), 10.0),
        Check(("camera",), lambda: devices.camera(place), LONGEST),
        Check(("scanner",), lambda: devices.scanner(place), 10.0),
        Check(("printer",), lambda: devices.printer(place), LONGEST),
        Check(("journal",), lambda: disk.journal(place), LONGEST),
        Check(("disk",), lambda: disk.disk(place)),
        Check(("files",), lambda: disk.files(place)),
        *anyway,
        Check(("metrics",), lambda: machine.metrics(place), 7.0),
    ]


def _reading(found: Settings | None, findings: Sequence[Finding]) -> list[Finding]:
    """A kiosk can do without a camera, or without a scanner; not without both."""
    if found is None:
        return []
    fine = {
        one.name: one.result.value in ("ok", "warn") and not one.code.endswith(".none_found")
        for one in findings
    }
    if can_read(Health(camera=fine["camera"], scanner=fine["scanner"])):
        return []
    return [trouble("scanner.nothing_reads", "neither a camera nor a scanner can read a code")]
