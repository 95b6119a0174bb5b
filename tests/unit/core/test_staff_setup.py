"""The first start: nobody of the staff is there, and the owner becomes the first."""

from __future__ import annotations

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.rules import STUCK_AFTER
from kiosk.core.stages_setup import SetupNote, StaffSetup, StaffSetupPin
from kiosk.core.view import Attract, Pin, Text
from tests.support.core_world import strings
from tests.support.play import ANNA, Play

NOTICE = (Text("attract.no_staff"),)


def fresh() -> Play:
    play = Play()
    play.do(ev.StaffKnown(False))
    return play


def naming(name: str = "") -> Play:
    play = fresh()
    play.tap(ev.Action.LOCK)
    play.letters(name)
    return play


def choosing(name: str = "Ayşe Öz") -> Play:
    play = naming(name)
    play.tap(ev.Action.CONFIRM)
    return play


def storing() -> Play:
    play = choosing()
    play.type("04711")
    play.type("04711")
    return play


def notices(play: Play) -> tuple[Text, ...]:
    body = play.view.body
    assert isinstance(body, Attract)
    return body.notices


def note(play: Play) -> SetupNote | None:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffSetup | StaffSetupPin), stage
    return stage.note


# -- the invitation --------------------------------------------------------------------------------


def test_the_invitation_says_so_and_still_invites() -> None:
    assert notices(Play()) == ()
    play = fresh()
    assert play.view.screen == "attract"
    assert notices(play) == NOTICE
    play.known()
    assert play.stage == "Recalling", "a customer does not wait for it"


def test_the_lock_leads_to_the_set_up_and_only_then() -> None:
    play = naming()
    assert (play.stage, play.view.screen) == ("StaffSetup", "staff_setup")
    assert play.of(e.AskStaff) == [e.AskStaff()]
    known = Play()
    known.tap(ev.Action.LOCK)
    assert known.stage == "StaffLock"


def test_who_was_taken_off_the_list_meanwhile_leaves_nobody() -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    play.type("4711")
    play.do(ev.StaffRefused(play.session, nobody=True))
    assert play.stage == "StaffSetup"
    play.tap(ev.Action.LEAVE)
    assert notices(play) == NOTICE


@pytest.mark.parametrize("way", ["later", "back", "idle"])
def test_later_leads_to_the_invitation_which_asks_again(way: str) -> None:
    play = naming("Ay")
    if way == "idle":
        play.wait(200.0)
    else:
        play.tap({"later": ev.Action.LEAVE, "back": ev.Action.BACK}[way])
    assert play.stage == "Attract"
    assert e.AskStaff() in play.all[-3:]
    assert "Ay" not in set(strings(play.kiosk))
    play.do(ev.StaffKnown(True))
    assert notices(play) == ()
    play.tap(ev.Action.LOCK)
    assert play.stage == "StaffLock", "somebody was added on the command line"


@pytest.mark.parametrize("make", [naming, choosing, storing])
def test_a_customers_code_begins_their_session_at_once(make: object) -> None:
    play = make()  # type: ignore[operator]
    play.scan("a phone")
    assert play.stage == "LookingUp"
    play.looked_up(o.Found(ANNA))
    assert play.view.screen == "balance"


# -- the name --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ayşe Öz", "Ayşe Öz"),
        ("  Ay  şe ", "Ay şe"),
        ("أحمد", "أحمد"),
        ("O'Neil-2", "O'Neil-2"),
        ("a\nb\x7fc\u200bd\u00a0e", "abcde"),
        ("x" * 50, "x" * 40),
    ],
)
def test_a_name_is_what_can_be_seen_of_it(typed: str, name: str) -> None:
    play = choosing(typed)
    body = play.view.body
    assert isinstance(body, Pin)
    assert body.headline == Text("staff_setup.pin", (name,))


