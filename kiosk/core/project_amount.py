"""From the state to the screens of the staff's tasks «redeem points or stamps» and «earn»."""

from __future__ import annotations

from kiosk.core.events import Action
from kiosk.core.model import Balance, CardType
from kiosk.core.rules import Rules
from kiosk.core.staff_amount import CODE_DIGITS
from kiosk.core.state import Draft, MemberNote, StaffAmount, StaffMember, StaffResult, Task, Verdict
from kiosk.core.view import Body, Button, StaffCoupon, StaffEntry, Text
from kiosk.core.view import StaffResult as ResultView

HEADLINES: dict[Task, Text] = {
    Task.REDEEM: Text("staff.task_redeem"),
    Task.EARN: Text("staff.task_earn"),
    Task.CHECKOUT: Text("staff.task_checkout"),
}

NOTES: dict[MemberNote, Text] = {
    MemberNote.UNKNOWN: Text("staff_member.unknown"),
    MemberNote.OLD_CODE: Text("staff_member.old_code"),
    MemberNote.NOT_A_CODE: Text("staff_member.not_a_code"),
    MemberNote.COUPON: Text("staff_member.coupon"),
    MemberNote.PLEASE_SCAN: Text("staff_member.please_scan"),
    MemberNote.UNREACHABLE: Text("staff_member.unreachable"),
    MemberNote.BAD_KEY: Text("staff_result.bad_key"),
    MemberNote.SUBSCRIPTION: Text("staff_result.subscription"),
    MemberNote.REFUSED: Text("staff_result.refused"),
}

ASKED: dict[tuple[Task, CardType], Text] = {
    (Task.REDEEM, CardType.POINT): Text("staff_amount.redeem_points"),
    (Task.REDEEM, CardType.STAMP): Text("staff_amount.redeem_stamps"),
    (Task.EARN, CardType.POINT): Text("staff_amount.earn_points"),
    (Task.EARN, CardType.STAMP): Text("staff_amount.earn_stamps"),
}

TO_POINTS = Button(Text("button.to_points"), Action.CARD, CardType.POINT.value)
TO_STAMPS = Button(Text("button.to_stamps"), Action.CARD, CardType.STAMP.value)
ENROL = Button(Text("staff.task_enrol"), Action.TASK, Task.ENROL.value)
TYPE = Button(Text("button.type_customer"), Action.TYPE_CODE)


def amount_words(draft: Draft) -> Text:
    """How much it is, with what it is counted in."""
    if draft.decimals:
        return Text("staff_amount.purchase", (draft.amount,))
    name = "balance.points" if draft.card is CardType.POINT else "balance.stamps"
    return Text(name, n=int(draft.amount))


def balance_words(draft: Draft, balance: Balance) -> tuple[str, int]:
    """The message's ending and the number of what this draft is about."""
    return ("points", balance.points) if draft.card is CardType.POINT else ("stamps", balance.stamps)


def _has(draft: Draft, balance: Balance) -> Text:
    unit, number = balance_words(draft, balance)
    return Text(f"staff_amount.has_{unit}", n=number)


def card_buttons(draft: Draft) -> tuple[Button, ...]:
    """The other card is a touch away."""
    return (TO_STAMPS if draft.card is CardType.POINT else TO_POINTS,)


def amount_body(rules: Rules, stage: StaffAmount) -> StaffEntry:
    """The keypad of the amount, with the balance before it once the member is known."""
    draft, member = stage.draft, stage.draft.member
    message = ASKED[draft.task, draft.card]
    if stage.too_many:
        message = Text("staff_amount.too_many", n=rules.stamps_per_card)
    return StaffEntry(
        HEADLINES[draft.task],
        message,
        draft.typed,
        () if member is None else (_has(draft, member.balance),),
        "" if member is None else member.masked_email,
        draft.decimals,
        can_confirm=draft.amount > 0,
    )


