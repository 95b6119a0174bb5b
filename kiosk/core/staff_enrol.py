"""The staff's task «enrol»: a new member signs up at the till."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.codes import fingerprint
from kiosk.core.customer import classify, scan_report
from kiosk.core.events import Action, CodeSeen, Tap
from kiosk.core.model import Moment
from kiosk.core.sessions import Result, alive
from kiosk.core.stages_enrol import EnrolStage, StaffEnrol
from kiosk.core.state import Kiosk, StaffInside, StaffMenu


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment, *, checkout: bool = False) -> Result:
    """The task's first screen."""
    return replace(kiosk, stage=StaffEnrol(alive(stage.session, now), stage.person)), ()


def on_tap(kiosk: Kiosk, stage: EnrolStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of this task's screens; leaving the staff screens is dealt with before."""
    if tap.action is Action.BACK:
        return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
    return kiosk, ()


def on_code(kiosk: Kiosk, stage: EnrolStage, event: CodeSeen, now: Moment) -> Result:
    """A scan while one of this task's screens is up."""
    kind, _ = classify(kiosk, event)
    session = replace(alive(stage.session, now), mark=fingerprint(event.data))
    return replace(kiosk, stage=replace(stage, session=session)), (scan_report(event, kind),)
