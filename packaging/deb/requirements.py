"""Writes the locked requirements as they are on the kiosk: of CPython 3.13 on Linux, for one machine.

    python packaging/deb/requirements.py MACHINE <requirements/run.txt >FILE

pip takes wheels for another machine and another Python, but reads conditions ("; python_full_version …") by
its own; so they are read here, and what is left has none. Hashes stay, and so does everything else.
"""

from __future__ import annotations

import re
import sys

from packaging.requirements import Requirement

PYTHON = "3.13"
"""Debian 13's."""


def environment(machine: str) -> dict[str, str]:
    """What conditions ask about, as it is there."""
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{PYTHON}.0",
        "os_name": "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": "Linux",
        "platform_version": "",
        "python_full_version": f"{PYTHON}.0",
        "python_version": PYTHON,
        "sys_platform": "linux",
        "extra": "",
    }


def wanted(locked: str, machine: str) -> list[str]:
    """One line for each release that is wanted there, with its hashes behind it."""
    lines = []
    there = environment(machine)
    for entry in re.sub(r"\\\n", " ", locked).splitlines():
        entry = entry.partition("#")[0].strip()
        if not entry:
            continue
        words, *hashes = re.split(r"\s+--hash=", entry)
        release = Requirement(words)
        if release.marker is None or release.marker.evaluate(there):
            name = f"{release.name}{release.specifier}"
            lines.append(" ".join([name, *(f"--hash={one}" for one in hashes)]))
    return lines


if __name__ == "__main__":
    print("\n".join(wanted(sys.stdin.read(), sys.argv[1])))
