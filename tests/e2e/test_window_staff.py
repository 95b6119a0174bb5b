"""The staff's way through the real window: unlock, redeem, and what the next person may not see."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from kiosk.demo.world import STAFF_NAME, STAFF_PIN
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Coupon, LedgerEntry, Member, Preset
from tests.e2e.hands import HANDS, Hand
from tests.e2e.pictures import alike, expect_alike
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("staff"), "standard") as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    kiosk.shop.set_preset(Preset.STANDARD)
    yield kiosk
    kiosk.clear()


@pytest.fixture(params=list(HANDS))
def hand(request: pytest.FixtureRequest, stand: Stand) -> Hand:
    return HANDS[request.param](stand)


def enter(hand: Hand, pin: str) -> None:
    hand.digits(pin)
    hand.confirm()


def to_the_lock(stand: Stand, hand: Hand) -> None:
    stand.sees("attract")
    hand.button("lock")
    stand.sees("staff_lock")


def to_the_task(stand: Stand, hand: Hand) -> None:
    """Inside, and waiting for a coupon."""
    to_the_lock(stand, hand)
    enter(hand, STAFF_PIN)
    stand.sees("staff_menu")
    hand.button("button_task_coupon")
    stand.sees("staff_coupon")


def coupon_of(stand: Stand) -> tuple[Member, Coupon]:
    member = stand.guest()
    return member, stand.shop.issue_coupon(member.code)


def redeemed(stand: Stand, coupon: Coupon) -> list[LedgerEntry]:
    return [e for e in stand.shop.ledger if e.kind == "coupon" and e.coupon_id == coupon.id]


# -- in, and a coupon ------------------------------------------------------------------------------


def test_wrong_pin_right_pin_and_a_coupon_before_the_camera(stand: Stand, hand: Hand) -> None:
    _, coupon = coupon_of(stand)
    to_the_lock(stand, hand)
    enter(hand, "9999")
    stand.says("That PIN is not right.")
    assert stand.body["entered"] == 0
    enter(hand, STAFF_PIN)
    stand.sees("staff_menu")
    stand.says(f"Hello, {STAFF_NAME}")
    hand.button("button_task_coupon")
    stand.says("Hold the coupon up to the camera or scanner.")
    stand.world.show(coupon.token)
    stand.sees("staff_result")
    stand.says("Redeemed: Free Coffee")
    (entry,) = redeemed(stand, coupon)
    assert entry.count == 1
    # it stays before the camera, and is not redeemed a second time
    QTest.qWait(400)
    assert stand.screen == "staff_result"
    stand.leave(hand)
    for pin in ("9999", STAFF_PIN):
        assert not [text for view in stand.views for text in texts(view) if pin in text]


def test_balanced_asks_for_the_customers_pin(stand: Stand, hand: Hand) -> None:
    stand.shop.set_preset(Preset.BALANCED)
    stand.shop.settings.pin = "0007"
    member, coupon = coupon_of(stand)
    to_the_task(stand, hand)
    stand.scan(coupon.token)
    stand.sees("staff_pin")
    stand.says("Ask the customer to read the code from their phone.")
    enter(hand, stand.wrong(member))
    stand.says("2 tries left")
    assert redeemed(stand, coupon) == []
    enter(hand, "0007")
    stand.says("Redeemed: Free Coffee")
    assert len(redeemed(stand, coupon)) == 1
    sent = [body for call, body in stand.sends if call == "coupon" and body["token"] == coupon.token]
    assert [body.get("verification_pin") for body in sent] == [None, "1118", "0007"]


def test_balanced_takes_a_typed_token(stand: Stand, hand: Hand) -> None:
    stand.shop.set_preset(Preset.BALANCED)
    member, coupon = coupon_of(stand)
    to_the_task(stand, hand)
    hand.button("button_type_code")
    stand.until("the keyboard", lambda: stand.body.get("typing"))
    hand.letters(coupon.token)
    stand.until("the token", lambda: stand.body["typed"] == coupon.token)
    if hand.name == "touch":
        hand.button("button_confirm")
    else:
        hand.confirm()
    stand.sees("staff_pin")
    enter(hand, stand.pin(member))
    stand.says("Redeemed: Free Coffee")
    assert len(redeemed(stand, coupon)) == 1
    sent = [body for call, body in stand.sends if call == "coupon" and body["token"] == coupon.token]
    assert all(body["manual_code"] is True for body in sent)


def test_few_touches_are_enough_for_a_coupon_on_a_strict_shop(stand: Stand) -> None:
    """From unlocked to redeemed, with a PIN of four digits: eight at most."""
    hand = HANDS["touch"](stand)
    stand.shop.set_preset(Preset.STRICT)
    member, coupon = coupon_of(stand)
    to_the_lock(stand, hand)
    enter(hand, STAFF_PIN)
    stand.sees("staff_menu")
    with stand.counted() as touched:
        stand.scan(coupon.token)
        stand.sees("staff_pin")
        enter(hand, stand.pin(member))
        stand.says("Redeemed: Free Coffee")
    assert len(touched) <= 8, touched
    assert len(redeemed(stand, coupon)) == 1


def test_strict_refuses_a_typed_token_and_a_scan_does_it(stand: Stand, hand: Hand) -> None:
    stand.shop.set_preset(Preset.STRICT)
    member, coupon = coupon_of(stand)
    to_the_task(stand, hand)
    hand.button("button_type_code")
    stand.until("the keyboard", lambda: stand.body.get("typing"))
    hand.letters("cq_1")
    stand.until("the token", lambda: stand.body["typed"] == "cq_1")
    if hand.name == "touch":
        hand.button("button_confirm")
    else:
        hand.confirm()
    stand.says("Typed codes are switched off here. Please scan the coupon.")
    assert stand.item("button_type_code") is None
    stand.world.show(coupon.token)
    stand.sees("staff_pin")
    enter(hand, stand.pin(member))
    stand.says("Redeemed: Free Coffee")
    assert len(redeemed(stand, coupon)) == 1


def test_used_before_and_not_found(stand: Stand, hand: Hand) -> None:
    member, coupon = coupon_of(stand)
    to_the_task(stand, hand)
    stand.scan(coupon.token)
    stand.says("Redeemed: Free Coffee")
    hand.button("button_task_coupon")
    stand.sees("staff_coupon")
    QTest.qWait(2100)  # out of sight for two seconds, it is a new scan
    stand.scan(coupon.token)
    stand.says("Used before")
    assert len(redeemed(stand, coupon)) == 1
    hand.button("button_task_coupon")
    stand.sees("staff_coupon")
    stand.scan("cq_nothing0of1the2kind")
    stand.says("No such coupon")
    stand.scan(stand.shop.qr_for(member.code))  # a member's code is no coupon either
    stand.until("another answer", lambda: len([c for c, _ in stand.sends if c == "coupon"]) >= 4)
    stand.says("No such coupon")


# -- the answer that did not come ------------------------------------------------------------------


def test_an_attempt_without_an_answer_is_most_likely_the_one_that_worked(stand: Stand) -> None:
    hand = HANDS["touch"](stand)
    _, coupon = coupon_of(stand)
    to_the_task(stand, hand)
    stand.world.server.faults.add(Fault(FaultKind.DROP, "coupon", count=None, after=True))
    stand.scan(coupon.token)
    zone = stand.world.settings.shop.zone
    began = datetime.now(zone)
    stand.sees("staff_result")
    stand.says("No answer from the service")
    assert "Redeemed" not in stand.words()
    stand.world.server.faults.clear()
    hand.button("button_leave")
    stand.sees("attract")
    # another time, and the person who came back asks again
    to_the_task(stand, hand)
    stand.world.show(coupon.token)
    stand.says("Most likely redeemed by this kiosk")
    # the journal has the time of its last try
    times = {f"{began + timedelta(seconds=s):%H:%M}" for s in range(-1, 11)}
    assert any(f"Our attempt at {time} had no answer" in plain(stand) for time in times)
    (entry,) = redeemed(stand, coupon)
    assert entry.count > 1


def test_an_answer_lost_once_is_found_out_while_they_wait(stand: Stand, hand: Hand) -> None:
    _, coupon = coupon_of(stand)
    to_the_task(stand, hand)
    stand.world.server.faults.add(Fault(FaultKind.DROP, "coupon", after=True))
    began = datetime.now(stand.world.settings.shop.zone)
    stand.scan(coupon.token)
    stand.says("Most likely redeemed by this kiosk")
    times = {f"{began + timedelta(seconds=s):%H:%M}" for s in range(-1, 5)}
    assert any(f"Our attempt at {time} had no answer" in plain(stand) for time in times)
    assert len(redeemed(stand, coupon)) == 1


def plain(stand: Stand) -> str:
    """The words on screen with every kind of space as a space."""
    return " ".join(stand.words().split())


# -- who may not come in, and who may not see ------------------------------------------------------


def test_five_wrong_pins_shut_the_door_and_a_restart_does_not_open_it(qapp: object, tmp_path: Path) -> None:
    with standing(tmp_path, "standard") as stand:
        hand = HANDS["keypad"](stand)
        to_the_lock(stand, hand)
        for number in range(5):
            hand.digits(f"{1000 + number}")
            stand.until("the digits", lambda: stand.body["entered"] == 4 and stand.body["message"] is None)
            hand.confirm()
            stand.says("That PIN is not right." if number < 4 else "Locked for a while after wrong tries.")
        assert stand.item("key_1") is None
        with closing(sqlite3.connect(stand.world.settings.journal.path)) as db:
            tries, until = db.execute("SELECT tries, until FROM staff_lock").fetchone()
        assert tries == 5
        assert until is not None
        stand.close()
        stand.open()
        to_the_lock(stand, hand)
        enter(hand, STAFF_PIN)
        stand.says("Locked for a while after wrong tries.")
        assert stand.item("key_1") is None
        assert stand.screen == "staff_lock"
        # the quarter of a minute passes, and the right PIN opens
        stand.until("the lock to open", lambda: stand.item("key_1") is not None)
        enter(hand, STAFF_PIN)
        stand.sees("staff_menu")


def test_a_customer_is_gone_from_the_window_when_staff_come(stand: Stand, hand: Hand) -> None:
    to_the_lock(stand, hand)
    clean = stand.grab()
    hand.leave()
    stand.sees("attract")
    member = stand.shop.add_member("gone-with-the-lock@example.com", 7, 431)
    stand.hold_up(member)
    stand.sees("reward")
    assert "8 of 10" in stand.words()
    assert not alike(stand.grab(), clean)
    stand.world.put_away()
    hand.leave()
    stand.sees("done")
    to_the_lock(stand, hand)
    begun = next(n for n, view in enumerate(stand.views) if view["session"] == stand.view["session"])
    left = [text for view in stand.views[begun:] for text in texts(view)]
    assert not [t for t in left if member.masked_email in t or "431" in t or "of 10" in t]
    assert "of 10" not in stand.words()
    expect_alike(stand, clean, f"staff-after-a-customer-{hand.name}")


def test_staff_are_gone_from_the_window_when_a_customer_comes(stand: Stand, hand: Hand) -> None:
    stand.shop.set_preset(Preset.STRICT)
    stand.shop.settings.coupon_name = "Walnut Baklava"
    first = stand.guest()
    stand.hold_up(first)
    stand.sees("pin")
    stand.says("Type the code from your phone.")
    clean = stand.grab()
    stand.world.put_away()
    hand.leave()
    member, coupon = coupon_of(stand)
    stand.shop.settings.coupon_name = "Free Coffee"
    to_the_task(stand, hand)
    stand.scan(coupon.token)
    stand.sees("staff_pin")
    enter(hand, stand.pin(member))
    stand.says("Redeemed: Walnut Baklava")
    stand.leave(hand)
    assert not [text for text in texts(stand.view) if "Baklava" in text or STAFF_NAME in text]
    second = stand.guest()
    begun = len(stand.views)
    stand.hold_up(second)
    stand.sees("pin")
    stand.says("Type the code from your phone.")
    seen = [text for view in stand.views[begun:] for text in texts(view)]
    assert not [text for text in seen if "Baklava" in text or STAFF_NAME in text]
    expect_alike(stand, clean, f"a-customer-after-staff-{hand.name}")
