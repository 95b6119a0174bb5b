"""Staff look after who of them there is, through the real window: one more, by touch and by a tactile keypad,
comes in with their own PIN, and one less comes in no longer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtTest import QTest

from kiosk.demo.world import STAFF_NAME, STAFF_PIN
from tests.e2e.hands import HANDS, Hand, pin, walk
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.threads_may_outlive,
]

NEW_PIN = "904173"


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("people"), "standard") as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    yield kiosk
    kiosk.clear()
    with closing(sqlite3.connect(kiosk.world.settings.journal.path)) as db, db:
        db.execute("DELETE FROM staff WHERE name <> ?", (STAFF_NAME,))


@pytest.fixture(params=list(HANDS))
def hand(request: pytest.FixtureRequest, stand: Stand) -> Hand:
    return HANDS[request.param](stand)


def enter(stand: Stand, hand: Hand, digits: str) -> None:
    """From the invitation, with this PIN."""
    stand.sees("attract")
    hand.button("lock")
    stand.sees("staff_lock")
    pin(stand, hand, digits)


def to_the_people(stand: Stand, hand: Hand, digits: str = STAFF_PIN) -> None:
    enter(stand, hand, digits)
    stand.sees("staff_menu")
    hand.button("button_task_people")
    stand.sees("staff_people")
    stand.until("the list", lambda: titles(stand))


def titles(stand: Stand) -> list[str]:
    return [entry["title"] for entry in stand.body.get("entries", [])]


def you(stand: Stand) -> list[str]:
    """Who is told that it is them."""
    return [entry["title"] for entry in stand.body["entries"] if "That is you" in entry["details"]]


def name(stand: Stand, hand: Hand, text: str) -> None:
    """Type a name, letter by letter, and go on."""
    if hand.name == "keypad":
        walk(stand, f"key_{text[0].lower()}")
        hand.letters(text[1:])
    else:
        hand.letters(text[0].lower())
        stand.until("the capital", lambda: stand.body.get("typed") == text[0])
        hand.letters(text[1:])
    stand.until("the name", lambda: stand.body.get("typed") == text)
    if hand.name == "keypad":
        hand.confirm()
    else:
        hand.button("button_confirm")


def to_the_pin(stand: Stand, hand: Hand, text: str) -> None:
    hand.button("button_add")
    stand.sees("staff_person_new")
    name(stand, hand, text)
    stand.until("the pad", lambda: stand.body["type"] == "Pin")


def on_the_list(stand: Stand) -> list[str]:
    """As the disk has it."""
    with closing(sqlite3.connect(stand.world.settings.journal.path)) as db:
        return [row[0] for row in db.execute("SELECT name FROM staff ORDER BY name")]


def audited(stand: Stand, *lines: tuple[str, str, str]) -> None:
    """Wait for these lines at the end of the audit log."""
    stand.until(f"{lines} on disk", lambda: stand.audit()[-len(lines) :] == list(lines))


def test_one_more_comes_in_with_their_own_pin_and_one_less_does_not(stand: Stand, hand: Hand) -> None:
    to_the_people(stand, hand)
    assert (titles(stand), you(stand)) == ([STAFF_NAME], [STAFF_NAME])
    hand.button("button_add")
    stand.sees("staff_person_new")
    name(stand, hand, STAFF_NAME)
    stand.says("This name is taken.")
    hand.erase(len(STAFF_NAME))
    stand.until("an empty field", lambda: not stand.body["typed"])
    name(stand, hand, "Mia")
    stand.says("Mia: your PIN")
    # somebody else's, then two that differ, then their own
    for digits, words in ((STAFF_PIN, "This PIN is taken."), (NEW_PIN, "The two PINs differ.")):
        pin(stand, hand, digits)
        stand.says("The same PIN once more.")
        pin(stand, hand, digits if digits == STAFF_PIN else "904174")
        stand.says(words)
    assert on_the_list(stand) == [STAFF_NAME]
    for _ in range(2):
        pin(stand, hand, NEW_PIN)
    stand.says("Mia can come in now.")
    assert (titles(stand), you(stand)) == ([STAFF_NAME, "Mia"], [STAFF_NAME])
    audited(
        stand,
        (STAFF_NAME, "enter", "admitted"),
        (STAFF_NAME, "people", "pin_taken Mia"),
        (STAFF_NAME, "people", "added Mia"),
    )
    stand.leave(hand)
    # they come in themselves
    to_the_people(stand, hand, NEW_PIN)
    assert you(stand) == ["Mia"]
    hand.button("button_open_Mia")
    stand.says("Nobody takes themselves off the list.")
    assert stand.item("button_take_out") is None
    stand.leave(hand)
    # and are taken out
    to_the_people(stand, hand)
    hand.button("button_open_Mia")
    hand.button("button_take_out")
    stand.says("Take Mia off the list?")
    hand.button("button_back")
    stand.until("the person", lambda: stand.item("button_take_out") is not None)
    assert on_the_list(stand) == [STAFF_NAME, "Mia"]
    hand.button("button_take_out")
    stand.says("Take Mia off the list?")
    QTest.qWait(450)  # the answer of a double tap is none
    hand.button("button_confirm")
    stand.says("Mia can no longer come in.")
    assert titles(stand) == on_the_list(stand) == [STAFF_NAME]
    audited(stand, (STAFF_NAME, "people", "taken_out Mia"))
    stand.leave(hand)
    enter(stand, hand, NEW_PIN)
    stand.says("That PIN is not right.")
    stand.leave(hand)
    enter(stand, hand, STAFF_PIN)  # which takes back the wrong try
    stand.sees("staff_menu")
    assert NEW_PIN not in stand.out.getvalue()
    assert NEW_PIN.encode() not in stand.on_disk()
    assert not [text for view in stand.views for text in texts(view) if NEW_PIN[:5] in text]


def test_a_disk_that_refuses_is_said_and_nothing_is_believed(stand: Stand) -> None:
    """Another process holds on to the journal: nobody is added, and nobody is taken out."""
    hand = HANDS["touch"](stand)
    to_the_people(stand, hand)
    to_the_pin(stand, hand, "Nil")
    pin(stand, hand, NEW_PIN)
    stand.says("The same PIN once more.")
    with closing(sqlite3.connect(stand.world.settings.journal.path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        pin(stand, hand, NEW_PIN)
        stand.says("It could not be stored.")
        db.execute("ROLLBACK")
    assert on_the_list(stand) == [STAFF_NAME]
    for _ in range(2):
        pin(stand, hand, NEW_PIN)
    stand.says("Nil can come in now.")
    hand.button("button_open_Nil")
    hand.button("button_take_out")
    QTest.qWait(450)
    with closing(sqlite3.connect(stand.world.settings.journal.path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        hand.button("button_confirm")
        stand.says("The kiosk’s disk does not answer.")
        db.execute("ROLLBACK")
    assert titles(stand) == on_the_list(stand) == [STAFF_NAME, "Nil"]


def test_who_was_taken_off_the_list_elsewhere_is_out_when_they_change_it(stand: Stand) -> None:
    hand = HANDS["touch"](stand)
    to_the_people(stand, hand)
    to_the_pin(stand, hand, "Nil")
    with closing(sqlite3.connect(stand.world.settings.journal.path)) as db, db:
        db.execute("UPDATE staff SET name = 'Ada'")
    try:
        for _ in range(2):
            pin(stand, hand, NEW_PIN)
        stand.sees("attract")
        assert on_the_list(stand) == ["Ada"]
        audited(stand, (STAFF_NAME, "people", "stranger Nil"))
    finally:
        with closing(sqlite3.connect(stand.world.settings.journal.path)) as db, db:
            db.execute("UPDATE staff SET name = ?", (STAFF_NAME,))
