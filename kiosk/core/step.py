"""The one door into the core: ``step(kiosk, event, now) -> (kiosk, effects)``."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import customer, earning, staff
from kiosk.core.challenge import Phase
from kiosk.core.deadlines import deadlines, elapsed
from kiosk.core.events import (
    Action,
    Answered,
    AttemptRecalled,
    CodeSeen,
    DeviceChanged,
    Elapsed,
    Event,
    JournalFailed,
    LookedUp,
    PrinterChanged,
    PrintProgress,
    Recalled,
    Recorded,
    Replayed,
    Settled,
    StaffAdmitted,
    StaffRefused,
    Stirred,
    Tap,
    VisitKept,
)
from kiosk.core.model import Moment
from kiosk.core.sessions import Result, claimed, conclude, take_loose, touch, unanswered
from kiosk.core.state import (
    Attract,
    CouponShown,
    Earning,
    Kiosk,
    Recalling,
    Rewarded,
    StaffCoupon,
    StaffLock,
    StaffMenu,
    StaffRedeeming,
    StaffResult,
    Trouble,
    session_of,
)


def step(kiosk: Kiosk, event: Event, now: Moment) -> Result:
    """What this event makes of the kiosk, and what it asks the world for. Pure and total: any
    event in any state is fine, late and doubled ones included."""
    match event:
        case CodeSeen():
            return _code(kiosk, event, now)
        case Tap():
            return _tap(kiosk, event, now)
        case Stirred(touch=by_hand):
            if by_hand:
                return touch(kiosk, now), ()
            if isinstance(kiosk.stage, Attract):
                awake = replace(kiosk.stage, since=now.mono, dimmed=False)
                return replace(kiosk, stage=awake), ()
            return kiosk, ()
        case Elapsed(name):
            if any(n == name and at <= now.mono for n, at in deadlines(kiosk)):
                return elapsed(kiosk, name, now)
            return kiosk, ()
        case LookedUp():
            return customer.on_looked_up(kiosk, event, now)
        case Recalled():
            return customer.on_recalled(kiosk, event, now)
        case VisitKept():
            return customer.on_kept(kiosk, event)
        case DeviceChanged(name=name, up=up):
            health = kiosk.health
            if name == "camera":
                health = replace(health, camera=up)
            elif name == "scanner":
                health = replace(health, scanner=up)
            return replace(kiosk, health=health), ()
        case PrinterChanged(state):
            return replace(kiosk, health=replace(kiosk.health, printer=state)), ()
        case PrintProgress():
            return earning.on_print(kiosk, event)
        case StaffAdmitted():
            return staff.on_admitted(kiosk, event, now)
        case StaffRefused():
            return staff.on_refused(kiosk, event, now)
        case AttemptRecalled():
            return staff.on_attempt_recalled(kiosk, event)
        case Replayed(operation, outcome, fresh):
            if claimed(kiosk, operation.id):
                return kiosk, ()
            return kiosk, conclude(operation, outcome, replay=True, print_now=fresh)
        case JournalFailed():
            return _journal_failed(kiosk, event, now)
        case Recorded() | Answered() | Settled():
            return _operation(kiosk, event, now)


def _code(kiosk: Kiosk, event: CodeSeen, now: Moment) -> Result:
    seen, fresh = kiosk.seen.look(event.data, now.mono)
    before = kiosk
    kiosk = replace(kiosk, seen=seen)
    stage = kiosk.stage
    if not fresh:
        return kiosk, ()
    if isinstance(stage, StaffMenu | StaffCoupon | StaffRedeeming | StaffResult):
        return staff.on_code(kiosk, stage, event, now)
    # The sight before this one tells whether the session's own code was there until just now.
    kiosk, effects = customer.on_code(replace(kiosk, seen=before.seen), event, now)
    return replace(kiosk, seen=seen), effects


def _tap(kiosk: Kiosk, tap: Tap, now: Moment) -> Result:
    session = session_of(kiosk.stage)
    if tap.session != (session.id if session else ""):
        return kiosk, ()
    asleep = isinstance(kiosk.stage, Attract) and kiosk.stage.dimmed
    kiosk = touch(kiosk, now)
    if asleep:
        return kiosk, ()  # the waking touch presses nothing
    stage, prefs = kiosk.stage, kiosk.prefs
    match tap.action:
        case Action.LANGUAGE if tap.value in kiosk.rules.languages:
            return replace(kiosk, prefs=replace(prefs, language=tap.value)), ()
        case Action.TEXT_SIZE if tap.value in ("100", "125", "150", "200"):
            return replace(kiosk, prefs=replace(prefs, text_scale=int(tap.value))), ()
        case Action.THEME if tap.value in ("light", "dark", "contrast"):
            return replace(kiosk, prefs=replace(prefs, theme=tap.value)), ()
        case Action.ACCESS:
            return replace(kiosk, prefs=replace(prefs, access_open=not prefs.access_open)), ()
        case Action.LANGUAGE | Action.TEXT_SIZE | Action.THEME | Action.MORE_TIME:
            return kiosk, ()
    match stage:
        case StaffLock():
            return staff.on_lock_tap(kiosk, stage, tap, now)
        case StaffMenu() | StaffCoupon() | StaffRedeeming() | StaffResult():
            return staff.on_tap(kiosk, stage, tap, now)
    if tap.action is Action.LOCK:
        return staff.lock(kiosk, now)
    match stage:
        case Earning() if tap.action is not Action.LEAVE:
            return earning.on_pin_tap(kiosk, stage, tap)
        case Rewarded() | CouponShown() if tap.action is Action.PRINT_COUPON:
            return earning.on_print_tap(kiosk, stage)
    return customer.on_tap(kiosk, tap, now)


def _operation(kiosk: Kiosk, event: Recorded | Answered | Settled, now: Moment) -> Result:
    """Something about an operation: the screen's own, one without a screen, or a forgotten one."""
    stage = kiosk.stage
    if isinstance(stage, Earning) and stage.run.operation.id == event.operation_id:
        match event:
            case Recorded():
                return earning.on_recorded(kiosk, stage, event)
            case Answered():
                return earning.on_answered(kiosk, stage, event, now)
            case Settled():
                return earning.on_settled(kiosk, stage, event, now)
    if isinstance(stage, StaffRedeeming) and stage.run.operation.id == event.operation_id:
        match event:
            case Recorded():
                return staff.on_recorded(kiosk, stage, event)
            case Answered():
                return staff.on_answered(kiosk, stage, event, now)
            case Settled():
                return kiosk, ()
    without, loose = take_loose(kiosk, event.operation_id)
    if loose is None or isinstance(event, Settled):
        return kiosk, ()
    run = loose.run
    if isinstance(event, Recorded):
        return without, unanswered(run.operation, reached=False)
    if run.phase is not Phase.SENDING or event.attempt != run.attempt:
        return kiosk, ()
    return without, conclude(run.operation, event.outcome)


def _journal_failed(kiosk: Kiosk, event: JournalFailed, now: Moment) -> Result:
    """The disk refused something. Never earn what cannot be journalled."""
    stage = kiosk.stage
    match stage:
        case Recalling(session=session) if session.id == event.ref:
            return customer.problem(kiosk, stage, Trouble.UNAVAILABLE, now)
        case Earning(run=run) if run.operation.id == event.ref:
            return earning.journal_failed(kiosk, stage, now)
        case StaffRedeeming(run=run) if event.ref in (run.operation.id, stage.session.id):
            return staff.journal_failed(kiosk, stage)
        case StaffLock(session=session) if session.id == event.ref:
            return replace(kiosk, stage=replace(stage, checking=False)), ()
    kiosk, loose = take_loose(kiosk, event.ref)
    if loose is None:
        return kiosk, ()
    return kiosk, unanswered(loose.run.operation, reached=True)
