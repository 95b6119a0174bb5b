"""The session of kiosk.service, played with a compositor and a program that are a line of shell each."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SESSION = Path(__file__).resolve().parents[2] / "packaging/deb/kiosk/session"
SOFTWARE = "pixman software"


@dataclass
class Stage:
    """A machine as far as the session sees it: devices, the kernel's words, and what it writes down."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("bin", "run", "dev"):
            (self.folder / name).mkdir()
        (self.folder / "cmdline").write_text("quiet\n")
        # Runs what is behind "--", as cage does, and ends with its code.
        self.program("cage", 'shift 4; WAYLAND_DISPLAY=wayland-0 "$@"; exit $?')
        self.program(
            "kiosk", 'echo "$QT_QPA_PLATFORM ${WLR_RENDERER:-gpu} ${QT_QUICK_BACKEND:-gpu} $*" >>"$SAID"'
        )
        self.program(
            "wlr-randr",
            '[ $# -gt 0 ] && echo "$*" >>"$SAID" || printf "HDMI-A-1 \\"A panel\\"\\n  Enabled: yes\\n"',
        )

    def program(self, name: str, line: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(f"#!/bin/sh\n{line}\n")
        file.chmod(0o755)

    def graphics(self) -> None:
        """There is a graphics chip."""
        (self.folder / "dev/dri").mkdir()
        (self.folder / "dev/dri/renderD128").touch()

    def words(self, **more: str) -> dict[str, str]:
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "RUNTIME_DIRECTORY": str(self.folder / "run"),
            "SESSION_KIOSK": str(self.folder / "bin/kiosk"),
            "SESSION_CMDLINE": str(self.folder / "cmdline"),
            "SESSION_ROTATION": str(self.folder / "rotation"),
            "SESSION_DEVICES": str(self.folder / "dev"),
            "SAID": str(self.folder / "said"),
            **self.environment,
            **more,
        }

    def do(self, what: str, **more: str) -> int:
        return subprocess.run([SESSION, what], env=self.words(**more), timeout=30, check=False).returncode

    def ended(self, status: int, result: str = "exit-code") -> None:
        """systemd says that it is over."""
        self.do("ended", EXIT_STATUS=str(status), SERVICE_RESULT=result)

    @property
    def said(self) -> str:
        """The last line of what was started."""
        return (self.folder / "said").read_text().splitlines()[-1]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def test_it_draws_with_the_chip_where_there_is_one(stage: Stage) -> None:
    stage.graphics()
    assert stage.do("start") == 0
    assert stage.said == "wayland gpu gpu run --log-format json"


def test_it_draws_without_one_where_there_is_none(stage: Stage) -> None:
    assert stage.do("start") == 0
    assert stage.said == f"wayland {SOFTWARE} run --log-format json"


@pytest.mark.parametrize("status", [1, 75, 80, 139])
def test_without_a_picture_the_next_way_is_tried_and_then_the_first_again(stage: Stage, status: int) -> None:
    stage.graphics()
    seen = []
    for _ in range(4):
        stage.do("start")
        seen.append(stage.said.split(" run")[0])
        stage.ended(status)
    assert seen == ["wayland gpu gpu", f"wayland {SOFTWARE}", f"linuxfb {SOFTWARE}", "wayland gpu gpu"]


def test_what_has_shown_a_picture_is_kept(stage: Stage) -> None:
    """Crashes after the first picture have other reasons."""
    stage.graphics()
    stage.do("start")
    stage.do("shown")
    stage.ended(1)
    stage.do("start")
    assert stage.said.startswith("wayland gpu")


def test_a_chip_that_gives_up_later_is_left(stage: Stage) -> None:
    stage.graphics()
    stage.do("start")
    stage.do("shown")
    stage.ended(75)
    stage.do("start")
    assert stage.said.startswith(f"wayland {SOFTWARE}")


@pytest.mark.parametrize(("status", "result"), [(0, "success"), (79, "success"), (2, "exit-code")])
def test_stops_restarts_and_wrong_settings_say_nothing_of_the_screen(
    stage: Stage, status: int, result: str
) -> None:
    stage.graphics()
    stage.do("start")
    stage.ended(status, result)
    stage.do("start")
    assert stage.said.startswith("wayland gpu")


@pytest.mark.parametrize(
    ("kernel", "setting", "platform"),
    [
        ("quiet kiosk.display=framebuffer", "", "linuxfb"),
        ("kiosk.display=framebuffer", "graphics", "linuxfb"),
        ("quiet", "software", f"wayland {SOFTWARE}"),
        ("kiosk.display=hologram", "", "wayland gpu"),
        ("kiosk.display=auto", "", "wayland gpu"),
    ],
)
def test_who_names_a_way_gets_it(stage: Stage, kernel: str, setting: str, platform: str) -> None:
    stage.graphics()
    (stage.folder / "cmdline").write_text(f"{kernel}\n")
    stage.do("start", SESSION_DISPLAY=setting)
    assert stage.said.startswith(platform)


def test_an_appliance_can_be_set_up_on_its_screen(stage: Stage) -> None:
    stage.do("start", SESSION_APPLIANCE="yes", SESSION_OPTIONS="--log-level debug")
    assert stage.said.endswith("run --log-format json --appliance --log-level debug")


def test_the_programs_exit_code_is_the_sessions(stage: Stage) -> None:
    stage.program("kiosk", "exit 79")
    assert stage.do("start") == 79


@pytest.mark.parametrize(("turned", "transform"), [("90", "270"), ("180", "180"), ("270", "90")])
def test_the_picture_is_turned_before_the_program_sees_the_screen(
    stage: Stage, turned: str, transform: str
) -> None:
    (stage.folder / "rotation").write_text(f"{turned}\n")
    stage.do("start")
    lines = (stage.folder / "said").read_text().splitlines()
    assert lines[0] == f"--output HDMI-A-1 --transform {transform}"
    assert lines[1].startswith("wayland")


def test_stopping_ends_the_program_first_and_waits_for_it(stage: Stage) -> None:
    """The compositor goes by itself, when the program is done."""
    ends = "trap 'sleep 0.5; echo clean >>\"$SAID\"; exit 0' TERM"
    stage.program("kiosk", f'{ends}; echo up >>"$SAID"; while :; do sleep 0.05; done')
    session = subprocess.Popen([SESSION, "start"], env=stage.words())
    try:
        said = stage.folder / "said"
        until = time.monotonic() + 10
        while not (said.exists() and said.read_text()):
            assert time.monotonic() < until
            time.sleep(0.05)
        stage.do("stop")
        assert stage.said == "clean"
        assert session.wait(10) == 0
    finally:
        if session.poll() is None:
            session.send_signal(signal.SIGKILL)
            session.wait()


def test_stopping_what_has_not_begun_is_no_fault(stage: Stage) -> None:
    assert stage.do("stop") == 0
    (stage.folder / "run/pid").write_text("")
    assert stage.do("stop") == 0


def test_wrong_usage(stage: Stage) -> None:
    assert stage.do("dance") == 2
