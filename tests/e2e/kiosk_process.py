"""The real program in a process of its own, and all that stands around it: a shop, a printer, a camera.

The kiosk talks to the simulator over loopback HTTP and to the printer over a pseudo-terminal; its camera
plays a folder of pictures. The tests know of it what an operator can: its log, its exit code, its journal,
the papers that came out, and what the server has in its books.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

import cv2
import numpy as np
import zxingcpp

from kiosk.simulator.camera import draw_shop, photograph
from kiosk.simulator.http import SimulatorServer
from kiosk.simulator.paper import Paper
from kiosk.simulator.printer import PrinterTwin
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import TEST_KEY, Member, Settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
"""Seconds that any single thing may take; far more than anything here does."""
STOP_WITHIN = 10.0
"""Seconds from SIGTERM to the end of the process."""

Line = dict[str, object]
"""One event of the log; ``at`` is ours: when it arrived (monotonic seconds)."""

Table = Mapping[str, object]


def environment() -> dict[str, str]:
    """Ours, without any setting of a kiosk, and with a screen that needs no display."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return clean | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def command(config: Path, level: str = "debug", module: Sequence[str] = ("kiosk",)) -> list[str]:
    """``kiosk run`` as an operator would start it, or another module that runs it, with its arguments."""
    run = [sys.executable, "-m", *module, "run", "--config", str(config)]
    return [*run, "--log-format", "json", "--log-level", level]


class Kiosk:
    """One run of ``kiosk run``. A context manager: nothing of it outlives the block.

    ``kill_at`` is asked about every line of the log in the moment it arrives; at its first yes the
    process is killed by the thread that reads. ``environ`` is added to its environment, ``more`` to what
    stands on the command line.
    """

    def __init__(
        self,
        config: Path,
        errors: Path,
        *,
        level: str = "debug",
        kill_at: Callable[[Line], bool] | None = None,
        module: Sequence[str] = ("kiosk",),
        environ: Mapping[str, str] | None = None,
        start: Sequence[str] = (),
        more: Sequence[str] = (),
    ) -> None:
        self._more = more
        self.lines: list[Line] = []
        self.strange: list[str] = []
        """Whatever stood on standard output and was no JSON object."""
        self._config = config
        self._errors = errors
        self._level = level
        self._kill_at = kill_at
        self._module = module
        self._start = start
        self._environ = environment() | dict(environ or {})
        self._change = threading.Condition()
        self._ended = False
        self._text: list[str] = []
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def __enter__(self) -> Self:
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [*self._start, *command(self._config, self._level, self._module), *self._more],
                cwd=ROOT,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        out = self._process.stdout
        assert out is not None
        self._reader = threading.Thread(target=self._read, args=(out,), name="kiosk-log")
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _read(self, out: IO[str]) -> None:
        with out:
            for text in out:
                line: Line | None = None
                with contextlib.suppress(ValueError):
                    parsed = json.loads(text)
                    line = parsed if isinstance(parsed, dict) else None
                if line is not None and self._kill_at is not None and self._kill_at(line):
                    self._kill_at = None
                    self._signal(signal.SIGKILL)
                with self._change:
                    self._text.append(text)
                    if line is None:
                        self.strange.append(text)
                    else:
                        line |= {"at": time.monotonic()}
                        self.lines.append(line)
                    self._change.notify_all()
        with self._change:
            self._ended = True
            self._change.notify_all()

    def _signal(self, number: int) -> None:
        # Popen's own: it never signals a process that was waited for.
        assert self._process is not None
        self._process.send_signal(number)

    @property
    def pid(self) -> int:
        """The process's number."""
        assert self._process is not None
        return self._process.pid

    # -- what it says ------------------------------------------------------------------------------

    @property
    def output(self) -> str:
        """All of standard output and standard error."""
        with self._change:
            said = "".join(self._text)
        return said + self._errors.read_text(encoding="utf-8", errors="replace")

    def all(self, event: str, **fields: object) -> list[Line]:
        """The lines of an event so far, with these fields."""
        with self._change:
            return _among(self.lines, event, fields)

    @property
    def complaints(self) -> list[Line]:
        """What something in it found wrong: its own faults, and the warnings of Qt and of libraries."""
        warnings = [line for line in self.all("log") if line["level"] in ("warning", "error")]
        return [*warnings, *self.all("fault")]

    def wait_for(
        self,
        event: str,
        *,
        count: int = 1,
        after: Line | None = None,
        within: float = PATIENCE,
        **fields: object,
    ) -> Line:
        """The ``count``-th line with this event and these fields (after that other line), as soon as it
        is there."""

        def found() -> list[Line]:
            first = 0 if after is None else self.lines.index(after) + 1
            return _among(self.lines[first:], event, fields)

        with self._change:
            self._change.wait_for(lambda: self._ended or len(found()) >= count, within)
            lines = found()
        assert len(lines) >= count, f"no {event} {fields} ({count})\n{self.output}"
        return lines[count - 1]

    def wait_for_end(self, within: float = PATIENCE) -> int:
        """The exit code (negative: a signal), and everything it ever wrote has been read."""
        assert self._process is not None
        assert self._reader is not None
        code = self._process.wait(within)
        self._reader.join(PATIENCE)
        return code

    # -- how it ends -------------------------------------------------------------------------------

    def strike(self) -> None:
        """SIGKILL, without waiting for the end; from any thread."""
        self._signal(signal.SIGKILL)

    def kill(self) -> None:
        """SIGKILL, as a power cut; also after it has ended."""
        assert self._process is not None
        if self._process.poll() is None:
            self._signal(signal.SIGKILL)
        self.wait_for_end()

    def terminate(self) -> None:
        """SIGTERM, and no more."""
        self._signal(signal.SIGTERM)

    def stop(self) -> None:
        """SIGTERM; it has to end by itself, cleanly and in time, and must not have complained."""
        self._signal(signal.SIGTERM)
        code = self.wait_for_end(STOP_WITHIN)
        assert code == 0, f"exit {code}\n{self.output}"
        assert self.all("stopped", reason="SIGTERM"), self.output
        assert not self.strange
        assert not self.complaints, self.complaints
        assert self._errors.read_bytes() == b"", self.output


