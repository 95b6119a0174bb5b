"""When the camera tells how the aiming goes: hints for who tries in vain, and how it finds the light.

Rather no hint than a wrong one: nobody is told anything before three seconds of trying, whoever only
walks by or stands there is left alone, and what is said stays long enough to be read.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.core.events import Aimed, Hint, Light
from kiosk.devices.appraisal import Opinion

TRIES = 3.0
"""Seconds of trying before the first hint: most codes are read in the first, and who walks by is gone."""
GAP = 1.5
"""Seconds without a sign of trying after which it was another try."""
STAYS = 2.5
"""Seconds for which a hint stays: three words are read in one, and a change of mind is worse than none."""
GOES = 2.0
"""Seconds after the last sign of trying in which a hint goes."""
GUESSES = 8.0
"""Seconds of hints for one presence that nothing like a code speaks for. Who chats before the kiosk
looks like somebody who tries."""
PRESENCE = 10.0
"""Seconds without any motion after which whoever comes is somebody else."""
MEMORY = 1.0
"""Seconds: what was seen counts for less and less, a third after so long."""
NEAR_COUNTS = 3.0
"""Votes of what looked like a code: it is known to be there, the rest is guessed at."""
SAYS_MORE = 0.3
"""The share of the votes for other hints from which on one of them is told: they say more than AIM."""
KEEPS = 1.5
"""The weight of what is told already: another has to be clearly truer."""

DARK, FAIR = 35.0, 80.0
"""Mean grey below which a picture is dark, and above which it is no more. Exposed as cameras do it, it is
90 to 130 by day. They lie so far apart because of the kiosk's own lamp: of a face and a hand near the
screen it doubles the light at most."""
HOLD = 2.0
"""Seconds for which it has to be so: a dark coat that passes is no dusk."""
RELAPSE, LONGEST_HOLD = 30.0, 60.0
"""Dark again in so many seconds: it was the lamp that made it fair. Then fair takes twice as long to be
believed, up to a minute."""
GLARE_ON, GLARE_OFF = 0.5, 0.2
"""The share of what was lately seen that has glare when it counts, and when no more …"""
GLARE_STEP = 0.2
"""… in which each picture has this share itself."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one decoded picture had. ``level``: its mean grey; ``moved``: anything did; ``trying``: a sign
    that somebody tries; ``near``: it is that something looked like a code."""

    level: float
    moved: bool = False
    trying: bool = False
    near: bool = False
    read: bool = False
    opinion: Opinion | None = None


class Aim:
    """Hears what is seen, picture by picture; says what is to be told. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._told = Aimed(None)
        self._light = _Lighting()
        self._before = -math.inf  # the picture before
        self._moved = -math.inf  # the last time that anything did
        self._since = -math.inf  # when this try began
        self._tried = -math.inf  # its last sign
        self._neared = -math.inf  # the last near miss
        self._votes: dict[Hint, float] = {}
        self._glare = 0.0
        self._hint: Hint | None = None
        self._shown = 0.0
        self._is_guess = False
        self._guessed = 0.0

    def see(self, seen: Seen, now: float) -> Aimed | None:
        """Takes what was seen; what has to be told now, or ``None`` when nothing changed."""
        passed, self._before = min(1.0, now - self._before), now
        self._follow(seen, now)
        self._weigh(seen, passed)
        self._choose(seen, passed, now)
        light = self._light.see(seen.level, now)
        if self._glare > (GLARE_OFF if self._told.light is Light.GLARE else GLARE_ON):
            light = Light.GLARE
        aimed = Aimed(self._hint, light)
        if aimed == self._told:
            return None
        self._told = aimed
        return aimed

    def again(self) -> None:
        """Nobody knows any more what was told."""
        self._told = Aimed(None)

    def over(self) -> Aimed | None:
        """There are no more pictures: what has to be told. Of no further use after that."""
        return None if self._told == Aimed(None) else Aimed(None)

    def _follow(self, seen: Seen, now: float) -> None:
        """Whose try it is, and since when."""
        if seen.moved or seen.trying or seen.read:
            if now - self._moved > PRESENCE:
                self._guessed = 0.0
            self._moved = now
        if seen.read:
            self._since = self._tried = self._neared = -math.inf
            self._guessed = 0.0  # whoever comes next is new to it
        elif seen.trying:
            if now - self._tried > GAP:
                self._since = now
            self._tried = now
            if seen.near:
                self._neared = now
        if now - self._tried > GAP:
            self._votes.clear()
            self._glare = 0.0

    def _weigh(self, seen: Seen, passed: float) -> None:
        """What the last second speaks for."""
        fading = math.exp(-passed / MEMORY)
        for hint in self._votes:
            self._votes[hint] *= fading
        if seen.opinion is not None and not seen.read:
            weight = NEAR_COUNTS if seen.near else 1.0
            self._votes[seen.opinion.hint] = self._votes.get(seen.opinion.hint, 0.0) + weight
            self._glare += GLARE_STEP * (seen.opinion.glare - self._glare)

    def _choose(self, seen: Seen, passed: float, now: float) -> None:
        best = self._best()
        if best is not None:
            self._is_guess = best is Hint.AIM or now - self._neared > GAP
        if self._hint is None:
            tries = self._tried - self._since >= TRIES and now - self._tried <= GAP
            if tries and best is not None and not (self._is_guess and self._guessed >= GUESSES):
                self._hint, self._shown = best, now
            return
        if self._is_guess:
            self._guessed += passed
        stayed = now - self._shown >= STAYS
        if seen.read:
            self._hint = None
        elif stayed and (now - self._tried >= GOES or (self._is_guess and self._guessed >= GUESSES)):
            self._hint = None
            if self._is_guess:
                self._guessed = GUESSES  # once in a presence
        elif stayed and best is not None and best is not self._hint:
            self._hint, self._shown = best, now

    def _best(self) -> Hint | None:
        """What most is said for: ``AIM`` only if hardly anything else is, and what is told already
        unless another is clearly truer."""
        others = {hint: votes for hint, votes in self._votes.items() if hint is not Hint.AIM}
        if not others or sum(others.values()) < SAYS_MORE * sum(self._votes.values()):
            return Hint.AIM if self._votes else None
        if self._hint in others:
            others[self._hint] *= KEEPS
        return max(others, key=lambda hint: others[hint])


class _Lighting:
    """Dark or fair, with all that keeps it from flapping."""

    def __init__(self) -> None:
        self._dark = False
        self._since: float | None = None
        self._ended = -math.inf
        self._hold = HOLD

    def see(self, level: float, now: float) -> Light:
        """Takes the mean grey of a picture."""
        other = level > FAIR if self._dark else level < DARK
        if not other:
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= (self._hold if self._dark else HOLD):
            self._turn(now)
        return Light.DARK if self._dark else Light.FAIR

    def _turn(self, now: float) -> None:
        self._dark, self._since = not self._dark, None
        if not self._dark:
            self._ended = now
        elif now - self._ended < RELAPSE:
            self._hold = min(LONGEST_HOLD, 2 * self._hold)
        else:
            self._hold = HOLD
