"""Camera, scanner and printer, each unplugged and plugged in again twice a second, under the real engine with
its real log. Lines are pseudo-terminals; the camera is a source of pictures that vanishes.

For some seconds here; KIOSK_PLUG_SECONDS=60 does it for a minute.
"""

import asyncio
import json
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from kiosk.clock import SystemClock
from kiosk.devices.camera import CameraAdapter
from kiosk.devices.frame_source import Fault, Frame, FrameSource, SourceError
from kiosk.devices.printer import SerialPrinter
from kiosk.devices.scanner_hid import HidScanner
from kiosk.devices.scanner_serial import SerialScanner
from kiosk.logs import EventLog
from kiosk.ports import Camera, Printer, Scanner
from kiosk.simulator.printer import PrinterTwin
from kiosk.simulator.scanner import ScannerTwin
from tests.support import keyboard as kb
from tests.support.engine_world import Stage

PERIOD = 0.5
SECONDS = float(os.environ.get("KIOSK_PLUG_SECONDS", "5"))
PATIENCE = 30.0  # seconds; far more than anything here takes


class Lines:
    """What the log writes, line by line, for tests that wait for it."""

    def __init__(self) -> None:
        self._states: list[tuple[str, bool]] = []
        self._faults: list[str] = []
        self._change = threading.Condition()

    def write(self, text: str) -> None:
        line = json.loads(text)
        with self._change:
            if line["event"] == "device":
                self._states.append((line["name"], line["state"] == "up"))
            elif line["event"] == "printer":
                assert line["state"] in ("ready", "absent")
                self._states.append(("printer", line["state"] == "ready"))
            elif line["event"] == "fault":
                self._faults.append(text)
            self._change.notify_all()

    def flush(self) -> None:
        pass

    def of(self, name: str) -> list[bool]:
        """The device's ups and downs so far."""
        with self._change:
            assert not self._faults
            return [up for one, up in self._states if one == name]

    def until(self, name: str, up: bool, count: int) -> None:
        """Waits for so many ups, or downs, of a device."""
        with self._change:
            enough = self._change.wait_for(lambda: self._states.count((name, up)) >= count, PATIENCE)
        assert enough, f"{name}: {self.of(name)}"


class Webcam:
    """A camera on a cable."""

    def __init__(self) -> None:
        self._plugged = True

    def unplug(self) -> None:
        self._plugged = False

    def replug(self) -> None:
        self._plugged = True

    def source(self) -> FrameSource:
        webcam = self

        class Pictures(FrameSource):
            waits = True

            def open(self) -> None:
                if not webcam._plugged:
                    raise SourceError(Fault.MISSING)

            def read(self) -> Frame | None:
                self._cancelled.wait(1 / self.fps)
                if not webcam._plugged:
                    raise SourceError(Fault.UNPLUGGED)
                noise = np.random.default_rng().integers(60, 200, (48, 64, 3), np.uint8)
                return Frame(noise, time.monotonic())

        return Pictures(25)


