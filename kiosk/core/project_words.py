"""Buttons that many of the staff's screens have."""

from __future__ import annotations

from kiosk.core.events import Action
from kiosk.core.view import Button, Text

LANGUAGE_NAMES = {"en": "English", "tr": "Türkçe", "de": "Deutsch", "ar": "العربية"}

LEAVE = Button(Text("button.leave_staff"), Action.LEAVE, style="quiet")
BACK = Button(Text("button.back"), Action.BACK)
