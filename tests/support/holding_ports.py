"""Another program that has a serial port for itself, as serial programs claim one."""

from __future__ import annotations

import contextlib
import fcntl
import subprocess
from collections.abc import Iterator


@contextlib.contextmanager
def holding(port: str) -> Iterator[int]:
    """While the block runs a process called sleep (this is its number) has the port, and the lock that
    pyserial takes too: it goes with the open file, so it is the child's from the first moment."""
    with open(port, "rb") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        other = subprocess.Popen(["sleep", "60"], stdin=line)
    try:
        yield other.pid
    finally:
        other.kill()
        other.wait()
