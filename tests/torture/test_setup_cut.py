"""The power fails at every moment of a set-up: there is the old one or the new one, and every secret is kept
once: on the card or in its place, in the end in its place only."""

from __future__ import annotations

import os
import pwd
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.setup import disk, install
from kiosk.setup.importing import Outcome
from tests.support.setup_card import FILLED, KEY, PASSWORD, Computer
from tests.support.v4l2_twin import compiler
from tests.torture.cuts import Disk, Image, in_memory, lay_out, mark, read, recorded

OLD = FILLED.replace(KEY, "lk_old_key").replace(PASSWORD, "an older phrase").replace("Café", "Old café")
OLD = OLD.replace("Yildiz Gast", "Old net")
INSTALLED = ("root/etc/kiosk/kiosk.toml", "root/etc/kiosk/api.key")
NETWORKS = ("root/var/lib/iwd/Old net.psk", "root/var/lib/iwd/Yildiz Gast.psk")


def state(computer: Computer) -> tuple[bytes | None, ...]:
    files = computer.files()
    return tuple(files.get(name) for name in (*INSTALLED, *NETWORKS))


def set_up(folder: Path, text: str) -> Computer:
    computer = Computer.new(folder)
    computer.owner_writes(text).boots()
    return computer


def judge(image: Image, folder: Path, old: tuple[bytes | None, ...], new: tuple[bytes | None, ...]) -> bool:
    """What the next start finds, and what it makes of it. Whether there was the new set-up already."""
    lay_out(image, folder)
    computer = Computer.new(folder)
    # Had the owner taken the card out meanwhile: nothing but one or the other.
    install.finish(computer.places)
    found = state(computer)
    assert found in (old, new), "neither the old set-up nor the new one"
    if found == old:
        assert (computer.card / "kiosk.toml").read_text() == FILLED, (
            "lost from the card, and not there either"
        )
    lay_out(image, folder)
    computer = Computer.new(folder)
    assert computer.boots().outcome in (Outcome.DONE, Outcome.NOTHING)
    assert state(computer) == new
    assert computer.holding(KEY.encode()) == ["root/etc/kiosk/api.key"]
    assert computer.holding(PASSWORD.encode()) == ["root/var/lib/iwd/Yildiz Gast.psk"]
    left = {one.name for one in computer.card.iterdir()}
    assert not left - {"kiosk-setup-done.txt", ".kiosk-setup-done.txt.new"}, left
    after = computer.files()
    assert computer.boots().outcome is Outcome.NOTHING
    assert computer.files() == after
    return found == new


@pytest.mark.skipif(compiler() is None, reason="NO C COMPILER: power cuts are not tried (apt install gcc)")
def test_the_power_fails_at_every_moment_of_a_set_up(tmp_path: Path) -> None:
    """By the worst that POSIX allows: unsynced sectors and names are there, or not, in any choice."""
    new = state(set_up(tmp_path / "new", FILLED))
    computer = set_up(tmp_path / "disk", OLD)
    old = state(computer)
    computer.owner_writes(FILLED).owner_writes(KEY, "api.key")
    before = computer.files()
    me = pwd.getpwuid(os.geteuid()).pw_name
    command = [sys.executable, "-m", "kiosk", "setup", "import", str(computer.card)]
    log = tmp_path / "log"
    subprocess.run(
        [*command, "--root", str(computer.root), "--user", me],
        env=os.environ | recorded(tmp_path / "disk", log),
        check=True,
        timeout=60,
        capture_output=True,
    )
    deeds = [deed for deed in read(log) if not deed.path.startswith("root/run/")]
    assert {"C", "W", "S", "R", "U", "T"} <= {deed.kind for deed in deeds}
    played, dice = Disk(before), random.Random(8)
    found: dict[bytes, bool] = {}
    with in_memory(tmp_path) as folder:
        for deed in deeds:
            played.play(deed)
            for image in played.images(dice, 2):
                if (known := mark(image)) not in found:
                    found[known] = judge(image, folder / "disk", old, new)
    # Else the recorder has heard nothing, and the test has shown nothing.
    assert len(found) > 30
    assert set(found.values()) == {False, True}


class PowerCut(BaseException):
    """It is dark."""


class Failing:
    """``os``, until so many of its calls have been made."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in {"open", "write", "fsync", "rename", "unlink", "ftruncate", "fchmod", "fchown"}:
            return real
        return self._counted(real)

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **named: Any) -> Any:
            if not self.left:
                raise PowerCut
            self.left -= 1
            return real(*values, **named)

        return call


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(cuts=st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_the_power_fails_again_and_again(tmp_path_factory: pytest.TempPathFactory, cuts: list[int]) -> None:
    """Also while a set-up that was cut short is being finished."""
    with in_memory(tmp_path_factory.getbasetemp()) as folder:
        new = state(set_up(folder / "new", FILLED))
        computer = set_up(folder / "disk", OLD)
        computer.owner_writes(FILLED).owner_writes(KEY, "api.key")
        for steps in cuts:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(disk, "os", Failing(steps))
                try:
                    computer.boots()
                except PowerCut:
                    kept = computer.holding(KEY.encode())
                    assert kept, "lost"
        computer.boots()
        assert state(computer) == new
        assert computer.holding(KEY.encode()) == ["root/etc/kiosk/api.key"]
        assert computer.holding(PASSWORD.encode()) == ["root/var/lib/iwd/Yildiz Gast.psk"]
