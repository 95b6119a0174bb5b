"""One life of the kiosk: the real program with hands at it, and the ways in which it dies."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.e2e.kiosk_process import Kiosk, Line

PATIENCE: Final = 30.0
MODULE: Final = "tests.torture.hands"
MORE_TIME: Final = "button_more_time"

View = dict[str, Any]


class OverError(Exception):
    """The kiosk is dead: nobody can do anything at it any more."""


class Life(Kiosk):
    """A kiosk with hands. ``views`` are those that were shown, each with the monotonic time.

    ``shift`` turns its wall clock by so many seconds from the start.
    """

    def __init__(
        self,
        config: Path,
        errors: Path,
        *,
        shift: float = 0.0,
        kill_at: Callable[[Line], bool] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._folder = config.parent
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        path = config.parent / "hands"
        path.unlink(missing_ok=True)
        self._socket.bind(str(path))
        self._socket.listen(1)
        words = f"shift={shift}" if shift else "-"
        super().__init__(config, errors, kill_at=kill_at, module=(MODULE, str(path), words), environ=environ)
        self.views: list[tuple[float, View]] = []
        self.struck: Counter[str] = Counter()
        self._line: socket.socket | None = None
        self._did: dict[int, bool] = {}
        self._number = 0
        self._listener: threading.Thread | None = None

    def __enter__(self) -> Life:
        super().__enter__()
        self._listener = threading.Thread(target=self._listen, name="hands")
        self._listener.start()
        return self

    def __exit__(self, *rest: object) -> None:
        try:
            super().__exit__(*rest)
        finally:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
            if self._listener is not None:
                self._listener.join(PATIENCE)

    def _listen(self) -> None:
        self._socket.settimeout(PATIENCE)
        try:
            line, _ = self._socket.accept()
        except (OSError, TimeoutError):
            return
        with line, line.makefile("rb") as lines:
            with self._change:
                self._line = line
                self._change.notify_all()
            with contextlib.suppress(OSError):
                for text in lines:
                    if text.endswith(b"\n"):
                        self._heard(json.loads(text))
            with self._change:
                self._line = None
                self._change.notify_all()

    def _heard(self, said: dict[str, Any]) -> None:
        with self._change:
            match said:
                case {"view": view, "mono": mono}:
                    self.views.append((mono, view))
                case {"did": number, "ok": ok}:
                    self._did[number] = ok
                case {"struck": network}:
                    self.struck[network] += 1
            self._change.notify_all()

    def _tell(self, **what: object) -> None:
        with self._change:
            line = self._line
        if line is not None:
            with contextlib.suppress(OSError):
                line.sendall(json.dumps(what).encode() + b"\n")

    # -- eyes --------------------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self._ended

    @property
    def view(self) -> View:
        """What is on screen; ``{}`` before there was anything."""
        with self._change:
            return self.views[-1][1] if self.views else {}

    @property
    def screen(self) -> str:
        return str(self.view.get("screen", ""))

    def until(self, holds: Callable[[], object], seconds: float) -> bool:
        """Wait for something of the log or the screen; whether it came. Raises ``OverError``."""
        with self._change:
            self._change.wait_for(lambda: self._ended or holds(), seconds)
            if self._ended:
                raise OverError
            return bool(holds())

    def sees(self, *screens: str, seconds: float) -> bool:
        """Wait for one of these screens."""
        return self.until(lambda: self.views and self.views[-1][1].get("screen") in screens, seconds)

    def rest(self, seconds: float) -> None:
        """Let time pass."""
        self.until(lambda: False, seconds)

    # -- hands -------------------------------------------------------------------------------------

    def touch(self, name: str, within: float = 0.6) -> bool:
        """Touch the control of this name, as soon as it is there; whether it was. Who is asked whether they
        are still there says so first."""
        end = time.monotonic() + within
        while True:
            if self.view.get("still_there") and name != MORE_TIME:
                self.touch(MORE_TIME, 0.0)
                self.rest(0.11)
            self._number += 1
            number = self._number
            self._tell(touch=name, no=number)
            done = self.until(lambda number=number: number in self._did, PATIENCE)
            if done and self._did.pop(number):
                return True
            if time.monotonic() > end:
                return False
            self.rest(0.05)

    def button(self, name: str, within: float = 0.6) -> bool:
        """The same a moment later: two buttons within a tenth of a second are one press of a broad hand."""
        self.rest(0.11)
        return self.touch(name, within)

    def type(self, digits: str) -> bool:
        """Digits on a keypad."""
        for digit in digits:
            if not self.touch("key_point" if digit == "." else f"key_{digit}"):
                return False
            self.rest(0.04)
        return True

    # -- the world around it -------------------------------------------------------------------------

    def turn_clock(self, seconds: float) -> None:
        """Set its wall clock to so many seconds from the right time."""
        self._tell(clock=seconds)

    def ask_to_stop(self) -> None:
        """SIGTERM, without waiting for the end."""
        self._signal(signal.SIGTERM)

    def network(self, name: str, seconds: float) -> None:
        """For so long it has lost its names (``dns``) or its certificates (``tls``)."""
        self._tell(network=name, seconds=seconds)


# -- deaths ----------------------------------------------------------------------------------------

LINES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("scan", {}),
    ("screen", {"name": "lookup"}),
    ("screen", {"name": "balance"}),
    ("screen", {"name": "pin"}),
    ("screen", {"name": "reward"}),
    ("screen", {"name": "coupon"}),
    ("screen", {"name": "offline"}),
    ("screen", {"name": "problem"}),
    ("screen", {"name": "staff_result"}),
    ("api", {"call": "lookup"}),
    ("api", {"call": "earn"}),
    ("api", {"call": "redeem"}),
    ("api", {"call": "coupon"}),
    ("operation", {"state": "pending"}),
    ("operation", {"state": "sent"}),
    ("operation", {"state": "challenged"}),
    ("operation", {"state": "accepted"}),
    ("operation", {"state": "unknown"}),
    ("operation", {"state": "abandoned"}),
    ("coupon", {"state": "issued"}),
    ("coupon", {"state": "printing"}),
    ("coupon", {"state": "printed"}),
    ("coupon", {"state": "print_unknown"}),
    ("coupon", {"state": "print_failed"}),
    ("coupon", {"state": "redeemed"}),
    ("kept_visit", {}),
    ("printer", {}),
    ("device", {}),
)

WAYS: Final = {
    "moment": 2,
    "line": 3,
    "any line": 1,
    "before": 1,
    "after": 1,
    "row": 3,
    "byte": 2,
    "stop": 1,
}
"""How it can end, and how often. Before and after: the server's work on a request."""


