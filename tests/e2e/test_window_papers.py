"""Staff look through the journal in the real window: issued coupons, printed again and handed out; what
waits for an answer, tried again and given up; and nothing of it for the next person."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
import pytest
import zxingcpp
from PySide6.QtTest import QTest

from kiosk.core.model import Balance, CardType, IssuedCoupon, Operation, OperationKind
from kiosk.demo.world import STAFF_NAME
from kiosk.journal import SqliteJournal
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Member
from kiosk.ui.paper import image_of
from tests.e2e.hands import HANDS, Hand
from tests.e2e.pictures import expect_alike
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]

OLD = [(f"Cake of day {days}", f"old-token-{days}", days) for days in (0, 1, 1, 1, 1, 1, 6)]
"""Coupons of earlier days: name, token (without the usual prefix) and age in days."""


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("papers"), "standard") as stand:
        asyncio.run(_age(stand))
        stand.until("the printer", lambda: '"state": "ready"' in stand.out.getvalue())
        yield stand


async def _age(stand: Stand) -> None:
    """The kiosk has been here for a week."""
    now = datetime.now(stand.world.settings.shop.zone)
    # In the small hours «today» is short: whatever happens, these are of their days.
    noon = min(now.replace(hour=12, minute=0, second=0), now - timedelta(seconds=1))
    journal = await SqliteJournal.open(stand.world.settings.journal.path)
    for number, (name, token, days) in enumerate(OLD):
        at = noon - timedelta(days=days, seconds=number)
        operation = Operation(
            f"old-{number}", OperationKind.EARN, at, 700_000 + number, CardType.STAMP, origin="staff"
        )
        await journal.record(operation)
        made = IssuedCoupon(f"old-{number}", name, f"{token}-{number}")
        await journal.settle(operation.id, Balance(0, 0), made, at=at, print_now=False)
    await journal.close()


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    yield kiosk
    kiosk.world.printer.paper_out = False
    kiosk.clear()


@pytest.fixture
def hand(stand: Stand) -> Hand:
    return HANDS["touch"](stand)


@pytest.fixture
def keypad(stand: Stand) -> Hand:
    return HANDS["keypad"](stand)


def inside(stand: Stand, hand: Hand, task: str) -> None:
    stand.sees("attract")  # a good-bye ends by itself
    stand.unlock(hand)
    hand.button(f"button_task_{task}")
    stand.sees(f"staff_{task}")


def titles(stand: Stand) -> list[str]:
    return [str(entry["title"]) for entry in stand.body.get("entries", [])]


def lists(stand: Stand, *wanted: str) -> None:
    stand.until(f"the list {wanted}", lambda: tuple(titles(stand)) == wanted)


def ended(stand: Stand, name: str) -> str:
    """The object name of the entry of this title."""
    entry = next(one for one in stand.body["entries"] if one["title"] == name)
    return f"button_open_{entry['button']['value']}"


def yes(stand: Stand, hand: Hand) -> None:
    """«Are you sure?» wants to be read first."""
    stand.until("the question", lambda: stand.item("button_confirm") is not None)
    QTest.qWait(450)
    hand.button("button_confirm")


def once_more(hand: Hand, name: str) -> None:
    """The same button again; within a quarter of a second that would be a double tap."""
    QTest.qWait(260)
    hand.button(name)


def codes(stand: Stand) -> list[str]:
    """What a scanner reads off the screen."""
    picture = stand.grab()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.width(), 4)
    return [found.text for found in zxingcpp.read_barcodes(np.ascontiguousarray(pixels[:, :, 0]))]


# -- issued coupons ----------------------------------------------------------------------------------


def test_a_coupon_is_found_by_day_by_page_by_customer_and_by_its_own_code(stand: Stand, hand: Hand) -> None:
    inside(stand, hand, "coupons")
    stand.says("All coupons")
    stand.until("a page", lambda: len(titles(stand)) == 4)
    newest = titles(stand)
    hand.button("button_search_older")
    stand.until("the next page", lambda: titles(stand) not in (newest, []))
    hand.button("button_search_newer")
    lists(stand, *newest)
    # by day: today, yesterday, and so on
    hand.button("button_search_earlier")
    stand.says("Coupons of today")
    stand.until("today's", lambda: "Cake of day 0" in titles(stand) or stand.item("button_search_older"))
    once_more(hand, "button_search_earlier")
    stand.says("Coupons of yesterday")
    lists(stand, *["Cake of day 1"] * 4)
    hand.button("button_search_older")
    lists(stand, "Cake of day 1")
    hand.button("button_search_earlier")
    stand.says("No coupons here.")
    hand.button("button_search_later")
    lists(stand, *["Cake of day 1"] * 4)
    # by the six digits of a customer
    hand.button("button_type_code")
    stand.until("the keyboard", lambda: stand.body.get("typing"))
    hand.digits("700006")
    stand.until("the digits", lambda: stand.body.get("typed") == "700006")
    hand.button("button_confirm") if hand.name == "touch" else hand.confirm()
    stand.says("Customer code 700006")
    lists(stand, "Cake of day 6")
    # by the coupon itself, whatever its code begins with
    lookups = len([seen for seen in stand.world.server.seen if seen.call == "lookup"])
    stand.scan("old-token-6-6")
    stand.sees("staff_coupon_detail")
    stand.says("Cake of day 6")
    stand.says("Not printed yet")
    assert lookups == len([seen for seen in stand.world.server.seen if seen.call == "lookup"])
    assert codes(stand) == ["old-token-6-6"]
    hand.button("button_back")
    stand.sees("staff_coupons")


def test_the_coupon_of_a_member_who_shows_their_code(stand: Stand, hand: Hand) -> None:
    member = fills_a_card(stand)
    inside(stand, hand, "coupons")
    stand.scan(stand.shop.qr_for(member.code))
    stand.says(f"Customer code {member.code}")
    lists(stand, "Free Coffee")
    assert member.masked_email not in stand.words()
    stand.scan("nobody's code at all")
    stand.says("Neither a coupon of ours nor a valid customer code.")
    stand.scan("cq_of-another-kiosk")
    stand.says("That coupon was not issued here.")


def fills_a_card(stand: Stand) -> Member:
    """A member's coupon came out of the printer, and they have gone."""
    member = stand.guest(9)
    before = len(stand.world.printer.papers)
    stand.hold_up(member)
    stand.until("the paper", lambda: len(stand.world.printer.papers) > before)
    stand.world.put_away()
    stand.until("a way out", lambda: stand.item("button_leave") is not None)
    HANDS["touch"](stand).leave()
    return member


