"""The staff's tasks with an amount through the real window: points and stamps redeemed and earned, under
each preset, with success and each error the API documents, and what is on screen then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from kiosk.demo.world import STAFF_NAME
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import LedgerEntry, Member, Preset
from tests.e2e.hands import HANDS, Hand
from tests.e2e.pictures import expect_alike
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("amounts"), "standard") as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    kiosk.shop.set_preset(Preset.STANDARD)
    yield kiosk
    kiosk.clear()


@pytest.fixture
def hand(stand: Stand) -> Hand:
    return HANDS["touch"](stand)


def inside(stand: Stand, hand: Hand, task: str) -> None:
    """From the invitation to the task's first screen."""
    stand.until("the invitation", lambda: stand.screen in ("attract", "done"))
    stand.leave(hand)
    stand.unlock(hand)
    hand.button(f"button_task_{task}")
    stand.sees("staff_member" if task == "redeem" else "staff_amount")


def card(stand: Stand, hand: Hand, wanted: str) -> None:
    if stand.item(f"button_card_{wanted}") is not None:
        hand.button(f"button_card_{wanted}")
        stand.until("the other card", lambda: stand.item(f"button_card_{wanted}") is None)


def amount(stand: Stand, hand: Hand, typed: str) -> None:
    for sign in typed:
        if sign == ".":
            if hand.name == "touch":
                hand.button("key_point")
            else:
                hand.letters(",")
        else:
            hand.digits(sign)
    stand.until("the amount", lambda: stand.body.get("typed") == typed)
    hand.confirm()


def identify(stand: Stand, hand: Hand, member: Member, *, typed: bool = False) -> None:
    stand.sees("staff_member")
    if not typed:
        stand.scan(stand.shop.qr_for(member.code))
        return
    hand.button("button_type_code")
    stand.until("the keypad", lambda: stand.body["type"] == "StaffEntry")
    hand.digits(str(member.code))
    hand.confirm()


def begin(
    stand: Stand, hand: Hand, task: str, unit: str, how_much: str, member: Member, *, typed: bool = False
) -> None:
    """The whole task up to the first send."""
    inside(stand, hand, task)
    if task == "redeem":
        identify(stand, hand, member, typed=typed)
        stand.sees("staff_amount")
    card(stand, hand, unit)
    amount(stand, hand, how_much)
    if task == "earn":
        identify(stand, hand, member, typed=typed)


def somebody(stand: Stand, stamps: int = 4, points: int = 120) -> Member:
    guest = stand.guest(stamps)
    return stand.shop.add_member(f"points-of-{guest.code}@example.com", stamps, points)


def booked(stand: Stand, member: Member, kind: str) -> list[LedgerEntry]:
    return [e for e in stand.shop.ledger if e.member_code == member.code and e.kind == kind]


def sent(stand: Stand, member: Member) -> list[dict[str, object]]:
    return [body for _, body in stand.sends if body.get("customer_code") == member.code]


def standing_of(stand: Stand, member: Member) -> tuple[int, int]:
    now = stand.shop.member(member.code)
    return now.stamps, now.points


# -- success, under each preset --------------------------------------------------------------------

