"""Samples of the screens on which staff see who of them there is, made by the core itself: long names,
several pages, and everything that can be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.core.presence import Session
from kiosk.core.project_people import people_body
from kiosk.core.stages_people import PeopleNote, PeopleStage, StaffAdding, StaffPeople, StaffPerson
from kiosk.core.stages_setup import SetupNote, StaffSetup, StaffSetupPin
from kiosk.core.view import View

LONG = "Maximiliane von Hohenstein-Waldburg"
NAMES = ("Ayşe", LONG, "Zoë", "سلمى عبد الرحمن", "Jo", "Mehmet Öztürk")
SESSION = Session("s1", 0.0)


def samples(view: Callable[..., View]) -> dict[str, Callable[[], View]]:
    """By name; ``view`` puts a whole view around a body."""

    def shown(stage: PeopleStage) -> Callable[[], View]:
        screen, body, buttons = people_body(stage)
        return lambda: view(screen, body, *buttons)

    people = StaffPeople(SESSION, NAMES[0], NAMES)
    one = StaffPerson(SESSION, NAMES[0], LONG, NAMES)
    new = StaffAdding(SESSION, NAMES[0], StaffSetup(SESSION), NAMES)
    return {
        "staff_list_people": shown(people),
        "staff_list_people_new": shown(replace(people, first=4, note=PeopleNote.ADDED, told=LONG)),
        "staff_list_people_failed": shown(replace(people, names=(), note=PeopleNote.NO_JOURNAL)),
        "staff_list_people_alone": shown(replace(people, names=NAMES[:1])),
        "staff_person": shown(one),
        "staff_person_you": shown(replace(one, name=NAMES[0])),
        "staff_person_sure": shown(replace(one, asked=1.0)),
        "staff_person_going": shown(replace(one, going=True)),
        "staff_person_new": shown(new),
        "staff_person_new_taken": shown(
            replace(new, form=StaffSetup(SESSION, LONG, note=SetupNote.NAME_TAKEN))
        ),
        "staff_person_new_pin": shown(
            replace(new, form=StaffSetupPin(SESSION, LONG, note=SetupNote.PIN_TAKEN))
        ),
    }
