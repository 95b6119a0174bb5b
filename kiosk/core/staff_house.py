"""The staff's tasks «devices», «settings» and «out of service»: looking after the machine."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.codes import fingerprint
from kiosk.core.customer import classify, scan_report
from kiosk.core.events import Action, CodeSeen, SlipProgress, Tap
from kiosk.core.model import Moment
from kiosk.core.sessions import Result, alive
from kiosk.core.stages_house import HouseStage, StaffClose, StaffDevices, StaffSettings
from kiosk.core.state import Kiosk, StaffInside, StaffMenu


def begin_devices(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The task's first screen."""
    return replace(kiosk, stage=StaffDevices(alive(stage.session, now), stage.person)), ()


def begin_settings(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The task's first screen."""
    return replace(kiosk, stage=StaffSettings(alive(stage.session, now), stage.person)), ()


def begin_close(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The task's first screen."""
    return replace(kiosk, stage=StaffClose(alive(stage.session, now), stage.person)), ()


def on_tap(kiosk: Kiosk, stage: HouseStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of this task's screens; leaving the staff screens is dealt with before."""
    if tap.action is Action.BACK:
        return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
    return kiosk, ()


def on_code(kiosk: Kiosk, stage: HouseStage, event: CodeSeen, now: Moment) -> Result:
    """A scan while one of this task's screens is up."""
    kind, _ = classify(kiosk, event)
    session = replace(alive(stage.session, now), mark=fingerprint(event.data))
    return replace(kiosk, stage=replace(stage, session=session)), (scan_report(event, kind),)


def on_slip(kiosk: Kiosk, stage: HouseStage, event: SlipProgress) -> Result:
    """How the paper that was asked for goes on."""
    return kiosk, ()
