"""Beginning and ending a person's time at the screen, and what becomes of what they began.

No running operation is ever abandoned by a screen change: it goes on without a screen (``Loose``)
until its answer is in, or waits a minute for its member, or goes to the outbox.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import outcomes as o
from kiosk.core.challenge import Phase, Run, Sort, sort_of
from kiosk.core.effects import AskStaff, Audit, CouponSpent, Effect, Mark, Release, Remember, Settle
from kiosk.core.ids import session_id
from kiosk.core.model import Moment, Operation, OperationKind, OperationState
from kiosk.core.rules import PARK_TIME
from kiosk.core.stages_enrol import StaffEnrolling
from kiosk.core.stages_first import Unset
from kiosk.core.state import (
    AtRest,
    Closed,
    Kiosk,
    Loose,
    Session,
    StaffRunning,
    Stage,
    at_rest,
    default_prefs,
    run_of,
)

Result = tuple[Kiosk, tuple[Effect, ...]]


def begin(now: Moment, mark: bytes | None = None, taken: float = 0.0) -> Session:
    """A new session, touched now."""
    return Session(session_id(now), now.mono, mark, taken=taken)


def alive(session: Session, now: Moment) -> Session:
    """A sign of life, or something new to see: the person's time starts again."""
    return replace(session, touched=now.mono, warned=False)


def touch(kiosk: Kiosk, now: Moment) -> Kiosk:
    """The person touched the screen."""
    stage = kiosk.stage
    if isinstance(stage, Closed | Unset):
        return replace(kiosk, stage=replace(stage, since=now.mono, touched=now.mono, dimmed=False))
    if isinstance(stage, AtRest):
        return replace(kiosk, stage=at_rest(kiosk.house, now.mono))
    return replace(kiosk, stage=replace(stage, session=alive(stage.session, now)))


def switch(kiosk: Kiosk, stage: Stage, now: Moment, *, park: bool = False) -> Result:
    """End the session on screen and show another's stage. Nothing of the old one stays: not its
    data, not its language. What it had running goes on loose; ``park`` keeps a PIN challenge
    waiting for its member to come back."""
    fresh_prefs = kiosk.prefs if isinstance(kiosk.stage, AtRest) else default_prefs(kiosk.rules, kiosk.health)
    prefs = replace(fresh_prefs, access_open=False)
    left, run = kiosk.stage, run_of(kiosk.stage)
    kiosk = replace(kiosk, stage=stage, prefs=prefs, shadow=None)
    if isinstance(left, StaffEnrolling):
        return kiosk, (Audit(left.person, "enrol", "left"),)
    if run is None:
        return kiosk, ()
    kiosk, effects = loosen(kiosk, run, now, park=park)
    if isinstance(left, StaffRunning):
        effects = (*effects, Audit(left.person, task_of(run.operation), "left"))
    return kiosk, effects


def task_of(operation: Operation) -> str:
    """What the audit log calls it: ``redeem_coupon``, ``redeem_stamp``, ``earn_point`` …"""
    if operation.kind is OperationKind.COUPON or operation.card is None:
        return "redeem_coupon"
    return f"{operation.kind.value}_{operation.card.value}"


def divert(kiosk: Kiosk, stage: Stage, now: Moment) -> Result:
    """Show the same person another stage, in their language; what was running goes on loose."""
    prefs = replace(kiosk.prefs, access_open=False)
    kiosk, effects = switch(kiosk, stage, now)
    return replace(kiosk, prefs=prefs), effects


def attract(kiosk: Kiosk, now: Moment) -> Result:
    """Back to the invitation, or to the closed sign. As long as nobody of the staff is set up, ask whether
    that is still so: somebody may have been added on the command line."""
    kiosk, effects = switch(kiosk, at_rest(kiosk.house, now.mono), now)
    return kiosk, (*effects, AskStaff()) if kiosk.unstaffed else effects


