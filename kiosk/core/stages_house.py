"""The stages of «devices», «settings» and «out of service»: staff look after the machine."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.presence import Session


@dataclass(frozen=True, slots=True)
class StaffDevices:
    """How camera, scanner, printer, network and the machine itself are."""

    session: Session
    person: str


@dataclass(frozen=True, slots=True)
class StaffSettings:
    """What staff may set."""

    session: Session
    person: str


@dataclass(frozen=True, slots=True)
class StaffClose:
    """Close the kiosk, restart it or shut it down?"""

    session: Session
    person: str


HouseStage = StaffDevices | StaffSettings | StaffClose
