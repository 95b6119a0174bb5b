"""The program and its peers, each as a process before the same video, the same shop and the same eye."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Settings
from tests.bench.race import body, eye, video
from tests.bench.race.eye import Missing
from tests.bench.race.figures import JSQR, PROGRAM, TUTORIAL, ZXING, quantile
from tests.e2e.kiosk_process import ROOT, Kiosk, Place, environment, place

STAGE = "tests.bench.race.stage"
WEB = ROOT / "tests" / "bench" / "web_peer"
MODULES = ROOT / "build" / "bench" / "web_peer"
"""Where the page's packages are put."""
FETCH_WITHIN = 120.0


@contextlib.contextmanager
def shop(folder: Path, latency: float = 0.0) -> Iterator[Place]:
    """A shop with members, whose server takes so many seconds for each answer. Each run has a fresh one."""
    folder.mkdir(parents=True, exist_ok=True)
    with place(folder, settings=Settings(limits=False)) as one:
        if latency:
            for call in ("lookup", "earn"):
                one.server.faults.add(Fault(FaultKind.DELAY, call=call, count=None, seconds=latency))
        one.tables["api"] |= {"lookups_per_minute": 0, "sends_per_minute": 0}
        one.tables["ui"] |= {"fullscreen": True, "idle_after": 8, "dim_after": 3600}
        one.tables["camera"] |= {"fps": video.FPS, "size": "1280x720"}
        yield one


@dataclass(slots=True)
class Seen:
    """What was noted beside the screen: when each picture of the video was delivered (monotonic seconds;
    by number), when one was given to the decoder, the milliseconds of each decode, and how late the ticks
    of Qt's thread came."""

    due: dict[int, float] = field(default_factory=dict)
    looked: list[float] = field(default_factory=list)
    decode_ms: list[float] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)


class Runner(ABC):
    """One competitor. ``start`` and ``stop`` once each; in between ``pid`` leads all of its processes."""

    name = ""

    def __init__(self, display: eye.Display, one: Place, film: Path | None, *, live: bool = False) -> None:
        self.display, self.one, self.film, self.live = display, one, film, live
        self.pid = 0
        self.started = 0.0

    @abstractmethod
    def start(self) -> None:
        """Start it; returns at once. Raises ``Missing``."""

    @abstractmethod
    def stop(self) -> Seen:
        """End it, and tell what was noted."""

    def _environ(self) -> dict[str, str]:
        return environment() | {
            "DISPLAY": self.display.name,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
        }


class Program(Runner):
    """``kiosk run``."""

    name = PROGRAM
    kiosk: Kiosk

    def start(self) -> None:
        self._out = self.one.folder / "stage.json"
        camera = "none" if self.film is None else "live" if self.live else "file"
        if self.film is not None:
            self.one.tables["camera"]["source"] = f"file:{self.film}"
        module = [STAGE, str(self._out), camera, str(self.film)]
        self.kiosk = self.one.run(level="info", module=module, environ=self._environ())
        self.started = time.monotonic()
        self.kiosk.__enter__()
        self.pid = self.kiosk.pid

    def stop(self) -> Seen:
        try:
            self.kiosk.stop()
        finally:
            self.kiosk.kill()
        noted = json.loads(self._out.read_text(encoding="ascii"))
        scans = [float(str(line["decode_ms"])) for line in self.kiosk.all("scan", source="camera")]
        return Seen(dict(enumerate(noted["due"])), noted["looks"], scans, noted["late_ms"])


class Tutorial(Runner):
    """pyzbar in a Qt loop."""

    name = TUTORIAL

    def start(self) -> None:
        self._out = self.one.folder / "tutorial.json"
        api = self.one.tables["api"]
        command = [sys.executable, "-m", "tests.bench.tutorial_peer", str(self.film), str(self._out)]
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            [*command, str(api["base_url"]), str(api["key_file"])],
            env=self._environ(), cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.pid = self._process.pid

    def stop(self) -> Seen:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        return Seen(dict(enumerate(json.loads(self._out.read_text(encoding="ascii"))["due"])))


