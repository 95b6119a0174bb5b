"""What every camera promises (``ports.Camera``), held against the adapter over all kinds of
sources: drawn ones, folders, videos, and ones that fail in every way there is."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.core.events import CodeSeen, DeviceChanged, Source, Stirred
from kiosk.devices import filming as module
from kiosk.devices.camera import CameraAdapter
from kiosk.devices.decoder import Decoder
from kiosk.devices.filming import Filming, Patience, is_picture
from kiosk.devices.frames import CallbackSource, DirSource, Fault, FileSource, Frame, SourceError, make_source
from kiosk.devices.grabbing import THREAD, Grabber
from kiosk.ports import Camera
from kiosk.simulator.camera import PhoneScene
from tests.support.filming import PATIENCE, Ears, Eyes, Live, filming, showing, still, wait_until


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def start(ears, monkeypatch) -> Iterator[Callable[..., CameraAdapter]]:
    """Starts a camera over a source factory; it is stopped at the end of the test."""
    monkeypatch.setattr(module, "PATIENCE", dict.fromkeys(Fault, Patience(0.02, 0.1)))
    with ExitStack() as stack:
        yield lambda factory, **options: stack.enter_context(filming(factory, ears, **options))


UP = DeviceChanged("camera", True)


def threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("camera")]


def down(fault: Fault) -> DeviceChanged:
    return DeviceChanged("camera", False, fault.value)


# -- what it sees ----------------------------------------------------------------------------------


def scenes(folder: Path) -> dict[str, Callable]:
    """A factory of each kind of source that shows LOY-1."""
    picture = showing(("LOY-1", 200, 150))
    (folder / "one.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    writer = cv2.VideoWriter(str(folder / "clip.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 30, (640, 480))
    for _ in range(8):
        writer.write(picture)
    writer.release()
    phone = PhoneScene()
    phone.show("LOY-1")
    return {
        "callback": still(picture),
        "grey": still(picture[:, :, 0]),
        "dir": lambda: DirSource(folder, (640, 480), 50, 0.5),
        "file": lambda: FileSource(folder / "clip.avi", (640, 480), 50),
        "phone": lambda: CallbackSource(phone.frame, 30),
        "configured": lambda: make_source(f"dir:{folder}", (640, 480), 50, 0.5),
    }


@pytest.mark.parametrize("kind", ["callback", "grey", "dir", "file", "phone", "configured"])
def test_up_once_and_a_code_for_every_picture_that_shows_one(kind, start, ears, tmp_path):
    adapter: Camera = start(scenes(tmp_path)[kind])
    seen = ears.until(CodeSeen, 5)
    adapter.stop()
    assert {(event.source, event.data) for event in seen} == {(Source.CAMERA, b"LOY-1")}
    assert all(event.decode_ms > 0 for event in seen)
    assert ears.of(DeviceChanged) == [UP]


def test_a_recording_that_is_over_leaves_the_camera_up_and_the_view_empty(start, ears, tmp_path):
    pictures = []
    start(scenes(tmp_path)["file"], preview=lambda picture, quads: pictures.append(int(picture[0, 0, 0])))
    wait_until(lambda: 128 in pictures, "the grey picture at the end")
    seen = len(ears.of(CodeSeen))
    time.sleep(0.2)
    assert 1 <= seen <= 8
    assert len(ears.of(CodeSeen)) == seen
    assert ears.of(DeviceChanged) == [UP]


def test_of_two_codes_only_the_one_nearest_the_middle(start, ears):
    start(still(showing(("far", 10, 10), ("near", 260, 180))))
    assert {event.data for event in ears.until(CodeSeen, 5)} == {b"near"}


def test_two_codes_are_told_from_one_and_when_the_nearer_changes_so_does_what_is_read(start, ears):
    pictures = [
        showing(("one", 10, 10), ("two", 260, 180)),
        showing(("one", 240, 160), ("two", 440, 300)),
        showing(("one", 240, 160)),
        showing(("one", 10, 10), ("one", 260, 180)),
    ]
    expected = [(b"two", (b"one",)), (b"one", (b"two",)), (b"one", ()), (b"one", ())]
    for picture, one in zip(pictures, expected, strict=True):
        heard = Ears()
        with filming(still(picture), heard):
            assert {(event.data, event.others) for event in heard.until(CodeSeen, 2)} == {one}


def test_a_code_is_told_with_the_time_at_which_its_picture_was_taken(start, ears):
    times = []

    class Stamped(Live):
        def read(self):
            frame = super().read()
            times.append(frame.at)
            return frame

    start(lambda: Stamped(lambda: showing(("LOY-1", 200, 150)), 50))
    assert {event.taken for event in ears.until(CodeSeen, 5)} <= set(times)


def test_no_picture_of_a_folder_is_passed_over_however_slow_the_decoder(start, ears, tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.png").write_bytes(
            cv2.imencode(".png", showing((f"LOY-{number}", 200, 150)))[1].tobytes()
        )

    class Slow(Decoder):
        def look(self, grey, *, awake=True):
            time.sleep(0.06)
            return super().look(grey, awake=awake)

    start(lambda: DirSource(tmp_path, (640, 480), 100, 0.01), decoder=Slow())
    wait_until(lambda: len({event.data for event in ears.of(CodeSeen)}) == 6, "all six")


def test_of_a_camera_the_newest_picture_only(start, ears):
    """Decoding takes as long as ten pictures: what was filmed meanwhile is not caught up on."""

    class Slow(Eyes):
        def look(self, grey, *, awake=True):
            ages.append(int(grey[0, 0]))
            time.sleep(0.1)
            return super().look(grey, awake=awake)

    ages, drawn = [], []

    def draw():
        drawn.append(1)
        return np.full((48, 64), len(drawn) % 250, np.uint8)

    start(lambda: Live(draw, 100), decoder=Slow(reads=(b"LOY-1",)))
    wait_until(lambda: len(ages) >= 6, "some are decoded")
    gaps = np.diff(ages) % 250
    assert gaps.min() > 1


def test_nothing_is_read_where_nothing_is(start, ears):
    shown = threading.Semaphore(0)
    start(still(showing()), preview=lambda picture, quads: shown.release())
    for _ in range(8):
        assert shown.acquire(timeout=PATIENCE)
    assert ears.of(CodeSeen) == []
    assert ears.of(Stirred) == []


def test_the_rate_is_the_source_s(start, ears):
    calls = []
    start(lambda: CallbackSource(lambda: calls.append(1) or showing(), 20))
    ears.until(DeviceChanged, 1)
    begun, before = time.monotonic(), len(calls)
    time.sleep(1)
    rate = (len(calls) - before) / (time.monotonic() - begun)
    assert 2 < rate < 25


def test_a_source_that_answers_too_often_makes_no_busy_loop(start, ears):
    class Hasty(CallbackSource):
        waits = True  # it says

    calls = []
    start(lambda: Hasty(lambda: calls.append(1), 20))
    time.sleep(1)
    assert 2 < len(calls) < 50


def test_motion_is_told_at_most_every_half_second(start, ears):
    def moving():
        return showing(("LOY-1", 20 + int(time.monotonic() * 200) % 400, 150))

    begun = time.monotonic()
    start(lambda: CallbackSource(moving, 30))
    assert ears.until(Stirred, 3)[0] == Stirred(touch=False)
    assert time.monotonic() - begun >= 1.0


# -- faults ----------------------------------------------------------------------------------------


class Flaky(CallbackSource):
    """Fails as told: each plan is what one opening does; the last one is repeated."""

    def __init__(self, plans: list, log: list):
        super().__init__(self._draw, 200)
        self._plan = list(plans.pop(0) if len(plans) > 1 else plans[0])
        self._log = log

    def open(self):
        self._log.append("open")
        if self._plan[0] == "refuse":
            raise SourceError(Fault.CANNOT_OPEN)
        if self._plan[0] == "explode":
            raise RuntimeError("a driver's own kind of error")

    def _draw(self):
        step = self._plan.pop(0) if len(self._plan) > 1 else self._plan[0]
        if step == "unplug":
            raise SourceError(Fault.UNPLUGGED)
        if step == "burst":
            raise OSError("input/output error")
        return None if step == "nothing" else showing()

    def close(self):
        self._log.append("close")


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (["refuse"], Fault.CANNOT_OPEN),
        (["explode"], Fault.FAILED),
        (["unplug"], Fault.UNPLUGGED),
        (["burst"], Fault.FAILED),
    ],
)
def test_down_once_however_often_it_is_tried_and_up_once_when_it_works(first, fault, start, ears):
    plans, log = [first, first, first, ["picture"]], []
    start(lambda: Flaky(plans, log))
    assert ears.until(DeviceChanged, 2) == [down(fault), UP]
    assert log == ["open", "close"] * 3 + ["open"]


def test_unplugged_and_plugged_in_again(start, ears):
    plans, log = [["picture", "picture", "unplug"], ["refuse"], ["refuse"], ["picture"]], []
    start(lambda: Flaky(plans, log))
    assert ears.until(DeviceChanged, 3) == [UP, down(Fault.UNPLUGGED), UP]
    assert log == ["open", "close"] * 3 + ["open"]


def test_no_picture_for_a_while_is_down(start, ears, monkeypatch):
    monkeypatch.setattr(module, "SILENCE", 0.2)
    plans, log = [["picture", "nothing"], ["nothing"], ["picture"]], []
    start(lambda: Flaky(plans, log))
    assert ears.until(DeviceChanged, 3) == [UP, down(Fault.NO_FRAMES), UP]


def test_a_jpeg_that_cannot_be_unpacked_counts_as_no_picture(start, ears, monkeypatch):
    class Torn(Live):
        def read(self):
            super().read()
            return Frame.packed(np.zeros(9, np.uint8), time.monotonic())

    monkeypatch.setattr(module, "SILENCE", 0.1)
    start(lambda: Torn(showing, 100))
    assert ears.until(DeviceChanged, 1) == [down(Fault.NO_FRAMES)]


@pytest.mark.parametrize(
    "junk",
    [np.zeros((0, 0, 3), np.uint8), np.zeros((9, 9), np.float32), np.zeros((9, 9, 4), np.uint8), "text"],
)
def test_what_is_no_picture_counts_as_none(junk, start, ears, monkeypatch):
    assert not is_picture(junk)
    monkeypatch.setattr(module, "SILENCE", 0.1)
    start(still(junk))
    assert ears.until(DeviceChanged, 1) == [down(Fault.NO_FRAMES)]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault.MISSING, [0.3, 0.6, 0.7, 0.7, 0.7]),
        (Fault.UNPLUGGED, [0.3, 0.6, 0.7, 0.7, 0.7]),
        (Fault.CANNOT_OPEN, [0.4, 0.8, 1.2, 1.2, 1.2]),
        (Fault.FAILED, [0.5, 1, 2, 2, 2]),
        (Fault.NO_LIBRARY, [3, 3, 3, 3, 3]),
    ],
)
def test_the_wait_between_tries_grows_up_to_its_limit(fault, expected, monkeypatch, ears):
    class Refuses(CallbackSource):
        def open(self):
            raise SourceError(fault)

    waits = []
    adapter = CameraAdapter(lambda: Refuses(showing))
    run = Filming(adapter._setup, ears)

    def wait(seconds):
        waits.append(seconds)
        if len(waits) == 5:
            run.stop()

    monkeypatch.setattr(run._stop, "wait", wait)
    run.run()
    assert waits == expected
    assert ears.of(DeviceChanged) == [down(fault)]


def test_no_camera_at_all_is_said_once_and_needs_no_thread(start, ears):
    adapter = start(lambda: make_source("none"))
    assert ears.until(DeviceChanged, 1) == [down(Fault.NONE)]
    adapter._thread.join(PATIENCE)
    assert not adapter._thread.is_alive()


# -- start and stop --------------------------------------------------------------------------------


def test_stop_ends_the_thread_and_frees_the_device(start, ears):
    log = []
    adapter = start(lambda: Flaky([["picture"]], log))
    ears.until(DeviceChanged, 1)
    begun = time.monotonic()
    adapter.stop()
    assert time.monotonic() - begun < 2.5
    assert log == ["open", "close"]
    assert not threads()
    adapter.stop()  # again is no harm
    heard = len(ears.of(object))
    time.sleep(0.1)
    assert len(ears.of(object)) == heard


def test_stop_before_start_is_no_harm():
    CameraAdapter(lambda: None).stop()


def test_started_twice_it_films_once_and_after_a_stop_again(start, ears):
    adapter = start(still(showing()))
    adapter.start(ears)
    ears.until(DeviceChanged, 1)
    assert sorted(threads()) == ["camera", THREAD]
    adapter.stop()
    adapter.start(ears)
    assert ears.until(DeviceChanged, 2) == [UP, UP]


def test_stop_while_it_waits_for_the_next_try(ears, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", dict.fromkeys(Fault, Patience(30.0, 30.0)))
    adapter = CameraAdapter(lambda: Flaky([["refuse"]], []))
    adapter.start(ears)
    ears.until(DeviceChanged, 1)
    begun = time.monotonic()
    adapter.stop()
    assert time.monotonic() - begun < 1.5
    assert not threads()


def test_stop_calls_off_a_search_that_is_under_way(ears):
    searching = threading.Event()

    class Searches(CallbackSource):
        def open(self):
            searching.set()
            assert self._cancelled.wait(PATIENCE)
            raise SourceError(Fault.NO_FRAMES)

    adapter = CameraAdapter(lambda: Searches(showing))
    adapter.start(ears)
    assert searching.wait(PATIENCE)
    begun = time.monotonic()
    adapter.stop()
    assert time.monotonic() - begun < 1.5
    assert ears.of(DeviceChanged) == []  # it was called off, not found wanting


class Hangs(Live):
    """Blocks in one of its methods until it is let go, whatever else happens."""

    def __init__(self, where: str, let_go: threading.Event, log: list):
        super().__init__(showing, 100)
        self._where, self._let_go, self._log = where, let_go, log

    def _perhaps(self, where: str) -> None:
        if where == self._where:
            self._log.append(f"hangs in {where}")
            self._let_go.wait(PATIENCE)

    def open(self):
        self._perhaps("open")

    def read(self):
        self._perhaps("read")
        return super().read()

    def close(self):
        self._perhaps("close")
        self._log.append("close")


@pytest.fixture
def let_go() -> Iterator[threading.Event]:
    """Ends what hangs, at the end of the test at the latest. Ask for it before ``start``."""
    event = threading.Event()
    yield event
    event.set()
    wait_until(lambda: not threads(), "the threads that were left behind end")


@pytest.mark.parametrize("where", ["open", "read", "close"])
def test_stop_does_not_wait_for_a_device_that_hangs(where, ears, let_go):
    log = []
    adapter = CameraAdapter(lambda: Hangs(where, let_go, log))
    adapter.start(ears)
    wait_until(lambda: bool(log) or (where == "close" and ears.of(DeviceChanged)), "it hangs")
    begun = time.monotonic()
    adapter.stop()
    assert time.monotonic() - begun < 3  # promised are 2, on a machine with nothing else to do
    heard = len(ears.of(object))
    let_go.set()
    wait_until(lambda: "close" in log, "whoever comes back closes its source")
    assert len(ears.of(object)) == heard


def test_a_read_that_never_returns_is_left_behind_and_a_fresh_source_tried(let_go, start, ears, monkeypatch):
    monkeypatch.setattr(module, "SILENCE", 0.2)
    monkeypatch.setattr(module, "_RELEASE", 0.05)
    log = []
    sources = iter([Hangs("read", let_go, log), Live(showing, 100)])
    start(lambda: next(sources))
    assert ears.until(DeviceChanged, 2) == [down(Fault.NO_FRAMES), UP]
    assert log == ["hangs in read"]
    let_go.set()
    wait_until(lambda: log == ["hangs in read", "close"], "it is closed when it comes back")
    assert ears.of(DeviceChanged) == [down(Fault.NO_FRAMES), UP]


def test_it_leaves_a_few_hung_ones_behind_and_no_more(let_go, start, ears, monkeypatch):
    monkeypatch.setattr(module, "SILENCE", 0.05)
    monkeypatch.setattr(module, "_RELEASE", 0.02)
    log = []
    start(lambda: Hangs("read", let_go, log))
    wait_until(lambda: len(log) >= module.LEFT_BEHIND, "some hang")
    time.sleep(0.5)  # some tries
    assert log == ["hangs in read"] * module.LEFT_BEHIND
    assert ears.of(DeviceChanged) == [down(Fault.NO_FRAMES)]
    monkeypatch.setattr(module, "SILENCE", 5)
    let_go.set()
    assert ears.until(DeviceChanged, 2)[1] == UP


def test_an_opening_that_takes_long_is_told_and_let_be(let_go, start, ears, monkeypatch):
    monkeypatch.setattr(module, "SILENCE", 0.1)
    log = []
    start(lambda: Hangs("open", let_go, log))
    ears.until(DeviceChanged, 1)
    let_go.set()
    assert ears.until(DeviceChanged, 2) == [down(Fault.NO_FRAMES), UP]
    assert log == ["hangs in open"]


def test_a_factory_that_fails_is_a_fault_like_any_other(start, ears):
    tries = iter([RuntimeError("no such thing"), RuntimeError("still not")])

    def factory():
        for error in tries:
            raise error
        return Live(showing, 100)

    start(factory)
    assert ears.until(DeviceChanged, 2) == [down(Fault.FAILED), UP]


def test_a_system_without_a_thread_to_spare_is_tried_again(start, ears, monkeypatch):
    tries = iter([RuntimeError("can't start new thread")])
    begin = Grabber.start

    def refused(grabber):
        for error in tries:
            raise error
        begin(grabber)

    monkeypatch.setattr(Grabber, "start", refused)
    start(lambda: Live(showing, 100))
    assert ears.until(DeviceChanged, 2) == [down(Fault.FAILED), UP]


def test_many_starts_leave_no_file_open(tmp_path, ears):
    scenes(tmp_path)
    adapter = CameraAdapter(lambda: FileSource(tmp_path / "clip.avi", (640, 480), 100))
    counts = []
    for round_ in range(1, 6):
        adapter.start(ears)
        ears.until(DeviceChanged, round_)
        adapter.stop()
        counts.append(len(os.listdir("/proc/self/fd")))
    assert counts[-1] <= counts[0]
