"""The first start: where nobody of the staff is known, the lock leads to a set-up instead of a PIN pad.

Customers are not kept waiting for it: the invitation says that the set-up is to be done, and a code that is
held up meanwhile begins a session as ever. Whether really nobody is there is asked of the journal at the
start, whenever the set-up begins or the invitation comes back, and in the moment of adding.

The form itself, a name and a PIN twice, is also that of whoever is added later (``staff_people``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from kiosk.core.effects import AddStaff, AskStaff, Audit, Cue, Effect, Sound
from kiosk.core.events import Action, StaffAdded, StaffKnown, Tap
from kiosk.core.model import Moment
from kiosk.core.sessions import Result, alive, attract, begin, switch
from kiosk.core.stages_setup import SetupNote, SetupStage, StaffSetup, StaffSetupPin
from kiosk.core.state import Kiosk, StaffLock, StaffMenu

LEAST_PIN, MOST_PIN = 4, 8
MOST_NAME = 40


def start(kiosk: Kiosk, now: Moment) -> Result:
    """The lock was pressed, and nobody is known who could open it."""
    kiosk, effects = switch(kiosk, StaffSetup(begin(now)), now)
    return kiosk, (*effects, AskStaff())


def on_known(kiosk: Kiosk, event: StaffKnown, now: Moment) -> Result:
    """The journal said whether there is any staff. If so, a set-up under way ends at the PIN pad."""
    kiosk, stage = replace(kiosk, unstaffed=not event.anybody), kiosk.stage
    if not event.anybody or not isinstance(stage, SetupStage):
        return kiosk, ()
    return replace(kiosk, stage=StaffLock(alive(stage.session, now))), ()


def on_added(kiosk: Kiosk, event: StaffAdded, now: Moment) -> Result:
    """The first person is on disk, and inside at once if they have waited for it."""
    kiosk, stage = replace(kiosk, unstaffed=False), kiosk.stage
    audit = Audit(event.person, "setup", "added")
    if not isinstance(stage, StaffSetupPin) or event.session != stage.session.id:
        return kiosk, (audit,)
    inside = StaffMenu(alive(stage.session, now), event.person)
    return replace(kiosk, stage=inside), (audit, Cue(Sound.SUCCESS))


def not_stored(kiosk: Kiosk, stage: StaffSetupPin, now: Moment) -> Result:
    """The disk refused it: say so, and begin the PIN anew."""
    form = anew(stage, SetupNote.NOT_STORED)
    return replace(kiosk, stage=replace(form, session=alive(stage.session, now))), (Cue(Sound.REFUSAL),)


def anew(form: StaffSetupPin, note: SetupNote | None = None) -> StaffSetupPin:
    """The PIN from the beginning, with nothing kept of what was typed."""
    return StaffSetupPin(form.session, form.name, note=note)


def on_tap(kiosk: Kiosk, stage: SetupStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of the two screens, at the first start."""
    if tap.action is Action.LEAVE or (tap.action is Action.BACK and isinstance(stage, StaffSetup)):
        return attract(kiosk, now)
    form, effects = typed(stage, tap)
    return replace(kiosk, stage=form), effects


def typed(
    form: SetupStage, tap: Tap, names: Sequence[str] = (), by: str = ""
) -> tuple[SetupStage, tuple[Effect, ...]]:
    """What a touch makes of the form, whoever it is about: the first person, or one more, who is added ``by``
    somebody and to whom the ``names`` of the others are not free any more."""
    if isinstance(form, StaffSetup):
        return _naming(form, tap, names)
    return (form, ()) if form.storing else _choosing(form, tap, by)


def is_taken(name: str, names: Sequence[str]) -> bool:
    """Whether somebody is called that, as it is read: «ada» beside «Ada» would be two people to nobody."""
    return _read(name) in map(_read, names)


def _read(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _naming(form: StaffSetup, tap: Tap, names: Sequence[str]) -> tuple[SetupStage, tuple[Effect, ...]]:
    text = form.typed
    match tap.action:
        case Action.CHARACTER | Action.DIGIT if _is_letter(tap.value) and len(text) < MOST_NAME:
            # No two spaces side by side, and none in front: nobody could see them.
            text = text if tap.value == " " and text[-1:] in ("", " ") else text + tap.value
        case Action.ERASE:
            text = text[:-1]
        case Action.CONFIRM if not text.strip():
            return replace(form, note=SetupNote.NO_NAME), ()
        case Action.CONFIRM if is_taken(text.strip(), names):
            return replace(form, note=SetupNote.NAME_TAKEN), (Cue(Sound.REFUSAL),)
        case Action.CONFIRM:
            return StaffSetupPin(form.session, text.strip()), ()
    return replace(form, typed=text, note=None), ()


def _is_letter(char: str) -> bool:
    """Whether a name may hold it: whatever can be seen, in any script, and plain spaces."""
    if len(char) != 1:
        return False
    return char == " " or unicodedata.category(char)[0] not in "CZ"


def _choosing(form: StaffSetupPin, tap: Tap, by: str) -> tuple[SetupStage, tuple[Effect, ...]]:
    entered, ready = form.entered, len(form.entered) >= LEAST_PIN
    match tap.action:
        case Action.BACK if form.first:
            return anew(form), ()
        case Action.BACK:
            return StaffSetup(form.session, form.name), ()
        case Action.DIGIT if len(entered) < MOST_PIN and len(tap.value) == 1 and tap.value in "0123456789":
            entered += tap.value
        case Action.ERASE:
            entered = entered[:-1]
        case Action.CONFIRM if ready and not form.first:
            return StaffSetupPin(form.session, form.name, first=entered), ()
        case Action.CONFIRM if ready and entered == form.first:
            storing = StaffSetupPin(form.session, form.name, storing=True)
            return storing, (AddStaff(form.session.id, form.name, entered, by),)
        case Action.CONFIRM if ready:
            return anew(form, SetupNote.DIFFERENT), (Cue(Sound.REFUSAL),)
    return replace(form, entered=entered, note=None), ()
