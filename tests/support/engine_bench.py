"""Rooms of the engine alone, with what they post kept for the test to read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from kiosk.core import effects as e
from kiosk.core.events import (
    Event,
    Replayed,
)
from kiosk.engine.effects import Effects
from kiosk.engine.outbox import Outbox, Tried
from kiosk.engine.papers import Papers
from kiosk.engine.printing import Printing
from kiosk.engine.service import Service
from kiosk.engine.timekeeper import Timekeeper
from kiosk.engine.world import World
from kiosk.ports import KeptVisit
from tests.support.engine_world import Stage, earn, until


class EffectsBench:
    """Effects alone: what they post is kept, and nobody acts on it."""

    def __init__(self, adapt: Callable[[World], World] = lambda world: world) -> None:
        self.adapt = adapt
        self.stage = Stage()
        self.posted: list[Event] = []
        self.released = 0
        self.tried: list[str] = []
        self.rewire()
        self.operation = earn(self.stage.clock)

    def rewire(self) -> None:
        """Give all of them the stage as it is now."""
        world = self.adapt(self.stage.world())
        self.printing = Printing(world, self.posted.append)
        self.papers = Papers(world, self.posted.append, self._retry)
        self.keeper = Timekeeper(world.clock, self.posted.append, world.log)
        service = Service(world, self.keeper)
        self.effects = Effects(world, self.posted.append, self.printing, self._release, self.papers, service)

    def _release(self) -> None:
        self.released += 1

    async def _retry(self, name: str) -> Tried:
        self.tried.append(name)
        return Tried(name, "accepted")

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.effects.work())
        try:
            yield
        finally:
            self.effects.abort()
            task.cancel()
            await asyncio.wait((task,))

    async def do(self, *effects: e.Effect) -> list[Event]:
        """Run them, wait until all is done, and hand over what they posted."""
        async with self.running():
            for effect in effects:
                self.effects.run(effect)
            await until(lambda: self.effects.idle and not self.effects._calls)
        return self.posted


class OutboxBench:
    """An outbox alone: what it posts is kept, and nobody acts on it."""

    def __init__(self, world: World | None = None, stage: Stage | None = None) -> None:
        self.stage = stage or Stage()
        self.claimed: set[str] = set()
        self.busy = False
        self.posted: list[Replayed] = []
        self.judged: list[Event] = []
        world = world or self.stage.world()
        self.service = Service(world, Timekeeper(world.clock, self.judged.append, world.log))
        self.outbox = Outbox(
            world, self.posted.append, self.claimed.__contains__, lambda: self.busy, self.service
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.outbox.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait((task,))
            assert task.cancelled()

    async def keep(self, number: int = 1, age: float = 60.0, qr: str = "ANNA") -> KeptVisit:
        at = self.stage.clock.now().local - timedelta(seconds=age)
        visit = KeptVisit(f"kiosk-1-{number}", at, qr)
        await self.stage.journal.keep_visit(visit)
        return visit
