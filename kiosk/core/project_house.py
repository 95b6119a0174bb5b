"""From the state to the screens of the staff's tasks «devices», «settings» and «out of service», and to the
closed sign."""

from __future__ import annotations

from kiosk.core.events import Action
from kiosk.core.machine import Refusal
from kiosk.core.project_devices import devices_body
from kiosk.core.project_settings import settings_body
from kiosk.core.project_words import BACK, LEAVE
from kiosk.core.staff_close import deeds
from kiosk.core.stages_house import Deed, HouseStage, StaffClose, StaffDevices, StaffSettings
from kiosk.core.state import Closed, Kiosk, Stage
from kiosk.core.view import Body, Button, Message, StaffChoice, Text

DEEDS: dict[Deed, Text] = {
    Deed.CLOSE: Text("staff_close.close"),
    Deed.OPEN: Text("staff_close.open"),
    Deed.RESTART: Text("staff_close.restart"),
    Deed.SHUT_DOWN: Text("staff_close.shut_down"),
}
QUESTIONS: dict[Deed, tuple[str, Text, Text]] = {
    Deed.CLOSE: ("closed", Text("staff_close.close_sure"), Text("staff_close.close_sure.next")),
    Deed.OPEN: ("check", Text("staff_close.open_sure"), Text("staff_close.open_sure.next")),
    Deed.RESTART: ("restart", Text("staff_close.restart_sure"), Text("staff_close.restart_sure.next")),
    Deed.SHUT_DOWN: (
        "shut_down",
        Text("staff_close.shut_down_sure"),
        Text("staff_close.shut_down_sure.next"),
    ),
}
REFUSALS: dict[Refusal, tuple[Text, str]] = {
    Refusal.NOT_PERMITTED: (Text("staff_close.not_permitted"), "E-OFF-1"),
    Refusal.NOT_AVAILABLE: (Text("staff_close.not_available"), "E-OFF-2"),
    Refusal.FAILED: (Text("staff_close.failed"), "E-OFF-3"),
}


def looks_at_devices(stage: Stage) -> bool:
    """Whether this screen shows what the camera films without waiting for a code."""
    return isinstance(stage, StaffDevices)


def closed_sign(kiosk: Kiosk, stage: Closed) -> Message:
    """Out of service, in a friendly word. What is out of order carries its code: nobody may be able to
    unlock, but anybody can read it over the phone."""
    headline = Text("closed.headline") if stage.hint_until is None else Text("closed.scanned")
    code = kiosk.rules.out_of_order
    detail = Text("closed.out_of_order", (code,)) if code else Text("closed.detail")
    return Message("closed", headline, detail, dimmed=stage.dimmed)


def house_body(kiosk: Kiosk, stage: HouseStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffDevices():
            return "staff_devices", devices_body(kiosk, stage), (BACK, LEAVE)
        case StaffSettings():
            return "staff_settings", settings_body(kiosk, stage), (BACK, LEAVE)
        case _:
            return _close(kiosk, stage)


def _close(kiosk: Kiosk, stage: StaffClose) -> tuple[str, Body, tuple[Button, ...]]:
    if stage.going is not None:
        restarts = stage.going is Deed.RESTART
        words = Text("staff_close.restarting") if restarts else Text("staff_close.shutting_down")
        return "staff_close", Message(stage.going.value, words, Text("staff_close.moment")), (LEAVE,)
    if stage.asked is not None:
        sure = Button(DEEDS[stage.asked], Action.CONFIRM, style="primary")
        return "staff_close", Message(*QUESTIONS[stage.asked]), (sure, BACK, LEAVE)
    choices = tuple(Button(DEEDS[deed], Action.DEED, deed.value) for deed in deeds(kiosk))
    note, code = (None, "") if stage.refusal is None else REFUSALS[stage.refusal]
    if note is None and kiosk.rules.out_of_order:
        note, code = Text("staff_close.out_of_order"), kiosk.rules.out_of_order
    return "staff_close", StaffChoice(Text("staff.task_close"), choices, note, code), (BACK, LEAVE)