def test_printed_again_it_says_copy_and_is_what_was_shown_then_it_is_handed_out(
    stand: Stand, keypad: Hand
) -> None:
    hand = keypad
    stand.until("the invitation", lambda: stand.screen in ("attract", "done"))
    fills_a_card(stand)
    inside(stand, hand, "coupons")
    stand.until("the coupon", lambda: titles(stand)[:1] == ["Free Coffee"])
    coupon = stand.shop.coupons[-1]
    hand.button(f"button_open_{coupon.id}")
    stand.sees("staff_coupon_detail")
    stand.says("Printed")
    paper = stand.body["paper"]
    shown = stand.desk._papers.find(paper["name"])
    assert shown is not None
    assert codes(stand) == [coupon.token]
    printer = stand.world.printer
    original, before = printer.papers[-1], len(printer.papers)
    printer.paper_out = True
    stand.says("The printer is out of paper")
    assert stand.item("button_print_coupon_" + coupon.id) is None
    printer.refill()
    stand.until("the printer", lambda: stand.item("button_print_coupon_" + coupon.id) is not None)
    hand.button("button_print_coupon_" + coupon.id)
    stand.says("Take the copy from the printer")
    stand.says("Copy printed:")
    assert len(printer.papers) == before + 1
    copy = printer.papers[-1]
    # dot for dot what the screen shows, and not what the customer got: a bar with COPY stands above it
    assert image_of(copy) == shown
    assert copy.shape[0] > original.shape[0]
    assert (copy[20, 64:-64]).mean() > 0.5
    # handed out, after a second thought
    hand.button("button_hand_out")
    stand.says("Was it handed out?")
    hand.button("button_back")
    stand.says("Take the copy from the printer")
    hand.button("button_hand_out")
    yes(stand, hand)
    stand.says("Handed out:")
    lines = stand.audit()[-2:]
    assert lines == [
        (STAFF_NAME, "reprint_coupon", f"asked {coupon.id}"),
        (STAFF_NAME, "hand_out_coupon", f"done {coupon.id}"),
    ]
    assert f'"id": "{coupon.id}", "state": "handed_out"' in stand.out.getvalue()
    hand.button("button_back")
    stand.until("the list", lambda: titles(stand)[:1] == ["Free Coffee"])
    stand.says("Handed out")


# -- what waits ----------------------------------------------------------------------------------------


def lose(stand: Stand, call: str) -> None:
    stand.world.server.faults.add(Fault(FaultKind.DROP, call, count=None, after=True))


def loses_a_visit(stand: Stand) -> tuple[Member, str]:
    """A member's visit is booked, but its answer does not come, and they have gone."""
    hand = HANDS["touch"](stand)
    stand.until("the invitation", lambda: stand.screen in ("attract", "done"))
    member = stand.guest()
    lose(stand, "earn")
    stand.hold_up(member)
    stand.until("the request", lambda: stand.sent(member))
    stand.world.put_away()
    hand.leave()
    operation = str(stand.sent(member)[0]["external_id"])
    stand.until("doubt", lambda: stand.operation(operation) == "unknown")
    return member, operation


