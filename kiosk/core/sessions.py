"""Beginning and ending a person's time at the screen, and what becomes of what they began.

No running operation is ever abandoned by a screen change: it goes on without a screen (``Loose``)
until its answer is in, or waits a minute for its member, or goes to the outbox.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import outcomes as o
from kiosk.core.challenge import Phase, Run, Sort, sort_of
from kiosk.core.effects import CouponSpent, Effect, Mark, Release, Settle
from kiosk.core.ids import session_id
from kiosk.core.model import Moment, Operation, OperationKind, OperationState
from kiosk.core.rules import PARK_TIME
from kiosk.core.state import (
    Attract,
    Kiosk,
    Loose,
    Session,
    Stage,
    default_prefs,
    run_of,
)

Result = tuple[Kiosk, tuple[Effect, ...]]


def begin(now: Moment, mark: bytes | None = None) -> Session:
    """A new session, touched now."""
    return Session(session_id(now), now.mono, mark)


def touch(kiosk: Kiosk, now: Moment) -> Kiosk:
    """The person gave a sign of life: their time starts again."""
    stage = kiosk.stage
    if isinstance(stage, Attract):
        return replace(kiosk, stage=Attract(since=now.mono, touched=now.mono))
    session = replace(stage.session, touched=now.mono, warned=False)
    return replace(kiosk, stage=replace(stage, session=session))


def switch(kiosk: Kiosk, stage: Stage, now: Moment, *, park: bool = False) -> Result:
    """End the session on screen and show another's stage. Nothing of the old one stays: not its
    data, not its language. What it had running goes on loose; ``park`` keeps a PIN challenge
    waiting for its member to come back."""
    fresh_prefs = kiosk.prefs if isinstance(kiosk.stage, Attract) else default_prefs(kiosk.rules)
    prefs = replace(fresh_prefs, access_open=False)
    run = run_of(kiosk.stage)
    kiosk = replace(kiosk, stage=stage, prefs=prefs, shadow=None)
    return (kiosk, ()) if run is None else loosen(kiosk, run, now, park=park)


def divert(kiosk: Kiosk, stage: Stage, now: Moment) -> Result:
    """Show the same person another stage, in their language; what was running goes on loose."""
    prefs = replace(kiosk.prefs, access_open=False)
    kiosk, effects = switch(kiosk, stage, now)
    return replace(kiosk, prefs=prefs), effects


def attract(kiosk: Kiosk, now: Moment) -> Result:
    """Back to the invitation."""
    return switch(kiosk, Attract(since=now.mono, touched=now.mono), now)


def loosen(kiosk: Kiosk, run: Run, now: Moment, *, park: bool) -> Result:
    """Let an operation go on without a screen."""
    operation = run.operation
    match run.phase:
        case Phase.DONE:
            return kiosk, ()
        case Phase.RECORDING | Phase.SENDING:
            loose = Loose(replace(run, pin=None, entered=""))
            return replace(kiosk, loose=(*kiosk.loose, loose)), ()
    if run.doubtful or (run.phase is Phase.PAUSED and run.rounds == 0):
        return kiosk, unanswered(operation, reached=run.doubtful)
    if park and operation.kind is OperationKind.EARN:
        loose = Loose(replace(run, pin=None, entered=""), now.mono + PARK_TIME)
        return replace(kiosk, loose=(*kiosk.loose, loose)), ()
    return kiosk, (Mark(operation.id, OperationState.ABANDONED, "left"),)


def unanswered(operation: Operation, *, reached: bool) -> tuple[Effect, ...]:
    """What becomes of an operation nobody waits for any more. Earn and redeem are replayed under
    their own id; a coupon redemption has none, so repeating it would guess."""
    if operation.kind is OperationKind.COUPON:
        state = OperationState.UNKNOWN if reached else OperationState.ABANDONED
        return (Mark(operation.id, state, "unanswered"),)
    return Mark(operation.id, OperationState.UNKNOWN, "unanswered"), Release(operation)


def conclude(
    operation: Operation, outcome: o.SendOutcome, *, replay: bool = False, print_now: bool = False
) -> tuple[Effect, ...]:
    """What an answer means for an operation without its person.

    A coupon goes to the journal and is held: printing it now would hand it to a stranger (unless
    ``print_now``: the kiosk was restarted under its customer's hands). A PIN
    request proves that nothing was applied (and needs the customer), so the operation ends there.
    In a replay a wait or a fault changes nothing: the outbox comes back to it by itself.
    """
    match sort_of(outcome):
        case Sort.APPLIED:
            return applied(operation, outcome, print_now=print_now)
        case Sort.PIN_REQUIRED | Sort.PIN_WRONG | Sort.PIN_DEAD:
            return (Mark(operation.id, OperationState.ABANDONED, o.name(outcome)),)
        case Sort.REFUSED:
            return (Mark(operation.id, OperationState.REFUSED, o.name(outcome)),)
        case _ if replay:
            return ()
        case _:
            reached = isinstance(outcome, o.Unavailable) and outcome.reached
            return unanswered(operation, reached=reached)


def applied(operation: Operation, outcome: o.SendOutcome, *, print_now: bool) -> tuple[Effect, ...]:
    """The effects that put an acceptance on disk."""
    if isinstance(outcome, o.Accepted):
        return (Settle(operation, outcome.balance, outcome.coupon, print_now),)
    effects: tuple[Effect, ...] = (Settle(operation, None, None, print_now),)
    if operation.token is not None:
        effects = (*effects, CouponSpent(operation.token))
    return effects


def take_loose(kiosk: Kiosk, operation_id: str) -> tuple[Kiosk, Loose | None]:
    """Take an operation back from the loose ones, if it is there."""
    for loose in kiosk.loose:
        if loose.run.operation.id == operation_id:
            rest = tuple(other for other in kiosk.loose if other is not loose)
            return replace(kiosk, loose=rest), loose
    return kiosk, None


def claimed(kiosk: Kiosk, operation_id: str) -> bool:
    """Whether the screen, or a loose run, is dealing with this operation right now."""
    run = run_of(kiosk.stage)
    runs = [loose.run for loose in kiosk.loose] + ([run] if run else [])
    return any(r.operation.id == operation_id for r in runs)
