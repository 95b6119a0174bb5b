"""Power cuts: a recording of everything a process did to a folder, and the disks that a cut would leave.

``cut_recorder.c`` writes the recording. A ``Disk`` plays it, record by record; ``images`` are what could be
found there after a cut at that moment, by the worst that POSIX allows:

- what was written since the last sync of its file is there, or not, in any choice of its sectors;
- a file has grown to its new length and holds zeros there;
- a name that was made, moved or removed since the last sync of its folder is there as before, or as after.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from tests.support.v4l2_twin import ROOT, compiler

SOURCE: Final = Path(__file__).with_name("cut_recorder.c")
SECTOR: Final = 512
_HEAD: Final = struct.Struct("=c7xQII")

Image = dict[str, bytes]
"""What is on a disk: contents by path."""


def library() -> Path:
    """The recorder, compiled if it is not yet. Raises CalledProcessError with what the compiler said."""
    made = ROOT / "build" / "cuts" / f"{hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]}.so"
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        fresh = made.with_suffix(f".{os.getpid()}")
        command = [
            str(compiler()),
            "-shared",
            "-fPIC",
            "-O1",
            "-Wall",
            "-Wextra",
            "-o",
            str(fresh),
            str(SOURCE),
        ]
        subprocess.run([*command, "-ldl"], check=True, capture_output=True, text=True, timeout=60)
        fresh.replace(made)
    return made


def recorded(folder: Path, log: Path) -> dict[str, str]:
    """What has to be in the environment of a process that is to be recorded."""
    return {"LD_PRELOAD": str(library()), "CUT_FOLDER": str(folder.resolve()), "CUT_LOG": str(log)}


@dataclass(frozen=True, slots=True)
class Deed:
    """One record. ``kind``: C created, M folder made, U unlinked, R renamed (to ``data``), W written,
    T truncated to ``offset``, S synced, O said, N sent."""

    kind: str
    path: str
    offset: int
    data: bytes


def read(log: Path) -> list[Deed]:
    """The recording. What was being written when the process was killed is left out."""
    raw, at, deeds = log.read_bytes(), 0, []
    while at + _HEAD.size <= len(raw):
        kind, offset, path, length = _HEAD.unpack_from(raw, at)
        end = at + _HEAD.size + path + length
        if end > len(raw):
            break
        name = raw[at + _HEAD.size : at + _HEAD.size + path].decode()
        deeds.append(Deed(kind.decode(), name, offset, raw[end - length : end]))
        at = end
    return deeds


@dataclass(slots=True, eq=False)
class _File:
    """A file: as it is, as it surely is on the disk, and what was done to it in between."""

    now: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes by offset; without data: cut to that length."""

    def do(self, offset: int, data: bytes | None) -> None:
        _apply(self.now, offset, data)
        self.since.append((offset, data))

    def sync(self) -> None:
        self.safe = bytes(self.now)
        self.since.clear()


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


Names = dict[str, _File]


class Disk:
    """Plays deeds. The index of a write-ahead log (``-shm``) is no more than memory: after a cut it is
    whatever it is, and SQLite makes it anew."""

    def __init__(self, before: Image | None = None) -> None:
        """``before``: what has lain there for long."""
        self._now: Names = {
            name: _File(bytearray(content), content) for name, content in (before or {}).items()
        }
        self._safe: Names = dict(self._now)
        self._folders = {"", *(str(PurePosixPath(name).parent) for name in self._now)}

    def play(self, deed: Deed) -> bool:
        """One deed; whether it changed what a cut would leave."""
        path = deed.path
        if path.endswith("-shm"):
            return False
        match deed.kind:
            case "C":
                self._now.setdefault(path, _File())
            case "M":
                self._folders.add(path)
            case "U":
                self._now.pop(path, None)
            case "R" if path in self._now:
                self._now[deed.data.decode()] = self._now.pop(path)
            case "W" if path in self._now:
                self._now[path].do(deed.offset, deed.data)
            case "T" if path in self._now:
                self._now[path].do(deed.offset, None)
            case "S" if path in self._now:
                self._now[path].sync()
            case "S" if path in self._folders:
                self._sync_folder(path)
            case _:
                return False
        return True

    def _sync_folder(self, folder: str) -> None:
        def here(name: str) -> bool:
            return str(PurePosixPath(name).parent) == (folder or ".")

        self._safe = {name: file for name, file in self._safe.items() if not here(name)}
        self._safe |= {name: file for name, file in self._now.items() if here(name)}

    # -- what a cut leaves -----------------------------------------------------------------------------

    def whole(self) -> Image:
        """Nothing is lost: what a crash of the program alone leaves."""
        return {name: bytes(file.now) for name, file in self._now.items()}

    def images(self, dice: random.Random, choices: int) -> Iterator[Image]:
        """The extremes, and so many choices of what else there could be."""
        yield {name: file.safe for name, file in self._safe.items()}
        yield {name: file.safe for name, file in self._now.items()}
        yield self.whole()
        if any(file.since for file in self._now.values()) or self._safe != self._now:
            yield {name: _zeros(file) for name, file in self._now.items()}
            yield {name: _last_torn(file, dice) for name, file in self._now.items()}
            for _ in range(choices):
                names = dice.choice((self._safe, self._now))
                yield {name: _some(file, dice) for name, file in names.items()}


def _zeros(file: _File) -> bytes:
    """The lengths have come to the disk, and nothing that was to be in them."""
    content = bytearray(file.safe)
    longest = max([len(content), *(offset + len(data or b"") for offset, data in file.since)])
    content.extend(bytes(longest - len(content)))
    return bytes(content)


def _last_torn(file: _File, dice: random.Random) -> bytes:
    """All but the end of the last write, cut at any byte."""
    if not file.since:
        return file.safe
    content = bytearray(file.safe)
    for offset, data in file.since[:-1]:
        _apply(content, offset, data)
    offset, data = file.since[-1]
    if data is not None:
        _apply(content, offset, data[: dice.randrange(len(data) + 1)])
    return bytes(content)


def _some(file: _File, dice: random.Random) -> bytes:
    """Any choice of the sectors that were written, in any order; a shorter length has come, or not."""
    content = bytearray(file.safe)
    likely = dice.choice((0.2, 0.5, 0.9))
    for offset, data in file.since:
        if data is None:
            if dice.random() < likely:
                _apply(content, offset, None)
            continue
        at = 0
        while at < len(data):
            end = min(len(data), at + SECTOR - (offset + at) % SECTOR)
            if dice.random() < likely:
                _apply(content, offset + at, data[at:end])
            at = end
    return bytes(content)


def lay_out(image: Image, folder: Path) -> None:
    """Put an image into an empty folder, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in image.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def mark(image: Image) -> bytes:
    """To know an image again."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(image):
        digest.update(f"{name}\0{len(image[name])}\0".encode())
        digest.update(image[name])
    return digest.digest()


@contextlib.contextmanager
def in_memory(beside: Path) -> Iterator[Path]:
    """A folder for thousands of images: in memory, where a sync costs nothing."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="kiosk-cuts-", dir=memory if memory.is_dir() else beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
