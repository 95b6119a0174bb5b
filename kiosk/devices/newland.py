"""Newland's serial commands, as far as the kiosk speaks them. No port, no clock.

How a command is framed, and how it is answered, is in Newland's manuals ("Serial Programming Command
Manual"; user guides NLS-HR52 and FM530, chapter "Programming Commands"): ``~ SOH 0000``, ``#`` for what is
not to be kept, the command, ``; ETX``; the answer is the same with STX instead of ``~``, and with ACK (06h),
NAK (15h: not such a value) or ENQ (05h: no such command) behind the command.

Which commands there are, those manuals do not say. ``BEEPON…F…T…V`` (hertz, milliseconds, volume 1 to 20) and
``SCNTRG1``, ``SCNTRG0`` (pull and let go of the trigger) are what several other people's programs send to
such scanners (the FM3281 among them), independently of each other and in the same form.
"""

from __future__ import annotations

_HEAD = b"\x02\x010000"  # of an answer
_END = b";\x03"
_REFUSALS = (0x15, 0x05)
_LONGEST = 128  # bytes; ours have less than 40


def command(words: str) -> bytes:
    """A command that is not kept over a loss of power, ready to be sent."""
    return b"~\x010000#" + words.encode() + _END


def beep(hertz: int, milliseconds: int) -> bytes:
    """Sound this, as loud as it goes. ``milliseconds``: 20 to 300."""
    return command(f"BEEPON{hertz}F{milliseconds}T20V")


PULL, LET_GO = command("SCNTRG1"), command("SCNTRG0")


class Answers:
    """Takes the answers out of what a scanner sends. What is left is what was scanned.

    The two cannot be mistaken for one another: an answer begins with two control characters, and codes
    with those in them are none of ours.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.refused = False
        """Whether it has said of a command that it does not know it."""

    @property
    def waiting(self) -> bool:
        """Whether what may be the beginning of an answer is held back: ``flush`` it after a pause."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> bytes:
        """What was scanned."""
        buffer = self._buffer
        buffer += data
        raw = bytearray()
        while buffer:
            at = buffer.find(_HEAD[:1])
            raw += buffer[: at if at >= 0 else len(buffer)]
            del buffer[: at if at >= 0 else len(buffer)]
            head = bytes(buffer[: len(_HEAD)])
            if not _HEAD.startswith(head):
                raw.append(buffer.pop(0))
                continue
            end = buffer.find(_END)
            if end < 0:
                if len(buffer) > _LONGEST:  # its end was lost: what it is, nobody knows
                    buffer.clear()
                break
            self.refused = self.refused or buffer[end - 1] in _REFUSALS
            del buffer[: end + len(_END)]
        return bytes(raw)

    def flush(self) -> bytes:
        """After a pause: what is held back is no answer. What was scanned, if it may be that."""
        held = bytes(self._buffer)
        self._buffer.clear()
        return held if len(held) < len(_HEAD) else b""
