"""Every wait has an end: which deadlines the present state has, and what passing one means.

Deadlines are derived from the state, so none can outlive it, be forgotten or fire twice.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import (
    aside,
    first_setup,
    sounds,
    staff_amount,
    staff_checkout,
    staff_close,
    staff_devices,
    staff_enrol,
    staff_papers,
    staff_people,
    staff_running,
)
from kiosk.core.aim import Lamp
from kiosk.core.challenge import Phase, Run, again
from kiosk.core.customer import resume_lookup, unreachable
from kiosk.core.earning import earn
from kiosk.core.effects import Cue, Effect, Mark, Sound
from kiosk.core.model import Moment, OperationState
from kiosk.core.rules import (
    BUSY_TIME,
    MESSAGE_TIME,
    PIN_TIME,
    SLOW_AFTER,
    SPOKEN_TIME,
    STUCK_AFTER,
    THANKS_SPOKEN,
    THANKS_TIME,
    UNREACHABLE_AFTER,
    WARNING_TIME,
)
from kiosk.core.sessions import Result, alive, attract, divert
from kiosk.core.stages_checkout import CheckoutStage, StaffOrder, StaffOrders, StaffStanding
from kiosk.core.stages_enrol import StaffEnrolling
from kiosk.core.stages_first import Unset
from kiosk.core.stages_house import StaffClose, StaffDevices
from kiosk.core.stages_papers import PapersStage, StaffCoupons
from kiosk.core.stages_people import PeopleStage, waits
from kiosk.core.stages_setup import SetupStage, StaffSetupPin
from kiosk.core.state import (
    AtRest,
    Closed,
    CouponShown,
    Earning,
    Kiosk,
    LookingUp,
    MemberNote,
    Offline,
    Problem,
    Recalling,
    Rewarded,
    Session,
    StaffInside,
    StaffLock,
    StaffLooking,
    StaffRunning,
    Thanks,
    Trouble,
    default_prefs,
    session_of,
    waits_for_code,
)


def idle_time(kiosk: Kiosk) -> float | None:
    """Seconds this stage waits for a sign of life; None while the person has nothing to do."""
    rules = kiosk.rules
    match kiosk.stage:
        case Thanks():
            return THANKS_TIME
        case Problem() if not _helped(kiosk):
            return max(MESSAGE_TIME, rules.idle_after / 2)
        case Earning(run=run) | StaffRunning(run=run):
            if run.phase in (Phase.ASKING, Phase.TELLING):
                return max(PIN_TIME, rules.idle_after)
            return None
        case Rewarded(coupon=coupon, printing=printing) if coupon is not None:
            # Without paper the screen is all there is of the coupon: it stays twice as long.
            return rules.idle_after if printing in PAPER_COMES else 2 * rules.idle_after
        case CouponShown():
            return 2 * rules.idle_after
        case LookingUp() | Recalling() | StaffLock(checking=True) | StaffLooking():
            return None
        case StaffClose(going=going) if going is not None:
            return None
        case StaffEnrolling() | StaffSetupPin(storing=True):
            return None
        case StaffOrders(orders=None) | StaffOrder(asking=True) | StaffStanding(asking=True):
            return None
        case stage if isinstance(stage, PapersStage) and stage.key:
            return None
        case stage if isinstance(stage, PeopleStage) and waits(stage):
            return None
        case stage if isinstance(stage, StaffInside | SetupStage):
            return rules.staff_idle_after
        case _:
            return rules.idle_after


PAPER_COMES = ("queued", "sending", "sent", "printed")


def warns(kiosk: Kiosk) -> bool:
    """Whether the person is asked «are you still there?» before this stage ends by itself. Where a
    screen has no data and nothing to lose, only those are who have asked for any help: whoever is next in
    line would wait for the others, who have read its twelve words long ago."""
    if isinstance(kiosk.stage, Thanks):
        return False
    return _helped(kiosk) or not isinstance(kiosk.stage, Problem | Offline | StaffLock)


def _helped(kiosk: Kiosk) -> bool:
    """Whether the person has chosen anything that makes the kiosk easier to see, reach, press or hear."""
    prefs, rules = kiosk.prefs, kiosk.rules
    eyes = prefs.text_scale > rules.text_scale or prefs.theme != rules.theme
    return eyes or prefs.reach or prefs.steady or prefs.calm or prefs.speech


def idle_window(kiosk: Kiosk) -> tuple[float, float, float] | None:
    """(start, warning, end) of the idle time, in monotonic seconds. The warning leaves at least
    20 s to answer, and the first third of the time is never disturbed by it."""
    session = session_of(kiosk.stage)
    seconds = idle_time(kiosk)
    if session is None or seconds is None:
        return None
    if kiosk.prefs.speech:
        seconds = max(seconds, THANKS_SPOKEN if isinstance(kiosk.stage, Thanks) else SPOKEN_TIME)
    start = session.touched
    if not warns(kiosk):
        return start, start + seconds, start + seconds
    warning = max(seconds - WARNING_TIME, seconds / 3)
    return start, start + warning, start + warning + WARNING_TIME


def patience(kiosk: Kiosk) -> float:
    """Seconds without a touch after which a screen that waits for the disk or the network lets go."""
    match kiosk.stage:
        case (
            LookingUp(limits=limits)
            | StaffLooking(limits=limits)
            | StaffEnrolling(limits=limits)
            | Earning(run=Run(limits=limits))
            | StaffRunning(run=Run(limits=limits))
        ):
            return BUSY_TIME if limits else STUCK_AFTER
        case _:
            return STUCK_AFTER


def deadlines(kiosk: Kiosk) -> tuple[tuple[str, float], ...]:
    """Names and monotonic times of everything this state waits for."""
    found: list[tuple[str, float]] = []
    stage = kiosk.stage
    window = idle_window(kiosk)
    session = session_of(stage)
    if session is not None and window is not None:
        found.append(("idle", window[2]))
        if window[1] < window[2] and not session.warned:
            found.append(("warning", window[1]))
    elif session is not None:
        found.append(("stuck", session.touched + patience(kiosk)))
    if session is not None and session.badge_until is not None:
        found.append(("badge", session.badge_until))
    match stage:
        case stage if isinstance(stage, AtRest):
            found += _rest(kiosk, stage)
        case StaffDevices():
            found += staff_devices.deadlines(stage)
        case LookingUp(began=began, resume_at=resume_at):
            if not stage.slow:
                found.append(("slow", began + SLOW_AFTER))
            if resume_at is not None:
                found.append(("ask_again", resume_at))
            else:
                found.append(("unreachable", began + UNREACHABLE_AFTER))
        case (
            StaffLooking(began=began, resume_at=resume_at) | StaffEnrolling(began=began, resume_at=resume_at)
        ):
            if resume_at is not None:
                found.append(("ask_again", resume_at))
            else:
                found.append(("unreachable", began + UNREACHABLE_AFTER))
        case StaffCoupons(began=began) if began is not None:
            found.append(("unreachable", began + UNREACHABLE_AFTER))
        case Earning(run=run) | StaffRunning(run=run) if run.pause_ends is not None:
            found.append(("resend", run.pause_ends))
        case Rewarded(coupon_at=coupon_at) if coupon_at is not None:
            found.append(("coupon", coupon_at))
        case StaffLock(locked_until=until) if until is not None:
            found.append(("unlock", until))
    if kiosk.shadow is not None and kiosk.shadow.resume_at is not None:
        found.append(("aside", kiosk.shadow.resume_at))
    lamp = lamp_wish(kiosk)
    if lamp[0] is not kiosk.aim.lamp:
        found.append(("lamp", lamp[1]))
    if kiosk.two_codes.until is not None:
        found.append(("two_codes", kiosk.two_codes.until))
    found += [("parked", loose.until) for loose in kiosk.loose if loose.until is not None]
    return tuple(found)


def _rest(kiosk: Kiosk, stage: AtRest) -> list[tuple[str, float]]:
    """While nobody is there the screen dims, and what the last one chose is forgotten."""
    found: list[tuple[str, float]] = []
    if not stage.dimmed:
        found.append(("dim", stage.since + kiosk.rules.dim_after))
    if kiosk.prefs != default_prefs(kiosk.rules, kiosk.health):
        found.append(("forget", stage.touched + kiosk.rules.idle_after))
    if isinstance(stage, Closed) and stage.hint_until is not None:
        found.append(("hint", stage.hint_until))
    if isinstance(stage, Unset) and stage.note is not None:
        found.append(("first", stage.until))
    return found


def lamp_wish(kiosk: Kiosk) -> tuple[Lamp, float]:
    """What the screen's light should be, and from when on (monotonic)."""
    stage = kiosk.stage
    asleep = isinstance(stage, AtRest) and stage.dimmed
    return kiosk.aim.wish(waiting=waits_for_code(stage) and not asleep, theme=kiosk.prefs.theme)


