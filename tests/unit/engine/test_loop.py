"""The loop: events in from any thread, faults survived, views out, a bounded end."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.core import outcomes as o
from kiosk.core.challenge import Phase, Run
from kiosk.core.events import (
    Action,
    Answered,
    CodeSeen,
    DeviceChanged,
    Event,
    PrinterChanged,
    Recorded,
    Replayed,
    Source,
    Stirred,
    Tap,
)
from kiosk.core.model import OperationKind, OperationState, PrinterState
from kiosk.core.state import Attract, Kiosk, Loose, start
from kiosk.core.view import View
from kiosk.engine import loop as module
from kiosk.engine.loop import MOST_WAITING, Engine
from kiosk.ports import JournalError
from tests.support.engine_world import ANNA, COUPON, FINE, FULL, LOST, Eye, Stage, earn, put, scan, until
from tests.support.virtual_time import virtual

# -- a scan, from end to end ---------------------------------------------------------------------


@virtual
async def test_a_scan_earns_shows_and_prints() -> None:
    stage = Stage(camera=Eye(), scanner=Eye())
    stage.api.sends = [FULL]
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: stage.printer.printed)
    assert stage.screens[:1] + stage.screens[-1:] == ["attract", "reward"]
    assert await stage.states() == ["accepted"]
    assert [paper.token for paper, _ in stage.printer.printed] == [COUPON.token]
    text = repr(stage.log.lines)
    assert "ANNA" not in text
    assert COUPON.token not in text
    assert str(ANNA.code) not in text


@virtual
async def test_a_view_comes_only_when_it_changed_and_its_screen_is_logged_once() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await asyncio.sleep(1)
        for _ in range(5):
            engine.post(DeviceChanged("camera", up=True))
            engine.post(Stirred())
        await asyncio.sleep(1)
        assert len(stage.views) == len(set(map(repr, stage.views)))
        session = stage.views[-1].session
        before = len(stage.views)
        engine.post(Tap(Action.LANGUAGE, "tr", session))
        await asyncio.sleep(1)
        assert len(stage.views) == before + 1
    assert stage.log.of("screen") == [{"name": "attract", "session": ""}]
    assert len(stage.log.of("device")) == 1


@virtual
async def test_our_own_coupon_is_known_whatever_its_token_looks_like() -> None:
    stage = Stage()
    coupon = o.IssuedCoupon("cp-9", "Tea", "no-prefix-at-all")
    operation = await put(stage.journal, earn(stage.clock, age=90_000), OperationState.SENT)
    at = operation.created_at
    await stage.journal.settle(operation.id, None, coupon, at=at, print_now=False)
    await stage.journal.put("strict_seen", "yes")
    async with stage.running() as engine:
        assert engine.kiosk.health.strict
        engine.post(scan("no-prefix-at-all"))
        await until(lambda: "coupon_to_staff" in repr(stage.views[-1]))
        engine.post(CodeSeen(Source.CAMERA, b"\xff\xfe"))
        await until(lambda: "not_a_code" in repr(stage.views[-1]))
    assert stage.api.asked == []


@virtual
async def test_a_journal_that_cannot_be_read_at_the_start_is_no_end() -> None:
    stage = Stage()
    real = stage.journal.tokens

    async def broken() -> list[str]:
        raise JournalError("io_error")

    stage.journal.tokens = broken  # type: ignore[method-assign]
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: "reward" in stage.screens)
    stage.journal.tokens = real  # type: ignore[method-assign]
    assert stage.log.of("fault", where="journal", error="io_error")


@virtual
async def test_deadlines_of_the_state_come_to_pass() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await asyncio.sleep(stage.rules.dim_after + 1)
        assert isinstance(engine.kiosk.stage, Attract)
        assert engine.kiosk.stage.dimmed


# -- from other threads --------------------------------------------------------------------------


async def test_events_from_threads_arrive_in_order() -> None:
    stage = Stage()
    engine = Engine(stage.world())
    seen: list[Event] = []
    real = engine.handle

    def handle(event: Event) -> None:
        seen.append(event)
        real(event)

    engine.handle = handle  # type: ignore[method-assign]
    early, late = [DeviceChanged("camera", up=bool(n % 2), reason=f"early {n}") for n in range(9)], []
    thread = threading.Thread(target=lambda: [engine.post(event) for event in early])
    thread.start()
    thread.join()
    ready = asyncio.Event()
    task = asyncio.create_task(engine.run(ready.set))
    await asyncio.wait_for(ready.wait(), 10)
    late = [DeviceChanged("scanner", up=bool(n % 2), reason=f"late {n}") for n in range(50)]
    thread = threading.Thread(target=lambda: [engine.post(event) for event in late])
    thread.start()
    await asyncio.to_thread(thread.join)
    await until(lambda: len([e for e in seen if isinstance(e, DeviceChanged)]) == 59, 10)
    assert [event for event in seen if isinstance(event, DeviceChanged)] == [*early, *late]
    threading.Thread(target=engine.stop).start()
    await asyncio.wait_for(task, 10)
    engine.post(Stirred())  # after the end: nothing, quietly


@virtual
async def test_stopped_before_it_ran() -> None:
    stage = Stage()
    engine = Engine(stage.world())
    engine.stop()
    await engine.run(lambda: None)
    assert stage.screens == ["attract"]
    assert stage.printer.stopped == 0  # nothing was begun that would have to be ended


def test_after_the_loop_has_gone_posting_does_nothing() -> None:
    stage = Stage()
    engine: list[Engine] = []

    async def life() -> None:
        engine.append(Engine(stage.world()))
        engine[0].stop()
        await engine[0].run(lambda: None)
        engine[0]._ended = False  # as if the loop had been closed around it

    asyncio.run(life())
    engine[0].post(Stirred())


@virtual
async def test_a_flood_of_sights_drops_sights_and_nothing_else() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await asyncio.sleep(1)
        for _ in range(MOST_WAITING):
            engine._queue.put_nowait(Stirred())
        engine._enter(scan())
        engine._enter(Stirred())
        assert engine._queue.qsize() == MOST_WAITING
        engine._enter(PrinterChanged(PrinterState.PAPER_OUT))
        engine._enter(Tap(Action.LOCK))
        assert engine._queue.qsize() == MOST_WAITING + 2
        await asyncio.sleep(1)
        assert engine.kiosk.health.printer is PrinterState.PAPER_OUT
    assert stage.api.asked == []


# -- faults --------------------------------------------------------------------------------------


def break_on(monkeypatch: pytest.MonkeyPatch, name: str, kind: type, times: int = 1) -> None:
    """``name`` of the loop's module raises for the first events of this kind."""
    real: Callable[..., Any] = getattr(module, name)
    left = [times]

    def broken(kiosk: Kiosk, event: Event, *rest: Any) -> Any:
        if isinstance(event, kind) and left[0]:
            left[0] -= 1
            raise ZeroDivisionError("ANNA")
        return real(kiosk, event, *rest)

    monkeypatch.setattr(module, name, broken)


