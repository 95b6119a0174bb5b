"""One coupon on its way through an open printer: sending it, and hearing what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable

from kiosk.core.model import PrinterState, PrintState
from kiosk.devices import escpos
from kiosk.devices import escpos_status as say
from kiosk.devices.printer_talk import Completion, Talk

_ROWS_A_SECOND = 300.0  # 37 mm/s, half of what slow printers do
_PIECE = 512  # bytes: between two of them, bad news from the printer stops the rest
_LOOK = 0.1  # seconds between two looks at whether it goes on as it should
_ASK_AGAIN = 0.5  # seconds between questions while its word on the job is awaited
# Switched off and on again it has forgotten its margins and a part of the picture; but what still waits on
# the line it prints and answers. That takes longer than a second, and nothing else does.
_PAUSE = 1.2

Going = Callable[[PrintState], None]
"""Told SENDING just before the first byte leaves, and SENT when the last has left and the printer's word
on the whole of it is still to come."""


class Run:
    """One try of one job. Belongs to the printer's thread."""

    def __init__(self, talk: Talk, work: escpos.Job, name: bytes, completion: Completion) -> None:
        """``name`` is the process id in ``work``, if ``completion`` asks for one."""
        self._talk = talk
        self._work = work
        self._name = name
        self._completion = completion
        self._left = 0  # bytes that have left
        self._asked = False  # its question on the job was sent

    @property
    def begun(self) -> bool:
        """Whether a byte of it may have left."""
        return self._left > 0

    def verdict(self) -> PrintState:
        """What is known of a job that went wrong on its way.

        As long as no more than the first band was handed over, at most 16 mm of it can ever appear: no
        whole code and no token (see ``escpos.job``). Nobody can redeem that: FAILED, and it may be printed
        again. Anything more, and the printer may have had it all, or print the rest when its cover is
        closed: UNKNOWN, which only a person may resolve.
        """
        return PrintState.FAILED if self._left <= self._work.harmless else PrintState.UNKNOWN

    def run(self, going: Going) -> PrintState:
        """Send the job and wait for its end."""
        going(PrintState.SENDING)
        talk = self._talk
        talk.begin_job()
        try:
            if not self._send_all():
                return self._give_up()
            if self._completion is Completion.NONE:
                return self._watch()
            self._asked = True
            going(PrintState.SENT)
            return self._await_word()
        finally:
            talk.busy = False

    def _send_all(self) -> bool:
        last = len(self._work.chunks) - 1
        for number, chunk in enumerate(self._work.chunks):
            if number == last:  # the question: what came before it is about an earlier job
                self._talk.forget(say.Processed)
                self._talk.forget(say.Completed)
            for begin in range(0, len(chunk), _PIECE):
                if self._talk.troubled:
                    return False
                piece = chunk[begin : begin + _PIECE]
                # Counted before it is known: should the port vanish in the middle, it counts as having left.
                self._left += len(piece)
                count = self._talk.send(piece, self._talk.patience)
                self._left -= len(piece) - count
                if count < len(piece):
                    return False
        return True

    @property
    def _seconds(self) -> float:
        """What the rest of it takes at most: everything may still be on the line."""
        return 1.5 * (self._talk.on_the_line + self._work.rows / _ROWS_A_SECOND)

    def _await_word(self) -> PrintState:
        talk = self._talk
        until = time.monotonic() + talk.patience + self._seconds
        arrived = time.monotonic() + talk.on_the_line  # then it has all of the job, and can speak of it
        talk.expect(arrived)
        next_question = arrived + _ASK_AGAIN / 2
        while (left := until - time.monotonic()) > 0:
            if (state := self._word(min(left, _LOOK))) is not None:
                talk.dirty = False
                return state
            if time.monotonic() >= next_question:  # for those that tell nothing by themselves
                # One that has just not answered is asked again at once: the screen shall know.
                talk.ask_state()
                next_question = time.monotonic() + (0 if talk.missing else _ASK_AGAIN)
            quiet = time.monotonic() - max(talk.heard, arrived)
            if talk.troubled or (talk.missing and quiet > talk.patience):
                break
        return self._give_up()

    def _word(self, seconds: float) -> PrintState | None:
        """What the printer says of this job within so many seconds."""
        if self._completion is Completion.PROCESSED:
            return None if self._talk.wait_for(say.Processed, seconds) is None else PrintState.SENT
        answer = self._talk.wait_for(say.Completed, seconds)
        if answer != say.Completed(self._name):  # another id is an earlier job's answer, come late
            return None
        return PrintState.PRINTED if self._talk.pause < _PAUSE else self.verdict()

    def _watch(self) -> PrintState:
        """For as long as it can take, see that nothing is reported. Then it has been sent: this printer
        will never say more."""
        talk = self._talk
        until = time.monotonic() + self._seconds
        while (left := until - time.monotonic()) > 0:
            talk.listen(min(left, _LOOK))
            if talk.ever_answered and not talk.on_the_line:
                talk.ask_state()
            if talk.troubled or (talk.ever_answered and talk.state is PrinterState.SILENT):
                return self._give_up()
        talk.dirty = False
        return PrintState.SENT

    def _give_up(self) -> PrintState:
        """Free the line, ask what is the matter, and take back what can still be taken back."""
        # Its word may have come with the bad news, or come while it is asked for more: then it is on paper,
        # whatever happened after it. ("Processed" says less: the cover may be open over half a coupon.)
        believed = self._asked and self._completion is Completion.PROCESS_ID
        word = self._word(0.0) if believed else None
        with self._talk.without_flow():
            # Else the rest of this coupon would come out in front of the next customer.
            self._talk.clear(full=False)
            self._talk.busy = False
            self._talk.ask_state()
        if word is None and believed:
            word = self._word(0.0)
        return word or self.verdict()
