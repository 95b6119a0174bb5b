"""From a scan to the balance: who is this, may they earn, and what if nobody answers."""

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import History, OperationState, Visit
from kiosk.core.rules import AWAY_AFTER, Rules
from kiosk.core.state import BalanceNote, LookingUp, Offline, Problem, Showing, Trouble, session_of
from tests.support.play import ANNA, BEN, NOON, RECORD, Play, operation

OFFLINE = o.Unavailable(o.Trouble.CONNECT, reached=False)


def trouble(play: Play) -> Trouble | None:
    stage = play.kiosk.stage
    return stage.trouble if isinstance(stage, Problem) else None


# -- what was scanned ------------------------------------------------------------------------------


def test_a_member_is_acknowledged_at_once_and_looked_up_verbatim() -> None:
    play = Play()
    play.scan(" any text, sent as it is ")
    assert play.stage == "LookingUp"
    assert play.one(e.Lookup).qr == " any text, sent as it is "
    assert play.one(e.Cue) == e.Cue(e.Sound.SCAN)
    fields = dict(play.one(e.Report).fields)
    assert fields == {"source": "camera", "kind": "member", "decode_ms": 0.0, "length": 25}


@pytest.mark.parametrize(
    ("data", "ours", "kind", "expected"),
    [
        (b"cq_1234", False, "coupon", Trouble.COUPON_TO_STAFF),
        (b"abc123", True, "coupon", Trouble.COUPON_TO_STAFF),
        (b"", False, "invalid", Trouble.NOT_A_CODE),
        (b"\xff", True, "invalid", Trouble.NOT_A_CODE),
    ],
)
def test_what_is_no_members_code_is_never_looked_up(
    data: bytes, ours: bool, kind: str, expected: Trouble
) -> None:
    play = Play()
    play.do(ev.CodeSeen(ev.Source.HID, data, ours=ours))
    assert trouble(play) is expected
    assert not play.ever(e.Lookup)
    assert dict(play.one(e.Report).fields)["kind"] == kind


def test_without_a_prefix_only_our_own_coupons_are_known() -> None:
    play = Play(Rules(coupon_prefix=""))
    play.scan("cq_1234")
    assert play.stage == "LookingUp"


def test_a_code_in_view_is_looked_up_once() -> None:
    play = Play()
    for _ in range(20):
        play.scan()
        play.wait(0.1)
    assert len(play.ever(e.Lookup)) == 1


# -- the answer of the lookup ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (o.NotFound(), Trouble.UNKNOWN_MEMBER),
        (o.InvalidQr(), Trouble.OLD_CODE),
        (o.BadKey(), Trouble.UNAVAILABLE),
        (o.SubscriptionLapsed(), Trouble.UNAVAILABLE),
        (o.Refused("brand_new", 418), Trouble.UNAVAILABLE),
    ],
)
def test_a_refused_lookup_has_its_own_screen(outcome: o.LookupOutcome, expected: Trouble) -> None:
    play = Play()
    play.scan()
    play.looked_up(outcome)
    assert trouble(play) is expected
    assert play.one(e.Cue) == e.Cue(e.Sound.REFUSAL)


def test_a_known_member_is_sought_in_the_journal() -> None:
    play = Play().known()
    assert play.stage == "Recalling"
    assert play.one(e.Recall).member_code == ANNA.code


def test_answers_that_are_late_doubled_or_anothers_change_nothing() -> None:
    play = Play()
    play.scan()
    before = play.kiosk
    play.do(ev.LookedUp("another", 1, o.Found(BEN)))
    play.looked_up(o.Found(BEN), attempt=7)
    play.do(ev.Recalled(play.session, History()))
    play.do(ev.VisitKept(play.session))
    assert play.kiosk == before
    play.looked_up(OFFLINE)
    waiting = play.kiosk
    play.looked_up(o.Found(BEN))  # the attempt that already failed
    assert play.kiosk == waiting


def test_words_of_waiting_come_after_400_ms_only() -> None:
    play = Play()
    play.scan()
    assert play.wait(0.39) == []
    assert play.view.buttons == ()
    assert play.wait(0.02) == ["slow"]
    assert play.view.buttons


# -- too many requests -----------------------------------------------------------------------------


