"""Who may come in: PINs and badges, wrong tries and the lock after them.

Everything that counts is on disk, so that neither a restart nor pulling the plug buys another try.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from kiosk.core import effects as e
from kiosk.core.codes import badge_hash
from kiosk.core.events import (
    BadgeKnown,
    Event,
    StaffAdded,
    StaffAdmitted,
    StaffChanged,
    StaffKnown,
    StaffListed,
    StaffRefused,
)
from kiosk.core.lockout import lock_seconds
from kiosk.core.staff_setup import is_taken
from kiosk.core.stages_people import Change
from kiosk.engine.world import World
from kiosk.ports import STAFF_LOST, Journal, JournalError, StaffMember


async def anybody(journal: Journal) -> bool:
    """Whether there is any staff, or was, as far as is known: a journal that broke has taken its list along,
    and whoever stands there then must not become the first of a new one by pressing the lock."""
    return bool(await journal.staff()) or bool(await journal.get(STAFF_LOST))


class StaffEntry:
    """Answers the core's checks by ``post``."""

    def __init__(self, world: World, post: Callable[[Event], None]) -> None:
        self._world = world
        self._post = post
        self._turn = asyncio.Lock()

    async def check(self, effect: e.CheckStaff | e.CheckBadge) -> None:
        """One after the other: two checks at once would count as one wrong try."""
        async with self._turn:
            await self._check(effect, self._world.clock.now().local)

    async def ask(self) -> None:
        """Is there anybody at all?"""
        self._post(StaffKnown(await anybody(self._world.journal)))

    async def add(self, effect: e.AddStaff) -> None:
        """The first person, or one more. The set-up needs no PIN, so it must not be a way round one: it makes
        the first one only. Who asks for one more is inside."""
        async with self._turn:
            if effect.by:
                await self._one_more(effect)
                return
            pin_hash = await asyncio.to_thread(self._world.pins.hash, effect.pin)
            if await anybody(self._world.journal):
                self._post(StaffKnown(True))
                return
            await self._world.journal.add_staff(StaffMember(effect.name, pin_hash))
            self._post(StaffAdded(effect.session, effect.name))

    async def tell(self, session: str) -> None:
        """Who is there?"""
        self._post(StaffListed(session, await self._names()))

    async def take_out(self, effect: e.TakeOut) -> None:
        """The journal itself sees to it that who asks is of the staff, and stays."""
        async with self._turn:
            before = await self._names()
            done = await self._world.journal.dismiss(effect.name, effect.by)
            change, left = Change.TAKEN_OUT if done else Change.GONE, [n for n in before if n != effect.name]
            await self._told(effect, change, done=done, likely=left)

    async def _one_more(self, effect: e.AddStaff) -> None:
        """The PIN alone says who somebody is: two people with one PIN would be one in the audit log."""
        journal = self._world.journal
        staff = await journal.staff()
        before = [one.name for one in staff]
        if is_taken(effect.name, before):
            await self._told(effect, Change.NAME_TAKEN, done=False)
            return
        if await self._whose_pin(effect.pin, "", staff):
            await self._told(effect, Change.PIN_TAKEN, done=False)
            return
        pin_hash = await asyncio.to_thread(self._world.pins.hash, effect.pin)
        # Only now is it sure: another process may have been at the list meanwhile.
        done = await journal.hire(StaffMember(effect.name, pin_hash), effect.by)
        likely = sorted([*before, effect.name])
        await self._told(effect, Change.ADDED if done else Change.NAME_TAKEN, done=done, likely=likely)

    async def _told(
        self, effect: e.AddStaff | e.TakeOut, change: Change, *, done: bool, likely: Sequence[str] = ()
    ) -> None:
        """``likely``: who is there now, unless somebody else was at the list as well."""
        try:
            names = await self._names()
        except JournalError:
            if not done:
                raise
            names = tuple(likely)  # it is on disk: nobody may be told that it is not
        change = change if done or effect.by in names else Change.STRANGER
        self._post(StaffChanged(effect.session, effect.by, effect.name, change, names))

    async def _names(self) -> tuple[str, ...]:
        return tuple(one.name for one in await self._world.journal.staff())

    async def _check(self, effect: e.CheckStaff | e.CheckBadge, now: datetime) -> None:
        journal, session = self._world.journal, effect.session
        tries, until = await journal.staff_lock()
        if until is not None and until > now:
            rest, longest = (until - now).total_seconds(), lock_seconds(tries)
            if rest > longest:  # the clock was ahead when the lock was set, and has been put right
                rest = longest
                await journal.set_staff_lock(tries, now + timedelta(seconds=longest))
            self._post(StaffRefused(session, rest))
            return
        staff = await journal.staff()
        if not staff:
            lost = await anybody(journal)
            self._post(StaffRefused(session, nobody=not lost, lost=lost))
            return
        # Counted before it is checked: pulling the plug does not buy another try.
        locked_for = lock_seconds(tries + 1)
        lock_until = now + timedelta(seconds=locked_for) if locked_for else None
        await journal.set_staff_lock(tries + 1, lock_until)
        match effect:
            case e.CheckBadge(badge=badge):
                person, alone = _whose_badge(badge, staff), self._world.rules.badge_alone
                # A badge that lets nobody in forgives no wrong PIN: else each scan would buy four more.
                forgiven = (0, None) if alone else (tries, until)
                known: BadgeKnown | StaffAdmitted = BadgeKnown(session, person)
            case _:
                person, forgiven = await self._whose_pin(effect.pin, effect.person, staff), (0, None)
                known = StaffAdmitted(session, person)
        if not person:
            self._post(StaffRefused(session, locked_for, badge=isinstance(effect, e.CheckBadge)))
            return
        await journal.set_staff_lock(*forgiven)
        self._post(known)

    async def _whose_pin(self, pin: str, person: str, staff: Sequence[StaffMember]) -> str:
        for member in staff:
            if person in ("", member.name) and await asyncio.to_thread(
                self._world.pins.verify, member.pin_hash, pin
            ):
                return member.name
        return ""


def _whose_badge(badge: str, staff: Sequence[StaffMember]) -> str:
    asked = badge_hash(badge)
    return next((one.name for one in staff if hmac.compare_digest(one.badge_hash, asked)), "")
