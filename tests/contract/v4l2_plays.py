"""Plays with cameras of the kernel's, each run in a process of its own before the twin of
``tests/support/v4l2_twin.c``. What fails raises."""

import faulthandler
import itertools
import logging
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from kiosk.core.events import DeviceChanged
from kiosk.devices import cameras, v4l2
from kiosk.devices.camera import CameraAdapter
from kiosk.devices.frames import Fault, Frame, Search, SourceError, Tuning, V4L2Source, make_source
from tests.support.filming import Ears, wait_until
from tests.support.v4l2_twin import PICTURES, Twin

SIZE = (1280, 720)
FPS = 30
PATIENCE = 20.0  # seconds; a loaded machine is slow

PLAYS: dict[str, Callable[[Twin], None]] = {}


def play(function: Callable[[Twin], None]) -> Callable[[Twin], None]:
    PLAYS[function.__name__] = function
    return function


def source_of(path: Path, **tuning: object) -> V4L2Source:
    return V4L2Source(path, SIZE, FPS, Tuning(**tuning))


def ends_with(source) -> Fault:
    """What reading for a while ends with."""
    until = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < until:
            source.read()
    except SourceError as error:
        return error.fault
    raise AssertionError("no fault")


def fault_of(source) -> Fault:
    """What opening, or else reading, ends with."""
    try:
        source.open()
        return ends_with(source)
    except SourceError as error:
        return error.fault
    finally:
        source.close()


