"""Draws the card for the staff: one page of A4 in each language, to be printed and hung up by the till.

    python docs/staff_card.py           draws docs/staff-card/*.png and docs/staff-card.pdf
    python docs/staff_card.py --check   says whether they are as they would be drawn now

What is on the screen is called on the card as it is called there: those words come out of the translations.
"""

from __future__ import annotations

import os
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QByteArray, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer
from staff_card_words import CARDS, Card

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "staff-card"
PDF = ROOT / "docs" / "staff-card.pdf"
WIDTH, HEIGHT = 210.0, 297.0
"""Millimetres of the page."""
DOTS = 5.0
"""Dots a millimetre of the pictures."""
EDGE = 14.0

INK, SOFT, LINE, PAPER = QColor("#241a14"), QColor("#6b5b50"), QColor("#d9cbbf"), QColor("#ffffff")
ACCENT, TINT = QColor("#b3541e"), QColor("#fbf3ec")

TASKS = (
    "coupon",
    "earn",
    "redeem",
    "enrol",
    "checkout",
    "coupons",
    "waiting",
    "devices",
    "settings",
    "people",
    "close",
)
ICONS = {
    "coupon": "ticket", "earn": "add", "redeem": "spend", "enrol": "member", "checkout": "receipt",
    "coupons": "gift", "waiting": "busy", "devices": "devices", "settings": "settings",
    "people": "people", "close": "closed",
}  # fmt: skip
TROUBLES = ("printer", "offline", "aim", "unsure", "pin_failed", "restart", "trouble")
"""The drawings beside what can be wrong, in the card's order."""


def screen_words(language: str) -> dict[str, str]:
    """What the kiosk's screen says in a language, by message id; soft hyphens taken out."""
    tree = ET.parse(ROOT / "assets" / "translations" / f"kiosk_{language}.ts")
    found = {}
    for message in tree.iter("message"):
        text = message.find("translation")
        if text is not None and text.text:
            found[message.get("id") or ""] = text.text.replace("\u00ad", "")
    return found


def icons() -> dict[str, str]:
    """The kiosk's own drawings: paths on a field of 100 by 100."""
    source = (ROOT / "kiosk" / "ui" / "qml" / "controls" / "KIcon.qml").read_text(encoding="utf-8")
    return dict(re.findall(r'^ +(\w+): "(M[^"]+)"', source, re.MULTILINE))


class Pen:
    """Draws in millimetres, from the left or from the right. What does not fit is an error."""

    def __init__(self, painter: QPainter, *, rtl: bool) -> None:
        self.painter, self.rtl = painter, rtl
        self._icons = icons()

    def font(self, size: float, *, bold: bool = False) -> QFont:
        """``size``: millimetres from line to line."""
        family = "Noto Sans Arabic UI" if self.rtl else "Noto Sans"
        font = QFont([family, "Noto Sans"])
        font.setPixelSize(max(1, round(size * 100)))
        font.setBold(bold)
        return font

    def box(self, x: float, width: float) -> float:
        """Where a box begins that is so wide and so far from where one begins to read."""
        return WIDTH - x - width if self.rtl else x

    def words(
        self, text: str, x: float, y: float, width: float, size: float, *,
        bold: bool = False, colour: QColor = INK, most: float = 99.0, middle: bool = False,
        centred: bool = False,
    ) -> float:  # fmt: skip
        """Text in a box; the height it took. ``centred``: in the middle of ``most`` from top to bottom.
        Raises ``ValueError`` when it takes more than that."""
        flags = Qt.AlignmentFlag
        option = QTextOption(
            flags.AlignHCenter if middle else flags.AlignRight if self.rtl else flags.AlignLeft
        )
        direction = Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(text, self.font(size, bold=bold))
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width * 100)
            line.setPosition(QPointF(0, height))
            height += size * 100 * 1.36
            if line.naturalTextWidth() > width * 100 + 1:
                raise ValueError(f"a word is too long for its place: {text}")
        layout.endLayout()
        taken = height / 100
        if taken > most + 0.01:
            raise ValueError(f"too long by {taken - most:.1f} mm: {text}")
        self.painter.save()
        self.painter.translate(self.box(x, width), y + ((most - taken) / 2 if centred else 0))
        self.painter.scale(0.01, 0.01)  # letters are laid out large, so that they stand where they should
        self.painter.setPen(colour)
        layout.draw(self.painter, QPointF(0, 0))
        self.painter.restore()
        return taken

    def wide(self, text: str, size: float, *, bold: bool = False) -> float:
        """Millimetres that a text takes on one line."""
        return QFontMetricsF(self.font(size, bold=bold)).horizontalAdvance(text) / 100

    def area(
        self, x: float, y: float, width: float, height: float, colour: QColor, round_: float = 2.0
    ) -> None:
        """A field of colour."""
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.box(x, width), y, width, height), round_, round_)
        self.painter.fillPath(path, colour)

    def line(self, x: float, y: float, width: float, colour: QColor = LINE, thick: float = 0.25) -> None:
        """A level line."""
        begin = self.box(x, width)
        self.painter.setPen(QPen(colour, thick))
        self.painter.drawLine(QPointF(begin, y), QPointF(begin + width, y))

    def icon(self, name: str, x: float, y: float, size: float, colour: QColor) -> None:
        """One of the kiosk's drawings."""
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="{self._icons[name]}" '
            f'fill="none" stroke="{colour.name()}" stroke-width="7" stroke-linecap="round" '
            'stroke-linejoin="round"/></svg>'
        )
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        renderer.render(self.painter, QRectF(self.box(x, size), y, size, size))


