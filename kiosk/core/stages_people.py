"""The stages of «people»: staff see who of the staff there is, add somebody, or take somebody out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.core.presence import Session
from kiosk.core.stages_setup import SetupStage, StaffSetupPin


class Change(StrEnum):
    """What came of adding somebody, or of taking them out."""

    ADDED = "added"
    NAME_TAKEN = "name_taken"
    PIN_TAKEN = "pin_taken"
    TAKEN_OUT = "taken_out"
    GONE = "gone"
    STRANGER = "stranger"  # whoever asked for it is no longer of the staff


@dataclass(frozen=True, slots=True)
class StaffListed:
    """The answer to ``effects.ListStaff``: the names of all."""

    session: str
    names: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class StaffChanged:
    """The answer to ``effects.AddStaff`` of somebody of the staff, and to ``effects.TakeOut``. What is said
    to be done is on disk. ``by`` has asked for it, ``names`` are those of all who are there now."""

    session: str
    by: str
    name: str = field(repr=False)
    change: Change
    names: tuple[str, ...] = field(repr=False)


class PeopleNote(StrEnum):
    """What the list has to say of the last thing that was done."""

    ADDED = "added"
    TAKEN_OUT = "taken_out"
    GONE = "gone"
    NO_JOURNAL = "no_journal"


@dataclass(frozen=True, slots=True)
class StaffPeople:
    """Everybody of the staff, from the ``first`` of the page on. ``asking``: the journal is asked who they
    are. ``told``: whom the note is about."""

    session: Session
    person: str
    names: tuple[str, ...] = field(default=(), repr=False)
    first: int = 0
    asking: bool = False
    note: PeopleNote | None = None
    told: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """One of them. ``asked`` (monotonic): whether they are to be taken out is being asked, since then;
    ``going``: that is on its way to the disk."""

    session: Session
    person: str
    name: str = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    first: int = 0
    asked: float | None = None
    going: bool = False


@dataclass(frozen=True, slots=True)
class StaffAdding:
    """One more: their name and their PIN are typed into the ``form``, the screens of the first start."""

    session: Session
    person: str
    form: SetupStage
    names: tuple[str, ...] = field(repr=False)
    first: int = 0


PeopleStage = StaffPeople | StaffPerson | StaffAdding


def waits(stage: PeopleStage) -> bool:
    """Whether the disk has something to do for this screen, and the person nothing."""
    match stage:
        case StaffPeople(asking=asking):
            return asking
        case StaffPerson(going=going):
            return going
        case _:
            return isinstance(stage.form, StaffSetupPin) and stage.form.storing
