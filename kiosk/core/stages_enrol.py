"""The stages of «enrol»: a new member signs up at the till."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.core.presence import Session


@dataclass(frozen=True, slots=True)
class StaffEnrol:
    """The e-mail is typed."""

    session: Session
    person: str
    typed: str = field(default="", repr=False)


EnrolStage = StaffEnrol
