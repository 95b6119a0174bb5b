"""The real program comes to grief: what is then in its words, on the disk, in a core file, and in /proc."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.simulator.shop_values import TEST_KEY
from tests.e2e.crashing import ERROR
from tests.e2e.kiosk_process import PATIENCE, ROOT, Place, command, environment, place, until

KEY = f"{TEST_KEY}-by-the-environment"


class Doomed:
    """One process of the kiosk's, with all the room for core files that there is, in a folder of its own."""

    def __init__(self, config: Path, folder: Path, ways: str) -> None:
        folder.mkdir()
        self.folder = folder
        self.told = folder.with_suffix(".log")
        self.errors = folder.with_suffix(".err")
        words = command(config, module=("tests.e2e.crashing", ways))
        variables = environment() | {"KIOSK_API__KEY": KEY, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
        variables["PYTHONFAULTHANDLER"] = (
            "1"  # the last words of Python's own, as a developer would want them
        )
        with self.told.open("wb") as out, self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                words, cwd=folder, env=variables, stdin=subprocess.DEVNULL, stdout=out, stderr=errors,
                preexec_fn=all_the_room,
            )  # fmt: skip

    def says(self, words: str) -> bool:
        return until(lambda: words in self.said)

    @property
    def said(self) -> str:
        return "".join(
            file.read_text(encoding="utf-8", errors="replace") for file in (self.told, self.errors)
        )

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)


def all_the_room() -> None:
    """A core file may be as large as it likes."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def dumped(process: subprocess.Popen[bytes]) -> tuple[int, bool]:
    """The signal that ended it, and whether the kernel wrote a core file of it."""
    ended = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert ended is not None
    return ended.si_status, ended.si_code == os.CLD_DUMPED


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with place(tmp_path_factory.mktemp("crash")) as one:
        yield one


@pytest.fixture
def doomed(here: Place, tmp_path: Path) -> Iterator[Callable[[str], Doomed]]:
    begun: list[Doomed] = []

    def begin(ways: str) -> Doomed:
        begun.append(Doomed(here.config(), tmp_path / f"run-{len(begun)}", ways))
        return begun[-1]

    yield begin
    for one in begun:
        one.kill()


def test_this_machine_writes_core_files_of_others(tmp_path: Path) -> None:
    """Else the tests below say nothing."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    if most == 0:
        pytest.skip("no process may leave a core file on this machine")
    process = subprocess.Popen(
        [sys.executable, "-c", "import os; os.abort()"], cwd=tmp_path, preexec_fn=all_the_room
    )
    try:
        assert dumped(process) == (signal.SIGABRT, True)
    finally:
        process.wait(PATIENCE)


def test_errors_are_told_by_place_and_not_by_what_they_say(doomed: Callable[[str], Doomed]) -> None:
    """Of a slot of Qt's, a thread, a task and a call in the engine's loop, and of what is thrown away. In the
    end memory itself is broken, and nothing of it is written down."""
    one = doomed("slot,thread,task,del,child")
    assert one.says("False\n") or one.says("True\n"), one.said
    assert until(lambda: one.said.count("fail_later") >= 1 and one.said.count("KeyError") >= 5), one.said
    assert len(re.findall("uncaught: KeyError", one.said)) == 5
    assert one.said.count("WordyError") == 5, "what it came from is told, too"
    assert one.said.count("in fail\n") + one.said.count(r"in fail\n") >= 5, "and where"

    # What the system shows of it. A child of it had no key in its environment either.
    pid = one.process.pid
    assert b"KIOSK_API__KEY" in Path(f"/proc/{pid}/environ").read_bytes()
    for file in ("environ", "cmdline", "maps"):
        assert KEY.encode() not in Path(f"/proc/{pid}/{file}").read_bytes(), file
    assert "False\n" in one.errors.read_text()
    limits = Path(f"/proc/{pid}/limits").read_text()
    assert re.search(r"Max core file size\s+0\s+0\s", limits), limits

    os.kill(pid, signal.SIGSEGV)
    assert dumped(one.process) == (signal.SIGSEGV, False)
    assert "Fatal Python error: Segmentation fault" in one.said
    check_what_is_left(one)


@pytest.mark.parametrize("way", ["fatal", "abort"])
def test_a_crash_leaves_no_core_file(doomed: Callable[[str], Doomed], way: str) -> None:
    one = doomed(way)
    assert until(lambda: dumped_now(one)), one.said
    assert dumped(one.process) == (signal.SIGABRT, False)
    if way == "fatal":
        assert "the end" in one.said, "Qt's last words are in the log"
    check_what_is_left(one)


def dumped_now(one: Doomed) -> bool:
    return os.waitid(os.P_PID, one.process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def check_what_is_left(one: Doomed) -> None:
    one.process.wait(PATIENCE)
    assert [file for file in one.folder.rglob("*") if file.is_file()] == [], "no core file, nor any other"
    for secret in (KEY, TEST_KEY, ERROR):
        assert secret not in one.said
