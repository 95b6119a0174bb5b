"""What is on the disk: the journal, room for it, who may read what, and the program's own files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from kiosk import paths
from kiosk.cli.doctor.findings import Finding, Value, good, skipped, trouble
from kiosk.cli.doctor.place import Place
from kiosk.config import Settings
from kiosk.core.project_devices import LITTLE_DISK
from kiosk.journal import statistics
from kiosk.ports import JournalError

CHECK_WITHIN = 8.0
"""Seconds that SQLite has for its quick check: a year of a busy shop takes one."""
HARDLY_ANY = 20_000_000
"""Bytes below which the journal may not find room for a day."""

_WORDS: dict[str, tuple[str, str]] = {
    "older_schema": ("journal.older", "it is of an earlier version of the program"),
    "newer_schema": ("journal.newer", "it is of a newer version of the program"),
    "foreign_file": ("journal.not_ours", "it is a file of another program's"),
    "not_a_database": ("journal.damaged", "it is no journal, or damaged"),
    "corrupt": ("journal.damaged", "it is damaged"),
    "no_permission": ("journal.not_permitted", "this user may not read it"),
    "cannot_open": ("journal.not_permitted", "this user cannot open it"),
}


def journal(place: Place) -> list[Finding]:
    """Opens it to read only, and has SQLite check it."""
    path = place.settings.journal.path
    found = _opened(path)
    asides = sorted(path.parent.glob(f"{path.name}.broken-*[!lm]")) if _may_list(path.parent) else []
    if asides:
        words = (
            f"{len(asides)} damaged one{'s' if len(asides) > 1 else ''} set aside, the last {asides[-1].name}"
        )
        found.append(trouble("journal.set_aside", words, {"count": len(asides)}))
    return found


def _opened(path: Path) -> list[Finding]:
    try:
        numbers = statistics.numbers(path)
        sound = statistics.sound(path, CHECK_WITHIN)
    except JournalError as error:
        word = str(error).partition(":")[0]
        if word == "no_journal":
            return [skipped("journal", f"{path}: none yet; the kiosk makes it at its first start")]
        if word == "slow":
            return [good("journal", f"{path}: opens; the check takes longer than {CHECK_WITHIN:g} s")]
        code, words = _WORDS.get(word, ("journal.cannot_read", f"it cannot be read ({word})"))
        return [trouble(code, f"{path}: {words}", {"reason": word})]
    values: dict[str, Value] = {"schema": numbers.schema, "bytes": numbers.size, "waiting": numbers.waiting}
    if not sound:
        return [trouble("journal.damaged", f"{path}: it does not pass its check", values)]
    size = f"{numbers.size / 1e6:.1f} MB, {numbers.waiting} waiting"
    return [good("journal", f"{path}: sound, version {numbers.schema}, {size}", values)]


def _may_list(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


# -- room ------------------------------------------------------------------------------------------------


def disk(place: Place) -> list[Finding]:
    """Room at the journal's disk, and whether it takes anything at all."""
    folder = place.settings.journal.path.parent
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        told = os.statvfs(there)
    except OSError as error:
        return [trouble("disk.no_folder", f"{folder}: {error.strerror}")]
    free = told.f_bavail * told.f_frsize
    words = f"{folder}: {free / 1e9:.1f} GB free"
    if told.f_flag & os.ST_RDONLY:
        return [trouble("disk.read_only", f"{folder}: it can only be read", {"free": free})]
    if free < HARDLY_ANY:
        return [trouble("disk.full", f"{folder}: {free / 1e6:.0f} MB free", {"free": free})]
    if folder not in (there, there / folder.name):
        # The kiosk makes the last folder of the path itself, and no more: a mistyped path is not built up.
        return [trouble("disk.no_folder", f"{folder.parent} is not there", {"free": free})]
    if not os.access(there, os.W_OK):
        return [trouble("disk.not_writable", f"{there}: this user may not write there", {"free": free})]
    if free < LITTLE_DISK:
        return [trouble("disk.little", f"{folder}: {free / 1e6:.0f} MB free", {"free": free})]
    return [good("disk", words, {"free": free})]


# -- who may read what -----------------------------------------------------------------------------------


def files(place: Place) -> list[Finding]:
    """Journal and key are their owner's alone, and that is the same as of the journal's folder."""
    path, key = place.settings.journal.path, place.settings.api.key_file
    mine = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))]
    found = [*_open_ones([*mine, key]), *_strangers(path.parent, [*mine, key])]
    if not path.exists() and not key.exists():
        return [skipped("files", "neither a journal nor a key is there yet")]
    return found or [good("files", "journal and key can be read by their owner only")]


def _open_ones(files: Iterable[Path]) -> list[Finding]:
    found = []
    for file in files:
        state = _state(file)
        if state is not None and stat.S_IMODE(state.st_mode) & (0o037 if _lent(state) else 0o077):
            words = f"{file}: others may read it (mode {stat.S_IMODE(state.st_mode):04o})"
            found.append(trouble("files.open_to_others", words, {"file": str(file)}))
    return found


def _strangers(folder: Path, files: Iterable[Path]) -> list[Finding]:
    home = _state(folder)
    found = []
    for file in files if home is not None else ():
        state = _state(file)
        if home is None or state is None or home.st_uid == 0 or _lent(state):
            continue
        if state.st_uid != home.st_uid:
            words = f"{file}: it belongs to another user than {folder}"
            found.append(trouble("files.wrong_owner", words, {"file": str(file)}))
    return found


def _lent(state: os.stat_result) -> bool:
    """Root's, and lent to a group of the kiosk's own (0640): as good as the kiosk's."""
    return state.st_uid == 0 and stat.S_IMODE(state.st_mode) & 0o070 == 0o040


def _state(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


# -- the program's own -----------------------------------------------------------------------------------


def assets(settings: Settings | None) -> list[Finding]:
    """Fonts, sounds, texts and the shop's logo."""
    own = paths.assets()
    languages = paths.languages() if settings is None else settings.ui.languages
    wanted = {
        "fonts": [own / "fonts" / f"{name}.ttf" for name in paths.FONTS],
        "sounds": [own / "sounds" / "scan.wav"],
        "texts": [paths.TRANSLATIONS / f"kiosk_{one}.qm" for one in languages],
        "screens": [paths.TRANSLATIONS.parent / "qml" / "Main.qml"],
    }
    missing = [str(file) for files in wanted.values() for file in files if not file.is_file()]
    if missing:
        words = f"{len(missing)} of the program's files are not there: {', '.join(missing[:3])}"
        return [trouble("assets.missing", words, {"missing": len(missing)})]
    logo = None if settings is None else settings.shop.logo
    if logo is not None and not os.access(logo, os.R_OK):
        return [trouble("assets.logo", f"shop.logo: {logo} is not there, or may not be read")]
    fonts = len(wanted["fonts"])
    return [
        good("assets", f"{fonts} fonts, texts in {len(languages)} languages, sounds and screens are there")
    ]
