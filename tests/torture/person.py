"""People at the kiosk, who scan, type, hesitate, change their minds and walk away; and what they wanted."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from kiosk.simulator.scanner import ScannerTwin
from tests.torture.books import Market
from tests.torture.life import Life, View
from tests.torture.weather import NETWORK

STAFF_NAME: Final = "Deniz"
STAFF_PIN: Final = "471100"

LEAVE: Final = "button_leave"


@dataclass(slots=True)
class Intent:
    """Staff want this booked once. ``session``: theirs, while they wait for it."""

    life: int
    kind: str
    card: str
    amount: Decimal
    member: int
    begun: float = 0.0
    session: str = ""


@dataclass(slots=True)
class Redemption:
    """Staff want this coupon redeemed."""

    life: int
    token: str
    begun: float
    session: str


@dataclass(slots=True)
class Order:
    """Staff want this order checked out: its points redeemed, its total earned."""

    number: str
    member: int
    total: Decimal
    points: int


@dataclass(slots=True)
class Diary:
    """What people wanted and did, for the oracle."""

    sessions: dict[tuple[int, str], int] = field(default_factory=dict)
    """Whose session it was, by life and session."""
    intents: list[Intent] = field(default_factory=list)
    redemptions: list[Redemption] = field(default_factory=list)
    orders: dict[str, Order] = field(default_factory=dict)
    presses: Counter[str] = field(default_factory=Counter)
    """How often paper was asked for, by coupon id."""
    pins: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    """Every QR content that was held up."""
    acts: Counter[str] = field(default_factory=Counter)
    known: list[int] = field(default_factory=list)
    """Members that have been here."""


class People:
    """Everybody who comes to the kiosk in one life."""

    def __init__(
        self,
        life: Life,
        number: int,
        market: Market,
        scanner: ScannerTwin,
        diary: Diary,
        dice: random.Random,
        *,
        calm: bool = False,
        storms: float = 1.0,
        alone: bool = True,
    ) -> None:
        """``calm``: nothing goes wrong, and everybody does what the kiosk asks for. ``storms``: how much goes
        wrong on the network; where little does, more is brought to its end, and to paper. ``alone``: nobody
        else is before the camera, so it is known whose a session is."""
        self.life, self.number = life, number
        self.market, self.scanner, self.diary = market, scanner, diary
        self.dice = dice
        self.calm = calm
        self._storms = storms
        self._alone = alone
        self._doubt = False

    # -- what goes wrong on the way --------------------------------------------------------------------

    def storm(self, *calls: str) -> None:
        """Lay faults in wait for what is about to be sent: several in a row, as networks have them."""
        if self.calm:
            return
        gales = [gale for gale in NETWORK for _ in range(gale.weight)]
        for call in calls:
            often = (0, 0, 1, 1, 2) if call == "lookup" else (0, 1, 1, 2, 2, 3, 4, 6)
            for _ in range(self.dice.choice(often)):
                if self.dice.random() > self._storms:
                    continue
                where = call if self.dice.random() < 0.9 else None
                self.market.box.lay(self.dice.choice(gales), where, self.dice)

    def will(self, chance: float) -> bool:
        return not self.calm and self.dice.random() < chance

    # -- customers ---------------------------------------------------------------------------------------

    def somebody(self) -> int:
        """A new member, or one who comes again."""
        known = self.diary.known
        if known and self.will(0.4):
            return self.dice.choice(known[-6:] if self.will(0.7) else known)
        code = self.market.newcomer(9 if self.calm else None)
        known.append(code)
        return code

    def visit(self, code: int, patience: float = 4.0) -> bool:
        """One customer: holds up the phone, and does what the screen asks for, or not. Whether the code was
        taken at all."""
        if not self._staff_have_gone():
            return False
        self.diary.acts["visits"] += 1
        self.storm("lookup", "earn")
        session = self._hold_up(code)
        if not session:
            return False
        if self.will(0.12):
            return True  # walks away at once
        end = time.monotonic() + (20.0 if self.calm else self.dice.uniform(0.3, patience) + patience / 2)
        while time.monotonic() < end:
            view = self.life.view
            if view.get("session") != session:
                return True
            if not self._deal(view, code, end):
                return True
        return True

    def _staff_have_gone(self) -> bool:
        """Nobody scans into an open staff task. Who finds one closes it, or waits until it closes itself."""
        life = self.life
        if self.will(0.7) and life.screen.startswith("staff_"):
            self.close_staff()
        return life.until(lambda: not life.screen.startswith("staff_"), 10.0)

    def close_staff(self) -> None:
        """Leave the staff screens; from where there is no way out, by the way back."""
        for _ in range(4):
            if not self.life.screen.startswith("staff_") or self.life.button(LEAVE, 0.2):
                return
            self.life.button("button_back", 0.2)

    def _hold_up(self, code: int) -> str:
        """Show the member's code to the scanner; the session that begins with it, or ``""``."""
        qr = self.market.shop.qr_for(code)
        self.diary.codes.add(qr)
        life = self.life
        seen = len(life.all("screen"))
        before = str(life.view.get("session", ""))

        def begun() -> list[object]:
            lines = life.all("screen")[seen:]
            return [line["session"] for line in lines if line["name"] == "lookup"]

        if not self.scanner.scan(qr.encode()) or not life.until(begun, 5.0 if self.calm else 0.8):
            self._doubt = True  # it may still come, when the next one holds up theirs
            # Or it has taken the place of a code that is still being looked up, whose owner has left unheard.
            for session in (before, str(life.view.get("session", ""))):
                self.diary.sessions.pop((self.number, session), None)
            return ""
        session = str(begun()[0])
        if self._alone and not self._doubt:
            self.diary.sessions[self.number, session] = code
        self._doubt = False
        life.until(lambda: any(view["session"] == session for _, view in life.views[-5:]), 1.0)
        return session

    def _deal(self, view: View, code: int, end: float) -> bool:
        """What this person does now; false when they have done their part."""
        life, body = self.life, view["body"]
        match view["screen"]:
            case "pin" if not body["busy"]:
                return self.answer_pin(view, code)
            case "offline":
                life.rest(0.2)
                if self.will(0.2):
                    life.button("button_cancel_keep")
                elif self.will(0.5) or self.calm:
                    life.button(LEAVE)
                return False
            case "coupon":
                return self._take_coupon(body)
            case "reward" if body["card"] is None or view["buttons"]:
                if self.calm or self.will(0.5):
                    # the coupon comes by itself
                    life.until(lambda: life.view is not view, 3.5 if self.calm else self.dice.uniform(0, 3.5))
                    return life.view is not view
                life.button(self.dice.choice((LEAVE, "button_continue")))
                return life.screen in ("coupon", "reward") and self.will(0.5)
            case "balance" if not body["busy"]:
                if body["coupons"] and self.will(0.6):
                    life.button("button_show_coupon_" + body["coupons"][0]["id"])
                    return True
                if self.will(0.5):
                    life.button(LEAVE)
                return False
            case "problem" | "done" | "attract":
                if self.will(0.5):
                    life.button(LEAVE)
                return False
            case screen if screen.startswith("staff"):
                return False
        if self.will(0.03):
            life.button(LEAVE)
            return False
        life.until(lambda: life.view is not view, max(0.05, end - time.monotonic()))
        return True

    def _take_coupon(self, body: View) -> bool:
        """Wait for the paper, perhaps ask for it, perhaps ask again."""
        life, coupon = self.life, body["coupon"]["id"]
        paper = f"button_print_coupon_{coupon}"
        seconds = 20.0 if self.calm else self.dice.uniform(0.3, 5.0)

        def settled() -> bool:
            view = life.view
            status = (view.get("body", {}).get("coupon") or {}).get("status_kind", "")
            return paper in buttons(view) or status not in ("printing", "")

        life.until(settled, seconds)
        if self.will(0.75) and paper in buttons(life.view) and life.button(paper):
            self.diary.presses[coupon] += 1
            printing = len(life.all("coupon", id=coupon, state="printing"))
            life.until(lambda: len(life.all("coupon", id=coupon, state="printing")) > printing, 0.5)
            return self.will(0.8)
        if self.will(0.6) or self.calm:
            life.button(LEAVE, 0.2)
        return False

    # -- PINs ----------------------------------------------------------------------------------------------

    def answer_pin(self, view: View, code: int) -> bool:
        """The phone shows a PIN. Somebody types it, or another one, or wants a new one, or leaves."""
        life, body = self.life, view["body"]
        pin = self.market.shop.current_pin(code)
        if pin is not None:
            self.diary.pins.add(pin)
        if self.will(0.06):
            life.button(LEAVE)
            return False
        if not body["can_type"] or pin is None or self.will(0.08):
            if not life.button("button_new_code", 0.2):
                life.button(LEAVE, 0.2)
                return False
        else:
            if self.will(0.15):
                pin = "".join(str((int(digit) + 1) % 10) for digit in pin)
            if self.will(0.5):
                self.storm(self.dice.choice(("earn", "redeem", "coupon")))
            if not life.type(pin) or not life.button("key_confirm"):
                return True
        life.until(lambda: life.view is not view and not self._typing(), 6.0)
        return True

    def _typing(self) -> bool:
        view = self.life.view
        return view.get("screen") in ("pin", "staff_pin") and (
            view["body"]["busy"] or view["body"]["entered"] > 0
        )

    # -- whatever comes to their minds ---------------------------------------------------------------------

    def nonsense(self) -> None:
        """Something that is no member's code, or a coupon at the customer's side."""
        if not self._staff_have_gone():
            return
        coupons = self.market.shop.coupons
        choices = [b"https://example.com/menu", b"4006381333931", bytes([7, 8, 9]), b"x" * 1500]
        choices += [one.token.encode() for one in coupons[-2:]]
        self.diary.acts["other codes"] += 1
        self.scanner.scan(self.dice.choice(choices))
        self.life.rest(0.3)


def buttons(view: View) -> set[str]:
    """The names of the screen's own buttons."""
    found = set()
    for one in view.get("buttons", ()):
        found.add(f"button_{one['action']}" + (f"_{one['value']}" if one["value"] else ""))
    return found
