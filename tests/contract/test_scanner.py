"""The serial scanner adapter against its twin, over a real pseudo-terminal."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.core.events import CodeSeen, DeviceChanged, Source
from kiosk.devices import ssi
from kiosk.devices.scanner import BURST, RATE
from kiosk.devices.scanner_serial import SerialScanner, find_scanner_port
from kiosk.devices.scanner_talk import MAKERS
from kiosk.ports import DeviceEvent, Scanner
from kiosk.simulator.scanner import ScannerTwin
from tests.support.waiting import until

Make = Callable[..., list[DeviceEvent]]


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
def made() -> list[SerialScanner]:
    return []


@pytest.fixture
def listen(made: list[SerialScanner]) -> Iterator[Make]:

    def make(port: str, **options: object) -> list[DeviceEvent]:
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


@pytest.mark.parametrize("terminator", ["auto", "cr", "gap"])
def test_a_flood_is_survived_and_others_live_on(listen: Make, terminator: str) -> None:
    """100 KB a second of codes, of noise, and of one that never ends, for as long as it takes a scanner
    beside it to read three codes, and for two seconds at least."""
    over = threading.Event()

    def defect(twin: ScannerTwin) -> None:
        kinds = (b"code\r" * 2000, os.urandom(10_000), b"z" * 10_000)
        for number in range(1000):
            if not twin.type(kinds[number // 7 % 3]) or over.wait(0.1):
                return

    with ScannerTwin() as twin, ScannerTwin() as beside:
        events, others = listen(twin.port, terminator=terminator), listen(beside.port)
        until(lambda: changes(events) == changes(others) == [True])
        begun = time.monotonic()
        flood = threading.Thread(target=defect, args=(twin,))
        flood.start()
        try:
            for number in (1, 2, 3):
                assert beside.scan(b"good")
                until_codes(others, number)
                time.sleep(0.7)
            assert flood.is_alive()
        finally:
            over.set()
            flood.join()
        assert len(codes(events)) <= BURST + RATE * (time.monotonic() - begun) + 1
        until(lambda: twin.scan(b"after") and not time.sleep(1.2) and b"after" in codes(events))
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


# -- what it is told -------------------------------------------------------------------------------


class Hearing:
    """What the twin hears, put together."""

    def __init__(self, twin: ScannerTwin) -> None:
        self._twin = twin
        self.all = b""

    def __call__(self) -> bytes:
        self.all += self._twin.hears()
        return self.all


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_beeps_reach_the_scanner(listen: Make, made: list[SerialScanner], maker: str) -> None:
    one = MAKERS[maker]
    with ScannerTwin() as twin:
        events = listen(twin.port, beeper=maker)
        until(lambda: changes(events) == [True])
        heard = Hearing(twin)
        until(lambda: heard() == one.begin)
        made[0].beep(good=True)
        until(lambda: heard() == one.begin + one.good)
        made[0].beep(good=False)
        until(lambda: heard() == one.begin + one.good + one.bad + one.after_bad)


def test_without_a_maker_nothing_is_ever_said(listen: Make, made: list[SerialScanner]) -> None:
    with ScannerTwin() as twin:
        events = listen(twin.port)
        until(lambda: changes(events) == [True])
        made[0].beep(good=True)
        made[0].beep(good=False)
        twin.scan(b"x")
        until(lambda: codes(events))
        made[0].stop()
        assert twin.hears() == b""


def test_it_rests_and_is_woken(
    listen: Make, made: list[SerialScanner], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.devices.scanner_talk.REST_AFTER", 0.3)
    with ScannerTwin() as twin:
        events = listen(twin.port, beeper="datalogic", motion=True)
        until(lambda: changes(events) == [True])
        heard = Hearing(twin)
        until(lambda: heard() == b"EE")  # to begin with, and because nobody watches
        made[0].watched(on=True)
        until(lambda: heard() == b"EED")
        made[0].stirred()
        until(lambda: heard() == b"EEDED")
        twin.unplug()
        until(lambda: changes(events) == [True, False])
        twin.replug()
        heard = Hearing(twin)
        until(lambda: heard() == b"EED")  # it is still watched


def test_a_scanner_that_takes_nothing_holds_nobody_up(listen: Make, made: list[SerialScanner]) -> None:
    with ScannerTwin() as twin:
        events = listen(twin.port, beeper="zebra-ssi")
        until(lambda: changes(events) == [True])
        for _ in range(5000):  # its line takes 20 KB, and nobody reads at the other end
            made[0].beep(good=True)
        twin.scan(b"code")
        until(lambda: codes(events) == [b"code"])


def test_packets_of_zebras_are_acknowledged(listen: Make) -> None:
    with ScannerTwin() as twin:
        events = listen(twin.port, beeper="zebra-ssi")
        until(lambda: changes(events) == [True])
        heard = Hearing(twin)
        twin.type(ssi.packet(ssi.DECODE_DATA, b"\x1c]Q1packed\r", source=0))
        until(lambda: codes(events) == [b"packed"])
        until(lambda: heard() == ssi.packet(ssi.ACK))
        twin.type(b"raw\r" + ssi.packet(ssi.ACK, source=0))
        until(lambda: codes(events) == [b"packed", b"raw"])
        twin.scan(b"again")
        until(lambda: codes(events) == [b"packed", b"raw", b"again"])
        assert heard() == ssi.packet(ssi.ACK)


@pytest.mark.parametrize("terminator", ["cr", "stx-etx", "gap"])
def test_answers_of_newlands_are_not_taken_for_codes(
    listen: Make, made: list[SerialScanner], caplog: pytest.LogCaptureFixture, terminator: str
) -> None:
    with ScannerTwin(terminator=terminator) as twin:
        events = listen(twin.port, beeper="newland")
        until(lambda: changes(events) == [True])
        heard, wanted = Hearing(twin), []
        for number, sign in enumerate((b"\x06", b"\x06", b"\x15", b"\x05")):
            made[0].beep(good=True)
            until(lambda number=number: heard().count(b"BEEPON") > number)
            twin.type(b"\x02\x010000#BEEPON2700F100T20V" + sign + b";\x03")
            time.sleep(0.06 if number % 2 else 0)
            twin.scan(b"code %d" % number)
            wanted.append(b"code %d" % number)
            until_codes(events, number + 1)
            assert codes(events) == wanted
            time.sleep(0.06)
    assert [record.levelname for record in caplog.records] == ["WARNING"], "told once"


# -- finding it ------------------------------------------------------------------------------------


def test_only_one_clear_candidate_is_found(tmp_path: Path) -> None:
    assert find_scanner_port(tmp_path) is None
    (tmp_path / "usb-1a86_USB_Serial-if00-port0").touch()
    assert find_scanner_port(tmp_path) is None
    (tmp_path / "usb-Honeywell_Barcode_Scanner-if00").touch()
    assert find_scanner_port(tmp_path) == str(tmp_path / "usb-Honeywell_Barcode_Scanner-if00")
    (tmp_path / "usb-Datalogic_ADC_Gryphon-if00").touch()
    assert find_scanner_port(tmp_path) is None
