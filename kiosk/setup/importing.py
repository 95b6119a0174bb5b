"""``kiosk setup import``: what the owner put on the card, or showed to the screen, becomes the set-up.

The order is what makes a power cut harmless: a set-up that was begun is finished; then the owner's file is
read and checked; then installed (``install``); and only when that is on the disk is the owner's file wiped.
Cut off anywhere, and begun anew, it comes to the same.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.config import ConfigError, check, check_over, load, read_api_key
from kiosk.setup import disk, install
from kiosk.setup.disk import Filed, Owner
from kiosk.setup.install import Places
from kiosk.setup.toml import written
from kiosk.setup.wanted import FILE, TABLE, Fault, SetupFaults, Wanted, is_blank, tables_of, wanted_of

KEY_FILE = "api.key"
DONE_FILE = "kiosk-setup-done.txt"
FAULTS, RESULT = "faults.json", "result.json"
REQUEST = "request"
_MOST_TEXT, _MOST_LOGO = 65_537, 1_000_000
_SAID = 0o644
"""Of what root says: anybody may read it, and there is no secret in it."""


class Outcome(StrEnum):
    """What came of it."""

    NOTHING = "nothing"
    """There was nothing to import."""
    DONE = "done"
    FAULTS = "faults"


@dataclass(frozen=True, slots=True)
class Imported:
    """``unwiped``: names of files with secrets that could not be wiped, for the card takes nothing."""

    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    changed: bool = False
    unwiped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """What of the owner's files is there: the names they go by here, and what they hold."""

    folder: Path
    files: Mapping[str, tuple[str, bytes]]
    logos: frozenset[str] = frozenset()

    @classmethod
    def look(cls, folder: Path) -> _Source:
        """Windows hides how a name ends, and its editor adds «.txt»: those are good as well."""
        try:
            names = sorted(os.listdir(folder))
        except (FileNotFoundError, NotADirectoryError):
            names = []
        files: dict[str, tuple[str, bytes]] = {}
        faults = []
        for name in names:
            plain = name.lower().removesuffix(".txt")
            if plain not in (FILE, KEY_FILE):
                continue
            content = disk.read(folder / name, _MOST_TEXT)
            if content is None:
                continue
            if disk.is_remains(content):
                _wiped(folder / name)
            elif plain in files:
                faults.append(Fault(name, f"is there besides {files[plain][0]}; keep one of them"))
            else:
                files[plain] = (name, content)
        if faults:
            raise SetupFaults(faults)
        return cls(
            folder, files, frozenset(name for name in names if name.lower().endswith((".png", ".svg")))
        )

    def content(self, name: str) -> bytes | None:
        """Of one of the two files."""
        return self.files[name][1] if name in self.files else None


