"""From the state to the screens of the staff's task «enrol»: a new member signs up at the till."""

from __future__ import annotations

from kiosk.core.email import endings
from kiosk.core.events import Action
from kiosk.core.project_words import BACK, LEAVE
from kiosk.core.stages_enrol import (
    REQUIRED,
    Consent,
    EnrolEnd,
    EnrolNote,
    EnrolStage,
    StaffConsents,
    StaffEnrol,
    StaffEnrolFailed,
    StaffEnrolled,
    StaffEnrolling,
)
from kiosk.core.state import Kiosk, Task
from kiosk.core.view import Body, Button, StaffCoupon, StaffResult, StaffTyping, Text
from kiosk.core.view import StaffConsents as ConsentsView

SIGN_UP = Text("button.sign_up")
TRY_AGAIN = Button(Text("button.try_again"), Action.AGAIN, style="primary")
ANOTHER = Button(Text("button.enrol_another"), Action.TASK, Task.ENROL.value)
EARN = Button(Text("button.earn_member"), Action.TASK, Task.EARN.value, style="primary")

NOTES: dict[EnrolNote, Text] = {
    EnrolNote.LETTER: Text("staff_enrol.letter"),
    EnrolNote.INCOMPLETE: Text("staff_enrol.incomplete"),
    EnrolNote.EMAIL_REFUSED: Text("staff_enrol.email_refused"),
    EnrolNote.TERMS_REFUSED: Text("staff_consents.terms_refused"),
    EnrolNote.PRIVACY_REFUSED: Text("staff_consents.privacy_refused"),
    EnrolNote.MEMBER: Text("staff_enrol.member"),
    EnrolNote.COUPON: Text("staff_enrol.coupon"),
    EnrolNote.NOT_A_CODE: Text("staff_enrol.not_a_code"),
}

FAILURES: dict[EnrolEnd, tuple[str, str, str]] = {
    # headline, what to do next, the code that is read over the phone
    EnrolEnd.UNREACHABLE: ("staff_result.unreachable", "staff_enrol_result.unreachable.next", "E-NET-1"),
    EnrolEnd.BAD_KEY: ("staff_result.bad_key", "staff_result.bad_key.next", "E-API-401"),
    EnrolEnd.SUBSCRIPTION: ("staff_result.subscription", "staff_result.subscription.next", "E-API-402"),
    EnrolEnd.REFUSED: ("staff_result.refused", "staff_enrol_result.refused.next", "E-API-4"),
}


def enrol_body(kiosk: Kiosk, stage: EnrolStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffEnrol():
            return "staff_enrol", _email(kiosk, stage), (BACK, LEAVE)
        case StaffConsents():
            ready = stage.ticked.issuperset(REQUIRED)
            send = Button(SIGN_UP, Action.CONFIRM, style="primary", enabled=ready)
            return "staff_consents", _consents(kiosk, stage), (send, BACK, LEAVE)
        case StaffEnrolling():
            hint = Text("lookup.busy") if stage.limits else Text("staff_coupon.asking")
            asking = StaffCoupon(Text("staff.task_enrol"), hint, busy=True, picture="member")
            return "staff_enrol", asking, (BACK, LEAVE)
        case StaffEnrolFailed():
            headline, following, code = FAILURES[stage.end]
            failed = StaffResult("refused", Text(headline), Text(following), code)
            return "staff_result", failed, (TRY_AGAIN, BACK, LEAVE)
        case _:
            return "staff_result", _result(stage), (EARN, ANOTHER, BACK)


def _email(kiosk: Kiosk, stage: StaffEnrol) -> StaffTyping:
    ends = endings(stage.typed, kiosk.prefs.language)
    return StaffTyping(
        Text("staff_enrol.headline"),
        Text("staff_enrol.type"),
        None if stage.note is None else NOTES[stage.note],
        "email",
        stage.typed,
        can_confirm=bool(stage.typed),
        endings=tuple(
            Button(Text("staff_enrol.as_is", (end,)), Action.ENDING, end, enabled=fits) for end, fits in ends
        ),
    )


def _consents(kiosk: Kiosk, stage: StaffConsents) -> ConsentsView:
    shop = kiosk.rules.shop_name
    labels = {
        Consent.TERMS: Text("staff_consents.terms", (shop,)),
        Consent.PRIVACY: Text("staff_consents.privacy", (shop,)),
        Consent.MARKETING: Text("staff_consents.marketing", (shop,)),
    }
    return ConsentsView(
        Text("staff_consents.headline"),
        Text("staff_consents.turn"),
        None if stage.note is None else NOTES[stage.note],
        stage.email,
        tuple(
            Button(label, Action.CONSENT, name.value, "primary" if name in stage.ticked else "plain")
            for name, label in labels.items()
        ),
    )


def _result(stage: StaffEnrolled) -> StaffResult:
    member = stage.member
    facts = (
        Text("staff_enrol_result.email", (member.masked_email,)),
        Text("staff_amount.has_stamps", n=member.balance.stamps),
        Text("staff_amount.has_points", n=member.balance.points),
    )
    if stage.doubtful:
        following = Text("staff_enrol_result.doubtful.next")
        return StaffResult("success", Text("staff_enrol_result.member"), following, "", facts)
    if member.is_new is False:
        following = Text("staff_enrol_result.existing.next")
        return StaffResult("success", Text("staff_enrol_result.existing"), following, "", facts)
    headline = "staff_enrol_result.new" if member.is_new else "staff_enrol_result.member"
    return StaffResult("success", Text(headline), None, "", facts)
