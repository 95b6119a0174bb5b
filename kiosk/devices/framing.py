"""Where one scanned code ends and the next begins, in a stream of bytes. No port, no clock.

Scanners end a code with CR, LF, CRLF, frame it in STX and ETX, or just pause. Some put an AIM symbology
identifier before it (ISO/IEC 15424: ``]``, a letter, a digit; ``]Q1`` is a QR code).
"""

from __future__ import annotations

import re
from enum import StrEnum

CAP = 4096
"""The longest code in bytes, its AIM identifier included (a QR code holds 2,953). A longer one is dropped
whole."""
GAP = 0.05
"""Seconds of silence that end a code when nothing else does."""
STALE = 1.0
"""Seconds after which the beginning of a code whose terminator never came is dropped."""

_AIM = re.compile(rb"\][A-Za-z][0-9]")
_STX, _ETX, _CR, _LF = 0x02, 0x03, 0x0D, 0x0A


class Terminator(StrEnum):
    """How the scanner ends a code. ``auto`` takes any of them, and the pause until it saw another."""

    AUTO = "auto"
    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    STX_ETX = "stx-etx"
    GAP = "gap"


class Framer:
    """Takes bytes as they come, returns codes as they end. Never raises, whatever comes."""

    def __init__(self, terminator: Terminator | str = Terminator.AUTO) -> None:
        """``ValueError`` for an unknown terminator."""
        self._mode = Terminator(terminator)
        self._buffer = bytearray()
        self._framed = False  # inside STX … ETX
        self._too_long = False
        self._ended_once = False  # auto: a terminator was seen, so a pause alone ends nothing any more
        self._last: float | None = None

    @property
    def waiting(self) -> bool:
        """Whether a code has begun and not ended: ask ``idle`` soon."""
        return bool(self._buffer) or self._framed or self._too_long

    def feed(self, data: bytes, now: float) -> list[bytes]:
        """Codes that ended in ``data``. ``now`` is a monotonic time in seconds."""
        codes = self.idle(now)
        if data:
            self._last = now
        for byte in data:
            if self._ends(byte):
                self._ended_once = True
                codes.extend(self._take())
            elif byte == _STX and self._mode in (Terminator.AUTO, Terminator.STX_ETX):
                self._drop()
                self._framed = True
            elif self._mode is not Terminator.STX_ETX or self._framed:
                self._keep(byte)
        return codes

    def idle(self, now: float) -> list[bytes]:
        """The code that a pause has ended, if any; call it when nothing came."""
        silence = 0.0 if self._last is None else now - self._last
        by_gap = self._mode is Terminator.GAP or (
            self._mode is Terminator.AUTO and not self._ended_once and not self._framed
        )
        if by_gap and silence >= GAP:
            return self._take()
        if silence >= STALE:
            self._drop()
        return []

    def reset(self) -> None:
        """Forget an unfinished code: the port was opened anew."""
        self._drop()
        self._last = None

    def _ends(self, byte: int) -> bool:
        match self._mode:
            case Terminator.CR:
                return byte == _CR
            case Terminator.LF:
                return byte == _LF
            case Terminator.CRLF:
                return byte == _LF and self._buffer[-1:] == b"\r"
            case Terminator.STX_ETX:
                return byte == _ETX and self._framed
            case Terminator.AUTO:
                return byte == _ETX if self._framed else byte in (_CR, _LF)
            case Terminator.GAP:
                return False

    def _keep(self, byte: int) -> None:
        if len(self._buffer) < CAP + 2:  # the CR of CRLF, and one to know that it is too long
            self._buffer.append(byte)
        else:
            self._too_long = True
            # The last byte is kept up to date, for the CR before the LF.
            self._buffer[-1] = byte

    def _take(self) -> list[bytes]:
        code, too_long = bytes(self._buffer), self._too_long
        framed = self._framed
        self._drop()
        if not framed:
            code = code.strip(b"\r\n")  # a CR before the LF, an LF after the last CR
        if too_long or len(code) > CAP:
            return []
        found = _AIM.match(code)
        code = code[found.end() :] if found else code
        return [code] if code else []

    def _drop(self) -> None:
        self._buffer.clear()
        self._framed = self._too_long = False
