"""A checkout through the real window: redeem, then earn on the whole total, under each preset, with success
and each documented error on either half; the power cut between them; and what is on screen then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.demo.world import STAFF_NAME
from kiosk.simulator.faults import CALLS, Fault, FaultKind
from kiosk.simulator.shop_values import Member, Preset, Request, Response
from tests.e2e.hands import HANDS, Hand
from tests.e2e.pictures import expect_alike
from tests.e2e.test_window_enrol import address, agree
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]

ROOT = Path(__file__).resolve().parents[2]
GATED = {
    ("redeem", Preset.BALANCED),
    ("redeem", Preset.STRICT),
    ("earn", Preset.STRICT),
}
_orders = iter(range(1001, 9999))


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("checkout"), "standard") as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    kiosk.shop.set_preset(Preset.STANDARD)
    yield kiosk
    kiosk.shop.settings.subscription = True
    kiosk.shop.settings.api_key = kiosk.world.key
    kiosk.clear()


@pytest.fixture
def hand(stand: Stand) -> Hand:
    return HANDS["touch"](stand)


@pytest.fixture
def order() -> str:
    """A number that no other test has used."""
    return str(next(_orders))


def somebody(stand: Stand, points: int = 120) -> Member:
    code = stand.guest(0).code
    return stand.shop.add_member(f"till-{code}@example.com", 0, points)


def enter(stand: Stand, hand: Hand) -> None:
    """From the invitation to the menu."""
    stand.until("the invitation", lambda: stand.screen in ("attract", "done"))
    stand.leave(hand)
    stand.unlock(hand)


def inside(stand: Stand, hand: Hand) -> None:
    """To the task's first screen."""
    enter(stand, hand)
    hand.button("button_task_checkout")
    past_the_list(stand, hand)


def past_the_list(stand: Stand, hand: Hand) -> None:
    """To a new checkout, if there are unfinished ones of other tests; the journal is asked for a moment."""
    stand.until("the first screen", lambda: stand.item("button_continue") or stand.screen == "staff_member")
    if stand.screen == "staff_checkout_list":
        hand.button("button_continue")
    stand.sees("staff_member")


def identify(stand: Stand, hand: Hand, member: Member, *, typed: bool = False) -> None:
    stand.sees("staff_member")
    if not typed:
        stand.scan(stand.shop.qr_for(member.code))
        return
    hand.button("button_type_code")
    stand.until("the keypad", lambda: stand.body["type"] == "StaffEntry")
    hand.digits(str(member.code))
    hand.confirm()


def number(stand: Stand, hand: Hand, order: str) -> None:
    stand.sees("staff_checkout_order")
    hand.letters(order)
    stand.until("the number", lambda: stand.body.get("typed") == order)
    if hand.name == "touch":
        hand.button("button_confirm")
    else:
        hand.confirm()


def amount(stand: Stand, hand: Hand, screen: str, typed: str) -> None:
    stand.sees(screen)
    for sign in typed:
        if sign != ".":
            hand.digits(sign)
        elif hand.name == "touch":
            hand.button("key_point")
        else:
            hand.letters(",")
    stand.until("the amount", lambda: stand.body.get("typed") == typed)
    hand.confirm()


def begin(
    stand: Stand,
    hand: Hand,
    member: Member,
    order: str,
    *,
    total: str = "19.90",
    points: str = "20",
    typed: bool = False,
) -> None:
    """The whole task up to the first send."""
    inside(stand, hand)
    identify(stand, hand, member, typed=typed)
    number(stand, hand, order)
    amount(stand, hand, "staff_checkout_total", total)
    if points:
        amount(stand, hand, "staff_checkout_points", points)


def pin(stand: Stand, hand: Hand, member: Member, words: str) -> None:
    """One of the codes that a checkout may ask for."""
    stand.says(words)
    stand.sees("staff_pin")
    hand.digits(stand.pin(member))
    hand.confirm()


def redeem_pin(stand: Stand, hand: Hand, member: Member) -> None:
    if ("redeem", stand.shop.settings.preset) in GATED:
        pin(stand, hand, member, "Code for spending points")


def earn_pin(stand: Stand, hand: Hand, member: Member) -> None:
    if ("earn", stand.shop.settings.preset) in GATED:
        pin(stand, hand, member, "Another code, for the earning")


def booked(stand: Stand, member: Member) -> dict[str, tuple[str, Decimal]]:
    """What the shop's books have of this member, by the operation's id."""
    entries = [e for e in stand.shop.ledger if e.member_code == member.code]
    return {e.external_id: (e.kind, e.amount) for e in entries}


