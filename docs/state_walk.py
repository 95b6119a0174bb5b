"""Walks through every state of the screens that a person or the world can lead to: the transitions are
what ``step`` does, not what somebody believes it does. ``draw_states.py`` draws them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import papers_walk
import people_walk

from kiosk.core import challenge as c
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.checkout import Checkout, Half
from kiosk.core.codes import Seen, Sight
from kiosk.core.deadlines import deadlines
from kiosk.core.email import plausible
from kiosk.core.machine import MachineReport, Refusal
from kiosk.core.model import (
    Balance,
    CouponRecord,
    History,
    IssuedCoupon,
    Member,
    Moment,
    Operation,
    OperationKind,
    OperationState,
    PrinterState,
    PrintState,
    Visit,
)
from kiosk.core.rules import MOST_ROUNDS, Rules
from kiosk.core.stages_checkout import (
    CheckoutStage,
    StaffNoOrder,
    StaffOrder,
    StaffOrders,
    StaffPoints,
    StaffStanding,
    StaffSummary,
    StaffTotal,
)
from kiosk.core.stages_enrol import (
    StaffConsents,
    StaffEnrol,
    StaffEnrolFailed,
    StaffEnrolled,
    StaffEnrolling,
)
from kiosk.core.stages_first import Unset
from kiosk.core.stages_house import StaffClose, StaffDevices, StaffSettings
from kiosk.core.stages_papers import PapersStage
from kiosk.core.stages_people import PeopleStage
from kiosk.core.stages_setup import StaffSetup, StaffSetupPin
from kiosk.core.state import (
    Attract,
    Closed,
    CouponShown,
    Draft,
    Earning,
    Kiosk,
    LookingUp,
    Offline,
    Recalling,
    Rewarded,
    StaffAmount,
    StaffCoupon,
    StaffLock,
    StaffLooking,
    StaffMember,
    StaffResult,
    StaffReward,
    StaffRunning,
    Stage,
    member_of,
    session_of,
    start,
)
from kiosk.core.step import step

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ANNA = Member(1, "a", Balance(7, 3))
BEN = Member(2, "b", Balance(1, 0))
COUPON = IssuedCoupon("c", "n", "t")
OPERATION = Operation("op", OperationKind.EARN, NOW, member_code=ANNA.code)
RECORD = CouponRecord(COUPON, NOW, ANNA.code)

ORDER = Checkout("x", ANNA.code, Decimal(1), 1, NOW, "x")
SPENT = replace(ORDER, redeem=Half.BOOKED)
ORDERS: dict[str, Checkout | None] = {
    "new order": None,
    "nothing booked": ORDER,
    "points spent": SPENT,
    "in doubt": replace(ORDER, redeem=Half.UNSURE),
    "order is done": replace(SPENT, earn=Half.BOOKED),
    "order of another": replace(SPENT, member_code=BEN.code),
}

LOOKUPS: dict[str, o.LookupOutcome] = {
    "found": o.Found(ANNA),
    "refused": o.NotFound(),
    "rate limit": o.RateLimited(),
    "no answer": o.Unavailable(o.Trouble.TIMEOUT),
}
ENROLMENTS: dict[str, o.LookupOutcome] = {
    **LOOKUPS,
    "refused": o.BadKey(),
    "e-mail refused": o.Refused("email_required", 422),
    "consent missing": o.Refused("consent_terms_required", 422),
}
SENDS: dict[c.Sort, tuple[o.SendOutcome, ...]] = {
    c.Sort.APPLIED: (
        o.Accepted(Balance(8, 3)),
        o.Accepted(Balance(0, 3), COUPON),
        o.AlreadyApplied(),
        o.CouponRedeemed("n"),
    ),
    c.Sort.PIN_REQUIRED: (o.PinRequired(),),
    c.Sort.PIN_WRONG: (o.PinInvalid(),),
    c.Sort.PIN_DEAD: (o.PinExpired(),),
    c.Sort.REFUSED: (o.Refused("x", 400), o.ManualCodeDisabled()),
    c.Sort.LIMITED: (o.RateLimited(),),
    c.Sort.TROUBLE: (o.Unavailable(o.Trouble.TIMEOUT),),
}
HISTORIES: dict[str, History] = {
    "due": History(),
    "not due": History((Visit(OPERATION, OperationState.ACCEPTED),), (RECORD,)),
    "due with a coupon": History((), (RECORD,)),
    "unanswered visit": History((Visit(OPERATION, OperationState.UNKNOWN),)),
}
TAPS = (
    [(action, "") for action in ev.Action]
    + papers_walk.TAPS
    + people_walk.TAPS
    + [
        (ev.Action.DIGIT, "1"),
        (ev.Action.CHARACTER, "x"),
        (ev.Action.TASK, "coupon"),
        (ev.Action.TASK, "redeem"),
        (ev.Action.TASK, "earn"),
        (ev.Action.TASK, "devices"),
        (ev.Action.TASK, "settings"),
        (ev.Action.TASK, "close"),
        (ev.Action.TEST, "page"),
        (ev.Action.TEST, "service"),
        (ev.Action.SETTING, "volume"),
        (ev.Action.SET, "40"),
        (ev.Action.DEED, "close"),
        (ev.Action.DEED, "open"),
        (ev.Action.DEED, "shut_down"),
        (ev.Action.TASK, "enrol"),
        (ev.Action.ENDING, "@gmail.com"),
        (ev.Action.CONSENT, "terms"),
        (ev.Action.CONSENT, "privacy"),
        (ev.Action.TASK, "checkout"),
        (ev.Action.AGAIN, ORDER.order),
        (ev.Action.GIVE_UP, ORDER.order),
        (ev.Action.CARD, "point"),
        (ev.Action.SHOW_COUPON, COUPON.id),
    ]
)
PERSONAL = {
    ev.Action.LANGUAGE,
    ev.Action.TEXT_SIZE,
    ev.Action.THEME,
    ev.Action.ACCESS,
    ev.Action.MORE_TIME,
}
IN_VIEW = "code: beside its own"
"""A different text, while the session's own code is in view or was until just now: perhaps the same
phone after its code changed."""

LATER = 10.0
"""Seconds that end the patience for an answer."""


# -- names -----------------------------------------------------------------------------------------


def name_of(stage: Stage) -> str:
    """The state as drawn: the stage, and what of it makes a different screen or wait."""
    name = type(stage).__name__
    match stage:
        case StaffRunning(ending=ending) if ending is not None:
            return f"{name} balance"
        case stage if isinstance(stage, PapersStage):
            return name + papers_walk.name_of(stage)
        case stage if isinstance(stage, PeopleStage):
            return name + people_walk.name_of(stage)
        case Earning(run=run) | StaffRunning(run=run):
            return f"{name} {run.phase.value}"
        case StaffMember(typing=True):
            return f"{name} typing"
        case StaffSettings(setting=setting) if setting is not None:
            return f"{name} one"
        case StaffClose(asked=asked) if asked is not None:
            return f"{name} asked"
        case StaffClose(going=going) if going is not None:
            return f"{name} going"
        case StaffEnrolling(resume_at=at) if at is not None:
            return f"{name} waiting"
        case StaffSetupPin(storing=True):
            return f"{name} storing"
        case StaffOrders(orders=None) | StaffOrder(asking=True) | StaffStanding(asking=True):
            return f"{name} asking"
        case StaffStanding(unsure=run) if run is not None:
            return f"{name} unsure"
        case StaffLooking(resume_at=at) if at is not None:
            return f"{name} waiting"
        case Rewarded(coupon=coupon, coupon_at=None) if coupon is not None:
            return f"{name} coupon"
        case StaffLock(checking=True):
            return f"{name} checking"
        case StaffLock(locked_until=until) if until is not None:
            return f"{name} locked"
        case StaffCoupon(typing=True):
            return f"{name} typing"
        case LookingUp(resume_at=at) if at is not None:
            return f"{name} waiting"
        case _:
            return name


def kind_of(kiosk: Kiosk) -> tuple[object, ...]:
    """All of a state that can make a difference to where an event leads."""
    stage = kiosk.stage
    more: tuple[object, ...] = ()
    match stage:
        case Earning() | StaffRunning():
            run = stage.run
            more = (
                min(run.rounds, MOST_ROUNDS),
                run.doubtful,
                min(len(run.entered), 2),
                run.limits > 0,
                run.pin is None,
            )
            if isinstance(stage, Earning):
                more += (type(stage.answer), getattr(stage.answer, "coupon", None) is None, stage.settled)
            else:
                more += (
                    stage.recalled,
                    run.operation.manual_code,
                    stage.draft and (stage.draft.task, stage.draft.confirmed, halves_kind(stage.draft)),
                    type(stage.answer),
                    getattr(stage.answer, "coupon", None) is None,
                    stage.ending,
                )
        case Rewarded():
            more = (stage.printing, stage.coupon is None, bool(stage.coupons))
        case CouponShown():
            more = (stage.printing, isinstance(stage.back, Rewarded))
        case LookingUp():
            more = (stage.slow, stage.limits > 0)
        case Offline():
            more = (stage.stored, stage.cancelled)
        case StaffLock():
            more = (min(len(stage.entered), 4), stage.person != "")
        case StaffCoupon():
            more = (bool(stage.typed),)
        case StaffAmount():
            more = (draft_kind(stage.draft), stage.too_many)
        case StaffMember():
            more = (draft_kind(stage.draft), len(stage.typed), stage.note)
        case StaffLooking():
            more = (draft_kind(stage.draft), stage.qr is None, stage.limits > 0)
        case StaffReward():
            more = (stage.printing,)
        case StaffEnrol():
            more = (bool(stage.typed), plausible(stage.typed), stage.note, stage.doubtful)
        case StaffConsents():
            more = (stage.ticked, stage.note, stage.doubtful)
        case StaffEnrolling():
            more = (stage.ticked, stage.limits > 0, stage.doubtful)
        case StaffEnrolFailed():
            more = (stage.ticked, stage.end, stage.doubtful)
        case StaffEnrolled():
            more = (stage.member.is_new, stage.doubtful)
        case StaffSetup():
            more = (bool(stage.typed), stage.note)
        case StaffSetupPin():
            more = (min(len(stage.entered), 4), bool(stage.first), stage.note)
        case StaffResult():
            more = (stage.verdict, stage.unsure is None, stage.draft and stage.draft.task)
        case StaffDevices():
            page, probe = stage.page, stage.probe
            more = (page and page.state, probe and type(probe.outcome))
        case StaffSettings():
            more = (stage.unkept, stage.refused)
        case StaffClose():
            more = (stage.asked, stage.going, stage.refusal)
        case Closed():
            more = (stage.dimmed, stage.hint_until is not None)
        case Attract():
            more = (stage.dimmed,)
        case Unset():
            more = (stage.dimmed, stage.note, bool(stage.mistakes))
        case stage if isinstance(stage, CheckoutStage):
            more = checkout_kind(stage)
        case stage if isinstance(stage, PapersStage):
            more = papers_walk.kind_of(stage)
        case stage if isinstance(stage, PeopleStage):
            more = people_walk.kind_of(stage)
        case _:
            pass
    return (
        name_of(stage),
        more,
        kiosk.house.closed,
        kiosk.shadow and kiosk.shadow.resume_at is None,
        kiosk.unstaffed and isinstance(stage, Attract),
    )


def draft_kind(draft: Draft) -> tuple[object, ...]:
    """What of an amount being put together can make a difference."""
    halves = halves_kind(draft)
    more = draft.manual and halves is None, draft.confirmed, halves
    return (draft.task, draft.card, draft.amount > 0, draft.member is None, *more)


def halves_kind(draft: Draft) -> object:
    """How the halves of the checkout stand that it belongs to."""
    checkout = draft.checkout
    return checkout and (checkout.redeem, checkout.earn, checkout.points > 0)


def checkout_kind(stage: CheckoutStage) -> tuple[object, ...]:
    """What of a checkout can make a difference."""
    match stage:
        case StaffOrder():
            return (bool(stage.typed),)
        case StaffNoOrder():
            return (stage.member is None,)
        case StaffTotal(typed=typed) | StaffPoints(typed=typed):
            return (len(typed.removesuffix(".")) > 0, len(typed) > 1)
        case StaffStanding(checkout=checkout):
            halves = checkout.redeem, checkout.earn, checkout.points > 0
            return (*halves, stage.member is None, stage.trouble == "insufficient", stage.giving_up)
        case StaffSummary():
            return (stage.printing,)
        case _:
            return ()


# -- exploring -------------------------------------------------------------------------------------


def happenings(kiosk: Kiosk, at: float) -> Iterator[tuple[str, ev.Event, float]]:
    """Everything that can happen in this state, with a name and the monotonic time it happens at."""
    stage = kiosk.stage
    session = session_of(stage)
    who = session.id if session else ""
    for action, value in TAPS:
        yield f"touch: {action.value.replace('_', ' ')}", ev.Tap(action, value, who), at
    yield "code: member", ev.CodeSeen(ev.Source.SCANNER, b"code %d" % at), at
    if member_of(stage) is not None:
        yield IN_VIEW, ev.CodeSeen(ev.Source.CAMERA, b"turned %d" % at), at
    yield "code: coupon", ev.CodeSeen(ev.Source.SCANNER, b"cq_%d" % at), at
    yield "code: badge", ev.CodeSeen(ev.Source.SCANNER, b"kb_%d" % at), at
    yield "code: unreadable", ev.CodeSeen(ev.Source.SCANNER, b"\xff%d" % at), at
    for name, due in deadlines(kiosk):
        yield f"time: {name.replace('_', ' ')}", ev.Elapsed(name), max(at, due)
    if kiosk.shadow is not None:
        for member in (ANNA, BEN):
            label = "lookup: same member" if member is ANNA else "lookup: another member"
            yield label, ev.LookedUp(kiosk.shadow.id, kiosk.shadow.attempt, o.Found(member)), at
        timeout = o.Unavailable(o.Trouble.TIMEOUT)
        yield "lookup: nobody knows", ev.LookedUp(kiosk.shadow.id, kiosk.shadow.attempt, timeout), at
    match stage:
        case LookingUp(attempt=attempt):
            for name, found in LOOKUPS.items():
                for later in (0.0, LATER):
                    yield f"lookup: {name}", ev.LookedUp(who, attempt, found), at + later
        case Recalling():
            for name, history in HISTORIES.items():
                yield f"journal: {name}", ev.Recalled(who, history), at
            yield "journal: failed", ev.JournalFailed(who, "x"), at
        case StaffLooking(key=key, attempt=attempt):
            for name, found in LOOKUPS.items():
                for later in (0.0, LATER):
                    yield f"lookup: {name}", ev.LookedUp(key, attempt, found), at + later
        case StaffDevices(page=page, probe=probe):
            yield "machine: report", ev.Inspected(who, MachineReport()), at
            if page is not None:
                yield "paper: printed", ev.SlipProgress(page.ref, PrintState.PRINTED), at
            if probe is not None:
                yield "lookup: refused", ev.Probed(probe.ref, o.NotFound(), 1.0), at
        case StaffSettings():
            yield "journal: failed", ev.JournalFailed(who, "x"), at
            yield "machine: brightness refused", ev.BrightnessSet(who, False), at
        case StaffClose():
            yield "machine: refuses", ev.ShutDownAnswered(who, Refusal.FAILED), at
        case StaffEnrolling(key=key, attempt=attempt):
            for name, found in ENROLMENTS.items():
                for later in (0.0, LATER):
                    yield f"enrolment: {name}", ev.Enrolled(key, attempt, found), at + later
        case StaffSetup() | StaffSetupPin():
            yield "journal: somebody is there", ev.StaffKnown(True), at
            if isinstance(stage, StaffSetupPin) and stage.storing:
                yield "journal: stored", ev.StaffAdded(who, "x"), at
                yield "journal: failed", ev.JournalFailed(who, "x"), at
        case Attract():
            yield "journal: nobody of the staff", ev.StaffKnown(False), at
        case Offline():
            yield "journal: visit kept", ev.VisitKept(who), at
        case StaffLock(checking=True):
            yield "PIN right", ev.StaffAdmitted(who, "x"), at
            yield "badge: known", ev.BadgeKnown(who, "x"), at
            yield "PIN wrong", ev.StaffRefused(who), at
            yield "entry locked", ev.StaffRefused(who, 15.0), at
            yield "nobody of the staff", ev.StaffRefused(who, nobody=True), at
        case Earning() | StaffRunning():
            yield from operation_happenings(stage, at)
        case StaffOrders(orders=None):
            yield "journal: nothing unfinished", ev.CheckoutsRecalled(who, ()), at
            yield "journal: unfinished", ev.CheckoutsRecalled(who, (SPENT,)), at
            yield "journal: failed", ev.JournalFailed(who, "x"), at
        case (
            StaffOrder(asking=True, typed=order) | StaffStanding(asking=True, checkout=Checkout(order=order))
        ):
            for name, found_order in ORDERS.items():
                yield f"journal: {name}", ev.CheckoutRecalled(who, order, found_order), at
            yield "journal: failed", ev.JournalFailed(who, "x"), at
        case stage if isinstance(stage, PapersStage):
            yield from papers_walk.happenings(stage, at)
        case stage if isinstance(stage, PeopleStage):
            yield from people_walk.happenings(stage, at)
        case _:
            pass


def operation_happenings(stage: Earning | StaffRunning, at: float) -> Iterator[tuple[str, ev.Event, float]]:
    """What can happen to an operation under way."""
    run = stage.run
    key = run.operation.id
    yield "journal: recorded", ev.Recorded(key), at
    yield "journal: settled", ev.Settled(key), at
    yield "journal: failed", ev.JournalFailed(key, "x"), at
    for sort, outcomes in SENDS.items():
        for outcome in outcomes:
            for later in (0.0, LATER):
                yield (
                    f"answer: {sort.value.replace('_', ' ')}",
                    ev.Answered(key, run.attempt, outcome),
                    at + later,
                )
    if isinstance(stage, StaffRunning):
        yield "journal: earlier attempts", ev.AttemptRecalled(key, None), at
        for name, found in LOOKUPS.items():
            yield f"lookup: {name}", ev.LookedUp(key, 0, found), at
    else:
        for name, found in LOOKUPS.items():
            yield f"lookup: {name}", ev.LookedUp(stage.session.id, 0, found), at


Edges = dict[tuple[str, str], set[str]]


def explore() -> tuple[Edges, dict[str, set[str]]]:
    """All transitions (from, to) -> names of events, and the names of the deadlines of each state."""
    first = start(Rules(languages=("en",)), 1000.0)
    first, _ = step(first, ev.PrinterChanged(PrinterState.READY), Moment(1000.0, NOW, 1))
    known, waiting = {kind_of(first)}, [(first, 1000.0)]
    edges: Edges = defaultdict(set)
    waits: dict[str, set[str]] = defaultdict(set)
    entropy = 1
    while waiting:
        kiosk, at = waiting.pop(0)
        here = name_of(kiosk.stage)
        waits[here] |= {name for name, _ in deadlines(kiosk) if name != "parked"}
        for label, event, when in happenings(kiosk, at):
            entropy += 1
            before = kiosk
            session = session_of(kiosk.stage)
            if label == IN_VIEW and session is not None and session.mark is not None:
                before = replace(kiosk, seen=Seen((Sight(session.mark, when),)))
            after, _ = step(before, event, Moment(when, NOW, entropy))
            # What goes on without a screen has no part in the drawing of screens.
            after = replace(after, loose=())
            personal = isinstance(event, ev.Tap) and event.action in PERSONAL
            there = name_of(after.stage)
            if after.stage != kiosk.stage and not personal and (here != there or here == "Attract"):
                edges[here, there].add(label)
            if kind_of(after) not in known:
                known.add(kind_of(after))
                waiting.append((after, when + 1.0))
    return {pair: labels for pair, labels in edges.items() if pair[0] != pair[1]}, waits