@dataclass(frozen=True, slots=True)
class Death:
    """How a life is to end. ``count`` is the how manieth line, request, row or byte; ``wait`` seconds pass
    between it and the blow. At ``limit`` seconds it ends in any case."""

    way: str
    limit: float
    count: int = 1
    wait: float = 0.0
    event: str = ""
    fields: Mapping[str, str] | None = None

    @property
    def at_the_paper(self) -> bool:
        """Whether it needs a coupon that is printed."""
        return self.way in ("row", "byte") or self.event == "coupon"

    @property
    def kills(self) -> bool:
        """By SIGKILL; else it is asked to stop."""
        return self.way != "stop"


def death(dice: random.Random, longest: float) -> Death:
    """One of all the ways."""
    way = dice.choices(list(WAYS), list(WAYS.values()))[0]
    limit = dice.uniform(0.55, 1.0) * longest
    wait = dice.choice((0.0, 0.0, 0.001, 0.004, 0.02, 0.1))
    match way:
        case "moment":
            # Some die young: while they still open the journal.
            return Death(way, dice.uniform(0.2, 2.0) if dice.random() < 0.25 else limit)
        case "line":
            event, fields = dice.choice(LINES)
            return Death(way, limit, dice.choice((1, 1, 2, 3, 5)), wait, event, fields)
        case "any line":
            return Death(way, limit, dice.randrange(1, 120), wait)
        case "before" | "after":
            return Death(way, limit, dice.randrange(1, 7), wait)
        case "row":
            return Death(way, limit, dice.randrange(1, 1200))
        case "byte":
            return Death(way, limit, dice.randrange(1, 40_000))
        case _:
            return Death(way, dice.uniform(0.4, 1.0) * longest)
