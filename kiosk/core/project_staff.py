"""From the state to the staff's screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.core.events import Action
from kiosk.core.project_amount import (
    amount_body,
    amount_result,
    card_buttons,
    looking_body,
    member_body,
    member_buttons,
    running_body,
)
from kiosk.core.project_checkout import checkout_body, pin_headline
from kiosk.core.project_enrol import enrol_body
from kiosk.core.project_house import house_body
from kiosk.core.project_papers import papers_body
from kiosk.core.project_people import people_body
from kiosk.core.project_pin import pin_body, pin_buttons
from kiosk.core.project_setup import setup_body
from kiosk.core.project_words import BACK, LEAVE
from kiosk.core.staff_running import may_go_back
from kiosk.core.stages_checkout import CheckoutStage
from kiosk.core.stages_enrol import EnrolStage
from kiosk.core.stages_house import HouseStage
from kiosk.core.stages_papers import PapersStage
from kiosk.core.stages_people import PeopleStage
from kiosk.core.stages_setup import SetupStage
from kiosk.core.state import (
    Draft,
    Kiosk,
    LockNote,
    StaffAmount,
    StaffCoupon,
    StaffLock,
    StaffLooking,
    StaffMember,
    StaffMenu,
    StaffResult,
    StaffReward,
    StaffRunning,
    Stage,
    Task,
    Verdict,
)
from kiosk.core.view import Body, Button, CouponScreen, Pin, Text
from kiosk.core.view import StaffCoupon as StaffCouponView
from kiosk.core.view import StaffMenu as StaffMenuView
from kiosk.core.view import StaffResult as StaffResultView

AGAIN = Button(Text("button.ask_again"), Action.AGAIN, style="primary")
TASK_BUTTONS: dict[Task, Button] = {
    Task.COUPON: Button(Text("staff.task_coupon"), Action.TASK, Task.COUPON.value),
    Task.REDEEM: Button(Text("staff.task_redeem"), Action.TASK, Task.REDEEM.value),
    Task.EARN: Button(Text("staff.task_earn"), Action.TASK, Task.EARN.value),
    Task.CHECKOUT: Button(Text("staff.task_checkout"), Action.TASK, Task.CHECKOUT.value),
    Task.ENROL: Button(Text("staff.task_enrol"), Action.TASK, Task.ENROL.value),
    Task.COUPONS: Button(Text("staff.task_coupons"), Action.TASK, Task.COUPONS.value),
    Task.WAITING: Button(Text("staff.task_waiting"), Action.TASK, Task.WAITING.value),
    Task.DEVICES: Button(Text("staff.task_devices"), Action.TASK, Task.DEVICES.value),
    Task.SETTINGS: Button(Text("staff.task_settings"), Action.TASK, Task.SETTINGS.value),
    Task.PEOPLE: Button(Text("staff.task_people"), Action.TASK, Task.PEOPLE.value),
    Task.CLOSE: Button(Text("staff.task_close"), Action.TASK, Task.CLOSE.value),
}
TASKS = tuple(TASK_BUTTONS.values())

LOCK_NOTES: dict[LockNote, Text] = {
    LockNote.WRONG: Text("staff_lock.wrong"),
    LockNote.WRONG_BADGE: Text("staff_lock.wrong_badge"),
    LockNote.LOCKED: Text("staff_lock.locked"),
    LockNote.LOST: Text("staff_lock.lost"),
}

VERDICTS: dict[Verdict, tuple[str, str, str, str]] = {
    # kind, headline, what to do next, the code that is read over the phone
    Verdict.REDEEMED: ("success", "staff_result.redeemed", "staff_result.redeemed.next", ""),
    Verdict.PROBABLY_OURS: (
        "unsure",
        "staff_result.probably_ours",
        "staff_result.probably_ours.next",
        "E-CPN-2",
    ),
    Verdict.ALREADY_USED: (
        "refused",
        "staff_result.already_used",
        "staff_result.already_used.next",
        "E-CPN-1",
    ),
    Verdict.BOOKED: ("success", "", "", ""),
    Verdict.INSUFFICIENT: ("refused", "", "staff_amount_result.insufficient.next", "E-BAL-1"),
    Verdict.NOT_FOUND: ("refused", "staff_result.not_found", "staff_result.not_found.next", "E-CPN-3"),
    Verdict.PIN_FAILED: ("refused", "staff_result.pin_failed", "staff_result.pin_failed.next", "E-PIN-1"),
    Verdict.UNSURE: ("unsure", "staff_result.unsure", "staff_result.unsure.next", "E-NET-2"),
    Verdict.UNREACHABLE: ("refused", "staff_result.unreachable", "staff_result.unreachable.next", "E-NET-1"),
    Verdict.BAD_KEY: ("refused", "staff_result.bad_key", "staff_result.bad_key.next", "E-API-401"),
    Verdict.SUBSCRIPTION: (
        "refused",
        "staff_result.subscription",
        "staff_result.subscription.next",
        "E-API-402",
    ),
    Verdict.REFUSED: ("refused", "staff_result.refused", "staff_result.refused.next", "E-API-4"),
    Verdict.NO_JOURNAL: ("refused", "staff_result.no_journal", "staff_result.no_journal.next", "E-DSK-1"),
}


def staff_body(kiosk: Kiosk, stage: Stage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons of a staff stage."""
    rules = kiosk.rules
    if isinstance(stage, EnrolStage):
        return enrol_body(kiosk, stage)
    if isinstance(stage, CheckoutStage):
        return checkout_body(kiosk, stage, VERDICTS)
    if isinstance(stage, PapersStage):
        return papers_body(kiosk, stage)
    if isinstance(stage, HouseStage):
        return house_body(kiosk, stage)
    if isinstance(stage, PeopleStage):
        return people_body(stage)
    if isinstance(stage, SetupStage):
        return setup_body(stage)
    match stage:
        case StaffLock():
            return "staff_lock", _lock(stage), (LEAVE,)
        case StaffCoupon():
            return "staff_coupon", _coupon(stage), _coupon_buttons(stage)
        case StaffAmount(draft=draft):
            return "staff_amount", amount_body(rules, stage), (*card_buttons(draft), BACK)
        case StaffMember():
            return "staff_member", member_body(stage), (*member_buttons(stage), BACK, LEAVE)
        case StaffLooking(draft=draft, limits=limits):
            return "staff_member", looking_body(draft, limits), (BACK, LEAVE)
        case StaffRunning(run=run) if run.rounds > 0 and stage.ending is None:
            headline = pin_headline(stage.draft, run.operation.kind)
            body = pin_body(run, headline, Text("staff_pin.sent"))
            return "staff_pin", body, pin_buttons(run, BACK if may_go_back(stage) else LEAVE)
        case StaffRunning(draft=draft):
            return _waiting(draft, (BACK,) if may_go_back(stage) else (LEAVE,))
        case StaffResult():
            return "staff_result", _result(stage), (*_next(stage), BACK, LEAVE)
        case _:
            assert isinstance(stage, StaffMenu)
            hello = Text("staff_menu.headline", (stage.person,))
            return "staff_menu", StaffMenuView(hello, TASKS), (LEAVE,)


