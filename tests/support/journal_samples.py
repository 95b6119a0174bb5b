"""Operations and coupons that the tests of the journal share, and both journals to try them on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from kiosk.core.model import (
    Balance,
    CardType,
    CouponRecord,
    CustomerCode,
    IssuedCoupon,
    Operation,
    OperationKind,
)
from kiosk.journal import SqliteJournal
from kiosk.ports import Journal
from tests.support.memory_journal import MemoryJournal

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AnyJournal = SqliteJournal | MemoryJournal


async def each_journal(which: str, path: Path) -> AsyncIterator[AnyJournal]:
    """The one on disk (``sqlite``) or its twin (``memory``), open until the test is over."""
    made: AnyJournal
    made = await SqliteJournal.open(path) if which == "sqlite" else MemoryJournal()
    yield made
    await made.close()


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def earn(number: int = 1, member: CustomerCode = 482193, minutes: float = 0) -> Operation:
    return Operation(
        id=f"entrance-1-{number}",
        kind=OperationKind.EARN,
        created_at=at(minutes),
        member_code=member,
        card=CardType.STAMP,
        amount=Decimal(1),
        before=Balance(stamps=9, points=120),
    )


def redemption(number: int, token: str = "cq_7f3a", minutes: float = 0) -> Operation:
    return Operation(
        id=f"coupon-{number}",
        kind=OperationKind.COUPON,
        created_at=at(minutes),
        token=token,
        origin="staff",
    )


def coupon(number: int = 1) -> IssuedCoupon:
    return IssuedCoupon(id=f"cp-{number}", name="Bir kahve ☕", token=f"cq_{number:08x}")


async def issue(
    journal: Journal, number: int = 1, *, member: CustomerCode = 482193, minutes: float = 0, now: bool = True
) -> int:
    """Earn the coupon of this number; returns its print job's number."""
    await journal.record(earn(number, member, minutes))
    job = await journal.settle(earn(number).id, Balance(0, 10), coupon(number), at=at(minutes), print_now=now)
    assert job is not None
    return job.id


async def record_of(journal: Journal, number: int = 1) -> CouponRecord:
    found = await journal.coupon(coupon(number).id)
    assert found is not None
    return found
