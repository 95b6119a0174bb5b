"""The staff's way: unlock, choose a task, redeem a coupon."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.core import challenge as c
from kiosk.core import outcomes as o
from kiosk.core.codes import fingerprint, readable
from kiosk.core.customer import classify, scan_report
from kiosk.core.earning import pressed, stopped
from kiosk.core.effects import (
    Audit,
    CheckStaff,
    CouponSpent,
    Cue,
    Effect,
    Mark,
    RecallAttempt,
    Record,
    Send,
    Sound,
)
from kiosk.core.events import (
    Action,
    Answered,
    AttemptRecalled,
    CodeSeen,
    StaffAdmitted,
    StaffRefused,
    Tap,
)
from kiosk.core.ids import operation_id
from kiosk.core.model import Moment, Operation, OperationKind, OperationState
from kiosk.core.sessions import (
    Result,
    alive,
    applied,
    attract,
    begin,
    divert,
    keep,
    loosen,
    refused,
    switch,
    unanswered,
)
from kiosk.core.state import (
    MOST_UNSEEN,
    Kiosk,
    LockNote,
    StaffCoupon,
    StaffInside,
    StaffLock,
    StaffMenu,
    StaffRedeeming,
    StaffResult,
    Verdict,
)

LEAST_PIN, MOST_PIN = 4, 8
MOST_TOKEN = 64
TASK_COUPON = "coupon"

VERDICTS: dict[type, Verdict] = {
    o.NotFound: Verdict.NOT_FOUND,
    o.BadKey: Verdict.BAD_KEY,
    o.SubscriptionLapsed: Verdict.SUBSCRIPTION,
}


GOOD = (Verdict.REDEEMED, Verdict.PROBABLY_OURS)


def lock(kiosk: Kiosk, now: Moment) -> Result:
    """Staff want in: the customer's session ends first, and nothing of it is left to see."""
    return switch(kiosk, StaffLock(begin(now)), now)


def on_lock_tap(kiosk: Kiosk, stage: StaffLock, tap: Tap, now: Moment) -> Result:
    """The staff's PIN pad."""
    locked = stage.locked_until is not None and stage.locked_until > now.mono
    entered = stage.entered
    match tap.action:
        case Action.LEAVE | Action.BACK:
            return attract(kiosk, now)
        case Action.DIGIT if not locked and not stage.checking and len(entered) < MOST_PIN:
            if len(tap.value) == 1 and tap.value in "0123456789":
                entered += tap.value
            return replace(kiosk, stage=replace(stage, entered=entered, note=None)), ()
        case Action.ERASE:
            return replace(kiosk, stage=replace(stage, entered=entered[:-1])), ()
        case Action.CONFIRM if not locked and not stage.checking and len(entered) >= LEAST_PIN:
            checking = replace(stage, entered="", checking=True, note=None)
            return replace(kiosk, stage=checking), (CheckStaff(stage.session.id, entered),)
    return kiosk, ()


def on_admitted(kiosk: Kiosk, event: StaffAdmitted, now: Moment) -> Result:
    """The PIN fits."""
    stage = kiosk.stage
    if not isinstance(stage, StaffLock) or event.session != stage.session.id:
        return kiosk, ()
    session = alive(stage.session, now)
    entered = Audit(event.person, "enter", "admitted")
    return replace(kiosk, stage=StaffMenu(session, event.person)), (entered, Cue(Sound.SUCCESS))


def on_refused(kiosk: Kiosk, event: StaffRefused, now: Moment) -> Result:
    """It does not, or entry is locked."""
    stage = kiosk.stage
    if not isinstance(stage, StaffLock) or event.session != stage.session.id:
        return kiosk, ()
    note = LockNote.LOCKED if event.locked_for > 0 else LockNote.WRONG
    if event.nobody:
        note = LockNote.NOBODY
    until = now.mono + event.locked_for if event.locked_for > 0 else None
    refused = replace(stage, checking=False, note=note, locked_until=until)
    return replace(kiosk, stage=refused), (Cue(Sound.REFUSAL),)


