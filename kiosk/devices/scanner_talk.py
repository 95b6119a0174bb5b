"""What scanners of several makers are told, and when: beeps, and to rest while nobody is there. No port; the
time comes as an argument (monotonic seconds).

Nothing here has been heard by a real scanner. It is what the makers' manuals say:

- Honeywell: "Xenon/Granit User Guide", "Host Acknowledgment Mode" and "Host ACK Responses" (``ESC 7 ,`` good
  read, ``ESC 8 ,`` twice for an item that is not on file, ``ESC 1 ,`` a green light of 135 ms, no sound). It
  wants Host ACK switched on, and then waits up to 10 s for an answer to each code. "Trigger Commands"
  (``SYN T CR``, ``SYN U CR``) in the chapter on serial commands; likewise in the guide to the 4820.
- Datalogic: "Host Commands" in the appendices of the product reference guides of Magellan 800i and PowerScan
  (``SOH`` the good-read tone whatever is configured; ``F`` not on file, after which the scanner waits for
  ``E``; ``E`` enable, ``D`` disable).
- Zebra: see ``ssi``.
- Newland: see ``newland``. The commands themselves are not from a manual.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.devices import newland, ssi

REST_AFTER = 10.0
"""Seconds without a movement after which a scanner that is triggered by motion rests."""
ANSWER_WITHIN = 1.0
"""Seconds after which a code that the kiosk had nothing to say of (it was only in view again) is answered by
itself, where the scanner waits for that."""
_AFTER_BAD = 1.0  # seconds in which a refusal is heard out
_PAUSE = 0.5  # seconds between a code and the next pull of the trigger
_MOST = 256  # bytes that may wait for a scanner that does not listen


@dataclass(frozen=True, slots=True)
class Maker:
    """The commands of one maker."""

    good: bytes
    bad: bytes
    start: bytes
    """Look for codes."""
    rest: bytes
    again: float | None = None
    """Seconds after which ``start`` has to be said again: it holds for one code or a while only."""
    after_bad: bytes = b""
    release: bytes = b""
    """Answers a code without a sound."""
    begin: bytes = b""


MAKERS: dict[str, Maker] = {
    "honeywell": Maker(
        good=b"\x1b7,", bad=b"\x1b8,\x1b8,", start=b"\x16T\r", rest=b"\x16U\r", again=3.0, release=b"\x1b1,"
    ),
    "datalogic": Maker(good=b"\x01", bad=b"F", after_bad=b"E", start=b"E", rest=b"D", begin=b"E"),
    "zebra-ssi": Maker(
        good=ssi.packet(ssi.BEEP, bytes((ssi.SHORT_HIGH,))),
        bad=ssi.packet(ssi.BEEP, bytes((ssi.TWO_SHORT_LOW,))),
        start=ssi.packet(ssi.START_DECODE),
        rest=ssi.packet(ssi.STOP_DECODE),
        again=3.0,
    ),
    "newland": Maker(
        good=newland.beep(2700, 100),
        bad=newland.beep(500, 300),
        start=newland.PULL,
        rest=newland.LET_GO,
        again=3.0,
    ),
}


class Talk:
    """Everything said to one open scanner. ``out`` is what is to be sent to it."""

    def __init__(self, maker: Maker | None, *, motion: bool, now: float) -> None:
        """``motion``: let it look for codes only while somebody is there."""
        self._maker = maker
        self._motion = motion and maker is not None
        self._watched = False
        self._until = now + REST_AFTER  # whoever plugs it in wants to see it read
        self._awake: bool | None = None
        self._answer_at: float | None = None
        self._start_at: float | None = None
        self.out = bytearray(maker.begin if maker is not None else b"")

    @property
    def next(self) -> float:
        """When ``tick`` has something to do; infinity when nothing is due."""
        times = [at for at in (self._answer_at, self._start_at) if at is not None]
        if self._motion and self._watched and self._awake:
            times.append(self._until)
        return min(times, default=float("inf"))

    def beep(self, now: float, *, good: bool) -> None:
        """Sound that a code was taken, or was not."""
        if self._maker is None:
            return
        self._answer_at = None
        self.say(self._maker.good if good else self._maker.bad)
        if not good and self._maker.after_bad:
            self._start_at = now + _AFTER_BAD

    def scanned(self, now: float) -> None:
        """A code came from it."""
        if self._maker is None:
            return
        self._until = max(self._until, now + REST_AFTER)
        if self._maker.release:
            self._answer_at = now + ANSWER_WITHIN
        if self._motion and self._maker.again is not None:
            self._start_at = now + _PAUSE

    def stirred(self, now: float) -> None:
        """Somebody is there."""
        self._until = now + REST_AFTER

    def watched(self, now: float, *, on: bool) -> None:
        """Whether there is a camera to see it. While there is none, the scanner does not rest."""
        if on and not self._watched:
            self._until = now + REST_AFTER
        self._watched = on

    def tick(self, now: float) -> None:
        """Say what is due. Call it after anything else, and at ``next``."""
        maker = self._maker
        if maker is None:
            return
        if self._answer_at is not None and now >= self._answer_at:
            self._answer_at = None
            self.say(maker.release)
        due = self._start_at is not None and now >= self._start_at
        if due:
            self._start_at = None
        if not self._motion:
            if due:
                self.say(maker.after_bad)
            return
        awake = not self._watched or now < self._until
        if awake and (due or not self._awake):
            self.say(maker.start)
            if maker.again is not None:
                self._start_at = now + maker.again
        elif not awake and self._awake is not False:
            self._start_at = None
            self.say(maker.rest)
        self._awake = awake

    def farewell(self) -> bytes:
        """What to say at last: one that was told to rest must not stay so for whoever comes next."""
        return self._maker.begin if self._maker is not None else b""

    def say(self, words: bytes) -> None:
        """Send this next, unless it has long stopped listening: old beeps would come all at once."""
        if len(self.out) + len(words) > _MOST:
            self.out.clear()
        self.out += words
