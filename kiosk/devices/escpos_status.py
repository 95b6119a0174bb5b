"""What an ESC/POS printer says, from a mixed stream of bytes to typed answers. No port, no clock.

Source: Epson's public "ESC/POS Command Reference", "Identification of transmission status": the fixed
bits tell the kinds apart. ``b & 93h`` is 12h for real-time status, 10h for the first of four bytes of
automatic status (whose other three have bits 4 and 7 clear), 11h or 13h for XON and XOFF; ``b & 90h`` is
0 for an answer to GS r; a block begins with 37h and ends with 00h.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.model import PrinterState

_BLOCK_LIMIT = 80  # GS I answers, the longest blocks, stay below this
_OURS = {0x22: 6, 0x25: 2}
"""The blocks that are asked for, "printed" and "cleared", with their lengths before the final 00h."""


@dataclass(frozen=True, slots=True)
class RealTime:
    """One byte of real-time status; which one was asked for, only the asker knows."""

    value: int


@dataclass(frozen=True, slots=True)
class AutoStatus:
    """Automatic status back: four bytes with everything in them."""

    value: bytes


@dataclass(frozen=True, slots=True)
class Completed:
    """Everything before this process id has been printed."""

    process_id: bytes


@dataclass(frozen=True, slots=True)
class Cleared:
    """The printer has forgotten what it had received."""


@dataclass(frozen=True, slots=True)
class Processed:
    """The answer to GS r: everything before it has been processed. Bits as in real-time status 4."""

    value: int


@dataclass(frozen=True, slots=True)
class Block:
    """Any other block; nobody asked for it."""

    value: bytes


@dataclass(frozen=True, slots=True)
class Flow:
    """XON (ready) or XOFF (busy)."""

    ready: bool


Answer = RealTime | AutoStatus | Completed | Cleared | Processed | Block | Flow


class StatusParser:
    """Takes the stream in pieces of any size. Never raises; what makes no sense is dropped.

    A printer speaks from several places at once, so one answer may stand in the middle of another: flow
    control anywhere, a real-time status within an automatic one, and both within a block. None of them
    is lost by that. It needs process ids of bytes whose bit 4 is clear (as ``escpos.process_id`` makes
    them): every other answer begins with a byte that has it set.
    """

    def __init__(self) -> None:
        self._auto = bytearray()  # an automatic status that is not complete yet
        self._block = bytearray()  # a block that is not

    def reset(self) -> None:
        """Forget incomplete answers, for example after a time of silence."""
        self._auto.clear()
        self._block.clear()

    def feed(self, data: bytes) -> list[Answer]:
        """The answers that are complete now, in order."""
        answers: list[Answer] = []
        for byte in data:
            answers.extend(self._byte(byte))
        return answers

    def _byte(self, byte: int) -> list[Answer]:
        if byte in (0x11, 0x13):  # part of no other answer
            return [Flow(ready=byte == 0x11)]
        if self._auto:
            if byte & 0x93 == 0x12:
                return [RealTime(byte)]
            if not byte & 0x90:
                self._auto.append(byte)
                return [AutoStatus(_take(self._auto))] if len(self._auto) == 4 else []
            self._auto.clear()  # a byte of it was lost: this one begins something
        return self._within(byte) if self._block else self._begin(byte)

    def _begin(self, byte: int) -> list[Answer]:
        kind = byte & 0x93
        if byte == 0x37:
            self._block.append(byte)
            return []
        if kind == 0x10:
            self._auto.append(byte)
            return []
        if kind == 0x12:
            return [RealTime(byte)]
        return [] if byte & 0x90 else [Processed(byte)]

    def _within(self, byte: int) -> list[Answer]:
        block = self._block
        if byte == 0:
            return _named(_take(block))
        if byte & 0x93 in (0x10, 0x12) and (len(block) == 1 or block[1] in _OURS):
            return self._begin(byte)  # another answer in the middle: the block goes on behind it
        full = len(block) > 1 and len(block) >= _OURS.get(block[1], _BLOCK_LIMIT)
        if full or not 0x20 <= byte <= 0x7E or (byte == 0x37 and len(block) > 1 and block[1] in _OURS):
            block.clear()  # its end was lost: this byte begins something new
            return self._begin(byte)
        block.append(byte)
        return []


def _take(open_one: bytearray) -> bytes:
    whole = bytes(open_one)
    open_one.clear()
    return whole


def _named(block: bytes) -> list[Answer]:
    if block[1:2] == b"\x22":
        return [Completed(block[2:])] if len(block) == 6 else []
    if block[1:2] == b"\x25":
        return [Cleared()]
    return [Block(block[1:])]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a printer has said about itself."""

    offline: bool = False
    cover_open: bool = False
    paper_out: bool = False
    paper_low: bool = False
    error: bool = False

    @property
    def state(self) -> PrinterState:
        """The one word for it. An open cover goes first: paper cannot be seen then. A printer that
        is offline and does not say why cannot print either: an error."""
        if self.cover_open:
            return PrinterState.COVER_OPEN
        if self.paper_out:
            return PrinterState.PAPER_OUT
        if self.error or self.offline:
            return PrinterState.ERROR
        return PrinterState.PAPER_LOW if self.paper_low else PrinterState.READY

    @property
    def trouble(self) -> bool:
        """A cause is known why it cannot go on printing (being offline alone passes by itself)."""
        return self.cover_open or self.paper_out or self.error


def from_real_time(one: int, two: int, three: int, four: int) -> Condition:
    """From the answers to DLE EOT 1 to 4."""
    return Condition(
        offline=bool(one & 0x08),
        cover_open=bool(two & 0x04),
        paper_out=bool(two & 0x20) or four & 0x60 == 0x60,
        paper_low=four & 0x0C == 0x0C,
        error=bool(two & 0x40) or bool(three & 0x68),
    )


def from_auto_status(value: bytes) -> Condition:
    """From the four bytes of automatic status."""
    return Condition(
        offline=bool(value[0] & 0x08),
        cover_open=bool(value[0] & 0x20),
        paper_out=value[2] & 0x0C == 0x0C,
        paper_low=value[2] & 0x03 == 0x03,
        error=bool(value[1] & 0x6C),
    )


def without_offline(condition: Condition) -> Condition:
    """The same, offline forgotten: while it prints, a printer may be offline for a moment."""
    return replace(condition, offline=False)
