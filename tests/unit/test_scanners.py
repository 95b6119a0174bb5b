"""Which scanner is meant."""

import threading
from functools import partial
from pathlib import Path

import pytest

from kiosk.core.events import DeviceChanged
from kiosk.devices import scanners
from kiosk.devices.scanner import ScannerAdapter
from kiosk.devices.scanners import at_path, first_found, make_scanner
from kiosk.devices.serial_port import PortGoneError
from kiosk.ports import DeviceEvent


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


def test_an_unknown_terminator_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="enter"):
        make_scanner("auto", terminator="enter")
