"""What the camera's word on the aiming makes of the screen: a hint, a lamp, and «one code at a time».

The lamp is the screen's own light. ON: something dark is held before it, so its edges shine. LOW:
something bright shows in the glass that is held before it, and a light page may be what shows there,
so the page turns dark. The rules:

- There is a lamp only while a screen waits for a code. With the session it goes off at once, for
  what follows is to be read; and on a dimmed invitation it is off, for nobody is there. (So a shop
  that is dark at night keeps its dark screen; whoever stirs or holds up a code has light at once.)
- It comes on, or turns from one light to the other, ``LAMP_PAUSE`` after its last change at the
  earliest, that of a beginning session included. No flashing comes of it, whatever the camera says.
- While the screen goes on waiting it stays until the light has been fair for ``LAMP_STAYS``: it may
  be fair because of the lamp.
- Glare on a dark or high-contrast page is none of the screen's doing: no light to take away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.core.events import Aimed, Hint, Light
from kiosk.core.rules import AWAY_AFTER, LAMP_PAUSE, LAMP_STAYS, TWO_CODES_TIME

LONG_AGO = float("-inf")


class Lamp(StrEnum):
    """The light that the screen gives beside what it shows."""

    OFF = "off"
    ON = "on"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Aim:
    """The camera's last word, and the lamp. Monotonic seconds: ``since`` when the light became what it
    is, ``changed`` the lamp's last change."""

    hint: Hint | None = None
    light: Light = Light.FAIR
    since: float = LONG_AGO
    lamp: Lamp = Lamp.OFF
    changed: float = LONG_AGO

    def hear(self, event: Aimed, at: float) -> Aim:
        """The camera's newest word."""
        since = self.since if event.light is self.light else at
        return replace(self, hint=event.hint, light=event.light, since=since)

    def wish(self, *, waiting: bool, theme: str) -> tuple[Lamp, float]:
        """What the lamp should be, and from when on it may be that. ``waiting``: somebody may be about
        to hold a code before the screen; ``theme``: the page's own."""
        if not waiting:
            return Lamp.OFF, LONG_AGO
        pause = self.changed + LAMP_PAUSE
        match self.light:
            case Light.DARK:
                return Lamp.ON, pause
            case Light.GLARE:
                return Lamp.LOW if theme == "light" else Lamp.OFF, pause
            case _:
                return Lamp.OFF, max(pause, self.since + LAMP_STAYS)

    def turn(self, wish: tuple[Lamp, float], at: float) -> Aim:
        """Follow the wish, if it is time to."""
        lamp, due = wish
        if lamp is self.lamp or due > at:
            return self
        return replace(self, lamp=lamp, changed=at)


@dataclass(frozen=True, slots=True)
class TwoCodes:
    """«One code at a time»: asked once a session, and not again while two codes stay in view.

    ``told`` is the session it was last asked in ("" at the invitation, None never), ``until`` the
    monotonic time at which it goes, ``seen`` that of the last picture with two codes.
    """

    told: str | None = None
    until: float | None = None
    seen: float = LONG_AGO

    def see(self, session: str, at: float) -> TwoCodes:
        """A picture with two codes, in this session ("" at the invitation)."""
        still = at - self.seen < AWAY_AFTER
        seen = replace(self, seen=at)
        if still or (session and session == self.told):
            return seen
        return replace(seen, told=session, until=at + TWO_CODES_TIME)

    def keep(self, session: str) -> TwoCodes:
        """It goes with the session it was asked in."""
        if self.until is None or session == self.told:
            return self
        return self.over()

    def over(self) -> TwoCodes:
        """It has been there long enough."""
        return replace(self, until=None)
