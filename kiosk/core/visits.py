"""The visit policy: may this member earn now?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from kiosk.core.ids import visit_id
from kiosk.core.model import History, Member, Moment, Operation, OperationKind, OperationState, Visit
from kiosk.core.rules import Rules


@dataclass(frozen=True, slots=True)
class Earn:
    """Yes: with this new operation."""

    operation: Operation


@dataclass(frozen=True, slots=True)
class Resume:
    """An earlier visit has no answer yet: go on with that very operation, under its own id."""

    operation: Operation


@dataclass(frozen=True, slots=True)
class NotYet:
    """Not before ``next_at`` (aware, in the shop's zone)."""

    next_at: datetime


@dataclass(frozen=True, slots=True)
class BalanceOnly:
    """This kiosk shows balances and awards nothing."""


Decision = Earn | Resume | NotYet | BalanceOnly


def tomorrow(local: datetime) -> datetime:
    """The next local midnight, also across a change of the clocks (wall time is what counts)."""
    return datetime.combine(local.date() + timedelta(days=1), time(), tzinfo=local.tzinfo)


def window_start(rules: Rules, now: Moment) -> datetime:
    """How far back the journal has to be asked for this decision."""
    midnight = datetime.combine(now.local.date(), time(), tzinfo=now.local.tzinfo)
    if isinstance(rules.cooldown, timedelta):
        since = now.local.astimezone(UTC) - rules.cooldown
        return min(midnight.astimezone(UTC), since).astimezone(now.local.tzinfo)
    return midnight


def remembered(rules: Rules) -> timedelta:
    """How long a visit may matter to another one, and must not be forgotten: the pause between two, or a
    local day (of 25 hours, once a year); and two days more for one that was kept offline, which is late by a
    day and whose window is asked for with a day to spare."""
    pause = rules.cooldown if isinstance(rules.cooldown, timedelta) else timedelta()
    return pause + timedelta(days=4)


def _created(visit: Visit) -> datetime:
    """Always in UTC: two times of one zone are compared, and subtracted, by their clock faces, which
    is wrong by an hour when the clocks change between them."""
    return visit.operation.created_at.astimezone(UTC)


def _next_at(rules: Rules, visit: Visit, now: Moment) -> datetime:
    if isinstance(rules.cooldown, timedelta):
        return _created(visit) + rules.cooldown
    return tomorrow(_created(visit).astimezone(now.local.tzinfo)).astimezone(UTC)


def decide(rules: Rules, member: Member, history: History, now: Moment, origin: str = "visit") -> Decision:
    """Earn, resume or wait. An unanswered visit counts as one: it may have been applied.

    Visits "from the future" (the clock was set back) count, too: they are never an invitation. What
    staff have booked for this member is no visit.
    """
    if rules.card is None:
        return BalanceOnly()
    zone = now.local.tzinfo
    at, start = now.local.astimezone(UTC), window_start(rules, now).astimezone(UTC)
    recent = [v for v in history.visits if _created(v) >= start and v.operation.origin != "staff"]
    open_visits = [v for v in recent if v.state is not OperationState.ACCEPTED]
    if open_visits:
        return Resume(open_visits[0].operation)
    ends = [_next_at(rules, v, now) for v in recent]
    days = sorted((_created(v).astimezone(zone) for v in recent), key=datetime.date, reverse=True)
    if 0 < rules.daily_limit <= len(days):
        # The day after this one has fewer visits than the limit.
        ends.append(tomorrow(days[rules.daily_limit - 1]).astimezone(UTC))
    waits = [end for end in ends if end > at]
    if waits:
        return NotYet(max(waits).astimezone(zone))
    return Earn(
        Operation(
            id=visit_id(rules, now, member.code),
            kind=OperationKind.EARN,
            created_at=now.local,
            member_code=member.code,
            card=rules.card,
            amount=rules.amount,
            origin=origin,
            before=member.balance,
        )
    )


def changed_nothing(rules: Rules, operation: Operation, after: object, coupon: object) -> bool:
    """Whether a shared visit's acceptance was another kiosk's, told by an unchanged balance."""
    shared = rules.shared_visits and operation.id.startswith("visit-")
    return shared and coupon is None and after == operation.before


def under(rules: Rules, operation: Operation, kept_id: str) -> Operation:
    """The operation of an offline visit, under the id it was kept with; a shared visit's id can
    only be known with the member, and is the same on every kiosk."""
    return operation if rules.shared_visits else replace(operation, id=kept_id)
