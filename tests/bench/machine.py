"""The machine that something was measured on, in one line."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def processor() -> str:
    """The processor's name, as far as the system tells."""
    try:
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        info = ""
    for key in ("model name", "Model"):
        for line in info.splitlines():
            if line.startswith(key):
                return line.partition(":")[2].strip()
    return platform.machine()


def line() -> str:
    """Processor, cores, Python, and the releases of what decodes."""
    parts = [
        f"{processor()} ({platform.machine()}), {os.cpu_count()} cores",
        f"Python {platform.python_version()}",
    ]
    for name in ("zxing-cpp", "pyzbar", "opencv-python-headless", "numpy"):
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(parts)
