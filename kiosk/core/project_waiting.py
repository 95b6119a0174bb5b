"""From the state to the screens of the staff's task «waiting operations»: what has no answer yet, and why."""

from __future__ import annotations

from kiosk.core.events import Action
from kiosk.core.model import CardType, OperationKind, OperationState
from kiosk.core.paging import PAGE
from kiosk.core.papers import Waiting
from kiosk.core.project_words import PAPERS_NOTES, leafing
from kiosk.core.sessions import claimed
from kiosk.core.staff_waiting import may_give_up, may_try
from kiosk.core.stages_papers import Reason, StaffWaiting, StaffWaitingOne
from kiosk.core.state import Kiosk
from kiosk.core.view import Body, Button, Entry, StaffDetail, StaffList, Text

WHY: dict[str, Text] = {
    "rate_limited": Text("staff_waiting.why_busy"),
    "bad_key": Text("staff_result.bad_key"),
    "subscription_lapsed": Text("staff_result.subscription"),
    "already_used": Text("staff_waiting.why_used"),
    "unavailable_connect": Text("staff_waiting.why_offline"),
    "unavailable_dns": Text("staff_waiting.why_offline"),
}
"""Machine words of the journal (``outcomes.name``) that say more than «no answer»."""

REASONS: dict[Reason, Text] = {
    Reason.BOOKED: Text("staff_waiting.reason_booked"),
    Reason.NOT_BOOKED: Text("staff_waiting.reason_not_booked"),
    Reason.CUSTOMER_GONE: Text("staff_waiting.reason_customer_gone"),
    Reason.MISTAKE: Text("staff_waiting.reason_mistake"),
}

ENDS: dict[OperationState, tuple[str, Text]] = {
    OperationState.ACCEPTED: ("success", Text("staff_waiting.end_accepted")),
    OperationState.REFUSED: ("trouble", Text("staff_waiting.end_refused")),
    OperationState.ABANDONED: ("trouble", Text("staff_waiting.end_closed")),
}
NEEDS_PIN = ("trouble", Text("staff_waiting.end_pin"))


def what(one: Waiting) -> Text:
    """What was to be done, and how much."""
    if one.state is None:
        return Text("staff_waiting.visit")
    if one.kind is OperationKind.COUPON or one.amount is None:
        return Text("staff.task_coupon")
    if one.kind is OperationKind.EARN and one.card is CardType.POINT and one.origin == "staff":
        return Text("staff_amount.purchase", (one.amount,))
    did = "redeem" if one.kind is OperationKind.REDEEM else "earn"
    unit = "points" if one.card is CardType.POINT else "stamps"
    return Text(f"staff_waiting.{did}_{unit}", n=int(one.amount))


def why(kiosk: Kiosk, one: Waiting) -> Text:
    """Why it waits, as far as is known."""
    if claimed(kiosk, one.id):
        return Text("staff_waiting.why_claimed")
    if one.state is OperationState.CHALLENGED:
        return Text("staff_waiting.why_pin")
    if one.state is OperationState.PENDING:
        return Text("staff_waiting.why_pending")
    if one.state is None and not one.reason:
        return Text("staff_waiting.why_offline")
    return WHY.get(one.reason, Text("staff_waiting.why_no_answer"))


def waiting_body(kiosk: Kiosk, stage: StaffWaiting) -> StaffList:
    """The list, oldest first."""
    found, first = stage.found or (), stage.first
    entries = tuple(_entry(kiosk, one) for one in found[first : first + PAGE])
    empty = Text("staff_coupon.asking") if stage.found is None else Text("staff_waiting.none")
    headline = Text("staff_waiting.headline", n=len(found)) if found else Text("staff.task_waiting")
    note = None if stage.note is None else PAPERS_NOTES[stage.note]
    return StaffList(headline, entries, leafing(first, len(found)), note, None if entries else empty)


def _entry(kiosk: Kiosk, one: Waiting) -> Entry:
    details = (why(kiosk, one), Text("staff_waiting.since", (one.since,)))
    picture = "unsure" if one.in_doubt else "waiting"
    return Entry(what(one), Button(Text("button.show_coupon"), Action.OPEN, one.id), details, picture)


