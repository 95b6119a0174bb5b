"""Is the configuration good, and is there a key?"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.cli.doctor.findings import Finding, good, skipped, trouble
from kiosk.config import DEFAULT_PATH, KEY_VARIABLE, ConfigError, Settings, load, read_api_key


def configuration(path: Path | None, environ: Mapping[str, str]) -> tuple[Settings | None, list[Finding]]:
    """The settings, and a line; or no settings, and a line for each fault."""
    try:
        settings = load(path, environ)
    except ConfigError as error:
        return None, [_wrong(line) for line in error.faults]
    there = (path or DEFAULT_PATH).exists()
    where = str(path or DEFAULT_PATH) if there else "built-in defaults"
    return settings, [good("config", f"{where}: good", {"file": where if there else ""})]


def _wrong(line: str) -> Finding:
    key, _, reason = line.partition(": ")
    return trouble("config.wrong", line, {"key": key, "reason": reason})


def key(settings: Settings | None, environ: Mapping[str, str]) -> tuple[str, list[Finding]]:
    """The API key, and a line on it that says nothing of it."""
    if settings is None:
        return "", [skipped("key", "without a configuration nobody knows where it is")]
    try:
        found = read_api_key(settings, environ).get_secret_value()
    except ConfigError as error:
        return "", [trouble(_why(settings, environ), line) for line in error.faults]
    where = KEY_VARIABLE if KEY_VARIABLE in environ else str(settings.api.key_file)
    return found, [good("key", f"there is one in {where}")]


def _why(settings: Settings, environ: Mapping[str, str]) -> str:
    file = settings.api.key_file
    try:
        there = KEY_VARIABLE in environ or file.exists()
    except OSError:  # a folder on the way there may not be entered
        return "key.not_permitted"
    if not there:
        return "key.missing"
    if KEY_VARIABLE not in environ and not os.access(file, os.R_OK):
        return "key.not_permitted"
    return "key.unusable"


def without_settings(names: Sequence[str]) -> list[Finding]:
    """For all checks that cannot be made then."""
    return [skipped(name, "the configuration has to be good first") for name in names]