def test_a_rate_limited_lookup_repeats_by_itself_with_the_newest_code_in_view() -> None:
    play = Play()
    play.scan("code-1")
    play.looked_up(o.RateLimited())
    play.wait(1.0)
    play.scan("code-2")  # it has rotated meanwhile
    assert play.stage == "LookingUp"
    assert not play.of(e.Lookup)
    assert play.wait(1.5)[:1] == ["ask_again"]
    lookup = play.ever(e.Lookup)[-1]
    assert (lookup.qr, lookup.attempt) == ("code-2", 2)
    session = session_of(play.kiosk.stage)
    assert session is not None
    assert play.kiosk.seen.holds(session.mark, play.mono), "the session's own code is the newest one"


def test_a_code_gone_stale_while_waiting_is_no_reproach() -> None:
    for outcome in (o.RateLimited(1.0), o.Unavailable(o.Trouble.SERVER)):
        play = Play()
        play.scan()
        play.looked_up(outcome)
        play.wait(1.1)
        play.looked_up(o.InvalidQr())
        assert trouble(play) is Trouble.SHOW_AGAIN


def test_the_wait_doubles_and_ends() -> None:
    """However long the server asks to wait: who stands there is told, who has left is not waited for."""
    play = Play()
    play.scan()
    began, waits = play.mono, []
    while isinstance(play.kiosk.stage, LookingUp):
        if play.kiosk.stage.resume_at is None:
            play.looked_up(o.RateLimited())
            waits.append(play.kiosk.stage.resume_at - play.mono)
        play.wait(1.0)
        assert play.mono - began < 200
    assert waits[:4] == [2.0, 4.0, 8.0, 16.0]
    assert play.mono - began >= 60, "the limits are per minute: a minute is worth waiting"
    assert trouble(play) is Trouble.UNAVAILABLE


def test_a_long_retry_after_is_not_waited_for_without_end() -> None:
    play = Play()
    play.scan()
    play.looked_up(o.RateLimited(120.0))
    play.wait(119.0)
    assert trouble(play) is Trouble.UNAVAILABLE or play.stage == "Attract"
    assert len(play.ever(e.Lookup)) == 1


# -- offline ---------------------------------------------------------------------------------------


def test_unreachable_within_three_seconds() -> None:
    play = Play()
    play.scan()
    assert "unreachable" in play.wait(3.0)
    assert play.stage == "Offline"


def test_quick_failures_are_repeated_within_the_three_seconds() -> None:
    play = Play()
    play.scan()
    while isinstance(play.kiosk.stage, LookingUp):
        if play.kiosk.stage.resume_at is None:
            play.looked_up(OFFLINE)
        else:
            play.wait(0.5)
    assert play.mono == pytest.approx(1002.5, abs=0.6)
    assert [lookup.attempt for lookup in play.ever(e.Lookup)] == [1, 2, 3, 4, 5, 6]
    assert play.stage == "Offline"


def test_unreachable_within_three_seconds_after_a_rate_limit_too() -> None:
    """The network goes away while the kiosk waits for its share: asked again and again without end,
    the person would stand before «busy» for over a minute, and their visit would not be kept."""
    play = Play()
    play.scan()
    play.looked_up(o.RateLimited(2.0))
    play.wait(2.0)
    while isinstance(play.kiosk.stage, LookingUp) and play.mono < 1070:
        if play.kiosk.stage.resume_at is None:
            play.looked_up(OFFLINE)
        else:
            play.wait(0.5)
    assert play.stage == "Offline"
    assert play.mono == pytest.approx(1004.5, abs=0.6)
    assert play.ever(e.KeepVisit)


def test_a_visit_is_kept_and_shown_as_kept_only_when_it_is() -> None:
    play = Play()
    play.scan("the-code")
    play.wait(3.0)
    keep = play.ever(e.KeepVisit)[-1]
    assert (keep.qr, keep.session) == ("the-code", play.session)
    stage = play.kiosk.stage
    assert isinstance(stage, Offline)
    assert stage.operation_id == keep.operation_id
    assert not stage.stored
    play.do(ev.VisitKept(keep.session))
    play.do(ev.VisitKept(keep.session))
    assert isinstance(play.kiosk.stage, Offline)
    assert play.kiosk.stage.stored


def test_a_touch_cancels_the_kept_visit_once() -> None:
    play = Play()
    play.scan()
    play.wait(3.0)
    key = play.ever(e.KeepVisit)[-1].operation_id
    assert play.tap(ev.Action.CANCEL_KEEP) == (e.DropVisit(key), e.Cue(e.Sound.TAP))
    assert play.tap(ev.Action.CANCEL_KEEP) == ()


