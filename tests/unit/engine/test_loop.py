"""The loop: events in from any thread, faults survived, views out, a bounded end."""

from __future__ import annotations

import asyncio
import threading

from kiosk.core.events import (
    Action,
    CodeSeen,
    DeviceChanged,
    Event,
    PrinterChanged,
    Source,
    Stirred,
    Tap,
)
from kiosk.core.model import IssuedCoupon, OperationState, PrinterState
from kiosk.core.rules import Rules
from kiosk.core.state import Attract
from kiosk.engine.loop import MOST_WAITING, Engine
from kiosk.ports import JournalError, Post
from kiosk.simulator.headphones import HeadphonesTwin
from tests.support.engine_world import ANNA, COUPON, FULL, Eye, PaperPrinter, Stage, earn, put, scan, until
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
    coupon = IssuedCoupon("cp-9", "Tea", "no-prefix-at-all")
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
async def test_headphones_are_a_device_like_the_others() -> None:
    jack = HeadphonesTwin()
    stage = Stage(headphones=jack, rules=Rules(speech=True))
    async with stage.running() as engine:
        jack.plug(True)
        await until(lambda: engine.kiosk.prefs.speech)
        jack.plug(False)
        await until(lambda: not engine.kiosk.prefs.speech)


@virtual
async def test_deadlines_of_the_state_come_to_pass() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await asyncio.sleep(stage.rules.dim_after + 1)
        assert isinstance(engine.kiosk.stage, Attract)
        assert engine.kiosk.stage.dimmed


@virtual
async def test_a_kiosk_whose_devices_say_nothing_dims_too() -> None:
    class Mute(PaperPrinter):
        def start(self, post: Post) -> None:
            del post

    stage = Stage(printer=Mute())
    async with stage.running():
        await asyncio.sleep(stage.rules.dim_after + 1)
        assert getattr(stage.views[-1].body, "dimmed", None) is True


# -- from other threads --------------------------------------------------------------------------


def hand_in(engine: Engine, events: list[DeviceChanged]) -> None:
    for event in events:
        engine.post(event)


async def test_events_from_threads_arrive_in_order() -> None:
    stage = Stage()
    engine = Engine(stage.world())
    seen: list[Event] = []
    real = engine.handle

    def handle(event: Event) -> None:
        seen.append(event)
        real(event)

    engine.handle = handle  # type: ignore[method-assign]
    early = [DeviceChanged("camera", up=bool(n % 2), reason=f"early {n}") for n in range(9)]
    thread = threading.Thread(target=hand_in, args=(engine, early))
    thread.start()
    thread.join()
    ready = asyncio.Event()
    task = asyncio.create_task(engine.run(ready.set))
    await asyncio.wait_for(ready.wait(), 10)
    late = [DeviceChanged("scanner", up=bool(n % 2), reason=f"late {n}") for n in range(50)]
    thread = threading.Thread(target=hand_in, args=(engine, late))
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
