"""From the state to the screens of the staff's task «people»."""

from __future__ import annotations

from kiosk.core.events import Action
from kiosk.core.paging import PAGE
from kiosk.core.project_setup import form_body
from kiosk.core.project_words import BACK, LEAVE, leafing
from kiosk.core.staff_people import may_add, may_take_out
from kiosk.core.stages_people import PeopleNote, PeopleStage, StaffPeople, StaffPerson, waits
from kiosk.core.view import Body, Button, Entry, Message, StaffDetail, StaffList, Text

TAKE_OUT = Text("staff_people.take_out")
NEW_NAME = (Text("staff_people.new"), Text("staff_people.new_name"))
"""What is said where the name of somebody new is typed."""


def people_body(stage: PeopleStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffPeople():
            return "staff_people", _list(stage), (BACK, LEAVE)
        case StaffPerson():
            return "staff_person", *_one(stage)
        case _:
            ways = (LEAVE,) if waits(stage) else (BACK, LEAVE)
            return "staff_person_new", form_body(stage.form, *NEW_NAME), ways


def _list(stage: StaffPeople) -> StaffList:
    names, first = stage.names, stage.first
    entries = tuple(_entry(name, stage.person) for name in names[first : first + PAGE])
    add = Button(Text("staff_people.add"), Action.ADD, enabled=may_add(stage))
    tools = (add, *leafing(first, len(names)))
    empty = Text("staff_coupon.asking") if stage.asking else None
    return StaffList(Text("staff.task_people"), entries, tools, _note(stage), empty)


def _entry(name: str, person: str) -> Entry:
    details = (Text("staff_people.you"),) if name == person else ()
    return Entry(name, Button(Text("button.show_coupon"), Action.OPEN, name), details, "person")


def _note(stage: StaffPeople) -> Text | None:
    match stage.note:
        case None:
            return None
        case PeopleNote.NO_JOURNAL:
            return Text("staff_coupons.no_journal")
        case note:
            return Text(f"staff_people.{note.value}", (stage.told,))


def _one(stage: StaffPerson) -> tuple[Body, tuple[Button, ...]]:
    """Somebody, and what can be done; the question whether it is meant; and the wait for the disk."""
    name, take_out = stage.name, Button(TAKE_OUT, Action.TAKE_OUT)
    if stage.going:
        return Message("take_out", Text("staff_people.going", (name,)), Text("staff_close.moment")), (LEAVE,)
    if stage.asked is not None:
        sure = Button(TAKE_OUT, Action.CONFIRM, style="primary")
        question = Text("staff_people.sure", (name,)), Text("staff_people.sure.next")
        return Message("take_out", *question), (sure, BACK, LEAVE)
    if not may_take_out(stage):
        return StaffDetail(name, (Text("staff_people.you"),), Text("staff_people.you.next")), (BACK, LEAVE)
    return StaffDetail(name, (Text("staff_people.other"),)), (take_out, BACK, LEAVE)
