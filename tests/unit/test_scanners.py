"""Which scanner is meant."""

import queue
import threading
from functools import partial
from pathlib import Path

import pytest

from kiosk import app
from kiosk.config import Settings
from kiosk.core.events import CodeSeen, DeviceChanged, Source
from kiosk.devices import scanners
from kiosk.devices.scanner import Reader, ScannerAdapter, Wish
from kiosk.devices.scanners import at_path, first_found, make_scanner
from kiosk.devices.serial_port import PortGoneError
from kiosk.ports import DeviceEvent
from kiosk.simulator.scanner import ScannerTwin


class Line:
    """Stands for a serial reader."""

    def __init__(self, path: str) -> None:
        self.path = path


@pytest.fixture
def keyboards(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    opened: list[tuple[str, bool]] = []

    def opens(path: str, *, named: bool = False) -> str:
        opened.append((path, named))
        return path

    monkeypatch.setattr(scanners, "HidReader", opens)
    return opened


def test_what_auto_takes_and_in_which_order(tmp_path: Path, keyboards: list[tuple[str, bool]]) -> None:
    pinned = tmp_path / "kiosk-scanner"
    found = partial(first_found, Line, pinned=pinned)
    both = {"find_port": lambda: "/dev/serial/by-id/x", "find_keyboard": lambda: "/dev/input/event5"}
    assert found(**both).path == "/dev/serial/by-id/x"
    assert found(find_port=lambda: None, find_keyboard=both["find_keyboard"]) == "/dev/input/event5"
    assert keyboards == [("/dev/input/event5", False)]
    pinned.symlink_to("/dev/null")
    assert found(**both).path == str(pinned)
    pinned.unlink()
    pinned.symlink_to(tmp_path / "gone")
    with pytest.raises(PortGoneError, match="missing"):
        found(find_port=lambda: None, find_keyboard=lambda: None)


def test_a_link_may_lead_to_a_keyboard(tmp_path: Path, keyboards: list[tuple[str, bool]]) -> None:
    inputs = tmp_path / "input"
    inputs.mkdir()
    (inputs / "event3").touch()
    (tmp_path / "pinned").symlink_to(inputs / "event3")
    assert at_path(str(tmp_path / "pinned"), Line, inputs) == str(tmp_path / "pinned")
    assert keyboards == [(str(tmp_path / "pinned"), True)]
    assert at_path("/dev/null", Line, inputs).path == "/dev/null"


@pytest.mark.parametrize("port", ["hid:{}/none", "{}/none"])
def test_the_configured_port(port: str, tmp_path: Path) -> None:
    scanner = make_scanner(port.format(tmp_path))
    assert isinstance(scanner, ScannerAdapter)
    events: list[DeviceEvent] = []
    told = threading.Event()
    scanner.start(lambda event: (events.append(event), told.set()))
    scanner.start(events.append)  # once is enough
    assert told.wait(10)
    scanner.stop()
    assert events == [DeviceChanged("scanner", False, "missing")]


def test_the_settings_reach_the_scanner(tmp_path: Path) -> None:
    """From the configuration to the scanner's own ears."""
    none = Settings.model_validate({"scanner": {"port": "none"}})
    assert app.scanner_of(none) is None
    with ScannerTwin(terminator="lf") as twin:
        chosen = {"port": twin.port, "terminator": "lf", "beeper": "datalogic", "trigger": "motion"}
        scanner = app.scanner_of(Settings.model_validate({"scanner": chosen}))
        assert scanner is not None
        heard: queue.Queue[DeviceEvent] = queue.Queue()
        scanner.start(heard.put)
        try:
            assert heard.get(timeout=10) == DeviceChanged("scanner", True)
            twin.scan(b"a\rb")
            code = heard.get(timeout=10)
            assert isinstance(code, CodeSeen)
            assert code.data == b"a\rb"
            assert twin.hears() == b"EE"
        finally:
            scanner.stop()


def test_whatever_goes_wrong_the_scanner_is_opened_again() -> None:
    tries = 0

    class Odd:
        source = Source.SCANNER
        closed = 0

        def read(self, wake: int) -> list[bytes]:
            raise RuntimeError("nobody thought of that")

        def tell(self, wish: Wish) -> None:
            pass

        def close(self) -> None:
            self.closed += 1

    odd = Odd()

    def opener() -> Reader:
        nonlocal tries
        tries += 1
        if tries % 2:
            raise ZeroDivisionError
        return odd

    heard: queue.Queue[DeviceEvent] = queue.Queue()
    scanner = ScannerAdapter(opener)
    scanner.start(heard.put)
    told = [heard.get(timeout=10) for _ in range(5)]
    scanner.stop()
    down, up = DeviceChanged("scanner", False, "failed"), DeviceChanged("scanner", True)
    assert told == [down, up, down, up, down]
    assert odd.closed >= 2


def test_an_unknown_terminator_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="enter"):
        make_scanner("auto", terminator="enter")
