"""An operation of the staff's under way: a coupon's redemption, an earn, a redemption of points or stamps.
From the first send to the answer in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.core import challenge as c
from kiosk.core import checkout_steps
from kiosk.core import outcomes as o
from kiosk.core.codes import fingerprint
from kiosk.core.earning import REFRESH, card_wrapped, pressed, stopped, unlearned
from kiosk.core.effects import (
    Audit,
    CouponSpent,
    Cue,
    Effect,
    Lookup,
    Mark,
    Record,
    Send,
    Sound,
)
from kiosk.core.events import Answered, AttemptRecalled, LookedUp, Settled, Tap
from kiosk.core.health import can_print
from kiosk.core.model import Balance, Moment, Operation, OperationKind, OperationState
from kiosk.core.sessions import Result, alive, applied, keep, learned, loosen, refused, task_of, unanswered
from kiosk.core.stages_checkout import StaffStanding
from kiosk.core.state import (
    MOST_UNSEEN,
    Draft,
    Kiosk,
    MemberNote,
    StaffCoupon,
    StaffMember,
    StaffResult,
    StaffReward,
    StaffRunning,
    Verdict,
)

VERDICTS: dict[type, Verdict] = {
    o.NotFound: Verdict.NOT_FOUND,
    o.BadKey: Verdict.BAD_KEY,
    o.SubscriptionLapsed: Verdict.SUBSCRIPTION,
}

GOOD = (Verdict.REDEEMED, Verdict.PROBABLY_OURS, Verdict.BOOKED)


# -- before the first send -------------------------------------------------------------------------


def on_attempt_recalled(kiosk: Kiosk, event: AttemptRecalled) -> Result:
    """The journal has said what it knows of the coupon: now the attempt itself goes to disk."""
    stage = kiosk.stage
    if not isinstance(stage, StaffRunning) or stage.recalled or event.session != stage.run.operation.id:
        return kiosk, ()
    mark = _mark_of(stage.run.operation)
    unseen = next((at for known, at in kiosk.unseen if known == mark), None)
    stage = replace(stage, recalled=True, earlier=event.earlier or unseen)
    return replace(kiosk, stage=stage), (Record(stage.run.operation),)


def redeemed_unseen(kiosk: Kiosk, operation: Operation) -> Kiosk:
    """The server redeemed a coupon for staff who had left the screen. The next scan of it is answered
    «already used», and they must not take that for somebody else's doing."""
    at = operation.created_at
    return replace(kiosk, unseen=(*_seen_now(kiosk, operation), (_mark_of(operation), at))[-MOST_UNSEEN:])


def _seen_now(kiosk: Kiosk, operation: Operation) -> tuple[tuple[bytes, datetime], ...]:
    mark = _mark_of(operation)
    return tuple(one for one in kiosk.unseen if one[0] != mark)


def _mark_of(operation: Operation) -> bytes:
    assert operation.token is not None
    return fingerprint(operation.token.encode("utf-8", "surrogatepass"))


def on_recorded(kiosk: Kiosk, stage: StaffRunning) -> Result:
    """On disk: send."""
    if stage.run.phase is not c.Phase.RECORDING or not stage.recalled:
        return kiosk, ()
    return _send(kiosk, stage, c.sent(stage.run))


def _send(kiosk: Kiosk, stage: StaffRunning, run: c.Run) -> Result:
    return replace(kiosk, stage=replace(stage, run=run)), (Send(run.operation, run.attempt, run.pin),)


def resend(kiosk: Kiosk, stage: StaffRunning) -> Result:
    """The pause is over: the same request again."""
    return _send(kiosk, stage, c.again(stage.run))


def on_pin_tap(kiosk: Kiosk, stage: StaffRunning, tap: Tap) -> Result:
    """The keypad of the PIN screen."""
    run, send = pressed(stage.run, tap)
    if send:
        return _send(kiosk, stage, run)
    return replace(kiosk, stage=replace(stage, run=run)), ()


def may_go_back(stage: StaffRunning) -> bool:
    """Whether staff may drop it and begin anew. Not an earn or redemption that is out or may have been
    applied: the new one would have another id, and count a second time."""
    run = stage.run
    settled = stage.ending is not None or run.phase in (c.Phase.SENDING, c.Phase.DONE) or run.doubtful
    return stage.draft is None or not settled


# -- the answer ------------------------------------------------------------------------------------


