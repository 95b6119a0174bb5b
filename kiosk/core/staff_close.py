"""The staff's task «out of service»: the closed sign, a restart, the end. Each is confirmed by a second
touch, and is in the audit log before it is done."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.customer import classify, scan_report
from kiosk.core.effects import Audit, Effect, Remember, Restart, ShutDown
from kiosk.core.events import Action, CodeSeen, ShutDownAnswered, Tap
from kiosk.core.house import CLOSED
from kiosk.core.machine import Refusal
from kiosk.core.model import Moment
from kiosk.core.rules import CLOSED_HINT_TIME
from kiosk.core.sessions import Result, alive, attract
from kiosk.core.stages_house import Deed, StaffClose
from kiosk.core.state import Closed, Kiosk, StaffInside


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """What is to be done?"""
    return replace(kiosk, stage=StaffClose(alive(stage.session, now), stage.person)), ()


def deeds(kiosk: Kiosk) -> tuple[Deed, ...]:
    """What can be done now. Opening a kiosk that has no devices would open nothing."""
    if kiosk.rules.out_of_order:
        return Deed.RESTART, Deed.SHUT_DOWN
    return (Deed.OPEN if kiosk.house.closed else Deed.CLOSE, Deed.RESTART, Deed.SHUT_DOWN)


def on_tap(kiosk: Kiosk, stage: StaffClose, tap: Tap, now: Moment) -> Result:
    """Asked for, and then confirmed."""
    if stage.going is not None:
        return kiosk, ()
    if tap.action is Action.DEED and stage.asked is None and tap.value in deeds(kiosk):
        return replace(kiosk, stage=replace(stage, asked=Deed(tap.value), refusal=None)), ()
    if tap.action is Action.CONFIRM and stage.asked is not None:
        return _done(kiosk, stage, stage.asked, now)
    return kiosk, ()


def _done(kiosk: Kiosk, stage: StaffClose, deed: Deed, now: Moment) -> Result:
    if deed in (Deed.CLOSE, Deed.OPEN):
        closed = deed is Deed.CLOSE
        kiosk = replace(kiosk, house=replace(kiosk.house, closed=closed))
        kiosk, effects = attract(kiosk, now)
        audited = Audit(stage.person, deed.value, "done")
        return kiosk, (*effects, Remember(CLOSED, "yes" if closed else ""), audited)
    going = replace(stage, session=alive(stage.session, now), asked=None, going=deed)
    wanted: Effect = Restart() if deed is Deed.RESTART else ShutDown(stage.session.id)
    return replace(kiosk, stage=going), (Audit(stage.person, deed.value, "asked"), wanted)


def on_answer(kiosk: Kiosk, stage: StaffClose, event: ShutDownAnswered, now: Moment) -> Result:
    """The machine goes down, and this program with it; or it says why not."""
    if stage.going is not Deed.SHUT_DOWN or event.refusal is None:
        return kiosk, ()
    return _refused(kiosk, stage, event.refusal, now)


def nothing_happened(kiosk: Kiosk, stage: StaffClose, now: Moment) -> Result:
    """It was promised, but we are still here."""
    return _refused(kiosk, stage, Refusal.FAILED, now)


def _refused(kiosk: Kiosk, stage: StaffClose, refusal: Refusal, now: Moment) -> Result:
    deed = stage.going or Deed.SHUT_DOWN
    stage = replace(stage, session=alive(stage.session, now), going=None, refusal=refusal)
    return replace(kiosk, stage=stage), (Audit(stage.person, deed.value, refusal.value),)


def shown(kiosk: Kiosk, event: CodeSeen, now: Moment) -> Result:
    """A code before a closed kiosk: nobody is looked up, and whoever shows it is told so, unless staff are
    just about to unlock."""
    stage, (kind, _) = kiosk.stage, classify(kiosk, event)
    if isinstance(stage, Closed):
        until = now.mono + CLOSED_HINT_TIME
        kiosk = replace(kiosk, stage=replace(stage, since=now.mono, dimmed=False, hint_until=until))
    return kiosk, (scan_report(event, kind),)
