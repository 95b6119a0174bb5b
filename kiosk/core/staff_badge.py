"""A staff badge: a code that says who wants in, and, where the owner wants it so, lets them in.

What is on it is a secret like a PIN. It goes to the journal's check and nowhere else: not to the server,
whatever task it is scanned in, and into no log.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.codes import readable
from kiosk.core.customer import scan_report
from kiosk.core.effects import Audit, CheckBadge, Cue, Effect, Sound
from kiosk.core.events import BadgeKnown, CodeSeen
from kiosk.core.model import Moment
from kiosk.core.rules import BADGE_NOTE_TIME, Rules
from kiosk.core.sessions import Result, alive, begin, switch
from kiosk.core.state import Kiosk, StaffInside, StaffLock, StaffMenu


def is_badge(rules: Rules, text: str) -> bool:
    """Whether this is a badge by its look. Without a prefix there are none."""
    return rules.badge_prefix != "" and text.startswith(rules.badge_prefix)


def badge_in(rules: Rules, event: CodeSeen) -> str | None:
    """The badge in the picture, if it is one. A coupon that we have issued ourselves is none."""
    text = readable(event.data)
    return text if text is not None and not event.ours and is_badge(rules, text) else None


def on_badge(kiosk: Kiosk, badge: str, event: CodeSeen, now: Moment) -> Result:
    """A badge was scanned. It takes the place of the lock button: a customer's session ends first, and
    nothing of it is left to see. Whoever is inside stays inside, and is told so: their task is not for
    somebody else to go on with."""
    report, stage = scan_report(event, "badge"), kiosk.stage
    ended: tuple[Effect, ...] = ()
    match stage:
        case StaffLock(checking=True):
            return kiosk, (report,)
        case StaffLock(session=session):
            checking = StaffLock(alive(session, now), checking=True)
            kiosk = replace(kiosk, stage=checking)
        case stage if isinstance(stage, StaffInside):
            session = replace(stage.session, badge_until=now.mono + BADGE_NOTE_TIME)
            return replace(kiosk, stage=replace(stage, session=session)), (report, Cue(Sound.REFUSAL))
        case _:
            checking = StaffLock(begin(now), checking=True)
            kiosk, ended = switch(kiosk, checking, now)
    return kiosk, (*ended, report, Cue(Sound.SCAN), CheckBadge(checking.session.id, badge))


def on_known(kiosk: Kiosk, event: BadgeKnown, now: Moment) -> Result:
    """It is somebody's: they are in, or their PIN comes next."""
    stage = kiosk.stage
    if not isinstance(stage, StaffLock) or event.session != stage.session.id or not stage.checking:
        return kiosk, ()
    session = alive(stage.session, now)
    if kiosk.rules.badge_alone:
        entered = Audit(event.person, "enter", "admitted_by_badge")
        return replace(kiosk, stage=StaffMenu(session, event.person)), (entered, Cue(Sound.SUCCESS))
    return replace(kiosk, stage=StaffLock(session, person=event.person)), ()
