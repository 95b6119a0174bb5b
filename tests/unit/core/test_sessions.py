"""One person after another: what ends, what goes on without a screen, and what nobody sees again."""

from dataclasses import replace

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import Balance, History, OperationState, PrintState, Visit
from kiosk.core.rules import PARK_TIME, Rules
from kiosk.core.state import Attract, Earning, Prefs, session_of
from tests.support.play import ANNA, BEN, COUPON, RECORD, Play, operation

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
NEVER_LEFT = o.Unavailable(o.Trouble.CONNECT, reached=False)
ACCEPTED = o.Accepted(Balance(0, 30), COUPON)


def marks(play: Play) -> list[tuple[OperationState, str]]:
    return [(mark.state, mark.reason) for mark in play.ever(e.Mark)]


def anew(play: Play, member: object = BEN) -> None:
    """Somebody else's code, after the first one has left the view."""
    play.wait(2.5)
    play.scan("555012-code", ev.Source.SCANNER)


def back(play: Play, state: OperationState) -> None:
    """Anna comes back; her visit is in the journal."""
    play.wait(2.5)
    play.scan("482193-again", ev.Source.SCANNER)
    play.looked_up(o.Found(ANNA))
    play.recalled(History((Visit(play.ever(e.Record)[0].operation, state),)))


# -- a new person ----------------------------------------------------------------------------------


def test_a_new_customer_finds_nothing_of_the_one_before() -> None:
    play = Play().known()
    play.recalled(History((Visit(operation(), OperationState.ACCEPTED),), (RECORD,)))
    play.tap(ev.Action.LANGUAGE, "de")
    play.tap(ev.Action.TEXT_SIZE, "200")
    play.tap(ev.Action.THEME, "contrast")
    play.tap(ev.Action.ACCESS)
    first = play.session
    anew(play)
    assert play.stage == "LookingUp"
    assert play.session != first
    assert play.kiosk.prefs == Prefs()
    held = repr(play.kiosk.stage) + str(play.view)
    assert ANNA.masked_email not in held
    assert COUPON.token not in held


def test_a_language_chosen_at_the_invitation_goes_along_until_nobody_comes() -> None:
    play = Play()
    play.tap(ev.Action.LANGUAGE, "tr")
    play.tap(ev.Action.LANGUAGE, "xx")
    play.scan()
    assert play.kiosk.prefs.language == "tr"
    play = Play()
    play.tap(ev.Action.LANGUAGE, "tr")
    assert play.wait(30.0) == ["forget"]
    assert play.kiosk.prefs.language == "en"


def test_thanks_keep_the_language_of_who_is_thanked() -> None:
    play = Play().rewarded()
    play.tap(ev.Action.LANGUAGE, "ar")
    play.tap(ev.Action.LEAVE)
    assert play.view.language == "ar"
    play.wait(4.0)
    assert play.view.language == "en"


def test_a_tap_of_the_last_session_is_ignored() -> None:
    play = Play().asking()
    old = play.session
    anew(play)
    before = play.kiosk
    for action in ev.Action:
        assert play.do(ev.Tap(action, "1", old)) == ()
    assert play.kiosk == before


# -- the same phone, another text ------------------------------------------------------------------


def test_a_rotated_code_of_the_same_member_disturbs_nothing() -> None:
    play = Play().asking()
    session = play.session
    play.scan("code rotated")
    assert play.one(e.Lookup).session != session
    assert play.stage == "Earning"
    play.looked_up(o.Found(ANNA))
    assert (play.session, play.stage) == (session, "Earning")
    play.wait(1.0)
    play.scan("code rotated once more")
    assert play.of(e.Lookup), "the session's own code is the rotated one now"


def test_another_member_ends_the_session() -> None:
    play = Play().asking()
    old = play.session
    play.scan("bens code")
    play.looked_up(o.Found(BEN))
    assert play.stage == "Recalling"
    assert play.session != old
    assert play.one(e.Recall).member_code == BEN.code
    assert play.kiosk.loose[0].until == play.mono + PARK_TIME


@pytest.mark.parametrize("outcome", [o.NotFound(), o.InvalidQr(), TIMEOUT])
def test_a_text_that_is_nobodys_disturbs_nothing(outcome: o.LookupOutcome) -> None:
    play = Play().asking()
    session = play.session
    play.scan("a poster")
    play.looked_up(outcome)
    assert (play.session, play.stage) == (session, "Earning")


def test_an_answer_for_who_has_left_disturbs_nobody() -> None:
    play = Play().sending()
    play.scan("bens code")
    play.answered(o.NotFound())
    assert play.stage == "Problem"
    play.looked_up(o.Found(BEN))
    assert play.stage == "Problem"
    play.wait(60.0)
    play.looked_up(o.Found(BEN))
    assert isinstance(play.kiosk.stage, Attract)


