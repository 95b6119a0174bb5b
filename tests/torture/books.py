"""The server's truth: what arrived, what was done, what was answered, and when. And its shop."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.simulator.faults import CALLS
from kiosk.simulator.http import SimulatorServer
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import Preset, Replay, Request, Response, Settings
from tests.torture.weather import CountingBox


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request that came to the shop. ``at`` is monotonic. ``ref`` is the external id, or the token of a
    coupon redemption. ``coupon``: the token in its answer. ``whole``: nothing struck the answer."""

    at: float
    life: int
    call: str
    ref: str
    status: int
    error: str = ""
    pin: bool = False
    coupon: str = ""
    whole: bool = True


@dataclass(slots=True)
class Books:
    """Everything that the server knows. Safe from any thread."""

    exchanges: list[Exchange] = field(default_factory=list)
    applied: dict[str, float] = field(default_factory=dict)
    """By external id or token: when it was first done (monotonic)."""
    life: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, *calls: str) -> list[Exchange]:
        """The requests of these calls so far."""
        with self.lock:
            return [one for one in self.exchanges if one.call in calls]


class Market:
    """The shop behind its server, with books kept of it, for one round.

    ``before`` and ``after`` are called in the server's thread around each request that changes something,
    with its call: there a campaign can kill the kiosk. ``skew`` is what the server's ``Date`` is wrong by.
    """

    def __init__(self, seed: int) -> None:
        dice = random.Random(f"market {seed}")
        presets = (Preset.STANDARD, Preset.STANDARD, Preset.BALANCED, Preset.STRICT, Preset.STRICT)
        self.settings = Settings(
            preset=dice.choice(presets),
            limits=False,
            replay=dice.choice((Replay.SAME, Replay.SAME, Replay.BALANCE, Replay.CONFLICT)),
            redeem_bare=dice.random() < 0.5,
            pin_digits=dice.choice((2, 4)),
            pin_expired_status=dice.choice((412, 422, 429)),
            pin_exceeded_status=dice.choice((422, 429)),
            third_wrong_is_exceeded=dice.random() < 0.5,
            retry_after=dice.random() < 0.5,
            limit_customer=8,
            limit_others=8,
        )
        self.shop = Shop(self.settings, seed=seed)
        self.books = Books()
        self.skew = dice.choice((0.0, 0.0, -7200.0, 86_400.0, 3.2e7))
        self.before: Callable[[str], None] = _nothing
        self.after: Callable[[str], None] = _nothing
        self._answer = self.shop.handle
        self.shop.handle = self._handle  # type: ignore[method-assign]
        # In each answer, be it a fault's: a service that says now this year and now that one tells no time.
        self.shop.date = lambda: time.time() + self.skew  # type: ignore[method-assign]
        self.box = CountingBox(lambda: self.skew)
        self.server = SimulatorServer(self.shop)
        self.server.faults = self.box
        self._dice = dice

    def newcomer(self, stamps: int | None = None) -> int:
        """Somebody joins the programme; their code. Cards are nearly full more often than not."""
        if stamps is None:
            stamps = 9 if self._dice.random() < 0.75 else self._dice.randrange(9)
        number = len(self.shop.members) + 1
        # Six digits, as documented, and such as no other number of a log is.
        code = 700_000 + number * 97 + self._dice.randrange(97)
        return self.shop.add_member(f"guest-{number}@example.com", stamps, 1_000_000, code).code

    def _handle(self, request: Request) -> Response:
        call = CALLS.get((request.method, request.path), "")
        changes = call in ("earn", "redeem", "coupon")
        if changes:
            self.before(call)
        response = self._answer(request)
        if call:
            self._note(call, request, response)
        if changes:
            self.after(call)
        return response

    def _note(self, call: str, request: Request, response: Response) -> None:
        asked = json.loads(request.body) if request.body else {}
        said = json.loads(response.body)
        data = said.get("data")
        coupon = data.get("coupon", {}) if isinstance(data, dict) else {}
        ref = str(asked.get("token" if call == "coupon" else "external_id", ""))
        now = time.monotonic()
        with self.books.lock:
            self.books.exchanges.append(
                Exchange(
                    now,
                    self.books.life,
                    call,
                    ref,
                    response.status,
                    str(said.get("error", "")),
                    "verification_pin" in asked,
                    coupon.get("qr_token", "") if isinstance(coupon, dict) else "",
                    self.box.struck is None,
                )
            )
            if ref and response.status == 200:
                self.books.applied.setdefault(ref, now)


def _nothing(_call: str) -> None:
    return