def draw(painter: QPainter, language: str) -> None:
    """One page; the painter's unit is a millimetre."""
    card, said = CARDS[language], screen_words(language)
    pen = Pen(painter, rtl=language == "ar")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), PAPER)
    wide = WIDTH - 2 * EDGE

    painter.fillRect(QRectF(0, 0, WIDTH, 32), ACCENT)
    pen.words(card.title, EDGE, 6.6, wide - 26, 9.2, bold=True, colour=PAPER, most=12.6)
    pen.words(card.subtitle, EDGE, 20.2, wide - 26, 4.1, colour=PAPER, most=5.7)
    pen.icon("lock", WIDTH - EDGE - 17, 7.0, 17, PAPER)

    y = _heading(pen, card.enter_title, 38.5)
    y = _steps(pen, card.enter, y)
    y = _heading(pen, card.tasks_title, y + 5.0)
    y = _tasks(pen, card, said, y)
    y = _heading(pen, card.trouble_title, y + 3.5)
    y = _troubles(pen, card, said, y)
    pen.words(card.rules, EDGE, y + 4.0, wide, 3.35, bold=True, colour=ACCENT, most=9.2)
    _footer(pen, card)


def _heading(pen: Pen, text: str, y: float) -> float:
    pen.area(EDGE, y + 0.6, 1.6, 5.6, ACCENT, 0.8)
    pen.words(text, EDGE + 4, y - 0.4, WIDTH - 2 * EDGE - 4, 5.4, bold=True, most=7.5)
    return y + 9.2


def _steps(pen: Pen, steps: tuple[str, str, str], y: float) -> float:
    gap = 4.0
    wide = (WIDTH - 2 * EDGE - 2 * gap) / 3
    for number, text in enumerate(steps, 1):
        x = EDGE + (number - 1) * (wide + gap)
        pen.area(x, y, wide, 20.0, TINT)
        pen.area(x + 3, y + 6.0, 8, 8, ACCENT, 4.0)
        pen.words(str(number), x + 3, y + 6.65, 8, 4.9, bold=True, colour=PAPER, middle=True)
        pen.words(text, x + 13.5, y + 0.6, wide - 15.5, 3.3, most=18.8, centred=True)
    return y + 20.0


