"""The vendor's service, as the engine asks it: within the budget, those at the screen first, and with an ear
for what time it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from kiosk.core import budget
from kiosk.core import outcomes as o
from kiosk.core.budget import Bucket, Group
from kiosk.core.model import CustomerCode, Operation
from kiosk.engine.timekeeper import Timekeeper
from kiosk.engine.world import World

MOST_A_MINUTE = 10
"""Requests of all kinds that the outbox may make in any minute: after an hour offline, whoever stands at the
screens of this shop must not find the limits used up."""

_O = TypeVar("_O")


class Service:
    """Ask ``refusal`` or wait for ``turn`` before each call; what came back is dealt with here, so that
    every call that is told «too many requests» makes all others wait, and none asks before its time."""

    def __init__(self, world: World, keeper: Timekeeper) -> None:
        limits, now = world.limits, world.clock.now().mono
        self._world = world
        self.keeper = keeper
        self._buckets: dict[Group, Bucket] = {
            Group.LOOKUPS: budget.full(limits.lookups, now),
            Group.SENDS: budget.full(limits.sends, now),
        }
        unlimited = not limits.lookups and not limits.sends
        self._outbox = budget.full(0 if unlimited else MOST_A_MINUTE, now)

    def refusal(self, group: Group, *, last: bool = False) -> o.RateLimited | None:
        """None: the request may go out now, and is counted. Else the answer that the service would give, or
        gives already: nothing has to be sent to hear it. ``last``: nobody stands there for it."""
        now = self._world.clock.now().mono
        self._buckets[group], wait = budget.take(self._buckets[group], now, last=last)
        return o.RateLimited(wait) if wait else None

    async def turn(self, group: Group, quiet: Callable[[], Awaitable[None]]) -> None:
        """Wait until something that nobody waits for may ask the service: there has to be room for it, and
        then ``quiet`` to return. It is counted at the end."""
        await self._until_room(group, take=False)
        await quiet()
        await self._until_room(group, take=True)

    async def _until_room(self, group: Group, *, take: bool) -> None:
        while (wait := self._wait(group, take=take)) > 0:  # noqa: ASYNC110 - tokens come with time, nobody sets them
            await asyncio.sleep(wait)

    def _wait(self, group: Group, *, take: bool) -> float:
        now = self._world.clock.now().mono
        outbox, longer = budget.take(self._outbox, now)
        bucket, wait = budget.take(self._buckets[group], now, last=True)
        if take and not longer and not wait:
            self._outbox, self._buckets[group] = outbox, bucket
        return max(longer, wait)

    async def lookup(
        self, *, qr: str | None = None, code: CustomerCode | None = None, attempt: int = 1
    ) -> o.LookupOutcome:
        """See ``ports.LoyaltyApi``."""
        return self._heard(Group.LOOKUPS, await self._world.api.lookup(qr=qr, code=code, attempt=attempt))

    async def enrol(
        self, email: str, *, terms: bool, privacy: bool, marketing: bool | None, attempt: int
    ) -> o.LookupOutcome:
        """See ``ports.LoyaltyApi``."""
        return self._heard(
            Group.LOOKUPS,
            await self._world.api.enrol(
                email, terms=terms, privacy=privacy, marketing=marketing, attempt=attempt
            ),
        )

    async def send(self, operation: Operation, *, pin: str | None = None, attempt: int = 1) -> o.SendOutcome:
        """See ``ports.LoyaltyApi``."""
        return self._heard(Group.SENDS, await self._world.api.send(operation, pin=pin, attempt=attempt))

    def _heard(self, group: Group, outcome: _O) -> _O | o.RateLimited:
        self.keeper.heard(outcome, self._world.api.told())
        if isinstance(outcome, o.RateLimited):
            now = self._world.clock.now()
            chance = (now.entropy & 0xFFFF) / 0xFFFF
            self._buckets[group], wait = budget.limited(
                self._buckets[group], now.mono, outcome.retry_after, chance
            )
            self._world.log(
                "limited", group=group.value, wait=round(wait, 1), share=round(self.share(group), 2)
            )
            return o.RateLimited(wait)
        if not isinstance(outcome, o.Unavailable):
            self._buckets[group] = budget.answered(self._buckets[group])
        return outcome

    def share(self, group: Group) -> float:
        """The part of the limit that this kiosk takes at present."""
        return self._buckets[group].share
