"""Gathers the parts of a bundle and packs them."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import tarfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.cli import logbook
from kiosk.cli.doctor import examine
from kiosk.cli.doctor.codes import CODES
from kiosk.cli.doctor.machine import unit_state
from kiosk.cli.doctor.report import Report, as_object
from kiosk.cli.support import settings as told_settings
from kiosk.cli.support.log_lines import OTHER, Sieve
from kiosk.cli.support.words import EXCEPTIONS, WORDS
from kiosk.config import KEY_VARIABLE, ConfigError, Settings, load, read_api_key
from kiosk.journal.statistics import statistics
from kiosk.ports import JournalError

UNITS = (
    "kiosk.service",
    "kiosk-setup.service",
    "seatd.service",
    "systemd-timesyncd.service",
    "rauc.service",
    "rauc-hawkbit-updater.service",
)
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,+~()/:_#-]{0,79}")
_FIELD_OF_UNIT = re.compile(r"[A-Za-z0-9 :.+-]{0,60}")

README = """A support bundle of a loyalty kiosk. Made by: kiosk support-bundle

doctor.json         what kiosk doctor finds: codes (docs/troubleshooting.md) and numbers
configuration.json  settings; (default) is the usual value, {untold} one that could be anything
journal.json        numbers of operations, coupons and so on; no id and nobody's data
log.jsonl           the events of the log, with what of them is known to be harmless; ids are numbered
systemd.json        the state of the units

Left out is what is not known to be harmless: texts of libraries, names, paths of the owner's, {strange}
lines of the log that are no events of the kiosk's.{log}
"""


def command(config: Path | None, out: Path | None, log: Path | None) -> int:
    """Write the bundle; 1 when that failed. ``log``: a file with the kiosk's log, in systemd's place."""
    report, looked = examine(config, os.environ, log)
    settings = _settings(config)
    lines = _lines(log)
    parts = _parts(report, settings, lines)
    path = out or Path(f"kiosk-support-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz")
    content = packed(_without(parts, _secrets(settings)))
    code = _written(path, content, lines is not None)
    if looked.left_behind:
        sys.stdout.flush()
        os._exit(code)
    return code


def _written(path: Path, content: bytes, has_log: bool) -> int:
    try:
        # Not through a link that somebody may have put there: it may be root who runs this.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with open(handle, "wb") as file:
            os.fchmod(handle, 0o600)
            file.write(content)
    except OSError as error:
        print(f"{path}: {error.strerror}: name another place by --out FILE", file=sys.stderr)
        return 1
    print(path)
    print(
        f"{len(content) / 1000:.0f} kB. It holds no key, code or name and nobody's data: look into it, then"
        " send it to whoever asked for it.",
        file=sys.stderr,
    )
    if not has_log:
        print("There is no log in it: run this as root, or name the log by --log FILE.", file=sys.stderr)
    return 0


def _settings(config: Path | None) -> Settings | None:
    try:
        return load(config, os.environ)
    except ConfigError:
        return None


def _lines(log: Path | None) -> Sequence[str] | None:
    if log is None:
        return logbook.from_journald(seconds=60.0) or None
    try:
        return logbook.from_file(log)
    except OSError as error:
        print(f"{log}: {error.strerror}", file=sys.stderr)
        return None


def _parts(report: Report, settings: Settings | None, lines: Sequence[str] | None) -> dict[str, bytes]:
    sifted = Sieve().sift(lines or ())
    readme = README.format(
        untold=told_settings.UNTOLD,
        strange=sifted.strange,
        log="" if lines is not None else "\nThe log could not be read: log.jsonl is empty.",
    )
    return {
        "README.txt": readme.encode(),
        "doctor.json": _json(doctor(report)),
        "configuration.json": _json(configuration(settings)),
        "journal.json": _json(journal(settings)),
        "log.jsonl": b"".join(json.dumps(line).encode() + b"\n" for line in sifted.lines),
        "systemd.json": _json({unit: _unit(unit_state(unit)) for unit in UNITS}),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, indent=1).encode() + b"\n"


# -- the parts -------------------------------------------------------------------------------------------


def doctor(report: Report) -> dict[str, Any]:
    """The doctor's answer without its sentences, which may name files, programs and keys."""
    told = as_object(report)
    told["kiosk"] = __version__
    told["kiosk_id"] = told["kiosk_id"] if told_settings.is_plain_id(told["kiosk_id"]) else OTHER
    told["findings"] = [
        {
            "name": one.name,
            "result": one.result.value,
            "code": one.code,
            "advice": CODES[one.code].advice if one.code else "",
            "values": {key: _harmless(one.name, key, value) for key, value in one.values.items()},
        }
        for one in report.findings
    ]
    return told


def _harmless(name: str, key: str, value: object) -> object:
    """A finding's value: numbers, words of the program's, versions, and paths of a known form."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    if name == "versions":
        return text if _VERSION.fullmatch(text) else OTHER
    if key in ("port", "source", "file"):
        return told_settings.path_or(text)
    if key == "key":
        return text if text in told_settings.KEYS else OTHER
    if key == "held_by":
        return text if text == "kiosk" else "another program"
    if key in ("load", "active", "sub", "unit", "zone"):
        return text if re.fullmatch(r"[A-Za-z][A-Za-z_./-]{0,40}", text) else OTHER
    return text if text in WORDS | EXCEPTIONS or text in ("", "fine", "was_low", "low") else OTHER


def configuration(settings: Settings | None) -> dict[str, Any]:
    """Settings, and which of them come from the environment."""
    return {
        "usable": settings is not None,
        "settings": {} if settings is None else told_settings.told(settings),
        "from_environment": told_settings.variables(os.environ),
    }


def journal(settings: Settings | None) -> dict[str, Any]:
    """Its statistics, or the word for why there are none."""
    if settings is None:
        return {"error": "no_configuration"}
    try:
        return statistics(settings.journal.path, WORDS)
    except JournalError as error:
        word = str(error).partition(":")[0]
        return {"error": word if word in WORDS | {"no_journal"} else OTHER}


def _unit(state: Mapping[str, str]) -> dict[str, str]:
    return {name: text if _FIELD_OF_UNIT.fullmatch(text) else OTHER for name, text in state.items()}


# -- packing ---------------------------------------------------------------------------------------------


def _secrets(settings: Settings | None) -> list[str]:
    """What is known to be one on this machine; nothing of it should be anywhere by now."""
    found = [os.environ.get(KEY_VARIABLE, "").strip()]
    if settings is not None:
        with suppress(ConfigError):
            found.append(read_api_key(settings, os.environ).get_secret_value())
    return [one for one in found if len(one) >= 6]


def _without(parts: Mapping[str, bytes], secrets: Sequence[str]) -> dict[str, bytes]:
    """The net under the rope: a part with a known secret in it is left out whole."""
    return {
        name: b"left out: it would have held a secret\n"
        if any(secret.encode() in content for secret in secrets)
        else content
        for name, content in parts.items()
    }


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A .tar.gz of a folder with these files, each its owner's alone."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in parts.items():
            about = tarfile.TarInfo(f"kiosk-support/{name}")
            about.size, about.mode, about.mtime = len(content), 0o600, int(time.time())
            archive.addfile(about, io.BytesIO(content))
    return out.getvalue()