def until_seen(source) -> Frame:
    """The next picture; a camera may have none just now."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        frame = source.read()
        if frame is not None:
            return frame
    raise AssertionError("no picture")


def number_of(frame: Frame) -> int:
    """Which of the pictures it is; all of it must be of one grey."""
    picture = frame.picture
    assert int(picture.max()) - int(picture.min()) <= 3, "a torn picture"
    return round(float(picture.mean()) / 8)


def number_at(twin: Twin, at: float) -> int:
    """Which picture the camera began at that time."""
    _, began, fps = twin.asked("streamon")[-1].split()
    return round((at - float(began)) * float(fps)) % PICTURES


# -- pictures --------------------------------------------------------------------------------------


@play
def asked_in_order(twin):
    """Format, size, rate, buffers; then the controls; then, at the first read, the stream."""
    source = source_of(twin.plug(0), exposure=8.0, focus=0.5, power_line="50Hz")
    source.open()
    asked = twin.asked("s_fmt", "s_parm", "reqbufs", "s_ctrl", "streamon")
    controls = ["exposure_auto 1", "exposure 80", "focus_auto 0", "focus 125", "power_line 1"]
    settings = ["s_fmt MJPG 1280x720", "s_parm 30", "reqbufs 3"]
    assert asked[-8:] == settings + [f"s_ctrl {one}" for one in controls], asked
    until_seen(source)
    assert len(twin.asked("streamon")) == 1
    source.close()
    assert twin.asked()[-2:] == ["streamoff", "reqbufs 0"]


@play
def each_picture_with_its_own_time(twin):
    """Time stamp and picture belong together, and no picture comes twice."""
    source = source_of(twin.plug(0))
    source.open()
    frames = [until_seen(source) for _ in range(20)]
    for frame in frames:
        assert frame.picture.shape == (720, 1280, 3)
        assert number_of(frame) == number_at(twin, frame.at), frame.at
    assert all(one.at < two.at for one, two in itertools.pairwise(frames))
    assert frames[-1].at <= time.monotonic()


@play
def the_newest_after_a_pause(twin):
    """What waited in the queue is thrown away, whatever clock the driver stamps with."""
    for clock in ("mono", "real", "zero"):
        source = source_of(twin.plug(0, clock=clock))
        source.open()
        until_seen(source)
        time.sleep(0.7)  # the queue is full long before
        back = time.monotonic()
        frame = until_seen(source)
        assert back - 0.35 < frame.at <= time.monotonic(), (clock, back - frame.at)
        # One that is stamped with another clock has the time of the grab, up to two periods later.
        late = (number_at(twin, frame.at) - number_of(frame)) % PICTURES
        assert late == 0 if clock == "mono" else late <= 9, (clock, late)
        source.close()


@play
def a_camera_that_does_not_compress(twin):
    source = source_of(twin.plug(0, mjpg=0))
    source.open()
    assert twin.asked("s_fmt")[-1] == "s_fmt YUYV 1280x720"
    for frame in [until_seen(source) for _ in range(5)]:
        assert frame.picture.shape == (720, 1280, 3)
        assert number_of(frame) == number_at(twin, frame.at)


@play
def a_camera_slower_than_asked(twin):
    source = source_of(twin.plug(0, fps=10))
    source.open()
    assert twin.asked("s_parm")[-1] == "s_parm 10"
    frames = [until_seen(source) for _ in range(5)]
    assert [number_of(frame) for frame in frames] == [number_at(twin, frame.at) for frame in frames]


@play
def a_picture_that_is_cut_off(twin):
    """As when a cable is pulled in the middle of one: no picture, and the next ones are whole."""
    for file in sorted((twin.frames / "1280x720").iterdir())[::2]:
        file.write_bytes(file.read_bytes()[:400])
    source = source_of(twin.plug(0))
    source.open()
    sizes = {until_seen(source).picture.size for _ in range(20)}
    assert sizes == {0, 720 * 1280 * 3}, sizes


@play
def a_picture_is_unpacked_once_and_when_wanted(twin):
    source = source_of(twin.plug(0))
    source.open()
    frame = until_seen(source)
    assert frame._picture is None
    number = number_of(frame)
    for _ in range(4):
        until_seen(source)  # the camera's buffers are used again meanwhile
    assert frame.picture is frame.picture
    assert number_of(frame) == number


# -- controls --------------------------------------------------------------------------------------


@play
def left_to_the_camera(twin):
    """Said outright: what was set by hand stays in the camera."""
    path = twin.plug(0)
    for tuning in ({"exposure": 5.0, "focus": 1.0}, {}):
        source = source_of(path, **tuning)
        source.open()
        source.close()
    assert twin.asked("s_ctrl")[-2:] == ["s_ctrl exposure_auto 3", "s_ctrl focus_auto 1"]


@play
def within_its_range(twin):
    path = twin.plug(0)
    for exposure, focus, expected in (
        (0.1, 0.0, (3, 0)),
        (1000.0, 1.0, (2047, 250)),
        (20.0, 0.51, (200, 130)),
    ):
        source = source_of(path, exposure=exposure, focus=focus)
        source.open()
        source.close()
        asked = [
            line.split()[1:] for line in twin.asked("s_ctrl") if "auto" not in line and "power" not in line
        ]
        assert [int(value) for _, value in asked[-2:]] == list(expected)
    assert not [line for line in twin.asked("s_ctrl") if "refused" in line]


@play
def what_it_does_not_admit(twin):
    """Is left alone, said once at debug, and no reason not to film."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(f"{record.levelname}: {record.getMessage()}")
    logging.getLogger("kiosk.devices").addHandler(handler)
    logging.getLogger("kiosk.devices").setLevel(logging.DEBUG)
    path = twin.plug(0, without="exposure,focus,focus_auto,power_line")
    for _ in range(3):
        source = source_of(path, exposure=8.0, focus=0.3, power_line="60Hz")
        source.open()
        until_seen(source)
        source.close()
    assert twin.asked("s_ctrl") == []
    assert len(said) == 3, said
    assert all(one.startswith("DEBUG: ") for one in said)


# -- what goes wrong -------------------------------------------------------------------------------


