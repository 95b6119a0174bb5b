"""A day of the real program in which everything happens that has a secret in it, and then a search for them:
in its log at its most talkative, on standard error, in its files and temporary files, in what the system
showed of it and of its children. Beside that, what it listened on, and who may read its files."""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import socket
import sqlite3
import stat
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.__main__ import parser
from kiosk.cli import staff as staff_command
from kiosk.config import load
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.printer import PrinterTwin
from kiosk.simulator.scanner import ScannerTwin
from kiosk.simulator.shop_values import TEST_KEY, Preset
from tests.e2e.kiosk_process import ROOT, environment, toml, until
from tests.support import needles, seen_process
from tests.torture.books import Market
from tests.torture.life import PATIENCE, Life
from tests.torture.person import LEAVE, STAFF_NAME, STAFF_PIN, Diary, People
from tests.torture.staff import Staff

EMAIL = "planted.person@gmail.com"
PIN = "0836"
WRONG_PIN, WRONG_STAFF_PIN = "7194", "90210077"
NOISE = "PLANTED-noise-of-somebody-41"
MORE = 3
"""Times that anything is tried: a busy machine may be slower than a screen is patient."""


@dataclass
class Day:
    """The kiosk, everybody before it, and what must not be found."""

    folder: Path
    market: Market
    printer: PrinterTwin
    scanner: ScannerTwin
    life: Life
    badge: str
    people: People
    staff: Staff
    diary: Diary
    shown: dict[str, bytes] = field(default_factory=dict)
    doors: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    metrics: str = ""
    """The address that is configured for them."""
    said: dict[str, bytes] = field(default_factory=dict)
    """By the kiosk's other commands, beside it."""

    def look(self) -> None:
        """What everybody can see of it at this moment."""
        number = len(self.shown)
        self.shown |= {f"{name} {number}": what for name, what in seen_process.shown(self.life.pid).items()}
        self.doors |= seen_process.doors(self.life.pid)
        self.opened |= set(seen_process.held_open(self.life.pid).values())

    def until(self, what: str, holds: Callable[[], object], deed: Callable[[], object]) -> None:
        """Do it until it has come to pass."""
        for _ in range(MORE):
            if holds():
                return
            deed()
            self.look()
        assert holds(), f"{what} never happened; on screen: {self.life.view}\n{self.life.output[-3000:]}"

    def applied(self, kind: str) -> int:
        return sum(one.kind == kind for one in self.market.shop.ledger)

    def saw(self, screen: str) -> bool:
        return any(line["name"] == screen for line in self.life.all("screen"))

    # -- what people do ----------------------------------------------------------------------------

    def customer(self) -> None:
        """Somebody with a nearly full card: a wrong PIN, the right one, a coupon on paper."""
        code = self.market.newcomer(9)
        qr = self.market.shop.qr_for(code)
        self.diary.codes.add(qr)
        self.scanner.scan(qr.encode())
        if self.life.sees("pin", seconds=5.0):
            self.life.type(WRONG_PIN)
            self.life.button("key_confirm")
            self.life.until(
                lambda: "key_0" in str(self.life.view) or self.life.view["body"]["entered"] == 0, 3.0
            )
            self.life.type(PIN)
            self.life.button("key_confirm")
        self.life.sees("coupon", seconds=8.0)
        until(lambda: self.life.all("coupon", state="printed"), 5.0)
        self.life.button(LEAVE, 1.0)

    def enter(self, by: str) -> bool:
        """Staff come in: by the lock after a wrong PIN, or by a badge."""
        life = self.life
        for _ in range(5):
            if life.screen == "attract":
                break
            any(life.button(way, 0.05) for way in (LEAVE, "button_continue", "button_back"))
        if by == "badge":
            self.scanner.scan(self.badge.encode())
        else:
            life.button("lock", 1.0)
        if not life.sees("staff_lock", seconds=3.0):
            return False
        if by == "lock":
            life.type(WRONG_STAFF_PIN)
            life.button("key_confirm")
            life.until(lambda: life.view["body"].get("message"), 3.0)
        life.type(STAFF_PIN)
        return life.button("key_confirm") and life.sees("staff_menu", seconds=5.0)

    def enrol(self) -> None:
        """Somebody new types their address."""
        life = self.life
        name, _, host = EMAIL.partition("@")
        if not self.staff._to_task("enrol") or not life.sees("staff_enrol", seconds=2.0):
            return
        for char in name:
            life.touch(f"key_{char}")
            life.rest(0.04)
        life.touch(f"key_@{host}")
        life.until(lambda: life.view["body"].get("typed") == EMAIL, 2.0)
        life.button("button_confirm")
        if not life.sees("staff_consents", seconds=2.0):
            return
        life.button("consent_terms")
        life.button("consent_privacy")
        life.button("button_confirm")
        life.until(lambda: any(one.email == EMAIL for one in self.market.shop.members), 5.0)

    def visit(self, fault: FaultKind | None = None) -> None:
        """Somebody comes while something is wrong on the network."""
        if fault is not None:
            self.market.box.add(Fault(fault, "lookup", count=1))
        code = self.market.newcomer(3)
        qr = self.market.shop.qr_for(code)
        self.diary.codes.add(qr)
        before = len(self.life.all("api", call="lookup"))
        self.scanner.scan(qr.encode())
        self.life.until(lambda: len(self.life.all("api", call="lookup")) > before, 5.0)
        self.life.sees("pin", "offline", "problem", "balance", "reward", seconds=4.0)
        self.life.button(LEAVE, 1.0)

    @property
    def secrets(self) -> set[str]:
        """What no log and no listing may hold."""
        shop = self.market.shop
        known = {TEST_KEY, EMAIL, PIN, WRONG_PIN, STAFF_PIN, WRONG_STAFF_PIN, self.badge, NOISE}
        known |= {one.token for one in shop.coupons} | self.diary.codes
        for one in shop.members:
            known |= {str(one.code), one.email, one.masked_email}
        return known

    @property
    def never_on_disk(self) -> set[str]:
        """And what no file may hold: the journal needs customers' codes and coupons' tokens, and no more."""
        return {
            secret
            for secret in self.secrets
            if not secret.startswith("cq_") and not re.fullmatch(r"7\d{5}", secret) and secret != TEST_KEY
        }


