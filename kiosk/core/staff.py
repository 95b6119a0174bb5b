"""The staff's way: unlock, choose a task, redeem a coupon."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import challenge as c
from kiosk.core import (
    checkout_steps,
    staff_checkout,
    staff_close,
    staff_devices,
    staff_enrol,
    staff_house,
    staff_papers,
    staff_people,
    staff_settings,
    staff_setup,
)
from kiosk.core import staff_amount as amounts
from kiosk.core import staff_running as running
from kiosk.core.codes import fingerprint, readable
from kiosk.core.customer import classify, scan_report
from kiosk.core.earning import on_print_tap
from kiosk.core.effects import Audit, CheckStaff, Cue, RecallAttempt, Sound
from kiosk.core.events import Action, CodeSeen, SlipProgress, StaffAdmitted, StaffRefused, Tap
from kiosk.core.ids import operation_id
from kiosk.core.model import Moment, Operation, OperationKind
from kiosk.core.sessions import Result, alive, attract, begin, divert, switch
from kiosk.core.staff_badge import is_badge
from kiosk.core.stages_checkout import CheckoutStage
from kiosk.core.stages_enrol import EnrolStage
from kiosk.core.stages_house import HouseStage
from kiosk.core.stages_papers import PapersStage
from kiosk.core.stages_people import PeopleStage
from kiosk.core.state import (
    Draft,
    Kiosk,
    LockNote,
    StaffAmount,
    StaffCoupon,
    StaffInside,
    StaffLock,
    StaffLooking,
    StaffMember,
    StaffMenu,
    StaffResult,
    StaffReward,
    StaffRunning,
    Task,
)

LEAST_PIN, MOST_PIN = 4, 8
MOST_TOKEN = 64


def lock(kiosk: Kiosk, now: Moment) -> Result:
    """Staff want in: the customer's session ends first, and nothing of it is left to see."""
    if kiosk.unstaffed:
        return staff_setup.start(kiosk, now)
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
            return replace(kiosk, stage=checking), (CheckStaff(stage.session.id, entered, stage.person),)
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
    if event.nobody:
        # Somebody was there when the pad came up, and was taken off the list on the command line.
        return staff_setup.start(replace(kiosk, unstaffed=True), now)
    note = LockNote.WRONG_BADGE if event.badge else LockNote.WRONG
    if event.lost:
        note = LockNote.LOST
    elif event.locked_for > 0:
        note = LockNote.LOCKED
    until = now.mono + event.locked_for if event.locked_for > 0 else None
    refused = replace(stage, checking=False, note=note, locked_until=until)
    return replace(kiosk, stage=refused), (Cue(Sound.REFUSAL),)


def on_code(kiosk: Kiosk, stage: StaffInside, event: CodeSeen, now: Moment) -> Result:
    """A scan while staff are inside goes to the task: in that of the coupons every code is a coupon, in
    the others every code is a member's. In the menu a coupon that is known by its look begins its task;
    any other code only opens it, for it may be a member's. What is under way, or its answer, is not
    disturbed by a code lying before the camera."""
    if isinstance(stage, StaffAmount | StaffMember | StaffLooking):
        return amounts.on_code(kiosk, stage, event, now)
    if isinstance(stage, EnrolStage):
        return staff_enrol.on_code(kiosk, stage, event, now)
    if isinstance(stage, CheckoutStage):
        return staff_checkout.on_code(kiosk, stage, event, now)
    if isinstance(stage, PapersStage):
        return staff_papers.on_code(kiosk, stage, event, now)
    if isinstance(stage, HouseStage):
        return staff_house.on_code(kiosk, stage, event, now)
    if isinstance(stage, PeopleStage):
        return staff_people.on_code(kiosk, event)
    kind, text = classify(kiosk, event)
    unsure = kind == "member" and isinstance(stage, StaffMenu)
    report = scan_report(event, "coupon" if kind == "member" and not unsure else kind)
    if isinstance(stage, StaffRunning | StaffReward):
        return kiosk, (report,)
    mark = fingerprint(event.data)
    if isinstance(stage, StaffResult) and (
        stage.draft is not None or (stage.verdict in running.GOOD and stage.session.mark == mark)
    ):
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
    redeeming = StaffRunning(stage.session, stage.person, c.Run(operation))
    # Asked under the operation's id: the answer must not be taken for that to another coupon, scanned
    # in the same session a moment before.
    recall = RecallAttempt(operation.id, token, but_not=operation.id)
    return replace(kiosk, stage=redeeming), (recall,)


