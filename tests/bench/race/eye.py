"""An eye on the screen that is the same for everybody: a display without a monitor, whose pixels are read.

Program and peers paint a square of ``SIDE`` pixels into the upper left corner, in the same frame as the
screen that it stands for: its colour says which one. Xvfb keeps its picture in a file that is mapped into
memory; looking at one pixel of it every ``EVERY`` seconds costs nothing that would be noticed. So what
counts is what the X server shows, and not what a program believes to have shown.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import shutil
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.bench.race.square import SIDE, STATES, colour

SIZE = (1280, 800)
EVERY = 0.002
_MEANING = {colour(state, visit): (state, visit) for state in STATES for visit in (0, 1)}


@dataclass(frozen=True, slots=True)
class Change:
    """The square has another colour: since when (monotonic seconds), what it says, and of which of two
    visits in turn."""

    at: float
    state: str
    visit: int


class Missing(Exception):
    """Something that is no part of this repository is not there; its text says what."""


@dataclass(slots=True)
class Display:
    """A display, and its memory."""

    name: str
    pid: int
    pixels: mmap.mmap
    _row: int
    _start: int
    _depth: int

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue."""
        at = self._start + y * self._row + x * self._depth
        blue, green, red = self.pixels[at : at + 3]
        return red, green, blue


@contextlib.contextmanager
def display(folder: Path) -> Iterator[Display]:
    """Start one; it ends with the block. Raises ``Missing`` without Xvfb."""
    program = shutil.which("Xvfb")
    if program is None:
        raise Missing("no Xvfb (Debian's package xvfb)")
    memory = folder / "screen"
    memory.mkdir(exist_ok=True)
    read, write = os.pipe()
    width, height = SIZE
    server = subprocess.Popen(
        [program, "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-fbdir", str(memory),
         "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read, encoding="ascii") as told:
            name = told.readline().strip()
        if not name:
            raise Missing("Xvfb does not start")
        with (memory / "Xvfb_screen0").open("rb") as file:
            pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # An X window dump: a header of words, the colours, the pixels (XWDFile.h).
        head = struct.unpack(">25I", pixels[:100])
        start = head[0] + 12 * head[19]
        yield Display(f":{name}", server.pid, pixels, head[12], start, head[11] // 8)
        pixels.close()
    finally:
        server.terminate()
        server.wait()


@dataclass(slots=True)
class Eye:
    """Looks at the square while the block lasts, in a thread of its own."""

    display: Display
    changes: list[Change] = field(default_factory=list)
    _thread: threading.Thread | None = None
    _over: threading.Event = field(default_factory=threading.Event)
    _news: threading.Condition = field(default_factory=threading.Condition)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._look, name="eye")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self) -> None:
        last = None
        while not self._over.is_set():
            now = _MEANING.get(self.display.pixel(SIDE // 2, SIDE // 2))
            if now is not None and now != last:
                with self._news:
                    self.changes.append(Change(time.monotonic(), *now))
                    self._news.notify_all()
                last = now
            time.sleep(EVERY)

    def wait_for(self, *states: str, within: float, since: float = 0.0) -> Change | None:
        """The first change to one of these states after a moment; ``None`` when none comes in so many
        seconds."""

        def found() -> Change | None:
            return next((one for one in self.changes if one.at >= since and one.state in states), None)

        with self._news:
            self._news.wait_for(lambda: found() is not None, within)
            return found()