def on_code(kiosk: Kiosk, stage: StaffInside, event: CodeSeen, now: Moment) -> Result:
    """A scan while staff are inside goes to the task: there every code is a coupon. In the menu a
    coupon that is known by its look begins it; any other code only opens the task, for it may be a
    member's. A redemption that is under way, or its answer, is not disturbed by a code lying before
    the camera."""
    kind, text = classify(kiosk, event)
    unsure = kind == "member" and isinstance(stage, StaffMenu)
    report = scan_report(event, "coupon" if kind == "member" and not unsure else kind)
    if isinstance(stage, StaffRedeeming):
        return kiosk, (report,)
    mark = fingerprint(event.data)
    if isinstance(stage, StaffResult) and stage.verdict in GOOD and stage.session.mark == mark:
        return kiosk, (report,)
    session = replace(alive(stage.session, now), mark=mark)
    if unsure:
        task = StaffCoupon(session, stage.person)
        return replace(kiosk, stage=task), (report, Cue(Sound.SCAN))
    if kind == "invalid":
        waiting = StaffCoupon(session, stage.person, bad_code=True)
        return replace(kiosk, stage=waiting), (report, Cue(Sound.REFUSAL))
    kiosk, effects = redeem(replace(kiosk, stage=replace(stage, session=session)), text, False, now)
    return kiosk, (report, Cue(Sound.SCAN), *effects)


def redeem(kiosk: Kiosk, token: str, manual: bool, now: Moment) -> Result:
    """Begin a redemption: first ask the journal for an unanswered attempt of our own."""
    stage = kiosk.stage
    assert isinstance(stage, StaffMenu | StaffCoupon | StaffResult)
    operation = Operation(
        id=operation_id(kiosk.rules, now),
        kind=OperationKind.COUPON,
        created_at=now.local,
        token=token,
        manual_code=manual,
        origin="staff",
    )
    redeeming = StaffRedeeming(stage.session, stage.person, c.Run(operation))
    # Asked under the operation's id: the answer must not be taken for that to another coupon, scanned
    # in the same session a moment before.
    recall = RecallAttempt(operation.id, token, but_not=operation.id)
    return replace(kiosk, stage=redeeming), (recall,)


def on_attempt_recalled(kiosk: Kiosk, event: AttemptRecalled) -> Result:
    """Now the attempt itself goes to disk."""
    stage = kiosk.stage
    if not isinstance(stage, StaffRedeeming) or stage.recalled or event.session != stage.run.operation.id:
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


def on_recorded(kiosk: Kiosk, stage: StaffRedeeming) -> Result:
    """On disk: send."""
    if stage.run.phase is not c.Phase.RECORDING or not stage.recalled:
        return kiosk, ()
    return _send(kiosk, stage, c.sent(stage.run))


def _send(kiosk: Kiosk, stage: StaffRedeeming, run: c.Run) -> Result:
    return replace(kiosk, stage=replace(stage, run=run)), (Send(run.operation, run.attempt, run.pin),)


def resend(kiosk: Kiosk, stage: StaffRedeeming) -> Result:
    """The pause is over: the same request again."""
    return _send(kiosk, stage, c.again(stage.run))


def on_answered(kiosk: Kiosk, stage: StaffRedeeming, event: Answered, now: Moment) -> Result:
    """The server's word on this coupon."""
    run, move = c.answer(stage.run, event.attempt, event.outcome, now.mono)
    waiting = replace(kiosk, stage=replace(stage, run=run))
    stage = replace(stage, run=run, session=alive(stage.session, now))
    operation, outcome = run.operation, event.outcome
    match move:
        case c.Move.IGNORE:
            return kiosk, ()
        case c.Move.SETTLE:
            name = outcome.name if isinstance(outcome, o.CouponRedeemed) else ""
            effects = applied(operation, outcome, print_now=False)
            return _result(keep(kiosk, run), stage, Verdict.REDEEMED, effects, coupon=name)
        case c.Move.ASK:
            mark = Mark(operation.id, OperationState.CHALLENGED, "pin_required")
            return replace(kiosk, stage=stage), (mark,)
        case c.Move.ASK_AGAIN | c.Move.TELL:
            return replace(kiosk, stage=stage), (Cue(Sound.REFUSAL),)
        case c.Move.WAIT | c.Move.REPEAT:
            return waiting, ()
        case c.Move.STOP:
            return _result(kiosk, stage, Verdict.PIN_FAILED, stopped(run, outcome))
        case c.Move.REFUSE:
            return _refused(kiosk, stage, outcome, now)
        case _:
            verdict = Verdict.UNSURE if run.doubtful else Verdict.UNREACHABLE
            return _result(kiosk, stage, verdict, unanswered(operation, reached=run.doubtful))


