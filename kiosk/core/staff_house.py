"""The staff's tasks «devices», «settings» and «out of service»: looking after the machine. What happens on
their screens finds its way here."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import staff_close, staff_devices, staff_settings
from kiosk.core.customer import classify, scan_report
from kiosk.core.events import (
    Action,
    BrightnessSet,
    CodeSeen,
    Inspected,
    Probed,
    ShutDownAnswered,
    SlipProgress,
    Tap,
)
from kiosk.core.model import Moment
from kiosk.core.sessions import Result
from kiosk.core.stages_house import HouseStage, StaffClose, StaffDevices, StaffSettings
from kiosk.core.state import Kiosk, StaffMenu

Answer = Inspected | Probed | BrightnessSet | ShutDownAnswered


def on_tap(kiosk: Kiosk, stage: HouseStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of these tasks' screens; leaving the staff screens is dealt with before."""
    if tap.action is Action.BACK:
        return replace(kiosk, stage=_back(stage)), ()
    match stage:
        case StaffDevices():
            return staff_devices.on_tap(kiosk, stage, tap, now)
        case StaffSettings():
            return staff_settings.on_tap(kiosk, stage, tap)
        case _:
            return staff_close.on_tap(kiosk, stage, tap, now)


def _back(stage: HouseStage) -> HouseStage | StaffMenu:
    """One step: out of a question or a single setting, or to the menu. What was confirmed goes on."""
    match stage:
        case StaffSettings(setting=setting) if setting is not None:
            return replace(stage, setting=None, unkept=False, refused=False)
        case StaffClose(asked=asked) if asked is not None:
            return replace(stage, asked=None)
        case StaffClose(going=going) if going is not None:
            return stage
        case _:
            return StaffMenu(stage.session, stage.person)


def on_code(kiosk: Kiosk, stage: HouseStage, event: CodeSeen, now: Moment) -> Result:
    """A scan while one of these screens is up: it tries the devices, and is nobody's."""
    if isinstance(stage, StaffDevices):
        return staff_devices.on_code(kiosk, stage, event, now)
    kind, _ = classify(kiosk, event)
    return kiosk, (scan_report(event, kind),)


def on_slip(kiosk: Kiosk, stage: HouseStage, event: SlipProgress) -> Result:
    """How the paper that was asked for goes on."""
    if isinstance(stage, StaffDevices):
        return staff_devices.on_slip(kiosk, stage, event)
    return kiosk, ()


def on_answer(kiosk: Kiosk, event: Answer, now: Moment) -> Result:
    """The machine or the service has answered; who has left meanwhile does not hear of it."""
    stage = kiosk.stage
    match stage, event:
        case StaffDevices(), Probed():
            return staff_devices.on_probed(kiosk, stage, event, now)
        case StaffDevices(session=session), Inspected(session=asked) if session.id == asked:
            return staff_devices.on_inspected(kiosk, stage, event, now)
        case StaffSettings(session=session), Inspected(session=asked) if session.id == asked:
            return replace(kiosk, stage=replace(stage, machine=event.machine)), ()
        case StaffSettings(session=session), BrightnessSet(ref=asked) if session.id == asked:
            return staff_settings.on_brightness(kiosk, stage, event)
        case StaffClose(session=session), ShutDownAnswered(ref=asked) if session.id == asked:
            return staff_close.on_answer(kiosk, stage, event, now)
        case _:
            return kiosk, ()


def journal_failed(kiosk: Kiosk, stage: HouseStage) -> Result:
    """The disk did not take what staff have set. It holds all the same, but not beyond a restart."""
    if isinstance(stage, StaffSettings):
        return replace(kiosk, stage=replace(stage, unkept=True)), ()
    return kiosk, ()