@pytest.mark.parametrize("kind", [CodeSeen, Recorded, Answered])
def test_a_fault_in_the_core_ends_a_session_and_no_operation(
    kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_on(monkeypatch, "step", kind)

    @virtual
    async def life() -> None:
        stage = Stage()
        stage.api.sends = [FULL]
        async with stage.running() as engine:
            engine.post(scan())
            await until(lambda: stage.log.of("fault"))
            assert isinstance(engine.kiosk.stage, Attract)
            assert stage.screens[-1] == "attract"
            await asyncio.sleep(5)
            assert engine.kiosk.loose == ()
            engine.post(scan())
            await asyncio.sleep(5)
        assert stage.screens[-1] in ("reward", "coupon", "balance")
        assert await stage.states() == ["accepted"]
        assert len({operation.id for operation, _, _ in stage.api.sent}) == 1
        assert list(await stage.journal.tokens()) == [COUPON.token]
        (fault,) = stage.log.of("fault")
        assert fault["error"] == "ZeroDivisionError"
        assert str(fault["where"]).startswith("test_loop.py:")
        assert "ANNA" not in repr(stage.log.lines)

    life()


def test_a_replayed_answer_that_breaks_the_core_still_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    break_on(monkeypatch, "step", Replayed)

    @virtual
    async def life() -> None:
        stage = Stage()
        stage.api.sends = [FULL]
        await put(stage.journal, earn(stage.clock), OperationState.UNKNOWN)
        async with stage.running():
            await asyncio.sleep(1)
        assert await stage.states() == ["accepted"]
        assert list(await stage.journal.tokens()) == [COUPON.token]

    life()


@pytest.mark.parametrize("event", [Answered("nobody", 1, FINE), Recorded("nobody")])
def test_an_answer_to_nobody_that_breaks_the_core(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    break_on(monkeypatch, "step", type(event))

    @virtual
    async def life() -> None:
        stage = Stage()
        async with stage.running() as engine:
            engine.post(event)
            await until(lambda: stage.log.of("fault"))
        assert stage.api.sent == []

    life()


@pytest.mark.parametrize("event", [Answered("kiosk-1-1", 1, FINE), Recorded("kiosk-1-1")])
@virtual
async def test_only_the_answer_that_was_awaited_is_rescued(event: Event) -> None:
    """The core dealt with it before the fault: its run has moved on, and is not taken from it."""
    stage = Stage()
    run = Run(earn(stage.clock), phase=Phase.SENDING, attempt=2)
    kiosk = replace(start(stage.rules, 0.0), loose=(Loose(run),))
    assert module._rescued(kiosk, event) == (kiosk, ())


def test_a_broken_state_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    break_on(monkeypatch, "step", CodeSeen)

    def broken(*_: object) -> None:
        raise ArithmeticError("the state itself")

    monkeypatch.setattr(module.sessions, "attract", broken)

    @virtual
    async def life() -> None:
        stage = Stage()
        async with stage.running() as engine:
            engine.post(PrinterChanged(PrinterState.PAPER_LOW))
            engine.post(scan())
            await until(lambda: len(stage.log.of("fault")) == 2)
            assert engine.kiosk.health.printer is PrinterState.PAPER_LOW
            engine.post(scan("BORA"))
            await until(lambda: "reward" in stage.screens)
        assert [fault["error"] for fault in stage.log.of("fault")] == ["ZeroDivisionError", "ArithmeticError"]

    life()


@virtual
async def test_one_effect_that_fails_does_not_take_the_others_with_it() -> None:
    stage = Stage()

    stage.cues = _Mute()
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: "reward" in stage.screens)
    assert await stage.states() == ["accepted"]
    assert {fault["error"] for fault in stage.log.of("fault")} == {"OSError"}


class _Mute(list[Any]):
    def append(self, _: object) -> None:
        raise OSError("no loudspeaker")


@virtual
async def test_a_view_that_could_not_be_shown_is_shown_again() -> None:
    stage = Stage()
    shown: list[str] = []
    faults = [1]

    def publish(view: View) -> None:
        if view.screen == "lookup" and faults:
            faults.pop()
            raise RuntimeError("no screen")
        shown.append(view.screen)

    stage.publish = publish
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: stage.log.of("fault"))
        assert shown == ["attract"]
        engine.post(scan("BORA"))
        await until(lambda: "reward" in shown)


