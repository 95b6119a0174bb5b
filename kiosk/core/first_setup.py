"""A kiosk that is not set up: a code with the configuration is read, checked outside, and comes true by a new
start. The code's content is in one effect, and nowhere in the state."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.customer import scan_report
from kiosk.core.effects import Cue, Effect, OfferSetup, Restart, Sound
from kiosk.core.events import CodeSeen, SetupAnswered
from kiosk.core.model import Moment
from kiosk.core.rules import CLOSED_HINT_TIME, FIRST_CHECK_TIME, FIRST_DONE_TIME
from kiosk.core.sessions import Result
from kiosk.core.stages_first import FirstNote, Unset
from kiosk.core.state import Kiosk


def on_code(kiosk: Kiosk, stage: Unset, event: CodeSeen, now: Moment) -> Result:
    """Somebody shows a code: whoever it is for, it can only be the set-up."""
    if stage.busy:
        return kiosk, ()
    effects: tuple[Effect, ...] = (scan_report(event, "setup"), Cue(Sound.SCAN), OfferSetup(event.data))
    return _noted(kiosk, stage, FirstNote.CHECKING, now, FIRST_CHECK_TIME), effects


def on_answer(kiosk: Kiosk, event: SetupAnswered, now: Moment) -> Result:
    """What was found in it, or that it is installed."""
    stage = kiosk.stage
    if not isinstance(stage, Unset) or stage.note is not FirstNote.CHECKING:
        return kiosk, ()
    if event.note is FirstNote.DONE:
        return _noted(kiosk, stage, FirstNote.DONE, now, FIRST_DONE_TIME), (Cue(Sound.SUCCESS),)
    if event.note is None:
        stage = replace(stage, since=now.mono, note=None, mistakes=event.mistakes)
        return replace(kiosk, stage=stage), (Cue(Sound.REFUSAL),)
    return _noted(kiosk, stage, event.note, now, CLOSED_HINT_TIME), (Cue(Sound.REFUSAL),)


def elapsed(kiosk: Kiosk, stage: Unset, now: Moment) -> Result:
    """A note is over."""
    match stage.note:
        case FirstNote.DONE:
            # Said for as long as the end takes, and again should it not come.
            return _noted(kiosk, stage, FirstNote.DONE, now, FIRST_CHECK_TIME), (Restart(),)
        case FirstNote.CHECKING:
            return _noted(kiosk, stage, FirstNote.NO_ANSWER, now, CLOSED_HINT_TIME), (Cue(Sound.REFUSAL),)
        case _:
            return replace(kiosk, stage=replace(stage, note=None)), ()


def _noted(kiosk: Kiosk, stage: Unset, note: FirstNote, now: Moment, seconds: float) -> Kiosk:
    stage = replace(stage, since=now.mono, dimmed=False, note=note, until=now.mono + seconds)
    return replace(kiosk, stage=stage)
