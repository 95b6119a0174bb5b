"""``kiosk doctor``: what it says of devices, service, journal and files, and that it never says a secret."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from kiosk.__main__ import main
from kiosk.__main__ import parser as kiosk_parser
from kiosk.cli import doctor
from kiosk.cli.doctor import codes, devices, disk, machine, report, service
from kiosk.cli.doctor.codes import CODES, Result
from kiosk.cli.doctor.findings import Check, Finding, good, side_by_side, trouble
from kiosk.cli.doctor.holders import Holder, holders_of
from kiosk.cli.doctor.place import Place
from kiosk.cli.logbook import Said, event_of, from_journald, last_said
from kiosk.config import Settings, load
from kiosk.core import outcomes as o
from kiosk.core.machine import MachineReport, Network, Voltage
from kiosk.core.model import PrinterState
from kiosk.core.timekeeping import TimeTold
from kiosk.devices.frame_source import Fault
from kiosk.journal import SqliteJournal, schema
from kiosk.simulator.http import SimulatorServer
from kiosk.simulator.printer import PrinterTwin
from kiosk.simulator.scanner import ScannerTwin
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import TEST_KEY
from kiosk.simulator.shop_values import Settings as ShopSettings
from tests.e2e.kiosk_process import toml
from tests.support.holding_ports import holding

ROOT = Path(__file__).resolve().parents[2]
OTHER_KEY = "planted-key-that-nobody-may-see"


@dataclass(slots=True)
class Bench:
    """A kiosk that does not run, all of its devices, and its configuration."""

    folder: Path
    printer: PrinterTwin
    scanner: ScannerTwin
    shop: Shop
    tables: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def journal(self) -> Path:
        return self.folder / "state" / "journal.sqlite3"

    def config(self) -> Path:
        path = self.folder / "kiosk.toml"
        path.write_text(toml(self.tables), encoding="utf-8")
        return path

    def settings(self) -> Settings:
        return load(self.config(), {})


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    shop = Shop(ShopSettings(), seed=3)
    key, film = tmp_path / "api.key", tmp_path / "film"
    key.touch(0o600)
    key.write_text(TEST_KEY)
    film.mkdir()
    cv2.imwrite(str(film / "1.png"), np.full((72, 128, 3), 90, np.uint8))
    with SimulatorServer(shop) as server, PrinterTwin() as printer, ScannerTwin() as scanner:
        one = Bench(tmp_path, printer, scanner, shop)
        one.tables = {
            "shop": {"kiosk_id": "entrance-7"},
            "api": {"base_url": server.base_url, "key_file": str(key)},
            "camera": {"source": f"dir:{film}"},
            "scanner": {"port": scanner.port},
            "printer": {"port": printer.port},
            "journal": {"path": str(one.journal)},
        }
        asyncio.run(_begin(one.journal))
        yield one


async def _begin(path: Path) -> None:
    await (await SqliteJournal.open(path)).close()


Told = tuple[int, dict[str, Any], dict[str, list[dict[str, Any]]]]


@pytest.fixture
def ask(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[], Told]:
    for name in [name for name in os.environ if name.startswith("KIOSK_")]:
        monkeypatch.delenv(name)

    def run() -> Told:
        code = main(["doctor", "--json", "--config", str(bench.config())])
        out = capsys.readouterr().out
        for secret in (TEST_KEY, OTHER_KEY):
            assert secret not in out
        told = json.loads(out)
        found: dict[str, list[dict[str, Any]]] = {}
        for finding in told["findings"]:
            found.setdefault(finding["name"], []).append(finding)
        return code, told, found

    return run


# -- the whole -------------------------------------------------------------------------------------------


def test_a_kiosk_that_is_well(bench: Bench, ask: Callable[[], Told]) -> None:
    before = bench.journal.read_bytes()
    code, told, found = ask()
    assert (code, told["broken"], told["running"]) == (0, False, False), told
    for name in (
        "config",
        "key",
        "api",
        "camera",
        "scanner",
        "printer",
        "journal",
        "disk",
        "files",
        "assets",
    ):
        assert [one["result"] for one in found[name]] == ["ok"], found[name]
    assert found["camera"][0]["values"] == {
        "source": bench.tables["camera"]["source"], "width": 128, "height": 72
    }  # fmt: skip
    assert found["printer"][0]["values"] == {"port": bench.printer.port, "state": "ready"}
    assert found["api"][0]["values"]["outcome"] == "not_found"
    assert found["journal"][0]["values"]["schema"] == schema.VERSION
    assert abs(found["clock"][0]["values"]["skew_s"]) < 5
    assert set(found["versions"][0]["values"]) >= {"kiosk", "python", "qt", "opencv", "kernel"}
    assert not bench.shop.ledger
    assert not bench.printer.papers
    assert bench.journal.read_bytes() == before
    # SQLite leaves an empty log and its index, as for anybody who looks.
    beside = {one.name: one.stat() for one in bench.journal.parent.iterdir()}
    assert set(beside) <= {"journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm"}
    assert all(state.st_mode & 0o077 == 0 for state in beside.values())


def test_the_form_of_the_answer_is_as_documented(bench: Bench, ask: Callable[[], Told]) -> None:
    bench.printer.paper_out = True
    code, told, _ = ask()
    assert code == 1
    assert list(told) == [
        "version", "at", "kiosk", "kiosk_id", "running", "broken", "counts", "findings"
    ]  # fmt: skip
    assert (told["version"], told["kiosk_id"]) == (1, "entrance-7")
    assert datetime.fromisoformat(told["at"]).tzinfo is not None
    assert list(told["counts"]) == ["ok", "warn", "fault", "skip"]
    assert sum(told["counts"].values()) == len(told["findings"])
    for one in told["findings"]:
        assert list(one) == ["name", "result", "code", "found", "advice", "values"]
        assert one["result"] in set(Result)
        assert bool(one["code"]) == bool(one["advice"]) == (one["result"] in ("warn", "fault"))
        assert all(value is None or isinstance(value, str | int | float) for value in one["values"].values())
    assert tuple(dict.fromkeys(one["name"] for one in told["findings"])) == doctor.ORDER
    document = (ROOT / "docs/doctor.md").read_text(encoding="utf-8")
    table = document[document.index("| name | looks at") :]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == doctor.ORDER
    for one in told["findings"]:
        row = next(line for line in table.splitlines() if line.startswith(f"| `{one['name']}` |"))
        assert not [name for name in one["values"] if f"`{name}`" not in row], one["name"]


def test_one_line_each_with_what_to_do(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.printer.cover_open = True
    bench.tables["metrics"] = {"listen": ""}
    assert main(["doctor", "--config", str(bench.config())]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(re.match(r"(ok|warn|fault|skip) +[a-z]+ +\S", line) for line in lines[:-1])
    [line] = [line for line in lines if line.startswith("fault")]
    assert line.endswith("its cover is open [printer.cover_open]. Close the cover until it clicks.")
    assert re.fullmatch(
        r"1 broken, \d to look at\. What each code means: docs/troubleshooting\.md", lines[-1]
    )


def test_a_bad_configuration_is_told_key_by_key_and_the_rest_goes_on(
    bench: Bench, ask: Callable[[], Told]
) -> None:
    bench.tables["camera"]["fps"] = "fast"
    bench.tables["api"]["key"] = OTHER_KEY
    code, told, found = ask()
    assert (code, told["kiosk_id"], told["running"]) == (1, "", None)
    assert [(one["code"], one["values"]["key"]) for one in found["config"]] == [
        ("config.wrong", "api.key"),
        ("config.wrong", "camera.fps"),
    ]
    assert found["printer"][0]["result"] == found["key"][0]["result"] == "skip"
    assert found["versions"][0]["result"] == found["assets"][0]["result"] == "ok"
    assert tuple(dict.fromkeys(one["name"] for one in told["findings"])) == doctor.ORDER


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--config", str(tmp_path / "none.toml")]) == 1
    assert "none.toml: does not exist [config.wrong]" in capsys.readouterr().out


# -- key and service -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"), [(None, "key.missing"), ("", "key.unusable"), (f"{OTHER_KEY} x", "key.unusable")]
)
def test_keys_that_are_none(bench: Bench, ask: Callable[[], Told], content: str | None, code: str) -> None:
    key = Path(str(bench.tables["api"]["key_file"]))
    key.unlink() if content is None else key.write_text(content)
    _, _, found = ask()
    assert [one["code"] for one in found["key"]] == [code]
    assert found["api"][0]["result"] == "skip"


def test_a_key_that_the_service_does_not_take(bench: Bench, ask: Callable[[], Told]) -> None:
    Path(str(bench.tables["api"]["key_file"])).write_text(OTHER_KEY)
    code, _, found = ask()
    assert (code, found["api"][0]["code"]) == (1, "api.bad_key")


OUTCOMES: list[tuple[o.LookupOutcome, str]] = [
    (o.NotFound(), ""),
    (o.InvalidQr(), ""),
    (o.BadKey(), "api.bad_key"),
    (o.SubscriptionLapsed(), "api.subscription"),
    (o.RateLimited(3.0), "api.too_many"),
    (o.Refused("closed", 418), "api.refused"),
    *((o.Unavailable(one), service.TROUBLE[one][0]) for one in o.Trouble),
]


@pytest.mark.parametrize(
    ("outcome", "code"), OUTCOMES, ids=lambda one: one if isinstance(one, str) else o.name(one)
)
def test_each_answer_of_the_service_has_its_words(outcome: o.LookupOutcome, code: str) -> None:
    found = service._answer(outcome, 12.3)
    assert (found.code, found.values["outcome"]) == (code, o.name(outcome))


@pytest.mark.parametrize(
    ("ahead", "kept", "code", "words"),
    [
        (0, True, "", "set by the network"),
        (20, None, "", "20 s from the service's"),
        (0, False, "clock.not_synchronised", "nobody sets this clock"),
        (400, True, "clock.wrong", "400 s behind the service's"),
        (-400, False, "clock.wrong", "400 s ahead of the service's"),
        (None, None, "", "did not tell its time"),
    ],
)
def test_the_clock(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, ahead: int | None, kept: bool | None, code: str, words: str
) -> None:
    monkeypatch.setattr(service, "synchronised", lambda: kept)
    told = None if ahead is None else TimeTold(datetime.now(UTC).timestamp() + ahead, time.monotonic())
    found = service.clock(Place(bench.settings()), told)
    assert found.code == code
    assert words in found.found
    assert "Europe/Istanbul" in found.found


# -- devices ---------------------------------------------------------------------------------------------


def _state(state: str) -> Callable[[PrinterTwin], None]:
    return lambda twin: setattr(twin, state, True)


@pytest.mark.parametrize(
    ("turn", "code"),
    [
        (_state("paper_out"), "printer.paper_out"),
        (_state("paper_low"), "printer.paper_low"),
        (_state("cover_open"), "printer.cover_open"),
        (_state("error"), "printer.error"),
        (_state("silent"), "printer.silent"),
        (PrinterTwin.unplug, "printer.missing"),
    ],
)
def test_the_printer_in_words(bench: Bench, turn: Callable[[PrinterTwin], None], code: str) -> None:
    turn(bench.printer)
    [found] = devices.printer(Place(bench.settings()))
    assert found.code == code
    assert not bench.printer.papers


def test_of_a_printer_that_never_answers_silence_is_no_news(bench: Bench) -> None:
    bench.tables["printer"]["completion"] = "none"
    silent = devices._printer_is(Place(bench.settings()), PrinterState.SILENT, "", {})
    assert (silent.result, silent.values["state"]) == (Result.OK, "silent")


def test_ports_that_are_none(bench: Bench) -> None:
    bench.tables["printer"]["port"] = bench.tables["scanner"]["port"] = "/dev/full"
    place = Place(bench.settings())
    assert devices.printer(place)[0].code == "printer.cannot_open"
    assert devices.scanner(place)[0].code == "scanner.cannot_open"
    bench.tables["scanner"]["port"] = "/dev/kiosk-has-none"
    assert devices.scanner(Place(bench.settings()))[0].code == "scanner.missing"
    bench.tables["scanner"]["port"] = "hid:/dev/full"
    assert devices.scanner(Place(bench.settings()))[0].code == "scanner.not_a_keyboard"


def test_what_another_program_holds_is_named(bench: Bench) -> None:
    with holding(bench.printer.port) as first, holding(bench.scanner.port) as second:
        place = Place(bench.settings())
        for [found], pid in ((devices.printer(place), first), (devices.scanner(place), second)):
            assert found.code == f"{found.name}.in_use"
            assert (found.values["held_by"], found.values["pid"]) == ("sleep", pid)
        assert holders_of(Path(bench.printer.port))[-1:] == [Holder(first, "sleep")]
    assert first not in {one.pid for one in holders_of(Path(bench.printer.port))}


def test_a_kiosk_that_cannot_be_looked_into_is_no_fault() -> None:
    class Hidden(Place):
        kiosk = None
        runs = True

        said = Said()

    hidden = Hidden(Settings())
    taken = trouble("printer.in_use", "/dev/ttyUSB0: another program has it open")
    found = devices._in_use("printer", hidden, taken, [])
    assert (found.result, found.values) == (Result.OK, {"held_by": "kiosk", "pid": None})
    gone = trouble("printer.missing", "gone")
    assert devices._in_use("printer", hidden, gone, []) is gone
    assert not devices._kiosk_has("printer", hidden, []), "nobody knows, so it is tried"
    hidden.said.printer = "paper_out"
    assert devices._kiosk_has("printer", hidden, []), "by its own words; nothing is opened"
    hidden.said.devices["camera"] = ("down", "no_frames")
    told = devices._kiosk_says_down("camera", hidden)
    assert told is not None
    assert told.code == "camera.no_pictures"
    assert not devices._kiosk_has("camera", hidden, [])
    hidden.said.devices["camera"] = ("down", "missing")
    assert devices._kiosk_says_down("camera", hidden) is None
    hidden.said.devices["scanner"] = ("down", "in_use")
    assert devices._in_use("printer", hidden, taken, []).code == "printer.paper_out"
    assert devices._held("scanner", hidden).code == "scanner.in_use"


@pytest.mark.parametrize(
    ("source", "fault", "code"),
    [
        ("auto", Fault.MISSING, "camera.none_found"),
        ("/dev/video9", Fault.MISSING, "camera.missing"),
        ("/dev/video9", Fault.IN_USE, "camera.in_use"),
        ("/dev/video9", Fault.NOT_PERMITTED, "camera.not_permitted"),
        ("/dev/video9", Fault.NO_FRAMES, "camera.no_pictures"),
        ("picamera", Fault.NO_LIBRARY, "camera.no_library"),
        ("/dev/video9", Fault.FAILED, "camera.cannot_open"),
    ],
)
def test_each_fault_of_a_camera_has_its_words(source: str, fault: Fault, code: str) -> None:
    assert devices._camera_fault(source, fault).code == code


def test_a_black_camera_and_a_bright_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "MEASURED", 0.1)

    def filmed(level: int) -> Finding:
        from kiosk.devices.frames import CallbackSource

        source = CallbackSource(lambda: np.full((48, 64, 3), level, np.uint8))
        return devices._filmed("/dev/video9", source, live=True)

    assert filmed(2).code == "camera.black"
    bright = filmed(120)
    assert (bright.result, bright.values["width"], bright.values["height"]) == (Result.OK, 64, 48)
    assert isinstance(bright.values["fps"], float)


def test_neither_camera_nor_scanner(bench: Bench, ask: Callable[[], Told]) -> None:
    bench.tables["camera"]["source"] = bench.tables["scanner"]["port"] = "none"
    code, _, found = ask()
    assert code == 1
    assert [one["code"] for one in found["scanner"]] == ["", "scanner.nothing_reads"]


# -- what the running kiosk has said ----------------------------------------------------------------------


def test_the_last_words_on_a_device_count() -> None:
    said = last_said([
        '{"ts": "2026-11-27T10:00:00.000Z", "level": "info", "event": "printer", "state": "ready"}',
        '{"ts": "2026-11-27T10:00:00.000Z", "level": "info", "event": "stopped", "reason": "SIGTERM"}',
        "2026-11-27T10:00:01.000Z info    device name=scanner state=up reason=",
        "2026-11-27T10:00:02.000Z warning device name=camera state=down reason=no_frames",
        "2026-11-27T10:00:02.000Z warning printer state=paper_out",
        "2026-11-27T10:00:03.000Z warning printer state=odd",
        "2026-11-27T10:00:03.000Z warning device name=scanner state=odd reason=",
        "Traceback (most recent call last):",
        '{"event": 7}',
    ])  # fmt: skip
    assert said.printer == "paper_out"
    assert said.devices == {"scanner": ("up", ""), "camera": ("down", "no_frames")}
    assert last_said(()).printer == ""


@pytest.mark.parametrize(
    "line", ["", "{", "[1]", "{}", '{"event": null}', "some words", "[" * 5000, "{" * 5000]
)
def test_what_is_no_event(line: str) -> None:
    assert event_of(line) is None


# -- disk ------------------------------------------------------------------------------------------------


def _damaged(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def _stranger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 7")
        db.commit()


def _version(number: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA user_version = {number}")
            db.execute("UPDATE fact SET value = ? WHERE key = 'readable_since'", (str(number),))
            db.commit()

    return write


def _torn(path: Path) -> None:
    """Pages of an index that say nothing any more."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'operation'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = bytes(b"\xa5" * size)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (_damaged, "journal.damaged"),
        (_torn, "journal.damaged"),
        (_stranger, "journal.not_ours"),
        (_version(schema.VERSION + 1), "journal.newer"),
        (_version(1), "journal.older"),
        (Path.unlink, ""),
    ],
)
def test_journals_that_are_not_as_they_should_be(
    bench: Bench, deed: Callable[[Path], None], code: str
) -> None:
    deed(bench.journal)
    before = sorted((one.name, one.read_bytes()) for one in bench.journal.parent.iterdir())
    [found] = disk.journal(Place(bench.settings()))
    assert found.code == code, found
    after = sorted((one.name, one.read_bytes()) for one in bench.journal.parent.iterdir())
    assert [name for name, _ in after if "broken" in name] == []
    assert dict(after)[bench.journal.name] == dict(before)[bench.journal.name] if before else not after