@play
def why_it_cannot_be_opened(twin):
    assert fault_of(source_of(twin.dev / "video7")) is Fault.MISSING
    assert fault_of(source_of(twin.dev / "video7" / "deeper")) is Fault.MISSING
    for state, fault in (
        ("busy", Fault.IN_USE),
        ("exclusive", Fault.IN_USE),
        ("denied", Fault.NOT_PERMITTED),
    ):
        assert fault_of(source_of(twin.plug(0, state=state))) is fault, state
    for kind in ("metadata", "codec", "sensor"):
        assert fault_of(source_of(twin.plug(0, kind=kind))) is Fault.CANNOT_OPEN, kind
    assert twin.asked("reqbufs", "streamon") == []


@play
def a_camera_that_another_one_films_with(twin):
    """Here the other one is of ours, in the same process; then it lets go."""
    path = twin.plug(0)
    first, second = source_of(path), source_of(path)
    first.open()
    until_seen(first)
    assert fault_of(second) is Fault.IN_USE
    until_seen(first)  # and goes on
    first.close()
    second.open()
    until_seen(second)


@play
def silent(twin):
    path = twin.plug(0)
    source = source_of(path)
    source.open()
    until_seen(source)
    twin.plug(0, state="silent")
    begun = time.monotonic()
    frames = [source.read() for _ in range(2)]  # one may be under way
    while frames[-1] is not None:
        frames.append(source.read())
        assert len(frames) < 5
    assert time.monotonic() - begun > 0.9, "it has to wait, not to spin"
    twin.plug(0)
    until_seen(source)


@play
def unplugged(twin):
    """Known at once, also when the name lives on, or is another camera's by then."""
    for afterwards in ("nothing", "another camera", "another name"):
        path = twin.plug(0)
        lasting = twin.name(0)
        source = source_of(lasting)
        source.open()
        until_seen(source)
        if afterwards == "another camera":
            twin.plug(0, "B")
        else:
            twin.unplug(0)
        if afterwards == "another name":
            twin.plug(2, "B")
            twin.name(2)
        assert ends_with(source) is Fault.UNPLUGGED, afterwards
        source.close()
        path.unlink(missing_ok=True)


@play
def plugged_in_again_under_another_number(twin):
    twin.plug(0)
    source = source_of(twin.name(0))
    for number in (1, 0, 5):
        source.open()
        until_seen(source)
        for node in twin.dev.glob("video*"):
            node.unlink()
        assert fault_of(source) is Fault.MISSING  # the link leads nowhere
        twin.plug(number, f"again{number}")
        twin.name(number)
    source.open()
    assert number_of(until_seen(source)) >= 0


# -- whichever is there ----------------------------------------------------------------------------


def auto(twin: Twin, search: Search | None = None):
    v4l2.DEV = twin.dev
    cameras.installed = lambda: False
    return make_source("auto", SIZE, FPS, search=search)


@play
def auto_passes_over_what_is_no_camera_or_gives_nothing(twin):
    twin.plug(0, "meta", kind="metadata")
    twin.plug(1, "codec", kind="codec")
    twin.plug(2, "sensor", kind="sensor")
    twin.plug(3, "taken", state="busy")
    twin.plug(4, "dead", state="silent")
    twin.plug(5, "built in", bus="platform:isp")
    twin.plug(10, "good", mjpg=0)
    source = auto(twin)
    source.open()
    assert until_seen(source).picture.shape == (720, 1280, 3)
    assert source._chosen._path == twin.dev / "video10"
    assert len(twin.asked("streamon")) == 2  # the dead one and the good one: not the one built in


@play
def auto_prefers_lasting_names(twin):
    for number in range(4):
        twin.plug(number, f"number{number}")
    twin.name(2)
    assert [node.path.name for node in v4l2.camera_nodes(twin.dev)] == [
        "usb-Twin-video-index0",
        "video0",
        "video1",
        "video3",
    ]
    twin.name(3, "kiosk/camera")
    source = auto(twin)
    source.open()
    assert source._chosen._path == twin.dev / "kiosk/camera"


