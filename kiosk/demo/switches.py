"""The dock's switches: what each of them turns, on the twins of the kiosk's devices and of its machine."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.core.events import Elapsed
from kiosk.core.machine import Network, Voltage
from kiosk.demo import dock_state as state
from kiosk.demo.world import DemoWorld
from kiosk.simulator.appliance import USUAL
from kiosk.simulator.shop_values import TEST_KEY

SLOW_LINE: Final = 960.0
"""Bytes a second of a printer at 9600 baud (10 bits a byte)."""

LOST_TIME: Final = -190 * 86_400.0
"""Seconds by which a clock without a battery is behind, in the morning after half a year in a drawer."""

OTHER_KEY: Final = "sk_test_another"

Work = Callable[[], object]


def switch(world: DemoWorld, name: str, on: bool) -> Work | None:
    """What has to be done to turn this one; it may take a moment. ``None``: there is no such switch."""
    printer, scanner, lens = world.printer, world.scanner, world.lens
    if name in state.SWITCHES:
        if name == "paper_out" and not on:
            return printer.refill
        return functools.partial(setattr, printer, name, on)
    machine: dict[str, Work] = {
        "unplugged": printer.unplug if on else printer.replug,
        "slow": functools.partial(setattr, printer, "bytes_per_second", SLOW_LINE if on else None),
        "scanner_unplugged": scanner.unplug if on else scanner.replug,
        "camera_unplugged": functools.partial(setattr, lens, "unplugged", on),
        "camera_covered": functools.partial(setattr, lens, "covered", on),
        "camera_frozen": functools.partial(setattr, lens, "frozen", on),
        "clock_wrong": functools.partial(_set_clock, world, LOST_TIME if on else 0.0),
        "disk_full": functools.partial(setattr, world.disk, "full", on),
        "hot": functools.partial(_report, world, celsius=84.0 if on else USUAL.celsius),
        "undervolted": functools.partial(_report, world, voltage=Voltage.LOW if on else USUAL.voltage),
        "no_wifi": functools.partial(_report, world, network=Network.DOWN if on else USUAL.network),
    }
    return machine.get(name)


def _set_clock(world: DemoWorld, off: float) -> None:
    world.clock.off = off
    world.tell(Elapsed("clock"))


def _report(world: DemoWorld, **says: object) -> None:
    world.appliance.says = replace(world.appliance.says, **says)  # type: ignore[arg-type]


def network(world: DemoWorld, mode: str) -> Work:
    """What brings the network, and the service behind it, into one of the dock's modes. Raises
    ``ValueError`` for one that does not exist."""
    faults, server, settings = state.faults_of(mode), world.server, world.shop.settings

    def change() -> None:
        settings.api_key = OTHER_KEY if mode == "key" else TEST_KEY
        settings.subscription = mode != "lapsed"
        server.faults.clear()
        for fault in faults:
            server.faults.add(fault)
        if mode == "off":
            server.go_offline()
        else:
            server.go_online()

    return change
