"""The engine's heart: a queue of events, the core's step, effects, the view."""

from __future__ import annotations

import asyncio
import os
import threading
import traceback
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace

from kiosk.core import sessions, staff_settings
from kiosk.core.challenge import Phase
from kiosk.core.deadlines import deadlines
from kiosk.core.effects import Effect
from kiosk.core.events import (
    Answered,
    CodeSeen,
    DeviceChanged,
    Event,
    PrinterChanged,
    Recorded,
    Replayed,
    Stirred,
)
from kiosk.core.house import FACTS
from kiosk.core.model import Moment
from kiosk.core.project import project
from kiosk.core.state import AtRest, Kiosk, Offline, session_of, start, start_in
from kiosk.core.step import step
from kiosk.core.view import View
from kiosk.engine import watchdog
from kiosk.engine.effects import Effects, token_mark
from kiosk.engine.outbox import Outbox, Tried
from kiosk.engine.papers import Papers
from kiosk.engine.printing import Printing
from kiosk.engine.scanning import Scanning
from kiosk.engine.service import Service
from kiosk.engine.staff_entry import anybody
from kiosk.engine.supervise import Device, Supervisor
from kiosk.engine.timekeeper import Timekeeper
from kiosk.engine.timers import Timers
from kiosk.engine.world import World
from kiosk.ports import JournalError

MOST_WAITING = 2000
"""Events that may wait; beyond it, sights of codes and movements are dropped, nothing else is."""

STOP_TIME = 4.0
"""Seconds that answers and the disk have at the end."""

LAST_TIME = 1.0
"""Seconds that cancelled work has to end; a disk that hangs is not waited for."""

STEP = 0.02
"""Seconds between two looks at what is still under way at the end."""

REST_POLL = 1.0
"""Seconds between two looks whether nobody is at the kiosk."""

FIRST_REST, LONGEST_REST = 1.0, 60.0
"""Seconds before a worker that broke down begins anew; doubled each time."""


