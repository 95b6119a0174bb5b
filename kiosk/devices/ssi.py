"""Zebra's (Symbol's, Motorola's) Simple Serial Interface, as far as the kiosk speaks it. No port, no clock.

Source: "SE955 Integration Guide" (72E-72322, Motorola 2011), chapter 10 "Simple Serial Interface": table
10-1 (opcodes), CMD_ACK, DECODE_DATA and its table 10-5; general form of a packet and its checksum also in
"SE-923 Scan Engine Integration Guide", figure 6-1 and table 6-2. Beep codes: "MK1000 MicroKiosk Product
Reference Guide" (Symbol), table 5-8, and the NOTIFY page of Zebra's DataWedge documentation, which agree.

A packet is its length (without the checksum), opcode, source (0 scanner, 4 host), status, data, and two bytes
of checksum, the two's complement of the sum of all the others, high byte first.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ACK, NAK, BEEP, START_DECODE, STOP_DECODE = 0xD0, 0xD1, 0xE6, 0xE4, 0xE5
DECODE_DATA, EVENT = 0xF3, 0xF6
SHORT_HIGH, TWO_SHORT_LOW = 0x00, 0x06
"""Beep codes."""

_SCANNER, _HOST = 0, 4
_FROM_SCANNER = frozenset({ACK, NAK, DECODE_DATA, EVENT})  # what it sends unasked, or to what we say
_LEAST = 4
_CONTINUED = 0b10


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet from the scanner, its checksum found right."""

    opcode: int
    status: int
    data: bytes = field(repr=False)

    @property
    def code(self) -> bytes | None:
        """What was scanned, if this packet says so, with the scanner's own prefix and suffix. A code in
        several packets (over 250 bytes) is none: how those are put together is in no manual we have."""
        if self.opcode != DECODE_DATA or self.status & _CONTINUED:
            return None
        return self.data[1:]  # the first byte is the kind of code


def packet(opcode: int, data: bytes = b"", *, source: int = _HOST, status: int = 0) -> bytes:
    """A packet of up to 251 bytes of data, ready to be sent."""
    body = bytes((_LEAST + len(data), opcode, source, status)) + data
    return body + checksum(body).to_bytes(2, "big")


def checksum(body: bytes) -> int:
    """The checksum of length, opcode, source, status and data."""
    return -sum(body) & 0xFFFF


def wants_ack(found: Packet) -> bool:
    """Acknowledgements are not acknowledged, nor what itself answers a question."""
    return found.opcode in (DECODE_DATA, EVENT)


class Unpacker:
    """Takes packets out of what a scanner sends. What is left is what was scanned, in raw form: that is the
    scanner's default, and its acknowledgements stand between.

    The two cannot be mistaken for one another: in UTF-8 these opcodes begin a character of several bytes,
    and then no zero follows, as it does in a packet.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def waiting(self) -> bool:
        """Whether what may be the beginning of a packet is held back: ``flush`` it after a pause."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> tuple[bytes, list[Packet]]:
        """Raw bytes and packets in ``data``."""
        buffer = self._buffer
        buffer += data
        raw, packets, at = bytearray(), [], 0
        while at < len(buffer):
            head = buffer[at : at + 3]
            if not _may_begin(head):
                raw.append(buffer[at])
                at += 1
                continue
            end = at + head[0] + 2
            if len(head) < 3 or end > len(buffer):
                break
            body = bytes(buffer[at : end - 2])
            if checksum(body) == int.from_bytes(buffer[end - 2 : end], "big"):
                packets.append(Packet(body[1], body[3], body[_LEAST:]))
            # One with a wrong checksum is left unanswered: the scanner sends it again by itself.
            at = end
        del buffer[:at]
        return bytes(raw), packets

    def flush(self) -> bytes:
        """After a pause: what is held back is no packet. Raw bytes, if it may be those."""
        held = bytes(self._buffer)
        self._buffer.clear()
        return held if len(held) < 3 else b""


def _may_begin(head: bytes | bytearray) -> bool:
    return (
        head[0] >= _LEAST
        and (len(head) < 2 or head[1] in _FROM_SCANNER)
        and (len(head) < 3 or head[2] == _SCANNER)
    )
