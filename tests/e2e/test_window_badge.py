"""A staff badge through the real window: held up, scanned, refused, and never seen anywhere."""

from __future__ import annotations

import contextlib
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtTest import QTest

from kiosk.cli import badge as badges
from kiosk.cli import staff
from kiosk.demo.world import STAFF_NAME, STAFF_PIN
from kiosk.simulator.shop_values import Preset
from tests.e2e.hands import HANDS, Hand
from tests.e2e.pictures import expect_alike
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]

OTHER_NAME, OTHER_PIN = "Zoë", "8642"


def make_badge(stand: Stand, name: str) -> str:
    """As the owner does it, beside the kiosk at work."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        assert badges.command(stand.world.settings, name, None, revoke=False) == 0
    return said.getvalue().strip()


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("badge"), "strict") as stand:
        with contextlib.redirect_stdout(io.StringIO()):
            assert staff.command(stand.world.settings, "add", OTHER_NAME, lambda _question: OTHER_PIN) == 0
        yield stand


@pytest.fixture(scope="module")
def badge(kiosk: Stand) -> str:
    return make_badge(kiosk, STAFF_NAME)


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    kiosk.shop.set_preset(Preset.STRICT)
    yield kiosk
    kiosk.clear()
    QTest.qWait(2100)  # what lay before the scanner is a new scan again


@pytest.fixture
def hand(stand: Stand) -> Hand:
    return HANDS["touch"](stand)


def tries(stand: Stand) -> int:
    with closing(sqlite3.connect(stand.world.settings.journal.path)) as db:
        row = db.execute("SELECT tries FROM staff_lock").fetchone()
    return 0 if row is None else int(row[0])


def test_it_takes_the_place_of_the_lock_button_and_wants_its_own_persons_pin(
    stand: Stand, hand: Hand, badge: str
) -> None:
    stand.sees("attract")
    stand.scan(badge)
    stand.says(f"Hello, {STAFF_NAME}: your PIN")
    hand.digits(OTHER_PIN)  # somebody's, but not theirs
    hand.confirm()
    stand.says("That PIN is not right.")
    stand.says(f"Hello, {STAFF_NAME}: your PIN")
    hand.digits(STAFF_PIN)
    hand.confirm()
    stand.sees("staff_menu")
    # inside, another one's does nothing but say so
    stand.scan(make_badge(stand, OTHER_NAME))
    stand.says("A badge changes nothing here.")
    assert stand.screen == "staff_menu"
    stand.says(f"Hello, {STAFF_NAME}")
    stand.until("the notice to go", lambda: stand.view["toast"] is None)
    hand.button("button_task_coupon")
    stand.sees("staff_coupon")
    QTest.qWait(2100)
    sends = len(stand.world.server.seen)
    stand.scan(badge)  # where every scan is a coupon
    stand.until("the notice", lambda: stand.view["toast"] is not None)
    assert stand.screen == "staff_coupon"
    assert len(stand.world.server.seen) == sends


def test_a_customers_session_ends_first(stand: Stand, hand: Hand, badge: str) -> None:
    stand.sees("attract")
    stand.world.show(badge)  # before the camera
    stand.says(f"Hello, {STAFF_NAME}: your PIN")
    clean = stand.grab()
    hand.leave()
    stand.world.put_away()
    stand.sees("attract")
    member = stand.shop.add_member("gone-with-the-badge@example.com", 7, 431)
    stand.hold_up(member)
    stand.sees("pin")
    stand.world.put_away()
    stand.scan(make_badge(stand, STAFF_NAME))
    stand.says(f"Hello, {STAFF_NAME}: your PIN")
    begun = next(n for n, view in enumerate(stand.views) if view["session"] == stand.view["session"])
    left = [text for view in stand.views[begun:] for text in texts(view)]
    assert not [text for text in left if member.masked_email in text or "431" in text]
    expect_alike(stand, clean, "a-badge-after-a-customer")
    stand.until("the end of their challenge", lambda: "abandoned" in stand.out.getvalue())


def test_alone_it_is_enough_wrong_ones_lock_and_nothing_of_it_is_ever_written(
    stand: Stand, hand: Hand
) -> None:
    stand.close()
    settings = stand.world.settings
    alone = settings.staff.model_copy(update={"badge": "alone"})
    stand.world.settings = settings.model_copy(update={"staff": alone})
    stand.open()
    badge = make_badge(stand, OTHER_NAME)
    # From the invitation to the coupon's end, nothing left out: eight touches at most.
    member = stand.guest()
    coupon = stand.shop.issue_coupon(member.code)
    with stand.counted() as touched:
        stand.scan(badge)
        stand.sees("staff_menu")
        stand.says(f"Hello, {OTHER_NAME}")
        stand.scan(coupon.token)
        stand.sees("staff_pin")
        hand.digits(stand.pin(member))
        hand.confirm()
        stand.says("Redeemed: Free Coffee")
    assert len(touched) <= 8, touched
    assert (OTHER_NAME, "enter", "admitted_by_badge") in stand.audit()
    hand.leave()
    stand.sees("attract")
    # And fourteen for points.
    QTest.qWait(2100)
    saver = stand.shop.add_member("saves-points@example.com", 0, 120)
    with stand.counted() as touched:
        stand.scan(badge)
        stand.sees("staff_menu")
        hand.button("button_task_redeem")
        stand.sees("staff_member")
        stand.scan(stand.shop.qr_for(saver.code))
        stand.sees("staff_amount")
        hand.button("button_card_point")
        stand.until("points", lambda: stand.item("button_card_stamp") is not None)
        hand.digits("100")
        hand.confirm()
        stand.sees("staff_pin")
        hand.digits(stand.pin(saver))
        hand.confirm()
        stand.says("Redeemed: 100 points")
    assert len(touched) <= 14, touched
    hand.leave()
    stand.sees("attract")
    asked = len(stand.world.server.seen)
    assert badges.command(stand.world.settings, OTHER_NAME, None, revoke=True) == 0
    QTest.qWait(2100)
    stand.scan(badge)  # revoked meanwhile, and the kiosk was not restarted
    stand.says("That badge is not known here.")
    for number in range(4):
        assert tries(stand) == 1 + number
        stand.scan(f"kb_guessed-{number}")
        stand.until("it to be counted", lambda n=number: tries(stand) == 2 + n)  # type: ignore[misc]
        stand.until("its answer", lambda: not stand.body["busy"])
    stand.says("Locked for a while after wrong tries.")
    fresh = make_badge(stand, OTHER_NAME)
    stand.scan(fresh)  # right, and too early
    stand.until("the check", lambda: stand.body["busy"] is False and stand.body["can_type"] is False)
    assert stand.screen == "staff_lock"
    for code in (badge, fresh, "kb_guessed"):
        assert code not in stand.out.getvalue()
        assert code.encode() not in stand.on_disk()
        assert not [seen for view in stand.views for seen in texts(view) if code in seen]
    assert len(stand.world.server.seen) == asked, "no badge is the server's business"
