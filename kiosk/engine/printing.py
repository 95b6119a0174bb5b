"""The print queue: one job at a time, its state on disk before and after every step."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from kiosk.core.events import PrintProgress
from kiosk.core.model import CouponRecord, PrintJob, PrintState
from kiosk.core.receipt import receipt
from kiosk.engine.world import World
from kiosk.ports import JournalError

LOG_STATES: dict[PrintState, str] = {
    PrintState.SENDING: "printing",
    PrintState.PRINTED: "printed",
    PrintState.FAILED: "print_failed",
    PrintState.UNKNOWN: "print_unknown",
}


class Printing:
    """Prints what the journal has queued. A job whose state cannot be written is not begun: paper
    that the journal does not know of would come out twice."""

    def __init__(self, world: World, post: Callable[[PrintProgress], None]) -> None:
        self._world = world
        self._post = post
        self._work = asyncio.Event()

    def wake(self) -> None:
        """There may be something to print."""
        self._work.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._work.wait()
            self._work.clear()
            try:
                jobs = await self._world.journal.queued_prints()
            except JournalError as error:
                self._world.log("fault", "error", where="printing", error=str(error))
                continue
            for job, record in jobs:
                await self._safely(job, record)

    async def _safely(self, job: PrintJob, record: CouponRecord) -> None:
        try:
            await self._print(job, record)
        except Exception as error:  # noqa: BLE001 - a coupon that cannot be drawn must not stop the next
            # On disk the job is still queued (it waits for a restart) or sending (unknown then):
            # neither may be told as printed.
            self._world.log("fault", "error", where="printing", error=type(error).__name__)
            self._post(PrintProgress(job.coupon_id, PrintState.UNKNOWN))

    async def _print(self, job: PrintJob, record: CouponRecord) -> None:
        world = self._world
        await self._went(job, PrintState.SENDING)
        zone = world.clock.now().local.tzinfo
        paper = world.words(receipt(world.rules, record, zone, copy=job.copy, terms=world.terms))
        state = await world.printer.print_coupon(paper, job.id, lambda: None)
        await self._went(job, state)

    async def _went(self, job: PrintJob, state: PrintState) -> None:
        await self._world.journal.print_state(job.id, state, self._world.clock.now().local)
        if state in LOG_STATES:
            self._world.log("coupon", id=job.coupon_id, state=LOG_STATES[state])
        self._post(PrintProgress(job.coupon_id, state))
