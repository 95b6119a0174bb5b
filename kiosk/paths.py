"""Where the program's own files are: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


TRANSLATIONS = _PACKAGE / "ui" / "translations"
"""The compiled texts: one file a language."""
FONTS = (
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSansArabicUI-Regular",
    "NotoSansArabicUI-Bold",
    "NotoColorEmoji-small",
)
"""Names of the bundled fonts that coupons are drawn with, in ``assets/fonts``, without ``.ttf``."""
_OURS = ("en", "tr", "de", "ar")


def languages(directory: Path | None = None) -> tuple[str, ...]:
    """The languages that there are texts for: those the kiosk comes with, then added ones by their codes.

    English where nothing has been compiled.
    """
    files = (directory or TRANSLATIONS).glob("kiosk_*.qm")
    there = {file.stem.removeprefix("kiosk_") for file in files}
    return (*(one for one in _OURS if one in there), *sorted(there.difference(_OURS))) or ("en",)


def assets() -> Path:
    """The folder with fonts, sounds and pictures."""
    installed = _PACKAGE / "_assets"
    return installed if installed.is_dir() else _PACKAGE.parent / "assets"
