"""The staff's task «devices»: how everything is, looked at again and again while the screen is up; a test
page, and a call that tries the service, when they are asked for."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import outcomes as o
from kiosk.core.customer import classify, scan_report
from kiosk.core.effects import Audit, Cue, Effect, Inspect, PrintSlip, Sound
from kiosk.core.effects import Probe as ProbeService
from kiosk.core.events import Action, CodeSeen, Inspected, Probed, SlipProgress, Tap
from kiosk.core.health import can_print
from kiosk.core.model import Moment, PrintState
from kiosk.core.rules import LOOK_EVERY, PAGE_TIME, PROBE_PAUSE, PROBE_TIME, REPORT_GROWS_OLD
from kiosk.core.sessions import Result, alive
from kiosk.core.slip import Slip, SlipLine
from kiosk.core.stages_house import Page, Probe, Scanned, StaffDevices
from kiosk.core.state import Kiosk, StaffInside
from kiosk.core.view import Text

UNDER_WAY = frozenset({PrintState.QUEUED, PrintState.SENDING})
"""States of a paper that another one follows."""

LETTERS = "ÇĞİŞıçğş ÄÖÜẞäöüß éèñ €"
"""Of the shops we know: what a printer's own letters often lack, and a drawn page must not."""


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The first look."""
    devices = StaffDevices(alive(stage.session, now), stage.person, now.mono, now.local)
    return replace(kiosk, stage=devices), (Inspect(stage.session.id),)


def deadlines(stage: StaffDevices) -> list[tuple[str, float]]:
    """The next look, and the ends of what was asked for."""
    found = [("look", stage.looked + LOOK_EVERY)]
    if stage.probe is not None and stage.probe.outcome is None:
        found.append(("probe", stage.probe.ends))
    if stage.page is not None and stage.page.state in UNDER_WAY:
        found.append(("page", stage.page.ends))
    return found


def elapsed(kiosk: Kiosk, stage: StaffDevices, name: str, now: Moment) -> Result:
    """One of them has passed."""
    if name == "probe" and stage.probe is not None:
        nothing = o.Unavailable(o.Trouble.TIMEOUT)
        return on_probed(kiosk, stage, Probed(stage.probe.ref, nothing, PROBE_TIME * 1000), now)
    if name == "page" and stage.page is not None:
        return on_slip(kiosk, stage, SlipProgress(stage.page.ref, PrintState.UNKNOWN))
    stage = replace(stage, looked=now.mono, clock=now.local)
    if now.mono - stage.report_at > REPORT_GROWS_OLD:
        stage = replace(stage, report=None)
    return replace(kiosk, stage=stage), (Inspect(stage.session.id),)


def on_inspected(kiosk: Kiosk, stage: StaffDevices, event: Inspected, now: Moment) -> Result:
    """What the look has found."""
    return replace(kiosk, stage=replace(stage, report=event, report_at=now.mono)), ()


def on_tap(kiosk: Kiosk, stage: StaffDevices, tap: Tap, now: Moment) -> Result:
    """A test was asked for."""
    if tap.action is not Action.TEST:
        return kiosk, ()
    match tap.value:
        case "page" if may_print(kiosk, stage):
            number = stage.pages + 1
            page = Page(f"{stage.session.id}-page-{number}", now.mono + PAGE_TIME)
            stage = replace(stage, page=page, pages=number)
            asked = Audit(stage.person, "test_page", "asked")
            return replace(kiosk, stage=stage), (asked, PrintSlip(page.ref, page_of(stage, now)))
        case "service" if may_probe(stage, now.mono):
            probe = Probe(f"{stage.session.id}-probe-{round(now.mono * 1000)}", now.mono + PROBE_TIME)
            return replace(kiosk, stage=replace(stage, probe=probe)), (ProbeService(probe.ref),)
        case _:
            return kiosk, ()


def may_print(kiosk: Kiosk, stage: StaffDevices) -> bool:
    """Whether a test page can be asked for: one at a time, and only where it would come out now."""
    busy = stage.page is not None and stage.page.state in UNDER_WAY
    return not busy and can_print(kiosk.health, kiosk.rules)


def may_probe(stage: StaffDevices, at: float) -> bool:
    """Whether the service may be tried (again) at this time."""
    probe = stage.probe
    return probe is None or (probe.outcome is not None and at >= probe.ends)


def page_of(stage: StaffDevices, now: Moment) -> Slip:
    """Who asked for it, and letters that many printers do not have."""
    lines = (
        SlipLine(Text("staff_devices.page_asked"), Text("staff_devices.page_value", (stage.person,))),
        SlipLine(Text("staff_devices.page_letters"), Text("staff_devices.page_value", (LETTERS,))),
    )
    return Slip(Text("staff_devices.page"), lines, now.local, Text("staff_devices.page_note"))


def on_probed(kiosk: Kiosk, stage: StaffDevices, event: Probed, now: Moment) -> Result:
    """What the service answered, or that it did not."""
    probe = stage.probe
    if probe is None or probe.ref != event.ref or probe.outcome is not None:
        return kiosk, ()
    probe = replace(probe, outcome=event.outcome, ms=event.ms, ends=now.mono + PROBE_PAUSE)
    audited = Audit(stage.person, "test_service", o.name(event.outcome))
    return replace(kiosk, stage=replace(stage, probe=probe, looked=now.mono)), (audited,)


def on_slip(kiosk: Kiosk, stage: StaffDevices, event: SlipProgress) -> Result:
    """How the test page goes on."""
    page = stage.page
    if page is None or page.ref != event.ref or page.state not in UNDER_WAY:
        return kiosk, ()
    effects: tuple[Effect, ...] = ()
    if event.state not in UNDER_WAY:
        effects = (Audit(stage.person, "test_page", event.state.value),)
    return replace(kiosk, stage=replace(stage, page=replace(page, state=event.state))), effects


def on_code(kiosk: Kiosk, stage: StaffDevices, event: CodeSeen, now: Moment) -> Result:
    """A code that is held up to try the devices: it is nobody's here, and what it says is not kept."""
    kind, _ = classify(kiosk, event)
    scanned = Scanned(event.source, kind, len(event.data), now.mono)
    stage = replace(stage, session=alive(stage.session, now), scanned=scanned, looked=now.mono)
    return replace(kiosk, stage=stage), (scan_report(event, kind), Cue(Sound.SCAN))
