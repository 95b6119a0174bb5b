"""The staff's task «checkout»: redeem, then earn on the whole total, as one guided flow.

Member, order, total, points; then both halves by themselves, and the summary. The order's number is asked
for before anything else of it, because it says whether the order is known: one that was begun goes on
where it was, with the same ids, total and points, and one that is booked is not booked again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kiosk.core import checkout_steps as steps
from kiosk.core import staff_amount as amounts
from kiosk.core import staff_running as running
from kiosk.core.checkout import MOST_SIGNS, SIGNS, Checkout, CheckoutState, Half, is_order, is_taken
from kiosk.core.checkout_slip import slip_of
from kiosk.core.codes import fingerprint
from kiosk.core.customer import classify, scan_report
from kiosk.core.effects import (
    Audit,
    Cue,
    GiveUpCheckout,
    Lookup,
    PrintSlip,
    RecallCheckout,
    RecallCheckouts,
    Report,
    Sound,
)
from kiosk.core.events import Action, CheckoutRecalled, CheckoutsRecalled, CodeSeen, SlipProgress, Tap
from kiosk.core.health import can_print
from kiosk.core.ids import session_id
from kiosk.core.model import CardType, Member, Moment, PrintState
from kiosk.core.sessions import Result, alive, divert
from kiosk.core.stages_checkout import (
    CheckoutStage,
    OrderTrouble,
    StaffNoOrder,
    StaffOrder,
    StaffOrders,
    StaffPoints,
    StaffStanding,
    StaffSummary,
    StaffTotal,
)
from kiosk.core.state import Draft, Kiosk, StaffInside, StaffLooking, StaffMember, StaffMenu, Task, Verdict

PAPER_AGAIN = (None, PrintState.FAILED, PrintState.UNKNOWN)


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The task's first screen: what was begun and not ended; without any, the member at once."""
    orders = StaffOrders(alive(stage.session, now), stage.person)
    return replace(kiosk, stage=orders), (RecallCheckouts(stage.session.id),)


def enrolled(kiosk: Kiosk, stage: StaffInside, member: Member, now: Moment) -> Result:
    """A member who has just signed up goes on to the order. Their code came from the server: not typed."""
    return replace(kiosk, stage=StaffOrder(alive(stage.session, now), stage.person, member)), ()


def _whose(stage: CheckoutStage) -> StaffMember:
    return StaffMember(stage.session, stage.person, Draft(Task.CHECKOUT, CardType.POINT))


def _menu(kiosk: Kiosk, stage: CheckoutStage, now: Moment) -> Result:
    return divert(kiosk, StaffMenu(stage.session, stage.person), now)


# -- touches ---------------------------------------------------------------------------------------