def _among(lines: Sequence[Line], event: str, fields: Mapping[str, object]) -> list[Line]:
    wanted = {"event": event, **fields}.items()
    return [line for line in lines if wanted <= line.items()]


# -- what the camera sees ------------------------------------------------------------------------------


@dataclass(slots=True)
class Film:
    """A folder of pictures, each held for the same time."""

    folder: Path
    seed: int = 0
    frames: int = 0

    def empty(self, count: int) -> Film:
        """Nobody is there for so many pictures."""
        shop = draw_shop(np.random.default_rng(self.seed))
        coded, jpeg = cv2.imencode(".jpg", shop)
        assert coded
        return self._add(jpeg.tobytes(), count)

    def phone(self, text: str, count: int) -> Film:
        """Somebody holds up a phone for so many pictures."""
        first = self._next()
        photograph(text, first, self.seed)
        return self._add(first.read_bytes(), count - 1)

    def _add(self, jpeg: bytes, count: int) -> Film:
        for _ in range(count):
            self._next().write_bytes(jpeg)
        return self

    def _next(self) -> Path:
        self.folder.mkdir(exist_ok=True)
        self.frames += 1
        return self.folder / f"{self.frames:04}.jpg"


# -- the place where it stands ------------------------------------------------------------------------


@dataclass(slots=True)
class Place:
    """A shop with one member, a printer, a camera's folder and a folder for everything of one test."""

    folder: Path
    server: SimulatorServer
    printer: PrinterTwin
    member: Member
    qr: str
    runs: int = 0
    tables: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.folder / "state" / "journal.sqlite3"

    def film(self, name: str = "film") -> Film:
        """A new folder of pictures, which the camera will play."""
        self.tables["camera"]["source"] = f"dir:{self.folder / name}"
        return Film(self.folder / name)

    def config(self) -> Path:
        """Write the configuration."""
        path = self.folder / "kiosk.toml"
        path.write_text(toml(self.tables), encoding="utf-8")
        return path

    def run(
        self,
        *,
        level: str = "debug",
        kill_at: Callable[[Line], bool] | None = None,
        module: Sequence[str] = ("kiosk",),
        environ: Mapping[str, str] | None = None,
        start: Sequence[str] = (),
    ) -> Kiosk:
        """A kiosk, to be started by ``with``."""
        self.runs += 1
        errors = self.folder / f"stderr-{self.runs}"
        errors.touch()
        return Kiosk(
            self.config(), errors, level=level, kill_at=kill_at, module=module, environ=environ, start=start
        )

    def earns(self) -> int:
        """How many earns of the member the server has applied."""
        ledger = self.server.shop.ledger
        return sum(one.kind == "earn" and one.member_code == self.member.code for one in ledger)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Read the journal, without a hand on it."""
        with contextlib.closing(sqlite3.connect(f"file:{self.journal}?mode=ro", uri=True)) as db:
            return db.execute(query).fetchall()

    def on_disk(self, text: str) -> bool:
        """Whether this text is anywhere in the journal's files."""
        files = [file for file in self.journal.parent.iterdir() if file.is_file()]
        assert files
        return any(text.encode() in file.read_bytes() for file in files)


@contextlib.contextmanager
def place(folder: Path, *, stamps: int = 0, settings: Settings | None = None) -> Iterator[Place]:
    """Open the shop; the member has so many of ten stamps."""
    key = folder / "api.key"
    key.write_text(TEST_KEY + "\n", encoding="ascii")
    key.chmod(0o600)
    shop = Shop(settings or Settings(), seed=20)
    member = shop.add_member("ayla.demir@example.com", stamps=stamps)
    with SimulatorServer(shop) as server, PrinterTwin() as printer:
        one = Place(folder, server, printer, member, shop.qr_for(member.code))
        one.tables = {
            "shop": {"name": "Kahveci Köşe", "kiosk_id": "entrance-7", "stamps_per_card": 10},
            "api": {"base_url": server.base_url, "key_file": str(key)},
            "visit": {"card": "stamp", "cooldown": "4h"},
            "camera": {"source": "none", "fps": 15, "frame_seconds": 0.5},
            "scanner": {"port": "none"},
            "printer": {"port": printer.port},
            "ui": {"fullscreen": False, "sound": False, "idle_after": 5},
            "journal": {"path": str(one.journal)},
        }
        yield one


def toml(tables: Mapping[str, Table]) -> str:
    """A configuration file; JSON's texts, numbers and lists are TOML's as well."""
    parts: list[str] = []
    for name, table in tables.items():
        parts.append(f"[{name}]")
        parts += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]
    return "\n".join(parts) + "\n"


def until(condition: Callable[[], object], within: float = PATIENCE) -> bool:
    """Wait for something that tells nobody; whether it came to be."""
    end = time.monotonic() + within
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def leaks(output: str, secrets: Sequence[str]) -> list[str]:
    """Which of these stand in a kiosk's output."""
    return [secret for secret in secrets if secret in output]


def readable(papers: list[Paper]) -> list[str]:
    """The tokens that could be redeemed from these papers, one for each code on them."""
    found: list[str] = []
    for paper in papers:
        image = np.pad(np.where(paper, 0, 255).astype(np.uint8), 16, constant_values=255)
        found += [read.text for read in zxingcpp.read_barcodes(image)]
    return found
