"""What is counted, under which names, and that nothing else can get in."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.counts import Counts
from kiosk.core.machine import MachineReport, Network, Pace, Voltage
from kiosk.devices.frame_source import Fault
from kiosk.journal import values
from kiosk.metrics import catalogue
from kiosk.metrics.books import Books
from kiosk.metrics.catalogue import BY_NAME, CATALOGUE, MOST_SERIES, PREFIX, Kind
from kiosk.metrics.listening import Facts, Pulse, Sources
from kiosk.metrics.looks import Look

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
FACTS = Facts(
    build={"version": "1.2", "python": "3.13", "qt": "6", "architecture": "aarch64"},
    config={"kiosk_id": "entrance-7", "card": "stamp", "paper": "80mm", "timezone": "Europe/Istanbul"},
)
FULL = Counts(
    waiting={("earn", "unknown"): 2, ("coupon", "unknown"): 1},
    kept=3,
    outbox=5,
    oldest=NOW - timedelta(minutes=4),
    coupons={"printed": 4, "print_failed": 1},
    jobs={"queued": 1},
    wrong_pins=2,
    locked_until=NOW + timedelta(minutes=1),
    size=4096,
)
HOT = MachineReport(Network.UP, 10**9, 2 * 10**8, 71.5, Voltage.WAS_LOW)


def books(sources: Sources | None = None) -> Books:
    return Books(FACTS, lambda: sources, Pulse(lambda _what, _seconds: None))


def value(kept: Books, name: str, **labels: str) -> float | None:
    return kept.registry.get_sample_value(PREFIX + name, labels)


def samples(kept: Books) -> list[tuple[str, Mapping[str, str]]]:
    return [(one.name, one.labels) for family in kept.registry.collect() for one in family.samples]


def say(kept: Books, event: str, level: str = "info", /, **fields: str | float) -> None:
    kept.heard(event, level, fields)


# -- the catalogue ---------------------------------------------------------------------------------


def test_the_document_has_the_same_table() -> None:
    text = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
    inside = text.partition("<!-- table -->\n")[2].partition("<!-- end of the table -->")[0]
    assert inside == catalogue.table() + "\n", f"docs/metrics.md should have:\n{catalogue.table()}"


def test_names_follow_prometheus_conventions() -> None:
    for metric in CATALOGUE:
        assert re.fullmatch(r"[a-z][a-z_]*[a-z]", metric.name)
        assert metric.name.endswith("_total") == (metric.kind is Kind.COUNTER)
        assert (metric.kind is Kind.HISTOGRAM) <= metric.name.endswith("_seconds")
        assert not re.search(r"_(ms|percent|kb|mb|minutes)\b", metric.name)
        assert metric.help.endswith(".")
    assert len(BY_NAME) == len(CATALOGUE)
    assert MOST_SERIES < 700


def test_every_word_of_the_log_is_known() -> None:
    running = (ROOT / "docs/running.md").read_text(encoding="utf-8")
    screens = re.search(r"\| `screen` \| `name`: ([a-z_, ]+);", running)
    assert screens
    assert sorted(screens[1].split(", ")) == sorted(catalogue.SCREENS)
    of_disk = {*values.SQLITE_REASONS.values(), *values.OS_REASONS.values()}
    assert {fault.value for fault in Fault} | of_disk <= set(catalogue.REASONS)
    devices = re.search(r"\| `device` \|.*", running)
    assert devices
    told = re.findall(r"of a (?:camera|scanner) ([a-z_, ]+?)(?=;| [|])", devices[0])
    assert len(told) == 2
    assert set(", ".join(told).split(", ")) <= set(catalogue.REASONS)


def test_every_place_of_a_fault_is_known() -> None:
    told = set()
    for room in ("engine", "app.py"):
        for file in [ROOT / "kiosk" / room] if room.endswith(".py") else (ROOT / "kiosk" / room).glob("*.py"):
            text = file.read_text(encoding="utf-8")
            told |= set(re.findall(r'where="([a-z]+)"|_(?:strange|fault)\("([a-z]+)"', text))
    assert {one or other for one, other in told} <= set(catalogue.FAULTS)


# -- what is heard ---------------------------------------------------------------------------------


def test_what_is_logged_is_counted() -> None:
    kept = books()
    say(kept, "ready", startup_ms=1500)
    say(kept, "screen", name="lookup", session="abc")
    say(kept, "screen", name="attract", session="")
    say(kept, "scan", source="camera", kind="member", decode_ms=3.0, length=32)
    say(kept, "scan", source="hid", kind="coupon", decode_ms=0.0, length=32)
    say(kept, "acknowledged", session="abc", ms=60.0)
    say(kept, "operation", id="x", kind="earn", state="accepted")
    say(kept, "coupon", id="x", state="print_failed")
    say(kept, "limited", group="sends", wait=2.0, share=0.5)
    say(kept, "fault", "error", where="step.py:17", error="KeyError")
    say(kept, "fault", "error", where="journal", error="slow")
    assert value(kept, "startup_seconds") == 1.5
    assert [labels["screen"] for name, labels in samples(kept) if name == f"{PREFIX}screen"] == ["attract"]
    assert value(kept, "scans_total", source="camera", kind="member") == 1
    assert value(kept, "scans_total", source="hid", kind="coupon") == 1
    assert value(kept, "decode_seconds_count") == 1  # a scanner decodes by itself
    assert value(kept, "decode_seconds_bucket", le="0.005") == 1
    assert value(kept, "decode_seconds_bucket", le="0.002") == 0
    assert value(kept, "acknowledge_seconds_bucket", le="0.1") == 1
    assert value(kept, "operations_total", kind="earn", state="accepted") == 1
    assert value(kept, "coupons_total", state="print_failed") == 1
    assert value(kept, "coupons_total", state="printed") == 0  # told from the start: increase() needs it
    assert value(kept, "api_limited_total", group="sends") == 1
    assert value(kept, "faults_total", where="core") == 1
    assert value(kept, "faults_total", where="journal") == 1
    assert value(kept, "log_events_total", level="error") == 2
    assert value(kept, "crash_loop") == 0
    say(kept, "fault", "error", where="start", error="crash_loop", reason="E-LOOP")
    assert value(kept, "crash_loop") == 1


def test_the_printer_is_in_one_state() -> None:
    kept = books()
    assert value(kept, "printer_state", state="ready") is None
    for state in catalogue.PRINTER:
        say(kept, "printer", state=state)
        told = {one: value(kept, "printer_state", state=one) for one in catalogue.PRINTER}
        assert told == {one: float(one == state) for one in catalogue.PRINTER}


def test_a_device_says_why_it_is_down() -> None:
    kept = books()
    say(kept, "device", name="camera", state="up", reason="")
    say(kept, "device", "warning", name="scanner", state="down", reason="missing")
    say(kept, "device", "warning", name="camera", state="down", reason="in_use")
    say(kept, "device", "warning", name="camera", state="down", reason="black")
    say(
        kept, "device", "warning", name="journal", state="down", reason="newer_schema: the file has version 9"
    )
    assert value(kept, "device_up", device="camera") == 0
    reasons = {
        (labels["device"], labels["reason"])
        for name, labels in samples(kept)
        if name == f"{PREFIX}device_down_reason"
    }
    assert reasons == {("scanner", "missing"), ("camera", "black"), ("journal", "newer_schema")}
    say(kept, "device", name="camera", state="up", reason="")
    say(kept, "device", name="scanner", state="up", reason="")
    say(kept, "device", name="journal", state="up", reason="")
    assert f"{PREFIX}device_down_reason" not in {name for name, _ in samples(kept)}
    assert value(kept, "device_up", device="scanner") == 1


def test_failed_calls_are_counted_until_one_succeeds() -> None:
    kept = books()

    def call(outcome: str) -> float | None:
        say(kept, "api", call="lookup", status=0, outcome=outcome, ms=300.0, attempt=1)
        return value(kept, "api_failures")

    assert call("found") == 0
    assert [call("unavailable_dns"), call("rate_limited"), call("unavailable_timeout")] == [1, 1, 2]
    assert value(kept, "api_trouble", outcome="unavailable_timeout") == 1
    assert value(kept, "api_trouble", outcome="unavailable_dns") is None
    assert call("bad_key") == 3
    assert value(kept, "api_trouble", outcome="bad_key") == 1
    assert call("not_found") == 0
    assert value(kept, "api_trouble", outcome="bad_key") is None
    assert value(kept, "api_requests_total", call="lookup", outcome="unavailable_dns") == 1
    assert value(kept, "api_request_seconds_bucket", call="lookup", le="0.5") == 6


def test_a_wrong_clock_is_told_until_it_is_right() -> None:
    kept = books()
    say(kept, "clock", "warning", state="refused", ahead=0)
    say(kept, "clock", "warning", state="wrong", ahead=86400)
    assert value(kept, "clock_trouble", state="wrong") == 1
    assert value(kept, "clock_trouble", state="refused") is None
    say(kept, "clock", state="right", ahead=0)
    assert value(kept, "clock_trouble", state="wrong") is None


FIELDS = ("source", "kind", "decode_ms", "call", "outcome", "ms", "state", "group", "name", "reason", "where",
          "error", "session", "length", "startup_ms", "id", "ahead")  # fmt: skip
EVENTS = ("ready", "screen", "scan", "acknowledged", "api", "limited", "operation", "coupon", "printer",
          "device", "clock", "fault", "retry", "nonsense", "_count", "")  # fmt: skip
ANYTHING = st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.none(), st.binary(max_size=4))
PLANTED = "planted-482193@example.com"


SAID = st.tuples(
    st.sampled_from(EVENTS), st.text(max_size=8), st.dictionaries(st.sampled_from(FIELDS), ANYTHING)
)


@given(st.lists(SAID, max_size=40))
def test_whatever_is_logged_the_series_are_those_of_the_catalogue(
    said: list[tuple[str, str, dict[str, str | float]]],
) -> None:
    kept = books()
    for event, level, fields in said:
        kept.heard(event, level, fields)
        kept.heard(event, level, dict.fromkeys(FIELDS, PLANTED))
    found = samples(kept)
    own = [(name, labels) for name, labels in found if name.startswith(PREFIX)]
    assert len(own) <= MOST_SERIES
    assert len(found) - len(own) < 10  # of the process
    for name, labels in own:
        metric = BY_NAME[re.sub(r"_(bucket|count|sum)$", "", name.removeprefix(PREFIX))]
        for label, told in labels.items():
            if label != "le" and metric.labels[label]:
                assert told in (*metric.labels[label], catalogue.OTHER)
            assert PLANTED not in told


def test_thousands_of_different_scans_make_no_new_series() -> None:
    kept = books()
    for number in range(3000):
        for source in catalogue.SOURCES:
            say(kept, "scan", source=source, kind=f"kind-{number}", decode_ms=number, length=number)
            say(
                kept, "api", call="lookup", status=number, outcome=f"code-{number}", ms=number, attempt=number
            )
            say(kept, "operation", id=f"op-{number}", kind="earn", state="accepted")
    assert len(samples(kept)) < 200
    assert value(kept, "scans_total", source="camera", kind="other") == 3000


# -- what is looked at -----------------------------------------------------------------------------


def sources(**other: object) -> Sources:
    given: dict[str, object] = {
        "machine": lambda: HOT,
        "journal": lambda _now: FULL,
        "now": lambda: NOW,
        "ahead": lambda: 12.5,
        "pace": lambda: Pace(10.0, 4.0),
    }
    return Sources(**given | other)  # type: ignore[arg-type]


async def test_machine_and_journal_are_told() -> None:
    kept = books(sources())
    await kept.look()
    kept.stop()
    told = {name: value(kept, name) for name, metric in BY_NAME.items() if not metric.labels}
    wanted = {
        "kept_visits": 3, "outbox_depth": 5, "outbox_oldest_age_seconds": 240, "staff_locked": 1,
        "staff_wrong_pins": 2, "journal_bytes": 4096, "temperature_celsius": 71.5, "undervoltage": 0,
        "undervoltage_since_boot": 1, "disk_free_bytes": 1e9, "memory_available_bytes": 2e8, "network_up": 1,
        "clock_ahead_seconds": 12.5, "camera_frames_per_second": 10, "camera_look_seconds": 0.004,
    }  # fmt: skip
    assert wanted.items() <= told.items()
    assert value(kept, "operations_waiting", kind="earn", state="unknown") == 2
    assert value(kept, "operations_waiting", kind="redeem", state="sent") == 0
    assert value(kept, "coupons_last_day", state="print_failed") == 1
    assert value(kept, "print_jobs", state="queued") == 1


async def test_what_is_not_known_is_not_told() -> None:
    nothing = Counts({}, 0, 0, None, {}, {}, 0, None, 0)
    kept = books(
        sources(machine=MachineReport, journal=lambda _now: nothing, ahead=lambda: None, pace=lambda: None)
    )
    await kept.look()
    kept.stop()
    absent = ("temperature_celsius", "undervoltage", "undervoltage_since_boot", "disk_free_bytes",
              "network_up", "memory_available_bytes", "clock_ahead_seconds",
              "camera_frames_per_second")  # fmt: skip
    assert [name for name in absent if value(kept, name) is not None] == []
    assert value(kept, "outbox_oldest_age_seconds") == 0
    assert value(kept, "staff_locked") == 0


async def test_a_disk_that_hangs_holds_nobody_up() -> None:
    release = threading.Event()
    kept = books(sources(journal=lambda _now: release.wait(20)))
    began = time.monotonic()
    await kept.look()
    assert time.monotonic() - began < 5
    assert value(kept, "temperature_celsius") == 71.5
    assert value(kept, "kept_visits") is None
    assert value(kept, "reading_age_seconds", of="machine") is not None
    assert value(kept, "reading_age_seconds", of="journal") is None
    release.set()
    kept.stop()


def test_a_reading_serves_several_and_survives_a_failure() -> None:
    told: list[int] = []
    clock = [0.0]

    def read() -> int:
        told.append(len(told))
        if len(told) == 2:
            raise OSError
        return len(told)

    look = Look("thing", read, fresh=5.0, monotonic=lambda: clock[0])

    def ask() -> None:
        done = threading.Event()
        look.ask(done.set)
        assert done.wait(10)

    assert look.age is None
    ask()
    ask()
    assert (look.latest, len(told)) == (1, 1)
    clock[0] = 5.0
    ask()  # fails
    assert (look.latest, len(told), look.age) == (1, 2, 5.0)
    ask()
    assert (look.latest, len(told), look.age) == (3, 3, 0.0)
    look.stop()
    look.ask(lambda: pytest.fail("nobody looks any more"))


# -- how late it runs ------------------------------------------------------------------------------


def test_the_pulse_measures_screen_and_engine() -> None:
    clock = [100.0]
    late: list[tuple[str, float]] = []
    pulse = Pulse(lambda what, seconds: late.append((what, seconds)), lambda: clock[0])
    asked = []
    signs = []
    ask, alive = pulse.ask(asked.append), pulse.alive(lambda: signs.append(1))
    assert pulse.age is None
    ask(lambda: signs.append(0))
    clock[0] += 0.5  # the screen was busy
    asked[0]()
    clock[0] += 0.25  # the engine was busy
    alive()
    clock[0] += 2.0
    assert late == [("ui", 0.5), ("engine", 0.25)]
    assert signs == [0, 1]
    assert pulse.age == 2.0


def test_without_metrics_nothing_of_them_is_loaded() -> None:
    program = "import sys, kiosk.cli.run, kiosk.cli.appliance; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = ran.stdout.split()
    assert "kiosk.app" in loaded
    assert not [one for one in loaded if one.startswith(("prometheus_client", "kiosk.metrics"))]