@play
def auto_says_why_there_is_none(twin):
    cameras._FIRST_PICTURE = cameras._LAST_HOPE = 0.1
    assert fault_of(auto(twin)) is Fault.MISSING
    twin.plug(0, "meta", kind="metadata")
    assert fault_of(auto(twin)) is Fault.MISSING
    twin.plug(1, "dead", state="silent")
    assert fault_of(auto(twin)) is Fault.NO_FRAMES
    twin.plug(2, "denied", state="denied")
    assert fault_of(auto(twin)) is Fault.NOT_PERMITTED
    twin.plug(3, "taken", state="exclusive")
    assert fault_of(auto(twin)) is Fault.IN_USE


@play
def auto_lets_go_of_a_silent_one_for_one_that_is_plugged_in(twin):
    """Which was silent before, and must not be in the way while the good one comes back."""
    search = Search()
    cameras._LAST_HOPE = 3 * PATIENCE
    twin.plug(0, "dead", state="silent")
    for again in range(3):
        source = auto(twin, search)
        opening = threading.Thread(target=source.open, daemon=True)
        opening.start()
        wait_until(partial(twin.has_asked, "streamon", 2 * again + 1), "the dead one is tried")
        twin.plug(1, f"good {again}")
        opening.join(PATIENCE)
        assert source._chosen._path == twin.dev / "video1"
        until_seen(source)
        twin.unplug(1)
        assert ends_with(source) is Fault.UNPLUGGED
        source.close()


@play
def slow_to_begin(twin):
    """Longer than a read may take: OpenCV must not be confused by the first one that was in vain."""
    source = source_of(twin.plug(0, slow_ms=1500))
    source.open()
    assert source.read() is None
    assert number_of(until_seen(source)) <= 1
    source.close()
    source = auto(twin)
    source.open()
    until_seen(source)


@play
def nothing_is_left_open(twin):
    path, search = twin.plug(0), Search()

    def count() -> int:
        return len(os.listdir("/proc/self/fd"))

    def round_() -> None:
        twin.plug(0)
        for source in (source_of(path), auto(twin, search)):
            source.open()
            until_seen(source)
            source.close()
        twin.plug(0, state="busy")
        assert fault_of(source_of(path)) is Fault.IN_USE
        assert fault_of(auto(twin, search)) is Fault.IN_USE
        twin.plug(0, kind="codec")
        assert fault_of(source_of(path)) is Fault.CANNOT_OPEN

    round_()
    before = count()
    for _ in range(25):
        round_()
    assert count() == before


def film(twin: Twin) -> None:
    """The whole adapter over ``auto``: up, pulled out, plugged in again as another number, up."""
    search, ears = Search(), Ears()
    v4l2.DEV = twin.dev
    cameras.installed = lambda: False
    taken: list[float] = []
    twin.plug(1, "meta", kind="metadata")
    twin.plug(0)
    twin.name(0)
    adapter = CameraAdapter(
        lambda: make_source("auto", SIZE, FPS, search=search),
        preview=lambda picture, quads: taken.append(float(picture[:, :, :3].mean())),
    )
    adapter.start(ears)
    try:
        assert ears.until(DeviceChanged, 1)[0].up
        for again, number in enumerate((2, 0)):
            for node in twin.dev.glob("video[02]"):
                node.unlink()
            gone = time.monotonic()
            event = ears.until(DeviceChanged, 2 * again + 2)[-1]
            noticed = time.monotonic() - gone
            assert (event.up, event.reason) == (False, "unplugged"), event
            time.sleep(2.0)  # it stays out for a while: the kiosk no longer tries as often
            taken.clear()
            twin.plug(number, f"again{again}")
            back = time.monotonic()
            assert ears.until(DeviceChanged, 2 * again + 3)[-1].up
            print(f"noticed after {noticed:.2f} s, filming again after {time.monotonic() - back:.2f} s")
            wait_until(lambda: bool(taken), "pictures on the screen")
    finally:
        adapter.stop()


@play
def filmed_and_replugged(twin):
    film(twin)


@play
def filmed_and_replugged_beside_a_silent_one(twin):
    twin.plug(9, "dead", state="silent")
    film(twin)