def on_answered(kiosk: Kiosk, stage: StaffRunning, event: Answered, now: Moment) -> Result:
    """The server's word on it."""
    run, move = c.answer(stage.run, event.attempt, event.outcome, now.mono)
    waiting = replace(kiosk, stage=replace(stage, run=run))
    before, stage = stage.run, replace(stage, run=run, session=alive(stage.session, now))
    operation, outcome = run.operation, event.outcome
    match move:
        case c.Move.IGNORE:
            return kiosk, ()
        case c.Move.SETTLE if stage.draft is None:
            name = outcome.name if isinstance(outcome, o.CouponRedeemed) else ""
            effects = applied(operation, outcome, print_now=False)
            return _result(keep(kiosk, run), stage, Verdict.REDEEMED, effects, now, coupon=name)
        case c.Move.SETTLE:
            kiosk, lessons = _untaught(kiosk, before, outcome)
            effects = applied(operation, outcome, print_now=can_print(kiosk.health, kiosk.rules))
            return replace(kiosk, stage=replace(stage, answer=outcome)), (*effects, *lessons)
        case c.Move.ASK:
            kiosk, lessons = learned(replace(kiosk, stage=stage), operation, outcome)
            return kiosk, (Mark(operation.id, OperationState.CHALLENGED, "pin_required"), *lessons)
        case c.Move.ASK_AGAIN | c.Move.TELL:
            return replace(kiosk, stage=stage), (Cue(Sound.REFUSAL),)
        case c.Move.WAIT | c.Move.REPEAT:
            return waiting, ()
        case c.Move.STOP if run.doubtful:
            return _unsure(kiosk, stage, now)
        case c.Move.STOP:
            return _result(kiosk, stage, Verdict.PIN_FAILED, stopped(run, outcome), now)
        case c.Move.REFUSE:
            return _refused(kiosk, stage, outcome, now)
        case _ if run.doubtful:
            return _unsure(kiosk, stage, now)
        case _:
            return _result(kiosk, stage, Verdict.UNREACHABLE, unanswered(operation, reached=False), now)


def _untaught(kiosk: Kiosk, run: c.Run, outcome: o.SendOutcome) -> Result:
    """What an earn without a PIN says about the shop; a redemption says nothing about earning."""
    return unlearned(kiosk, run, outcome) if run.operation.kind is OperationKind.EARN else (kiosk, ())


def _unsure(kiosk: Kiosk, stage: StaffRunning, now: Moment) -> Result:
    """It may have been applied. What has an id of its own at the server stays here to be asked for again,
    and nobody else's business until staff leave; then the outbox finds out."""
    operation = stage.run.operation
    if stage.draft is None:
        return _result(kiosk, stage, Verdict.UNSURE, unanswered(operation, reached=True), now)
    run = replace(stage.run, phase=c.Phase.PAUSED, doubtful=True, pause_ends=None, trouble_since=None)
    mark = Mark(operation.id, OperationState.UNKNOWN, "unanswered")
    return _result(kiosk, stage, Verdict.UNSURE, (mark,), now, unsure=run)


def again(kiosk: Kiosk, stage: StaffResult | StaffStanding, run: c.Run, draft: Draft | None) -> Result:
    """Staff ask once more what became of it: the same operation, under the same id."""
    running = StaffRunning(stage.session, stage.person, run, recalled=True, draft=draft)
    return _send(kiosk, running, c.sent(replace(run, rounds=0, limits=0, tries_left=None)))


def _refused(kiosk: Kiosk, stage: StaffRunning, outcome: o.SendOutcome, now: Moment) -> Result:
    operation, doubtful = stage.run.operation, stage.run.doubtful
    ended = refused(operation, outcome, doubtful=doubtful)
    match outcome:
        case o.BadKey() | o.SubscriptionLapsed() if doubtful and stage.draft is not None:
            return _unsure(kiosk, stage, now)  # says nothing about what the earlier send has done
        case o.AlreadyUsed() if doubtful or stage.earlier is not None:
            # Our own attempt went out and was never answered: most likely it was that one.
            probably = Mark(operation.id, OperationState.REFUSED, "already_used_after_own_attempt")
            earlier = (stage.earlier or operation.created_at).astimezone(now.local.tzinfo)
            effects: tuple[Effect, ...] = (probably, *_spent(operation))
            kiosk = replace(kiosk, unseen=_seen_now(kiosk, operation))
            return _result(kiosk, replace(stage, earlier=earlier), Verdict.PROBABLY_OURS, effects, now)
        case o.AlreadyUsed():
            return _result(kiosk, stage, Verdict.ALREADY_USED, ended, now)
        case o.ManualCodeDisabled():
            audit = Audit(stage.person, task_of(operation), "manual_code_disabled")
            return replace(kiosk, stage=_please_scan(stage)), (*ended, audit, Cue(Sound.REFUSAL))
        case o.InsufficientBalance() if stage.draft is not None:
            kiosk, effects = _fetch(kiosk, stage, Verdict.INSUFFICIENT)
            return kiosk, (*ended, *effects)
        case _:
            return _result(kiosk, stage, VERDICTS.get(type(outcome), Verdict.REFUSED), ended, now)


def _please_scan(stage: StaffRunning) -> StaffCoupon | StaffMember:
    if stage.draft is None:
        return StaffCoupon(stage.session, stage.person, please_scan=True)
    if stage.draft.checkout is not None:
        return checkout_steps.please_scan(stage, stage.draft.checkout)
    draft = replace(stage.draft, member=None, manual=False)
    return StaffMember(stage.session, stage.person, draft, note=MemberNote.PLEASE_SCAN)


