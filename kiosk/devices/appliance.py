"""The computer itself, as Linux tells of it: a few small files, and one call to logind.

What a machine does not tell is ``None``. Nothing here waits for long, but all of it may block for a moment:
call it off the engine's thread.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from kiosk.core.machine import MachineReport, Network, Refusal, Voltage
from kiosk.devices.programs import answer_of

_log = logging.getLogger(__name__)

ASK_TIME = 1.0
"""Seconds for a question to the firmware."""
CALL_TIME = 5.0
"""Seconds for a call to logind."""
_LEAST_LIGHT = 0.05
"""Of a screen's full light: darker is off, and nobody would find the way back."""
_OF_THE_CHIP = ("cpu", "soc", "x86_pkg", "coretemp", "acpitz")
"""How the thermal zones begin that tell of the machine's heart, the best first."""
_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_LOW_NOW, _LOW_ONCE = 1 << 0, 1 << 16
"""Bits of the firmware's get_throttled: too little voltage now, and at any time since the start."""


class LinuxAppliance:
    """Fulfils ``ports.Appliance``. ``journal`` is the file whose disk counts; ``root`` and ``programs`` stand
    for ``/`` and ``$PATH`` in tests."""

    def __init__(self, journal: Path, *, root: Path = Path("/"), programs: str | None = None) -> None:
        self._journal = journal
        self._root = root
        self._programs = programs

    def report(self) -> MachineReport:
        """See ``ports.Appliance``."""
        light = self._light()
        return MachineReport(
            network=self._network(),
            disk_free=self._disk_free(),
            memory_free=self._memory_free(),
            celsius=self._celsius(),
            voltage=self._voltage(),
            brightness=None if light is None else round(100 * light[1] / light[2]),
        )

    def set_brightness(self, percent: int) -> bool:
        """See ``ports.Appliance``."""
        light = self._light()
        if light is None:
            return False
        file, _, most = light
        share = max(_LEAST_LIGHT, min(100, percent) / 100)
        try:
            file.write_text(str(max(1, round(most * share))), encoding="ascii")
        except OSError as error:
            _log.debug("the brightness cannot be set: %s", error.strerror)
            return False
        return True

    def shut_down(self) -> Refusal | None:
        """See ``ports.Appliance``. Asked first, so that a no can be told in words: logind would else ask
        for a password that nobody here could type."""
        busctl = shutil.which("busctl", path=self._programs)
        if busctl is None:
            return Refusal.NOT_AVAILABLE
        may = answer_of([busctl, "--system", "call", *_LOGIN, "CanPowerOff"], CALL_TIME)
        if may is None or '"na"' in may:
            return Refusal.NOT_AVAILABLE
        if '"yes"' not in may:
            return Refusal.NOT_PERMITTED
        done = answer_of([busctl, "--system", "call", *_LOGIN, "PowerOff", "b", "false"], CALL_TIME)
        return Refusal.FAILED if done is None else None

    # -- what it says ------------------------------------------------------------------------------

    def _network(self) -> Network | None:
        places = [place for place in self._all("sys/class/net/*") if place.name != "lo"]
        # Where there is real hardware, the bridges and tunnels of the system tell nothing of the cable.
        hardware = [place for place in places if (place / "device").exists()]
        states = {_read(place / "operstate") for place in hardware or places}
        if "up" in states:
            return Network.UP
        return Network.DOWN if states & {"down", "lowerlayerdown", "dormant", "notpresent"} else None

    def _disk_free(self) -> int | None:
        for place in self._journal.parents:
            with contextlib.suppress(OSError):
                told = os.statvfs(place)
                return told.f_bavail * told.f_frsize
        return None

    def _memory_free(self) -> int | None:
        found = re.search(r"^MemAvailable:\s+(\d{1,15}) kB", _read(self._root / "proc/meminfo"), re.MULTILINE)
        return None if found is None else int(found[1]) * 1024

    def _celsius(self) -> float | None:
        zones = {_read(zone / "type"): zone for zone in self._all("sys/class/thermal/thermal_zone*")}
        for wanted in (*_OF_THE_CHIP, ""):
            for kind, zone in zones.items():
                degrees = _number(_read(zone / "temp"))
                if kind.startswith(wanted) and degrees is not None and -40_000 <= degrees <= 150_000:
                    return degrees / 1000
        return None

    def _voltage(self) -> Voltage | None:
        for file in self._all("sys/devices/platform/soc*/soc*firmware/get_throttled"):
            return _voltage(_read(file))
        asking = shutil.which("vcgencmd", path=self._programs)
        return None if asking is None else _voltage(answer_of([asking, "get_throttled"], ASK_TIME) or "")

    def _light(self) -> tuple[Path, int, int] | None:
        """The screen's brightness: the file that can be written, what is in it, and the most it takes."""
        for place in self._all("sys/class/backlight/*"):
            file = place / "brightness"
            now, most = _number(_read(file)), _number(_read(place / "max_brightness"))
            if now is not None and most is not None and 0 <= now <= most > 0 and os.access(file, os.W_OK):
                return file, now, most
        return None

    def _all(self, pattern: str) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            yield from sorted(self._root.glob(pattern))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d{1,12}", text) else None


def _voltage(said: str) -> Voltage | None:
    """``throttled=0x50005`` of the tool, or ``50005`` of the kernel's file."""
    found = re.fullmatch(r"(?:throttled=)?(?:0x)?([0-9a-fA-F]{1,8})", said.strip())
    if found is None:
        return None
    bits = int(found[1], 16)
    if bits & _LOW_NOW:
        return Voltage.LOW
    return Voltage.WAS_LOW if bits & _LOW_ONCE else Voltage.FINE
