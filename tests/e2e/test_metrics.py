"""A kiosk that does not print, and somebody far away who has nothing but its metrics: they can say why.

One real ``kiosk run`` with a printer out of paper from the start, a camera that is not there and a service
that goes away. Where Prometheus is installed, a real one asks it and has our alerts."""

import json
import os
import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.metrics.catalogue import PREFIX
from kiosk.simulator.scanner import ScannerTwin
from kiosk.simulator.shop_values import TEST_KEY
from tests.e2e.kiosk_process import PATIENCE, Kiosk, place, until
from tests.support.promtool import OBSERVABILITY, promtool

SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Scrape:
    """What one look at the metrics told."""

    text: str

    def value(self, name: str, **labels: str) -> float | None:
        """One sample; None if it is not told."""
        wanted = set(labels.items())
        for found, inside, value in SAMPLE.findall(self.text):
            if found == PREFIX + name and wanted <= set(re.findall(r'(\w+)="([^"]*)"', inside)):
                return float(value)
        return None

    def why(self) -> set[str]:
        """Why it does not print, and what else is wrong: from the metrics alone."""
        found = set()
        for name, inside, value in SAMPLE.findall(self.text):
            labels = dict(re.findall(r'(\w+)="([^"]*)"', inside))
            if float(value) != 1:
                continue
            if name == f"{PREFIX}printer_state" and labels["state"] not in ("ready", "paper_low"):
                found.add(f"printer {labels['state']}")
            elif name == f"{PREFIX}device_down_reason":
                found.add(f"{labels['device']} {labels['reason']}")
            elif name == f"{PREFIX}api_trouble":
                found.add(f"service {labels['outcome']}")
        return found


def scrape(port: int) -> Scrape:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
        return Scrape(answer.read().decode())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


# -- Prometheus ------------------------------------------------------------------------------------


