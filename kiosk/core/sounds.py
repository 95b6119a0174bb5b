"""What is heard, beside the answers that each task gives: a key's click, «are you still there?», paper.

A sound says what kind of news there is, so that somebody who does not look knows whether to look: ``SCAN``
the code was read; ``SUCCESS`` something was booked, or a door opened; ``REWARD`` a coupon; ``REFUSAL`` it did
not work; ``NOTICE`` neither, look at the screen; ``WARNING`` the screen will close; ``PAPER`` take it.
"""

from __future__ import annotations

from kiosk.core.challenge import Phase
from kiosk.core.effects import Cue, Effect, Sound
from kiosk.core.events import Action, Tap
from kiosk.core.model import PrintState
from kiosk.core.stages_house import HouseStage
from kiosk.core.stages_papers import PapersStage
from kiosk.core.stages_people import StaffPeople, StaffPerson
from kiosk.core.stages_setup import SetupStage
from kiosk.core.state import Kiosk, StaffInside, StaffMenu, StaffRunning, Stage

Cues = tuple[Cue, ...]

_OF_PAPER = {
    PrintState.PRINTED: Sound.PAPER,
    PrintState.FAILED: Sound.NOTICE,
    PrintState.UNKNOWN: Sound.NOTICE,
}
"""The coupon is safe on the screen when its paper is not, so that is no refusal."""


def click(kiosk: Kiosk, after: Kiosk, effects: tuple[Effect, ...], tap: Tap) -> Cues:
    """A key that did something is heard, unless the answer is: who cannot feel a key of glass hears it.

    Not the staff's own typing, which is long and beside customers; but the PIN pad, where the customer
    is the one who types.
    """
    stage = kiosk.stage
    typing_pin = isinstance(stage, StaffRunning) and stage.run.phase is Phase.ASKING
    if isinstance(stage, StaffInside | SetupStage) and not typing_pin:
        return ()
    if any(isinstance(effect, Cue) for effect in effects):
        return ()
    answered = bool(effects) or after != kiosk or tap.action is Action.MORE_TIME
    return (Cue(Sound.TAP),) if answered else ()


def closing(stage: Stage) -> Cues:
    """«Are you still there?» Where nothing is lost but a list that staff had open, it is asked in silence."""
    silent = isinstance(stage, StaffMenu | HouseStage | PapersStage | StaffPeople | StaffPerson)
    return () if silent else (Cue(Sound.WARNING),)


def paper(before: PrintState | None, now: PrintState) -> Cues:
    """A coupon's paper went on: it is out, or the screen has more to say of it."""
    sound = _OF_PAPER.get(now)
    return () if sound is None or before is now else (Cue(sound),)
