"""The serial scanner adapter against its twin, over a real pseudo-terminal."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.core.events import CodeSeen, DeviceChanged, Source
from kiosk.devices.scanner_serial import SerialScanner, find_scanner_port
from kiosk.ports import DeviceEvent, Scanner
from kiosk.simulator.scanner import ScannerTwin

BOUND = 10.0
Make = Callable[..., list[DeviceEvent]]


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + BOUND
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def codes(events: list[DeviceEvent]) -> list[bytes]:
    return [e.data for e in events if isinstance(e, CodeSeen)]


def changes(events: list[DeviceEvent]) -> list[bool]:
    return [e.up for e in events if isinstance(e, DeviceChanged)]


def until_codes(events: list[DeviceEvent], number: int) -> None:
    until(lambda: len(codes(events)) >= number)


def until_changes(events: list[DeviceEvent], number: int) -> None:
    until(lambda: len(changes(events)) >= number)


def _is_a_scanner(one: SerialScanner) -> Scanner:
    return one  # checked by mypy


@pytest.fixture
def listen() -> Iterator[Make]:
    made: list[SerialScanner] = []

    def make(port: str, **options: str) -> list[DeviceEvent]:
        events: list[DeviceEvent] = []
        made.append(SerialScanner(port, **options))  # type: ignore[arg-type]
        made[-1].start(events.append)
        return events

    yield make
    for one in made:
        begun = time.monotonic()
        one.stop()
        assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize("terminator", ["cr", "lf", "crlf", "stx-etx", "gap"])
@pytest.mark.parametrize("configured", ["auto", "same"])
def test_codes_come_through_byte_by_byte(listen: Make, terminator: str, configured: str) -> None:
    with ScannerTwin(terminator=terminator, prefix=b"]Q1") as twin:
        events = listen(twin.port, terminator=terminator if configured == "same" else "auto")
        until(lambda: changes(events) == [True])
        wanted = [b"plain", bytes(range(0x20, 0x7F)), "Grüße ☕".encode(), b"\x00\x1b\xff\x11\x13\x7f"]
        for number, code in enumerate(wanted, 1):
            assert twin.scan(code)
            until_codes(events, number)
            time.sleep(0.06)
        assert codes(events) == wanted
        assert all(
            e.source is Source.SCANNER and e.decode_ms == 0.0 for e in events if isinstance(e, CodeSeen)
        )


def test_a_slow_scanner_is_waited_for(listen: Make) -> None:
    with ScannerTwin(terminator="gap", bytes_per_second=200) as twin:
        events = listen(twin.port, terminator="cr")
        until(lambda: changes(events) == [True])
        for part in (b"slow but sure", b"\r"):
            twin.scan(part)
        until(lambda: codes(events) == [b"slow but sure"])


def test_garbage_and_endless_codes_are_survived(listen: Make) -> None:
    with ScannerTwin() as twin:
        events = listen(twin.port)
        until(lambda: changes(events) == [True])
        twin.type(b"\x02" + os.urandom(3000).replace(b"\x03", b"") + b"\x03\r")
        twin.scan(b"z" * 60_000)
        twin.scan(b"after")
        until(lambda: b"after" in codes(events))
        assert max(map(len, codes(events))) <= 4096
        assert changes(events) == [True]


def test_unplugged_and_plugged_in_again_is_told_once_each(listen: Make) -> None:
    with ScannerTwin() as twin:
        events = listen(twin.port)
        until(lambda: changes(events) == [True])
        for number in (1, 2):
            told = len(changes(events))
            twin.unplug()
            until_changes(events, told + 1)
            time.sleep(0.8)  # several tries to open it go by
            assert changes(events)[told:] == [False]
            twin.replug()
            until(lambda: changes(events)[-1])
            assert twin.scan(b"again")
            until_codes(events, number)
        assert changes(events) == [True, False, True, False, True]
        assert codes(events) == [b"again", b"again"]


def test_half_a_code_before_unplugging_is_forgotten(listen: Make) -> None:
    with ScannerTwin() as twin:
        events = listen(twin.port, terminator="cr")
        until(lambda: changes(events) == [True])
        twin.type(b"half")
        time.sleep(0.1)
        twin.unplug()
        until(lambda: changes(events) == [True, False])
        twin.replug()
        until(lambda: changes(events)[-1])
        twin.scan(b"whole")
        until(lambda: codes(events))
        assert codes(events) == [b"whole"]


def test_no_port_is_down_once_and_then_comes(listen: Make, tmp_path: Path) -> None:
    link = tmp_path / "scanner"
    events = listen(str(link))
    until(lambda: changes(events) == [False])
    time.sleep(0.6)
    with ScannerTwin(link=link) as twin:
        until(lambda: changes(events) == [False, True])
        twin.scan(b"x")
        until(lambda: codes(events) == [b"x"])


def test_none_does_nothing(listen: Make) -> None:
    threads = threading.active_count()
    assert listen("none") == []
    assert threading.active_count() == threads


def test_a_port_in_use_by_another_is_down(listen: Make) -> None:
    with ScannerTwin() as twin:
        first = listen(twin.port)
        until(lambda: changes(first) == [True])
        second = listen(twin.port)
        until(lambda: changes(second) == [False])
        twin.scan(b"mine")
        until(lambda: codes(first) == [b"mine"])


def test_a_payload_is_in_no_repr(listen: Make) -> None:
    with ScannerTwin() as twin:
        events = listen(twin.port)
        until(lambda: changes(events) == [True])
        twin.scan(b"secret-payload")
        until(lambda: codes(events))
        assert "secret" not in repr(events)


def test_no_file_or_thread_is_left_behind() -> None:
    with ScannerTwin() as twin:
        before = len(os.listdir("/proc/self/fd")), threading.active_count()
        scanner = SerialScanner(twin.port)
        for _ in range(3):
            events: list[DeviceEvent] = []
            scanner.start(events.append)
            until_changes(events, 1)
            twin.unplug()
            until_changes(events, 2)
            twin.replug()
            scanner.stop()
        assert (len(os.listdir("/proc/self/fd")), threading.active_count()) == before


def test_only_one_clear_candidate_is_found(tmp_path: Path) -> None:
    assert find_scanner_port(tmp_path) is None
    (tmp_path / "usb-1a86_USB_Serial-if00-port0").touch()
    assert find_scanner_port(tmp_path) is None
    (tmp_path / "usb-Honeywell_Barcode_Scanner-if00").touch()
    assert find_scanner_port(tmp_path) == str(tmp_path / "usb-Honeywell_Barcode_Scanner-if00")
    (tmp_path / "usb-Datalogic_ADC_Gryphon-if00").touch()
    assert find_scanner_port(tmp_path) is None
