"""The print queue: one job at a time, its state on disk before and after every step."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from kiosk.core import effects as e
from kiosk.core.events import PrintProgress, SlipProgress
from kiosk.core.model import CouponRecord, PrintJob, PrintState
from kiosk.core.receipt import receipt
from kiosk.core.rules import FRESH_COUPON
from kiosk.engine.world import World
from kiosk.ports import CouponPaper, JournalError

AGAIN = 5.0
"""Seconds before the next look at a queue that could not be read."""

LOG_STATES: dict[PrintState, str] = {
    PrintState.SENDING: "printing",
    PrintState.PRINTED: "printed",
    PrintState.FAILED: "print_failed",
    PrintState.UNKNOWN: "print_unknown",
}


class Printing:
    """Prints what the journal has queued. A job whose state cannot be written is not begun: paper
    that the journal does not know of would come out twice."""

    def __init__(self, world: World, post: Callable[[PrintProgress | SlipProgress], None]) -> None:
        self._world = world
        self._post = post
        self._work = asyncio.Event()
        self._recovered = False
        self._given_up: set[int] = set()

    def wake(self) -> None:
        """There may be something to print."""
        self._work.set()

    async def run(self) -> None:
        """Until cancelled. What the last run left behind is sorted out before the first print."""
        while True:
            await self._work.wait()
            self._work.clear()
            for job, record in await self._queued():
                if job.id not in self._given_up:
                    await self._safely(job, record)

    async def _queued(self) -> Sequence[tuple[PrintJob, CouponRecord]]:
        journal = self._world.journal
        try:
            if not self._recovered:
                now = self._world.clock.now().local
                for job in await journal.recover_prints(now, FRESH_COUPON):
                    self._told(job, job.state)
                self._recovered = True
            return await journal.queued_prints()
        except JournalError as error:
            self._fault(str(error))
            asyncio.get_running_loop().call_later(AGAIN, self.wake)
            return ()

    async def _safely(self, job: PrintJob, record: CouponRecord) -> None:
        begun = False
        try:
            paper = self._paper(job, record)
            if paper is None:
                await self._went(job, PrintState.FAILED)
                return
            await self._went(job, PrintState.SENDING)
            begun = True
            await self._went(job, await self._printed(job, paper))
        except JournalError as error:
            # On disk the job is still queued, or sending (unknown after a restart). It is not taken
            # up again in this run: by then somebody else would stand there.
            self._given_up.add(job.id)
            self._fault(str(error))
            self._post(PrintProgress(job.coupon_id, PrintState.UNKNOWN if begun else PrintState.FAILED))

    def _paper(self, job: PrintJob, record: CouponRecord) -> CouponPaper | None:
        world = self._world
        zone = world.clock.now().local.tzinfo
        try:
            return world.words(receipt(world.rules, record, zone, copy=job.copy, terms=world.terms))
        except Exception as error:  # noqa: BLE001 - a coupon without words must not stop the next one
            self._fault(type(error).__name__)
            return None

    async def _printed(self, job: PrintJob, paper: CouponPaper) -> PrintState:
        loop = asyncio.get_running_loop()
        left = asyncio.Event()

        def going(state: PrintState) -> None:
            if state is PrintState.SENT:
                with contextlib.suppress(RuntimeError):  # the loop has ended: nobody notes it any more
                    loop.call_soon_threadsafe(left.set)

        noting = asyncio.create_task(self._note_sent(job, left))
        try:
            return await self._world.printer.print_coupon(paper, job.id, going)
        except Exception as error:  # noqa: BLE001 - promised not to happen; how far it came nobody knows
            self._fault(type(error).__name__)
            return PrintState.UNKNOWN
        finally:
            noting.cancel()
            await asyncio.wait((noting,))  # whatever it is writing comes before the result

    async def _note_sent(self, job: PrintJob, left: asyncio.Event) -> None:
        """All of it has left. That goes to disk alone: on screen it is being printed, still."""
        await left.wait()
        try:
            await self._world.journal.print_state(job.id, PrintState.SENT, self._world.clock.now().local)
        except JournalError as error:
            self._fault(str(error))

    async def slip(self, effect: e.PrintSlip) -> None:
        """Print what is no coupon. Nothing of it is on disk: it comes out now, or it did not."""
        loop = asyncio.get_running_loop()
        begun = False

        def going(state: PrintState) -> None:
            nonlocal begun
            begun = True
            if state is not PrintState.SENDING:
                return  # that all of it has left is not its end: the printer's word is still to come
            with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits for it any more
                loop.call_soon_threadsafe(self._post, SlipProgress(effect.ref, state))

        try:
            state = await self._world.printer.print_slip(self._world.slip_words(effect.slip), going)
        except Exception as error:  # noqa: BLE001 - promised not to happen; a screen waits for it
            self._fault(type(error).__name__)
            state = PrintState.UNKNOWN if begun else PrintState.FAILED
        # Behind what ``going`` has told from another thread.
        loop.call_soon(self._post, SlipProgress(effect.ref, state))

    def _fault(self, error: str) -> None:
        self._world.log("fault", "error", where="printing", error=error)

    async def _went(self, job: PrintJob, state: PrintState) -> None:
        await self._world.journal.print_state(job.id, state, self._world.clock.now().local)
        self._told(job, state)

    def _told(self, job: PrintJob, state: PrintState) -> None:
        if state in LOG_STATES:
            self._world.log("coupon", id=job.coupon_id, state=LOG_STATES[state])
        self._post(PrintProgress(job.coupon_id, state))
