"""What a visit and the empty shop may cost, in things that can be counted: the same on every machine.

The numbers stand close to what was counted (docs/profiles.md). Whoever needs more finds out first where it
goes: the message of each test says how.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from kiosk.simulator.scanner import ScannerTwin
from tests.bench.attract import film
from tests.budget.watched import Told, Watched, why_no_strace
from tests.e2e.kiosk_process import place

VISITS = 3
DIM_AFTER = 5.0
SETTLE = 1.5
"""Seconds after the start, or after a visit, in which what it left to do is done."""

MODULES = 795
"""Loaded until the invitation stands and the first connection is ready: 779, with those of ``observed``."""
SOURCES = 145
"""Python files whose text is kept in memory, because PySide6 wanted to see whether they use it: see
kiosk/cli/early.py. 141, with what makes the first connection."""
NOT_AT_START = {
    "anyio.from_thread": "nobody calls from another thread",
    "concurrent.futures.process": "the kiosk is one process",
    "http.server": "nobody is served",
    "kiosk.cli.badge": "a command of its own",
    "kiosk.cli.setup": "a command of its own",
    "kiosk.demo": "the demo's",
    "kiosk.setup": "the appliance's set-up is over",
    "kiosk.simulator": "the demo's",
    "multiprocessing.pool": "the kiosk is one process",
    "numpy.f2py": "for building Fortran",
    "numpy.testing": "for tests",
    "PySide6.QtWidgets": "the screen is QML",
    "pip": "an installer",
    "prometheus_client": "metrics are off",
    "setuptools": "an installer",
    "tkinter": "another toolkit",
    "unittest": "for tests",
    "uvloop": "nobody asked for it",
    "wsgiref": "nobody is served",
}
"""What must not be loaded by then, and why not."""

QML_FILES = 26
"""Compiled for the invitation; a language, a theme or another screen needs no more of them."""
SYNCS, SYNCS_WITH_COUPON = 3, 6
"""Of the journal, in a visit: recorded, marked as sent, settled; with a coupon also its paper: under way,
sent, printed."""
REQUESTS = ["lookup", "earn"]
THREADS, DESCRIPTORS = 13, 32
WAKE_UPS, WAKE_UPS_FILMING = 15.0, 600.0
"""A second, at the dimmed invitation. With a webcam: of 30 pictures a second each wakes the thread that reads
it, every other one the one that looks, and five are painted by three more; on a busy machine they wait for
each other's locks as well, up to twice as often."""


@dataclass(slots=True)
class Spent:
    """What one kiosk without a camera, and one with it, came to."""

    start: Told | None = None
    qml: int = 0
    threads: int = 0
    descriptors: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    visits: list[tuple[list[str], list[str]]] = field(default_factory=list)
    """Of each visit the syncs and the requests."""
    connections: set[int] = field(default_factory=set)
    after: list[str] = field(default_factory=list)
    wake_ups: float = 0.0


@pytest.fixture(scope="module")
def spent(tmp_path_factory: pytest.TempPathFactory) -> Spent:
    """One kiosk for all that needs no camera."""
    found = Spent()
    folder = tmp_path_factory.mktemp("budget")
    (folder / "no-film").mkdir()
    with ExitStack() as stack:
        one = stack.enter_context(place(folder))
        scanner = stack.enter_context(ScannerTwin())
        one.tables["scanner"] = {"port": scanner.port}
        one.tables["ui"] |= {"dim_after": DIM_AFTER}
        shop = one.server.shop
        members = [shop.add_member(f"member.{number}@example.com") for number in range(VISITS)]
        members.append(shop.add_member("full.card@example.com", stamps=9))
        watched = stack.enter_context(Watched(one, folder / "no-film", "plain"))
        kiosk = watched.kiosk
        kiosk.wait_for("ready")
        kiosk.wait_for("printer", state="ready")
        kiosk.wait_for("device", name="scanner", state="up")
        time.sleep(SETTLE)
        found.start, found.qml = watched.ask(), watched.compiled()
        found.threads, found.children = watched.threads, watched.children
        found.descriptors = list(watched.descriptors)
        time.sleep(DIM_AFTER)
        found.wake_ups = watched.wake_ups()
        if not why_no_strace():
            stack.enter_context(watched.traced())
        for number, member in enumerate(members, 1):
            synced, asked = len(watched.syncs()), len(one.server.seen)
            scanner.scan(shop.qr_for(member.code).encode())
            kiosk.wait_for("screen", name="reward", count=number)
            if member is members[-1]:
                kiosk.wait_for("coupon", state="printed")
            time.sleep(SETTLE / 3)
            syncs = [name for name in watched.syncs()[synced:] if name.startswith("journal")]
            found.visits.append((syncs, [str(seen.call) for seen in one.server.seen[asked:]]))
        found.connections = {seen.connection for seen in one.server.seen}
        found.after = list(watched.descriptors)
        kiosk.stop()
    return found


