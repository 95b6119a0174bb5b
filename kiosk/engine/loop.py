"""The engine's heart: a queue of events, the core's step, effects, the view."""

from __future__ import annotations

import asyncio
import os
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace

from kiosk.core import sessions
from kiosk.core.deadlines import deadlines
from kiosk.core.events import CodeSeen, DeviceChanged, Event, PrinterChanged, Stirred
from kiosk.core.model import Moment
from kiosk.core.project import project
from kiosk.core.rules import FRESH_COUPON
from kiosk.core.state import Attract, Kiosk, start
from kiosk.core.step import step
from kiosk.core.view import View
from kiosk.engine import watchdog
from kiosk.engine.effects import Effects, token_mark
from kiosk.engine.outbox import Outbox
from kiosk.engine.printing import Printing
from kiosk.engine.supervise import Device, Supervisor
from kiosk.engine.timers import Timers
from kiosk.engine.world import World
from kiosk.ports import JournalError

MOST_WAITING = 2000
"""Events that may wait; beyond it, sights of codes and movements are dropped, nothing else is."""

STOP_TIME = 4.0


class Engine:
    """Runs the kiosk. ``run`` lives in one asyncio loop; ``post`` and ``stop`` work from any thread."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._early: list[Event | None] = []
        self._lock = threading.Lock()
        self._view: View | None = None
        self._screen = ("", "")
        self.kiosk: Kiosk = start(world.rules, world.clock.now().mono)
        self._timers = Timers(world.clock, self._queue.put_nowait)
        self._printing = Printing(world, self._queue.put_nowait)
        self._outbox = Outbox(
            world, self._queue.put_nowait, lambda ref: sessions.claimed(self.kiosk, ref), self._is_busy
        )
        self._effects = Effects(world, self._queue.put_nowait, self._printing, self._outbox.wake)
        devices: dict[str, Device] = {"printer": world.printer}
        if world.camera is not None:
            devices["camera"] = world.camera
        if world.scanner is not None:
            devices["scanner"] = world.scanner
        self._supervisor = Supervisor(devices, self.post, world.log)

    def _is_busy(self) -> bool:
        return not isinstance(self.kiosk.stage, Attract)

    # -- from any thread ------------------------------------------------------------------------------

    def post(self, event: Event) -> None:
        """Hand in an event: at once, from any thread. After the end nothing happens."""
        self._hand_in(event)

    def stop(self) -> None:
        """Ask the engine to end."""
        self._hand_in(None)

    def _hand_in(self, event: Event | None) -> None:
        with self._lock:
            if self._loop is None:
                self._early.append(event)
                return
            try:
                self._loop.call_soon_threadsafe(self._enter, event)
            except RuntimeError:
                return  # the loop has ended: there is nobody left to tell

    def _enter(self, event: Event | None) -> None:
        if self._queue.qsize() < MOST_WAITING or not isinstance(event, CodeSeen | Stirred):
            self._queue.put_nowait(event)

    # -- in the loop ------------------------------------------------------------------------------------

    async def run(self, ready: Callable[[], None]) -> None:
        """From start to stop. ``ready`` is called once the first view is out and all work is under
        way."""
        await self._wake_up()
        tasks = [
            asyncio.ensure_future(work)
            for work in (
                self._effects.work(),
                self._printing.run(),
                self._outbox.run(),
                self._supervisor.run(),
                watchdog.keep_alive(os.environ),
            )
        ]
        self._show()
        with self._lock:
            self._loop = asyncio.get_running_loop()
            for event in self._early:
                self._queue.put_nowait(event)
        ready()
        watchdog.notify(os.environ, "READY=1")
        try:
            while (event := await self._queue.get()) is not None:
                self.handle(event)
        finally:
            watchdog.notify(os.environ, "STOPPING=1")
            self._timers.stop()
            await self._supervisor.stop()
            await self._effects.drain(STOP_TIME)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _wake_up(self) -> None:
        """Remember what the journal knows: coupons' tokens, whether this shop asks for PINs, and
        print jobs that the last run left behind."""
        journal, world = self._world.journal, self._world
        now = world.clock.now()
        try:
            self._effects.tokens |= {token_mark(token) for token in await journal.tokens()}
            if await journal.get("strict_seen"):
                self.kiosk = replace(self.kiosk, health=replace(self.kiosk.health, strict=True))
            for job in await journal.recover_prints(now.local, FRESH_COUPON):
                if job.state == "unknown":
                    world.log("coupon", id=job.coupon_id, state="print_unknown")
        except JournalError as error:
            world.log("fault", "error", where="journal", error=str(error))
        self._printing.wake()

    def handle(self, event: Event) -> None:
        """One event: step, effects, view, timers. A fault in the core itself is told and survived:
        the kiosk goes back to its invitation, and what was running goes on without a screen."""
        now = self._world.clock.now()
        if isinstance(event, CodeSeen):
            event = self._known(event)
        elif isinstance(event, DeviceChanged | PrinterChanged):
            self._supervisor.heard(event)
        try:
            self.kiosk, effects = step(self.kiosk, event, now)
            for effect in effects:
                self._effects.run(effect)
            self._show()
        except Exception as error:  # noqa: BLE001 - a dead screen is worse than a lost session
            self._survive(error, now)
        self._timers.arm(deadlines(self.kiosk))

    def _known(self, event: CodeSeen) -> CodeSeen:
        """Mark the tokens of our own coupons, whatever they begin with."""
        if not self._effects.tokens:
            return event
        try:
            ours = token_mark(event.data.decode()) in self._effects.tokens
        except UnicodeDecodeError:
            return event
        return replace(event, ours=ours)

    def _survive(self, error: Exception, now: Moment) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}"
        self._world.log("fault", "error", where=where, error=type(error).__name__)
        self.kiosk, effects = sessions.attract(self.kiosk, now)
        for effect in effects:
            self._effects.run(effect)
        self._show()

    def _show(self) -> None:
        view = project(self.kiosk)
        if view == self._view:
            return
        self._view = view
        if (view.screen, view.session) != self._screen:
            self._screen = (view.screen, view.session)
            self._world.log("screen", name=view.screen, session=view.session)
        self._world.publish(view)