class Web(Runner):
    """A page in Chromium. ``decoder`` is the worker that reads codes."""

    decoder = ""

    def start(self) -> None:
        modules, chromium = packages(), browser()
        api = self.one.tables["api"]
        self._reports = self.one.folder / "reports"
        self._reports.touch()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.web_peer.server", "--base", str(api["base_url"]),
             "--key-file", str(api["key_file"]), "--modules", str(modules), "--reports", str(self._reports)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, cwd=ROOT, text=True,
        )  # fmt: skip
        assert self._server.stdout is not None
        port = self._server.stdout.readline().strip()
        page = f"http://127.0.0.1:{port}/?decoder={self.decoder}"
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            [chromium, *switches(self.film, self.one.folder / "profile"), page],
            env=self._environ() | {"HOME": str(self.one.folder)}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.pid = self._process.pid

    def stop(self) -> Seen:
        body.end(self.pid)
        self._process.wait()
        self._server.terminate()
        self._server.wait()
        assert self._server.stdout is not None
        self._server.stdout.close()
        return told(self._reports.read_text(encoding="ascii").splitlines())


class Jsqr(Web):
    """The page with jsQR."""

    name, decoder = JSQR, "jsqr"


class Zxing(Web):
    """The page with zxing's WebAssembly build."""

    name, decoder = ZXING, "zxing"


RUNNERS: dict[str, type[Runner]] = {one.name: one for one in (Program, Jsqr, Zxing, Tutorial)}


def told(reports: Sequence[str]) -> Seen:
    """What the page has reported, line by line. When its video has begun anew, pictures count no more."""
    seen, known, last = Seen(), dict[int, float](), -1
    for line in reports:
        for number, taken, ms in json.loads(line)["looks"]:
            seen.decode_ms.append(ms)
            seen.looked.append(taken / 1000)
            if number > last:
                last = number
                known[number] = taken / 1000
            else:
                last = 2**video.BITS
    seen.due = by_the_clock(known)
    return seen


def by_the_clock(due: dict[int, float]) -> dict[int, float]:
    """The page looks at every second picture or so, and knows when those came. What is between two of them
    came in between, evenly."""
    if not due:
        return {}
    known = sorted(due)
    found: dict[int, float] = {}
    for low, high in itertools.pairwise(known):
        step = (due[high] - due[low]) / (high - low)
        found |= {number: due[low] + (number - low) * step for number in range(low, high)}
    return found | {known[-1]: due[known[-1]]}


def switches(film: Path | None, profile: Path) -> list[str]:
    """Of Chromium: a kiosk, the video as its camera, and nothing that a shop's kiosk would not need."""
    width, height = eye.SIZE
    found = [
        "--kiosk",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--disable-features=Translate",
        "--password-store=basic",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
        f"--user-data-dir={profile}",
        f"--window-size={width},{height}",
        "--window-position=0,0",
    ]
    return [*found, "--no-sandbox"] if os.geteuid() == 0 else found


def browser() -> str:
    """Chromium's path. Raises ``Missing``."""
    for name in ("chromium", "chromium-browser"):
        if (found := shutil.which(name)) is not None:
            return found
    raise Missing("no Chromium (Debian's package chromium)")


def browser_version() -> str:
    """As it says itself."""
    said = subprocess.run(
        [browser(), "--version"], capture_output=True, text=True, check=False
    ).stdout.split()
    return " ".join(said[:2])


def packages(folder: Path = MODULES) -> Path:
    """The page's packages, fetched if they are not there yet, of the very bytes that the lock file names.
    Raises ``Missing``."""
    wanted = (WEB / "package-lock.json").read_bytes()
    lock, modules = folder / "package-lock.json", folder / "node_modules"
    if modules.is_dir() and lock.is_file() and lock.read_bytes() == wanted:
        return modules
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("no npm (Debian's package npm)")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("package.json", ".npmrc"):
        shutil.copy(WEB / name, folder / name)
    lock.write_bytes(wanted)
    try:
        done = subprocess.run([npm, "ci"], cwd=folder, capture_output=True, timeout=FETCH_WITHIN, check=False)
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode or not modules.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        raise Missing("npm cannot fetch the page's packages")
    return modules


def summary(seen: Seen) -> dict[str, object]:
    """The part of it that goes into the result."""
    found: dict[str, object] = {}
    if seen.decode_ms:
        found["decode_ms"] = [round(quantile(seen.decode_ms, part), 1) for part in (0.5, 0.95, 0.99)]
    if seen.late_ms:
        found["late_ms"] = [round(quantile(seen.late_ms, part), 1) for part in (0.5, 0.95, 0.99)]
    return found