def import_from(folder: Path, places: Places, *, from_screen: bool = False) -> Imported:
    """Import what is in ``folder``, and say in ``/run/kiosk-setup`` what came of it. ``from_screen``: it is a
    request of the kiosk's own, good only while the kiosk is not set up; it is wiped in any case. Raises
    ``OSError`` when a disk takes nothing: then nothing is lost, and the next run goes on with it."""
    for where, mode, owner in (
        (places.etc, 0o750, Owner(places.root.user, places.kiosk.group)),
        (places.run, 0o755, places.root),
    ):
        if not where.is_dir():
            where.mkdir(parents=True)
            where.chmod(mode)  # whatever the unit's umask is
            os.chown(where, owner.user, owner.group)
    with open(places.run / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        install.finish(places)
        try:
            imported = _import(folder, places, from_screen=from_screen)
        except SetupFaults as error:
            imported = Imported(Outcome.FAULTS, error.faults)
        if from_screen:
            for name in (FILE, KEY_FILE):
                _wiped(folder / name)
        _say(imported, places, from_screen=from_screen)
    return imported


def _import(folder: Path, places: Places, *, from_screen: bool) -> Imported:
    source = _Source.look(folder)
    if not source.files:
        return Imported(Outcome.NOTHING)
    if from_screen and is_set_up(places):
        raise SetupFaults([Fault("", "the kiosk is set up already; changes come by the card")])
    wanted = _wanted(source, places)
    if wanted is None:
        return Imported(Outcome.NOTHING)
    logo = disk.read(folder / wanted.logo, _MOST_LOGO + 1) if wanted.logo else None
    if wanted.logo and (logo is None or len(logo) > _MOST_LOGO):
        raise SetupFaults([Fault("shop.logo", f"must be a file of {_MOST_LOGO // 1_000_000} MB at most")])
    files, gone = install.plan(wanted, logo, places)
    changed = install.install(files, gone, places)
    if not from_screen:
        _tell_owner(folder, wanted)
    names = [name for name, _ in source.files.values()]
    left = tuple(name for name in names if not _wiped(folder / name))
    return Imported(Outcome.DONE, changed=changed, unwiped=left)


def _wanted(source: _Source, places: Places) -> Wanted | None:
    """What the owner wants; None when that is nothing (yet). Raises ``SetupFaults``."""
    beside = source.content(KEY_FILE)
    key_beside = None if beside is None else beside.decode("latin-1")
    text = source.content(FILE)
    tables = {} if text is None else tables_of(text)
    if text is not None and is_blank(tables):
        if beside is None:
            return None
        text, tables = None, {}
    asked = [
        f"{name}.{key}"
        for name, table in tables.items()
        if name != TABLE and isinstance(table, dict)
        for key in table
    ]
    there = disk.read(places.etc / FILE, _MOST_TEXT)
    if text is None and there is None:
        raise SetupFaults([Fault(FILE, "is missing beside api.key")])
    if there is not None and set(tables) <= {TABLE}:
        # Another key or another Wi-Fi, for the settings that are there.
        tables = tables_of(there) | tables
    has_key = disk.read(places.etc / KEY_FILE, 1) is not None
    given = check_over({}, places.etc / FILE)[2]
    wanted = wanted_of(tables, has_key=has_key, key_beside=key_beside, logos=source.logos, given=given)
    _against_the_folder(wanted, asked, places)
    if (wanted.network is not None or wanted.country) and not places.iwd.is_dir():
        raise SetupFaults(
            [Fault("setup.wifi_ssid", "this computer has no iwd; set its network up otherwise")]
        )
    return wanted


def _against_the_folder(wanted: Wanted, asked: Iterable[str], places: Places) -> None:
    """What the folder of small files (``kiosk.d``), which no owner's file touches, makes of it. It wins, and
    an owner who has set a name that the kiosk then does not show would look for the mistake for long.
    ``asked``: the settings that are in the owner's file itself. Raises ``SetupFaults``."""
    tables = {name: dict(table) for name, table in wanted.tables.items()}
    own, _ = check(tables, {})
    both, wrong, origins = check_over(tables, places.etc / FILE)
    faults = [Fault.of(line) for line in wrong]
    for name in asked if own is not None and both is not None else ():
        table, _, key = name.partition(".")
        if getattr(getattr(own, table), key) != getattr(getattr(both, table), key):
            file = "/".join(Path(origins[name].name).parts[-2:])
            faults.append(Fault(name, f"is something else in {file}, which wins; leave it out here"))
    if faults:
        raise SetupFaults(faults)


def is_set_up(places: Places) -> bool:
    """Whether the kiosk can run with what is installed."""
    try:
        settings = load(places.etc / FILE, {})
    except ConfigError:
        return False
    if places.root_folder != Path("/"):
        # In a folder that stands for it the key is where the settings say, below that folder.
        return disk.read(places.etc / KEY_FILE, 1) is not None
    try:
        read_api_key(settings, {})
    except ConfigError:
        return False
    return True


def _wiped(path: Path) -> bool:
    """Wipe it; whether it is gone. A card that takes nothing is no reason not to be set up."""
    try:
        disk.wipe(path)
    except OSError:
        return False
    return True


def _tell_owner(folder: Path, wanted: Wanted) -> None:
    lines = [
        "This kiosk is set up.",
        "",
        "Your file has been read, and found good. What was in it is in the kiosk now,",
        "and the file has been wiped off this card, for it held secrets.",
        "",
        f"API key:  {'taken over' if wanted.api_key else 'as it was before'}",
        f"Wi-Fi:    {'taken over' if wanted.network else 'as it was before'}",
        "",
        f"To change something, make a new file {FILE} beside this one, with the lines below",
        "as they are to be. API key and Wi-Fi stay as they are where you leave them out.",
        "For another Wi-Fi or key alone, its lines under [setup] are enough.",
        "",
        "-" * 72,
        "",
        written(wanted.tables),
    ]
    # As every system's editor shows it. A card that takes nothing is told of by the wipe, which matters more.
    text = "\n".join(lines).replace("\n", "\r\n").encode()
    with contextlib.suppress(OSError):
        disk.write(Filed(folder / DONE_FILE, text, 0o644, None))


def _say(imported: Imported, places: Places, *, from_screen: bool) -> None:
    """For the kiosk's screen."""
    faults = [{"key": fault.key, "reason": fault.reason} for fault in imported.faults]
    said = {"from": "screen" if from_screen else "card", "faults": faults}
    if faults:
        disk.write(Filed(places.run / FAULTS, json.dumps(said).encode(), _SAID, places.root))
    elif imported.outcome is Outcome.DONE or not from_screen:
        disk.remove(places.run / FAULTS)
    result = {**said, "outcome": imported.outcome.value, "unwiped": list(imported.unwiped)}
    disk.write(Filed(places.run / RESULT, json.dumps(result).encode(), _SAID, places.root))
