"""A clean Debian 13 in a folder: packages are installed in it, and it is booted as a container.

Made by mmdebstrap from the archive that this machine's apt uses; the container has no network.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUITE = "trixie"
PROGRAMS = ("mmdebstrap", "systemd-nspawn", "dpkg-deb", "readelf", "nsenter")
BASICS = ("systemd-sysv", "dbus", "udev")
"""What a Debian that boots has, besides what the package asks for."""

_NOISE = re.compile(r"Attempted to remove disk file system .*\n")
"""What systemd-nspawn of Debian 12 complains of at its own end."""

# systemd of Debian 13 wants the one hierarchy of control groups, whatever this machine has.
_ENVIRONMENT = {**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1", "LC_ALL": "C.UTF-8"}


def archives() -> list[str]:
    """The lines for apt, of the archives of this machine's apt."""
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(LABEL)|$(REPO_URI)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    known = dict(reversed([line.split("|", 1) for line in told.splitlines() if "|" in line]))
    if "Debian" not in known:
        return []
    lines = [f"deb {known['Debian']} {SUITE} main", f"deb {known['Debian']} {SUITE}-updates main"]
    if "Debian-Security" in known:
        lines.append(f"deb {known['Debian-Security']} {SUITE}-security main")
    return lines


def why_not() -> str:
    """Why there can be no clean root here; empty when there can."""
    if os.geteuid() != 0:
        return "a clean root can be made by root only"
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        return f"{', '.join(missing)} is not installed (Debian: mmdebstrap systemd-container binutils)"
    if not archives():
        return "this machine's apt knows no Debian archive"
    return ""


@dataclass
class CleanRoot:
    """The folder with the system in it."""

    path: Path

    @classmethod
    def make(cls, path: Path, packages: Sequence[str]) -> CleanRoot:
        """Debian with these packages and what they depend on."""
        subprocess.run(
            [
                "mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", "--format=directory",
                f"--include={','.join([*BASICS, *packages])}",
                "--aptopt=APT::Install-Recommends \"false\"",
                "--aptopt=Acquire::Languages \"none\"",
                "--dpkgopt=path-exclude=/usr/share/man/*",
                "--dpkgopt=path-exclude=/usr/share/locale/*",
                "--dpkgopt=force-unsafe-io",
                SUITE, str(path), *archives(),
            ],
            check=True,
            stdin=subprocess.DEVNULL,
            timeout=400,
        )  # fmt: skip
        # A machine has one; and nothing in here may be mistaken for another one's journal.
        (path / "etc/machine-id").write_text("6b696f736b2d6f662d746865746573740"[:32] + "\n")
        (path / "var/log/journal").mkdir(exist_ok=True)
        return cls(path)

    def at(self, name: str) -> Path:
        """Where something is, seen from outside."""
        return self.path / name.lstrip("/")

    def run(self, *words: str, check: bool = True) -> str:
        """One command in it, while it is not booted; its output, with what it complained of."""
        done = subprocess.run(
            [*self._nspawn(), "--as-pid2", *words],
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=100,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}")
        return _NOISE.sub("", done.stdout)

    def install(self, *debs: Path) -> str:
        """By dpkg, without asking; what they depend on is there. Returns what was said."""
        for deb in debs:
            shutil.copy(deb, self.at("/root"))
        said = self.run(
            "env", "DEBIAN_FRONTEND=noninteractive", "dpkg", "--force-confold", "--force-unsafe-io", "-i",
            *(f"/root/{deb.name}" for deb in debs),
        )  # fmt: skip
        for deb in debs:
            self.at(f"/root/{deb.name}").unlink()
        return said

    @contextmanager
    def booted(self) -> Iterator[Booted]:
        """It runs, with its own systemd, until the end of the block."""
        with (self.path.parent / "console.log").open("wb") as console:
            process = subprocess.Popen(
                [*self._nspawn(), "--boot"],
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                start_new_session=True,
            )
            first = 0
            try:
                first = _first_child(process)
                yield Booted(self, first)
            finally:
                # The container's first process, not its keeper: without that one it would live on.
                if first:
                    os.kill(first, signal.SIGKILL)
                else:
                    process.kill()
                process.wait(30)

    def _nspawn(self) -> list[str]:
        return [
            "systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--private-network",
            "--console=pipe", f"--directory={self.path}",
        ]  # fmt: skip


def _first_child(process: subprocess.Popen[bytes]) -> int:
    """The container's process 1, by its number outside."""
    for _ in range(100):
        for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            numbers = re.search(r"^NSpid:\s+(.*)$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
            if numbers is not None and numbers[1].split()[1:] == ["1"]:
                return int(pid)
        time.sleep(0.1)
    raise AssertionError("the container has no first process")


@dataclass
class Booted:
    """The system as it runs."""

    root: CleanRoot
    first: int

    def run(self, *words: str, check: bool = True, text: str = "") -> str:
        """One command beside everything that runs there, with ``text`` to read."""
        done = subprocess.run(
            ["nsenter", "--target", str(self.first), "--all", "--root", "--wd", *words],
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"},
            text=True,
            timeout=60,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}")
        return done.stdout

    def events(self) -> list[dict[str, Any]]:
        """The kiosk's log, oldest first."""
        told = self.run(
            "journalctl", "--boot", "--identifier=kiosk", "--output=cat", "--no-pager", check=False
        )
        return [json.loads(line) for line in told.splitlines() if line.startswith("{")]

    def property(self, name: str, unit: str = "kiosk.service") -> str:
        """What systemd says of a unit."""
        return self.run("systemctl", "show", "--value", f"--property={name}", unit, check=False).strip()

    def until(self, what: str, true: Any, seconds: float = 40) -> None:
        """Wait for it; the journal's end tells why it never came."""
        ends = time.monotonic() + seconds
        while not true():
            if time.monotonic() > ends:
                told = self.run("journalctl", "--boot", "--no-pager", "--lines=40", check=False)
                raise AssertionError(f"{what} has not come in {seconds} s\n{told}")
            time.sleep(0.3)
