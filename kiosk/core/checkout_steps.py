"""From one step of a checkout to the next: whose it is, which half is sent, and how a half that has ended
leads to the other one, to the summary, or to a screen that says how it stands.

The sending itself is ``staff_running``'s, for every operation of the staff's alike."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kiosk.core import challenge as c
from kiosk.core import outcomes as o
from kiosk.core.checkout import Checkout, Half, operation_of
from kiosk.core.effects import Audit, Cue, Effect, RecallCheckout, Record, Sound
from kiosk.core.model import Balance, CardType, Member, Moment, Operation, OperationKind
from kiosk.core.sessions import Result, alive, take_loose, task_of
from kiosk.core.stages_checkout import (
    OrderTrouble,
    StaffNoOrder,
    StaffOrder,
    StaffStanding,
    StaffSummary,
    StaffTotal,
)
from kiosk.core.state import (
    Draft,
    Kiosk,
    MemberNote,
    StaffLooking,
    StaffMember,
    StaffReward,
    StaffRunning,
    Task,
    Verdict,
)

TASK = "checkout"
"""What the audit log calls the whole; its halves are ``redeem_point`` and ``earn_point`` as anywhere."""


def written(total: Decimal) -> str:
    """As it is typed."""
    return format(total, "f")


# -- whose -----------------------------------------------------------------------------------------


def found(kiosk: Kiosk, stage: StaffLooking, member: Member, now: Moment) -> Result:
    """The member is known. A checkout that is taken up again goes on with them, if it is theirs."""
    draft, session = stage.draft, alive(stage.session, now)
    checkout, manual = draft.checkout, draft.manual
    if checkout is None:
        order = StaffOrder(session, stage.person, member, manual)
        return replace(kiosk, stage=order), (Cue(Sound.SUCCESS),)
    if checkout.is_of(member.code):
        standing = StaffStanding(session, stage.person, replace(checkout, manual=manual), member)
        return replace(kiosk, stage=standing), (Cue(Sound.SUCCESS),)
    if checkout.untouched:
        # The code that was typed was another's, and nothing was booked for them: now it is this one's.
        total = StaffTotal(session, stage.person, member, manual, checkout.order, written(checkout.total))
        return replace(kiosk, stage=total), (Cue(Sound.SUCCESS),)
    other = StaffNoOrder(
        session, stage.person, None, manual, checkout.order, OrderTrouble.OTHER_MEMBER, checkout
    )
    return replace(kiosk, stage=other), (Cue(Sound.REFUSAL),)


def please_scan(stage: StaffRunning, checkout: Checkout) -> StaffMember:
    """The service takes no typed codes: the same order, once its member has shown theirs."""
    draft = Draft(Task.CHECKOUT, CardType.POINT, checkout=replace(checkout, manual=False))
    return StaffMember(stage.session, stage.person, draft, note=MemberNote.PLEASE_SCAN)


def back_from_member(stage: StaffMember, checkout: Checkout) -> StaffStanding:
    """Nobody was found for a checkout that was to be taken up again."""
    return StaffStanding(stage.session, stage.person, checkout)


# -- the halves ------------------------------------------------------------------------------------


def draft_of(checkout: Checkout, kind: OperationKind, member: Member | None) -> Draft:
    """The half as the tasks with an amount know it."""
    redeem = kind is OperationKind.REDEEM
    return Draft(
        Task.REDEEM if redeem else Task.EARN,
        CardType.POINT,
        str(checkout.points) if redeem else written(checkout.total),
        member,
        checkout.manual,
        confirmed=True,
        checkout=checkout,
    )


def ask(kiosk: Kiosk, stage: StaffStanding) -> Result:
    """Before anything is sent: how does it stand now? The outbox may have gone on with a half of it, and
    what was just left may still be on its way to the disk."""
    asking = replace(stage, asking=True, trouble="", balance=None, giving_up=False)
    return replace(kiosk, stage=asking), (RecallCheckout(stage.session.id, stage.checkout.order),)


def go_on(
    kiosk: Kiosk, stage: StaffStanding, checkout: Checkout, now: Moment, before: Balance | None = None
) -> Result:
    """Send the next half, under the id it always has. Where it is still under way without a screen, that
    very run comes back to the screen: two requests under one id would mistake each other's answers."""
    kind, member = checkout.next_half(), stage.member
    if before is None and member is not None:
        before = member.balance
    operation = operation_of(checkout, kind, before, now)
    without, loose = take_loose(kiosk, operation.id)
    session = alive(stage.session, now)
    if loose is not None and (loose.run.phase is c.Phase.DONE or not _same(loose.run.operation, operation)):
        # Its end, or the record of another amount, is on the way to the disk: ask once more, after it.
        return ask(kiosk, stage)
    run = c.Run(operation, doubtful=checkout.half(kind) is Half.UNSURE)
    effects: tuple[Effect, ...] = (Record(operation, checkout),)
    if loose is not None:
        run, effects = loose.run, ()
    draft = draft_of(checkout, kind, member)
    running = StaffRunning(session, stage.person, run, recalled=True, draft=draft)
    return replace(without, stage=running), effects


