"""Two kiosks of one shop, each the real program in a process of its own, used at once with the same member:
the server's word is on both screens, and nothing is counted twice.

At once means at once: the shop lets the two requests in together, whichever comes first.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.cli import staff
from kiosk.config import load
from kiosk.simulator.faults import CALLS, Fault, FaultKind
from kiosk.simulator.scanner import ScannerTwin
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import LedgerEntry, Member, Preset, Request, Response
from tests.e2e.fingers import Fingers
from tests.e2e.kiosk_process import PATIENCE, Kiosk, Place, leaks, place

STAFF_PIN = "2580"
ZONE = ZoneInfo("Europe/Istanbul")


@dataclass(slots=True)
class Till:
    """One of the two: its program, its scanner, somebody's fingers, and what it keeps on disk."""

    name: str
    kiosk: Kiosk
    scanner: ScannerTwin
    hand: Fingers
    where: Place

    def scan(self, text: str) -> None:
        assert self.scanner.scan(text.encode())

    def unlock(self, task: str) -> None:
        self.hand.touch("lock")
        self.hand.sees("staff_lock")
        self.hand.digits(STAFF_PIN)
        self.hand.touch(f"button_task_{task}")

    def free(self) -> None:
        """Whoever was there has left."""
        end = time.monotonic() + PATIENCE
        while (screen := self.hand.screen) != "attract":
            assert time.monotonic() < end, f"no way out of {screen}"
            if screen != "done" and not self.hand.touched("button_leave"):
                self.hand.touched("button_back")
            time.sleep(0.3)


@dataclass(slots=True)
class Shopfront:
    """The shop, its first till's place, and both tills."""

    shop: Shop
    place: Place
    tills: tuple[Till, Till]

    def booked(self, member: Member, kind: str) -> list[LedgerEntry]:
        return [e for e in self.shop.ledger if e.member_code == member.code and e.kind == kind]

    def balance(self, member: Member) -> tuple[int, int]:
        now = self.shop.member(member.code)
        return now.stamps, now.points

    def accepted(self, ids: set[str]) -> None:
        """Both journals know what became of it."""
        found = {
            str(row[0])
            for till in self.tills
            for row in till.where.rows("SELECT id FROM operation WHERE state = 'accepted'")
        }
        assert ids <= found

    @contextmanager
    def together(self, *calls: str) -> Iterator[None]:
        """The next two requests of these kinds are let in at the same moment."""
        answer, gate = self.shop.handle, threading.Barrier(2)
        left = [2]

        def at_once(request: Request) -> Response:
            if CALLS[request.method, request.path] in calls and left[0] > 0:
                left[0] -= 1
                with contextlib.suppress(threading.BrokenBarrierError):
                    gate.wait(PATIENCE / 2)
            return answer(request)

        self.shop.handle = at_once  # type: ignore[method-assign]
        try:
            yield
            assert not gate.broken, "they did not come together"
            assert left[0] == 0
        finally:
            gate.abort()
            self.shop.handle = answer  # type: ignore[method-assign]


@contextmanager
def open_shop(folder: Path, visit: dict[str, object]) -> Iterator[Shopfront]:
    """Both tills at work on one simulator."""
    with place(folder) as one, contextlib.ExitStack() as stack:
        tills: list[Till] = []
        for name in ("entrance", "counter"):
            own = folder / name
            own.mkdir()
            scanner = stack.enter_context(ScannerTwin())
            hand = Fingers(own)
            stack.callback(hand.close)
            tables = {key: dict(table) for key, table in one.tables.items()}
            tables["shop"]["kiosk_id"] = name
            tables["visit"] |= visit
            tables["scanner"]["port"] = scanner.port
            tables["printer"]["port"] = "none"
            # An answer that waits for the other till's request is no lost one.
            tables["api"]["read_timeout"] = 40.0
            tables["ui"] |= {"idle_after": 300, "dim_after": 600}
            tables["staff"] = {"idle_after": 300}
            tables["journal"]["path"] = str(own / "state" / "journal.sqlite3")
            where = Place(own, one.server, one.printer, one.member, one.qr, tables=tables)
            settings = load(where.config(), {})
            with contextlib.redirect_stdout(None):
                assert staff.command(settings, "add", name.title(), lambda _question: STAFF_PIN) == 0
            kiosk = where.run(module=hand.module)
            tills.append(Till(name, stack.enter_context(kiosk), scanner, hand, where))
        for till in tills:
            till.kiosk.wait_for("ready")
            till.kiosk.wait_for("device", name="scanner", state="up")
        yield Shopfront(one.server.shop, one, (tills[0], tills[1]))
        for till in tills:
            till.kiosk.stop()
            assert not leaks(till.kiosk.output, [STAFF_PIN, one.qr])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shopfront]:
    with open_shop(tmp_path_factory.mktemp("several"), {"cooldown": "4h"}) as front:
        yield front


