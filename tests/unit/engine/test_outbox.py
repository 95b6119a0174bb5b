"""The outbox: what is replayed, how, and what is left alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest

from kiosk.core import outcomes as o
from kiosk.core.effects import Mark
from kiosk.core.model import Operation, OperationKind, OperationState
from kiosk.engine.loop import Engine
from kiosk.engine.outbox import MOST_TROUBLES
from kiosk.ports import JournalError, KeptVisit
from tests.support.engine_bench import OutboxBench as Bench
from tests.support.engine_world import ANNA, COUPON, DOWN, FINE, FULL, LOST, Stage, earn, put, until
from tests.support.virtual_time import virtual

REPLAYED = [OperationState.PENDING, OperationState.SENT, OperationState.UNKNOWN]


def coupon_task(operation: Operation) -> Operation:
    return replace(
        operation, kind=OperationKind.COUPON, member_code=None, card=None, amount=None, token="cq_1"
    )


# -- replays -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "origin"),
    [(OperationKind.EARN, "visit"), (OperationKind.EARN, "staff"), (OperationKind.REDEEM, "staff")],
)
@pytest.mark.parametrize("state", REPLAYED)
@virtual
async def test_what_is_unanswered_is_sent_again_under_its_own_id(
    kind: OperationKind, origin: str, state: OperationState
) -> None:
    stage = Stage()
    stage.api.sends = [FULL]
    begun = replace(earn(stage.clock, age=600), kind=kind, origin=origin)
    operation = await put(stage.journal, begun, state)
    never_sent = origin == "staff" and state is OperationState.PENDING
    async with stage.running():
        await asyncio.sleep(1)
    stored = await stage.stored(operation.id)
    if never_sent:
        assert (stored.state, stored.reason) == (OperationState.ABANDONED, "never_sent")
        assert stage.api.sent == []
        return
    assert [(sent.id, pin) for sent, pin, _ in stage.api.sent] == [(operation.id, None)]
    assert stage.api.sent[0][2] == stored.attempts
    assert stored.state is OperationState.ACCEPTED
    # Its customer has gone: the coupon waits in the journal and is not printed for a stranger.
    assert [one.coupon for one in (await stage.journal.history(ANNA.code, operation.created_at)).coupons] == [
        COUPON
    ]
    assert stage.printer.printed == []


@virtual
async def test_right_after_a_restart_the_customer_may_still_stand_there() -> None:
    stage = Stage()
    stage.api.sends = [FULL]
    await put(stage.journal, earn(stage.clock, age=30), OperationState.SENT)
    async with stage.running():
        await until(lambda: stage.printer.printed)
    assert [paper.token for paper, _ in stage.printer.printed] == [COUPON.token]


@virtual
async def test_nobody_waits_for_the_coupon_of_a_visit_kept_offline() -> None:
    stage = Stage()
    stage.api.sends = [FULL]
    operation = replace(earn(stage.clock, age=30), origin="kept")
    await put(stage.journal, operation, OperationState.SENT)
    async with stage.running():
        await asyncio.sleep(5)
    assert (await stage.stored(operation.id)).state is OperationState.ACCEPTED
    assert stage.printer.printed == []


@virtual
async def test_only_the_first_pass_is_fresh() -> None:
    bench = Bench()
    async with bench.running():
        await asyncio.sleep(1)
        await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
        bench.outbox.wake()
        await until(lambda: bench.posted)
    assert not bench.posted[0].fresh


@virtual
async def test_a_pin_request_in_a_replay_is_the_end() -> None:
    stage = Stage()
    stage.api.sends = [o.PinRequired("ch", 3)]
    operation = await put(stage.journal, earn(stage.clock, age=600), OperationState.UNKNOWN)
    async with stage.running():
        await asyncio.sleep(1)
    stored = await stage.stored(operation.id)
    assert (stored.state, stored.reason) == (OperationState.ABANDONED, "pin_required")
    assert stage.log.of("operation", id=operation.id, state="abandoned")


@pytest.mark.parametrize(
    ("age", "state"),
    [(540, "challenged"), (660, "abandoned"), (-540, "challenged"), (-86_400, "abandoned")],
    ids=["young", "over", "the clock was set back a little", "the clock was set back by a day"],
)
@virtual
async def test_a_challenge_waits_ten_minutes_for_its_member(age: float, state: str) -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock, age=age), OperationState.CHALLENGED)
    assert await bench.outbox.go()
    assert (await bench.stage.stored(operation.id)).state == state


@virtual
async def test_a_challenge_comes_of_age_though_nobody_asks() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.CHALLENGED)
    async with bench.running():
        await asyncio.sleep(700)
    assert (await bench.stage.stored(operation.id)).state is OperationState.ABANDONED
    assert bench.stage.api.sent == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OperationState.PENDING, "abandoned"),
        (OperationState.CHALLENGED, "abandoned"),
        (OperationState.SENT, "unknown"),
        (OperationState.UNKNOWN, "unknown"),
    ],
)
@virtual
async def test_a_coupon_redemption_is_never_repeated(before: OperationState, after: str) -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, coupon_task(earn(bench.stage.clock)), before)
    assert await bench.outbox.go()
    assert (await bench.stage.stored(operation.id)).state == after
    assert bench.stage.api.sent == []


# -- when the service cannot be used -------------------------------------------------------------


@pytest.mark.parametrize("outcome", [DOWN, LOST, o.BadKey(), o.SubscriptionLapsed(), o.RateLimited()])
@virtual
async def test_what_is_not_the_operations_fault_does_not_end_it(outcome: o.SendOutcome) -> None:
    bench = Bench()
    bench.stage.api.sends = [outcome]
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.SENT)
    assert not await bench.outbox.go()
    stored = await bench.stage.stored(operation.id)
    assert (stored.state, stored.reason) == (OperationState.UNKNOWN, o.name(outcome))
    assert bench.posted == []


@virtual
async def test_pauses_grow_and_begin_anew_after_a_success() -> None:
    bench = Bench()
    bench.stage.api.otherwise = DOWN
    await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    async with bench.running():
        await asyncio.sleep(500)
        times = bench.stage.api.times
        gaps = [round(b - a) for a, b in pairwise(times)]
        assert gaps[:6] == [5, 10, 20, 40, 80, 120]
        bench.stage.api.otherwise = FINE
        await until(lambda: bench.posted, 200)
        await bench.stage.journal.settle(
            bench.posted[0].operation.id, None, None, at=bench.stage.clock.now().local, print_now=False
        )
        await asyncio.sleep(130)
        bench.stage.api.otherwise = DOWN
        await put(bench.stage.journal, earn(bench.stage.clock, 2), OperationState.UNKNOWN)
        bench.outbox.wake()
        count = len(times)
        await asyncio.sleep(8)
        assert len(times) == count + 2


@virtual
async def test_the_server_says_how_long_to_wait() -> None:
    bench = Bench()
    bench.stage.api.sends = [o.RateLimited(50.0), o.RateLimited(0.1), FINE]
    await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    async with bench.running():
        await until(lambda: bench.posted, 200)
    first, second, third = bench.stage.api.times
    # Some more than was said: the first that may be asked again is kept for whoever stands there.
    assert 50 <= second - first <= 80
    assert 4 <= third - second <= 30  # never faster than our own first pause


@virtual
async def test_one_bad_operation_does_not_hold_up_the_others() -> None:
    bench = Bench()
    bench.stage.api.sends = [ValueError("private words"), LOST, FINE]
    for number in (1, 2, 3):
        await put(bench.stage.journal, earn(bench.stage.clock, number, age=60 - number))
    assert not await bench.outbox.go()
    assert [posted.operation.id for posted in bench.posted] == ["kiosk-1-3"]
    assert bench.stage.log.of("fault", where="outbox") == [{"where": "outbox", "error": "ValueError"}]


@virtual
async def test_after_a_few_unusable_answers_the_service_counts_as_down() -> None:
    bench = Bench()
    bench.stage.api.otherwise = LOST
    for number in range(8):
        await put(bench.stage.journal, earn(bench.stage.clock, number, age=60 - number))
    assert not await bench.outbox.go()
    assert len(bench.stage.api.sent) == MOST_TROUBLES
    # Those that were not sent come first the next time.
    assert not await bench.outbox.go()
    assert len({operation.id for operation, _, _ in bench.stage.api.sent}) == 2 * MOST_TROUBLES


@virtual
async def test_a_journal_that_fails_is_read_again_later() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    real = bench.stage.journal.kept_visits

    async def broken() -> list[KeptVisit]:
        raise JournalError("io_error")

    bench.stage.journal.kept_visits = broken  # type: ignore[method-assign]
    async with bench.running():
        await asyncio.sleep(1)
        assert bench.stage.log.of("fault", where="outbox", error="io_error")
        bench.stage.journal.kept_visits = real  # type: ignore[method-assign]
        await until(lambda: bench.posted)
    assert bench.posted[0].operation == operation


@virtual
async def test_what_cannot_be_marked_is_not_sent() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock))
    bench.stage.journal.fail_next = "disk_full"
    assert not await bench.outbox.go()
    assert bench.stage.api.sent == []
    assert (await bench.stage.stored(operation.id)).state is OperationState.PENDING
    assert bench.stage.log.of("fault", error="disk_full")


# -- beside people -------------------------------------------------------------------------------


@virtual
async def test_what_the_screen_deals_with_is_left_alone() -> None:
    bench = Bench()
    mine = await put(bench.stage.journal, earn(bench.stage.clock, 1), OperationState.SENT)
    other = await put(bench.stage.journal, earn(bench.stage.clock, 2), OperationState.SENT)
    bench.claimed.add(mine.id)
    assert not await bench.outbox.go()
    assert [posted.operation.id for posted in bench.posted] == [other.id]


@pytest.mark.parametrize("change", ["claimed", "settled", "forgotten", "closing"])
@virtual
async def test_it_looks_again_after_waiting_for_people(change: str) -> None:
    bench = Bench()
    await bench.outbox.go()
    bench.outbox._first = False
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    bench.busy = True
    task = asyncio.create_task(bench.outbox.go())
    await asyncio.sleep(3)
    if change == "claimed":
        bench.claimed.add(operation.id)
    elif change == "settled":
        now = bench.stage.clock.now().local
        await bench.stage.journal.settle(operation.id, None, None, at=now, print_now=False)
    elif change == "forgotten":
        del bench.stage.journal._stored[operation.id]
    else:
        bench.outbox.close()
    bench.busy = False
    assert await task is (change in ("settled", "forgotten"))
    assert bench.stage.api.sent == []


@virtual
async def test_people_go_first_but_not_for_ever() -> None:
    bench = Bench()
    bench.busy = True
    await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    assert await bench.outbox.go()  # the first pass waits for nobody
    bench.outbox._first = False
    start = asyncio.get_running_loop().time()
    assert await bench.outbox.go()
    assert 9 <= bench.stage.api.times[1] - start <= 11


@virtual
async def test_a_member_who_came_back_meanwhile_is_not_marked_unknown() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)

    async def comes_back() -> o.SendOutcome:
        bench.claimed.add(operation.id)
        await bench.stage.journal.mark(operation.id, OperationState.CHALLENGED)
        return LOST

    bench.stage.api.sends = [comes_back]
    assert not await bench.outbox.go()
    assert (await bench.stage.stored(operation.id)).state is OperationState.CHALLENGED


@virtual
async def test_nothing_new_begins_at_the_end() -> None:
    bench = Bench()
    await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    await bench.keep(2)
    bench.outbox.close()
    assert not await bench.outbox.go()
    assert (bench.stage.api.sent, bench.stage.api.asked) == ([], [])


@virtual
async def test_people_in_the_way_make_no_pause_grow() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    bench.claimed.add(operation.id)
    async with bench.running():
        await asyncio.sleep(300)
        bench.claimed.clear()
        await until(lambda: bench.posted, 6)


@virtual
async def test_what_is_still_on_its_way_to_the_disk_is_left_alone() -> None:
    """Whoever leaves the PIN ends the operation; until that is on disk, the disk still calls it open."""
    stage = Stage()
    operation = await put(stage.journal, earn(stage.clock), OperationState.UNKNOWN)
    slow = asyncio.Event()
    mark = stage.journal.mark

    async def slowly(operation_id: str, state: OperationState, reason: str = "") -> None:
        await slow.wait()
        await mark(operation_id, state, reason)

    stage.journal.mark = slowly  # type: ignore[method-assign]
    engine = Engine(stage.world())
    engine._effects.run(Mark(operation.id, OperationState.ABANDONED, "left"))
    assert engine._is_claimed(operation.id)
    task = asyncio.create_task(engine.run(lambda: None))
    await asyncio.sleep(30)
    assert stage.api.sent == []
    slow.set()
    await asyncio.sleep(30)
    assert not engine._is_claimed(operation.id)
    assert stage.api.sent == []
    assert (await stage.stored(operation.id)).state is OperationState.ABANDONED
    engine.stop()
    await task
