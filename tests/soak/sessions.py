"""Sessions at full rate: one person after the other, each as soon as the one before has seen the end.

The kiosk is the real program in a process of its own; the shop answers over loopback, the scanner and the
printer are at pseudo-terminals, the camera films. In each twenty there are most of the ways that a visit can
go; every code is another one, as in a shop, for a kiosk knows the last one again.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from kiosk.config import Api
from kiosk.core.codes import badge_hash
from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import StaffMember
from kiosk.simulator.camera import draw_shop, photograph
from kiosk.simulator.scanner import ScannerTwin
from kiosk.simulator.shop_values import Preset, Settings
from tests.e2e.kiosk_process import PATIENCE, Kiosk, Line, Place, place
from tests.soak.hands import PIN
from tests.soak.judge import Findings, Sample

STAFF, BADGE = "Deniz", "kb_soak"
PACE = 0.102
"""Seconds between two codes at least: the kiosk takes ten a second from a scanner, and drops the rest."""
ROUND = 21
"""Sessions in which everything happens at least once. The process is looked at in between, when staff have
just left: each screen takes its share, so that two looks compare only at the same one."""

_TICK = os.sysconf("SC_CLK_TCK")
AWAY = 2.2  # seconds after which a code is a new scan


def looked_at(pid: int, session: int) -> Sample:
    """The process as the kernel sees it."""
    proc = Path(f"/proc/{pid}")
    status = dict(line.split(":", 1) for line in (proc / "status").read_text().splitlines())
    times = (proc / "stat").read_text().rpartition(")")[2].split()

    def kb(name: str) -> int:
        return int(status[name].split()[0])

    return Sample(
        session,
        kb("VmRSS"),
        kb("RssAnon"),
        len(os.listdir(proc / "fd")),
        int(status["Threads"]),
        (int(times[11]) + int(times[12])) / _TICK,
    )


class Ear:
    """Hears the kiosk's log line by line, and forgets it: there will be many."""

    def __init__(self) -> None:
        self._heard: queue.SimpleQueue[Line] = queue.SimpleQueue()
        self._before = ""

    def __call__(self, line: Line) -> bool:
        """For ``Kiosk.kill_at``, in the thread that reads. Kills nobody."""
        self._heard.put(line)
        return False

    def wait(self, *wanted: Line) -> None:
        """Until each of these lines has come; a ``drawn`` counts only if it is of a new session. Raises
        ``AssertionError`` when the kiosk complains, or too long passes."""
        left, lines = list(wanted), []
        new = self._before
        until = time.monotonic() + PATIENCE
        while left:
            try:
                line = self._heard.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"never came: {left}; came: {lines[-20:]}") from None
            lines.append(line)
            assert line["event"] not in ("fault", "stopped"), line
            if line["event"] == "drawn":
                if line["session"] == self._before:
                    continue
                new = str(line["session"])
            left = [one for one in left if not one.items() <= line.items()]
        self._before = new


