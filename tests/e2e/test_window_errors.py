"""Every row of the staff's table that books something, under each preset: success, and each error that the
API documents. One walk for each task and preset: staff are let in once, and go from one to the next.

What an answer has to look like on the wire is the client's and the simulator's tests' business; here it is
what staff read, what is booked, and that they can go on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle

import pytest

from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import TEST_KEY, LedgerEntry, Member, Preset, Request
from tests.e2e.hands import HANDS, Hand
from tests.e2e.window import Stand, standing

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]

TASKS = ("coupon", "redeem", "earn")
BROKEN = cycle(
    [
        Fault(FaultKind.TORN),
        Fault(FaultKind.EMPTY),
        Fault(FaultKind.FOREIGN),
        Fault(FaultKind.WRONG_TYPE),
        Fault(FaultKind.MISSING_FIELD),
        Fault(FaultKind.REDIRECT),
    ]
)
"""Answers that are none, one after the other: what each of them leaves open is the same."""


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("errors"), "standard") as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    yield kiosk
    kiosk.clear()


@dataclass(slots=True)
class Till:
    """Staff at one task under one preset. ``word`` begins what is said of a success."""

    stand: Stand
    hand: Hand
    task: str
    preset: Preset
    member: Member | None = None
    token: str = ""

    @property
    def gated(self) -> bool:
        return self.preset is Preset.STRICT or (self.preset is Preset.BALANCED and self.task != "earn")

    @property
    def success(self) -> str:
        return {"coupon": "Redeemed: Free Coffee", "redeem": "Redeemed: 1 stamp", "earn": "Added: 1 stamp"}[
            self.task
        ]

    @property
    def one(self) -> Member:
        assert self.member is not None
        return self.member

    def begin(self) -> None:
        """The task, from the menu or from the last answer, and somebody new."""
        self.stand.shop.reset_limits()
        self.hand.button(f"button_task_{self.task}")
        self.member = self.stand.guest(stamps=4)
        if self.task == "coupon":
            self.stand.sees("staff_coupon")
            self.token = self.stand.shop.issue_coupon(self.one.code).token
            return
        self.stand.sees("staff_member" if self.task == "redeem" else "staff_amount")
        self.stand.scan(self.stand.shop.qr_for(self.one.code))
        self.stand.says("Balance: 4 stamps")

    def send(self, stamps: str = "1") -> None:
        """The code, or the number: now it goes out."""
        if self.task == "coupon":
            self.stand.scan(self.token)
            return
        self.hand.digits(stamps)
        self.stand.until("the amount", lambda: self.stand.body.get("typed") == stamps)
        self.hand.confirm()

    def pin(self, digits: str = "") -> None:
        """The customer's, where one is asked for; else nothing."""
        if not self.gated:
            return
        self.stand.sees("staff_pin")
        self.stand.until("the keypad", lambda: self.stand.body.get("can_type"))
        self.hand.digits(digits or self.stand.pin(self.one))
        self.hand.confirm()

    def says(self, *words: str) -> None:
        self.stand.sees("staff_result")
        for one in words:
            self.stand.says(one)

    @property
    def booked(self) -> list[LedgerEntry]:
        return [e for e in self.stand.shop.ledger if e.member_code == self.one.code and e.kind == self.task]

    def sent(self) -> list[dict[str, object]]:
        """The bodies of this one's requests."""
        code, token = self.one.code, self.token
        bodies = [body for call, body in self.stand.sends if call == self.task]
        return [body for body in bodies if body.get("customer_code") == code or body.get("token") == token]

    def is_booked_once(self) -> None:
        (entry,) = self.booked
        named = "token" if self.task == "coupon" else "external_id"
        assert {body[named] for body in self.sent()} == {entry.external_id}


@contextmanager
def other(stand: Stand, name: str, value: object) -> Iterator[None]:
    """The shop with another setting."""
    was = getattr(stand.shop.settings, name)
    setattr(stand.shop.settings, name, value)
    try:
        yield
    finally:
        setattr(stand.shop.settings, name, was)


# -- what the shop refuses ---------------------------------------------------------------------------


def refused(till: Till, *words: str, stamps: str = "1") -> None:
    till.send(stamps)
    till.says(*words)
    assert till.booked == []


def key_refused(till: Till) -> None:
    with other(till.stand, "api_key", "another"):
        refused(till, "The API key is not accepted", "The owner must set a new key.", "E-")


def lapsed(till: Till) -> None:
    with other(till.stand, "subscription", False):
        refused(till, "The Loyalite subscription has lapsed", "The owner must renew it.", "E-")


def nobody(till: Till) -> None:
    if till.task == "coupon":
        till.token = "cq_0of1the2kind"
        refused(till, "No such coupon")
        return
    till.stand.shop.remove_member(till.one.code)
    refused(till, "No such customer")


def used_before(till: Till) -> None:
    """Elsewhere, and not by us: no attempt of ours is in doubt."""
    shop, headers = till.stand.shop, {"x-api-key": TEST_KEY}
    body = json.dumps({"token": till.token}).encode()
    with other(till.stand, "preset", Preset.STANDARD):
        assert (
            shop.handle(Request("POST", "/webhook/coupons/redeem", headers=headers, body=body)).status == 200
        )
    till.send()
    till.says("Used before", "This coupon was redeemed earlier.")
    assert len(till.booked) == 1


def too_little(till: Till) -> None:
    refused(till, "more than the balance", "4 stamps", stamps="5")


