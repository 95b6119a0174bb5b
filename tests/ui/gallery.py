"""The approved pictures of every screen × size × language × theme, and what is kept of them.

Of a well-chosen few whole pictures are in ``tests/pictures``, with a palette; of all of them a line each: a
check-sum of every pixel, and a rough likeness. Where letters are drawn by another FreeType, or by another
sort of processor, than the approved ones were (``maker``), pixels differ that nobody can tell apart: there
the likeness decides, and of the few whole pictures how far they are apart.

``make screens`` draws everything, compares, and lays it out in ``build/screens/index.html``;
``make screens APPROVE=1`` approves of what it drew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, qVersion
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter

from tests.ui.sample_views import SAMPLES
from tests.ui.shots import SIZES

ROOT = Path(__file__).resolve().parents[2]
APPROVED = ROOT / "tests" / "pictures"
SHEET = ROOT / "build" / "screens"
THEMES = ("light", "dark", "contrast")
EVERY = bool(os.environ.get("KIOSK_EVERY_SCREEN"))
"""All sizes, languages and themes, and pictures of them to look at; else each pair of two of the three."""
APPROVE = bool(os.environ.get("KIOSK_APPROVE"))
ONLY = re.compile(os.environ.get("KIOSK_ONLY", ""))
"""Those whose name (``pin-800x480-de-dark``) it is found in."""

GRID = (8, 5)
"""Fields of a likeness, across and down."""
EXACT = {"800x480"}
"""Where every pixel counts. On larger screens some letters come out by a shade otherwise from run to run, the
large ones probably, after other letters: there the likeness decides everywhere."""
ODD = 100
"""Of so many pictures of a size one may have another check-sum, if its likeness is the very same."""
NEAR = 2
"""Of 64 shades that a field may differ by."""
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

WHOLE = {
    "1280x800 en light": (
        "attract attract_trouble lookup balance_already balance_still_there balance_access pin reward "
        "reward_full coupon_take coupon_trouble unavailable offline staff_lock staff_menu_many "
        "staff_amount_redeem staff_coupon staff_devices"
    ),
    "800x480 de dark": "attract balance_already pin reward coupon_take staff_menu_many",
    "1024x600 ar contrast": "attract balance_already pin reward coupon_take staff_menu_many",
    "1920x1080 tr light": "attract balance_already reward staff_menu_many",
    "720x1280 tr contrast": "attract balance_already pin reward coupon_take staff_menu_many",
    "1080x1920 ar light": "attract balance_already reward staff_menu_many",
}
"""Of which the whole picture is kept: the customer's way, and its stations on every other screen."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Shown:
    """What a picture is of."""

    name: str
    size: str
    language: str
    theme: str

    def __str__(self) -> str:
        return f"{self.name}-{self.size}-{self.language}-{self.theme}"

    @property
    def whole(self) -> bool:
        """Whether the whole picture is kept."""
        return self.name in WHOLE.get(f"{self.size} {self.language} {self.theme}", "").split()


def every_one(size: str, languages: tuple[str, ...]) -> list[Shown]:
    """Everything that there is of a size, in the order in which it is approved of."""
    return [
        Shown(name, size, language, theme) for name in SAMPLES for language in languages for theme in THEMES
    ]


def wanted(size: str, languages: tuple[str, ...]) -> list[Shown]:
    """What is drawn of a size: everything, or each screen in each language, in a theme that takes turns."""

    def turn(shown: Shown) -> bool:
        place = list(SAMPLES).index(shown.name) + languages.index(shown.language) + list(SIZES).index(size)
        return shown.theme == THEMES[place % len(THEMES)]

    return [one for one in every_one(size, languages) if EVERY or one.whole or turn(one)]


# -- what is kept of a picture ---------------------------------------------------------------------


def pixels_of(image: QImage) -> Pixels:
    """Rows of blue, green, red."""
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.width(), 4)
    return np.ascontiguousarray(data[:, :, :3])


def summed(pixels: Pixels) -> str:
    """Eight characters that are others as soon as one pixel is."""
    return f"{zlib.crc32(pixels.data):08x}"


