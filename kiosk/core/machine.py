"""What is known of the computer the kiosk runs on, and what it can be asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Voltage(StrEnum):
    """What a Raspberry Pi says of its power supply."""

    FINE = "fine"
    WAS_LOW = "was_low"  # once since it was switched on
    LOW = "low"  # now


class Network(StrEnum):
    """Whether a cable or a radio connects the machine to any network; what is behind it, a call tells."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class MachineReport:
    """How the computer is. ``None`` is not known, and is never made up. Sizes are bytes, ``brightness`` is
    percent (None: it cannot be set from here)."""

    network: Network | None = None
    disk_free: int | None = None
    memory_free: int | None = None
    celsius: float | None = None
    voltage: Voltage | None = None
    brightness: int | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the camera's pictures are looked at: how many a second, and the median milliseconds of one."""

    a_second: float
    median_ms: float


class Refusal(StrEnum):
    """Why the machine was not shut down or started anew."""

    NOT_PERMITTED = "not_permitted"
    NOT_AVAILABLE = "not_available"  # there is nothing here that could do it
    FAILED = "failed"  # it said no, or nothing came of it
