"""What waits in the journal, as staff are shown it: without tokens, and without what was scanned."""

from __future__ import annotations

from datetime import tzinfo

from kiosk.core.model import OperationKind
from kiosk.core.papers import Waiting
from kiosk.ports import KeptVisit, StoredOperation


def waiting_operation(stored: StoredOperation, zone: tzinfo | None) -> Waiting:
    """An operation, waiting or over."""
    operation = stored.operation
    return Waiting(
        id=operation.id,
        kind=operation.kind,
        since=operation.created_at.astimezone(zone),
        state=stored.state,
        attempts=stored.attempts,
        reason=stored.reason,
        card=operation.card,
        amount=operation.amount,
        origin=operation.origin,
        last=None if stored.sent_at is None else stored.sent_at.astimezone(zone),
        member=operation.member_code,
    )


def waiting_visit(visit: KeptVisit, zone: tzinfo | None) -> Waiting:
    """A visit that was kept offline, before anybody knows whose it is."""
    return Waiting(
        id=visit.operation_id,
        kind=OperationKind.EARN,
        since=visit.at.astimezone(zone),
        state=None,
        attempts=visit.attempts,
        reason=visit.reason,
        origin="kept",
    )
