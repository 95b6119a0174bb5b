"""A scanner that types, without a kernel to be plugged into: its key presses as the kernel would hand them
on, and the questions (ioctls) it would be asked.

The recordings in ``tests/keys`` were made by ``python -m tests.support.keyboard``.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Iterator
from pathlib import Path

from kiosk.devices import keys
from kiosk.devices import scanner_hid as hid

RECORDED = Path(__file__).resolve().parents[1] / "keys"
FORM = struct.Struct("<qqHHi")
"""An event on every 64-bit machine the kiosk runs on: x86-64 and ARM count alike."""

EV_MSC, MSC_SCAN = 4, 4
LEFT_SHIFT, RIGHT_SHIFT, LEFT_CTRL, LEFT_ALT, F1 = 42, 54, 29, 56, 59
KEYPAD = {
    "7": 71, "8": 72, "9": 73, "4": 75, "5": 76, "6": 77, "1": 79, "2": 80, "3": 81, "0": 82,
    "*": 55, "-": 74, "+": 78, ".": 83, "/": 98, "=": 117,
}  # fmt: skip
SYNC = (keys.EV_SYN, keys.SYN_REPORT, 0)
DROPPED = (keys.EV_SYN, keys.SYN_DROPPED, 0)

PLAIN = {chr(low): key for key, (low, _) in keys.US.items() if key < 55 or key == keys.SPACE}
SHIFTED = {chr(high): key for key, (_, high) in keys.US.items() if key < 55}


def down(key: int) -> list[keys.Event]:
    return [(EV_MSC, MSC_SCAN, 0x70000 + key), (keys.EV_KEY, key, 1), SYNC]


def up(key: int) -> list[keys.Event]:
    return [(EV_MSC, MSC_SCAN, 0x70000 + key), (keys.EV_KEY, key, 0), SYNC]


def press(key: int) -> list[keys.Event]:
    return down(key) + up(key)


def typed(text: str, *, shift: int = LEFT_SHIFT) -> list[keys.Event]:
    """Each character by itself, Shift pressed anew for each that wants it."""
    events: list[keys.Event] = []
    for char in text:
        if char in PLAIN:
            events += press(PLAIN[char])
        else:
            events += down(shift) + press(SHIFTED[char]) + up(shift)
    return events


def packed(events: list[keys.Event], form: struct.Struct = FORM) -> bytes:
    """As the kernel writes them, a millisecond apart."""
    return b"".join(form.pack(1, 1000 * at, *event) for at, event in enumerate(events))


def bits(numbers: Iterator[int] | list[int], size: int) -> bytes:
    return sum(1 << number for number in numbers).to_bytes(size, "little")


class Kernel:
    """Answers the questions about one input device."""

    def __init__(self, name: str = "Acme Barcode Scanner", has: list[int] | None = None) -> None:
        self.name = name
        self.has = [*keys.US, keys.CAPS_LOCK, *keys.MODIFIERS] if has is None else has
        self.held: list[int] = []
        self.lamps: list[int] = []
        self.grabs: list[int] = []
        self.grabbed_by_another = False
        self.syncs = 0
        """How often it was asked which keys are down."""

    def ioctl(self, fd: int, request: int, argument: bytearray | int) -> int:
        os.fstat(fd)  # as the real one, it takes no closed descriptor
        if isinstance(argument, int):
            assert request == 0x40044590  # EVIOCGRAB in linux/input.h
            if self.grabbed_by_another:
                raise OSError(errno.EBUSY, "grabbed")
            self.grabs.append(argument)
            return 0
        size = len(argument)
        answers = {
            hid.eviocgname(size): self.name.encode() + b"\0",
            hid.eviocgbit(keys.EV_KEY, size): bits(self.has, 96),
            hid.eviocgkey(size): bits(self.held, 96),
            hid.eviocgled(size): bits(self.lamps, 8),
        }
        self.syncs += request == hid.eviocgkey(size)
        answer = answers[request][:size]
        argument[: len(answer)] = answer
        return len(answer)


RECORDINGS: dict[str, list[keys.Event]] = {
    "member": typed("https://loyalite.app/m/Xy9-_Z?c=42&k=ab~") + press(keys.ENTER),
    "every-character": typed("".join(map(chr, range(0x20, 0x7F)))) + press(keys.ENTER),
    "keypad": [event for char in "0123456789" for event in press(KEYPAD[char])] + press(keys.KEYPAD_ENTER),
    "caps-lock": press(keys.CAPS_LOCK)
    + typed("aBc1!", shift=RIGHT_SHIFT)
    + press(keys.CAPS_LOCK)
    + typed("aBc1!")
    + press(keys.TAB),
}

if __name__ == "__main__":
    for name, events in RECORDINGS.items():
        (RECORDED / f"{name}.events").write_bytes(packed(events))
