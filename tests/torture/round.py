"""One round: a shop of its own, a kiosk that lives and dies in it some dozen times, then peace, then the
audit."""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from signal import SIGKILL, SIGTERM
from typing import Any, Final

from argon2 import PasswordHasher

from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import StaffMember
from kiosk.simulator.printer import PrinterTwin
from kiosk.simulator.scanner import ScannerTwin
from kiosk.simulator.shop_values import TEST_KEY
from tests.e2e.kiosk_process import STOP_WITHIN, Film, Line, toml
from tests.torture.books import Market
from tests.torture.life import PATIENCE, Death, Life, OverError, death
from tests.torture.oracle import Account, Audit, Lived
from tests.torture.papers import Tray
from tests.torture.person import STAFF_NAME, STAFF_PIN, Diary, People
from tests.torture.staff import Staff
from tests.torture.weather import CLOCK, LOST_NETWORK, REFUSED, Devices

LATER: Final = 26 * 60.0
"""Seconds by which the clocks of the last life, the service's as well, are ahead: challenges nobody answers
are over by then, and also those of a life whose clock was ten minutes ahead."""

MILD, WILD = (-7000.0, -600.0, 0.0, 0.0, 600.0, 6600.0), (-4e7, -90_000.0, -4000.0, 0.0, 90_000.0, 4e7)


