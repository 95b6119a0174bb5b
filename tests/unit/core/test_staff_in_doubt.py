"""Redemptions that somebody left, that the disk refused, or that nobody answered."""

from datetime import datetime, timedelta

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import OperationState
from kiosk.core.state import MOST_UNSEEN, StaffResult, Verdict
from tests.support.play import NOON, TOKEN, Play

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
NEVER_LEFT = o.Unavailable(o.Trouble.CONNECT, reached=False)
EARLIER = NOON - timedelta(minutes=3)


def result(play: Play) -> tuple[Verdict, str, datetime | None]:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffResult), stage
    return stage.verdict, stage.coupon, stage.earlier


def marks(play: Play) -> list[tuple[OperationState, str]]:
    return [(mark.state, mark.reason) for mark in play.ever(e.Mark)]


def audits(play: Play) -> list[str]:
    return [one.outcome for one in play.ever(e.Audit) if one.task == "redeem_coupon"]


@pytest.mark.parametrize("action", [ev.Action.BACK, ev.Action.LEAVE])
def test_what_is_out_goes_on_without_them_and_is_audited(action: ev.Action) -> None:
    play = Play().redeeming()
    play.tap(action)
    assert audits(play) == ["left"]
    play.answered(o.CouponRedeemed("Free coffee"))
    assert not play.one(e.Settle).print_now
    assert play.of(e.CouponSpent)


@pytest.mark.parametrize("outcome", [TIMEOUT, o.RateLimited(), NEVER_LEFT, o.AlreadyUsed()])
def test_a_doubt_they_left_is_found_by_the_next_scan(outcome: o.SendOutcome) -> None:
    """Were it noted as refused or abandoned, the next 409 would be told as «used before» and the
    customer would lose their reward."""
    play = Play().redeeming()
    play.answered(TIMEOUT)
    play.wait(0.5)
    play.tap(ev.Action.BACK)
    play.answered(outcome)
    assert marks(play)[-1][0] is OperationState.UNKNOWN
    assert not play.ever(e.Release)


def test_what_worked_after_they_had_left_is_found_by_the_next_scan() -> None:
    """The server said «redeemed» to an empty screen: nobody has handed anything out. «Redeemed earlier»
    would cost the customer their reward; but once staff have been told, it is the truth."""
    play = Play().redeeming()
    began = play.ever(e.Record)[0].operation.created_at
    play.tap(ev.Action.BACK)
    play.answered(o.CouponRedeemed("Free coffee"))
    play.wait(5.0)
    for verdict, earlier in ((Verdict.PROBABLY_OURS, began), (Verdict.ALREADY_USED, None)):
        play.scan(TOKEN)
        play.do(ev.AttemptRecalled(play.one(e.RecallAttempt).session, None))
        play.recorded()
        play.answered(o.AlreadyUsed())
        assert result(play) == (verdict, "", earlier)
        assert not play.kiosk.unseen
        play.tap(ev.Action.TASK, "coupon")
        play.wait(5.0)


def test_few_unseen_redemptions_are_kept_in_mind() -> None:
    play = Play().redeeming()
    for number in range(MOST_UNSEEN + 2):
        play.tap(ev.Action.BACK)
        play.answered(o.CouponRedeemed("Free coffee"))
        play.scan(f"cq_{number}")
        play.do(ev.AttemptRecalled(play.one(e.RecallAttempt).session, None))
        play.recorded()
    assert len(play.kiosk.unseen) == MOST_UNSEEN
    assert TOKEN not in repr(play.kiosk)


def test_a_coupon_used_elsewhere_is_noted_though_they_left() -> None:
    play = Play().redeeming()
    play.tap(ev.Action.BACK)
    play.answered(o.AlreadyUsed())
    assert play.of(e.CouponSpent)
    assert marks(play)[-1] == (OperationState.REFUSED, "already_used")


def test_a_challenge_they_left_is_over() -> None:
    play = Play().redeeming()
    play.answered(o.PinRequired())
    play.scan("482193-code", ev.Source.SCANNER)
    assert play.stage == "StaffRunning"
    play.tap(ev.Action.BACK)
    assert marks(play)[-1] == (OperationState.ABANDONED, "left")
    assert play.kiosk.loose == ()


# -- the disk, and patience ------------------------------------------------------------------------


def test_without_a_record_nothing_is_sent() -> None:
    for asked in (True, False):
        play = Play().staff()
        play.scan(TOKEN)
        attempt = play.one(e.RecallAttempt)
        if asked:
            play.do(ev.AttemptRecalled(attempt.session, None))
        play.do(ev.JournalFailed(attempt.but_not, "disk full"))
        assert result(play)[0] is Verdict.NO_JOURNAL
        assert not play.ever(e.Send)


def test_what_is_on_disk_and_could_not_be_sent_waits_for_nobody() -> None:
    """Else it would be among the waiting operations for ever."""
    play = Play().redeeming()
    operation = play.ever(e.Record)[0].operation
    play.do(ev.JournalFailed(operation.id, "disk full"))
    assert result(play)[0] is Verdict.NO_JOURNAL
    assert play.of(e.Mark) == [e.Mark(operation.id, OperationState.ABANDONED, "journal_failed")]


@pytest.mark.parametrize("again", [True, False])
def test_nothing_was_sent_is_said_only_where_it_is_true(again: bool) -> None:
    play = Play().redeeming()
    if again:
        play.answered(o.RateLimited())
        play.wait(2.0)
    else:
        play.answered(TIMEOUT)
    play.do(ev.JournalFailed(play.ever(e.Record)[0].operation.id, "disk full"))
    assert result(play)[0] is Verdict.UNSURE
    assert marks(play)[-1][0] is OperationState.UNKNOWN


@pytest.mark.parametrize(
    ("way", "verdict"),
    [
        ("recall", Verdict.NO_JOURNAL),
        ("record", Verdict.NO_JOURNAL),
        ("send", Verdict.UNSURE),
        ("limit", Verdict.UNREACHABLE),
    ],
)
def test_no_wait_is_without_end_or_without_words(way: str, verdict: Verdict) -> None:
    play = Play().staff()
    play.scan(TOKEN)
    if way != "recall":
        play.do(ev.AttemptRecalled(play.one(e.RecallAttempt).session, None))
    if way in ("send", "limit"):
        play.recorded()
    if way == "limit":
        play.answered(o.RateLimited(120.0))
    play.wait(80.0)
    assert result(play)[0] is verdict
    assert audits(play) == [verdict.value]
    assert len(play.kiosk.loose) == (1 if way in ("record", "send") else 0)


def test_a_scan_answers_whether_they_are_still_there() -> None:
    play = Play().staff()
    play.wait(75.0)
    assert play.view.still_there is not None
    play.scan(TOKEN)
    assert play.view.still_there is None


def test_an_answer_to_an_older_attempt_is_ignored() -> None:
    play = Play().redeeming()
    before = play.kiosk
    play.answered(o.CouponRedeemed("Free coffee"), attempt=0)
    assert play.kiosk == before
    assert play.effects == ()
