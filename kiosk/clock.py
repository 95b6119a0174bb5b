"""The only place that asks the machine what time it is, and for randomness."""

from __future__ import annotations

import secrets
import time
from datetime import datetime, tzinfo

from kiosk.core.model import Moment


class SystemClock:
    """``ports.Clock``: the monotonic clock, the wall clock in the shop's zone, 128 random bits."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def now(self) -> Moment:
        """This moment."""
        return Moment(time.monotonic(), datetime.now(self._zone), secrets.randbits(128))