def _waiting(draft: Draft | None, ways: tuple[Button, ...]) -> tuple[str, Body, tuple[Button, ...]]:
    if draft is not None:
        return "staff_amount", running_body(draft), ways
    headline, asking = Text("staff_coupon.headline"), Text("staff_coupon.asking")
    return "staff_coupon", StaffCouponView(headline, asking, busy=True), ways


def _next(stage: StaffResult) -> tuple[Button, ...]:
    """The same once more; or, where nobody is sure, the question what became of it."""
    if stage.unsure is not None:
        return (AGAIN,)
    task = Task.COUPON if stage.draft is None else stage.draft.task
    return (replace(TASK_BUTTONS[task], style="primary"),)


def _lock(stage: StaffLock) -> Pin:
    locked = stage.locked_until is not None
    message = LOCK_NOTES[stage.note] if stage.note is not None else None
    whose = Text("staff_lock.headline_person", (stage.person,)) if stage.person else None
    return Pin(
        headline=whose or Text("staff_lock.headline"),
        message=message,
        entered=len(stage.entered),
        most=8,
        tries_text=None,
        busy=stage.checking,
        can_type=not locked and not stage.checking,
        can_confirm=len(stage.entered) >= 4 and not locked,
        erase_label=Text("pin.erase"),
        confirm_label=Text("pin.confirm"),
    )


def _coupon(stage: StaffCoupon) -> StaffCouponView:
    if stage.typing:
        return StaffCouponView(
            Text("staff_coupon.headline"),
            Text("staff_coupon.type"),
            typing=True,
            typed=stage.typed,
            erase_label=Text("pin.erase"),
            confirm_label=Text("pin.confirm"),
            can_confirm=bool(stage.typed),
        )
    hint = Text("staff_coupon.scan")
    if stage.please_scan:
        hint = Text("staff_coupon.please_scan")
    elif stage.bad_code:
        hint = Text("staff_coupon.bad_code")
    return StaffCouponView(Text("staff_coupon.headline"), hint)


def _coupon_buttons(stage: StaffCoupon) -> tuple[Button, ...]:
    if stage.typing or stage.please_scan:
        return (BACK, LEAVE)
    return (Button(Text("button.type_code"), Action.TYPE_CODE), BACK, LEAVE)


def _result(stage: StaffResult) -> StaffResultView:
    if stage.draft is not None:
        return amount_result(stage, stage.draft, VERDICTS[stage.verdict])
    kind, headline, detail, code = VERDICTS[stage.verdict]
    earlier: datetime | None = stage.earlier
    values = (earlier,) if earlier is not None and stage.verdict is Verdict.PROBABLY_OURS else ()
    if stage.verdict is Verdict.REDEEMED and stage.coupon:
        return StaffResultView(kind, Text("staff_result.redeemed_name", (stage.coupon,)), Text(detail), code)
    return StaffResultView(kind, Text(headline), Text(detail, values), code)


def reward_screen(stage: StaffReward, shown: CouponScreen) -> CouponScreen:
    """The coupon of a card that filled at the till: what the customer would see, in words for staff."""
    in_trouble = shown.coupon.status_kind == "trouble"
    note = shown.note if in_trouble else Text("staff_reward.next", n=stage.balance.stamps)
    return CouponScreen(Text("staff_reward.headline"), shown.coupon, note)


def reward_buttons(stage: StaffReward, offers: tuple[Button, ...]) -> tuple[Button, ...]:
    """The next one; paper, where it may be asked for; and the way back."""
    papers = tuple(one for one in offers if one.action == Action.PRINT_COUPON)
    if stage.draft.checkout is not None:
        return (Button(Text("button.to_summary"), Action.CONTINUE, style="primary"), *papers, BACK)
    return (replace(TASK_BUTTONS[stage.draft.task], style="primary"), *papers, BACK)