def more_than_a_card(till: Till) -> None:
    with other(till.stand, "max_stamps", 4):
        refused(till, "The service refused it", "Nothing was booked.", stamps="5")


# -- what is waited for, and what breaks on the way ----------------------------------------------------


def limited(till: Till) -> None:
    till.stand.world.server.faults.add(Fault(FaultKind.RATE_LIMIT, till.task, retry_after="1"))
    till.send()
    till.pin()
    till.says(till.success)
    till.is_booked_once()


def down_for_a_moment(till: Till) -> None:
    till.stand.world.server.faults.add(Fault(FaultKind.ERROR, till.task, status=503))
    till.send()
    till.pin()
    till.says(till.success)
    till.is_booked_once()


def broken(till: Till) -> None:
    """The answer to the request that counts: the one with the PIN, where there is one."""
    fault = next(BROKEN)
    if till.gated:
        till.send()
        till.stand.sees("staff_pin")
    till.stand.world.server.faults.add(Fault(fault.kind, till.task, after=True))
    if till.gated:
        till.pin()
    else:
        till.send()
    if till.task == "coupon":
        till.says("Most likely redeemed by this kiosk", "had no answer, and the coupon is used now.")
    else:
        till.says(till.success)
    till.is_booked_once()
    assert till.booked[0].count > 1


# -- the customer's PIN --------------------------------------------------------------------------------


def wrong_once(till: Till) -> None:
    till.send()
    till.stand.sees("staff_pin")
    till.stand.says("Ask the customer to read the code from their phone.")
    till.pin(till.stand.wrong(till.one))
    till.stand.says("2 tries left")
    assert till.booked == []
    till.pin()
    till.says(till.success)
    till.is_booked_once()


def dead_twice(till: Till) -> None:
    """Too late, and then used up: each is told, and a new one is sent on their word only."""
    till.send()
    till.stand.sees("staff_pin")
    old = till.stand.pin(till.one)
    till.stand.shop.advance(600)
    till.pin(old)
    till.stand.says("That code is too old.")
    challenges = len(till.sent())
    till.hand.button("button_new_code")
    till.stand.until("another request", lambda: len(till.sent()) == challenges + 1)
    assert "verification_pin" not in till.sent()[-1]
    for _ in range(3):
        till.stand.until("an answer", lambda: not till.stand.body["entered"] and till.stand.body["can_type"])
        till.pin(till.stand.wrong(till.one))
    till.stand.says("Too many wrong codes.")
    assert till.booked == []
    till.hand.button("button_new_code")
    till.pin()
    till.says(till.success)
    till.is_booked_once()


# -- typed ---------------------------------------------------------------------------------------------


def typed_token(till: Till) -> None:
    """Refused by Strict, which a scan answers; else it is as good as a scanned one."""
    till.hand.button("button_type_code")
    till.stand.until("the keyboard", lambda: till.stand.body.get("typing"))
    till.hand.letters(till.token[:16] if till.preset is Preset.STRICT else till.token)
    till.stand.until("the letters", lambda: len(till.stand.body["typed"]) >= 16)
    till.hand.button("button_confirm")
    if till.preset is Preset.STRICT:
        till.stand.says("Typed codes are switched off here.")
        till.send()
    till.pin()
    till.says(till.success)
    till.is_booked_once()
    assert (till.sent()[-1].get("manual_code") is None) is (till.preset is Preset.STRICT)


# -- no answer at all ----------------------------------------------------------------------------------


def silence(till: Till) -> None:
    """After the PIN, where there is one. Nobody knows, and that is what is said."""
    if till.gated:
        till.send()
        till.stand.sees("staff_pin")
    till.stand.world.server.faults.add(Fault(FaultKind.DROP, till.task, count=None, after=True))
    if till.gated:
        till.pin()
    else:
        till.send()
    till.says("No answer from the service", "It may")
    assert till.success not in till.stand.words()
    till.stand.world.server.faults.clear()
    assert len(till.booked) == 1
    if till.task == "coupon":
        return
    assert till.stand.item(f"button_task_{till.task}") is None, "a second one would count twice"
    till.hand.button("button_again")
    till.says("Before: 4 stamps")
    till.is_booked_once()


Step = Callable[[Till], None]
ALWAYS: tuple[Step, ...] = (key_refused, lapsed, nobody, limited, down_for_a_moment, broken)
OF: dict[str, tuple[Step, ...]] = {
    "coupon": (used_before, typed_token),
    "redeem": (too_little,),
    "earn": (more_than_a_card,),
}
WITH_PIN: tuple[Step, ...] = (wrong_once, dead_twice)


def plain(till: Till) -> None:
    till.send()
    till.says(till.success)
    till.is_booked_once()


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("task", TASKS)
def test_each_documented_answer_is_told_in_words_and_booked_as_it_is(
    stand: Stand, task: str, preset: Preset
) -> None:
    stand.shop.set_preset(preset)
    till = Till(stand, HANDS["touch"](stand), task, preset)
    stand.sees("attract")
    stand.unlock(till.hand)
    for step in (*(WITH_PIN if till.gated else (plain,)), *ALWAYS, *OF[task], silence):
        till.begin()
        try:
            step(till)
        except AssertionError as failed:
            raise AssertionError(f"{step.__name__}: {failed}") from failed
    assert not stand.world.server.faults.take(task), "a fault struck nobody"