@pytest.mark.parametrize("strict", [True, False])
def test_a_shop_that_asks_for_pins_or_gives_nothing_promises_nothing(strict: bool) -> None:
    play = Play() if strict else Play(Rules(card=None))
    if strict:
        play.asking()
        play.tap(ev.Action.LEAVE)
        play.wait(10.0)
    play.scan("other-code")
    play.wait(3.0)
    assert play.kiosk.stage == Offline(play.kiosk.stage.session, None)  # type: ignore[union-attr]
    assert not play.ever(e.KeepVisit)
    assert play.tap(ev.Action.CANCEL_KEEP) == ()


def test_an_answer_after_giving_up_changes_nothing() -> None:
    play = Play()
    play.scan()
    play.wait(3.0)
    before = play.kiosk
    play.looked_up(o.Found(ANNA))
    assert play.kiosk == before


# -- what the journal says -------------------------------------------------------------------------


def test_a_due_visit_is_recorded_before_anything_else() -> None:
    play = Play().known()
    play.recalled()
    assert play.stage == "Earning"
    assert play.one(e.Record).operation.member_code == ANNA.code
    assert not play.ever(e.Send)


def test_who_was_here_already_sees_balance_coupons_and_when() -> None:
    play = Play().known()
    play.recalled(History((Visit(operation(), OperationState.ACCEPTED),), (RECORD,)))
    stage = play.kiosk.stage
    assert isinstance(stage, Showing)
    assert (stage.note, stage.coupons) == (BalanceNote.ALREADY, (RECORD,))
    assert stage.next_at == NOON.replace(hour=16)
    assert not play.ever(e.Record)


def test_a_shop_without_a_card_shows_balances_only() -> None:
    play = Play(Rules(card=None)).known()
    play.recalled()
    assert isinstance(play.kiosk.stage, Showing)
    assert play.kiosk.stage.note is BalanceNote.BALANCE_ONLY


def test_an_unanswered_visit_goes_on_under_its_own_id() -> None:
    play = Play().known()
    play.recalled(History((Visit(operation(id="op-lost"), OperationState.UNKNOWN),)))
    send = play.one(e.Send)
    assert (send.operation.id, send.pin) == ("op-lost", None)
    assert not play.ever(e.Record)


@pytest.mark.parametrize("leaving", [True, False])
def test_a_journal_that_fails_or_hangs_ends_in_words(leaving: bool) -> None:
    play = Play().known()
    if leaving:
        play.do(ev.JournalFailed(play.session, "disk full"))
    else:
        play.wait(20.0)
    assert trouble(play) is Trouble.UNAVAILABLE


# -- touching --------------------------------------------------------------------------------------


def showing(*coupons: object) -> Play:
    play = Play().known()
    play.recalled(History((Visit(operation(), OperationState.ACCEPTED),), (RECORD,)))
    return play


def test_an_earlier_coupon_is_shown_and_left_again() -> None:
    play = showing()
    play.tap(ev.Action.SHOW_COUPON, "no such coupon")
    assert play.stage == "Showing"
    play.tap(ev.Action.SHOW_COUPON, RECORD.coupon.id)
    assert play.stage == "CouponShown"
    play.tap(ev.Action.BACK)
    assert play.stage == "Showing"


def test_leaving_says_thanks_and_ends() -> None:
    play = showing()
    play.tap(ev.Action.LEAVE)
    assert play.stage == "Thanks"
    assert play.wait(4.0) == ["idle"]
    assert play.stage == "Attract"


@pytest.mark.parametrize("way", ["slow", "problem", "offline", "thanks"])
def test_leaving_where_there_is_nothing_to_thank_for(way: str) -> None:
    play = Play()
    play.scan(b"\xff" if way == "problem" else "code")
    if way == "offline":
        play.wait(3.0)
    if way == "thanks":
        play = showing()
        play.tap(ev.Action.LEAVE)
    play.tap(ev.Action.LEAVE)
    assert play.stage == "Attract"


def test_controls_that_are_not_there_do_nothing() -> None:
    play = showing()
    for action in (
        ev.Action.CONTINUE,
        ev.Action.CONFIRM,
        ev.Action.DIGIT,
        ev.Action.PRINT_COUPON,
        ev.Action.TASK,
    ):
        before = play.kiosk
        assert play.tap(action, "1") == ()
        assert play.kiosk == before


def test_the_same_code_after_it_was_away_begins_anew() -> None:
    play = showing()
    first = play.session
    play.wait(AWAY_AFTER)
    play.scan(f"{ANNA.code}-code")
    assert play.stage == "LookingUp"
    assert play.session != first