def member_body(stage: StaffMember) -> Body:
    """Waiting for the member's code, or the keypad for it."""
    draft = stage.draft
    facts = (amount_words(draft),) if draft.confirmed else ()
    headline = HEADLINES[draft.task]
    if draft.checkout is not None:
        headline = Text("staff_checkout.order_total", (draft.checkout.order, draft.checkout.total))
    if stage.typing:
        ready = len(stage.typed) == CODE_DIGITS
        return StaffEntry(headline, Text("staff_member.type"), stage.typed, facts, can_confirm=ready)
    hint = Text("staff_member.scan") if stage.note is None else NOTES[stage.note]
    return StaffCoupon(facts[0] if facts else headline, hint, picture="member")


def member_buttons(stage: StaffMember) -> tuple[Button, ...]:
    """The code may be typed, unless it is, or the service has just refused that. A checkout may begin with
    somebody who is no member yet."""
    enrols = stage.draft.task is Task.CHECKOUT and stage.draft.checkout is None and not stage.typing
    more = (ENROL,) if enrols else ()
    return more if stage.typing or stage.note is MemberNote.PLEASE_SCAN else (TYPE, *more)


def looking_body(draft: Draft, limits: int) -> StaffCoupon:
    """The server is being asked who it is."""
    hint = Text("lookup.busy") if limits else Text("staff_coupon.asking")
    return StaffCoupon(HEADLINES[draft.task], hint, busy=True, picture="member")


def running_body(draft: Draft) -> StaffCoupon:
    """The server is being asked to book it."""
    return StaffCoupon(amount_words(draft), Text("staff_coupon.asking"), busy=True, picture="member")


NEXT: dict[Verdict, Text] = {
    Verdict.NOT_FOUND: Text("staff_amount_result.not_found.next"),
    Verdict.UNSURE: Text("staff_amount_result.unsure.next"),
    Verdict.UNREACHABLE: Text("staff_amount_result.unreachable.next"),
    Verdict.REFUSED: Text("staff_amount_result.refused.next"),
}
"""Where the words of a coupon would not do."""


def amount_result(stage: StaffResult, draft: Draft, words: tuple[str, str, str, str]) -> ResultView:
    """How it ended; ``words`` are those of a coupon with that verdict: kind, headline, next, code."""
    kind, headline, following, code = words
    facts = _facts(stage, draft)
    if stage.verdict is Verdict.BOOKED:
        detail = Text("staff_amount_result.no_number") if stage.balance is None else None
        return ResultView(
            kind, _booked(draft), Text("staff_amount_result.in_app") if stage.in_app else detail, "", facts
        )
    if stage.verdict is Verdict.INSUFFICIENT:
        short = Text("staff_amount_result.insufficient", (int(draft.amount),))
        return ResultView(kind, short, Text(following), code, facts)
    title = "staff_member.unknown" if stage.verdict is Verdict.NOT_FOUND else headline
    if stage.verdict is Verdict.UNSURE and stage.unsure is None:
        return ResultView(kind, Text(title), Text("staff_amount_result.goes_on"), code, facts)
    return ResultView(kind, Text(title), NEXT.get(stage.verdict, Text(following)), code, facts)


def _booked(draft: Draft) -> Text:
    if draft.decimals:
        return Text("staff_amount_result.purchase", (draft.amount,))
    unit = "points" if draft.card is CardType.POINT else "stamps"
    did = "redeemed" if draft.task is Task.REDEEM else "earned"
    return Text(f"staff_amount_result.{did}_{unit}", n=int(draft.amount))


def _facts(stage: StaffResult, draft: Draft) -> tuple[Text, ...]:
    """The balance before and after, as far as the server has told them."""
    if stage.balance is None:
        return ()
    unit, number = balance_words(draft, stage.balance)
    if stage.verdict is not Verdict.BOOKED or draft.member is None:
        return (Text(f"staff_amount.has_{unit}", n=number),)
    _, before = balance_words(draft, draft.member.balance)
    return (Text(f"staff_amount.before_{unit}", n=before), Text(f"staff_amount.after_{unit}", n=number))