def _spent(operation: Operation) -> tuple[Effect, ...]:
    assert operation.token is not None
    return (CouponSpent(operation.token),)


# -- on disk, and the balance after it ---------------------------------------------------------------


def on_settled(kiosk: Kiosk, stage: StaffRunning, event: Settled, now: Moment) -> Result:
    """The acceptance of an earn or redemption is on disk: now it may be shown."""
    if stage.answer is None or stage.ending is not None:
        return kiosk, ()
    stage = replace(stage, session=alive(stage.session, now))
    if not isinstance(stage.answer, o.Accepted):
        # Applied before, so this answer carries no balance: the only honest number is a fresh one.
        return _fetch(kiosk, stage, Verdict.BOOKED)
    balance, coupon = stage.answer.balance, stage.answer.coupon
    if coupon is None:
        return _result(kiosk, stage, Verdict.BOOKED, (), now, balance=balance)
    assert stage.draft is not None
    printing = event.job.state if event.job is not None else None
    reward = StaffReward(stage.session, stage.person, stage.draft, balance, coupon, printing)
    effects: tuple[Effect, ...] = (
        Audit(stage.person, task_of(stage.run.operation), Verdict.BOOKED.value),
        Cue(Sound.REWARD),
    )
    if stage.draft.checkout is not None:
        reward, done = checkout_steps.rewarded(reward, stage.draft.checkout)
        effects = (*effects, done)
    return replace(kiosk, stage=reward), effects


def _fetch(kiosk: Kiosk, stage: StaffRunning, ending: Verdict) -> Result:
    operation = stage.run.operation
    return (
        replace(kiosk, stage=replace(stage, ending=ending)),
        (Lookup(operation.id, REFRESH, code=operation.member_code),),
    )


def on_fetched(kiosk: Kiosk, stage: StaffRunning, event: LookedUp, now: Moment) -> Result:
    """The balance as it is now; without it, no number."""
    ending = stage.ending
    if ending is None or (event.session, event.attempt) != (stage.run.operation.id, REFRESH):
        return kiosk, ()
    balance = None
    found = event.outcome
    if isinstance(found, o.Found) and found.member.code == stage.run.operation.member_code:
        balance = found.member.balance
    stage = replace(stage, session=alive(stage.session, now))
    return _result(kiosk, stage, ending, (), now, balance=balance)


def _result(
    kiosk: Kiosk,
    stage: StaffRunning,
    verdict: Verdict,
    effects: tuple[Effect, ...],
    now: Moment,
    coupon: str = "",
    balance: Balance | None = None,
    unsure: c.Run | None = None,
) -> Result:
    if stage.draft is not None and stage.draft.checkout is not None:
        return checkout_steps.ended(
            kiosk,
            stage,
            stage.draft.checkout,
            verdict,
            now,
            effects=effects,
            balance=balance,
            unsure=unsure,
        )
    operation = stage.run.operation
    result = StaffResult(
        stage.session,
        stage.person,
        verdict,
        coupon,
        stage.earlier,
        stage.draft,
        balance,
        in_app=verdict is Verdict.BOOKED and card_wrapped(kiosk.rules, stage.run, stage.answer, balance),
        unsure=unsure,
    )
    sound = Sound.SUCCESS if verdict in GOOD else Sound.REFUSAL
    audit = Audit(stage.person, task_of(operation), verdict.value)
    return replace(kiosk, stage=result), (*effects, audit, Cue(sound))


# -- when disk or network fail ------------------------------------------------------------------------


def journal_failed(kiosk: Kiosk, stage: StaffRunning, now: Moment) -> Result:
    """Without a record nothing is sent. Once something may have been, nobody knows; and after a coupon's
    answer the screen shows it all the same."""
    run, stage = stage.run, replace(stage, session=alive(stage.session, now))
    if stage.ending is not None:
        return kiosk, ()  # it has ended, and only its balance is missing
    if run.doubtful or run.phase is c.Phase.DONE or (run.phase is c.Phase.SENDING and run.attempt > 1):
        return _unsure(kiosk, stage, now)
    effects: tuple[Effect, ...] = ()
    if run.attempt > 0:
        effects = (Mark(run.operation.id, OperationState.ABANDONED, "journal_failed"),)
    return _result(kiosk, stage, Verdict.NO_JOURNAL, effects, now)


def give_up(kiosk: Kiosk, stage: StaffRunning, now: Moment) -> Result:
    """Disk or network have kept this person waiting for too long: say what is known."""
    run, stage = stage.run, replace(stage, session=alive(stage.session, now))
    if stage.ending is not None:
        return _result(kiosk, stage, stage.ending, (), now)
    if run.phase is c.Phase.RECORDING:
        verdict = Verdict.NO_JOURNAL
    else:
        sent = run.doubtful or run.phase in (c.Phase.SENDING, c.Phase.DONE)
        verdict = Verdict.UNSURE if sent else Verdict.UNREACHABLE
    kiosk, effects = loosen(kiosk, run, now, park=False) if stage.recalled else (kiosk, ())
    return _result(kiosk, stage, verdict, effects, now)
