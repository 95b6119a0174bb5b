"""Staff at the kiosk: they come in, do some tasks, wait for the answers or not, and go, or forget to."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

from tests.torture.person import LEAVE, STAFF_PIN, Intent, Order, People, Redemption, buttons

DONE = ("staff_result", "staff_reward", "staff_checkout_done", "staff_checkout_refused")


class Staff:
    """Of one life. ``people`` are those they serve."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._life, self._dice, self._diary = people.life, people.dice, people.diary

    def come(self) -> None:
        """A member of staff comes, does some tasks, and goes; or forgets to."""
        life = self._life
        self._diary.acts["staff sessions"] += 1
        if not self._enter():
            return
        tasks: tuple[Callable[[], None], ...] = (
            self._coupon,
            self._coupon,
            self._redeem,
            self._earn,
            self._checkout,
            self._checkout,
            self._reprint,
            self._retry,
        )
        for _ in range(self._dice.randrange(1, 4)):
            if not life.screen.startswith("staff_") or life.screen in ("staff_lock", "staff_pin"):
                break
            self._dice.choice(tasks)()
        if not self._people.will(0.15):
            self._people.close_staff()

    def _enter(self) -> bool:
        life = self._life
        for _ in range(8):
            if life.screen in ("attract", ""):
                break
            any(life.button(way, 0.05) for way in (LEAVE, "button_continue", "button_back"))
            life.rest(0.1)
        if not life.sees("attract", seconds=5.0) or not life.button("lock", 1.0):
            return False
        if not life.sees("staff_lock", seconds=1.0):
            return False
        if self._people.will(0.1):
            life.type("9999")
            life.button("key_confirm")
            life.until(lambda: life.view["body"].get("message"), 1.5)
        return life.type(STAFF_PIN) and life.button("key_confirm") and life.sees("staff_menu", seconds=3.0)

    def _to_task(self, task: str) -> bool:
        """From wherever they are: by the way back, as often as it takes."""
        life = self._life
        for _ in range(5):
            if life.screen == "staff_menu":
                break
            life.button("button_back", 0.3)
            life.rest(0.1)
        return life.screen == "staff_menu" and life.button("button_task_" + task)

    # -- the tasks -----------------------------------------------------------------------------------------

    def _coupon(self) -> None:
        life, shop, dice = self._life, self._people.market.shop, self._dice
        self._diary.acts["coupon redemptions"] += 1
        tokens = [one for one in shop.coupons if one.redeemed_at is None]
        if not tokens or self._people.will(0.2):
            tokens.append(shop.issue_coupon(self._people.somebody()))
        chosen = dice.choice(tokens[-4:])
        if self._people.will(0.2):
            chosen = dice.choice(shop.coupons)  # perhaps used before
        if not self._to_task("coupon") or not life.sees("staff_coupon", seconds=1.0):
            return
        self._people.storm("coupon")
        session = str(life.view["session"])
        self._diary.redemptions.append(
            Redemption(self._people.number, chosen.token, time.monotonic(), session)
        )
        if self._people.scanner.scan(chosen.token.encode()):
            self._see_through(chosen.member_code)

    def _redeem(self) -> None:
        self._amount_task("redeem")

    def _earn(self) -> None:
        self._amount_task("earn")

    def _amount_task(self, kind: str) -> None:
        """Redeem or earn: the member, the amount, or the other way round."""
        people, dice = self._people, self._dice
        self._diary.acts["staff earns" if kind == "earn" else "staff redemptions"] += 1
        number = len(self._diary.intents) + 1
        stamps = dice.random() < 0.4
        code = people.somebody()
        if stamps:
            code = people.market.newcomer(dice.randrange(3, 10))
            self._diary.known.append(code)
        amount = Decimal(dice.randrange(1, 3) if stamps else number + 10)
        if kind == "earn" and not stamps:
            amount += Decimal(dice.randrange(1, 100)) / 100
        wanted = Intent(people.number, kind, "stamp" if stamps else "point", amount, code)
        if not self._to_task(kind):
            return
        people.storm("lookup", kind)
        if kind == "earn":
            done = self._type_amount(wanted) and self._show_member(wanted, last=True)
        else:
            done = self._show_member(wanted, last=False) and self._type_amount(wanted, last=True)
        if done:
            self._see_through(code)

    def _checkout(self) -> None:
        """An order, from its member to the summary; or one that was begun and not ended."""
        life, dice = self._life, self._dice
        self._diary.acts["checkouts"] += 1
        if not self._to_task("checkout"):
            return
        life.until(lambda: self._has("button_continue") or life.screen == "staff_member", 2.0)
        if life.screen == "staff_checkout_list":
            begun = [one["value"] for one in life.view["body"].get("tasks", ())]
            if begun and dice.random() < 0.6:
                order = self._diary.orders[dice.choice(begun)]
                self._people.storm("lookup", "redeem", "earn")
                if life.button(f"button_again_{order.number}"):
                    self._see_through(order.member)
                return
            life.button("button_continue")
        order = Order(
            str(10_000 + len(self._diary.orders)),
            self._people.somebody(),
            Decimal(dice.randrange(500, 9000)) / 100,
            dice.choice((0, dice.randrange(1, 200))),
        )
        self._people.storm("lookup", "redeem", "earn")
        if self._enter_order(order):
            self._see_through(order.member)

    def _enter_order(self, order: Order) -> bool:
        """Member, number, total, points: up to the first send."""
        life = self._life
        if not life.sees("staff_member", seconds=1.5) or not self._scan(order.member):
            return False
        if not life.sees("staff_checkout_order", seconds=5.0) or not life.type(order.number):
            return False
        life.until(lambda: self._typed(order.number), 1.5)
        if not life.button("button_confirm") or not life.sees("staff_checkout_total", seconds=1.5):
            return False
        total = str(order.total)
        if not life.type(total) or not life.until(lambda: self._typed(total), 1.5):
            return False
        if not life.button("key_confirm") or not life.sees("staff_checkout_points", seconds=1.5):
            return False
        if order.points:
            points = str(order.points)
            if not life.type(points) or not life.until(lambda: self._typed(points), 1.5):
                return False
        self._diary.orders[order.number] = order
        return life.button("key_confirm" if order.points else "button_continue")

    def _reprint(self) -> None:
        """A copy of a coupon, from the list."""
        life = self._life
        self._diary.acts["reprints"] += 1
        if not self._to_task("coupons"):
            return
        coupon = self._open_one("staff_coupons", "staff_coupon_detail")
        if coupon and life.button("button_print_coupon_" + coupon, 0.3):
            self._diary.presses[coupon] += 1
            life.rest(self._dice.choice((0.1, 1.0, 2.5)))

    def _retry(self) -> None:
        """What waits for an answer is asked for again."""
        life = self._life
        self._diary.acts["tries of what waits"] += 1
        if self._to_task("waiting") and self._open_one("staff_waiting", "staff_waiting_detail"):
            self._people.storm("earn", "redeem")
            if life.button("button_again", 0.3):
                life.rest(self._dice.choice((0.3, 1.5)))

    def _open_one(self, screen: str, detail: str) -> str:
        """One of a list; its id."""
        life = self._life
        if not life.until(lambda: life.screen == screen and self._entries(), 1.5):
            return ""
        chosen = str(self._dice.choice(self._entries()))
        opened = life.button("button_open_" + chosen) and life.sees(detail, seconds=1.5)
        return chosen if opened else ""

    def _entries(self) -> list[str]:
        return [one["button"]["value"] for one in self._life.view["body"].get("entries", ())]

    # -- parts of them -------------------------------------------------------------------------------------

    def _scan(self, member: int) -> bool:
        qr = self._people.market.shop.qr_for(member)
        self._diary.codes.add(qr)
        return self._people.scanner.scan(qr.encode())

    def _show_member(self, wanted: Intent, *, last: bool) -> bool:
        life = self._life
        if not life.sees("staff_member", seconds=1.5):
            return False
        if last:
            self._intend(wanted)
        if not self._scan(wanted.member):
            return False
        return last or life.sees("staff_amount", seconds=5.0)

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
        return body.get("typed") == text and ("." not in text or bool(body.get("decimals")))

    def _intend(self, wanted: Intent) -> None:
        wanted.begun, wanted.session = time.monotonic(), str(self._life.view["session"])
        self._diary.intents.append(wanted)

    def _has(self, button: str) -> bool:
        return button in buttons(self._life.view)

    def _see_through(self, code: int) -> None:
        """From the first send to the answer in words; with a PIN where one is asked for."""
        life = self._life
        end = time.monotonic() + self._dice.uniform(1.0, 12.0)
        while time.monotonic() < end:
            view = life.view
            match view.get("screen"):
                case "staff_pin" if not view["body"]["busy"]:
                    if not self._people.answer_pin(view, code):
                        return
                case "staff_result" | "staff_checkout" if self._has("button_again"):
                    if self._people.will(0.4) or not life.button("button_again"):
                        return
                    life.until(lambda view=view: life.view is not view, 2.0)
                case screen if screen in DONE or not str(screen).startswith("staff"):
                    return
                case _:
                    left = max(0.05, end - time.monotonic())
                    life.until(lambda view=view: life.view is not view, left)
