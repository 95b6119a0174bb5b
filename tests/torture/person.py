"""People at the kiosk: customers and staff, who scan, type, hesitate, change their minds and walk away."""

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
class Diary:
    """What people wanted and did, for the oracle."""

    sessions: dict[tuple[int, str], int] = field(default_factory=dict)
    """Whose session it was, by life and session."""
    intents: list[Intent] = field(default_factory=list)
    redemptions: list[Redemption] = field(default_factory=list)
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
        self._life, self._number = life, number
        self._market, self._scanner, self._diary = market, scanner, diary
        self._dice = dice
        self._calm = calm
        self._storms = storms
        self._alone = alone
        self._doubt = False

    # -- what goes wrong on the way --------------------------------------------------------------------

    def storm(self, *calls: str) -> None:
        """Lay faults in wait for what is about to be sent: several in a row, as networks have them."""
        if self._calm:
            return
        gales = [gale for gale in NETWORK for _ in range(gale.weight)]
        for call in calls:
            often = (0, 0, 1, 1, 2) if call == "lookup" else (0, 1, 1, 2, 2, 3, 4, 6)
            for _ in range(self._dice.choice(often)):
                if self._dice.random() > self._storms:
                    continue
                where = call if self._dice.random() < 0.9 else None
                self._market.box.lay(self._dice.choice(gales), where, self._dice)

    def _will(self, chance: float) -> bool:
        return not self._calm and self._dice.random() < chance

    # -- customers ---------------------------------------------------------------------------------------

    def somebody(self) -> int:
        """A new member, or one who comes again."""
        known = self._diary.known
        if known and self._will(0.4):
            return self._dice.choice(known[-6:] if self._will(0.7) else known)
        code = self._market.newcomer(9 if self._calm else None)
        known.append(code)
        return code

    def visit(self, code: int, patience: float = 4.0) -> bool:
        """One customer: holds up the phone, and does what the screen asks for, or not. Whether the code was
        taken at all."""
        if not self._staff_have_gone():
            return False
        self._diary.acts["visits"] += 1
        self.storm("lookup", "earn")
        session = self._hold_up(code)
        if not session:
            return False
        if self._will(0.12):
            return True  # walks away at once
        end = time.monotonic() + (20.0 if self._calm else self._dice.uniform(0.3, patience) + patience / 2)
        while time.monotonic() < end:
            view = self._life.view
            if view.get("session") != session:
                return True
            if not self._deal(view, code, end):
                return True
        return True

    def _staff_have_gone(self) -> bool:
        """Nobody scans into an open staff task. Who finds one closes it, or waits until it closes itself."""
        life = self._life
        if self._will(0.7) and life.screen.startswith("staff_"):
            life.button(LEAVE, 0.2) or life.button("button_back", 0.2)
            life.button(LEAVE, 0.2)
        return life.until(lambda: not life.screen.startswith("staff_"), 10.0)

    def _hold_up(self, code: int) -> str:
        """Show the member's code to the scanner; the session that begins with it, or ``""``."""
        qr = self._market.shop.qr_for(code)
        self._diary.codes.add(qr)
        life = self._life
        seen = len(life.all("screen"))

        def begun() -> list[object]:
            lines = life.all("screen")[seen:]
            return [line["session"] for line in lines if line["name"] == "lookup"]

        if not self._scanner.scan(qr.encode()) or not life.until(begun, 5.0 if self._calm else 0.8):
            self._doubt = True  # it may still come, when the next one holds up theirs
            return ""
        session = str(begun()[0])
        if self._alone and not self._doubt:
            self._diary.sessions[self._number, session] = code
        self._doubt = False
        life.until(lambda: any(view["session"] == session for _, view in life.views[-5:]), 1.0)
        return session

    def _deal(self, view: View, code: int, end: float) -> bool:
        """What this person does now; false when they have done their part."""
        life, body = self._life, view["body"]
        match view["screen"]:
            case "pin" if not body["busy"]:
                return self._answer_pin(view, code)
            case "offline":
                life.rest(0.2)
                if self._will(0.2):
                    life.button("button_cancel_keep")
                elif self._will(0.5) or self._calm:
                    life.button(LEAVE)
                return False
            case "coupon":
                return self._take_coupon(body)
            case "reward" if body["card"] is None or view["buttons"]:
                if self._calm or self._will(0.5):
                    life.until(lambda: life.view is not view, 3.5)  # the coupon comes by itself
                    return life.view is not view
                life.button(self._dice.choice((LEAVE, "button_continue")))
                return life.screen in ("coupon", "reward") and self._will(0.5)
            case "balance" if not body["busy"]:
                if body["coupons"] and self._will(0.6):
                    life.button("button_show_coupon_" + body["coupons"][0]["id"])
                    return True
                if self._will(0.5):
                    life.button(LEAVE)
                return False
            case "problem" | "done" | "attract":
                if self._will(0.5):
                    life.button(LEAVE)
                return False
            case screen if screen.startswith("staff"):
                return False
        if self._will(0.03):
            life.button(LEAVE)
            return False
        life.until(lambda: life.view is not view, max(0.05, end - time.monotonic()))
        return True

    def _take_coupon(self, body: View) -> bool:
        """Wait for the paper, perhaps ask for it, perhaps ask again."""
        life, coupon = self._life, body["coupon"]["id"]
        printing = ("printing", "")
        seconds = 20.0 if self._calm else self._dice.uniform(0.1, 2.5)

        def settled() -> bool:
            now = life.view.get("body", {}).get("coupon") or {}
            return now.get("status_kind", "") not in printing

        life.until(settled, seconds)
        if self._will(0.5) and life.button("button_print_coupon_" + coupon, 0.1):
            self._diary.presses[coupon] += 1
            life.until(lambda: life.all("coupon", id=coupon, state="printing"), 0.5)
            return self._will(0.6)
        if self._will(0.6) or self._calm:
            life.button(LEAVE, 0.2)
        return False

    # -- PINs ----------------------------------------------------------------------------------------------

    def _answer_pin(self, view: View, code: int) -> bool:
        """The phone shows a PIN. Somebody types it, or another one, or wants a new one, or leaves."""
        life, body = self._life, view["body"]
        pin = self._market.shop.current_pin(code)
        if pin is not None:
            self._diary.pins.add(pin)
        if self._will(0.06):
            life.button(LEAVE)
            return False
        if not body["can_type"] or pin is None or self._will(0.08):
            if not life.button("button_new_code", 0.2):
                life.button(LEAVE, 0.2)
                return False
        else:
            if self._will(0.15):
                pin = "".join(str((int(digit) + 1) % 10) for digit in pin)
            if self._will(0.5):
                self.storm(self._dice.choice(("earn", "redeem", "coupon")))
            if not life.type(pin) or not life.button("key_confirm"):
                return True
        life.until(lambda: life.view is not view and not self._typing(), 6.0)
        return True

    def _typing(self) -> bool:
        view = self._life.view
        return view.get("screen") in ("pin", "staff_pin") and (
            view["body"]["busy"] or view["body"]["entered"] > 0
        )

    # -- staff ---------------------------------------------------------------------------------------------

    def staff(self) -> None:
        """A member of staff comes, does some tasks, and goes; or forgets to."""
        life = self._life
        self._diary.acts["staff sessions"] += 1
        if not self._enter():
            return
        for _ in range(self._dice.randrange(1, 4)):
            if not life.screen.startswith("staff_") or life.screen in ("staff_lock", "staff_pin"):
                break
            self._dice.choice((self._coupon, self._redeem, self._earn))()
        if not self._will(0.15):
            life.button(LEAVE, 0.2) or life.button("button_back", 0.2)
            life.button(LEAVE, 0.2)

    def _enter(self) -> bool:
        life = self._life
        if life.screen.startswith("staff"):
            life.button(LEAVE)
        elif life.screen != "attract" and not life.button(LEAVE, 0.3):
            return False
        if life.screen == "done":
            life.button(LEAVE, 0.2)
        if not life.sees("attract", seconds=5.0) or not life.button("lock", 1.0):
            return False
        if not life.sees("staff_lock", seconds=1.0):
            return False
        if self._will(0.1):
            life.type("9999")
            life.button("key_confirm")
            life.until(lambda: life.view["body"].get("message"), 1.5)
        return life.type(STAFF_PIN) and life.button("key_confirm") and life.sees("staff_menu", seconds=3.0)

    def _to_task(self, task: str) -> bool:
        life = self._life
        if life.screen != "staff_menu" and life.touch("button_task_" + task, 0.1):
            return True
        for _ in range(3):
            if life.screen == "staff_menu":
                break
            life.button("button_back", 0.3)
            life.rest(0.1)
        return life.screen == "staff_menu" and life.button("button_task_" + task)

    def _coupon(self) -> None:
        life, shop = self._life, self._market.shop
        self._diary.acts["coupon redemptions"] += 1
        tokens = [one for one in shop.coupons if one.redeemed_at is None]
        if not tokens or self._will(0.2):
            fresh = shop.issue_coupon(self.somebody())
            tokens.append(fresh)
        chosen = self._dice.choice(tokens[-4:])
        if self._will(0.2):
            chosen = self._dice.choice(shop.coupons)  # perhaps used before
        if not self._to_task("coupon") or not life.sees("staff_coupon", seconds=1.0):
            return
        self.storm("coupon")
        session = str(life.view["session"])
        self._diary.redemptions.append(Redemption(self._number, chosen.token, time.monotonic(), session))
        if self._scanner.scan(chosen.token.encode()):
            self._see_through(chosen.member_code)

    def _redeem(self) -> None:
        self._amount_task("redeem")

    def _earn(self) -> None:
        self._amount_task("earn")

    def _amount_task(self, kind: str) -> None:
        """Redeem or earn: the member, the amount, or the other way round."""
        dice = self._dice
        self._diary.acts["staff earns" if kind == "earn" else "staff redemptions"] += 1
        number = len(self._diary.intents) + 1
        stamps = dice.random() < 0.4
        code = self.somebody()
        if stamps:
            code = self._market.newcomer(dice.randrange(3, 10))
            self._diary.known.append(code)
        amount = Decimal(dice.randrange(1, 3) if stamps else number + 10)
        if kind == "earn" and not stamps:
            amount += Decimal(dice.randrange(1, 100)) / 100
        wanted = Intent(self._number, kind, "stamp" if stamps else "point", amount, code)
        if not self._to_task(kind):
            return
        self.storm("lookup", kind)
        if kind == "earn":
            done = self._type_amount(wanted) and self._show_member(wanted, last=True)
        else:
            done = self._show_member(wanted, last=False) and self._type_amount(wanted, last=True)
        if done:
            self._see_through(code)

    def _show_member(self, wanted: Intent, *, last: bool) -> bool:
        life = self._life
        if not life.sees("staff_member", seconds=1.5):
            return False
        qr = self._market.shop.qr_for(wanted.member)
        self._diary.codes.add(qr)
        if last:
            self._intend(wanted)
        if not self._scanner.scan(qr.encode()):
            return False
        if last:
            return True
        return life.sees("staff_amount", seconds=5.0)

    def _type_amount(self, wanted: Intent, *, last: bool = False) -> bool:
        life = self._life
        if not life.sees("staff_amount", seconds=1.5):
            return False
        life.button("button_card_" + wanted.card, 0.15)
        life.rest(0.11)
        text = str(wanted.amount)
        if not life.type(text) or not life.until(lambda: self._typed(text), 1.5):
            return False
        if last:
            self._intend(wanted)
        return life.button("key_confirm")

    def _typed(self, text: str) -> bool:
        body = self._life.view.get("body", {})
        decimals = "." in text
        return body.get("typed") == text and (not decimals or bool(body.get("decimals")))

    def _intend(self, wanted: Intent) -> None:
        wanted.begun, wanted.session = time.monotonic(), str(self._life.view["session"])
        self._diary.intents.append(wanted)

    def _see_through(self, code: int) -> None:
        """From the first send to the answer in words; with a PIN where one is asked for."""
        life = self._life
        end = time.monotonic() + (30.0 if self._calm else self._dice.uniform(1.0, 12.0))
        while time.monotonic() < end:
            view = life.view
            match view.get("screen"):
                case "staff_pin" if not view["body"]["busy"]:
                    if not self._answer_pin(view, code):
                        return
                case "staff_result" if "button_again" in _buttons(view):
                    if self._will(0.4) or not life.button("button_again"):
                        return
                    life.until(lambda: life.view is not view, 2.0)  # noqa: B023 - asked at once
                case "staff_result" | "staff_reward":
                    return
                case screen if not str(screen).startswith("staff"):
                    return
                case _:
                    life.until(lambda: life.view is not view, max(0.05, end - time.monotonic()))  # noqa: B023

    # -- whatever comes to their minds ---------------------------------------------------------------------

    def nonsense(self) -> None:
        """Something that is no member's code, or a coupon at the customer's side."""
        if not self._staff_have_gone():
            return
        coupons = self._market.shop.coupons
        choices = [b"https://example.com/menu", b"4006381333931", bytes([7, 8, 9]), b"x" * 1500]
        choices += [one.token.encode() for one in coupons[-2:]]
        self._diary.acts["other codes"] += 1
        self._scanner.scan(self._dice.choice(choices))
        self._life.rest(0.3)


def _buttons(view: View) -> set[str]:
    found = set()
    for one in view.get("buttons", ()):
        found.add(f"button_{one['action']}" + (f"_{one['value']}" if one["value"] else ""))
    return found
