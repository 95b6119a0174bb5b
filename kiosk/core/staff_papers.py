"""The staff's tasks «coupons» and «waiting operations»: what the journal holds."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.codes import fingerprint
from kiosk.core.customer import classify, scan_report
from kiosk.core.events import Action, CodeSeen, Tap
from kiosk.core.model import Moment
from kiosk.core.sessions import Result, alive
from kiosk.core.stages_papers import PapersStage, StaffCoupons, StaffWaiting
from kiosk.core.state import Kiosk, StaffInside, StaffMenu


def begin_coupons(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The task's first screen."""
    return replace(kiosk, stage=StaffCoupons(alive(stage.session, now), stage.person)), ()


def begin_waiting(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The task's first screen."""
    return replace(kiosk, stage=StaffWaiting(alive(stage.session, now), stage.person)), ()


def on_tap(kiosk: Kiosk, stage: PapersStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of this task's screens; leaving the staff screens is dealt with before."""
    if tap.action is Action.BACK:
        return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
    return kiosk, ()


def on_code(kiosk: Kiosk, stage: PapersStage, event: CodeSeen, now: Moment) -> Result:
    """A scan while one of this task's screens is up."""
    kind, _ = classify(kiosk, event)
    session = replace(alive(stage.session, now), mark=fingerprint(event.data))
    return replace(kiosk, stage=replace(stage, session=session)), (scan_report(event, kind),)
