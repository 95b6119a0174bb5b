"""Between the engine's thread and the screen: views in by queued signal, presses out as events."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.events import Action, Stirred, Tap
from kiosk.core.view import Countdown, Text, View
from kiosk.ui.i18n import Translator, decimal_point, numerals
from kiosk.ui.narrator import Narrator
from kiosk.ui.preview import PreviewFeed

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

QVariantMap: Any = "QVariantMap"
"""Qt's own name for the type; a name, because the tool that describes our types to qmllint wants one."""

SAME_AGAIN = 0.25
"""Seconds within which a second press of the same control is the same press: a double tap."""
TYPED_AGAIN = 0.04
"""The same for a key. Nobody types one key twice in 40 ms (fast typists need 80), a bouncing contact
does; a PIN such as 11, typed in a hurry, must come through whole."""
STEADY_AGAIN = 0.5
"""Seconds in which the same press is none when «steady hands» is on, whatever it is that is pressed. They
begin anew with each press, so that a hand that goes on trembling presses once."""
OTHER_AGAIN = 0.1
"""Seconds within which a press of another control is the edge of the same hand, not a wish."""

TYPING = frozenset({Action.DIGIT, Action.CHARACTER, Action.ERASE})


def resolve_view(view: View, translator: Translator, now: float) -> dict[str, Any]:
    """The view as plain maps, lists and values, every text in the view's language.

    A dataclass carries its name as ``type``; a countdown becomes milliseconds from ``now``
    (monotonic seconds). ``numerals`` are the ten digits of the language, ``decimal_point`` its point;
    ``points_shown`` stands beside ``points``.
    """

    def plain(value: object) -> Any:
        if isinstance(value, Text):
            return translator.resolve(value, view.language)
        if isinstance(value, Countdown):
            return {
                "remaining_ms": max(0, round((value.ends - now) * 1000)),
                "total_ms": max(1, round((value.ends - value.started) * 1000)),
                "warning": value.warning,
            }
        if isinstance(value, tuple):
            return [plain(item) for item in value]
        if is_dataclass(value) and not isinstance(value, type):
            shown = {part.name: plain(getattr(value, part.name)) for part in fields(value)}
            shown["type"] = type(value).__name__
            if isinstance(shown.get("points"), int):
                shown["points_shown"] = translator.format(shown["points"], view.language)
            return shown
        return value

    whole: dict[str, Any] = plain(view)
    whole["numerals"] = numerals(view.language)
    whole["decimal_point"] = decimal_point(view.language)
    return whole


@QmlElement
@QmlUncreatable("made by the composition root")
class Bridge(QObject):  # type: ignore[operator]  # the stubs know the decorator as a class
    """What QML sees of the kiosk: the newest view, and two ways to answer it.

    ``post`` takes the events; it must be safe to call from the GUI thread and return at once.
    """

    viewChanged = Signal()
    _arrived = Signal()

    def __init__(
        self,
        translator: Translator,
        post: Callable[[Tap | Stirred], None],
        feed: PreviewFeed | None = None,
        *,
        narrator: Narrator | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._post = post
        self._feed = feed
        self._narrator = narrator
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._next: View | None = None
        self._waiting = False
        self._screen = ""
        self._session = ""
        self._taken = 0.0
        self._dimmed = False
        self._view: dict[str, Any] = {}
        self._last: tuple[Action, str, str] | None = None
        self._last_at = float("-inf")
        self._steady = False
        self._last_key = ""
        self._last_key_at = float("-inf")
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def publish(self, view: View) -> None:
        """Show this view. Any thread; returns at once. Of several in a hurry only the last is shown."""
        with self._lock:
            self._next = view
            tell, self._waiting = not self._waiting, True
        if tell:
            self._arrived.emit()

    @Slot()
    def _show(self) -> None:
        with self._lock:
            view, self._next, self._waiting = self._next, None, False
        if view is None:
            return
        if self._feed is not None:
            # A new session may begin with the picture in which its code was found, and with no older one.
            if view.session != self._session:
                self._feed.freeze(False)
                if not view.freeze_preview:
                    self._feed.clear()
            self._feed.freeze(view.freeze_preview)
        self._view = resolve_view(view, self._translator, self._monotonic())
        self._screen = view.screen
        self._session = view.session
        self._taken = view.taken
        self._dimmed = bool(getattr(view.body, "dimmed", False))
        self._steady = view.aids is not None and view.aids.steady
        self.viewChanged.emit()
        if self._narrator is not None:
            self._narrator.show(view)

    @property
    def session(self) -> str:
        """The session on screen; "" at the invitation."""
        return self._session

    @property
    def taken(self) -> float:
        """When the picture was taken whose code began it (monotonic seconds; 0: by no picture)."""
        return self._taken

    def get_screen(self) -> str:
        return self._screen

    def get_view(self) -> dict[str, Any]:
        return self._view

    def get_dimmed(self) -> bool:
        return self._dimmed

    screen = Property(str, get_screen, notify=viewChanged)
    view = Property(QVariantMap, get_view, notify=viewChanged)
    dimmed = Property(bool, get_dimmed, notify=viewChanged)

    @Slot(str, str)
    def tap(self, action: str, value: str) -> None:
        """A control was used. Repeats and neighbours that the same hand touched are dropped."""
        wanted = Action(action)
        now = self._monotonic()
        this = (wanted, value, self._session)
        since = now - self._last_at
        if self._steady and this == self._last and since < STEADY_AGAIN:
            self._last_at = now
            return
        if wanted in TYPING:
            # Two thumbs roll over a keypad: only the very same key is ever suspicious.
            dropped = this == self._last and since < TYPED_AGAIN
        elif this == self._last:
            dropped = since < SAME_AGAIN
        else:
            dropped = since < OTHER_AGAIN and self._last is not None and self._last[0] not in TYPING
        if dropped:
            return
        self._last, self._last_at = this, now
        self._post(Tap(wanted, value, self._session))

    @Slot(str, result=bool)
    def counts(self, name: str) -> bool:
        """Whether the press of a key that only changes the keyboard counts, or is the same one again."""
        now = self._monotonic()
        again = self._steady and name == self._last_key and now - self._last_key_at < STEADY_AGAIN
        self._last_key, self._last_key_at = name, now
        return not again

    @Slot(str, str, str)
    def focused(self, action: str, value: str, name: str) -> None:
        """The focus has come to a control, by keys."""
        if self._narrator is not None:
            self._narrator.focus(action, value, name)

    @Slot()
    def stirred(self) -> None:
        """The glass was touched, anywhere, or a key pressed."""
        if self._narrator is not None:
            self._narrator.hush()
        self._post(Stirred(touch=True))
