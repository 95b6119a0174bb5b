"""A checkout in the engine: on disk before its first half, and given back in the shop's time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from decimal import Decimal

import pytest

from kiosk.core import effects as e
from kiosk.core.challenge import Run
from kiosk.core.checkout import Checkout, CheckoutState, Half, operation_of
from kiosk.core.events import CheckoutRecalled, CheckoutsRecalled, JournalFailed, Recorded
from kiosk.core.model import Operation, OperationKind, OperationState
from kiosk.core.sessions import keep
from kiosk.core.state import start
from kiosk.engine import loop as module
from kiosk.engine.effects import MOST_CHECKOUTS
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.engine_world import ANNA, Stage
from tests.support.virtual_time import virtual


def order_of(bench: Bench, number: str = "1042") -> Checkout:
    now = bench.stage.clock.now().local
    return Checkout(number, ANNA.code, Decimal("19.90"), 20, now, "Deniz")


def half(bench: Bench, checkout: Checkout, kind: OperationKind = OperationKind.REDEEM) -> Operation:
    return operation_of(checkout, kind, None, bench.stage.clock.now())


@virtual
async def test_the_checkout_is_on_disk_before_its_half() -> None:
    bench = Bench()
    order = order_of(bench)
    redeem = half(bench, order)
    assert await bench.do(e.Record(redeem, order)) == [Recorded("redeem_1042")]
    kept = await bench.stage.journal.checkout("1042")
    assert kept is not None
    assert (kept.total, kept.points, kept.person) == (Decimal("19.90"), 20, "Deniz")


@virtual
async def test_without_the_checkout_the_half_is_not_recorded_either() -> None:
    bench = Bench()
    order = order_of(bench)
    bench.stage.journal.fail_next = "disk_full"
    assert await bench.do(e.Record(half(bench, order), order)) == [JournalFailed("redeem_1042", "disk_full")]
    assert await bench.stage.journal.operation("redeem_1042") is None
    # nor where the order is another one
    await bench.do(e.Record(half(bench, order), order), e.Send(half(bench, order), 1))
    other = replace(order, points=3)
    assert JournalFailed("redeem_1042", "conflict") in await bench.do(e.Record(half(bench, other), other))
    stored = await bench.stage.stored("redeem_1042")
    assert stored.operation.amount == 20


@virtual
async def test_what_is_known_of_an_order_is_told_with_its_halves() -> None:
    bench = Bench()
    order = order_of(bench)
    assert await bench.do(e.RecallCheckout("s", "1042")) == [CheckoutRecalled("s", "1042", None)]
    journal = bench.stage.journal
    await bench.do(e.Record(half(bench, order), order))
    await journal.settle("redeem_1042", None, None, at=order.created_at, print_now=False)
    told = (await bench.do(e.RecallCheckout("s", "1042")))[-1]
    assert told == CheckoutRecalled("s", "1042", replace(order, redeem=Half.BOOKED))
    assert isinstance(told, CheckoutRecalled)
    assert told.checkout is not None
    zone = bench.stage.clock.now().local.tzinfo
    assert told.checkout.created_at.tzinfo == zone
    await bench.do(e.GiveUpCheckout("s", "1042"))
    ended = (await bench.do(e.RecallCheckout("s", "1042")))[-1]
    assert isinstance(ended, CheckoutRecalled)
    assert ended.checkout is not None
    assert ended.checkout.state is CheckoutState.GIVEN_UP
    assert ended.checkout.ended_at is not None
    assert ended.checkout.ended_at.tzinfo == zone
    kept = await journal.checkout("1042")
    assert kept is not None
    assert kept.created_at.tzinfo is UTC


@virtual
async def test_a_few_unfinished_ones_are_listed() -> None:
    bench = Bench()
    for number in range(MOST_CHECKOUTS + 2):
        await bench.stage.journal.keep_checkout(order_of(bench, str(number)))
    [told] = await bench.do(e.RecallCheckouts("s"))
    assert isinstance(told, CheckoutsRecalled)
    assert (told.session, [one.order for one in told.checkouts]) == ("s", ["5", "4", "3", "2"])


@virtual
async def test_a_disk_that_fails_is_told_to_who_asked() -> None:
    bench = Bench()
    bench.stage.journal._closed = True
    assert await bench.do(
        e.RecallCheckout("s", "1042"), e.RecallCheckouts("t"), e.GiveUpCheckout("u", "1")
    ) == [JournalFailed(session, "closed") for session in "stu"]


@pytest.mark.parametrize(
    ("doubtful", "state"), [(True, OperationState.UNKNOWN), (False, OperationState.ABANDONED)]
)
@virtual
async def test_a_record_that_broke_the_core_leaves_a_half_in_doubt_in_doubt(
    doubtful: bool, state: OperationState
) -> None:
    bench, stage = Bench(), Stage()
    redeem = half(bench, order_of(bench))
    kiosk = keep(start(stage.rules, 0.0), Run(redeem, doubtful=doubtful))
    _, effects = module._rescued(kiosk, Recorded("redeem_1042"))
    assert isinstance(effects[0], e.Mark)
    assert effects[0].state is state