def _tasks(pen: Pen, card: Card, said: dict[str, str], y: float) -> float:
    gap, tall = 6.0, 15.8
    wide = (WIDTH - 2 * EDGE - gap) / 2
    for number, task in enumerate(TASKS):
        x = EDGE + (number % 2) * (wide + gap)
        top = y + (number // 2) * tall
        pen.line(x, top, wide)
        pen.icon(ICONS[task], x + 0.5, top + 3.8, 8.6, ACCENT)
        name = said[f"staff.task_{task}"]
        used = pen.words(name, x + 12.5, top + 1.4, wide - 12.5, 3.7, bold=True, most=5.2)
        pen.words(card.tasks[task], x + 12.5, top + 1.5 + used, wide - 12.5, 3.1, colour=SOFT, most=8.8)
    return y + (len(TASKS) + 1) // 2 * tall


def _troubles(pen: Pen, card: Card, said: dict[str, str], y: float) -> float:
    first, wide = 56.0, WIDTH - 2 * EDGE
    for number, (what, then) in enumerate(card.troubles):
        what = what.replace("{offline}", said["offline.headline"])
        then = then.replace("{waiting}", said["staff.task_waiting"]).replace(
            "{copy}", said["button.print_copy"]
        )
        then = then.replace("{coupons}", said["staff.task_coupons"])
        tall = 10.0
        if number % 2 == 0:
            pen.area(EDGE, y, wide, tall, TINT, 1.2)
        pen.icon(TROUBLES[number], EDGE + 2, y + 2.1, 5.8, ACCENT)
        pen.words(what, EDGE + 11, y + 0.7, first - 12, 3.1, bold=True, most=8.6, centred=True)
        pen.words(then, EDGE + first + 1, y + 0.7, wide - first - 3.5, 3.1, most=8.6, centred=True)
        y += tall
    return y


def _footer(pen: Pen, card: Card) -> None:
    y, wide = 283.0, WIDTH - 2 * EDGE
    pen.line(EDGE, y - 4.5, wide, ACCENT, 0.5)
    x = EDGE
    for label, share in zip(card.blanks, (0.28, 0.36, 0.36), strict=True):
        room = wide * share - 4
        taken = pen.wide(label, 3.3, bold=True) + 2
        pen.words(label, x, y - 0.2, taken, 3.3, bold=True, most=4.6)
        pen.line(x + taken, y + 4.3, room - taken, SOFT, 0.25)
        x += wide * share


def picture(language: str) -> QImage:
    """The page as a picture."""
    image = QImage(round(WIDTH * DOTS), round(HEIGHT * DOTS), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(DOTS, DOTS)
    try:
        draw(painter, language)
    finally:
        painter.end()
    return image.convertToFormat(
        QImage.Format.Format_Indexed8, palette(), Qt.ImageConversionFlag.ThresholdDither
    )


def palette() -> list[int]:
    """The few colours of the page and what lies between them: the pictures are a third as large with it."""
    pairs = ((PAPER, INK), (PAPER, SOFT), (PAPER, ACCENT), (TINT, INK), (TINT, ACCENT), (PAPER, LINE))
    found = []
    for one, other in pairs:
        for step in range(17):
            share = step / 16
            parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
            red, green, blue = (round(a + (b - a) * share) for a, b in parts)
            found.append(QColor(red, green, blue).rgb())
    return list(dict.fromkeys(found))


def pages(file: Path) -> None:
    """All pages as a PDF."""
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(300)
    writer.setTitle("Loyalite kiosk: a card for the staff")
    writer.setCreator("docs/staff_card.py")
    painter = QPainter(writer)
    for number, language in enumerate(CARDS):
        if number:
            writer.newPage()
        painter.save()
        painter.scale(300 / 25.4, 300 / 25.4)
        draw(painter, language)
        painter.restore()
    painter.end()


def prepared() -> QGuiApplication:
    """Qt with the kiosk's own fonts; keep what is returned."""
    app = QGuiApplication.instance() or QGuiApplication([])
    assert isinstance(app, QGuiApplication)
    for file in (ROOT / "assets" / "fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
    return app


def main(check: bool) -> int:
    """Draw, or compare."""
    app = prepared()
    different = []
    for language in CARDS:
        file, new = OUT / f"{language}.png", picture(language)
        if check:
            old = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
            if old != new.convertToFormat(QImage.Format.Format_RGB32):
                different.append(file.name)
        else:
            OUT.mkdir(exist_ok=True)
            new.save(str(file))
    if not check:
        pages(PDF)
    del app
    for name in different:
        print(f"docs/staff-card/{name} is not as it would be drawn now: python docs/staff_card.py")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
