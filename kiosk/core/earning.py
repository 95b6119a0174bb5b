"""The customer's way, from the first send to the coupon: the PIN loop, settling, the reward."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import challenge as c
from kiosk.core import outcomes as o
from kiosk.core import visits
from kiosk.core.effects import Cue, Effect, Lookup, Mark, Print, Remember, Send, Sound
from kiosk.core.events import Action, Answered, PrintProgress, Settled, Tap
from kiosk.core.health import can_print
from kiosk.core.model import (
    Balance,
    CardType,
    IssuedCoupon,
    Moment,
    OperationKind,
    OperationState,
    PrintState,
)
from kiosk.core.rules import MOST_PAPERS, MOST_ROUNDS, REWARD_TIME, Rules
from kiosk.core.sessions import Result, alive, applied, learned, refused, unanswered
from kiosk.core.sounds import paper
from kiosk.core.state import (
    BalanceNote,
    CouponShown,
    Earning,
    Kiosk,
    Problem,
    Rewarded,
    Showing,
    StaffReward,
    Trouble,
)

REFUSALS: dict[type, Trouble] = {
    o.NotFound: Trouble.UNKNOWN_MEMBER,
    o.BadKey: Trouble.UNAVAILABLE,
    o.SubscriptionLapsed: Trouble.UNAVAILABLE,
}


def on_recorded(kiosk: Kiosk, stage: Earning) -> Result:
    """The id is on disk: now, and only now, the first send."""
    if stage.run.phase is not c.Phase.RECORDING:
        return kiosk, ()
    return earn(kiosk, stage, c.sent(stage.run))


def earn(kiosk: Kiosk, stage: Earning, run: c.Run) -> Result:
    """Send, with whatever PIN the run carries."""
    return replace(kiosk, stage=replace(stage, run=run)), (Send(run.operation, run.attempt, run.pin),)


def on_answered(kiosk: Kiosk, stage: Earning, event: Answered, now: Moment) -> Result:
    """The server's word on this visit."""
    run, move = c.answer(stage.run, event.attempt, event.outcome, now.mono)
    session = alive(stage.session, now)
    after = replace(kiosk, stage=replace(stage, run=run, session=session))
    operation = run.operation
    match move:
        case c.Move.IGNORE:
            return kiosk, ()
        case c.Move.SETTLE:
            settling = replace(stage, run=run, session=session, answer=event.outcome)
            after, lessons = unlearned(replace(kiosk, stage=settling), stage.run, event.outcome)
            print_now = can_print(kiosk.health, kiosk.rules)
            return after, (*applied(operation, event.outcome, print_now=print_now), *lessons)
        case c.Move.ASK:
            after, lessons = learned(after, operation, event.outcome)
            asked = (Mark(operation.id, OperationState.CHALLENGED, "pin_required"), Cue(Sound.NOTICE))
            return after, (*asked, *lessons)
        case c.Move.ASK_AGAIN | c.Move.TELL:
            return after, (Cue(Sound.REFUSAL),)
        case c.Move.WAIT | c.Move.REPEAT:
            # Nothing new for the person, and no sign of them: their time goes on.
            return replace(kiosk, stage=replace(stage, run=run)), ()
        case c.Move.STOP:
            return _problem(after, stage, Trouble.PIN_FAILED, now, stopped(run, event.outcome))
        case c.Move.REFUSE:
            trouble = REFUSALS.get(type(event.outcome), Trouble.REFUSED)
            ended = refused(operation, event.outcome, doubtful=run.doubtful)
            return _problem(after, stage, trouble, now, ended)
        case _:
            return _problem(after, stage, Trouble.UNSURE, now, unanswered(operation, reached=True))


