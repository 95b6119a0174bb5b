"""What is asked of the machine itself: how it is, how the service answers, brightness, restart, shutdown, and
the first set-up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.budget import Group
from kiosk.core.events import BrightnessSet, Event, Inspected, Probed, ShutDownAnswered
from kiosk.core.house import Setting
from kiosk.core.machine import MachineReport, Refusal
from kiosk.core.stages_first import FirstNote, SetupAnswered
from kiosk.engine.service import Service
from kiosk.engine.world import World

NOBODY = "000000"
"""A customer code that no member has: whose lookup tells of the service, and of nobody."""


class Machinery:
    """``call`` runs work beside everything else, as long as the engine is not ending."""

    def __init__(
        self,
        world: World,
        post: Callable[[Event], None],
        call: Callable[[Callable[[], Coroutine[None, None, None]]], None],
        service: Service,
    ) -> None:
        self._world = world
        self._post = post
        self._call = call
        self._service = service
        self._inspecting = ""

    def run(self, effect: e.Inspect | e.Probe | e.Adjust) -> None:
        """Begin to carry out one effect; returns at once."""
        match effect:
            case e.Inspect(session):
                self._inspect(session)
            case e.Probe():
                self._call(lambda: self._probe(effect))
            case _:
                self._adjust(effect)

    def offer(self, effect: e.OfferSetup) -> None:
        """Begin to have a set-up checked and installed; returns at once."""
        self._call(lambda: self._offer(effect))

    async def _offer(self, effect: e.OfferSetup) -> None:
        try:
            answer = await asyncio.to_thread(self._world.set_up, effect.data)
        except Exception as error:  # noqa: BLE001 - promised not to happen; somebody waits for it
            self._strange("setup", error)
            answer = SetupAnswered(FirstNote.NO_ANSWER)
        self._post(answer)

    async def end(self, effect: e.Restart | e.ShutDown) -> None:
        """Begin to end the program or the machine; waits for nothing."""
        if isinstance(effect, e.ShutDown):
            self._call(lambda: self._shut_down(effect))
        else:
            self._world.restart()

    def _inspect(self, session: str) -> None:
        """One look at a time, however slow the machine is; whoever asked last hears of it."""
        under_way, self._inspecting = bool(self._inspecting), session
        if not under_way:
            self._call(self._look)

    async def _look(self) -> None:
        world = self._world
        try:
            machine = await asyncio.to_thread(world.appliance.report)
            pace = world.camera.pace() if world.camera is not None else None
            found = Inspected("", machine, pace, self._service.keeper.skew())
        except Exception as error:  # noqa: BLE001 - promised not to happen; not known, then
            self._strange("machine", error)
            found = Inspected("", MachineReport())
        session, self._inspecting = self._inspecting, ""
        self._post(replace(found, session=session))

    async def _probe(self, effect: e.Probe) -> None:
        clock = self._world.clock
        outcome: o.LookupOutcome
        began = clock.now().mono
        try:
            outcome = self._service.refusal(Group.LOOKUPS) or await self._service.lookup(code=NOBODY)
        except Exception as error:  # noqa: BLE001 - promised not to happen; a screen waits for it
            self._strange("api", error)
            outcome = o.Unavailable(o.Trouble.FOREIGN)
        self._post(Probed(effect.ref, outcome, (clock.now().mono - began) * 1000))

    def _adjust(self, effect: e.Adjust) -> None:
        if effect.setting is not Setting.BRIGHTNESS:
            self._world.adjust(effect.setting, effect.value)
        elif effect.value:  # else it is left to the machine
            self._call(lambda: self._brighten(effect))

    async def _brighten(self, effect: e.Adjust) -> None:
        try:
            taken = await asyncio.to_thread(self._world.appliance.set_brightness, int(effect.value))
        except Exception as error:  # noqa: BLE001 - promised not to happen
            self._strange("machine", error)
            taken = False
        self._post(BrightnessSet(effect.ref, taken))

    async def _shut_down(self, effect: e.ShutDown) -> None:
        refusal: Refusal | None
        try:
            refusal = await asyncio.to_thread(self._world.appliance.shut_down)
        except Exception as error:  # noqa: BLE001 - promised not to happen; somebody waits for it
            self._strange("machine", error)
            refusal = Refusal.FAILED
        self._post(ShutDownAnswered(effect.ref, refusal))

    def _strange(self, where: str, error: Exception) -> None:
        self._world.log("fault", "error", where=where, error=type(error).__name__)
