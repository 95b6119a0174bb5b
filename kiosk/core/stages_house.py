"""The stages of «devices», «settings» and «out of service»: staff look after the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.core.events import Inspected, Source
from kiosk.core.house import Setting
from kiosk.core.machine import MachineReport, Refusal
from kiosk.core.model import PrintState
from kiosk.core.outcomes import LookupOutcome
from kiosk.core.presence import Session


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code that was read to try the devices: everything but what it says. ``at`` is monotonic."""

    source: Source
    kind: str
    length: int
    at: float


@dataclass(frozen=True, slots=True)
class Probe:
    """A call that tries the service. ``outcome`` None: no answer yet, and it is waited for until ``ends``
    (monotonic); later on, ``ends`` is when the next one may be made."""

    ref: str
    ends: float
    outcome: LookupOutcome | None = field(default=None, repr=False)
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A test page on its way. ``ends`` (monotonic): when nobody waits for word of it any more."""

    ref: str
    ends: float
    state: PrintState = PrintState.QUEUED


@dataclass(frozen=True, slots=True)
class StaffDevices:
    """How camera, scanner, printer, network and the machine itself are. ``looked`` (monotonic) and ``clock``
    are the time of the last look, ``report`` is what it found and ``report_at`` when."""

    session: Session
    person: str
    looked: float
    clock: datetime
    report: Inspected | None = None
    report_at: float = 0.0
    scanned: Scanned | None = None
    probe: Probe | None = None
    page: Page | None = None
    pages: int = 0


@dataclass(frozen=True, slots=True)
class StaffSettings:
    """What staff may set, or (``setting``) one of it. ``machine``: what the screen's light is, once known.
    ``unkept``: the disk refused the last choice; ``refused``: the screen did."""

    session: Session
    person: str
    setting: Setting | None = None
    machine: MachineReport | None = None
    unkept: bool = False
    refused: bool = False


class Deed(StrEnum):
    """What staff can do with the kiosk as a whole."""

    CLOSE = "close"
    OPEN = "open"
    RESTART = "restart"
    SHUT_DOWN = "shut_down"


@dataclass(frozen=True, slots=True)
class StaffClose:
    """Close the kiosk, restart it or shut it down? ``asked``: what is to be confirmed; ``going``: what was
    confirmed and is waited for; ``refusal``: why nothing came of it."""

    session: Session
    person: str
    asked: Deed | None = None
    going: Deed | None = None
    refusal: Refusal | None = None


HouseStage = StaffDevices | StaffSettings | StaffClose