def unlearned(kiosk: Kiosk, run: c.Run, outcome: o.SendOutcome) -> Result:
    """An earn accepted at the first word, without a PIN, means that this shop is not Strict any more.
    Not where an id may have been applied before: its repeat may be accepted without being asked."""
    first = run.attempt == 1 and not run.doubtful and not kiosk.rules.shared_visits
    if not kiosk.health.strict or not first or not isinstance(outcome, o.Accepted):
        return kiosk, ()
    return replace(kiosk, health=replace(kiosk.health, strict=False)), (Remember("strict_seen", ""),)


def stopped(run: c.Run, outcome: o.SendOutcome) -> tuple[Effect, ...]:
    """No more PINs. Without doubt nothing was applied; with it, only a request without a PIN tells."""
    if run.doubtful:
        return unanswered(run.operation, reached=True)
    return (Mark(run.operation.id, OperationState.ABANDONED, o.name(outcome)),)


def _problem(
    kiosk: Kiosk, stage: Earning, trouble: Trouble, now: Moment, effects: tuple[Effect, ...]
) -> Result:
    session = alive(stage.session, now)
    return replace(kiosk, stage=Problem(session, trouble)), (*effects, Cue(Sound.REFUSAL))


def journal_failed(kiosk: Kiosk, stage: Earning, now: Moment) -> Result:
    """The disk refused. Before anything was sent that is the end; once something may have been, the
    screen can only say it is not sure, and the outbox finds out by the same id."""
    run = stage.run
    if stage.settled:
        return kiosk, ()
    if run.phase is c.Phase.RECORDING:
        return _problem(kiosk, stage, Trouble.UNAVAILABLE, now, ())
    if run.phase in (c.Phase.SENDING, c.Phase.DONE) or run.doubtful:
        return _problem(kiosk, stage, Trouble.UNSURE, now, unanswered(run.operation, reached=True))
    ended = Mark(run.operation.id, OperationState.ABANDONED, "journal_failed")
    return _problem(kiosk, stage, Trouble.UNAVAILABLE, now, (ended,))


REFRESH = 0
"""The attempt number of the lookup after an earn that had been applied before: a session's own lookups
count from 1, and their answers, late or doubled, must not pass for this one."""


def on_settled(kiosk: Kiosk, stage: Earning, event: Settled, now: Moment) -> Result:
    """Acceptance is on disk: now it may be shown."""
    if stage.answer is None or stage.settled:
        return kiosk, ()
    if isinstance(stage.answer, o.Accepted):
        printing = event.job.state if event.job is not None else None
        return _reward(kiosk, stage, stage.answer.balance, stage.answer.coupon, printing, now)
    # Applied before, so this answer carries no balance: the only honest number is a fresh one.
    settled = replace(stage, settled=True)
    return replace(kiosk, stage=settled), (Lookup(stage.session.id, REFRESH, code=stage.member.code),)


def refreshed(kiosk: Kiosk, stage: Earning, outcome: o.LookupOutcome, now: Moment) -> Result:
    """The balance after an operation that had been applied before; without it, no number."""
    if not stage.settled:
        return kiosk, ()
    balance = None
    if isinstance(outcome, o.Found) and outcome.member.code == stage.member.code:
        balance = outcome.member.balance
    return _reward(kiosk, stage, balance, None, None, now)


def _reward(
    kiosk: Kiosk,
    stage: Earning,
    balance: Balance | None,
    coupon: IssuedCoupon | None,
    printing: PrintState | None,
    now: Moment,
) -> Result:
    operation, rules = stage.run.operation, kiosk.rules
    session = alive(stage.session, now)
    elsewhere = visits.changed_nothing(rules, operation, balance, coupon) or (
        rules.shared_visits and isinstance(stage.answer, o.AlreadyApplied) and not stage.run.doubtful
    )
    if elsewhere:
        member = stage.member if balance is None else replace(stage.member, balance=balance)
        already = Showing(
            session, member, stage.history.coupons, BalanceNote.ALREADY, visits.tomorrow(now.local)
        )
        return replace(kiosk, stage=already), (Cue(Sound.NOTICE),)
    wrapped = coupon is None and card_wrapped(rules, stage.run, stage.answer, balance)
    rewarded = Rewarded(
        session,
        stage.member,
        stage.run,
        balance,
        coupon,
        printing,
        coupon_at=None if coupon is None else now.mono + REWARD_TIME,
        in_app=wrapped,
        coupons=stage.history.coupons,
    )
    return replace(kiosk, stage=rewarded), (Cue(Sound.SUCCESS if coupon is None else Sound.REWARD),)


