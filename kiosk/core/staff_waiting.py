"""The staff's task «waiting operations»: what has not been answered, why, and what can be done about it.

To ask again is safe where the server counts an id once; a coupon's redemption has no id there, so it can
only be given up. Whatever may have been booked is never given up without that being said."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import Cue, GiveUp, ListWaiting, OpenWaiting, Retry, Sound
from kiosk.core.events import (
    Action,
    CouponOpened,
    CouponsFound,
    GivenUp,
    HandedOut,
    Retried,
    Tap,
    WaitingListed,
    WaitingOpened,
)
from kiosk.core.ids import session_id
from kiosk.core.model import Moment, OperationState
from kiosk.core.paging import turned, within
from kiosk.core.rules import SURE_AFTER
from kiosk.core.sessions import Result, alive, claimed
from kiosk.core.stages_papers import PapersNote, Reason, StaffWaiting, StaffWaitingOne
from kiosk.core.state import Kiosk, StaffInside, StaffMenu


def begin(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """All that waits, oldest first."""
    return _list(kiosk, StaffWaiting(alive(stage.session, now), stage.person), now)


def _list(kiosk: Kiosk, stage: StaffWaiting, now: Moment) -> Result:
    key = session_id(now)
    return replace(kiosk, stage=replace(stage, key=key)), (ListWaiting(key),)


def on_tap(kiosk: Kiosk, stage: StaffWaiting | StaffWaitingOne, tap: Tap, now: Moment) -> Result:
    """A touch on one of this task's screens."""
    if isinstance(stage, StaffWaitingOne):
        return _on_one_tap(kiosk, stage, tap, now)
    found = stage.found or ()
    match tap.action:
        case Action.BACK:
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.SEARCH if (first := turned(stage.first, len(found), tap.value)) is not None:
            return replace(kiosk, stage=replace(stage, first=first, note=None)), ()
        case Action.OPEN if any(one.id == tap.value for one in found):
            key = session_id(now)
            return replace(kiosk, stage=replace(stage, key=key, note=None)), (OpenWaiting(key, tap.value),)
    return kiosk, ()


def on_answer(
    kiosk: Kiosk,
    stage: StaffWaiting | StaffWaitingOne,
    event: CouponsFound | CouponOpened | HandedOut | WaitingListed | WaitingOpened | Retried | GivenUp,
    now: Moment,
) -> Result:
    """The answer to the question that is open."""
    match stage, event:
        case StaffWaiting(), WaitingListed(found=found):
            first = within(stage.first, len(found))
            return replace(kiosk, stage=replace(stage, key="", found=found, first=first)), ()
        case StaffWaiting(), WaitingOpened(one=one) if one is None or one.over:
            # It has come to its end since the list was made: so that is not what waits any more.
            return _list(kiosk, replace(stage, note=PapersNote.OVER), now)
        case StaffWaiting(), WaitingOpened(one=one) if one is not None:
            opened = StaffWaitingOne(stage.session, stage.person, one, stage.found, stage.first)
            return replace(kiosk, stage=opened), ()
        case StaffWaitingOne(), Retried(operation_id=name, result=result):
            # The answer itself has been to the core before, and what came of it goes to disk first.
            key = session_id(now)
            asking = replace(stage, key=key, result=result)
            return replace(kiosk, stage=asking), (OpenWaiting(key, name),)
        case StaffWaitingOne(), WaitingOpened(one=one):
            done = one is not None and one.state is OperationState.ACCEPTED
            told = replace(stage, key="", trying=False, one=one or stage.one, gone=one is None)
            return replace(kiosk, stage=told), (Cue(Sound.SUCCESS if done else Sound.REFUSAL),)
        case StaffWaitingOne(), GivenUp(done=done):
            note = PapersNote.GIVEN_UP if done else PapersNote.OVER
            return _back(kiosk, stage, now, note)
    return kiosk, ()


def may_try(kiosk: Kiosk, stage: StaffWaitingOne) -> bool:
    """Whether asking again can be asked for."""
    return stage.one.repeatable and may_give_up(kiosk, stage)


def may_give_up(kiosk: Kiosk, stage: StaffWaitingOne) -> bool:
    """Not what is over, and not what somebody deals with right now."""
    return not (stage.one.over or stage.gone or stage.key or claimed(kiosk, stage.one.id))


def _on_one_tap(kiosk: Kiosk, stage: StaffWaitingOne, tap: Tap, now: Moment) -> Result:
    plain = not stage.choosing and stage.reason is None
    match tap.action:
        case Action.BACK if stage.reason is not None:
            return replace(kiosk, stage=replace(stage, reason=None, asked=None, choosing=True)), ()
        case Action.BACK if stage.choosing:
            return replace(kiosk, stage=replace(stage, choosing=False)), ()
        case Action.BACK:
            return _back(kiosk, stage, now, None)
        case Action.AGAIN if plain and may_try(kiosk, stage):
            key = session_id(now)
            trying = replace(stage, key=key, trying=True, result="", note=None)
            return replace(kiosk, stage=trying), (Retry(key, stage.one.id, stage.person),)
        case Action.GIVE_UP if plain and may_give_up(kiosk, stage):
            return replace(kiosk, stage=replace(stage, choosing=True, note=None)), ()
        case Action.GIVE_UP if stage.choosing and tap.value in tuple(Reason):
            sure = replace(stage, choosing=False, reason=Reason(tap.value), asked=now.mono)
            return replace(kiosk, stage=sure), ()
        case Action.CONFIRM if stage.reason is not None and stage.asked is not None:
            return _confirmed(kiosk, stage, stage.reason, stage.asked, now)
    return kiosk, ()


def _confirmed(kiosk: Kiosk, stage: StaffWaitingOne, reason: Reason, asked: float, now: Moment) -> Result:
    if now.mono < asked + SURE_AFTER or not may_give_up(kiosk, stage):
        return kiosk, ()
    key = session_id(now)
    giving_up = replace(stage, key=key, reason=None, asked=None)
    return replace(kiosk, stage=giving_up), (GiveUp(key, stage.one.id, reason.value, stage.person),)


def _back(kiosk: Kiosk, stage: StaffWaitingOne, now: Moment, note: PapersNote | None) -> Result:
    """The list again, as it is by now."""
    back = StaffWaiting(stage.session, stage.person, found=stage.found, first=stage.first, note=note)
    return _list(kiosk, back, now)
