"""A second code, right behind the first: whose is it?

A phone's code changes by itself, so a new text beside the session's own, or in its place, may be the
same person's. Only the server knows, and it is asked out of sight. Until it has said so somebody is
*owed* a turn (``Sight.owed``): when the session is over, and the code still in view, its next sight
begins a session as if it were the first. So nobody has to take their phone away and come again, and
the queue goes on however the network is.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import outcomes as o
from kiosk.core.codes import Person, Seen, fingerprint
from kiosk.core.effects import Cue, Lookup, Recall, Report, Sound
from kiosk.core.events import CodeSeen, LookedUp, Source
from kiosk.core.model import CustomerCode, History, Moment
from kiosk.core.rules import MOST_LOOKS_ASIDE, RATE_LIMIT_MOST, RATE_LIMIT_WAIT, REPEAT_AFTER
from kiosk.core.sessions import Result, begin, switch
from kiosk.core.state import (
    Attract,
    Earning,
    Kiosk,
    LookingUp,
    Recalling,
    Rewarded,
    Session,
    Shadow,
    member_of,
    session_of,
)


def may_be_the_same_person(kiosk: Kiosk, event: CodeSeen, known: Seen, now: Moment) -> bool:
    """Whether the session's own code was in view until just now (``known`` is what was, before this
    one): then a new text may be the same phone after its code changed."""
    session = session_of(kiosk.stage)
    return (
        session is not None
        and event.source is Source.CAMERA
        and member_of(kiosk.stage) is not None
        and known.holds(session.mark, now.mono)
    )


def look_aside(kiosk: Kiosk, event: CodeSeen, text: str, report: Report, now: Moment) -> Result:
    """Ask whose code this is. Of several the newest counts: a code that changes goes stale."""
    mark, waiting = fingerprint(event.data), kiosk.shadow
    kiosk = replace(kiosk, seen=kiosk.seen.owe(mark))
    if waiting is not None and waiting.resume_at is not None:
        return replace(kiosk, shadow=replace(waiting, qr=text, mark=mark, taken=event.taken)), (report,)
    shadow = Shadow(begin(now).id, text, mark, event.taken)
    return replace(kiosk, shadow=shadow), (report, Lookup(shadow.id, 1, qr=text, aside=True))


def on_answer(kiosk: Kiosk, shadow: Shadow, event: LookedUp, now: Moment) -> Result:
    """The same member: their code has changed, and nothing happens. Another one: their session begins
    (unless the screen is telling the one before them what went wrong; then after that)."""
    if shadow.resume_at is not None or event.attempt != shadow.attempt:
        return kiosk, ()
    match event.outcome:
        case o.Found(member):
            return _found(replace(kiosk, shadow=None), shadow, member.code, event.outcome, now)
        case o.NotFound() | o.InvalidQr():
            return replace(kiosk, shadow=None, seen=kiosk.seen.settle(shadow.mark)), ()
        case o.RateLimited(retry_after) if shadow.attempt < MOST_LOOKS_ASIDE:
            wait = min(RATE_LIMIT_WAIT * 2.0 ** (shadow.attempt - 1), RATE_LIMIT_MOST)
            return _later(kiosk, shadow, now.mono + (wait if retry_after is None else retry_after))
        case o.Unavailable() if shadow.attempt < MOST_LOOKS_ASIDE:
            return _later(kiosk, shadow, now.mono + REPEAT_AFTER * 2.0 ** (shadow.attempt - 1))
        case _:
            return replace(kiosk, shadow=None), ()


def _later(kiosk: Kiosk, shadow: Shadow, at: float) -> Result:
    return replace(kiosk, shadow=replace(shadow, resume_at=at)), ()


def _found(kiosk: Kiosk, shadow: Shadow, code: CustomerCode, outcome: o.Found, now: Moment) -> Result:
    session = session_of(kiosk.stage)
    if session is not None and any(code == one.code for one in session.who):
        same = replace(session, mark=shadow.mark)
        stage = replace(kiosk.stage, session=same)  # type: ignore[arg-type]
        return replace(kiosk, stage=stage, seen=kiosk.seen.settle(shadow.mark)), ()
    if member_of(kiosk.stage) is None:
        return kiosk, ()
    kiosk = replace(kiosk, seen=kiosk.seen.settle(shadow.mark))
    newcomer = replace(begin(now, shadow.mark, shadow.taken), who=kiosk.seen.who(shadow.mark))
    kiosk, effects = switch(kiosk, Recalling(newcomer, outcome.member), now, park=True)
    return kiosk, (*effects, Cue(Sound.SCAN), Recall(newcomer.id, code))


def ask_again(kiosk: Kiosk, shadow: Shadow, now: Moment) -> Result:
    """The wait is over: ask once more, if the code is still there."""
    if not kiosk.seen.holds(shadow.mark, now.mono):
        return replace(kiosk, shadow=None), ()
    shadow = replace(shadow, attempt=shadow.attempt + 1, resume_at=None)
    return replace(kiosk, shadow=shadow), (Lookup(shadow.id, shadow.attempt, qr=shadow.qr, aside=True),)


# -- one after another -------------------------------------------------------------------------------


def is_owed(kiosk: Kiosk, event: CodeSeen) -> bool:
    """Whether it is this code's turn now, though it has been in view all the time."""
    return isinstance(kiosk.stage, Attract) and kiosk.seen.owed(fingerprint(event.data))


def take_turn(kiosk: Kiosk, event: CodeSeen, now: Moment) -> tuple[Kiosk, Session]:
    """The session of a code whose turn it is. Whoever was being looked up has not been served: they
    are after it, if their code is still there then."""
    mark, seen, stage = fingerprint(event.data), kiosk.seen, kiosk.stage
    if event.source is not Source.CAMERA:
        seen = seen.name(mark, ())  # somebody holds it under the scanner, whoever lies before the camera
    session = replace(begin(now, mark, event.taken), who=seen.who(mark))
    seen = seen.settle(mark)
    if isinstance(stage, LookingUp):
        seen = seen.owe(stage.session.mark)
    return replace(kiosk, seen=seen), session


def remember(kiosk: Kiosk) -> Kiosk:
    """Keep in mind whose code is in view, and which visit they got."""
    stage, member, session = kiosk.stage, member_of(kiosk.stage), session_of(kiosk.stage)
    if member is None or session is None or session.mark is None:
        return kiosk
    person = next((one for one in session.who if one.code == member.code), Person(member.code))
    if isinstance(stage, Earning | Rewarded):
        person = replace(person, visit=stage.run.operation.id)
    stage = replace(stage, session=replace(session, who=(person,)))  # type: ignore[arg-type]
    return replace(kiosk, stage=stage, seen=kiosk.seen.name(session.mark, (person,)))


def has_had_a_visit(session: Session, history: History) -> bool:
    """Whether this is the same phone once more, only with another code: it was in view all the time
    since this member's last visit, and that one has counted or may have."""
    visits = [one.operation.id for one in history.visits]
    return any(one.visit in visits for one in session.who)
