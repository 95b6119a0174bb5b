"""From the state to the screens of the staff's task «checkout»: redeem, then earn on the whole total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.core.checkout import Checkout, Half
from kiosk.core.events import Action
from kiosk.core.model import OperationKind, PrintState
from kiosk.core.project_words import BACK, LEAVE
from kiosk.core.staff_checkout import amount, may_change, may_print
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
from kiosk.core.state import Draft, Kiosk, Task, Verdict
from kiosk.core.view import Body, Button, StaffCoupon, StaffEntry, StaffMenu, StaffResult, Text

Words = Mapping[Verdict, tuple[str, str, str, str]]
"""Of every verdict: kind, headline, what to do next, the code that is read over the phone."""

NEW = Button(Text("button.new_checkout"), Action.CONTINUE, style="primary")
ANOTHER = Button(Text("button.another_order"), Action.CONTINUE, style="primary")
NEXT = Button(Text("staff.task_checkout"), Action.TASK, Task.CHECKOUT.value, style="primary")
PRINT = Button(Text("button.print"), Action.PRINT_SLIP)
NO_POINTS = Button(Text("button.no_points"), Action.CONTINUE)
GO_ON = Button(Text("button.go_on"), Action.AGAIN, style="primary")
ASK_AGAIN = Button(Text("button.ask_again"), Action.AGAIN, style="primary")
CHANGE = Button(Text("button.change"), Action.CHANGE)
GIVE_UP = Button(Text("button.give_up"), Action.GIVE_UP)
KEEP = Button(Text("button.keep"), Action.CONTINUE, style="primary")

TASK = Text("staff.task_checkout")

PAPERS: dict[PrintState, Text] = {
    PrintState.QUEUED: Text("coupon.printing"),
    PrintState.SENDING: Text("coupon.printing"),
    PrintState.SENT: Text("coupon.sent"),
    PrintState.PRINTED: Text("staff_checkout.printed"),
    PrintState.FAILED: Text("coupon.failed"),
    PrintState.UNKNOWN: Text("coupon.unknown"),
}

REFUSED: dict[OrderTrouble, tuple[str, str, str]] = {
    OrderTrouble.DONE: ("staff_checkout.done", "staff_checkout.done.next", "E-ORD-1"),
    OrderTrouble.OTHER_MEMBER: ("staff_checkout.other", "staff_checkout.other.next", "E-ORD-2"),
    OrderTrouble.TAKEN: ("staff_checkout.taken", "staff_checkout.taken.next", "E-ORD-3"),
    OrderTrouble.NO_JOURNAL: ("staff_result.no_journal", "staff_result.no_journal.next", "E-DSK-1"),
}

TROUBLES: dict[Verdict, Text] = {
    Verdict.UNSURE: Text("staff_amount_result.unsure.next"),
    Verdict.NOT_FOUND: Text("staff_member.unknown"),
}
"""Where the words of a coupon would not do."""


def checkout_body(kiosk: Kiosk, stage: CheckoutStage, words: Words) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffOrders():
            news = () if stage.orders is None else (NEW,)
            return "staff_checkout_list", _list(stage), (*news, BACK, LEAVE)
        case StaffOrder():
            return "staff_checkout_order", _order(stage), (BACK, LEAVE)
        case StaffNoOrder():
            return "staff_checkout_refused", _no_order(stage), (ANOTHER, BACK, LEAVE)
        case StaffTotal():
            return "staff_checkout_total", _total(stage), (BACK, LEAVE)
        case StaffPoints():
            return "staff_checkout_points", _points(stage), (NO_POINTS, BACK)
        case StaffStanding(asking=True, checkout=checkout):
            busy = StaffCoupon(_title(checkout), Text("staff_coupon.asking"), busy=True, picture="receipt")
            return "staff_checkout", busy, (BACK, LEAVE)
        case StaffStanding(giving_up=True, checkout=checkout):
            really = replace(GIVE_UP, value=checkout.order)
            return "staff_checkout", _really(checkout), (KEEP, really)
        case StaffStanding():
            return "staff_checkout", _standing(stage, words), (*_ways(stage), BACK)
        case _:
            offers = (PRINT,) if may_print(kiosk, stage) else ()
            return "staff_checkout_done", _summary(stage), (NEXT, *offers, BACK)


def pin_headline(draft: Draft | None, kind: OperationKind) -> Text:
    """What the code is for: in one checkout there may be two of them, one right after the other."""
    if draft is None or draft.checkout is None or not draft.checkout.points:
        return Text("staff_pin.headline")
    redeem = kind is OperationKind.REDEEM
    return Text("staff_checkout.pin_redeem" if redeem else "staff_checkout.pin_earn")


def _title(checkout: Checkout) -> Text:
    return Text("staff_checkout.order_total", (checkout.order, checkout.total))


# -- what is typed ---------------------------------------------------------------------------------


def _list(stage: StaffOrders) -> Body:
    if stage.orders is None:
        return StaffCoupon(TASK, Text("staff_coupon.asking"), busy=True, picture="receipt")
    rows = tuple(
        Button(Text(_row(one), (one.order, one.created_at)), Action.AGAIN, one.order) for one in stage.orders
    )
    return StaffMenu(Text("staff_checkout.unfinished"), rows, wide=True)


def _row(checkout: Checkout) -> str:
    if checkout.untouched:
        return "staff_checkout.row_nothing"
    if checkout.redeem is Half.BOOKED:
        return "staff_checkout.row_spent"
    return "staff_checkout.row_unsure"


def _order(stage: StaffOrder) -> StaffCoupon:
    return StaffCoupon(
        Text("staff_checkout.order"),
        Text("staff_coupon.asking") if stage.asking else Text("staff_checkout.order.type"),
        typing=True,
        typed=stage.typed,
        busy=stage.asking,
        erase_label=Text("pin.erase"),
        confirm_label=Text("pin.confirm"),
        can_confirm=bool(stage.typed) and not stage.asking,
        keyboard="order",
    )


def _total(stage: StaffTotal) -> StaffEntry:
    member = stage.member
    return StaffEntry(
        Text("staff_checkout.order_is", (stage.order,)),
        Text("staff_amount.earn_points"),
        stage.typed,
        (Text("staff_amount.has_points", n=member.balance.points),),
        member.masked_email,
        decimals=True,
        can_confirm=amount(stage.typed) > 0,
    )


def _points(stage: StaffPoints) -> StaffEntry:
    member = stage.member
    asked = Text("staff_checkout.points")
    if stage.too_many:
        asked = Text("staff_checkout.too_many", n=member.balance.points)
    return StaffEntry(
        Text("staff_checkout.order_total", (stage.order, stage.total)),
        asked,
        stage.typed,
        (Text("staff_amount.has_points", n=member.balance.points),),
        member.masked_email,
        can_confirm=bool(stage.typed),
    )


def _no_order(stage: StaffNoOrder) -> StaffResult:
    headline, following, code = REFUSED[stage.why]
    checkout, named = stage.checkout, stage.why is not OrderTrouble.NO_JOURNAL
    title = Text(headline, (stage.order,)) if named else Text(headline)
    if stage.why is not OrderTrouble.DONE or checkout is None:
        return StaffResult("refused", title, Text(following), code)
    at = checkout.ended_at or checkout.created_at
    return StaffResult("refused", title, Text(following, (at,)), code)


# -- how it stands ---------------------------------------------------------------------------------


def _standing(stage: StaffStanding, words: Words) -> StaffResult:
    checkout = stage.checkout
    facts = (_title(checkout), *_spent(checkout))
    if stage.balance is not None:
        facts = (*facts, Text("staff_amount.has_points", n=stage.balance.points))
    unsure = Half.UNSURE in (checkout.redeem, checkout.earn)
    kind = "unsure" if unsure or checkout.redeem is Half.BOOKED else "refused"
    headline = Text(_headline(checkout))
    if not stage.trouble:
        begun = Text("staff_checkout.begun.next", (checkout.created_at,))
        return StaffResult("unsure", headline, begun, facts=facts)
    trouble = Verdict(stage.trouble)
    _, said, _, code = words[trouble]
    if trouble is Verdict.INSUFFICIENT:
        told = Text("staff_amount_result.insufficient", (checkout.points,))
    elif trouble is Verdict.UNSURE and stage.unsure is None:
        told = Text("staff_checkout.goes_on")
    else:
        told = TROUBLES.get(trouble, Text(said))
    return StaffResult(kind, headline, told, code, facts)


def _headline(checkout: Checkout) -> str:
    if checkout.untouched:
        return "staff_checkout.nothing"
    if checkout.redeem is Half.UNSURE:
        return "staff_checkout.redeem_unsure"
    if checkout.points == 0:
        return "staff_checkout.earn_unsure"
    return "staff_checkout.spent_unsure" if checkout.earn is Half.UNSURE else "staff_checkout.spent"


def _spent(checkout: Checkout) -> tuple[Text, ...]:
    if not checkout.points:
        return ()
    if checkout.redeem is Half.BOOKED:
        return (Text("staff_amount_result.redeemed_points", n=checkout.points),)
    return (Text("staff_checkout.to_spend", n=checkout.points),)


def _ways(stage: StaffStanding) -> tuple[Button, ...]:
    change = (CHANGE,) if may_change(stage) else ()
    if change and stage.trouble == Verdict.INSUFFICIENT:
        return (replace(CHANGE, label=Text("button.other_points"), style="primary"), GIVE_UP)
    return (GO_ON if stage.unsure is None else ASK_AGAIN, *change, GIVE_UP)


def _really(checkout: Checkout) -> StaffResult:
    """Giving up is asked for twice, with what it leaves behind."""
    what = "give_up_spent" if checkout.redeem is Half.BOOKED else "give_up_unsure"
    if checkout.untouched:
        what = "give_up_nothing"
    title = Text("staff_checkout.give_up", (checkout.order,))
    return StaffResult("unsure", title, Text(f"staff_checkout.{what}"), facts=(_title(checkout),))


def _summary(stage: StaffSummary) -> StaffResult:
    checkout, before, after = stage.checkout, stage.before, stage.after
    facts = (Text("staff_amount.purchase", (checkout.total,)), *_spent(checkout))
    if before is not None:
        facts = (*facts, Text("staff_amount.before_points", n=before.points))
    if after is not None:
        facts = (*facts, Text("staff_amount.after_points", n=after.points))
    detail = None if after is not None else Text("staff_amount_result.no_number")
    if stage.known:
        detail = Text("staff_checkout.known")
    if stage.printing is not None:
        detail = PAPERS.get(stage.printing, detail)
    return StaffResult("success", Text("staff_checkout.booked", (checkout.order,)), detail, facts=facts)
