"""A badge in the place of the lock button: who it lets in, who is told, and where its code may not go."""

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import OperationState
from kiosk.core.project import project
from kiosk.core.rules import Rules
from kiosk.core.state import LockNote, StaffLock, StaffMenu
from kiosk.core.view import Pin, Text
from tests.support.play import Play
from tests.support.ways import WAYS

BADGE = "kb_0123456789abcdef0123456789abcdef"
ALONE = Rules(badge_alone=True)


def lock(play: Play) -> StaffLock:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffLock), stage
    return stage


def checked(play: Play) -> e.CheckBadge:
    """The check of a badge that was just asked for."""
    check = play.one(e.CheckBadge)
    assert check == e.CheckBadge(lock(play).session.id, BADGE)
    assert lock(play).checking
    return check


def logged(play: Play) -> list[tuple[str, object]]:
    return [field for one in play.of(e.Report) for field in one.fields]


# -- in ----------------------------------------------------------------------------------------------


def test_the_pin_of_the_badges_person_follows() -> None:
    play = Play()
    play.scan(BADGE)
    checked(play)
    play.do(ev.BadgeKnown(play.session, "Deniz"))
    assert (lock(play).person, lock(play).checking) == ("Deniz", False)
    body = play.view.body
    assert isinstance(body, Pin)
    assert body.headline == Text("staff_lock.headline_person", ("Deniz",))
    assert body.can_type
    play.type("4711")
    assert play.one(e.CheckStaff) == e.CheckStaff(play.session, "4711", "Deniz")
    play.do(ev.StaffRefused(play.session))
    assert (lock(play).person, lock(play).note) == ("Deniz", LockNote.WRONG)
    play.do(ev.StaffAdmitted(play.session, "Deniz"))
    assert play.one(e.Audit) == e.Audit("Deniz", "enter", "admitted")


def test_alone_it_is_enough_and_the_audit_log_says_so() -> None:
    play = Play(ALONE)
    play.scan(BADGE, ev.Source.SCANNER)
    checked(play)
    play.do(ev.BadgeKnown(play.session, "Deniz"))
    assert isinstance(play.kiosk.stage, StaffMenu)
    assert play.kiosk.stage.person == "Deniz"
    assert play.one(e.Audit) == e.Audit("Deniz", "enter", "admitted_by_badge")


def test_at_the_pin_pad_it_says_who_it_is_in_the_same_session() -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    session = play.session
    play.tap(ev.Action.DIGIT, "4")
    play.scan(BADGE)
    checked(play)
    assert play.session == session
    play.do(ev.BadgeKnown(session, "Deniz"))
    play.wait(3.0)
    play.scan("kb_another")
    assert lock(play).person == "", "the next one's badge: the first has gone"
    play.do(ev.StaffRefused(session, badge=True))
    assert lock(play).note is LockNote.WRONG_BADGE
    assert play.view.body.message == Text("staff_lock.wrong_badge")  # type: ignore[union-attr]


def test_while_something_is_checked_a_badge_waits() -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    play.type("4711")
    before = play.kiosk.stage
    play.scan(BADGE)
    assert play.kiosk.stage == before
    assert not play.of(e.CheckBadge)


@pytest.mark.parametrize(
    ("refused", "note"),
    [
        ({"badge": True}, LockNote.WRONG_BADGE),
        ({"badge": True, "locked_for": 15.0}, LockNote.LOCKED),
        ({"locked_for": 15.0}, LockNote.LOCKED),
        ({"lost": True}, LockNote.LOST),
    ],
)
def test_a_refusal_is_told(refused: dict[str, object], note: LockNote) -> None:
    play = Play(ALONE)
    play.scan(BADGE)
    play.do(ev.StaffRefused(play.session, **refused))  # type: ignore[arg-type]
    assert (lock(play).note, lock(play).checking) == (note, False)
    assert play.one(e.Cue).sound is e.Sound.REFUSAL


@pytest.mark.parametrize("way", ["lock", "checking", "menu", "showing"])
def test_an_answer_that_nobody_waits_for_opens_nothing(way: str) -> None:
    play = Play(ALONE)
    WAYS[way](play)
    before = play.kiosk.stage
    play.do(ev.BadgeKnown("another session", "Mallory"))
    assert play.kiosk.stage == before
    if way != "checking":
        play.do(ev.BadgeKnown(play.session, "Mallory"))
        assert play.kiosk.stage == before