def elapsed(kiosk: Kiosk, name: str, now: Moment) -> Result:
    """A deadline passed (the caller has checked that it is one of this state's)."""
    stage = kiosk.stage
    match name, stage:
        case "idle", _:
            return attract(kiosk, now)
        case "warning", stage if not isinstance(stage, AtRest):
            warned = replace(stage, session=replace(stage.session, warned=True))
            return replace(kiosk, stage=warned), sounds.closing(stage)
        case "badge", stage if not isinstance(stage, AtRest):
            return replace(kiosk, stage=replace(stage, session=replace(stage.session, badge_until=None))), ()
        case "stuck", StaffLock() | StaffSetupPin():
            return attract(kiosk, now)
        case "stuck", StaffClose():
            return staff_close.nothing_happened(kiosk, stage, now)
        case "stuck", stage if isinstance(stage, PeopleStage):
            return staff_people.failed(kiosk, stage, now)
        case (("look" | "probe" | "page"), StaffDevices()):
            return staff_devices.elapsed(kiosk, stage, name, now)
        case "hint", Closed():
            return replace(kiosk, stage=replace(stage, hint_until=None)), ()
        case "first", Unset():
            return first_setup.elapsed(kiosk, stage, now)
        case "stuck", StaffRunning():
            return staff_running.give_up(kiosk, stage, now)
        case "stuck", stage if isinstance(stage, CheckoutStage):
            return staff_checkout.journal_failed(kiosk, stage, now)
        case (("stuck" | "unreachable"), StaffLooking()):
            return staff_amount.not_found(kiosk, stage, MemberNote.UNREACHABLE, now)
        case (("stuck" | "unreachable"), stage) if isinstance(stage, PapersStage):
            return staff_papers.no_answer(kiosk, stage, now)
        case "ask_again", StaffLooking():
            return staff_amount.resume(kiosk, stage)
        case (("stuck" | "unreachable"), StaffEnrolling()):
            return staff_enrol.unreachable(kiosk, stage, now)
        case "ask_again", StaffEnrolling():
            return staff_enrol.resume(kiosk, stage)
        case "stuck", stage if not isinstance(stage, AtRest):
            return _give_up(kiosk, alive(stage.session, now), now)
        case "dim", stage if isinstance(stage, AtRest):
            return replace(kiosk, stage=replace(stage, dimmed=True)), ()
        case "forget", _:
            return replace(kiosk, prefs=default_prefs(kiosk.rules, kiosk.health)), ()
        case "slow", LookingUp():
            return replace(kiosk, stage=replace(stage, slow=True)), ()
        case "ask_again", LookingUp():
            return resume_lookup(kiosk, stage)
        case "unreachable", LookingUp():
            return unreachable(kiosk, stage, now)
        case "resend", Earning():
            return earn(kiosk, stage, again(stage.run))
        case "resend", StaffRunning():
            return staff_running.resend(kiosk, stage)
        case "coupon", Rewarded():
            return replace(kiosk, stage=replace(stage, coupon_at=None)), ()
        case "unlock", StaffLock():
            return replace(kiosk, stage=replace(stage, locked_until=None, note=None)), ()
        case "two_codes", _:
            return replace(kiosk, two_codes=kiosk.two_codes.over()), ()
        case "aside", _ if kiosk.shadow is not None:
            return aside.ask_again(kiosk, kiosk.shadow, now)
        case _:
            # The lamp needs no more than that time has passed: ``step`` turns it after every event.
            return _unpark(kiosk, now)


def _give_up(kiosk: Kiosk, session: Session, now: Moment) -> Result:
    """The person has waited long enough. «We go on by ourselves» only where that is so."""
    goes_on = isinstance(kiosk.stage, Earning)
    kiosk, effects = divert(kiosk, Problem(session, Trouble.UNSURE), now)
    ended = any(isinstance(one, Mark) and one.state is OperationState.ABANDONED for one in effects)
    if ended or not goes_on:
        kiosk = replace(kiosk, stage=Problem(session, Trouble.UNAVAILABLE))
    return kiosk, (*effects, Cue(Sound.REFUSAL))


def _unpark(kiosk: Kiosk, now: Moment) -> Result:
    """The member did not come back: without their PIN the operation ends, unapplied."""
    over = [one for one in kiosk.loose if one.until is not None and one.until <= now.mono]
    effects: tuple[Effect, ...] = tuple(
        Mark(one.run.operation.id, OperationState.ABANDONED, "left") for one in over
    )
    return replace(kiosk, loose=tuple(one for one in kiosk.loose if one not in over)), effects