def card_wrapped(rules: Rules, run: c.Run, answer: o.SendOutcome | None, balance: Balance | None) -> bool:
    """Whether this earn filled the card in an answer that never came here, so that its coupon is not ours to
    show. An answer to a first request brings its coupon along: if it leaves fewer stamps than there were
    then some were spent elsewhere meanwhile, and so they were when the numbers do not add up to a card."""
    operation, of = run.operation, rules.stamps_per_card
    before, amount = operation.before, operation.amount
    lost = run.doubtful or rules.shared_visits or isinstance(answer, o.AlreadyApplied)
    earned = operation.kind is OperationKind.EARN and operation.card is CardType.STAMP
    if not (lost and earned) or balance is None or before is None or amount is None:
        return False
    return balance.stamps == before.stamps + amount - of if of else balance.stamps < before.stamps


def on_pin_tap(kiosk: Kiosk, stage: Earning, tap: Tap) -> Result:
    """The keypad of the PIN screen."""
    run, send = pressed(stage.run, tap)
    if send:
        return earn(kiosk, stage, run)
    return replace(kiosk, stage=replace(stage, run=run)), ()


def pressed(run: c.Run, tap: Tap) -> tuple[c.Run, bool]:
    """A key of the PIN pad, for customers and staff alike: the run after it, and whether to send."""
    match tap.action:
        case Action.DIGIT:
            return c.digit(run, tap.value), False
        case Action.ERASE:
            return c.erase(run), False
        case Action.CONFIRM if c.complete(run):
            return c.sent(run, run.entered), True
        case Action.NEW_CODE if may_renew(run):
            return c.sent(run), True
    return run, False


def may_renew(run: c.Run) -> bool:
    """Whether the person may ask for a new PIN: three challenges at most."""
    return run.phase in (c.Phase.ASKING, c.Phase.TELLING) and run.rounds < MOST_ROUNDS


def on_print(kiosk: Kiosk, event: PrintProgress) -> Result:
    """The paper went on."""
    stage = kiosk.stage
    match stage:
        case StaffReward(coupon=coupon) | Rewarded(coupon=coupon) if coupon is not None:
            ours = coupon.id == event.coupon_id
        case CouponShown(record=record):
            ours = record.coupon.id == event.coupon_id
        case _:
            return kiosk, ()
    if not ours:
        return kiosk, ()
    heard = paper(stage.printing, event.state)
    return replace(kiosk, stage=replace(stage, printing=event.state)), heard


CAN_ASK_PRINT = (PrintState.FAILED, PrintState.HELD, PrintState.UNKNOWN, None)


def may_ask_print(kiosk: Kiosk, stage: Rewarded | CouponShown | StaffReward) -> bool:
    """Whether paper may be asked for: it may be missing, can be printed, and was not had often enough."""
    missing = stage.printing in CAN_ASK_PRINT
    return missing and can_print(kiosk.health, kiosk.rules) and stage.session.papers < MOST_PAPERS


def on_print_tap(kiosk: Kiosk, stage: Rewarded | CouponShown | StaffReward) -> Result:
    """The person asks for paper: first print, or a copy where one may exist (the journal knows)."""
    coupon = stage.record.coupon if isinstance(stage, CouponShown) else stage.coupon
    if coupon is None or not may_ask_print(kiosk, stage):
        return kiosk, ()
    session = replace(stage.session, papers=stage.session.papers + 1)
    queued = replace(stage, printing=PrintState.QUEUED, session=session)
    return replace(kiosk, stage=queued), (Print(coupon.id),)
