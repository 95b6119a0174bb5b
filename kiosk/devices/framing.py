"""Where one scanned code ends and the next begins, in a stream of bytes. No port, no clock.

Scanners end a code with CR, LF, CRLF, frame it in STX and ETX, or just pause. Some put an AIM symbology
identifier before it (ISO/IEC 15424): ``]``, a letter for the symbology, a digit.
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

_ROOM = CAP + 8  # what is kept of an unfinished code: frame and line ends are not part of it
_STX, _ETX = b"\x02", b"\x03"
# QR codes by their AIM identifier. With 2, 4 and 6 the scanner speaks the ECI protocol: the character set
# is announced within the text as a backslash and six digits, and a backslash is doubled.
_QR = re.compile(rb"\]Q([0-6])")
_WITH_ECI = b"246"
_ECI = re.compile(rb"\\(?:(\\)|[0-9]{6})")


class Terminator(StrEnum):
    """How the scanner ends a code. ``auto`` finds out: see ``Framer``."""

    AUTO = "auto"
    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    STX_ETX = "stx-etx"
    GAP = "gap"


_ENDS = {Terminator.CR: b"\r", Terminator.LF: b"\n", Terminator.CRLF: b"\r\n"}


class Framer:
    """Takes bytes as they come, returns codes as they end. Never raises, whatever comes, and never holds
    more than some 4 KB.

    ``auto`` waits with its first code for a pause, and looks how the code ends. A terminator there is
    learnt: from then on it ends codes at once, and a pause in their midst (a slow cable, a busy bus) does
    not; other line ends within a code belong to it. A code without a terminator has been ended by the
    pause, and nothing is learnt. When a terminator that was learnt fails to come, the rest is dropped and
    the terminator forgotten: that was noise, or another scanner has been plugged in.

    A pause counts only when ``idle`` reports it, that is when somebody looked and nothing had come. A
    thread that was kept waiting itself finds late what had arrived in time.
    """

    def __init__(self, terminator: Terminator | str = Terminator.AUTO, *, gap: float = GAP) -> None:
        """``gap`` is how many seconds of silence end a code. ``ValueError`` for an unknown terminator."""
        wanted = Terminator(terminator)
        self._learns = wanted is Terminator.AUTO
        self._known = None if self._learns else wanted
        self._gap = gap
        self._buffer = bytearray()
        self._too_long = False
        self._last = 0.0

    @property
    def waiting(self) -> bool:
        """Whether a code has begun and not ended: call ``idle`` soon."""
        return bool(self._buffer) or self._too_long

    @property
    def learnt(self) -> Terminator | None:
        """How codes end, as far as it is known."""
        return self._known

    def feed(self, data: bytes, now: float) -> list[bytes]:
        """Codes that ended in ``data``. ``now`` is a monotonic time in seconds."""
        if not data:
            return self.idle(now)
        self._last = now
        if self._known in (None, Terminator.GAP):
            self._buffer += data
            self._shorten()
            return []
        return self._split(data)

    def idle(self, now: float) -> list[bytes]:
        """The codes that a pause has ended, if any; call it when nothing came."""
        if not self.waiting:
            return []
        silence = now - self._last
        if self._known is Terminator.GAP:
            return self._all() if silence >= self._gap else []
        if self._known is None:
            return self._learn() if silence >= self._gap else []
        if silence >= STALE:
            if self._learns and self._buffer.strip(b"\r\n"):
                self._known = None
            self.reset()
        return []

    def reset(self) -> None:
        """Forget an unfinished code."""
        self._buffer.clear()
        self._too_long = False

    def _shorten(self) -> None:
        """Keep the end of what is too long: it tells how codes end."""
        if len(self._buffer) > _ROOM:
            del self._buffer[:-_ROOM]
            self._too_long = True

    def _all(self) -> list[bytes]:
        code, too_long = bytes(self._buffer), self._too_long
        self.reset()
        return [] if too_long else finished(code.strip(b"\r\n"))

    def _learn(self) -> list[bytes]:
        """The pause after what may be the first code: how did it end?"""
        burst = bytes(self._buffer)
        self._known = _ending(burst)
        if self._known is None:
            return self._all()
        self._buffer.clear()  # but what is cut off at its beginning still is
        return self._split(burst)

    def _split(self, data: bytes) -> list[bytes]:
        if self._known is Terminator.STX_ETX:
            return self._split_frames(data)
        assert self._known is not None
        *pieces, rest = (self._buffer + data).split(_ENDS[self._known])
        codes = []
        for piece in pieces:
            if not self._too_long:
                codes += finished(bytes(piece).strip(b"\r\n"))  # an LF after the last CR, a CR before the LF
            self._too_long = False
        self._buffer = rest
        if len(rest) > _ROOM:
            self._too_long = True
        if self._too_long:
            del self._buffer[:-1]  # the last byte may be the first of CRLF
        return codes

    def _split_frames(self, data: bytes) -> list[bytes]:
        *pieces, rest = (self._buffer + data).split(_ETX)
        codes = []
        for piece in pieces:
            _, begun, code = piece.rpartition(_STX)  # a second STX begins anew
            if begun and not (self._too_long and piece.startswith(_STX) and piece.count(_STX) == 1):
                codes += finished(bytes(code))
            self._too_long = False
        noise, begun, code = rest.rpartition(_STX)
        if begun:
            self._too_long = self._too_long and not noise and rest.startswith(_STX)
            self._buffer = begun + code
            if len(self._buffer) > _ROOM:
                self._too_long = True
            if self._too_long:
                del self._buffer[1:]
        else:
            # Outside of a frame is nothing; that there was something tells that codes end otherwise now.
            self._too_long = False
            self._buffer = rest.strip(b"\r\n")[:1] if self._learns else bytearray()
        return codes


def _ending(burst: bytes) -> Terminator | None:
    if _STX in burst and burst.rstrip(b"\r\n").endswith(_ETX):
        return Terminator.STX_ETX
    ends = (Terminator.CRLF, Terminator.CR, Terminator.LF)
    return next((one for one in ends if burst.endswith(_ENDS[one])), None)


def finished(code: bytes) -> list[bytes]:
    """The code without the AIM identifier of a QR code, or nothing if it is empty or too long.

    The identifier of any other symbology stays on. Members and coupons have QR codes; what a bottle's
    barcode says must not be taken for either, and the person is told that this is no code of ours.
    """
    if len(code) > CAP:
        return []
    found = _QR.match(code)
    if found:
        code = code[found.end() :]
        if found[1] in _WITH_ECI:
            code = _ECI.sub(lambda escape: escape[1] or b"", code)
    return [code] if code else []