def configured(
    folder: Path, market: Market, printer: PrinterTwin, scanner: ScannerTwin, metrics: str
) -> Path:
    key = folder / "api.key"
    key.write_text(TEST_KEY + "\n", encoding="ascii")
    key.chmod(0o600)
    path = folder / "kiosk.toml"
    api = {"base_url": market.server.base_url, "key_file": str(key), "read_timeout": 1.0}
    tables: dict[str, dict[str, object]] = {
        "shop": {"name": "Kahveci Köşe", "kiosk_id": "entrance-7"},
        "api": api | {"lookups_per_minute": 0, "sends_per_minute": 0},
        "visit": {"daily_limit": 0},
        "camera": {"source": "none"},
        "scanner": {"port": scanner.port},
        "printer": {"port": printer.port, "baud": 115200},
        "ui": {"fullscreen": False, "sound": True, "speech": True, "idle_after": 60},
        "staff": {"idle_after": 60},
        "journal": {"path": str(folder / "state" / "journal.sqlite3")},
    }
    if metrics:
        tables["metrics"] = {"listen": metrics}
    path.write_text(toml(tables), encoding="utf-8")
    return path


def told(config: Path, *words: str, good: bool = True) -> str:
    """What a command of the kiosk's says, all of it."""
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk", *words, "--config", config], cwd=ROOT, env=environment(),
        capture_output=True, text=True, timeout=60, check=good,
    )  # fmt: skip
    return ran.stdout + ran.stderr


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Day]:
    """A Strict shop's kiosk, started by somebody careless: no umask at all."""
    market = Market(7)
    market.settings.preset, market.settings.pin, market.settings.pin_digits = Preset.STRICT, PIN, 4
    market.settings.limits = False
    market.skew = 0.0
    (folder / "tmp").mkdir()
    printer, scanner = PrinterTwin(link=folder / "printer"), ScannerTwin(link=folder / "scanner")
    with market.server, printer, scanner:
        metrics = free_address()
        config = configured(folder, market, printer, scanner, metrics)
        with contextlib.redirect_stdout(io.StringIO()):
            assert staff_command.command(load(config, {}), "add", STAFF_NAME, lambda _: STAFF_PIN) == 0
        badge = told(config, "staff", "badge", STAFF_NAME).splitlines()[0]
        errors = folder / "stderr"
        errors.touch()
        life = Life(config, errors, environ={"TMPDIR": str(folder / "tmp")})
        mask = os.umask(0)
        try:
            life.__enter__()
        finally:
            os.umask(mask)
        try:
            diary = Diary()
            people = People(life, 1, market, scanner, diary, random.Random(7), calm=True)
            life.until(lambda: life.views and life.all("device", name="scanner"), PATIENCE)
            life.until(lambda: life.all("printer", state="ready"), PATIENCE)
            yield Day(
                folder, market, printer, scanner, life, badge, people, Staff(people), diary, metrics=metrics
            )
        finally:
            life.__exit__(None, None, None)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Everything happens, once."""
    with opened(tmp_path_factory.mktemp("day")) as one:
        happen(one)
        config = one.folder / "kiosk.toml"
        identity = str(one.life.all("operation", kind="coupon")[0]["id"])
        for words in (
            ["journal", "list"],
            ["journal", "show", identity],
            ["journal", "export"],
            ["staff", "list"],
        ):
            one.said[" ".join(words)] = told(config, *words).encode()
        one.said |= beside(one)
    # Killed in the middle of it, as by a thief who pulls the plug.
    return one


def beside(day: Day) -> dict[str, bytes]:
    """What leaves the kiosk on purpose, where this one can: its metrics, and a file for whoever helps."""
    said = {}
    if day.metrics:
        with urllib.request.urlopen(f"http://{day.metrics}/metrics", timeout=PATIENCE) as answer:
            said["metrics"] = answer.read()
    if knows(["support-bundle"]):
        log, out = day.folder / "kiosk.log", day.folder / "bundle.tar.gz"
        log.write_text(day.life.output, encoding="utf-8")
        told(day.folder / "kiosk.toml", "support-bundle", "--log", str(log), "--out", str(out), good=False)
        with tarfile.open(out) as bundle:
            for member in bundle.getmembers():
                held = bundle.extractfile(member)
                said[f"the bundle's {member.name}"] = b"" if held is None else held.read()
        out.unlink()
        log.unlink()
    return said


def knows(words: list[str]) -> bool:
    """Whether there is such a command."""
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            parser().parse_args(words)
        except SystemExit:
            return False
    return True


def free_address() -> str:
    """For the metrics."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return f"127.0.0.1:{found.getsockname()[1]}"


