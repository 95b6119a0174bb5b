"""The rules of the house, kept by a test: who may import whom, and what the core must not touch."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]

PURE = frozenset({
    "__future__", "collections", "dataclasses", "datetime", "decimal", "enum", "functools", "hashlib", "hmac",
    "itertools", "math", "re", "string", "types", "typing", "unicodedata", "uuid",
})  # fmt: skip
"""The standard library as far as it does no I/O and tells no time (zoneinfo reads files)."""

QT = frozenset({"PySide6", "shiboken6"})
OUTSIDE = frozenset({"httpx", "serial", "sqlite3", "cv2", "zxingcpp", "pyzbar", "numpy", "segno"})

# Room -> the modules of ours it may import, besides its own. A room not named here may import nothing
# of ours; `app`, `__main__`, `cli` and `demo` see all.
MAY_SEE: dict[str, frozenset[str]] = {
    "core": frozenset(),
    "ports": frozenset({"kiosk.core"}),
    "config": frozenset({"kiosk.core", "kiosk.paths"}),
    "clock": frozenset({"kiosk.core", "kiosk.ports"}),
    "logs": frozenset(),
    "paths": frozenset(),
    "logo_file": frozenset(),
    "engine": frozenset({"kiosk.core", "kiosk.ports"}),
    "loyalite": frozenset({"kiosk.core", "kiosk.ports"}),
    "devices": frozenset({"kiosk.core", "kiosk.ports", "kiosk.logo_file"}),
    "journal": frozenset({"kiosk.core", "kiosk.ports"}),
    "simulator": frozenset({"kiosk.core", "kiosk.ports"}),
    "setup": frozenset({"kiosk.config", "kiosk.core"}),
    "metrics": frozenset({"kiosk.core"}),
    "ui": frozenset({"kiosk.core.view", "kiosk.core.events", "kiosk.logo_file"}),
}
SEES_ALL = frozenset({"app", "__main__", "cli", "demo"})

# Room -> what it must not import of others' code.
MUST_NOT: dict[str, frozenset[str]] = {
    "ports": QT | OUTSIDE,
    "engine": QT | OUTSIDE,
    "config": QT | OUTSIDE,
    "setup": QT | (OUTSIDE - {"segno"}),
    "loyalite": QT | (OUTSIDE - {"httpx"}),
    "journal": QT | (OUTSIDE - {"sqlite3"}),
    "metrics": QT | OUTSIDE,
    "devices": frozenset({"httpx", "sqlite3"}),
    "ui": OUTSIDE - {"numpy", "segno"},  # pictures of the camera, QR codes on the screen
}
# Receipts are drawn with QtGui; screens are none of a device's business.
DEVICES_QT = frozenset({"PySide6.QtCore", "PySide6.QtGui"})

# In the core: what tells the time, rolls dice or reaches out. `datetime.now` and its like by attribute.
IMPURE_METHODS = frozenset(
    {"now", "today", "utcnow", "uuid1", "uuid4", "monotonic", "perf_counter", "time_ns"}
)
IMPURE_FUNCTIONS = frozenset(
    {"open", "print", "input", "exec", "eval", "__import__", "breakpoint", "uuid4", "uuid1"}
)

MOST_LINES = 450


def room_of(path: PurePosixPath) -> str:
    """kiosk/core/state.py -> core; kiosk/app.py -> app; kiosk/config_values.py belongs to config."""
    room = path.parts[1].removesuffix(".py")
    return "config" if room.startswith("config_") else room


def imports(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Each imported name, in full: ``from kiosk.core import events`` is kiosk.core.events."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")
                base = ".".join([*parents[: len(parents) - node.level + 1], *([base] if base else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            target = node.args[0] if node.args else None
            yield node.lineno, str(target.value) if isinstance(target, ast.Constant) else "an unknown module"


def within(name: str, packages: Iterable[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in packages)


def broken_rules(path: PurePosixPath, source: str) -> list[str]:
    """What a file of ours does that its room does not allow."""
    tree = ast.parse(source)
    room = room_of(path)
    found = []
    for line, name in imports(tree, ".".join(path.parts[:-1])):
        top = name.partition(".")[0]
        wrong = False
        if top == "kiosk":
            free = room in SEES_ALL or name in ("kiosk.__version__", "kiosk")
            own = {f"kiosk.{room}"}
            # ``from kiosk import config_values``: the room's files lie side by side in the package.
            own |= {name} if room == "config" and name.startswith("kiosk.config_") else set()
            wrong = not free and not within(name, own | MAY_SEE.get(room, frozenset()))
        elif room == "core":
            wrong = top not in PURE
        elif room == "devices" and top in QT:
            wrong = not within(name, DEVICES_QT)
        else:
            wrong = top in MUST_NOT.get(room, frozenset())
        if wrong:
            found.append(f"{path}:{line}: {room} must not import {name}")
    if room == "core":
        found += [f"{path}:{line}: core must not call {what}" for line, what in impure_calls(tree)]
    return found


def impure_calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in IMPURE_METHODS and is_module_or_class(node.value):
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in IMPURE_FUNCTIONS:
            yield node.lineno, ast.unparse(node.func)


def is_module_or_class(node: ast.expr) -> bool:
    """Whether this is the likes of `datetime.now`, not of `event.now`, which is a field of a value."""
    return ast.unparse(node).rpartition(".")[2] in {"datetime", "date", "time", "uuid", "dt"}


def our_sources() -> list[Path]:
    return sorted((ROOT / "kiosk").rglob("*.py"))


# -- the rules, on what is there -------------------------------------------------------------------


def test_nobody_imports_what_is_not_theirs() -> None:
    sources = our_sources()
    assert sources
    broken = [
        fault
        for path in sources
        for fault in broken_rules(PurePosixPath(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    ]
    assert not broken, "\n".join(broken)


def test_every_room_is_known() -> None:
    rooms = {room_of(PurePosixPath(path.relative_to(ROOT))) for path in our_sources()}
    assert rooms <= set(MAY_SEE) | SEES_ALL | {"__init__"}


def test_no_file_outgrows_its_reader() -> None:
    files = [*our_sources(), *sorted((ROOT / "kiosk").rglob("*.qml"))]
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in files}
    long = [f"{path.relative_to(ROOT)}: {count} lines" for path, count in lines.items() if count > MOST_LINES]
    assert not long, f"over {MOST_LINES} lines: {', '.join(long)}"


def test_the_core_loads_without_anything_of_the_outside() -> None:
    """What the syntax tree cannot see: a whitelisted module that drags others in."""
    modules = ["kiosk.core"] + [f"kiosk.core.{path.stem}" for path in (ROOT / "kiosk/core").glob("[!_]*.py")]
    program = f"import sys, {', '.join(modules)}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not set(ran.stdout.split()) & (QT | OUTSIDE | {"pydantic", "asyncio", "socket", "logging"})


def test_the_package_and_the_lock_ask_for_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = requirements(ROOT / "requirements/run.in")
    assert sorted(project["dependencies"]) == sorted(wanted)
    locked = (ROOT / "requirements/run.txt").read_text(encoding="utf-8")
    for requirement in wanted:
        name = re.split(r"[<>=~!\s]", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), f"{name} is not locked: make lock"


def requirements(path: Path) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("-")]


def test_the_locks_name_no_place_and_hash_everything() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path.name
        pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\n(\s+--hash)?", text, re.MULTILINE)
        assert pinned
        assert all(pinned), f"{path.name} has a line without a hash"


# -- the rules, on planted violations --------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("kiosk/core/step.py", "import kiosk.ports"),
        ("kiosk/core/step.py", "from kiosk import config"),
        ("kiosk/core/step.py", "from .. import ports"),
        ("kiosk/core/step.py", "import zoneinfo"),
        ("kiosk/core/step.py", "import logging"),
        ("kiosk/core/step.py", "import random"),
        ("kiosk/core/step.py", "def f():\n    from asyncio import sleep"),
        ("kiosk/core/staff/redeem.py", "import time"),
        ("kiosk/core/step.py", "import datetime\nx = datetime.datetime.now()"),
        ("kiosk/core/step.py", "from datetime import date\nx = date.today()"),
        ("kiosk/core/step.py", "from datetime import datetime\nx = field(default_factory=datetime.utcnow)"),
        ("kiosk/core/step.py", "import uuid\nx = uuid.uuid4()"),
        ("kiosk/core/step.py", "from uuid import uuid4\nx = uuid4()"),
        ("kiosk/core/step.py", "x = open('f')"),
        ("kiosk/core/step.py", "print('x')"),
        ("kiosk/core/step.py", "x = __import__('os')"),
        ("kiosk/ports.py", "import kiosk.engine.loop"),
        ("kiosk/ports.py", "import httpx"),
        ("kiosk/engine/loop.py", "from PySide6.QtCore import QObject"),
        ("kiosk/engine/loop.py", "import httpx"),
        ("kiosk/engine/loop.py", "import serial.tools"),
        ("kiosk/engine/loop.py", "import sqlite3"),
        ("kiosk/engine/loop.py", "from kiosk.devices import camera"),
        ("kiosk/engine/loop.py", "import importlib\nimportlib.import_module('kiosk.app')"),
        ("kiosk/engine/loop.py", "from importlib import import_module\nimport_module('httpx')"),
        ("kiosk/loyalite/client.py", "import kiosk.devices.printer"),
        ("kiosk/devices/printer.py", "from kiosk.journal import sqlite"),
        ("kiosk/devices/receipt_image.py", "from PySide6 import QtQuick"),
        ("kiosk/devices/receipt_image.py", "from PySide6.QtQml import QQmlEngine"),
        ("kiosk/devices/camera.py", "import kiosk.config"),
        ("kiosk/journal/sqlite.py", "from kiosk.simulator import api"),
        ("kiosk/simulator/api.py", "from kiosk.loyalite import wire"),
        ("kiosk/ui/bridge.py", "from kiosk.core.state import State"),
        ("kiosk/ui/bridge.py", "from kiosk.core import step"),
        ("kiosk/ui/bridge.py", "import kiosk.ports"),
        ("kiosk/ui/bridge.py", "import httpx"),
        ("kiosk/config.py", "from kiosk.ports import Clock"),
        ("kiosk/config_values.py", "import kiosk.app"),
        ("kiosk/config_files.py", "from kiosk.setup import toml"),
        ("kiosk/newroom.py", "import kiosk.core"),
    ],
)
def test_a_planted_violation_is_caught(path: str, source: str) -> None:
    assert broken_rules(PurePosixPath(path), source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("kiosk/core/step.py", "from __future__ import annotations\nfrom collections.abc import Callable"),
        ("kiosk/core/step.py", "from kiosk.core import events\nfrom kiosk.core.model import Member"),
        ("kiosk/core/step.py", "from datetime import datetime\ndef f(event): return event.now"),
        ("kiosk/core/step.py", "from datetime import datetime, time\nx = datetime.combine(d, time())"),
        ("kiosk/ports.py", "from kiosk.core.model import Member"),
        ("kiosk/engine/loop.py", "import asyncio, logging\nfrom kiosk import ports"),
        ("kiosk/loyalite/client.py", "import httpx\nfrom kiosk.loyalite import wire"),
        ("kiosk/devices/receipt_image.py", "from PySide6.QtGui import QImage"),
        ("kiosk/devices/camera.py", "import cv2\nfrom kiosk.ports import Camera"),
        ("kiosk/journal/sqlite.py", "import sqlite3"),
        ("kiosk/ui/bridge.py", "from kiosk.core import view\nfrom kiosk.core.events import Tapped"),
        ("kiosk/config.py", "from kiosk.core.rules import DAY\nfrom kiosk import config_values"),
        ("kiosk/app.py", "import kiosk.ui.bridge, kiosk.devices.camera, httpx"),
        ("kiosk/demo/window.py", "from kiosk.simulator import api\nfrom kiosk.engine import loop"),
        ("kiosk/devices/printer.py", "from kiosk import __version__"),
    ],
)
def test_what_is_allowed_is_left_alone(path: str, source: str) -> None:
    assert broken_rules(PurePosixPath(path), source) == []
