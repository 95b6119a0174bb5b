"""The PIN of a Strict shop, from the phone before the camera to the shop's ledger: through the real
window, by fingers and by the keys of a tactile keypad."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Member
from tests.e2e.hands import HANDS, Hand
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("pin")) as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    yield kiosk
    kiosk.clear()


@pytest.fixture(params=list(HANDS))
def hand(request: pytest.FixtureRequest, stand: Stand) -> Hand:
    return HANDS[request.param](stand)


def asked(stand: Stand, stamps: int = 2) -> Member:
    """Somebody new, whose phone was filmed and who is asked for the PIN."""
    member = stand.guest(stamps)
    stand.hold_up(member)
    stand.sees("pin")
    stand.says("Type the code from your phone.")
    return member


def enter(hand: Hand, pin: str) -> None:
    hand.digits(pin)
    hand.confirm()


def rewarded(stand: Stand, member: Member, stamps: int = 3) -> None:
    """The reward is on screen, and the visit in the ledger once, under one id for all requests."""
    stand.sees("reward")
    assert f"{stamps} of 10 stamps" in stand.words()
    (visit,) = stand.earned(member)
    assert {body["external_id"] for body in stand.sent(member)} == {visit.external_id}
    assert stand.shop.member(member.code).stamps == stamps
    stand.until("the end on disk", lambda: stand.operation(visit.external_id) == "accepted")


def pins(stand: Stand, member: Member) -> list[str | None]:
    return [body.get("verification_pin") for body in stand.sent(member)]


# -- rounds ----------------------------------------------------------------------------------------


def test_one_wrong_pin_then_the_right_one(stand: Stand, hand: Hand) -> None:
    member = asked(stand)
    wrong, right = stand.wrong(member), stand.pin(member)
    enter(hand, wrong)
    stand.says("That code was not right.")
    assert "2 tries left" in stand.words()
    assert stand.body["entered"] == 0
    assert stand.earned(member) == []
    enter(hand, right)
    rewarded(stand, member)
    assert pins(stand, member) == [None, wrong, right]


def test_an_expired_pin_then_a_new_code(stand: Stand, hand: Hand) -> None:
    member = asked(stand)
    old = stand.pin(member)
    stand.shop.advance(121)
    enter(hand, old)
    stand.says("That code is too old. Ask for a new one.")
    assert stand.item("key_1") is None, "nothing can be typed for a dead PIN"
    assert pins(stand, member) == [None, old], "no new PIN without the person's word"
    hand.button("button_new_code")
    stand.says("Type the code from your phone.")
    new = stand.pin(member)
    enter(hand, new)
    rewarded(stand, member)
    assert pins(stand, member) == [None, old, None, new]


def test_three_wrong_pins_then_a_new_code(stand: Stand, hand: Hand) -> None:
    member = asked(stand)
    wrong = stand.wrong(member)
    for left in ("2 tries left", "1 try left"):
        enter(hand, wrong)
        stand.says(left)
    enter(hand, wrong)
    stand.says("Too many wrong codes. Ask for a new one.")
    assert pins(stand, member) == [None, wrong, wrong, wrong]
    hand.button("button_new_code")
    stand.says("Type the code from your phone.")
    enter(hand, stand.pin(member))
    rewarded(stand, member)


def test_three_rounds_used_up_end_it_with_nothing_earned(stand: Stand, hand: Hand) -> None:
    member = asked(stand)
    for last in (False, False, True):
        assert (stand.item("button_new_code") is None) is last, "no button for a fourth PIN"
        wrong = stand.wrong(member)
        for left in ("2 tries left", "1 try left"):
            enter(hand, wrong)
            stand.says(left)
        enter(hand, wrong)
        if not last:
            stand.says("Too many wrong codes.")
            hand.button("button_new_code")
            stand.says("Type the code from your phone.")
    stand.sees("problem")
    stand.says("The code did not work")
    assert stand.earned(member) == []
    sent = stand.sent(member)
    assert [body.get("verification_pin") is None for body in sent].count(True) == 3
    (operation,) = {body["external_id"] for body in sent}
    stand.until("the end on disk", lambda: stand.operation(operation) == "abandoned")


@pytest.mark.parametrize("pin", ["0007", "04", "0000", "11"])
def test_the_pin_goes_out_digit_by_digit_as_it_is(stand: Stand, hand: Hand, pin: str) -> None:
    stand.shop.settings.pin = pin
    member = asked(stand)
    assert stand.pin(member) == pin
    enter(hand, pin)
    rewarded(stand, member)
    assert pins(stand, member) == [None, pin]


def test_typing_errors_are_put_right_and_a_fifth_digit_is_none(stand: Stand, hand: Hand) -> None:
    stand.shop.settings.pin = "4071"
    member = asked(stand)
    hand.digits("49")
    hand.erase()
    hand.digits("0")
    hand.erase(2)
    stand.until("no digit", lambda: stand.body["entered"] == 0)
    hand.digits("4")
    hand.digits("071")
    stand.until("four digits", lambda: stand.body["entered"] == 4)
    hand.digits("9")
    QTest.qWait(50)
    assert stand.body["entered"] == 4
    hand.confirm()
    rewarded(stand, member)
    assert pins(stand, member) == [None, "4071"]


def test_keys_as_fast_as_they_come_lose_nothing(stand: Stand) -> None:
    """Enter follows the last digit before the kiosk has shown it."""
    stand.shop.settings.pin = "4071"
    member = asked(stand)
    window = stand.desk.window
    for key in (Qt.Key.Key_4, Qt.Key.Key_0, Qt.Key.Key_7, Qt.Key.Key_1, Qt.Key.Key_Enter):
        QTest.keyClick(window, key, Qt.KeyboardModifier.KeypadModifier)
    rewarded(stand, member)


def test_enter_alone_asks_for_the_new_code(stand: Stand) -> None:
    """A keypad may have no Tab: Enter presses the one button that is drawn as the next step."""
    hand = HANDS["keypad"](stand)
    member = asked(stand)
    stand.shop.advance(121)
    enter(hand, stand.shop.current_pin(member.code) or "1234")
    stand.says("That code is too old.")
    QTest.qWait(300)
    hand.confirm()
    stand.says("Type the code from your phone.")
    enter(hand, stand.pin(member))
    rewarded(stand, member)
    assert pins(stand, member).count(None) == 2


# -- leaving, and other people ---------------------------------------------------------------------


def test_who_walks_away_has_earned_nothing_and_may_come_again(stand: Stand, hand: Hand) -> None:
    member = asked(stand)
    first = stand.pin(member)
    hand.digits(first[:2])
    hand.leave()
    stand.sees("done")
    assert stand.earned(member) == []
    (abandoned,) = {body["external_id"] for body in stand.sent(member)}
    stand.until("the end on disk", lambda: stand.operation(abandoned) == "abandoned")
    stand.shop.advance(31)  # the code in view is another one now
    stand.hold_up(member)
    stand.sees("pin")
    assert stand.body["entered"] == 0
    enter(hand, stand.pin(member))
    stand.sees("reward")
    (visit,) = stand.earned(member)
    assert visit.external_id != abandoned
    assert stand.shop.member(member.code).stamps == 3


def test_another_member_puts_the_old_session_out_and_both_earn_once(stand: Stand, hand: Hand) -> None:
    first = asked(stand)
    old_session = stand.view["session"]
    old_pin = stand.pin(first)
    hand.digits(old_pin[:3])
    stand.until("three digits", lambda: stand.body["entered"] == 3)
    second = stand.guest(5)
    # the phone of the next one right after this one's: only the shop can tell them apart
    stand.hold_up(second)
    stand.until("another session", lambda: stand.view["session"] != old_session)
    begun = next(n for n, view in enumerate(stand.views) if view["session"] == stand.view["session"])
    stand.sees("pin")
    assert stand.body["entered"] == 0
    assert not [view for view in stand.views[begun:] if view["session"] == old_session]
    assert not [view for view in stand.views[begun:] if first.masked_email in texts(view)]
    assert stand.pin(second) != old_pin
    # the first comes back, with a new code on the phone and the PIN of before
    stand.shop.advance(31)
    second_session = stand.view["session"]
    stand.hold_up(first)
    stand.until("the first again", lambda: stand.view["session"] not in (old_session, second_session))
    stand.sees("pin")
    assert stand.body["entered"] == 0, "digits do not outlive their screen"
    enter(hand, old_pin)
    rewarded(stand, first)
    assert pins(stand, first) == [None, old_pin]
    # and so does the second
    stand.shop.advance(31)
    stand.hold_up(second)
    stand.sees("pin")
    enter(hand, stand.pin(second))
    rewarded(stand, second, stamps=6)
    assert pins(stand, second).count(None) == 1


def test_a_scan_at_the_scanner_ends_the_session_before_any_answer(stand: Stand) -> None:
    first = asked(stand)
    HANDS["touch"](stand).digits(stand.pin(first)[:2])
    session = stand.view["session"]
    second = stand.guest()
    stand.world.server.faults.add(Fault(FaultKind.DELAY, "lookup", seconds=1.0))
    since = len(stand.world.server.seen)
    stand.scan(stand.shop.qr_for(second.code))
    stand.until("another session", lambda: stand.view["session"] != session)
    assert stand.screen == "lookup"
    assert stand.statuses("lookup", since) == [], "the shop has not answered yet"
    stand.sees("pin")
    assert stand.body["entered"] == 0
    assert stand.earned(first) == []


def test_from_the_serial_scanner_to_the_reward(stand: Stand, hand: Hand) -> None:
    member = stand.guest()
    stand.scan(stand.shop.qr_for(member.code))
    stand.sees("pin")
    enter(hand, stand.pin(member))
    rewarded(stand, member)


def test_a_code_that_rotates_in_view_disturbs_nothing(stand: Stand, hand: Hand) -> None:
    member = asked(stand)
    pin, session = stand.pin(member), stand.view["session"]
    for entered in (1, 2):
        hand.digits(pin[entered - 1])
        since = len(stand.world.server.seen)
        stand.shop.advance(31)
        stand.hold_up(member)
        stand.until("the new code looked up", lambda: stand.statuses("lookup", since) == [200])  # noqa: B023
        QTest.qWait(150)
        assert stand.screen == "pin"
        assert stand.view["session"] == session
        assert stand.body["entered"] == entered
    hand.digits(pin[2:])
    hand.confirm()
    rewarded(stand, member)
    assert pins(stand, member) == [None, pin]


# -- a shop that is busy, a network that is not there ----------------------------------------------


def test_a_rate_limit_in_the_middle_is_waited_for_with_the_same_pin(stand: Stand, hand: Hand) -> None:
    member = asked(stand)
    wrong, right = stand.wrong(member), stand.pin(member)
    enter(hand, wrong)
    stand.says("2 tries left")
    since = len(stand.world.server.seen)
    stand.world.server.faults.add(Fault(FaultKind.RATE_LIMIT, "earn", count=2, retry_after="1"))
    seen = len(stand.views)
    enter(hand, wrong)
    stand.says("One moment, we try again by ourselves")
    assert stand.item("key_1") is None, "there is nothing to type"
    stand.says("1 try left")
    assert stand.statuses("earn", since) == [429, 429, 422], "the limits cost no try"
    assert {view["screen"] for view in stand.views[seen:]} == {"pin"}
    assert not [view for view in stand.views[seen:] if "Type the code from your phone." in texts(view)], (
        "nobody is asked for a PIN by a rate limit"
    )
    stand.world.server.faults.add(Fault(FaultKind.RATE_LIMIT, "earn", retry_after="1"))
    enter(hand, right)
    rewarded(stand, member)
    assert stand.statuses("earn", since) == [429, 429, 422, 429, 200]
    assert pins(stand, member) == [None, wrong, wrong, right]


@pytest.mark.parametrize("kind", [FaultKind.DROP, FaultKind.TORN])
def test_a_lost_answer_to_the_right_pin_is_one_visit(stand: Stand, hand: Hand, kind: FaultKind) -> None:
    member = asked(stand)
    stand.world.server.faults.add(Fault(kind, "earn", after=True))
    enter(hand, stand.pin(member))
    rewarded(stand, member)
    (visit,) = stand.earned(member)
    assert visit.count == 2, "asked for twice, done once"


# -- what nobody may read --------------------------------------------------------------------------


def test_two_pins_of_one_length_look_the_same(stand: Stand, hand: Hand) -> None:
    asked(stand)
    pictures = []
    for pin in ("0007", "1234", "12"):
        hand.digits(pin)
        stand.until("the digits", lambda: stand.body["entered"] == len(pin))  # noqa: B023
        QTest.qWait(100)
        pictures.append(stand.grab())
        hand.erase(len(pin))
        stand.until("no digits", lambda: stand.body["entered"] == 0)
    assert pictures[0] == pictures[1]
    assert pictures[0] != pictures[2], "the picture does show how many there are"


_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def test_a_pin_is_in_no_view_no_log_and_not_on_disk(stand: Stand, hand: Hand) -> None:
    right, wrong = "0007", "8391"
    stand.shop.settings.pin = right
    logged, shown = len(stand.out.getvalue()), len(stand.views)
    member = asked(stand)
    enter(hand, wrong)
    stand.says("2 tries left")
    stand.world.server.faults.add(Fault(FaultKind.RATE_LIMIT, "earn", retry_after="1"))
    stand.world.server.faults.add(Fault(FaultKind.ERROR, "earn"))
    stand.world.server.faults.add(Fault(FaultKind.DROP, "earn", after=True))
    enter(hand, right)
    rewarded(stand, member)
    (visit,) = stand.earned(member)
    views = [text for view in stand.views[shown:] for text in texts(view)]
    log = stand.out.getvalue()[logged:]
    disk = stand.on_disk()
    # Members' codes are six digits of chance: one in a hundred runs had these four among them.
    codes = b"|".join(b"%06d" % one.code for one in stand.shop.members)
    numbers = re.compile(_UUID.pattern + b"|" + codes)
    # each of the three was looked at, and would have told
    assert "That code was not right." in views
    assert "pin_invalid" in log
    assert visit.external_id in log
    assert visit.external_id.encode() in disk
    for pin in (right, wrong):
        assert not [text for text in views if pin in text]
        assert pin.encode() not in numbers.sub(b" ", log.encode())
        assert pin.encode() not in numbers.sub(b" ", disk)
        assert pin.encode("utf-16-le") not in disk
