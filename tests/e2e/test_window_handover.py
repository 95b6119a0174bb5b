"""Customers and staff take turns at one window: nobody sees the other's data, and what one of them has
under way comes to its end while the other is there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtTest import QTest

from kiosk.demo.world import STAFF_NAME
from kiosk.simulator.faults import CALLS
from kiosk.simulator.shop_values import Member, Preset, Request, Response
from tests.e2e.hands import HANDS, Hand
from tests.e2e.pictures import expect_alike
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]

PATIENT = {"KIOSK_API__READ_TIMEOUT": "30"}
"""Answers are held back until the other one has the screen, on a busy machine too."""


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("handover"), "standard", PATIENT) as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    kiosk.shop.set_preset(Preset.STANDARD)
    yield kiosk
    kiosk.clear()


@pytest.fixture
def hand(stand: Stand) -> Hand:
    return HANDS["touch"](stand)


@contextmanager
def held_back(stand: Stand, call: str) -> Iterator[None]:
    """The shop does its work at once, but its answer to this call goes out at the end of the block."""
    answer, go = stand.shop.handle, threading.Event()

    def late(request: Request) -> Response:
        response = answer(request)
        if CALLS[request.method, request.path] == call:
            go.wait(25)
        return response

    stand.shop.handle = late  # type: ignore[method-assign]
    try:
        yield
    finally:
        go.set()
        stand.shop.handle = answer  # type: ignore[method-assign]


def traces(stand: Stand, since: int, *, of: tuple[str, ...]) -> list[str]:
    return [text for view in stand.views[since:] for text in texts(view) if any(part in text for part in of)]


def test_staff_come_while_a_customers_stamp_is_on_its_way(stand: Stand, hand: Hand) -> None:
    """The card fills in an answer that comes when staff are inside already."""
    stand.sees("attract")
    member: Member = stand.shop.add_member("under-way@example.com", 9, 431)
    papers = len(stand.world.printer.papers)
    with held_back(stand, "earn"):
        stand.hold_up(member)
        stand.sees("balance")
        stand.until("the request", lambda: stand.sent(member))
        stand.world.put_away()
        hand.leave()
        stand.until("the invitation", lambda: stand.screen == "attract")
        begun = len(stand.views)
        stand.unlock(hand)
        key = str(stand.sent(member)[0]["external_id"])
        assert stand.operation(key) == "sent"
    stand.until("the answer on disk", lambda: stand.operation(key) == "accepted")
    QTest.qWait(200)
    assert stand.screen == "staff_menu"
    assert not traces(stand, begun, of=(member.masked_email, "431", "of 10"))
    assert len(stand.world.printer.papers) == papers, "not for whoever stands there now"
    hand.leave()
    stand.sees("attract")
    # their coupon has waited for them
    stand.hold_up(member)
    stand.sees("balance")
    stand.says("Free Coffee")
    assert len(stand.earned(member)) == 1


def test_a_customer_comes_while_a_redemption_of_the_staffs_is_on_its_way(stand: Stand, hand: Hand) -> None:
    stand.shop.settings.coupon_name = "Walnut Baklava"
    owner = stand.guest()
    coupon = stand.shop.issue_coupon(owner.code)
    stand.shop.settings.coupon_name = "Free Coffee"
    stand.until("the invitation", lambda: stand.screen == "attract")
    stand.unlock(hand)
    with held_back(stand, "coupon"):
        stand.scan(coupon.token)  # from the menu, straight to its task
        stand.until("the request", lambda: [call for call, _ in stand.sends if call == "coupon"])
        stand.sees("staff_coupon")
        hand.button("button_back")
        stand.leave(hand)
        begun = len(stand.views)
        customer = stand.guest()
        stand.hold_up(customer)
        stand.sees("reward")
    stand.until("the end of it", lambda: '"kind": "coupon", "state": "accepted"' in stand.out.getvalue())
    assert stand.screen == "reward"
    assert not traces(stand, begun, of=("Baklava", STAFF_NAME))
    assert (STAFF_NAME, "redeem_coupon", "left") in stand.audit()
    stand.world.put_away()
    hand.leave()
    # nobody was told, so the next scan of it must not say that somebody else has used it
    stand.until("the invitation", lambda: stand.screen == "attract")
    stand.unlock(hand)
    stand.scan(coupon.token)
    stand.says("Most likely redeemed by this kiosk")
    assert len([entry for entry in stand.shop.ledger if entry.coupon_id == coupon.id]) == 1


def test_what_is_scanned_inside_goes_to_the_task_at_hand(stand: Stand, hand: Hand) -> None:
    member = stand.guest(stamps=4)
    coupon = stand.shop.issue_coupon(member.code)
    stand.until("the invitation", lambda: stand.screen == "attract")
    stand.unlock(hand)
    clean = stand.grab()
    hand.button("button_task_redeem")
    stand.sees("staff_member")
    stand.scan(coupon.token)
    stand.says("That is a coupon.")
    stand.hold_up(member)
    stand.says("Balance: 4 stamps")
    stand.scan(coupon.token)  # the amount is at hand, and nothing is waited for
    QTest.qWait(300)
    assert stand.screen == "staff_amount"
    assert "Balance: 4 stamps" in stand.words()
    stand.world.put_away()
    hand.button("button_back")
    stand.sees("staff_member")
    hand.button("button_back")
    stand.sees("staff_menu")
    expect_alike(stand, clean, "menu-after-a-member")
    assert not [e for e in stand.shop.ledger if e.member_code == member.code and e.kind != "issue"]
    assert not stand.earned(member)