def waiting_one_body(kiosk: Kiosk, stage: StaffWaitingOne) -> tuple[Body, tuple[Button, ...]]:
    """One of them; the reasons for giving it up; and the question whether staff are sure."""
    one = stage.one
    if stage.reason is not None:
        sure = StaffDetail(
            Text("staff_waiting.sure"), (what(one), REASONS[stage.reason]), _risk(one), note_kind=""
        )
        return sure, (Button(Text("button.give_up_yes"), Action.CONFIRM, style="primary"),)
    if stage.choosing:
        entries = tuple(
            Entry(text, Button(text, Action.GIVE_UP, reason.value)) for reason, text in REASONS.items()
        )
        return StaffList(Text("staff_waiting.choose"), entries, note=_risk(one)), ()
    return _one(kiosk, stage), _buttons(kiosk, stage)


def _risk(one: Waiting) -> Text:
    """What giving it up means: never less than the truth."""
    if one.kind is OperationKind.COUPON and one.in_doubt:
        return Text("staff_waiting.risk_coupon")
    return Text("staff_waiting.risk_doubt") if one.in_doubt else Text("staff_waiting.risk_none")


def _one(kiosk: Kiosk, stage: StaffWaitingOne) -> StaffDetail:
    one = stage.one
    facts = [Text("staff_waiting.since", (one.since,))]
    if one.member is not None:
        facts.append(Text("staff_coupons.customer", (str(one.member),)))
    if one.attempts and one.last is not None:
        facts.append(Text("staff_waiting.tried_last", (one.last,), n=one.attempts))
    else:
        facts.append(Text("staff_waiting.tried", n=one.attempts))
    kind, note = _note(stage)
    waits = not one.over and not stage.gone
    if waits:
        facts.insert(0, why(kiosk, one))
    advice = _advice(kiosk, one) if waits and note is None else None
    return StaffDetail(what(one), tuple(facts), advice, note, kind)


def _advice(kiosk: Kiosk, one: Waiting) -> Text:
    """What can be done, in the place where it is asked for."""
    if claimed(kiosk, one.id):
        return Text("staff_waiting.advice_claimed")
    if one.kind is OperationKind.COUPON:
        return Text("staff_waiting.advice_coupon")
    if one.state is OperationState.CHALLENGED:
        return Text("staff_waiting.advice_pin")
    return Text("staff_waiting.advice_doubt") if one.in_doubt else Text("staff_waiting.advice_not_sent")


def _note(stage: StaffWaitingOne) -> tuple[str, Text | None]:
    """How the last try went."""
    one = stage.one
    if stage.note is not None:
        return "trouble", PAPERS_NOTES[stage.note]
    if stage.trying:
        return "waiting", Text("staff_waiting.trying")
    if one.over and one.state is not None:
        return NEEDS_PIN if one.reason.startswith("pin_") else ENDS[one.state]
    if stage.gone:
        stale = stage.result in ("invalid_qr", "not_found")
        return "trouble", Text("staff_waiting.end_stale") if stale else Text("staff_waiting.end_closed")
    if not stage.result:
        return "", None
    if stage.result == "busy":
        return "waiting", Text("staff_waiting.why_claimed")
    if stage.result == "slow":
        return "waiting", Text("staff_waiting.slow")
    return "trouble", Text("staff_waiting.still_waits")


def _buttons(kiosk: Kiosk, stage: StaffWaitingOne) -> tuple[Button, ...]:
    """Asking again first, where that is safe; what is over has none."""
    one = stage.one
    if one.over or stage.gone:
        return ()
    give_up = Button(Text("button.give_up"), Action.GIVE_UP, enabled=may_give_up(kiosk, stage))
    if not one.repeatable:
        return (give_up,)
    able = may_try(kiosk, stage)
    again = Button(Text("button.try_now"), Action.AGAIN, style="primary" if able else "plain", enabled=able)
    return (again, give_up)
