"""``kiosk config``: is a file good, and the same file as a QR code for the set-up screen."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Any

from kiosk.config import DEFAULT_PATH, ConfigError, load_all, read_api_key
from kiosk.setup import code
from kiosk.setup.importing import KEY_FILE
from kiosk.setup.wanted import OPEN, TABLE, SetupFaults, tables_of, wanted_of

_MOST_BYTES = 65_537


def check(file: Path | None) -> int:
    """Say whether this file would do: an owner's, with a table ``[setup]``, or the kiosk's own with its
    folder and the environment. None: the one that ``run`` would read, with the key that belongs to it."""
    try:
        if file is not None and TABLE in (tables := _tables(file)):
            wanted_of(tables, has_key=False, key_beside=_key_beside(file), logos=_logos(file))
            print(f"{file} is good.")
            return 0
        loaded = load_all(file, os.environ)
        if file in (None, DEFAULT_PATH):
            read_api_key(loaded.settings, os.environ)
    except SetupFaults as error:
        return _faults([fault.line for fault in error.faults])
    except ConfigError as error:
        return _faults(list(error.faults))
    except OSError as error:
        return _faults([f"{file}: cannot be read: {error.strerror}"])
    if not loaded.files:
        print("There is no file: all is as by default, and good.")
    else:
        more = f" with {', '.join(loaded.files[1:])}" if len(loaded.files) > 1 else ""
        print(f"{loaded.files[0]}{more} is good.")
    return 0


def qr(file: Path, out: Path | None, key_file: Path | None) -> int:
    """The file as a QR code, on the terminal or in a picture. What is secret and not in it is asked for, or
    read from ``key_file``."""
    if out is not None and not code.kind_of(out):
        return _faults(["--out: a file that ends with .svg or .png"])
    try:
        tables = _tables(file)
        setup = tables.setdefault(TABLE, {})
        if isinstance(setup, dict):
            _fill(setup, file, key_file)
        wanted_of(tables, has_key=False)
        drawing = code.drawn(code.packed(tables))
    except SetupFaults as error:
        return _faults([fault.line for fault in error.faults])
    except OSError as error:
        return _faults([f"{error.filename}: cannot be read: {error.strerror}"])
    except EOFError:
        return _faults([f"{TABLE}.api_key: is missing"])
    except code.TooLongError:
        return _faults([f"{file}: too much for a QR code; put it on the card instead, or leave keys out"])
    if out is None:
        print(code.lines(drawing), end="")
    else:
        try:
            _write(out, code.picture(drawing, code.kind_of(out)))
        except OSError as error:
            print(f"{out}: {error.strerror}", file=sys.stderr)
            return 1
    print("Whoever sees this code has the API key and the Wi-Fi. Show it to the kiosk only.", file=sys.stderr)
    return 0


def _fill(setup: dict[str, Any], file: Path, key_file: Path | None) -> None:
    if key_file is not None:
        setup["api_key"] = key_file.read_text(encoding="utf-8", errors="replace").strip()
    elif not setup.get("api_key"):
        setup["api_key"] = (_key_beside(file) or getpass.getpass("API key: ")).strip()
    if setup.get("wifi_ssid") and not setup.get("wifi_password"):
        setup["wifi_password"] = getpass.getpass("Wi-Fi password (empty: an open network): ") or OPEN


def _tables(file: Path) -> dict[str, Any]:
    with file.open("rb") as opened:
        return tables_of(opened.read(_MOST_BYTES), file.name)


def _key_beside(file: Path) -> str | None:
    try:
        return (file.parent / KEY_FILE).read_text(encoding="latin-1")
    except OSError:
        return None


def _logos(file: Path) -> frozenset[str]:
    return frozenset(one.name for one in file.parent.iterdir() if one.suffix.lower() in (".svg", ".png"))


def _write(path: Path, content: bytes) -> None:
    """For its owner's eyes only, also where the file was there before."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        file.write(content)


def _faults(lines: list[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return 2
