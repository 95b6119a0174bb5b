"""The conversation with one printer over one open port: status, clearing, one job at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos
from kiosk.devices import escpos_status as say
from kiosk.devices.serial_port import Port

_ROWS_A_SECOND = 300.0  # 37 mm/s, half of what slow printers do
_CLEAR_WITHIN = 0.5
_MISSES = 2  # rounds without an answer before a printer that used to answer is called silent
_OFFLINE_ROUNDS = 2  # rounds of being offline without a cause before it is called an error
_BAND_BYTES = escpos.BAND_ROWS * 72
_BITS_A_BYTE = 10.0
_ASK_AGAIN = 1.5  # seconds between questions while completion is awaited


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
        self._patience = patience
        self._answer_within = answer_within
        self._stop = stop
        self._changed = changed
        self._parser = say.StatusParser()
        self._condition: say.Condition | None = None
        self._answers: list[say.Answer] = []  # those that no-one has taken yet
        self._misses = _MISSES - 1  # the very first silence counts
        self._offline = 0
        self._busy = False
        self._left = 0  # bytes of the running job that have left
        self._harmless = 0

    # -- listening -----------------------------------------------------------------------------

    def listen(self, wait: float) -> None:
        """Take in what the printer says within ``wait`` seconds."""
        self._take_in(self.port.read(wait))

    def _take_in(self, data: bytes) -> None:
        for answer in self._parser.feed(data):
            if isinstance(answer, say.AutoStatus):
                self._learn(say.from_auto_status(answer.value))
            elif not isinstance(answer, say.Flow | say.Block):
                self._answers.append(answer)
        del self._answers[:-64]  # a babbling line must not fill the memory

    def _learn(self, condition: say.Condition) -> None:
        self._misses = 0
        if condition.offline and not condition.trouble:
            # It feeds paper or cuts: that passes. If it lasts, something is wrong that it cannot name.
            self._offline += 1
            if self._busy or self._offline < _OFFLINE_ROUNDS:
                condition = say.without_offline(condition)
        else:
            self._offline = 0
        self._condition = condition
        self._changed(condition.state)

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError

    def _wait_for(self, kind: type[say.Answer], seconds: float) -> say.Answer | None:
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
        self._forget(say.RealTime)
        self._parser.reset()

    def _forget(self, kind: type[say.Answer]) -> None:
        self._answers = [answer for answer in self._answers if not isinstance(answer, kind)]

    # -- sending -------------------------------------------------------------------------------

    def _send(self, data: bytes, seconds: float) -> int:
        """Send and listen meanwhile. Stops when nothing left for ``seconds``; returns how many bytes did."""
        sent = 0
        moved = time.monotonic()
        while sent < len(data):
            self._check()
            left = moved + seconds - time.monotonic()
            if left <= 0:
                break
            count, received = self.port.exchange(data[sent:], min(left, 0.1))
            if count:
                sent += count
                moved = time.monotonic()
            if received:
                self._take_in(received)
            elif not count:
                time.sleep(0.01)  # a port that says "ready" and takes nothing must not spin us
        return sent

    def _ask(self, question: bytes) -> bool:
        return self._send(question, self._answer_within) == len(question)

    # -- questions -----------------------------------------------------------------------------

    def begin(self) -> None:
        """Take back what may be left in it of a job cut short, and ask it to tell changes by itself."""
        self.clear(full=False)
        self._ask(escpos.INIT + escpos.ASK_ASB)

    def ask_state(self) -> PrinterState:
        """Ask for all four status bytes; whoever answers none of them is silent, whatever it said before."""
        values: list[int] = []
        self._forget(say.RealTime)
        for which in (1, 2, 3, 4):
            # One at a time: an answer does not say which question it belongs to.
            answer = self._wait_real_time(which)
            if answer is None:
                break
            values.append(answer)
        if len(values) == 4:
            self._learn(say.from_real_time(*values))
        else:
            self._quiet()
            # While a job is on the line, questions wait behind it.
            self._misses += not self._busy
            if self._misses >= _MISSES:
                self._condition = None
                self._changed(PrinterState.SILENT)
        return self.state

    def _wait_real_time(self, which: int) -> int | None:
        if not self._ask(escpos.ask_status(which)):
            # The line stands still, and so would every question. What is stuck is of no use any more.
            self.port.unblock()
            self.port.restore_flow()
            return None
        answer = self._wait_for(say.RealTime, self._answer_within)
        return answer.value if isinstance(answer, say.RealTime) else None

    @property
    def state(self) -> PrinterState:
        """What the printer last said; silent when it said nothing, or no longer does."""
        return PrinterState.SILENT if self._condition is None else self._condition.state

    def clear(self, *, full: bool) -> None:
        """Make the printer forget whatever it had received of an earlier job. One that does not confirm
        may still be waiting for the rest of a picture: with ``full`` it gets that, in white."""
        self._answers.clear()
        self._ask(escpos.CLEAR)
        self.dirty = self._wait_for(say.Cleared, _CLEAR_WITHIN) is None
        if self.dirty and full and self.state is not PrinterState.SILENT:
            self.dirty = self._send(bytes(_BAND_BYTES), self._patience) < _BAND_BYTES

    # -- a job ---------------------------------------------------------------------------------

    def forget_job(self) -> None:
        """No byte of the next job has left yet."""
        self._left = self._harmless = 0

    def verdict(self) -> PrintState:
        """What is known of a job that went wrong on its way.

        As long as no more than the first band was handed over, at most 16 mm of it can ever appear: no
        whole code and no token (see ``escpos.job``). Nobody can redeem that: FAILED, and it may be printed
        again. Anything more, and the printer may have had it all, or print the rest when its cover is
        closed: UNKNOWN, which only a person may resolve.
        """
        return PrintState.FAILED if self._left <= self._harmless else PrintState.UNKNOWN

    def print(self, work: escpos.Job, name: bytes | None, sending: Callable[[], None]) -> PrintState:
        """Send a job and wait for its end. ``name`` is the process id in it, ``None`` when the printer
        cannot tell completion."""
        sending()
        self.dirty = True
        self._harmless = work.harmless
        self._busy = True
        try:
            if not self._send_job(work):
                return self._give_up()
            return self._await_end(work, name)
        finally:
            self._busy = False

    def _send_job(self, work: escpos.Job) -> bool:
        for chunk in work.chunks:
            sent = 0
            while sent < len(chunk):
                if self._troubled:
                    return False
                # In pieces, so that bad news from the printer stops the rest.
                piece = chunk[sent : sent + 512]
                count = self._send_counted(piece)
                sent += count
                if count < len(piece):
                    return False
        return True

    def _send_counted(self, data: bytes) -> int:
        # Counted before it is known: should the port vanish in the middle, it counts as having left.
        self._left += len(data)
        count = self._send(data, self._patience)
        self._left -= len(data) - count
        return count

    @property
    def _troubled(self) -> bool:
        return self._condition is not None and self._condition.trouble

    def _await_end(self, work: escpos.Job, name: bytes | None) -> PrintState:
        if name is None and self.state is PrinterState.SILENT:
            return PrintState.SENT  # no use waiting for a word of one who never says any
        # Everything may still be on the line (the kernel buffers), and then has to be printed.
        now = time.monotonic()
        line = work.size * _BITS_A_BYTE / self._baud
        until = now + self._patience + 1.5 * (line + work.rows / _ROWS_A_SECOND)
        next_question = now + line + _ASK_AGAIN
        while (left := until - time.monotonic()) > 0:
            if name is None:
                if self._wait_for(say.Processed, min(left, 0.5)) is not None:
                    self.dirty = False
                    return PrintState.SENT
            elif (done := self._wait_for(say.Completed, min(left, 0.5))) is not None:
                if done == say.Completed(name):
                    self.dirty = False
                    return PrintState.PRINTED
                continue  # an earlier job's answer, come late
            if time.monotonic() >= next_question:  # for those that tell nothing by themselves
                self.ask_state()
                next_question = time.monotonic() + _ASK_AGAIN
            if self._troubled:
                return self._give_up()
        if name is None:
            return PrintState.SENT  # all of it was taken; this printer cannot say more
        return self._give_up()

    def _give_up(self) -> PrintState:
        """Free the line, ask what is the matter, and take back what can still be taken back."""
        result = self.verdict()
        self.port.unblock()
        try:
            # Else the rest of this coupon would come out in front of the next customer.
            self.clear(full=False)
            self._busy = False
            self.ask_state()
        finally:
            self.port.restore_flow()
        return result
