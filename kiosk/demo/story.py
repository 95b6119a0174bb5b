"""What the headless demo plays: customers and staff, good days and bad ones."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.core.model import PrinterState
from kiosk.demo.player import Missed, Player
from kiosk.demo.world import STAFF_PIN, DemoWorld
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Preset

Step = tuple[str, Callable[[], None]]

UNHURRIED = 3_840.0
"""Bytes a second to the printer, as 38400 baud have it: the customer sees the coupon before its paper."""


class Story:
    """Ada's card fills; Bora only looks; Chloe meets a dead network; Deniz and Emil a Strict shop."""

    def __init__(self, world: DemoWorld, player: Player) -> None:
        self._world = world
        self._player = player
        self._ada, self._bora, self._chloe, self._deniz, self._emil, self._fatma = (
            member.code for member in world.members
        )

    def steps(self) -> list[Step]:
        """All steps, in order."""
        return [
            ("attract", self._attract),
            ("reading aids", self._aids),
            ("languages", self._languages),
            ("a card fills and its coupon is printed", self._card_fills),
            ("the coupon is offered again", self._comes_again),
            ("a stamp like any other", self._plain_stamp),
            ("codes that are none", self._odd_codes),
            ("a code that has expired", self._old_code),
            ("a member who has left the programme", self._unknown),
            ("a slow answer", self._slow),
            ("too many requests", self._limited),
            ("the network is lost and the visit kept", self._offline),
            ("the kept visit is added later", self._kept_added),
            ("the answer to an earn is lost", self._lost_answer),
            ("no answer to an earn while the customer waits", self._unsure),
            ("the printer is out of paper", self._no_paper),
            ("the key is refused", self._bad_key),
            ("strict: one wrong PIN, then the right one", self._strict),
            ("strict: three wrong PINs, then a new one", self._three_wrong),
            ("strict: an expired PIN", self._expired),
            ("strict: three challenges used up", self._rounds_used_up),
            ("strict: no promise without a network", self._offline_strict),
            ("staff: a wrong PIN", self._staff_wrong),
            ("staff: in, and a coupon redeemed with the customer's PIN", self._staff_redeems),
            ("staff: the same coupon again", self._staff_again),
            ("staff: a typed code under Strict", self._staff_types),
            ("right to left", self._arabic),
        ]

    # -- helpers ----------------------------------------------------------------------------------------

    def _visits(self, code: int) -> int:
        return sum(entry.member_code == code and entry.kind == "earn" for entry in self._world.shop.ledger)

    def _counted(self, code: int, times: int) -> None:
        found = self._visits(code)
        if found != times:
            raise Missed(f"{times} visits in the server's ledger, found {found}")

    def _away(self) -> None:
        """The phone goes away, and with it the session; thanks may still be on the screen."""
        player = self._player
        self._world.put_away()
        if player.item("button_leave") is not None:
            player.press("button_leave")
        player.until("the end of the session", lambda: player.screen in ("attract", "done"))
        player.rest(2.6)  # the code counts as gone after two seconds
        self._world.shop.reset_limits()

    def _says(self, words: str, seconds: float = 10.0) -> None:
        self._player.until(f"the words {words!r}", lambda: words in str(self._player.body), seconds)

    def _preset(self, preset: Preset) -> None:
        self._world.shop.set_preset(preset)

    # -- a good day -------------------------------------------------------------------------------------

    def _attract(self) -> None:
        self._player.sees("attract", 30)
        self._player.rest(1.0)
        self._player.shoot("attract")

    def _aids(self) -> None:
        player = self._player
        player.press("button_access")
        player.shoot("reading-aids")
        player.press("button_theme_contrast")
        player.press("button_text_size_150")
        player.shoot("reading-aids-contrast")
        player.press("button_text_size_100")
        player.press("button_theme_light")
        player.press("button_access")

    def _languages(self) -> None:
        for language in ("tr", "de", "ar", "en"):
            self._player.press(f"lang_{language}")
            self._player.shoot(f"attract-{language}", 0.3)

    def _card_fills(self) -> None:
        player, printer = self._player, self._world.printer
        printer.bytes_per_second = UNHURRIED
        self._world.hold_up(self._ada, "Ada")
        player.sees("reward")
        self._counted(self._ada, 1)
        player.shoot("reward-card-full", 0.9)
        player.sees("coupon")
        self._says("Printing")
        player.shoot("coupon-printing", 0.3)
        printer.bytes_per_second = None
        self._says("Take your coupon", 20)
        player.until("a coupon on paper", lambda: len(printer.papers) == 1)
        player.shoot("coupon-printed")
        player.press("button_leave")
        player.sees("done")
        player.shoot("done")
        self._away()

    def _comes_again(self) -> None:
        player = self._player
        self._world.hold_up(self._ada, "Ada")
        player.sees("balance")
        self._says("Collected already")
        self._counted(self._ada, 1)
        player.shoot("balance-already-with-coupon")
        coupon = self._world.shop.coupons[0]
        player.press(f"button_show_coupon_{coupon.id}")
        player.sees("coupon")
        player.shoot("coupon-again")
        self._away()

    def _plain_stamp(self) -> None:
        self._world.hold_up(self._bora, "Bora")
        self._player.sees("reward")
        self._counted(self._bora, 1)
        self._player.shoot("reward", 0.9)
        self._away()

    # -- codes that lead nowhere ----------------------------------------------------------------------

    def _odd_codes(self) -> None:
        player, world = self._player, self._world
        world.show("https://example.com/menu", "Menu")
        player.sees("problem")
        player.shoot("problem-old-or-unknown-code")
        self._away()
        world.show("line one\nline two", "Note")
        player.sees("problem")
        player.shoot("problem-not-a-code")
        self._away()
        world.show(world.shop.coupons[0].token, "Coupon")
        player.sees("problem")
        self._says("coupon")
        player.shoot("problem-coupon-to-staff")
        self._away()

    def _old_code(self) -> None:
        text = self._world.shop.qr_for(self._bora)
        self._world.shop.advance(25 * 3600)
        self._world.show(text, "Bora")
        self._player.sees("problem")
        self._says("too old")
        self._player.shoot("problem-old-code")
        self._away()

    def _unknown(self) -> None:
        member = self._world.shop.add_member("lale@example.com")
        text = self._world.shop.qr_for(member.code)
        self._world.shop.remove_member(member.code)
        self._world.show(text, "Lale")
        self._player.sees("problem")
        self._says("do not know")
        self._player.shoot("problem-unknown-member")
        self._away()

    def _slow(self) -> None:
        self._world.server.faults.add(Fault(FaultKind.DELAY, "lookup", seconds=2.3))
        self._world.hold_up(self._bora, "Bora")
        self._player.sees("lookup")
        self._player.shoot("lookup", 0.1)
        self._says("One moment")
        self._player.shoot("lookup-one-moment", 0.2)
        self._player.sees("balance")
        self._away()

    def _limited(self) -> None:
        self._world.server.faults.add(Fault(FaultKind.RATE_LIMIT, "lookup", retry_after="2"))
        self._world.hold_up(self._bora, "Bora")
        self._player.sees("lookup")
        self._says("Many")
        self._player.shoot("lookup-busy", 0.2)
        self._player.sees("balance")
        self._away()

    # -- bad days ---------------------------------------------------------------------------------------

    def _offline(self) -> None:
        self._world.server.go_offline()
        self._world.hold_up(self._chloe, "Chloe")
        self._player.sees("offline")
        self._says("We keep your visit")
        self._player.shoot("offline-kept")
        self._away()

    def _kept_added(self) -> None:
        self._world.server.go_online()
        # The outbox pauses 5 s after a failure, then 10 s, then 20 s.
        self._player.until("the kept visit at the server", lambda: self._visits(self._chloe) == 1, 45)
        self._counted(self._chloe, 1)

    def _lost_answer(self) -> None:
        self._world.server.faults.add(Fault(FaultKind.DROP, "earn", after=True))
        self._world.hold_up(self._fatma, "Fatma")
        self._player.sees("reward", 20)
        self._counted(self._fatma, 1)
        self._player.shoot("reward-after-a-lost-answer", 0.9)
        self._away()

    def _unsure(self) -> None:
        member = self._world.shop.add_member("kaan@example.com", 1)
        self._world.server.faults.add(Fault(FaultKind.ERROR, "earn", status=503, count=None))
        self._world.hold_up(member.code, "Kaan")
        self._player.sees("problem", 20)
        self._says("could not finish")
        self._player.shoot("problem-unsure")
        self._away()
        self._world.server.faults.clear()
        self._player.until("the earn at the server", lambda: self._visits(member.code) == 1, 45)

    def _no_paper(self) -> None:
        player, world = self._player, self._world
        world.printer.paper_out = True
        player.until("the printer's word", lambda: self._printer_says(PrinterState.PAPER_OUT), 10)
        member = world.shop.add_member("gul@example.com", 9)
        world.hold_up(member.code, "Gül")
        player.sees("coupon", 20)
        self._says("out of paper")
        player.shoot("coupon-no-paper")
        world.printer.refill()
        player.until(
            "an offer to print", lambda: player.item(f"button_print_coupon_{self._last()}") is not None
        )
        before = len(world.printer.papers)
        player.press(f"button_print_coupon_{self._last()}")
        self._says("Take your coupon", 20)
        player.until("the coupon on paper", lambda: len(world.printer.papers) == before + 1)
        self._away()

    def _last(self) -> str:
        return self._world.shop.coupons[-1].id

    def _printer_says(self, state: PrinterState) -> bool:
        return self._player.printer_state == state.value

    def _bad_key(self) -> None:
        self._world.shop.settings.api_key = "sk_test_another"
        self._world.hold_up(self._deniz, "Deniz")
        self._player.sees("problem")
        self._says("Not available")
        self._player.shoot("problem-unavailable")
        self._world.shop.settings.api_key = self._world.key
        self._away()

    # -- a Strict shop ------------------------------------------------------------------------------------

    def _pin(self, code: int) -> str:
        pin = self._world.shop.current_pin(code)
        if pin is None:
            raise Missed("a PIN on the phone")
        return pin

    def _wrong(self, code: int) -> str:
        return "".join(str((int(digit) + 1) % 10) for digit in self._pin(code))

    def _strict(self) -> None:
        player = self._player
        self._preset(Preset.STRICT)
        self._world.hold_up(self._deniz, "Deniz")
        player.sees("pin")
        player.shoot("pin")
        player.type_pin(self._wrong(self._deniz))
        self._says("not right")
        player.shoot("pin-wrong")
        for digit in self._pin(self._deniz):
            player.press(f"key_{digit}")
        player.shoot("pin-entered")
        player.press("key_confirm")
        player.sees("reward")
        self._counted(self._deniz, 1)
        self._away()

    def _three_wrong(self) -> None:
        player = self._player
        self._world.hold_up(self._emil, "Emil")
        player.sees("pin")
        for _ in range(2):
            player.type_pin(self._wrong(self._emil))
            self._says("not right")
            player.rest(0.2)
        player.type_pin(self._wrong(self._emil))
        self._says("Too many")
        player.shoot("pin-used-up")
        player.press("button_new_code")
        self._says("Type the code")
        player.type_pin(self._pin(self._emil))
        player.sees("reward")
        self._counted(self._emil, 1)
        self._away()

    def _expired(self) -> None:
        player = self._player
        member = self._world.shop.add_member("hale@example.com", 2)
        self._world.hold_up(member.code, "Hale")
        player.sees("pin")
        old = self._pin(member.code)
        self._world.shop.advance(300)
        player.type_pin(old)
        self._says("too old")
        player.shoot("pin-expired")
        player.press("button_new_code")
        self._says("Type the code")
        player.type_pin(self._pin(member.code))
        player.sees("reward")
        self._counted(member.code, 1)
        self._away()

    def _rounds_used_up(self) -> None:
        player = self._player
        member = self._world.shop.add_member("mert@example.com", 2)
        self._world.hold_up(member.code, "Mert")
        player.sees("pin")
        for _ in range(2):
            self._says("Type the code")
            player.press("button_new_code")
            player.rest(0.4)
        self._world.shop.advance(300)
        player.type_pin("1234")
        player.sees("problem")
        self._says("did not work")
        player.shoot("problem-pin-failed")
        self._counted(member.code, 0)
        self._away()

    def _offline_strict(self) -> None:
        self._world.server.go_offline()
        self._world.hold_up(self._world.shop.add_member("ivo@example.com").code, "Ivo")
        self._player.sees("offline")
        self._says("try again")
        self._player.shoot("offline-strict")
        self._away()
        self._world.server.go_online()

    # -- staff ----------------------------------------------------------------------------------------------

    def _staff_wrong(self) -> None:
        player = self._player
        player.sees("attract")
        player.press("lock")
        player.sees("staff_lock")
        player.shoot("staff-lock")
        player.type_pin("9999")
        self._says("not right")
        player.shoot("staff-lock-wrong")

    def _staff_redeems(self) -> None:
        player, world = self._player, self._world
        player.type_pin(STAFF_PIN)
        player.sees("staff_menu")
        player.shoot("staff-menu")
        player.press("button_task_coupon")
        player.sees("staff_coupon")
        player.shoot("staff-coupon-scan")
        world.show(world.shop.coupons[0].token, "Coupon")
        player.sees("staff_pin")
        player.shoot("staff-pin")
        player.type_pin(self._pin(self._ada))
        player.sees("staff_result")
        self._says("Redeemed")
        player.shoot("staff-redeemed")
        world.put_away()
        player.rest(2.6)

    def _staff_again(self) -> None:
        player, world = self._player, self._world
        player.press("button_task_coupon")
        player.sees("staff_coupon")
        world.show(world.shop.coupons[0].token, "Coupon")
        player.sees("staff_result")
        self._says("Used before")
        player.shoot("staff-used-before")
        world.put_away()

    def _staff_types(self) -> None:
        player = self._player
        player.press("button_task_coupon")
        player.press("button_type_code")
        for char in "cq":
            player.press(f"key_{char}")
        player.shoot("staff-coupon-typed")
        player.press("button_confirm")
        self._says("switched off")
        player.shoot("staff-please-scan")
        player.press("button_leave")
        player.sees("attract")

    def _arabic(self) -> None:
        player = self._player
        self._preset(Preset.STANDARD)
        player.sees("attract")
        player.press("lang_ar")
        self._world.hold_up(self._world.shop.add_member("jale@example.com", 9).code, "Jale")
        player.sees("reward")
        player.shoot("reward-ar", 0.9)
        player.sees("coupon")
        player.rest(1.0)
        player.shoot("coupon-ar")
        self._away()
