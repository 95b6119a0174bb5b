"""The shop's logo as a picture, for the screen and for paper: one idea of what file can be one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

_MOST_BYTES = 8_000_000
_MOST_PIXELS = 40_000_000


class LogoError(Exception):
    """This file is no logo; the words complete ``shop.logo: …``."""


def read_picture(path: Path, wide: int, high: int) -> QImage:
    """A PNG or SVG file within so many pixels, on nothing. A drawing fills them; a picture of pixels is made
    smaller if need be, and never blown up. Raises ``LogoError``."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise LogoError(f"cannot be read: {error.strerror}") from None
    if size > _MOST_BYTES:
        raise LogoError(f"must not be larger than {_MOST_BYTES // 1_000_000} MB")
    kind = path.suffix.lower().removeprefix(".")
    if kind not in ("svg", "png"):
        raise LogoError("must be an SVG or PNG file")
    reader = QImageReader(str(path), kind.encode())
    whole = reader.size()
    if whole.isEmpty() or whole.width() * whole.height() > _MOST_PIXELS:
        raise LogoError("is not a picture that can be used")
    fitted = whole
    if kind == "svg" or whole.width() > wide or whole.height() > high:
        fitted = whole.scaled(QSize(wide, high), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    if kind == "svg":
        reader.setScaledSize(fitted)
    image = reader.read()
    if image.isNull():
        raise LogoError("is damaged, or not the kind of picture that its name says")
    clear = QImage(fitted, QImage.Format.Format_ARGB32_Premultiplied)
    clear.fill(QColor(0, 0, 0, 0))
    painter = QPainter(clear)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(0, 0, image.scaled(fitted, mode=Qt.TransformationMode.SmoothTransformation))
    painter.end()
    return clear
