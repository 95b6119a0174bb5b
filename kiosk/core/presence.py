"""One person's time at the screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.core.codes import Person


@dataclass(frozen=True, slots=True)
class Session:
    """One person's time at the screen. ``touched`` is the monotonic time of their last sign of
    life; ``mark`` the fingerprint of the code that began it; ``warned``: they are being asked
    whether they are still there; ``papers``: how often they have asked for a coupon on paper.
    ``taken``: when the picture of that code was taken (monotonic; 0 = not known). ``who`` as in
    ``codes.Sight``. ``badge_until`` (monotonic): until then it is said that a badge changes nothing."""

    id: str
    touched: float
    mark: bytes | None = field(default=None, repr=False)
    warned: bool = False
    taken: float = 0.0
    who: tuple[Person, ...] = ()
    papers: int = 0
    badge_until: float | None = None