@play
def filmed_while_another_program_has_it(twin):
    """Said as such; when the other one lets go, the kiosk films."""
    ears = Ears()
    v4l2.DEV = twin.dev
    cameras.installed = lambda: False
    twin.plug(0, state="busy")
    adapter = CameraAdapter(lambda: make_source("auto", SIZE, FPS))
    adapter.start(ears)
    try:
        event = ears.until(DeviceChanged, 1)[0]
        assert (event.up, event.reason) == (False, "in_use"), event
        twin.plug(0)
        assert ears.until(DeviceChanged, 2)[-1].up
    finally:
        adapter.stop()


@play
def filmed_until_it_freezes(twin):
    """One picture for ever is found out, and the camera opened anew: that brings this one back."""
    ears = Ears()
    rng = np.random.default_rng(1)
    for file in (twin.frames / "1280x720").iterdir():
        noise = rng.integers(90, 160, (720, 1280, 3), np.uint8)
        file.write_bytes(cv2.imencode(".jpg", noise)[1].tobytes())
    path = twin.plug(0)
    adapter = CameraAdapter(lambda: source_of(path))
    adapter.start(ears)
    try:
        assert ears.until(DeviceChanged, 1)[0].up
        twin.plug(0, state="frozen")
        event = ears.until(DeviceChanged, 2)[-1]
        assert (event.up, event.reason) == (False, "frozen"), event
        twin.plug(0)
        assert ears.until(DeviceChanged, 3)[-1].up
    finally:
        adapter.stop()


@play
def looked_at_by_the_doctor(twin):
    from kiosk.cli.doctor import devices
    from kiosk.cli.doctor.holders import Holder
    from kiosk.cli.doctor.place import Place
    from kiosk.cli.logbook import Said
    from kiosk.config import Settings

    class Beside(Place):
        """A kiosk is at work here, and has all there is."""

        kiosk, runs = Holder(812, "kiosk"), True
        said = Said(devices={"camera": ("down", "black")})

        def kiosk_has(self, paths):
            assert paths == [twin.dev / "video0"]
            return True

    auto(twin)
    devices.PICTURE_WITHIN = 1.0
    place = Place(Settings())

    def looked() -> str:
        [found] = devices.camera(place)
        return found.code

    assert looked() == "camera.none_found"
    twin.plug(0)
    [found] = devices.camera(place)
    assert (found.code, found.values["width"], found.values["height"]) == ("", *SIZE), found
    assert found.values["fps"] > 1, found
    before = len(twin.asked("streamon"))
    [found] = devices.camera(Beside(Settings()))
    assert (found.code, found.values) == ("camera.black", {"held_by": "kiosk", "pid": 812})
    assert len(twin.asked("streamon")) == before, "what the kiosk has is left alone"
    for state, code in (("busy", "in_use"), ("denied", "not_permitted"), ("silent", "no_pictures")):
        twin.plug(0, f"another, {state}", state=state)
        assert looked() == f"camera.{code}", state


# -- the stage -------------------------------------------------------------------------------------


def perform(name: str, folder: Path) -> int:
    """One play, in a child of this process. What it says goes into the folder."""
    child = os.fork()
    if child:
        until = time.monotonic() + 90
        while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0):
            if time.monotonic() > until:
                os.kill(child, signal.SIGABRT)  # which has faulthandler say where it is
            time.sleep(0.01)
        return os.waitstatus_to_exitcode(ended[1])
    code = 1
    try:
        twin = Twin(folder)
        os.environ.update(TWIN_DEV=str(twin.dev), TWIN_FRAMES=str(twin.frames), TWIN_LOG=str(twin.log))
        said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        faulthandler.enable()
        PLAYS[name](twin)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, this child ends here
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def main() -> None:
    """Performs what is asked for on standard input, a line "name folder" each, and answers how it ended."""
    for line in sys.stdin:
        name, _, folder = line.strip().partition(" ")
        print(perform(name, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