@pytest.fixture
def front(both: Shopfront) -> Iterator[Shopfront]:
    both.shop.set_preset(Preset.STANDARD)
    yield both
    both.place.server.faults.clear()
    for till in both.tills:
        till.free()
    both.shop.reset_limits()


pytestmark = pytest.mark.threads_may_outlive
"""The readers of the two logs belong to the module; ``Kiosk`` and ``PtyPort`` end them."""


def filled(words: str) -> int:
    """The stamps that a screen shows."""
    found = re.search(r"(\d+) of 10", words)
    assert found, words
    return int(found[1])


# -- the customer's side of both ---------------------------------------------------------------------


def test_two_visits_at_the_same_moment_are_two_stamps_and_each_screen_has_its_servers_word(
    front: Shopfront,
) -> None:
    """They cannot know of each other (``cooldown`` is per kiosk), and still nothing is lost or doubled."""
    member = front.shop.add_member("at-once@example.com", stamps=3)
    with front.together("earn"):
        for till in front.tills:
            till.scan(front.shop.qr_for(member.code))
        for till in front.tills:
            till.hand.sees("reward")
    entries = front.booked(member, "earn")
    assert [entry.count for entry in entries] == [1, 1]
    ids = {entry.external_id for entry in entries}
    assert {one.partition("-")[0] for one in ids} == {till.name for till in front.tills}
    front.accepted(ids)
    assert sorted(filled(till.hand.words) for till in front.tills) == [4, 5]
    assert front.balance(member)[0] == 5


def test_a_card_fills_once_and_there_is_one_coupon(front: Shopfront) -> None:
    member = front.shop.add_member("one-coupon@example.com", stamps=9)
    coupons = len(front.shop.coupons)
    with front.together("earn"):
        for till in front.tills:
            till.scan(front.shop.qr_for(member.code))
        for till in front.tills:
            till.hand.sees("reward", "coupon")
    assert len(front.shop.coupons) == coupons + 1
    assert front.balance(member)[0] == 1
    kept = [till.where.rows("SELECT id FROM coupon") for till in front.tills]
    mine = front.shop.coupons[-1].id
    assert [(mine,) in rows for rows in kept].count(True) == 1
    shown = [till for till in front.tills if till.kiosk.all("coupon", id=mine, state="issued")]
    assert len(shown) == 1


def test_rate_limits_are_shared_and_waited_for_on_both(front: Shopfront) -> None:
    member = front.shop.add_member("limited@example.com", stamps=0)
    for call in ("lookup", "earn"):
        front.place.server.faults.add(Fault(FaultKind.RATE_LIMIT, call, count=2, retry_after="1"))
    for till in front.tills:
        till.scan(front.shop.qr_for(member.code))
    for till in front.tills:
        till.hand.sees("reward")
    assert [entry.count for entry in front.booked(member, "earn")] == [1, 1]
    assert sorted(filled(till.hand.words) for till in front.tills) == [1, 2]


# -- staff at one, at both ---------------------------------------------------------------------------


def test_staff_redeem_at_one_while_the_member_earns_at_the_other(front: Shopfront) -> None:
    front.shop.set_preset(Preset.BALANCED)
    front.shop.settings.pin = "0007"
    counter, entrance = front.tills[1], front.tills[0]
    member = front.shop.add_member("both-ways@example.com", stamps=6, points=120)
    counter.unlock("redeem")
    counter.scan(front.shop.qr_for(member.code))
    counter.hand.says("Balance: 6 stamps")
    counter.hand.digits("4")
    counter.hand.sees("staff_pin")
    with front.together("redeem", "earn"):
        counter.hand.digits("0007")
        entrance.scan(front.shop.qr_for(member.code))
        counter.hand.says("Redeemed: 4 stamps")
        entrance.hand.sees("reward")
    (spent,), (got,) = front.booked(member, "redeem"), front.booked(member, "earn")
    assert (spent.count, got.count) == (1, 1)
    front.accepted({spent.external_id, got.external_id})
    assert front.balance(member)[0] == 3
    earned_first = front.shop.ledger.index(got) < front.shop.ledger.index(spent)
    assert filled(entrance.hand.words) == (7 if earned_first else 3)
    said = counter.hand.words
    assert "Before: 6 stamps" in said, "what the server said when the member was looked up here"
    assert ("Now: 3 stamps" if earned_first else "Now: 2 stamps") in said