@pytest.fixture(scope="module")
def filming(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, float]:
    """Wake-ups and pictures a second of a kiosk with a webcam, at the dimmed invitation."""
    folder = tmp_path_factory.mktemp("filming")
    film(folder / "shop", pictures=10)
    with place(folder) as one:
        one.tables["camera"]["source"] = "auto"
        one.tables["ui"] |= {"dim_after": DIM_AFTER}
        with Watched(one, folder / "shop", "film") as watched:
            watched.kiosk.wait_for("device", name="camera", state="up")
            time.sleep(DIM_AFTER + SETTLE)
            before = watched.ask()
            wake_ups = watched.wake_ups()
            after = watched.ask()
            watched.kiosk.stop()
    pictures = (after.pictures - before.pictures) / (after.at - before.at)
    assert pictures > 5, "the camera has to film, or what is counted means nothing"
    return wake_ups, pictures


def test_a_visit_asks_the_service_twice(spent: Spent) -> None:
    asked = [requests for _, requests in spent.visits]
    assert asked == [REQUESTS] * (VISITS + 1), (
        "a visit is one lookup and one earn. What else is asked costs each customer a round trip, and "
        "a share of the service's limit: find out who asks (event `api` in the log)"
    )


def test_all_visits_share_one_connection(spent: Spent) -> None:
    assert spent.connections == {1}, (
        "a connection of its own costs a visit two or three round trips: see kiosk/loyalite/client.py"
    )


def test_a_visit_syncs_the_journal_no_oftener_than_it_must(spent: Spent) -> None:
    if why := why_no_strace():
        pytest.skip(why)
    counted = [len(syncs) for syncs, _ in spent.visits]
    assert counted == [SYNCS] * VISITS + [SYNCS_WITH_COUPON], (
        "each sync is 5 to 50 ms on a memory card, most of them before the customer sees the reward. "
        "docs/profiles.md argues for each that there is; one more needs an argument there"
    )
    assert {name for syncs, _ in spent.visits for name in syncs} == {"journal.sqlite3-wal"}


def test_little_is_loaded_until_the_invitation(spent: Spent) -> None:
    assert spent.start is not None
    loaded = set(spent.start.modules)
    roots = {name: why for name, why in NOT_AT_START.items() if name in loaded}
    assert not roots, "import these where they are used, not at the top of a module: `python -X importtime`"
    assert len(loaded) <= MODULES, (
        f"{len(loaded)} modules are loaded before anybody can scan; a Pi takes about a millisecond for each. "
        "`python -X importtime -m kiosk run` shows who asks for them"
    )


def test_qt_is_loaded_last(spent: Spent) -> None:
    assert spent.start is not None
    assert spent.start.sources <= SOURCES, (
        f"PySide6 has read the source of {spent.start.sources} modules, at about 33 kB and 0.3 ms each: what "
        "needs no Qt and was added belongs into kiosk/cli/early.py"
    )


def test_only_what_the_invitation_shows_is_compiled(spent: Spent) -> None:
    assert spent.qml <= QML_FILES, (
        "each QML file costs some milliseconds until the first picture: other screens are loaded when they "
        "are shown (Loader in Main.qml), and so should be what they need"
    )
    assert spent.qml > QML_FILES - 5, "the number is to stand close to what is counted"


def test_it_is_one_process_of_few_threads(spent: Spent) -> None:
    assert spent.children == []
    assert spent.threads <= THREADS, "each thread is one more who can hold a lock: can an old one do it?"
    assert len(spent.descriptors) <= DESCRIPTORS, spent.descriptors


def test_visits_leave_no_open_files(spent: Spent) -> None:
    assert len(spent.after) <= len(spent.descriptors), set(spent.after) - set(spent.descriptors)


def test_an_empty_shop_wakes_the_processor_seldom(spent: Spent) -> None:
    assert spent.wake_ups <= WAKE_UPS, (
        f"{spent.wake_ups:.0f} wake-ups a second with nobody there and no camera: who looks again and again "
        "for what could be waited for? `grep voluntary /proc/PID/task/*/status` shows the thread"
    )


def test_filming_an_empty_shop_wakes_the_processor_no_oftener_than_pictures_come(
    filming: tuple[float, float],
) -> None:
    wake_ups, pictures = filming  # a busy machine brings fewer than 30
    assert wake_ups <= WAKE_UPS_FILMING, (
        f"{wake_ups:.0f} wake-ups a second with nobody there, at {pictures:.0f} pictures: see "
        "kiosk/devices/filming.py, and what the screen paints (five pictures a second)"
    )
