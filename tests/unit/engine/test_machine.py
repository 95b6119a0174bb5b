"""Looking after the machine: looks, tests, settings, restart and shut down, and what outlives a restart."""

from __future__ import annotations

import threading

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.house import Setting
from kiosk.core.machine import MachineReport, Pace, Refusal
from kiosk.core.view import Message, Text
from kiosk.ports import JournalError, StaffMember
from kiosk.simulator.appliance import USUAL, ApplianceTwin
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.engine_world import Eye, Stage, scan, until
from tests.support.virtual_time import virtual


class Broken(ApplianceTwin):
    """An appliance that breaks its promise."""

    def report(self) -> MachineReport:
        raise RuntimeError("sysfs")

    def set_brightness(self, percent: int) -> bool:
        raise RuntimeError("light")

    def shut_down(self) -> Refusal | None:
        raise RuntimeError("bus")


def bench(appliance: ApplianceTwin | None = None, camera: Eye | None = None) -> Bench:
    made = Bench()
    made.stage.appliance = appliance or ApplianceTwin()
    made.stage.camera = camera
    made.rewire()
    return made


# -- effects ---------------------------------------------------------------------------------------


@virtual
async def test_a_look_gathers_what_machine_camera_and_server_say() -> None:
    one = bench(camera=Eye())
    one.stage.api.ahead = -3.5
    await one.do(e.Probe("p"))
    one.posted.clear()
    assert await one.do(e.Inspect("s")) == [ev.Inspected("s", USUAL, Pace(9.5, 4.25), -3.5)]
    assert await bench().do(e.Inspect("s")) == [ev.Inspected("s", USUAL, None, None)]


@virtual
async def test_one_look_at_a_time_and_who_asked_last_hears_of_it() -> None:
    slow = ApplianceTwin()
    looks: list[str] = []
    go = threading.Event()

    def report() -> MachineReport:
        looks.append(threading.current_thread().name)
        assert go.wait(10.0)
        return USUAL

    slow.report = report  # type: ignore[method-assign]
    one = bench(slow)
    async with one.running():
        for session in ("a", "b", "c"):
            one.effects.run(e.Inspect(session))
        await until(lambda: looks)
        go.set()
        await until(lambda: one.posted)
    assert len(looks) == 1
    assert looks[0] != threading.main_thread().name
    assert one.posted == [ev.Inspected("c", USUAL)]
    assert await one.do(e.Inspect("d")) == [ev.Inspected("c", USUAL), ev.Inspected("d", USUAL)]


@virtual
async def test_a_machine_that_breaks_its_promises_is_not_known_and_refuses() -> None:
    one = bench(Broken())
    posted = await one.do(e.Inspect("s"), e.Adjust("s", Setting.BRIGHTNESS, "40"), e.ShutDown("s"))
    assert len(posted) == 3
    assert ev.Inspected("s", MachineReport()) in posted
    assert ev.BrightnessSet("s", False) in posted
    assert ev.ShutDownAnswered("s", Refusal.FAILED) in posted
    assert len(one.stage.log.of("fault", where="machine", error="RuntimeError")) == 3


@virtual
async def test_the_service_is_tried_with_a_code_that_is_nobodys() -> None:
    one = bench()
    one.stage.api.lookups = [o.NotFound(), RuntimeError("x")]
    (first, second) = await one.do(e.Probe("p-1"), e.Probe("p-2"))
    assert isinstance(first, ev.Probed)
    assert (first.ref, first.outcome) == ("p-1", o.NotFound())
    assert first.ms == pytest.approx(10.0)
    assert isinstance(second, ev.Probed)
    assert second.outcome == o.Unavailable(o.Trouble.FOREIGN)
    assert one.stage.api.asked[0] == (None, "000000", 1)


@virtual
async def test_settings_go_to_where_they_count() -> None:
    one = bench()
    posted = await one.do(
        e.Adjust("s", Setting.VOLUME, "40"),
        e.Adjust("s", Setting.LANGUAGE, "de"),
        e.Adjust("s", Setting.BRIGHTNESS, "60"),
        e.Adjust("s", Setting.BRIGHTNESS, ""),
    )
    assert one.stage.adjusted == [(Setting.VOLUME, "40"), (Setting.LANGUAGE, "de")]
    assert posted == [ev.BrightnessSet("s", True)]
    assert isinstance(one.stage.appliance, ApplianceTwin)
    assert one.stage.appliance.asked == ["brightness 60"]


@virtual
async def test_who_asked_is_on_disk_before_the_machine_goes_down() -> None:
    one = bench()
    journal = one.stage.journal
    seen: list[int] = []

    class Watching(ApplianceTwin):
        def shut_down(self) -> Refusal | None:
            seen.append(len(journal.audited))
            return super().shut_down()

    one = bench(Watching())
    one.stage.journal = journal
    one.rewire()
    posted = await one.do(e.Audit("Deniz", "shut_down", "asked"), e.ShutDown("s"))
    assert posted == [ev.ShutDownAnswered("s", None)]
    assert seen == [1]
    await one.do(e.Audit("Deniz", "restart", "asked"), e.Restart())
    assert len(one.stage.restarts) == 1


