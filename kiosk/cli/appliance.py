"""``kiosk run --appliance``: where there is no configuration, or none that is any good, the screen says so
and takes one from a QR code. Root installs it (``kiosk setup import``); the kiosk asks for it in a folder."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.cli import guard
from kiosk.cli import run as running
from kiosk.config import DEFAULT_PATH, ConfigError, Journal, Settings, load_all
from kiosk.core.stages_first import FirstNote, Mistake, Need, SetupAnswered
from kiosk.engine.world import World
from kiosk.logs import EventLog
from kiosk.setup import disk
from kiosk.setup.code import CodeError, unpacked
from kiosk.setup.disk import Filed
from kiosk.setup.importing import FAULTS, REQUEST, RESULT
from kiosk.setup.wanted import FILE, Fault, SetupFaults, tables_of, wanted_of

RUN = Path("/run/kiosk-setup")
RUN_VARIABLE = "KIOSK_SETUP_DIR"
"""Another folder in its place, for tests."""
PATIENCE = 25.0
"""Seconds that root has to install a set-up."""
_MOST = 100_000
_NO_KEY = "not-set-up"
"""What stands in the key's place while nothing is asked of the service anyway."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to run with. ``need`` None: all of it."""

    settings: Settings
    key: str
    need: Need | None = None
    card_mistake: str = ""


def find(path: Path | None, folder: Path) -> Found:
    """The configuration; and, where it is none, what is wrong."""
    told = _told(folder)
    settings = Settings()
    faults: list[str] = []
    try:
        settings = load_all(path or DEFAULT_PATH, os.environ, needed=False).settings
    except ConfigError as error:
        faults = list(error.faults)
    key = ""
    if faults:
        guard.forget_key()
    else:
        try:
            key = guard.take_key(settings, path or DEFAULT_PATH)
        except ConfigError as error:
            # Without a key there never was a set-up; any other fault of it is one to be told.
            faults = [] if _is_missing(settings.api.key_file) else list(error.faults)
    if key:
        return Found(settings, key, card_mistake=told[0].key or FILE if told else "")
    return Found(settings, _NO_KEY, Need(told or _mistakes(map(Fault.of, faults))))


def _is_missing(path: Path) -> bool:
    """Not there; what is there and cannot be read is another fault."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _told(folder: Path) -> tuple[Mistake, ...]:
    """What root found wrong in the file on the card."""
    try:
        said = json.loads(disk.read(folder / FAULTS, _MOST) or b"{}")
        if said.get("from") != "card":
            return ()
        return _mistakes_in(said)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return ()


def _mistakes_in(said: Mapping[str, Any]) -> tuple[Mistake, ...]:
    """Of what root said."""
    return tuple(Mistake(str(one["key"]), str(one["reason"])) for one in said["faults"])


class Offers:
    """Checks what a code says and asks root to install it. Called in a thread of its own."""

    def __init__(self, folder: Path, *, patience: float = PATIENCE, pause: float = 0.1) -> None:
        self._folder = folder
        self._patience = patience
        self._pause = pause

    def __call__(self, data: bytes) -> SetupAnswered:
        """What becomes of it; see ``SetupAnswered``."""
        try:
            text = unpacked(data)
        except CodeError as error:
            return SetupAnswered(FirstNote.NEWER if error.newer else FirstNote.NOT_ONE)
        try:
            wanted_of(tables_of(text), has_key=False)
        except SetupFaults as error:
            return SetupAnswered(None, _mistakes(error.faults))
        try:
            return self._ask(text)
        except (OSError, ValueError, LookupError):
            return SetupAnswered(FirstNote.NO_ANSWER)

    def _ask(self, text: bytes) -> SetupAnswered:
        before = self._mark()
        disk.write(Filed(self._folder / REQUEST / FILE, text, 0o600, None))
        until = time.monotonic() + self._patience
        while time.monotonic() < until:
            if self._mark() != before:
                return self._answer()
            time.sleep(self._pause)
        disk.wipe(self._folder / REQUEST / FILE)
        return SetupAnswered(FirstNote.NO_ANSWER)

    def _mark(self) -> tuple[int, int] | None:
        """Of the answer that is there: each is another file."""
        try:
            state = (self._folder / RESULT).stat()
        except FileNotFoundError:
            return None
        return state.st_ino, state.st_mtime_ns

    def _answer(self) -> SetupAnswered:
        said = json.loads(disk.read(self._folder / RESULT, _MOST) or b"{}")
        if said["outcome"] == "done":
            return SetupAnswered(FirstNote.DONE)
        mistakes = _mistakes_in(said)
        return SetupAnswered(None, mistakes) if mistakes else SetupAnswered(FirstNote.NO_ANSWER)


def _mistakes(faults: Iterable[Fault]) -> tuple[Mistake, ...]:
    return tuple(Mistake(fault.key, fault.reason) for fault in faults)


def adapted(found: Found, offers: Callable[[bytes], SetupAnswered]) -> Callable[[World], World]:
    """What is otherwise in the engine's world of an appliance."""

    def adapt(world: World) -> World:
        rules = replace(world.rules, need=found.need, card_mistake=found.card_mistake)
        if found.need is None:
            return replace(world, rules=rules)
        return replace(world, rules=replace(rules, shop_name="", out_of_order=""), set_up=offers)

    return adapt


def run(path: Path | None, log: EventLog) -> int:
    """Run with what there is; returns the exit code of ``kiosk run``."""
    folder = Path(os.environ.get(RUN_VARIABLE, str(RUN)))
    found = find(path, folder)
    adapt = adapted(found, Offers(folder))
    if found.need is None:
        if found.card_mistake:
            log("fault", "error", where="setup", error="card", reason=found.card_mistake)
        return running.run(found.settings, found.key, log, adapt=adapt)
    for mistake in found.need.mistakes:
        log("fault", "error", where="setup", error=mistake.reason, reason=mistake.key)
    # What waits in the journal belongs to a shop that is not known now: it is left alone. The printer, too.
    with tempfile.TemporaryDirectory(prefix="kiosk-") as empty:
        own = Journal(path=Path(empty) / "journal.sqlite3")
        printer = found.settings.printer.model_copy(update={"port": "none"})
        settings = found.settings.model_copy(update={"journal": own, "printer": printer})
        return running.run(settings, found.key, log, adapt=adapt)
