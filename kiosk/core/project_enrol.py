"""From the state to the screens of the staff's task «enrol»: a new member signs up at the till."""

from __future__ import annotations

from kiosk.core.project_words import BACK, LEAVE
from kiosk.core.stages_enrol import EnrolStage, StaffEnrol
from kiosk.core.state import Kiosk
from kiosk.core.view import Body, Button, Message, Text


def enrol_body(kiosk: Kiosk, stage: EnrolStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffEnrol():
            return "staff_enrol", Message("enrol", Text("staff.task_enrol")), (BACK, LEAVE)