@dataclass(slots=True)
class Report:
    """What one round came to."""

    number: int
    lives: int = 0
    kills: int = 0
    stops: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    account: dict[str, Any] = field(default_factory=dict)
    wrong: list[dict[str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}


def _plain(value: Any) -> Any:
    return dict(sorted(value.items())) if isinstance(value, Counter) else value


class Round:
    """See above. ``seed`` and ``number`` decide what is tried; how it comes out, the moment does."""

    def __init__(self, folder: Path, seed: int, number: int, rest: float = 150.0) -> None:
        """``rest``: seconds of peace after which all must have come to its end. The outbox asks ten times a
        minute."""
        self._rest_within = rest
        self._folder = folder
        self._dice = random.Random(f"round {seed} {number}")
        self._market = Market(self._dice.randrange(1 << 30))
        self._printer = PrinterTwin(link=folder / "printer")
        self._scanner = ScannerTwin(
            link=folder / "scanner", terminator=self._dice.choice(("cr", "crlf", "lf"))
        )
        self._tray = Tray(self._printer)
        self._devices = Devices(self._printer, self._scanner)
        self._diary = Diary()
        self._report = Report(number)
        self._wild = self._dice.random() < 0.15
        self._audit = Audit(self._market, self._diary, self._tray, folder, wild=self._wild)
        self._journal = folder / "state" / "journal.sqlite3"
        self._film: tuple[Path, int] | None = None
        self._runs = 0
        self._dress_printer()

    def _dress_printer(self) -> None:
        """There are many printers."""
        dice, twin = self._dice, self._printer
        twin.bytes_per_second = dice.choice((None, 40_000.0, 15_000.0, 8000.0))
        twin.muddled = dice.random() < 0.2
        twin.busy_offline = dice.random() < 0.3
        twin.no_clear = dice.random() < 0.2
        twin.no_completion = dice.random() < 0.15
        twin.answer_delay = dice.choice((0.0, 0.0, 0.1))
        twin.boot_seconds = 2.5

    # -- the whole of it ---------------------------------------------------------------------------------

    def run(self, lives: int, longest: float, until: float) -> Report:
        """So many lives of so many seconds at most; after ``until`` (monotonic) no new one is begun."""
        began = time.monotonic()
        self._folder.mkdir(parents=True)
        with self._market.server, self._printer, self._scanner:
            self._write_key()
            self._hire()
            for _ in range(lives):
                if time.monotonic() > until:
                    break
                self._live(death(self._dice, longest))
            self._rest()
            self._sum_up()
        self._report.seconds = round(time.monotonic() - began, 1)
        return self._report

    def _write_key(self) -> None:
        key = self._folder / "api.key"
        key.write_text(TEST_KEY + "\n", encoding="ascii")
        key.chmod(0o600)

    def _hire(self) -> None:
        """One member of staff, with a hash that is cheap to check."""
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

        async def hire() -> None:
            journal = await SqliteJournal.open(self._journal)
            await journal.add_staff(StaffMember(STAFF_NAME, hasher.hash(STAFF_PIN)))
            await journal.close()

        asyncio.run(hire())

    def _config(self, *, film: bool) -> Path:
        source, frame = "none", 0.3
        if film:
            source = f"dir:{self._draw_film()}"
        tables: dict[str, dict[str, object]] = {
            "shop": {"name": "Kahveci Köşe", "kiosk_id": "entrance-7", "stamps_per_card": 10},
            "api": {
                "base_url": self._market.server.base_url,
                "key_file": str(self._folder / "api.key"),
                "connect_timeout": 0.4,
                "read_timeout": 0.6,
                "lookups_per_minute": 0,  # the campaign is in a hurry; the budget has tests of its own
                "sends_per_minute": 0,
            },
            "visit": {"card": "stamp", "cooldown": "4h", "daily_limit": 0},
            "camera": {"source": source, "fps": 10, "frame_seconds": frame},
            "scanner": {"port": self._scanner.port},
            "printer": {"port": self._printer.port, "baud": 115200},
            "ui": {"fullscreen": False, "sound": False, "idle_after": 9},
            "staff": {"idle_after": 9},
            "journal": {"path": str(self._journal)},
        }
        path = self._folder / "kiosk.toml"
        path.write_text(toml(tables), encoding="utf-8")
        return path

    def _draw_film(self) -> Path:
        """Somebody who holds up the phone before the camera, twice."""
        code = self._market.newcomer()
        qr = self._market.shop.qr_for(code)
        self._diary.known.append(code)
        self._diary.codes.add(qr)
        folder = self._folder / f"film-{self._runs}"
        Film(folder, seed=self._runs).empty(4).phone(qr, 3).empty(8).phone(qr, 2)
        self._film = folder, code
        return folder

    # -- one life ------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _started(
        self,
        kill_at: Any = None,
        *,
        shift: float = 0.0,
        film: bool = False,
        environ: Mapping[str, str] | None = None,
    ) -> Iterator[Life]:
        self._runs += 1
        self._film = None
        self._market.books.life = self._runs
        errors = self._folder / f"stderr-{self._runs}"
        errors.touch()
        life = Life(self._config(film=film), errors, shift=shift, kill_at=kill_at, environ=environ)
        with life:
            yield life
        (self._folder / f"log-{self._runs}").write_text(life.output, encoding="utf-8")
        self._count(life)

    def _live(self, end: Death) -> None:
        dice = self._dice
        shift = dice.choice(WILD if self._wild else MILD)
        if shift:
            self._report.faults[CLOCK] += 1
        film = dice.random() < 0.06
        if dice.random() < 0.2:
            self._devices.breaks(self._devices.any(dice), dice)
        with self._started(self._kill_at(end), shift=shift, film=film) as life:
            reaper = self._reap(life, end)
            try:
                with contextlib.suppress(OverError), self._weather(life):
                    self._act(life, 0.1 if end.at_the_paper else dice.choice((0.3, 1.0, 1.0)))
                stopped = self._see_it_end(life, end)
            finally:
                reaper.cancel()
                reaper.join(PATIENCE)
                self._market.before = self._market.after = lambda call: None
                self._printer.disarm()
        if stopped:
            self._report.stops += 1
        else:
            self._report.kills += 1
        self._report.ways[end.way] += 1
        self._lived(life, killed=not stopped)

    def _kill_at(self, end: Death) -> Any:
        left = end.count

        def reached(line: Line) -> bool:
            nonlocal left
            hit = end.way == "any line" or (
                line.get("event") == end.event and (end.fields or {}).items() <= line.items()
            )
            left -= hit
            if not hit or left:
                return False
            time.sleep(end.wait)
            return True

        return reached if end.way in ("line", "any line") else None

    def _reap(self, life: Life, end: Death) -> threading.Timer:
        """Arm everything else that may kill it; the clock does in any case."""
        left = end.count

        def at_request(call: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                life.strike()
                time.sleep(end.wait)

        match end.way:
            case "before":
                self._market.before = at_request
            case "after":
                self._market.after = at_request
            case "row":
                self._printer.at_row(end.count, life.strike)
            case "byte":
                self._printer.at_byte(end.count, life.strike)
        timer = threading.Timer(end.limit, life.strike if end.kills else life.ask_to_stop)
        timer.name = "reaper"
        timer.start()
        return timer

    def _see_it_end(self, life: Life, end: Death) -> bool:
        """Wait for its end; whether it stopped by itself, as asked. Raises ``AssertionError`` when it
        neither dies nor stops."""
        code = life.wait_for_end(end.limit + STOP_WITHIN + PATIENCE)
        if code == -SIGKILL:
            return False
        if code == -SIGTERM and not life.all("ready"):
            return True  # asked before it could listen
        if code != 0 or end.kills:
            self._audit.blame("ended by itself", f"life {self._runs}: exit {code}")
        return True

    def _act(self, life: Life, storms: float) -> None:
        """People come, things break, until it is over. ``storms``: how much of it on the network."""
        dice = self._dice
        alone = self._film is None
        people = People(
            life, self._runs, self._market, self._scanner, self._diary, dice, storms=storms, alone=alone
        )
        staff = Staff(people)
        life.until(lambda: life.views and life.all("device", name="scanner"), PATIENCE)
        if dice.random() < 0.7:
            life.until(lambda: life.all("printer", state="ready"), 2.0)
        while True:
            self._market.settings.limits = dice.random() < 0.08
            what = dice.choices(("visit", "staff", "nonsense", "wait"), (14, 0 if self._film else 5, 1, 1))[0]
            if what == "visit":
                people.visit(people.somebody())
            elif what == "staff":
                staff.come()
            elif what == "nonsense":
                people.nonsense()
            else:
                life.rest(dice.uniform(0.05, 1.0))

    @contextlib.contextmanager
    def _weather(self, life: Life) -> Iterator[None]:
        """Devices break and are mended, clocks are turned, names are lost, whatever people do meanwhile."""
        dice, over = random.Random(self._dice.randrange(1 << 30)), threading.Event()

        def blow() -> None:
            while not over.wait(dice.choice((0.2, 0.3, 0.5, 0.8, 2.5))):
                with contextlib.suppress(OverError):
                    self._trouble(life, dice)

        thread = threading.Thread(target=blow, name="weather")
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(PATIENCE)

    def _trouble(self, life: Life, dice: random.Random) -> None:
        """Something more breaks, or what is broken is mended."""
        devices, roll = self._devices, dice.random()
        if devices.broken and dice.random() < 0.75:
            devices.mend()
        elif roll < 0.6:
            devices.breaks(devices.any(dice), dice)
        elif roll < 0.68:
            self._market.server.outage(dice.uniform(0.2, 1.0))
        elif roll < 0.8:
            life.network(dice.choice(("dns", "tls")), dice.uniform(0.2, 1.5))
        elif roll < 0.9:
            life.turn_clock(dice.choice(WILD if self._wild else MILD))
            self._report.faults[CLOCK] += 1

    # -- peace ---------------------------------------------------------------------------------------------

    def _rest(self) -> None:
        """Everything is mended, and the kiosk has time: all that was begun comes to its end, and the next
        customer is served as if nothing had been."""
        self._market.box.clear()
        self._market.settings.limits = False
        self._devices.mend()
        self._printer.bytes_per_second = None
        guests: list[int] = []
        self._market.skew += LATER  # or its first answer would turn the clock back
        with self._started(shift=LATER) as life:
            try:
                life.until(lambda: life.views and life.all("device", name="scanner"), PATIENCE)
                life.until(lambda: life.all("printer", state="ready"), PATIENCE)
                self._wait_for_rest(life)
                calm = People(
                    life, self._runs, self._market, self._scanner, self._diary, self._dice, calm=True
                )
                for _ in range(3):
                    guests.append(calm.somebody())
                    calm.visit(guests[-1])
                    self._wait_for_rest(life)
                    if self._audit.served(guests[-1], self._look()):
                        break
                life.ask_to_stop()
                ended = life.wait_for_end(STOP_WITHIN)
                if ended != 0:
                    self._audit.blame("ended badly", f"exit {ended}")
            except OverError:
                self._audit.blame("ended by itself", "in peace")
        self._lived(life, killed=False)
        self._audit.books_agree(self._look(), guests)

    def _wait_for_rest(self, life: Life) -> None:
        end = time.monotonic() + self._rest_within
        while not self._at_rest():
            if time.monotonic() > end:
                self._audit.blame("never came to its end", str(self._unfinished()))
                return
            life.rest(0.2)

    UNFINISHED: Final = (
        "SELECT id, state FROM operation WHERE state IN ('pending', 'sent', 'challenged')"
        " OR state = 'unknown' AND kind <> 'coupon'"
        " UNION ALL SELECT operation_id, 'kept' FROM kept_visit"
        " UNION ALL SELECT id, state FROM print_job WHERE state IN ('queued', 'sending')"
    )

    def _unfinished(self) -> list[tuple[str, str]]:
        with contextlib.closing(sqlite3.connect(f"file:{self._journal}?mode=ro", uri=True)) as db:
            return db.execute(self.UNFINISHED).fetchall()

    def _at_rest(self) -> bool:
        return not self._unfinished()

    # -- afterwards ----------------------------------------------------------------------------------------

    def _lived(self, life: Life, *, killed: bool) -> None:
        """A life is over: read everything it left behind."""
        self._report.lives += 1
        self._audit.life(Lived(self._runs, life, killed=killed), self._look())

    def _look(self) -> Account:
        """The journal as it lies on the disk, read without a hand on it."""
        copy = self._folder / "look"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for suffix in ("", "-wal"):
            file = self._journal.with_name(self._journal.name + suffix)
            if file.exists():
                shutil.copy(file, copy / file.name)
        raw = b"".join(file.read_bytes() for file in sorted(copy.iterdir()))
        return Account.read(copy / self._journal.name, raw)

    def _count(self, life: Life) -> None:
        faults = self._report.faults
        for network, count in life.struck.items():
            faults[LOST_NETWORK[network]] += count
        faults[REFUSED] += len(life.all("api", outcome="unavailable_connect"))

    def _sum_up(self) -> None:
        report = self._report
        report.faults += self._market.box.counts + self._devices.counts
        report.acts += self._diary.acts
        report.account = self._audit.numbers()
        report.wrong = [{"what": what, "where": where} for what, where in self._audit.wrong]
        if report.wrong:
            papers = self._folder / "papers"
            papers.mkdir()
            self._printer.papers_as_png(papers)
