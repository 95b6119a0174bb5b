"""The stages of «coupons» and «waiting»: what the journal holds, for staff to look through."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.presence import Session


@dataclass(frozen=True, slots=True)
class StaffCoupons:
    """The coupons that were issued here."""

    session: Session
    person: str


@dataclass(frozen=True, slots=True)
class StaffWaiting:
    """The operations that wait for an answer."""

    session: Session
    person: str


PapersStage = StaffCoupons | StaffWaiting
