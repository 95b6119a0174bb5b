"""Cuts the power at every moment of a recording and opens what is left: is all there that was promised?"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kiosk.journal import SqliteJournal
from kiosk.ports import JournalError
from tests.e2e.kiosk_process import ROOT, environment
from tests.torture.cut_script import contents
from tests.torture.cuts import Deed, Disk, Image, lay_out, mark, read, recorded

JOURNAL: Final = Path("state") / "journal.sqlite3"

ENOUGH: Final = 20
"""So many broken disks say as much as all of them."""


@dataclass(slots=True)
class Cuts:
    """What was tried and what came of it."""

    moments: int = 0
    images: int = 0
    promises: int = 0
    wrong: list[str] = field(default_factory=list)
    deeds: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """For the report."""
        return {
            "moments": self.moments,
            "images": self.images,
            "promises": self.promises,
            "wrong": self.wrong,
            "writes": self.deeds["W"],
            "syncs": self.deeds["S"],
        }


def record_script(folder: Path, seed: int, steps: int, checkpoint: int) -> list[Deed]:
    """Have a day of the journal recorded. Raises ``AssertionError`` when it went wrong by itself."""
    place, log = folder / "disk", folder / "log"
    place.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.torture.cut_script", str(place / JOURNAL)]
    ran = subprocess.run(
        [*command, str(seed), str(steps), str(checkpoint)],
        cwd=ROOT,
        env={**environment(), **recorded(place, log)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return read(log)


def moments(
    deeds: list[Deed], seed: int, choices: int, every: int = 1, before: Image | None = None
) -> Iterator[tuple[int, Image]]:
    """The number of deeds done, and an image that a cut after them could leave; none twice at the same
    promises. ``every``: not at each moment, but at one in so many, by dice. ``before``: what lay there."""
    disk, dice = Disk(before), random.Random(f"cuts {seed}")
    known: set[bytes] = set()
    for number, deed in enumerate(deeds, 1):
        changed = disk.play(deed)
        if deed.kind in "ON":
            known.clear()  # the same disk must keep more promises now
        if not (changed or deed.kind in "ON") or dice.randrange(every):
            continue
        for image in disk.images(dice, choices):
            this = mark(image)
            if this not in known:
                known.add(this)
                yield number, image


class Opener:
    """Opens images, one after the other, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loop = asyncio.new_event_loop()

    @contextlib.contextmanager
    def opened(self, image: Image) -> Iterator[tuple[bool, sqlite3.Connection] | str]:
        """Whether a file had to be set aside, and a look at what is there; a text when it does not open."""
        lay_out(image, self._folder)
        (self._folder / JOURNAL.parent).mkdir(parents=True, exist_ok=True)
        path = self._folder / JOURNAL
        try:
            journal = self._loop.run_until_complete(SqliteJournal.open(path))
        except JournalError as error:
            yield str(error)
            return
        try:
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
                yield journal.set_aside is not None, db
        finally:
            self._loop.run_until_complete(journal.close())

    def close(self) -> None:
        self._loop.close()


def cut_script(deeds: list[Deed], folder: Path, *, seed: int, choices: int, every: int = 1) -> Cuts:
    """Every image holds exactly what the last call that came back had left, or the next one's whole work."""
    promised = _promises(deeds)
    cuts, opener = Cuts(deeds=Counter(deed.kind for deed in deeds)), Opener(folder / "image")
    last = 0
    try:
        for number, image in moments(deeds, seed, choices, every):
            if len(cuts.wrong) >= ENOUGH:
                break
            cuts.moments += number != last
            cuts.images += 1
            last = number
            allowed, begun = promised[number]
            with opener.opened(image) as found:
                where = f"after {number} of {len(deeds)} deeds ({deeds[number - 1].kind})"
                if isinstance(found, str):
                    cuts.wrong.append(f"{where}: does not open: {found}")
                    continue
                aside, db = found
                holds = contents(db)
                if allowed is None:  # nothing was promised yet
                    continue
                cuts.promises += 1
                if aside:
                    cuts.wrong.append(f"{where}: set aside as broken, in {begun}")
                elif holds not in allowed:
                    cuts.wrong.append(f"{where}: neither as before nor as after {begun}")
    finally:
        opener.close()
    return cuts


def _promises(deeds: list[Deed]) -> list[tuple[frozenset[str] | None, str]]:
    """For each number of deeds done: what the journal may hold, and what was under way."""
    states = [line[2] for line in _lines(deeds) if line[0] == "done"]  # after each call, in order
    promised: list[tuple[frozenset[str] | None, str]] = [(None, "open")]
    done, begun, text = 0, "open", b""
    for deed in deeds:
        if deed.kind == "O":
            text += deed.data
            *lines, text = text.split(b"\n")
            for line in lines:
                words = line.decode().split()
                if words[0] == "begin":
                    begun = words[1]
                else:
                    done += 1
                    begun = ""
        now = {states[done - 1]} if done else set()
        if begun and done < len(states):
            now.add(states[done])
        promised.append((frozenset(now) if done else None, begun))
    return promised


def _lines(deeds: list[Deed]) -> list[list[str]]:
    text = b"".join(deed.data for deed in deeds if deed.kind == "O")
    return [line.decode().split() for line in text.splitlines()]
