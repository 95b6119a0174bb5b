"""An ESC/POS interpreter that draws: bytes in, papers out. Written without a look at the kiosk's encoder,
so that the two check each other.

It knows what Epson's "ESC/POS Command Reference" calls ESC @, ESC J, ESC d, GS P, GS L, GS v 0, GS ( k (QR
codes), GS V, GS a, GS ( H and GS r, swallows the rest of the two- and three-byte commands it may meet, and
counts every byte that would have come out as text: a coupon sent as pictures has none.
"""

from __future__ import annotations

import struct
import zlib
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np
import segno
from numpy.typing import NDArray

Paper = NDArray[np.bool_]
"""One paper: ``[rows, dots]``, True is black."""

_DPI = 203
_LINE_ROWS = 30
_LONGEST = 3000
"""Bytes of a command that make sense; a longer one comes of noise, and is passed over as it comes."""

_FIXED = {b"\x1b@": 0, b"\x1bJ": 1, b"\x1bd": 1, b"\x1ba": 1, b"\x1b2": 0, b"\x1b3": 1, b"\x1b!": 1}
_FIXED |= {b"\x1bE": 1, b"\x1bt": 1, b"\x1bR": 1, b"\x1b{": 1, b"\x1bp": 3, b"\x1b=": 1}
_FIXED |= {b"\x1dP": 2, b"\x1da": 1, b"\x1dr": 1, b"\x1dL": 2, b"\x1dW": 2, b"\x1d!": 1, b"\x1dI": 1}
_FIXED |= {b"\x10\x04": 1, b"\x10\x05": 1}


