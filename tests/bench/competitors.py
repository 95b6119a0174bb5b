"""Ours and the peers behind the same question: what is in this picture, and how long did it take."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import cv2
import zxingcpp

from kiosk.devices.decoder import Decoder, read_still
from tests.bench.photographs import Grey

FRAMES = 6
"""Frames for which a single picture is shown to the running decoder."""

BASE = "zxing-cpp"
"""The competitor by whose time the others' are divided."""


@dataclass(frozen=True, slots=True)
class Look:
    """What came of one look: the codes' bytes, and milliseconds for one frame."""

    reads: Sequence[bytes] = field(repr=False)
    ms: float


class Competitor(Protocol):
    """Looks at one picture by itself."""

    name: str

    def look(self, grey: Grey) -> Look:
        """Reads a grey picture; raises nothing."""


def in_turn(competitors: Sequence[Any], picture: int) -> list[Any]:
    """The order in which they see a picture of that number: another one each time, always the same. Merely
    changing who begins would let one always come after the slowest, which leaves it cold caches."""
    return random.Random(picture).sample(competitors, len(competitors))


@dataclass
class Plain:
    """A competitor that is one function."""

    name: str
    read: Callable[[Grey], Iterable[bytes]]

    def look(self, grey: Grey) -> Look:
        started = time.perf_counter()
        reads = list(self.read(grey))
        return Look(reads, (time.perf_counter() - started) * 1000)


class Running:
    """Our decoder as it runs in the kiosk: the picture is shown for six frames, one remedy at most
    for each. Its time is that of one frame, on average."""

    name = f"kiosk, {FRAMES} frames"

    def look(self, grey: Grey) -> Look:
        decoder = Decoder()
        started = time.perf_counter()
        reads: list[bytes] = []
        shown = 0
        while not reads and shown < FRAMES:
            shown += 1
            reads = [read.data for read in decoder.look(grey).reads]
        return Look(reads, (time.perf_counter() - started) * 1000 / shown)


_SYMBOL = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)


def zxing(grey: Grey) -> list[bytes]:
    """zxing-cpp as it comes, asked for QR codes."""
    return [one.bytes for one in zxingcpp.read_barcodes(grey, formats=_SYMBOL) if one.bytes]


def zbar(grey: Grey) -> list[bytes]:
    """pyzbar as it comes, asked for QR codes. It raises on parts of a structured append."""
    from pyzbar import pyzbar

    try:
        return [one.data for one in pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE]) if one.data]
    except ValueError:
        return []


def opencv(detector: Any) -> Callable[[Grey], list[bytes]]:
    """One of OpenCV's detectors, on all codes of a picture. They raise on malformed ones."""

    def read(grey: Grey) -> list[bytes]:
        try:
            found, contents, _, _ = detector.detectAndDecodeBytesMulti(grey)
        except (cv2.error, SystemError, UnicodeDecodeError, ValueError):
            return []
        return [bytes(content) for content in contents if content] if found else []

    return read


def peers() -> list[Plain]:
    """What there is besides ours; without libzbar one fewer."""
    found = [Plain(BASE, zxing)]
    try:
        from pyzbar import pyzbar  # noqa: F401
    except ImportError:
        pass
    else:
        found.append(Plain("pyzbar", zbar))
    found.append(Plain("OpenCV", opencv(cv2.QRCodeDetector())))
    found.append(Plain("OpenCV Aruco", opencv(cv2.QRCodeDetectorAruco())))
    return found


def of_stills() -> list[Competitor]:
    """Who looks at single pictures."""
    return [
        Plain("kiosk", lambda grey: [read.data for read in read_still(grey)]),
        Running(),
        *cast("list[Competitor]", peers()),
    ]
