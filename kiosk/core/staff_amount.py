"""The staff's tasks «redeem points or stamps» and «earn»: how much, and whose. What comes of it is sent
by ``staff_running``.

A redemption begins with the member, for what can be spent has to be seen first. An earn begins with the
amount, and the member shows their code when it is known; a code that is shown earlier is taken, too.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import challenge as c
from kiosk.core import checkout_steps
from kiosk.core import outcomes as o
from kiosk.core.codes import fingerprint
from kiosk.core.customer import classify, scan_report
from kiosk.core.effects import Cue, Lookup, Record, Sound
from kiosk.core.events import Action, CodeSeen, LookedUp, Tap
from kiosk.core.ids import operation_id, session_id
from kiosk.core.model import CardType, Moment, Operation, OperationKind
from kiosk.core.rules import RATE_LIMIT_MOST, RATE_LIMIT_WAIT, REPEAT_AFTER, UNREACHABLE_AFTER
from kiosk.core.sessions import Result, alive
from kiosk.core.state import (
    Draft,
    Kiosk,
    MemberNote,
    StaffAmount,
    StaffLooking,
    StaffMember,
    StaffMenu,
    StaffResult,
    StaffReward,
    StaffRunning,
    Task,
)

CODE_DIGITS = 6
"""Digits of a customer's code (the vendor's manual)."""

MOST_WHOLE, MOST_DECIMALS = 6, 2
"""Digits of an amount: a purchase of up to 999 999.99, in any currency that is counted in hundredths."""

NOTES: dict[type, MemberNote] = {
    o.NotFound: MemberNote.UNKNOWN,
    o.InvalidQr: MemberNote.OLD_CODE,
    o.BadKey: MemberNote.BAD_KEY,
    o.SubscriptionLapsed: MemberNote.SUBSCRIPTION,
}

KINDS = {Task.REDEEM: OperationKind.REDEEM, Task.EARN: OperationKind.EARN}


def begin(kiosk: Kiosk, stage: StaffMenu | StaffResult | StaffReward, task: Task) -> Result:
    """The task's first screen. The shop's own card comes first; the other is a touch away."""
    draft = Draft(task, kiosk.house.configured.card or CardType.POINT)
    return replace(kiosk, stage=_first(stage, draft)), ()


def _first(
    stage: StaffMenu | StaffResult | StaffReward | StaffAmount | StaffMember | StaffLooking, draft: Draft
) -> StaffAmount | StaffMember:
    screen = StaffMember if draft.task is not Task.EARN or draft.confirmed else StaffAmount
    return screen(stage.session, stage.person, draft)


# -- how much ----------------------------------------------------------------------------------------


def on_amount_tap(kiosk: Kiosk, stage: StaffAmount, tap: Tap, now: Moment) -> Result:
    """The keypad of the amount."""
    draft = stage.draft
    match tap.action:
        case Action.BACK if draft.member is None:
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.BACK:
            # The member was not the right one, or not the right amount: begin this task again.
            return replace(kiosk, stage=_first(stage, Draft(draft.task, draft.card))), ()
        case Action.CARD if tap.value in tuple(CardType):
            draft = replace(draft, card=CardType(tap.value), typed="")
        case Action.DIGIT if len(tap.value) == 1 and tap.value in "0123456789":
            draft = replace(draft, typed=with_digit(draft.typed, tap.value))
        case Action.CHARACTER if tap.value == "." and draft.decimals and "." not in draft.typed:
            draft = replace(draft, typed=(draft.typed or "0") + ".")
        case Action.ERASE:
            draft = replace(draft, typed=draft.typed[:-1])
        case Action.CONFIRM if draft.amount > 0:
            return _confirmed(kiosk, stage, now)
    return replace(kiosk, stage=replace(stage, draft=draft, too_many=False)), ()


def with_digit(typed: str, digit: str) -> str:
    """What is typed, with one more digit, as long as an amount may have it."""
    whole, point, decimals = typed.partition(".")
    if point:
        return typed + digit if len(decimals) < MOST_DECIMALS else typed
    return (whole.removeprefix("0") + digit) if len(whole) < MOST_WHOLE else whole


def _confirmed(kiosk: Kiosk, stage: StaffAmount, now: Moment) -> Result:
    draft, of = stage.draft, kiosk.rules.stamps_per_card
    if draft.task is Task.EARN and draft.card is CardType.STAMP and 0 < of < draft.amount:
        # The server would refuse it; the customer's PIN need not be asked for that.
        return replace(kiosk, stage=replace(stage, too_many=True)), (Cue(Sound.REFUSAL),)
    if draft.member is None:
        whose = StaffMember(stage.session, stage.person, replace(draft, confirmed=True))
        return replace(kiosk, stage=whose), ()
    return _run(kiosk, stage, draft, now)


def _run(kiosk: Kiosk, stage: StaffAmount | StaffLooking, draft: Draft, now: Moment) -> Result:
    """Begin the operation: to disk first, under an id of its own."""
    member = draft.member
    assert member is not None
    operation = Operation(
        id=operation_id(kiosk.rules, now),
        kind=KINDS[draft.task],
        created_at=now.local,
        member_code=member.code,
        card=draft.card,
        amount=draft.amount,
        manual_code=draft.manual,
        origin="staff",
        before=member.balance,
    )
    session = alive(stage.session, now)
    running = StaffRunning(session, stage.person, c.Run(operation), recalled=True, draft=draft)
    return replace(kiosk, stage=running), (Record(operation),)


# -- whose -----------------------------------------------------------------------------------------


def on_member_tap(kiosk: Kiosk, stage: StaffMember, tap: Tap, now: Moment) -> Result:
    """Waiting for a member, or the keypad for their code."""
    draft, typed = stage.draft, stage.typed
    match tap.action:
        case Action.BACK if stage.typing:
            return replace(kiosk, stage=StaffMember(stage.session, stage.person, draft)), ()
        case Action.BACK if draft.confirmed and draft.task is Task.EARN:
            amount = StaffAmount(stage.session, stage.person, replace(draft, confirmed=False))
            return replace(kiosk, stage=amount), ()
        case Action.BACK if draft.checkout is not None:
            return replace(kiosk, stage=checkout_steps.back_from_member(stage, draft.checkout)), ()
        case Action.BACK:
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.TYPE_CODE if stage.note is not MemberNote.PLEASE_SCAN:
            return replace(kiosk, stage=StaffMember(stage.session, stage.person, draft, typing=True)), ()
        case Action.DIGIT if stage.typing and len(typed) < CODE_DIGITS:
            if len(tap.value) == 1 and tap.value in "0123456789":
                typed += tap.value
        case Action.ERASE:
            typed = typed[:-1]
        case Action.CONFIRM if len(typed) == CODE_DIGITS:
            return _look_up(kiosk, stage, replace(draft, manual=True), now, code=typed)
    return replace(kiosk, stage=replace(stage, typed=typed)), ()


def on_code(
    kiosk: Kiosk, stage: StaffAmount | StaffMember | StaffLooking, event: CodeSeen, now: Moment
) -> Result:
    """A scan while a member is waited for. Once there is one, the same phone's next code, which comes by
    itself, must not disturb the typing."""
    kind, text = classify(kiosk, event)
    report = scan_report(event, kind)
    if isinstance(stage, StaffAmount) and stage.draft.member is not None:
        return kiosk, (report,)
    session = replace(alive(stage.session, now), mark=fingerprint(event.data))
    if kind != "member":
        note = MemberNote.COUPON if kind == "coupon" else MemberNote.NOT_A_CODE
        waiting = StaffMember(session, stage.person, stage.draft, note=note)
        return replace(kiosk, stage=waiting), (report, Cue(Sound.REFUSAL))
    stage = replace(stage, session=session)
    kiosk, effects = _look_up(kiosk, stage, replace(stage.draft, manual=False), now, qr=text)
    return kiosk, (report, Cue(Sound.SCAN), *effects)


def _look_up(
    kiosk: Kiosk,
    stage: StaffAmount | StaffMember | StaffLooking,
    draft: Draft,
    now: Moment,
    *,
    qr: str | None = None,
    code: str | None = None,
) -> Result:
    key = session_id(now)
    looking = StaffLooking(stage.session, stage.person, draft, key, now.mono, qr=qr, code=code)
    return replace(kiosk, stage=looking), (Lookup(key, 1, qr, code),)


def on_looking_tap(kiosk: Kiosk, stage: StaffLooking, tap: Tap) -> Result:
    """Nothing to press but the way back."""
    if tap.action is not Action.BACK:
        return kiosk, ()
    return replace(kiosk, stage=_first(stage, replace(stage.draft, manual=False))), ()


def on_looked_up(kiosk: Kiosk, stage: StaffLooking, event: LookedUp, now: Moment) -> Result:
    """The server said whose code it is, or why not."""
    if (event.session, event.attempt) != (stage.key, stage.attempt) or stage.resume_at is not None:
        return kiosk, ()
    match event.outcome:
        case o.Found(member) if stage.draft.task is Task.CHECKOUT:
            return checkout_steps.found(kiosk, stage, member, now)
        case o.Found(member):
            draft = replace(stage.draft, member=member)
            if draft.confirmed and draft.task is Task.EARN:
                return _run(kiosk, stage, draft, now)
            amount = StaffAmount(alive(stage.session, now), stage.person, draft)
            return replace(kiosk, stage=amount), (Cue(Sound.SUCCESS),)
        case o.RateLimited(retry_after):
            wait = min(RATE_LIMIT_WAIT * 2.0 ** min(stage.limits, 8), RATE_LIMIT_MOST)
            until = now.mono + (wait if retry_after is None else retry_after)
            waiting = replace(stage, resume_at=until, began=until, limits=stage.limits + 1)
            return replace(kiosk, stage=waiting), ()
        case o.Unavailable() if now.mono + REPEAT_AFTER < stage.began + UNREACHABLE_AFTER:
            return replace(kiosk, stage=replace(stage, resume_at=now.mono + REPEAT_AFTER)), ()
        case o.Unavailable():
            return not_found(kiosk, stage, MemberNote.UNREACHABLE, now)
        case _:
            note = NOTES.get(type(event.outcome), MemberNote.REFUSED)
            return not_found(kiosk, stage, note, now)


def not_found(kiosk: Kiosk, stage: StaffLooking, note: MemberNote, now: Moment) -> Result:
    """Nobody knows whose code that is: say why, and wait for another."""
    session, draft = alive(stage.session, now), replace(stage.draft, manual=False)
    whose = StaffMember(session, stage.person, draft, note=note)
    return replace(kiosk, stage=whose), (Cue(Sound.REFUSAL),)


def resume(kiosk: Kiosk, stage: StaffLooking) -> Result:
    """The wait is over: ask again."""
    stage = replace(stage, attempt=stage.attempt + 1, resume_at=None)
    return replace(kiosk, stage=stage), (Lookup(stage.key, stage.attempt, stage.qr, stage.code),)
