"""What staff ask of the journal, and what it is answered with: coupons, their paper, what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core.model import OperationKind, OperationState, PrintState
from kiosk.core.papers import CouponQuery, PaperPicture
from kiosk.core.receipt import Receipt
from kiosk.engine.outbox import Tried
from kiosk.ports import CouponPaper, JournalError, KeptVisit
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.engine_world import ANNA, COUPON, FULL, earn, put
from tests.support.virtual_time import virtual


async def issued(bench: Bench) -> None:
    """The coupon of the samples, printed once."""
    journal, clock = bench.stage.journal, bench.stage.clock
    operation = await put(journal, earn(clock))
    job = await journal.settle(operation.id, FULL.balance, COUPON, at=clock.now().local, print_now=True)
    assert job is not None
    await journal.print_state(job.id, PrintState.PRINTED, clock.now().local)


# -- coupons ---------------------------------------------------------------------------------------


@virtual
async def test_coupons_are_found_in_the_shops_time() -> None:
    bench = Bench()
    await issued(bench)
    [event] = await bench.do(e.FindCoupons("k", CouponQuery()))
    assert isinstance(event, ev.CouponsFound)
    assert event.ref == "k"
    [line] = event.page.lines
    assert (line.id, line.name, line.state) == (COUPON.id, COUPON.name, "printed")
    assert line.issued_at.tzinfo == bench.stage.clock.now().local.tzinfo


@virtual
async def test_a_coupon_is_opened_with_the_picture_of_its_copy() -> None:
    bench = Bench()
    await issued(bench)
    [event] = await bench.do(e.OpenCoupon("k", COUPON.id))
    assert isinstance(event, ev.CouponOpened)
    assert event.story is not None
    assert [(paper.state, paper.copy) for paper in event.story.papers] == [(PrintState.PRINTED, False)]
    assert event.picture == PaperPicture("k", 576, 900)
    [(name, paper)] = bench.stage.drawn
    assert (name, paper.token, paper.copy) == ("k", COUPON.token, "paper.copy")
    assert COUPON.token not in repr(event)


@virtual
async def test_a_picture_is_drawn_only_where_it_is_asked_for() -> None:
    bench = Bench()
    await issued(bench)
    at = bench.stage.clock.now().local
    await bench.stage.journal.hand_out(COUPON.id, at)
    [event] = await bench.do(e.OpenCoupon("k", COUPON.id, draw=False))
    assert isinstance(event, ev.CouponOpened)
    assert event.picture is None
    assert event.story is not None
    assert event.story.ended_at == at
    assert bench.stage.drawn == []


@virtual
async def test_a_coupon_that_cannot_be_drawn_is_opened_all_the_same() -> None:
    bench = Bench()
    await issued(bench)

    def broken(receipt: Receipt) -> CouponPaper:
        raise RuntimeError(receipt.token)

    bench.stage.words = broken
    bench.rewire()
    [event] = await bench.do(e.OpenCoupon("k", COUPON.id))
    assert isinstance(event, ev.CouponOpened)
    assert event.story is not None
    assert event.picture is None
    assert bench.stage.log.of("fault", where="papers") == [{"where": "papers", "error": "RuntimeError"}]
    assert COUPON.token not in repr(bench.stage.log.lines)


@virtual
async def test_a_coupon_that_is_not_there() -> None:
    bench = Bench()
    assert await bench.do(e.OpenCoupon("k", "none")) == [ev.CouponOpened("k", None)]


@virtual
async def test_handed_out_is_noted_told_and_audited_once() -> None:
    bench = Bench()
    await issued(bench)
    events = await bench.do(e.HandOut("k", COUPON.id, "Ali"), e.HandOut("l", COUPON.id, "Ali"))
    assert events == [ev.HandedOut("k", COUPON.id, True), ev.HandedOut("l", COUPON.id, False)]
    assert bench.stage.log.of("coupon") == [{"id": COUPON.id, "state": "handed_out"}]
    assert [line[1:] for line in bench.stage.journal.audited] == [
        ("Ali", "hand_out_coupon", f"done {COUPON.id}"),
        ("Ali", "hand_out_coupon", f"gone_before {COUPON.id}"),
    ]


@virtual
async def test_a_journal_that_fails_says_so_to_who_asked() -> None:
    bench = Bench()
    bench.stage.journal.fail_next = "disk_full"
    assert await bench.do(e.HandOut("k", COUPON.id, "Ali")) == [ev.JournalFailed("k", "disk_full")]


# -- what waits --------------------------------------------------------------------------------------


@virtual
async def test_operations_and_visits_that_wait_oldest_first() -> None:
    bench = Bench()
    journal, clock = bench.stage.journal, bench.stage.clock
    young = await put(journal, earn(clock, 1, age=60), OperationState.UNKNOWN)
    await put(journal, earn(clock, 2, age=90), OperationState.ACCEPTED)
    old = await put(journal, earn(clock, 3, age=300))
    at = clock.now().local - timedelta(seconds=120)
    await journal.keep_visit(KeptVisit("v", at, "SECRET-QR", 2, "rate_limited"))
    [event] = await bench.do(e.ListWaiting("k"))
    assert isinstance(event, ev.WaitingListed)
    assert [one.id for one in event.found] == [old.id, "v", young.id]
    visit, last = event.found[1:]
    assert (visit.state, visit.kind, visit.attempts, visit.reason) == (
        None,
        OperationKind.EARN,
        2,
        "rate_limited",
    )
    assert (last.state, last.attempts, last.reason) == (OperationState.UNKNOWN, 1, "earlier")
    assert last.member == ANNA.code
    assert last.last is not None
    assert "SECRET-QR" not in repr(event)
    assert str(ANNA.code) not in repr(event)


@virtual
async def test_one_of_them_as_it_is_now() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.ACCEPTED)
    await bench.stage.journal.keep_visit(KeptVisit("v", bench.stage.clock.now().local, "QR"))
    events = await bench.do(
        e.OpenWaiting("a", operation.id), e.OpenWaiting("b", "v"), e.OpenWaiting("c", "none")
    )
    found = [event.one for event in events if isinstance(event, ev.WaitingOpened)]
    assert [None if one is None else (one.id, one.state) for one in found] == [
        (operation.id, OperationState.ACCEPTED),
        ("v", None),
        None,
    ]


@virtual
async def test_a_try_is_handed_to_the_outbox_told_and_audited() -> None:
    bench = Bench()
    events = await bench.do(e.Retry("k", "op", "Ali"))
    assert bench.tried == ["op"]
    assert events == [ev.Retried("k", "op", "accepted")]
    assert bench.stage.log.of("retry") == [{"id": "op", "outcome": "accepted"}]
    assert [line[1:] for line in bench.stage.journal.audited] == [("Ali", "retry", "accepted op")]


@virtual
async def test_a_try_that_breaks_is_told_to_who_asked() -> None:
    bench = Bench()

    async def broken(name: str) -> Tried:
        raise JournalError("io_error")

    bench.papers._retry = broken
    assert await bench.do(e.Retry("k", "op", "Ali")) == [ev.JournalFailed("k", "io_error")]


@virtual
async def test_given_up_with_its_reason() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    assert await bench.do(e.GiveUp("k", operation.id, "mistake", "Ali")) == [
        ev.GivenUp("k", operation.id, True)
    ]
    stored = await bench.stage.stored(operation.id)
    assert (stored.state, stored.reason) == (OperationState.ABANDONED, "mistake")
    assert bench.stage.log.of("operation", state="abandoned") == [
        {"id": operation.id, "kind": "earn", "state": "abandoned"}
    ]
    assert [line[1:] for line in bench.stage.journal.audited] == [
        ("Ali", "give_up", f"mistake {operation.id}")
    ]


@virtual
async def test_a_kept_visit_is_given_up_with_what_was_scanned() -> None:
    bench = Bench()
    await bench.stage.journal.keep_visit(KeptVisit("v", bench.stage.clock.now().local, "QR"))
    assert await bench.do(e.GiveUp("k", "v", "customer_gone", "Ali")) == [ev.GivenUp("k", "v", True)]
    assert await bench.stage.journal.kept_visits() == ()
    assert await bench.stage.journal.get("dropped_visits.customer_gone") == "1"
    assert bench.stage.log.of("kept_visit") == [{"id": "v", "state": "closed", "reason": "customer_gone"}]


@virtual
async def test_what_is_over_is_not_given_up() -> None:
    bench = Bench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.ACCEPTED)
    events = await bench.do(
        e.GiveUp("k", operation.id, "mistake", "Ali"), e.GiveUp("l", "none", "mistake", "Ali")
    )
    assert events == [ev.GivenUp("k", operation.id, False), ev.GivenUp("l", "none", False)]
    assert (await bench.stage.stored(operation.id)).state is OperationState.ACCEPTED
    assert [line[3] for line in bench.stage.journal.audited] == [
        f"over_before {operation.id}",
        "over_before none",
    ]


@virtual
async def test_the_outboxs_answer_comes_between_the_look_and_the_end() -> None:
    bench = Bench()
    journal, clock = bench.stage.journal, bench.stage.clock
    operation = await put(journal, earn(clock), OperationState.UNKNOWN)
    mark = journal.mark

    async def late(operation_id: str, state: OperationState, reason: str = "") -> None:
        await journal.settle(operation_id, None, None, at=clock.now().local, print_now=False)
        await mark(operation_id, state, reason)

    journal.mark = late  # type: ignore[method-assign]
    assert await bench.do(e.GiveUp("k", operation.id, "mistake", "Ali")) == [
        ev.GivenUp("k", operation.id, False)
    ]
    assert (await bench.stage.stored(operation.id)).state is OperationState.ACCEPTED
    assert bench.stage.log.of("operation") == []


@virtual
async def test_staff_time_is_the_shops() -> None:
    bench = Bench()
    zone = bench.stage.clock.now().local.tzinfo
    operation = replace(earn(bench.stage.clock, age=60), member_code=None)
    await put(bench.stage.journal, operation)
    [event] = await bench.do(e.OpenWaiting("k", operation.id))
    assert isinstance(event, ev.WaitingOpened)
    assert event.one is not None
    assert event.one.since.tzinfo == zone
    assert event.one.last is None