def both(order: str, total: str = "19.90", points: str = "20") -> dict[str, tuple[str, Decimal]]:
    return {f"redeem_{order}": ("redeem", Decimal(points)), order: ("earn", Decimal(total))}


def sent(stand: Stand, member: Member) -> list[tuple[str, dict[str, object]]]:
    return [(call, body) for call, body in stand.sends if body.get("customer_code") == member.code]


@contextmanager
def before(stand: Stand, call: str, arrange: Callable[[], object]) -> Iterator[None]:
    """Something happens in the shop just before its first request of this kind."""
    answer, due = stand.shop.handle, [arrange]

    def handle(request: Request) -> Response:
        if due and CALLS.get((request.method, request.path)) == call:
            due.pop()()
        return answer(request)

    stand.shop.handle = handle  # type: ignore[method-assign]
    try:
        yield
    finally:
        stand.shop.handle = answer  # type: ignore[method-assign]


# -- success, under each preset --------------------------------------------------------------------


@pytest.mark.parametrize("preset", Preset)
def test_redeem_then_earn_then_the_summary(stand: Stand, preset: Preset, order: str) -> None:
    hand = HANDS["keypad" if preset is Preset.BALANCED else "touch"](stand)
    stand.shop.set_preset(preset)
    member = somebody(stand)
    begin(stand, hand, member, order)
    if ("redeem", preset) in GATED:
        stand.sees("staff_pin")
        stand.says("Ask the customer to read the code from their phone.")
        hand.digits(stand.wrong(member))
        hand.confirm()
        stand.says("2 tries left")
        assert booked(stand, member) == {}
    redeem_pin(stand, hand, member)
    earn_pin(stand, hand, member)
    stand.sees("staff_checkout_done")
    stand.says(f"Order {order} is booked")
    for said in ("Purchase of 19.90", "Redeemed: 20 points", "Before: 120 points", "Now: 120 points"):
        stand.says(said)
    assert booked(stand, member) == both(order)
    assert {(call, body["external_id"]) for call, body in sent(stand, member)} == {
        ("redeem", f"redeem_{order}"),
        ("earn", order),
    }
    assert [stand.operation(one) for one in both(order)] == ["accepted"] * 2
    papers = len(stand.world.printer.papers)
    hand.button("button_print_slip")
    stand.until("the paper", lambda: len(stand.world.printer.papers) == papers + 1)
    stand.says("printed")
    stand.until("the audit log", lambda: stand.audit()[-1] == (STAFF_NAME, "checkout", f"done {order}"))
    assert [row[1:] for row in stand.audit()[-3:-1]] == [("redeem_point", "booked"), ("earn_point", "booked")]


def test_a_member_without_points_and_one_who_keeps_them(stand: Stand, hand: Hand, order: str) -> None:
    poor = somebody(stand, points=0)
    begin(stand, hand, poor, order, points="")
    stand.says(f"Order {order} is booked")
    assert booked(stand, poor) == {order: ("earn", Decimal("19.90"))}
    hand.button("button_task_checkout")
    rich, another = somebody(stand), str(next(_orders))
    past_the_list(stand, hand)
    identify(stand, hand, rich)
    number(stand, hand, another)
    amount(stand, hand, "staff_checkout_total", "5")
    stand.sees("staff_checkout_points")
    hand.digits("121")
    hand.confirm()
    stand.says("There are only 120 points.")
    hand.button("button_continue")
    stand.says("Now: 125 points")
    assert booked(stand, rich) == {another: ("earn", Decimal(5))}


@pytest.mark.parametrize("preset", Preset)
def test_somebody_new_signs_up_first_and_their_code_counts_as_not_typed(
    stand: Stand, hand: Hand, preset: Preset, order: str
) -> None:
    stand.shop.set_preset(preset)
    email = f"till.{preset.value}@gmail.com"
    inside(stand, hand)
    hand.button("button_task_enrol")
    stand.sees("staff_enrol")
    address(stand, hand, email)
    agree(stand, hand, "terms", "privacy")
    number(stand, hand, order)
    (member,) = (one for one in stand.shop.members if one.email == email)
    amount(stand, hand, "staff_checkout_total", "19.90")
    if preset is Preset.STRICT:
        pin(stand, hand, member, "The customer has a code")  # the only one: there are no points to spend
    stand.says(f"Order {order} is booked")
    stand.says("Before: 0 points")
    assert booked(stand, member) == {order: ("earn", Decimal("19.90"))}
    assert [body.get("manual_code") for _, body in sent(stand, member)] == [None] * len(sent(stand, member))


