"""Files that survive a power cut: written whole or not at all, and wiped in a way that can be gone on with.

Nothing here follows a link at the end of a path, and only ordinary files with one name are read or wiped:
one of the folders belongs to the kiosk's user, and root reads what lies there.
"""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a file is, by number."""

    user: int
    group: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as it is to be. ``owner`` None: a card's file system knows neither owners nor modes."""

    path: Path
    content: bytes = field(repr=False)
    mode: int
    owner: Owner | None

    @property
    def is_there(self) -> bool:
        """Whether it is so already."""
        try:
            state = self.path.lstat()
        except OSError:
            return False
        same = (stat.S_IMODE(state.st_mode), Owner(state.st_uid, state.st_gid)) == (self.mode, self.owner)
        return same and read(self.path, len(self.content) + 1) == self.content


def read(path: Path, most: int) -> bytes | None:
    """The content, or its first ``most`` bytes; None where there is no ordinary file of that name."""
    try:
        handle = _open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    if handle is None:
        return None
    with open(handle, "rb") as file:
        return file.read(most)


def write(filed: Filed) -> None:
    """Put it there. Whenever the power fails there is the old file or the new one."""
    fresh = beside(filed.path)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(fresh)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with open(handle, "wb", buffering=0) as file:
        _write_all(file.fileno(), filed.content)
        if filed.owner is not None:
            os.fchown(handle, filed.owner.user, filed.owner.group)
            os.fchmod(handle, filed.mode)
        os.fsync(handle)
    os.rename(fresh, filed.path)
    sync_folder(filed.path.parent)


def beside(path: Path) -> Path:
    """What a file is called before it is whole."""
    return path.with_name(f".{path.name}.new")


def remove(path: Path) -> None:
    """Take it away, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
        sync_folder(path.parent)


def wipe(path: Path) -> None:
    """Overwrite, empty, remove: each on the disk before the next. Its first byte is overwritten first, so
    that what a power cut leaves of it can be told from a file of the owner's (``is_remains``).

    A card with flash memory may keep old contents in cells that nobody can reach any more, for a while.
    """
    try:
        handle = _open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    if handle is not None:
        with open(handle, "wb", buffering=0):
            for size in (min(1, os.fstat(handle).st_size), os.fstat(handle).st_size):
                os.lseek(handle, 0, os.SEEK_SET)
                _write_all(handle, bytes(size))
                os.fsync(handle)
            os.ftruncate(handle, 0)
            os.fsync(handle)
    os.unlink(path)
    sync_folder(path.parent)


def is_remains(content: bytes) -> bool:
    """Whether this is what a wipe left that the power cut short. No text begins with a zero."""
    return not content or content[0] == 0


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open(path: Path, how: int) -> int | None:
    """An ordinary file with one name only; None for all else. Raises FileNotFoundError."""
    try:
        handle = os.open(path, how | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError as error:
        # A link (ELOOP), a folder, a pipe that nobody reads. Anything else is the disk's, and is to be told.
        if path.is_symlink() or not path.is_file():
            return None
        raise error
    state = os.fstat(handle)
    if stat.S_ISREG(state.st_mode) and state.st_nlink == 1:
        return handle
    os.close(handle)
    return None


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]
