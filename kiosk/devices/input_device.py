"""What all readers of the kernel's input devices need: where those are, and the numbers of requests to them.

Requests are built as ``asm-generic/ioctl.h`` has it, which holds for x86 and ARM.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

SYS_INPUT = Path("/sys/class/input")
DEV_INPUT = Path("/dev/input")
AT_ONCE = 64
"""Events that are read in one go."""

Ioctl = Callable[[int, int, bytearray | int], int]


def request(direction: int, number: int, size: int) -> int:
    """The number of a request of ``linux/input.h``; ``direction``: 1 to the kernel, 2 from it."""
    return direction << 30 | size << 16 | ord("E") << 8 | number