@dataclass(slots=True)
class Crowd:
    """Everybody who comes, and what they do before the kiosk."""

    one: Place
    scanner: ScannerTwin
    ear: Ear
    number: int = 0
    _next_scan: float = 0.0
    _badge_at: float = float("-inf")
    _served: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=100))

    def member(self, stamps: int = 0) -> int:
        """The code of somebody who was never here."""
        self.number += 1
        return self.one.server.shop.add_member(f"guest{self.number}@example.com", stamps=stamps).code

    def scan(self, text: str) -> None:
        """Hold a code under the scanner, as soon as it takes one."""
        time.sleep(max(0.0, self._next_scan - time.monotonic()))
        self._next_scan = time.monotonic() + PACE
        assert self.scanner.scan(text.encode())

    def film(self, text: str | None) -> None:
        """Hold a code before the camera, or take it away."""
        beside = self.one.folder / "next.jpg"
        if text is None:
            coded, jpeg = cv2.imencode(".jpg", draw_shop(np.random.default_rng(1)))
            assert coded
            beside.write_bytes(jpeg.tobytes())
        else:
            photograph(text, beside, seed=self.number % 50)
        beside.replace(self.one.folder / "seen.jpg")

    # -- what people do ----------------------------------------------------------------------------

    def stamp(self) -> None:
        """A stamp."""
        code = self.member()
        self.scan(self.one.server.shop.qr_for(code))
        self.ear.wait({"event": "drawn", "screen": "reward"})
        self._served.append((time.monotonic(), code))

    def coupon(self) -> None:
        """The tenth one: a coupon, on screen and on paper."""
        self.scan(self.one.server.shop.qr_for(self.member(stamps=9)))
        self.ear.wait({"event": "drawn", "screen": "reward"}, {"event": "coupon", "state": "printed"})
        self.one.printer.papers.clear()

    def again(self) -> None:
        """Somebody who has had their stamp already, and has been away meanwhile."""
        at, code = self._served.popleft()
        time.sleep(max(0.0, at + AWAY - time.monotonic()))
        self.scan(self.one.server.shop.qr_for(code))
        self.ear.wait({"event": "drawn", "screen": "balance"})

    def stranger(self) -> None:
        """A member who has left the programme."""
        code = self.member()
        text = self.one.server.shop.qr_for(code)
        self.one.server.shop.remove_member(code)
        self.scan(text)
        self.ear.wait({"event": "drawn", "screen": "problem"})

    def rubbish(self) -> None:
        """What is no code of ours."""
        self.number += 1
        self.scan(f"\x01 no {self.number}")
        self.ear.wait({"event": "drawn", "screen": "problem"})

    def paper(self) -> None:
        """Somebody shows their coupon here."""
        self.number += 1
        self.scan(f"cq_{self.number:032x}")
        self.ear.wait({"event": "drawn", "screen": "problem"})

    def pin(self) -> None:
        """In a shop where a stamp needs a PIN."""
        shop = self.one.server.shop
        shop.set_preset(Preset.STRICT)
        try:
            self.scan(shop.qr_for(self.member()))
            self.ear.wait({"event": "drawn", "screen": "reward"})
        finally:
            shop.set_preset(Preset.STANDARD)

    def phone(self) -> None:
        """A stamp, by the camera."""
        self.film(self.one.server.shop.qr_for(self.member()))
        self.ear.wait({"event": "drawn", "screen": "reward"})
        self.film(None)

    def staff(self) -> None:
        """Staff, with their badge, to one of their screens and out again."""
        time.sleep(max(0.0, self._badge_at + AWAY - time.monotonic()))
        self.scan(BADGE)
        self._badge_at = time.monotonic()
        self.ear.wait({"event": "drawn", "screen": "staff_menu"})
        self.ear.wait({"event": "drawn", "screen": "attract"})

    def all(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """What they do, one after the other, for ever."""
        twenty: list[tuple[str, Callable[[], None]]] = [("a stamp", self.stamp)] * 20
        twenty[2] = ("a stamp, by the camera", self.phone)
        twenty[5] = ("a stamp, with a PIN", self.pin)
        twenty[7] = ("not a code", self.rubbish)
        twenty[9] = ("an unknown member", self.stranger)
        twenty[11] = ("a coupon, printed", self.coupon)
        twenty[13] = ("a coupon shown to the customers' side", self.paper)
        twenty[15] = ("a second visit on the same day", self.again)
        twenty[16] = ("a coupon, printed", self.coupon)
        while True:
            yield from twenty
            yield "staff, with a badge", self.staff


@contextlib.contextmanager
def crowd(folder: Path, *, leak: bool = False) -> Iterator[tuple[Crowd, Kiosk]]:
    """A kiosk that is ready, and those who come to it."""
    with place(folder, settings=Settings(limits=False, pin=PIN)) as one, ScannerTwin() as scanner:
        asyncio.run(_hire(one))
        one.tables["scanner"] = {"port": scanner.port, "terminator": "cr"}
        one.tables["printer"] |= {"baud": 921600}
        one.tables["staff"] = {"badge": "alone"}
        one.tables["ui"]["idle_after"] = 30
        # As fast as they come: what a server takes in a minute is not the question here.
        unlimited = {"lookups_per_minute", "sends_per_minute"} & set(Api.model_fields)
        one.tables["api"] |= dict.fromkeys(unlimited, 0)
        ear = Ear()
        people = Crowd(one, scanner, ear)
        people.film(None)
        module = ["tests.soak.hands", str(folder), *(["leak"] if leak else [])]
        with one.run(level="info", kill_at=ear, module=module) as kiosk:
            up = [{"event": "device", "name": name, "state": "up"} for name in ("camera", "scanner")]
            ear.wait({"event": "ready"}, {"event": "printer", "state": "ready"}, *up)
            yield people, kiosk
            kiosk.stop()


async def _hire(one: Place) -> None:
    one.journal.parent.mkdir(exist_ok=True)
    journal = await SqliteJournal.open(one.journal)
    try:
        await journal.add_staff(StaffMember(STAFF, "$argon2id$"))
        await journal.set_badge(STAFF, badge_hash(BADGE))
    finally:
        await journal.close()


def soak(
    people: Crowd, pid: int, goes_on: Callable[[int], bool], warm: int, say: Callable[[Sample], None]
) -> Findings:
    """Have them come, ``warm`` rounds that do not count first, and then for as long as ``goes_on`` (asked
    with the number of sessions that count) says so."""
    found = Findings()
    for number, (kind, visit) in enumerate(people.all(), start=-warm * ROUND):
        if number >= 0 and number % ROUND == 0:
            found.samples.append(looked_at(pid, number))
            say(found.samples[-1])
            if not goes_on(number):
                return found
        begun = time.monotonic()
        visit()
        if number >= 0:
            found.waits.setdefault(kind, []).append((time.monotonic() - begun) * 1000)
    raise AssertionError("they never end")
