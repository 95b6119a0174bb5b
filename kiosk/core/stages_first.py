"""What keeps an appliance from its work, and the one stage of a kiosk that is not set up yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in the configuration to be put right: at which key, and why, in the words of the command
    line. Neither repeats a value."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Need:
    """The kiosk is not set up. ``mistakes``: why what there is cannot be used; none: there is nothing."""

    mistakes: tuple[Mistake, ...] = ()


class FirstNote(StrEnum):
    """What became of the code that was shown."""

    CHECKING = "checking"
    NOT_ONE = "not_one"
    """A code, but none that sets up a kiosk."""
    NEWER = "newer"
    """One that was made for a newer kiosk."""
    NO_ANSWER = "no_answer"
    """Nobody has taken it over."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Unset:
    """Not set up: nobody is served, the code with the configuration is waited for. Times as in ``Attract``;
    ``until`` (monotonic): when ``note`` is over, or has come true."""

    since: float
    dimmed: bool = False
    touched: float = 0.0
    mistakes: tuple[Mistake, ...] = ()
    note: FirstNote | None = None
    until: float = 0.0

    @property
    def busy(self) -> bool:
        """While it is so, another code changes nothing."""
        return self.note in (FirstNote.CHECKING, FirstNote.DONE)


@dataclass(frozen=True, slots=True)
class SetupAnswered:
    """The answer to ``effects.OfferSetup``: what became of it; ``note`` None: it has these ``mistakes``."""

    note: FirstNote | None
    mistakes: tuple[Mistake, ...] = ()
