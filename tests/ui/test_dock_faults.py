"""The dock's faults, at work on the real kiosk: what it says in its log is what it has noticed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from kiosk.core.machine import Network, Voltage
from kiosk.demo.disk import Disk
from kiosk.demo.lens import Lens, LensSource
from kiosk.demo.switches import LOST_TIME, network, switch
from kiosk.demo.world import DemoWorld
from kiosk.devices.frame_source import Fault, SourceError
from kiosk.simulator.camera import PhoneScene
from kiosk.simulator.clock import ClockTwin
from tests.ui.test_dock import Bench, bench

pytestmark = pytest.mark.usefixtures("qapp")


def flip(it: Bench, page: str, name: str) -> None:
    """A switch, and it shows that it has been turned."""
    it.page(page)
    before = it.find(name).property("on")
    it.click(name)
    it.until(lambda: it.find(name).property("on") is not before, f"{name} to be turned")


def rewards(it: Bench) -> int:
    return [e["name"] for e in it.events("screen")].count("reward")


def test_what_can_go_wrong_goes_wrong_for_the_kiosk_and_is_over_again(tmp_path: Path) -> None:
    """One kiosk, one fault after the other: each is noticed as what it is, and its end as well."""
    with bench(tmp_path, kiosk=True) as it:
        it.until(lambda: len(it.events("device")) > 1, "the kiosk's devices", 30)

        def state(name: str) -> tuple[str, str]:
            told = [event for event in it.events("device") if event["name"] == name][-1]
            return told["state"], told.get("reason", "")

        flip(it, "camera", "camera_unplugged")
        it.until(lambda: state("camera") == ("down", "unplugged"), "the camera to be missed")
        flip(it, "camera", "camera_unplugged")
        it.until(lambda: state("camera")[0] == "up", "the camera back")
        flip(it, "camera", "camera_frozen")
        it.until(lambda: state("camera") == ("down", "frozen"), "a frozen picture", 30)
        flip(it, "camera", "camera_frozen")
        it.until(lambda: state("camera")[0] == "up", "pictures that move", 30)

        # A full disk: nothing is earned that could not be kept; and with room again, it is.
        flip(it, "machine", "disk_full")
        it.click("showMember")
        it.until(lambda: it.events("device")[-1]["name"] == "journal", "the disk to be noticed", 30)
        assert state("journal")[0] == "down"
        assert it.shop.ledger == []
        flip(it, "machine", "disk_full")
        it.until(lambda: state("journal")[0] == "up", "room on the disk", 30)
        it.click("hide")
        it.until(lambda: it.filmed() == "", "the phone gone")

        # The server's word on the time is the one that counts.
        flip(it, "machine", "clock_wrong")
        QTest.qWait(2300)  # the code counts as gone after two seconds
        it.click("showMember")
        it.until(lambda: rewards(it) == 1, "a stamp all the same", 30)
        assert [event["state"] for event in it.events("clock")] == ["wrong"]
        assert it.events("clock")[0]["ahead"] == pytest.approx(-LOST_TIME, abs=5)
        flip(it, "machine", "clock_wrong")
        it.click(f"member_{it.world.members[1].code}")  # the next answer tells
        it.until(lambda: it.events("clock")[-1]["state"] == "right", "the clock to be right again", 30)


def test_an_hour_later_the_same_member_gets_a_stamp_again(tmp_path: Path) -> None:
    """With all that the kiosk waits for: the reward's screen has ended by itself when the hour is over."""
    with bench(tmp_path, kiosk=True) as it:
        it.until(lambda: len(it.events("device")) > 1, "the kiosk's devices", 30)
        it.click(f"member_{it.world.members[1].code}")
        it.click("scanMember")
        it.until(lambda: rewards(it) == 1, "a stamp", 30)
        begun = time.monotonic()
        it.click("lapse_3600")
        it.until(lambda: it.events("screen")[-1]["name"] == "attract", "the end of the session")
        assert time.monotonic() - begun < 10
        it.click("scanMember")
        it.until(lambda: rewards(it) == 2, "a second stamp, though the demo's pause is a minute", 30)
        assert [event["state"] for event in it.events("clock")] == []
        visits = [entry for entry in it.shop.ledger if entry.kind == "earn"]
        assert len(visits) == 2


# -- the twins by themselves ---------------------------------------------------------------------------


def test_a_clock_that_is_told_to() -> None:
    world = DemoWorld()
    try:
        told: list[object] = []
        world.tell = told.append
        before = world.clock.now()
        world.lapse(3600)
        after = world.clock.now()
        assert after.mono - before.mono == pytest.approx(3600, abs=1)
        assert (after.local - before.local).total_seconds() == pytest.approx(3600, abs=1)
        assert len(told) == 1
        assert after.entropy != before.entropy
        clock = ClockTwin(before.local.tzinfo or pytest.fail("no zone"))
        clock.off = -60.0
        assert clock.world() - clock.now().local.timestamp() == pytest.approx(60, abs=1)
        with pytest.raises(ValueError, match="forwards"):
            clock.advance(-1)
    finally:
        world.scanner.stop()
        world.printer.stop()


def test_a_lens() -> None:
    lens = Lens(PhoneScene())
    source = LensSource(lens)
    source.open()
    first, second = source.read(), source.read()
    assert first is not None
    assert second is not None
    assert second.at - first.at > 0.03  # it waits for the next one
    assert (first.picture != second.picture).any()
    lens.frozen = True
    one, same = source.read(), source.read()
    assert one is not None
    assert same is not None
    assert (one.picture == same.picture).all()
    lens.frozen, lens.covered = False, True
    black = source.read()
    assert black is not None
    assert black.picture.max() == 0
    lens.unplugged = True
    with pytest.raises(SourceError) as pulled:
        source.read()
    assert pulled.value.fault is Fault.UNPLUGGED
    with pytest.raises(SourceError) as missing:
        LensSource(lens).open()
    assert missing.value.fault is Fault.MISSING


def test_a_full_disk_takes_nothing_and_keeps_what_it_has(tmp_path: Path) -> None:
    disk, file = Disk(), tmp_path / "file"
    file.write_text("kept", encoding="ascii")
    disk.full = True
    try:
        with pytest.raises(OSError, match="too large"):
            (tmp_path / "another").write_bytes(bytes(8192))
        assert file.read_text(encoding="ascii") == "kept"
    finally:
        disk.full = False
    (tmp_path / "another").write_bytes(bytes(8192))


def test_the_machines_own_switches_and_those_that_do_not_exist() -> None:
    world = DemoWorld()
    try:
        for name in ("hot", "undervolted", "no_wifi"):
            work = switch(world, name, True)
            assert work is not None
            work()
        says = world.appliance.report()
        assert (says.celsius, says.voltage, says.network) == (84.0, Voltage.LOW, Network.DOWN)
        assert switch(world, "coffee", True) is None
        with pytest.raises(ValueError, match="no such network"):
            network(world, "pigeon")
    finally:
        world.scanner.stop()
        world.printer.stop()