@virtual
async def test_without_a_first_view_the_engine_ends_and_leaves_nothing_running() -> None:
    stage = Stage()

    def publish(view: View) -> None:
        raise RuntimeError("no screen")

    stage.publish = publish
    engine = Engine(stage.world())
    with pytest.raises(RuntimeError, match="no screen"):
        await engine.run(lambda: None)
    assert asyncio.all_tasks() == {asyncio.current_task()}


@virtual
async def test_a_worker_that_breaks_down_begins_anew() -> None:
    stage = Stage()
    engine = Engine(stage.world())
    real, falls = engine._printing.run, [RuntimeError("x"), asyncio.CancelledError(), RuntimeError("y")]

    async def fragile() -> None:
        if falls:
            raise falls.pop()
        await real()

    engine._printing.run = fragile  # type: ignore[method-assign]
    stage.api.sends = [FULL]
    task = asyncio.create_task(engine.run(lambda: None))
    await asyncio.sleep(0.5)
    engine.post(scan())
    await until(lambda: stage.printer.printed, 30)
    assert [fault["error"] for fault in stage.log.of("fault", where="printing")] == [
        "RuntimeError",
        "CancelledError",
        "RuntimeError",
    ]
    engine.stop()
    await task


# -- the known race ------------------------------------------------------------------------------