def _same(one: Operation, other: Operation) -> bool:
    return (one.member_code, one.amount) == (other.member_code, other.amount)


def ended(
    kiosk: Kiosk,
    stage: StaffRunning,
    checkout: Checkout,
    verdict: Verdict,
    now: Moment,
    *,
    effects: tuple[Effect, ...],
    balance: Balance | None,
    unsure: c.Run | None,
) -> Result:
    """A half has come to an end. What it says about the half: a refusal, that it is not booked; a network or
    a disk that failed before anything left, nothing new."""
    operation, draft = stage.run.operation, stage.draft
    assert draft is not None
    checkout = with_half(checkout, operation.kind, verdict)
    effects = (*effects, Audit(stage.person, task_of(operation), verdict.value))
    member = draft.member
    standing = StaffStanding(stage.session, stage.person, checkout, member, verdict.value, balance, unsure)
    if verdict is not Verdict.BOOKED:
        if member is not None and balance is not None:
            standing = replace(standing, member=replace(member, balance=balance))
        return replace(kiosk, stage=standing), (*effects, Cue(Sound.REFUSAL))
    if not checkout.complete:
        kiosk, more = go_on(kiosk, standing, checkout, now, balance)
        return kiosk, (*effects, *more)
    known = isinstance(stage.answer, o.AlreadyApplied) and not stage.run.doubtful
    before = None if member is None else member.balance
    summary = StaffSummary(stage.session, stage.person, checkout, before, balance, known)
    done = (Audit(stage.person, TASK, done_words(checkout)), Cue(Sound.SUCCESS))
    return replace(kiosk, stage=summary), (*effects, *done)


def dropped(stage: StaffRunning, checkout: Checkout) -> StaffStanding:
    """Staff have gone back from a half that was surely not applied."""
    assert stage.draft is not None
    checkout = with_half(checkout, stage.run.operation.kind, Verdict.PIN_FAILED)
    return StaffStanding(stage.session, stage.person, checkout, stage.draft.member)


def with_half(checkout: Checkout, kind: OperationKind, verdict: Verdict) -> Checkout:
    """The checkout after this verdict on one of its halves."""
    match verdict:
        case Verdict.BOOKED:
            half = Half.BOOKED
        case Verdict.UNSURE:
            half = Half.UNSURE
        case Verdict.NO_JOURNAL | Verdict.UNREACHABLE:
            half = checkout.half(kind)
        case _:
            half = Half.MISSING
    return replace(checkout, redeem=half) if kind is OperationKind.REDEEM else replace(checkout, earn=half)


def done_words(checkout: Checkout) -> str:
    """The audit log's word on its end."""
    return f"done {checkout.order}"


def rewarded(stage: StaffReward, checkout: Checkout) -> tuple[StaffReward, Effect]:
    """The earn has brought a coupon: that is shown first, though the checkout is done."""
    checkout = with_half(checkout, OperationKind.EARN, Verdict.BOOKED)
    done = Audit(stage.person, TASK, done_words(checkout))
    return replace(stage, draft=replace(stage.draft, checkout=checkout)), done


def after_reward(kiosk: Kiosk, stage: StaffReward, checkout: Checkout) -> Result:
    """From the coupon to the summary."""
    member = stage.draft.member
    before = None if member is None else member.balance
    summary = StaffSummary(stage.session, stage.person, checkout, before, stage.balance)
    return replace(kiosk, stage=summary), ()
