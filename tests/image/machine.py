"""The emulated machine (QEMU, ``-M virt``): boots a card by its own boot script and kernel, as a Pi does.

What it is not: a Raspberry Pi. It has other drivers for screen, disk and network, no camera, no watchdog.
"""

from __future__ import annotations

import base64
import json
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.image.card import Card

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()].|\r")


class Machine:
    """A machine with this card in it; the power is on from ``with`` on. ``words`` go to the kernel."""

    def __init__(
        self,
        card: Card,
        folder: Path,
        boot_loader: Path,
        *,
        words: str = "",
        size: tuple[int, int] = (1280, 800),
    ) -> None:
        self.card, self.folder = card, folder
        self._boot_loader, self._size = boot_loader, size
        self._words = words
        self._process: subprocess.Popen[bytes] | None = None
        self._qmp: Any = None
        self.console = folder / "console.log"
        self.began = 0.0

    def __enter__(self) -> Machine:
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in ("console.log", "qmp", "scanner"):
            (self.folder / old).unlink(missing_ok=True)
        self.card.put("kernel-words.txt", f"words=console=ttyAMA0 {self._words}\n")
        width, height = self._size
        self._process = subprocess.Popen(
            [
                # Not to outlive the test, however that ends.
                "setpriv", "--pdeathsig", "KILL",
                "qemu-system-aarch64", "-M", "virt,gic-version=3", "-cpu", "cortex-a72", "-smp", "2",
                "-m", "2048", "-accel", "tcg,thread=multi", "-bios", str(self._boot_loader),
                "-nodefaults", "-display", "none",
                "-drive", f"file={self.card.path},format=raw,if=none,id=card,cache=writeback,discard=unmap",
                "-device", "virtio-blk-pci,drive=card",
                "-device", f"virtio-gpu-pci,xres={width},yres={height}",
                "-device", "virtio-rng-pci", "-device", "qemu-xhci,id=usb",
                "-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,romfile=",
                "-chardev", f"socket,id=scanner,path={self.folder / 'scanner'},server=on,wait=off",
                "-device", "usb-serial,bus=usb.0,chardev=scanner,always-plugged=on",
                "-serial", f"file:{self.console}",
                "-qmp", f"unix:{self.folder / 'qmp'},server=on,wait=off",
            ],
            stdin=subprocess.DEVNULL, stdout=(self.folder / "qemu.log").open("wb"), stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.began = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()

    def cut(self) -> None:
        """Cut the power: no process of the machine's gets to do anything any more."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(timeout=30)
            self._process = None
        if self._qmp is not None:
            self._qmp.close()
            self._qmp = None

    @property
    def seconds(self) -> float:
        """Since the power came on."""
        return time.monotonic() - self.began

    # -- what it says ------------------------------------------------------------------------------

    def said(self) -> str:
        """All that its console has said since the power came on."""
        try:
            return _ESCAPES.sub("", self.console.read_text("utf-8", "replace"))
        except FileNotFoundError:
            return ""

    def wait_for(self, what: str, within: float, *, after: int = 0) -> int:
        """Wait until this is said (a regular expression), behind ``after`` characters; where it ended."""
        until = time.monotonic() + within
        pattern = re.compile(what)
        while True:
            found = pattern.search(self.said(), after)
            if found:
                return found.end()
            if self._process is None or self._process.poll() is not None:
                raise AssertionError(f"the machine ended; see {self.folder}")
            if time.monotonic() > until:
                raise AssertionError(f"not in {within:.0f} s: {what}; see {self.console}")
            time.sleep(0.5)

    # -- what is done to it ------------------------------------------------------------------------

    def command(self, name: str, **arguments: object) -> object:
        """A command of QEMU's."""
        if self._qmp is None:
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(60)
            line.connect(str(self.folder / "qmp"))
            self._qmp = line.makefile("rwb")
            self._qmp.readline()
            self.command("qmp_capabilities")
        self._qmp.write(json.dumps({"execute": name, "arguments": arguments}).encode() + b"\n")
        self._qmp.flush()
        while True:
            answer = json.loads(self._qmp.readline())
            if "error" in answer:
                raise AssertionError(f"{name}: {answer['error']}")
            if "return" in answer:
                return answer["return"]

    def picture(self, path: Path) -> None:
        """What is on its screen, as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.command("screendump", filename=str(path), format="png")

    def scan(self, text: str) -> None:
        """What a scanner on its USB port reads."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(self.folder / "scanner"))
            line.sendall(text.encode() + b"\r")
            time.sleep(1.0)

    def plug_in(self, stick: Path) -> None:
        """A memory stick."""
        self.command("blockdev-add", driver="raw", **{"node-name": "stick", "read-only": True},
                     file={"driver": "file", "filename": str(stick), "read-only": True})  # fmt: skip
        self.command("device_add", driver="usb-storage", bus="usb.0", drive="stick", id="stick0")


def credentials(units: Mapping[str, str]) -> str:
    """Kernel words that give the machine more units, or drop-ins (``NAME.d``), than its system has."""

    def word(name: str, text: str) -> str:
        kind = "unit-dropin" if name.endswith(".d") else "extra-unit"
        packed = base64.b64encode(text.encode()).decode()
        return f"systemd.set_credential_binary=systemd.{kind}.{name.removesuffix('.d')}:{packed}"

    return " ".join(word(*each) for each in units.items())


def eventually(what: Callable[[], bool], within: float) -> bool:
    """Whether it becomes true in time."""
    until = time.monotonic() + within
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.5)
    return True
