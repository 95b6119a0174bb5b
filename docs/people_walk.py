"""The part of ``state_walk.py`` about who of the staff there is: names, differences, and what can happen."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.core import events as ev
from kiosk.core.stages_people import Change, PeopleStage, StaffAdding, StaffPeople, StaffPerson, waits
from kiosk.core.stages_setup import StaffSetup, StaffSetupPin

TAPS = [(ev.Action.TASK, "people"), (ev.Action.OPEN, "y")]
ANSWERS = {
    "journal: stored": Change.ADDED,
    "journal: name taken": Change.NAME_TAKEN,
    "journal: PIN taken": Change.PIN_TAKEN,
}


def name_of(stage: PeopleStage) -> str:
    """What of it makes a different screen or wait, behind the stage's own name."""
    match stage:
        case StaffPeople(asking=True):
            return " asking"
        case StaffPerson(asked=asked) if asked is not None:
            return " sure"
        case StaffPerson(going=True):
            return " going"
        case StaffAdding(form=StaffSetupPin()):
            return " storing" if waits(stage) else " PIN"
        case _:
            return ""


def kind_of(stage: PeopleStage) -> tuple[object, ...]:
    """What of it can make a difference to where an event leads."""
    match stage:
        case StaffPeople():
            return (bool(stage.names),)
        case StaffPerson():
            return ()
        case StaffAdding(form=StaffSetup() as form):
            return (bool(form.typed), form.note)
        case StaffAdding(form=form):
            return (min(len(form.entered), 4), bool(form.first), form.note)


def happenings(stage: PeopleStage, at: float) -> Iterator[tuple[str, ev.Event, float]]:
    """What the journal can answer."""
    who, there = stage.session.id, (stage.person, "y")
    yield "journal: failed", ev.JournalFailed(who, "x"), at
    match stage:
        case StaffPeople():
            yield "journal: people", ev.StaffListed(who, there), at
            yield "journal: no longer of the staff", ev.StaffListed(who, ("y",)), at
        case StaffPerson(going=True):
            answer = Change.TAKEN_OUT
            yield "journal: taken out", ev.StaffChanged(who, stage.person, stage.name, answer, there[:1]), at
        case StaffAdding(form=StaffSetupPin(name=name)) if waits(stage):
            for label, change in ANSWERS.items():
                yield label, ev.StaffChanged(who, stage.person, name, change, there), at
            gone = ev.StaffChanged(who, stage.person, name, Change.STRANGER, ("y",))
            yield "journal: no longer of the staff", gone, at
        case _:
            pass
