"""Opening the journal's file: who may read it, whether it is sound, what happens when it is not."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from kiosk.journal.schema import migrate, refuse_strangers
from kiosk.journal.store import Store
from kiosk.journal.values import primary_code
from kiosk.ports import JournalError

_log = logging.getLogger(__name__)

_CHECKING_KIB, _WORKING_KIB = 16384, 2000
"""What SQLite may keep of the file in memory, in KiB: while it is checked, which looks up each row in each
index, and at work (SQLite's own default)."""

BUSY_MS = 3000
"""How long a transaction waits for another process (``kiosk staff add``), in milliseconds."""

_BESIDE = ("", "-wal", "-shm")
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class Opened:
    """A live connection, with what had to be moved away for it and the claim on its folder."""

    def __init__(self, db: sqlite3.Connection, set_aside: Path | None, claim: int) -> None:
        self.db = db
        self.set_aside = set_aside
        self._claim = claim

    def close(self) -> None:
        """Close the file and give up the claim."""
        try:
            self.db.close()
        finally:
            os.close(self._claim)


def open_journal(path: Path) -> Opened:
    """Open or begin the journal at ``path``. Raises sqlite3.Error, OSError or JournalError.

    A file that is no database, or fails its check, is renamed to ``<name>.broken-<UTC time>`` together
    with its ``-wal`` and ``-shm``, and a fresh one is begun. That happens only while no other process
    has it open (``JournalError("corrupt_in_use")`` else): a running kiosk would go on writing into the
    renamed file, and its memory would be split in two.
    """
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700)  # its own parent must exist: a mistyped path is not built up
        _sync_folder(path.parent.parent)
    # A lock on the folder, not on the file: closing any descriptor of a database file drops the
    # locks that SQLite holds on it in this process (sqlite.org/howtocorrupt.html, 2.2).
    claim = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(claim, fcntl.LOCK_SH)
        asides = [] if path.exists() else [_set_aside(path)]  # a log without its file is a remainder

        def give_way() -> None:
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise JournalError("corrupt_in_use") from None
            asides.append(_set_aside(path))
            fcntl.flock(claim, fcntl.LOCK_SH)

        db = _try_open(path, give_way) or _try_open(path, give_way)
        if db is None:
            raise JournalError("corrupt")
        aside = asides[-1] if asides else None
        return Opened(db, aside, claim)
    except BaseException:
        os.close(claim)
        raise


def _try_open(path: Path, give_way: Callable[[], None]) -> sqlite3.Connection | None:
    """A sound, migrated connection, or None when the file was broken and ``give_way`` has moved it."""
    _prepare(path)
    db = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    try:
        _check(db)
        migrate(db)
        _check_settings(db)
        _check_values(db)
    except sqlite3.DatabaseError as error:
        try:
            if primary_code(error) not in _BROKEN:
                raise
            # Before the connection closes: in closing, SQLite would delete the log that lies beside it.
            give_way()
        finally:
            db.close()
        return None
    except BaseException:
        db.close()
        raise
    return db


def _prepare(path: Path) -> None:
    """Only the owner may read it. SQLite gives ``-wal`` and ``-shm`` the mode of the file itself, so no
    process-wide umask has to be changed under the feet of other threads."""
    new = False
    with suppress(FileExistsError):
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            _give_to_the_folders_owner(number, path.parent)
        finally:
            os.close(number)
        new = True
    for suffix in _BESIDE:
        beside = _beside(path, suffix)
        with suppress(FileNotFoundError):
            if beside.stat().st_mode & 0o077:
                beside.chmod(0o600)
    if new:
        _sync_folder(path.parent)


def _give_to_the_folders_owner(number: int, folder: Path) -> None:
    """What root begins here (``sudo kiosk staff add``) is for the kiosk, which could not read root's. SQLite
    gives ``-wal`` and ``-shm`` to the same owner."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(number, owner.st_uid, owner.st_gid)


def _check(db: sqlite3.Connection) -> None:
    """Settings of the connection, then the file's own health.

    ``integrity_check`` rather than ``quick_check``: only the former compares the indexes with the
    tables, and "an id that exists is not issued again" hangs on the indexes. What it costs is in
    docs/journal.md.
    """
    db.row_factory = sqlite3.Row
    for statement in (
        "PRAGMA trusted_schema = OFF",
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
        "PRAGMA synchronous = FULL",
        "PRAGMA temp_store = MEMORY",  # what VACUUM copies must not lie about in a folder of others
    ):
        db.execute(statement).fetchall()
    refuse_strangers(db)
    db.execute("PRAGMA journal_mode = WAL").fetchall()
    db.execute("PRAGMA journal_size_limit = 4194304").fetchall()
    db.execute(f"PRAGMA cache_size = -{_CHECKING_KIB}").fetchall()
    found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    db.execute(f"PRAGMA cache_size = -{_WORKING_KIB}").fetchall()
    db.execute("PRAGMA shrink_memory").fetchall()
    if found != "ok":
        error = sqlite3.DatabaseError("integrity check failed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _check_settings(db: sqlite3.Connection) -> None:
    """SQLite ignores a pragma it cannot carry out; a journal that is not durable must not start."""
    for statement, wanted in (
        ("PRAGMA journal_mode", "wal"),
        ("PRAGMA synchronous", 2),
        ("PRAGMA foreign_keys", 1),
        ("PRAGMA secure_delete", 1),
    ):
        if db.execute(statement).fetchone()[0] != wanted:
            raise JournalError("not_durable: " + statement.removeprefix("PRAGMA ") + " refused")


def _check_values(db: sqlite3.Connection) -> None:
    """What is asked for as a whole has to be readable, too: what waits, the coupons' tokens, the staff.

    A bit that flipped within a value is nothing SQLite sees, and one such row would stand before all the
    others for ever. What is finished is left alone: it concerns one member at most.
    """
    store = Store(db)
    try:
        store.unanswered()
        store.kept_visits()
        store.tokens()
        store.queued_prints()
        store.open_checkouts(1)
        store.staff()
        store.staff_lock()
        db.execute("SELECT key, value FROM fact").fetchall()
    except (ValueError, ArithmeticError, sqlite3.OperationalError) as error:
        # Python itself complains of text that is no UTF-8, and so without SQLite's code.
        if isinstance(error, sqlite3.Error) and primary_code(error):
            raise
        broken = sqlite3.DatabaseError("a value cannot be read")
        broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise broken from None


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _set_aside(path: Path) -> Path | None:
    """Rename what is there of the file, its log and its index; None when nothing is there.

    The file goes first: cut short by a power loss, the next start finds a log without its file and
    sets that aside too, rather than giving it to a fresh one.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    first: Path | None = None
    for suffix in _BESIDE:
        old = _beside(path, suffix)
        if not old.exists():
            continue
        new = path.with_name(f"{path.name}.broken-{stamp}{suffix}")
        with suppress(PermissionError):  # somebody else's: moving it away is all that can be done
            old.chmod(0o600)
        old.rename(new)
        first = first or new
    if first is not None:
        _sync_folder(path.parent)
        _log.debug("journal set aside as %s", first.name)
    return first


def _sync_folder(folder: Path) -> None:
    """A new or renamed name is durable only when its folder is (POSIX leaves that to the caller)."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)