TASKS = [
    # task, card, typed, stamps and points after it, what the screen says
    ("redeem", "point", "20", (4, 100), ("Redeemed: 20 points", "Before: 120 points", "Now: 100 points")),
    ("redeem", "stamp", "3", (1, 120), ("Redeemed: 3 stamps", "Before: 4 stamps", "Now: 1 stamp")),
    ("earn", "point", "19.90", (4, 140), ("Added: purchase of 19.90", "Now: 140 points")),
    ("earn", "stamp", "2", (6, 120), ("Added: 2 stamps", "Before: 4 stamps", "Now: 6 stamps")),
]
GATED = {("redeem", Preset.BALANCED), ("redeem", Preset.STRICT), ("earn", Preset.STRICT)}


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize(("task", "unit", "typed", "after", "words"), TASKS)
def test_it_is_done(
    stand: Stand,
    preset: Preset,
    task: str,
    unit: str,
    typed: str,
    after: tuple[int, int],
    words: tuple[str, ...],
) -> None:
    hand = HANDS["keypad" if preset is Preset.BALANCED else "touch"](stand)
    stand.shop.set_preset(preset)
    stand.shop.settings.pin = "0007"
    member = somebody(stand)
    begin(stand, hand, task, unit, typed, member)
    if (task, preset) in GATED:
        stand.sees("staff_pin")
        stand.says("Ask the customer to read the code from their phone.")
        assert booked(stand, member, task) == []
        hand.digits("1118")
        hand.confirm()
        stand.says("2 tries left")
        hand.digits("0007")
        hand.confirm()
    stand.sees("staff_result")
    for said in words:
        stand.says(said)
    assert standing_of(stand, member) == after
    (entry,) = booked(stand, member, task)
    assert (entry.card, entry.amount, entry.count) == (unit, Decimal(typed), 1)
    assert {body["external_id"] for body in sent(stand, member)} == {entry.external_id}
    assert stand.operation(entry.external_id) == "accepted"
    # by now the same code has been before the scanner, and nothing was booked twice
    assert stand.item(f"button_task_{task}") is not None
    hand.button("button_leave")
    stand.sees("attract")


# -- whose it is; what else can be answered is in test_window_errors.py --------------------------------

LOOKUPS: dict[str, tuple[Callable[[Stand], str], str]] = {
    "nobody's": (lambda s: "no member's code at all", "That code is out of date."),
    "a coupon": (lambda s: "cq_0123456789", "That is a coupon."),
    "control characters": (lambda s: "x\x07y", "That is not a customer code."),
}


@pytest.mark.parametrize("name", LOOKUPS)
def test_what_is_no_members_code_is_said_and_the_next_one_counts(stand: Stand, hand: Hand, name: str) -> None:
    text, words = LOOKUPS[name]
    member = somebody(stand)
    inside(stand, hand, "redeem")
    stand.scan(text(stand))
    stand.says(words)
    stand.scan(stand.shop.qr_for(member.code))
    stand.says("Balance: 4 stamps")
    assert member.masked_email in stand.words()


def test_a_typed_code_that_nobody_has(stand: Stand, hand: Hand) -> None:
    inside(stand, hand, "redeem")
    hand.button("button_type_code")
    stand.until("the keypad", lambda: stand.body["type"] == "StaffEntry")
    hand.digits("000000")
    hand.confirm()
    stand.says("No such customer")


@pytest.mark.parametrize("task", ["redeem", "earn"])
@pytest.mark.parametrize("preset", Preset)
def test_a_typed_code_is_sent_as_such_and_refused_by_strict(
    stand: Stand, hand: Hand, preset: Preset, task: str
) -> None:
    stand.shop.set_preset(preset)
    member = somebody(stand)
    begin(stand, hand, task, "stamp", "1", member, typed=True)
    if preset is Preset.STRICT:
        stand.says("Typed codes are switched off here.")
        assert stand.item("button_type_code") is None
        stand.scan(stand.shop.qr_for(member.code))
        if task == "redeem":
            stand.sees("staff_amount")
            assert stand.body["typed"] == "1"
            hand.confirm()
    if (task, preset) in GATED:
        stand.sees("staff_pin")
        hand.digits(stand.pin(member))
        hand.confirm()
    stand.says("Before: 4 stamps")
    manual = [body.get("manual_code") for body in sent(stand, member)]
    assert manual[0] is True
    assert (manual[-1] is None) == (preset is Preset.STRICT)
    assert len(booked(stand, member, task)) == 1


# -- PINs ------------------------------------------------------------------------------------------


def test_a_dead_pin_is_told_and_staff_ask_for_another(stand: Stand, hand: Hand) -> None:
    stand.shop.set_preset(Preset.BALANCED)
    member = somebody(stand)
    begin(stand, hand, "redeem", "point", "20", member)
    stand.sees("staff_pin")
    stand.shop.advance(3600)
    hand.digits(stand.shop.current_pin(member.code) or "1234")
    hand.confirm()
    stand.until("a new code to be offered", lambda: stand.body.get("can_type") is False)
    hand.button("button_new_code")
    stand.until("a new challenge", lambda: stand.body.get("can_type") is True)
    for _ in range(3):
        hand.digits(stand.wrong(member))
        hand.confirm()
        stand.until("the answer", lambda: stand.body.get("entered") == 0 and not stand.body.get("busy"))
    assert booked(stand, member, "redeem") == []
    hand.button("button_back")
    stand.sees("staff_amount")
    assert stand.body["typed"] == "20"