def test_where_there_is_no_staff_it_leads_to_the_set_up_like_the_lock_button() -> None:
    play = Play()
    play.scan(BADGE)
    play.do(ev.StaffRefused(play.session, nobody=True))
    assert play.stage == "StaffSetup"


def test_it_opens_a_closed_kiosk() -> None:
    play = Play(ALONE)
    WAYS["closed"](play)
    assert play.stage == "Closed"
    play.scan(BADGE)
    checked(play)
    play.do(ev.BadgeKnown(play.session, "Deniz"))
    assert play.stage == "StaffMenu"


def test_nobody_comes_and_it_is_forgotten_whose_it_was() -> None:
    play = Play()
    play.scan(BADGE)
    play.do(ev.BadgeKnown(play.session, "Deniz"))
    play.wait(95.0)
    assert play.stage == "Attract"
    play.tap(ev.Action.LOCK)
    assert lock(play).person == ""


def test_a_journal_that_cannot_say_leaves_the_pad_open() -> None:
    play = Play()
    play.scan(BADGE)
    play.do(ev.JournalFailed(play.session, "io_error"))
    assert not lock(play).checking


# -- a customer, or somebody of the staff, is there ----------------------------------------------------


@pytest.mark.parametrize("way", [name for name in WAYS if "staff" not in name])
def test_a_customers_session_ends_first_and_nothing_of_it_is_left(way: str) -> None:
    play = Play()
    WAYS[way](play)
    if play.stage.startswith("Staff") or play.stage == "Closed":
        return  # at the closed sign nobody has a session
    play.tap(ev.Action.LANGUAGE, "de")
    session = play.session
    play.scan(BADGE)
    checked(play)
    assert play.session not in ("", session)
    assert play.kiosk.prefs.language == "en"
    assert "a***a" not in repr(play.view) + repr(play.kiosk.stage)


def test_an_operation_under_way_goes_on_without_its_screen() -> None:
    play = Play().sending()
    operation = play.ever(e.Send)[-1].operation
    play.scan(BADGE)
    assert [loose.run.operation.id for loose in play.kiosk.loose] == [operation.id]
    play.answered(o.Unavailable(o.Trouble.TIMEOUT))
    assert play.one(e.Mark) == e.Mark(operation.id, OperationState.UNKNOWN, "unanswered")


@pytest.mark.parametrize(
    "way", ["menu", "task", "staff member", "staff amount", "booking", "staff asking", "booked", "redeeming"]
)
def test_inside_it_does_nothing_but_say_so(way: str) -> None:
    play = Play(ALONE)
    WAYS[way](play)
    before = project(play.kiosk)
    play.scan(BADGE)
    assert not {type(effect) for effect in play.effects} - {e.Report, e.Cue}
    view = play.view
    assert (view.toast, view.toast_icon) == (Text("staff.badge_inside"), "lock")
    assert (view.screen, view.session, view.body, view.buttons) == (
        before.screen, before.session, before.body, before.buttons,
    )  # fmt: skip
    play.wait(4.0)
    assert play.view.toast is None


# -- where its code may not go ---------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_it_goes_to_the_check_and_nowhere_else(way: str) -> None:
    play = Play()
    WAYS[way](play)
    play.wait(2.5)
    play.scan(BADGE)
    assert not play.of(e.Lookup)
    assert not play.of(e.Send)
    assert not play.of(e.KeepVisit)
    assert BADGE not in repr(play.effects) + repr(play.kiosk) + repr(play.view)
    assert ("kind", "badge") in logged(play)
    play.scan(BADGE)
    assert not play.effects, "it is still in view"


def test_typed_for_a_coupon_it_is_not_sent_either() -> None:
    play = Play()
    WAYS["task"](play)
    play.tap(ev.Action.TYPE_CODE)
    for char in BADGE:
        play.tap(ev.Action.CHARACTER, char)
    play.tap(ev.Action.CONFIRM)
    assert play.stage == "StaffCoupon"
    assert [type(effect) for effect in play.effects] == [e.Cue]
    assert not play.ever(e.RecallAttempt)


def test_what_is_a_badge_is_the_owners_to_say() -> None:
    play = Play(Rules(badge_prefix=""))
    play.scan(BADGE)
    assert play.of(e.Lookup)
    ours = Play()
    ours.do(ev.CodeSeen(ev.Source.SCANNER, BADGE.encode(), ours=True))
    assert ours.stage == "Problem", "a coupon that this kiosk issued, whatever it begins with"
    broken = Play()
    broken.scan(b"kb_\xff")
    assert broken.stage == "Problem"
    assert not broken.of(e.CheckBadge)
