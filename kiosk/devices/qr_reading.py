"""The two libraries that read QR codes, behind one answer: zxing-cpp, and zbar for a second opinion."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from kiosk.devices.qr_layout import LEVELS, MASKS, Modules, blocks, layout, upright
from kiosk.devices.reed_solomon import corrected

Picture = NDArray[np.uint8]
"""Grey (height, width), 8 bit."""

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""The corners of a code in pixels (x to the right, y down), in order around it."""

# "QRCode" would add Micro QR, and false reads with it
_SYMBOL = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)


class Miss(NamedTuple):
    """What looked like a code and could not be read: its place, and its modules a side, counted from
    the picture and therefore perhaps wrong."""

    quad: Quad
    modules: int

    @property
    def area(self) -> float:
        """Square pixels."""
        return cv2.contourArea(np.array(self.quad, np.float32))


@dataclass(frozen=True, slots=True)
class Found:
    """What a picture held: ``codes``, the content and the place of each, and what was ``near`` one."""

    codes: tuple[tuple[bytes, Quad], ...] = field(default=(), repr=False)
    near: tuple[Miss, ...] = ()


def moved(found: Found, offset: Point, scale: float = 1.0) -> Found:
    """The same, seen in the picture of which this one was a part, beginning at ``offset`` (x, y) and
    enlarged ``scale`` times."""

    def back(quad: Quad) -> Quad:
        return cast("Quad", tuple((x / scale + offset[0], y / scale + offset[1]) for x, y in quad))

    codes = tuple((data, back(quad)) for data, quad in found.codes)
    return Found(codes, tuple(Miss(back(miss.quad), miss.modules) for miss in found.near))


def zxing(picture: Picture) -> Found:
    """zxing-cpp's answer. Parts of a structured append are neither codes nor misses: half a text is
    nobody's code."""
    barcodes = zxingcpp.read_barcodes(
        picture, formats=_SYMBOL, try_invert=True, try_downscale=True, return_errors=True
    )
    codes = tuple(
        (barcode.bytes, _corners(barcode.position))
        for barcode in barcodes
        if barcode.valid and barcode.bytes and not is_part(barcode)
    )
    return Found(codes, tuple(miss for barcode in barcodes if (miss := _miss(barcode)) is not None))


def _miss(barcode: Any) -> Miss | None:
    """A code that was found, measured and sampled, but whose data were damaged beyond repair. What was
    given up earlier has neither a place nor a version."""
    if barcode.valid:
        return None
    try:
        version = int(barcode.extra["Version"])
    except (KeyError, TypeError, ValueError):
        return None
    return Miss(_corners(barcode.position), 17 + 4 * version)


def _corners(position: Any) -> Quad:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return cast("Quad", tuple((float(point.x), float(point.y)) for point in points))


@functools.lru_cache(maxsize=64)
def _first_block(side: int, form: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_], int]:
    """Of a code's first block where its bits lie (rows, columns), which of them the mask has turned, and how
    many of its codewords are parity."""
    where = layout(side)
    indices, parity = blocks(side, form)
    bits = (indices[0][:, None] * 8 + np.arange(8)).ravel()
    rows, columns = where.rows[bits], where.columns[bits]
    return rows, columns, MASKS[form & 7](rows, columns), parity


_PART = 0b0011
"""ISO/IEC 18004, mode indicators: structured append."""


def is_part(barcode: Any) -> bool:
    """Whether a code is one part of a structured append.

    zxing-cpp's Python side does not say, so this reads the first mode indicator off the modules, which are as
    they were sampled: not yet corrected.
    """
    try:
        form = LEVELS.index(barcode.extra["ECLevel"]) << 3 | int(barcode.extra["DataMask"])
        dark = np.asarray(barcode.to_image(scale=1, add_quiet_zones=False)) < 128
        return _mode(upright(dark, form), form) == _PART
    except (KeyError, TypeError, ValueError, IndexError, RuntimeError):
        return False  # it was read; that it cannot be looked at again is no reason to refuse it


def _mode(dark: Modules, form: int) -> int:
    """The first mode indicator of a code of this format: corrected, or as it stands there."""
    rows, columns, masked, parity = _first_block(len(dark), form)
    first = np.packbits(dark[rows, columns] ^ masked)
    right = corrected(first, parity, ())
    return int((first if right is None else right)[0]) >> 4


@functools.cache
def zbar_library() -> Any:
    """pyzbar, or ``None`` without the system's libzbar (Debian: libzbar0), which its import looks
    for at some cost: once is enough, and the kiosk goes on with one remedy less."""
    try:
        from pyzbar import pyzbar
    except ImportError:
        return None
    return pyzbar


def zbar(picture: Picture) -> Found:
    """A second opinion. zbar transcodes what it reads and garbles some texts on the way, so only
    plain ASCII, which no transcoding changes, is believed. It raises ``ValueError`` on structured
    append, which is ignored anyway."""
    library = zbar_library()
    if library is None:
        return Found()
    try:
        decoded: Iterable[Any] = library.decode(picture, symbols=[library.ZBarSymbol.QRCODE])
    except ValueError:
        return Found()
    return Found(
        tuple(
            (bytes(one.data), _four(one.polygon, one.rect))
            for one in decoded
            if one.data and one.data.isascii()
        )
    )


def _four(polygon: Sequence[Any], rect: Any) -> Quad:
    """zbar's outline as four corners; its hull may have more or fewer, then the box has to do."""
    if len(polygon) == 4:
        return cast("Quad", tuple((float(point.x), float(point.y)) for point in polygon))
    left, top = float(rect.left), float(rect.top)
    right, bottom = left + rect.width, top + rect.height
    return ((left, top), (right, top), (right, bottom), (left, bottom))