def test_an_earlier_one_was_set_aside(bench: Bench) -> None:
    for end in ("", "-wal", "-shm"):
        bench.journal.with_name(f"journal.sqlite3.broken-20261127T100000.000000Z{end}").touch()
    found = disk.journal(Place(bench.settings()))
    assert [one.code for one in found] == ["", "journal.set_aside"]
    assert found[1].values == {"count": 1}


def test_a_check_that_takes_too_long_is_not_waited_for(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.journal.statistics._STEPS", 1)
    monkeypatch.setattr(disk, "CHECK_WITHIN", -1.0)
    [found] = disk.journal(Place(bench.settings()))
    assert found.result is Result.OK
    assert "takes longer" in found.found


def test_who_may_read_what(bench: Bench) -> None:
    key = Path(str(bench.tables["api"]["key_file"]))
    assert disk.files(Place(bench.settings()))[0].result is Result.OK
    key.chmod(0o644)
    bench.journal.chmod(0o604)
    found = disk.files(Place(bench.settings()))
    assert [(one.code, one.values["file"]) for one in found] == [
        ("files.open_to_others", str(bench.journal)),
        ("files.open_to_others", str(key)),
    ]
    key.unlink()
    bench.journal.unlink()
    assert disk.files(Place(bench.settings()))[0].result is Result.SKIP


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_root_looks_and_leaves_nothing_of_its_own(bench: Bench, ask: Callable[[], Told]) -> None:
    """A log that belongs to root would lock the kiosk out of its own journal."""
    for one in (bench.journal.parent, bench.journal):
        os.chown(one, 4711, 4711)
    asyncio.run(_wal(bench.journal))
    ask()
    assert {one.stat().st_uid for one in bench.journal.parent.iterdir()} == {4711}
    os.chown(bench.journal, 0, 0)
    assert "files.wrong_owner" in {one.code for one in disk.files(Place(bench.settings()))}


async def _wal(path: Path) -> None:
    """As after a crash: the log is still there."""
    journal = await SqliteJournal.open(path)
    await journal.put("a", "b")
    log = path.with_name(path.name + "-wal").read_bytes()
    await journal.close()
    path.with_name(path.name + "-wal").write_bytes(log)
    os.chown(path.with_name(path.name + "-wal"), 4711, 4711)


def test_room(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.statvfs

    def with_free(free: int, flag: int = 0) -> None:
        class Told:
            f_bavail, f_frsize, f_flag = free, 1, flag

        monkeypatch.setattr(disk.os, "statvfs", lambda _path: Told)

    place = Place(bench.settings())
    assert disk.disk(place)[0].result is Result.OK
    with_free(100_000_000)
    assert disk.disk(place)[0].code == "disk.little"
    with_free(1_000_000)
    assert disk.disk(place)[0].code == "disk.full"
    with_free(10**12, os.ST_RDONLY)
    assert disk.disk(place)[0].code == "disk.read_only"
    monkeypatch.setattr(disk.os, "statvfs", real)
    bench.tables["journal"]["path"] = str(bench.folder / "a" / "b" / "journal.sqlite3")
    assert disk.disk(Place(bench.settings()))[0].code == "disk.no_folder"
    bench.tables["journal"]["path"] = str(bench.folder / "a" / "journal.sqlite3")
    assert disk.disk(Place(bench.settings()))[0].result is Result.OK, "the kiosk makes that folder"
    monkeypatch.setattr(disk.os, "access", lambda _path, _mode: False)
    assert disk.disk(Place(bench.settings()))[0].code == "disk.not_writable"


def test_the_programs_own_files(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.tables["shop"]["logo"] = str(tmp_path / "no.png")
    assert disk.assets(bench.settings())[0].code == "assets.logo"
    monkeypatch.setattr("kiosk.paths.assets", lambda: tmp_path)
    assert disk.assets(None)[0].code == "assets.missing"


# -- machine ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (MachineReport(), ""),
        (MachineReport(celsius=81.0, voltage=Voltage.FINE), "machine.hot"),
        (MachineReport(celsius=81.0, voltage=Voltage.LOW), "machine.low_voltage"),
        (MachineReport(celsius=41.0, voltage=Voltage.WAS_LOW), "machine.was_low_voltage"),
        (MachineReport(memory_free=5_000_000), "machine.little_memory"),
        (MachineReport(celsius=41.0, voltage=Voltage.FINE, memory_free=10**9), ""),
    ],
)
def test_the_machines_health(told: MachineReport, code: str) -> None:
    assert machine._health(told).code == code


def test_no_network() -> None:
    assert machine._network(MachineReport(network=Network.DOWN)).code == "network.down"
    assert machine._network(MachineReport()).result is Result.SKIP


UNIT = {"LoadState": "loaded", "NRestarts": "3", "Result": "exit-code", "ExecMainStatus": "1"}


@pytest.mark.parametrize(
    ("unit", "crashes", "code"),
    [
        ({}, 0, ""),
        ({}, 5, "service.crash_loop"),
        ({"LoadState": "not-found"}, 0, ""),
        (UNIT | {"ActiveState": "active", "SubState": "running"}, 1, ""),
        (UNIT | {"ActiveState": "active", "SubState": "running"}, 5, "service.crash_loop"),
        (UNIT | {"ActiveState": "activating", "SubState": "auto-restart"}, 1, "service.restarting"),
        (UNIT | {"ActiveState": "activating", "SubState": "start"}, 1, ""),
        (UNIT | {"ActiveState": "failed", "SubState": "failed"}, 1, "service.failed"),
        (UNIT | {"ActiveState": "inactive", "SubState": "dead"}, 0, "service.stopped"),
    ],
)
def test_the_unit(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, unit: dict[str, str], crashes: int, code: str
) -> None:
    monkeypatch.setattr(machine, "unit_state", lambda _unit: unit)
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    (bench.journal.parent / "starts").write_text(f"{boot} {crashes}\n")
    [found] = machine.service(Place(bench.settings()))
    assert (found.code, found.values["crashes"]) == (code, crashes)


def test_a_running_kiosk_without_a_unit_is_well() -> None:
    class Running(Place):
        kiosk = Holder(812, "kiosk")
        runs = True

    [found] = machine.service(Running(Settings()))
    assert found.result is Result.OK or found.values["load"] == "loaded"
    assert "process 812" in found.found


def tool(folder: Path, name: str, says: str, code: int = 0) -> None:
    """A program of that name that says this of whatever it is asked."""
    file = folder / name
    file.write_text(f"#!/bin/sh\necho \"$@\" >>'{folder}/asked'\ncat <<'END'\n{says}\nEND\nexit {code}\n")
    file.chmod(0o755)


def test_what_systemd_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(machine, "SYSTEMD", tmp_path)
    monkeypatch.setattr(service, "_SYNCHRONISED", tmp_path / "none")
    assert machine.unit_state("kiosk.service") == {} or shutil.which("systemctl", path="/usr/bin:/bin")
    tool(
        tmp_path,
        "systemctl",
        "LoadState=loaded\nActiveState=active\nSubState=running\nNRestarts=2\nEnvironment=X=1",
    )
    assert machine.unit_state("kiosk.service") == {
        "LoadState": "loaded", "ActiveState": "active", "SubState": "running", "NRestarts": "2"
    }  # fmt: skip
    for said, known in (("yes", True), ("no", False), ("odd", None)):
        tool(tmp_path, "timedatectl", said)
        assert service.synchronised() is known
    tool(tmp_path, "journalctl", "one\ntwo")
    assert from_journald(812) == ["one", "two"]
    assert from_journald() == ["one", "two"]
    assert "_PID=812" in (tmp_path / "asked").read_text()
    assert "_SYSTEMD_UNIT=kiosk.service" in (tmp_path / "asked").read_text()
    tool(tmp_path, "journalctl", "no", 1)
    assert from_journald() is None


def test_metrics(bench: Bench) -> None:
    class Running(Place):
        runs = True

    assert machine.metrics(Place(bench.settings()))[0].result is Result.SKIP
    answers = ThreadingHTTPServer(("127.0.0.1", 0), Metrics)
    thread = threading.Thread(target=answers.serve_forever)
    thread.start()
    try:
        bench.tables["metrics"] = {"listen": f"127.0.0.1:{answers.server_port}"}
        settings = bench.settings()
        assert machine.metrics(Running(settings))[0].values == {"bytes": 7}
        assert machine.metrics(Place(settings))[0].code == "metrics.port_taken"
        Metrics.status = 500
        assert machine.metrics(Running(settings))[0].code == "metrics.no_answer"
    finally:
        answers.shutdown()
        answers.server_close()
        thread.join()
    assert machine.metrics(Running(settings))[0].code == "metrics.no_answer"
    assert machine.metrics(Place(settings))[0].result is Result.SKIP


class Metrics(BaseHTTPRequestHandler):
    """What Prometheus would be told, by something."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"a 1\nb 2")

    def log_message(self, *_: object) -> None:
        """Nothing."""


# -- how checks are run ----------------------------------------------------------------------------------


@pytest.mark.threads_may_outlive
def test_a_check_that_hangs_or_breaks_is_told_and_the_others_go_on() -> None:
    def breaks() -> list[Finding]:
        raise LookupError(OTHER_KEY)

    began = time.monotonic()
    looked = side_by_side([
        Check(("camera", "clock"), lambda: time.sleep(3) or [], 0.3),
        Check(("printer",), breaks, 5.0),
        Check(("disk",), lambda: [good("disk", "fine")], 5.0),
    ])  # fmt: skip
    assert time.monotonic() - began < 2.5
    assert looked.left_behind
    assert [(one.name, one.code) for one in looked.findings] == [
        ("camera", "doctor.stuck"),
        ("clock", "doctor.stuck"),
        ("printer", "doctor.failed"),
        ("disk", ""),
    ]
    assert OTHER_KEY not in str(looked)


def test_a_service_that_never_answers_is_not_waited_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the configuration would wait for one answer."""
    monkeypatch.setattr(service, "LIMIT", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        bench.tables["api"] |= {"base_url": f"http://127.0.0.1:{silent.getsockname()[1]}", "read_timeout": 60}
        began = time.monotonic()
        found = service.service(Place(bench.settings(), TEST_KEY))
    assert time.monotonic() - began < 5
    assert [one.code for one in found] == ["api.no_answer", ""]


def test_the_program_ends_although_a_check_hangs(bench: Bench) -> None:
    """A name service that hangs would be waited for at the end, as Python waits for its threads."""
    hang = (
        "import sys, time\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "from kiosk.cli import doctor\nfrom kiosk.cli.doctor.findings import Check\nreal = doctor._checks\n"
        "def slow():\n    ThreadPoolExecutor().submit(time.sleep, 50).result()\n"
        "doctor._checks = lambda *a: [Check(('api', 'clock'), slow, 0.5), *real(*a)[1:]]\n"
        "from kiosk.__main__ import main\nsys.exit(main(sys.argv[1:]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", hang, "doctor", "--json", "--config", str(bench.config())],
        capture_output=True, text=True, timeout=45, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ran.returncode == 1, ran
    codes = {one["name"]: one["code"] for one in json.loads(ran.stdout)["findings"]}
    assert codes["api"] == codes["clock"] == "doctor.stuck"
    assert codes["printer"] == ""


def test_every_command_takes_the_contracts_options() -> None:
    def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
        below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        if not below:
            yield parser
        for action in below:
            for one in action.choices.values():
                yield from leaves(one)

    found = list(leaves(kiosk_parser()))
    assert len(found) > 12
    for one in found:
        assert {"--config", "--log-format", "--log-level"} <= set(one._option_string_actions), one.prog


def test_the_whole_takes_less_than_fifteen_seconds(bench: Bench) -> None:
    for place in (None, Place(bench.settings())):
        checks = doctor._checks(None if place is None else place.settings, place)
        assert max(check.seconds for check in checks) <= 11.0
        names = {name for check in checks for name in check.names}
        assert names | {"config", "key"} == set(doctor.ORDER)


# -- codes -----------------------------------------------------------------------------------------------


def test_every_code_is_documented_with_cause_and_remedy_and_none_that_is_not_there() -> None:
    document = (ROOT / "docs/troubleshooting.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| `([a-z]+\.[a-z_]+)` \| (fault|warn) \| (\S.*?) \| (\S.*?) \|$", document, re.MULTILINE
    )
    assert {code: kind for code, kind, _, _ in rows} == {
        code: known.result.value for code, known in CODES.items()
    }
    assert len(rows) == len(CODES), "none twice"


def test_every_code_can_come_up() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "kiosk/cli/doctor").glob("*.py")]
    sources.append((ROOT / "kiosk/cli/print_test.py").read_text(encoding="utf-8"))
    text = "\n".join(source for source in sources if "CODES: dict" not in source)
    literal = set(re.findall(r'"((?:[a-z]+)\.[a-z_]+)"', text))
    composed = {f"camera.{fault.value}" for fault in Fault}
    reasons = ("missing", "in_use", "not_permitted", "not_a_keyboard", "cannot_open")
    composed |= {f"{device}.{word}" for device in ("printer", "scanner", "camera") for word in reasons}
    assert set(CODES) <= literal | composed
    heads = {code.partition(".")[0] for code in CODES}
    told = {code for code in literal if code.partition(".")[0] in heads}
    settings = {f"{table}.{key}" for table, model in Settings() for key in dict(model)}
    assert told - set(CODES) <= settings | {"camera.source", "api.key"}