def test_points_are_not_spent_twice(front: Shopfront) -> None:
    member = front.shop.add_member("twice@example.com", points=120)
    for till in front.tills:
        till.unlock("redeem")
        till.scan(front.shop.qr_for(member.code))
        till.hand.sees("staff_amount")
        till.hand.touch("button_card_point")
        till.hand.says("Balance: 120 points")
    with front.together("redeem"):
        for till in front.tills:
            till.hand.digits("100")
        for till in front.tills:
            till.hand.sees("staff_result")
    said = sorted((till.hand.words for till in front.tills), key=lambda words: "Redeemed" not in words)
    assert "Redeemed: 100 points" in said[0]
    assert "Now: 20 points" in said[0]
    assert "more than the balance" in said[1]
    assert "20 points" in said[1], "as it is now, and not as it was"
    (entry,) = front.booked(member, "redeem")
    assert entry.count == 1
    assert front.balance(member)[1] == 20


def test_a_coupon_is_redeemed_once_and_the_other_till_is_told_the_truth(front: Shopfront) -> None:
    member = front.shop.add_member("one-baklava@example.com")
    coupon = front.shop.issue_coupon(member.code)
    for till in front.tills:
        till.unlock("coupon")
        till.hand.sees("staff_coupon")
    with front.together("coupon"):
        for till in front.tills:
            till.scan(coupon.token)
        for till in front.tills:
            till.hand.sees("staff_result")
    said = sorted((till.hand.words for till in front.tills), key=lambda words: "Redeemed" not in words)
    assert "Redeemed: Free Coffee" in said[0]
    assert "Used before" in said[1], "no attempt of its own is in doubt there"
    assert len([e for e in front.shop.ledger if e.coupon_id == coupon.id and e.kind == "coupon"]) == 1


def test_two_cameras_that_flood_do_not_starve_each_other(tmp_path: Path) -> None:
    """Each is shown a new code six times a second, and there is not enough for both: a minute of the shop
    passes in six seconds here, and six people may be looked up in it. Both are told so, and both are served
    again. They are new: whoever was told off before is careful, and may never be again."""
    with open_shop(tmp_path, {}) as front:
        _flood(front)


def _flood(front: Shopfront) -> None:
    shop = front.shop
    members = [shop.add_member(f"flood{number}@example.com") for number in range(60)]
    limits = (shop.settings.limit_customer, shop.settings.retry_after)
    shop.settings.limit_customer, shop.settings.retry_after = 6, False
    began = [len(till.kiosk.all("api", call="lookup")) for till in front.tills]

    def answers(number: int) -> list[object]:
        calls = front.tills[number].kiosk.all("api", call="lookup")
        return [call["status"] for call in calls[began[number] :]]

    def served_again(number: int) -> bool:
        codes = answers(number)
        return 429 in codes and 200 in codes[codes.index(429) :]

    turn, end = 0, time.monotonic() + 2 * PATIENCE
    try:
        while not (served_again(0) and served_again(1)):
            assert time.monotonic() < end, (answers(0), answers(1))
            for number, till in enumerate(front.tills):
                till.scan(shop.qr_for(members[(turn * 2 + number) % len(members)].code))
            time.sleep(1 / 6)
            shop.advance(10 / 6)
            turn += 1
    finally:
        shop.settings.limit_customer, shop.settings.retry_after = limits
    for number, till in enumerate(front.tills):
        assert till.kiosk.all("limited", group="lookups")
        # Far fewer than the codes it was shown: it waits when it is told to, and takes less from then on.
        assert len(answers(number)) < max(20, turn / 3)


# -- one visit a day, shared -------------------------------------------------------------------------


def test_one_visit_a_day_is_one_id_on_both_kiosks(tmp_path: Path) -> None:
    with open_shop(tmp_path, {"cooldown": "day", "daily_limit": 1}) as front:
        member = front.shop.add_member("once-a-day@example.com", stamps=2)
        with front.together("earn"):
            for till in front.tills:
                till.scan(front.shop.qr_for(member.code))
            for till in front.tills:
                till.hand.sees("reward")
        (entry,) = front.booked(member, "earn")
        assert entry.count == 2
        assert entry.external_id.startswith(f"visit-{datetime.now(ZONE):%Y-%m-%d}-")
        assert str(member.code) not in entry.external_id
        for till in front.tills:
            assert filled(till.hand.words) == 3
            assert till.where.rows("SELECT id, state FROM operation") == [(entry.external_id, "accepted")]
            till.free()
        # somebody who collected at one comes to the other
        other = front.shop.add_member("later@example.com", stamps=5)
        front.tills[0].scan(front.shop.qr_for(other.code))
        front.tills[0].hand.sees("reward")
        front.tills[1].scan(front.shop.qr_for(other.code))
        front.tills[1].hand.says("6 of 10", "Collected already.")
        (entry,) = front.booked(other, "earn")
        assert entry.count == 2
        assert front.balance(other)[0] == 6