class Keyboard:
    """A scanner that types, as a pipe."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kernel = kb.Kernel()
        self._end = -1
        self.replug()

    def unplug(self) -> None:
        self.path.unlink()
        os.close(self._end)

    def replug(self) -> None:
        os.mkfifo(self.path)
        self._end = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)


@dataclass
class Plug:
    name: str
    unplug: Callable[[], None]
    replug: Callable[[], None]


def held() -> tuple[int, int]:
    """Descriptors and threads."""
    return len(os.listdir("/proc/self/fd")), threading.active_count()


async def settles(most: tuple[int, int]) -> None:
    """Nothing more is held than that, as soon as what is just being done is done."""
    end = time.monotonic() + PATIENCE
    while (now := held())[0] > most[0] or now[1] > most[1]:
        assert time.monotonic() < end, (now, most, threading.enumerate())
        await asyncio.sleep(0.02)


def engine_with(camera: Camera, scanner: Scanner, printer: Printer, lines: Lines) -> Stage:
    log = EventLog("json", "info", lines)  # type: ignore[arg-type]
    return Stage(camera=camera, scanner=scanner, printer=printer, clock=SystemClock(UTC), log=log)  # type: ignore[arg-type]


@pytest.fixture(params=["serial", "hid"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def every(plug: Plug, lines: Lines, until: float) -> int:
    """As often as twice a second, each time waiting for the log to have told it; how often it was."""
    cycles = 0
    while time.monotonic() < until:
        begun = time.monotonic()
        cycles += 1
        plug.unplug()
        lines.until(plug.name, False, cycles)
        time.sleep(max(0.0, begun + PERIOD / 2 - time.monotonic()))
        plug.replug()
        lines.until(plug.name, True, cycles + 1)
        time.sleep(max(0.0, begun + PERIOD - time.monotonic()))
    return cycles


def blindly(plug: Plug, until: float) -> int:
    """Twice a second whatever the kiosk makes of it."""
    cycles = 0
    while time.monotonic() < until:
        cycles += 1
        plug.unplug()
        time.sleep(PERIOD / 2)
        plug.replug()
        time.sleep(PERIOD / 2)
    return cycles


def at_once(work: list[Callable[[], int]]) -> list[int]:
    """Runs them side by side; what each returned. One that fails is missing."""
    results: dict[int, int] = {}
    threads = [
        threading.Thread(target=lambda at=at, one=one: results.update({at: one()}))
        for at, one in enumerate(work)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == len(work)
    return [results[at] for at in range(len(work))]


@pytest.mark.timeout(2 * SECONDS + 120)
async def test_twice_a_second_and_all_of_them_are_up_in_the_end(kind: str, tmp_path: Path) -> None:
    lines, webcam = Lines(), Webcam()
    with ScannerTwin() as scanner_twin, PrinterTwin() as printer_twin:
        keyboard = Keyboard(tmp_path / "event0")
        scanner = (
            SerialScanner(scanner_twin.port)
            if kind == "serial"
            else HidScanner(str(keyboard.path), ioctl=keyboard.kernel.ioctl)
        )
        plugged: ScannerTwin | Keyboard = scanner_twin if kind == "serial" else keyboard
        printer = SerialPrinter(
            printer_twin.port, render=lambda _: np.zeros((8, 8), bool), answer_within=10.0
        )
        plugs = [
            Plug("camera", webcam.unplug, webcam.replug),
            Plug("scanner", plugged.unplug, plugged.replug),
            Plug("printer", printer_twin.unplug, printer_twin.replug),
        ]
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        await asyncio.to_thread(held)  # the loop's own helper is there from now on, and stays the only one
        before = held()
        stage = engine_with(CameraAdapter(webcam.source), scanner, printer, lines)
        async with stage.running():
            for plug in plugs:
                await asyncio.to_thread(lines.until, plug.name, True, 1)
            running = held()

            until = time.monotonic() + SECONDS * 2 / 3
            cycles = await asyncio.to_thread(
                at_once, [lambda plug=plug: every(plug, lines, until) for plug in plugs]
            )
            for plug, count in zip(plugs, cycles, strict=True):
                assert count >= 2
                assert lines.of(plug.name) == [True, *[False, True] * count]
            await settles(running)

            until = time.monotonic() + SECONDS / 3
            more = await asyncio.to_thread(
                at_once, [lambda plug=plug: blindly(plug, until) for plug in plugs]
            )
            for plug, count, blind in zip(plugs, cycles, more, strict=True):
                # What was too short to be noticed is not told; what is told, is told once.
                end = time.monotonic() + PATIENCE
                while not (told := lines.of(plug.name))[-1] or len(told) < 2 * count + 3:
                    assert time.monotonic() < end, plug.name
                    await asyncio.sleep(0.05)
                assert all(len(list(same)) == 1 for _, same in groupby(told)), plug.name
                assert told.count(False) <= count + blind
            await settles(running)
        await settles(before)
        keyboard.unplug()
