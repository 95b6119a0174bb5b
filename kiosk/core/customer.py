"""The customer's way, from a scan to the balance: who is this, and may they earn?"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import aside, visits
from kiosk.core import outcomes as o
from kiosk.core.challenge import Phase, Run, sent
from kiosk.core.codes import Seen, fingerprint, readable
from kiosk.core.earning import REFRESH, refreshed
from kiosk.core.effects import Cue, DropVisit, Effect, KeepVisit, Lookup, Recall, Record, Report, Send, Sound
from kiosk.core.events import Action, CodeSeen, LookedUp, Recalled, Tap, VisitKept
from kiosk.core.ids import operation_id
from kiosk.core.model import Moment
from kiosk.core.rules import RATE_LIMIT_MOST, RATE_LIMIT_WAIT, REPEAT_AFTER, UNREACHABLE_AFTER
from kiosk.core.sessions import Result, alive, attract, divert, switch, take_loose
from kiosk.core.state import (
    BalanceNote,
    CouponShown,
    Earning,
    Kiosk,
    LookingUp,
    Offline,
    Problem,
    Recalling,
    Rewarded,
    Showing,
    Thanks,
    Trouble,
)


def classify(kiosk: Kiosk, event: CodeSeen) -> tuple[str, str]:
    """What was scanned: ``member``, ``coupon`` or ``invalid``, and its text."""
    text = readable(event.data)
    if text is None:
        return "invalid", ""
    prefix = kiosk.rules.coupon_prefix
    if event.ours or (prefix and text.startswith(prefix)):
        return "coupon", text
    return "member", text


def scan_report(event: CodeSeen, kind: str) -> Report:
    """The log's word on a scan; never its content."""
    fields = (
        ("source", event.source.value),
        ("kind", kind),
        ("decode_ms", round(event.decode_ms, 2)),
        ("length", len(event.data)),
    )
    return Report("scan", fields)


def on_code(kiosk: Kiosk, event: CodeSeen, known: Seen, now: Moment) -> Result:
    """A code that had not been in view (``known``: those that had), or whose turn it is: the start of
    a session, whatever is on screen."""
    kind, text = classify(kiosk, event)
    report = scan_report(event, kind)
    if kind == "member" and aside.may_be_the_same_person(kiosk, event, known, now):
        return aside.look_aside(kiosk, event, text, report, now)
    stage = kiosk.stage
    kiosk, session = aside.take_turn(kiosk, event, now)
    if kind == "member" and isinstance(stage, LookingUp) and stage.resume_at is not None:
        # Still waiting to ask: a code that rotates goes stale meanwhile, so the newest one counts.
        session = replace(stage.session, mark=fingerprint(event.data))
        return replace(kiosk, stage=replace(stage, session=session, qr=text)), (report,)
    if kind == "member":
        looking = LookingUp(session, text, began=now.mono)
        kiosk, effects = switch(kiosk, looking, now, park=True)
        return kiosk, (*effects, report, Cue(Sound.SCAN), Lookup(session.id, 1, qr=text))
    trouble = Trouble.COUPON_TO_STAFF if kind == "coupon" else Trouble.NOT_A_CODE
    kiosk, effects = switch(kiosk, Problem(session, trouble), now, park=True)
    return kiosk, (*effects, report, Cue(Sound.REFUSAL))


def on_looked_up(kiosk: Kiosk, event: LookedUp, now: Moment) -> Result:
    """The server said who it is, or why not."""
    if kiosk.shadow is not None and event.session == kiosk.shadow.id:
        return aside.on_answer(kiosk, kiosk.shadow, event, now)
    stage = kiosk.stage
    if isinstance(stage, Earning) and (event.session, event.attempt) == (stage.session.id, REFRESH):
        return refreshed(kiosk, stage, event.outcome, now)
    if not isinstance(stage, LookingUp) or (event.session, event.attempt) != (
        stage.session.id,
        stage.attempt,
    ):
        return kiosk, ()
    if stage.resume_at is not None:
        return kiosk, ()
    return _identified(kiosk, stage, event.outcome, now)


def _identified(kiosk: Kiosk, stage: LookingUp, outcome: o.LookupOutcome, now: Moment) -> Result:
    match outcome:
        case o.Found(member) if kiosk.health.journal_why and kiosk.rules.card is not None:
            # What cannot be journalled is not earned; who asks is told before anything is tried.
            told = Showing(alive(stage.session, now), member, (), BalanceNote.NO_JOURNAL)
            return replace(kiosk, stage=told), (Cue(Sound.REFUSAL),)
        case o.Found(member):
            stage_after = Recalling(alive(stage.session, now), member)
            return replace(kiosk, stage=stage_after), (Recall(stage.session.id, member.code),)
        case o.RateLimited(retry_after):
            wait = min(RATE_LIMIT_WAIT * 2.0 ** min(stage.limits, 8), RATE_LIMIT_MOST)
            if retry_after is not None:
                wait = retry_after
            # The three seconds to be reachable begin anew when the wait is over, and only then.
            until = now.mono + wait
            waiting = replace(stage, resume_at=until, began=until, slow=True, limits=stage.limits + 1)
            return replace(kiosk, stage=replace(waiting, limited_at=now.mono)), ()
        case o.Unavailable():
            if now.mono + REPEAT_AFTER < stage.began + UNREACHABLE_AFTER:
                again = now.mono + REPEAT_AFTER
                waiting = replace(stage, resume_at=again, slow=True, limited_at=None)
                return replace(kiosk, stage=waiting), ()
            return unreachable(kiosk, stage, now)
        case o.NotFound():
            return problem(kiosk, stage, Trouble.UNKNOWN_MEMBER, now)
        case o.InvalidQr():
            trouble = Trouble.SHOW_AGAIN if stage.attempt > 1 else Trouble.OLD_CODE
            return problem(kiosk, stage, trouble, now)
        case _:
            return problem(kiosk, stage, Trouble.UNAVAILABLE, now)


