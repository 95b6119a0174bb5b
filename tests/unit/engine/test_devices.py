"""Supervisor, timers and watchdog."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.core.events import CodeSeen, DeviceChanged, Elapsed, PrinterChanged, Source
from kiosk.core.model import PrinterState
from kiosk.engine import supervise, watchdog
from kiosk.engine.supervise import Supervisor
from kiosk.engine.timers import Timers
from kiosk.ports import DeviceEvent
from tests.support.engine_world import Eye, Notebook
from tests.support.virtual_time import START, LoopClock, virtual

# -- supervisor ----------------------------------------------------------------------------------


class Bench:
    def __init__(self, **devices: Eye) -> None:
        self.posted: list[DeviceEvent] = []
        self.log = Notebook()
        self.supervisor = Supervisor(dict(devices), self.hear, self.log)

    def hear(self, event: DeviceEvent) -> None:
        """As the engine does it."""
        self.posted.append(event)
        self.supervisor.heard(event)


async def test_devices_are_started_and_stopped_once() -> None:
    camera, scanner = Eye(), Eye()
    bench = Bench(camera=camera, scanner=scanner)
    await bench.supervisor.run()
    assert camera.post == scanner.post == bench.hear
    await bench.supervisor.stop()
    await bench.supervisor.stop()
    assert (camera.starts, camera.stopped, scanner.stopped) == (1, 1, 1)
    assert bench.log.lines == []


@virtual
async def test_one_that_cannot_start_is_tried_again_and_told_once() -> None:
    camera, scanner = Eye(broken=9), Eye()
    bench = Bench(camera=camera, scanner=scanner)
    task = asyncio.create_task(bench.supervisor.run())
    times: dict[int, float] = {}
    while not task.done():
        times.setdefault(camera.starts, round(asyncio.get_running_loop().time() - START, 1))
        await asyncio.sleep(0.1)
    assert scanner.starts == 1
    assert camera.starts == 10
    gaps = [round(times[n + 1] - times[n]) for n in range(4, 9)]
    assert gaps == [4, 8, 16, 30, 30]
    assert bench.log.of("device") == [{"name": "camera", "state": "down", "reason": "OSError"}]
    assert bench.posted[0] == DeviceChanged("camera", up=False, reason="OSError")


@virtual
async def test_nothing_is_started_after_the_end() -> None:
    camera = Eye(broken=99)
    bench = Bench(camera=camera)
    task = asyncio.create_task(bench.supervisor.run())
    await asyncio.sleep(2)
    await bench.supervisor.stop()
    starts = camera.starts
    await task
    assert (camera.starts, camera.stopped) == (starts, 0)


def test_each_change_is_logged_once() -> None:
    bench = Bench()
    for up in (True, True, False, False, True):
        bench.hear(DeviceChanged("camera", up, "" if up else "unplugged"))
    bench.hear(DeviceChanged("scanner", up=False, reason="no_such_port"))
    assert [(name, level, f["name"], f["state"]) for name, level, f in bench.log.lines] == [
        ("device", "info", "camera", "up"),
        ("device", "warning", "camera", "down"),
        ("device", "info", "camera", "up"),
        ("device", "warning", "scanner", "down"),
    ]
    bench.log.lines.clear()
    bench.hear(DeviceChanged("headphones", up=True))
    bench.hear(DeviceChanged("headphones", up=False, reason="out"))  # no trouble
    assert [level for _, level, _ in bench.log.lines] == ["info", "info"]
    bench.log.lines.clear()
    for state in (PrinterState.READY, PrinterState.READY, PrinterState.PAPER_OUT, PrinterState.PAPER_LOW):
        bench.hear(PrinterChanged(state))
    bench.hear(CodeSeen(Source.CAMERA, b"x"))
    assert [(level, fields["state"]) for _, level, fields in bench.log.lines] == [
        ("info", "ready"),
        ("warning", "paper_out"),
        ("info", "paper_low"),
    ]


async def test_one_that_fails_to_stop_does_not_keep_the_others() -> None:
    camera, scanner = Eye(), Eye()

    def broken() -> None:
        raise OSError("gone")

    camera.on_stop = broken
    bench = Bench(camera=camera, scanner=scanner)
    await bench.supervisor.run()
    await bench.supervisor.stop()
    assert scanner.stopped == 1
    assert bench.log.of("fault") == [{"where": "device", "error": "OSError"}]


def test_one_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "STOP_TIME", 0.05)
    camera = Eye()
    release = threading.Event()

    def hang() -> None:
        release.wait(10)

    camera.on_stop = hang
    bench = Bench(camera=camera)

    async def life() -> None:
        await bench.supervisor.run()
        await bench.supervisor.stop()

    try:
        asyncio.run(life())  # ends although the device does not, and its late end harms nobody
        assert bench.log.of("fault", error="timeout at stop")
    finally:
        release.set()


# -- timers --------------------------------------------------------------------------------------


@virtual
async def test_the_nearest_deadline_counts() -> None:
    posted: list[tuple[Elapsed, float]] = []
    loop = asyncio.get_running_loop()
    timers = Timers(LoopClock(), lambda event: posted.append((event, loop.time() - START)))
    timers.arm((("far", START + 9), ("near", START + 3)))
    await asyncio.sleep(20)
    ((event, when),) = posted
    assert event == Elapsed("near")
    assert when == pytest.approx(3)


@virtual
async def test_arming_anew_replaces_and_a_past_deadline_comes_at_once() -> None:
    posted: list[Elapsed] = []
    timers = Timers(LoopClock(), posted.append)
    timers.arm((("old", START + 1),))
    timers.arm((("past", START - 99),))
    await asyncio.sleep(0.5)
    assert posted == [Elapsed("past")]
    timers.arm((("never", START + 2),))
    timers.arm(())
    timers.stop()
    await asyncio.sleep(9)
    assert posted == [Elapsed("past")]


# -- watchdog ------------------------------------------------------------------------------------


@pytest.fixture(params=["path", "abstract"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[socket.socket, str]]:
    """A listening notification socket, and its NOTIFY_SOCKET."""
    name = f"@kiosk-test-{id(request)}" if request.param == "abstract" else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind("\0" + name[1:] if name.startswith("@") else name)
        listener.settimeout(5)
        yield listener, name


def test_systemd_hears_us(systemd: tuple[socket.socket, str]) -> None:
    listener, name = systemd
    assert watchdog.notify({"NOTIFY_SOCKET": name}, "READY=1")
    assert listener.recv(100) == b"READY=1"


def test_without_a_listener_nothing_happens(tmp_path: Path) -> None:
    assert not watchdog.notify({}, "READY=1")
    assert not watchdog.notify({"NOTIFY_SOCKET": str(tmp_path / "gone")}, "READY=1")


def test_a_listener_that_does_not_read_blocks_nobody(systemd: tuple[socket.socket, str]) -> None:
    _, name = systemd
    told = [watchdog.notify({"NOTIFY_SOCKET": name}, "WATCHDOG=1") for _ in range(5000)]
    assert told[0]
    assert not told[-1]


@pytest.mark.parametrize(
    ("value", "seconds"), [("2000000", 1.0), ("0", None), ("-1", None), ("soon", None), (None, None)]
)
def test_the_interval_is_half_the_limit(value: str | None, seconds: float | None) -> None:
    assert watchdog.interval({} if value is None else {"WATCHDOG_USEC": value}) == seconds


async def test_signs_of_life_while_the_loop_runs_and_the_screen_answers(
    systemd: tuple[socket.socket, str],
) -> None:
    listener, name = systemd
    listener.setblocking(False)
    asked: list[Callable[[], None]] = []
    heard = asyncio.Event()
    task = asyncio.create_task(
        watchdog.keep_alive(
            {"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "20000"}, asked.append, lambda: heard.set()
        )
    )
    loop = asyncio.get_running_loop()
    for _ in range(3):
        await asyncio.sleep(0.1)  # five times the limit: the screen has not answered, so there is no sign
        assert len(asked) == 1
        with pytest.raises(BlockingIOError):
            listener.recv(100)
        assert not heard.is_set()
        await asyncio.to_thread(asked.pop())
        assert await asyncio.wait_for(loop.sock_recv(listener, 100), 5) == b"WATCHDOG=1"
        await asyncio.wait_for(heard.wait(), 5)
        heard.clear()
    task.cancel()
    await asyncio.wait((task,))


def at_once(answer: Callable[[], None]) -> None:
    answer()


async def test_without_a_limit_and_without_a_listener_there_are_no_signs() -> None:
    await asyncio.wait_for(watchdog.keep_alive({}, at_once), 5)


async def test_without_a_limit_only_who_listens_here_hears(systemd: tuple[socket.socket, str]) -> None:
    listener, name = systemd
    listener.setblocking(False)
    heard = asyncio.Event()
    task = asyncio.create_task(watchdog.keep_alive({"NOTIFY_SOCKET": name}, at_once, heard.set))
    await asyncio.wait_for(heard.wait(), 5)
    with pytest.raises(BlockingIOError):
        listener.recv(100)
    task.cancel()
    await asyncio.wait((task,))


def test_a_screen_that_answers_after_the_end_is_too_late() -> None:
    late: list[Callable[[], None]] = []

    async def short_life() -> None:
        task = asyncio.create_task(watchdog.keep_alive({"WATCHDOG_USEC": "20000"}, late.append))
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait((task,))

    asyncio.run(short_life())
    late[0]()
