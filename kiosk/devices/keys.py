"""From the key presses of a scanner that is a keyboard to the bytes it meant. No device, no clock.

Facts: ``linux/input.h`` (the form of an event) and ``linux/input-event-codes.h`` (the numbers) of the
kernel's headers; ``Documentation/input/event-codes.rst`` for SYN_DROPPED.

The layout is the US one, fixed: scanners are set to it in the factory, and what this system uses for its own
keyboards does not matter here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

EV_SYN, EV_KEY, EV_REL, EV_LED = 0, 1, 2, 0x11
SYN_REPORT, SYN_DROPPED = 0, 3
LED_CAPSL = 1

ENTER, TAB, KEYPAD_ENTER, CAPS_LOCK, SPACE = 28, 15, 96, 58, 57
SHIFTS = frozenset({42, 54})
CONTROLS = frozenset({29, 97})
OTHERS = frozenset({56, 100, 125, 126})
"""Alt and Meta, left and right."""
MODIFIERS = SHIFTS | CONTROLS | OTHERS
DIGITS_AND_LETTERS = frozenset({*range(2, 12), *range(16, 26), *range(30, 39), *range(44, 51)})
_LOCKS = frozenset({CAPS_LOCK, 69, 70})  # they write nothing

WRONG = 0x1A
"""Stands for what cannot be known: a key without a character, lost events. ASCII calls it "substitute". As a
control character it makes sure that the core takes the whole code for none of ours."""


def _us_layout() -> dict[int, tuple[int, int]]:
    """Key -> its character, and the one with Shift."""
    rows = (
        (2, "1234567890-=", "!@#$%^&*()_+"),
        (16, "qwertyuiop[]", "QWERTYUIOP{}"),
        (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
        (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
        (SPACE, " ", " "),
        # The keypad, Num Lock or not.
        (55, "*", "*"),
        (71, "789-456+1230.", "789-456+1230."),
        (98, "/", "/"),
        (117, "=", "="),
        (121, ",", ","),
        # Each of these ends a code.
        (TAB, "\r", "\r"),
        (ENTER, "\r", "\r"),
        (KEYPAD_ENTER, "\r", "\r"),
    )
    return {
        first + number: (ord(plain), ord(shifted))
        for first, low, high in rows
        for number, (plain, shifted) in enumerate(zip(low, high, strict=True))
    }


US = _us_layout()

Event = tuple[int, int, int]
"""Type, code and value of an event."""

NATIVE = struct.Struct("@llHHi")
"""``struct input_event``: time (two longs), type, code, value; 24 bytes on 64-bit machines, 16 on others."""


class Events:
    """Takes events out of the bytes of a device, which a pipe may have cut anywhere."""

    def __init__(self, form: struct.Struct = NATIVE) -> None:
        self._form = form
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Event]:
        """The events that are complete now."""
        data = self._rest + data
        whole = len(data) - len(data) % self._form.size
        self._rest = data[whole:]
        for _, _, kind, code, value in self._form.iter_unpack(data[:whole]):
            yield kind, code, value


class Typist:
    """Follows Shift, Caps Lock and the rest, and says what was typed."""

    def __init__(self) -> None:
        self._held: set[int] = set()
        self._caps = False
        self._lost = False
        self.wants_sync = False
        """Events were lost: what is held down now has to be asked of the device (see ``sync``)."""

    @property
    def holds(self) -> bool:
        """Whether a modifier is down, as far as it is known."""
        return bool(self._held)

    def sync(self, held: Iterable[int], *, caps: bool) -> None:
        """These keys are down, and so is the lamp of Caps Lock."""
        self._held = set(MODIFIERS.intersection(held))
        self._caps = caps
        self.wants_sync = False

    def type(self, events: Iterable[Event]) -> bytes:
        """What these events write. An end of a code is CR."""
        written = bytearray()
        for kind, code, value in events:
            if kind == EV_SYN:
                if code == SYN_DROPPED:
                    self._lost = True
                elif code == SYN_REPORT and self._lost:
                    # Only now do events count again; what the code at hand was, nobody knows.
                    self._lost, self.wants_sync = False, True
                    written.append(WRONG)
            elif kind == EV_KEY and not self._lost:
                written += self._key(code, value)
        return bytes(written)

    def _key(self, code: int, value: int) -> bytes:
        if code in MODIFIERS:
            (self._held.discard if value == 0 else self._held.add)(code)
            return b""
        if value != 1:  # let go, or held down until it repeats: a scanner means each character once
            return b""
        if code in _LOCKS:
            self._caps ^= code == CAPS_LOCK
            return b""
        plain, shifted = US.get(code, (WRONG, WRONG))
        if self._held & OTHERS:
            return bytes((WRONG,))
        if self._held & CONTROLS:
            # Some type a control character so, and the core has a word for codes with those in them.
            return bytes((shifted & 0x1F if 0x40 <= shifted < 0x80 else WRONG,))
        upper = bool(self._held & SHIFTS)
        if self._caps and chr(plain).isalpha():
            upper = not upper
        return bytes((shifted if upper else plain,))
