"""The one door into the core: ``step(kiosk, event, now) -> (kiosk, effects)``."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import (
    access,
    aside,
    customer,
    earning,
    first_setup,
    sounds,
    staff,
    staff_amount,
    staff_badge,
    staff_checkout,
    staff_close,
    staff_enrol,
    staff_house,
    staff_papers,
    staff_people,
    staff_running,
    staff_setup,
)
from kiosk.core import outcomes as o
from kiosk.core.challenge import Phase, Run, Sort, sort_of
from kiosk.core.deadlines import deadlines, elapsed, lamp_wish
from kiosk.core.effects import Effect
from kiosk.core.events import (
    Action,
    Aimed,
    Answered,
    AttemptRecalled,
    BadgeKnown,
    BrightnessSet,
    CheckoutRecalled,
    CheckoutsRecalled,
    ClockJudged,
    CodeSeen,
    CouponOpened,
    CouponsFound,
    DeviceChanged,
    Elapsed,
    Enrolled,
    Event,
    GivenUp,
    HandedOut,
    Inspected,
    JournalFailed,
    LookedUp,
    PrinterChanged,
    PrintProgress,
    Probed,
    Recalled,
    Recorded,
    Replayed,
    Retried,
    Settled,
    SetupAnswered,
    ShutDownAnswered,
    SlipProgress,
    Source,
    StaffAdded,
    StaffAdmitted,
    StaffChanged,
    StaffKnown,
    StaffListed,
    StaffRefused,
    Stirred,
    Tap,
    VisitKept,
    WaitingListed,
    WaitingOpened,
)
from kiosk.core.model import Moment
from kiosk.core.sessions import Result, claimed, conclude, keep, learned, take_loose, touch, unanswered
from kiosk.core.stages_checkout import CheckoutStage
from kiosk.core.stages_first import Unset
from kiosk.core.stages_house import HouseStage
from kiosk.core.stages_papers import PapersStage, StaffCouponDetail, StaffCoupons
from kiosk.core.stages_people import PeopleStage
from kiosk.core.stages_setup import SetupStage, StaffSetupPin
from kiosk.core.state import (
    AtRest,
    Attract,
    CouponShown,
    Earning,
    Kiosk,
    Recalling,
    Rewarded,
    StaffInside,
    StaffLock,
    StaffLooking,
    StaffRunning,
    Trouble,
    session_of,
)


def step(kiosk: Kiosk, event: Event, now: Moment) -> Result:
    """What this event makes of the kiosk, and what it asks the world for. Pure and total: any
    event in any state is fine, late and doubled ones included."""
    kiosk, effects = _dealt_with(kiosk, event, now)
    session = session_of(kiosk.stage)
    kiosk = replace(
        aside.remember(kiosk),
        aim=kiosk.aim.turn(lamp_wish(kiosk), now.mono),
        two_codes=kiosk.two_codes.keep(session.id if session else ""),
    )
    return kiosk, effects


def _dealt_with(kiosk: Kiosk, event: Event, now: Moment) -> Result:
    match event:
        case CodeSeen():
            return _code(kiosk, event, now)
        case Tap():
            return _tap(kiosk, event, now)
        case Stirred(touch=by_hand):
            return touch(kiosk, now) if by_hand else _awake(kiosk, now), ()
        case Aimed(hint=hint):
            kiosk = replace(kiosk, aim=kiosk.aim.hear(event, now.mono))
            return kiosk if hint is None else _awake(kiosk, now), ()
        case Elapsed(name):
            if any(n == name and at <= now.mono for n, at in deadlines(kiosk)):
                return elapsed(kiosk, name, now)
            return kiosk, ()
        case LookedUp():
            return _looked_up(kiosk, event, now)
        case Recalled():
            return customer.on_recalled(kiosk, event, now)
        case VisitKept():
            return customer.on_kept(kiosk, event)
        case DeviceChanged(name="headphones"):
            return access.on_headphones(kiosk, event, now), ()
        case DeviceChanged(name=name, up=up, reason=why):
            health = kiosk.health
            if name == "camera":
                health = replace(health, camera=up, camera_why=why)
                # A camera that begins anew begins with «all is well».
                kiosk = replace(kiosk, aim=kiosk.aim.hear(Aimed(None), now.mono))
            elif name == "scanner":
                health = replace(health, scanner=up, scanner_why=why)
            elif name == "journal":
                health = replace(health, journal_why="" if up else why)
            return replace(kiosk, health=health), ()
        case PrinterChanged(state):
            return replace(kiosk, health=replace(kiosk.health, printer=state)), ()
        case ClockJudged(trouble):
            return replace(kiosk, health=replace(kiosk.health, clock=trouble)), ()
        case PrintProgress() if isinstance(kiosk.stage, StaffCouponDetail):
            return staff_papers.on_print(kiosk, kiosk.stage, event, now)
        case PrintProgress():
            return earning.on_print(kiosk, event)
        case (
            CouponsFound()
            | CouponOpened()
            | HandedOut()
            | WaitingListed()
            | WaitingOpened()
            | Retried()
            | GivenUp()
        ):
            return staff_papers.on_answer(kiosk, event, now)
        case SlipProgress():
            return staff.on_slip(kiosk, event)
        case StaffAdmitted():
            return staff.on_admitted(kiosk, event, now)
        case BadgeKnown():
            return staff_badge.on_known(kiosk, event, now)
        case StaffRefused():
            return staff.on_refused(kiosk, event, now)
        case StaffKnown():
            return staff_setup.on_known(kiosk, event, now)
        case StaffAdded():
            return staff_setup.on_added(kiosk, event, now)
        case StaffListed():
            return staff_people.on_listed(kiosk, event, now)
        case StaffChanged():
            return staff_people.on_changed(kiosk, event, now)
        case Enrolled():
            return staff_enrol.on_enrolled(kiosk, event, now)
        case AttemptRecalled():
            return staff_running.on_attempt_recalled(kiosk, event)
        case Inspected() | Probed() | BrightnessSet() | ShutDownAnswered():
            return staff_house.on_answer(kiosk, event, now)
        case SetupAnswered():
            return first_setup.on_answer(kiosk, event, now)
        case CheckoutRecalled():
            return staff_checkout.on_recalled(kiosk, event, now)
        case CheckoutsRecalled():
            return staff_checkout.on_listed(kiosk, event)
        case Replayed():
            return _replayed(kiosk, event, now)
        case JournalFailed():
            return _journal_failed(kiosk, event, now)
        case _:
            return _operation(kiosk, event, now)


def _looked_up(kiosk: Kiosk, event: LookedUp, now: Moment) -> Result:
    match kiosk.stage:
        case StaffLooking() as stage:
            return staff_amount.on_looked_up(kiosk, stage, event, now)
        case StaffRunning() as stage:
            return staff_running.on_fetched(kiosk, stage, event, now)
        case StaffCoupons() as stage:
            return staff_papers.on_looked_up(kiosk, stage, event, now)
        case _:
            return customer.on_looked_up(kiosk, event, now)


def _awake(kiosk: Kiosk, now: Moment) -> Kiosk:
    """Somebody is there, without having touched anything."""
    if not isinstance(kiosk.stage, AtRest):
        return kiosk
    return replace(kiosk, stage=replace(kiosk.stage, since=now.mono, dimmed=False))


def _code(kiosk: Kiosk, event: CodeSeen, now: Moment) -> Result:
    known = kiosk.seen
    seen, fresh = known.look(event.data, now.mono)
    kiosk = replace(kiosk, seen=seen.keep(event.others, now.mono))
    if event.source is Source.CAMERA:
        kiosk = replace(kiosk, aim=replace(kiosk.aim, hint=None))  # it could be read
    stage = kiosk.stage
    if isinstance(stage, Unset):
        return first_setup.on_code(kiosk, stage, event, now) if fresh else (kiosk, ())
    badge = staff_badge.badge_in(kiosk.rules, event)
    if kiosk.house.shut and badge is None and not isinstance(stage, StaffInside):
        return staff_close.shown(kiosk, event, now) if fresh else (kiosk, ())
    effects: tuple[Effect, ...] = ()
    if badge is not None:
        # None of the ways below may have it: it must not come to the server.
        if fresh:
            kiosk, effects = staff_badge.on_badge(kiosk, badge, event, now)
    elif fresh and isinstance(stage, StaffInside):
        kiosk, effects = staff.on_code(kiosk, stage, event, now)
    elif fresh or aside.is_owed(kiosk, event):
        kiosk, effects = customer.on_code(kiosk, event, known, now)
    if event.others:
        session = session_of(kiosk.stage)
        told = kiosk.two_codes.see(session.id if session else "", now.mono)
        kiosk = replace(kiosk, two_codes=told)
    return kiosk, effects


def _tap(kiosk: Kiosk, tap: Tap, now: Moment) -> Result:
    session = session_of(kiosk.stage)
    if tap.session != (session.id if session else ""):
        return kiosk, ()
    asleep = isinstance(kiosk.stage, AtRest) and kiosk.stage.dimmed
    kiosk = touch(kiosk, now)
    if asleep:
        return kiosk, ()  # the waking touch presses nothing
    after, effects = _pressed(kiosk, tap, now)
    return after, (*effects, *sounds.click(kiosk, after, effects, tap))


def _pressed(kiosk: Kiosk, tap: Tap, now: Moment) -> Result:
    set_by_them = access.on_tap(kiosk, tap)
    if set_by_them is not None:
        return set_by_them, ()
    stage = kiosk.stage
    if isinstance(stage, Unset):
        return kiosk, ()
    if isinstance(stage, StaffLock):
        return staff.on_lock_tap(kiosk, stage, tap, now)
    if isinstance(stage, SetupStage):
        return staff_setup.on_tap(kiosk, stage, tap, now)
    if isinstance(stage, StaffInside):
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
                return earning.on_recorded(kiosk, stage)
            case Answered():
                return earning.on_answered(kiosk, stage, event, now)
            case _:
                return earning.on_settled(kiosk, stage, event, now)
    if isinstance(stage, StaffRunning) and stage.run.operation.id == event.operation_id:
        match event:
            case Recorded():
                return staff_running.on_recorded(kiosk, stage)
            case Answered():
                return staff_running.on_answered(kiosk, stage, event, now)
            case _:
                return staff_running.on_settled(kiosk, stage, event, now)
    without, loose = take_loose(kiosk, event.operation_id)
    if loose is None:
        return kiosk, ()
    run = loose.run
    match event, run.phase:
        case Settled(), Phase.DONE:
            return without, ()
        case Recorded(), Phase.RECORDING:
            # In doubt when it was recorded already, and is being asked for once more.
            return without, unanswered(run.operation, reached=run.doubtful)
        case Answered(attempt=attempt, outcome=outcome), Phase.SENDING if attempt == run.attempt:
            effects = conclude(run.operation, outcome, doubtful=run.doubtful)
            if run.operation.token is not None and isinstance(outcome, o.CouponRedeemed):
                without = staff_running.redeemed_unseen(without, run.operation)
            return _concluded(without, run, outcome, effects)
    return kiosk, ()


def _concluded(kiosk: Kiosk, run: Run, outcome: o.SendOutcome, effects: tuple[Effect, ...]) -> Result:
    """The end of an operation without a screen; an acceptance is kept in mind until it is on disk."""
    if sort_of(outcome) is Sort.APPLIED:
        return keep(kiosk, replace(run, phase=Phase.DONE)), effects
    kiosk, lessons = learned(kiosk, run.operation, outcome)
    return kiosk, (*effects, *lessons)


def _replayed(kiosk: Kiosk, event: Replayed, now: Moment) -> Result:
    """The outbox had an answer. Where the operation's person has come back meanwhile, their own
    request decides; but a coupon comes in one answer only, whichever of the two that is."""
    operation, outcome, stage = event.operation, event.outcome, kiosk.stage
    if claimed(kiosk, operation.id):
        if not isinstance(outcome, o.Accepted) or outcome.coupon is None:
            return kiosk, ()
        if isinstance(stage, Earning) and stage.run.operation.id == operation.id:
            if stage.run.phase in (Phase.SENDING, Phase.PAUSED):
                asked = replace(stage, run=replace(stage.run, phase=Phase.SENDING))
                answered = Answered(operation.id, asked.run.attempt, outcome)
                return earning.on_answered(replace(kiosk, stage=asked), asked, answered, now)
            return kiosk, conclude(operation, outcome, replay=True)
        kiosk, _ = take_loose(kiosk, operation.id)
    # After a restart the customer may still stand there, but only where nobody else does.
    print_now = event.fresh and isinstance(stage, Attract)
    effects = conclude(operation, outcome, replay=True, print_now=print_now)
    return _concluded(kiosk, Run(operation), outcome, effects)


def _journal_failed(kiosk: Kiosk, event: JournalFailed, now: Moment) -> Result:
    """The disk refused something. Never earn what cannot be journalled."""
    stage = kiosk.stage
    match stage:
        case Recalling(session=session) if session.id == event.ref:
            return customer.problem(kiosk, stage, Trouble.UNAVAILABLE, now)
        case Earning(run=run) if run.operation.id == event.ref:
            return earning.journal_failed(kiosk, stage, now)
        case StaffRunning(run=run) if event.ref in (run.operation.id, stage.session.id):
            return staff_running.journal_failed(kiosk, stage, now)
        case stage if isinstance(stage, CheckoutStage) and stage.session.id == event.ref:
            return staff_checkout.journal_failed(kiosk, stage, now)
        case StaffLock(session=session) if session.id == event.ref:
            return replace(kiosk, stage=replace(stage, checking=False)), ()
        case stage if isinstance(stage, HouseStage) and stage.session.id == event.ref:
            return staff_house.journal_failed(kiosk, stage)
        case stage if isinstance(stage, PeopleStage) and stage.session.id == event.ref:
            return staff_people.failed(kiosk, stage, now)
        case StaffSetupPin(session=session, storing=True) if session.id == event.ref:
            return staff_setup.not_stored(kiosk, stage, now)
        case stage if isinstance(stage, PapersStage) and event.ref == stage.key != "":
            return staff_papers.failed(kiosk, stage)
    kiosk, loose = take_loose(kiosk, event.ref)
    if loose is None:
        return kiosk, ()
    return kiosk, unanswered(loose.run.operation, reached=True)
