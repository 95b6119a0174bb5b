"""From the state to the staff's screens."""

from __future__ import annotations

from datetime import datetime

from kiosk.core.events import Action
from kiosk.core.project_pin import pin_body, pin_buttons
from kiosk.core.state import (
    LockNote,
    StaffCoupon,
    StaffLock,
    StaffMenu,
    StaffRedeeming,
    StaffResult,
    Stage,
    Verdict,
)
from kiosk.core.view import Body, Button, Pin, Text
from kiosk.core.view import StaffCoupon as StaffCouponView
from kiosk.core.view import StaffMenu as StaffMenuView
from kiosk.core.view import StaffResult as StaffResultView

LEAVE = Button(Text("button.leave_staff"), Action.LEAVE, style="quiet")
BACK = Button(Text("button.back"), Action.BACK)
TO_COUPON = Button(Text("staff.task_coupon"), Action.TASK, "coupon", style="primary")

LOCK_NOTES: dict[LockNote, Text] = {
    LockNote.WRONG: Text("staff_lock.wrong"),
    LockNote.LOCKED: Text("staff_lock.locked"),
    LockNote.NOBODY: Text("staff_lock.nobody"),
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


def staff_body(stage: Stage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons of a staff stage."""
    match stage:
        case StaffLock():
            return "staff_lock", _lock(stage), (LEAVE,)
        case StaffCoupon():
            return "staff_coupon", _coupon(stage), _coupon_buttons(stage)
        case StaffRedeeming(run=run) if run.rounds > 0:
            body = pin_body(run, Text("staff_pin.headline"), Text("staff_pin.sent"))
            return "staff_pin", body, pin_buttons(run, BACK)
        case StaffRedeeming():
            waiting = StaffCouponView(Text("staff_coupon.headline"), Text("staff_coupon.asking"), busy=True)
            return "staff_coupon", waiting, (BACK,)
        case StaffResult():
            return "staff_result", _result(stage), (TO_COUPON, BACK, LEAVE)
        case _:
            assert isinstance(stage, StaffMenu)
            hello = Text("staff_menu.headline", (stage.person,))
            return "staff_menu", StaffMenuView(hello, (TO_COUPON,)), (LEAVE,)


def _lock(stage: StaffLock) -> Pin:
    locked = stage.locked_until is not None
    message = LOCK_NOTES[stage.note] if stage.note is not None else None
    return Pin(
        headline=Text("staff_lock.headline"),
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
    kind, headline, detail, code = VERDICTS[stage.verdict]
    earlier: datetime | None = stage.earlier
    values = (earlier,) if earlier is not None and stage.verdict is Verdict.PROBABLY_OURS else ()
    if stage.verdict is Verdict.REDEEMED and stage.coupon:
        return StaffResultView(kind, Text("staff_result.redeemed_name", (stage.coupon,)), Text(detail), code)
    return StaffResultView(kind, Text(headline), Text(detail, values), code)