def test_few_touches_are_enough_for_points_on_a_strict_shop(stand: Stand, hand: Hand) -> None:
    """From unlocked to redeemed, with a PIN of four digits: fourteen at most."""
    stand.shop.set_preset(Preset.STRICT)
    member = somebody(stand)
    with stand.counted() as touched:
        begin(stand, hand, "redeem", "point", "100", member)
        stand.sees("staff_pin")
        hand.digits(stand.pin(member))
        hand.confirm()
        stand.says("Redeemed: 100 points")
    assert len(touched[touched.index("button_task_redeem") :]) <= 14, touched


# -- no answer -------------------------------------------------------------------------------------


def test_without_an_answer_to_who_it_is_nothing_is_begun(stand: Stand, hand: Hand) -> None:
    member = somebody(stand)
    inside(stand, hand, "redeem")
    stand.world.server.faults.add(Fault(FaultKind.DROP, "lookup", count=None))
    identify(stand, hand, member)
    stand.says("The service cannot be reached.")
    stand.world.server.faults.clear()
    identify(stand, hand, member, typed=True)
    stand.says("Balance: 4 stamps")
    assert sent(stand, member) == []


def test_rate_limits_are_waited_for(stand: Stand, hand: Hand) -> None:
    member, task = somebody(stand), "redeem"
    stand.world.server.faults.add(Fault(FaultKind.RATE_LIMIT, task, retry_after="1"))
    stand.world.server.faults.add(Fault(FaultKind.RATE_LIMIT, "lookup", retry_after="1"))
    begin(stand, hand, task, "stamp", "2", member)
    stand.says("Before: 4 stamps")
    (entry,) = booked(stand, member, task)
    assert entry.count == 1
    assert len(sent(stand, member)) == 1, "the limiter stands in front of the shop"


# -- a full card, and what nobody else may see ------------------------------------------------------


def test_a_card_that_fills_shows_the_coupon_and_prints_it(stand: Stand, hand: Hand) -> None:
    member = somebody(stand, stamps=8)
    papers = len(stand.world.printer.papers)
    begin(stand, hand, "earn", "stamp", "3", member)
    stand.sees("staff_reward")
    stand.says("The card is full")
    stand.until("the paper", lambda: len(stand.world.printer.papers) == papers + 1)
    (entry,) = booked(stand, member, "earn")
    assert entry.coupon_id
    assert stand.body["coupon"]["token"]
    hand.button("button_task_earn")
    stand.sees("staff_amount")
    assert stand.item("button_print_coupon") is None


def test_nothing_of_a_member_is_left_for_the_next_person(stand: Stand, hand: Hand) -> None:
    hand.button("lock")
    stand.sees("staff_lock")
    clean = stand.grab()
    hand.leave()
    member = somebody(stand, points=431)
    begin(stand, hand, "redeem", "point", "20", member)
    stand.says("Now: 411 points")
    hand.button("button_leave")
    stand.sees("attract")
    hand.button("lock")
    stand.sees("staff_lock")
    begun = next(n for n, view in enumerate(stand.views) if view["session"] == stand.view["session"])
    left = [text for view in stand.views[begun:] for text in texts(view)]
    assert not [text for text in left if member.masked_email in text or "411" in text or "431" in text]
    expect_alike(stand, clean, "after-a-member")


def test_the_audit_log_says_who_did_what_and_nothing_of_the_member(stand: Stand, hand: Hand) -> None:
    member = somebody(stand)
    begin(stand, hand, "redeem", "stamp", "1", member)
    stand.says("Redeemed: 1 stamp")
    stand.until("the audit log", lambda: stand.audit()[-1:] == [(STAFF_NAME, "redeem_stamp", "booked")])
    assert not [row for row in stand.audit() if member.masked_email in row or str(member.code) in row]
