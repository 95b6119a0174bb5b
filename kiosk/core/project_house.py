"""From the state to the screens of the staff's tasks «devices», «settings» and «out of service»: looking after the machine."""

from __future__ import annotations

from kiosk.core.project_words import BACK, LEAVE
from kiosk.core.stages_house import HouseStage, StaffClose, StaffDevices, StaffSettings
from kiosk.core.state import Kiosk
from kiosk.core.view import Body, Button, Message, Text


def house_body(kiosk: Kiosk, stage: HouseStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffDevices():
            return "staff_devices", Message("devices", Text("staff.task_devices")), (BACK, LEAVE)
        case StaffSettings():
            return "staff_settings", Message("settings", Text("staff.task_settings")), (BACK, LEAVE)
        case StaffClose():
            return "staff_close", Message("close", Text("staff.task_close")), (BACK, LEAVE)
