"""The life of one send: PIN challenges, waiting, repeating, giving up.

One table for every gated operation, customer's and staff's alike: ``TABLE`` says what an outcome
means in a phase, and ``docs/architecture.md`` shows a drawing of it made from the table itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.core import outcomes as o
from kiosk.core.model import Operation
from kiosk.core.rules import (
    MOST_ROUNDS,
    PATIENCE_FOR_ANSWER,
    RATE_LIMIT_MOST,
    RATE_LIMIT_WAIT,
    REPEAT_AFTER,
)


class Phase(StrEnum):
    """Where an operation stands between its record on disk and its end."""

    RECORDING = "recording"  # the journal is writing it
    SENDING = "sending"  # a request is out
    ASKING = "asking"  # the person types the PIN
    TELLING = "telling"  # the PIN is dead: only the person's word makes a new one
    PAUSED = "paused"  # waiting to repeat the same request
    DONE = "done"


class Sort(StrEnum):
    """Outcomes, sorted by what they mean for the operation."""

    APPLIED = "applied"
    PIN_REQUIRED = "pin_required"
    PIN_WRONG = "pin_wrong"
    PIN_DEAD = "pin_dead"
    REFUSED = "refused"
    LIMITED = "limited"
    TROUBLE = "trouble"


class Move(StrEnum):
    """What happens next."""

    SETTLE = "settle"
    ASK = "ask"
    ASK_AGAIN = "ask_again"
    TELL = "tell"
    STOP = "stop"
    REFUSE = "refuse"
    WAIT = "wait"
    REPEAT = "repeat"
    DOUBT = "doubt"
    IGNORE = "ignore"


TABLE: dict[tuple[Phase, Sort], Move] = {
    (phase, sort): Move.IGNORE for phase in Phase for sort in Sort if phase is not Phase.SENDING
} | {
    (Phase.SENDING, Sort.APPLIED): Move.SETTLE,
    (Phase.SENDING, Sort.PIN_REQUIRED): Move.ASK,
    (Phase.SENDING, Sort.PIN_WRONG): Move.ASK_AGAIN,
    (Phase.SENDING, Sort.PIN_DEAD): Move.TELL,
    (Phase.SENDING, Sort.REFUSED): Move.REFUSE,
    (Phase.SENDING, Sort.LIMITED): Move.WAIT,
    (Phase.SENDING, Sort.TROUBLE): Move.REPEAT,
}
"""Only a request that is out can be answered. ASK and TELL become STOP after ``MOST_ROUNDS`` challenges,
and REPEAT becomes DOUBT when the person has waited long enough."""

NEXT_PHASE: dict[Move, Phase] = {
    Move.SETTLE: Phase.DONE,
    Move.ASK: Phase.ASKING,
    Move.ASK_AGAIN: Phase.ASKING,
    Move.TELL: Phase.TELLING,
    Move.STOP: Phase.DONE,
    Move.REFUSE: Phase.DONE,
    Move.WAIT: Phase.PAUSED,
    Move.REPEAT: Phase.PAUSED,
    Move.DOUBT: Phase.DONE,
}


class Notice(StrEnum):
    """What the PIN screen has to say."""

    SENT = "sent"
    WRONG = "wrong"
    EXPIRED = "expired"
    USED_UP = "used_up"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Run:
    """One operation under way. Digits and PIN stay out of every repr.

    ``doubtful``: some send may have been applied though no answer came. ``pause_ends`` and
    ``trouble_since`` are monotonic seconds. ``limits`` counts rate-limited answers since the last other one.
    """

    operation: Operation
    phase: Phase = Phase.RECORDING
    attempt: int = 0
    pin: str | None = field(default=None, repr=False)
    entered: str = field(default="", repr=False)
    tries_left: int | None = None
    rounds: int = 0
    notice: Notice | None = None
    doubtful: bool = False
    pause_ends: float | None = None
    trouble_since: float | None = None
    limits: int = 0


def sort_of(outcome: o.SendOutcome) -> Sort:
    """Sort an outcome. A wrong PIN with no tries left is a dead one."""
    match outcome:
        case o.Accepted() | o.AlreadyApplied() | o.CouponRedeemed():
            return Sort.APPLIED
        case o.PinRequired():
            return Sort.PIN_REQUIRED
        case o.PinInvalid(remaining=0):
            return Sort.PIN_DEAD
        case o.PinInvalid():
            return Sort.PIN_WRONG
        case o.PinExpired() | o.PinExhausted():
            return Sort.PIN_DEAD
        case o.RateLimited():
            return Sort.LIMITED
        case o.Unavailable():
            return Sort.TROUBLE
        case _:
            return Sort.REFUSED


def answer(run: Run, attempt: int, outcome: o.SendOutcome, at: float) -> tuple[Run, Move]:
    """What this answer means: the run after it, and the move. An answer to an older attempt is
    ignored; there is never more than one request of an operation out, so none can be lost by it.
    """
    if attempt != run.attempt:
        return run, Move.IGNORE
    sort = sort_of(outcome)
    move = TABLE[run.phase, sort]
    if move is Move.IGNORE:
        return run, move
    if sort is not Sort.TROUBLE:
        run = replace(run, trouble_since=None)
    if sort not in (Sort.LIMITED, Sort.TROUBLE):
        run = replace(run, limits=0)
    enough = False
    match move:
        case Move.ASK | Move.ASK_AGAIN:
            run = _asked(run, move, outcome)
            enough = run.rounds > MOST_ROUNDS
        case Move.TELL:
            dead = Notice.EXPIRED if isinstance(outcome, o.PinExpired) else Notice.USED_UP
            run = replace(run, pin=None, entered="", tries_left=None, notice=dead, rounds=max(run.rounds, 1))
            enough = run.rounds >= MOST_ROUNDS
        case Move.WAIT:
            run = _limited(run, outcome, at)
        case Move.REPEAT:
            run, move = _troubled(run, outcome, at)
        case _:
            run = replace(run, pin=None, entered="")
    if enough:
        move = Move.STOP
    return replace(run, phase=NEXT_PHASE[move]), move


def _asked(run: Run, move: Move, outcome: o.SendOutcome) -> Run:
    remaining = outcome.remaining if isinstance(outcome, o.PinRequired | o.PinInvalid) else None
    if move is Move.ASK:
        # A challenge proves that no earlier request was applied. One that was made although a PIN
        # was sent is a new one: the old PIN is dead.
        run = replace(run, rounds=run.rounds + 1, notice=Notice.SENT, doubtful=False)
    else:
        # An answer about a PIN means that there is a challenge, whoever began it.
        run = replace(run, notice=Notice.WRONG, rounds=max(run.rounds, 1))
        if remaining is None and run.tries_left is not None:
            remaining = max(run.tries_left - 1, 0)
    return replace(run, pin=None, entered="", tries_left=remaining)


def _limited(run: Run, outcome: o.SendOutcome, at: float) -> Run:
    told = outcome.retry_after if isinstance(outcome, o.RateLimited) else None
    wait = told if told is not None else min(RATE_LIMIT_WAIT * 2.0 ** min(run.limits, 8), RATE_LIMIT_MOST)
    return replace(run, limits=run.limits + 1, pause_ends=at + wait, notice=Notice.BUSY)


def _troubled(run: Run, outcome: o.SendOutcome, at: float) -> tuple[Run, Move]:
    reached = isinstance(outcome, o.Unavailable) and outcome.reached
    since = at if run.trouble_since is None else run.trouble_since
    run = replace(run, doubtful=run.doubtful or reached, trouble_since=since)
    if at + REPEAT_AFTER - since > PATIENCE_FOR_ANSWER:
        return replace(run, pin=None, entered=""), Move.DOUBT
    return replace(run, pause_ends=at + REPEAT_AFTER, notice=Notice.BUSY), Move.REPEAT


def sent(run: Run, pin: str | None = None) -> Run:
    """The run with one more request out, carrying this PIN."""
    return replace(
        run, phase=Phase.SENDING, attempt=run.attempt + 1, pin=pin, entered="", pause_ends=None, notice=None
    )


def again(run: Run) -> Run:
    """The same request once more, with the same PIN: rounds and tries are untouched."""
    return sent(run, run.pin)


def digit(run: Run, char: str) -> Run:
    """One more digit, four at most. Digits are characters: leading zeros count."""
    if run.phase is Phase.ASKING and len(char) == 1 and char in "0123456789" and len(run.entered) < 4:
        return replace(run, entered=run.entered + char)
    return run


def erase(run: Run) -> Run:
    """One digit fewer."""
    return replace(run, entered=run.entered[:-1])


def complete(run: Run) -> bool:
    """Whether what is typed can be a PIN: 2 or 4 digits."""
    return run.phase is Phase.ASKING and len(run.entered) in (2, 4)