class Engine:
    """Runs the kiosk. ``run`` lives in one asyncio loop; ``post`` and ``stop`` work from any thread."""

    def __init__(self, world: World) -> None:
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._early: list[Event | None] = []
        self._ended = False
        self._lock = threading.Lock()
        self._view: View | None = None
        self._screen = ("", "")
        keeper = Timekeeper(world.clock, self._queue.put_nowait, world.log)
        world = replace(world, clock=keeper)
        self._world, self._keeper = world, keeper
        service = Service(world, keeper)
        self._expect = world.api.expect
        self.kiosk: Kiosk = start(world.rules, world.clock.now().mono)
        self._timers = Timers(world.clock, self._queue.put_nowait)
        self._printing = Printing(world, self._queue.put_nowait)
        self._outbox = Outbox(world, self._queue.put_nowait, self._is_claimed, self._is_busy, service)
        papers = Papers(world, self._queue.put_nowait, self._outbox.retry)
        self._effects = Effects(
            world, self._queue.put_nowait, self._printing, self._outbox.wake, papers, service
        )
        devices: dict[str, Device] = {"printer": world.printer}
        if world.camera is not None:
            devices["camera"] = world.camera
        if world.scanner is not None:
            devices["scanner"] = world.scanner
        if world.headphones is not None:
            devices["headphones"] = world.headphones
        self._supervisor = Supervisor(devices, self.post, world.log)
        self._scanning = Scanning(world.scanner, world.log)

    def _is_busy(self) -> bool:
        return not isinstance(self.kiosk.stage, AtRest)

    def _is_claimed(self, ref: str) -> bool:
        stage = self.kiosk.stage
        if isinstance(stage, Offline) and stage.operation_id == ref:
            return True  # its person can still say that it shall not be kept
        # What the core has just decided of it may still be on its way to the disk: a replay in
        # between would be sent of an operation that the disk then calls ended.
        return self._effects.concerns(ref) or sessions.claimed(self.kiosk, ref)

    # -- from any thread ------------------------------------------------------------------------------

    def post(self, event: Event) -> None:
        """Hand in an event: at once, from any thread. After the end nothing happens."""
        self._hand_in(event)

    def stop(self) -> None:
        """Ask the engine to end."""
        self._hand_in(None)

    def _hand_in(self, event: Event | None) -> None:
        with self._lock:
            if self._ended:
                return
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

    @property
    def clock(self) -> Timekeeper:
        """The time that counts: the machine's, corrected by the service's."""
        return self._keeper

    async def retry(self, name: str) -> Tried:
        """Have the outbox try this operation, or kept visit, at once. In the engine's loop only."""
        return await self._outbox.retry(name)

    # -- in the loop ------------------------------------------------------------------------------------

    async def run(self, ready: Callable[[], None]) -> None:
        """From start to stop. ``ready`` is called once the first view is out and all work is under
        way."""
        await self._wake_up()
        workers: dict[str, Callable[[], Coroutine[None, None, None]]] = {
            "effects": self._effects.work,
            "printing": self._printing.run,
            "outbox": self._outbox.run,
            "devices": self._supervisor.run,
            "watchdog": lambda: watchdog.keep_alive(os.environ, self._world.ask, self._world.alive),
        }
        tasks = [asyncio.ensure_future(self._steady(name, work)) for name, work in workers.items()]
        try:
            self._show()
            self._timers.arm(deadlines(self.kiosk))
            with self._lock:
                self._loop = asyncio.get_running_loop()
                for event in self._early:
                    self._queue.put_nowait(event)
            ready()
            watchdog.notify(os.environ, "READY=1")
            self._expect()
            while (event := await self._queue.get()) is not None:
                self.handle(event)
        finally:
            watchdog.notify(os.environ, "STOPPING=1")
            await asyncio.gather(self._supervisor.stop(), self._finish(), return_exceptions=True)
            with self._lock:
                self._ended = True
            self._timers.stop()
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=LAST_TIME)

    async def _steady(self, name: str, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Keep a worker at work: one that breaks down is told, and begins anew after a rest. Ending
        the process instead would take the screen from the person before it."""
        rest = FIRST_REST
        while True:
            try:
                await work()
                return
            except asyncio.CancelledError:
                if self._asked_to_end():
                    raise
                self._fault(name, "CancelledError")
            except Exception as error:  # noqa: BLE001 - whatever it was, the work has to go on
                self._fault(name, type(error).__name__)
            await asyncio.sleep(rest)
            rest = min(rest * 2, LONGEST_REST)

    @staticmethod
    def _asked_to_end() -> bool:
        task = asyncio.current_task()
        return task is None or task.cancelling() > 0

    async def _finish(self) -> None:
        """Let what is under way come to its end, for a while: an answer that is still to come may bring
        a coupon, and the server does not tell of it twice."""
        self._effects.close()
        self._outbox.close()
        try:
            async with asyncio.timeout(STOP_TIME):
                while True:
                    while not self._queue.empty():
                        if (event := self._queue.get_nowait()) is not None:
                            self.handle(event)
                    if self._effects.idle and self._outbox.idle:
                        return
                    await asyncio.sleep(STEP)
        except TimeoutError:
            self._fault("engine", "timeout at stop")
        finally:
            self._effects.abort()

    async def _wake_up(self) -> None:
        try:
            (await self._memory())()
        except JournalError as error:
            self._fault("journal", str(error))
        self._printing.wake()

    async def _memory(self) -> Callable[[], None]:
        """What the journal knows: coupons' tokens, what staff have set, whether this shop asks for PINs, and
        whether there is any staff. Called, it is remembered, by a kiosk at rest."""
        journal = self._world.journal
        tokens = {token_mark(token) for token in await journal.tokens()}
        facts = {key: value for key in FACTS if (value := await journal.get(key))}
        strict, unstaffed = bool(await journal.get("strict_seen")), not await anybody(journal)

        def remember() -> None:
            self._effects.tokens |= tokens
            self.kiosk, effects = staff_settings.awake(self.kiosk, facts, self._world.clock.now())
            self._carry_out(effects)
            health = replace(self.kiosk.health, strict=self.kiosk.health.strict or strict)
            self.kiosk = replace(self.kiosk, health=health, unstaffed=unstaffed)

        return remember

    async def journal_is_back(self) -> None:
        """The journal could not be opened at the start, and is open now: as after a start, once nobody is at
        the kiosk. Raises JournalError. In the engine's loop only."""
        while True:
            remember = await self._memory()
            if not self._is_busy() and not self.kiosk.loose:
                break
            await asyncio.sleep(REST_POLL)
        remember()
        self._show()
        self._timers.arm(deadlines(self.kiosk))
        self._printing.wake()
        self._outbox.wake()

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
            self._carry_out(effects)
            self._show()
            self._timers.arm(deadlines(self.kiosk))
            if isinstance(event, Stirred):
                self._expect()
            session = session_of(self.kiosk.stage)
            self._scanning.heard(event, effects, session.id if session is not None else "")
        except Exception as error:  # noqa: BLE001 - a dead screen is worse than a lost session
            self._survive(error, event, now)

    def _carry_out(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            try:
                self._effects.run(effect)
            except Exception as error:  # noqa: BLE001 - without its sound a coupon is still a coupon
                self._fault(_place(error), type(error).__name__)

    def _known(self, event: CodeSeen) -> CodeSeen:
        """Mark the tokens of our own coupons, whatever they begin with."""
        if not self._effects.tokens:
            return event
        try:
            ours = token_mark(event.data.decode()) in self._effects.tokens
        except UnicodeDecodeError:
            return event
        return replace(event, ours=ours)

    def _survive(self, error: Exception, event: Event, now: Moment) -> None:
        self._fault(_place(error), type(error).__name__)
        try:
            self.kiosk, effects = sessions.attract(self.kiosk, now)
            self.kiosk, more = _rescued(self.kiosk, event)
            self._carry_out((*effects, *more))
            self._show()
            self._timers.arm(deadlines(self.kiosk))
        except Exception as worse:  # noqa: BLE001 - the state itself is broken: without it, then
            self._fault(_place(worse), type(worse).__name__)
            self.kiosk = replace(
                start_in(self.kiosk.house, now.mono), health=self.kiosk.health, unstaffed=self.kiosk.unstaffed
            )
            self._outbox.wake()
            self._show()
            self._timers.arm(deadlines(self.kiosk))

    def _fault(self, where: str, error: str) -> None:
        self._world.log("fault", "error", where=where, error=error)

    def _show(self) -> None:
        view = project(self.kiosk)
        if view == self._view:
            return
        if (view.screen, view.session) != self._screen:
            self._screen = (view.screen, view.session)
            self._world.log("screen", name=view.screen, session=view.session)
        self._world.publish(view)
        self._view = view


def _rescued(kiosk: Kiosk, event: Event) -> sessions.Result:
    """An answer that broke the core is still an answer: its operation is concluded without a screen."""
    match event:
        case Replayed(operation, outcome):
            return kiosk, sessions.conclude(operation, outcome, replay=True)
        case Answered(operation_id, attempt, outcome):
            without, loose = sessions.take_loose(kiosk, operation_id)
            if loose is None or (loose.run.phase, loose.run.attempt) != (Phase.SENDING, attempt):
                return kiosk, ()
            return without, sessions.conclude(loose.run.operation, outcome)
        case Recorded(operation_id):
            without, loose = sessions.take_loose(kiosk, operation_id)
            if loose is None or loose.run.phase is not Phase.RECORDING:
                return kiosk, ()
            return without, sessions.unanswered(loose.run.operation, reached=loose.run.doubtful)
    return kiosk, ()


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{os.path.basename(frame.filename)}:{frame.lineno}"
