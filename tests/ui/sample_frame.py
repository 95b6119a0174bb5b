"""What every sample of a screen stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from kiosk.core.view import Body, Button, Countdown, Language, Pin, Text, View
from kiosk.core.view_access import Aids

LANGUAGES = (
    Language("en", "English"),
    Language("tr", "Türkçe"),
    Language("de", "Deutsch"),
    Language("ar", "العربية"),
)
NOON = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=3)))
TOKEN = "cq_9fK2mX7aQ4vB8wZ1nR6tY3"  # not a real coupon's
LEAVE = Button(Text("button.leave"), "leave", style="quiet")
FINISH = Button(Text("button.finish"), "leave", style="primary")


def view(
    screen: str, body: Body, *buttons: Button, session: str = "s1", ends: float = 24.0, **more: object
) -> View:
    """A whole view around a body: the language bar, the reading aids, a countdown at 0 to ``ends``."""
    whole = View(
        screen=screen,
        session=session,
        body=body,
        shop_name="Kahveci",
        language="en",
        rtl=False,
        text_scale=100,
        theme="light",
        languages=LANGUAGES,
        buttons=buttons,
        access_button=Button(Text("button.access"), "access"),
        countdown=Countdown(0.0, 30.0) if ends else None,
        aids=Aids(),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def speak(whole: View, language: str) -> View:
    """The same view in another language."""
    return replace(whole, language=language, rtl=language == "ar")


def pin(
    entered: int = 2, message: str = "pin.sent", most: int = 4, tries: int | None = 3, **more: object
) -> Pin:
    whole = Pin(
        headline=Text("pin.headline"),
        message=Text(message),
        entered=entered,
        most=most,
        tries_text=None if tries is None else Text("pin.tries", n=tries),
        busy=False,
        can_type=True,
        can_confirm=entered >= 2,
        erase_label=Text("pin.erase"),
        confirm_label=Text("pin.confirm"),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


OUT = (
    Button(Text("button.back"), "back"),
    Button(Text("button.leave_staff"), "leave", style="quiet"),
)