def problem(kiosk: Kiosk, stage: LookingUp | Recalling | Earning, trouble: Trouble, now: Moment) -> Result:
    """Say what is wrong, and what to do next."""
    session = alive(stage.session, now)
    return replace(kiosk, stage=Problem(session, trouble)), (Cue(Sound.REFUSAL),)


def unreachable(kiosk: Kiosk, stage: LookingUp, now: Moment) -> Result:
    """The service cannot be reached. The visit is kept, unless this shop asks for a PIN to earn
    (then nobody could complete it later) or awards nothing here, or the disk takes nothing."""
    session = alive(stage.session, now)
    if kiosk.rules.card is None or kiosk.health.strict or kiosk.health.journal_why:
        return replace(kiosk, stage=Offline(session, None)), (Cue(Sound.REFUSAL),)
    key = operation_id(kiosk.rules, now)
    keep = KeepVisit(session.id, key, now.local, stage.qr)
    return replace(kiosk, stage=Offline(session, key)), (keep, Cue(Sound.NOTICE))


def resume_lookup(kiosk: Kiosk, stage: LookingUp) -> Result:
    """The wait is over: ask again."""
    stage = replace(stage, attempt=stage.attempt + 1, resume_at=None)
    return replace(kiosk, stage=stage), (Lookup(stage.session.id, stage.attempt, qr=stage.qr),)


def on_recalled(kiosk: Kiosk, event: Recalled, now: Moment) -> Result:
    """The journal said what it knows: earn, go on with an unanswered visit, or only show."""
    stage = kiosk.stage
    if not isinstance(stage, Recalling) or event.session != stage.session.id:
        return kiosk, ()
    before = kiosk
    decision = visits.decide(kiosk.rules, stage.member, event.history, now)
    again = aside.has_had_a_visit(stage.session, event.history)
    match decision:
        case visits.Earn(operation) if not again:
            run = Run(operation)
            effects: tuple[Effect, ...] = (Record(operation),)
        case visits.Resume(operation):
            kiosk, loose = take_loose(before, operation.id)
            if loose is not None and loose.run.phase is Phase.DONE:
                # Its acceptance is on the way to disk: ask once more, after it.
                return before, (Recall(stage.session.id, stage.member.code),)
            if loose is not None:
                run, effects = loose.run, ()
            else:
                run = replace(sent(Run(operation)), doubtful=True)
                effects = (Send(operation, run.attempt),)
        case visits.NotYet(next_at):
            note = Showing(stage.session, stage.member, event.history.coupons, BalanceNote.ALREADY, next_at)
            return replace(kiosk, stage=note), (Cue(Sound.NOTICE),)
        case _:
            note = Showing(stage.session, stage.member, event.history.coupons, BalanceNote.BALANCE_ONLY)
            return replace(kiosk, stage=note), (Cue(Sound.NOTICE),)
    return replace(kiosk, stage=Earning(stage.session, stage.member, event.history, run)), effects


def on_kept(kiosk: Kiosk, event: VisitKept) -> Result:
    """The visit is on disk: now the screen may say so."""
    stage = kiosk.stage
    if isinstance(stage, Offline) and event.session == stage.session.id:
        return replace(kiosk, stage=replace(stage, stored=True)), ()
    return kiosk, ()


def on_tap(kiosk: Kiosk, tap: Tap, now: Moment) -> Result:
    """A touch on one of the customer's screens, other than in the PIN pad."""
    stage = kiosk.stage
    match tap.action, stage:
        case Action.LEAVE, Recalling() | Earning() | Showing() | Rewarded() | CouponShown():
            return divert(kiosk, Thanks(stage.session), now)
        case Action.LEAVE, LookingUp() | Problem() | Offline() | Thanks():
            return attract(kiosk, now)
        case Action.CONTINUE, Rewarded(coupon=coupon) if coupon is not None:
            return replace(kiosk, stage=replace(stage, coupon_at=None)), ()
        case Action.SHOW_COUPON, Showing(coupons=coupons) | Rewarded(coupons=coupons):
            for record in coupons:
                if record.coupon.id == tap.value:
                    shown = CouponShown(stage.session, stage.member, record, None, stage)
                    return replace(kiosk, stage=shown), ()
        case Action.BACK, CouponShown(session=session, back=back):
            return replace(kiosk, stage=replace(back, session=session)), ()
        case Action.CANCEL_KEEP, Offline(operation_id=key, cancelled=False) if key is not None:
            return replace(kiosk, stage=replace(stage, cancelled=True)), (DropVisit(key),)
    return kiosk, ()