@virtual
async def test_history_read_just_before_the_outboxs_acceptance_reaches_the_disk() -> None:
    stage = Stage()
    operation = await put(stage.journal, earn(stage.clock, age=60), OperationState.UNKNOWN)
    real = stage.journal.history

    async def slow(*args: Any) -> Any:
        found = await real(*args)
        now = stage.clock.now().local
        await stage.journal.settle(operation.id, None, None, at=now, print_now=False)
        return found

    stage.api.sends = [LOST]  # the outbox's first pass
    async with stage.running() as engine:
        await asyncio.sleep(1)
        stage.journal.history = slow  # type: ignore[method-assign]
        engine.post(scan())
        await until(lambda: "reward" in stage.screens)
    assert len(stage.api.sent) == 1
    assert stage.log.of("fault") == []


# -- the end -------------------------------------------------------------------------------------


@virtual
async def test_at_the_end_an_answer_that_is_still_to_come_is_kept() -> None:
    stage = Stage()

    async def late() -> o.SendOutcome:
        await asyncio.sleep(2)
        return FULL

    stage.api.sends = [late]
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: stage.api.sent)
    assert await stage.states() == ["accepted"]
    assert list(await stage.journal.tokens()) == [COUPON.token]


@virtual
async def test_at_the_end_the_outboxs_request_is_waited_for_too() -> None:
    stage = Stage()

    async def late() -> o.SendOutcome:
        await asyncio.sleep(2)
        return FULL

    stage.api.sends = [late]
    await put(stage.journal, earn(stage.clock, 1, age=9), OperationState.UNKNOWN)
    await put(stage.journal, earn(stage.clock, 2), OperationState.UNKNOWN)
    async with stage.running() as engine:
        await until(lambda: stage.api.sent)
        engine.stop()
        engine.stop()
    assert await stage.states() == ["accepted", "unknown"]
    assert len(stage.api.sent) == 1
    assert list(await stage.journal.tokens()) == [COUPON.token]


@virtual
async def test_a_hanging_disk_does_not_keep_the_end_from_coming() -> None:
    stage = Stage()

    async def stubborn(*_: object) -> None:
        """Like the journal: a call that was made is carried out, cancelled or not."""
        end = asyncio.get_running_loop().time() + 100
        while asyncio.get_running_loop().time() < end:
            try:
                await asyncio.sleep(end - asyncio.get_running_loop().time())
            except asyncio.CancelledError:
                continue

    stage.journal.record = stubborn  # type: ignore[method-assign, assignment]
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: "balance" in stage.screens)
        begun = asyncio.get_running_loop().time()
        engine.stop()
    assert asyncio.get_running_loop().time() - begun < 8
    assert stage.log.of("fault", where="engine", error="timeout at stop")
    await asyncio.sleep(200)


@virtual
async def test_a_request_that_hangs_does_not_either() -> None:
    stage = Stage()

    async def never() -> o.SendOutcome:
        await asyncio.sleep(10_000)
        return FINE

    stage.api.sends = [never]
    async with stage.running() as engine:
        engine.post(scan())
        await until(lambda: stage.api.sent)
        begun = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - begun < 8
    assert await stage.states() == ["sent"]


@virtual
async def test_a_coupon_task_at_the_end_is_unknown_afterwards() -> None:
    """No fault here, only what the next start makes of it."""
    stage = Stage()
    task = replace(earn(stage.clock), kind=OperationKind.COUPON, token="cq_9", member_code=None)
    await put(stage.journal, task, OperationState.SENT)
    async with stage.running():
        await asyncio.sleep(1)
    assert await stage.states() == ["unknown"]


async def test_systemd_hears_of_the_beginning_and_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", path)
    monkeypatch.setenv("WATCHDOG_USEC", "1000000")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(path)
        listener.setblocking(False)
        stage = Stage()
        async with stage.running():
            pass
        heard: list[str] = []
        while True:
            try:
                heard.append(listener.recv(100).decode())
            except BlockingIOError:
                break
    assert heard[0] in ("READY=1", "WATCHDOG=1")
    assert sorted(set(heard)) in (["READY=1", "STOPPING=1"], ["READY=1", "STOPPING=1", "WATCHDOG=1"])
    assert heard[-1] == "STOPPING=1"
