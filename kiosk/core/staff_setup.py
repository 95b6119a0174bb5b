"""The first start: where nobody of the staff is known, the lock leads to a set-up instead of a PIN pad.

Customers are not kept waiting for it: the invitation says that the set-up is to be done, and a code that is
held up meanwhile begins a session as ever. Whether really nobody is there is asked of the journal at the
start, whenever the set-up begins or the invitation comes back, and in the moment of adding.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from kiosk.core.effects import AddStaff, AskStaff, Audit, Cue, Sound
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
    anew = StaffSetupPin(alive(stage.session, now), stage.name, note=SetupNote.NOT_STORED)
    return replace(kiosk, stage=anew), (Cue(Sound.REFUSAL),)


def on_tap(kiosk: Kiosk, stage: SetupStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of the two screens."""
    if tap.action is Action.LEAVE:
        return attract(kiosk, now)
    if isinstance(stage, StaffSetup):
        return _naming(kiosk, stage, tap, now)
    return (kiosk, ()) if stage.storing else _choosing(kiosk, stage, tap)


def _naming(kiosk: Kiosk, stage: StaffSetup, tap: Tap, now: Moment) -> Result:
    typed = stage.typed
    match tap.action:
        case Action.BACK:
            return attract(kiosk, now)
        case Action.CHARACTER | Action.DIGIT if _is_letter(tap.value) and len(typed) < MOST_NAME:
            # No two spaces side by side, and none in front: nobody could see them.
            typed = typed if tap.value == " " and typed[-1:] in ("", " ") else typed + tap.value
        case Action.ERASE:
            typed = typed[:-1]
        case Action.CONFIRM if not typed.strip():
            return replace(kiosk, stage=replace(stage, note=SetupNote.NO_NAME)), ()
        case Action.CONFIRM:
            return replace(kiosk, stage=StaffSetupPin(stage.session, typed.strip())), ()
    return replace(kiosk, stage=replace(stage, typed=typed, note=None)), ()


def _is_letter(char: str) -> bool:
    """Whether a name may hold it: whatever can be seen, in any script, and plain spaces."""
    if len(char) != 1:
        return False
    return char == " " or unicodedata.category(char)[0] not in "CZ"


def _choosing(kiosk: Kiosk, stage: StaffSetupPin, tap: Tap) -> Result:
    entered, ready = stage.entered, len(stage.entered) >= LEAST_PIN
    match tap.action:
        case Action.BACK if stage.first:
            return replace(kiosk, stage=StaffSetupPin(stage.session, stage.name)), ()
        case Action.BACK:
            return replace(kiosk, stage=StaffSetup(stage.session, stage.name)), ()
        case Action.DIGIT if len(entered) < MOST_PIN and len(tap.value) == 1 and tap.value in "0123456789":
            entered += tap.value
        case Action.ERASE:
            entered = entered[:-1]
        case Action.CONFIRM if ready and not stage.first:
            return replace(kiosk, stage=StaffSetupPin(stage.session, stage.name, first=entered)), ()
        case Action.CONFIRM if ready and entered == stage.first:
            storing = StaffSetupPin(stage.session, stage.name, storing=True)
            return replace(kiosk, stage=storing), (AddStaff(stage.session.id, stage.name, entered),)
        case Action.CONFIRM if ready:
            anew = StaffSetupPin(stage.session, stage.name, note=SetupNote.DIFFERENT)
            return replace(kiosk, stage=anew), (Cue(Sound.REFUSAL),)
    return replace(kiosk, stage=replace(stage, entered=entered, note=None)), ()
