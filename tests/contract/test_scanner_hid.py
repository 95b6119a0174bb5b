"""A scanner that is a keyboard, its recorded keys played through a pipe, the kernel's answers a fake's."""

import errno
import os
import pty
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.events import CodeSeen, DeviceChanged, Source
from kiosk.devices import keys, scanner_hid
from kiosk.devices.scanner import ScannerAdapter
from kiosk.devices.scanner_hid import HidReader, HidScanner, calls_itself_scanner, find_hid_scanner
from kiosk.devices.serial_port import PortGoneError
from kiosk.ports import DeviceEvent, Scanner
from tests.support import keyboard as kb
from tests.support.waiting import until


class Plugged:
    """An input device that is a pipe, as long as it is plugged in."""

    def __init__(self, path: Path, kernel: kb.Kernel | None = None) -> None:
        self.path = path
        self.kernel = kernel or kb.Kernel()
        self._end = -1

    def __enter__(self) -> "Plugged":
        os.mkfifo(self.path)
        self._end = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)  # open before anybody reads
        return self

    def __exit__(self, *_: object) -> None:
        self.path.unlink()
        os.close(self._end)

    def plays(self, data: bytes | list[keys.Event]) -> None:
        data = data if isinstance(data, bytes) else kb.packed(data, keys.NATIVE)
        while data:
            try:
                data = data[os.write(self._end, data[:4096]) :]
            except BlockingIOError:
                time.sleep(0.005)


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Plugged]:
    with Plugged(tmp_path / "event7") as plugged:
        yield plugged


class Heard:
    def __init__(self, scanner: ScannerAdapter) -> None:
        self.events: list[DeviceEvent] = []
        self.scanner = scanner
        scanner.start(self.events.append)

    @property
    def codes(self) -> list[bytes]:
        return [e.data for e in self.events if isinstance(e, CodeSeen)]

    @property
    def changes(self) -> list[tuple[bool, str]]:
        return [(e.up, e.reason) for e in self.events if isinstance(e, DeviceChanged)]


@pytest.fixture
def heard(device: Plugged) -> Iterator[Heard]:
    it = Heard(HidScanner(str(device.path), ioctl=device.kernel.ioctl))
    until(lambda: it.changes)
    yield it
    it.scanner.stop()


def _is_a_scanner(one: HidScanner) -> Scanner:
    return one  # checked by mypy where the kiosk itself does so


@pytest.mark.skipif(keys.NATIVE.size != kb.FORM.size, reason="recorded on a 64-bit machine")
def test_recorded_scans_are_read_and_the_device_is_grabbed(device: Plugged, heard: Heard) -> None:
    assert heard.changes == [(True, "")]
    assert device.kernel.grabs == [1]
    wanted = [
        ("member", b"https://loyalite.app/m/Xy9-_Z?c=42&k=ab~"),
        ("every-character", bytes(range(0x20, 0x7F))),
        ("keypad", b"0123456789"),
        ("caps-lock", b"AbC1!aBc1!"),
    ]
    for number, (name, _) in enumerate(wanted, 1):
        device.plays((kb.RECORDED / f"{name}.events").read_bytes())
        until(lambda number=number: len(heard.codes) == number)
    assert heard.codes == [text for _, text in wanted]
    assert {e.source for e in heard.events if isinstance(e, CodeSeen)} == {Source.HID}


def test_a_scanner_without_enter_is_read_after_a_pause(device: Plugged, heard: Heard) -> None:
    for number in (1, 2):
        device.plays(kb.typed("]Q1no end"))
        until(lambda number=number: len(heard.codes) == number)
    assert heard.codes == [b"no end", b"no end"]


def test_keys_cut_anywhere_by_the_pipe(device: Plugged, heard: Heard) -> None:
    data = kb.packed(kb.typed("cut") + kb.press(keys.ENTER), keys.NATIVE)
    for at in range(0, len(data), 31):
        device.plays(data[at : at + 31])
        time.sleep(0.001)
    until(lambda: heard.codes)
    assert heard.codes == [b"cut"]