def test_a_scanned_number_is_confirmed_by_a_touch(stand: Stand, hand: Hand) -> None:
    member = somebody(stand)
    inside(stand, hand)
    identify(stand, hand, member)
    stand.sees("staff_checkout_order")
    stand.scan("2026-11.0001")
    stand.until("the number", lambda: stand.body.get("typed") == "2026-11.0001")
    hand.button("key_erase")
    stand.until("an empty field", lambda: stand.body.get("typed") == "")
    hand.letters(".")
    hand.button("key_shift")
    hand.letters(".")
    stand.until("both signs", lambda: stand.body.get("typed") == "._")
    assert sent(stand, member) == []


def test_touches_on_a_strict_shop(stand: Stand, hand: Hand, order: str) -> None:
    """An order number of four digits, a total and points of two, two PINs of four: that is 16 keys, and one
    touch for the task and to confirm each."""
    stand.shop.set_preset(Preset.STRICT)
    member = somebody(stand)
    with stand.counted() as touched:
        begin(stand, hand, member, order, total="35", points="20")
        redeem_pin(stand, hand, member)
        earn_pin(stand, hand, member)
        stand.says(f"Order {order} is booked")
    mine = touched[touched.index("button_task_checkout") :]
    mine = [name for name in mine if name != "button_continue"]  # past what others have left unfinished
    assert len(mine) == 1 + (4 + 1) + (2 + 1) + (2 + 1) + 2 * (4 + 1), mine


# -- each documented error on either half, under each preset -----------------------------------------


def _lapse(stand: Stand, _: Member) -> None:
    stand.shop.settings.subscription = False


def _lock_out(stand: Stand, _: Member) -> None:
    stand.shop.settings.api_key = "another"


def _go(stand: Stand, member: Member) -> None:
    stand.shop.remove_member(member.code)


ERRORS: dict[str, tuple[Callable[[Stand, Member], None], str, str]] = {
    "customer gone": (_go, "No such customer", "E-CPN-3"),
    "lapsed": (_lapse, "The Loyalite subscription has lapsed", "E-API-402"),
    "bad key": (_lock_out, "The API key is not accepted", "E-API-401"),
}


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("half", ["redeem", "earn"])
def test_each_refusal_of_either_half_says_what_is_booked(
    stand: Stand, hand: Hand, preset: Preset, name: str, half: str, order: str
) -> None:
    arrange, words, code = ERRORS[name]
    stand.shop.set_preset(preset)
    member = somebody(stand)
    with before(stand, half, lambda: arrange(stand, member)):
        begin(stand, hand, member, order)
        if half == "earn":
            redeem_pin(stand, hand, member)
        stand.sees("staff_checkout")
        stand.says(words)
    stand.says("The points are spent, the earning is missing" if half == "earn" else "Nothing is booked yet")
    assert code in stand.words()
    assert booked(stand, member) == ({} if half == "redeem" else {f"redeem_{order}": ("redeem", Decimal(20))})
    assert stand.item("button_change") is not None or half == "earn"
    if name != "lapsed":
        return
    # with the subscription paid, it goes on where it was
    stand.shop.settings.subscription = True
    hand.button("button_again")
    if half == "redeem":
        redeem_pin(stand, hand, member)
    earn_pin(stand, hand, member)
    stand.says(f"Order {order} is booked")
    assert booked(stand, member) == both(order)


@pytest.mark.parametrize("preset", Preset)
def test_too_few_points_leads_to_fewer_under_the_same_id(
    stand: Stand, hand: Hand, preset: Preset, order: str
) -> None:
    stand.shop.set_preset(preset)
    member = somebody(stand)

    def spend_elsewhere() -> None:
        stand.shop._members[member.code].points = 15

    with before(stand, "redeem", spend_elsewhere):
        begin(stand, hand, member, order)
        stand.says("20 is more than the balance")
    stand.says("Balance: 15 points")
    assert booked(stand, member) == {}
    hand.button("button_change")
    amount(stand, hand, "staff_checkout_points", "10")
    redeem_pin(stand, hand, member)
    earn_pin(stand, hand, member)
    stand.says(f"Order {order} is booked")
    assert booked(stand, member) == both(order, points="10")


