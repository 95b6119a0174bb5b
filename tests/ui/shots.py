"""Pictures of every sample screen: ``python -m tests.ui.shots OUT [--size WxH …] [--language XX …]
[--scale N …] [--theme T …] [--only NAME …]``. For looking at; nothing is asserted."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QGuiApplication

from kiosk.core.view import View
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.ports import CouponPaper
from kiosk.ui.bridge import Bridge
from kiosk.ui.i18n import Translator
from kiosk.ui.paper import PaperShelf
from kiosk.ui.preview import PreviewFeed
from kiosk.ui.window import Window, open_window, prepare_graphics
from tests.ui.camera_picture import QUAD, picture
from tests.ui.sample_views import SAMPLES, speak

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SIZES = {
    "800x480": (154.0, 86.0),
    "1024x600": (222.0, 125.0),
    "1280x800": (217.0, 136.0),
    "1920x1080": (344.0, 194.0),
    "720x1280": (136.0, 242.0),
    "1080x1920": (268.0, 476.0),
}


def settle(milliseconds: int) -> None:
    """Let Qt work for a while."""
    timer = QElapsedTimer()
    timer.start()
    while timer.elapsed() < milliseconds:
        QGuiApplication.processEvents()


def open_sample(size: str, motion: bool = False) -> tuple[Window, Bridge, PreviewFeed]:
    """The real window of a size, with a picture in its preview."""
    feed = PreviewFeed()
    translator = Translator(["en", "tr", "de", "ar"], strict=True)
    bridge = Bridge(translator, lambda event: None, feed, monotonic=lambda: 6.0)
    width, height = (int(part) for part in size.split("x"))
    window = open_window(
        bridge,
        feed,
        assets=ASSETS,
        fullscreen=False,
        size=(width, height),
        screen_mm=SIZES.get(size, (0.0, 0.0)),
        motion=motion,
        may_close=True,
        papers=sample_papers(),
    )
    return window, bridge, feed


def sample_papers() -> PaperShelf:
    """The paper that the samples speak of."""
    fonts = [ASSETS / "fonts" / f"{name}.ttf" for name in ("NotoSans-Regular", "NotoSans-Bold")]
    paper = CouponPaper(
        shop="Kahveci",
        name="One free filter coffee",
        token="cq_9fK2mX7aQ4vB8wZ1nR6tY3",  # not a real coupon's
        issued="Issued 23 Nov 2026 14:00",
        kiosk_id="entrance-1",
        title="Your reward",
        terms="Valid once. Not exchangeable for cash.",
        copy="COPY",
    )
    shelf = PaperShelf()
    shelf.put("sample", ReceiptRenderer(576, fonts)(paper))
    shelf.show("", "sample")
    return shelf


def show(bridge: Bridge, feed: PreviewFeed, shown: View) -> None:
    """Publish a view with a fresh camera picture behind it."""
    feed.push(picture(), [QUAD])
    bridge.publish(replace(shown, freeze_preview=False))
    settle(20)
    feed.push(picture(), [QUAD])
    bridge.publish(shown)
    settle(90)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", nargs="+", default=["1280x800", "1080x1920", "800x480"])
    parser.add_argument("--language", nargs="+", default=["en", "tr", "de", "ar"])
    parser.add_argument("--scale", nargs="+", type=int, default=[100])
    parser.add_argument("--theme", nargs="+", default=["light"])
    parser.add_argument("--only", nargs="+", default=list(SAMPLES))
    wish = parser.parse_args()
    wish.out.mkdir(parents=True, exist_ok=True)
    prepare_graphics()
    app = QGuiApplication([])
    for size in wish.size:
        window, bridge, feed = open_sample(size)
        for language in wish.language:
            for scale in wish.scale:
                for theme in wish.theme:
                    for name in wish.only:
                        shown = replace(speak(SAMPLES[name](), language), text_scale=scale)
                        if theme != "light":
                            shown = replace(shown, theme=theme)
                        show(bridge, feed, shown)
                        extra = ("" if scale == 100 else f"-{scale}") + (
                            "" if theme == "light" else f"-{theme}"
                        )
                        window.grabWindow().save(str(wish.out / f"{name}-{size}-{language}{extra}.png"))
        window.close()
    app.processEvents()


if __name__ == "__main__":
    main()