class Prometheus:
    """A real one, on loopback, with our alerts; it looks once a second."""

    def __init__(self, port: int) -> None:
        self._port = port

    def alerts(self) -> dict[str, list[dict[str, str]]]:
        """By name, the labels of those whose condition holds; for how long it has does not matter."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/api/v1/rules", timeout=PATIENCE) as said:
            groups: list[dict[str, Any]] = json.load(said)["data"]["groups"]
        rules = [rule for group in groups for rule in group["rules"]]
        return {rule["name"]: [one["labels"] for one in rule["alerts"]] for rule in rules if rule["alerts"]}

    def tells(self, name: str, **labels: str) -> bool:
        """Whether this alert comes up, with these labels."""
        wanted = labels.items()

        def there() -> bool:
            try:
                return any(wanted <= one.items() for one in self.alerts().get(name, ()))
            except OSError:  # it is still starting
                return False

        return until(there, PATIENCE)


@contextmanager
def prometheus(folder: Path, kiosk_port: int) -> Iterator[Prometheus | None]:
    """None where it is not installed."""
    port = free_port()
    config = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(OBSERVABILITY / "alerts.yml")],
        "scrape_configs": [
            {
                "job_name": "kiosk",
                "static_configs": [{"targets": [f"127.0.0.1:{kiosk_port}"], "labels": {"kiosk": "17"}}],
            }
        ],
    }
    (folder / "prometheus.json").write_text(json.dumps(config), encoding="utf-8")
    command = [
        "prometheus",
        f"--config.file={folder / 'prometheus.json'}",
        f"--storage.tsdb.path={folder / 'prometheus'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--log.level=error",
    ]
    try:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        yield None
        return
    try:
        yield Prometheus(port)
    finally:
        process.kill()
        process.wait()


# -- one bad day -----------------------------------------------------------------------------------


@dataclass
class Day:
    """What was seen from afar, at each step; and what must not be."""

    seen: dict[str, Scrape] = field(default_factory=dict)
    alerts: dict[str, bool] = field(default_factory=dict)
    asked: bool = False
    port: int = 0
    taken: str = ""
    listening: list[int] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder, port = tmp_path_factory.mktemp("day"), free_port()
    with ExitStack() as stack:
        one = stack.enter_context(place(folder, stamps=9))
        scanner = stack.enter_context(ScannerTwin())
        one.tables["metrics"] = {"listen": f"127.0.0.1:{port}"}
        one.tables["scanner"]["port"] = scanner.port
        one.tables["camera"]["source"] = "/dev/no-such-camera"
        one.printer.paper_out = True
        watching = stack.enter_context(prometheus(folder, port))
        with socket.create_server(("127.0.0.1", port)):  # another program has the port, for a while
            kiosk = stack.enter_context(one.run())
            kiosk.wait_for("ready")
            found_taken = kiosk.wait_for("metrics", state="waiting")
        found = Day(asked=watching is not None, port=port, taken=str(found_taken["reason"]))
        _live(kiosk, found, port, one, scanner, watching)
        kiosk.stop()
        token = str(one.server.shop.coupons[0].token)
        found.secrets = [TEST_KEY, one.qr, str(one.member.code), one.member.email, "example.com", token]
        yield found


def _live(
    kiosk: Kiosk, day: Day, port: int, one: Any, scanner: ScannerTwin, watching: Prometheus | None
) -> None:
    kiosk.wait_for("metrics", state="serving")
    kiosk.wait_for("printer", state="paper_out")
    kiosk.wait_for("device", name="scanner", state="up")
    day.seen["paper out"] = scrape(port)
    day.listening = listening(kiosk.pid)
    # Many who ask and never listen are at it from now on.
    idlers = [socket.create_connection(("127.0.0.1", port), PATIENCE) for _ in range(30)]
    scanner.scan(one.qr.encode())
    kiosk.wait_for("coupon", state="issued")
    kiosk.wait_for("screen", name="reward")
    day.seen["a coupon"] = scrape(port)
    if watching is not None:
        day.alerts["paper out"] = watching.tells("KioskCannotPrint", state="paper_out", kiosk="17")
        day.alerts["no camera"] = watching.tells("KioskDeviceDown", device="camera", reason="missing")
    one.printer.paper_out, one.printer.cover_open = False, True
    kiosk.wait_for("printer", state="cover_open")
    day.seen["cover open"] = scrape(port)
    if watching is not None:
        day.alerts["cover open"] = watching.tells("KioskCannotPrint", state="cover_open", kiosk="17")
    one.printer.cover_open = False
    kiosk.wait_for("printer", state="ready")
    one.printer.unplug()
    kiosk.wait_for("printer", state="absent")
    day.seen["unplugged"] = scrape(port)
    one.printer.replug()
    kiosk.wait_for("printer", state="ready", count=2)
    one.server.go_offline()
    scanner.scan(one.server.shop.qr_for(one.server.shop.add_member("cem@example.com").code).encode())
    kiosk.wait_for("api", outcome="unavailable_connect")
    day.seen["offline"] = scrape(port)
    for idler in idlers:
        idler.close()


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("paper out", {"printer paper_out", "camera missing"}),
        ("a coupon", {"printer paper_out", "camera missing"}),
        ("cover open", {"printer cover_open", "camera missing"}),
        ("unplugged", {"printer absent", "camera missing"}),
    ],
)
def test_the_metrics_alone_say_why_it_does_not_print(day: Day, step: str, why: set[str]) -> None:
    assert day.seen[step].why() == why


def test_the_coupon_without_paper_is_seen(day: Day) -> None:
    before, after = day.seen["paper out"], day.seen["a coupon"]
    assert before.value("coupons_total", state="issued") == 0
    assert after.value("coupons_total", state="issued") == 1
    assert after.value("coupons_total", state="printed") == 0
    assert after.value("scans_total", source="scanner", kind="member") == 1
    assert after.value("api_requests_total", call="earn", outcome="accepted") == 1
    assert after.value("operations_total", kind="earn", state="accepted") == 1
    assert after.value("screen", screen="reward") == 1
    assert after.value("screen", screen="attract") is None


def test_a_service_that_is_gone_is_seen(day: Day) -> None:
    away = day.seen["offline"]
    assert {one for one in away.why() if one.startswith("service")} == {"service unavailable_connect"}
    assert (away.value("api_failures") or 0) >= 1
    assert day.seen["unplugged"].value("api_failures") == 0


def test_who_it_is_and_how_it_is_are_told(day: Day) -> None:
    told = day.seen["offline"]
    assert told.value("config_info", kiosk_id="entrance-7", paper="80mm") == 1
    assert told.value("build_info") == 1
    assert 0 < (told.value("startup_seconds") or 0) < 60
    assert (told.value("ui_lateness_seconds_count") or 0) >= 1
    assert (told.value("engine_lateness_seconds_count") or 0) >= 1
    assert (told.value("disk_free_bytes") or 0) > 0
    assert (told.value("journal_bytes") or 0) > 0
    assert (told.value("memory_available_bytes") or 0) > 0
    assert "process_resident_memory_bytes " in told.text
    # The service said what time it is before it went away.
    assert abs(told.value("clock_ahead_seconds") or 99) < 5


def test_nothing_of_a_person_is_told(day: Day) -> None:
    for told in day.seen.values():
        for secret in day.secrets:
            assert secret not in told.text
    assert max(told.text.count("\n") for told in day.seen.values()) < 350


def test_prometheus_comes_to_the_same(day: Day) -> None:
    if not day.asked:
        pytest.skip("prometheus is not here (Debian: prometheus)")
    assert day.alerts == {"paper out": True, "no camera": True, "cover open": True}


def test_promtool_finds_nothing_to_complain_of(day: Day) -> None:
    assert promtool("check", "metrics", stdin=day.seen["offline"].text) == ""


def test_a_port_that_another_program_has_is_told_and_waited_for(day: Day) -> None:
    assert day.taken == "in_use"
    assert "startup_seconds" in day.seen["paper out"].text


def test_it_listens_there_and_nowhere_else(day: Day) -> None:
    assert day.listening == [day.port]


def listening(pid: int) -> list[int]:
    """The ports at which this process listens; all of them have to be on 127.0.0.1."""
    own = set()
    for file in os.listdir(f"/proc/{pid}/fd"):
        try:
            own.add(os.readlink(f"/proc/{pid}/fd/{file}"))
        except OSError:
            continue
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and f"socket:[{cells[9]}]" in own:
                host, _, port = cells[1].partition(":")
                assert host == "0100007F"  # as the kernel writes 127.0.0.1
                found.append(int(port, 16))
    return found
