"""What can go wrong around a kiosk, each kind with its name in the report."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate

from kiosk.simulator.faults import Fault, FaultBox, FaultKind
from kiosk.simulator.printer import PrinterTwin
from kiosk.simulator.scanner import ScannerTwin


@dataclass(frozen=True, slots=True)
class Gale:
    """A kind of fault on the network. ``slow`` ones cost a second or two each, and come less often."""

    name: str
    make: Callable[[random.Random], Fault]
    weight: int = 4


def _drop(*, after: bool, reset: bool) -> Callable[[random.Random], Fault]:
    return lambda dice: Fault(FaultKind.DROP, after=after, reset=reset)


def _error(*, after: bool) -> Callable[[random.Random], Fault]:
    return lambda dice: Fault(FaultKind.ERROR, after=after, status=dice.choice((500, 502, 503, 504)))


def _plain(kind: FaultKind, *, after: bool | None = None) -> Callable[[random.Random], Fault]:
    return lambda dice: Fault(kind, after=after, reset=dice.random() < 0.5)


def _late(*, after: bool) -> Callable[[random.Random], Fault]:
    return lambda dice: Fault(FaultKind.DELAY, after=after, seconds=dice.choice((0.1, 0.3, 0.7, 1.2)))


_SOON = "soon"
"""Retry-After as a date, made when it is known what time the service says it is."""


NETWORK: tuple[Gale, ...] = (
    Gale("connection closed before the effect", _drop(after=False, reset=False)),
    Gale("connection closed after the effect", _drop(after=True, reset=False), 6),
    Gale("connection reset before the effect", _drop(after=False, reset=True)),
    Gale("connection reset after the effect", _drop(after=True, reset=True), 6),
    Gale("5xx before the effect", _error(after=False)),
    Gale("5xx after the effect", _error(after=True), 6),
    Gale("torn body", _plain(FaultKind.TORN), 6),
    Gale("empty answer", _plain(FaultKind.EMPTY)),
    Gale("wrong types", _plain(FaultKind.WRONG_TYPE)),
    Gale("missing fields", _plain(FaultKind.MISSING_FIELD)),
    Gale("captive portal, before the effect", _plain(FaultKind.FOREIGN, after=False)),
    Gale("captive portal, after the effect", _plain(FaultKind.FOREIGN, after=True)),
    Gale("redirect to a portal", _plain(FaultKind.REDIRECT)),
    Gale("endless body", _plain(FaultKind.HUGE), 1),
    Gale("late answer, late work", _late(after=False), 3),
    Gale("late answer", _late(after=True), 3),
    Gale("dripping answer", lambda dice: Fault(FaultKind.DRIP, seconds=0.05), 2),
    Gale("429 without Retry-After", lambda dice: Fault(FaultKind.RATE_LIMIT), 1),
    Gale(
        "429 with Retry-After",
        lambda dice: Fault(FaultKind.RATE_LIMIT, retry_after=dice.choice(("1", "1", "2", _SOON))),
        2,
    ),
    Gale(
        "429 that is no JSON",
        lambda dice: Fault(FaultKind.FOREIGN, status=429, after=False),
        1,
    ),
)
"""Those that the server, or what stands before it, does to one request."""

LOST_NETWORK = {"dns": "name not found", "tls": "TLS error"}
REFUSED = "connection refused"
CLOCK = "wall clock turned"


class CountingBox(FaultBox):
    """Faults in wait, counted when they strike. ``struck`` tells, in the thread of a request, by what.
    ``ahead``: the seconds by which the service's clock is so."""

    def __init__(self, ahead: Callable[[], float] = float) -> None:
        super().__init__()
        self._ahead = ahead
        self.counts: Counter[str] = Counter()
        self._names: dict[int, str] = {}
        self._here = threading.local()
        self._count_lock = threading.Lock()

    def lay(self, gale: Gale, call: str | None, dice: random.Random, skip: int = 0) -> None:
        """One fault of this kind, for the next such call but ``skip``."""
        fault = gale.make(dice)
        fault.call, fault.skip = call, skip
        if fault.retry_after == _SOON:
            fault.retry_after = formatdate(time.time() + self._ahead() + 2, usegmt=True)
        self._names[id(fault)] = gale.name
        self.add(fault)

    def take(self, call: str | None) -> Fault | None:
        fault = super().take(call)
        self._here.fault = fault
        if fault is not None:
            with self._count_lock:
                self.counts[self._names.get(id(fault), fault.kind.value)] += 1
        return fault

    @property
    def struck(self) -> Fault | None:
        """The fault on the request that this thread deals with."""
        fault: Fault | None = getattr(self._here, "fault", None)
        return fault


class Devices:
    """Printer and scanner, which break and are mended."""

    BREAKS = (
        "printer out of paper",
        "printer cover open",
        "printer in error",
        "printer silent",
        "printer takes no bytes",
        "printer switched off",
        "printer unplugged",
        "scanner unplugged",
        "noise on the scanner's line",
        "paper ends in the middle of a coupon",
        "printer breaks in the middle of a coupon",
    )
    OFTEN = (2, 1, 1, 2, 1, 1, 2, 4, 6, 5, 8)
    """How often each of them, beside the others: a printer that is always broken prints nothing."""

    def __init__(self, printer: PrinterTwin, scanner: ScannerTwin) -> None:
        self.printer = printer
        self.scanner = scanner
        self.counts: Counter[str] = Counter()
        self._broken: set[str] = set()
        self._lock = threading.Lock()

    @property
    def broken(self) -> frozenset[str]:
        """What is broken now; what waits for its moment is not yet."""
        return frozenset(self._broken)

    def any(self, dice: random.Random) -> str:
        """One of the things that can break."""
        return dice.choices(self.BREAKS, self.OFTEN)[0]

    def breaks(self, name: str, dice: random.Random) -> None:
        """Something breaks, now or at a byte or row of the next coupon."""
        if name in self._broken:
            return
        if name == "paper ends in the middle of a coupon":
            self.printer.at_row(dice.randrange(1, 700), lambda: self._break(name))
        elif name == "printer breaks in the middle of a coupon":
            later = dice.choice(self.BREAKS[:7])
            self.printer.at_byte(dice.randrange(1, 40_000), lambda: self._break(later))
        elif name == "noise on the scanner's line":
            self.scanner.type(dice.randbytes(dice.randrange(1, 60)) + b"\r" * dice.randrange(2))
            self._count(name)
        else:
            self._break(name)

    def _break(self, name: str) -> None:
        twin = self.printer
        match name:
            case "printer out of paper" | "paper ends in the middle of a coupon":
                twin.paper_out = True
            case "printer cover open":
                twin.cover_open = True
            case "printer in error":
                twin.error = True
            case "printer silent":
                twin.silent = True
            case "printer takes no bytes":
                twin.stalled = True
            case "printer switched off":
                twin.power_off()
            case "printer unplugged":
                twin.unplug()
            case "scanner unplugged":
                self.scanner.unplug()
        self._broken.add(name)
        self._count(name)

    def _count(self, name: str) -> None:
        with self._lock:
            self.counts[name] += 1

    def mend(self) -> None:
        """Somebody puts everything right."""
        twin = self.printer
        twin.disarm()
        for switch in ("cover_open", "error", "silent", "stalled"):
            setattr(twin, switch, False)
        twin.refill()
        twin.power_on()
        if not twin.plugged:
            twin.replug()
        self.scanner.replug()
        self._broken.clear()
