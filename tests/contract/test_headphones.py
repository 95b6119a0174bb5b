"""Headphones: what the kernel's switch of a jack says, through a pipe and a fake of its answers, and what the
twin says, are the same promises."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.core.events import DeviceChanged
from kiosk.devices import headphones as jack
from kiosk.devices.headphones import SwitchHeadphones, find_switch
from kiosk.devices.keys import NATIVE
from kiosk.ports import DeviceEvent, Headphones
from kiosk.simulator.headphones import HeadphonesTwin
from tests.support.waiting import until

IN = DeviceChanged("headphones", up=True)
OUT = DeviceChanged("headphones", up=False, reason="out")


class Jack:
    """A pipe that says that something has changed, and the kernel's word for how it is now."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.plugged = self.broken = False
        os.mkfifo(path)
        self._end = os.open(path, os.O_RDWR | os.O_NONBLOCK)

    def ioctl(self, _fd: int, request: int, bits: bytearray) -> int:
        assert request == 0x8008451B  # EVIOCGSW(8), as the kernel's headers have it
        if self.broken:
            raise OSError(errno.ENODEV, "gone")
        bits[0] = 1 << jack.SW_HEADPHONE_INSERT if self.plugged else 1 << 4  # another jack's bit
        return 0

    def plug(self, plugged: bool) -> None:
        self.plugged = plugged
        os.write(self._end, NATIVE.pack(0, 0, jack.EV_SW, jack.SW_HEADPHONE_INSERT, int(plugged)))

    def close(self) -> None:
        os.close(self._end)


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[Jack]:
    one = Jack(tmp_path / "event3")
    yield one
    one.close()


Plug = Callable[[bool], None]


@pytest.fixture(params=["switch", "twin"])
def either(request: pytest.FixtureRequest, kernel: Jack) -> tuple[Headphones, Plug]:
    if request.param == "twin":
        twin = HeadphonesTwin()
        return twin, twin.plug
    return SwitchHeadphones(str(kernel.path), ioctl=kernel.ioctl), kernel.plug


def test_each_change_is_told_once_and_the_first_state_at_the_start(either: tuple[Headphones, Plug]) -> None:
    heard: list[DeviceEvent] = []
    headphones, plug = either
    headphones.start(heard.append)
    until(lambda: heard == [OUT])
    plug(True)
    until(lambda: heard == [OUT, IN])
    plug(True)
    plug(False)
    until(lambda: heard == [OUT, IN, OUT])
    headphones.stop()
    plug(True)
    assert heard == [OUT, IN, OUT]
    assert not [thread for thread in threading.enumerate() if thread.name == "headphones"]


def test_headphones_that_are_in_at_the_start_are_told(kernel: Jack) -> None:
    heard: list[DeviceEvent] = []
    kernel.plugged = True
    headphones = SwitchHeadphones("auto", find=lambda: str(kernel.path), ioctl=kernel.ioctl)
    headphones.start(heard.append)
    until(lambda: heard == [IN])
    headphones.stop()


def test_a_switch_that_goes_leaves_it_unknown_and_is_looked_for_again(kernel: Jack) -> None:
    heard: list[DeviceEvent] = []
    kernel.plugged = True
    headphones = SwitchHeadphones(str(kernel.path), ioctl=kernel.ioctl, again=0.01)
    headphones.start(heard.append)
    until(lambda: heard == [IN])
    kernel.broken = True
    kernel.plug(True)
    until(lambda: len(heard) == 2)
    assert isinstance(heard[1], DeviceChanged)
    assert not heard[1].up
    assert heard[1].reason != "out"
    kernel.broken = False
    until(lambda: heard[2:] == [IN])
    headphones.stop()


@pytest.mark.parametrize("port", ["auto", "/nowhere/at/all"])
def test_where_there_is_no_switch_nobody_knows(port: str) -> None:
    heard: list[DeviceEvent] = []
    headphones = SwitchHeadphones(port, find=lambda: None, again=0.005)
    headphones.start(heard.append)
    until(lambda: heard)
    time.sleep(0.05)
    headphones.stop()
    assert heard == [DeviceChanged("headphones", up=False, reason="missing")]


def test_a_device_that_is_no_switch_says_nothing(tmp_path: Path) -> None:
    heard: list[DeviceEvent] = []
    plain = tmp_path / "event0"
    plain.write_bytes(b"")
    headphones = SwitchHeadphones(str(plain), again=5)
    headphones.start(heard.append)
    until(lambda: heard)
    headphones.stop()
    [told] = heard
    assert isinstance(told, DeviceChanged)
    assert not told.up
    assert told.reason != "out"


def test_a_twin_that_nobody_can_ask(kernel: Jack) -> None:
    heard: list[DeviceEvent] = []
    twin = HeadphonesTwin(None)
    twin.plug(None)
    twin.start(heard.append)
    assert heard == [DeviceChanged("headphones", up=False, reason="missing")]
    twin.stop()


def test_the_jack_is_found_by_what_the_kernel_says_of_its_devices(tmp_path: Path) -> None:
    for name, switches in (
        ("event0", "0"),
        ("event1", ""),
        ("event2", "10"),
        ("event12", "14"),
        ("event4", "4"),
    ):
        (tmp_path / name / "device/capabilities").mkdir(parents=True)
        (tmp_path / name / "device/capabilities/sw").write_text(switches + "\n")
    (tmp_path / "event9").mkdir()
    assert find_switch(tmp_path, Path("/dev/input")) == "/dev/input/event12"
    assert find_switch(tmp_path / "event9") is None