@pytest.mark.parametrize("preset", Preset)
def test_a_typed_code_is_sent_as_such_and_refused_by_strict(
    stand: Stand, hand: Hand, preset: Preset, order: str
) -> None:
    stand.shop.set_preset(preset)
    member = somebody(stand)
    begin(stand, hand, member, order, typed=True)
    if preset is Preset.STRICT:
        stand.says("Typed codes are switched off here.")
        assert stand.item("button_type_code") is None
        stand.scan(stand.shop.qr_for(member.code))
        stand.says("Nothing is booked yet")
        hand.button("button_again")
    redeem_pin(stand, hand, member)
    earn_pin(stand, hand, member)
    stand.says(f"Order {order} is booked")
    manual = [body.get("manual_code") for _, body in sent(stand, member)]
    assert manual[0] is True
    assert (manual[-1] is None) == (preset is Preset.STRICT)
    assert booked(stand, member) == both(order)


def test_a_code_that_ran_out_is_told_and_walking_away_books_nothing(
    stand: Stand, hand: Hand, order: str
) -> None:
    stand.shop.set_preset(Preset.STRICT)
    member = somebody(stand)
    begin(stand, hand, member, order)
    redeem_pin(stand, hand, member)
    stand.says("Another code, for the earning")
    stand.sees("staff_pin")
    stand.shop.advance(3600)
    hand.digits("1234")
    hand.confirm()
    stand.says("That code is too old.")
    hand.button("button_new_code")
    stand.until("a new challenge", lambda: stand.body.get("can_type") is True)
    hand.button("button_back")
    stand.says("The points are spent, the earning is missing")
    stand.until("the end of it on disk", lambda: stand.operation(order) == "abandoned")
    hand.button("button_again")
    earn_pin(stand, hand, member)
    stand.says(f"Order {order} is booked")
    assert booked(stand, member) == both(order)


@pytest.mark.parametrize("half", ["redeem", "earn"])
def test_unknown_is_told_as_unknown_and_asked_again_under_the_same_id(
    stand: Stand, hand: Hand, half: str, order: str
) -> None:
    member = somebody(stand)
    stand.world.server.faults.add(Fault(FaultKind.DROP, half, count=None, after=True))
    begin(stand, hand, member, order)
    words = {"redeem": "Not sure whether the points are spent", "earn": "the earning is not sure"}
    stand.says(words[half])
    assert stand.item("button_change") is None
    stand.world.server.faults.clear()
    hand.button("button_again")
    stand.says(f"Order {order} is booked")
    assert booked(stand, member) == both(order)
    assert {str(body["external_id"]) for _, body in sent(stand, member)} == set(both(order))
    assert stand.shop.member(member.code).points == 120


@pytest.mark.parametrize("half", ["redeem", "earn"])
def test_a_rate_limit_is_waited_for(stand: Stand, hand: Hand, half: str, order: str) -> None:
    member = somebody(stand)
    stand.world.server.faults.add(Fault(FaultKind.RATE_LIMIT, half, retry_after="1"))
    begin(stand, hand, member, order)
    stand.says(f"Order {order} is booked")
    assert booked(stand, member) == both(order)


# -- an order that is known ------------------------------------------------------------------------


def test_an_order_that_is_known_is_not_booked_again(stand: Stand, hand: Hand, order: str) -> None:
    member, other = somebody(stand), somebody(stand)
    begin(stand, hand, member, order)
    stand.says(f"Order {order} is booked")
    hand.button("button_back")
    hand.button("button_leave")
    requests = len(stand.sends)
    for who in (member, other):
        inside(stand, hand)
        identify(stand, hand, who)
        number(stand, hand, order)
        stand.says(f"Order {order} is booked already")
        hand.button("button_leave")
    assert len(stand.sends) == requests
    assert booked(stand, member) == both(order)


