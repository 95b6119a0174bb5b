"""The loop: faults survived, races won, a bounded end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.core import outcomes as o
from kiosk.core import sessions
from kiosk.core.challenge import Phase, Run
from kiosk.core.events import (
    Answered,
    CodeSeen,
    Event,
    PrinterChanged,
    Recorded,
    Replayed,
)
from kiosk.core.model import OperationKind, OperationState, PrinterState
from kiosk.core.state import Attract, Kiosk, Loose, start
from kiosk.core.view import View
from kiosk.engine import loop as module
from kiosk.engine.loop import Engine
from tests.support.engine_world import COUPON, FINE, FULL, LOST, Stage, earn, put, scan, until
from tests.support.virtual_time import virtual

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
        assert str(fault["where"]).startswith("test_loop_faults.py:")
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

    monkeypatch.setattr(sessions, "attract", broken)

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
        stage.journal.history = slow  # type: ignore[method-assign, assignment]
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