def on_tap(kiosk: Kiosk, stage: CheckoutStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of this task's screens; leaving the staff screens is dealt with before."""
    match stage:
        case StaffOrder():
            return _on_order_tap(kiosk, stage, tap)
        case StaffTotal():
            return _on_total_tap(kiosk, stage, tap, now)
        case StaffPoints():
            return _on_points_tap(kiosk, stage, tap, now)
        case StaffStanding():
            return _on_standing_tap(kiosk, stage, tap, now)
        case StaffNoOrder() if tap.action is Action.CONTINUE:
            return _another(kiosk, stage, now)
    if tap.action is Action.BACK:
        return _menu(kiosk, stage, now)
    match stage, tap.action:
        case StaffOrders(), Action.CONTINUE:
            return replace(kiosk, stage=_whose(stage)), ()
        case StaffOrders(orders=orders), Action.AGAIN:
            chosen = next((one for one in orders or () if one.order == tap.value), None)
            return (kiosk, ()) if chosen is None else _take_up(kiosk, stage, chosen, now)
        case StaffSummary(), Action.TASK if tap.value == Task.CHECKOUT:
            return begin(kiosk, stage, now)
        case StaffSummary(), Action.PRINT_SLIP if may_print(kiosk, stage):
            slip = PrintSlip(_ref(stage), slip_of(stage, now.local))
            return replace(kiosk, stage=replace(stage, printing=PrintState.QUEUED)), (slip,)
    return kiosk, ()


def _another(kiosk: Kiosk, stage: StaffNoOrder, now: Moment) -> Result:
    if stage.member is None:
        return begin(kiosk, stage, now)
    order = StaffOrder(stage.session, stage.person, stage.member, stage.manual)
    return replace(kiosk, stage=order), ()


def _take_up(kiosk: Kiosk, stage: StaffOrders, checkout: Checkout, now: Moment) -> Result:
    """One of the list: its member is looked up by the code that is on disk, for the balance has to be the
    server's of now."""
    draft = Draft(Task.CHECKOUT, CardType.POINT, manual=checkout.manual, checkout=checkout)
    key, code = session_id(now), str(checkout.member_code)
    looking = StaffLooking(stage.session, stage.person, draft, key, now.mono, code=code)
    return replace(kiosk, stage=looking), (Lookup(key, 1, code=code),)


def _on_order_tap(kiosk: Kiosk, stage: StaffOrder, tap: Tap) -> Result:
    typed = stage.typed
    match tap.action:
        case Action.BACK:
            return replace(kiosk, stage=_whose(stage)), ()
        case _ if stage.asking:
            return kiosk, ()
        case Action.CHARACTER | Action.DIGIT if len(typed) < MOST_SIGNS and SIGNS.fullmatch(tap.value):
            typed += tap.value
        case Action.ERASE:
            typed = "" if stage.scanned else typed[:-1]
        case Action.CONFIRM if is_order(typed) and is_taken(typed):
            no = StaffNoOrder(
                stage.session, stage.person, stage.member, stage.manual, typed, OrderTrouble.TAKEN
            )
            return replace(kiosk, stage=no), (Cue(Sound.REFUSAL),)
        case Action.CONFIRM if is_order(typed):
            return replace(kiosk, stage=replace(stage, asking=True)), (
                RecallCheckout(stage.session.id, typed),
            )
        case _:
            return kiosk, ()
    return replace(kiosk, stage=replace(stage, typed=typed, scanned=False)), ()


def _on_total_tap(kiosk: Kiosk, stage: StaffTotal, tap: Tap, now: Moment) -> Result:
    typed = stage.typed
    match tap.action:
        case Action.BACK:
            order = StaffOrder(stage.session, stage.person, stage.member, stage.manual, stage.order)
            return replace(kiosk, stage=order), ()
        case Action.DIGIT if len(tap.value) == 1 and tap.value in "0123456789":
            typed = amounts.with_digit(typed, tap.value)
        case Action.CHARACTER if tap.value == "." and "." not in typed:
            typed = (typed or "0") + "."
        case Action.ERASE:
            typed = typed[:-1]
        case Action.CONFIRM if amount(typed) > 0:
            points = StaffPoints(
                stage.session, stage.person, stage.member, stage.manual, stage.order, amount(typed)
            )
            if stage.member.balance.points == 0:
                return _begin_halves(kiosk, points, 0, now)
            return replace(kiosk, stage=points), ()
    return replace(kiosk, stage=replace(stage, typed=typed)), ()


def amount(typed: str) -> Decimal:
    """What is typed, exactly; 0 while there is nothing."""
    return Decimal(typed.removesuffix(".") or "0")


def _on_points_tap(kiosk: Kiosk, stage: StaffPoints, tap: Tap, now: Moment) -> Result:
    typed = stage.typed
    match tap.action:
        case Action.BACK:
            total = StaffTotal(
                stage.session,
                stage.person,
                stage.member,
                stage.manual,
                stage.order,
                steps.written(stage.total),
            )
            return replace(kiosk, stage=total), ()
        case Action.CONTINUE:
            return _begin_halves(kiosk, stage, 0, now)
        case Action.DIGIT if len(tap.value) == 1 and tap.value in "0123456789":
            typed = amounts.with_digit(typed, tap.value)
        case Action.ERASE:
            typed = typed[:-1]
        case Action.CONFIRM if typed and int(typed) > stage.member.balance.points:
            return replace(kiosk, stage=replace(stage, too_many=True)), (Cue(Sound.REFUSAL),)
        case Action.CONFIRM if typed:
            return _begin_halves(kiosk, stage, int(typed), now)
    return replace(kiosk, stage=replace(stage, typed=typed, too_many=False)), ()


def _begin_halves(kiosk: Kiosk, stage: StaffPoints, points: int, now: Moment) -> Result:
    checkout = Checkout(
        stage.order,
        stage.member.code,
        stage.total,
        points,
        now.local,
        stage.person,
        stage.manual,
    )
    return steps.ask(kiosk, StaffStanding(alive(stage.session, now), stage.person, checkout, stage.member))


def _on_standing_tap(kiosk: Kiosk, stage: StaffStanding, tap: Tap, now: Moment) -> Result:
    checkout = stage.checkout
    match tap.action:
        case Action.BACK | Action.CONTINUE if stage.giving_up:
            return replace(kiosk, stage=replace(stage, giving_up=False)), ()
        case Action.BACK:
            return _menu(kiosk, stage, now)
        case _ if stage.asking:
            return kiosk, ()
        case Action.GIVE_UP if stage.giving_up and tap.value == checkout.order:
            return _given_up(kiosk, stage, now)
        case Action.GIVE_UP:
            return replace(kiosk, stage=replace(stage, giving_up=True)), ()
        case Action.AGAIN if stage.unsure is not None:
            draft = steps.draft_of(checkout, stage.unsure.operation.kind, stage.member)
            return running.again(kiosk, stage, stage.unsure, draft)
        case Action.AGAIN:
            return steps.ask(kiosk, stage)
        case Action.CHANGE if may_change(stage):
            return replace(kiosk, stage=_changing(stage)), ()
    return kiosk, ()


def may_change(stage: StaffStanding) -> bool:
    """Whether total and points may still become others: nothing of the order is booked, nor may be. The
    server has refused these ids, or never heard of them, so under the same ids another amount is still one
    booking; the journal refuses the change where that is not so (``Journal.record`` with its checkout)."""
    return stage.checkout.untouched and stage.member is not None


def _changing(stage: StaffStanding) -> StaffTotal | StaffPoints:
    checkout, member = stage.checkout, stage.member
    assert member is not None
    if stage.trouble == Verdict.INSUFFICIENT:
        return StaffPoints(
            stage.session, stage.person, member, checkout.manual, checkout.order, checkout.total
        )
    total = steps.written(checkout.total)
    return StaffTotal(stage.session, stage.person, member, checkout.manual, checkout.order, total)


def _given_up(kiosk: Kiosk, stage: StaffStanding, now: Moment) -> Result:
    """What may be booked of it is still found out, by the outbox."""
    order = stage.checkout.order
    orders = StaffOrders(alive(stage.session, now), stage.person)
    kiosk, effects = divert(kiosk, orders, now)
    session = stage.session.id
    return kiosk, (
        *effects,
        GiveUpCheckout(session, order),
        Audit(stage.person, steps.TASK, f"given_up {order}"),
        RecallCheckouts(session),
    )


# -- what the journal knows ------------------------------------------------------------------------


def on_listed(kiosk: Kiosk, event: CheckoutsRecalled) -> Result:
    """The unfinished ones."""
    stage = kiosk.stage
    if not isinstance(stage, StaffOrders) or stage.orders is not None or event.session != stage.session.id:
        return kiosk, ()
    if not event.checkouts:
        return replace(kiosk, stage=_whose(stage)), ()
    return replace(kiosk, stage=replace(stage, orders=event.checkouts)), ()


def on_recalled(kiosk: Kiosk, event: CheckoutRecalled, now: Moment) -> Result:
    """What is known of this order."""
    stage = kiosk.stage
    match stage:
        case (
            StaffOrder(asking=True, typed=order) | StaffStanding(asking=True, checkout=Checkout(order=order))
        ):
            if (event.session, event.order) != (stage.session.id, order):
                return kiosk, ()
        case _:
            return kiosk, ()
    if isinstance(stage, StaffOrder):
        return _looked_into(kiosk, stage, event.checkout, now)
    return _goes_on(kiosk, replace(stage, asking=False), event.checkout, now)


def _looked_into(kiosk: Kiosk, stage: StaffOrder, known: Checkout | None, now: Moment) -> Result:
    session, person, member, order = alive(stage.session, now), stage.person, stage.member, stage.typed
    fresh = known is None or (known.state is CheckoutState.GIVEN_UP and known.untouched)
    if known is None or fresh:
        return replace(kiosk, stage=StaffTotal(session, person, member, stage.manual, order)), ()
    why = None if known.is_of(member.code) else OrderTrouble.OTHER_MEMBER
    if known.complete:
        why = OrderTrouble.DONE
    if why is not None:
        no = StaffNoOrder(session, person, member, stage.manual, order, why, known)
        return replace(kiosk, stage=no), (Cue(Sound.REFUSAL),)
    standing = StaffStanding(session, person, replace(known, manual=stage.manual), member)
    return replace(kiosk, stage=standing), ()


def _goes_on(kiosk: Kiosk, stage: StaffStanding, known: Checkout | None, now: Moment) -> Result:
    """Now the next half may be sent: of the order as it is wanted, if nothing of it is booked; else of the
    order as it was begun."""
    wanted = stage.checkout
    if known is None or known.untouched:
        # The row goes to disk before the first half does, so without it there is none.
        return steps.go_on(kiosk, stage, replace(wanted, redeem=Half.MISSING, earn=Half.MISSING), now)
    if known.complete:
        # The outbox has had the answer meanwhile.
        summary = StaffSummary(alive(stage.session, now), stage.person, known)
        done = Audit(stage.person, steps.TASK, steps.done_words(known))
        return replace(kiosk, stage=summary), (done, Cue(Sound.SUCCESS))
    same = known.is_of(wanted.member_code) and (known.total, known.points) == (wanted.total, wanted.points)
    if same:
        return steps.go_on(kiosk, stage, replace(known, manual=wanted.manual), now)
    member = stage.member if known.is_of(wanted.member_code) else None
    return replace(kiosk, stage=replace(stage, checkout=known, member=member)), (Cue(Sound.REFUSAL),)


def journal_failed(kiosk: Kiosk, stage: CheckoutStage, now: Moment) -> Result:
    """The disk did not say what it knows. Without that nothing is sent."""
    session = alive(stage.session, now)
    match stage:
        case StaffOrders(orders=None):
            return replace(kiosk, stage=_whose(stage)), ()
        case StaffOrder(asking=True):
            no = StaffNoOrder(
                session, stage.person, stage.member, stage.manual, stage.typed, OrderTrouble.NO_JOURNAL
            )
            return replace(kiosk, stage=no), (Cue(Sound.REFUSAL),)
        case StaffStanding(asking=True):
            failed = replace(stage, session=session, asking=False, trouble=Verdict.NO_JOURNAL.value)
            return replace(kiosk, stage=failed), (Cue(Sound.REFUSAL),)
    return kiosk, ()


# -- scans, and paper ------------------------------------------------------------------------------


def on_code(kiosk: Kiosk, stage: CheckoutStage, event: CodeSeen, now: Moment) -> Result:
    """A scan while one of this task's screens is up: a member's where one is waited for, an order's number
    where that is. Anywhere else the phone still lies there, and must not disturb."""
    if isinstance(stage, StaffOrders):
        whose = _whose(stage)
        return amounts.on_code(replace(kiosk, stage=whose), whose, event, now)
    kind, text = classify(kiosk, event)
    ours = kind == "member" and isinstance(stage, StaffOrder) and is_order(text)
    if not ours or not isinstance(stage, StaffOrder):
        return kiosk, (scan_report(event, kind),)
    return _on_order_code(kiosk, stage, text, scan_report(event, "order"), fingerprint(event.data))


def _on_order_code(kiosk: Kiosk, stage: StaffOrder, text: str, report: Report, mark: bytes) -> Result:
    """Only filled in, for staff to see and confirm: a member's code may look like an order's number, and
    changes by itself. What was typed by hand stays, and so does the code this session's member has shown."""
    free = (not stage.typed or stage.scanned) and not stage.asking
    if not free or mark == stage.session.mark:
        return kiosk, (report,)
    filled = replace(stage, typed=text, scanned=True)
    return replace(kiosk, stage=filled), (report, Cue(Sound.SCAN))


def may_print(kiosk: Kiosk, stage: StaffSummary) -> bool:
    """Whether a paper may be asked for."""
    return stage.printing in PAPER_AGAIN and can_print(kiosk.health, kiosk.rules)


def _ref(stage: StaffSummary) -> str:
    return f"checkout {stage.checkout.order}"


def on_slip(kiosk: Kiosk, stage: CheckoutStage, event: SlipProgress) -> Result:
    """How the paper that was asked for goes on."""
    if not isinstance(stage, StaffSummary) or event.ref != _ref(stage):
        return kiosk, ()
    return replace(kiosk, stage=replace(stage, printing=event.state)), ()
