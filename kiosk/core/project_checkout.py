"""From the state to the screens of the staff's task «checkout»: redeem, then earn on the whole total, as one guided flow."""

from __future__ import annotations

from kiosk.core.project_words import BACK, LEAVE
from kiosk.core.stages_checkout import CheckoutStage, StaffOrder
from kiosk.core.state import Kiosk
from kiosk.core.view import Body, Button, Message, Text


def checkout_body(kiosk: Kiosk, stage: CheckoutStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffOrder():
            return "staff_checkout", Message("checkout", Text("staff.task_checkout")), (BACK, LEAVE)