def test_without_a_name_it_does_not_go_on() -> None:
    play = naming()
    for keys in ("", " "):
        play.letters(keys)
        play.tap(ev.Action.CONFIRM)
        assert note(play) is SetupNote.NO_NAME
    play.tap(ev.Action.CHARACTER, "ab")
    play.letters("xy")
    play.tap(ev.Action.ERASE)
    play.tap(ev.Action.NEW_CODE)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffSetup)
    assert (stage.typed, stage.note) == ("x", None)


# -- the PIN ---------------------------------------------------------------------------------------


def test_the_pin_is_typed_twice_and_goes_to_the_disk() -> None:
    play = choosing()
    play.type("123")
    assert not play.view.body.can_confirm  # type: ignore[union-attr]
    play.tap(ev.Action.DIGIT, "x")
    play.tap(ev.Action.DIGIT, "12")
    play.type("456789")
    assert play.view.body.message == Text("staff_setup.again")  # type: ignore[union-attr]
    play.type("12345678")
    add = play.one(e.AddStaff)
    assert (add.session, add.name, add.pin) == (play.session, "Ayşe Öz", "12345678")
    assert "12345678" not in repr(add) + repr(play.kiosk) + repr(play.view)
    assert "12345678" not in set(strings(play.kiosk)), "from here on it is the disk's"
    before = play.kiosk.stage
    play.type("1111")
    assert play.kiosk.stage == before, "nothing is typed meanwhile"


def test_two_different_pins_are_told_and_begun_anew() -> None:
    play = choosing()
    play.type("1234")
    play.tap(ev.Action.DIGIT, "9")
    play.tap(ev.Action.ERASE)
    play.type("1235")
    assert note(play) is SetupNote.DIFFERENT
    assert not play.ever(e.AddStaff)
    play.type("1235")
    assert note(play) is None
    play.type("1235")
    assert play.one(e.AddStaff).pin == "1235"


def test_back_goes_a_step_back() -> None:
    play = choosing()
    play.type("1234")
    play.tap(ev.Action.BACK)
    assert play.view.body.message == Text("staff_setup.digits")  # type: ignore[union-attr]
    play.tap(ev.Action.BACK)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffSetup)
    assert stage.typed == "Ayşe Öz"


# -- on disk ---------------------------------------------------------------------------------------


def test_the_first_person_is_inside_at_once() -> None:
    play = storing()
    play.do(ev.StaffAdded("another session", "Mallory"))
    assert play.stage == "StaffSetupPin"
    play.do(ev.StaffAdded(play.session, "Ayşe Öz"))
    assert play.stage == "StaffMenu"
    assert play.of(e.Audit) == [e.Audit("Ayşe Öz", "setup", "added")]
    play.tap(ev.Action.LEAVE)
    assert notices(play) == ()
    assert play.effects == ()
    play.tap(ev.Action.LOCK)
    assert play.stage == "StaffLock", "it is offered once"


def test_who_did_not_wait_is_there_all_the_same_and_in_the_log() -> None:
    play = storing()
    session = play.session
    play.tap(ev.Action.LEAVE)
    play.do(ev.StaffAdded(session, "Ayşe Öz"))
    assert play.stage == "Attract"
    assert play.of(e.Audit) == [e.Audit("Ayşe Öz", "setup", "added")]
    assert notices(play) == ()


@pytest.mark.parametrize("make", [naming, choosing, storing])
def test_somebody_else_was_quicker(make: object) -> None:
    play = make()  # type: ignore[operator]
    play.do(ev.StaffKnown(True))
    assert play.stage == "StaffLock"
    assert not play.ever(e.Audit)


def test_a_disk_that_fails_is_told() -> None:
    play = storing()
    play.do(ev.JournalFailed("another", "disk full"))
    play.do(ev.JournalFailed(play.session, "disk full"))
    assert note(play) is SetupNote.NOT_STORED
    play.do(ev.JournalFailed(play.session, "disk full"))
    play.type("4711")
    play.type("4711")
    assert play.of(e.AddStaff)


def test_a_disk_that_never_answers_lets_go() -> None:
    play = storing()
    assert play.wait(STUCK_AFTER) == ["stuck"]
    assert play.stage == "Attract"