def test_each_word_of_a_printer_has_a_code_or_is_fine() -> None:
    assert set(devices.PRINTER_WORDS) == set(PrinterState)
    assert [state for state, (code, _) in devices.PRINTER_WORDS.items() if not code] == [PrinterState.READY]


def test_codes_on_the_screen_are_documented() -> None:
    document = (ROOT / "docs/troubleshooting.md").read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "kiosk").rglob("*.py")]
    used = {code for text in sources for code in re.findall(r'"(E-(?:[A-Z]{3}-\d+|LOOP))"', text)}
    used |= {f"E-{device}-{number}" for device, number in
             (("CAM", 1), ("CAM", 2), ("CAM", 3), ("CAM", 4), ("CAM", 5), ("CAM", 9),
              ("SCN", 1), ("SCN", 2), ("SCN", 3), ("SCN", 9))}  # fmt: skip
    listed = re.findall(r"^\| `(E-[A-Z0-9-]+)` \| \S", document, re.MULTILINE)
    assert set(listed) == used
    assert len(listed) == len(used)


def test_a_code_is_never_given_twice_in_a_line() -> None:
    made = report.lines(report.Report([trouble("printer.error", "odd\x1b[2J")], "k", None))
    assert made[0] == (
        "fault  printer  odd?[2J [printer.error]. Switch it off and on; look for a paper jam,"
        " and at the knife."
    )
    assert set(codes.Result) == {"ok", "warn", "fault", "skip"}