def test_half_an_order_is_listed_refused_to_others_and_given_up(stand: Stand, hand: Hand, order: str) -> None:
    member, other = somebody(stand), somebody(stand)
    with before(stand, "earn", lambda: _lapse(stand, member)):
        begin(stand, hand, member, order)
        stand.says("The points are spent, the earning is missing")
    stand.shop.settings.subscription = True
    hand.button("button_back")
    hand.button("button_leave")
    inside(stand, hand)
    identify(stand, hand, other)
    number(stand, hand, order)
    stand.says(f"Order {order} is another customer’s")
    hand.button("button_continue")
    stand.sees("staff_checkout_order")
    hand.button("button_leave")
    enter(stand, hand)
    hand.button("button_task_checkout")
    stand.says("Unfinished checkouts")
    assert f"Order {order}, " in stand.words()
    # those of other tests are unfinished, too, and only a few are listed
    hand.button(f"button_again_{order}")
    stand.sees("staff_checkout")
    stand.says("The points are spent, the earning is missing")
    hand.button("button_give_up")
    stand.says("nothing is earned for it")
    hand.button(f"button_give_up_{order}")
    stand.until("the audit log", lambda: stand.audit()[-1] == (STAFF_NAME, "checkout", f"given_up {order}"))
    stand.until("the list without it", lambda: stand.item(f"button_again_{order}") is None)
    assert booked(stand, member) == {f"redeem_{order}": ("redeem", Decimal(20))}


def test_nothing_of_a_member_is_left_for_the_next_person(stand: Stand, hand: Hand, order: str) -> None:
    hand.button("lock")
    stand.sees("staff_lock")
    clean = stand.grab()
    hand.leave()
    member = somebody(stand, points=431)
    begin(stand, hand, member, order, total="7")
    stand.says("Now: 418 points")
    hand.button("button_back")
    hand.button("button_leave")
    stand.sees("attract")
    hand.button("lock")
    stand.sees("staff_lock")
    begun = next(n for n, view in enumerate(stand.views) if view["session"] == stand.view["session"])
    left = [text for view in stand.views[begun:] for text in texts(view)]
    assert not [text for text in left if member.masked_email in text or "431" in text or "418" in text]
    expect_alike(stand, clean, "after-a-checkout")


# -- killed between the halves -----------------------------------------------------------------------

CHILD = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.e2e import test_window_checkout as checkout
from tests.e2e.pictures import expect_alike
from tests.e2e.hands import HANDS
from tests.e2e.window import Stand

folder, url, journal, qr, order = sys.argv[1:]
app = QGuiApplication([])
stand = Stand(Path(folder), options={"KIOSK_API__BASE_URL": url, "KIOSK_JOURNAL__PATH": journal})
stand.world.start()
stand.open()
hand = HANDS["touch"](stand)
checkout.inside(stand, hand)
stand.scan(qr)
checkout.number(stand, hand, order)
checkout.amount(stand, hand, "staff_checkout_total", "19.90")
checkout.amount(stand, hand, "staff_checkout_points", "20")
while True:
    QTest.qWait(50)
"""


@pytest.mark.parametrize("unanswered", ["redeem", "earn"])
def test_killed_at_either_half_it_goes_on_with_what_is_missing(
    qapp: object, tmp_path: Path, unanswered: str, order: str
) -> None:
    """A kiosk of its own process, at the same shop, with the journal that the next one opens."""
    (tmp_path / "child").mkdir()
    stand = Stand(tmp_path, "standard")
    stand.world.start()
    try:
        member = somebody(stand)
        faults = stand.world.server.faults
        # The points are spent, but nobody hears of it; or the earn never gets there.
        faults.add(Fault(FaultKind.DROP, unanswered, count=None, after=unanswered == "redeem"))
        child = subprocess.Popen(
            [
                sys.executable,
                "-c",
                CHILD,
                str(tmp_path / "child"),
                stand.world.server.base_url,
                str(stand.world.settings.journal.path),
                stand.shop.qr_for(member.code),
                order,
            ],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        )
        try:

            def out() -> bool:
                assert child.poll() is None, "it ended by itself"
                return any(seen.call == unanswered for seen in stand.world.server.seen)

            _wait(out)
        finally:
            child.send_signal(signal.SIGKILL)
            child.wait(10)
        assert booked(stand, member) == {f"redeem_{order}": ("redeem", Decimal(20))}
        stand.open()
        try:
            hand = HANDS["touch"](stand)
            enter(stand, hand)
            hand.button("button_task_checkout")
            stand.says("not sure" if unanswered == "redeem" else "points spent, earning missing")
            hand.button(f"button_again_{order}")
            stand.sees("staff_checkout")
            faults.clear()
            hand.button("button_again")
            stand.says(f"Order {order} is booked")
            assert booked(stand, member) == both(order)
            assert stand.shop.member(member.code).points == 120
            stand.clear()
        finally:
            stand.close()
    finally:
        stand.world.stop()


def _wait(done: Callable[[], bool]) -> None:
    from PySide6.QtTest import QTest

    for _ in range(1200):
        if done():
            return
        QTest.qWait(50)
    raise AssertionError("waited in vain")
