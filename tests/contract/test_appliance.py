"""The computer itself: the same promises of the real adapter, in a root of its own, and of its twin."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.core.machine import MachineReport, Network, Refusal, Voltage
from kiosk.devices import appliance as module
from kiosk.devices.appliance import LinuxAppliance
from kiosk.ports import Appliance
from kiosk.simulator.appliance import ApplianceTwin


class Root:
    """A machine's files and programs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "root"
        self.programs = folder / "bin"
        self.programs.mkdir()
        (folder / "journal").mkdir()
        self.machine = LinuxAppliance(
            folder / "journal" / "journal.sqlite3", root=self.folder, programs=str(self.programs)
        )

    def put(self, path: str, text: str) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="ascii")
        return file

    def program(self, name: str, lines: str) -> None:
        file = self.programs / name
        file.write_text(f"#!{shutil.which('sh')}\n{lines}\n", encoding="ascii")
        file.chmod(0o755)

    def said(self, name: str) -> str:
        file = self.programs / f"{name}.said"
        return file.read_text(encoding="ascii") if file.exists() else ""


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)


def logind(root: Root, can: str, *, refuses: bool = False) -> None:
    """busctl, in front of a logind that says this."""
    root.program(
        "busctl",
        f"""echo "$@" >>"{root.programs / "busctl.said"}"
case "$*" in
  *CanPowerOff) echo 's "{can}"'; exit 0 ;;
  *PowerOff*) exit {int(refuses)} ;;
esac
exit 1""",
    )


def light(root: Root, now: int = 204, most: int = 255) -> Path:
    root.put("sys/class/backlight/10-0045/max_brightness", f"{most}\n")
    return root.put("sys/class/backlight/10-0045/brightness", f"{now}\n")


# -- both ------------------------------------------------------------------------------------------


def real(root: Root, *, dimmable: bool, refusal: Refusal | None) -> Appliance:
    if dimmable:
        light(root)
    if refusal is not Refusal.NOT_AVAILABLE:
        can = "challenge" if refusal is Refusal.NOT_PERMITTED else "yes"
        logind(root, can, refuses=refusal is Refusal.FAILED)
    return root.machine


def twin(root: Root, *, dimmable: bool, refusal: Refusal | None) -> Appliance:
    del root
    return ApplianceTwin(MachineReport(brightness=80 if dimmable else None), refusal)


BOTH = pytest.mark.parametrize("make", [real, twin])
Make = Callable[..., Appliance]


@BOTH
def test_a_screen_takes_its_brightness_and_says_so(make: Make, root: Root) -> None:
    machine = make(root, dimmable=True, refusal=None)
    assert machine.report().brightness == 80
    for wanted, found in ((40, 40), (100, 100), (250, 100), (0, 5), (-3, 5)):
        assert machine.set_brightness(wanted)
        assert machine.report().brightness == pytest.approx(found, abs=1)


@BOTH
def test_a_screen_without_a_light_of_its_own_is_not_adjustable(make: Make, root: Root) -> None:
    machine = make(root, dimmable=False, refusal=None)
    assert machine.report().brightness is None
    assert not machine.set_brightness(40)


@BOTH
@pytest.mark.parametrize("refusal", [None, *Refusal])
def test_shutting_down_is_done_or_refused_with_a_reason(
    make: Make, root: Root, refusal: Refusal | None
) -> None:
    assert make(root, dimmable=True, refusal=refusal).shut_down() is refusal


def test_the_twin_writes_down_what_it_was_asked() -> None:
    machine = ApplianceTwin()
    machine.set_brightness(40)
    machine.shut_down()
    assert machine.asked == ["brightness 40", "shut down"]
    assert machine.report().disk_free
    refusing = ApplianceTwin(refusal=Refusal.NOT_PERMITTED)
    refusing.shut_down()
    assert refusing.asked == []


# -- the real one ----------------------------------------------------------------------------------


def test_a_machine_that_says_nothing_is_not_known(root: Root) -> None:
    report = root.machine.report()
    assert report.disk_free is not None  # the disk of this test
    assert report == MachineReport(disk_free=report.disk_free)


def test_this_very_machine_can_be_asked(tmp_path: Path) -> None:
    report = LinuxAppliance(tmp_path / "journal.sqlite3").report()
    free = os.statvfs(tmp_path)
    assert report.disk_free is not None
    assert 0 <= report.disk_free <= free.f_blocks * free.f_frsize
    assert report.memory_free is None or report.memory_free > 0
    assert report.celsius is None or -40 <= report.celsius <= 150


def test_the_disk_is_that_of_the_journal_also_before_its_folder_is_there(tmp_path: Path) -> None:
    assert LinuxAppliance(tmp_path / "not" / "yet" / "journal.sqlite3", root=tmp_path).report().disk_free


