"""The stages of the first start: nobody of the staff is there yet, and the owner becomes the first. Whoever
is added later types their name and PIN into the same two (``stages_people``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.core.presence import Session


class SetupNote(StrEnum):
    """What the set-up has to say beside what it asks for."""

    NO_NAME = "no_name"
    DIFFERENT = "different"
    NOT_STORED = "not_stored"
    NAME_TAKEN = "name_taken"
    PIN_TAKEN = "pin_taken"


@dataclass(frozen=True, slots=True)
class StaffSetup:
    """A person's name is typed."""

    session: Session
    typed: str = field(default="", repr=False)
    note: SetupNote | None = None


@dataclass(frozen=True, slots=True)
class StaffSetupPin:
    """Their PIN, twice. ``first`` is what was typed the first time; ``storing``: it is on the way to
    the disk, which must say whether nobody else was quicker."""

    session: Session
    name: str = field(repr=False)
    entered: str = field(default="", repr=False)
    first: str = field(default="", repr=False)
    note: SetupNote | None = None
    storing: bool = False


SetupStage = StaffSetup | StaffSetupPin


@dataclass(frozen=True, slots=True)
class StaffKnown:
    """The answer to ``effects.AskStaff``, and said at the start: is there anybody of the staff?"""

    anybody: bool


@dataclass(frozen=True, slots=True)
class StaffAdded:
    """The answer to ``effects.AddStaff``: the first person of the staff is on disk. Where somebody was
    there already, ``StaffKnown`` is the answer."""

    session: str
    person: str
