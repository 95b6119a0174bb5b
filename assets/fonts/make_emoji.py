"""Makes NotoColorEmoji-small.ttf of the full one: ``python assets/fonts/make_emoji.py NotoColorEmoji.ttf``.

The full font is in Debian's package fonts-noto-color-emoji; fontTools has to be installed for this
(``pip install fonttools``) and is needed for nothing else. Three things make it small:

- pictures are 94 by 88 pixels instead of 136 by 128;
- skin tones and genders lead to the picture of the plain emoji: they still come out as one picture;
- each picture has at most 20 colours.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).parent / "NotoColorEmoji-small.ttf"
COLOURS = 20
SCALE = 0.6875
TONES = range(0x1F3FB, 0x1F400)
JOINER, WOMAN, MAN, EMOJI_STYLE = 0x200D, 0x2640, 0x2642, 0xFE0F


def plainer(font: TTFont) -> None:
    """Lets each sequence with a skin tone or a gender end at the picture of what is left without them."""
    names = font.getBestCmap()
    tones = {names[code] for code in TONES}
    joiner, genders = names[JOINER], {names[WOMAN], names[MAN]}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if lookup.LookupType == 4:
                plainer_ligatures(table.ligatures, tones, joiner, genders)


def plainer_ligatures(
    ligatures: dict[str, list[Any]], tones: set[str], joiner: str, genders: set[str]
) -> None:
    picture = {(first, *each.Component): each.LigGlyph for first, all_ in ligatures.items() for each in all_}
    for first, all_ in ligatures.items():
        for each in all_:
            parts = [part for part in (first, *each.Component) if part not in tones]
            if parts[-1] in genders and parts[-2:-1] == [joiner]:
                del parts[-2:]
            if len(parts) == 1:
                each.LigGlyph = parts[0]
            elif parts:
                each.LigGlyph = picture.get(tuple(parts), each.LigGlyph)


def smaller(png: bytes) -> bytes:
    """The same picture with fewer pixels and a palette. Colours are compared with alpha multiplied in."""
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.ndim != 3 or picture.shape[2] != 4:
        raise ValueError("a picture without alpha")
    colours, alpha = picture[..., :3].astype(np.float32), picture[..., 3:].astype(np.float32)
    size = (scaled(picture.shape[1]), scaled(picture.shape[0]))
    pixels = cv2.resize(np.dstack([colours * alpha / 255, alpha]), size, interpolation=cv2.INTER_AREA)
    flat = pixels.reshape(-1, 4)
    seen = flat[:, 3] >= 1
    points = np.ascontiguousarray(flat[seen])
    count = min(COLOURS, len(np.unique(points.round(), axis=0)))
    cv2.setRNGSeed(1)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    _, labels, centres = cv2.kmeans(points, count, None, ends, 1, cv2.KMEANS_PP_CENTERS)
    alphas = np.clip(centres[:, 3], 1, 255)
    straight = np.clip(centres[:, :3] / alphas[:, None] * 255, 0, 255).round().astype(np.uint8)[:, ::-1]
    index = np.zeros(len(flat), np.uint8)
    index[seen] = labels[:, 0] + 1
    return palette_png(
        index.reshape(size[::-1]),
        bytes(3) + straight.tobytes(),
        bytes(1) + alphas.round().astype(np.uint8).tobytes(),
    )


def scaled(value: int) -> int:
    return round(value * SCALE)


def scale_all(thing: Any, names: str) -> None:
    for name in names.split():
        if hasattr(thing, name):
            setattr(thing, name, scaled(getattr(thing, name)))


LINE = "ascender descender widthMax minOriginSB minAdvanceSB maxBeforeBL minAfterBL"
GLYPH = "height width BearingX BearingY Advance"
BIG = "height width horiBearingX horiBearingY horiAdvance vertBearingX vertBearingY vertAdvance"


def palette_png(index: np.ndarray, colours: bytes, alphas: bytes) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    height, width = index.shape
    raw = np.hstack([np.zeros((height, 1), np.uint8), index]).tobytes()
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            part(b"PLTE", colours),
            part(b"tRNS", alphas),
            part(b"IDAT", zlib.compress(raw, 9)),
            part(b"IEND", b""),
        )
    )


def main() -> None:
    font = TTFont(sys.argv[1])
    plainer(font)
    options = subset.Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys())
    subsetter.subset(font)
    for strike in font["CBDT"].strikeData:
        for glyph in strike.values():
            glyph.imageData = smaller(glyph.imageData)
            scale_all(glyph.metrics, BIG if hasattr(glyph.metrics, "horiAdvance") else GLYPH)
    for strike in font["CBLC"].strikes:
        scale_all(strike.bitmapSizeTable, "ppemX ppemY")
        scale_all(strike.bitmapSizeTable.hori, LINE)
        scale_all(strike.bitmapSizeTable.vert, LINE)
        for table in strike.indexSubTables:
            scale_all(table, "imageSize")
            if hasattr(table, "metrics"):
                raise ValueError("metrics in the index: not expected in this font")
    font.save(OUT)


if __name__ == "__main__":
    main()
