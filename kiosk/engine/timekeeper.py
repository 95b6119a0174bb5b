"""The clock that everything in the engine goes by, and who tells when it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.core import outcomes as o
from kiosk.core import timekeeping
from kiosk.core.events import ClockJudged
from kiosk.core.model import Moment
from kiosk.core.timekeeping import ClockTrouble, TimeTold
from kiosk.engine.world import Log
from kiosk.ports import Clock, KeptVisit

UNHEARD = frozenset({o.Trouble.TIMEOUT, o.Trouble.CONNECT, o.Trouble.DNS, o.Trouble.TLS, o.Trouble.RESET})
"""Without an answer: says nothing of whether the certificate was fine."""

MOST_NOTED = 10_000
"""Visits whose moment is kept in mind: more than a day can bring."""


class Timekeeper:
    """``ports.Clock``, corrected by what the service says (``core.timekeeping``). ``post`` and ``log`` are
    told when the clock turns out to be wrong, and when it is right again: once each."""

    def __init__(self, clock: Clock, post: Callable[[ClockJudged], None], log: Log) -> None:
        self._clock = clock
        self._post = post
        self._log = log
        self._told: TimeTold | None = None
        self._answered = False
        self._refused = False
        self._trouble: ClockTrouble | None = None
        self._noted: dict[str, float] = {}

    def now(self) -> Moment:
        """See ``ports.Clock``."""
        return timekeeping.corrected(self._told, self._clock.now())

    @property
    def sure(self) -> bool:
        """Whether the service has answered since the start, and so has said what time it is, if it ever
        does."""
        return self._answered

    def skew(self) -> float | None:
        """Seconds by which the service's clock is ahead of this machine's now; None while it has not said."""
        return timekeeping.skew(self._told, self._clock.now())

    def heard(self, outcome: object, told: TimeTold | None) -> None:
        """A call has come to this; ``told`` is what the service said last of the time, in whichever call."""
        if told is not None:
            self._told = told
        self._answered = self._answered or not isinstance(outcome, o.Unavailable)
        if isinstance(outcome, o.Unavailable) and outcome.trouble is o.Trouble.TLS_TIME:
            self._refused = True
        elif not isinstance(outcome, o.Unavailable) or outcome.trouble not in UNHEARD:
            self._refused = False
        self.look()

    def look(self) -> None:
        """Tell what has changed. To be called now and then: somebody may have set the clock."""
        off = self.skew()
        trouble: ClockTrouble | None = None
        if self._refused:
            trouble = ClockTrouble.REFUSED
        elif off is not None and timekeeping.is_wrong(off, self._trouble is ClockTrouble.WRONG):
            trouble = ClockTrouble.WRONG
        if trouble is self._trouble:
            return
        self._trouble = trouble
        seconds = 0 if off is None else round(off)
        if trouble is None:
            self._log("clock", "info", state="right", ahead=seconds)
        else:
            self._log("clock", "warning", state=trouble.value, ahead=seconds)
        self._post(ClockJudged(trouble))

    # -- visits kept offline, perhaps by a wrong clock -----------------------------------------------

    def note(self, visit_id: str) -> None:
        """A visit is being kept: its moment is known even if the clock is wrong, for as long as we run."""
        if len(self._noted) >= MOST_NOTED:
            self._noted.pop(next(iter(self._noted)))
        self._noted[visit_id] = self._clock.now().mono

    def dated(self, visit: KeptVisit, age: timedelta) -> KeptVisit:
        """The visit, with the moment at which it was kept by what the clock says now. ``age``: for so long
        one is kept at most."""
        now, mono = self.now(), self._noted.get(visit.operation_id)
        at = self._likely(visit.at, age) if mono is None else _earlier(now.local, now.mono - mono)
        return visit if abs((at - visit.at).total_seconds()) <= timekeeping.TRUSTED else replace(visit, at=at)

    def _likely(self, at: datetime, age: timedelta) -> datetime:
        """When a visit of an earlier run was kept. Nobody knows which clock has dated it. Where it would be
        of the future by the service's, or of a time whose visits are gone, it was this machine's, and is
        wrong by what that one is wrong by. Taken as it is, it would be none for the next one's cooldown."""
        off, now = self.skew(), self.now().local.timestamp()
        unix, oldest = at.timestamp(), now - age.total_seconds()
        if off is None or oldest <= unix <= now + timekeeping.TRUSTED:
            return at
        return datetime.fromtimestamp(min(max(unix + off, oldest), now), at.tzinfo)

    def older_than(self, visit: KeptVisit, age: timedelta) -> bool:
        """Whether it is too old; days in the future are so, too. One of an earlier run was dated by nobody
        knows which clock, so it has to be too old by both: it must not be lost for their difference."""
        if visit.operation_id in self._noted:
            return _apart(self.dated(visit, age).at, self.now().local, age)
        now = self.now().local
        if not self.sure and now < visit.at:
            return False  # a clock that began in the past: it says nothing until the service has
        return _apart(visit.at, now, age) and _apart(visit.at, self._clock.now().local, age)


def _apart(one: datetime, other: datetime, by: timedelta) -> bool:
    return abs((one - other).total_seconds()) > by.total_seconds()


def _earlier(local: datetime, seconds: float) -> datetime:
    return datetime.fromtimestamp(local.timestamp() - seconds, local.tzinfo)