def likeness(pixels: Pixels) -> str:
    """How bright each of a few fields is."""
    fields = cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), GRID, interpolation=cv2.INTER_AREA)
    return "".join(ALPHABET[int(field) // 4] for field in fields.flat)


def similar(one: str, other: str) -> bool:
    """Whether two likenesses may be of the same screen."""
    pairs = zip(one, other, strict=True)
    return all(abs(ALPHABET.index(a) - ALPHABET.index(b)) <= NEAR for a, b in pairs)


def reduced(pixels: Pixels) -> tuple[NDArray[np.uint8], list[int]]:
    """The picture in at most 256 colours, and those: each channel in as many shades as leave so few."""
    for bits in range(9):
        shades = pixels >> bits << bits
        packed = shades.astype(np.uint32) @ np.array([1, 256, 65536], np.uint32)
        colours, index = np.unique(packed, return_inverse=True)
        if len(colours) <= 256:
            return index.reshape(packed.shape).astype(np.uint8), [int(one) for one in colours]
    raise AssertionError("black is one colour")


def keep(pixels: Pixels, file: Path) -> None:
    """Writes a picture with a palette."""
    index, colours = reduced(pixels)
    height, width = index.shape
    image = QImage(index.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([0xFF000000 | one for one in colours])
    file.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(file), "PNG", 0):
        raise OSError(f"cannot write {file}")


def kept(file: Path) -> Pixels | None:
    """A picture that was kept."""
    image = QImage(str(file))
    return None if image.isNull() else pixels_of(image)


def few(pixels: Pixels) -> Pixels:
    """The picture as ``keep`` leaves it."""
    index, colours = reduced(pixels)
    table = np.array([[one & 255, one >> 8 & 255, one >> 16 & 255] for one in colours], np.uint8)
    found: Pixels = table[index]
    return found


def apart(one: Pixels, other: Pixels) -> Pixels:
    """How far two pictures of one size are apart, pixel by pixel."""
    found: Pixels = np.asarray(cv2.absdiff(one, other)).max(axis=2)
    return found


def maker() -> str:
    """What draws here: Qt's release, and a check-sum of what letters, edges, shades and pictures become."""
    paper = QImage(420, 160, QImage.Format.Format_RGB32)
    paper.fill(QColor("#fbf6ee"))
    painter = QPainter(paper)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    shade = QLinearGradient(QPointF(0, 0), QPointF(420, 160))
    shade.setColorAt(0, QColor("#7a1f3d"))
    shade.setColorAt(1, QColor(10, 200, 90, 60))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawEllipse(QPointF(210.3, 80.7), 190.4, 70.2)
    painter.setPen(QColor("#2a1f17"))
    for row, (family, words) in enumerate(
        (("Noto Sans", "Größe ğıŞ 0123 ąę Ωλ Жю"), ("Noto Sans Arabic UI", "شكرًا لك ١٢٣"))
    ):
        for place, size in enumerate((11, 23, 37)):
            font = QFont(family)
            font.setPixelSize(size)
            font.setBold(row == place % 2)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            painter.setFont(font)
            painter.drawText(QPointF(5.37 + 9 * place, 30.61 + 22 * place + 60 * row), words)
    painter.setOpacity(0.37)
    painter.drawImage(QPointF(200.5, 20.25), paper.copy(0, 0, 150, 90).scaled(211, 97))
    painter.end()
    return f"Qt {qVersion()} {hashlib.sha256(pixels_of(paper).tobytes()).hexdigest()[:16]}"


# -- the approved ones -----------------------------------------------------------------------------


def _book(size: str) -> Path:
    return APPROVED / f"{size}.txt"


def approved(size: str) -> tuple[str, dict[str, tuple[str, str]]]:
    """Who made the approved pictures of a size; and of each, by what it is of, check-sum and likeness."""
    lines = _book(size).read_text().splitlines() if _book(size).exists() else [""]
    rows = (line.rsplit(" ", 2) for line in lines[1:])
    return lines[0], {of: (check, look) for of, check, look in rows}


def approve(size: str, drawn: dict[str, tuple[str, str]]) -> None:
    """Writes them down."""
    APPROVED.mkdir(parents=True, exist_ok=True)
    rows = [f"{of} {check} {look}" for of, (check, look) in sorted(drawn.items())]
    _book(size).write_text("\n".join([maker(), *rows]) + "\n")


class Judge:
    """Compares the pictures of a size with the approved ones, and keeps those that it does not find alike."""

    def __init__(self, size: str) -> None:
        self.size = size
        made, self.known = approved(size)
        self.here = made == maker()
        self.exact = self.here and size in EXACT
        self.drawn: dict[str, tuple[str, str]] = {}
        self.faults: list[str] = []
        self.odd: list[tuple[Shown, Pixels]] = []

    def same(self, shown: Shown, image: QImage) -> bool:
        """Whether it is as approved of; nothing is noted."""
        pixels = pixels_of(image)
        check, look = self.known.get(str(shown), ("", ""))
        if self.exact or not look:
            return check == summed(pixels)
        if not similar(look, likeness(pixels)):
            return False
        if not shown.whole:
            return True
        whole = kept(APPROVED / f"{shown}.png")
        # Another FreeType draws other edges; what has moved or has gone is more.
        return whole is not None and float((apart(few(pixels), whole) > 64).mean()) < 0.01

    def judge(self, shown: Shown, image: QImage) -> None:
        """Notes a picture, and what is wrong with it."""
        pixels = pixels_of(image)
        self.drawn[str(shown)] = (summed(pixels), likeness(pixels))
        if EVERY:
            _lay_out(shown, pixels)
        if APPROVE:
            if shown.whole:
                keep(pixels, APPROVED / f"{shown}.png")
            return
        if not self.same(shown, image):
            if self.exact and self._barely(shown, pixels):
                self.odd.append((shown, pixels))
            else:
                self.faults.append(self._show(shown, pixels))
        elif shown.whole and self.exact:
            whole = kept(APPROVED / f"{shown}.png")
            if whole is None or not np.array_equal(whole, few(pixels)):
                self.faults.append(self._show(shown, pixels))

    def _barely(self, shown: Shown, pixels: Pixels) -> bool:
        """Whether nobody could tell it from the approved one."""
        if self.known.get(str(shown), ("", ""))[1] != likeness(pixels):
            return False
        whole = kept(APPROVED / f"{shown}.png") if shown.whole else None
        return not shown.whole or (whole is not None and int(apart(few(pixels), whole).max()) <= 64)

    def _show(self, shown: Shown, pixels: Pixels) -> str:
        """Keeps what is there, what was approved of where a picture of it is left, and the difference."""
        if str(shown) not in self.known:
            return f"{shown} is new: nobody has approved of it yet"
        place = SHEET / "different"
        place.mkdir(parents=True, exist_ok=True)
        actual = place / f"{shown}-actual.png"
        cv2.imwrite(str(actual), pixels)
        files = [actual]
        before = kept(APPROVED / f"{shown}.png") if shown.whole else None
        if before is not None and before.shape == pixels.shape:
            difference = place / f"{shown}-difference.png"
            files += [APPROVED / f"{shown}.png", difference]
            cv2.imwrite(str(difference), 255 - np.clip(apart(few(pixels), before) * 4, 0, 255))
        else:
            place = SHEET / f"{shown}.jpg"
            files += [place] if place.exists() and not EVERY else []
        return f"{shown} is not as approved: " + ", ".join(str(one.relative_to(ROOT)) for one in files)

    def close(self) -> None:
        """Approves of everything, or says what was approved of and is there no more."""
        if len(self.odd) > max(1, len(self.drawn) // ODD):
            self.faults += [self._show(*one) for one in self.odd]
        if APPROVE:
            for file in APPROVED.glob(f"*-{self.size}-*.png"):
                if not Shown(*file.stem.rsplit("-", 3)).whole:
                    file.unlink()
        if APPROVE and ONLY.pattern:
            assert self.here or not self.known, "approved of elsewhere: approve of all"
            approve(self.size, {**self.known, **self.drawn})
        elif APPROVE:
            approve(self.size, self.drawn)
        elif EVERY and not ONLY.pattern:
            gone = sorted(set(self.known) - set(self.drawn))
            self.faults += [f"{one} was approved of and is no more" for one in gone]


# -- the contact sheet -----------------------------------------------------------------------------


def _lay_out(shown: Shown, pixels: Pixels) -> None:
    SHEET.mkdir(parents=True, exist_ok=True)
    height, width = pixels.shape[:2]
    ratio = min(1.0, 960 / max(height, width))
    small = cv2.resize(pixels, (round(width * ratio), round(height * ratio)), interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(SHEET / f"{shown}.jpg"), small, [cv2.IMWRITE_JPEG_QUALITY, 85])


def sheet() -> Path:
    """Writes the page that shows the pictures that are there."""
    names = [one.stem.rsplit("-", 3) for one in sorted(SHEET.glob("*.jpg"))]
    order = {name: place for place, name in enumerate(SAMPLES)}
    rows: list[Any] = sorted((row for row in names if row[0] in order), key=lambda row: order[row[0]])
    page = (Path(__file__).parent / "contact_sheet.html").read_text()
    SHEET.mkdir(parents=True, exist_ok=True)
    index = SHEET / "index.html"
    index.write_text(page.replace("/*SHOWN*/[]", json.dumps(rows)))
    return index


if __name__ == "__main__":
    print(f"{sheet()}: {len(list(SHEET.glob('*.jpg')))} pictures")
