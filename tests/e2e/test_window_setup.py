"""The first start in the real window: on a fresh journal the owner becomes the first of the staff, by touch
and by a tactile keypad, and no customer waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.hands import HANDS, pin, walk
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.threads_may_outlive,
]

NOTICE = "No staff are set up yet"


@pytest.fixture(scope="module")
def stand(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("setup"), "standard", staffed=False) as stand:
        yield stand


def test_customers_are_invited_and_served_before_anybody_is_set_up(stand: Stand) -> None:
    hand = HANDS["touch"](stand)
    stand.says(NOTICE)
    member = stand.guest()
    stand.hold_up(member)
    stand.until("the stamp", lambda: stand.earned(member))
    stand.sees("reward")
    stand.world.put_away()
    stand.clear()
    stand.sees("attract")
    hand.button("lock")
    stand.sees("staff_setup")
    # somebody comes while the owner is still thinking
    other = stand.guest()
    stand.scan(stand.shop.qr_for(other.code))
    stand.until("the stamp", lambda: stand.earned(other))
    stand.clear()
    stand.sees("attract")
    hand.button("lock")
    stand.sees("staff_setup")
    hand.button("button_leave")
    stand.sees("attract")
    stand.says(NOTICE)


def test_the_owner_becomes_the_first_by_touch(stand: Stand) -> None:
    hand = HANDS["touch"](stand)
    hand.button("lock")
    stand.sees("staff_setup")
    assert stand.item("button_confirm") is None, "without a name it does not go on"
    hand.button("lang_tr")
    hand.letters("ayşe")
    hand.letters("ı")
    hand.erase()
    stand.until("the name", lambda: stand.body.get("typed") == "Ayşe")
    hand.button("button_confirm")
    stand.until("the pad", lambda: stand.body["type"] == "Pin")
    pin(stand, hand, "024680")
    stand.says("Aynı PIN")
    pin(stand, hand, "024681")
    stand.says("İki PIN farklı")
    pin(stand, hand, "024680")
    pin(stand, hand, "024680")
    stand.sees("staff_menu")
    stand.says("Ayşe")
    hand.button("button_leave")
    stand.sees("attract")
    assert NOTICE not in stand.words()
    hand.button("lock")
    stand.sees("staff_lock")
    pin(stand, hand, "024680")
    stand.sees("staff_menu")
    hand.button("button_leave")
    stand.sees("attract")
    stand.until("the audit log", lambda: ("Ayşe", "setup", "added") in stand.audit())
    assert "024680" not in stand.out.getvalue()
    assert b"024680" not in stand.on_disk()
    assert b"$argon2id$" in stand.on_disk()
    assert not [text for view in stand.views for text in texts(view) if "02468" in text]


def test_the_owner_becomes_the_first_by_keypad(stand: Stand) -> None:
    """Everybody was taken off the list while the kiosk ran: whoever finds the pad closed to them is asked."""
    hand = HANDS["keypad"](stand)
    stand.dismiss()
    hand.button("lock")
    stand.sees("staff_lock")
    pin(stand, hand, "024680")
    stand.sees("staff_setup")
    for key in ("key_d", "key_e", "key_space"):
        walk(stand, key)
    hand.letters("Z")
    stand.until("the name", lambda: stand.body.get("typed") == "De Z")
    hand.confirm()
    stand.until("the pad", lambda: stand.body["type"] == "Pin")
    pin(stand, hand, "1357")
    stand.says("The same PIN once more.")
    pin(stand, hand, "1357")
    stand.sees("staff_menu")
    stand.says("De Z")
    hand.leave()
    stand.sees("attract")
    stand.until("the audit log", lambda: stand.audit()[-1:] == [("De Z", "setup", "added")])