@virtual
async def test_a_setting_the_disk_refuses_is_told_to_who_set_it() -> None:
    one = bench()

    async def put(key: str, value: str) -> None:
        raise JournalError("disk full")

    one.stage.journal.put = put  # type: ignore[method-assign]
    posted = await one.do(e.Remember("setting.volume", "40", "s"), e.Remember("strict_seen", "yes"))
    assert posted == [ev.JournalFailed("s", "disk full"), ev.JournalFailed("", "disk full")]


# -- the whole engine ------------------------------------------------------------------------------


async def inside(stage: Stage, engine: object) -> None:
    """Staff are in."""
    await stage.journal.add_staff(StaffMember("Deniz", "4711"))
    post = engine.post  # type: ignore[attr-defined]
    post(ev.Tap(ev.Action.LOCK))
    await until(lambda: stage.views[-1].screen == "staff_lock")
    session = stage.views[-1].session
    for digit in "4711":
        post(ev.Tap(ev.Action.DIGIT, digit, session))
    post(ev.Tap(ev.Action.CONFIRM, "", session))
    await until(lambda: stage.views[-1].screen == "staff_menu")


async def tap(stage: Stage, engine: object, *taps: tuple[ev.Action, str]) -> None:
    for action, value in taps:
        engine.post(ev.Tap(action, value, stage.views[-1].session))  # type: ignore[attr-defined]


A = ev.Action


@virtual
async def test_what_staff_set_outlives_a_restart() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await inside(stage, engine)
        for setting, value in (("language", "de"), ("volume", "20"), ("brightness", "40"), ("visits", "off")):
            await tap(stage, engine, (A.TASK, "settings"))
            await until(lambda: stage.views[-1].screen == "staff_settings")
            await until(lambda: engine.kiosk.stage.machine is not None)
            await tap(stage, engine, (A.SETTING, setting), (A.SET, value), (A.BACK, ""), (A.BACK, ""))
            await until(lambda: stage.views[-1].screen == "staff_menu")
        await tap(stage, engine, (A.LEAVE, ""))
        await until(lambda: stage.views[-1].screen == "attract")
        assert stage.views[-1].language == "de"
    told = [(Setting.LANGUAGE, "de"), (Setting.VOLUME, "20")]
    assert stage.adjusted == told
    assert [(who, task, what) for _, who, task, what in stage.journal.audited if task == "settings"] == [
        ("Deniz", "settings", "language=de"),
        ("Deniz", "settings", "volume=20"),
        ("Deniz", "settings", "brightness=40"),
        ("Deniz", "settings", "visits=off"),
    ]
    twin = ApplianceTwin()
    again = Stage(journal=stage.journal, appliance=twin)
    async with again.running() as engine:
        assert again.views[0].language == "de"
        assert again.adjusted == told
        await until(lambda: twin.asked)
        assert twin.asked == ["brightness 40"]
        engine.post(scan())
        await until(lambda: again.views[-1].screen == "balance")
        await until(lambda: engine.kiosk.stage.__class__.__name__ == "Showing")
    assert again.api.sent == []


@virtual
async def test_a_closed_kiosk_is_closed_after_a_restart_and_its_outbox_works() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await inside(stage, engine)
        await tap(stage, engine, (A.TASK, "close"), (A.DEED, "close"), (A.CONFIRM, ""))
        await until(lambda: stage.views[-1].screen == "closed")
    again = Stage(journal=stage.journal)
    async with again.running() as engine:
        assert again.screens == ["closed"]
        engine.post(scan())
        await until(lambda: engine.kiosk.stage.hint_until is not None)
        assert again.api.asked == []
        assert not engine._is_busy()
        body = again.views[-1].body
        assert isinstance(body, Message)
        assert body.headline == Text("closed.scanned")


@virtual
async def test_a_fault_of_the_core_does_not_open_a_closed_kiosk(monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.engine import loop as module

    stage = Stage()
    await stage.journal.put("closed", "yes")
    await stage.journal.put("setting.language", "tr")

    def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    async with stage.running() as engine:
        with monkeypatch.context() as patch:
            patch.setattr(module, "step", breaks)
            patch.setattr(module.sessions, "attract", breaks)
            engine.handle(scan())
        assert [view.screen for view in stage.views] == ["closed"]
        assert stage.views[-1].language == "tr"


@virtual
async def test_a_restart_ends_the_engine_as_a_stop_does() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await inside(stage, engine)
        await tap(stage, engine, (A.TASK, "close"), (A.DEED, "restart"), (A.CONFIRM, ""))
        await until(lambda: stage.restarts)
    assert ("Deniz", "restart", "asked") in [line[1:] for line in stage.journal.audited]


@virtual
async def test_a_test_page_comes_out_of_the_printer() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await inside(stage, engine)
        await tap(stage, engine, (A.TASK, "devices"), (A.TEST, "page"))
        await until(lambda: stage.printer.slips)
        await until(lambda: engine.kiosk.stage.page.state == "printed")
    assert stage.printer.slips[0].title == "staff_devices.page"