def test_who_was_sought_for_the_last_session_does_not_end_the_next() -> None:
    play = Play().asking()
    play.scan("bens code")
    sought = play.one(e.Lookup)
    anew(play)
    assert play.kiosk.shadow is None
    play.looked_up(o.Found(replace(BEN, code=3)))
    play.recalled()
    session = play.session
    play.do(ev.LookedUp(sought.session, sought.attempt, o.Found(BEN)))
    assert play.session == session


def test_a_pin_does_not_outlive_its_screen() -> None:
    for ended in (False, True):
        play = Play().asking()
        play.type("8642") if ended else play.tap(ev.Action.DIGIT, "8")
        anew(play)
        [loose] = play.kiosk.loose
        assert (loose.run.pin, loose.run.entered) == (None, "")


# -- what goes on without a screen -----------------------------------------------------------------


def test_an_acceptance_after_its_person_left_is_settled_and_held() -> None:
    play = Play().sending()
    anew(play)
    play.answered(ACCEPTED)
    settle = play.one(e.Settle)
    assert (settle.coupon, settle.print_now) == (COUPON, False)
    play.answered(ACCEPTED)
    assert play.effects == ()
    play.settled(PrintState.HELD)
    assert play.kiosk.loose == ()
    assert play.stage == "LookingUp"


def test_a_settlement_that_fails_without_its_person_is_not_lost() -> None:
    for left in (True, False):
        play = Play().sending()
        if left:
            anew(play)
        play.answered(ACCEPTED)
        if not left:
            anew(play)
        play.do(ev.JournalFailed(play.ever(e.Settle)[0].operation.id, "disk full"))
        assert play.of(e.Release)
        assert play.kiosk.loose == ()


def test_a_record_after_its_person_left_is_left_to_the_outbox() -> None:
    play = Play().known()
    play.recalled()
    anew(play)
    play.recorded()
    assert play.of(e.Release)
    assert not play.ever(e.Send)


def test_a_record_told_twice_does_not_end_what_is_being_sent() -> None:
    play = Play().sending()
    anew(play)
    play.recorded()
    assert play.effects == ()
    play.answered(o.Accepted(Balance(8, 30)), attempt=7)
    assert play.effects == ()
    play.answered(o.Accepted(Balance(8, 30)))
    assert play.of(e.Settle)


@pytest.mark.parametrize(
    ("outcome", "state", "released"),
    [
        (o.PinRequired(), OperationState.ABANDONED, False),
        (o.NotFound(), OperationState.REFUSED, False),
        (TIMEOUT, OperationState.UNKNOWN, True),
        (NEVER_LEFT, OperationState.UNKNOWN, True),
        (o.RateLimited(), OperationState.UNKNOWN, True),
    ],
)
def test_what_an_answer_means_without_its_person(
    outcome: o.SendOutcome, state: OperationState, released: bool
) -> None:
    play = Play().sending()
    anew(play)
    play.answered(outcome)
    assert [mark.state for mark in play.of(e.Mark)] == [state]
    assert bool(play.of(e.Release)) is released
    assert play.kiosk.loose == ()


def test_a_pin_asked_of_nobody_still_teaches_that_the_shop_is_strict() -> None:
    play = Play().sending()
    anew(play)
    play.answered(o.PinRequired())
    assert play.kiosk.health.strict
    play = Play()
    play.do(ev.Replayed(operation(), o.PinRequired()))
    assert play.kiosk.health.strict
    assert play.of(e.Remember)


@pytest.mark.parametrize("outcome", [o.PinInvalid(), o.PinExpired()])
def test_a_wrong_pin_in_doubt_is_left_to_the_outbox(outcome: o.SendOutcome) -> None:
    play = Play().asking()
    play.type("11")
    play.answered(TIMEOUT)
    play.wait(0.5)
    anew(play)
    play.answered(outcome)
    assert play.of(e.Release)
    play = Play().asking()
    play.type("11")
    anew(play)
    play.answered(outcome)
    assert marks(play)[-1][0] is OperationState.ABANDONED


# -- parked ----------------------------------------------------------------------------------------


def test_a_challenge_waits_for_its_member_to_come_back() -> None:
    play = Play().asking()
    anew(play)
    assert not marks(play)[1:]
    back(play, OperationState.CHALLENGED)
    assert isinstance(play.kiosk.stage, Earning)
    assert play.view.screen == "pin"
    assert play.kiosk.loose == ()
    play.type("04")
    assert play.one(e.Send).operation == play.ever(e.Record)[0].operation


