"""The staff's task «enrol»: a new member signs up at the till.

Staff (or the customer) type the e-mail; then the screen is turned to the customer, who ticks what they
agree to; then the server is asked. It knows an e-mail once, so a request without an answer is simply
repeated, and staff may try again whenever they like.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import outcomes as o
from kiosk.core import staff_checkout
from kiosk.core.codes import fingerprint
from kiosk.core.customer import classify, scan_report
from kiosk.core.effects import Audit, Cue, Enrol, Sound
from kiosk.core.email import MOST_EMAIL, completed, is_email_sign, plausible
from kiosk.core.events import Action, CodeSeen, Enrolled, Tap
from kiosk.core.ids import session_id
from kiosk.core.model import CardType, Member, Moment
from kiosk.core.presence import Session
from kiosk.core.rules import RATE_LIMIT_MOST, RATE_LIMIT_WAIT, REPEAT_AFTER, UNREACHABLE_AFTER
from kiosk.core.sessions import Result, alive, divert
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
from kiosk.core.state import Draft, Kiosk, StaffAmount, StaffInside, StaffMenu, Task

STANDING = {True: "new", False: "existing", None: "member"}
"""What the audit log says of the member."""

ENDS: dict[type, EnrolEnd] = {o.BadKey: EnrolEnd.BAD_KEY, o.SubscriptionLapsed: EnrolEnd.SUBSCRIPTION}

CONSENT_REFUSED: dict[str, tuple[Consent, EnrolNote]] = {
    "consent_terms_required": (Consent.TERMS, EnrolNote.TERMS_REFUSED),
    "consent_privacy_required": (Consent.PRIVACY, EnrolNote.PRIVACY_REFUSED),
}
EMAIL_REFUSED = frozenset({"email_required", "email_invalid", "invalid_email"})
"""The first is documented; a service that looks closer at addresses may well say one of the others."""


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment, *, checkout: bool = False) -> Result:
    """The task's first screen. With ``checkout`` the member goes on to that task."""
    enrol = StaffEnrol(alive(stage.session, now), stage.person, checkout=checkout)
    return replace(kiosk, stage=enrol), ()


