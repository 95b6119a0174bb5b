"""The files of the configuration: one base file, and a folder of small ones beside it.

The folder is called as the base file with ``.d`` in place of ``.toml``: ``/etc/kiosk/kiosk.d`` beside
``/etc/kiosk/kiosk.toml``. Its ``*.toml`` are read in the order of their names; what a later one says of a
key wins over what an earlier one says of it. All that holds for the base file holds for each of them.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kiosk import config_values as values

MOST_BYTES = 65_536
"""Of a file. All settings with every comment of the documentation are a sixth of it."""
MOST_FILES = 64
"""In the folder. A hundred kiosks have one each, not all of them a hundred."""

Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a setting's value comes from. ``name``: the file's path or the variable; ``line``: 0 where it is
    not known, which is where a file is written in more than the plain way."""

    kind: Literal["default", "file", "environment"] = "default"
    name: str = ""
    line: int = 0

    def __str__(self) -> str:
        return (f"{self.name}:{self.line}" if self.line else self.name) or self.kind


@dataclass(frozen=True, slots=True)
class Source:
    """What one file says. ``name`` is its path, "" where there is none to tell. ``tables`` may hold a key
    that somebody has put in the wrong place, so it is not shown."""

    name: str
    tables: Tables = field(repr=False)
    lines: Mapping[str, int] = field(default_factory=dict)


def folder_of(base: Path) -> Path:
    """Where the small files are that belong to this base file."""
    return base.with_name(f"{base.name.removesuffix('.toml')}.d")


def read(base: Path, *, needed: bool) -> tuple[list[Source], list[str]]:
    """The base file and those of its folder, in order, and what is wrong with any of them: a line each.
    ``needed``: a base file that is not there is a fault."""
    sources, faults = [], []
    found, wrong = _read_one(base)
    if found is not None:
        sources.append(found)
    elif not wrong and needed:
        wrong = [f"{base}: does not exist"]
    faults += wrong
    more, wrong = read_folder(folder_of(base))
    return sources + more, faults + wrong


def read_folder(folder: Path) -> tuple[list[Source], list[str]]:
    """The small files alone."""
    try:
        paths = paths_in(folder)
    except OSError as fault:
        return [], [f"{folder}: cannot be read: {fault.strerror}"]
    if len(paths) > MOST_FILES:
        return [], [f"{folder}: has more than {MOST_FILES} files"]
    sources, faults = [], []
    for path in paths:
        try:
            # A pipe would be waited for until somebody writes to it.
            ordinary = stat.S_ISREG(path.stat().st_mode)
        except OSError as fault:
            faults.append(f"{path}: cannot be read: {fault.strerror}")
            continue
        if not ordinary:
            faults.append(f"{path}: is no file")
            continue
        found, wrong = _read_one(path)
        sources += [found] if found is not None else []
        faults += wrong
    return sources, faults


def paths_in(folder: Path) -> list[Path]:
    """The small files of a folder, in the order in which they are read; none where there is no folder. Raises
    ``OSError``."""
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if _is_ours(name)]
    except FileNotFoundError:
        return []


def _is_ours(name: str) -> bool:
    """Not what editors and package managers leave beside a file they have changed."""
    return name.endswith(".toml") and not name.startswith(".")


def _read_one(path: Path) -> tuple[Source | None, list[str]]:
    """None without a fault: it is not there."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None, []
    except OSError as fault:
        return None, [f"{path}: cannot be read: {fault.strerror}"]
    # A name is shown on terminals and in logs, a line each.
    name = "".join(char if char.isprintable() else "?" for char in str(path))
    tables, faults = decoded(data, name)
    if faults:
        return None, faults
    return Source(name, tables, lines_of(data.decode("utf-8-sig"))), []


def decoded(data: bytes, name: str) -> tuple[Tables, list[str]]:
    """What the content of a file called ``name`` says, or the line with what is wrong with it."""
    if len(data) > MOST_BYTES:
        return {}, [f"{name}: is longer than {MOST_BYTES // 1024} KB"]
    try:
        return values.tables(data.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        return {}, [f"{name}: is not UTF-8 text"]
    except tomllib.TOMLDecodeError as fault:
        # Only where, not what: the line may hold a key in the wrong place.
        place = re.search(r"\(at .*\)$", str(fault))
        return {}, [f"{name}: is not valid TOML {place[0] if place else ''}".rstrip()]


_HEADER = re.compile(r"\s*\[\s*([A-Za-z0-9_-]+)\s*\]\s*(#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)(?:\s*\.\s*([A-Za-z0-9_-]+))?\s*=")


def lines_of(text: str) -> dict[str, int]:
    """In which line ``table.key`` is set, where it is written in the plain way. Of texts over several lines
    nothing is known: what looks like a key in there is none."""
    if '"""' in text or "'''" in text:
        return {}
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.fullmatch(line.rstrip("\r")):
            table = header[1]
        elif line.lstrip().startswith("["):
            table = "?"  # in a way of writing that no setting needs
        elif key := _KEY.match(line):
            name = f"{table}.{key[1]}" if key[2] is None else f"{key[1]}.{key[2]}" if not table else ""
            found.setdefault(name, number)
    return found


def merged(sources: list[Source]) -> tuple[Tables, dict[str, Origin]]:
    """All that the files say, key by key, later ones over earlier ones, and where each key comes from. What
    is no table of the second level is left out: it is a fault of its file."""
    tables: Tables = {}
    origins: dict[str, Origin] = {}
    for source in sources:
        for name, table in source.tables.items():
            if not isinstance(table, dict):
                continue
            tables.setdefault(name, {}).update(table)
            for key in table:
                where = f"{name}.{key}"
                origins[where] = Origin("file", source.name, source.lines.get(where, 0))
    return tables, origins
