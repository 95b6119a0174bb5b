"""From the state to the two screens of the first start, and of whoever is added later: a name, and a PIN
twice."""

from __future__ import annotations

from kiosk.core.events import Action
from kiosk.core.project_words import BACK
from kiosk.core.staff_setup import LEAST_PIN, MOST_PIN
from kiosk.core.stages_setup import SetupNote, SetupStage, StaffSetup, StaffSetupPin
from kiosk.core.view import Body, Button, Pin, StaffTyping, Text

LATER = Button(Text("button.later"), Action.LEAVE, style="quiet")

NOTES: dict[SetupNote, Text] = {
    SetupNote.NO_NAME: Text("staff_setup.no_name"),
    SetupNote.DIFFERENT: Text("staff_setup.different"),
    SetupNote.NOT_STORED: Text("staff_setup.not_stored"),
    SetupNote.NAME_TAKEN: Text("staff_setup.name_taken"),
    SetupNote.PIN_TAKEN: Text("staff_setup.pin_taken"),
}


def setup_body(stage: SetupStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons of the first start."""
    first = isinstance(stage, StaffSetup) or stage.storing
    body = form_body(stage, Text("staff_setup.headline"), Text("staff_setup.name"))
    return "staff_setup", body, (LATER,) if first else (BACK, LATER)


def form_body(form: SetupStage, headline: Text, hint: Text) -> StaffTyping | Pin:
    """The name, with these words above it; or the PIN."""
    if not isinstance(form, StaffSetup):
        return _pin(form)
    return StaffTyping(
        headline,
        hint,
        None if form.note is None else NOTES[form.note],
        "name",
        form.typed,
        can_confirm=bool(form.typed),
    )


def _pin(stage: StaffSetupPin) -> Pin:
    message = Text("staff_setup.digits") if stage.note is None else NOTES[stage.note]
    if stage.storing:
        message = Text("pin.checking")
    elif stage.first:
        message = Text("staff_setup.again")
    return Pin(
        headline=Text("staff_setup.pin", (stage.name,)),
        message=message,
        entered=len(stage.entered),
        most=MOST_PIN,
        tries_text=None,
        busy=stage.storing,
        can_type=not stage.storing,
        can_confirm=len(stage.entered) >= LEAST_PIN,
        erase_label=Text("pin.erase"),
        confirm_label=Text("pin.confirm"),
    )