class Interpreter:
    """Consumes commands in order. ``step`` takes in one command or one row of a picture, or prints one
    row: so paper can run out, or power go, at any of them."""

    def __init__(
        self,
        dots: int,
        *,
        vertical_unit: int,
        reply: Callable[[bytes], None],
        finished: Callable[[Paper], None],
    ) -> None:
        """``dots`` across the paper; ``vertical_unit`` steps an inch are what ESC J counts in at power-on."""
        self.dots = dots
        self.strays = 0
        """Bytes that a real printer would have printed as text."""
        self.obeys_margin = True
        """Whether pictures begin at the left margin; some printers begin at the edge all the same."""
        self.knows_codes = True
        """Whether it makes QR codes; many printers print the command as text instead."""
        self.asb = 0
        """The mask of GS a; not 0 when automatic status is wanted."""
        self.asb_asked = False
        self._default_unit = self._unit = vertical_unit
        self._reply = reply
        self._finished = finished
        self._left_over = 0  # parts of a dot still to be fed
        self._across = _DPI  # steps an inch that GS L counts in
        self._margin = 0  # dots
        self._module, self._level, self._code = 3, b"0", b""
        self.rows: list[NDArray[np.bool_]] = []
        self._picture: tuple[int, int] | None = None  # bytes a row, rows to come
        self._part = bytearray()  # of a row that has not come whole
        self._skip = 0  # bytes of a command that makes no sense
        self._due: deque[NDArray[np.bool_]] = deque()  # rows that need no more bytes

    @property
    def busy(self) -> bool:
        """Whether there is something to do that needs no more bytes."""
        return bool(self._due)

    def clear(self) -> None:
        """Forget a half-received command, and what was still to be printed. What is on paper stays there."""
        self._picture = None
        self._part.clear()
        self._skip = 0
        self._due.clear()

    def power_on(self) -> None:
        """As it comes from the shop; but for the paper."""
        self.clear()
        self.asb = 0
        self.asb_asked = False
        self._do(b"\x1b@", b"")

    def hanging(self) -> Paper | None:
        """What has been printed since the last cut."""
        return np.array(self.rows, dtype=np.bool_) if self.rows else None

    def take_paper(self) -> Paper | None:
        """The same, torn off."""
        paper = self.hanging()
        self.rows = []
        return paper

    def step(self, buffer: bytearray) -> bool:
        """Do the next thing, removing its bytes from ``buffer``. False when there is nothing to do before
        more bytes come."""
        if self._due:
            self.rows.append(self._due.popleft())
            return True
        if self._skip:
            used = min(self._skip, len(buffer))
            self._skip -= used
        else:
            used = self._row(buffer) if self._picture else self._command(buffer)
        del buffer[:used]
        return used > 0

    def _row(self, buffer: bytearray) -> int:
        assert self._picture is not None
        width, left = self._picture
        # As it comes: a header cut in two may have made the row longer than any buffer.
        taken = buffer[: width - len(self._part)]
        self._part += taken
        if len(self._part) == width:
            self._ink(np.unpackbits(np.frombuffer(bytes(self._part), dtype=np.uint8)).astype(np.bool_))
            self._part.clear()
            self._picture = (width, left - 1) if left > 1 else None
        return len(taken)

    def _ink(self, dots: NDArray[np.bool_]) -> None:
        """One more row, from the margin on; what does not fit is lost."""
        row = np.zeros(self.dots, dtype=np.bool_)
        room = row[self._margin if self.obeys_margin else 0 :]
        room[: len(dots)] = dots[: len(room)]
        self._due.append(row)

    def _command(self, b: bytearray) -> int:
        if not b:
            return 0
        first = b[0]
        if first not in (0x10, 0x1B, 0x1D):
            self._plain(first)
            return 1
        if len(b) < 2:
            return 0
        head = bytes(b[:2])
        if head in _FIXED:
            size = 2 + _FIXED[head]
            if len(b) < size:
                return 0
            self._do(head, bytes(b[2:size]))
            return size
        return self._long(head, b)

    def _plain(self, byte: int) -> None:
        if byte == 0x0A:
            self._feed(_LINE_ROWS)
        elif byte >= 0x20:
            self.strays += 1

    def _long(self, head: bytes, b: bytearray) -> int:
        """Commands that say themselves how long they are."""
        if head == b"\x1dv":
            if len(b) < 8:
                return 0
            width, height = b[4] + 256 * b[5], b[6] + 256 * b[7]
            if b[2] != 0x30 or b[3] not in (0, 48):
                self.strays += 8
            elif width and height:
                self._picture = (width, height)
            return 8
        if head == b"\x1dV":
            if len(b) < 3:
                return 0
            long = b[2] in (65, 66, 97, 98, 103, 104)
            if long and len(b) < 4:
                return 0
            self._cut()
            return 4 if long else 3
        if head == b"\x1d(":
            size = 5 + b[3] + 256 * b[4] if len(b) >= 5 else 0
            if size > _LONGEST:
                self._skip = size - 5
                return 5
            if not size or len(b) < size:
                return 0
            if b[2] == ord("H") and bytes(b[5:7]) == b"00":
                self._reply(b"\x37\x22" + bytes(b[7:11]) + b"\x00")
            elif b[2] == ord("k"):
                self._qr(bytes(b[5:size]))
            return size
        if head == b"\x10\x14":
            size = 10 if b[2:3] == b"\x08" else 5
            return size if len(b) >= size else 0
        # Half a real-time command, whose rest a full buffer had no room for, and the first byte of the next
        # one: that is no text.
        self.strays += sum(byte >= 0x20 for byte in head)
        return 2

    def _do(self, head: bytes, arguments: bytes) -> None:
        if head == b"\x1b@":
            self._unit, self._across = self._default_unit, _DPI
            self._left_over = self._margin = 0
            self._module, self._level, self._code = 3, b"0", b""
        elif head == b"\x1bJ":
            steps = arguments[0] * _DPI + self._left_over
            rows, self._left_over = divmod(steps, self._unit)
            self._feed(rows)
        elif head == b"\x1bd":
            self._feed(arguments[0] * _LINE_ROWS)
        elif head == b"\x1dP":
            self._across, self._unit = arguments[0] or _DPI, arguments[1] or self._default_unit
        elif head == b"\x1dL":
            self._margin = (arguments[0] + 256 * arguments[1]) * _DPI // self._across
        elif head == b"\x1da":
            self.asb = arguments[0]
            self.asb_asked = bool(self.asb)
        elif head == b"\x1dr":
            self._reply(b"\x00")

    def _qr(self, said: bytes) -> None:
        """GS ( k for symbol 49, a QR code: its size, its level, its data, and print it."""
        if not self.knows_codes:
            self.strays += len(said) + 5
            return
        function, value = said[:2], said[2:3]
        if function == b"1C":
            self._module = value[0]
        elif function == b"1E":
            self._level = value
        elif function == b"1P":
            self._code = said[3:]
        elif function == b"1Q" and self._code:
            level = dict(zip(b"0123", "lmqh", strict=True))[self._level[0]]
            code = segno.make_qr(self._code, error=level, boost_error=False)
            for line in code.matrix:
                dots = np.repeat(np.array(line, dtype=np.bool_), self._module)
                for _ in range(self._module):
                    self._ink(dots)

    def _feed(self, rows: int) -> None:
        self._due.extend(np.zeros(self.dots, dtype=np.bool_) for _ in range(rows))

    def _cut(self) -> None:
        paper = self.take_paper()
        if paper is not None:
            self._finished(paper)


def png(paper: Paper, margin: int = 24) -> bytes:
    """A paper as a PNG file, black on white, with ``margin`` white dots around it."""
    white = np.pad(~paper, margin, constant_values=True)
    height, width = white.shape
    rows = np.packbits(white, axis=1)
    raw = np.hstack([np.zeros((height, 1), dtype=np.uint8), rows]).tobytes()

    def part(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = (part(b"IHDR", header), part(b"IDAT", zlib.compress(raw, 9)), part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def write_png(paper: Paper, path: Path) -> None:
    """Write ``png(paper)`` to ``path``."""
    path.write_bytes(png(paper))
