"""What the outbox brings: settled, held, or given to the person who is back at the screen."""

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import Balance, OperationState, PrintState
from tests.support.play import BEN, COUPON, Play, operation

TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
NEVER_LEFT = o.Unavailable(o.Trouble.CONNECT, reached=False)
ACCEPTED = o.Accepted(Balance(0, 30), COUPON)


def anew(play: Play, member: object = BEN) -> None:
    """Somebody else's code, after the first one has left the view."""
    play.wait(2.5)
    play.scan("555012-code", ev.Source.SCANNER)


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("occupied", [True, False])
def test_a_coupon_from_the_outbox_is_printed_only_where_its_customer_may_stand(
    fresh: bool, occupied: bool
) -> None:
    play = Play()
    if occupied:
        play.known(BEN)
    play.do(ev.Replayed(operation(), ACCEPTED, fresh=fresh))
    assert play.one(e.Settle).print_now is (fresh and not occupied)
    play.do(ev.Settled("op-1"))
    assert play.kiosk.loose == ()


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (o.PinRequired(), OperationState.ABANDONED),
        (o.PinInvalid(), OperationState.ABANDONED),
        (o.NotFound(), OperationState.REFUSED),
        (o.RateLimited(), None),
        (TIMEOUT, None),
        (o.BadKey(), None),
        (o.SubscriptionLapsed(), None),
    ],
)
def test_what_a_replay_means(outcome: o.SendOutcome, expected: OperationState | None) -> None:
    play = Play()
    play.do(ev.Replayed(operation(), outcome))
    assert [mark.state for mark in play.of(e.Mark)] == ([expected] if expected else [])
    assert not play.of(e.Release)


@pytest.mark.parametrize("outcome", [o.Accepted(Balance(8, 30)), o.AlreadyApplied(), o.PinRequired()])
def test_where_the_person_is_back_their_own_request_decides(outcome: o.SendOutcome) -> None:
    play = Play().sending()
    before = play.kiosk
    play.do(ev.Replayed(play.ever(e.Send)[0].operation, outcome))
    assert play.kiosk == before
    assert play.effects == ()


@pytest.mark.parametrize("paused", [True, False])
def test_a_coupon_that_came_to_the_outbox_is_not_lost_to_the_person_who_is_back(paused: bool) -> None:
    """The server hands it out in one answer only; the person's own request may get a bare «applied»."""
    play = Play().sending()
    if paused:
        play.answered(o.RateLimited())
    play.do(ev.Replayed(play.ever(e.Send)[0].operation, ACCEPTED))
    assert play.one(e.Settle).coupon == COUPON
    play.settled(PrintState.QUEUED)
    assert play.stage == "Rewarded"
    assert not play.wait(2.0) or len(play.ever(e.Send)) == 1


def test_a_coupon_that_came_to_the_outbox_too_late_is_held() -> None:
    play = Play().sending()
    play.answered(o.AlreadyApplied())
    play.do(ev.Replayed(play.ever(e.Send)[0].operation, ACCEPTED))
    assert (play.one(e.Settle).coupon, play.one(e.Settle).print_now) == (COUPON, False)


def test_a_coupon_that_came_to_the_outbox_while_the_person_left_is_held() -> None:
    play = Play().sending()
    anew(play)
    play.do(ev.Replayed(play.ever(e.Send)[0].operation, ACCEPTED))
    assert (play.one(e.Settle).coupon, play.one(e.Settle).print_now) == (COUPON, False)
    play.answered(o.AlreadyApplied())
    assert play.effects == ()
