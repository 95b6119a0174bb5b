"""The staff's task «checkout»: redeem, then earn on the whole total, as one guided flow."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.codes import fingerprint
from kiosk.core.customer import classify, scan_report
from kiosk.core.events import Action, CodeSeen, SlipProgress, Tap
from kiosk.core.model import Member, Moment
from kiosk.core.sessions import Result, alive
from kiosk.core.stages_checkout import CheckoutStage, StaffOrder
from kiosk.core.state import Kiosk, StaffInside, StaffMenu


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The task's first screen."""
    return replace(kiosk, stage=StaffOrder(alive(stage.session, now), stage.person)), ()


def on_tap(kiosk: Kiosk, stage: CheckoutStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of this task's screens; leaving the staff screens is dealt with before."""
    if tap.action is Action.BACK:
        return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
    return kiosk, ()


def on_code(kiosk: Kiosk, stage: CheckoutStage, event: CodeSeen, now: Moment) -> Result:
    """A scan while one of this task's screens is up."""
    kind, _ = classify(kiosk, event)
    session = replace(alive(stage.session, now), mark=fingerprint(event.data))
    return replace(kiosk, stage=replace(stage, session=session)), (scan_report(event, kind),)


def enrolled(kiosk: Kiosk, stage: StaffInside, member: Member, now: Moment) -> Result:
    """The member this checkout waits for has just signed up."""
    return begin(kiosk, stage, now)


def on_slip(kiosk: Kiosk, stage: CheckoutStage, event: SlipProgress) -> Result:
    """How the paper that was asked for goes on."""
    return kiosk, ()
