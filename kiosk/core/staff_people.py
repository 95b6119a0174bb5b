"""The staff's task «people»: who of the staff there is, one more of them, one less.

Whoever is added types their own PIN, into the form of the first start. Nobody takes out themselves, so one
always stays; and whoever finds that they are no longer of the staff is out of the screens, too. What was done
is said, and audited, when the journal says that it is on disk, also to nobody: staff may have left meanwhile.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.customer import classify, scan_report
from kiosk.core.effects import Audit, Cue, ListStaff, Sound, TakeOut
from kiosk.core.events import Action, CodeSeen, Tap
from kiosk.core.model import Moment
from kiosk.core.paging import page_of, turned, within
from kiosk.core.rules import SURE_AFTER
from kiosk.core.sessions import Result, alive, attract
from kiosk.core.staff_setup import anew, typed
from kiosk.core.stages_people import (
    Change,
    PeopleNote,
    PeopleStage,
    StaffAdding,
    StaffChanged,
    StaffListed,
    StaffPeople,
    StaffPerson,
    waits,
)
from kiosk.core.stages_setup import SetupNote, StaffSetup, StaffSetupPin
from kiosk.core.state import Kiosk, StaffInside, StaffMenu

DONE: dict[Change, PeopleNote] = {
    Change.ADDED: PeopleNote.ADDED,
    Change.TAKEN_OUT: PeopleNote.TAKEN_OUT,
    Change.GONE: PeopleNote.GONE,
}
"""What ends in the list, with a word on it."""


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """Who is there?"""
    asking = StaffPeople(alive(stage.session, now), stage.person, asking=True)
    return replace(kiosk, stage=asking), (ListStaff(stage.session.id),)


def on_tap(kiosk: Kiosk, stage: PeopleStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of this task's screens; leaving the staff screens is dealt with before."""
    match stage:
        case StaffPeople():
            return _on_list_tap(kiosk, stage, tap)
        case StaffPerson():
            return _on_person_tap(kiosk, stage, tap, now)
        case _:
            return _on_form_tap(kiosk, stage, tap)


def on_code(kiosk: Kiosk, event: CodeSeen) -> Result:
    """A scan while one of these screens is up is nobody's."""
    kind, _ = classify(kiosk, event)
    return kiosk, (scan_report(event, kind),)


def _on_list_tap(kiosk: Kiosk, stage: StaffPeople, tap: Tap) -> Result:
    names, first = stage.names, stage.first
    match tap.action:
        case Action.BACK:
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.SEARCH if (other := turned(first, len(names), tap.value)) is not None:
            return replace(kiosk, stage=replace(stage, first=other, note=None)), ()
        case Action.OPEN if tap.value in names:
            opened = StaffPerson(stage.session, stage.person, tap.value, names, first)
            return replace(kiosk, stage=opened), ()
        case Action.ADD if may_add(stage):
            form = StaffSetup(stage.session)
            return replace(kiosk, stage=StaffAdding(stage.session, stage.person, form, names, first)), ()
    return kiosk, ()


def may_add(stage: StaffPeople) -> bool:
    """Not before it is known who is there: whoever asks would be among them."""
    return bool(stage.names)


def may_take_out(stage: StaffPerson) -> bool:
    """Anybody but oneself, so that somebody stays who can come in."""
    return stage.name != stage.person


def _on_person_tap(kiosk: Kiosk, stage: StaffPerson, tap: Tap, now: Moment) -> Result:
    if stage.going:
        return kiosk, ()
    match tap.action:
        case Action.BACK if stage.asked is not None:
            return replace(kiosk, stage=replace(stage, asked=None)), ()
        case Action.BACK:
            return replace(kiosk, stage=_list(stage)), ()
        case Action.TAKE_OUT if stage.asked is None and may_take_out(stage):
            return replace(kiosk, stage=replace(stage, asked=now.mono)), ()
        case Action.CONFIRM if stage.asked is not None and now.mono >= stage.asked + SURE_AFTER:
            going = replace(stage, asked=None, going=True)
            return replace(kiosk, stage=going), (TakeOut(stage.session.id, stage.name, stage.person),)
    return kiosk, ()


