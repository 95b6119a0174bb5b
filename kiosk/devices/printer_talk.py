"""The conversation with one printer over one open port: sending with a limit, questions, clearing.

What is made of it for a coupon is in ``printer_job.py``.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from enum import StrEnum

from kiosk.core.model import CAN_PRINT, PrinterState
from kiosk.devices import escpos
from kiosk.devices import escpos_status as say
from kiosk.devices.serial_port import Port

_CLEAR_WITHIN = 0.5
_MISSES = 2  # rounds without an answer before a printer that used to answer is called silent
_OFFLINE_ROUNDS = 2  # rounds of being offline without a cause before it is called an error
_BAND_BYTES = escpos.BAND_ROWS * 72
_BITS_A_BYTE = 10.0
# Linux calls a line writable when less than 256 bytes wait in it, and takes 4 KB at once: 34 s at 1200 baud,
# in which nothing seems to leave. With so few it is 4 s.
_AT_ONCE = 512
_UNSURE_ROUNDS = 2  # rounds without any word on completion before a printer is taken not to know any


class Completion(StrEnum):
    """How a printer says that a job is done."""

    PROCESS_ID = "process_id"
    """It has been printed: the answer to GS ( H, with the job's own id."""
    PROCESSED = "processed"
    """It has been carried out as far as the printer's program goes: the answer to GS r."""
    NONE = "none"
    """Not at all."""


class StoppedError(Exception):
    """The kiosk is going down."""


class Talk:
    """Belongs to the printer's thread. ``PortGoneError`` and ``StoppedError`` end it."""

    def __init__(
        self,
        port: Port,
        *,
        baud: int,
        patience: float,
        answer_within: float,
        stop: threading.Event,
        changed: Callable[[PrinterState], None],
    ) -> None:
        self.port = port
        self.dirty = True
        """Something of an earlier job may still be in the printer (or in one that was just plugged in)."""
        self._baud = baud
        self.patience = patience
        """Seconds a write may stand still, and how long beyond its own time a job may take."""
        self._answer_within = answer_within
        self._stop = stop
        self._changed = changed
        self._parser = say.StatusParser()
        self._condition: say.Condition | None = None
        self._answers: list[say.Answer] = []  # those that no-one has taken yet
        self._misses = _MISSES - 1  # the very first silence counts
        self._silenced = False  # it used to answer, and does so no more
        self._offline = 0
        self._line_clear = 0.0  # when all that was sent has passed the line, if nothing stops it
        self.heard = time.monotonic()
        """When it said something last."""
        self._probes = 0
        self._unsure = 0  # rounds of asking for completion that had no answer
        self.ever_answered = False
        """Whether it has said anything at all since the port was opened."""
        self.ever_completed = False
        """Whether it has once said, late or in time, that something is printed."""
        self._heedless = False  # flow control is off for the moment
        self.returned = False
        """It had fallen silent and speaks again: switched off and on, or another one at the same cable."""
        self.busy = False
        """A job is on its way: questions wait behind it, and the line must not be emptied."""
        self.pause = 0.0
        """The longest time of this job in which nothing left, or nothing was heard although it was asked."""
        self._due = float("inf")  # from then on an answer is awaited

    def begin_job(self) -> None:
        """From now on the line must not be emptied, and ``pause`` is about this job."""
        self.dirty = self.busy = True
        self.pause, self._due = 0.0, float("inf")

    def expect(self, since: float) -> None:
        """From ``since`` (monotonic) on it is asked so often that it should be heard all the time."""
        self._due = since

    # -- listening -----------------------------------------------------------------------------

    def listen(self, wait: float, wake: int | None = None) -> None:
        """Take in what the printer says within ``wait`` seconds, or until ``wake`` can be read."""
        self._take_in(self.port.read(wait, wake))

    def _take_in(self, data: bytes) -> None:
        for answer in self._parser.feed(data):
            if not isinstance(answer, say.Flow):
                now = time.monotonic()
                self.pause = max(self.pause, now - max(self.heard, self._due))
                self.heard = now
                self.ever_answered = True
            if isinstance(answer, say.Completed):
                self.ever_completed = True
            if isinstance(answer, say.AutoStatus):
                self._learn(say.from_auto_status(answer.value))
            elif not isinstance(answer, say.Flow | say.Block):
                self._answers.append(answer)
        del self._answers[:-64]  # a babbling line must not fill the memory

    def _learn(self, condition: say.Condition) -> None:
        self._misses = 0
        self.returned = self.returned or self._silenced
        self._silenced = False
        if condition.offline and not condition.trouble:
            # It feeds paper or cuts: that passes. If it lasts, something is wrong that it cannot name.
            self._offline += 1
            if self.busy or self._offline < _OFFLINE_ROUNDS:
                condition = say.without_offline(condition)
        else:
            self._offline = 0
        self._condition = condition
        self._changed(condition.state)

    @property
    def on_the_line(self) -> float:
        """Seconds until everything that was sent has passed the line; 0 when it has."""
        return max(0.0, self._line_clear - time.monotonic())

    @property
    def missing(self) -> bool:
        """It has left a question unanswered since its last word."""
        return self._misses > 0

    @property
    def troubled(self) -> bool:
        """It has said why it cannot print."""
        return self._condition is not None and self._condition.trouble

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError

    def wait_for(self, kind: type[say.Answer], seconds: float) -> say.Answer | None:
        """The next answer of this kind, if it comes within ``seconds``."""
        until = time.monotonic() + seconds
        while True:
            for place, answer in enumerate(self._answers):
                if isinstance(answer, kind):
                    del self._answers[place]
                    return answer
            left = until - time.monotonic()
            if left <= 0:
                return None
            self._check()
            self.listen(min(left, 0.1))

    def _quiet(self, seconds: float = 0.1) -> None:
        """Wait until nothing came for a while, one second at most: late answers belong to no question."""
        until = time.monotonic() + 1.0
        while time.monotonic() < until and (data := self.port.read(seconds)):
            self._check()
            self._take_in(data)
        self.forget(say.RealTime)
        self._parser.reset()

    def forget(self, kind: type[say.Answer]) -> None:
        """Drop what came of this kind and was not taken."""
        self._answers = [answer for answer in self._answers if not isinstance(answer, kind)]

    # -- sending -------------------------------------------------------------------------------

    def send(self, data: bytes, seconds: float) -> int:
        """Send and listen meanwhile. Stops when nothing left for ``seconds``; returns how many bytes did."""
        sent = 0
        moved = time.monotonic()
        while sent < len(data):
            self._check()
            left = moved + seconds - time.monotonic()
            if left <= 0:
                break
            count, received = self.port.exchange(data[sent : sent + _AT_ONCE], min(left, 0.1))
            if count:
                sent += count
                now = time.monotonic()
                if self.busy:  # a slow line takes its time as well
                    self.pause = max(self.pause, now - max(moved, self._line_clear))
                moved = now
                self._line_clear = max(self._line_clear, moved) + count * _BITS_A_BYTE / self._baud
            if received:
                self._take_in(received)
            elif not count:
                time.sleep(0.01)  # a port that says "ready" and takes nothing must not spin us
        return sent

    def _ask(self, question: bytes) -> bool:
        return self.send(question, self._answer_within) == len(question)

    def _answer(self, kind: type[say.Answer]) -> say.Answer | None:
        """The answer to a question that was just asked. It stands behind whatever is on the line."""
        return self.wait_for(kind, self.on_the_line + self._answer_within)

    # -- questions -----------------------------------------------------------------------------

    def begin(self) -> None:
        """Take back what may be left in it of a job cut short, and ask it to tell changes by itself. Nothing
        is known of it: when it comes back after a silence it may be another one."""
        self.returned = False
        self.ever_completed = False
        self._unsure = 0
        self.clear(full=False)
        self._ask(escpos.INIT + escpos.ASK_ASB)

    def ask_state(self) -> PrinterState:
        """Ask for all four status bytes; whoever answers none of them is silent, whatever it said before."""
        values = self._four_answers()
        if values is None and self.port.has_flow_control and not self.busy and not self._heedless:
            # Many printers stop the line while they are offline, and the question with it: they answer
            # when it comes all the same. What else is stuck is of no use any more.
            with self.without_flow():
                self._quiet()  # the question that was stuck may have got out now
                values = self._four_answers()
                if values is not None and self.dirty:
                    # With what was thrown away went the order to forget. The rest of a coupon would come
                    # out when somebody puts in a new roll.
                    self.clear(full=False)
        if values is not None:
            self._learn(say.from_real_time(*values))
        else:
            self._quiet()
            self._misses += 1
            if self._misses >= _MISSES:
                self._silenced = self._silenced or self._condition is not None
                self._condition = None
                self._changed(PrinterState.SILENT)
        return self.state

    def _four_answers(self) -> tuple[int, int, int, int] | None:
        self.forget(say.RealTime)
        values: list[int] = []
        for which in (1, 2, 3, 4):
            # One at a time: an answer does not say which question it belongs to.
            asked = self._ask(escpos.ask_status(which))
            answer = self._answer(say.RealTime) if asked else None
            if not isinstance(answer, say.RealTime):
                return None
            values.append(answer.value)
        one, two, three, four = values
        return one, two, three, four

    @contextlib.contextmanager
    def without_flow(self) -> Iterator[None]:
        """Send without heed to flow control, after throwing away what has not left yet."""
        self.port.unblock()
        self._line_clear = 0.0
        self._heedless = True
        try:
            yield
        finally:
            self._heedless = False
            self.port.restore_flow()

    def learn_completion(self) -> Completion | None:
        """Find out how it says that a job is done; ``None`` when that cannot be told now.

        Only a printer that is online is asked, before and after: an offline one answers neither question.
        "Not at all" needs two such rounds. A printer that does not know a command may take parts of it
        for text: ESC @ forgets that before a line of it is printed.
        """
        while self.ask_state() in CAN_PRINT:
            self._probes += 1
            name = escpos.process_id(0, -self._probes)  # papers without a number count up
            self.forget(say.Completed)
            self.forget(say.Processed)
            found = None
            if self._ask(escpos.ask_completion(name)) and self._is_completed(name):
                found = Completion.PROCESS_ID
            self._ask(escpos.INIT + escpos.ASK_PROCESSED)
            if found is None and self._answer(say.Processed) is not None:
                found = Completion.PROCESSED
            self._ask(escpos.INIT + escpos.ASK_ASB)
            if found is Completion.PROCESS_ID:
                return found
            if self.ask_state() not in CAN_PRINT:
                return None
            self._unsure += 1
            if self._unsure >= _UNSURE_ROUNDS:
                return found or Completion.NONE
        return None

    def _is_completed(self, name: bytes) -> bool:
        until = time.monotonic() + self.on_the_line + self._answer_within
        while (left := until - time.monotonic()) > 0:
            if self.wait_for(say.Completed, left) == say.Completed(name):
                return True
        return False

    @property
    def state(self) -> PrinterState:
        """What the printer last said; silent when it said nothing, or no longer does."""
        return PrinterState.SILENT if self._condition is None else self._condition.state

    def clear(self, *, full: bool) -> bool:
        """Make the printer forget whatever it had received of an earlier job. One that does not confirm
        may still be waiting for the rest of a picture: with ``full`` it gets that, in white (also one that
        never says anything: else it would take it from the next coupon). False when the line does not take
        that."""
        self._answers.clear()
        self._ask(escpos.CLEAR)
        self.dirty = self.wait_for(say.Cleared, self.on_the_line + _CLEAR_WITHIN) is None
        if self.dirty and full:
            self.dirty = self.send(bytes(_BAND_BYTES), self.patience) < _BAND_BYTES
            return not self.dirty
        return True
