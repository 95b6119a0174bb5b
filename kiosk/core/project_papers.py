"""From the state to the screens of the staff's tasks «coupons» and «waiting operations»: what the journal holds."""

from __future__ import annotations

from kiosk.core.project_words import BACK, LEAVE
from kiosk.core.stages_papers import PapersStage, StaffCoupons, StaffWaiting
from kiosk.core.state import Kiosk
from kiosk.core.view import Body, Button, Message, Text


def papers_body(kiosk: Kiosk, stage: PapersStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffCoupons():
            return "staff_coupons", Message("coupons", Text("staff.task_coupons")), (BACK, LEAVE)
        case StaffWaiting():
            return "staff_waiting", Message("waiting", Text("staff.task_waiting")), (BACK, LEAVE)