def loosen(kiosk: Kiosk, run: Run, now: Moment, *, park: bool) -> Result:
    """Let an operation go on without a screen."""
    operation = run.operation
    if run.phase in (Phase.RECORDING, Phase.SENDING, Phase.DONE):
        return keep(kiosk, run), ()
    if run.doubtful or (run.phase is Phase.PAUSED and run.rounds == 0):
        return kiosk, unanswered(operation, reached=run.doubtful)
    if park and operation.kind is OperationKind.EARN:
        return keep(kiosk, run, now.mono + PARK_TIME), ()
    return kiosk, (Mark(operation.id, OperationState.ABANDONED, "left"),)


def keep(kiosk: Kiosk, run: Run, until: float | None = None) -> Kiosk:
    """The kiosk with one more operation that has no screen. A PIN does not outlive its screen."""
    loose = Loose(replace(run, pin=None, entered=""), until)
    return replace(kiosk, loose=(*kiosk.loose, loose))


def unanswered(operation: Operation, *, reached: bool) -> tuple[Effect, ...]:
    """What becomes of an operation nobody waits for any more. Earn and redeem are replayed under
    their own id; a coupon redemption has none, so repeating it would guess. What staff began and never
    got through is not done behind their back: they were told that nothing was booked."""
    if operation.kind is OperationKind.COUPON or (operation.origin == "staff" and not reached):
        state = OperationState.UNKNOWN if reached else OperationState.ABANDONED
        return (Mark(operation.id, state, "unanswered"),)
    return Mark(operation.id, OperationState.UNKNOWN, "unanswered"), Release(operation)


def conclude(
    operation: Operation,
    outcome: o.SendOutcome,
    *,
    doubtful: bool = False,
    replay: bool = False,
    print_now: bool = False,
) -> tuple[Effect, ...]:
    """What an answer means for an operation without its person.

    A coupon goes to the journal and is held: printing it now would hand it to a stranger (unless
    ``print_now``: the kiosk was restarted under its customer's hands). A PIN
    request proves that nothing was applied (and needs the customer), so the operation ends there.
    In a replay a wait, a fault or a bad key changes nothing: the outbox comes back to it by itself.
    ``doubtful``: an earlier send may have been applied, so only a proof of the contrary ends it.
    """
    match sort_of(outcome):
        case Sort.APPLIED:
            return applied(operation, outcome, print_now=print_now)
        case Sort.PIN_WRONG | Sort.PIN_DEAD if doubtful:
            return unanswered(operation, reached=True)
        case Sort.PIN_REQUIRED | Sort.PIN_WRONG | Sort.PIN_DEAD:
            return (Mark(operation.id, OperationState.ABANDONED, o.name(outcome)),)
        case Sort.REFUSED if replay and isinstance(outcome, o.BadKey | o.SubscriptionLapsed):
            return ()
        case Sort.REFUSED:
            return refused(operation, outcome, doubtful=doubtful)
        case _ if replay:
            return ()
        case _:
            reached = isinstance(outcome, o.Unavailable) and outcome.reached
            return unanswered(operation, reached=doubtful or reached)


def refused(operation: Operation, outcome: o.SendOutcome, *, doubtful: bool) -> tuple[Effect, ...]:
    """The effects of a refusal. A coupon that is used now, after a send of ours that was never
    answered and with nobody to be told, stays unknown: so the next scan of it finds the attempt. A bad
    key says nothing about what an earlier send has done."""
    if doubtful and isinstance(outcome, o.BadKey | o.SubscriptionLapsed):
        return unanswered(operation, reached=True)
    state = OperationState.REFUSED
    if isinstance(outcome, o.AlreadyUsed) and operation.token is not None:
        if doubtful:
            state = OperationState.UNKNOWN
        return Mark(operation.id, state, o.name(outcome)), CouponSpent(operation.token)
    return (Mark(operation.id, state, o.name(outcome)),)


def learned(kiosk: Kiosk, operation: Operation, outcome: o.SendOutcome) -> Result:
    """A PIN asked for to earn means that this shop is Strict: nothing is promised offline then."""
    if operation.kind is not OperationKind.EARN or not isinstance(outcome, o.PinRequired):
        return kiosk, ()
    return replace(kiosk, health=replace(kiosk.health, strict=True)), (Remember("strict_seen", "yes"),)


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
