"""What staff ask of the journal while they look through it: coupons with the picture of their paper, and
what waits for an answer. Each request is answered by one event, or by ``JournalFailed`` with its ``ref``."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from kiosk.core import effects as e
from kiosk.core.events import (
    CouponOpened,
    CouponsFound,
    Event,
    GivenUp,
    HandedOut,
    Retried,
    WaitingListed,
    WaitingOpened,
)
from kiosk.core.model import CouponRecord, OperationState
from kiosk.core.papers import CouponLine, CouponStory, PaperPicture, Waiting
from kiosk.core.receipt import receipt
from kiosk.engine.outbox import Tried
from kiosk.engine.waiting import waiting_operation, waiting_visit
from kiosk.engine.world import World

Asked = e.FindCoupons | e.OpenCoupon | e.HandOut | e.ListWaiting | e.OpenWaiting | e.GiveUp


class Papers:
    """Answers these effects. ``retry`` is the outbox's."""

    def __init__(
        self, world: World, post: Callable[[Event], None], retry: Callable[[str], Awaitable[Tried]]
    ) -> None:
        self._world = world
        self._post = post
        self._retry = retry

    async def answer(self, effect: Asked) -> None:
        """Ask the journal, and post what it says."""
        match effect:
            case e.FindCoupons(ref, query):
                page = await self._world.journal.find_coupons(query)
                lines = tuple(self._local(line) for line in page.lines)
                self._post(CouponsFound(ref, replace(page, lines=lines)))
            case e.OpenCoupon(ref, coupon_id):
                await self._open_coupon(ref, coupon_id, draw=effect.draw)
            case e.HandOut(ref, coupon_id):
                await self._hand_out(ref, coupon_id, effect.person)
            case e.ListWaiting(ref):
                self._post(WaitingListed(ref, await self._waiting()))
            case e.OpenWaiting(ref, name):
                self._post(WaitingOpened(ref, await self._one(name)))
            case _:
                await self._give_up(effect)

    async def try_again(self, effect: e.Retry) -> None:
        """Have the outbox try it at once, and post what came of it."""
        tried = await self._retry(effect.operation_id)
        self._world.log("retry", id=tried.operation_id, outcome=tried.result)
        self._post(Retried(effect.ref, tried.operation_id, tried.result))
        await self._audit(effect.person, "retry", f"{tried.result} {tried.operation_id}")

    async def _audit(self, person: str, task: str, outcome: str) -> None:
        """Here, not by the core: the person may have left the screen by the time the outcome is known."""
        await self._world.journal.audit(self._world.clock.now().local, person, task, outcome)

    # -- coupons ----------------------------------------------------------------------------------

    def _local(self, line: CouponLine) -> CouponLine:
        return replace(line, issued_at=line.issued_at.astimezone(self._world.clock.now().local.tzinfo))

    async def _open_coupon(self, ref: str, coupon_id: str, *, draw: bool) -> None:
        journal, zone = self._world.journal, self._world.clock.now().local.tzinfo
        story, record = await journal.coupon_story(coupon_id), await journal.coupon(coupon_id)
        if story is None or record is None:
            self._post(CouponOpened(ref, None))
            return
        story = CouponStory(
            self._local(story.line),
            tuple(replace(paper, at=paper.at.astimezone(zone)) for paper in story.papers),
            None if story.ended_at is None else story.ended_at.astimezone(zone),
        )
        self._post(CouponOpened(ref, story, await self._drawn(ref, record) if draw else None))

    async def _drawn(self, ref: str, record: CouponRecord) -> PaperPicture | None:
        """The paper as it would be printed now: what staff print again is a copy."""
        world = self._world
        zone = world.clock.now().local.tzinfo
        try:
            paper = world.words(receipt(world.rules, record, zone, copy=True, terms=world.terms))
            # Beside the loop: drawing takes a moment.
            wide, high = await asyncio.to_thread(world.draw, ref, paper)
        except Exception as error:  # noqa: BLE001 - a coupon that cannot be drawn can still be told of
            world.log("fault", "error", where="papers", error=type(error).__name__)
            return None
        return PaperPicture(ref, wide, high)

    async def _hand_out(self, ref: str, coupon_id: str, person: str) -> None:
        world = self._world
        done = await world.journal.hand_out(coupon_id, world.clock.now().local)
        if done:
            world.log("coupon", id=coupon_id, state="handed_out")
        await self._audit(person, "hand_out_coupon", f"{'done' if done else 'gone_before'} {coupon_id}")
        self._post(HandedOut(ref, coupon_id, done))

    # -- what waits -------------------------------------------------------------------------------

    async def _waiting(self) -> tuple[Waiting, ...]:
        """Oldest first: what waits longest needs somebody most."""
        journal, zone = self._world.journal, self._world.clock.now().local.tzinfo
        found = [waiting_operation(stored, zone) for stored in await journal.unanswered()]
        found += [waiting_visit(visit, zone) for visit in await journal.kept_visits()]
        return tuple(sorted(found, key=lambda one: one.since))

    async def _one(self, name: str) -> Waiting | None:
        """This one as it is now, waiting or over; None when nothing is known of it (any more)."""
        journal, zone = self._world.journal, self._world.clock.now().local.tzinfo
        stored = await journal.operation(name)
        if stored is not None:
            return waiting_operation(stored, zone)
        visits = [visit for visit in await journal.kept_visits() if visit.operation_id == name]
        return waiting_visit(visits[0], zone) if visits else None

    async def _give_up(self, effect: e.GiveUp) -> None:
        """Close it for good; or see that it has come to its end by itself, a moment before."""
        world, journal = self._world, self._world.journal
        name, reason = effect.operation_id, effect.reason
        before = await self._one(name)
        done = before is not None and not before.over
        if before is not None and before.state is None:
            await journal.drop_visit(name, reason)
            world.log("kept_visit", id=name, state="closed", reason=reason)
        elif before is not None and done:
            await journal.mark(name, OperationState.ABANDONED, reason)
            after = await journal.operation(name)
            # The outbox may have had its answer between the two.
            done = after is not None and after.state is OperationState.ABANDONED
            if done:
                world.log("operation", id=name, kind=before.kind.value, state="abandoned")
        await self._audit(effect.person, "give_up", f"{reason if done else 'over_before'} {name}")
        self._post(GivenUp(effect.ref, name, done))
