"""Codes that were found and measured, but of which too much is blown, cracked or smeared: read with erasures.

zxing-cpp takes each module for dark or light. Here it is also known how sure that is, and the codewords that
are least sure are given up before the rest is corrected: twice as many may be bad. The corrected code
is drawn anew and zxing-cpp reads it, so that there is one reader of what a code says.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.devices.qr_layout import MASKS, SIDES, blocks, drawn, format_of, layout
from kiosk.devices.qr_reading import Found, Miss, Picture, zxing
from kiosk.devices.reed_solomon import corrected

_Soft = NDArray[np.float32]

_DOTS = 6
"""Pixels a module in the picture that is sampled."""

_MOST_MODULES = 57
"""Version 10. Of larger ones each module is too small for a kiosk's camera, and each try costs too much."""

_AROUND = 2
"""Modules around a code that are sampled too: its outermost are judged by their neighbours."""

_SHARPENED = 1.5
_BLUR = 0.8
"""Of a module: what its neighbours' light reaches into it."""

_FAINT = 0.25
"""Of the middle contrast: where a neighbourhood has much less, nothing is sure."""

_REACH = 7
"""Modules of the neighbourhood by which a module is judged."""

_NEXT = 3
"""Modules of the neighbourhood that has dark and light ones in nearly every code: masks see to that."""

_SPARE = 4
"""Codewords of parity that are left to bear witness, in all the blocks of a code together: by chance that
happens once in four thousand million times …"""
_SPARE_EACH = 2
"""… and in each of them at least."""

_TRIES = 6
"""Numbers of codewords that are given up, from none to as many as may be."""

_SCALE, _QUIET = 4, 4
"""Pixels a module, and modules around it, in which the corrected code is drawn."""


def mended(picture: Picture, miss: Miss) -> Found:
    """What a code says that was nearly read in this grey picture (height, width), with its place."""
    if miss.modules not in SIDES or miss.modules > _MOST_MODULES:
        return Found()
    soft = _modules(picture, miss)
    form = format_of(soft)
    where = layout(miss.modules)
    bits = soft[where.rows, where.columns]
    dark = (bits > 0) ^ MASKS[form & 7](where.rows, where.columns)
    codewords = np.packbits(dark)
    doubt = np.abs(bits).reshape(-1, 8).min(axis=1)
    indices, parity = blocks(miss.modules, form)
    spare = max(_SPARE_EACH, _SPARE // len(indices))
    for block in indices:
        right = _corrected(codewords[block], parity, doubt[block], spare)
        if right is None:
            return Found()
        codewords[block] = right
    lit = np.pad(~drawn(miss.modules, form, codewords), _QUIET, constant_values=True)
    clean = (lit * np.uint8(255)).repeat(_SCALE, 0).repeat(_SCALE, 1)
    return Found(tuple((data, miss.quad) for data, _ in zxing(clean).codes[:1]))


def _corrected(word: NDArray[np.uint8], parity: int, sure: _Soft, spare: int) -> NDArray[np.uint8] | None:
    order = np.argsort(sure)
    for count in np.linspace(0, max(0, parity - spare), _TRIES).astype(int):
        right = corrected(word, parity, order[:count].tolist(), spare)
        if right is not None:
            return right
    return None


def _modules(picture: Picture, miss: Miss) -> _Soft:
    """The modules (side, side): from -1, surely light, to 1, surely dark; a light code on dark is turned."""
    side = miss.modules + 2 * _AROUND
    low, high = _AROUND * _DOTS - 0.5, (side - _AROUND) * _DOTS - 0.5  # pixels are counted at their middles
    flat = np.array([(low, low), (high, low), (high, high), (low, high)], np.float32)
    view = cv2.getPerspectiveTransform(flat, np.array(miss.quad, np.float32))
    whole = (side * _DOTS, side * _DOTS)
    flags, edge = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, cv2.BORDER_REPLICATE
    seen = np.asarray(cv2.warpPerspective(picture, view, whole, flags=flags, borderMode=edge), np.float32)
    soft = cv2.GaussianBlur(seen, (0, 0), _BLUR * _DOTS)
    sharp = cv2.addWeighted(seen, 1 + _SHARPENED, soft, -_SHARPENED, 0)
    inner = sharp.reshape(side, _DOTS, side, _DOTS)[:, 1:-1, :, 1:-1].mean(axis=(1, 3))
    near = np.ones((_REACH, _REACH), np.uint8)
    darkest, brightest = cv2.erode(inner, near), cv2.dilate(inner, near)
    middle = cv2.blur((darkest + brightest) / 2, (_REACH, _REACH))
    contrast = cv2.blur((brightest - darkest) / 2, (_REACH, _REACH))
    least = _FAINT * float(np.median(contrast)) + 1
    found = np.clip((middle - inner) / (contrast + least), -1, 1)
    # Where a lamp blows everything out, all is equally light, and none of it is sure.
    next_to = np.ones((_NEXT, _NEXT), np.uint8)
    change = cv2.dilate(inner, next_to) - cv2.erode(inner, next_to)
    found *= np.minimum(change / (float(np.median(change)) + 1), 1)
    found = found[_AROUND:-_AROUND, _AROUND:-_AROUND]
    heart, ring = found[2:5, 2:5].mean(), found[1, 1:6].mean()  # of the finder pattern at the top left
    return cast("_Soft", found if heart > ring else -found)