def happen(day: Day) -> None:
    life, staff = day.life, day.staff
    day.look()
    day.until("a coupon on paper", lambda: life.all("coupon", state="printed"), day.customer)
    day.scanner.scan(NOISE.encode())
    life.sees("problem", seconds=3.0)
    life.button(LEAVE, 1.0)
    token = day.market.shop.coupons[-1].token
    day.scanner.scan(token.encode())  # the customer's side is no place for it
    life.until(lambda: life.all("scan", kind="coupon"), 3.0)
    life.button(LEAVE, 1.0)

    day.until("staff by the lock", lambda: life.screen == "staff_menu", lambda: day.enter("lock"))
    day.until("a coupon's redemption", lambda: day.applied("coupon"), staff._coupon)
    day.until("a redemption", lambda: day.applied("redeem"), staff._redeem)
    day.until("a checkout", lambda: day.saw("staff_checkout_done"), staff._checkout)
    day.until("an enrolment", lambda: EMAIL in {one.email for one in day.market.shop.members}, day.enrol)
    day.people.close_staff()

    day.until(
        "staff by a badge",
        lambda: life.all("scan", kind="badge") and life.screen == "staff_menu",
        lambda: day.enter("badge"),
    )
    day.until("a reprint", lambda: day.saw("staff_coupon_detail"), staff._reprint)
    day.people.close_staff()

    for fault in (FaultKind.WRONG_TYPE, FaultKind.FOREIGN, FaultKind.TORN, FaultKind.REDIRECT):
        day.visit(fault)
    day.printer.paper_out = True
    day.market.settings.api_key = "another"
    day.visit()
    day.market.settings.api_key = TEST_KEY
    day.scanner.unplug()
    until(lambda: life.all("device", name="scanner", state="down"))
    day.scanner.replug()
    until(lambda: len(life.all("device", name="scanner", state="up")) > 1)
    life.network("tls", 1.5)
    day.visit()
    day.market.server.outage(1.0)
    day.visit()
    day.look()


# -- the search ------------------------------------------------------------------------------------


def test_the_day_was_full(day: Day) -> None:
    """Else finding nothing would say nothing."""
    life = day.life
    for kind in ("earn", "redeem", "coupon"):
        assert life.all("operation", kind=kind, state="accepted"), kind
    assert life.all("operation", state="challenged")
    outcomes = {line["outcome"] for line in life.all("api", call="lookup")}
    assert {"found", "unavailable_foreign", "unavailable_redirect", "unavailable_tls"} <= outcomes, outcomes
    assert life.all("api", status=401)
    assert {line["state"] for line in life.all("printer")} >= {"ready", "paper_out"}
    assert life.all("coupon", state="redeemed")
    assert {line["kind"] for line in life.all("scan")} >= {"member", "coupon", "badge"}
    assert len(day.secrets) > 20


