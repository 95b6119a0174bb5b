"""One person right behind another: everybody is served, and nobody twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.deadlines import deadlines
from kiosk.core.model import History, Operation, OperationState, Visit
from kiosk.core.rules import MOST_LOOKS_ASIDE, RATE_LIMIT_MOST, REPEAT_AFTER, Rules
from kiosk.core.state import BalanceNote, LookingUp, Showing, member_of
from tests.support.play import ANNA, BEN, TOKEN, Play

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
NO_PAUSE = Rules(cooldown=timedelta(0), daily_limit=0)
HANNA, HBEN = f"{ANNA.code}-code", f"{BEN.code}-code"


def film(play: Play, seconds: float, *texts: str, taken: float = 0.0) -> None:
    """Codes in view for a while, as a camera sees them ten times a second."""
    for _ in range(round(seconds * 10)):
        play.wait(0.1)
        for text in texts:
            play.do(ev.CodeSeen(ev.Source.CAMERA, text.encode(), taken=taken))


def asked(play: Play) -> list[tuple[str, int]]:
    return [(one.qr or "", one.attempt) for one in play.ever(e.Lookup)]


def who(play: Play) -> object:
    member = member_of(play.kiosk.stage)
    return member and member.code


def visited(play: Play) -> History:
    """What the journal has of every earn, all of them accepted."""
    earns = reversed([one.operation for one in play.ever(e.Record)])
    return History(tuple(Visit(one, OperationState.ACCEPTED) for one in earns))


# -- no answer: it is asked again ------------------------------------------------------------------


def test_a_look_that_had_no_answer_is_made_again_while_the_code_is_there() -> None:
    play = Play().asking()
    play.scan("bens code")
    for attempt in range(1, 4):
        assert asked(play)[-1] == ("bens code", attempt)
        play.looked_up(TIMEOUT)
        assert who(play) == ANNA.code
        wait = REPEAT_AFTER * 2 ** (attempt - 1)
        film(play, wait - 0.1, "bens code")
        assert asked(play)[-1] == ("bens code", attempt)
        film(play, 0.2, "bens code")
    play.looked_up(o.Found(BEN))
    assert who(play) == BEN.code
    assert play.stage == "Recalling"
    assert play.kiosk.shadow is None


def test_the_server_says_how_long_to_wait() -> None:
    play = Play().asking()
    play.scan("bens code")
    play.looked_up(o.RateLimited(7.0))
    film(play, 6.9, "bens code")
    assert asked(play)[-1] == ("bens code", 1)
    film(play, 0.2, "bens code")
    assert asked(play)[-1] == ("bens code", 2)
    play.looked_up(o.RateLimited())
    assert dict(deadlines(play.kiosk))["aside"] == pytest.approx(play.mono + 4.0)


def test_without_its_word_a_rate_limit_is_waited_for_longer_each_time() -> None:
    play = Play(Rules(idle_after=1000.0)).asking()
    play.scan("bens code")
    waits = []
    for _ in range(MOST_LOOKS_ASIDE - 1):
        play.looked_up(o.RateLimited())
        waits.append(dict(deadlines(play.kiosk))["aside"] - play.mono)
        film(play, waits[-1] + 0.1, "bens code")
    assert waits == pytest.approx([2.0, 4.0, 8.0, 16.0, RATE_LIMIT_MOST])


@pytest.mark.parametrize("outcome", [TIMEOUT, o.RateLimited(0.5)])
def test_it_is_asked_only_so_often(outcome: o.LookupOutcome) -> None:
    play = Play(Rules(idle_after=1000.0)).asking()
    play.scan("bens code")
    for _ in range(MOST_LOOKS_ASIDE):
        play.looked_up(outcome)
        film(play, 20.0, "bens code")
    assert asked(play)[1:] == [("bens code", attempt) for attempt in range(1, MOST_LOOKS_ASIDE + 1)]
    assert play.kiosk.shadow is None
    # And still their turn comes.
    play.tap(ev.Action.LEAVE)
    film(play, 5.0, "bens code")
    assert asked(play)[-1] == ("bens code", 1)
    assert play.stage == "LookingUp"


def test_who_has_gone_is_not_asked_about_again() -> None:
    play = Play().asking()
    play.scan("bens code")
    play.looked_up(o.RateLimited(3.0))
    assert play.wait(4.0) == ["aside"]
    assert asked(play)[-1] == ("bens code", 1)
    assert play.kiosk.shadow is None


def test_an_answer_to_an_older_question_is_not_the_answer() -> None:
    play = Play().asking()
    play.scan("bens code")
    first = play.ever(e.Lookup)[-1]
    play.looked_up(TIMEOUT)
    play.do(ev.LookedUp(first.session, 1, o.Found(BEN)))
    assert who(play) == ANNA.code
    film(play, 0.6, "bens code")
    play.do(ev.LookedUp(first.session, 1, o.Found(BEN)))
    assert who(play) == ANNA.code
    play.do(ev.LookedUp(first.session, 2, o.Found(BEN)))
    assert who(play) == BEN.code


def test_of_codes_that_wait_to_be_looked_up_the_newest_counts() -> None:
    play = Play().asking()
    play.scan("rotates, 1")
    play.looked_up(o.RateLimited(1.0))
    play.scan("rotates, 2")
    assert play.of(e.Lookup) == []
    film(play, 1.1, "rotates, 2")
    assert asked(play)[-1] == ("rotates, 2", 2)
    play.looked_up(o.Found(ANNA))
    assert who(play) == ANNA.code
    play.scan("rotates, 3")
    assert asked(play)[-1] == ("rotates, 3", 1), "the session's own code is the second one now"


# -- the session ends: the next one begins by itself -----------------------------------------------


@pytest.mark.parametrize("outcome", [TIMEOUT, o.RateLimited(60.0), o.BadKey(), None])
def test_who_could_not_be_looked_up_is_served_when_the_session_is_over(
    outcome: o.LookupOutcome | None,
) -> None:
    play = Play().rewarded()
    film(play, 1.0, HANNA)
    film(play, 1.0, HBEN)
    if outcome is not None:
        play.looked_up(outcome)
    first = play.session
    while play.session == first:
        film(play, 0.1, HBEN, taken=7.0)
        assert play.mono < 1200.0, "their code is not taken up"
        if play.kiosk.shadow is not None and play.kiosk.shadow.resume_at is None and outcome is not None:
            play.looked_up(outcome)
    film(play, 0.1, HBEN, taken=7.0)
    stage = play.kiosk.stage
    assert isinstance(stage, LookingUp)
    assert stage.qr == HBEN
    assert play.view.taken == 7.0
    play.looked_up(o.Found(BEN))
    play.recalled()
    assert play.ever(e.Record)[-1].operation.member_code == BEN.code


def test_who_goes_before_the_session_is_over_has_to_come_again() -> None:
    play = Play().rewarded()
    film(play, 1.0, HANNA)
    film(play, 1.0, HBEN)
    play.looked_up(o.RateLimited(100.0))
    play.wait(100.0)
    assert play.stage == "Attract"
    play.wait(1.0)
    assert asked(play)[-1] == (HBEN, 1)
    film(play, 0.1, HBEN)
    assert play.stage == "LookingUp"


def test_their_turn_comes_once() -> None:
    play = Play().rewarded()
    film(play, 0.2, HANNA)
    film(play, 0.2, HBEN)
    play.looked_up(TIMEOUT)
    play.tap(ev.Action.LEAVE)
    film(play, 5.0, HBEN)
    play.looked_up(o.NotFound())
    assert play.stage == "Problem"
    film(play, 60.0, HBEN)
    assert play.stage == "Attract"
    assert asked(play)[-1] == (HBEN, 1)


def test_who_is_somebody_else_waits_until_the_one_before_has_read_what_went_wrong() -> None:
    play = Play().sending()
    play.scan(HBEN)
    play.answered(o.NotFound())
    assert play.stage == "Problem"
    play.looked_up(o.Found(BEN))
    assert play.stage == "Problem"
    film(play, 16.0, HBEN)
    assert play.stage == "LookingUp"
    play.looked_up(o.Found(BEN))
    assert who(play) == BEN.code


def test_a_problem_is_not_told_again_for_a_code_that_only_changed() -> None:
    play = Play().sending()
    play.scan("anna, changed")
    play.answered(o.NotFound())
    play.looked_up(o.Found(ANNA))
    assert play.stage == "Problem"
    film(play, 60.0, "anna, changed")
    assert play.stage == "Attract"


@pytest.mark.parametrize("outcome", [o.NotFound(), o.InvalidQr()])
def test_what_is_nobodys_stays_nobodys(outcome: o.LookupOutcome) -> None:
    play = Play().rewarded()
    film(play, 0.2, HANNA)
    film(play, 0.2, "a poster")
    play.looked_up(outcome)
    film(play, 90.0, "a poster")
    assert play.stage == "Attract"
    assert asked(play)[-1] == ("a poster", 1)


def test_who_was_interrupted_before_the_answer_comes_after_who_did_it() -> None:
    play = Play()
    play.scan(HANNA)
    play.scan(HBEN)
    play.looked_up(o.Found(BEN))
    play.recalled()
    assert who(play) == BEN.code
    film(play, 1.0, HANNA, HBEN)
    play.recorded()
    play.answered(o.NotFound())
    film(play, 16.0, HANNA, HBEN)
    stage = play.kiosk.stage
    assert isinstance(stage, LookingUp)
    assert stage.qr == HANNA
    play.looked_up(o.Found(ANNA))
    play.recalled()
    film(play, 1.0, HANNA, HBEN)
    assert who(play) == ANNA.code
    assert play.ever(e.Record)[-1].operation.member_code == ANNA.code


def test_who_waited_for_a_rate_limit_is_not_forgotten_for_a_newer_code() -> None:
    play = Play()
    play.scan(HANNA)
    play.looked_up(o.RateLimited(1.0))
    play.scan(HBEN)
    film(play, 1.1, HBEN, HANNA)
    assert asked(play)[-1] == (HBEN, 2)
    play.looked_up(o.NotFound())
    film(play, 16.0, HBEN, HANNA)
    assert asked(play)[-1] == (HANNA, 1)


def test_nobodys_turn_begins_among_the_staff() -> None:
    play = Play().rewarded()
    film(play, 0.2, HANNA)
    film(play, 0.2, HBEN)
    play.looked_up(o.RateLimited(100.0))
    play.staff()
    film(play, 2.0, HBEN)
    assert play.stage == "StaffMenu"
    play.tap(ev.Action.LEAVE)
    film(play, 0.1, HBEN)
    assert play.stage == "LookingUp"


# -- the same phone with another code --------------------------------------------------------------


def rewarded_and_gone_home(play: Play) -> Operation:
    """Anna has her visit; her phone stays where it is, and the screen is back at its invitation."""
    play.known()
    play.recalled()
    film(play, 0.1, HANNA)
    play.recorded()
    play.answered(o.Accepted(ANNA.balance))
    play.settled()
    play.tap(ev.Action.LEAVE)
    film(play, 5.0, HANNA)
    assert play.stage == "Attract"
    return play.ever(e.Record)[-1].operation


def test_a_code_that_changes_after_the_session_is_no_second_visit() -> None:
    play = Play(NO_PAUSE)
    rewarded_and_gone_home(play)
    film(play, 0.1, "anna, changed")
    play.looked_up(o.Found(ANNA))
    play.recalled(visited(play))
    stage = play.kiosk.stage
    assert isinstance(stage, Showing)
    assert stage.note is BalanceNote.BALANCE_ONLY
    film(play, 90.0, "anna, changed")
    assert play.stage == "Attract"
    film(play, 0.1, "anna, changed again")
    play.looked_up(o.Found(ANNA))
    play.recalled(visited(play))
    assert play.stage == "Showing"
    assert len(play.ever(e.Record)) == 1


def test_nor_is_one_that_changed_while_the_server_was_away() -> None:
    play = Play(NO_PAUSE).rewarded()
    film(play, 0.2, HANNA)
    film(play, 0.2, "anna, changed")
    play.looked_up(o.RateLimited(100.0))
    play.tap(ev.Action.LEAVE)
    film(play, 6.0, "anna, changed")
    assert play.stage == "LookingUp"
    film(play, 0.1, "anna, changed again")
    play.looked_up(o.Found(ANNA))
    play.recalled(visited(play))
    assert play.stage == "Showing"
    assert len(play.ever(e.Record)) == 1


def test_nor_after_somebody_else_had_the_screen_in_between() -> None:
    play = Play(NO_PAUSE).rewarded()
    film(play, 0.2, HANNA)
    film(play, 0.2, "anna, changed")
    play.looked_up(o.RateLimited(100.0))
    play.scan(HBEN, ev.Source.SCANNER)
    play.looked_up(o.NotFound())
    film(play, 15.5, "anna, changed")
    assert play.stage == "LookingUp"
    play.looked_up(o.Found(ANNA))
    play.recalled(visited(play))
    assert play.stage == "Showing"


def test_nor_when_two_phones_lie_there() -> None:
    play = Play(NO_PAUSE)
    rewarded_and_gone_home(play)
    film(play, 0.1, HBEN, HANNA)
    play.looked_up(o.Found(BEN))
    play.recalled()
    film(play, 60.0, HBEN, HANNA)
    play.tap(ev.Action.LEAVE)
    film(play, 60.0, HBEN, HANNA)
    assert play.stage == "Attract"
    film(play, 0.1, "anna, changed", HBEN)
    play.looked_up(o.Found(ANNA))
    play.recalled(visited(play))
    assert play.stage == "Showing"
    assert len(play.ever(e.Record)) == 2


def test_nor_is_one_that_changed_before_the_visit_began() -> None:
    play = Play(NO_PAUSE).known()
    film(play, 0.1, HANNA)
    film(play, 0.1, "anna, changed")
    play.looked_up(o.RateLimited(100.0))
    play.recalled()
    play.recorded()
    play.answered(o.Accepted(ANNA.balance))
    play.settled()
    play.tap(ev.Action.LEAVE)
    film(play, 5.0, "anna, changed")
    play.looked_up(o.Found(ANNA))
    play.recalled(visited(play))
    assert play.stage == "Showing"
    assert len(play.ever(e.Record)) == 1


def test_a_phone_that_lies_beside_another_has_not_been_away() -> None:
    play = Play(NO_PAUSE)
    rewarded_and_gone_home(play)
    film(play, 0.1, HBEN)
    play.looked_up(o.Found(BEN))
    play.recalled()
    play.tap(ev.Action.LEAVE)
    for _ in range(50):
        play.wait(0.1)
        play.do(ev.CodeSeen(ev.Source.CAMERA, HBEN.encode(), others=(HANNA.encode(),)))
    assert play.stage == "Attract"
    film(play, 0.1, HANNA)
    assert play.stage == "Attract"


def test_who_takes_the_phone_away_and_comes_again_has_another_visit() -> None:
    play = Play(NO_PAUSE)
    rewarded_and_gone_home(play)
    play.wait(2.5)
    film(play, 0.1, HANNA)
    play.looked_up(o.Found(ANNA))
    play.recalled(visited(play))
    assert len(play.ever(e.Record)) == 2


def test_a_scanner_reads_what_somebody_holds_under_it() -> None:
    play = Play(NO_PAUSE)
    rewarded_and_gone_home(play)
    play.scan("anna, changed", ev.Source.SCANNER)
    play.looked_up(o.Found(ANNA))
    play.recalled(visited(play))
    assert len(play.ever(e.Record)) == 2


def test_who_stands_behind_has_a_visit_of_their_own() -> None:
    play = Play(NO_PAUSE)
    rewarded_and_gone_home(play)
    film(play, 0.1, HBEN)
    play.looked_up(o.Found(BEN))
    play.recalled()
    assert play.ever(e.Record)[-1].operation.member_code == BEN.code


def test_a_visit_that_was_refused_may_be_tried_again() -> None:
    play = Play(NO_PAUSE).sending()
    film(play, 0.1, HANNA)
    play.answered(o.Refused("x", 400))
    film(play, 20.0, HANNA)
    assert play.stage == "Attract"
    film(play, 0.1, "anna, changed")
    play.looked_up(o.Found(ANNA))
    play.recalled(History())
    assert len(play.ever(e.Record)) == 2


def test_a_coupon_in_view_of_a_member_is_told_at_once() -> None:
    play = Play().rewarded()
    film(play, 0.2, HANNA)
    play.scan(TOKEN)
    assert play.stage == "Problem"


def test_what_is_kept_in_mind_names_nobody() -> None:
    play = Play().rewarded()
    film(play, 0.2, HANNA)
    film(play, 0.2, HBEN)
    kept = (play.kiosk.seen, play.kiosk.stage.session, play.kiosk.shadow)  # type: ignore[union-attr]
    assert str(ANNA.code) not in repr(kept)
    assert HBEN not in repr(kept)
    assert HBEN not in str(replace(play.kiosk, shadow=None))


def test_nor_is_one_that_changed_while_the_next_one_had_the_screen() -> None:
    play = Play(NO_PAUSE).rewarded()
    film(play, 0.2, HANNA)
    film(play, 0.1, HBEN)
    play.looked_up(o.Found(BEN))
    play.recalled()
    film(play, 0.1, "anna, changed")
    play.looked_up(o.Found(ANNA))
    assert who(play) == ANNA.code
    play.recalled(visited(play))
    assert play.stage == "Showing"