def on_tap(kiosk: Kiosk, stage: StaffInside, tap: Tap, now: Moment) -> Result:
    """A touch inside the staff screens."""
    if tap.action is Action.LEAVE:
        return attract(kiosk, now)
    if isinstance(stage, EnrolStage):
        return staff_enrol.on_tap(kiosk, stage, tap, now)
    if isinstance(stage, CheckoutStage):
        return staff_checkout.on_tap(kiosk, stage, tap, now)
    if isinstance(stage, PapersStage):
        return staff_papers.on_tap(kiosk, stage, tap, now)
    if isinstance(stage, HouseStage):
        return staff_house.on_tap(kiosk, stage, tap, now)
    if isinstance(stage, PeopleStage):
        return staff_people.on_tap(kiosk, stage, tap, now)
    match stage:
        case StaffCoupon():
            return _on_coupon_tap(kiosk, stage, tap, now)
        case StaffAmount():
            return amounts.on_amount_tap(kiosk, stage, tap, now)
        case StaffMember(draft=Draft(task=Task.CHECKOUT, checkout=None)) if _enrols(tap):
            return staff_enrol.begin(kiosk, stage, now, checkout=True)
        case StaffMember():
            return amounts.on_member_tap(kiosk, stage, tap, now)
        case StaffLooking():
            return amounts.on_looking_tap(kiosk, stage, tap)
        case StaffRunning() if tap.action is Action.BACK:
            return _dropped(kiosk, stage, now)
        case StaffRunning():
            return running.on_pin_tap(kiosk, stage, tap)
        case StaffReward() if tap.action is Action.PRINT_COUPON:
            return on_print_tap(kiosk, stage)
        case StaffReward(draft=Draft(checkout=done)) if done is not None and tap.action is Action.CONTINUE:
            return checkout_steps.after_reward(kiosk, stage, done)
        case StaffResult(unsure=run) if run is not None and tap.action is Action.AGAIN:
            return running.again(kiosk, stage, run, stage.draft)
    return _onwards(kiosk, stage, tap, now)


def on_slip(kiosk: Kiosk, event: SlipProgress) -> Result:
    """How a summary or a test page goes on, where it was asked for."""
    stage = kiosk.stage
    if isinstance(stage, CheckoutStage):
        return staff_checkout.on_slip(kiosk, stage, event)
    if isinstance(stage, HouseStage):
        return staff_house.on_slip(kiosk, stage, event)
    return kiosk, ()


def _onwards(kiosk: Kiosk, stage: StaffMenu | StaffResult | StaffReward, tap: Tap, now: Moment) -> Result:
    """From the menu, or from the end of a task, to the next. What nobody is sure of is not begun a second
    time, with another id, in the same breath."""
    if tap.action is Action.BACK and not isinstance(stage, StaffMenu):
        return divert(kiosk, StaffMenu(stage.session, stage.person), now)
    unsure = isinstance(stage, StaffResult) and stage.unsure is not None
    if tap.action is not Action.TASK or tap.value not in tuple(Task) or unsure:
        return kiosk, ()
    match Task(tap.value):
        case Task.COUPON:
            return replace(kiosk, stage=StaffCoupon(stage.session, stage.person)), ()
        case Task.CHECKOUT:
            return staff_checkout.begin(kiosk, stage, now)
        case Task.ENROL:
            return staff_enrol.begin(kiosk, stage, now)
        case Task.COUPONS:
            return staff_papers.begin_coupons(kiosk, stage, now)
        case Task.WAITING:
            return staff_papers.begin_waiting(kiosk, stage, now)
        case Task.DEVICES:
            return staff_devices.begin(kiosk, stage, now)
        case Task.SETTINGS:
            return staff_settings.begin(kiosk, stage, now)
        case Task.PEOPLE:
            return staff_people.begin(kiosk, stage, now)
        case Task.CLOSE:
            return staff_close.begin(kiosk, stage, now)
        case task:
            return amounts.begin(kiosk, stage, task)


def _enrols(tap: Tap) -> bool:
    return tap.action is Action.TASK and tap.value == Task.ENROL


def _dropped(kiosk: Kiosk, stage: StaffRunning, now: Moment) -> Result:
    """Back to where it was begun; what is under way goes on without a screen, or ends."""
    if not running.may_go_back(stage):
        return kiosk, ()
    if stage.draft is None:
        return divert(kiosk, StaffCoupon(stage.session, stage.person), now)
    if stage.draft.checkout is not None:
        return divert(kiosk, checkout_steps.dropped(stage, stage.draft.checkout), now)
    draft = replace(stage.draft, confirmed=False)
    return divert(kiosk, StaffAmount(stage.session, stage.person, draft), now)


def _on_coupon_tap(kiosk: Kiosk, stage: StaffCoupon, tap: Tap, now: Moment) -> Result:
    match tap.action:
        case Action.BACK if stage.typing:
            return replace(kiosk, stage=StaffCoupon(stage.session, stage.person)), ()
        case Action.BACK:
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.TYPE_CODE:
            return replace(kiosk, stage=StaffCoupon(stage.session, stage.person, typing=True)), ()
        case _ if stage.typing:
            return _typing(kiosk, stage, tap, now)
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
        case Action.CONFIRM if typed and is_badge(kiosk.rules, typed):
            bad = StaffCoupon(stage.session, stage.person, bad_code=True)
            return replace(kiosk, stage=bad), (Cue(Sound.REFUSAL),)
        case Action.CONFIRM if typed:
            return redeem(kiosk, typed, True, now)
    return replace(kiosk, stage=replace(stage, typed=typed)), ()