def test_no_secret_is_in_anything_that_was_said(day: Day) -> None:
    assert needles.found(day.secrets, {"output": day.life.output.encode()}) == []


def test_no_secret_is_in_what_the_system_shows(day: Day) -> None:
    assert len(day.shown) > 10
    assert needles.found(day.secrets, day.shown) == []


def test_no_secret_is_in_a_file(day: Day) -> None:
    """The journal's, those beside it, and all temporary ones."""
    own = ("api.key", "kiosk.toml", "stderr")
    files = {name: what for name, what in needles.files_in(day.folder).items() if Path(name).name not in own}
    assert any(name.endswith("journal.sqlite3-wal") for name in files)
    assert needles.found(day.never_on_disk | {TEST_KEY}, files) == []
    temporary = {name: what for name, what in files.items() if str(day.folder / "tmp") in name}
    assert needles.found(day.secrets, temporary) == []


def test_no_pin_is_in_a_cell_of_the_journal(day: Day) -> None:
    """In a raw file a short number may lie between two letters."""
    path = day.folder / "state" / "journal.sqlite3"
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [str(cell) for name in tables for row in db.execute(f"SELECT * FROM {name}") for cell in row]
    assert any("cq_" in cell for cell in cells)
    pins = (PIN, WRONG_PIN, STAFF_PIN, WRONG_STAFF_PIN)
    assert [cell for cell in cells if cell in pins] == []
    assert [
        cell for cell in cells if re.search(rf"(?<!\d)({'|'.join(pins)})(?!\d)", cell.split("-")[0])
    ] == []


def test_no_secret_is_in_what_the_commands_say(day: Day) -> None:
    """As an operator looks at journal and staff."""
    assert STAFF_NAME.encode() in day.said["staff list"]
    assert b"accepted" in day.said["journal list"]
    assert needles.found(day.secrets, day.said) == []


def test_the_search_finds_what_is_there(day: Day) -> None:
    """Every kind of secret, in every disguise."""
    for secret in day.secrets:
        for one in needles.disguises(secret):
            assert needles.found([secret], {"x": b'{"a": "' + one + b'"}'}) == [f"{secret} in x"]
    assert needles.found([PIN], {"x": b"12.0836 00836 id-0836x"}) == []


# -- doors and files -------------------------------------------------------------------------------


def test_it_listens_nowhere_but_where_it_is_told_to(day: Day) -> None:
    assert day.doors == ({f"tcp {day.metrics}"} if day.metrics else set())
    assert [what for what in day.opened if what.startswith("socket:")], "it has sockets"


def test_open_doors_are_seen() -> None:
    """Each kind of them, of this process."""
    before = seen_process.doors(os.getpid())
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as udp,
        socket.socket(socket.AF_UNIX) as unix,
    ):
        udp.bind(("::1", 0))
        unix.bind("\0kiosk-test-door")
        unix.listen()
        new = seen_process.doors(os.getpid()) - before
        assert new == {
            f"tcp 127.0.0.1:{tcp.getsockname()[1]}",
            f"udp6 [0000:0000:0000:0000:0000:0000:0000:0001]:{udp.getsockname()[1]}",
            "unix @kiosk-test-door",
        }


def test_it_holds_only_its_own_files_open(day: Day) -> None:
    files = [what for what in day.opened if what.startswith("/") and not what.startswith("/dev/")]
    foreign = [
        what for what in files if not what.startswith(str(day.folder)) and "/site-packages/" not in what
    ]
    # Qt keeps compiled screens for the next start; while it writes them they are open.
    foreign = [what for what in foreign if "/kiosk/qmlcache/" not in what]
    assert [what for what in foreign if not what.startswith((str(ROOT), "/proc/", "/memfd:"))] == []


def test_its_files_are_its_users_alone(day: Day) -> None:
    """It was started with a umask of 0."""
    state = day.folder / "state"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    written = [*state.iterdir(), *(day.folder / "tmp").rglob("*")]
    assert {file.name for file in written} >= {
        "journal.sqlite3",
        "journal.sqlite3-wal",
        "journal.sqlite3-shm",
    }
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in written}
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}