def test_a_raspberry_pi(root: Root) -> None:
    root.put("proc/meminfo", "MemTotal:        3884324 kB\nMemAvailable:    1210937 kB\n")
    root.put("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n")
    root.put("sys/class/thermal/thermal_zone0/temp", "47236\n")
    root.put("sys/class/net/lo/operstate", "unknown\n")
    root.put("sys/class/net/eth0/operstate", "down\n")
    root.put("sys/class/net/eth0/device/uevent", "")
    root.put("sys/class/net/wlan0/operstate", "up\n")
    root.put("sys/class/net/wlan0/device/uevent", "")
    root.put("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n")
    light(root, 128, 255)
    report = root.machine.report()
    assert report == MachineReport(
        Network.UP, report.disk_free, 1_239_999_488, 47.236, Voltage.LOW, 50
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "voltage"),
    [
        ("0", Voltage.FINE),
        ("50000", Voltage.WAS_LOW),
        ("50005", Voltage.LOW),
        ("1", Voltage.LOW),
        ("e0008", Voltage.FINE),  # hot, and no more
        ("", None),
        ("no such thing", None),
        ("123456789", None),
    ],
)
def test_power_by_the_kernel_and_by_the_firmwares_own_tool(
    root: Root, said: str, voltage: Voltage | None
) -> None:
    root.program("vcgencmd", f"echo 'throttled=0x{said}'")
    assert root.machine.report().voltage is voltage
    root.program("vcgencmd", "exit 1")
    assert root.machine.report().voltage is None
    root.put("sys/devices/platform/soc/soc:firmware/get_throttled", f"{said}\n")
    assert root.machine.report().voltage is voltage


@pytest.mark.parametrize(
    ("states", "hardware", "network"),
    [
        ({"eth0": "up"}, (), Network.UP),
        ({"eth0": "down"}, (), Network.DOWN),
        ({"eth0": "down", "docker0": "up"}, ("eth0",), Network.DOWN),
        ({"eth0": "up", "docker0": "down"}, ("eth0",), Network.UP),
        ({"wlan0": "dormant"}, ("wlan0",), Network.DOWN),
        ({"tun0": "unknown"}, (), None),
        ({"lo": "unknown"}, (), None),
    ],
)
def test_the_network_is_what_a_cable_or_a_radio_says(
    root: Root, states: dict[str, str], hardware: tuple[str, ...], network: Network | None
) -> None:
    for name, state in states.items():
        root.put(f"sys/class/net/{name}/operstate", f"{state}\n")
    for name in hardware:
        root.put(f"sys/class/net/{name}/device/uevent", "")
    assert root.machine.report().network is network


@pytest.mark.parametrize(
    ("zones", "celsius"),
    [
        ({"acpitz": "27800", "x86_pkg_temp": "51000"}, 51.0),
        ({"iwlwifi_1": "44000"}, 44.0),
        ({"cpu-thermal": "-274000", "acpitz": "30000"}, 30.0),
        ({"cpu-thermal": "hot"}, None),
        ({"cpu-thermal": ""}, None),
    ],
)
def test_the_temperature_is_the_processors_where_it_is_told(
    root: Root, zones: dict[str, str], celsius: float | None
) -> None:
    for number, (kind, temp) in enumerate(zones.items()):
        root.put(f"sys/class/thermal/thermal_zone{number}/type", f"{kind}\n")
        root.put(f"sys/class/thermal/thermal_zone{number}/temp", f"{temp}\n")
    assert root.machine.report().celsius == celsius


@pytest.mark.parametrize("now", ["", "bright", "300", "-1"])
def test_nonsense_is_no_brightness(root: Root, now: str) -> None:
    light(root).write_text(now, encoding="ascii")
    assert root.machine.report().brightness is None
    assert not root.machine.set_brightness(50)


def test_a_light_that_may_not_be_written_is_not_adjustable(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = light(root)
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (file, os.W_OK))
    assert root.machine.report().brightness is None


def test_a_light_that_takes_nothing(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    light(root)

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert not root.machine.set_brightness(50)


def test_who_may_not_is_not_asked_for_a_password(root: Root) -> None:
    logind(root, "challenge")
    assert root.machine.shut_down() is Refusal.NOT_PERMITTED
    assert root.said("busctl").count("\n") == 1
    assert root.said("busctl").endswith("CanPowerOff\n")


@pytest.mark.parametrize("can", ["na", "no"])
def test_what_cannot_be_is_told_apart_from_what_may_not(root: Root, can: str) -> None:
    logind(root, can)
    assert root.machine.shut_down() is {"na": Refusal.NOT_AVAILABLE, "no": Refusal.NOT_PERMITTED}[can]


def test_the_call_that_switches_off(root: Root) -> None:
    logind(root, "yes")
    assert root.machine.shut_down() is None
    last = root.said("busctl").splitlines()[-1]
    assert last == (
        "--system call org.freedesktop.login1 /org/freedesktop/login1 "
        "org.freedesktop.login1.Manager PowerOff b false"
    )


def test_without_a_bus_it_is_not_available(root: Root) -> None:
    root.program("busctl", "exit 1")
    assert root.machine.shut_down() is Refusal.NOT_AVAILABLE
    broken = root.programs / "busctl"
    broken.write_bytes(b"\x00\x01")
    assert root.machine.shut_down() is Refusal.NOT_AVAILABLE


def test_a_bus_that_hangs_is_not_waited_for(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CALL_TIME", 0.2)
    root.program("busctl", f"exec {sys.executable} -c 'import time; time.sleep(60)'")
    assert root.machine.shut_down() is Refusal.NOT_AVAILABLE
