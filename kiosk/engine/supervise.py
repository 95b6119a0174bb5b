"""Keeps the devices going and tells their ups and downs: once down, once up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from kiosk.core.events import DeviceChanged, PrinterChanged
from kiosk.core.model import PrinterState
from kiosk.engine.world import Log
from kiosk.ports import DeviceEvent, Post

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
STOP_TIME = 3.0


class Device(Protocol):
    """What cameras, scanners and printers have in common."""

    def start(self, post: Post) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""


class Supervisor:
    """Starts the devices, filters their reports down to changes, logs each change once.

    The adapters reopen their own ports; what is left for the supervisor is an adapter that cannot
    even start, which it tries again with growing pauses.
    """

    def __init__(self, devices: dict[str, Device], post: Callable[[DeviceEvent], None], log: Log) -> None:
        self._devices = devices
        self._post = post
        self._log = log
        self._up: dict[str, bool] = {}
        self._printer: PrinterState | None = None
        self._started: list[Device] = []
        self._ended = False

    async def run(self) -> None:
        """Start every device; returns when all have been started once."""
        await asyncio.gather(*(self._start(name, device) for name, device in self._devices.items()))

    async def _start(self, name: str, device: Device) -> None:
        wait = FIRST_WAIT
        while not self._ended:
            try:
                device.start(self._post)
            except Exception as error:  # noqa: BLE001 - one broken adapter must not take the kiosk down
                self._post(DeviceChanged(name, up=False, reason=type(error).__name__))
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                self._started.append(device)
                return

    def heard(self, event: DeviceEvent) -> None:
        """Log a report, if it is a change."""
        if isinstance(event, DeviceChanged) and self._up.get(event.name) is not event.up:
            self._up[event.name] = event.up
            # headphones that are pulled out are no trouble
            level = "info" if event.up or event.name == "headphones" else "warning"
            state = "up" if event.up else "down"
            self._log("device", level, name=event.name, state=state, reason=event.reason)
        elif isinstance(event, PrinterChanged) and self._printer is not event.state:
            self._printer = event.state
            good = event.state in (PrinterState.READY, PrinterState.PAPER_LOW)
            self._log("printer", "info" if good else "warning", state=event.state.value)

    async def stop(self) -> None:
        """Stop every device; one that does not come to its end in time is left behind."""
        self._ended = True
        loop = asyncio.get_running_loop()
        stops = []
        for device in self._started:
            # Threads of our own: those of the loop's pool would be waited for at the end of the process.
            ended = asyncio.Event()
            thread = threading.Thread(target=self._stop, args=(device, loop, ended), daemon=True)
            thread.start()
            stops.append(loop.create_task(ended.wait()))
        self._started = []
        if stops:
            _, late = await asyncio.wait(stops, timeout=STOP_TIME)
            for one in late:
                one.cancel()
                self._log("fault", "error", where="device", error="timeout at stop")

    def _stop(self, device: Device, loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
        try:
            device.stop()
        except Exception as error:  # noqa: BLE001 - it ends with the process, then
            self._log("fault", "error", where="device", error=type(error).__name__)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(ended.set)
