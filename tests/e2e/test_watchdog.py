"""A kiosk that hangs is ended and started anew: by systemd, which is played here, and by itself."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kiosk.app import EXIT_RESTART
from kiosk.cli.starts import Starts
from kiosk.cli.vigil import EXIT_HUNG
from tests.e2e.kiosk_process import Kiosk, Place, place
from tests.e2e.test_restart import hands, hire

LIMIT = 6.0
"""Seconds: ``WatchdogSec`` as docs/running.md asks for it."""

BACK_WITHIN = 15.0
"""Seconds from the hang to the invitation."""


class Systemd:
    """What systemd does of a unit with ``Type=notify`` and ``WatchdogSec``: it listens."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._heard: list[tuple[float, str]] = []
        self._change = threading.Condition()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._thread = threading.Thread(target=self._listen, name="systemd")
        self._thread.start()

    @property
    def environ(self) -> dict[str, str]:
        """For the kiosk."""
        return {"NOTIFY_SOCKET": str(self.path), "WATCHDOG_USEC": str(round(LIMIT * 1e6))}

    def _listen(self) -> None:
        while word := self._socket.recv(4096).decode():
            with self._change:
                self._heard.append((time.monotonic(), word))
                self._change.notify_all()

    def since(self, at: float) -> list[str]:
        """What was said after that."""
        with self._change:
            return [word for when, word in self._heard if when > at]

    def wait_for(self, word: str, after: float) -> None:
        """Until it was said, after that time."""
        with self._change:
            assert self._change.wait_for(
                lambda: any(w == word and when > after for when, w in self._heard), 20
            ), word

    def watch(self, kiosk: Kiosk) -> float:
        """Kill it when its signs of life have stayed away for the limit; when that was."""
        begun = time.monotonic()
        with self._change:
            while True:
                assert time.monotonic() - begun < 3 * LIMIT, "it hangs, and says that it lives"
                last = max(when for when, word in self._heard if word == "WATCHDOG=1")
                left = last + LIMIT - time.monotonic()
                if left <= 0:
                    break
                self._change.wait(left)
        kiosk.kill()
        return time.monotonic()

    def close(self) -> None:
        with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as end:
            end.sendto(b"", str(self.path))
        self._thread.join()
        self._socket.close()


@contextlib.contextmanager
def systemd(folder: Path) -> Iterator[Systemd]:
    one = Systemd(folder / "notify")
    try:
        yield one
    finally:
        one.close()


def back(one: Place, began: float, environ: dict[str, str] | None = None) -> None:
    """It is started anew, and invites within 15 s from when it began to hang."""
    with one.run(environ=environ) as kiosk:
        kiosk.wait_for("ready")
        first = kiosk.wait_for("screen")
        assert first["name"] == "attract"
        at = first["at"]
        assert isinstance(at, float)
        print(f"back after {at - began:.1f} s")
        assert at - began < BACK_WITHIN
        kiosk.stop()


def under_systemd(what: str, folder: Path) -> None:
    folder.mkdir()
    now = folder / "now"
    with place(folder) as one, systemd(folder) as supervisor:
        with one.run(module=["tests.e2e.hanging", what, str(now)], environ=supervisor.environ) as kiosk:
            supervisor.wait_for("READY=1", 0)
            supervisor.wait_for("WATCHDOG=1", time.monotonic())
            began = time.monotonic()
            now.touch()
            supervisor.watch(kiosk)
            # One may have been on its way; with half the limit as interval, two or three would have come.
            assert len(supervisor.since(began)) <= 1
        again = time.monotonic()
        back(one, began, supervisor.environ)
        # Each sign of life of the new one, and that it went as it should.
        assert {"READY=1", "WATCHDOG=1", "STOPPING=1"} == set(supervisor.since(again))


def test_systemd_ends_what_hangs_and_the_invitation_is_back_in_time(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as both:  # most of it is waiting
        list(both.map(lambda what: under_systemd(what, tmp_path / what), ("ui", "engine")))


def test_without_systemd_it_ends_itself(tmp_path: Path) -> None:
    kinds = {"ui": EXIT_HUNG, "engine": EXIT_HUNG, "lock": 1}
    with contextlib.ExitStack() as stack:
        running: dict[str, tuple[Place, Kiosk]] = {}
        for what in kinds:
            folder = tmp_path / what
            folder.mkdir()
            one = stack.enter_context(place(folder))
            kiosk = one.run(module=["tests.e2e.hanging", what, str(tmp_path / "now")])
            running[what] = one, stack.enter_context(kiosk)
        for _, kiosk in running.values():
            kiosk.wait_for("ready")
        time.sleep(2)  # a sign of life
        began = time.monotonic()
        (tmp_path / "now").touch()
        for what, (_, kiosk) in running.items():
            assert kiosk.wait_for_end() == kinds[what], kiosk.output
            # Where it hung can be read, and nothing that was in its memory.
            assert "most recent call first" in kiosk.output
            assert bool(kiosk.all("fault", where="watchdog", error="hung")) is (what != "lock")
            assert time.monotonic() - began < BACK_WITHIN
        back(running["lock"][0], began)


def test_after_five_crashes_it_comes_up_closed_without_its_devices_and_staff_can_restart_it(
    tmp_path: Path,
) -> None:
    with place(tmp_path) as one, systemd(tmp_path) as supervisor:
        asyncio.run(hire(one))
        for _ in range(5):
            assert not Starts.of(supervisor.environ, one.journal.parent).begin()
        # By itself it tries everything once more; when that crashes, it does not a second time.
        impatient = ["tests.e2e.hanging", "impatient", str(tmp_path / "never")]
        with one.run(module=impatient, environ=supervisor.environ) as kiosk:
            assert kiosk.wait_for_end() == EXIT_RESTART
            assert [line["name"] for line in kiosk.all("screen")] == ["closed"]
        with one.run(environ=supervisor.environ) as kiosk:
            kiosk.wait_for("screen", name="attract")
            kiosk.kill()
        # Whose hands are at it cannot be seen from outside: they unlock and restart.
        with one.run(module=hands("restart"), environ=supervisor.environ) as kiosk:
            assert kiosk.wait_for_end() == EXIT_RESTART
            assert [line["name"] for line in kiosk.all("screen")] == [
                "closed", "staff_lock", "staff_menu", "staff_close",
            ]  # fmt: skip
            assert kiosk.all("fault", where="start", error="crash_loop", reason="E-LOOP")
            assert not kiosk.all("device")
            assert {line["state"] for line in kiosk.all("printer")} <= {"absent"}
        with one.run(environ=supervisor.environ) as kiosk:
            kiosk.wait_for("screen", name="attract")
            kiosk.wait_for("printer", state="ready")
            kiosk.stop()