def _on_form_tap(kiosk: Kiosk, stage: StaffAdding, tap: Tap) -> Result:
    if tap.action is Action.BACK and isinstance(stage.form, StaffSetup):
        return replace(kiosk, stage=_list(stage)), ()
    form, effects = typed(stage.form, tap, stage.names, stage.person)
    return replace(kiosk, stage=replace(stage, form=form)), effects


def _list(stage: PeopleStage, note: PeopleNote | None = None, told: str = "") -> StaffPeople:
    """The list, at the page it was left on; where somebody has come into it, at theirs."""
    names, first = stage.names, stage.first
    if note is PeopleNote.ADDED and told in names:
        first = page_of(names.index(told))
    first = within(first, len(names))
    return StaffPeople(stage.session, stage.person, names, first, note=note, told=told)


# -- answers -------------------------------------------------------------------------------------------


def on_listed(kiosk: Kiosk, event: StaffListed, now: Moment) -> Result:
    """Who is there, for the list that has asked."""
    stage = kiosk.stage
    if not isinstance(stage, StaffPeople) or event.session != stage.session.id or not stage.asking:
        return kiosk, ()
    if stage.person not in event.names:
        return _thrown_out(kiosk, now)
    stage = replace(stage, session=alive(stage.session, now), names=event.names)
    return replace(kiosk, stage=_list(stage)), ()


def on_changed(kiosk: Kiosk, event: StaffChanged, now: Moment) -> Result:
    """What came of it goes to the audit log in any case, and to the screen that still waits for it. Another
    one hears who is there now, and goes on."""
    audit, stage = Audit(event.by, "people", f"{event.change.value} {event.name}"), kiosk.stage
    if not isinstance(stage, PeopleStage) or event.session != stage.session.id:
        return kiosk, (audit,)
    if stage.person not in event.names:
        kiosk, effects = _thrown_out(kiosk, now)
        return kiosk, (audit, *effects)
    stage = replace(stage, names=event.names)
    after = _told(stage, event)
    if after is None:
        return replace(kiosk, stage=stage), (audit,)
    sound = Cue(Sound.SUCCESS if event.change in (Change.ADDED, Change.TAKEN_OUT) else Sound.REFUSAL)
    return replace(kiosk, stage=replace(after, session=alive(stage.session, now))), (audit, sound)


def _told(stage: PeopleStage, event: StaffChanged) -> PeopleStage | None:
    """The screen with the answer on it; None where it is not about what is on screen."""
    match stage:
        case StaffAdding(form=StaffSetupPin(name=name)) if name != event.name:
            return None
        case StaffAdding(form=StaffSetupPin() as form) if event.change is Change.PIN_TAKEN:
            return replace(stage, form=anew(form, SetupNote.PIN_TAKEN))
        case StaffAdding(form=StaffSetupPin() as form) if event.change is Change.NAME_TAKEN:
            return replace(stage, form=StaffSetup(form.session, form.name, SetupNote.NAME_TAKEN))
        case StaffAdding(form=StaffSetup()):
            return None
        case StaffPerson(name=name) if name != event.name:
            return None
        case _:
            return _list(stage, DONE.get(event.change), event.name)


def failed(kiosk: Kiosk, stage: PeopleStage, now: Moment) -> Result:
    """The disk refused it, or has not answered for too long: nothing is done that is known of."""
    if not waits(stage):
        return kiosk, ()
    stage = replace(stage, session=alive(stage.session, now))
    if isinstance(stage, StaffAdding) and isinstance(stage.form, StaffSetupPin):
        after: PeopleStage = replace(stage, form=anew(stage.form, SetupNote.NOT_STORED))
    else:
        after = _list(stage, PeopleNote.NO_JOURNAL)
    return replace(kiosk, stage=after), (Cue(Sound.REFUSAL),)


def _thrown_out(kiosk: Kiosk, now: Moment) -> Result:
    """Somebody took them out on the command line while they were inside."""
    kiosk, effects = attract(kiosk, now)
    return kiosk, (*effects, Cue(Sound.REFUSAL))