def on_tap(kiosk: Kiosk, stage: EnrolStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of this task's screens; leaving the staff screens is dealt with before."""
    match stage:
        case StaffEnrol():
            return _typing(kiosk, stage, tap, now)
        case StaffConsents():
            return _ticking(kiosk, stage, tap, now)
        case StaffEnrolled():
            return _onwards(kiosk, stage, tap, now)
        case StaffEnrolFailed() if tap.action is Action.AGAIN:
            return _send(kiosk, stage, now)
        case _ if tap.action is Action.BACK:
            return _to_consents(kiosk, stage, now)
    return kiosk, ()


def _typing(kiosk: Kiosk, stage: StaffEnrol, tap: Tap, now: Moment) -> Result:
    typed, note = stage.typed, None
    match tap.action:
        case Action.BACK if stage.checkout:
            return staff_checkout.begin(kiosk, stage, now)
        case Action.BACK:
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.CHARACTER | Action.DIGIT if not is_email_sign(tap.value):
            note = EnrolNote.LETTER
        case Action.CHARACTER | Action.DIGIT if len(typed) < MOST_EMAIL:
            typed += tap.value
        case Action.ENDING:
            typed = completed(typed, tap.value, kiosk.prefs.language)
        case Action.ERASE:
            typed = typed[:-1]
        case Action.CONFIRM if plausible(typed):
            session, person, checkout = stage.session, stage.person, stage.checkout
            consents = StaffConsents(session, person, typed, checkout=checkout, doubtful=stage.doubtful)
            return replace(kiosk, stage=consents), ()
        case Action.CONFIRM if typed:
            note = EnrolNote.INCOMPLETE
    doubtful = stage.doubtful and typed == stage.typed
    return replace(kiosk, stage=replace(stage, typed=typed, note=note, doubtful=doubtful)), ()


def _ticking(kiosk: Kiosk, stage: StaffConsents, tap: Tap, now: Moment) -> Result:
    match tap.action:
        case Action.BACK:
            # Another e-mail may be another person's: what was ticked for this one does not go with it.
            return replace(kiosk, stage=_retyping(stage, stage.session, None)), ()
        case Action.CONSENT if tap.value in tuple(Consent):
            ticked = stage.ticked ^ {Consent(tap.value)}
            return replace(kiosk, stage=replace(stage, ticked=ticked, note=None)), ()
        case Action.CONFIRM if stage.ticked.issuperset(REQUIRED):
            return _send(kiosk, stage, now)
    return kiosk, ()


def _retyping(stage: StaffConsents | StaffEnrolling, session: Session, note: EnrolNote | None) -> StaffEnrol:
    return StaffEnrol(session, stage.person, stage.email, note, stage.checkout, stage.doubtful)


def _to_consents(kiosk: Kiosk, stage: StaffEnrolling | StaffEnrolFailed, now: Moment) -> Result:
    """Back to what this person has ticked; an answer that is still to come is nobody's."""
    if isinstance(stage, StaffEnrolling):
        stage = _given_up(stage)
    before = StaffConsents(
        stage.session, stage.person, stage.email, stage.ticked, None, stage.checkout, stage.doubtful
    )
    return divert(kiosk, before, now)


def _send(kiosk: Kiosk, stage: StaffConsents | StaffEnrolFailed, now: Moment) -> Result:
    asking = StaffEnrolling(
        alive(stage.session, now),
        stage.person,
        stage.email,
        stage.ticked,
        session_id(now),
        now.mono,
        checkout=stage.checkout,
        doubtful=stage.doubtful,
    )
    return replace(kiosk, stage=asking), (_request(asking),)


def _request(stage: StaffEnrolling) -> Enrol:
    """Each consent as it was ticked: not to want advertising is an answer, too."""
    terms, privacy, marketing = (consent in stage.ticked for consent in Consent)
    return Enrol(stage.key, stage.attempt, stage.email, terms, privacy, marketing)


def resume(kiosk: Kiosk, stage: StaffEnrolling) -> Result:
    """The wait is over: ask again."""
    stage = replace(stage, attempt=stage.attempt + 1, resume_at=None)
    return replace(kiosk, stage=stage), (_request(stage),)


def on_enrolled(kiosk: Kiosk, event: Enrolled, now: Moment) -> Result:
    """The server said who it is now, or why not."""
    stage = kiosk.stage
    if not isinstance(stage, StaffEnrolling) or stage.resume_at is not None:
        return kiosk, ()
    if (event.ref, event.attempt) != (stage.key, stage.attempt):
        return kiosk, ()
    if isinstance(event.outcome, o.Unavailable) and event.outcome.reached:
        stage = replace(stage, doubtful=True)
    match event.outcome:
        case o.Found(member):
            return _done(kiosk, stage, member, now)
        case o.RateLimited(retry_after):
            wait = min(RATE_LIMIT_WAIT * 2.0 ** min(stage.limits, 8), RATE_LIMIT_MOST)
            until = now.mono + (wait if retry_after is None else retry_after)
            waiting = replace(stage, resume_at=until, began=until, limits=stage.limits + 1)
            return replace(kiosk, stage=waiting), ()
        case o.Unavailable() if now.mono + REPEAT_AFTER < stage.began + UNREACHABLE_AFTER:
            return replace(kiosk, stage=replace(stage, resume_at=now.mono + REPEAT_AFTER)), ()
        case o.Unavailable():
            return failed(kiosk, stage, EnrolEnd.UNREACHABLE, now)
        case o.Refused(code=code) if code in EMAIL_REFUSED or code in CONSENT_REFUSED:
            return _sent_back(kiosk, stage, code, now)
        case _:
            return failed(kiosk, stage, ENDS.get(type(event.outcome), EnrolEnd.REFUSED), now)


def _done(kiosk: Kiosk, stage: StaffEnrolling, member: Member, now: Moment) -> Result:
    doubtful = stage.doubtful and member.is_new is False
    outcome = "member" if doubtful else STANDING[member.is_new]
    effects = (Audit(stage.person, Task.ENROL.value, outcome), Cue(Sound.SUCCESS))
    done = StaffEnrolled(alive(stage.session, now), stage.person, member, stage.checkout, doubtful)
    kiosk = replace(kiosk, stage=done)
    if not stage.checkout:
        return kiosk, effects
    kiosk, more = staff_checkout.enrolled(kiosk, done, member, now)
    return kiosk, (*effects, *more)


def _sent_back(kiosk: Kiosk, stage: StaffEnrolling, code: str, now: Moment) -> Result:
    """The service wants something else of what was asked for here: ask for it again, and say why."""
    session = alive(stage.session, now)
    effects = (Audit(stage.person, Task.ENROL.value, code), Cue(Sound.REFUSAL))
    if code in EMAIL_REFUSED:
        return replace(kiosk, stage=_retyping(stage, session, EnrolNote.EMAIL_REFUSED)), effects
    consent, note = CONSENT_REFUSED[code]
    ticked = stage.ticked - {consent}
    consents = StaffConsents(session, stage.person, stage.email, ticked, note, stage.checkout, stage.doubtful)
    return replace(kiosk, stage=consents), effects


def _given_up(stage: StaffEnrolling) -> StaffEnrolling:
    """Nobody waits for the answer any more. Unless it was only a pause, a request is out."""
    return replace(stage, doubtful=stage.doubtful or stage.resume_at is None)


def unreachable(kiosk: Kiosk, stage: StaffEnrolling, now: Moment) -> Result:
    """There was no answer in time."""
    return failed(kiosk, _given_up(stage), EnrolEnd.UNREACHABLE, now)


def failed(kiosk: Kiosk, stage: StaffEnrolling, end: EnrolEnd, now: Moment) -> Result:
    """Nobody was signed up, as far as anybody knows: say why."""
    over = StaffEnrolFailed(
        alive(stage.session, now),
        stage.person,
        stage.email,
        stage.ticked,
        end,
        stage.checkout,
        stage.doubtful,
    )
    effects = (Audit(stage.person, Task.ENROL.value, end.value), Cue(Sound.REFUSAL))
    return replace(kiosk, stage=over), effects


def _onwards(kiosk: Kiosk, stage: StaffEnrolled, tap: Tap, now: Moment) -> Result:
    """From the new member to what they came for, to the next one, or back."""
    match tap.action:
        case Action.BACK:
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.TASK if tap.value == Task.ENROL:
            return begin(kiosk, stage, now)
        case Action.TASK if tap.value == Task.EARN:
            draft = Draft(Task.EARN, kiosk.rules.card or CardType.POINT, member=stage.member)
            return replace(kiosk, stage=StaffAmount(stage.session, stage.person, draft)), ()
    return kiosk, ()


def on_code(kiosk: Kiosk, stage: EnrolStage, event: CodeSeen, now: Moment) -> Result:
    """A scan while somebody signs up. It is told, and takes nothing of what was typed and ticked; who is
    asked for already, or is through, is not disturbed by a code lying before the camera."""
    kind, _ = classify(kiosk, event)
    report = scan_report(event, kind)
    if not isinstance(stage, StaffEnrol | StaffConsents):
        return kiosk, (report,)
    session = replace(alive(stage.session, now), mark=fingerprint(event.data))
    note = {"member": EnrolNote.MEMBER, "coupon": EnrolNote.COUPON}.get(kind, EnrolNote.NOT_A_CODE)
    told = replace(kiosk, stage=replace(stage, session=session, note=note))
    return told, (report, Cue(Sound.REFUSAL))