def _refused(kiosk: Kiosk, stage: StaffRedeeming, outcome: o.SendOutcome, now: Moment) -> Result:
    operation, doubtful = stage.run.operation, stage.run.doubtful
    ended = refused(operation, outcome, doubtful=doubtful)
    match outcome:
        case o.AlreadyUsed() if doubtful or stage.earlier is not None:
            # Our own attempt went out and was never answered: most likely it was that one.
            probably = Mark(operation.id, OperationState.REFUSED, "already_used_after_own_attempt")
            earlier = (stage.earlier or operation.created_at).astimezone(now.local.tzinfo)
            effects: tuple[Effect, ...] = (probably, *_spent(operation))
            kiosk = replace(kiosk, unseen=_seen_now(kiosk, operation))
            return _result(kiosk, replace(stage, earlier=earlier), Verdict.PROBABLY_OURS, effects)
        case o.AlreadyUsed():
            return _result(kiosk, stage, Verdict.ALREADY_USED, ended)
        case o.ManualCodeDisabled():
            waiting = StaffCoupon(stage.session, stage.person, please_scan=True)
            audit = Audit(stage.person, "redeem_coupon", "manual_code_disabled")
            return replace(kiosk, stage=waiting), (*ended, audit, Cue(Sound.REFUSAL))
        case _:
            return _result(kiosk, stage, VERDICTS.get(type(outcome), Verdict.REFUSED), ended)


def _spent(operation: Operation) -> tuple[Effect, ...]:
    assert operation.token is not None
    return (CouponSpent(operation.token),)


def _result(
    kiosk: Kiosk, stage: StaffRedeeming, verdict: Verdict, effects: tuple[Effect, ...], coupon: str = ""
) -> Result:
    result = StaffResult(stage.session, stage.person, verdict, coupon, stage.earlier)
    audit = Audit(stage.person, "redeem_coupon", verdict.value)
    return replace(kiosk, stage=result), (
        *effects,
        audit,
        Cue(Sound.SUCCESS if verdict in GOOD else Sound.REFUSAL),
    )


def journal_failed(kiosk: Kiosk, stage: StaffRedeeming, now: Moment) -> Result:
    """Without a record nothing is sent. Once something may have been, nobody knows; and after the
    answer the screen shows it all the same."""
    run, stage = stage.run, replace(stage, session=alive(stage.session, now))
    if run.doubtful or (run.phase is c.Phase.SENDING and run.attempt > 1):
        return _result(kiosk, stage, Verdict.UNSURE, unanswered(run.operation, reached=True))
    return _result(kiosk, stage, Verdict.NO_JOURNAL, ())


def give_up(kiosk: Kiosk, stage: StaffRedeeming, now: Moment) -> Result:
    """Disk or network have kept this person waiting for too long: say what is known."""
    run, stage = stage.run, replace(stage, session=alive(stage.session, now))
    if run.phase is c.Phase.RECORDING:
        verdict = Verdict.NO_JOURNAL
    else:
        sent = run.doubtful or run.phase is c.Phase.SENDING
        verdict = Verdict.UNSURE if sent else Verdict.UNREACHABLE
    kiosk, effects = loosen(kiosk, run, now, park=False) if stage.recalled else (kiosk, ())
    return _result(kiosk, stage, verdict, effects)


def on_tap(kiosk: Kiosk, stage: StaffInside, tap: Tap, now: Moment) -> Result:
    """A touch inside the staff screens."""
    match tap.action, stage:
        case Action.LEAVE, _:
            return attract(kiosk, now)
        case Action.TASK, StaffMenu() | StaffResult() if tap.value == TASK_COUPON:
            return replace(kiosk, stage=StaffCoupon(stage.session, stage.person)), ()
        case Action.BACK, StaffRedeeming():
            return divert(kiosk, StaffCoupon(stage.session, stage.person), now)
        case Action.BACK, StaffCoupon(typing=True):
            return replace(kiosk, stage=StaffCoupon(stage.session, stage.person)), ()
        case Action.BACK, StaffCoupon() | StaffResult():
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.TYPE_CODE, StaffCoupon():
            return replace(kiosk, stage=StaffCoupon(stage.session, stage.person, typing=True)), ()
        case _, StaffCoupon(typing=True):
            return _typing(kiosk, stage, tap, now)
        case _, StaffRedeeming():
            run, send = pressed(stage.run, tap)
            if send:
                return _send(kiosk, stage, run)
            return replace(kiosk, stage=replace(stage, run=run)), ()
    return kiosk, ()


def _typing(kiosk: Kiosk, stage: StaffCoupon, tap: Tap, now: Moment) -> Result:
    typed = stage.typed
    match tap.action:
        case Action.CHARACTER | Action.DIGIT if len(typed) < MOST_TOKEN and readable(
            tap.value.encode("utf-8", "surrogatepass")
        ):
            typed = typed + tap.value[:1]
        case Action.ERASE:
            typed = typed[:-1]
        case Action.CONFIRM if typed:
            return redeem(kiosk, typed, True, now)
    return replace(kiosk, stage=replace(stage, typed=typed)), ()
