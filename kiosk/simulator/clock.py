"""A clock that is told to: time can be let pass at once, and the wall clock can be wrong."""

from __future__ import annotations

import secrets
import threading
import time
from datetime import datetime, tzinfo

from kiosk.core.model import Moment


class ClockTwin:
    """Fulfils ``ports.Clock``. What ``advance`` lets pass, passes by both clocks of the machine and in the
    whole ``world``; what it is ``off`` by, in seconds, is only this machine's mistake about the date."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._lock = threading.Lock()
        self._passed = 0.0
        self.off = 0.0

    def advance(self, seconds: float) -> None:
        """So many seconds pass now. Raises ``ValueError`` for time that is to run backwards."""
        if seconds < 0:
            raise ValueError("time runs forwards")
        with self._lock:
            self._passed += seconds

    @property
    def passed(self) -> float:
        """What has been let pass, in all."""
        with self._lock:
            return self._passed

    def world(self) -> float:
        """Seconds since 1970 in the world around: what everybody else's clock says."""
        return time.time() + self.passed

    def now(self) -> Moment:
        """See ``ports.Clock``."""
        local = datetime.fromtimestamp(self.world() + self.off, self._zone)
        return Moment(time.monotonic() + self.passed, local, secrets.randbits(128))