def test_a_lost_visit_is_listed_tried_again_and_booked_once(stand: Stand, keypad: Hand) -> None:
    hand = keypad
    member, operation = loses_a_visit(stand)
    inside(stand, hand, "waiting")
    lists(stand, "Add 1 stamp")
    stand.says("No answer from the service")
    hand.button(f"button_open_{operation}")
    stand.sees("staff_waiting_detail")
    stand.says(f"Customer code {member.code}")
    stand.says("It may have been booked.")
    tries = len(stand.sent(member))
    hand.button("button_again")
    stand.until("the try", lambda: len(stand.sent(member)) > tries)
    stand.until("its end", lambda: stand.body.get("note") not in (None, "Asking the service…"))
    stand.until("the answer in words", lambda: "Still no answer" in str(stand.body["note"]) or _at_it(stand))
    stand.world.server.faults.clear()
    stand.until("the button", lambda: stand.item("button_again") is not None)
    hand.button("button_again")
    while "It is booked." not in stand.words():
        stand.until("an end", lambda: "It is booked." in stand.words() or _at_it(stand))
        if _at_it(stand):
            once_more(hand, "button_again")
    assert stand.operation(operation) == "accepted"
    (entry,) = stand.earned(member)
    assert entry.count > 1
    assert {body["external_id"] for body in stand.sent(member)} == {operation}
    assert {line[1] for line in stand.audit() if operation in line[2]} == {"retry"}
    hand.button("button_back")
    stand.says("Nothing waits: all has been answered.")


def _at_it(stand: Stand) -> bool:
    """The outbox had just begun to try by itself."""
    return "dealt with right now" in str(stand.body.get("note")) and stand.item("button_again") is not None


def test_a_redemption_in_doubt_can_only_be_given_up_and_that_is_said_plainly(
    stand: Stand, hand: Hand
) -> None:
    guest = stand.guest()
    coupon = stand.shop.issue_coupon(guest.code)
    inside(stand, hand, "coupon")
    lose(stand, "coupon")
    stand.scan(coupon.token)
    stand.until("the request", lambda: [c for c, b in stand.sends if b.get("token") == coupon.token])
    stand.until("the way out", lambda: stand.item("button_leave") or stand.item("button_back"))
    stand.leave(hand)
    stand.world.server.faults.clear()
    inside(stand, hand, "waiting")
    lists(stand, "Redeem a coupon")
    sends = len(stand.sends)
    hand.button(ended(stand, "Redeem a coupon"))
    stand.sees("staff_waiting_detail")
    stand.says("It cannot be tried again from here")
    assert stand.item("button_again") is None
    hand.button("button_give_up")
    stand.says("Why is it given up?")
    stand.says("The coupon may have been redeemed.")
    hand.button("button_give_up_checked_booked")
    stand.says("Give this up for good?")
    stand.says("The coupon may have been redeemed.")
    yes(stand, hand)
    stand.says("Given up.")
    stand.says("Nothing waits: all has been answered.")
    person, task, outcome = stand.audit()[-1]
    reason, _, operation = outcome.partition(" ")
    assert (person, task, reason) == (STAFF_NAME, "give_up", "checked_booked")
    assert stand.operation(operation) == "abandoned"
    assert len(stand.sends) == sends


def test_from_the_command_line_while_the_kiosk_runs(stand: Stand) -> None:
    member, operation = loses_a_visit(stand)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    environ["KIOSK_JOURNAL__PATH"] = str(stand.world.settings.journal.path)

    def journal(*words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "kiosk", "journal", *words],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def told(asked: subprocess.Popen[str]) -> str:
        """The kiosk lives in this thread's loop, so it must go on meanwhile."""
        stand.until("the command", lambda: asked.poll() is not None, 60.0)
        out, err = asked.communicate(timeout=10)
        return out + err

    listed = told(journal("list", "--state", "waiting"))
    assert operation in listed
    assert str(member.code) not in listed
    stand.world.server.faults.clear()
    retried = journal("retry", operation)
    said = told(retried)
    # the outbox may have been quicker by itself; either way it is booked, once
    assert said.startswith("accepted") or "it is over (accepted)" in said, said
    assert stand.operation(operation) == "accepted"
    assert len(stand.earned(member)) == 1
    exported = told(journal("export", "--what", "audit", "--format", "csv"))
    assert f"{STAFF_NAME},enter,admitted" in exported


# -- the next person -------------------------------------------------------------------------------------


def test_nothing_of_a_coupon_is_left_for_the_next_person(stand: Stand, hand: Hand) -> None:
    stand.sees("attract")
    hand.button("lock")
    stand.sees("staff_lock")
    clean = stand.grab()
    hand.leave()
    inside(stand, hand, "coupons")
    stand.until("a page", lambda: len(titles(stand)) == 4)
    name = titles(stand)[0]
    hand.button(ended(stand, name))
    stand.sees("staff_coupon_detail")
    paper = stand.body["paper"]["name"]
    assert codes(stand)
    stand.leave(hand)
    assert stand.desk._papers.find(paper) is None
    assert codes(stand) == []
    hand.button("lock")
    stand.sees("staff_lock")
    begun = next(n for n, view in enumerate(stand.views) if view["session"] == stand.view["session"])
    assert not [text for view in stand.views[begun:] for text in texts(view) if name in text or paper in text]
    expect_alike(stand, clean, "after-a-coupon")