def test_lost_events_spoil_their_code_and_no_other(device: Plugged, heard: Heard) -> None:
    lost = [*kb.typed("be"), *kb.down(kb.LEFT_SHIFT), kb.DROPPED, *kb.typed("lost"), *kb.typed("gun")]
    device.plays(lost + kb.press(keys.ENTER))
    until(lambda: heard.codes)
    assert keys.WRONG in heard.codes[0]
    # The kernel was asked what is down: Shift, whose going up was lost, is not.
    device.plays(kb.typed("whole") + kb.press(keys.ENTER))
    until(lambda: len(heard.codes) == 2)
    assert heard.codes[1] == b"whole"


def test_shift_that_never_goes_up_is_asked_for(device: Plugged, heard: Heard) -> None:
    before = device.kernel.syncs
    device.plays(kb.down(kb.LEFT_SHIFT) + kb.typed("a") + kb.press(keys.ENTER))
    until(lambda: heard.codes)
    assert heard.codes == [b"A"]
    until(lambda: device.kernel.syncs > before)
    device.plays(kb.typed("b") + kb.press(keys.ENTER))
    until(lambda: len(heard.codes) == 2)
    assert heard.codes[1] == b"b"


def test_caps_lock_that_was_on_before(tmp_path: Path) -> None:
    kernel = kb.Kernel()
    kernel.lamps = [keys.LED_CAPSL]
    with Plugged(tmp_path / "event1", kernel) as device:
        it = Heard(HidScanner(str(device.path), ioctl=kernel.ioctl))
        until(lambda: it.changes)
        device.plays(kb.typed("aB1") + kb.press(keys.ENTER))
        until(lambda: it.codes)
        it.scanner.stop()
    assert it.codes == [b"Ab1"]


def test_unplugged_and_plugged_in_again_is_told_once_each(tmp_path: Path) -> None:
    kernel = kb.Kernel()
    path = tmp_path / "event3"
    it = Heard(HidScanner(str(path), ioctl=kernel.ioctl))
    until(lambda: it.changes == [(False, "missing")])
    for number in range(1, 4):
        with Plugged(path, kernel) as device:
            until(lambda number=number: len(it.changes) == 2 * number)
            device.plays(kb.typed(f"code {number}") + kb.press(keys.ENTER) + kb.down(kb.LEFT_SHIFT))
            until(lambda number=number: len(it.codes) == number)
            device.plays(kb.typed("half"))
        until(lambda number=number: len(it.changes) == 2 * number + 1)
    it.scanner.stop()
    assert it.changes[1:] == [(True, ""), (False, "unplugged")] * 3
    assert it.codes == [b"code 1", b"code 2", b"code 3"]


@pytest.mark.parametrize("number", [errno.ENODEV, errno.EIO])
def test_the_errors_of_a_device_that_is_gone(
    device: Plugged, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = HidReader(str(device.path), ioctl=device.kernel.ioctl)

    def gone(fd: int, size: int) -> bytes:
        raise OSError(number, "gone")

    wake, end = os.pipe()
    try:
        monkeypatch.setattr(scanner_hid.os, "read", gone)
        os.write(end, b"!")
        with pytest.raises(PortGoneError, match="unplugged"):
            reader.read(wake)
    finally:
        monkeypatch.undo()
        reader.close()
        reader.close()
        os.close(wake)
        os.close(end)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "Logitech USB Keyboard"}, "missing"),
        ({"has": [keys.ENTER, 2, 3]}, "not_a_keyboard"),
        ({"grabbed_by_another": True}, "in_use"),
    ],
)
def test_what_is_not_taken(device: Plugged, change: dict[str, object], reason: str) -> None:
    for name, value in change.items():
        setattr(device.kernel, name, value)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(PortGoneError, match=reason):
        HidReader(str(device.path), ioctl=device.kernel.ioctl)
    assert len(os.listdir("/proc/self/fd")) == before
    assert device.kernel.grabs == []