def test_it_does_not_wait_for_ever() -> None:
    play = Play().asking()
    anew(play)
    assert "parked" in play.wait(PARK_TIME)
    assert marks(play)[-1] == (OperationState.ABANDONED, "left")
    assert play.kiosk.loose == ()


def test_only_what_waited_long_enough_ends() -> None:
    play = Play().asking()
    play.wait(1.0)
    play.scan("bens code", ev.Source.SCANNER)
    play.looked_up(o.Found(BEN))
    play.recalled()
    play.recorded()
    play.answered(o.PinRequired())
    play.wait(10.0)
    play.scan("a third code", ev.Source.SCANNER)
    assert len(play.kiosk.loose) == 2
    play.wait(PARK_TIME - 9.5)
    assert len(play.kiosk.loose) == 1


def test_leaving_by_the_button_ends_a_challenge_at_once() -> None:
    play = Play().asking()
    play.tap(ev.Action.LEAVE)
    assert marks(play)[-1] == (OperationState.ABANDONED, "left")
    assert play.kiosk.loose == ()


@pytest.mark.parametrize("outcome", [o.RateLimited(), NEVER_LEFT, TIMEOUT])
def test_leaving_in_a_pause_leaves_it_to_the_outbox(outcome: o.SendOutcome) -> None:
    play = Play().sending()
    play.answered(outcome)
    play.tap(ev.Action.LEAVE)
    assert play.of(e.Release)


def test_who_comes_back_while_it_is_being_sent_takes_it_over() -> None:
    play = Play().sending()
    anew(play)
    back(play, OperationState.SENT)
    assert len(play.ever(e.Send)) == 1
    play.answered(o.Accepted(Balance(8, 30)))
    play.settled()
    assert play.stage == "Rewarded"


def test_who_comes_back_while_the_acceptance_goes_to_disk_waits_for_it() -> None:
    play = Play().sending()
    anew(play)
    play.answered(o.Accepted(Balance(8, 30)))
    settle = play.one(e.Settle).operation
    back(play, OperationState.SENT)
    assert play.stage == "Recalling"
    assert play.of(e.Recall)
    play.do(ev.Settled(settle.id))
    play.recalled(History((Visit(settle, OperationState.ACCEPTED),)))
    assert play.stage == "Showing"
    assert len(play.ever(e.Send)) == 1


# -- sleep -----------------------------------------------------------------------------------------


def test_the_screen_dims_and_the_waking_touch_presses_nothing() -> None:
    play = Play()
    assert play.wait(120.0) == ["dim"]
    play.tap(ev.Action.LOCK)
    assert play.stage == "Attract"
    play.tap(ev.Action.LOCK)
    assert play.stage == "StaffLock"


@pytest.mark.parametrize("touch", [True, False])
def test_movement_and_touch_wake_it(touch: bool) -> None:
    play = Play(Rules(dim_after=60.0))
    play.wait(60.0)
    play.do(ev.Stirred(touch=touch))
    assert isinstance(play.kiosk.stage, Attract)
    assert not play.kiosk.stage.dimmed
    assert play.wait(59.0) == []


def test_movement_is_no_sign_of_life_in_a_session_but_a_touch_is() -> None:
    play = Play().rewarded()
    play.wait(5.0)
    session = session_of(play.kiosk.stage)
    play.do(ev.Stirred())
    assert session_of(play.kiosk.stage) == session
    play.do(ev.Stirred(touch=True))
    assert session_of(play.kiosk.stage) != session


def test_devices_come_and_go() -> None:
    play = Play()
    for name in ("camera", "scanner", "toaster"):
        play.do(ev.DeviceChanged(name, False, "unplugged"))
    assert (play.kiosk.health.camera, play.kiosk.health.scanner) == (False, False)
    play.do(ev.DeviceChanged("scanner", True))
    assert play.kiosk.health.scanner is True


def test_of_several_without_a_screen_each_has_its_own_answer() -> None:
    play = Play().sending()
    first = play.ever(e.Send)[-1].operation
    play.scan("bens code")
    play.looked_up(o.Found(BEN))
    play.recalled()
    play.recorded()
    second = play.ever(e.Send)[-1].operation
    play.scan("a third code", ev.Source.SCANNER)
    play.do(ev.Answered(second.id, 1, o.NotFound()))
    assert play.one(e.Mark).operation_id == second.id
    play.do(ev.Answered(first.id, 1, o.NotFound()))
    assert play.one(e.Mark).operation_id == first.id
    assert play.kiosk.loose == ()


def test_a_failure_that_concerns_nobody_changes_nothing() -> None:
    for play in (Play(), Play().sending()):
        before = play.kiosk
        play.do(ev.JournalFailed("a print job, perhaps", "disk full"))
        assert play.kiosk == before
        assert play.effects == ()
