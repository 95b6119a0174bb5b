"""Effects: what each does, in which order, and what a failing disk makes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.events import (
    Answered,
    AttemptRecalled,
    Event,
    JournalFailed,
    LookedUp,
    PrintProgress,
    Recalled,
    Recorded,
    Settled,
    VisitKept,
)
from kiosk.core.model import Balance, OperationKind, OperationState, PrintState
from kiosk.engine.effects import token_mark
from kiosk.ports import StaffMember
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.engine_world import ANNA, COUPON, FINE, earn, names, put
from tests.support.virtual_time import virtual


@virtual
async def test_a_lookup_carries_what_was_scanned() -> None:
    bench = Bench()
    bench.stage.api.lookups = [o.Found(ANNA), o.NotFound()]
    posted = await bench.do(e.Lookup("s", 3, qr="ANNA"))
    await bench.do(e.Lookup("s", 4, code=ANNA.code))
    assert bench.stage.api.asked == [("ANNA", None, 3), (None, ANNA.code, 4)]
    assert posted == [LookedUp("s", 3, o.Found(ANNA)), LookedUp("s", 4, o.NotFound())]


@virtual
async def test_a_client_that_breaks_its_promise_is_an_unusable_answer() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    bench.stage.api.lookups = [RuntimeError("ANNA")]
    bench.stage.api.sends = [RuntimeError("1234")]
    posted = await bench.do(e.Lookup("s", 1, qr="ANNA"), e.Send(bench.operation, 2, "1234"))
    broken = o.Unavailable(o.Trouble.FOREIGN)
    assert LookedUp("s", 1, broken) in posted
    assert Answered(bench.operation.id, 2, broken) in posted
    assert [line["error"] for line in bench.stage.log.of("fault", where="api")] == ["RuntimeError"] * 2
    assert "1234" not in repr(bench.stage.log.lines)


@virtual
async def test_on_disk_before_the_first_byte() -> None:
    bench = Bench()
    seen: list[str] = []

    async def look() -> o.SendOutcome:
        seen.extend(await bench.stage.states())
        return FINE

    bench.stage.api.sends = [look]
    posted = await bench.do(e.Record(bench.operation), e.Send(bench.operation, 1, None))
    assert posted == [Recorded(bench.operation.id), Answered(bench.operation.id, 1, FINE)]
    assert seen == ["sent"]
    assert [line["state"] for line in bench.stage.log.of("operation")] == ["pending", "sent"]


@virtual
async def test_settled_before_the_next_question() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation, OperationState.SENT)
    settle = e.Settle(bench.operation, Balance(0, 0), COUPON)
    posted = await bench.do(settle, e.Recall("s", ANNA.code))
    assert names(posted) == ["Settled", "Recalled"]
    settled, recalled = posted
    assert isinstance(settled, Settled)
    assert settled.job is not None
    assert settled.job.state is PrintState.QUEUED
    assert isinstance(recalled, Recalled)
    assert [visit.state.value for visit in recalled.history.visits] == ["accepted"]
    assert [record.coupon for record in recalled.history.coupons] == [COUPON]
    assert bench.effects.tokens == {token_mark(COUPON.token)}
    assert bench.printing._work.is_set()
    assert bench.stage.log.of("coupon") == [{"id": "cp-1", "state": "issued"}]


@virtual
async def test_a_held_coupon_does_not_wake_the_printer() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation, OperationState.SENT)
    await bench.do(e.Settle(bench.operation, None, COUPON, print_now=False))
    await bench.do(e.Settle(bench.operation, None, None))
    assert not bench.printing._work.is_set()
    assert len(bench.stage.log.of("coupon")) == 1


@virtual
async def test_a_mark_is_logged_if_it_took() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    await bench.do(
        e.Mark(bench.operation.id, OperationState.REFUSED, "not_found"),
        e.Mark(bench.operation.id, OperationState.ABANDONED, "late"),
    )
    assert [line["state"] for line in bench.stage.log.of("operation")] == ["refused"]
    assert bench.posted == []


@virtual
async def test_release_wakes_the_outbox_after_the_mark_before_it() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    seen: list[str] = []

    real = bench.stage.journal.mark

    async def slow(operation_id: str, state: OperationState, reason: str = "") -> None:
        await asyncio.sleep(1)
        await real(operation_id, state, reason)
        seen.append(f"marked, {bench.released} released")

    bench.stage.journal.mark = slow  # type: ignore[method-assign]
    await bench.do(e.Mark(bench.operation.id, OperationState.UNKNOWN), e.Release(bench.operation))
    assert seen == ["marked, 0 released"]
    assert bench.released == 1


@virtual
async def test_history_reaches_back_a_day_more() -> None:
    bench = Bench()
    await put(bench.stage.journal, earn(bench.stage.clock, 2, age=20 * 3600), OperationState.UNKNOWN)
    posted = await bench.do(e.Recall("s", ANNA.code))
    assert isinstance(posted[0], Recalled)
    assert len(posted[0].history.visits) == 1


@pytest.mark.parametrize("sent", [True, False])
@virtual
async def test_an_earlier_attempt_is_told_in_the_shops_time(sent: bool) -> None:
    bench = Bench()
    clock = bench.stage.clock
    operation = replace(
        earn(clock, age=60), kind=OperationKind.COUPON, token="cq_x", member_code=None, card=None, amount=None
    )
    await put(bench.stage.journal, operation, OperationState.SENT)
    if not sent:
        stored = bench.stage.journal._stored[operation.id]
        bench.stage.journal._stored[operation.id] = replace(stored, sent_at=None)
    posted = await bench.do(e.RecallAttempt("s", "cq_x"), e.RecallAttempt("s", "cq_x", operation.id))
    first, second = posted
    assert isinstance(first, AttemptRecalled)
    assert first.earlier == operation.created_at
    assert first.earlier is not None
    assert first.earlier.tzinfo is clock.now().local.tzinfo
    assert second == AttemptRecalled("s", None)


@virtual
async def test_a_visit_is_kept_and_dropped() -> None:
    bench = Bench()
    at = bench.stage.clock.now().local
    posted = await bench.do(e.KeepVisit("s", "kept-1", at, "ANNA"))
    assert posted == [VisitKept("s")]
    assert bench.released == 1
    assert [visit.qr for visit in await bench.stage.journal.kept_visits()] == ["ANNA"]
    await bench.do(e.DropVisit("kept-1"))
    assert await bench.stage.journal.kept_visits() == ()


@virtual
async def test_the_small_ones() -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    await bench.do(
        e.Settle(bench.operation, None, COUPON, print_now=False),
        e.Print(COUPON.id, copy=True),
        e.CouponSpent(COUPON.token),
        e.CouponSpent("cq_of_another_shop"),
        e.Audit("Ali", "enter", "admitted"),
        e.Remember("strict_seen", "yes"),
        e.Cue(e.Sound.SCAN),
        e.Report("scan", (("kind", "member"),)),
    )
    journal = bench.stage.journal
    assert [(job.copy, job.state.value) for job, _ in await journal.queued_prints()] == [(True, "queued")]
    assert bench.printing._work.is_set()
    assert (await journal.tokens()) == ()
    assert [line[1:] for line in journal.audited] == [("Ali", "enter", "admitted")]
    assert await journal.get("strict_seen") == "yes"
    assert bench.stage.cues == [e.Sound.SCAN]
    assert bench.stage.log.of("scan") == [{"kind": "member"}]
    assert bench.stage.log.of("coupon")[-1] == {"id": COUPON.id, "state": "redeemed"}
    assert len([line for line in bench.stage.log.of("coupon") if line["state"] == "redeemed"]) == 1


FAILING: list[tuple[Callable[[Bench], e.Effect], str]] = [
    (lambda b: e.Record(replace(b.operation, id="new")), "new"),
    (lambda b: e.Send(b.operation, 1), "kiosk-1-1"),
    (lambda b: e.Settle(b.operation, None, None), "kiosk-1-1"),
    (lambda b: e.Mark(b.operation.id, OperationState.UNKNOWN), "kiosk-1-1"),
    (lambda b: e.KeepVisit("s", "k", b.operation.created_at, "ANNA"), "s"),
    (lambda b: e.DropVisit("k"), "k"),
    (lambda b: e.Print("cp-1"), "cp-1"),
    (lambda b: e.CheckStaff("s", "9999"), "s"),
    (lambda b: e.CouponSpent("cq_1"), ""),
    (lambda b: e.Audit("Ali", "enter", "admitted"), ""),
    (lambda b: e.Remember("a", "b"), ""),
]


@pytest.mark.parametrize(("make", "ref"), FAILING, ids=[ref or "none" for _, ref in FAILING])
@virtual
async def test_a_failing_disk_is_told_and_the_next_effect_runs(
    make: Callable[[Bench], e.Effect], ref: str
) -> None:
    bench = Bench()
    await put(bench.stage.journal, bench.operation)
    await bench.stage.journal.add_staff(StaffMember("Ali", "1234"))
    bench.stage.journal.fail_next = "disk_full"
    posted = await bench.do(make(bench))
    assert JournalFailed(ref, "disk_full") in posted
    assert bench.stage.log.of("fault", where="journal", error="disk_full")
    assert bench.stage.api.sent == []
    assert not {"Recorded", "Answered", "Settled", "VisitKept", "StaffRefused"} & set(names(posted))
    await bench.do(e.Recall("t", ANNA.code))
    assert isinstance(bench.posted[-1], Recalled)


@pytest.mark.parametrize("name", ["history", "attempt_on"])
@virtual
async def test_a_disk_that_cannot_be_read_is_told(name: str) -> None:
    bench = Bench()

    async def broken(*_: object) -> None:
        raise ZeroDivisionError("cq_1")

    setattr(bench.stage.journal, name, broken)
    effect = e.Recall("s", ANNA.code) if name == "history" else e.RecallAttempt("s", "cq_1")
    assert await bench.do(effect) == [JournalFailed("s", "ZeroDivisionError")]
    assert "cq_1" not in repr(bench.stage.log.lines)


@virtual
async def test_a_print_that_cannot_be_queued_is_a_failed_print() -> None:
    bench = Bench()
    posted = await bench.do(e.Print("nowhere"))
    assert posted == [PrintProgress("nowhere", PrintState.FAILED), JournalFailed("nowhere", "no_such_coupon")]


# -- sending what has come to its end ------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (OperationState.ACCEPTED, Answered("kiosk-1-1", 3, o.AlreadyApplied())),
        (OperationState.ABANDONED, JournalFailed("kiosk-1-1", "final")),
        (OperationState.REFUSED, JournalFailed("kiosk-1-1", "final")),
    ],
)
@virtual
async def test_the_outbox_was_faster(state: OperationState, expected: Event) -> None:
    """History was read while the outbox's acceptance was on its way to disk."""
    bench = Bench()
    await put(bench.stage.journal, bench.operation, state)
    assert await bench.do(e.Send(bench.operation, 3)) == [expected]
    assert bench.stage.api.sent == []


@virtual
async def test_what_is_not_there_is_not_sent() -> None:
    bench = Bench()
    assert await bench.do(e.Send(bench.operation, 1)) == [JournalFailed("kiosk-1-1", "no_such_operation")]