def test_what_is_no_input_device_at_all_is_not_read(tmp_path: Path) -> None:
    """Asked through the real ioctl."""
    ours, theirs = pty.openpty()
    try:
        for path in (os.ttyname(theirs), "/dev/null"):
            with pytest.raises(PortGoneError, match="not_a_keyboard"):
                HidReader(path, named=True)
    finally:
        os.close(ours)
        os.close(theirs)
    with pytest.raises(PortGoneError, match="missing"):
        HidReader(str(tmp_path / "none"), named=True)


def test_no_descriptor_or_thread_is_left_behind(device: Plugged) -> None:
    before = len(os.listdir("/proc/self/fd")), threading.active_count()
    scanner = HidScanner(str(device.path), ioctl=device.kernel.ioctl)
    for _ in range(3):
        events: list[DeviceEvent] = []
        scanner.start(events.append)
        until(lambda events=events: events)
        scanner.beep(good=True)
        scanner.stirred()
        scanner.watched(on=True)
        scanner.stop()
        scanner.beep(good=False)
    assert (len(os.listdir("/proc/self/fd")), threading.active_count()) == before


# -- finding it ------------------------------------------------------------------------------------


def test_the_numbers_of_the_requests() -> None:
    """As a C compiler makes them of linux/input.h on x86-64 and ARM."""
    assert scanner_hid.EVIOCGRAB == 0x40044590
    assert scanner_hid.eviocgname(256) == 0x81004506
    assert scanner_hid.eviocgkey(96) == 0x80604518
    assert scanner_hid.eviocgled(8) == 0x80084519
    assert scanner_hid.eviocgbit(1, 96) == 0x80604521


@pytest.mark.parametrize(
    "name",
    [
        "Honeywell Scanning and Mobility Honeywell 1900",
        "Symbol Technologies, Inc, 2008 Symbol Bar Code Scanner",
        "USB Barcode Scanner Keyboard",
        "BF SCAN SCAN KEYBOARD Scanner",
        "Datalogic ADC, Inc. Gryphon",
        "Newland Auto-ID NLS-FM430",
        "QR Code Keyboard",
        "Generic 2D-code HID",
        "WIT bar-code",
    ],
)
def test_names_of_scanners(name: str) -> None:
    assert calls_itself_scanner(name)


@pytest.mark.parametrize(
    "name",
    [
        "AT Translated Set 2 keyboard",
        "Logitech USB Keyboard",
        "Honeywell Keyboard K1",
        "Zebra KeyPad",
        "Symbolic Mouse",
        "RFID card reader",
        "gpio-keys",
        "",
    ],
)
def test_names_of_other_things(name: str) -> None:
    assert not calls_itself_scanner(name)


def plug(sys: Path, number: int, name: str, has: list[int]) -> None:
    entry = sys / f"event{number}" / "device"
    (entry / "capabilities").mkdir(parents=True)
    (entry / "name").write_text(name + "\n")
    words = int.from_bytes(kb.bits(has, 96), "little")
    text = [f"{words >> 64 * n & (1 << 64) - 1:x}" for n in reversed(range(words.bit_length() // 64 + 1))]
    (entry / "capabilities/key").write_text(" ".join(text) + "\n")


def test_the_one_keyboard_that_calls_itself_a_scanner_is_found(tmp_path: Path) -> None:
    dev = Path("/dev/input")
    assert find_hid_scanner(tmp_path / "none", dev) is None
    every_key = list(keys.US)
    plug(tmp_path, 0, "AT Translated Set 2 keyboard", every_key)
    plug(tmp_path, 1, "Acme Barcode Scanner", [0x110, 0x111])  # its mouse, or its volume keys
    plug(tmp_path, 2, "Acme Barcode Scanner", [])
    (tmp_path / "event3").mkdir()
    assert find_hid_scanner(tmp_path, dev) is None
    plug(tmp_path, 12, "Acme Barcode Scanner", every_key)
    assert find_hid_scanner(tmp_path, dev) == "/dev/input/event12"
    plug(tmp_path, 13, "Honeywell Voyager", every_key)
    assert find_hid_scanner(tmp_path, dev) is None
