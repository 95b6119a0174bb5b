"""One accent colour of the shop's choice, made readable in every theme.

Contrast is the ratio of WCAG 2.2 (relative luminance of sRGB, 1 to 21). An accent serves as the fill
of the main button, as large coloured text and as the ink of the stamps, so it has to stand out from
the theme's paper and carry its own ink by the same ratio: 7, or 10 in the high-contrast theme.
"""

from __future__ import annotations

import colorsys
import re

PAPERS = {"light": ("#fbf6ee", "#ffffff"), "dark": ("#1b1512", "#2a211c"), "contrast": ("#000000",)}
"""Theme name -> every surface an accent may lie on. Theme.qml draws with the same (a test compares)."""
INKS = {"light": "#ffffff", "dark": "#1b1512", "contrast": "#000000"}
RATIOS = {"light": 7.0, "dark": 7.0, "contrast": 10.0}
DEFAULT_ACCENT = "#b3541e"

_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)


def _channels(colour: str) -> tuple[float, float, float]:
    match = _HEX.fullmatch(colour)
    if match is None:
        raise ValueError("a colour is written #rrggbb")
    red, green, blue = (int(part, 16) / 255 for part in match.groups())
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of ``#rrggbb``, 0 to 1. Raises ValueError for anything else."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def accent_for(wish: str, theme: str) -> dict[str, str]:
    """``{"fill", "ink"}`` for a theme: the wished hue, as near to the wished lightness as contrast allows.

    A wish that is no ``#rrggbb`` gives the default accent.
    """
    try:
        red, green, blue = _channels(wish)
    except ValueError:
        red, green, blue = _channels(DEFAULT_ACCENT)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    ink, papers, ratio = INKS[theme], PAPERS[theme], RATIOS[theme]
    step = -0.005 if theme == "light" else 0.005
    fill = ink
    while 0 <= lightness <= 1:
        fill = "#" + "".join(
            f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation)
        )
        if min(contrast(fill, other) for other in (ink, *papers)) >= ratio:
            break
        lightness += step
    return {"fill": fill, "ink": ink}


def accents(wish: str) -> dict[str, dict[str, str]]:
    """The accent of every theme."""
    return {theme: accent_for(wish, theme) for theme in PAPERS}
