"""What a screen has for people who see, hear, reach or move less: the panel, what holds now, what is spoken.

Frozen and free of decisions, as all of the view.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.core.view import Button, Text

SHIFT, MORE = Text("keyboard.shift"), Text("keyboard.more")


@dataclass(frozen=True, slots=True)
class Access:
    """The accessibility panel. ``open`` while it covers the screen. Of ``sizes`` and ``themes`` one holds, of
    ``hands`` each by itself (style primary: on). ``sound``: reading aloud, softer, louder, as far as there is
    anything to hear. ``low`` is among ``hands`` on a tall screen only."""

    open: bool
    title: Text
    size_title: Text
    sizes: tuple[Button, ...]
    theme_title: Text
    themes: tuple[Button, ...]
    close: Button
    hands_title: Text | None = None
    hands: tuple[Button, ...] = ()
    low: Button | None = None
    sound_title: Text | None = None
    sound: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of one control when the focus comes to it: found by the tap that it makes."""

    action: str
    value: str = field(repr=False)
    texts: tuple[Text, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said of a screen. ``lines`` in their order; ``turn`` grows when they are to be said again.
    ``controls`` are what may be said of a control at any time. ``private``: nobody else hears it; only then
    other controls are named, for those are keys, and whoever stands near would hear what is typed."""

    lines: tuple[Text, ...] = field(repr=False)
    controls: tuple[Spoken, ...] = field(default=(), repr=False)
    turn: int = 0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Aids:
    """What holds for the person at the screen. ``reach``: every control in the lower half of a tall screen;
    ``steady``: the same press again within half a second is none; ``calm``: nothing moves; ``volume`` in
    percent, of speech and sounds. ``speech`` None: the screen is silent. ``shift_label`` and ``more_label``
    are the names of keys that bear a sign."""

    reach: bool = False
    steady: bool = False
    calm: bool = False
    volume: int = 70
    speech: Speech | None = None
    shift_label: Text = SHIFT
    more_label: Text = MORE
