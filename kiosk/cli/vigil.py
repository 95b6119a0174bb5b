"""The last resort of a kiosk that hangs: it ends itself, so that whoever looks after it can start it anew.

systemd does the same from outside (``WatchdogSec``), and sooner. This one is for other supervisors, and
leaves behind where it hung. It has two nets. A thread counts the seconds without a sign of life. And should
something hold Python's lock, so that no thread of Python's gets on, ``faulthandler`` ends the process: its
clock is a thread of C, wound up by ours every second.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from kiosk.engine.world import Log

EXIT_HUNG = 80
"""The exit code of a kiosk that hung and ended itself. Held by Python's lock it is 1."""

LIMIT = 8
"""Seconds without a sign of life. Longer than the 6 s that the systemd unit asks for, which has the first
word; short enough that with 5 s for the next start the invitation is back within 15."""


class Vigil:
    """Begins with the first sign of life: how long a start may take is a supervisor's business.

    Seconds are counted, not read from a clock: a process that was stopped for a moment (SIGSTOP, a debugger)
    did not hang. Only the second net, which cannot count, would end one that was stopped for longer than the
    limit.
    """

    def __init__(
        self,
        log: Log,
        *,
        limit: int = LIMIT,
        second: float = 1.0,
        end: Callable[[int], object] = os._exit,
        well: Callable[[int], None] = lambda _seconds: None,
        second_net: bool = True,
    ) -> None:
        """``well`` hears each second for how many of them signs of life have come."""
        self._log = log
        self._limit = limit
        self._second = second
        self._end = end
        self._well = well
        self._second_net = second_net
        self._silent = 0
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def alive(self) -> None:
        """A sign of life: engine and screen have just answered. Any thread; one at a time."""
        self._silent = 0
        if self._thread is None and not self._stopped.is_set():
            # A daemon: a process that ends by itself must not wait for it.
            self._thread = threading.Thread(target=self._watch, name="vigil", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """The kiosk ends; that has limits of its own."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        seconds = 0
        try:
            while not self._stopped.wait(self._second):
                if self._second_net:
                    with suppress(
                        RuntimeError, ValueError, OSError
                    ):  # there is no standard error to write to
                        faulthandler.dump_traceback_later(self._limit * self._second, exit=True)
                self._silent += 1
                seconds += 1
                self._well(seconds)
                if self._silent >= self._limit:
                    self._give_up()
                    return
        finally:
            if self._second_net:
                faulthandler.cancel_dump_traceback_later()

    def _give_up(self) -> None:
        # Should the log be what hangs, the other net is under us still.
        self._log("fault", "error", where="watchdog", error="hung")
        with suppress(RuntimeError, ValueError, OSError):
            faulthandler.dump_traceback(file=sys.__stderr__ or 2)  # places in the code only, no values
        self._end(EXIT_HUNG)
